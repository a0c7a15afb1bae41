//! Computed waters: belts, limits, internal waters and medians in, layers on the sheet out.

use super::detail::{SMOOTH, smoothed};
use super::{Plotted, PlottedLayer, PlottedMap};
use crate::error::Warning;
use crate::figure::Figure;
use crate::geodata::Value;
use crate::kind::Kind;
use crate::projection::View;
use crate::space::{Geographic, OnSheet};
use crate::waters::Waters;
use geo::{Geometry, Intersects, MultiLineString};
use periplus_sea::Zones;
use std::collections::{BTreeMap, BTreeSet};

/// The states whose belts lie over those of others on the map: where their zones are kept whole.
pub(super) fn sharing(waters: &Waters, view: &View) -> BTreeSet<String> {
    let OnSheet(neatline) = view.neatline();
    let on_map = waters.zones.shared.iter().filter(|shared| {
        let area = Geographic(Geometry::MultiPolygon(shared.area.0.clone()));
        view.project(&area).is_some_and(|shape| shape.0.intersects(&neatline))
    });
    on_map.flat_map(|shared| [shared.states.0.clone(), shared.states.1.clone()]).collect()
}

impl PlottedMap {
    /// That belts of states lie over each other, in a sentence.
    pub(crate) fn belts_that_overlap(&self, figure: &Figure) -> Option<String> {
        let phrases = figure.phrases();
        let names: Vec<&str> = self.sharing.iter().map(|state| self.name_of(state)).collect();
        let states = phrases.list(&names);
        (!names.is_empty()).then(|| {
            let words = "Belts of {states} overlap: each is drawn whole, one over the other.";
            phrases.fill(words, &[("states", &states)])
        })
    }
}

/// The layers of computed waters: belts from the widest to the narrowest, internal waters, the outer limits of the
/// belts in the same order, and the median lines.
pub(super) fn zones(waters: &Waters, classes: &[String], view: &View) -> Vec<PlottedLayer> {
    let zones = &waters.zones;
    let (mut belts, mut limits) = (Vec::new(), Vec::new());
    let OnSheet(neatline) = view.neatline();
    for zone in &zones.belts {
        let breadth = format!("{}", zone.breadth.0);
        let attributes = BTreeMap::from([
            ("state".to_owned(), Value::Text(zone.state.clone())),
            ("zone".to_owned(), Value::Text(zone.kind.name().to_owned())),
            ("breadth".to_owned(), Value::Text(breadth.clone())),
            ("belt".to_owned(), Value::Text((zone.regime + 1).to_string())),
        ]);
        let id = format!("{}-{}-{breadth}", zone.state.to_lowercase(), zone.regime + 1);
        let area = Geographic(Geometry::MultiPolygon(zone.area.0.clone()));
        let limit = Geographic(Geometry::MultiLineString(zone.outer_limit.0.clone()));
        for (geometry, list) in [(area, &mut belts), (limit, &mut limits)] {
            let shape = view.project(&geometry).map(|shape| smoothed(shape, SMOOTH));
            if let Some(shape) = shape.filter(|shape| shape.0.intersects(&neatline)) {
                let (id, attributes) = (id.clone(), attributes.clone());
                list.push((zone.regime, Plotted { id, attributes, shape }));
            }
        }
    }
    let layer = |kind: Kind, mut features: Vec<(usize, Plotted)>| {
        features.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
        PlottedLayer {
            classes: classes.to_vec(),
            features: features.into_iter().map(|(_, feature)| feature).collect(),
            ..PlottedLayer::empty(format!("{kind}s"), kind)
        }
    };
    let mut layers = Vec::new();
    // below the belts, which are wider than a median where states' claims overlap
    let others = others(waters, view);
    if !others.is_empty() {
        let legend = Some("not analysed".to_owned());
        layers.push(PlottedLayer { legend, ..layer(Kind::NotAnalysed, others) });
    }
    layers.push(layer(Kind::TerritorialSea, belts));
    if !waters.internal.is_empty() {
        let legend = Some("internal waters".to_owned());
        layers.push(PlottedLayer { legend, ..layer(Kind::InternalWater, internal(waters, view)) });
    }
    layers.extend([layer(Kind::Limit, limits), layer(Kind::MedianLine, medians(zones, view))]);
    layers
}

/// Warnings of states whose waters the figure asks for and of which nothing reaches the map.
pub(super) fn off_map(water: &[PlottedLayer], figure: &Figure) -> Vec<Warning> {
    let Some(zones) = &figure.zones else { return Vec::new() };
    let belts = water.iter().filter(|layer| layer.kind == Kind::TerritorialSea);
    let belts: Vec<&str> =
        belts.flat_map(|layer| &layer.features).filter_map(|belt| belt.text("state")).collect();
    let numbered = zones.states.iter().enumerate();
    let unseen = numbered.filter(|(_, state)| !belts.iter().any(|belt| state.means(belt)));
    let warnings = unseen.map(|(number, state)| {
        let message =
            format!("the waters of `{}` are not on the map: they do not reach it", state.as_str());
        let warning = Warning::new(message).hint("leave the state out, or show another extent");
        let place = figure.place_of(&[&format!("zones.states.{number}"), "zones.states"]);
        place.into_iter().fold(warning, Warning::at)
    });
    warnings.collect()
}

/// What is nearer to the coasts of states that the figure does not ask for.
fn others(waters: &Waters, view: &View) -> Vec<(usize, Plotted)> {
    let OnSheet(neatline) = view.neatline();
    let plotted = waters.others.iter().enumerate().filter_map(|(number, area)| {
        let area = Geographic(Geometry::MultiPolygon(area.0.clone()));
        let shape = smoothed(view.project(&area)?, SMOOTH);
        let is_seen = shape.0.intersects(&neatline);
        let id = format!("others-{}", number + 1);
        is_seen.then_some((0, Plotted { id, attributes: BTreeMap::new(), shape }))
    });
    plotted.collect()
}

fn internal(waters: &Waters, view: &View) -> Vec<(usize, Plotted)> {
    let plotted = waters.internal.iter().filter_map(|internal| {
        let area = Geographic(Geometry::MultiPolygon(internal.area.0.clone()));
        let shape = smoothed(view.project(&area)?, SMOOTH);
        let attributes = BTreeMap::from([("state".into(), Value::Text(internal.state.clone()))]);
        Some((0, Plotted { id: internal.state.to_lowercase(), attributes, shape }))
    });
    plotted.collect()
}

fn medians(zones: &Zones, view: &View) -> Vec<(usize, Plotted)> {
    let plotted = zones.medians.iter().filter_map(|median| {
        let lines: MultiLineString = median.line.0.clone();
        let shape = smoothed(view.project(&Geographic(Geometry::MultiLineString(lines)))?, SMOOTH);
        let states = format!("{} {}", median.states.0, median.states.1);
        let id = states.to_lowercase().replace(' ', "-");
        let attributes = BTreeMap::from([("states".into(), Value::Text(states))]);
        Some((0, Plotted { id, attributes, shape }))
    });
    plotted.collect()
}
