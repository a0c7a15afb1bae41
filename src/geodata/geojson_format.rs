//! GeoJSON as a format: how it is told, who reads it, and all that is wrong with a file of it.

use super::found::judge;
use super::geojson_head::Head;
use super::geojson_reader::{of_one, parsed, read, read_bytes};
use super::geometry_reader::Spot;
use super::reader::{Opened, Problems, Read, Reader};
use super::refusal;
use crate::error::Error;
use crate::files;
use geojson::GeoJson;

/// GeoJSON: an object in braces, whatever is in it.
pub(in crate::geodata) const GEOJSON: Reader = Reader {
    name: "GeoJSON",
    extensions: &["geojson", "json"],
    recognises: |bytes| {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let inside = bytes.trim_ascii_start().strip_prefix(b"{");
        // after a brace a key comes, or the end: `{\rtf` is no JSON
        inside.is_some_and(|inside| inside.trim_ascii_start().first() != Some(&b'\\'))
    },
    read: |file| read_bytes(file.bytes, file.name),
    problems: |file: &Opened| problems(file.bytes, file.name),
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
    let head = match Head::of(collection.foreign_members.as_ref(), file) {
        Ok(head) => head,
        Err(error) => return (vec![error], Vec::new()),
    };
    read.reach = head.reach(collection.bbox.as_deref(), file, &mut read);
    for (index, feature) in collection.features.into_iter().enumerate() {
        let spot = Spot::feature(file, index + 1);
        match head.placed(feature, &spot) {
            Ok(feature) => judge(feature, spot, &mut read, &mut errors),
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() {
        read.say_if_empty(file);
    }
    (errors, read.warnings)
}

/// All that is wrong with a text that the reader has refused as a whole: what is no GeoJSON in one feature hides nothing in others.
fn of_refused(text: &str, file: &str, first: Error) -> Vec<Error> {
    let (mut read, mut errors) = (Read::default(), Vec::new());
    for (index, feature) in refusal::each_feature(text, file).into_iter().enumerate() {
        match feature {
            Ok(feature) => judge(feature, Spot::feature(file, index + 1), &mut read, &mut errors),
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() { vec![first] } else { errors }
}
