//! Simplestyle: a style and a feature's own properties in, the style that they ask for out.
//! The properties of the simplestyle specification 1.1.0: `stroke`, `stroke-width`, `stroke-opacity`,
//! `fill`, `fill-opacity`, `marker-color`, `marker-size`, `marker-symbol`. What cannot be read is left as the theme has it, and listed.

use super::brush::LEAST_SYMBOL;
use crate::error::Warning;
use crate::geodata::{SYMBOL, Value};
use crate::plot::{Plotted, PlottedLayer, PlottedMap};
use crate::scene::Colour;
use crate::style::{self, Style};
use crate::symbols::{self, Symbol};
use crate::units::{MILLIMETRES_PER_INCH, Millimetres};
use geo::Geometry;
use std::borrow::Cow;

/// Widths in simplestyle are CSS pixels.
const PIXELS_PER_INCH: f64 = 96.0;
/// Radius of a marker by `marker-size`.
const MARKERS: [(&str, f64); 3] = [("small", 0.6), ("medium", MEDIUM), ("large", 1.3)];
/// Radius of a marker that says its colour alone, where the theme has no symbol.
const MEDIUM: f64 = 0.9;

/// `style` with what the feature says of itself.
pub(super) fn applied(mut style: Style, feature: &Plotted) -> Style {
    if is_point(feature) {
        let marked = colour(feature, "marker-color");
        style.fill = marked.or(style.fill);
        style.radius = marker(feature).or(style.radius);
        style.radius = style.radius.or(marked.map(|_| Millimetres(MEDIUM)));
        return with_symbol(style, symbol(feature).map(Cow::Borrowed));
    }
    style.fill = colour(feature, "fill").or(style.fill);
    style.fill_opacity = share(feature, "fill-opacity").or(style.fill_opacity);
    style.stroke = colour(feature, "stroke").or(style.stroke);
    style.stroke_opacity = share(feature, "stroke-opacity").or(style.stroke_opacity);
    style.stroke_width = width(feature).or(style.stroke_width);
    style
}

/// A style with a symbol in place of a dot: so much larger that it is read as easily.
pub(super) fn with_symbol(style: Style, symbol: Option<Cow<'static, Symbol>>) -> Style {
    /// An outline says more than a dot, in so many times its radius.
    const LARGER: f64 = 1.75;
    let Some(symbol) = symbol else { return style };
    let radius = style.radius.map_or(MEDIUM, |radius| radius.0) * LARGER;
    let radius = Some(Millimetres(radius.max(LEAST_SYMBOL)));
    Style { symbol: Some(symbol), radius, inner_radius: None, ..style }
}

/// The symbol that a feature asks for, if there is one of that name.
fn symbol(feature: &Plotted) -> Option<&'static Symbol> {
    symbols::named(feature.text("marker-symbol")?).ok()
}

/// Whether a feature is a marker.
pub(super) fn is_point(feature: &Plotted) -> bool {
    matches!(feature.shape.0, Geometry::Point(_) | Geometry::MultiPoint(_))
}

/// A colour of CSS, or three or six digits with or without `#`, as the specification has them.
fn colour(feature: &Plotted, key: &str) -> Option<Colour> {
    let text = feature.text(key)?.trim();
    Colour::from_hex(&format!("#{text}")).or_else(|| style::colour(text))
}

fn number(feature: &Plotted, key: &str) -> Option<f64> {
    match feature.attributes.get(key)? {
        Value::Number(number) => Some(*number),
        Value::Text(text) => text.trim().parse().ok(),
        Value::Flag(_) => None,
    }
}

fn share(feature: &Plotted, key: &str) -> Option<f64> {
    number(feature, key).filter(|share| (0.0..=1.0).contains(share))
}

fn width(feature: &Plotted) -> Option<Millimetres> {
    let width = number(feature, "stroke-width").filter(|width| (0.0..=100.0).contains(width));
    width.map(|pixels| Millimetres(pixels * MILLIMETRES_PER_INCH / PIXELS_PER_INCH))
}

fn marker(feature: &Plotted) -> Option<Millimetres> {
    let size = feature.text("marker-size");
    let known = MARKERS.iter().find(|(name, _)| Some(*name) == size);
    known.map(|(_, radius)| Millimetres(*radius))
}

/// Whether an attribute says how its feature is drawn.
pub(super) fn is_property(key: &str) -> bool {
    PROPERTIES.iter().any(|(known, ..)| *known == key)
}

/// Notices of what features of the user's own say of their look and cannot be drawn so, one for each property.
pub(crate) fn unread(map: &PlottedMap) -> Vec<Warning> {
    let own = map.layers.iter().filter(|layer| layer.is_own);
    let features: Vec<&Plotted> = own.flat_map(|layer| &layer.features).collect();
    let unread = |(key, of_points, hint): &(&str, bool, &str)| {
        let is_unread = |feature: &&&Plotted| {
            let is_read = match *key {
                "marker-color" | "fill" | "stroke" => colour(feature, key).is_some(),
                "marker-size" => marker(feature).is_some(),
                "stroke-width" => width(feature).is_some(),
                SYMBOL => feature.text(key).is_none_or(|name| symbols::named(name).is_ok()),
                "marker-symbol" => feature.text(key) == Some("") || symbol(feature).is_some(),
                _ => share(feature, key).is_some(),
            };
            is_point(feature) == *of_points && feature.attributes.contains_key(*key) && !is_read
        };
        let mut wrong = features.iter().filter(is_unread);
        let first = wrong.next()?;
        let value = first.attributes.get(*key)?;
        let name = first.text("name").or(first.text("title")).unwrap_or(&first.id);
        let others = match wrong.count() {
            0 => String::new(),
            1 => " and of another feature".to_owned(),
            many => format!(" and of {many} other features"),
        };
        let key = if *key == SYMBOL { "symbol" } else { key };
        let message = format!("`{key}` of `{name}`{others} is not drawn: `{value}`");
        let near = symbols::named(&value.to_string()).err().and_then(|flaw| flaw.hint);
        let near = near.filter(|_| key.ends_with("symbol"));
        Some(Warning::new(message).hint(near.unwrap_or_else(|| (*hint).to_owned())))
    };
    PROPERTIES.iter().filter_map(unread).chain(overruled(map)).collect()
}

/// Notices of layers whose `symbol` stands where features name one of their own.
fn overruled(map: &PlottedMap) -> impl Iterator<Item = Warning> {
    let notice = |layer: &PlottedLayer| {
        let is_overruled = |feature: &&Plotted| {
            let named = feature.text(SYMBOL);
            let own = feature.text("marker-symbol").filter(|own| !own.is_empty());
            own.is_some_and(|own| named.is_some_and(|named| named != own) || layer.symbol.is_some())
        };
        let features: Vec<&Plotted> = layer.features.iter().filter(is_overruled).collect();
        let first = features.first()?;
        let name = first.text("name").or(first.text("title")).unwrap_or(&first.id);
        let of = match features.len() {
            1 => format!("of `{name}`"),
            count => format!("of {count} features, `{name}` first,"),
        };
        let message = format!("`marker-symbol` {of} gives way to the `symbol` of their layer");
        Some(
            Warning::new(message).hint("leave `symbol` out, or write symbol = \"{marker-symbol}\""),
        )
    };
    map.layers.iter().filter(|layer| layer.is_own).filter_map(notice)
}

/// The properties, whether they are of points, and how they are written.
const PROPERTIES: [(&str, bool, &str); 9] = [
    (SYMBOL, true, "docs/your-data.md shows all symbols"),
    ("fill", false, COLOUR_HINT),
    ("fill-opacity", false, SHARE_HINT),
    ("stroke", false, COLOUR_HINT),
    ("stroke-opacity", false, SHARE_HINT),
    ("stroke-width", false, "write pixels, 0 to 100"),
    ("marker-color", true, COLOUR_HINT),
    ("marker-size", true, "write small, medium or large"),
    ("marker-symbol", true, "docs/your-data.md shows all symbols"),
];
const COLOUR_HINT: &str = "write #rrggbb or a colour's name; to draw none, an opacity of 0";
const SHARE_HINT: &str = "write a number from 0 to 1";

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{LineString, Point};

    fn line(words: &[(&str, &str)]) -> Plotted {
        let course = LineString::from(vec![(0.0, 0.0), (1.0, 0.0)]);
        Plotted::with_words(course, words.iter().copied())
    }

    #[test]
    fn colours_are_those_of_css_and_bare_digits() {
        let red = Some(Colour { red: 255, green: 0, blue: 0 });
        for text in ["#f00", "f00", "#ff0000", "ff0000", "red", "rgb(255, 0, 0)"] {
            assert_eq!(applied(Style::default(), &line(&[("stroke", text)])).stroke, red, "{text}");
        }
    }

    #[test]
    fn what_is_no_value_of_a_property_is_listed_once_with_the_first_feature() {
        let wrong = [
            ("stroke", "notacolour"),
            ("stroke-width", "-3"),
            ("stroke-opacity", "7"),
            ("fill", "none"),
        ];
        for (key, value) in wrong {
            let layer = |is_own: bool| PlottedLayer {
                is_own,
                features: vec![line(&[(key, value), ("name", "A")]), line(&[(key, value)])],
                ..PlottedLayer::empty("own", crate::kind::Kind::Feature)
            };
            let map = |is_own| PlottedMap { layers: vec![layer(is_own)], ..PlottedMap::default() };
            let [warning] = &unread(&map(true))[..] else { panic!("{key}") };
            assert_eq!(
                warning.message,
                format!("`{key}` of `A` and of another feature is not drawn: `{value}`")
            );
            assert_eq!(unread(&map(false)), [], "bundled layers say nothing of their look");
        }
        let marker = Plotted::with_words(Point::new(0.0, 0.0), [("marker-size", "huge")]);
        let layer = PlottedLayer {
            is_own: true,
            features: vec![marker, line(&[("stroke", "blue"), ("stroke-width", "4")])],
            ..PlottedLayer::empty("own", crate::kind::Kind::Feature)
        };
        assert_eq!(unread(&PlottedMap { layers: vec![layer], ..PlottedMap::default() }).len(), 1);
    }
}
