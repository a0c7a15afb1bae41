//! GeoJSON, one text after another: a feature a line (NDJSON), or each after a record separator (RFC 8142).

use crate::error::{Error, Place, Result};
use crate::files;
use crate::geodata::found::Found;
use crate::geodata::geojson_reader::parsed;
use crate::geodata::refusal::explain;
use crate::geodata::{Opened, Reader};
use geojson::GeoJson;
use serde::de::IgnoredAny;

/// GeoJSON text sequences, and their like by lines.
pub(super) const SEQUENCE: Reader = Reader {
    name: "GeoJSON sequences",
    extensions: &["geojsonl", "geojsons", "ndjson", "jsonl"],
    recognises,
    read: |file| found(file)?.read(file.name),
    problems: |file| match found(file) {
        Ok(found) => found.problems(file.name),
        Err(error) => (vec![error], Vec::new()),
    },
};

/// What stands before each text (RFC 8142 §2.1).
const SEPARATOR: char = '\u{1e}';

/// Whether it begins with a separator, or its first line is a whole object that another follows.
fn recognises(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if bytes.starts_with(b"\x1e") {
        return true;
    }
    let Some(end) = bytes.iter().position(|byte| *byte == b'\n') else { return false };
    let (line, rest) = bytes.split_at(end);
    line.starts_with(b"{")
        && rest.trim_ascii_start().starts_with(b"{")
        && serde_json::from_slice::<IgnoredAny>(line).is_ok()
}

fn found(file: &Opened) -> Result<Found> {
    let text = files::text(file.bytes, "the file", file.name)?.trim_start_matches('\u{feff}');
    let mut found = Found::default();
    for (line, text) in texts(text) {
        let number = found.features.len() + found.errors.len() + 1;
        match parsed(text) {
            Ok(GeoJson::Feature(feature)) => found.features.push((number, feature)),
            Ok(GeoJson::Geometry(geometry)) => found.features.push((number, geometry.into())),
            Ok(GeoJson::FeatureCollection(collection)) => {
                let numbered = collection.features.into_iter().enumerate();
                found.features.extend(numbered.map(|(index, feature)| (number + index, feature)));
            }
            Err(refusal) => {
                let error = explain(text, file.name, refusal);
                found.errors.push(of_sequence(error, line, number, file.name));
            }
        }
    }
    Ok(found)
}

/// The texts of a sequence, each with the line that it begins on.
fn texts(text: &str) -> Vec<(usize, &str)> {
    let mut line = 1;
    let mut texts = Vec::new();
    let pieces: Vec<&str> = match text.contains(SEPARATOR) {
        true => text.split(SEPARATOR).collect(),
        false => text.split('\n').collect(),
    };
    let is_by_lines = !text.contains(SEPARATOR);
    for piece in pieces {
        let before = piece.len() - piece.trim_start().len();
        let start = line + piece[..before].matches('\n').count();
        if !piece.trim().is_empty() {
            texts.push((start, piece.trim()));
        }
        line += piece.matches('\n').count() + usize::from(is_by_lines);
    }
    texts
}

/// What is wrong with one text, by its place in the file.
fn of_sequence(error: Error, line: usize, number: usize, file: &str) -> Error {
    let place = error.place.clone().unwrap_or_else(|| Place::file(file));
    let part = place.part.map(|part| part.replacen("feature 1", &format!("feature {number}"), 1));
    let line = line + place.line.unwrap_or(1) - 1;
    error.at(Place { line: Some(line), column: place.column.or(Some(1)), part, ..place })
}

#[cfg(test)]
mod tests {
    use crate::geodata::readers::{problems, read_bytes};

    const POINT: &str = r#"{"type":"Point","coordinates":[1,2]}"#;

    fn feature(name: &str) -> String {
        format!(r#"{{"type":"Feature","properties":{{"name":"{name}"}},"geometry":{POINT}}}"#)
    }

    #[test]
    fn a_feature_a_line_and_records_are_read_alike() {
        let (one, two) = (feature("A"), feature("B"));
        let pretty = one.replace(",\"geometry\"", ",\n  \"geometry\"");
        for text in [
            format!("{one}\n{two}\n"),
            format!("\u{feff}{one}\r\n\r\n{two}"),
            format!("\u{1e}{one}\n\u{1e}{two}\n"),
            format!("\u{1e}{pretty}\n\u{1e}{two}"),
        ] {
            let read = read_bytes(text.as_bytes(), "a.geojsonl").expect("read");
            let names: Vec<_> = read.features.iter().filter_map(|it| it.text("name")).collect();
            assert_eq!(names, ["A", "B"], "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_of_every_line() {
        let wrong =
            r#"{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":["a"]}}"#;
        let text = format!("{}\n{wrong}\n{}\n{{\"type\":\n", feature("A"), feature("B"));
        let (errors, _) = problems(text.as_bytes(), "a.geojsonl");
        let places: Vec<String> =
            errors.iter().map(|it| it.place.clone().expect("a place").to_string()).collect();
        assert_eq!(places, ["a.geojsonl:2:1, feature 2", "a.geojsonl:4:8"]);
    }
}
