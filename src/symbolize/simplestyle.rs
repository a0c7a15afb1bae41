//! Simplestyle: a style and a feature's own properties in, the style that they ask for out.
//! The properties of the simplestyle specification 1.1.0: `stroke`, `stroke-width`, `stroke-opacity`,
//! `fill`, `fill-opacity`, `marker-color`, `marker-size`. What cannot be read is left as the theme has it.

use crate::geodata::Value;
use crate::plot::Plotted;
use crate::scene::Colour;
use crate::style::Style;
use crate::units::{MILLIMETRES_PER_INCH, Millimetres};
use geo::Geometry;

/// Widths in simplestyle are CSS pixels.
const PIXELS_PER_INCH: f64 = 96.0;
/// Radius of a marker by `marker-size`.
const MARKERS: [(&str, f64); 3] = [("small", 0.6), ("medium", MEDIUM), ("large", 1.3)];
/// Radius of a marker that says its colour alone, where the theme has no symbol.
const MEDIUM: f64 = 0.9;

/// `style` with what the feature says of itself.
pub(super) fn applied(mut style: Style, feature: &Plotted) -> Style {
    let number = |key: &str| match feature.attributes.get(key) {
        Some(Value::Number(number)) => Some(*number),
        Some(Value::Text(text)) => text.parse().ok(),
        _ => None,
    };
    let share = |key: &str| number(key).filter(|share| (0.0..=1.0).contains(share));
    let colour = |key: &str| feature.text(key).and_then(Colour::from_hex);
    let is_point = matches!(feature.shape.0, Geometry::Point(_) | Geometry::MultiPoint(_));
    if is_point {
        let marked = colour("marker-color");
        style.fill = marked.or(style.fill);
        let size = feature.text("marker-size");
        let known = MARKERS.iter().find(|(name, _)| Some(*name) == size);
        style.radius = known.map(|(_, radius)| Millimetres(*radius)).or(style.radius);
        style.radius = style.radius.or(marked.map(|_| Millimetres(MEDIUM)));
        return style;
    }
    style.fill = colour("fill").or(style.fill);
    style.fill_opacity = share("fill-opacity").or(style.fill_opacity);
    style.stroke = colour("stroke").or(style.stroke);
    style.stroke_opacity = share("stroke-opacity").or(style.stroke_opacity);
    let width = number("stroke-width").filter(|width| (0.0..=100.0).contains(width));
    let width = width.map(|pixels| Millimetres(pixels * MILLIMETRES_PER_INCH / PIXELS_PER_INCH));
    style.stroke_width = width.or(style.stroke_width);
    style
}
