//! A text that the GeoJSON reader has refused in, the errors that say why out: it is no JSON (`not_json`), or its JSON is no
//! GeoJSON (`diagnosis`).

use super::diagnosis::Search;
use super::not_json::not_json;
use crate::error::{Error, Place};
use serde_json::Value;

/// Why `text`, which the reader refused with `refusal`, is not GeoJSON.
pub(super) fn explain(text: &str, file: &str, refusal: geojson::Error) -> Error {
    if text.trim().is_empty() {
        return Error::input("the file is empty")
            .at(Place::file(file))
            .hint("the least is {\"type\": \"FeatureCollection\", \"features\": []}");
    }
    match serde_json::from_str::<Value>(text) {
        Err(error) => not_json(text, file, &error),
        Ok(value) => Search { file }.root(&value).unwrap_or_else(|| {
            Error::input("the file is not GeoJSON").at(Place::file(file)).cause(refusal)
        }),
    }
}

/// The first thing wrong with each feature of a collection that the reader has refused.
pub(super) fn explain_all(text: &str, file: &str) -> Vec<Error> {
    let Ok(value) = serde_json::from_str::<Value>(text) else { return Vec::new() };
    let features = value["features"].as_array().map(Vec::as_slice).unwrap_or_default();
    let search = Search { file };
    let numbered = features.iter().enumerate();
    numbered.filter_map(|(index, feature)| search.feature(feature, index + 1)).collect()
}
