//! What names mean in, the table and the JSON of it out, and the line that says how many were placed.

use super::gazetteer::Gazetteer;
use super::index::Place;
use super::query::way;
use super::{Found, Open, Placed};
use crate::error::{Error, Result};
use crate::geodata::Geodata;
use serde_json::{Value as Json, json};

impl Found {
    /// How many mentions were placed, stayed open and are unknown: `41 mentions of 17 places placed, 2 open, 1 unknown`.
    pub fn summary(&self) -> String {
        let placed: usize = self.placed.iter().map(|placed| placed.count).sum();
        let open: usize = self.open.iter().map(|open| open.count).sum();
        let counted = |count: usize, what: &str| {
            if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
        };
        format!(
            "{} of {} placed, {open} open, {} unknown",
            counted(placed, "mention"),
            counted(self.placed.len(), "place"),
            self.unknown.len()
        )
    }

    /// A line for each thing placed: mention, count, place, kind, where, why, and the first sentence with its line; then what
    /// stays open and what is unknown. Columns are parted by two spaces at least.
    ///
    /// Errors: as reading the geodata has them.
    pub fn table(&self, geodata: &Geodata) -> Result<Vec<String>> {
        let gazetteer = Gazetteer::of(geodata)?;
        let mut rows = vec![
            ["mention", "count", "place", "kind", "position", "why", "line"].map(str::to_owned),
        ];
        for Placed { mention, place, count, line, sentence, reason, .. } in &self.placed {
            let line = if sentence.is_empty() {
                String::new()
            } else {
                format!("{line}: {}", short(sentence))
            };
            rows.push([
                mention.clone(),
                count.to_string(),
                shown(place, &gazetteer),
                place.kind.name().to_owned(),
                format!("{:.2},{:.2}", place.lat, place.lon),
                reason.clone(),
                line,
            ]);
        }
        for Open { mention, candidates, count, line } in &self.open {
            let ways: Vec<String> = candidates
                .iter()
                .take(4)
                .map(|place| way(mention, place, candidates, &gazetteer))
                .collect();
            let empty = String::new;
            let why = format!("open: {}", ways.join(" or "));
            rows.push([
                mention.clone(),
                count.to_string(),
                empty(),
                empty(),
                empty(),
                why,
                line.to_string(),
            ]);
        }
        for unknown in &self.unknown {
            let empty = String::new;
            let (mention, line) = (unknown.mention.clone(), unknown.line.to_string());
            rows.push([
                mention,
                "1".to_owned(),
                empty(),
                empty(),
                empty(),
                "unknown".to_owned(),
                line,
            ]);
        }
        let width =
            |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..7).map(width).collect();
        let line = |row: &[String; 7]| {
            let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
            cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
        };
        Ok(rows.iter().map(line).collect())
    }

    /// The same as JSON: `{placed: […], open: […], unknown: […]}`.
    ///
    /// Errors: `Render` if it cannot be written.
    pub fn json(&self) -> Result<String> {
        let placed = self.placed.iter().map(|it| {
            json!({
                "mention": it.mention,
                "name": it.place.name,
                "id": it.place.id,
                "kind": it.place.kind.name(),
                "state": state(&it.place),
                "lon": it.place.lon,
                "lat": it.place.lat,
                "count": it.count,
                "line": it.line,
                "reason": it.reason,
            })
        });
        let candidate = |place: &Place| {
            json!({
                "name": place.name,
                "id": place.id,
                "kind": place.kind.name(),
                "state": state(place),
                "lon": place.lon,
                "lat": place.lat,
            })
        };
        let open = self.open.iter().map(|it| {
            let candidates: Vec<Json> = it.candidates.iter().map(candidate).collect();
            json!({ "mention": it.mention, "candidates": candidates, "line": it.line })
        });
        let unknown =
            self.unknown.iter().map(|it| json!({ "mention": it.mention, "line": it.line }));
        let all = json!({
            "placed": placed.collect::<Vec<_>>(),
            "open": open.collect::<Vec<_>>(),
            "unknown": unknown.collect::<Vec<_>>(),
        });
        let text = serde_json::to_string_pretty(&all);
        text.map_err(|error| Error::render("cannot write what was found").cause(error))
    }
}

fn state(place: &Place) -> Json {
    if place.state.is_empty() { Json::Null } else { Json::from(place.state.as_str()) }
}

/// A place with its state: `Idlib, Syria`.
pub(super) fn shown(place: &Place, gazetteer: &Gazetteer) -> String {
    let state = gazetteer.state_name(&place.state);
    if state.is_empty() || state == place.name {
        place.name.clone()
    } else {
        format!("{}, {state}", place.name)
    }
}

/// The beginning of a sentence.
fn short(sentence: &str) -> String {
    const MOST: usize = 90;
    if sentence.chars().count() <= MOST {
        return sentence.to_owned();
    }
    let begun: String = sentence.chars().take(MOST).collect();
    let whole = begun.rsplit_once(' ').map_or(begun.as_str(), |(whole, _)| whole);
    format!("{whole} …")
}
