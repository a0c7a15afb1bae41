//! Text that is read from the right: what it is as a text of its own, and as it is seen from the left.

use unicode_bidi::{BidiClass, bidi_class};
use unicode_bidi_mirroring::get_mirrored;

/// A text that is read from the right, with a mark at each end that does not say so by itself: a reader that sets it as a text
/// of its own would take a full stop at its end for the end of a line read from the left.
pub(super) fn held_from_the_right(text: &str) -> String {
    const MARK: char = '\u{200F}';
    let says_so = |letter: Option<char>| {
        letter.is_none_or(|letter| matches!(bidi_class(letter), BidiClass::R | BidiClass::AL))
    };
    let (first, last) = (text.chars().next(), text.chars().next_back());
    let mark = |letter| (!says_so(letter)).then_some(MARK);
    mark(first).into_iter().chain(text.chars()).chain(mark(last)).collect()
}

pub(super) fn has_right_to_left_letters(text: &str) -> bool {
    text.chars().any(|letter| matches!(bidi_class(letter), BidiClass::R | BidiClass::AL))
}

/// A text that is read from the right, as it is seen from the left (UAX 9, L2 and L4).
pub(super) fn mirrored(text: &str) -> String {
    text.chars().rev().map(|letter| get_mirrored(letter).unwrap_or(letter)).collect()
}
