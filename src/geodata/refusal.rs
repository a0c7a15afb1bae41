//! A text that the GeoJSON reader has refused in, the errors that say why out: it is no JSON (`not_json`), or its JSON is no
//! GeoJSON (`diagnosis`).

use super::diagnosis::Search;
use super::not_json::not_json;
use super::packing::GEOMETRY_TYPES;
use crate::error::{Error, Place};
use geojson::GeoJson;
use serde_json::{Value, json};

/// Why `text`, which the reader refused with `refusal`, is not GeoJSON.
pub(super) fn explain(text: &str, file: &str, refusal: geojson::Error) -> Error {
    if text.trim().is_empty() {
        return Error::input("the file is empty")
            .at(Place::file(file))
            .hint("the least is {\"type\": \"FeatureCollection\", \"features\": []}");
    }
    match serde_json::from_str::<Value>(text) {
        Err(error) => not_json(text, file, &error),
        Ok(mut value) => Search { file }.root(emptied(&mut value).0).unwrap_or_else(|| {
            Error::input("the file is not GeoJSON").at(Place::file(file)).cause(refusal)
        }),
    }
}

/// The text read again with what is empty as the crate takes it; none where that helps nothing.
pub(super) fn without_empty_parts(text: &str) -> Option<GeoJson> {
    let mut value = serde_json::from_str::<Value>(text).ok()?;
    let (value, has_any) = emptied(&mut value);
    has_any.then(|| value.to_string().parse().ok()).flatten()
}

/// The value with what has no positions, `Point []` or `Polygon [[]]`, as the `MultiPoint []` that it is worth, wherever a geometry
/// may stand, and with the empty parts of others left out; whether there were any.
fn emptied(value: &mut Value) -> (&Value, bool) {
    let has_any = empty_parts_out(value);
    (value, has_any)
}

fn empty_parts_out(value: &mut Value) -> bool {
    let mut has_any = false;
    for key in ["features", "geometries"] {
        let parts = value.get_mut(key).and_then(Value::as_array_mut);
        has_any |= parts.into_iter().flatten().fold(false, |any, it| empty_parts_out(it) | any);
    }
    if let Some(geometry) = value.get_mut("geometry") {
        has_any |= empty_parts_out(geometry);
    }
    let kind = value.get("type").and_then(Value::as_str).unwrap_or_default();
    if !GEOMETRY_TYPES.contains(&kind) {
        return has_any;
    }
    let is_several = kind.starts_with("Multi");
    let Some(coordinates) = value.get_mut("coordinates") else { return has_any };
    if is_hollow(coordinates) {
        *value = json!({"type": "MultiPoint", "coordinates": []});
        return true;
    }
    let Some(parts) = coordinates.as_array_mut().filter(|_| is_several) else { return has_any };
    let before = parts.len();
    parts.retain(|part| !is_hollow(part));
    has_any | (parts.len() < before)
}

/// Whether there is nothing in a list, or in the lists in it.
fn is_hollow(value: &Value) -> bool {
    value.as_array().is_some_and(|parts| parts.iter().all(is_hollow))
}

/// The features of a collection that the reader has refused as a whole: each as it is, or what is wrong with it first.
pub(super) fn each_feature(text: &str, file: &str) -> Vec<Result<geojson::Feature, Error>> {
    let Ok(mut value) = serde_json::from_str::<Value>(text) else { return Vec::new() };
    emptied(&mut value);
    let features = value.get_mut("features").and_then(Value::as_array_mut);
    let features = features.map(std::mem::take).unwrap_or_default();
    let search = Search { file };
    let judged = |(index, feature): (usize, Value)| match search.feature(&feature, index + 1) {
        Some(error) => Err(error),
        None => serde_json::from_value(feature).map_err(|refusal| {
            let place = Place::file(file).part(format!("feature {}", index + 1));
            Error::input("the feature is not GeoJSON").at(place).cause(refusal)
        }),
    };
    features.into_iter().enumerate().map(judged).collect()
}
