//! Attributes: what the tables of the earth say of land and lines in, features with it out.

use crate::compression::table::Row;
use crate::geodata::{Feature, Value};
use crate::space::Geographic;
use geo::{Geometry, LineString, MultiLineString};
use std::collections::BTreeMap;

/// A feature of a layer.
pub(super) fn feature(
    id: String,
    geometry: Geometry,
    attributes: BTreeMap<String, Value>,
) -> Feature {
    Feature { id, geometry: Geographic(geometry), attributes }
}

/// Attributes, without the empty ones.
pub(super) fn attributes<'a>(
    words: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> BTreeMap<String, Value> {
    let mut attributes = BTreeMap::new();
    words.into_iter().for_each(|(key, word)| set(&mut attributes, key, word));
    attributes
}

/// Sets an attribute, unless it is empty.
pub(super) fn set(attributes: &mut BTreeMap<String, Value>, key: &str, word: &str) {
    if !word.is_empty() {
        attributes.insert(key.to_owned(), Value::Text(word.to_owned()));
    }
}

/// Names by language, and where the name stands.
pub(super) fn named(attributes: &mut BTreeMap<String, Value>, row: Row) {
    for (key, word) in row.fields().filter(|(key, _)| key.starts_with("name")) {
        set(attributes, key, word);
    }
    place_label(attributes, [row.number("label_lon"), row.number("label_lat")]);
}

/// Where the name stands, if that is known.
pub(super) fn place_label(attributes: &mut BTreeMap<String, Value>, label: [Option<f64>; 2]) {
    if let [Some(lon), Some(lat)] = label {
        attributes.insert("label_lon".to_owned(), Value::Number(lon));
        attributes.insert("label_lat".to_owned(), Value::Number(lat));
    }
}

/// One line as a line, others as several.
pub(super) fn geometry_of(mut lines: Vec<LineString>) -> Geometry {
    match (lines.len(), lines.pop()) {
        (1, Some(line)) => Geometry::LineString(line),
        (_, last) => {
            Geometry::MultiLineString(MultiLineString(lines.into_iter().chain(last).collect()))
        }
    }
}
