//! Text in, its words out, folded so that a name is found however it is written: without case, accents and points.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word of a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word {
    pub(super) folded: String,
    /// Whether it is written as names are: with a capital, or in a script that has none.
    pub(super) is_name: bool,
}

/// The words of a text, in order.
pub(super) fn words(text: &str) -> Vec<Word> {
    let is_part = |c: char| c.is_alphanumeric() || is_combining_mark(c);
    let parts = text.split(|c: char| !is_part(c)).filter(|part| !part.is_empty());
    parts
        .map(|part| Word {
            folded: folded(part),
            is_name: part.chars().next().is_some_and(|first| !first.is_lowercase()),
        })
        .filter(|word| !word.folded.is_empty())
        .collect()
}

/// Lower case without marks; the Turkish ı is an i.
fn folded(text: &str) -> String {
    let bare = text.nfd().filter(|c| !is_combining_mark(*c));
    let low = bare.flat_map(char::to_lowercase).filter(|c| !is_combining_mark(*c));
    low.map(|c| {
        if c == 'ı' {
            'i'
        } else if c == 'ς' {
            'σ'
        } else {
            c
        }
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_same_however_it_is_written() {
        let same = [
            ("İzmir", "izmir"),
            ("IZMIR", "ızmır"),
            ("Αθήνα", "ΑΘΗΝΑ"),
            ("Ρόδος", "ΡΌΔΟΣ"),
            ("Çanakkale", "canakkale"),
            ("Şuşa", "Susa"),
        ];
        for (one, other) in same {
            assert_eq!(folded(one), folded(other));
        }
        assert_ne!(folded("Kos"), folded("Kas"));
    }

    #[test]
    fn words_end_at_signs_and_know_whether_they_are_names() {
        let found = words("Jisr al-Shughur, أثينا; the van.");
        let found: Vec<(&str, bool)> =
            found.iter().map(|word| (word.folded.as_str(), word.is_name)).collect();
        let expected = [
            ("jisr", true),
            ("al", false),
            ("shughur", true),
            ("اثينا", true),
            ("the", false),
            ("van", false),
        ];
        assert_eq!(found, expected);
    }
}
