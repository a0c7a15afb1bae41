//! Symbolize: plotted layers and a theme in, painted groups of the scene and legend entries out.
//! Each layer becomes a group in drawing order. Lines of one style are one path; areas keep a path
//! each, with their name; points become symbols.

mod arrows;
mod bars;
mod belts;
mod brush;
mod by_paint;
mod categories;
mod disputed;
mod element;
mod legend;
#[cfg(test)]
mod legend_tests;
mod overlaid;
mod relief;
mod simplestyle;
mod tints;
mod unpainted;
mod value_legend;
mod values;
mod vignette;

pub(crate) use arrows::{beside, edges, heads};
pub(crate) use bars::bars;
pub(crate) use belts::belt_words;
pub(crate) use categories::alike;
pub(crate) use element::{element, style};
pub(crate) use legend::legend;
pub(crate) use simplestyle::unread;
pub(crate) use tints::tint;
pub(crate) use unpainted::unpainted;

use crate::kind::{Kind, Named};
use crate::plot::{PlottedLayer, PlottedMap};
use crate::record::DotRecord;
use crate::scene::Group;
use crate::style::{Style, Theme};
use brush::Brush;
use geo::{CoordsIter, Geometry};

/// The painted map.
#[derive(Clone, Debug, Default)]
pub(crate) struct Symbols {
    /// Waters, under the graticule.
    pub water: Vec<Group>,
    /// The figure's layers.
    pub layers: Vec<Group>,
}

/// Paints all layers.
pub(crate) fn layers(map: &PlottedMap, theme: &Theme) -> Symbols {
    let paint = |layer: &PlottedLayer| {
        let is_arrow = layer.kind == Kind::Arrow;
        let mut group =
            if is_arrow { arrows::group(layer, map, theme) } else { symbolize(layer, theme) };
        group.items.extend(vignette::draw(layer, map, theme));
        Some(group).filter(|group| !group.items.is_empty())
    };
    let mut water: Vec<Group> = map.water.iter().filter_map(paint).collect();
    water.extend(vignette::of_coasts(map, theme));
    let mut layers: Vec<Option<Group>> = map.layers.iter().map(paint).collect();
    if let Some(relief) = &map.relief {
        layers.insert(relief.above(&map.layers), relief::draw(relief, theme));
    }
    Symbols { water, layers: layers.into_iter().flatten().collect() }
}

/// The symbols of points that are drawn.
pub(crate) fn dots(map: &PlottedMap, theme: &Theme) -> Vec<DotRecord> {
    let mut dots = Vec::new();
    for layer in map.all() {
        for feature in layer.features.iter().filter(|it| simplestyle::is_point(it)) {
            let style = style(layer, feature, theme);
            if !style.hidden && style.radius.is_some() {
                dots.extend(
                    feature
                        .shape
                        .0
                        .coords_iter()
                        .map(|at| DotRecord::new(&feature.id, &layer.id, at)),
                );
            }
        }
    }
    dots
}

/// Paints a layer.
fn symbolize(layer: &PlottedLayer, theme: &Theme) -> Group {
    let mut brush = Brush::default();
    for feature in &layer.features {
        let style = style(layer, feature, theme);
        // an edge that is named is a line of its own
        let has_edge = layer.kind.named() == Some(Named::Edge);
        let is_ground =
            has_edge && matches!(feature.shape.0, Geometry::Polygon(_) | Geometry::MultiPolygon(_));
        let stroke = style.stroke.filter(|_| !is_ground);
        if !style.hidden {
            brush.draw(feature, &Style { stroke, ..style });
        }
    }
    Group { id: layer.id.clone(), clip: None, items: brush.items() }
}
