//! Described: what a figure describes itself, among the layers that it shows: over land and lines and below towns, with a dot
//! where a ring has its centre, or an arrow its end, and the map shows no capital.

use super::{Selected, SelectedLayer};
use crate::described::{DescribedLayer, MarkedPlace, NOTED, described};
use crate::error::Error;
use crate::figure::{Figure, Layer, Source};
use crate::geodata::{Feature, Geodata, LABEL, Value};
use crate::kind::{Kind, Named, Surface};
use crate::space::Geographic;
use geo::{Distance, Geometry, Haversine, Point};
use std::collections::BTreeMap;

/// Two sources have a town within so many metres of each other.
const ONE_TOWN: f64 = 20_000.0;

/// Adds what the figure describes.
pub(super) fn add(
    selected: &mut Selected,
    figure: &Figure,
    geodata: &Geodata,
    errors: &mut Vec<Error>,
) {
    let mut found = described(figure, geodata);
    selected.warnings.append(&mut found.warnings);
    errors.append(&mut found.errors);
    selected.callouts = found.callouts;
    let marked = marked(&found.places, &mut selected.layers);
    let at = below_points(&selected.layers);
    let layers: Vec<SelectedLayer> = found.layers.into_iter().map(of_table).collect();
    selected.layers.splice(at..at, layers);
    selected.layers.extend(marked);
}

/// What layers of places marked are called.
const MARKED: &str = "marked";

impl SelectedLayer {
    /// Whether it marks the places of rings and arrows.
    pub(crate) fn is_mark(&self) -> bool {
        self.layer.source == Source::Described(MARKED)
    }

    /// Whether it marks the places of callouts.
    pub(crate) fn marks_notes(&self) -> bool {
        self.is_mark() && self.layer.classes == [NOTED]
    }

    /// A layer of these features, of which nothing else is known.
    pub(super) fn of(layer: Layer, features: Vec<Feature>) -> SelectedLayer {
        let (reach, number, joined, described) = (None, None, None, None);
        SelectedLayer { layer, features, reach, number, joined, described, slips: Vec::new() }
    }
}

fn of_table(table: DescribedLayer) -> SelectedLayer {
    let DescribedLayer { key, layer, features } = table;
    SelectedLayer { described: Some(key), ..SelectedLayer::of(layer, features) }
}

/// Before the first layer of points that lies over all land.
fn below_points(layers: &[SelectedLayer]) -> usize {
    let is_land = |layer: &SelectedLayer| layer.layer.kind.surface() == Some(Surface::Land);
    let land = layers.iter().rposition(is_land).map_or(0, |last| last + 1);
    let is_point = |layer: &SelectedLayer| layer.layer.kind.named() == Some(Named::Symbol);
    layers[land..].iter().position(is_point).map_or(layers.len(), |first| land + first)
}

/// The layers of the places marked, one a class; a town of the map gives way to its own.
fn marked(places: &[MarkedPlace], layers: &mut [SelectedLayer]) -> Vec<SelectedLayer> {
    let mut found: Vec<SelectedLayer> = Vec::new();
    for place in places {
        let towns = layers.iter_mut().filter(|layer| layer.layer.kind == Kind::Place);
        let gives_way = |town: &Feature| !is_capital(town) && is_one(town, place);
        towns.for_each(|towns| towns.features.retain(|town| !gives_way(town)));
        let is_of_class = |layer: &&mut SelectedLayer| layer.layer.classes[..] == [place.class];
        match found.iter_mut().find(is_of_class) {
            Some(layer) => layer.features.push(feature(place)),
            None => found.push(layer_of(place)),
        }
    }
    found
}

/// A capital gives way where it is known on what scale: `plot` says so.
fn is_capital(town: &Feature) -> bool {
    town.text("capital") == Some("state")
}

fn layer_of(place: &MarkedPlace) -> SelectedLayer {
    let mut layer = Layer::of(Source::Described(MARKED));
    layer.kind = Kind::Point;
    layer.classes = vec![place.class.to_owned()];
    layer.legend = None;
    SelectedLayer::of(layer, vec![feature(place)])
}

fn is_one(town: &Feature, place: &MarkedPlace) -> bool {
    let Geometry::Point(at) = &town.geometry.0 else { return false };
    let is_near = || Haversine.distance(*at, Point(place.at)) < ONE_TOWN;
    town.id == place.id || town.text("name") == place.name.as_deref() && is_near()
}

fn feature(place: &MarkedPlace) -> Feature {
    let label = place.name.clone().unwrap_or_default();
    let attributes = BTreeMap::from([(LABEL.to_owned(), Value::Text(label))]);
    let geometry = Geographic(Geometry::Point(Point(place.at)));
    Feature { id: format!("{}-{}", place.class, place.id), geometry, attributes }
}
