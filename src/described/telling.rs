//! Telling: what a table of a figure says of how it is told of in, its layer, its labels and the keys of its values out.

use crate::error::{Error, Result};
use crate::figure::{Figure, Layer, LegendWords, Said, Source};
use crate::geodata::{Feature, LABEL, Value};
use crate::kind::Kind;
use std::collections::BTreeSet;

/// The layer of a table: `usual` is what its legend says where the figure does not.
pub(super) fn layer_of(table: &'static str, kind: Kind, said: &Said, usual: String) -> Layer {
    let mut layer = Layer::of(Source::Described(table));
    layer.kind = kind;
    layer.classes.clone_from(&said.classes);
    layer.label = said.label.is_some();
    layer.legend = match &said.legend {
        LegendWords::Usual => Some(usual),
        LegendWords::Words(words) => Some(words.clone()),
        LegendWords::Off => None,
    };
    layer
}

/// Gives a feature its label, made of its attributes.
pub(super) fn give_label(feature: &mut Feature, said: &Said) {
    let Some(label) = &said.label else { return };
    let label = label.said(|key| feature.attributes.get(key).map(Value::to_string));
    feature.attributes.insert(LABEL.to_owned(), Value::Text(label));
}

/// That what a label names is there to be said.
///
/// Errors: `Input` at the label's key for a word in braces that no feature has, with those that there are.
pub(super) fn check_label(
    features: &[Feature],
    said: &Said,
    key: &str,
    figure: &Figure,
) -> Result<()> {
    let attributes = said.label.iter().flat_map(|label| label.attributes());
    let is_known =
        |name: &str| features.iter().any(|feature| feature.attributes.contains_key(name));
    let Some(unknown) = attributes.into_iter().find(|name| !is_known(name)) else { return Ok(()) };
    let all = features.iter().flat_map(|feature| feature.attributes.keys());
    let known: BTreeSet<&str> = all.map(String::as_str).filter(|name| *name != LABEL).collect();
    let known: Vec<String> = known.into_iter().map(|name| format!("{{{name}}}")).collect();
    let error = Error::input(format!("`{{{unknown}}}` is nothing that a label may say here"));
    let error = error.hint(format!("there are {}", known.join(", ")));
    Err(figure.at_fault(&[&format!("{key}.label"), key], error))
}

/// An attribute of words.
pub(super) fn text(key: &str, value: impl Into<String>) -> (String, Value) {
    (key.to_owned(), Value::Text(value.into()))
}

/// An attribute of a number.
pub(super) fn number(key: &str, value: f64) -> (String, Value) {
    (key.to_owned(), Value::Number(value))
}

/// The key of a place of an arrow, by its number among all of them.
pub(super) fn place_key(key: &str, index: usize, count: usize) -> String {
    match index {
        0 => format!("{key}.from"),
        _ if index + 1 == count => format!("{key}.to"),
        _ => format!("{key}.via.{}", index - 1),
    }
}

/// The key of the place of a callout.
pub(super) fn callout_key(number: usize) -> String {
    format!("callouts.{number}.at")
}

/// The key of an end of a row.
pub(super) fn row_key(key: &str, line: usize, end: usize) -> String {
    format!("{key}.line.{line}.{end}")
}
