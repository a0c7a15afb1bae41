//! Lines of an export: outer limits, medians, and the lines that are agreed or claimed.

use super::Ids;
use crate::error::{Error, Result};
use crate::geodata::Feature;
use crate::space::Geographic;
use crate::survey::{Line, Set, Survey};
use crate::units::Metres;
use geo::{Geometry, LineString, MultiPolygon};
use serde_json::{Map, Value, json};

/// One text a feature. Lines that two sets have alike come once.
pub(super) fn features(sets: &[Set], survey: &Survey, ids: &mut Ids) -> Result<Vec<String>> {
    let mut written: Vec<&Line> = Vec::new();
    let mut texts = Vec::new();
    for (set, line) in sets.iter().flat_map(|set| set.lines.iter().map(move |it| (set, it))) {
        if !written.contains(&line) {
            let id = ids.take(id(line), Some(set.breadth));
            texts.push(computed(&id, line, survey)?);
            written.push(line);
        }
    }
    for line in &survey.agreed_and_claimed {
        texts.extend(of_states(line, ids)?);
    }
    Ok(texts)
}

/// Whose line, which, and of how broad waters: `GRC-outer-limit-6`.
fn id(line: &Line) -> String {
    let whose = line.states.join(" ").replace(' ', "-");
    format!("{whose}-{}-{}", kind(line), line.breadth.0)
}

fn kind(line: &Line) -> &'static str {
    match line.states.len() {
        1 => "outer-limit",
        _ if line.is_internal => "internal-line",
        _ => "median-line",
    }
}

/// What the law says of a line; nothing of one that divides waters of one sovereign, nor of what divides contiguous zones,
/// for which the Convention has no rule.
fn article(line: &Line) -> Option<&'static str> {
    match line.states.len() {
        1 => line.kind.limit_article(),
        _ => line.kind.delimitation().filter(|_| !line.is_internal),
    }
}

/// An outer limit or a median, with the very vertices of the waters.
fn computed(id: &str, line: &Line, survey: &Survey) -> Result<String> {
    let is_limit = line.states.len() == 1;
    let whose = line.states.join(" ");
    let mut properties = json!({
        if is_limit { "state" } else { "states" }: whose,
        "kind": kind(line),
        "zone": line.kind.name(),
        "breadth_nm": line.breadth.0,
        "status": "computed",
        "article": article(line),
        "source": survey.sources.join("; "),
        "policy": survey.policy,
        "tolerance_m": survey.tolerance.0,
        "as_of": survey.as_of.map(|day| day.to_string()),
        "coast": survey.coast,
    });
    doubt(&mut properties, line);
    text(id, properties, &line.course.0.0)
}

/// How far a line may be off: at the most, and at the least.
fn doubt(properties: &mut Value, line: &Line) {
    let Some(uncertainty) = &line.uncertainty else { return };
    let tenths = |metres: Metres| (metres.0 * 10.0).round() / 10.0;
    properties["uncertainty_m"] = json!(tenths(uncertainty.most));
    properties["uncertainty_least_m"] = json!(tenths(uncertainty.least));
}

/// A band round a line: its id, what is said of it, and where it is.
pub(super) type Band = (String, Value, Geographic<MultiPolygon>);

/// The bands round lines that have one. Their look is that of features that say it themselves, so that the file is a layer as it is.
pub(super) fn bands(sets: &[Set], ids: &mut Ids) -> Vec<Band> {
    let mut written: Vec<&Line> = Vec::new();
    let mut bands = Vec::new();
    for (set, line) in sets.iter().flat_map(|set| set.lines.iter().map(move |it| (set, it))) {
        if written.contains(&line) {
            continue;
        }
        let Some(area) = Survey::band(line) else { continue };
        written.push(line);
        let mut properties = json!({
            "kind": "uncertainty-band",
            "of": kind(line),
            "states": line.states.join(" "),
            "zone": line.kind.name(),
            "breadth_nm": line.breadth.0,
            "status": "computed",
            "fill": "#b5651d",
            "fill-opacity": 0.3,
            "stroke-opacity": 0,
        });
        doubt(&mut properties, line);
        bands.push((ids.take(format!("{}-band", id(line)), Some(set.breadth)), properties, area));
    }
    bands
}

/// A line that states have agreed on or claim, with all that is said of it.
fn of_states(line: &Feature, ids: &mut Ids) -> Result<Option<String>> {
    let course = match &line.geometry.0 {
        Geometry::LineString(course) => vec![course.clone()],
        Geometry::MultiLineString(courses) => courses.0.clone(),
        _ => return Ok(None),
    };
    let said = line.attributes.iter().filter(|(key, _)| *key != "id");
    let properties: Map<String, Value> =
        said.map(|(key, value)| (key.clone(), json!(value.to_string()))).collect();
    text(&ids.take(line.id.clone(), None), Value::Object(properties), &course).map(Some)
}

fn text(id: &str, properties: Value, course: &[LineString]) -> Result<String> {
    let coordinates: Vec<Vec<[f64; 2]>> =
        course.iter().map(|line| line.0.iter().map(|at| [at.x, at.y]).collect()).collect();
    let feature = json!({
        "type": "Feature",
        "id": id,
        "properties": properties,
        "geometry": { "type": "MultiLineString", "coordinates": coordinates },
    });
    serde_json::to_string(&feature)
        .map_err(|error| Error::render("cannot write the lines").cause(error))
}
