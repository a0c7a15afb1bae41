//! Breadths that a figure's words speak of, against those that it draws: an option may draw others than the figure was written
//! for. What names breadths that are not drawn is then not said, since whoever reads the sheet holds its title to be true; who
//! drew it hears of that in a warning.

use super::words::Occasion;
use super::zones::{breadth, each_once};
use super::{Figure, Words};
use crate::error::Warning;
use crate::phrases::Phrases;
use crate::toml_text;
use crate::units::NauticalMiles;
use serde::de::value::SeqAccessDeserializer;
use serde::de::{Error as _, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;

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
    drawn: Vec<f64>,
    assumed: bool,
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
    /// No breadth is greater, so that a greater number is a year.
    const GREATEST: f64 = 350.0;
    let words = words.to_lowercase();
    let tokens = tokens(&words);
    let mut numbers = Vec::new();
    for (at, _) in tokens.iter().enumerate().filter(|(_, token)| MILES.contains(token)) {
        let before = numbers.len();
        // `12 nautical miles`, `6, 12 or 24 nm`: at most a word lies between
        let mut between = 0;
        for token in tokens[..at].iter().rev() {
            match number(token) {
                Some(number) if number <= GREATEST => {
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

impl Figure {
    /// What its words are said of.
    pub(super) fn occasion(&self) -> Occasion<'_> {
        let zones = self.zones.as_ref();
        let all = zones.iter().flat_map(|it| it.breadths.iter().chain(it.own_breadths.values()));
        let mut drawn: Vec<f64> = all.map(|breadth| breadth.0).collect();
        drawn.sort_by(f64::total_cmp);
        drawn.dedup();
        let assumed = zones.is_some_and(|zones| zones.assumed != Assumed::No);
        let view = self.worldview.as_deref();
        Occasion { day: self.as_of, view, breadths: Breadths { drawn, assumed } }
    }

    /// The title that is true of what is drawn: a built one where the figure's own is of other breadths.
    pub fn titled(&self) -> String {
        let title = self.says(&self.title);
        match title.is_empty() && self.is_assumed() && !self.title.is_empty() {
            true => self.phrases().say("Waters of assumed breadth"),
            false => title,
        }
    }

    /// The caption that is true of what is drawn: the title where the figure's own is of other breadths.
    pub fn captioned(&self) -> String {
        let caption = self.says(&self.caption);
        match caption.is_empty() && self.is_assumed() && !self.caption.is_empty() {
            true => self.titled(),
            false => caption,
        }
    }

    /// The figure's own alternative text, as far as it is true of what is drawn. One that was written for other breadths
    /// describes another picture, whether it names them or not.
    pub(crate) fn described(&self) -> String {
        match self.zones.as_ref().is_some_and(|zones| zones.assumed == Assumed::Replaced) {
            true => self.says(&self.alt.marked()),
            false => self.says(&self.alt),
        }
    }

    fn is_assumed(&self) -> bool {
        self.zones.as_ref().is_some_and(|zones| zones.assumed != Assumed::No)
    }

    /// What is not said since it is of other breadths than those that an option has the figure draw.
    pub(crate) fn words_withheld(&self) -> Vec<Warning> {
        let keys = ["title", "subtitle", "caption", "alt", "credit"];
        let own = keys.into_iter().zip(self.words()).map(|(key, words)| (key.to_owned(), words));
        let panels = self.panels.iter().enumerate();
        let panels = panels.map(|(number, it)| (format!("panels.{number}.title"), &it.title));
        let said = own.chain(panels).flat_map(|(key, words)| {
            let sentences = words.withheld(&self.occasion(), self.phrases());
            sentences.into_iter().map(move |words| (key.clone(), words))
        });
        said.map(|(key, words)| self.withheld(&key, &words)).collect()
    }

    fn withheld(&self, key: &str, words: &str) -> Warning {
        let what =
            format!("`{key}` is of other breadths than are drawn, and is left out: “{words}”");
        let warning = Warning::new(what).hint(
            "write {breadths} for the numbers, or say what the sentence is true of: \
             { words = \"…\", breadths = [6, 12] }, \"claimed\" or \"any\"",
        );
        match self.place_of(&[key]) {
            Some(place) => warning.at(place),
            None => warning,
        }
    }

    /// Whether words speak of breadths, and the figure gives none.
    pub(super) fn lacks_breadths(&self) -> bool {
        let is_asked =
            self.words().into_iter().any(|words: &Words| words.speak_of(super::words::BREADTHS));
        is_asked && self.occasion().breadths.drawn.is_empty()
    }
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

    fn figure(words: &str, breadths: &[&str]) -> Figure {
        let zones = "[zones]\nstates = ['GRC']\nbreadths = [6, 12]\n";
        let mut figure = Figure::parse(&format!("{words}\n{zones}"), "gulf.toml").unwrap();
        figure.set_breadths(breadths).unwrap();
        figure
    }

    #[test]
    fn a_title_of_other_breadths_gives_way() {
        let plain = "title = 'The Gulf at 6 and 12 nautical miles'";
        assert_eq!(figure(plain, &[]).titled(), "The Gulf at 6 and 12 nautical miles");
        assert_eq!(figure(plain, &["6", "12"]).titled(), "The Gulf at 6 and 12 nautical miles");
        let other = figure(plain, &["3"]);
        assert_eq!(other.titled(), "Waters of assumed breadth");
        let warning = other.words_withheld().remove(0);
        assert!(warning.message.contains("“The Gulf at 6 and 12 nautical miles”"), "{warning:?}");
        assert_eq!(warning.place.unwrap().line, Some(1));
        let open = figure("title = 'The Gulf at {breadths} nautical miles'", &["1.5", "3"]);
        assert_eq!(open.titled(), "The Gulf at 1.5 and 3 nautical miles");
        assert_eq!(open.words_withheld(), []);
        assert_eq!(figure("title = 'The Gulf'", &["3"]).titled(), "The Gulf");
    }

    #[test]
    fn a_sentence_says_what_it_is_true_of() {
        let text = "credit = [{ words = 'Both.', breadths = [12, 6] }, { words = 'All claim 12 nm.', \
                    breadths = 'any' }, { words = 'As claimed.', breadths = 'claimed' }]";
        let said = |breadths: &[&str]| figure(text, breadths).says(&figure(text, breadths).credit);
        assert_eq!(said(&[]), "Both. All claim 12 nm.");
        assert_eq!(said(&["3"]), "All claim 12 nm.");
        assert_eq!(figure(text, &["3"]).words_withheld(), []);
        let error =
            Figure::parse("title = { words = 'a', breadths = 'all' }", "a.toml").unwrap_err();
        assert!(error.hint.unwrap().contains("\"claimed\" or \"any\""));
    }

    #[test]
    fn an_alternative_text_of_another_picture_is_not_said() {
        let words = "title = 'The Gulf'\nalt = 'Most of the Gulf is blue.'\ncaption = 'At 6 nm.'";
        assert_eq!(figure(words, &[]).described(), "Most of the Gulf is blue.");
        let other = figure(words, &["GRC=3", "6"]);
        assert_eq!(other.described(), "");
        assert_eq!(other.captioned(), "At 6 nm.");
        assert_eq!(figure(words, &["3"]).captioned(), "The Gulf");
        let mut added = Figure::parse("alt = 'A map of towns.'", "a.toml").unwrap();
        added.set_breadths(&["3"]).unwrap();
        assert_eq!(added.described(), "A map of towns.");
    }

    #[test]
    fn words_speak_of_breadths_that_are_given() {
        let text = "title = 'At {breadths} nm'\n[zones]\nstates = ['GRC']";
        let error = Figure::parse(text, "a.toml").unwrap_err();
        assert_eq!(error.message, "the words speak of breadths, and the figure gives none");
    }
}
