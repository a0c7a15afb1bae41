//! The figure file as a schema: its tables and their keys.

use super::described::{arrow, callout, corridor, ring, scale};
use super::guide::{self, Row};
use super::values::{definitions, flag, text};
use super::{DIALECT, of, one_or_many, table};
use crate::figure::{CLAIMED, LogoPlace};
use periplus_sea::ZoneKind;
use serde_json::{Value, json};

/// The figure file as JSON Schema.
pub fn figure() -> Value {
    let rows = guide::rows();
    let described = |section: &str, table: Value| described(&rows, section, table);
    let mut schema = described(TOP, top());
    let lists = ["layers", "rings", "corridors", "arrows", "callouts", "panels", "insets"];
    let tables = [
        ("extent", extent()),
        ("projection", projection()),
        ("sheet", sheet()),
        ("labels", labels()),
        ("furniture", furniture()),
        ("logo", logo()),
        ("zones", zones()),
        ("layers", layer()),
        ("rings", ring()),
        ("corridors", corridor()),
        ("arrows", arrow()),
        ("callouts", callout()),
        ("panels", panel()),
        ("insets", inset()),
    ];
    for (name, table) in tables {
        let section =
            if lists.contains(&name) { format!("[[{name}]]") } else { format!("[{name}]") };
        let table = described(&section, table);
        let is_list = lists.contains(&name);
        schema["properties"][name] =
            if is_list { json!({ "type": "array", "items": table }) } else { table };
    }
    let mut definitions = definitions();
    definitions["sentence"] = described(SENTENCE, sentence());
    schema["$defs"] = definitions;
    schema["$schema"] = json!(DIALECT);
    schema["title"] = json!("Figure file of Periplus");
    schema["description"] =
        json!("A request for one figure: what is drawn, where, how large, of when");
    schema
}

/// The headings of the guide that are no tables.
const TOP: &str = "At the top";
const SENTENCE: &str = "Words";

/// The table with what the guide says of its keys.
fn described(rows: &[Row], section: &str, mut table: Value) -> Value {
    let keys = table["properties"].as_object_mut();
    for (key, value) in keys.into_iter().flatten() {
        if let Some(about) = guide::about(rows, section, key) {
            value["description"] = json!(about);
        }
    }
    table
}

fn texts() -> Value {
    json!({ "type": "array", "items": { "type": "string" } })
}

/// A whole number from 1 to `least`: the rank of the least that is named.
fn rank(least: u8) -> Value {
    json!({ "type": "integer", "minimum": 1, "maximum": least })
}

fn top() -> Value {
    table([
        ("title", of("words")),
        ("subtitle", of("words")),
        ("caption", of("words")),
        ("alt", of("words")),
        ("credit", of("words")),
        ("as_of", of("day")),
        ("worldview", of("view")),
        ("language", of("language")),
        ("subjects", of("states")),
    ])
}

/// A sentence, and when it holds.
fn sentence() -> Value {
    let of_breadths = json!({ "anyOf": [{ "enum": ["claimed", "any"] }, { "type": "array", "items": of("breadth"), "uniqueItems": true }] });
    let mut table = table([
        ("words", json!({ "type": "string" })),
        ("valid_from", of("day")),
        ("valid_to", of("day")),
        ("worldview", one_or_many("view")),
        ("breadths", of_breadths),
        ("extent", json!({ "enum": ["any"] })),
    ]);
    table["required"] = json!(["words"]);
    table
}

fn extent() -> Value {
    let mut table = table([
        ("bounds", of("bounds")),
        ("region", of("region")),
        ("fit", json!({ "enum": ["data"] })),
    ]);
    table["minProperties"] = json!(1);
    table["maxProperties"] = json!(1);
    table
}

fn projection() -> Value {
    let parallels =
        json!({ "type": "array", "items": of("latitude"), "minItems": 2, "maxItems": 2 });
    table([("name", of("projection")), ("center", of("position")), ("parallels", parallels)])
}

fn sheet() -> Value {
    table([
        ("width", of("length")),
        ("height", of("length")),
        ("theme", of("theme")),
        ("frame", json!({ "enum": ["auto", "rectangle", "graticule"] })),
        ("background", json!({ "enum": ["theme", "none"] })),
    ])
}

fn labels() -> Value {
    table([
        ("names", of("names")),
        ("always", texts()),
        ("omit", texts()),
        ("towns", rank(6)),
        ("islands", rank(4)),
        ("waters", rank(4)),
        ("seas", texts()),
        ("belts", flag()),
        ("place", json!({ "type": "object", "additionalProperties": label_place() })),
    ])
}

/// Where a name stands by hand.
fn label_place() -> Value {
    let side = json!({ "type": "string", "pattern": "^([NnSs][EeWw]?|[EeWw])$" });
    let mut table = table([
        ("at", side),
        ("dx", text()),
        ("dy", text()),
        ("pin", of("position")),
        ("hide", flag()),
    ]);
    table["minProperties"] = json!(1);
    table["not"] = json!({ "required": ["at", "pin"] });
    table
}

fn furniture() -> Value {
    let every = json!({ "type": "number", "minimum": 0.01, "maximum": 90 });
    table([
        ("legend", json!({ "enum": [true, false, "below"] })),
        ("scale_bar", flag()),
        ("graticule", json!({ "anyOf": [flag(), every] })),
        ("frame", json!({ "enum": ["plain", "graduated"] })),
        ("inset", flag()),
        ("north_arrow", flag()),
        ("shares", flag()),
        ("turning_points", json!({ "enum": [false, "table"] })),
        ("key", texts()),
    ])
}

fn logo() -> Value {
    let mut table = table([
        ("file", of("file")),
        ("at", json!({ "enum": LogoPlace::NAMES })),
        ("height", of("length")),
    ]);
    table["required"] = json!(["file"]);
    table
}

fn zones() -> Value {
    let kind = json!({ "enum": CLAIMED.map(ZoneKind::name) });
    table([
        ("states", of("states")),
        ("breadths", of("breadths")),
        ("own_breadths", json!({ "type": "object", "additionalProperties": of("breadth") })),
        ("kinds", json!({ "anyOf": [kind, { "type": "array", "items": kind }] })),
        ("scenario", flag()),
        ("overlap", of("overlap")),
        ("island_weight", json!({ "enum": [0, 0.5, 1, "0", "0.5", "1", "half", "1/2", "½"] })),
        (
            "effect",
            json!({ "type": "object", "additionalProperties": { "type": ["number", "string"] } }),
        ),
        ("territorial_only", of("states")),
        ("medians", of("breadth")),
        ("within", json!({ "type": "string" })),
        ("not_analysed", texts()),
        ("coast", of("file")),
        ("coast_state", text()),
        ("land", of("file")),
        ("baselines", of("file")),
        ("lines", of("file")),
        ("coast_only", flag()),
        ("bays", flag()),
        ("tolerance", json!({ "type": "string", "pattern": r"^\s*[0-9.]+\s*c?m$" })),
        ("coast_accuracy", json!({ "type": "string", "pattern": r"^\s*[0-9.]+\s*k?m$" })),
        ("tide", json!({ "type": "string", "pattern": r"^\s*[0-9.]+\s*k?m$" })),
        ("class", json!({ "type": "string" })),
        ("notes", json!({ "type": "array", "items": of("words") })),
    ])
}

fn layer() -> Value {
    let said = json!({ "anyOf": [{ "type": "string" }, flag()] });
    let mut table = table([
        ("source", of("layer")),
        ("file", of("file")),
        ("features", json!({ "type": "string" })),
        ("class", of("class")),
        ("only", of("texts")),
        ("except", of("texts")),
        ("states", of("states")),
        ("kinds", of("texts")),
        ("where", json!({ "type": "object", "additionalProperties": of("texts") })),
        ("label", said.clone()),
        ("symbol", text()),
        ("state", text()),
        ("name", text()),
        ("id", text()),
        ("join", join()),
        ("value", text()),
        ("scale", scale()),
        ("legend", said),
        ("note", json!({ "type": "string" })),
        ("as_of", of("day")),
        ("former", flag()),
    ]);
    let data = ["source", "file", "features"].map(|key| json!({ "required": [key] }));
    table["oneOf"] = json!(data);
    table
}

fn join() -> Value {
    let mut table = table([("file", text()), ("key", text()), ("column", text())]);
    table["required"] = json!(["file", "column"]);
    table
}

fn panel() -> Value {
    table([
        ("title", of("words")),
        ("breadths", of("breadths")),
        ("as_of", of("day")),
        ("notes", json!({ "type": "array", "items": of("words") })),
        ("bounds", of("bounds")),
    ])
}

fn inset() -> Value {
    let mut table = table([
        ("bounds", of("bounds")),
        ("title", of("words")),
        ("scale", of("scale")),
        ("factor", json!({ "type": "number", "minimum": 1, "maximum": 1000 })),
        (
            "at",
            json!({ "anyOf": [
            { "enum": ["NW", "NE", "SW", "SE", "below"] },
            { "type": "string", "pattern": "^([NnSs][EeWw]|[Bb][Ee][Ll][Oo][Ww])$" },
        ] }),
        ),
    ]);
    table["required"] = json!(["bounds"]);
    table["not"] = json!({ "required": ["scale", "factor"] });
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// The keys of a table of the schema.
    fn keys(table: &Value) -> BTreeSet<String> {
        let keys = table["properties"].as_object().into_iter().flatten();
        keys.map(|(key, _)| key.clone()).collect()
    }

    #[test]
    fn every_key_of_the_guide_is_in_the_schema_and_the_reverse() {
        let schema = figure();
        let rows = guide::rows();
        let of_guide = |section: &str| -> BTreeSet<String> {
            let of_section = rows.iter().filter(|row| row.section == section);
            of_section.flat_map(|row| &row.keys).map(|key| (*key).to_owned()).collect()
        };
        let tables: BTreeSet<String> =
            keys(&schema).into_iter().filter(|key| !of_guide(TOP).contains(key)).collect();
        for name in &tables {
            let table = &schema["properties"][name];
            let (table, section) = match table.get("items") {
                Some(items) => (items, format!("[[{name}]]")),
                None => (table, format!("[{name}]")),
            };
            assert_eq!(keys(table), of_guide(&section), "{section}");
        }
        assert_eq!(&keys(&schema) - &tables, of_guide(TOP));
        assert_eq!(keys(&schema["$defs"]["sentence"]), of_guide(SENTENCE));
        let sections: BTreeSet<&str> = rows.iter().map(|row| row.section).collect();
        assert_eq!(sections.len(), tables.len() + 2, "{sections:?}");
    }

    #[test]
    fn every_key_is_described() {
        let schema = figure();
        let mut tables = vec![&schema, &schema["$defs"]["sentence"]];
        for (_, value) in schema["properties"].as_object().into_iter().flatten() {
            tables.extend(
                [value, &value["items"]].into_iter().filter(|it| it["properties"].is_object()),
            );
        }
        for table in tables {
            for (key, value) in table["properties"].as_object().into_iter().flatten() {
                let is_table =
                    value["properties"].is_object() || value["items"]["properties"].is_object();
                assert!(is_table || value["description"].is_string(), "{key}");
            }
        }
    }
}
