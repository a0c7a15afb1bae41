//! A text that is no JSON in, the error that says why out. Numbers that JSON lacks (`NaN`) are the
//! commonest cause in coordinates: they are found by feature and position all the same.

use super::diagnosis::{NULL, Search};
use crate::error::{Error, Place};
use serde_json::Value;

/// Why `text` is not JSON: what the JSON reader says, with the place in characters and the way out.
pub(super) fn not_json(text: &str, file: &str, error: &serde_json::Error) -> Error {
    let line = text.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
    let before = error.column().saturating_sub(1).min(line.len());
    let column = 1 + String::from_utf8_lossy(&line.as_bytes()[..before]).chars().count();
    let place = Place::file(file).at(error.line(), column);
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    if let Some(word) = word_for_no_number(line, before) {
        return no_number(text, file, word, place);
    }
    if message.starts_with("recursion limit") {
        return Error::input("the file is nested too deeply").at(place).hint(
            "more than 100 levels of brackets: GeoJSON needs ten; flatten nested collections",
        );
    }
    let hint = if message == "trailing characters" && text.trim_start().starts_with('{') {
        "one feature a line? put them into one FeatureCollection: ogr2ogr data.geojson FILE"
    } else if error.is_eof() {
        "the file ends too early: was it copied or downloaded whole?"
    } else {
        "check the brackets, commas and quotes just before this place"
    };
    let message = message.replace("EOF while parsing", "it ends within");
    Error::input(format!("the file is not JSON: {message}")).at(place).hint(hint)
}

/// `NaN`, `Infinity` or their like where the JSON reader stopped.
fn word_for_no_number(line: &str, before: usize) -> Option<&'static str> {
    const WORDS: [&str; 5] = ["NaN", "nan", "Infinity", "inf", "Inf"];
    let nearby = [before, before.saturating_sub(1), before.saturating_sub(2)];
    let rest = |start: usize| line.get(start..).unwrap_or_default();
    WORDS.into_iter().find(|word| {
        nearby.iter().any(|start| {
            rest(*start).trim_start_matches(['-', '+', ' ', ',', '[']).starts_with(word)
        })
    })
}

fn no_number(text: &str, file: &str, word: &str, place: Place) -> Error {
    let healed: Option<Value> = serde_json::from_str(&without_words(text)).ok();
    let found = healed.and_then(|value| Search { file }.root(&value));
    let part = found.filter(|error| error.message == NULL).and_then(|error| error.place?.part);
    let hint = "JSON has no such number: leave the position out";
    match part {
        Some(part) => {
            Error::input(format!("a coordinate is `{word}`")).at(place.part(part)).hint(hint)
        }
        None => Error::input(format!("`{word}` is not JSON"))
            .at(place)
            .hint("JSON has no such number: write null, or leave it out"),
    }
}

/// The text with every word for no number outside of quotes turned into null.
fn without_words(text: &str) -> String {
    let mut healed = String::with_capacity(text.len());
    for (index, piece) in text.split('"').enumerate() {
        if index > 0 {
            healed.push('"');
        }
        let quoted = index % 2 == 1;
        if quoted {
            healed.push_str(piece);
            continue;
        }
        let words = ["-Infinity", "Infinity", "-NaN", "NaN", "nan", "-inf", "inf", "Inf"];
        healed.push_str(
            &words.iter().fold(piece.to_owned(), |piece, word| piece.replace(word, "null")),
        );
    }
    healed
}
