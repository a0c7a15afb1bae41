//! Numbers: a plan with what found no room for its name in, numbers beside spots and at arrows, and the key to them, out.

use super::plan::Plan;
use super::shapes::{MIDDLE, place_on_map};
use super::thing::{Thing, rounded_at};
use crate::geodata::{Feature, Value};
use crate::locate::index::PlaceKind;
use crate::space::Geographic;
use geo::{Coord, Point};
use std::collections::BTreeMap;

/// Spots nearer to each other than this share their numbers, mm.
const APART: f64 = 3.2;

/// The numbers of a map.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// Beside spots, to be named.
    pub(super) spots: Vec<Feature>,
    /// Within areas and waters, to be named.
    pub(super) within: Vec<Feature>,
    /// What each number stands for, from 1.
    pub(super) key: Vec<String>,
    /// What stands at arrows, by the arrow's number.
    arrows: BTreeMap<usize, String>,
    /// What stands for each place, by id.
    places: BTreeMap<String, String>,
}

impl Numbers {
    /// From west to east on the map, then at its edge.
    pub(super) fn of(plan: &Plan) -> Numbers {
        let mut numbers = Numbers::default();
        for (at, things) in groups(plan) {
            let words = things.iter().map(|thing| plan.shown(thing)).collect();
            let text = numbers.count(words, things.iter().map(|thing| thing.id()));
            let attributes = [("name", text), ("geometry", "point".to_owned())];
            let feature = Feature {
                id: format!("number-{}", numbers.spots.len() + numbers.within.len()),
                geometry: Geographic(Point(rounded_at(at)).into()),
                attributes: attributes
                    .map(|(key, word)| (key.to_owned(), Value::Text(word)))
                    .into(),
            };
            let is_marked = things.iter().any(|thing| is_marked(thing));
            if is_marked { &mut numbers.spots } else { &mut numbers.within }.push(feature);
        }
        for (index, arrow) in plan.arrows.iter().enumerate() {
            if arrow.places.iter().any(|id| plan.is_numbered(id)) {
                let text = numbers.count(arrow.entries.clone(), arrow.places.iter().cloned());
                numbers.arrows.insert(index, text);
            }
        }
        numbers
    }

    /// What stands at an arrow in place of its names.
    pub(super) fn at_arrow(&self, index: usize) -> Option<String> {
        self.arrows.get(&index).cloned()
    }

    /// What stands for a place in place of its name.
    pub(super) fn of_place(&self, id: &str) -> Option<String> {
        self.places.get(id).cloned()
    }

    /// Takes up entries, and says how their numbers are written: `4`, `4, 5`, `4–7`.
    fn count(&mut self, entries: Vec<String>, places: impl Iterator<Item = String>) -> String {
        let first = self.key.len() + 1;
        self.key.extend(entries);
        let last = self.key.len();
        let text = match last - first {
            0 => first.to_string(),
            1 => format!("{first}, {last}"),
            _ => format!("{first}–{last}"),
        };
        self.places.extend(places.map(|id| (id, text.clone())));
        text
    }
}

/// Whether a thing bears a symbol.
fn is_marked(thing: &Thing) -> bool {
    matches!(thing.place().kind, PlaceKind::Town | PlaceKind::Site | PlaceKind::Island)
}

/// What is numbered on the map, in groups that share a spot, from west to east.
fn groups<'a, 'b>(plan: &Plan<'a, 'b>) -> Vec<(Coord, Vec<&'a Thing<'b>>)> {
    let numbered = plan.things.iter().filter(|thing| plan.is_numbered(&thing.place().id));
    let mut spots: Vec<(Coord, Coord, &Thing)> = numbered
        .map(|thing| {
            let at = match is_marked(thing) {
                true => thing.at(),
                false => place_on_map(plan, thing, MIDDLE),
            };
            (plan.window_of(thing).paper.place(at).unwrap_or_default(), at, *thing)
        })
        .collect();
    spots.sort_by(|one, other| one.0.x.total_cmp(&other.0.x));
    let mut groups: Vec<(Coord, Coord, Vec<&Thing>)> = Vec::new();
    for (on_sheet, at, thing) in spots {
        let is_near = |(first, _, things): &&mut (Coord, Coord, Vec<&Thing>)| {
            libm::hypot(first.x - on_sheet.x, first.y - on_sheet.y) < APART
                && things.iter().all(|other| plan.are_on_one_map(other, thing))
        };
        match groups.iter_mut().find(is_near) {
            Some((.., things)) => things.push(thing),
            None => groups.push((on_sheet, at, vec![thing])),
        }
    }
    groups.into_iter().map(|(_, at, things)| (at, things)).collect()
}
