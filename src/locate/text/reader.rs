//! A text in, the names of places that it has out: the longest ones, written as names are, each with all that it may mean and
//! with what is said of it.

use super::context::{Context, LONGEST};
use super::mention::Mention;
use super::others::is_other;
use super::peoples::demonym;
use super::unknown::unknown;
use crate::locate::Unknown;
use crate::locate::index::{Place, PlaceKind};
use crate::locate::query::kinds;
use crate::locate::words::Gap;
use std::collections::BTreeMap;

/// All names of places in order, and what looks like one and is not known.
pub(super) fn mentions(text: &Context) -> (Vec<Mention>, Vec<Unknown>) {
    let (mut mentions, mut unknowns) = (Vec::new(), Vec::new());
    let mut people = BTreeMap::new();
    let mut at = 0;
    while at < text.words.len() {
        let step = match demonym(text, at) {
            // `Saudi Arabia` is longer than a word for its people
            Some(demonym) if !text.is_longer_name(at, demonym.0) => Some(demonym),
            _ => place(text, at, &mut people),
        };
        match step {
            Some((length, mention)) => {
                mentions.extend(mention);
                at += length;
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

/// The longest name of a place that begins here, how many words it has, and what it means; nothing where it is another
/// thing's.
fn place(
    text: &Context,
    at: usize,
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
    let mut whole = length;
    let mut hint = None;
    if let Some((kinds, said)) = kind_said(text, at, length) {
        let of_kind: Vec<Place> =
            candidates.iter().filter(|place| kinds.contains(&place.kind)).cloned().collect();
        if !of_kind.is_empty() {
            hint = Some(format!("as written: {said}"));
            candidates = of_kind;
        }
    }
    match whose(text, at, length, &candidates) {
        Whose::Of(state, words) => {
            candidates.retain(|place| place.state == state.state);
            hint = Some(format!("as written: {}", state.name));
            whole += words;
        }
        Whose::OfAnother(words) => return Some((length + words, None)),
        Whose::Unsaid => {}
    }
    let mut mention = Mention::of(text, at, length, key, candidates);
    mention.is_name = text.folded(at, length) == mention.key;
    mention.hint = hint;
    Some((whole, Some(mention)))
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

/// Whose a place is, where the text says it behind a comma: `Tripoli, Lebanon`.
fn whose(text: &Context, at: usize, length: usize, candidates: &[Place]) -> Whose {
    let after = at + length;
    let Some(comma) = text.word(after).filter(|word| word.gap == Gap::Comma && word.is_name) else {
        return Whose::Unsaid;
    };
    let _ = comma;
    for words in [3, 2, 1] {
        let Some((_, of)) = text.named(after, words) else { continue };
        let Some(of) = of.into_iter().find(|of| {
            matches!(of.kind, PlaceKind::State | PlaceKind::Unit) && !of.state.is_empty()
        }) else {
            return Whose::Unsaid;
        };
        let is_of = |place: &&Place| place.state == of.state && place.kind != PlaceKind::State;
        let fits = candidates.iter().filter(is_of).count();
        return match of.kind {
            PlaceKind::State if fits > 0 && fits < candidates.len() => Whose::Of(of, 0),
            PlaceKind::Unit if fits > 0 => Whose::Of(of, 0),
            // Lebanon, Tennessee: a town of that name that is not known, unless it is a list
            PlaceKind::Unit if candidates.iter().all(|place| place.state != of.state) => {
                let goes_on = text.word(after + words);
                let is_list = goes_on.is_some_and(|next| {
                    next.gap == Gap::Comma && next.is_name
                        || ["and", "or"].contains(&next.folded.as_str())
                });
                if is_list { Whose::Unsaid } else { Whose::OfAnother(words) }
            }
            _ => Whose::Unsaid,
        };
    }
    Whose::Unsaid
}

/// What a text says of whose a place is.
enum Whose {
    /// Of this state or unit, which takes so many more words that are not read again.
    Of(Place, usize),
    /// Of a place that has none of the name that is known.
    OfAnother(usize),
    /// Nothing.
    Unsaid,
}
