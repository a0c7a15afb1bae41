//! What passes from whom to whom as GeoJSON (RFC 7946).

use super::{Compared, Comparison, Passage};
use crate::error::{Error, Result};
use crate::survey::{Claim, Survey};
use geo::{LineString, Polygon};
use serde_json::{Value, json};

/// A FeatureCollection, one feature a line: for each set what passes, the largest first; `said` is what A and B are.
///
/// Errors: `Render` for numbers that JSON does not have.
pub fn geojson(comparison: &Comparison, [a, b]: [(&Survey, &str); 2]) -> Result<String> {
    let mut texts = Vec::new();
    for set in &comparison.sets {
        for passage in &set.passages {
            let feature = feature(set, passage, [a, b], texts.len() + 1);
            let text = serde_json::to_string(&feature);
            texts.push(text.map_err(|it| Error::render("cannot write what passes").cause(it))?);
        }
    }
    Ok(format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n", texts.join(",\n")))
}

fn feature(
    set: &Compared,
    passage: &Passage,
    [(survey, a), (other, b)]: [(&Survey, &str); 2],
    number: usize,
) -> Value {
    let state = |claim: &Option<Claim>| match claim {
        Some(Claim::State(state)) => Some(state.clone()),
        _ => None,
    };
    let held = |claim: &Option<Claim>| claim.as_ref().map(|claim| claim.to_string());
    let polygons = &passage.waters.0.0;
    let coordinates: Vec<Vec<Vec<[f64; 2]>>> = polygons.iter().map(rings).collect();
    json!({
        "type": "Feature",
        "id": format!("passage-{number}"),
        "properties": {
            "kind": "passage",
            "from": held(&passage.from),
            "to": held(&passage.to),
            "from_state": state(&passage.from),
            "to_state": state(&passage.to),
            "zone": set.kind.name(),
            "breadth_nm": set.breadths.map(|breadth| breadth.0),
            "area_km2": (passage.area.square_kilometres() * 1e3).round() / 1e3,
            "a": a,
            "b": b,
            "status": "computed",
            "coast": survey.coast,
            "tolerance_m": survey.tolerance.0.max(other.tolerance.0),
            "source": survey.sources.join("; "),
        },
        "geometry": { "type": "MultiPolygon", "coordinates": coordinates },
    })
}

fn rings(polygon: &Polygon) -> Vec<Vec<[f64; 2]>> {
    let ring = |ring: &LineString| ring.0.iter().map(|at| [at.x, at.y]).collect();
    std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(ring).collect()
}
