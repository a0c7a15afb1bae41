//! Text in, its words out: folded so that a name is found however it is written, with what stands between them.

use crate::folding::{folded, is_of_word};

/// A word of a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word {
    /// By what it is compared.
    pub(super) folded: String,
    /// Whether it is written as names are: with a capital, or in a script that has none.
    pub(super) is_name: bool,
    /// Whether all of it is capitals, and more than one.
    pub(super) is_capitals: bool,
    /// Whether it is the first of a sentence.
    pub(super) begins: bool,
    /// What stands between the word before and this one.
    pub(super) gap: Gap,
    /// Where it lies in the text, bytes.
    pub(super) at: std::ops::Range<usize>,
    /// The line that it stands on, from 1.
    pub(super) line: usize,
}

/// What stands between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// White space, a hyphen or an apostrophe: a name may go on.
    Within,
    /// A full stop that may be that of an abbreviation.
    Point,
    /// A comma.
    Comma,
    /// Anything else: a name ends.
    Apart,
}

/// The words of a text, in order.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let (mut line, mut from, mut counted) = (1, 0, 0);
    let mut push = |range: std::ops::Range<usize>, between: &str, words: &mut Vec<Word>| {
        let written = &text[range.clone()];
        let folded = folded(written);
        if folded.is_empty() {
            return;
        }
        line += text[counted..range.start].matches('\n').count();
        counted = range.start;
        let gap = gap(between);
        let is_short = words.last().is_none_or(|last| last.at.len() < 3);
        let ends =
            between.contains(['.', '!', '?', '…', '؟', '。', '\u{b7}']) || between.contains("\n\n");
        // St. Petersburg, U.S.
        let is_abbreviated = gap == Gap::Point && is_short && !words.is_empty();
        words.push(Word {
            is_name: written.chars().next().is_some_and(|first| !first.is_lowercase()),
            is_capitals: folded.chars().count() > 1 && !written.chars().any(char::is_lowercase),
            begins: words.is_empty() || (ends && !is_abbreviated),
            gap,
            folded,
            at: range,
            line,
        });
    };
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (is_of_word(c), start) {
            (true, None) => start = Some(at),
            (false, Some(begin)) => {
                push(begin..at, &text[from..begin], &mut words);
                (start, from) = (None, at);
            }
            _ => {}
        }
    }
    words
}

fn gap(between: &str) -> Gap {
    let bare = between.trim();
    match bare {
        "" | "-" | "‐" | "‑" | "'" | "’" | "ʼ" | "ʻ" | "`" => {
            if between.contains("\n\n") {
                Gap::Apart
            } else {
                Gap::Within
            }
        }
        "." => Gap::Point,
        "," => Gap::Comma,
        _ => Gap::Apart,
    }
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

    #[test]
    fn words_know_their_line_and_where_sentences_begin() {
        let found = words("Off Malta it rained.\nIn St. Paul’s Bay too,\nSir.");
        let begins: Vec<&str> =
            found.iter().filter(|word| word.begins).map(|word| word.folded.as_str()).collect();
        assert_eq!(begins, ["off", "in"]);
        assert_eq!(found.last().map(|word| word.line), Some(3));
        let paul = found.iter().find(|word| word.folded == "paul").expect("there");
        assert_eq!((paul.gap, paul.line), (Gap::Point, 2));
    }
}
