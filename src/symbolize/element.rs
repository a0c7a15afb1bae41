//! A feature of a layer in, the element that a theme's selectors see and its style out.

use super::{simplestyle, values};
use crate::geodata::SYMBOL;
use crate::kind::Kind;
use crate::plot::{Plotted, PlottedLayer};
use crate::style::{Element, Style, Theme};
use crate::symbols;
use crate::units::Millimetres;
use geo::Geometry;
use std::borrow::Cow;

/// The element that a theme's selectors see for a feature of a layer, with the attributes that any of them asks for.
pub(crate) fn element(layer: &PlottedLayer, feature: &Plotted, theme: &Theme) -> Element {
    let mut element = Element::of(layer.kind);
    element.classes.clone_from(&layer.classes);
    let asked = feature.attributes.iter().filter(|(key, _)| theme.asks_for(key));
    element.attributes = asked.map(|(key, value)| (key.clone(), value.to_string())).collect();
    let geometry = match &feature.shape.0 {
        Geometry::Point(_) | Geometry::MultiPoint(_) => "point",
        Geometry::LineString(_) | Geometry::MultiLineString(_) => "line",
        _ => "area",
    };
    element.attribute("geometry", geometry)
}

/// The style of a feature: the theme's, over it what the user's own data say of themselves, and over that what its value is.
pub(crate) fn style(layer: &PlottedLayer, feature: &Plotted, theme: &Theme) -> Style {
    let style = themed(layer, feature, theme);
    match &layer.classed {
        Some(classed) => values::applied(style, feature, classed, theme),
        None => style,
    }
}

/// The same without what its value changes.
pub(super) fn themed(layer: &PlottedLayer, feature: &Plotted, theme: &Theme) -> Style {
    let style = shown(layer, feature, &element(layer, feature, theme), theme);
    let style = if layer.is_own { simplestyle::applied(style, feature) } else { style };
    let named = feature.text(SYMBOL).and_then(|name| symbols::named(name).ok());
    let own = layer.symbol.clone().map(Cow::Owned);
    let named = own.or(named.map(Cow::Borrowed));
    let style = match simplestyle::is_point(feature) {
        true => simplestyle::with_symbol(style, named),
        false => style,
    };
    let width = feature.number("width_mm").filter(|_| layer.kind == Kind::Arrow).map(Millimetres);
    Style { stroke_width: width.or(style.stroke_width), ..style }
}

/// The style of an element of a feature; a town that the figure asks for by name is drawn where the theme hides it for its rank
/// alone, for its name is set.
pub(crate) fn shown(
    layer: &PlottedLayer,
    feature: &Plotted,
    element: &Element,
    theme: &Theme,
) -> Style {
    let style = theme.style(element);
    let is_asked = layer.kind == Kind::Place && layer.asked.contains(&feature.id);
    if !(style.hidden && is_asked) {
        return style;
    }
    let mut foremost = element.clone();
    foremost.attributes.retain(|(key, _)| key != "rank");
    let hidden = theme.style(&foremost.attribute("rank", "1")).hidden;
    Style { hidden, ..style }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Colour;

    #[test]
    fn own_data_are_drawn_as_they_say_whatever_their_class() {
        let green = Colour { red: 0, green: 0xaa, blue: 0 };
        let theme = Theme::parse("", "test.css").expect("a valid theme");
        let site = Plotted::with_words(geo::Point::new(5.0, 5.0), [("marker-color", "#00aa00")]);
        for kind in [Kind::Feature, Kind::Country, Kind::Coast] {
            let layer = PlottedLayer { is_own: true, ..PlottedLayer::empty("sites-1", kind) };
            let own = style(&layer, &site, &theme);
            assert_eq!(own.fill, Some(green));
            assert!(!crate::symbolize::brush::symbol(&own, None).is_empty(), "{kind}");
            let bundled = PlottedLayer::empty("countries-1", kind);
            assert_eq!(style(&bundled, &site, &theme).fill, None);
        }
    }
}
