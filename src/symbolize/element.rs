//! A feature of a layer in, the element that a theme's selectors see and its style out.

use super::simplestyle;
use crate::plot::{Plotted, PlottedLayer};
use crate::style::{Element, Style, Theme};
use geo::Geometry;

/// The element that a theme's selectors see for a feature of a layer.
pub fn element(layer: &PlottedLayer, feature: &Plotted) -> Element {
    let mut element = Element::of(&layer.kind);
    element.classes.clone_from(&layer.classes);
    element.attributes =
        feature.attributes.iter().map(|(key, value)| (key.clone(), value.to_string())).collect();
    let geometry = match &feature.shape.0 {
        Geometry::Point(_) | Geometry::MultiPoint(_) => "point",
        Geometry::LineString(_) | Geometry::MultiLineString(_) => "line",
        _ => "area",
    };
    element.attribute("geometry", geometry)
}

/// The style of a feature: the theme's, and over it what the user's own data say of themselves.
pub fn style(layer: &PlottedLayer, feature: &Plotted, theme: &Theme) -> Style {
    let style = theme.style(&element(layer, feature));
    if layer.kind == "feature" { simplestyle::applied(style, feature) } else { style }
}
