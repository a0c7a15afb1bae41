//! In which language names are written: English, another language, the local ones, or English with the local below.

use crate::error::Flaw;
use serde::Deserializer;
use std::fmt;
use std::str::FromStr;

/// The languages that the bundled data have names in (BCP 47), in order of the alphabet.
pub const LANGUAGES: [&str; 32] = [
    "ab", "ar", "az", "bg", "bs", "cs", "de", "el", "en", "es", "fa", "fr", "he", "hr", "hu", "hy",
    "it", "ka", "ku", "mk", "mt", "os", "pl", "ro", "ru", "sk", "sl", "sq", "sr", "tr", "uk", "zh",
];

/// In which language names are written; what has no name in it keeps its English one.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Names {
    /// One language for all: its BCP 47 tag, reduced to the language.
    Language(String),
    /// Each in the language of the state that it lies in.
    Local,
    /// English, and below it the local name where that is another.
    Both,
}

impl Names {
    /// The language of a tag that is written the BCP 47 way; its region and script play no part.
    pub fn of_tag(tag: &str) -> Names {
        let language = tag.split('-').next().unwrap_or_default();
        Names::Language(language.to_ascii_lowercase())
    }
}

impl FromStr for Names {
    type Err = Flaw;

    fn from_str(word: &str) -> Result<Names, Flaw> {
        match word {
            "local" => return Ok(Names::Local),
            "both" => return Ok(Names::Both),
            _ => {}
        }
        let language = word.split('-').next().unwrap_or_default().to_ascii_lowercase();
        if word.split('-').all(is_subtag) && LANGUAGES.contains(&language.as_str()) {
            return Ok(Names::of_tag(word));
        }
        let known = LANGUAGES.join(", ");
        Err(Flaw::new(format!("there are no names in `{word}`"))
            .hint(format!("known: local, both, {known}")))
    }
}

impl fmt::Display for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Names::Language(language) => language,
            Names::Local => "local",
            Names::Both => "both",
        })
    }
}

/// Whether this may stand between the hyphens of a BCP 47 tag.
fn is_subtag(text: &str) -> bool {
    /// Most letters of a subtag.
    const LONGEST: usize = 8;
    (1..=LONGEST).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// A language tag that is written the BCP 47 way.
pub(super) fn language<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    crate::toml_text::value_by(deserializer, tag)
}

fn tag(tag: &str) -> Result<String, Flaw> {
    if tag.split('-').all(is_subtag) && tag.split('-').next().is_some_and(|first| first.len() >= 2)
    {
        return Ok(tag.to_owned());
    }
    Err(Flaw::new(format!("`{tag}` is not a language tag"))
        .hint("write a BCP 47 tag such as en, el or tr"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_known_by_its_language() {
        assert_eq!("az-Latn-AZ".parse(), Ok(Names::Language("az".into())));
        assert_eq!("both".parse(), Ok(Names::Both));
        for wrong in ["", "klingon", "el-", "el_GR", "ελ", "xx"] {
            let flaw = wrong.parse::<Names>().expect_err(wrong);
            assert!(flaw.hint.is_some_and(|hint| hint.contains("both") && hint.contains("tr")));
        }
    }
}
