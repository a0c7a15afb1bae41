//! The values of a figure file, as definitions that its keys refer to.

use crate::figure::{LANGUAGES, REGIONS, RELIEF, WORLDVIEWS};
use crate::geodata::Geodata;
use crate::kind::Kind;
use crate::projection::METHODS;
use crate::style::Theme;
use periplus_sea::Overlap;
use serde_json::{Value, json};

/// A number as people write one in a text.
const NUMBER: &str = r"\+?([0-9]+\.?[0-9]*|\.[0-9]+)";

/// The definitions, by name.
pub(super) fn definitions() -> Value {
    json!({
        "day": {
            "description": "A day, as TOML writes dates or as a text: 2020-10-17",
            "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        },
        "state": {
            "description": "A state by its ISO 3166-1 alpha-3 code (GRC); for a coast of your own, as its `state` has it",
            "type": "string", "examples": ["GRC", "TUR", "CYP"],
        },
        "states": super::one_or_many("state"),
        "breadth": {
            "description": "A breadth in nautical miles: above 0, at most 350",
            "anyOf": [
                { "type": "number", "exclusiveMinimum": 0, "maximum": 350 },
                { "type": "string", "pattern": format!(r"^\s*{NUMBER}\s*(nm)?\s*$") },
            ],
        },
        "breadths": {
            "anyOf": [
                super::of("breadth"),
                { "type": "array", "items": super::of("breadth"), "minItems": 1, "uniqueItems": true },
            ],
        },
        "longitude": { "description": "Degrees, east positive", "type": "number", "minimum": -540, "maximum": 540 },
        "latitude": { "description": "Degrees, north positive", "type": "number", "minimum": -90, "maximum": 90 },
        "bounds": {
            "description": "West, south, east, north in degrees",
            "anyOf": [
                {
                    "type": "array", "minItems": 4, "maxItems": 4, "items": { "type": "number" },
                    "prefixItems": [super::of("longitude"), super::of("latitude"), super::of("longitude"), super::of("latitude")],
                },
                { "type": "string", "pattern": r"^\s*[^,]+,[^,]+,[^,]+,[^,]+$" },
            ],
        },
        "position": {
            "description": "Longitude and latitude in degrees",
            "type": "array", "minItems": 2, "maxItems": 2, "items": { "type": "number" },
            "prefixItems": [super::of("longitude"), super::of("latitude")],
        },
        "length": {
            "description": "A length on the sheet with its unit; a column of a journal: single (89 mm), double (183 mm)",
            "anyOf": [
                { "enum": ["single", "double"] },
                { "type": "string", "pattern": format!(r"^\s*{NUMBER}\s*(mm|cm|in|pt|px)\s*$") },
            ],
            "examples": ["180mm", "7in", "1200px"],
        },
        "view": { "description": "Whose view of disputed land", "enum": &WORLDVIEWS[..] },
        "words": {
            "description": "A sentence, or several that hold on some days, in some views or of some breadths only",
            "anyOf": [
                { "type": "string" },
                super::of("sentence"),
                { "type": "array", "items": { "anyOf": [{ "type": "string" }, super::of("sentence")] } },
            ],
        },
        "theme": { "anyOf": [{ "enum": Theme::names() }, file(".css")] },
        "layer": {
            "anyOf": [{ "enum": layers() }, { "description": "A layer of --geodata", "type": "string", "pattern": r"^[^./\\]+$" }],
        },
        "class": {
            "description": "A kind, and further words for the theme",
            "type": "string",
            "examples": kinds(),
        },
        "text": { "description": "A text, or a number or truth value as one", "type": ["string", "number", "boolean"] },
        "texts": super::one_or_many("text"),
        "file": file(""),
        "region": { "enum": REGIONS.iter().map(|region| region.name).collect::<Vec<_>>() },
        "projection": { "enum": METHODS.iter().map(|method| method.name).collect::<Vec<_>>() },
        "names": {
            "anyOf": [
                { "enum": languages_of_names() },
                { "type": "string", "pattern": format!("^({})(-[A-Za-z0-9]{{1,8}})*$", LANGUAGES.join("|")) },
            ],
        },
        "language": { "type": "string", "pattern": "^[A-Za-z0-9]{2,8}(-[A-Za-z0-9]{1,8})*$", "examples": LANGUAGES },
        "overlap": { "enum": Overlap::ALL.map(Overlap::name) },
        "scale": {
            "description": "The denominator of a scale, 100 to 1,000,000,000",
            "anyOf": [
                { "type": "number", "minimum": 100, "maximum": 1e9 },
                { "type": "string", "pattern": r"^\s*(1\s*:)?[0-9.\s]+$" },
            ],
        },
    })
}

/// The path of a file, relative to the figure file, in its folder or below that.
fn file(ending: &str) -> Value {
    let pattern = format!("{}$", ending.replace('.', r"\."));
    json!({ "description": "A file in the figure's folder or below it", "type": "string", "minLength": 1, "pattern": pattern })
}

/// In what names may be written.
fn languages_of_names() -> Vec<&'static str> {
    ["local", "both"].into_iter().chain(LANGUAGES).collect()
}

/// The bundled layers.
fn layers() -> Vec<String> {
    let geodata = Geodata::bundled();
    let mut names: Vec<String> = geodata.names().map(str::to_owned).collect();
    if !names.iter().any(|name| name == RELIEF) {
        names.push(RELIEF.to_owned());
    }
    names.sort();
    names
}

/// The kinds that a layer may be of.
fn kinds() -> Vec<&'static str> {
    Kind::ALL.iter().filter(|kind| kind.is_layer()).map(|kind| kind.name()).collect()
}

/// True or false.
pub(super) fn flag() -> Value {
    json!({ "type": "boolean" })
}

/// Words.
pub(super) fn text() -> Value {
    json!({ "type": "string" })
}
