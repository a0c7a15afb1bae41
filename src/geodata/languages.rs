//! Languages: a state in, the languages in which its places are named locally out; from geodata/languages.toml.

use super::embedded;
use crate::error::Result;
use serde::Deserialize;
use std::sync::OnceLock;

const FILE: &str = "languages.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LanguagesTable {
    state: Vec<State>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(
    dead_code,
    reason = "source and confidence are for readers of the file; the form is checked"
)]
struct State {
    state: String,
    languages: Vec<String>,
    source: String,
    confidence: String,
}

/// The languages of the names in a state; none where the bundled data have no names of its own.
pub fn languages_of(state: &str) -> impl Iterator<Item = &'static str> {
    let own = table().iter().find(|own| own.state == state);
    own.into_iter().flat_map(|own| &own.languages).map(String::as_str)
}

/// The bundled table, read once; a test holds it to its form.
fn table() -> &'static [State] {
    static TABLE: OnceLock<Vec<State>> = OnceLock::new();
    TABLE.get_or_init(|| read().unwrap_or_default())
}

fn read() -> Result<Vec<State>> {
    let of_form = toml::from_str::<LanguagesTable>(&embedded::document(FILE)?);
    Ok(of_form.map_err(|error| embedded::damaged(FILE).cause(error))?.state)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_table_has_its_form_and_each_state_once_with_a_source() {
        let states = read().expect("the form that its head describes");
        let codes: BTreeSet<&str> = states.iter().map(|own| own.state.as_str()).collect();
        assert_eq!(codes.len(), states.len());
        for own in &states {
            assert!(own.state.len() == 3 && !own.languages.is_empty(), "{}", own.state);
            assert!(!own.source.is_empty() && own.confidence == "known", "{}", own.state);
            assert!(own.languages.iter().all(|tag| tag.len() == 2), "{}", own.state);
        }
    }

    #[test]
    fn a_state_of_two_languages_has_both_and_an_unknown_one_none() {
        assert_eq!(languages_of("CYP").collect::<Vec<_>>(), ["el", "tr"]);
        assert_eq!(languages_of("XXX").count(), 0);
    }
}
