//! Described: the layers of what a figure describes itself, rings, corridors and arrows, in; their measures, and a sentence for the
//! alternative text, out.

use crate::phrases::Phrases;
use crate::plot::{Plotted, PlottedLayer, PlottedMap};
use geo::Geometry;
use std::collections::BTreeSet;

/// A ring, a sector, a corridor or an arrow, and its measures.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct DescribedRecord {
    /// The layer: the id of its group.
    pub layer: String,
    /// What it is to a theme: `ring`.
    pub kind: &'static str,
    /// The id of its feature.
    pub id: String,
    /// What the legend says of its layer.
    pub words: String,
    /// The place that it lies round, as the figure calls it.
    pub place: Option<String>,
    /// Where an arrow begins and ends, as the figure calls it.
    pub ends: [Option<String>; 2],
    /// By name, metres, degrees and square kilometres on the ellipsoid: `radius_m`, `area_km2`.
    pub measures: Vec<(String, f64)>,
}

/// The measures that a report may have of what is described, each an attribute of its feature.
const MEASURES: [&str; 8] =
    ["radius_m", "lon", "lat", "azimuth_from", "azimuth_to", "width_m", "length_m", "area_km2"];

/// What of a figure's own descriptions lies on the map: a row each.
pub(super) fn records(map: &PlottedMap) -> Vec<DescribedRecord> {
    let of_layer = |layer: &PlottedLayer| -> Vec<DescribedRecord> {
        let whole = layer.features.iter().filter(|feature| !is_part(layer, feature));
        whole.map(|feature| record(layer, feature)).collect()
    };
    told(map).flat_map(of_layer).collect()
}

/// What of it the map shows, and its insets besides, in a sentence.
pub(super) fn sentence(
    map: &PlottedMap,
    in_insets: &[&DescribedRecord],
    phrases: Phrases,
) -> Option<String> {
    let mut known = BTreeSet::new();
    let is_shown = |words: &String| {
        told(map).any(|it| !it.features.is_empty() && it.legend.as_ref() == Some(words))
    };
    let shown = told(map).filter(|layer| !layer.features.is_empty() && layer.classed.is_none());
    let words = shown.flat_map(|layer| match &layer.legend {
        Some(words) => vec![words.clone()],
        None => layer.features.iter().filter_map(arrow).take(MOST).collect(),
    });
    let besides = in_insets.iter().map(|it| it.words.clone());
    let besides = besides.filter(|words| !words.is_empty() && !is_shown(words)).take(MOST);
    let words: Vec<String> =
        words.chain(besides).filter(|words| known.insert(words.clone())).collect();
    let things = words.join("; ");
    (!words.is_empty()).then(|| phrases.fill("Marked: {things}", &[("things", &things)]))
}

/// As many arrows as are all told of.
const MOST: usize = 6;

/// `Idlib → Tripoli`; none of what is no arrow.
fn arrow(feature: &Plotted) -> Option<String> {
    Some(format!("{} → {}", feature.text("from")?, feature.text("to")?))
}

fn told(map: &PlottedMap) -> impl Iterator<Item = &PlottedLayer> {
    map.layers.iter().filter(|layer| layer.kind.told())
}

/// Whether a feature is the line that another one, an area, goes with.
fn is_part(layer: &PlottedLayer, feature: &Plotted) -> bool {
    let is_area =
        |it: &Plotted| matches!(it.shape.0, Geometry::Polygon(_) | Geometry::MultiPolygon(_));
    !is_area(feature) && layer.features.iter().any(is_area)
}

fn record(layer: &PlottedLayer, feature: &Plotted) -> DescribedRecord {
    let measure = |key: &&str| Some(((*key).to_owned(), feature.number(key)?));
    DescribedRecord {
        layer: layer.id.clone(),
        kind: layer.kind.name(),
        id: feature.id.clone(),
        words: layer.legend.clone().or_else(|| arrow(feature)).unwrap_or_default(),
        place: feature.text("place").map(str::to_owned),
        ends: [feature.text("from"), feature.text("to")].map(|end| end.map(str::to_owned)),
        measures: MEASURES.iter().filter_map(measure).collect(),
    }
}
