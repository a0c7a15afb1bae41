//! The bundled lists in, the words by which a text is read out: for the people of states, for what only looks like a place,
//! for what stands before one.

use crate::error::{Error, Result};
use crate::folding::{folded, key};
use crate::locate::query::kinds;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// What stands in gazetteer.toml for reading texts.
#[derive(Debug, Deserialize)]
struct Tables {
    demonyms: BTreeMap<String, Vec<String>>,
    stems: BTreeMap<String, Vec<String>>,
    words: Kinds,
}

/// Words of several kinds.
#[derive(Debug, Deserialize)]
pub(super) struct Kinds {
    pub(super) common: BTreeSet<String>,
    pub(super) given: BTreeSet<String>,
    pub(super) things: BTreeSet<String>,
    pub(super) titles: BTreeSet<String>,
    pub(super) place: BTreeSet<String>,
    pub(super) persons: BTreeSet<String>,
}

/// What is known of words.
pub(super) struct Lists {
    pub(super) words: Kinds,
    /// Words for the people of a state, folded, and its code.
    pub(super) demonyms: BTreeMap<String, String>,
    /// Stems of such words.
    pub(super) stems: Vec<(String, String)>,
}

impl Lists {
    /// The bundled ones.
    ///
    /// Errors: `Render` if they are damaged.
    pub(super) fn bundled() -> Result<Lists> {
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
        Ok(Lists {
            words: tables.words,
            demonyms: demonyms.into_iter().chain(plurals).collect(),
            stems: by_code(tables.stems, folded),
        })
    }
}

/// Whether a word says what kind of thing a name is of, so that it may be written without a capital: `the Red sea`.
pub(super) fn is_for_a_kind(word: &str) -> bool {
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
