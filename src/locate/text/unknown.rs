//! A word in, how many look like the name of a place that is not known out.

use super::context::Context;
use crate::locate::words::{Gap, Word};

/// How many words here look like the name of a place that is not known: behind a word of place, with a capital.
pub(super) fn unknown(text: &Context, at: usize) -> usize {
    const NOT_PLACES: [&str; 24] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "spring",
        "summer",
        "autumn",
        "winter",
        "english",
    ];
    let is_name = |word: &Word| {
        word.is_name
            && !word.is_capitals
            && word.folded.chars().all(char::is_alphabetic)
            && word.folded.chars().count() > 3
            && !NOT_PLACES.contains(&word.folded.as_str())
            && !text.lists.words.titles.contains(&word.folded)
            && !text.lists.words.common.contains(&word.folded)
    };
    let word = &text.words[at];
    let is_latin = word.folded.chars().next().is_some_and(|c| c.is_ascii_alphabetic());
    if !is_latin || !is_name(word) || !text.is_after_place(at) || text.low.contains(&word.folded) {
        return 0;
    }
    // after `from` and `to` stand people as often
    let before = text.before(at).map(|word| word.folded.as_str());
    if matches!(before, Some("to" | "from" | "at" | "between")) {
        return 0;
    }
    let goes_on =
        |at: usize| text.word(at).is_some_and(|word| word.gap == Gap::Within && is_name(word));
    let length = 1 + (1..4).take_while(|more| goes_on(at + more)).count();
    let thing = text
        .word(at + length - 1)
        .is_some_and(|last| text.lists.words.things.contains(&last.folded));
    if thing { 0 } else { length }
}
