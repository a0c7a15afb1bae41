//! Points as programs read them: CSV for a spreadsheet, and JSON.

use super::degrees::{decimal, latitude, longitude};
use periplus::error::{Error, Result};
use periplus::points::{Line, Point, Points, Stretch};
use periplus::sea::{PointKind, ZoneKind};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// A row a point; as many columns of base points as the point with most of them has.
pub(super) fn as_csv(points: &Points) -> Result<String> {
    const BEFORE: [&str; 12] = [
        "line",
        "states",
        "zone",
        "breadth_nm",
        "number",
        "kind",
        "latitude_dms",
        "longitude_dms",
        "latitude_deg",
        "longitude_deg",
        "distance_nm",
        "distance_m",
    ];
    const AFTER: [&str; 6] =
        ["next", "next_nm", "next_m", "azimuth_deg", "azimuth_back_deg", "next_controlled_by"];
    let all = || points.lines.iter().flat_map(|line| &line.points);
    let most = all().map(|point| point.controls.len()).max().unwrap_or(2);
    let mut header: Vec<String> = BEFORE.into_iter().chain(AFTER).map(str::to_owned).collect();
    let is_doubted = all().any(|point| point.uncertainty.is_some());
    header.extend(is_doubted.then(|| "uncertainty_m".to_owned()));
    header.extend((1..=most).flat_map(|place| {
        ["number", "state", "latitude_dms", "longitude_dms", "latitude_deg", "longitude_deg"]
            .map(|what| format!("base_{place}_{what}"))
    }));
    let mut text = header.join(",") + "\n";
    for line in &points.lines {
        for point in &line.points {
            let mut cells = row(line, point);
            if is_doubted {
                let off = point.uncertainty.map(|off| format!("{:.1}", off.0));
                cells.push(off.unwrap_or_default());
            }
            for place in 0..most {
                cells.extend(match point.controls.get(place) {
                    Some((number, _)) => base_cells(*number, points),
                    None => vec![String::new(); 6],
                });
            }
            let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
            text += &(cells.join(",") + "\n");
        }
    }
    Ok(text)
}

fn row(line: &Line, point: &Point) -> Vec<String> {
    let (at, distance) = (point.position.0, point.distance());
    let mut cells = vec![
        line.name(),
        line.states.join(" "),
        line.kind.to_string(),
        line.breadth.0.to_string(),
        point.number.to_string(),
        point.kind.name().to_owned(),
        latitude(at.y),
        longitude(at.x),
        decimal(at.y),
        decimal(at.x),
        format!("{:.6}", distance.nautical_miles().0),
        format!("{:.3}", distance.0),
    ];
    match &point.next {
        Some(next) => cells.extend([
            next.to.to_string(),
            format!("{:.6}", next.length.nautical_miles().0),
            format!("{:.3}", next.length.0),
            format!("{:.6}", next.azimuth.0),
            format!("{:.6}", next.back.0),
            line.stretch_from(point.number).map(controls).unwrap_or_default(),
        ]),
        None => cells.extend(vec![String::new(); 6]),
    }
    cells
}

/// `3; 5 to 7`: of each state the number of its base point, or from which to which it moves along the baseline.
fn controls(stretch: &Stretch) -> String {
    let controls = stretch.controls.iter().map(|ends| match ends {
        [first, last] if first == last => first.to_string(),
        [first, last] => format!("{first} to {last}"),
    });
    controls.collect::<Vec<_>>().join("; ")
}

fn base_cells(number: usize, points: &Points) -> Vec<String> {
    let base = &points.base_points[number - 1];
    let at = base.position.0;
    vec![
        number.to_string(),
        base.state.clone(),
        latitude(at.y),
        longitude(at.x),
        decimal(at.y),
        decimal(at.x),
    ]
}

/// A field of CSV (RFC 4180 §2): in quotes where it has a comma, a quote or a line end.
fn quoted(field: &str) -> String {
    match field.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", field.replace('"', "\"\"")),
        false => field.to_owned(),
    }
}

/// A line as scripts read it.
#[derive(Serialize)]
struct Record<'a> {
    line: String,
    states: &'a [String],
    zone: ZoneKind,
    breadth_nm: f64,
    article: Option<&'static str>,
    points: Vec<Value>,
    stretches: Vec<Value>,
}

/// A list of lines.
///
/// Errors: `Render` for numbers that JSON does not have.
pub(super) fn as_json(points: &Points) -> Result<String> {
    let lines: Vec<Record> = points.lines.iter().map(|line| record(line, points)).collect();
    let text = serde_json::to_string_pretty(&lines);
    text.map(|text| text + "\n").map_err(|error| Error::render("cannot list").cause(error))
}

fn record<'a>(line: &'a Line, points: &Points) -> Record<'a> {
    let stretches = line.stretches.iter().map(|stretch| {
        let ends = |ends: &[usize; 2]| match ends {
            [first, last] if first == last => json!([base(*first, None, points)]),
            ends => json!(ends.map(|number| base(number, None, points))),
        };
        let controls: Vec<Value> = stretch.controls.iter().map(ends).collect();
        json!({ "from": stretch.from, "to": stretch.to, "base_points": controls })
    });
    Record {
        line: line.name(),
        states: &line.states,
        zone: line.kind,
        breadth_nm: line.breadth.0,
        article: line.article(),
        points: line.points.iter().map(|it| point(it, points)).collect(),
        stretches: stretches.collect(),
    }
}

fn point(point: &Point, points: &Points) -> Value {
    let bases =
        point.controls.iter().map(|(number, distance)| base(*number, Some(distance.0), points));
    let next = point.next.map(|next| {
        json!({
            "number": next.to,
            "distance_nm": rounded(next.length.nautical_miles().0, 1e6),
            "distance_m": rounded(next.length.0, 1e3),
            "azimuth_deg": rounded(next.azimuth.0, 1e6),
            "azimuth_back_deg": rounded(next.back.0, 1e6),
        })
    });
    let kind: PointKind = point.kind;
    let mut said = Map::new();
    said.insert("number".to_owned(), json!(point.number));
    said.insert("kind".to_owned(), json!(kind.name()));
    said.extend(place(point.position.0.y, point.position.0.x));
    said.insert("distance_nm".to_owned(), json!(rounded(point.distance().nautical_miles().0, 1e6)));
    said.insert("distance_m".to_owned(), json!(rounded(point.distance().0, 1e3)));
    if let Some(off) = point.uncertainty {
        said.insert("uncertainty_m".to_owned(), json!(rounded(off.0, 10.0)));
    }
    said.insert("base_points".to_owned(), json!(bases.collect::<Vec<_>>()));
    said.insert("next".to_owned(), json!(next));
    Value::Object(said)
}

/// A base point, with how far it is where that is asked for.
fn base(number: usize, distance: Option<f64>, points: &Points) -> Value {
    let base = &points.base_points[number - 1];
    let mut said = Map::new();
    said.insert("number".to_owned(), json!(number));
    said.insert("state".to_owned(), json!(base.state));
    said.extend(place(base.position.0.y, base.position.0.x));
    if let Some(distance) = distance {
        said.insert("distance_m".to_owned(), json!(rounded(distance, 1e3)));
    }
    if let Some(ends) = base.between {
        let ends = ends.map(|end| Value::Object(place(end.0.y, end.0.x)));
        said.insert("on_baseline_between".to_owned(), json!(ends));
    }
    Value::Object(said)
}

fn place(y: f64, x: f64) -> Map<String, Value> {
    let pairs = [
        ("latitude", json!(rounded(y, 1e7))),
        ("longitude", json!(rounded(x, 1e7))),
        ("latitude_dms", json!(latitude(y))),
        ("longitude_dms", json!(longitude(x))),
    ];
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

fn rounded(value: f64, steps: f64) -> f64 {
    (value * steps).round() / steps
}
