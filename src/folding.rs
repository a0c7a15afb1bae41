//! Text in, letters by which names are compared out: without case, accents and points. `build.rs` compiles this file too.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case without marks; the Turkish ı is an i, a final sigma any other.
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let bare = text.nfd().filter(|c| !is_combining_mark(*c));
    let low = bare.flat_map(char::to_lowercase).filter(|c| !is_combining_mark(*c));
    low.map(|c| match c {
        'ı' => 'i',
        'ς' => 'σ',
        'ё' => 'е',
        other => other,
    })
    .collect()
}

/// Whether a character is of a word.
pub fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// With a capital at the start of each word, as most names are written.
pub fn capitalised(words: &str) -> String {
    let mut is_first = true;
    let capital = |c: char| {
        let was_first = std::mem::replace(&mut is_first, c == ' ');
        if was_first { c.to_uppercase().collect() } else { c.to_string() }
    };
    words.chars().map(capital).collect()
}

/// The words of a name as it is looked up: folded, a space between two.
pub fn key(name: &str) -> String {
    let words = name.split(|c: char| !is_of_word(c)).map(folded).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}
