//! Points as GeoJSON (RFC 7946): turning points, base points, the stretches between, and the ties from each to its base points.

use super::{Line, Point, Points};
use crate::error::{Error, Result};
use geo::Coord;
use periplus_sea::BasePoint;
use serde_json::{Map, Value, json};

/// Decimal places of degrees: a centimetre.
const PLACES: f64 = 1e7;

/// A FeatureCollection, one feature a line: for each limit and median its points, then its stretches, with ties a line from each
/// point to each of its base points; the base points last.
///
/// Errors: `Render` for numbers that JSON does not have.
pub fn geojson(points: &Points, with_ties: bool) -> Result<String> {
    let mut features = Vec::new();
    for line in &points.lines {
        features.extend(line.points.iter().map(|point| of_point(line, point, points)));
        features.extend((0..line.stretches.len()).map(|place| of_stretch(line, place)));
        if with_ties {
            features.extend(line.points.iter().flat_map(|point| ties(line, point, points)));
        }
    }
    let bases = points.base_points.iter().enumerate();
    features.extend(bases.map(|(place, base)| of_base_point(place + 1, base)));
    let texts: std::result::Result<Vec<String>, _> =
        features.iter().map(serde_json::to_string).collect();
    let texts = texts.map_err(|error| Error::render("cannot write the points").cause(error))?;
    Ok(format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n", texts.join(",\n")))
}

/// What names a line in ids: `GRC-outer-limit-12`, `GRC-TUR-median-line`.
fn id(line: &Line) -> String {
    match &line.states[..] {
        [state] => format!("{state}-outer-limit-{}", line.breadth.0),
        states => format!("{}-median-line-{}", states.join("-"), line.breadth.0),
    }
}

/// What every feature of a line says of it.
fn of_line(line: &Line, points: Option<&Points>) -> Map<String, Value> {
    let mut said = Map::new();
    let is_limit = line.states.len() == 1;
    said.insert("line".to_owned(), json!(line.name()));
    let states = if is_limit { "state" } else { "states" };
    said.insert(states.to_owned(), json!(line.states.join(" ")));
    said.insert("zone".to_owned(), json!(line.kind.name()));
    said.insert("breadth_nm".to_owned(), json!(line.breadth.0));
    if let Some(points) = points {
        said.insert("status".to_owned(), json!("computed"));
        said.insert("article".to_owned(), json!(line.article()));
        said.insert("coast".to_owned(), json!(points.coast));
        said.insert("source".to_owned(), json!(points.sources.join("; ")));
        said.insert("tolerance_m".to_owned(), json!(points.tolerance.0));
        said.insert("as_of".to_owned(), json!(points.as_of.map(|day| day.to_string())));
    }
    said
}

fn of_point(line: &Line, point: &Point, points: &Points) -> Value {
    let mut said = Map::new();
    said.insert("kind".to_owned(), json!(point.kind.name()));
    said.insert("number".to_owned(), json!(point.number));
    said.extend(of_line(line, Some(points)));
    let numbers: Vec<usize> = point.controls.iter().map(|(number, _)| *number).collect();
    said.insert("base_points".to_owned(), json!(numbers));
    said.insert("distance_m".to_owned(), json!(thousandths(point.distance().0)));
    said.insert("distance_nm".to_owned(), json!(millionths(point.distance().nautical_miles().0)));
    if let Some(off) = point.uncertainty {
        said.insert("uncertainty_m".to_owned(), json!((off.0 * 10.0).round() / 10.0));
    }
    if let Some(next) = &point.next {
        said.insert("next".to_owned(), json!(next.to));
        said.insert("next_m".to_owned(), json!(thousandths(next.length.0)));
        said.insert("azimuth_deg".to_owned(), json!(millionths(next.azimuth.0)));
        said.insert("azimuth_back_deg".to_owned(), json!(millionths(next.back.0)));
    }
    feature(
        &format!("{}-{}", id(line), point.number),
        said,
        "Point",
        json!(place(point.position.0)),
    )
}

fn of_stretch(line: &Line, number: usize) -> Value {
    let stretch = &line.stretches[number];
    let mut said = Map::new();
    said.insert("kind".to_owned(), json!("stretch"));
    said.extend(of_line(line, None));
    said.insert("from".to_owned(), json!(stretch.from));
    said.insert("to".to_owned(), json!(stretch.to));
    let mut numbers: Vec<usize> = stretch.controls.iter().flatten().copied().collect();
    numbers.dedup();
    said.insert("base_points".to_owned(), json!(numbers));
    let parts = stretch.course.0.0.iter();
    let parts: Vec<Vec<[f64; 2]>> =
        parts.map(|part| part.0.iter().map(|at| place(*at)).collect()).collect();
    let id = format!("{}-stretch-{}", id(line), number + 1);
    match &parts[..] {
        [one] => feature(&id, said, "LineString", json!(one)),
        all => feature(&id, said, "MultiLineString", json!(all)),
    }
}

/// A line from a point to each of its base points, straight in degrees; for the eye, no geodesic.
fn ties(line: &Line, point: &Point, points: &Points) -> Vec<Value> {
    let ties = point.controls.iter().map(|(number, distance)| {
        let mut said = Map::new();
        said.insert("kind".to_owned(), json!("tie"));
        said.extend(of_line(line, None));
        said.insert("number".to_owned(), json!(point.number));
        said.insert("base_point".to_owned(), json!(number));
        said.insert("distance_m".to_owned(), json!(thousandths(distance.0)));
        let (from, base) = (point.position.0, points.base_points[number - 1].position.0);
        let turn = libm::remainder(base.x - from.x, 360.0);
        let id = format!("{}-{}-tie-{number}", id(line), point.number);
        let parts: Vec<[[f64; 2]; 2]> = cut([from, Coord { x: from.x + turn, y: base.y }])
            .into_iter()
            .map(|part| part.map(place))
            .collect();
        match &parts[..] {
            [one] => feature(&id, said, "LineString", json!(one)),
            all => feature(&id, said, "MultiLineString", json!(all)),
        }
    });
    ties.collect()
}

/// A tie in one part, or in two where it goes over the antimeridian (RFC 7946 §3.1.9).
fn cut([from, to]: [Coord; 2]) -> Vec<[Coord; 2]> {
    if to.x.abs() <= 180.0 {
        return vec![[from, to]];
    }
    let edge = 180.0_f64.copysign(to.x);
    let share = (edge - from.x) / (to.x - from.x);
    let y = from.y + (to.y - from.y) * share;
    let here = [from, Coord { x: edge, y }];
    vec![here, [Coord { x: -edge, y }, Coord { x: to.x - 2.0 * edge, y: to.y }]]
}

fn of_base_point(number: usize, base: &BasePoint) -> Value {
    let mut said = Map::new();
    said.insert("kind".to_owned(), json!("base-point"));
    said.insert("number".to_owned(), json!(number));
    said.insert("state".to_owned(), json!(base.state));
    let between = base.between.map(|ends| ends.map(|end| place(end.0)));
    said.insert("between".to_owned(), json!(between));
    feature(&format!("base-point-{number}"), said, "Point", json!(place(base.position.0)))
}

fn feature(id: &str, properties: Map<String, Value>, kind: &str, coordinates: Value) -> Value {
    json!({
        "type": "Feature",
        "id": id,
        "properties": properties,
        "geometry": { "type": kind, "coordinates": coordinates },
    })
}

fn place(at: Coord) -> [f64; 2] {
    [at.x, at.y].map(|degrees| (degrees * PLACES).round() / PLACES)
}

fn thousandths(value: f64) -> f64 {
    (value * 1e3).round() / 1e3
}

fn millionths(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}
