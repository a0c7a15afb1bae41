//! Phrases: what the program itself writes on a sheet, in English, in; the same in the figure's language out. A language is a
//! file of `styles/phrases`; what it lacks stands in English.

use crate::compression::decompressed;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The phrases of all languages, as build.rs compresses them.
static COMPRESSED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/phrases.lzma"));

/// English phrases, each with what stands for it.
type Table = BTreeMap<String, String>;

/// What is said in one language.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Phrases {
    table: Option<&'static Table>,
}

impl Phrases {
    /// The phrases of a language, by its tag (BCP 47); English where there are none of it.
    pub(crate) fn of(tag: &str) -> Phrases {
        let language = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        // nearly every figure is in English, which has nothing to unpack
        Phrases { table: (language != "en").then(|| languages().get(&language)).flatten() }
    }

    /// Whether there are phrases of a language.
    pub(crate) fn knows(tag: &str) -> bool {
        tag.split('-').next().is_some_and(|it| it.eq_ignore_ascii_case("en"))
            || Phrases::of(tag).table.is_some()
    }

    /// A phrase.
    pub(crate) fn say(self, english: &str) -> String {
        self.fill(english, &[])
    }

    /// A phrase with each `{name}` in it filled in.
    pub(crate) fn fill(self, english: &str, values: &[(&str, &str)]) -> String {
        let phrase = self.table.and_then(|table| table.get(english)).map_or(english, |it| it);
        let mut said = String::with_capacity(phrase.len());
        let mut rest = phrase;
        // what is put in may hold braces of its own
        while let Some((before, after)) = rest.split_once('{') {
            said.push_str(before);
            let named = after.split_once('}').and_then(|(name, after)| {
                let value = values.iter().find(|(known, _)| *known == name)?;
                Some((value.1, after))
            });
            match named {
                Some((value, after)) => {
                    said.push_str(value);
                    rest = after;
                }
                None => {
                    said.push('{');
                    rest = after;
                }
            }
        }
        said + rest
    }

    /// A number as it is written: `7,2`.
    pub(crate) fn number(self, english: &str) -> String {
        english.replace('.', &self.say("."))
    }

    /// A number to four figures, its thousands grouped, as it is written; of what would be a row of noughts with a power of ten.
    pub(crate) fn written(self, value: f64) -> String {
        const FIGURES: i32 = 4;
        /// Numbers of more digits before the point, and of more noughts behind it.
        const LONGEST: std::ops::RangeInclusive<i32> = -8..=15;
        if value == 0.0 {
            return "0".to_owned();
        }
        let whole = libm::floor(libm::log10(value.abs())) as i32 + 1;
        if value.is_finite() && !LONGEST.contains(&whole) {
            return self.with_power(value);
        }
        let decimals = usize::try_from(FIGURES - whole).unwrap_or(0).min(12);
        let text = format!("{value:.decimals$}");
        let text = match text.contains('.') {
            true => text.trim_end_matches('0').trim_end_matches('.'),
            false => text.as_str(),
        };
        let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("−", digits));
        let (whole, part) =
            digits.split_once('.').map_or((digits, ""), |(whole, part)| (whole, part));
        let dot = if part.is_empty() { "" } else { "." };
        self.number(&format!("{sign}{}{dot}{part}", group_digits(whole)))
    }

    /// `1.25 × 10³⁰⁰`.
    fn with_power(self, value: f64) -> String {
        let text = format!("{value:.3e}");
        let (figures, power) = text.split_once('e').unwrap_or((&text, "0"));
        let figures = match figures.contains('.') {
            true => figures.trim_end_matches('0').trim_end_matches('.'),
            false => figures,
        };
        let raised = |c: char| match c.to_digit(10) {
            Some(1) => '¹',
            Some(digit @ (2 | 3)) => char::from_u32(0xB0 + digit).unwrap_or(c),
            Some(digit) => char::from_u32(0x2070 + digit).unwrap_or(c),
            None => '⁻',
        };
        let power: String = power.chars().map(raised).collect();
        self.number(&format!("{} × 10{power}", figures.replace('-', "−")))
    }

    /// The phrases to fill a sentence of somebody's with: English where it is in Latin letters and the language is not, for an edition
    /// may keep its author's words.
    pub(crate) fn beside(self, sentence: &str) -> Phrases {
        let is_latin = |words: &str| {
            let mut letters = words.chars().filter(|c| c.is_alphabetic());
            letters.all(|c| c < '\u{250}' || ('\u{1e00}'..='\u{1eff}').contains(&c))
        };
        let without_braces: String =
            sentence.split('{').map(|it| it.split_once('}').map_or(it, |(_, rest)| rest)).collect();
        let is_foreign = without_braces.chars().any(char::is_alphabetic)
            && is_latin(&without_braces)
            && !is_latin(&self.say("land boundary"));
        if is_foreign { Phrases::default() } else { self }
    }

    /// Words that begin no sentence: with a small letter, but where the language writes nouns with great ones.
    pub(crate) fn within(self, words: &str) -> String {
        let is_great = self.say("great letters") == "yes";
        if is_great { words.to_owned() } else { words.to_lowercase() }
    }

    /// `6`, `6 and 12`, `6, 12 and 24`.
    pub(crate) fn list<T: AsRef<str>>(self, words: &[T]) -> String {
        match words {
            [] => String::new(),
            [one] => one.as_ref().to_owned(),
            [most @ .., last] => {
                let most: Vec<&str> = most.iter().map(AsRef::as_ref).collect();
                let list = most.join(", ");
                self.fill("{list} and {last}", &[("list", &list), ("last", last.as_ref())])
            }
        }
    }
}

/// With a capital at its start.
pub(crate) fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The languages, with what each says; read when it is first asked for.
fn languages() -> &'static BTreeMap<String, Table> {
    static READ: OnceLock<BTreeMap<String, Table>> = OnceLock::new();
    READ.get_or_init(|| {
        let text = decompressed(COMPRESSED, &[]).and_then(|bytes| String::from_utf8(bytes).ok());
        text.and_then(|text| toml::from_str(&text).ok()).unwrap_or_default()
    })
}

/// Digits, their thousands grouped by narrow spaces: `190 000`. They break no line, and are of the number where words run from
/// the right (UAX 9, rule W4), as thin spaces are not.
pub(crate) fn group_digits(digits: &str) -> String {
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn a_sentence_is_filled_in_its_own_letters() {
        let of =
            |tag: &str, sentence: &str| Phrases::of(tag).beside(sentence).say("{list} and {last}");
        let english = "{list} and {last}";
        assert_eq!(of("ar", "The Aegean at {breadths} nautical miles"), english);
        assert_eq!(of("el", "The Aegean at {breadths} nautical miles"), english);
        assert_ne!(of("el", "Το Αιγαίο στα {breadths} μίλια"), english);
        // who writes in Latin letters is not told apart, and words without letters are the edition's
        assert_ne!(of("tr", "{breadths}"), english);
        assert_ne!(of("ar", "{breadths}"), english);
    }

    #[test]
    fn every_language_says_every_phrase_with_all_that_is_put_in() {
        let holes = |phrase: &str| -> BTreeSet<String> {
            phrase
                .split('{')
                .skip(1)
                .filter_map(|it| Some(it.split_once('}')?.0.to_owned()))
                .collect()
        };
        let first: Vec<&String> = languages()["ar"].keys().collect();
        for (language, table) in languages() {
            assert_eq!(table.keys().collect::<Vec<_>>(), first, "{language}");
            for (english, phrase) in table {
                assert_eq!(holes(english), holes(phrase), "{language}: {english}");
            }
        }
    }

    #[test]
    fn every_phrase_is_said_somewhere_and_what_is_said_is_a_phrase() {
        fn sources(folder: &Path, all: &mut String) {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    sources(&path, all);
                } else if path.extension().is_some_and(|end| end == "rs") {
                    all.push_str(&std::fs::read_to_string(&path).unwrap());
                }
            }
        }
        let mut all = String::new();
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        sources(&root.join("src"), &mut all);
        all += &std::fs::read_to_string(root.join("geodata/catalogue.toml")).unwrap();
        // a long phrase goes on in the next line
        let all = all.replace("\\\n", "").split_whitespace().collect::<Vec<_>>().join(" ");
        let table = &languages()["ar"];
        for phrase in table.keys() {
            let written = phrase.replace('\u{a0}', "\\u{a0}");
            let begin = written.split("{source}").next().unwrap();
            let is_there =
                all.contains(&format!("\"{written}\"")) || all.contains(&format!("\"{begin}"));
            assert!(is_there, "nobody says `{phrase}`");
        }
        for said in all.split(".say(\"").skip(1).chain(all.split(".fill(\"").skip(1)) {
            let phrase = said.split('"').next().unwrap().replace("\\u{a0}", "\u{a0}");
            assert!(table.contains_key(&phrase) || phrase.contains('…'), "`{phrase}` is no phrase");
        }
    }

    #[test]
    fn numbers_beyond_all_names_are_written_with_a_power_of_ten() {
        let written = |value| Phrases::of("en").written(value);
        assert_eq!(written(1e300), "1 × 10³⁰⁰");
        assert_eq!(written(-2.4567e-12), "−2.457 × 10⁻¹²");
        assert_eq!(Phrases::of("de").written(1.5e20), "1,5 × 10²⁰");
        assert_eq!(written(f64::MAX), "1.798 × 10³⁰⁸");
        for value in [1.0, 999.0, 0.000_012, 123_456_789.0, 9e14] {
            assert!(!written(value).contains('×'), "{value}");
        }
    }

    #[test]
    fn a_phrase_is_filled_in_and_what_is_put_in_is_left_alone() {
        let german = Phrases::of("de-AT");
        assert_eq!(german.fill("to {breadth} nm", &[("breadth", "6")]), "bis 6 sm");
        assert_eq!(
            german.fill("line claimed ({states})", &[("states", "{x}")]),
            "beanspruchte Linie ({x})"
        );
        assert_eq!(Phrases::of("xx").say("Waters"), "Waters");
        let english = Phrases::default();
        assert_eq!(english.list(&["6"]), "6");
        assert_eq!(english.list(&["6", "12"]), "6 and 12");
        assert_eq!(Phrases::of("fr").list(&["6", "12", "24"]), "6, 12 et 24");
        assert!(Phrases::knows("en-GB") && Phrases::knows("TR") && !Phrases::knows("sw"));
    }
}
