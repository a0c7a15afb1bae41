//! A key in, the place where its value stands in the text out; and back.

use crate::error::Place;
use crate::state::StateCode;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// Where the value of a key stands, `zones.states.0`: a name for each table, a number from 0 for each place of a list. What is
/// not there stands in the innermost table that is; none if not even the outermost is there.
pub(crate) fn place_of_key(text: &str, file: &str, key: &str) -> Option<Place> {
    span_of_key(text, key).map(|(span, _)| Place::in_text(file, text, span.start))
}

/// Whether a text gives the key a value.
pub(crate) fn has_key(text: &str, key: &str) -> bool {
    span_of_key(text, key).is_some_and(|(_, is_whole)| is_whole)
}

/// Where the value of a key stands, or the table that it would stand in, and which of both it is.
fn span_of_key(text: &str, key: &str) -> Option<(Range<usize>, bool)> {
    let table = DeTable::parse(text).ok()?;
    let mut steps = key.split('.');
    let first = steps.next()?;
    let mut found = step_into(table.get_ref(), first)?;
    for step in steps {
        let next = match found.get_ref() {
            DeValue::Table(table) => step_into(table, step),
            DeValue::Array(list) => step.parse().ok().and_then(|number: usize| list.get(number)),
            // one value stands for a list of one
            _ if step == "0" => continue,
            _ => None,
        };
        match next {
            Some(next) => found = next,
            None => return Some((found.span(), false)),
        }
    }
    Some((found.span(), true))
}

/// The value of a key; a state's however its code is written.
fn step_into<'a, 'i>(table: &'a DeTable<'i>, step: &str) -> Option<&'a toml::Spanned<DeValue<'i>>> {
    let mut keys = table.iter();
    let same = |key: &str| key == step || StateCode::from(key).as_str() == step;
    keys.find(|(key, _)| same(key.get_ref())).map(|(_, value)| value)
}

/// The key whose value, or whose list with this value in it, stands here.
pub(super) fn key_of(text: &str, span: &Range<usize>) -> Option<String> {
    fn within(table: &DeTable, span: &Range<usize>) -> Option<String> {
        table.iter().find_map(|(key, value)| {
            let here = || Some(key.get_ref().to_string());
            if value.span() == *span { here() } else { below(value.get_ref(), span, &here) }
        })
    }
    fn below(
        value: &DeValue,
        span: &Range<usize>,
        here: &dyn Fn() -> Option<String>,
    ) -> Option<String> {
        match value {
            DeValue::Table(table) => within(table, span),
            DeValue::Array(list) => list.iter().find_map(|one| {
                if one.span() == *span { here() } else { below(one.get_ref(), span, here) }
            }),
            _ => None,
        }
    }
    within(DeTable::parse(text).ok()?.get_ref(), span)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "title = 'a'\n[zones]\nstates = ['GRC', 'TUR']\nbreadths = 6\n\
                        own_breadths = { grc = 6 }\n[[layers]]\nsource = 'lakes'\n";

    fn at(key: &str) -> Option<String> {
        place_of_key(TEXT, "a", key).map(|place| place.to_string())
    }

    #[test]
    fn a_key_is_found_where_its_value_stands() {
        assert_eq!(at("title").as_deref(), Some("a:1:9"));
        assert_eq!(at("zones.states.1").as_deref(), Some("a:3:18"));
        assert_eq!(at("zones.breadths.0").as_deref(), Some("a:4:12"));
        assert_eq!(at("zones.own_breadths.GRC").as_deref(), Some("a:5:24"));
        assert_eq!(at("layers.0.source").as_deref(), Some("a:7:10"));
    }

    #[test]
    fn a_key_that_is_not_there_stands_in_its_table() {
        assert_eq!(at("zones.within").as_deref(), Some("a:2:1"));
        assert_eq!(at("sheet.width"), None);
        assert!(has_key(TEXT, "zones.states") && !has_key(TEXT, "zones.within"));
    }
}
