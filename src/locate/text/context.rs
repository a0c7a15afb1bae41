//! A text and the lists in, what stands where in it out: its words as written and as compared, their sentences, what stands
//! before them, which are the name of something; its language.

use super::lists::{Lists, is_for_a_kind};
use crate::error::Result;
use crate::geodata::Geodata;
use crate::locate::gazetteer::Gazetteer;
use crate::locate::ground::{Ground, Surface};
use crate::locate::index::Place;
use crate::locate::inflection::forms;
use crate::locate::words::{Gap, Word, words};
use geo::Coord;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// The longest name, in words.
pub(super) const LONGEST: usize = 7;

/// A text that is read with what the gazetteer knows.
pub(super) struct Context<'a> {
    pub(super) gazetteer: &'a Gazetteer,
    pub(super) lists: Lists,
    pub(super) words: Vec<Word>,
    pub(super) plain: &'a str,
    /// Words that the text has without a capital too.
    pub(super) low: BTreeSet<String>,
    /// Words that it has with a capital within a sentence.
    pub(super) high: BTreeSet<String>,
    ground: Ground<'a>,
    /// The land of units that were asked for.
    lands: RefCell<BTreeMap<String, Surface>>,
}

impl<'a> Context<'a> {
    /// Errors: `Render` if the bundled lists are damaged.
    pub(super) fn of(
        plain: &'a str,
        gazetteer: &'a Gazetteer,
        geodata: &'a Geodata,
    ) -> Result<Context<'a>> {
        let words = words(plain);
        let low =
            words.iter().filter(|word| !word.is_name).map(|word| word.folded.clone()).collect();
        let within = words.iter().filter(|word| word.is_name && !word.begins);
        let high = within.map(|word| word.folded.clone()).collect();
        let (ground, lands) = (Ground::of(geodata), RefCell::default());
        Ok(Context { gazetteer, lists: Lists::bundled()?, words, plain, low, high, ground, lands })
    }

    /// What is asked of the land of a unit; of one that has none, of no land.
    pub(super) fn in_unit<Answer>(
        &self,
        unit: &Place,
        asked: impl FnOnce(&Surface) -> Answer,
    ) -> Answer {
        let mut lands = self.lands.borrow_mut();
        let land = lands.entry(unit.id.clone()).or_insert_with(|| {
            let area = self.ground.footprint(unit).ok().and_then(|found| found.area);
            area.as_ref().map(Surface::of).unwrap_or_default()
        });
        asked(land)
    }

    /// Whether a place lies on land, as maps of the earth have it.
    pub(super) fn is_on_land(&self, place: &Place) -> bool {
        let at = Coord { x: place.lon, y: place.lat };
        self.ground.all_land().is_ok_and(|land| land.iter().any(|land| land.holds(at)))
    }

    pub(super) fn word(&self, at: usize) -> Option<&Word> {
        self.words.get(at)
    }

    pub(super) fn before(&self, at: usize) -> Option<&Word> {
        self.word(at.checked_sub(1)?)
    }

    /// Words as the text has them.
    pub(super) fn written(&self, at: usize, length: usize) -> String {
        let (first, last) = (&self.words[at].at, &self.words[at + length - 1].at);
        let bracket = usize::from(length > 1 && self.is_bracketed(at, length));
        let written = self.plain[first.start..last.end + bracket].split_whitespace();
        written.collect::<Vec<_>>().join(" ")
    }

    /// Words as they are compared.
    pub(super) fn folded(&self, at: usize, length: usize) -> String {
        let words = self.words[at..at + length].iter().map(|word| word.folded.as_str());
        words.collect::<Vec<_>>().join(" ")
    }

    /// The sentence that a word stands in, in one line.
    pub(super) fn sentence(&self, at: usize) -> String {
        let begins = |word: &Word| word.begins;
        let first = self.words[..=at].iter().rposition(begins).unwrap_or(0);
        let next = self.words[at + 1..].iter().position(begins).map(|it| at + 1 + it);
        let end = next.map_or(self.plain.len(), |next| self.words[next].at.start);
        let sentence = self.plain[self.words[first].at.start..end].split_whitespace();
        let mut sentence = sentence.collect::<Vec<_>>().join(" ");
        sentence.truncate(sentence.trim_end_matches(" .").len());
        sentence
    }

    /// Whether a word of place stands before a name: `in`, `near the`.
    pub(super) fn is_after_place(&self, at: usize) -> bool {
        if self.has_suffix_of_place(at) {
            return true;
        }
        let is_article = |word: &Word| {
            ["the", "η", "ο", "το", "τη", "την", "τον"].contains(&word.folded.as_str())
        };
        let before = self.before(at).filter(|_| !self.words[at].begins);
        let before = match before {
            Some(word) if is_article(word) => self.before(at - 1),
            other => other,
        };
        before.is_some_and(|word| self.lists.words.place.contains(&word.folded))
    }

    /// Whether a Turkish name has a suffix that says where something is, whither it goes or whence it comes: `Van'da`.
    pub(super) fn has_suffix_of_place(&self, at: usize) -> bool {
        const SUFFIXES: [&str; 22] = [
            "da", "de", "ta", "te", "dan", "den", "tan", "ten", "ya", "ye", "a", "e", "na", "ne",
            "nda", "nde", "ndan", "nden", "daki", "deki", "taki", "teki",
        ];
        let Some(next) = self.word(at + 1) else { return false };
        let between = &self.plain[self.words[at].at.end..next.at.start];
        ["'", "’", "ʼ"].contains(&between) && SUFFIXES.contains(&next.folded.as_str())
    }

    /// Whether the word before a name is an article of Arabic or Romance names: `al Bab`.
    pub(super) fn is_after_article(&self, at: usize) -> bool {
        let before = self.before(at).map(|word| word.folded.as_str());
        matches!(before, Some("al" | "el" | "la" | "le" | "los" | "las" | "san" | "santa" | "new"))
    }

    /// The things of the name that these words are, in any of their forms.
    pub(super) fn named(&self, at: usize, length: usize) -> Option<(String, Vec<Place>)> {
        let words = self.words.get(at..at + length)?;
        let last = words.last()?;
        let is_one = are_joined(words) || self.is_bracketed(at, length);
        if !is_one || (length > 1 && !last.is_name && !is_for_a_kind(&last.folded)) {
            return None;
        }
        let joined = self.folded(at, length);
        if self.is_bracketed(at, length) {
            let places = self.gazetteer.of_key(&joined);
            return (!places.is_empty()).then_some((joined, places));
        }
        // of two letters, only abbreviations
        if joined.is_ascii() && joined.len() < 3 && !words[0].is_capitals {
            return None;
        }
        let places = self.gazetteer.of_key(&joined);
        if !places.is_empty() {
            return Some((joined, places));
        }
        if joined.is_ascii() || length > 3 {
            return None;
        }
        let all = words.iter().map(|word| forms(&word.folded));
        let all = all.fold(vec![String::new()], |begun, forms| {
            let longer = begun.iter().flat_map(|name| {
                forms.iter().map(move |form| {
                    if name.is_empty() { form.clone() } else { format!("{name} {form}") }
                })
            });
            longer.collect()
        });
        let mut known = all.into_iter().map(|name| {
            let places = self.gazetteer.of_key(&name);
            (name, places)
        });
        known.find(|(_, places)| !places.is_empty())
    }

    /// Whether the last of these words stands in brackets behind the others, as in `Frankfurt (Oder)`.
    fn is_bracketed(&self, at: usize, length: usize) -> bool {
        let Some([others @ .., before, last]) = self.words.get(at..at + length) else {
            return false;
        };
        let between = &self.plain[before.at.end..last.at.start];
        let is_open = matches!(between, " (" | "(");
        is_open
            && self.plain[last.at.end..].starts_with(')')
            && (others.is_empty() || are_joined(&self.words[at..at + length - 1]))
    }

    /// Whether a name begins here that is longer than so many words.
    pub(super) fn is_longer_name(&self, at: usize, than: usize) -> bool {
        let most = LONGEST.min(self.words.len() - at);
        (than + 1..=most).any(|length| self.named(at, length).is_some())
    }

    /// Whether the text is Turkish, whose letters are those of English: by its commonest words.
    pub(super) fn is_turkish(&self) -> bool {
        ["ve", "bir", "icin", "ile"].iter().filter(|word| self.low.contains(**word)).count() > 1
    }

    /// The language of the text where its letters or its commonest words tell it and it is not English.
    pub(super) fn language(&self) -> Option<String> {
        const SCRIPTS: [(&str, std::ops::RangeInclusive<char>); 7] = [
            ("el", 'Ͱ'..='Ͽ'),
            ("ru", 'Ѐ'..='ӿ'),
            ("hy", '԰'..='֏'),
            ("he", '֐'..='׿'),
            ("ar", '؀'..='ۿ'),
            ("ka", 'Ⴀ'..='ჿ'),
            ("uk", 'і'..='ї'),
        ];
        let letters: usize = self.words.iter().map(|word| word.folded.chars().count()).sum();
        let of_script = |range: &std::ops::RangeInclusive<char>| -> usize {
            let count = |word: &Word| word.folded.chars().filter(|c| range.contains(c)).count();
            self.words.iter().map(count).sum()
        };
        let mut most = SCRIPTS.iter().filter(|(_, range)| 2 * of_script(range) > letters);
        let found = match most.next() {
            Some(("ru", _)) if SCRIPTS.last().is_some_and(|it| 40 * of_script(&it.1) > letters) => {
                Some("uk")
            }
            Some((tag, _)) => Some(*tag),
            None if self.is_turkish() => Some("tr"),
            None => None,
        };
        found.map(str::to_owned)
    }
}

/// Whether words may be one name: nothing stands between them that ends one.
pub(super) fn are_joined(words: &[Word]) -> bool {
    let mut pairs = words.iter().zip(words.iter().skip(1));
    pairs.all(|(before, word)| match word.gap {
        Gap::Within => true,
        Gap::Point => before.folded.chars().count() < 3,
        Gap::Comma | Gap::Apart => false,
    })
}
