//! The figure file as a schema: what a figure describes itself, rings, corridors, arrows and callouts.

use super::values::{flag, text};
use super::{of, table};
use crate::classes::{By, Method, RAMPS, Scale};
use crate::figure::{ArrowPath, Heads, SIDES};
use serde_json::{Value, json};

/// Where something is: a name, or longitude and latitude.
fn spot() -> Value {
    json!({ "anyOf": [{ "type": "string", "minLength": 1 }, of("position")] })
}

/// A length on the ground.
fn distance() -> Value {
    json!({ "type": "string", "pattern": r"^\s*[0-9.]+\s*([nN][mM]|[kK][mM]|[mM])$" })
}

pub(super) fn ring() -> Value {
    let said = json!({ "anyOf": [{ "type": "string" }, flag()] });
    let many =
        json!({ "anyOf": [distance(), { "type": "array", "items": distance(), "minItems": 1 }] });
    let azimuth = json!({ "type": "number", "minimum": -360, "maximum": 360 });
    let mut table = table([
        ("at", spot()),
        ("radius", many),
        ("sector", json!({ "type": "array", "items": azimuth, "minItems": 2, "maxItems": 2 })),
        ("label", said.clone()),
        ("legend", said),
        ("class", text()),
    ]);
    table["required"] = json!(["at", "radius"]);
    table
}

pub(super) fn corridor() -> Value {
    let said = json!({ "anyOf": [{ "type": "string" }, flag()] });
    let mut table = table([
        ("along", json!({ "type": "array", "items": spot(), "minItems": 2 })),
        ("file", of("file")),
        ("width", distance()),
        ("label", said.clone()),
        ("legend", said),
        ("class", text()),
    ]);
    table["required"] = json!(["width"]);
    table["oneOf"] = json!(["along", "file"].map(|key| json!({ "required": [key] })));
    table
}

pub(super) fn arrow() -> Value {
    let said = json!({ "anyOf": [{ "type": "string" }, flag()] });
    let mut table = table([
        ("from", spot()),
        ("to", spot()),
        ("via", json!({ "type": "array", "items": spot() })),
        ("file", of("file")),
        ("path", json!({ "enum": ArrowPath::NAMES })),
        ("bend", json!({ "type": "number", "minimum": -1, "maximum": 1 })),
        ("width", text()),
        ("heads", json!({ "enum": Heads::NAMES })),
        ("value", text()),
        ("scale", scale()),
        ("label", said.clone()),
        ("legend", said),
        ("class", text()),
    ]);
    table["anyOf"] = json!([{ "required": ["from", "to"] }, { "required": ["file"] }]);
    table
}

pub(super) fn callout() -> Value {
    let side = json!({ "anyOf": [{ "enum": SIDES }, { "type": "string", "pattern": "^([NnSs][EeWw]?|[EeWw])$" }] });
    let mut table = table([
        ("at", spot()),
        ("title", of("words")),
        ("text", of("words")),
        ("width", text()),
        ("place", side),
        ("offset", json!({ "type": "array", "items": text(), "minItems": 2, "maxItems": 2 })),
        ("numbered", flag()),
        ("class", text()),
    ]);
    table["required"] = json!(["at"]);
    table["anyOf"] = json!(["text", "title"].map(|key| json!({ "required": [key] })));
    table["not"] = json!({ "required": ["place", "offset"] });
    table
}

/// How values are told apart.
pub(super) fn scale() -> Value {
    let number = || json!({ "type": "number" });
    let most = Scale::MOST_CLASSES;
    let colours = json!({ "anyOf": [
        { "enum": RAMPS },
        { "type": "array", "items": text(), "minItems": 1 },
        { "type": "object", "additionalProperties": text() },
    ] });
    table([
        ("classes", json!({ "type": "integer", "minimum": 2, "maximum": most })),
        ("method", json!({ "enum": Method::NAMES })),
        (
            "breaks",
            json!({ "type": "array", "items": number(), "minItems": 1, "maxItems": most + 1 }),
        ),
        ("colours", colours),
        ("reverse", flag()),
        ("log", flag()),
        ("diverging", json!({ "anyOf": [number(), flag()] })),
        ("missing", text()),
        ("by", json!({ "enum": By::NAMES })),
        ("greatest", text()),
        ("density", flag()),
        ("unit", text()),
    ])
}
