//! GeoJSON as a format: how it is told, who reads it, and all that is wrong with a file of it.

use super::days::wrong_days;
use super::geojson_reader::{
    attributes, coordinate_system, of_one, parsed, reach, read, read_bytes,
};
use super::geometry_reader::Spot;
use super::reader::{Problems, Read, Reader};
use super::refusal;
use crate::error::{Error, Warning};
use crate::files;
use geojson::{GeoJson, JsonValue};

/// GeoJSON: an object in braces, whatever is in it.
pub(super) const GEOJSON: Reader = Reader {
    name: "GeoJSON",
    extensions: &["geojson", "json"],
    recognises: |bytes| {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let inside = bytes.trim_ascii_start().strip_prefix(b"{");
        // after a brace a key comes, or the end: `{\rtf` is no JSON
        inside.is_some_and(|inside| inside.trim_ascii_start().first() != Some(&b'\\'))
    },
    read: read_bytes,
    problems,
};

/// Everything that is wrong or doubtful with a file, where [`read_bytes`] stops at the first
/// error: one error a feature.
pub(super) fn problems(bytes: &[u8], file: &str) -> Problems {
    let text = match files::text(bytes, "the file", file) {
        Ok(text) => text.trim_start_matches('\u{feff}'),
        Err(error) => return (vec![error], Vec::new()),
    };
    let collection = match parsed(text) {
        Ok(GeoJson::FeatureCollection(collection)) => collection,
        Ok(GeoJson::Feature(feature)) => of_one(feature),
        _ => {
            return match read(text, file) {
                Ok(read) => (Vec::new(), read.warnings),
                Err(error) => (of_refused(text, file, error), Vec::new()),
            };
        }
    };
    let mut read = Read::default();
    let mut errors = Vec::new();
    errors.extend(coordinate_system(collection.foreign_members.as_ref(), file).err());
    read.reach = reach(collection.bbox.as_deref(), file, &mut read.warnings);
    for (index, feature) in collection.features.into_iter().enumerate() {
        judge(feature, index, file, &mut read, &mut errors);
    }
    if errors.is_empty() {
        read.say_if_empty(file);
    }
    (errors, read.warnings)
}

/// All that is wrong with a feature, of which the reader stops at the first.
fn judge(
    feature: geojson::Feature,
    index: usize,
    file: &str,
    read: &mut Read,
    errors: &mut Vec<Error>,
) {
    let mut spot = Spot::feature(file, index + 1);
    let state = feature.properties.as_ref().and_then(|it| it.get("state"));
    match state {
        None => {}
        Some(JsonValue::String(state)) if !state.trim().is_empty() => {}
        Some(JsonValue::Null) => read.warnings.push(
            Warning::new("a `state` is null: the feature is nobody's, and no coast")
                .at(spot.place()),
        ),
        Some(other) => errors.push(
            Error::input(format!("a `state` is {other}, which is no state"))
                .at(spot.place())
                .hint("write a text such as \"GRC\", or leave it out for what is nobody's"),
        ),
    }
    let wrong = wrong_days(&attributes(feature.properties.clone())).into_iter();
    errors.extend(read.push(feature, &mut spot).err());
    errors.extend(wrong.map(|flaw| Error::from(flaw).at(spot.full_place())));
}

/// All that is wrong with a text that the reader has refused as a whole: what is no GeoJSON in one feature hides nothing in others.
fn of_refused(text: &str, file: &str, first: Error) -> Vec<Error> {
    let (mut read, mut errors) = (Read::default(), Vec::new());
    for (index, feature) in refusal::each_feature(text, file).into_iter().enumerate() {
        match feature {
            Ok(feature) => judge(feature, index, file, &mut read, &mut errors),
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() { vec![first] } else { errors }
}
