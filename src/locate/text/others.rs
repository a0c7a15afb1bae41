//! A name of a place in, whether it is another thing's there out: a month, a word, a person's, an agreement's.

use super::context::Context;
use super::lists::is_for_a_kind;
use crate::locate::index::{Place, PlaceKind};
use crate::locate::words::Gap;
use std::collections::BTreeMap;

/// Months are also towns.
const MONTHS: [&str; 3] = ["march", "may", "august"];
/// Names of so many letters are hardly words of another kind.
const LONG_NAME: usize = 6;

/// Whether a name of a place is another thing's here.
pub(super) fn is_other(
    text: &Context,
    at: usize,
    length: usize,
    key: &str,
    candidates: &[Place],
    people: &mut BTreeMap<String, usize>,
) -> bool {
    let first = &text.words[at];
    let after_place = text.is_after_place(at);
    let is_one_word = length == 1;
    if is_one_word && MONTHS.contains(&key) {
        return true;
    }
    let standing = candidates.iter().map(|place| place.standing).fold(0.0, f64::max);
    // a river of one word says that it is one
    if candidates.iter().all(|place| place.kind == PlaceKind::River)
        && is_one_word
        && key.is_ascii()
    {
        let before = text.before(at).map(|word| word.folded.as_str());
        let is_said = matches!(before, Some("the" | "river" | "of")) || text.is_turkish();
        if !is_said || text.lists.words.common.contains(key) {
            return true;
        }
    }
    let goes_on = text
        .word(at + length)
        .is_some_and(|next| next.gap == Gap::Within && next.is_name && !next.begins);
    if is_one_word
        && text.lists.words.common.contains(key)
        && (!after_place || text.low.contains(key) || goes_on)
    {
        return true;
    }
    // a small town that only ever begins a sentence may be any word
    let is_doubtful = standing < 5.5
        && candidates.iter().all(|place| matches!(place.kind, PlaceKind::Town | PlaceKind::Unit));
    if is_one_word
        && first.begins
        && is_doubtful
        && !after_place
        && !text.high.contains(key)
        && key.is_ascii()
        && key.len() < LONG_NAME
    {
        return true;
    }
    // `the Sakarya field`
    let field = text.word(at + length).filter(|next| next.gap == Gap::Within);
    if field.is_some_and(|next| ["field", "fields"].contains(&next.folded.as_str())) {
        return true;
    }
    // a word that begins a sentence and has no capital elsewhere
    if is_one_word && first.begins && text.low.contains(key) && standing < 7.0 {
        return true;
    }
    let next = text.word(at + length).filter(|next| next.gap == Gap::Within && !next.begins);
    let before = text.before(at).filter(|_| first.gap != Gap::Apart && !first.begins);
    if next.is_some_and(|next| next.is_name && text.lists.words.things.contains(&next.folded)) {
        return true;
    }
    // a person's, after a given name or before another name
    if let Some(before) = before.filter(|before| before.is_name && first.gap != Gap::Comma)
        && text.lists.words.persons.contains(&before.folded)
        && !is_of_saint(text, at - 1)
        && is_one_word
    {
        people.entry(key.to_owned()).or_insert(at);
        return true;
    }
    // a person's last name: another word with a capital before it that is nothing else
    let is_little = candidates.iter().all(|place| {
        matches!(place.kind, PlaceKind::Town | PlaceKind::Unit | PlaceKind::Island)
            && place.standing < 6.3
    });
    if let Some(before) = text.before(at).filter(|_| first.gap == Gap::Within)
        && is_one_word
        && is_little
        && before.is_name
        && !before.begins
        && !before.is_capitals
        && before.folded.chars().count() > 2
        && !is_known_as_other(text, at - 1)
        && !is_of_saint(text, at - 1)
        && !text.is_after_article(at)
        && !text.has_suffix_of_place(at)
    {
        people.entry(key.to_owned()).or_insert(at);
        return true;
    }
    // `the Treaty of Lausanne`
    if is_of_agreement(text, at) {
        return true;
    }
    // `Itu Aba` is none of two small towns in two states
    if let Some((_, others)) = text.named(at + length, 1).filter(|_| is_one_word)
        && text.word(at + 1).is_some_and(|next| next.gap == Gap::Within && next.is_name)
        && is_little
        && others.iter().all(|other| other.standing < 6.3)
        && candidates.iter().all(|place| others.iter().all(|other| other.state != place.state))
    {
        return true;
    }
    let is_given = is_one_word && text.lists.words.given.contains(key);
    let is_small = candidates.iter().all(|place| {
        matches!(place.kind, PlaceKind::Town | PlaceKind::Unit) && place.standing < 6.3
    });
    if let Some(next) = next.filter(|next| next.is_name && !next.is_capitals)
        && (is_given || is_small)
        && !is_known_as_other(text, at + length)
    {
        people.entry(next.folded.clone()).or_insert(at);
        if is_given {
            people.entry(key.to_owned()).or_insert(at);
        }
        return !after_place || is_given;
    }
    false
}

/// Whether a word for an agreement, a body or a title stands before a name that it is called after: `the Treaty of Paris`,
/// `the Bank of England`.
fn is_of_agreement(text: &Context, at: usize) -> bool {
    const AGREEMENTS: [&str; 14] = [
        "treaty",
        "treaties",
        "convention",
        "peace",
        "accord",
        "accords",
        "protocol",
        "charter",
        "statute",
        "συνθηκη",
        "συνθηκησ",
        "συμβαση",
        "συμβασησ",
        "πρωτοκολλο",
    ];
    const BODIES: [&str; 6] = ["bank", "church", "duke", "earl", "prince", "princess"];
    const JOINTS: [&str; 6] = ["of", "the", "τησ", "του", "των", "τισ"];
    let is_joint = |at: usize| text.word(at).is_some_and(|it| JOINTS.contains(&it.folded.as_str()));
    let mut first = at;
    while first > 0 && is_joint(first - 1) && text.words[first].gap == Gap::Within {
        first -= 1;
    }
    first < at
        && text.words[first].gap == Gap::Within
        && text.before(first).is_some_and(|it| {
            let word = it.folded.as_str();
            // `the bank of the Nile` is none
            let is_body = it.is_name && first + 1 == at && BODIES.contains(&word);
            AGREEMENTS.contains(&word) || is_body
        })
}

/// Whether the word here is a saint's name, as in `San Antonio Texas`: that of a town then.
fn is_of_saint(text: &Context, at: usize) -> bool {
    const SAINTS: [&str; 9] =
        ["saint", "sainte", "san", "sankt", "sant", "santa", "santo", "sao", "st"];
    let own = text.word(at).filter(|word| word.gap != Gap::Comma && word.gap != Gap::Apart);
    own.and_then(|_| text.before(at)).is_some_and(|word| SAINTS.contains(&word.folded.as_str()))
}

/// Whether a capital is no name of a person's: a title, a word of a kind, a place, a people.
fn is_known_as_other(text: &Context, at: usize) -> bool {
    let Some(word) = text.word(at) else { return false };
    text.lists.words.titles.contains(&word.folded)
        || is_for_a_kind(&word.folded)
        || text.lists.demonyms.contains_key(&word.folded)
        || text.low.contains(&word.folded)
        || !text.gazetteer.of_key(&word.folded).is_empty()
}
