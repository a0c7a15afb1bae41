//! The library as `render` uses it: a figure in, the sheet and the facts for the report out.

use super::timings::Timings;
use periplus::error::Result;
use periplus::figure::Figure;
use periplus::geodata::{Geodata, Joined, Unmatched};
use periplus::kind::Kind;
use periplus::record::{
    CalloutForm, CalloutRecord, DescribedRecord, DotRecord, InsetRecord, LabelRecord, Record,
    ValuesRecord, ZoneRecord,
};
use periplus::shares::{Set, Share, Shares};
use periplus::style::Theme;
use periplus::{Drawn, draw_watched};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// What the report says of a drawing beside the request.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Facts {
    /// West, south, east, north, degrees.
    bounds: [f64; 4],
    /// `name` and parameters.
    projection: Map<String, Value>,
    /// Denominator of the scale at the centre: 2000000 for 1 : 2 000 000.
    scale: f64,
    /// Least and greatest denominator of the true scale on the map.
    scale_range: Option<[f64; 2]>,
    /// By how much the greatest exceeds the least: 0.05 for 5 %.
    scale_variation: Option<f64>,
    /// Credit lines of the data drawn.
    sources: Vec<String>,
    /// A row for each state and breadth.
    zones: Vec<Value>,
    /// A row for each state, or the high seas, and breadth: hundredths of the named sea.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    shares: Vec<Value>,
    /// The share of the map beyond all data, 0 to 1.
    no_data: f64,
    /// Every name on the map and its box.
    labels: Vec<Value>,
    /// Every symbol of a point on the map.
    dots: Vec<Value>,
    /// How values of layers are told apart.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    values: Vec<Value>,
    /// Rings, sectors, corridors and arrows with their measures.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    described: Vec<Value>,
    /// Notes at places, and how each stands.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    callouts: Vec<Value>,
    /// Names that found no room, and why.
    dropped_labels: Vec<Value>,
    /// What was found out to read the user's files.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notices: Vec<String>,
    /// What came of joining tables to layers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    joins: Vec<Value>,
    /// The maps within the map.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    insets: Vec<Value>,
    /// What was mended in the data.
    repairs: Vec<String>,
}

impl Facts {
    /// The facts of a record, in the report's own words.
    pub(super) fn of(record: &Record) -> Facts {
        let name = ("name".to_owned(), json!(record.projection));
        let parameters = record.parameters.iter().map(|(key, value)| (key.clone(), json!(value)));
        Facts {
            bounds: record.bounds,
            projection: std::iter::once(name).chain(parameters).collect(),
            scale: record.scale.round(),
            scale_range: record.scale_range.map(|range| range.map(f64::round)),
            scale_variation: record
                .scale_range
                .map(|[least, greatest]| ((greatest / least - 1.0) * 1e4).round() / 1e4),
            sources: record.sources.clone(),
            zones: record.zones.iter().map(zone).collect(),
            shares: record.shares.iter().flat_map(shares).collect(),
            no_data: (record.no_data * 1e4).round() / 1e4,
            labels: record.labels.iter().map(label).collect(),
            dots: record.dots.iter().map(dot).collect(),
            values: record.values.iter().map(values).collect(),
            described: record.described.iter().map(described).collect(),
            callouts: record.callouts.iter().map(callout).collect(),
            dropped_labels: record
                .dropped
                .iter()
                .map(|(text, reason)| json!({ "text": text, "reason": reason }))
                .collect(),
            notices: record.notices.clone(),
            joins: record.joins.iter().map(join).collect(),
            insets: record.insets.iter().map(inset).collect(),
            repairs: Vec::new(),
        }
    }
}

fn join(joined: &Joined) -> Value {
    let list = |list: &[Unmatched], note: &str| -> Vec<Value> {
        let each = list.iter().map(|it| json!({ "name": it.name, "line": it.line, note: it.note }));
        each.collect()
    };
    json!({
        "file": joined.file,
        "layer": joined.layer,
        "rows": joined.rows,
        "matched": joined.matched,
        "without_feature": list(&joined.without_feature, "nearest"),
        "without_row": list(&joined.without_row, "nearest"),
        "ambiguous": list(&[&joined.ambiguous[..], &joined.repeated[..]].concat(), "reason"),
    })
}

fn inset(inset: &InsetRecord) -> Value {
    let rounded = |value: f64| (value * 100.0).round() / 100.0;
    json!({
        "bounds": inset.bounds,
        "scale": inset.scale.round(),
        "x": rounded(inset.x),
        "y": rounded(inset.y),
        "width": rounded(inset.width),
        "height": rounded(inset.height),
    })
}

fn zone(zone: &ZoneRecord) -> Value {
    let mut row = json!({
        "state": zone.state,
        "kind": zone.kind,
        "breadth_nm": zone.breadth,
        "tolerance_m": zone.tolerance,
    });
    if !zone.claim_sources.is_empty() {
        row["claim_source"] = json!(zone.claim_sources.join("; "));
    }
    row
}

fn shares(shares: &Shares) -> Vec<Value> {
    let row = |set: &Set, share: &Share| {
        json!({
            "sea": shares.sea,
            "state": share.state,
            "breadth_nm": set.breadth,
            "share_percent": (share.percent * 10.0).round() / 10.0,
        })
    };
    let sets = shares.sets.iter();
    sets.flat_map(|set| set.shares.iter().map(move |share| row(set, share))).collect()
}

fn label(label: &LabelRecord) -> Value {
    let rounded = |length: f64| (length * 1e3).round() / 1e3;
    json!({
        "text": label.text,
        "x_mm": rounded(label.x),
        "y_mm": rounded(label.y),
        "width_mm": rounded(label.width),
        "height_mm": rounded(label.height),
        "angle": rounded(label.angle),
        "id": label.id,
        "layer": label.layer,
        "at": label.at.map(|at| at.map(rounded)),
    })
}

fn dot(dot: &DotRecord) -> Value {
    let rounded = |length: f64| (length * 1e3).round() / 1e3;
    json!({
        "id": dot.id,
        "layer": dot.layer,
        "x_mm": rounded(dot.x),
        "y_mm": rounded(dot.y),
    })
}

fn values(values: &ValuesRecord) -> Value {
    json!({
        "layer": values.layer,
        "attribute": values.attribute,
        "unit": values.unit,
        "breaks": values.breaks,
        "categories": values.categories,
        "counts": values.counts,
        "missing": values.missing,
    })
}

fn described(described: &DescribedRecord) -> Value {
    /// Digits that are more than the ellipsoid's: micrometres, a square metre, a centimetre of a degree.
    const DIGITS: f64 = 1e7;
    let mut row = json!({
        "layer": described.layer,
        "kind": described.kind,
        "id": described.id,
        "words": described.words,
        "place": described.place,
    });
    for (name, end) in ["from", "to"].into_iter().zip(&described.ends) {
        end.iter().for_each(|end| row[name] = json!(end));
    }
    for (name, value) in &described.measures {
        row[name] = json!((value * DIGITS).round() / DIGITS);
    }
    row
}

fn callout(callout: &CalloutRecord) -> Value {
    let rounded = |length: f64| (length * 1e3).round() / 1e3;
    let mut row = json!({
        "number": callout.number,
        "text": callout.text,
        "form": callout.form.name(),
        "at": callout.at.map(rounded),
    });
    row[Kind::Title.name()] = json!(callout.title);
    if let CalloutForm::Numbered(mark) = callout.form {
        row["mark"] = json!(mark);
    }
    let sides = ["x_mm", "y_mm", "width_mm", "height_mm"];
    for (name, length) in sides.into_iter().zip(callout.taken.into_iter().flatten()) {
        row[name] = json!(rounded(length));
    }
    row
}

/// Draws the figure, and notes the time of each stage.
pub(super) fn drawn(
    figure: &Figure,
    geodata: &Geodata,
    theme: &Theme,
    timings: &mut Timings,
) -> Result<Drawn> {
    timings.begin();
    draw_watched(figure, geodata, theme, &mut |stage, count| timings.note(stage, count))
}
