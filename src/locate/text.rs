//! A text in, what it names out: the longest names first, written as names are, with what speaks against each; then which
//! thing of its name is meant, by the others.

use super::folding::{folded, key};
use super::gazetteer::{Gazetteer, distance, spots};
use super::index::{Place, PlaceKind};
use super::inflection::forms;
use super::query::kinds;
use super::resolve::{Choice, choose};
use super::words::{Gap, Word, words};
use super::{Found, Open, Placed, Unknown, markup};
use crate::error::{Error, Result};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Months are also towns.
const MONTHS: [&str; 3] = ["march", "may", "august"];
/// Names of so many letters are hardly words of another kind.
const LONG_NAME: usize = 6;
/// Towns with fewer people than this, as the logarithm of their number, have to lie in a state that the text names, or near to
/// something else that it names, metres.
const MIDDLING: f64 = 5.5;
const NEAR_ENOUGH: f64 = 700_000.0;
/// As far as this from where the name of a unit stands a town of its name is the unit's seat, metres.
const SEAT: f64 = 50_000.0;
/// The longest name, in words.
const LONGEST: usize = 7;
/// Towns with fewer people than this, as the logarithm of their number, count only where something else of their state is
/// named, or a word of place stands before them: the press names few of them, and their names are often other things'.
const SMALL: f64 = 5.0;

/// What stands in gazetteer.toml for reading texts.
#[derive(Debug, Deserialize)]
struct Tables {
    demonyms: BTreeMap<String, Vec<String>>,
    stems: BTreeMap<String, Vec<String>>,
    words: Lists,
}

#[derive(Debug, Deserialize)]
struct Lists {
    common: BTreeSet<String>,
    given: BTreeSet<String>,
    things: BTreeSet<String>,
    titles: BTreeSet<String>,
    place: BTreeSet<String>,
    persons: BTreeSet<String>,
}

/// Reads a text with what the gazetteer knows.
struct Reader<'a> {
    gazetteer: &'a Gazetteer,
    lists: Lists,
    /// Words for the people of a state, folded, and its code.
    demonyms: BTreeMap<String, String>,
    /// Stems of such words.
    stems: Vec<(String, String)>,
    words: Vec<Word>,
    text: &'a str,
    /// Words that the text has without a capital too.
    low: BTreeSet<String>,
    /// Words that it has with a capital within a sentence.
    high: BTreeSet<String>,
}

/// A name that the text has at a place.
#[derive(Clone, Debug)]
struct Mention {
    /// As the text writes it.
    written: String,
    /// By what it is one with others.
    key: String,
    candidates: Vec<Place>,
    /// What is written with it that says which is meant.
    hint: Option<String>,
    /// Whether it is a name as it is written, not a form of one or a word for a people.
    is_name: bool,
    /// Which word of the text it begins with.
    at: usize,
    line: usize,
    sentence: String,
    /// Whether a word of place stands before it.
    is_after_place: bool,
}

/// What a text names.
///
/// Errors: `Render` if the bundled lists are damaged.
pub(super) fn named_in(text: &str, gazetteer: &Gazetteer) -> Result<Found> {
    let plain = markup::plain(text);
    let reader = Reader::new(&plain, gazetteer)?;
    let (mentions, unknown) = reader.mentions();
    let language = reader.language();
    Ok(Found { language, ..decided(mentions, unknown, gazetteer) })
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, gazetteer: &'a Gazetteer) -> Result<Reader<'a>> {
        let tables: Tables = toml::from_str(&crate::geodata::gazetteer()?).map_err(|error| {
            Error::render("the bundled gazetteer is damaged")
                .hint("install periplus again")
                .cause(error)
        })?;
        let by_code = |words: BTreeMap<String, Vec<String>>, of: fn(&str) -> String| {
            let each = words.into_iter().flat_map(|(code, words)| {
                words.into_iter().map(move |word| (of(&word), code.clone()))
            });
            each.collect::<Vec<_>>()
        };
        let demonyms = by_code(tables.demonyms, key);
        let plural = |word: &str| format!("{word}s");
        let plurals: Vec<_> =
            demonyms.iter().map(|(word, code)| (plural(word), code.clone())).collect();
        let words = words(text);
        let low =
            words.iter().filter(|word| !word.is_name).map(|word| word.folded.clone()).collect();
        let within = words.iter().filter(|word| word.is_name && !word.begins);
        let high = within.map(|word| word.folded.clone()).collect();
        Ok(Reader {
            gazetteer,
            lists: tables.words,
            demonyms: demonyms.into_iter().chain(plurals).collect(),
            stems: by_code(tables.stems, folded),
            words,
            text,
            low,
            high,
        })
    }

    /// All names of places in order, and what looks like one and is not known.
    fn mentions(&self) -> (Vec<Mention>, Vec<Unknown>) {
        let (mut mentions, mut unknown) = (Vec::new(), Vec::new());
        let mut people = BTreeMap::new();
        let mut at = 0;
        while at < self.words.len() {
            let step = match self.demonym(at) {
                // `Saudi Arabia` is longer than a word for its people
                Some(demonym) if !self.is_longer_name(at, demonym.0) => Some(demonym),
                _ => self.place(at, &mut people),
            };
            match step {
                Some((length, mention)) => {
                    mentions.extend(mention);
                    at += length;
                }
                None => {
                    let length = self.unknown(at);
                    if length > 0 {
                        unknown.push(Unknown {
                            mention: self.written(at, length),
                            line: self.words[at].line,
                        });
                    }
                    at += length.max(1);
                }
            }
        }
        // who was named in full is meant by the last name too
        mentions.retain(|mention: &Mention| {
            mention.is_after_place
                || people.get(&mention.key).is_none_or(|since| mention.at < *since)
        });
        (mentions, unknown)
    }

    /// Whether a name begins here that is longer than so many words.
    fn is_longer_name(&self, at: usize, than: usize) -> bool {
        let most = LONGEST.min(self.words.len() - at);
        (than + 1..=most).any(|length| self.named(at, length).is_some())
    }

    fn word(&self, at: usize) -> Option<&Word> {
        self.words.get(at)
    }

    fn before(&self, at: usize) -> Option<&Word> {
        self.word(at.checked_sub(1)?)
    }

    /// Words as the text has them.
    fn written(&self, at: usize, length: usize) -> String {
        let (first, last) = (&self.words[at].at, &self.words[at + length - 1].at);
        let written = self.text[first.start..last.end].split_whitespace();
        written.collect::<Vec<_>>().join(" ")
    }

    /// Words as they are compared.
    fn folded(&self, at: usize, length: usize) -> String {
        let words = self.words[at..at + length].iter().map(|word| word.folded.as_str());
        words.collect::<Vec<_>>().join(" ")
    }

    /// The sentence that a word stands in, in one line.
    fn sentence(&self, at: usize) -> String {
        let begins = |word: &Word| word.begins;
        let first = self.words[..=at].iter().rposition(begins).unwrap_or(0);
        let next = self.words[at + 1..].iter().position(begins).map(|it| at + 1 + it);
        let end = next.map_or(self.text.len(), |next| self.words[next].at.start);
        let sentence = self.text[self.words[first].at.start..end].split_whitespace();
        let mut sentence = sentence.collect::<Vec<_>>().join(" ");
        sentence.truncate(sentence.trim_end_matches(" .").len());
        sentence
    }

    fn mention(&self, at: usize, length: usize, key: String, candidates: Vec<Place>) -> Mention {
        Mention {
            written: self.written(at, length),
            key,
            candidates,
            hint: None,
            is_name: false,
            at,
            line: self.words[at].line,
            sentence: self.sentence(at),
            is_after_place: self.is_after_place(at),
        }
    }

    /// Whether a word of place stands before a name: `in`, `near the`.
    fn is_after_place(&self, at: usize) -> bool {
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
        before.is_some_and(|word| self.lists.place.contains(&word.folded))
    }

    /// Whether a Turkish name has a suffix that says where something is, whither it goes or whence it comes: `Van'da`.
    fn has_suffix_of_place(&self, at: usize) -> bool {
        const SUFFIXES: [&str; 22] = [
            "da", "de", "ta", "te", "dan", "den", "tan", "ten", "ya", "ye", "a", "e", "na", "ne",
            "nda", "nde", "ndan", "nden", "daki", "deki", "taki", "teki",
        ];
        let Some(next) = self.word(at + 1) else { return false };
        let between = &self.text[self.words[at].at.end..next.at.start];
        ["'", "’", "ʼ"].contains(&between) && SUFFIXES.contains(&next.folded.as_str())
    }

    /// A word for people of a state, which counts for the state.
    fn demonym(&self, at: usize) -> Option<(usize, Option<Mention>)> {
        let word = self.word(at)?;
        for length in [2, 1] {
            let Some(words) = self.words.get(at..at + length) else { continue };
            let joined =
                words.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" ");
            let code = self.demonyms.get(&joined).filter(|_| word.is_name && are_joined(words));
            if let Some(state) = code.and_then(|code| self.gazetteer.state(code)) {
                let mut mention =
                    self.mention(at, length, format!("={}", state.id), vec![state.clone()]);
                mention.hint = Some(format!("a word for what is of {}", state.name));
                // `Greek Street` is none of Greece
                return Some((length, Some(mention)));
            }
        }
        // a part of another word, `Военно-Грузинская`, is a name's
        let is_joined = self.text[..word.at.start].ends_with('-');
        if (word.folded.is_ascii() && !word.is_name) || is_joined {
            return None;
        }
        let is_form = |stem: &str| {
            word.folded.strip_prefix(stem).is_some_and(|ending| ending.chars().count() <= 5)
        };
        let fits = |(stem, _): &&(String, String)| {
            is_form(stem) && (!stem.is_ascii() || (word.is_name && self.is_turkish()))
        };
        let (_, code) = self.stems.iter().filter(fits).max_by_key(|(stem, _)| stem.len())?;
        let state = self.gazetteer.state(code)?;
        // the state's own name is no word for its people
        if forms(&word.folded).iter().any(|form| !self.gazetteer.of_key(form).is_empty()) {
            return None;
        }
        let mut mention = self.mention(at, 1, format!("={}", state.id), vec![state.clone()]);
        mention.hint = Some(format!("a word for what is of {}", state.name));
        Some((1, Some(mention)))
    }

    /// Whether the text is Turkish, whose letters are those of English: by its commonest words.
    fn is_turkish(&self) -> bool {
        ["ve", "bir", "icin", "ile"].iter().filter(|word| self.low.contains(**word)).count() > 1
    }

    /// The language of the text where its letters or its commonest words tell it and it is not English.
    fn language(&self) -> Option<String> {
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

    /// The longest name of a place that begins here, how many words it has, and what it means; nothing where it is another
    /// thing's.
    fn place(
        &self,
        at: usize,
        people: &mut BTreeMap<String, usize>,
    ) -> Option<(usize, Option<Mention>)> {
        // `the Straits` are written with an article that is part of the name
        let is_article =
            self.words[at].folded == "the" && self.word(at + 1).is_some_and(|word| word.is_name);
        if !self.words[at].is_name && !is_article {
            return None;
        }
        let least = if is_article { 2 } else { 1 };
        let (length, key, mut candidates) =
            (least..=LONGEST.min(self.words.len() - at)).rev().find_map(|length| {
                let (key, places) = self.named(at, length)?;
                Some((length, key, places))
            })?;
        // `the Gulf` is not meant by `the Gulf of Sidra`
        if is_article && self.is_longer_name(at + 1, length - 1) {
            return None;
        }
        if self.is_other(at, length, &key, &candidates, people) {
            return Some((length, None));
        }
        let mut whole = length;
        let mut hint = None;
        if let Some((kinds, said)) = self.kind_said(at, length) {
            let of_kind: Vec<Place> =
                candidates.iter().filter(|place| kinds.contains(&place.kind)).cloned().collect();
            if !of_kind.is_empty() {
                hint = Some(format!("as written: {said}"));
                candidates = of_kind;
            }
        }
        match self.whose(at, length, &candidates) {
            Whose::Of(state, words) => {
                candidates.retain(|place| place.state == state.state);
                hint = Some(format!("as written: {}", state.name));
                whole += words;
            }
            Whose::OfAnother(words) => return Some((length + words, None)),
            Whose::Unsaid => {}
        }
        let mut mention = self.mention(at, length, key, candidates);
        mention.is_name = self.folded(at, length) == mention.key;
        mention.hint = hint;
        Some((whole, Some(mention)))
    }

    /// The things of the name that these words are, in any of their forms.
    fn named(&self, at: usize, length: usize) -> Option<(String, Vec<Place>)> {
        let words = self.words.get(at..at + length)?;
        let last = words.last()?;
        if !are_joined(words) || (length > 1 && !last.is_name && !is_for_a_kind(&last.folded)) {
            return None;
        }
        let joined = self.folded(at, length);
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

    /// Whether a name of a place is another thing's here.
    fn is_other(
        &self,
        at: usize,
        length: usize,
        key: &str,
        candidates: &[Place],
        people: &mut BTreeMap<String, usize>,
    ) -> bool {
        let first = &self.words[at];
        let after_place = self.is_after_place(at);
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
            let before = self.before(at).map(|word| word.folded.as_str());
            let is_said = matches!(before, Some("the" | "river" | "of")) || self.is_turkish();
            if !is_said || self.lists.common.contains(key) {
                return true;
            }
        }
        let goes_on = self
            .word(at + length)
            .is_some_and(|next| next.gap == Gap::Within && next.is_name && !next.begins);
        if is_one_word
            && self.lists.common.contains(key)
            && (!after_place || self.low.contains(key) || goes_on)
        {
            return true;
        }
        // a small town that only ever begins a sentence may be any word
        let is_doubtful = standing < 5.5
            && candidates
                .iter()
                .all(|place| matches!(place.kind, PlaceKind::Town | PlaceKind::Unit));
        if is_one_word
            && first.begins
            && is_doubtful
            && !after_place
            && !self.high.contains(key)
            && key.is_ascii()
            && key.len() < LONG_NAME
        {
            return true;
        }
        // `the Sakarya field`
        let field = self.word(at + length).filter(|next| next.gap == Gap::Within);
        if field.is_some_and(|next| ["field", "fields"].contains(&next.folded.as_str())) {
            return true;
        }
        // a word that begins a sentence and has no capital elsewhere
        if is_one_word && first.begins && self.low.contains(key) && standing < 7.0 {
            return true;
        }
        let next = self.word(at + length).filter(|next| next.gap == Gap::Within && !next.begins);
        let before = self.before(at).filter(|_| first.gap != Gap::Apart && !first.begins);
        if next.is_some_and(|next| next.is_name && self.lists.things.contains(&next.folded)) {
            return true;
        }
        // a person's, after a given name or before another name
        if let Some(before) = before.filter(|before| before.is_name && first.gap != Gap::Comma)
            && self.lists.persons.contains(&before.folded)
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
        if let Some(before) = self.before(at).filter(|_| first.gap == Gap::Within)
            && is_one_word
            && is_little
            && before.is_name
            && !before.begins
            && !before.is_capitals
            && before.folded.chars().count() > 2
            && !self.is_known_as_other(at - 1)
            && !self.is_after_article(at)
            && !self.has_suffix_of_place(at)
        {
            people.entry(key.to_owned()).or_insert(at);
            return true;
        }
        // `the Treaty of Lausanne`
        if self.is_of_agreement(at) {
            return true;
        }
        // `Itu Aba` is none of two small towns in two states
        if let Some((_, others)) = self.named(at + length, 1).filter(|_| is_one_word)
            && self.word(at + 1).is_some_and(|next| next.gap == Gap::Within && next.is_name)
            && is_little
            && others.iter().all(|other| other.standing < 6.3)
            && candidates.iter().all(|place| others.iter().all(|other| other.state != place.state))
        {
            return true;
        }
        let is_given = is_one_word && self.lists.given.contains(key);
        let is_small = candidates.iter().all(|place| {
            matches!(place.kind, PlaceKind::Town | PlaceKind::Unit) && place.standing < 6.3
        });
        if let Some(next) = next.filter(|next| next.is_name && !next.is_capitals)
            && (is_given || is_small)
            && !self.is_known_as_other(at + length)
        {
            people.entry(next.folded.clone()).or_insert(at);
            if is_given {
                people.entry(key.to_owned()).or_insert(at);
            }
            return !after_place || is_given;
        }
        false
    }

    /// Whether a word for an agreement stands before a name that it is called after: `the Treaty of Paris`.
    fn is_of_agreement(&self, at: usize) -> bool {
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
        const JOINTS: [&str; 6] = ["of", "the", "τησ", "του", "των", "τισ"];
        let is_joint =
            |at: usize| self.word(at).is_some_and(|it| JOINTS.contains(&it.folded.as_str()));
        let mut first = at;
        while first > 0 && is_joint(first - 1) && self.words[first].gap == Gap::Within {
            first -= 1;
        }
        first < at
            && self.words[first].gap == Gap::Within
            && self.before(first).is_some_and(|it| AGREEMENTS.contains(&it.folded.as_str()))
    }

    /// Whether the word before a name is an article of Arabic or Romance names: `al Bab`.
    fn is_after_article(&self, at: usize) -> bool {
        let before = self.before(at).map(|word| word.folded.as_str());
        matches!(before, Some("al" | "el" | "la" | "le" | "los" | "las" | "san" | "santa" | "new"))
    }

    /// Whether a capital is no name of a person's: a title, a word of a kind, a place, a people.
    fn is_known_as_other(&self, at: usize) -> bool {
        let Some(word) = self.word(at) else { return false };
        self.lists.titles.contains(&word.folded)
            || is_for_a_kind(&word.folded)
            || self.demonyms.contains_key(&word.folded)
            || self.low.contains(&word.folded)
            || !self.gazetteer.of_key(&word.folded).is_empty()
    }

    /// The kinds that a word beside a name says it is: `Idlib province`, `Lake Van`.
    fn kind_said(&self, at: usize, length: usize) -> Option<(&'static [PlaceKind], String)> {
        if let Some(before) = self.before(at).filter(|_| self.words[at].gap == Gap::Within)
            && let Some(kinds @ ([PlaceKind::River] | [PlaceKind::Lake] | [PlaceKind::Strait])) =
                kinds(&before.folded)
        {
            return Some((kinds, format!("{} {}", before.folded, self.written(at, length))));
        }
        let next = self.word(at + length).filter(|next| next.gap == Gap::Within)?;
        // plurals: the provinces of two
        let word = next.folded.as_str();
        let of_word = kinds(word).or_else(|| kinds(word.strip_suffix('s')?));
        of_word.map(|kinds| (kinds, format!("{} {word}", self.written(at, length))))
    }

    /// Whose a place is, where the text says it behind a comma: `Tripoli, Lebanon`.
    fn whose(&self, at: usize, length: usize, candidates: &[Place]) -> Whose {
        let after = at + length;
        let Some(comma) = self.word(after).filter(|word| word.gap == Gap::Comma && word.is_name)
        else {
            return Whose::Unsaid;
        };
        let _ = comma;
        for words in [3, 2, 1] {
            let Some((_, of)) = self.named(after, words) else { continue };
            let Some(of) = of.into_iter().find(|of| {
                matches!(of.kind, PlaceKind::State | PlaceKind::Unit) && !of.state.is_empty()
            }) else {
                return Whose::Unsaid;
            };
            let is_of = |place: &&Place| place.state == of.state && place.kind != PlaceKind::State;
            let fits = candidates.iter().filter(is_of).count();
            return match of.kind {
                PlaceKind::State if fits > 0 && fits < candidates.len() => Whose::Of(of, 0),
                PlaceKind::Unit if fits > 0 => Whose::Of(of, 0),
                // Lebanon, Tennessee: a town of that name that is not known, unless it is a list
                PlaceKind::Unit if candidates.iter().all(|place| place.state != of.state) => {
                    let goes_on = self.word(after + words);
                    let is_list = goes_on.is_some_and(|next| {
                        next.gap == Gap::Comma && next.is_name
                            || ["and", "or"].contains(&next.folded.as_str())
                    });
                    if is_list { Whose::Unsaid } else { Whose::OfAnother(words) }
                }
                _ => Whose::Unsaid,
            };
        }
        Whose::Unsaid
    }

    /// How many words here look like the name of a place that is not known: behind a word of place, with a capital.
    fn unknown(&self, at: usize) -> usize {
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
                && !self.lists.titles.contains(&word.folded)
                && !self.lists.common.contains(&word.folded)
        };
        let word = &self.words[at];
        let is_latin = word.folded.chars().next().is_some_and(|c| c.is_ascii_alphabetic());
        if !is_latin
            || !is_name(word)
            || !self.is_after_place(at)
            || self.low.contains(&word.folded)
        {
            return 0;
        }
        // after `from` and `to` stand people as often
        let before = self.before(at).map(|word| word.folded.as_str());
        if matches!(before, Some("to" | "from" | "at" | "between")) {
            return 0;
        }
        let goes_on =
            |at: usize| self.word(at).is_some_and(|word| word.gap == Gap::Within && is_name(word));
        let length = 1 + (1..4).take_while(|more| goes_on(at + more)).count();
        let thing =
            self.word(at + length - 1).is_some_and(|last| self.lists.things.contains(&last.folded));
        if thing { 0 } else { length }
    }
}

/// What a text says of whose a place is.
enum Whose {
    /// Of this state or unit, which takes so many more words that are not read again.
    Of(Place, usize),
    /// Of a place that has none of the name that is known.
    OfAnother(usize),
    /// Nothing.
    Unsaid,
}

/// Whether words may be one name: nothing stands between them that ends one.
fn are_joined(words: &[Word]) -> bool {
    let mut pairs = words.iter().zip(words.iter().skip(1));
    pairs.all(|(before, word)| match word.gap {
        Gap::Within => true,
        Gap::Point => before.folded.chars().count() < 3,
        Gap::Comma | Gap::Apart => false,
    })
}

/// Whether a word says what kind of thing a name is of, so that it may be written without a capital: `the Red sea`.
fn is_for_a_kind(word: &str) -> bool {
    const MORE: [&str; 34] = [
        "канал",
        "канала",
        "канале",
        "каналом",
        "губа",
        "губы",
        "губе",
        "острова",
        "островов",
        "землю",
        "море",
        "моря",
        "морю",
        "морем",
        "пролив",
        "проливе",
        "пролива",
        "залив",
        "заливе",
        "залива",
        "область",
        "области",
        "озеро",
        "река",
        "остров",
        "θαλασσα",
        "πελαγοσ",
        "πελαγουσ",
        "denizi",
        "bogazi",
        "adasi",
        "golu",
        "states",
        "plant",
    ];
    kinds(word).is_some() || MORE.contains(&word)
}

/// Decides which of each name is meant, by the others.
fn decided(mentions: Vec<Mention>, unknown: Vec<Unknown>, gazetteer: &Gazetteer) -> Found {
    // what needs no others to be known: one spot only, well known, or said
    let is_sure = |mention: &&Mention| {
        spots(&mention.candidates).len() == 1
            && (mention.hint.is_some()
                || mention.is_after_place
                || mention
                    .candidates
                    .iter()
                    .any(|place| place.standing >= 6.5 || place.kind != PlaceKind::Town))
    };
    let mut sure: BTreeMap<String, Place> = BTreeMap::new();
    for mention in mentions.iter().filter(is_sure) {
        let first =
            mention.candidates.first().and_then(|_| spots(&mention.candidates)[0].first().cloned());
        sure.extend(first.map(|place| (place.id.clone(), place)));
    }
    // capitals and states count in any case, unless others speak against them
    for mention in &mentions {
        if let Choice::One(place, _) = choose(&mention.candidates, &[])
            && place.standing >= 7.0
        {
            sure.insert(place.id.clone(), *place);
        }
    }
    let mut found = Found { unknown, ..Found::default() };
    let firsts: BTreeSet<String> = mentions.iter().map(|mention| mention.key.clone()).collect();
    for key in ordered(&mentions, &firsts) {
        let of_key: Vec<&Mention> = mentions.iter().filter(|mention| mention.key == *key).collect();
        // one name means one thing in one text, unless it is said of each
        let mut parts: Vec<(Vec<&Mention>, Vec<Place>)> = Vec::new();
        for mention in of_key {
            match parts.iter_mut().find(|(_, candidates)| *candidates == mention.candidates) {
                Some((mentions, _)) => mentions.push(mention),
                None => parts.push((vec![mention], mention.candidates.clone())),
            }
        }
        for (mentions, candidates) in parts {
            decide(&mentions, &candidates, &sure, gazetteer, &mut found);
        }
    }
    found.join_same();
    found
}

/// The keys in the order in which the text has them.
fn ordered<'a>(mentions: &'a [Mention], keys: &BTreeSet<String>) -> Vec<&'a String> {
    let mut left = keys.clone();
    mentions.iter().map(|mention| &mention.key).filter(|key| left.remove(*key)).collect()
}

fn decide(
    mentions: &[&Mention],
    candidates: &[Place],
    sure: &BTreeMap<String, Place>,
    gazetteer: &Gazetteer,
    found: &mut Found,
) {
    let Some(first) = mentions.first() else { return };
    let others: Vec<Place> = sure
        .values()
        .filter(|other| candidates.iter().all(|place| place.id != other.id))
        .cloned()
        .collect();
    let named = mentions.iter().find(|mention| mention.is_name && !is_loud(&mention.written));
    let placed = |place: Place, reason: String| Placed {
        mention: first.written.clone(),
        spelling: named
            .map(|mention| mention.written.clone())
            .filter(|written| folded(written) != folded(&place.name)),
        place,
        count: mentions.len(),
        line: first.line,
        sentence: first.sentence.clone(),
        reason,
    };
    let open = |candidates: Vec<Place>| Open {
        mention: first.written.clone(),
        candidates,
        count: mentions.len(),
        line: first.line,
    };
    match choose(candidates, &others) {
        Choice::One(place, reason) => {
            let is_small = place.kind == PlaceKind::Town && place.standing < SMALL;
            let is_backed = mentions.iter().any(|it| it.is_after_place || it.hint.is_some())
                || others.iter().any(|other| other.state == place.state);
            let is_said = mentions.iter().any(|it| it.hint.is_some());
            let is_middling = place.kind == PlaceKind::Town && place.standing < MIDDLING;
            let is_among = others.iter().any(|other| {
                other.state == place.state
                    || (other.kind != PlaceKind::State && distance(other, &place) < NEAR_ENOUGH)
            });
            // the seat of a unit of its name is known beyond its state
            let is_seat = candidates.iter().any(|other| {
                other.kind == PlaceKind::Unit
                    && other.state == place.state
                    && distance(other, &place) < SEAT
            });
            let is_lost = is_middling && !is_said && !is_among && !is_seat && !others.is_empty();
            if (is_small && !is_backed) || is_lost {
                found.open.push(open(candidates.to_vec()));
                return;
            }
            let reason = first.hint.clone().unwrap_or(reason);
            for place in gazetteer.members(*place) {
                found.placed.push(placed(place, reason.clone()));
            }
        }
        Choice::Open(candidates) => found.open.push(open(candidates)),
    }
}

/// Whether a name is written in capitals, as headings are.
fn is_loud(written: &str) -> bool {
    written.chars().count() > 4 && !written.chars().any(char::is_lowercase)
}
