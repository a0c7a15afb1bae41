//! Described: what a figure describes itself, among the layers that it shows: over land and lines and below towns, with a dot
//! where a ring has its centre and the map shows no town.

use super::{Selected, SelectedLayer};
use crate::described::{DescribedLayer, MarkedPlace, described};
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
    let centres = centres(&found.places, &mut selected.layers);
    let at = below_points(&selected.layers);
    let layers: Vec<SelectedLayer> = found.layers.into_iter().map(of_table).collect();
    selected.layers.splice(at..at, layers);
    selected.layers.extend(centres);
}

fn of_table(table: DescribedLayer) -> SelectedLayer {
    let DescribedLayer { key, layer, features } = table;
    let described = Some(key);
    SelectedLayer { layer, features, reach: None, number: None, joined: None, described }
}

/// Before the first layer of points that lies over all land.
fn below_points(layers: &[SelectedLayer]) -> usize {
    let is_land = |layer: &SelectedLayer| layer.layer.kind.surface() == Some(Surface::Land);
    let land = layers.iter().rposition(is_land).map_or(0, |last| last + 1);
    let is_point = |layer: &SelectedLayer| layer.layer.kind.named() == Some(Named::Symbol);
    layers[land..].iter().position(is_point).map_or(layers.len(), |first| land + first)
}

/// The layer of the centres; a town of the map gives way to it, but for a capital, which stands anyhow.
fn centres(places: &[MarkedPlace], layers: &mut [SelectedLayer]) -> Option<SelectedLayer> {
    let mut features = Vec::new();
    for place in places {
        let mut is_shown = false;
        for towns in layers.iter_mut().filter(|layer| layer.layer.kind == Kind::Place) {
            towns.features.retain(|town| {
                let is_it = is_one(town, place);
                is_shown |= is_it && town.text("capital").is_some();
                !is_it || town.text("capital").is_some()
            });
        }
        if !is_shown {
            features.push(centre(place));
        }
    }
    let mut layer = Layer::of(Source::Described("centres"));
    layer.kind = Kind::Point;
    layer.classes = vec!["centre".to_owned()];
    layer.legend = None;
    let (reach, number, joined, described) = (None, None, None, None);
    let layer = SelectedLayer { layer, features, reach, number, joined, described };
    (!layer.features.is_empty()).then_some(layer)
}

fn is_one(town: &Feature, place: &MarkedPlace) -> bool {
    let Geometry::Point(at) = &town.geometry.0 else { return false };
    let is_near = || Haversine.distance(*at, Point(place.at)) < ONE_TOWN;
    town.id == place.id || town.text("name") == place.name.as_deref() && is_near()
}

fn centre(place: &MarkedPlace) -> Feature {
    let label = place.name.clone().unwrap_or_default();
    let attributes = BTreeMap::from([(LABEL.to_owned(), Value::Text(label))]);
    let geometry = Geographic(Geometry::Point(Point(place.at)));
    Feature { id: format!("centre-{}", place.id), geometry, attributes }
}
