//! A text in, the names of places that it has out: the longest ones, written as names are, each with all that it may mean and
//! with what is said of it.

use super::context::{Context, LONGEST};
use super::longer::longer;
use super::mention::Mention;
use super::others::is_other;
use super::peoples::demonym;
use super::unknown::unknown;
use super::whose::{Whose, of_owner, whose};
use crate::locate::Unknown;
use crate::locate::index::{Place, PlaceKind};
use crate::locate::query::kinds;
use crate::locate::words::Gap;
use std::collections::BTreeMap;

/// All names of places in order, and what looks like one and is not known.
pub(super) fn mentions(text: &Context) -> (Vec<Mention>, Vec<Unknown>) {
    let (mut mentions, mut unknowns): (Vec<Mention>, Vec<Unknown>) = (Vec::new(), Vec::new());
    let mut people = BTreeMap::new();
    let mut at = 0;
    while at < text.words.len() {
        let step = match demonym(text, at) {
            // `Saudi Arabia` is longer than a word for its people
            Some(demonym) if !text.is_longer_name(at, demonym.0) => Some(demonym),
            _ => place(text, at, mentions.last(), &mut people),
        };
        match step {
            Some((length, mention)) => {
                let part_of = mention
                    .as_ref()
                    .filter(|mention| !mention.is_people())
                    .and_then(|mention| longer(text, at, length, &mention.candidates));
                let (begin, words) = part_of.unwrap_or((at, length));
                match part_of {
                    Some(_) => unknowns.push(Unknown {
                        mention: text.written(begin, words),
                        line: text.words[begin].line,
                    }),
                    None => mentions.extend(mention),
                }
                at = begin + words;
            }
            None => {
                let length = unknown(text, at);
                if length > 0 {
                    unknowns.push(Unknown {
                        mention: text.written(at, length),
                        line: text.words[at].line,
                    });
                }
                at += length.max(1);
            }
        }
    }
    // who was named in full is meant by the last name too
    mentions.retain(|mention: &Mention| {
        mention.is_after_place || people.get(&mention.key).is_none_or(|since| mention.at < *since)
    });
    (mentions, unknowns)
}

/// The longest name of a place that begins here, how many words it has, and what it means, behind the name before; nothing
/// where it is another thing's.
fn place(
    text: &Context,
    at: usize,
    before: Option<&Mention>,
    people: &mut BTreeMap<String, usize>,
) -> Option<(usize, Option<Mention>)> {
    // `the Straits` are written with an article that is part of the name
    let is_article =
        text.words[at].folded == "the" && text.word(at + 1).is_some_and(|word| word.is_name);
    if !text.words[at].is_name && !is_article {
        return None;
    }
    let least = if is_article { 2 } else { 1 };
    let (length, key, mut candidates) =
        (least..=LONGEST.min(text.words.len() - at)).rev().find_map(|length| {
            let (key, places) = text.named(at, length)?;
            Some((length, key, places))
        })?;
    // `the Gulf` is not meant by `the Gulf of Sidra`
    if is_article && text.is_longer_name(at + 1, length - 1) {
        return None;
    }
    if is_other(text, at, length, &key, &candidates, people) {
        return Some((length, None));
    }
    let mut hint = None;
    if let Some((kinds, said)) = kind_said(text, at, length) {
        let of_kind: Vec<Place> =
            candidates.iter().filter(|place| kinds.contains(&place.kind)).cloned().collect();
        if !of_kind.is_empty() {
            hint = Some(format!("as written: {said}"));
            candidates = of_kind;
        }
    } else if let Some(water) = water_said(text, at, length, &candidates) {
        candidates = water;
    }
    // `Georgia` behind `Athens` is the one that Athens lies in
    if let Some((begin, owner)) = before.and_then(|before| before.owner.as_ref())
        && *begin == at
    {
        let own = of_owner(text, owner, &candidates);
        candidates = if own.is_empty() { candidates } else { own };
    }
    let mut owner = None;
    let mut is_open = false;
    match whose(text, at, length, &candidates) {
        Whose::Of(of, inside) => {
            candidates = inside;
            hint = Some(format!("as written: {}", of.name));
            owner = Some((at + length, of));
        }
        Whose::State => {
            candidates.retain(|place| place.kind == PlaceKind::State);
            hint = Some("in a list of states".to_owned());
        }
        Whose::Unit(state) => {
            candidates.retain(|place| place.kind == PlaceKind::Unit && place.state == state);
            hint = Some("in a list of units".to_owned());
        }
        Whose::Open => is_open = true,
        Whose::Unsaid => {}
    }
    let mut mention = Mention::of(text, at, length, key, candidates);
    mention.is_name = text.folded(at, length) == mention.key;
    (mention.hint, mention.owner, mention.is_open) = (hint, owner, is_open);
    Some((length, Some(mention)))
}

/// The water that a name says it is of itself, where all else that bears the name are units called after it: `Red Sea`.
fn water_said(text: &Context, at: usize, length: usize, all: &[Place]) -> Option<Vec<Place>> {
    let last = text.words.get(at + length - 1).filter(|_| length > 1)?;
    let kinds = kinds(&last.folded)?;
    let (water, others): (Vec<Place>, Vec<Place>) =
        all.iter().cloned().partition(|place| kinds.contains(&place.kind));
    let are_units = others.iter().all(|place| place.kind == PlaceKind::Unit);
    let is_water = water.iter().all(|place| {
        matches!(
            place.kind,
            PlaceKind::Sea | PlaceKind::Strait | PlaceKind::Lake | PlaceKind::River
        )
    });
    (are_units && is_water && !water.is_empty()).then_some(water)
}

/// The kinds that a word beside a name says it is: `Idlib province`, `Lake Van`.
fn kind_said(text: &Context, at: usize, length: usize) -> Option<(&'static [PlaceKind], String)> {
    if let Some(before) = text.before(at).filter(|_| text.words[at].gap == Gap::Within)
        && let Some(kinds @ ([PlaceKind::River] | [PlaceKind::Lake] | [PlaceKind::Strait])) =
            kinds(&before.folded)
    {
        return Some((kinds, format!("{} {}", before.folded, text.written(at, length))));
    }
    let next = text.word(at + length).filter(|next| next.gap == Gap::Within)?;
    // plurals: the provinces of two
    let word = next.folded.as_str();
    let of_word = kinds(word).or_else(|| kinds(word.strip_suffix('s')?));
    of_word.map(|kinds| (kinds, format!("{} {word}", text.written(at, length))))
}
