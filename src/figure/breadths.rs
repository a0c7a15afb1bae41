//! Breadths of waters: as they are written in, miles out; and numbers of miles in words against the breadths that are drawn.

use crate::error::Flaw;
use crate::phrases::Phrases;
use crate::toml_text;
use crate::units::NauticalMiles;
use serde::de::value::SeqAccessDeserializer;
use serde::de::{Error as _, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;

/// The greatest breadth that the law of the sea knows: the outer limit of a continental shelf
/// (UNCLOS Art. 76(5)).
const GREATEST_BREADTH: f64 = 350.0;

/// The breadth, if the law of the sea knows one like it: above 0 and at most 350 nm.
pub fn check_breadth(breadth: f64) -> Result<NauticalMiles, Flaw> {
    if breadth.is_finite() && breadth > 0.0 && breadth <= GREATEST_BREADTH {
        return Ok(NauticalMiles(breadth));
    }
    Err(Flaw::new(format!("{breadth} is not a breadth of waters"))
        .hint("nautical miles, above 0 and up to 350: 6, 12, 24, 200"))
}

/// A breadth as written: `12`, `12nm`.
///
/// Errors: what is no number of miles, or none that the law of the sea knows.
pub(super) fn breadth(text: &str) -> Result<NauticalMiles, Flaw> {
    let number = text.trim().trim_end_matches("nm").trim();
    let number: f64 = number.parse().map_err(|_| {
        Flaw::new(format!("`{text}` is not a breadth")).hint("nautical miles, such as 12 or 12nm")
    })?;
    check_breadth(number)
}

/// Breadths from the narrowest.
///
/// Errors: one that is given twice.
pub(super) fn each_once(mut breadths: Vec<NauticalMiles>) -> Result<Vec<NauticalMiles>, Flaw> {
    breadths.sort_by(|a, b| a.0.total_cmp(&b.0));
    match breadths.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(Flaw::new(format!("the breadth {} is given twice", pair[0].0))
            .hint("give each breadth once")),
        None => Ok(breadths),
    }
}

/// Whether the breadths of a figure's waters are those that it was written for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Assumed {
    /// They are.
    #[default]
    No,
    /// An option gave it waters, and it had none.
    Added,
    /// An option gave them in place of its own.
    Replaced,
}

/// The breadths of the waters that a figure draws.
#[derive(Clone, Debug, Default)]
pub(super) struct Breadths {
    /// The narrowest first; empty for those that are claimed.
    pub(super) drawn: Vec<f64>,
    /// Whether an option gave them.
    pub(super) assumed: bool,
    /// Whether it gave single states others than the rest.
    pub(super) mixed: bool,
}

/// The breadths that a sentence is true of.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum ThatHold {
    /// Whatever is drawn.
    Any,
    /// Those that states claim.
    Claimed,
    /// These and no others, the narrowest first.
    These(Vec<NauticalMiles>),
}

impl ThatHold {
    /// Whether they are those drawn.
    pub(super) fn are(&self, breadths: &Breadths) -> bool {
        match self {
            ThatHold::Any => true,
            ThatHold::Claimed => breadths.drawn.is_empty(),
            // words of 6 and 12 are of states that all have both
            ThatHold::These(_) if breadths.mixed => false,
            ThatHold::These(these) => {
                these.iter().map(|it| it.0).eq(breadths.drawn.iter().copied())
            }
        }
    }
}

impl Breadths {
    /// `6 and 12`.
    pub(super) fn said(&self, phrases: Phrases) -> String {
        let numbers = self.drawn.iter().map(|breadth| phrases.number(&breadth.to_string()));
        phrases.list(&numbers.collect::<Vec<_>>())
    }

    /// Whether words name no breadth that is not drawn, as far as they can be read. Who wrote the figure answers for what it
    /// says of breadths of its own.
    pub(super) fn agree_with(&self, words: &str) -> bool {
        let is_drawn = |number: &f64| self.drawn.contains(number);
        !self.assumed || named(words).is_some_and(|numbers| numbers.iter().all(is_drawn))
    }
}

/// What a nautical mile, or a mile, is called in the languages of `styles/phrases`.
const MILES: [&str; 25] = [
    "nm",
    "nmi",
    "mile",
    "miles",
    "sm",
    "seemeile",
    "seemeilen",
    "mille",
    "milles",
    "mil",
    "mili",
    "millik",
    "миля",
    "мили",
    "миль",
    "мильная",
    "мильный",
    "мильной",
    "μίλι",
    "μίλια",
    "μιλίων",
    "ميل",
    "ميلا",
    "ميلاً",
    "أميال",
];

/// The numbers of miles in words; none where miles are named and their number cannot be read.
fn named(words: &str) -> Option<Vec<f64>> {
    let words = words.to_lowercase();
    let tokens = tokens(&words);
    let mut numbers = Vec::new();
    for (at, _) in tokens.iter().enumerate().filter(|(_, token)| MILES.contains(token)) {
        let before = numbers.len();
        // `12 nautical miles`, `6, 12 or 24 nm`: at most a word lies between
        let mut between = 0;
        for token in tokens[..at].iter().rev() {
            match number(token) {
                // a greater number is a year
                Some(number) if number <= GREATEST_BREADTH => {
                    numbers.push(number);
                    between = 0;
                }
                None if between == 0 => between = 1,
                _ => break,
            }
        }
        if numbers.len() == before {
            return None;
        }
    }
    Some(numbers)
}

/// Words and numbers, without what stands between them; `12nm` is two of them.
fn tokens(words: &str) -> Vec<&str> {
    let of_words = words.split(|letter: char| !letter.is_alphanumeric() && !".,٫".contains(letter));
    let mut tokens = Vec::new();
    for word in of_words {
        let mut rest = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        while let Some(first) = rest.chars().next() {
            let is_other = |letter: char| first.is_numeric() == letter.is_alphabetic();
            let (token, after) = rest.split_at(rest.find(is_other).unwrap_or(rest.len()));
            tokens.push(token);
            rest = after;
        }
    }
    tokens
}

/// A number in the digits of any script.
fn number(token: &str) -> Option<f64> {
    let digit = |letter: char| match letter {
        ',' | '٫' => '.',
        '٠'..='٩' => char::from(b'0' + (letter as u32 - '٠' as u32) as u8),
        '۰'..='۹' => char::from(b'0' + (letter as u32 - '۰' as u32) as u8),
        other => other,
    };
    token.chars().map(digit).collect::<String>().parse().ok()
}

impl<'de> Deserialize<'de> for ThatHold {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<ThatHold, D::Error> {
        struct ThatHoldVisitor;

        impl<'de> Visitor<'de> for ThatHoldVisitor {
            type Value = ThatHold;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("breadths in nautical miles, [6, 12], or \"claimed\" or \"any\"")
            }

            fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<ThatHold, E> {
                match word {
                    "any" => Ok(ThatHold::Any),
                    "claimed" => Ok(ThatHold::Claimed),
                    _ => Err(E::invalid_value(serde::de::Unexpected::Str(word), &self)),
                }
            }

            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<ThatHold, A::Error> {
                let list = toml_text::list_by(SeqAccessDeserializer::new(list), breadth)?;
                each_once(list).map(ThatHold::These).map_err(A::Error::custom)
            }
        }

        deserializer.deserialize_any(ThatHoldVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_miles_are_read_in_every_language() {
        for (words, numbers) in [
            ("The Gulf at 6 against 12 nautical miles", Some(vec![12.0, 6.0])),
            ("belts of 3, 6 and 12 nm; a 24-mile zone", Some(vec![12.0, 6.0, 3.0, 24.0])),
            ("since 2021 from 6 to 12nm", Some(vec![12.0, 6.0])),
            ("On 17 October 2020, 6 nm", Some(vec![6.0])),
            ("1.5 nm", Some(vec![1.5])),
            ("twelve nautical miles", None),
            ("1.2 million people, 3 militias, 12 km", Some(vec![])),
            ("6 und 12 Seemeilen", Some(vec![12.0, 6.0])),
            ("6 et 12 milles marins", Some(vec![12.0, 6.0])),
            ("0,5 deniz mili", Some(vec![0.5])),
            ("12 морских миль", Some(vec![12.0])),
            ("6 και 12 ναυτικά μίλια", Some(vec![12.0, 6.0])),
            ("١٢ ميلاً بحرياً", Some(vec![12.0])),
        ] {
            assert_eq!(named(words), numbers, "{words}");
        }
    }
}
