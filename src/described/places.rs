//! Places: the spots that a figure's tables name in, where each is and what it is called out, as `periplus locate` has it.

use super::flows::{Flow, Flows, line_of};
use super::telling::{callout_key, place_key, row_key};
use crate::error::{Error, Place, Warning};
use crate::figure::{Course, Ends, Figure, Spot};
use crate::geodata::Geodata;
use crate::locate::{self, PlaceKind, positions};
use geo::Coord;
use std::collections::BTreeMap;

/// What a theme calls the place of a callout.
pub(crate) const NOTED: &str = "noted";

/// The places of a figure, by the keys that name them.
pub(super) struct Places(BTreeMap<String, Located>);

/// A place that a figure names.
#[derive(Clone, Debug)]
pub(super) struct Located {
    /// As the figure calls it.
    pub(super) name: String,
    /// Longitude and latitude.
    pub(super) at: Coord,
    place: locate::Place,
}

/// A place that something on the map begins at, ends at or lies round.
#[derive(Clone, Debug)]
pub(crate) struct MarkedPlace {
    /// Its id in the data.
    pub id: String,
    /// As the figure calls it; none of a position.
    pub name: Option<String>,
    /// Longitude and latitude.
    pub at: Coord,
    /// What a theme calls it: `centre` of a ring, `end` of an arrow, `noted` of a callout.
    pub class: &'static str,
}

/// A spot that is asked for.
struct Asked<'a> {
    key: String,
    spot: &'a Spot,
    /// Its line in a table, where it stands in one.
    line: Option<Place>,
}

impl Places {
    /// All spots that the figure's tables name, and the files of `tables`, by the number of their arrows.
    pub(super) fn of(
        figure: &Figure,
        tables: &BTreeMap<usize, Flows>,
        geodata: &Geodata,
        errors: &mut Vec<Error>,
    ) -> Places {
        let spots: Vec<Asked> = spots(figure).into_iter().chain(in_tables(tables)).collect();
        let queries: Vec<String> = spots.iter().map(|asked| query(asked.spot)).collect();
        let queries: Vec<&str> = queries.iter().map(String::as_str).collect();
        let mut found = BTreeMap::new();
        match positions(&queries, geodata) {
            Ok(positions) => {
                for (Asked { key, line, .. }, position) in spots.into_iter().zip(positions) {
                    match position {
                        Ok((name, place)) => {
                            let at = Coord { x: place.lon, y: place.lat };
                            found.insert(key, Located { name, at, place });
                        }
                        Err(error) => errors.push(match line {
                            Some(line) => error.at(line),
                            None => figure.at_fault(&[&key], error),
                        }),
                    }
                }
            }
            Err(error) => errors.push(error),
        }
        Places(found)
    }

    /// The place that a key names; none where it is not known.
    pub(super) fn at(&self, key: &str) -> Option<&Located> {
        self.0.get(key)
    }

    /// A warning where a distance is taken from the middle of something that is no spot.
    pub(super) fn warning(&self, key: &str, figure: &Figure) -> Option<Warning> {
        let located = self.at(key).filter(|it| !is_spot(&it.place))?;
        let (name, kind) = (&located.name, located.place.kind.name());
        let message =
            format!("`{name}` is no spot ({kind}): distances are taken from where its name stands");
        let warning = Warning::new(message).hint("name a town or a position: [33.54, 36.14]");
        Some(figure.place_of(&[key]).into_iter().fold(warning, Warning::at))
    }

    /// The spots among them, each once.
    pub(super) fn marked(&self) -> Vec<MarkedPlace> {
        /// What is marked, a place that is several of these as the first.
        const MARKED: [(&str, &str); 3] =
            [("rings.", "centre"), ("arrows.", "end"), ("callouts.", NOTED)];
        let mut marked: Vec<MarkedPlace> = Vec::new();
        for (table, class) in MARKED {
            let of_table = self.0.iter().filter(|(key, _)| key.starts_with(table));
            for (_, it) in of_table.filter(|(key, it)| is_spot(&it.place) && !key.contains(".via."))
            {
                let is_known = marked.iter().any(|known| known.at == it.at);
                let is_position = it.place.id.starts_with(POSITION);
                let name = (!is_position).then(|| it.name.clone());
                let id = it.place.id.clone();
                marked.extend((!is_known).then_some(MarkedPlace { id, name, at: it.at, class }));
            }
        }
        marked
    }
}

/// What the ids of positions begin with that have no name.
const POSITION: &str = "at-";

fn is_spot(place: &locate::Place) -> bool {
    matches!(place.kind, PlaceKind::Town | PlaceKind::Site)
}

/// The spots that the figure's tables name.
fn spots(figure: &Figure) -> Vec<Asked<'_>> {
    let rings = figure.rings.iter().enumerate();
    let rings = rings.map(|(number, ring)| (format!("rings.{number}.at"), &ring.at));
    let corridors = figure.corridors.iter().enumerate();
    let corridors = corridors.flat_map(|(number, corridor)| match &corridor.course {
        Course::Along(spots) => {
            let key = |(index, spot)| (format!("corridors.{number}.along.{index}"), spot);
            spots.iter().enumerate().map(key).collect()
        }
        Course::File(_) => Vec::new(),
    });
    let arrows = figure.arrows.iter().enumerate();
    let arrows = arrows.flat_map(|(number, arrow)| match &arrow.ends {
        Ends::Places(spots) => {
            let table = format!("arrows.{number}");
            let key = |(index, spot)| (place_key(&table, index, spots.len()), spot);
            spots.iter().enumerate().map(key).collect()
        }
        Ends::Table { .. } => Vec::new(),
    });
    let callouts = figure.callouts.iter().enumerate();
    let callouts = callouts.map(|(number, it)| (callout_key(number), &it.at));
    let all = rings.chain(corridors).chain(arrows).chain(callouts);
    all.map(|(key, spot)| Asked { key, spot, line: None }).collect()
}

/// Those that the rows of tables name.
fn in_tables(tables: &BTreeMap<usize, Flows>) -> Vec<Asked<'_>> {
    let of_row = |number: usize, file: &str, row: &'_ Flow| {
        let key = move |end| row_key(&format!("arrows.{number}"), row.line, end);
        let line = line_of(file, row.line);
        [0, 1].map(|end| (key(end), end, line.clone()))
    };
    let mut asked = Vec::new();
    for (number, flows) in tables {
        for row in &flows.rows {
            for (key, end, line) in of_row(*number, &flows.file, row) {
                asked.push(Asked { key, spot: &row.ends[end], line: Some(line) });
            }
        }
    }
    asked
}

/// A spot as a query for places: positions have their latitude first there.
fn query(spot: &Spot) -> String {
    match spot {
        Spot::Named(name) => name.clone(),
        Spot::At(at) => format!("{},{}", at.y, at.x),
    }
}
