//! What a figure file and a report are, as JSON Schema (draft 2020-12): for editors, which complete and check by it, and for who
//! writes or reads them by program. The words are those of the guide, docs/figure-file.md; the names that may be chosen among, those
//! of this build.

mod described;
mod figure;
mod guide;
mod report;
mod values;

pub use figure::figure;
pub use report::report;

use serde_json::{Map, Value, json};

/// The dialect that both are written in.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// A table of no keys but these, each with its name.
fn table<const N: usize>(keys: [(&str, Value); N]) -> Value {
    let properties: Map<String, Value> =
        keys.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

/// One of the definitions of [`values::definitions`], with words of its own.
fn of(definition: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{definition}") })
}

/// Several, or one.
fn one_or_many(definition: &str) -> Value {
    json!({ "anyOf": [of(definition), { "type": "array", "items": of(definition) }] })
}
