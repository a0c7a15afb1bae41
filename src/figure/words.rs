//! A figure's own words: sentences in, those that are true of its day, view and breadths out, as one text.
//! `{as_of}` in them stands for the figure's day, `{worldview}` for how boundaries are drawn, `{breadths}` for the breadths of its
//! waters; `{{` for a brace.

use super::breadths::{Breadths, ThatHold};
use super::drawn_extent::{AnyExtent, Drawn};
use super::worldviews::{known_view, seen};
use crate::error::Flaw;
use crate::geodata::Date;
use crate::phrases::Phrases;
use crate::toml_text;
use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;

/// What stands for the figure's day.
pub(super) const AS_OF: &str = "{as_of}";
/// What stands for the breadths of the figure's waters.
pub(super) const BREADTHS: &str = "{breadths}";
/// All that may stand in braces.
const PLACEHOLDERS: [&str; 3] = ["as_of", "worldview", "breadths"];

/// What a figure's words are said of.
#[derive(Clone, Debug, Default)]
pub(super) struct Occasion<'a> {
    pub(super) day: Option<Date>,
    pub(super) view: Option<&'a str>,
    pub(super) breadths: Breadths,
    pub(super) drawn: Drawn,
}

/// Words of a figure: a text, or a list of sentences of which some hold on some days, in some views or of some breadths only.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words(Vec<Sentence>);

/// A sentence, and when it holds.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sentence {
    #[serde(deserialize_with = "words")]
    words: String,
    valid_from: Option<Date>,
    valid_to: Option<Date>,
    /// The views that it holds in; all if there is none.
    #[serde(default, deserialize_with = "views")]
    worldview: Vec<String>,
    /// The breadths that it is true of; of those that it names if nothing is said.
    breadths: Option<ThatHold>,
    /// That it is true of whatever extent is drawn; of that of its figure if nothing is said.
    extent: Option<AnyExtent>,
}

/// `a, b and c`.
pub fn listed<T: AsRef<str>>(words: &[T]) -> String {
    Phrases::default().list(words)
}

impl Words {
    /// The sentences that hold of an occasion, with its day, view and breadths in them. Without a day, as for data, those
    /// hold that have no end.
    pub(super) fn said(&self, of: &Occasion, phrases: Phrases) -> String {
        let sentences = self.0.iter().filter(|it| it.holds(of));
        let said = sentences.map(|it| (it, filled(&it.words, of, phrases)));
        let said = said.filter(|(it, words)| it.is_of(&of.breadths, words) && it.is_there(of));
        said.map(|(_, words)| words).collect::<Vec<_>>().join(" ")
    }

    /// The sentences that would be said, were they not of another extent than an option has the figure show.
    pub(super) fn said_elsewhere(&self, of: &Occasion, phrases: Phrases) -> Vec<String> {
        let sentences = self.0.iter().filter(|it| it.holds(of) && !it.is_there(of));
        sentences.map(|it| filled(&it.words, of, phrases)).collect()
    }

    /// The sentences that would be said, were they not of other breadths than an option has the figure draw.
    pub(super) fn withheld(&self, of: &Occasion, phrases: Phrases) -> Vec<String> {
        let unmarked =
            self.0.iter().filter(|it| it.breadths.is_none() && it.holds(of) && it.is_there(of));
        let said = unmarked.map(|it| (it, filled(&it.words, of, phrases)));
        said.filter(|(it, words)| !it.is_of(&of.breadths, words)).map(|(_, words)| words).collect()
    }

    /// The sentences alone that say themselves which breadths they are true of.
    pub(super) fn marked(&self) -> Words {
        Words(self.0.iter().filter(|it| it.breadths.is_some()).cloned().collect())
    }

    /// The sentences alone that are true of whatever extent is drawn.
    pub(super) fn of_any_extent(&self) -> Words {
        Words(self.0.iter().filter(|it| it.extent.is_some()).cloned().collect())
    }

    /// Has them be true of whatever extent is drawn: they are of a place, wherever the map lies round it.
    pub(super) fn hold_anywhere(&mut self) {
        self.0.iter_mut().for_each(|it| it.extent = Some(AnyExtent));
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many letters all sentences have together.
    pub(super) fn letters(&self) -> usize {
        self.0.iter().map(|it| it.words.chars().count()).sum()
    }

    /// Whether what stands in braces is in the words.
    pub(super) fn speak_of(&self, placeholder: &str) -> bool {
        self.0.iter().any(|it| it.words.replace("{{", "").contains(placeholder))
    }
}

impl Sentence {
    /// Whether it holds on the day and in the view.
    fn holds(&self, of: &Occasion) -> bool {
        let is_on_time = match of.day {
            Some(day) => {
                self.valid_from.is_none_or(|from| from <= day)
                    && self.valid_to.is_none_or(|to| day < to)
            }
            None => self.valid_to.is_none(),
        };
        let view = of.view.unwrap_or("un");
        is_on_time && (self.worldview.is_empty() || self.worldview.iter().any(|it| it == view))
    }

    /// Whether it is true of the part of the earth that is drawn.
    fn is_there(&self, of: &Occasion) -> bool {
        self.extent.is_some() || of.drawn != Drawn::Elsewhere
    }

    /// Whether it is true of the breadths drawn; `words` are its own, with all filled in.
    fn is_of(&self, breadths: &Breadths, words: &str) -> bool {
        match &self.breadths {
            Some(that_hold) => that_hold.are(breadths),
            None => breadths.agree_with(words),
        }
    }
}

/// The words with what stands in braces filled in.
fn filled(words: &str, of: &Occasion, phrases: Phrases) -> String {
    let phrases = phrases.beside(words);
    let day = of.day.map_or_else(|| "the present".to_owned(), |day| day.said(phrases));
    let (view, breadths) = (seen(of.view.unwrap_or("un")), of.breadths.said(phrases));
    let fill = |part: &str| {
        part.replace(AS_OF, &day).replace("{worldview}", &view).replace(BREADTHS, &breadths)
    };
    words.split("{{").map(fill).collect::<Vec<_>>().join("{")
}

impl From<&str> for Words {
    /// These very words, on every day and in every view: an opening brace is one.
    fn from(words: &str) -> Words {
        match words {
            "" => Words::default(),
            _ => Words(vec![Sentence { words: words.replace('{', "{{"), ..Sentence::default() }]),
        }
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Words, D::Error> {
        deserializer.deserialize_any(WordsVisitor)
    }
}

struct WordsVisitor;

impl<'de> Visitor<'de> for WordsVisitor {
    type Value = Words;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "a text, or a list of texts and of tables { words, valid_from, valid_to, worldview, breadths, extent }",
        )
    }

    fn visit_str<E: serde::de::Error>(self, words: &str) -> Result<Words, E> {
        let words = with_placeholders(words).map_err(E::custom)?;
        let sentence = Sentence { words, ..Sentence::default() };
        Ok(Words([sentence].into_iter().filter(|it| !it.words.is_empty()).collect()))
    }

    fn visit_map<A: MapAccess<'de>>(self, table: A) -> Result<Words, A::Error> {
        Sentence::deserialize(MapAccessDeserializer::new(table)).map(|one| Words(vec![one]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Words, A::Error> {
        let mut sentences = Vec::new();
        while let Some(Words(one)) = list.next_element()? {
            sentences.extend(one);
        }
        Ok(Words(sentences))
    }
}

fn words<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    toml_text::value_by(deserializer, with_placeholders)
}

fn views<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    toml_text::list_by(deserializer, known_view)
}

/// Words in which every brace that opens is one of a known placeholder, or doubled.
fn with_placeholders(words: &str) -> Result<String, Flaw> {
    for part in words.split("{{").flat_map(|part| part.split('{').skip(1)) {
        let (name, is_closed) = match part.split_once('}') {
            Some((name, _)) => (name, true),
            None => (part, false),
        };
        if !is_closed {
            let flaw = Flaw::new("a `{` opens a placeholder that does not close");
            return Err(flaw.hint("write {as_of}, {worldview} or {breadths}, and {{ for a brace"));
        }
        if !PLACEHOLDERS.contains(&name) {
            let flaw = Flaw::new(format!("unknown placeholder `{{{name}}}`"));
            return Err(flaw.known(name, &PLACEHOLDERS));
        }
    }
    Ok(words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(toml: &str) -> Result<Words, toml::de::Error> {
        #[derive(Deserialize)]
        struct Holder {
            title: Words,
        }
        toml::from_str::<Holder>(&format!("title = {toml}")).map(|it| it.title)
    }

    fn said(toml: &str, day: Option<&str>, view: Option<&str>) -> String {
        let day = day.map(|day| day.parse().unwrap());
        words(toml)
            .unwrap()
            .said(&Occasion { day, view, ..Occasion::default() }, Phrases::default())
    }

    #[test]
    fn a_day_and_a_view_are_filled_in() {
        let title = "'Cyprus, {as_of}, boundaries {worldview}'";
        let day = Some("2021-06-01");
        assert_eq!(
            said(title, day, Some("TUR")),
            "Cyprus, 1 June 2021, boundaries as seen by Türkiye"
        );
        assert_eq!(said(title, None, None), "Cyprus, the present, boundaries de jure (UN view)");
        assert_eq!(said("'{{as_of}'", day, None), "{as_of}");
    }

    #[test]
    fn a_sentence_is_said_on_its_days_and_in_its_views() {
        let text = "['Always.', { words = 'War.', valid_from = 2020-09-27, valid_to = 2020-11-10 }, \
                    { words = 'Hatched.', worldview = ['un', 'TUR'] }]";
        assert_eq!(said(text, Some("2020-11-09"), None), "Always. War. Hatched.");
        assert_eq!(said(text, Some("2020-09-26"), None), "Always. Hatched.");
        assert_eq!(said(text, Some("2020-11-10"), Some("RUS")), "Always.");
        assert_eq!(said(text, None, Some("TUR")), "Always. Hatched.");
    }

    #[test]
    fn a_single_sentence_needs_no_list() {
        let war = "{ words = 'War.', valid_from = 2020-09-27, valid_to = 2020-11-10 }";
        assert_eq!(words(war).unwrap(), words(&format!("[{war}]")).unwrap());
        assert_eq!(words("''").unwrap(), Words::default());
        assert_eq!(words("['', 'Calm.']").unwrap(), words("'Calm.'").unwrap());
    }

    #[test]
    fn what_cannot_be_filled_in_is_refused() {
        for (toml, message) in [
            ("'{as_off}'", "unknown placeholder `{as_off}`\ndid you mean `as_of`?"),
            ("'on {as_of'", "a `{` opens a placeholder that does not close"),
            ("[{ words = 'x', worldview = ['TRU'] }]", "unknown worldview `TRU`"),
        ] {
            let error = words(toml).unwrap_err();
            assert!(error.message().contains(message), "{toml}: {error}");
        }
    }

    #[test]
    fn words_of_a_program_stand_as_they_are() {
        assert_eq!(
            Words::from("{as_of}").said(&Occasion::default(), Phrases::default()),
            "{as_of}"
        );
        assert_eq!(Words::from("").said(&Occasion::default(), Phrases::default()), "");
    }
}
