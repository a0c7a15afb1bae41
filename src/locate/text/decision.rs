//! Names in, what each means out: by the others, what is certain first; what stays open is never guessed.

use super::mention::Mention;
use crate::folding::folded;
use crate::locate::gazetteer::{Gazetteer, distance, spots};
use crate::locate::index::{Place, PlaceKind};
use crate::locate::resolve::{Choice, choose};
use crate::locate::{Found, Open, Placed, Unknown};
use std::collections::{BTreeMap, BTreeSet};

/// Towns with fewer people than this, as the logarithm of their number, have to lie in a state that the text names, or near to
/// something else that it names, metres.
const MIDDLING: f64 = 5.5;
const NEAR_ENOUGH: f64 = 700_000.0;
/// As far as this from where the name of a unit stands a town of its name is the unit's seat, metres.
const SEAT: f64 = 50_000.0;
/// Towns with fewer people than this, as the logarithm of their number, count only where something else of their state is
/// named, or a word of place stands before them: the press names few of them, and their names are often other things'.
const SMALL: f64 = 5.0;

/// Decides which of each name is meant, by the others.
pub(super) fn decided(
    mentions: Vec<Mention>,
    unknown: Vec<Unknown>,
    gazetteer: &Gazetteer,
) -> Found {
    // what needs no others to be known: one spot only, well known, or said
    let is_sure = |mention: &&Mention| {
        !mention.is_open
            && spots(&mention.candidates).len() == 1
            && (mention.hint.is_some()
                || mention.is_after_place
                || mention
                    .candidates
                    .iter()
                    .any(|place| place.standing >= 6.5 || place.kind != PlaceKind::Town))
    };
    let mut sure: BTreeMap<String, Place> = BTreeMap::new();
    for mention in mentions.iter().filter(is_sure) {
        let first =
            mention.candidates.first().and_then(|_| spots(&mention.candidates)[0].first().cloned());
        sure.extend(first.map(|place| (place.id.clone(), place)));
    }
    // capitals and states count in any case, unless others speak against them
    for mention in mentions.iter().filter(|mention| !mention.is_open) {
        if let Choice::One(place, _) = choose(&mention.candidates, &[])
            && place.standing >= 7.0
        {
            sure.insert(place.id.clone(), *place);
        }
    }
    let mut found = Found { unknown, ..Found::default() };
    let firsts: BTreeSet<String> = mentions.iter().map(|mention| mention.key.clone()).collect();
    for key in ordered(&mentions, &firsts) {
        let of_key: Vec<&Mention> = mentions.iter().filter(|mention| mention.key == *key).collect();
        // one name means one thing in one text, unless it is said of each
        let mut parts: Vec<(Vec<&Mention>, Vec<Place>)> = Vec::new();
        for mention in of_key {
            let is_alike = |(others, candidates): &&mut (Vec<&Mention>, Vec<Place>)| {
                *candidates == mention.candidates
                    && others.iter().all(|other| other.is_open == mention.is_open)
            };
            match parts.iter_mut().find(is_alike) {
                Some((mentions, _)) => mentions.push(mention),
                None => parts.push((vec![mention], mention.candidates.clone())),
            }
        }
        for (mentions, candidates) in parts {
            decide(&mentions, &candidates, &sure, gazetteer, &mut found);
        }
    }
    found.join_same();
    found
}

/// The keys in the order in which the text has them.
fn ordered<'a>(mentions: &'a [Mention], keys: &BTreeSet<String>) -> Vec<&'a String> {
    let mut left = keys.clone();
    mentions.iter().map(|mention| &mention.key).filter(|key| left.remove(*key)).collect()
}

/// What mentions of one name mean, if the others say it.
fn decide(
    mentions: &[&Mention],
    candidates: &[Place],
    sure: &BTreeMap<String, Place>,
    gazetteer: &Gazetteer,
    found: &mut Found,
) {
    let Some(first) = mentions.first() else { return };
    let others: Vec<Place> = sure
        .values()
        .filter(|other| candidates.iter().all(|place| place.id != other.id))
        .cloned()
        .collect();
    let named = mentions.iter().find(|mention| mention.is_name && !is_loud(&mention.written));
    let placed = |place: Place, reason: String| Placed {
        mention: first.written.clone(),
        spelling: match named {
            Some(mention) => Some(mention.written.clone()),
            // of a form of a name, or one in capitals, the name
            None => gazetteer.spelling(&first.key, &place),
        }
        .filter(|written| folded(written) != folded(&place.name)),
        place,
        count: mentions.len(),
        line: first.line,
        sentence: first.sentence.clone(),
        reason,
    };
    let open = |candidates: Vec<Place>| Open {
        mention: first.written.clone(),
        candidates,
        count: mentions.len(),
        line: first.line,
    };
    if first.is_open {
        found.open.push(open(candidates.to_vec()));
        return;
    }
    match choose(candidates, &others) {
        Choice::One(place, reason) => {
            let is_small = place.kind == PlaceKind::Town && place.standing < SMALL;
            let is_backed = mentions.iter().any(|it| it.is_after_place || it.hint.is_some())
                || others.iter().any(|other| other.state == place.state);
            let is_said = mentions.iter().any(|it| it.hint.is_some());
            let is_middling = place.kind == PlaceKind::Town && place.standing < MIDDLING;
            let is_among = others.iter().any(|other| {
                other.state == place.state
                    || (other.kind != PlaceKind::State && distance(other, &place) < NEAR_ENOUGH)
            });
            // the seat of a unit of its name is known beyond its state
            let is_seat = candidates.iter().any(|other| {
                other.kind == PlaceKind::Unit
                    && other.state == place.state
                    && distance(other, &place) < SEAT
            });
            let is_lost = is_middling && !is_said && !is_among && !is_seat && !others.is_empty();
            if (is_small && !is_backed) || is_lost {
                found.open.push(open(candidates.to_vec()));
                return;
            }
            let reason = first.hint.clone().unwrap_or(reason);
            for place in gazetteer.members(*place) {
                found.placed.push(placed(place, reason.clone()));
            }
        }
        Choice::Open(candidates) => found.open.push(open(candidates)),
    }
}

/// Whether a name is written in capitals, as headings are.
fn is_loud(written: &str) -> bool {
    written.chars().count() > 4 && !written.chars().any(char::is_lowercase)
}
