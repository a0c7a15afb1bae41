//! The features of a layer and a table in, which rows are of which features out, and all that has no counterpart, with what is nearest.

use super::{Join, Joined, Unmatched};
use crate::error::nearest;
use crate::folding::key;
use crate::geodata::Feature;
use crate::geodata::readers::table::Table;
use std::collections::{BTreeMap, BTreeSet};

/// Keys that people ask for, and where the bundled data have what they mean.
const OTHERWISE: [(&str, &str); 2] = [("iso_3166_2", "id"), ("iso_a3", "state")];

/// What a feature is called by a key, folded: by `name` in any language.
pub(super) fn keys(feature: &Feature, asked: &str) -> BTreeSet<String> {
    let is_name = |attribute: &str| attribute == Join::NAME || attribute.starts_with("name_");
    let otherwise = OTHERWISE.iter().find(|(key, _)| *key == asked).map(|(_, own)| *own);
    let asked = match feature.attributes.contains_key(asked) {
        true => asked,
        false => otherwise.unwrap_or(asked),
    };
    let is_asked = |attribute: &str| match asked == Join::NAME {
        true => is_name(attribute),
        false => attribute == asked,
    };
    let values = feature.attributes.iter().filter(|(attribute, _)| is_asked(attribute));
    let id = (asked == "id").then(|| feature.id.clone());
    let texts = values.map(|(_, value)| value.to_string()).chain(id);
    // of a double name either form is one
    let forms = texts.flat_map(|text| {
        let parts: Vec<String> = text.split(" / ").map(key).collect();
        parts.into_iter().chain([key(&text)])
    });
    forms.filter(|text| !text.is_empty()).collect()
}

/// The name by which a feature is told.
fn shown(feature: &Feature, asked: &str) -> String {
    let by_key = if asked == Join::NAME { None } else { feature.attributes.get(asked) };
    let name = ["name", "name_en"].iter().find_map(|key| feature.attributes.get(*key));
    match (by_key, name) {
        (Some(key), Some(name)) => format!("{name} ({key})"),
        (Some(one), None) | (None, Some(one)) => one.to_string(),
        (None, None) => feature.id.clone(),
    }
}

/// Which rows are of which features.
pub(super) struct Matching {
    /// By feature: its rows, the first of which it is given.
    pub(super) rows_of: BTreeMap<usize, Vec<usize>>,
    /// By row: the features of several states that bear its name.
    several: BTreeMap<usize, Vec<usize>>,
    /// The rows for which there is none.
    alone: Vec<usize>,
}

impl Matching {
    pub(super) fn of(features: &[Feature], table: &Table, column: usize, join: &Join) -> Matching {
        let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, feature) in features.iter().enumerate() {
            for key in keys(feature, &join.key) {
                by_key.entry(key).or_default().push(index);
            }
        }
        let state = |index: &usize| features[*index].text("state").unwrap_or_default();
        let candidates: Vec<(usize, &[usize])> = (table.rows.iter().enumerate())
            .filter_map(|(row, cells)| {
                let text = key(cells.text(column)?);
                Some((row, by_key.get(&text).map_or(&[][..], Vec::as_slice)))
            })
            .collect();
        // a name that two states have is of that one of which the table has most others
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, found) in &candidates {
            let states: BTreeSet<&str> = found.iter().map(state).collect();
            if let (Some(only), 1) = (states.first(), states.len()) {
                *counts.entry(*only).or_default() += 1;
            }
        }
        let mut matching =
            Matching { rows_of: BTreeMap::new(), several: BTreeMap::new(), alone: Vec::new() };
        for (row, found) in candidates {
            let rank = |index: &usize| counts.get(state(index)).copied().unwrap_or(0);
            let most = found.iter().map(rank).max().unwrap_or(0);
            let best: Vec<usize> = found.iter().copied().filter(|it| rank(it) == most).collect();
            let states: BTreeSet<&str> = best.iter().map(state).collect();
            match states.len() {
                0 => matching.alone.push(row),
                1 => best
                    .into_iter()
                    .for_each(|it| matching.rows_of.entry(it).or_default().push(row)),
                _ => {
                    matching.several.insert(row, best);
                }
            }
        }
        matching
    }

    /// What came of it, in words.
    pub(super) fn told(
        &self,
        features: &[Feature],
        table: &Table,
        column: usize,
        join: &Join,
        (file, layer): (&str, &str),
    ) -> Joined {
        let name_of = |row: usize| table.rows[row].text(column).unwrap_or_default().to_owned();
        let line = |row: usize| table.rows.get(row).map(|row| row.line);
        let state = |index: usize| features[index].text("state").unwrap_or_default();
        let states: BTreeSet<&str> = self.rows_of.keys().map(|index| state(*index)).collect();
        let taken = |index: &usize| {
            self.rows_of.contains_key(index) || self.several.values().any(|it| it.contains(index))
        };
        let lonely: Vec<usize> = (0..features.len())
            .filter(|index| !taken(index) && states.contains(state(*index)))
            .collect();
        // the nearest of those that are without a counterpart too, by any of their names
        let near_feature = |row: usize| {
            let names = lonely.iter().flat_map(|index| {
                keys(&features[*index], &join.key).into_iter().map(move |key| (key, *index))
            });
            let names: Vec<(String, usize)> = names.collect();
            let wanted = key(&name_of(row));
            let near = nearest(&wanted, names.iter().map(|(key, _)| key.as_str()))?;
            let (_, index) = names.iter().find(|(key, _)| key == near)?;
            Some(shown(&features[*index], &join.key))
        };
        let folded: Vec<(String, usize)> =
            self.alone.iter().map(|row| (key(&name_of(*row)), *row)).collect();
        let near_row = |index: usize| {
            let names = keys(&features[index], &join.key);
            let known = || folded.iter().map(|(key, _)| key.as_str());
            let near = names.iter().find_map(|name| nearest(name, known()))?;
            folded.iter().find(|(key, _)| key == near).map(|(_, row)| name_of(*row))
        };
        let mut ambiguous = Vec::new();
        for (row, found) in &self.several {
            let where_they_are: BTreeSet<&str> = found.iter().map(|index| state(*index)).collect();
            let where_they_are = where_they_are.into_iter().collect::<Vec<_>>().join(", ");
            let note = Some(format!("in {where_they_are}: joined to none"));
            ambiguous.push(Unmatched { name: name_of(*row), line: line(*row), note });
        }
        let used: BTreeSet<usize> =
            self.rows_of.values().filter_map(|rows| rows.first().copied()).collect();
        let mut repeated = Vec::new();
        for (index, rows) in &self.rows_of {
            for row in rows.iter().skip(1).filter(|row| !used.contains(*row)) {
                let first = line(rows[0]).unwrap_or(0);
                let note =
                    format!("{} has line {first} already", shown(&features[*index], &join.key));
                let twice = Unmatched { name: name_of(*row), line: line(*row), note: Some(note) };
                // of a unit in several parts once
                if !repeated.contains(&twice) {
                    repeated.push(twice);
                }
            }
        }
        let mut without_row: Vec<Unmatched> = lonely
            .iter()
            .map(|index| Unmatched {
                name: shown(&features[*index], &join.key),
                line: None,
                note: near_row(*index),
            })
            .collect();
        without_row.sort_by(|one, other| one.name.cmp(&other.name));
        without_row.dedup();
        Joined {
            file: file.to_owned(),
            layer: layer.to_owned(),
            rows: table.rows.len(),
            matched: used.len(),
            without_feature: (self.alone.iter())
                .map(|row| Unmatched {
                    name: name_of(*row),
                    line: line(*row),
                    note: near_feature(*row),
                })
                .collect(),
            without_row,
            ambiguous,
            repeated,
        }
    }
}
