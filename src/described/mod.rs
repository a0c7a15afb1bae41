//! Described: what a figure describes on the ground itself, rings, corridors and arrows by places and distances, in; layers of features,
//! in longitude and latitude, out. Distances are geodesic on WGS 84. Not here: how a theme paints them, and where names mean:
//! that is `locate`'s.

mod arrow;
mod callout;
mod corridor;
mod flows;
mod places;
mod ring;
mod strip;
mod telling;
mod words;

pub(crate) use callout::CalloutSpot;
pub(crate) use places::{MarkedPlace, NOTED};

use crate::error::{Error, Result, Warning};
use crate::figure::{Figure, Layer};
use crate::geodata::{Feature, Geodata};
use crate::units::Metres;
use places::Places;
use std::collections::BTreeMap;

/// How far an edge of what is described may lie from where it belongs.
const TOLERANCE: Metres = Metres(0.5);

/// A table of the figure as a layer.
#[derive(Clone, Debug)]
pub(crate) struct DescribedLayer {
    /// The table: `rings.0`.
    pub key: String,
    /// How it is shown.
    pub layer: Layer,
    /// What is shown.
    pub features: Vec<Feature>,
}

/// All that a figure describes.
#[derive(Debug, Default)]
pub(crate) struct Described {
    /// Its tables, the first at the bottom.
    pub layers: Vec<DescribedLayer>,
    /// The places that they are about.
    pub places: Vec<MarkedPlace>,
    /// Where its callouts are.
    pub callouts: Vec<CalloutSpot>,
    /// What looks wrong.
    pub warnings: Vec<Warning>,
    /// What is wrong.
    pub errors: Vec<Error>,
}

/// What a figure describes on the ground.
pub(crate) fn described(figure: &Figure, geodata: &Geodata) -> Described {
    let mut described = Described::default();
    let is_nothing = figure.rings.is_empty()
        && figure.corridors.is_empty()
        && figure.arrows.is_empty()
        && figure.callouts.is_empty();
    if is_nothing {
        return described;
    }
    let mut tables = BTreeMap::new();
    for (number, arrow) in figure.arrows.iter().enumerate() {
        match flows::flows(arrow, &format!("arrows.{number}"), figure) {
            Ok(flows) => tables.extend(flows.map(|flows| (number, flows))),
            Err(errors) => described.errors.extend(errors),
        }
    }
    described.warnings.extend(tables.values().flat_map(|table| table.warnings.iter().cloned()));
    let places = Places::of(figure, &tables, geodata, &mut described.errors);
    for (number, corridor) in figure.corridors.iter().enumerate() {
        let key = format!("corridors.{number}");
        let layer = corridor::layer(corridor, &key, &places, figure, &mut described.warnings);
        described.take(layer.map_err(|error| figure.at_fault(&[&key], error)));
    }
    for (number, ring) in figure.rings.iter().enumerate() {
        let key = format!("rings.{number}");
        described.warnings.extend(places.warning(&format!("{key}.at"), figure));
        described.take(ring::layer(ring, &key, &places, figure));
    }
    for (number, arrow) in figure.arrows.iter().enumerate() {
        let key = format!("arrows.{number}");
        described.take(arrow::layer(arrow, &key, tables.get(&number), &places, figure));
    }
    described.places = places.marked();
    described.callouts = callout::spots(figure, &places);
    described
}

impl Described {
    fn take(&mut self, layer: Result<Option<DescribedLayer>>) {
        match layer {
            Ok(layer) => self.layers.extend(layer),
            Err(error) => self.errors.push(error),
        }
    }
}
