//! On the map: features, layers and data in, whether any of them lies on a map, or all of it in them, out.

use super::no_data;
use crate::geodata::{Feature, Geodata, Reach};
use crate::projection::View;
use crate::select::SelectedLayer;
use crate::space::OnSheet;
use geo::Intersects;

/// Whether all of the map lies within this reach.
pub(crate) fn is_all_within(reach: &Reach, view: &View) -> bool {
    no_data::no_data(reach, view).is_none()
}

/// Whether any of a feature lies on the map.
pub(crate) fn is_on_map(feature: &Feature, view: &View) -> bool {
    let OnSheet(neatline) = view.neatline();
    view.project(&feature.geometry).is_some_and(|shape| shape.0.intersects(&neatline))
}

/// Whether any shore lies on the map; data that cannot be read are told of where they are drawn.
pub(crate) fn shows_shore(geodata: &Geodata, view: &View) -> bool {
    let shown = view.shown();
    let is_seen = |shore: &Feature| shore.meets(&shown) && is_on_map(shore, view);
    geodata.layer("shoreline").map_or(true, |shores| shores.iter().any(is_seen))
}

/// Whether any of a layer lies on the map.
pub(crate) fn is_layer_on_map(layer: &SelectedLayer, view: &View) -> bool {
    layer.features.iter().any(|feature| is_on_map(feature, view))
}
