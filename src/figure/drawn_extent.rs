//! How much is drawn of the extent that words are of, and that words are true of any: the words for it.

use crate::error::Flaw;
use crate::toml_text;
use serde::{Deserialize, Deserializer};
use std::str::FromStr;

/// How much of the extent that a figure was written for is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Drawn {
    /// All of it, or nearly.
    #[default]
    Whole,
    /// A part of it, and little else.
    Part,
    /// Another part of the earth, for the most.
    Elsewhere,
}

/// That a sentence is true of whatever extent is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct AnyExtent;

impl FromStr for AnyExtent {
    type Err = Flaw;

    fn from_str(word: &str) -> Result<AnyExtent, Flaw> {
        match word {
            "any" => Ok(AnyExtent),
            _ => Err(Flaw::new(format!("unknown extent `{word}`")).known(word, &["any"])),
        }
    }
}

impl<'de> Deserialize<'de> for AnyExtent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<AnyExtent, D::Error> {
        toml_text::value(deserializer)
    }
}
