//! Worldviews: the word of a figure file in, what the foot of a sheet says of it out.

use crate::error::Flaw;
use crate::phrases::Phrases;
use serde::Deserializer;

// WORLDVIEWS and SEEN_BY, after geodata/worldviews.toml
include!(concat!(env!("OUT_DIR"), "/worldviews.rs"));

/// What the foot of a sheet says of a view: `Boundaries as seen by Azerbaijan.`
pub fn boundaries_as(view: &str) -> String {
    boundaries_said(view, Phrases::default())
}

/// The same in a language.
pub(crate) fn boundaries_said(view: &str, phrases: Phrases) -> String {
    match (view, state_of(view)) {
        (_, Some(state)) => phrases.fill("Boundaries as seen by {state}.", &[("state", state)]),
        ("de-facto", _) => phrases.say("Boundaries by control (de facto)."),
        _ => phrases.say("Boundaries de jure (UN view)."),
    }
}

/// The state whose view this is.
fn state_of(view: &str) -> Option<&'static str> {
    SEEN_BY.iter().find(|(code, _)| *code == view).map(|(_, name)| *name)
}

/// How a view draws boundaries: `as seen by Azerbaijan`, `by control (de facto)`.
pub(super) fn seen(view: &str) -> String {
    match (view, state_of(view)) {
        (_, Some(state)) => format!("as seen by {state}"),
        ("de-facto", _) => "by control (de facto)".to_owned(),
        _ => "de jure (UN view)".to_owned(),
    }
}

/// The view of this name.
///
/// Errors: an unknown view, with the nearest known one.
pub(super) fn known_view(name: &str) -> Result<String, Flaw> {
    match WORLDVIEWS.contains(&name) {
        true => Ok(name.to_owned()),
        false => Err(Flaw::new(format!("unknown worldview `{name}`")).known(name, &WORLDVIEWS)),
    }
}

/// The view that a figure file names.
pub(super) fn view<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    crate::toml_text::value_by(deserializer, known_view).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_view_has_a_sentence_of_its_own() {
        let sentences: BTreeSet<String> = WORLDVIEWS.iter().map(|it| boundaries_as(it)).collect();
        assert_eq!(sentences.len(), WORLDVIEWS.len());
    }
}
