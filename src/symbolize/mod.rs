//! Symbolize: plotted layers and a theme in, painted groups of the scene and legend entries out.
//! Each layer becomes a group in drawing order. Lines of one style are one path; areas keep a path
//! each, with their name; points become symbols.

mod arrows;
mod bars;
mod belts;
mod brush;
mod by_paint;
mod disputed;
mod element;
mod legend;
#[cfg(test)]
mod legend_tests;
mod relief;
mod simplestyle;
mod tints;
mod unpainted;
mod values;
mod vignette;

pub(crate) use arrows::heads;
pub(crate) use bars::bars;
pub(crate) use element::{element, shown, style};
pub(crate) use legend::legend;
pub(crate) use simplestyle::unread;
pub(crate) use tints::tint;
pub(crate) use unpainted::unpainted;

use crate::kind::Kind;
use crate::plot::{PlottedLayer, PlottedMap};
use crate::record::DotRecord;
use crate::scene::Group;
use crate::style::Theme;
use brush::Brush;
use geo::CoordsIter;

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
        let mut group = match layer.kind {
            Kind::Arrow => arrows::group(layer, map, theme),
            _ => symbolize(layer, theme),
        };
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
        if !style.hidden {
            brush.draw(feature, &style);
        }
    }
    Group { id: layer.id.clone(), clip: None, items: brush.items() }
}
