//! What `render --report` writes, as a schema.

use super::{DIALECT, table};
use serde_json::{Value, json};

/// A report as JSON Schema: an object of one figure, or a list of those of several.
pub fn report() -> Value {
    json!({
        "$schema": DIALECT,
        "title": "Report of Periplus",
        "description": "What was drawn: of one figure an object, of several a list in the order of the command line",
        "anyOf": [{ "$ref": "#/$defs/report" }, { "type": "array", "items": { "$ref": "#/$defs/report" } }],
        "$defs": {
            "report": of_a_figure(),
            "file": file(),
            "zone": zone(),
            "share": share(),
            "label": label(),
            "dropped": dropped(),
            "inset": inset(),
            "dot": dot(),
            "value": value(),
            "described": described(),
            "callout": callout(),
            "join": join(),
            "unmatched": unmatched(),
        },
    })
}

/// A table of which all keys are there, but those of `may_lack`.
fn whole<const N: usize>(keys: [(&str, Value); N], may_lack: &[&str]) -> Value {
    let required: Vec<String> = keys
        .iter()
        .map(|(key, _)| (*key).to_owned())
        .filter(|key| !may_lack.contains(&key.as_str()))
        .collect();
    let mut table = table(keys);
    table["required"] = json!(required);
    table
}

fn said(kind: &str, about: &str) -> Value {
    json!({ "type": kind, "description": about })
}

fn or_null(kind: &str, about: &str) -> Value {
    json!({ "type": [kind, "null"], "description": about })
}

fn texts(about: &str) -> Value {
    json!({ "type": "array", "items": { "type": "string" }, "description": about })
}

fn list(definition: &str, about: &str) -> Value {
    json!({ "type": "array", "items": { "$ref": format!("#/$defs/{definition}") }, "description": about })
}

/// Four numbers of a box in degrees.
fn bounds(about: &str) -> Value {
    json!({ "type": "array", "items": { "type": "number" }, "minItems": 4, "maxItems": 4, "description": about })
}

fn of_a_figure() -> Value {
    let projection = json!({
        "type": "object",
        "properties": { "name": { "type": "string", "description": "Its name, as in figure files" } },
        "required": ["name"],
        "additionalProperties": { "type": "number" },
        "description": "The projection with its parameters, in degrees",
    });
    let range = json!({
        "type": ["array", "null"], "items": { "type": "number" }, "minItems": 2, "maxItems": 2,
        "description": "Least and greatest denominator of the true scale on the map",
    });
    let times = json!({
        "type": "object", "additionalProperties": { "type": "number", "minimum": 0 },
        "description": "The time of each stage, milliseconds",
    });
    let no_data = json!({
        "type": "number", "minimum": 0, "maximum": 1,
        "description": "The share of the map that lies beyond all data",
    });
    let keys = [
        ("figure", said("string", "Its name")),
        ("files", list("file", "The files written")),
        ("bounds", bounds("West, south, east, north of the map, degrees")),
        ("projection", projection),
        (
            "scale",
            said("number", "Denominator of the scale at the centre: 2000000 for 1 : 2 000 000"),
        ),
        ("scale_range", range),
        (
            "scale_variation",
            or_null("number", "By how much the greatest scale exceeds the least: 0.05 for 5 %"),
        ),
        ("sources", texts("Credit lines of the data drawn")),
        ("zones", list("zone", "A row for each state and breadth")),
        (
            "shares",
            list(
                "share",
                "A row for each state, or the high seas, and breadth, where the figure takes shares of a sea",
            ),
        ),
        ("no_data", no_data),
        ("labels", list("label", "Every name on the map, and its box")),
        ("dots", list("dot", "Every symbol of a point on the map")),
        ("values", list("value", "How values of layers are told apart, where the map shows some")),
        (
            "described",
            list(
                "described",
                "Rings, sectors, corridors and arrows that the figure describes, where there are any",
            ),
        ),
        ("callouts", list("callout", "Notes at places, where the figure has any")),
        ("joins", list("join", "The tables joined to layers, where there are any")),
        ("notices", texts("What was found out to read a file")),
        ("dropped_labels", list("dropped", "Names that found no room")),
        ("insets", list("inset", "The maps within the map, where there are any")),
        ("repairs", texts("What was mended in the data")),
        (
            "as_of",
            json!({ "type": ["string", "null"], "format": "date", "description": "The day whose claims and boundaries are shown" }),
        ),
        ("worldview", said("string", "Whose view of disputed land is drawn")),
        ("names", said("string", "In which language the names are: en, local, both, a tag")),
        ("warnings", texts("What was left out, mended or assumed")),
        ("alt", said("string", "The alternative text")),
        ("timings_ms", times),
    ];
    whole(keys, &["shares", "insets", "values", "described", "callouts", "joins", "notices"])
}

fn file() -> Value {
    let digest = json!({ "type": "string", "pattern": "^[0-9a-f]{64}$", "description": "SHA-256 of its bytes" });
    let keys = [
        ("path", said("string", "Its path; - for standard output")),
        (
            "format",
            json!({ "enum": crate::output::Format::names().collect::<Vec<_>>(), "description": "Its format" }),
        ),
        ("width_mm", said("number", "Width of the sheet, mm")),
        ("height_mm", said("number", "Height of the sheet, mm")),
        ("width_px", or_null("integer", "Width of a picture in pixels")),
        ("height_px", or_null("integer", "Height of a picture in pixels")),
        ("sha256", digest),
    ];
    whole(keys, &[])
}

fn zone() -> Value {
    let keys = [
        ("state", said("string", "ISO 3166-1 alpha-3 code, or what the coast has")),
        ("kind", said("string", "What the law calls it: territorial-sea")),
        ("breadth_nm", said("number", "Breadth, nautical miles")),
        (
            "tolerance_m",
            said("number", "How far a limit may lie from where the law puts it, metres"),
        ),
        ("claim_source", said("string", "Where the claim stands, of breadths that are claimed")),
    ];
    whole(keys, &["claim_source"])
}

fn share() -> Value {
    let keys = [
        ("sea", said("string", "The named sea")),
        ("state", or_null("string", "Whose; none: of no state")),
        ("breadth_nm", or_null("number", "Breadth, nautical miles; none: as claimed")),
        ("share_percent", said("number", "Hundredths of the sea")),
    ];
    whole(keys, &[])
}

fn label() -> Value {
    let keys = [
        ("text", said("string", "The name as it stands")),
        ("x_mm", said("number", "From the left of the sheet, mm")),
        ("y_mm", said("number", "From the top of the sheet, mm")),
        ("width_mm", said("number", "Width of its box, mm")),
        ("height_mm", said("number", "Height of its box, mm")),
        ("angle", said("number", "Degrees, clockwise")),
        ("id", said("string", "The id of the feature that it names; empty of a stretch of one")),
        ("layer", said("string", "The layer of that feature, as its group in the SVG is called")),
        (
            "at",
            json!({
                "type": ["array", "null"], "items": { "type": "number" }, "minItems": 2, "maxItems": 2,
                "description": "Where the symbol stands that it names, mm from the left and the top",
            }),
        ),
    ];
    whole(keys, &[])
}

fn dot() -> Value {
    let keys = [
        ("id", said("string", "The id of its feature")),
        ("layer", said("string", "The layer of that, as its group in the SVG is called")),
        ("x_mm", said("number", "From the left of the sheet, mm")),
        ("y_mm", said("number", "From the top of the sheet, mm")),
    ];
    whole(keys, &[])
}

fn value() -> Value {
    let numbers = |about: &str| json!({ "type": "array", "items": { "type": "number" }, "description": about });
    let keys = [
        ("layer", said("string", "The layer, as its group in the SVG is called")),
        ("attribute", said("string", "The attribute that has the values")),
        ("unit", said("string", "What they are measured in")),
        (
            "breaks",
            numbers("The bounds of classes, ascending; the two ends of a scale without classes"),
        ),
        ("categories", texts("The words, where values are words")),
        ("counts", numbers("How many features each class or word has")),
        ("missing", said("integer", "How many features have no value")),
    ];
    whole(keys, &[])
}

fn described() -> Value {
    let keys = [
        ("layer", said("string", "The layer, as its group in the SVG is called")),
        ("kind", said("string", "What it is to a theme: ring, sector, corridor, arrow")),
        ("id", said("string", "The id of its feature")),
        ("words", said("string", "What the legend says; empty where it says nothing")),
        ("place", or_null("string", "The place that it lies round, as the figure calls it")),
        ("from", said("string", "Where an arrow begins, as the figure calls it")),
        ("to", said("string", "Where an arrow ends, as the figure calls it")),
        ("lon", said("number", "Longitude of that place, degrees")),
        ("lat", said("number", "Latitude of that place, degrees")),
        ("radius_m", said("number", "How far it reaches along geodesics, metres")),
        ("azimuth_from", said("number", "Where a sector begins, degrees clockwise from north")),
        ("azimuth_to", said("number", "Where a sector ends, degrees clockwise from north")),
        ("width_m", said("number", "Width of a corridor from edge to edge, metres")),
        (
            "length_m",
            said("number", "Length of its line on the ellipsoid, metres; none of a curve"),
        ),
        ("area_km2", said("number", "Its area on the ellipsoid, square kilometres")),
    ];
    whole(keys, &MAY_LACK)
}

fn callout() -> Value {
    let position = json!({
        "type": "array", "items": { "type": "number" }, "minItems": 2, "maxItems": 2,
        "description": "Its point, mm from the left and the top",
    });
    let keys = [
        ("number", said("integer", "Which of the figure's callouts it is, from 1")),
        ("title", said("string", "Its title; empty for none")),
        ("text", said("string", "Its text")),
        (
            "form",
            json!({ "enum": ["box", "number", "none"], "description": "A box on the map, or a number with its text below; none: it found no room" }),
        ),
        ("mark", said("integer", "Its number on the map")),
        ("at", position),
        ("x_mm", said("number", "Left edge of its box or mark, mm")),
        ("y_mm", said("number", "Top edge, mm")),
        ("width_mm", said("number", "Width, mm")),
        ("height_mm", said("number", "Height, mm")),
    ];
    whole(keys, &["mark", "x_mm", "y_mm", "width_mm", "height_mm"])
}

/// What a ring has and a corridor has not, or the reverse.
const MAY_LACK: [&str; 10] = [
    "from",
    "to",
    "lon",
    "lat",
    "radius_m",
    "azimuth_from",
    "azimuth_to",
    "width_m",
    "length_m",
    "area_km2",
];

fn unmatched() -> Value {
    let keys = [
        ("name", said("string", "What it is called")),
        ("line", or_null("integer", "The line of the table")),
        ("nearest", or_null("string", "The nearest name on the other side")),
        ("reason", or_null("string", "Why it is not clear")),
    ];
    whole(keys, &["nearest", "reason"])
}

fn join() -> Value {
    let keys = [
        ("file", said("string", "The file of the table")),
        ("layer", said("string", "The layer that it was joined to")),
        ("rows", said("integer", "How many rows the table has")),
        ("matched", said("integer", "How many of them some feature has its values from")),
        ("without_feature", list("unmatched", "Rows for which there is no feature")),
        ("without_row", list("unmatched", "Features for which there is no row")),
        ("ambiguous", list("unmatched", "Rows that fit several features, or several rows of one")),
    ];
    whole(keys, &[])
}

fn dropped() -> Value {
    whole(
        [("text", said("string", "The name")), ("reason", said("string", "Why it is not set"))],
        &[],
    )
}

fn inset() -> Value {
    let keys = [
        ("bounds", bounds("West, south, east, north, degrees")),
        ("scale", said("number", "Denominator of its scale")),
        ("x", said("number", "From the left of the sheet, mm")),
        ("y", said("number", "From the top of the sheet, mm")),
        ("width", said("number", "Width of its box, mm")),
        ("height", said("number", "Height of its box, mm")),
    ];
    whole(keys, &[])
}
