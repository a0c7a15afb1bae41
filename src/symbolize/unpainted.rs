//! Unpainted: plotted layers and a theme in, notices of features that lie on the map and that no rule of the theme paints out.

use super::style;
use crate::error::Warning;
use crate::figure::Figure;
use crate::kind::Part;
use crate::plot::{Plotted, PlottedLayer, PlottedMap};
use crate::style::{Style, Theme};
use geo::Geometry;
use std::collections::{BTreeMap, BTreeSet};

/// What is drawn of a feature: each its attribute `geometry`, what several are called, and the property of a feature that paints it.
const SHAPES: [(&str, &str, &str); 3] =
    [("point", "points", "marker-color"), ("line", "lines", "stroke"), ("area", "areas", "fill")];

/// Notices of the layers that a figure lists and that the theme leaves unpainted: of the user's own data each kind of shape, of
/// bundled data those of which nothing is seen. `is_named`: whether a feature's name stands on the map, or is told to have no room.
pub(crate) fn unpainted(
    map: &PlottedMap,
    figure: &Figure,
    theme: &Theme,
    is_named: impl Fn(&PlottedLayer, &Plotted) -> bool,
) -> Vec<Warning> {
    let mut warnings = Vec::new();
    for layer in map.all() {
        let Some(number) = layer.listed else { continue };
        // a state, a sea or an island is shown by its name; of one's own data a name alone says not where it is
        let shows_by_name = !(layer.is_own && layer.kind.part() == Part::Data);
        let told = layer.features.iter().filter(|feature| is_named(layer, feature));
        let told: BTreeSet<&str> = told.filter_map(|feature| feature.text("name")).collect();
        let is_told = |feature: &Plotted| {
            // several pieces may share one name
            is_named(layer, feature) || feature.text("name").is_some_and(|name| told.contains(name))
        };
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        let mut seen = 0;
        for feature in &layer.features {
            let style = style(layer, feature, theme);
            let bare = match (shows_by_name || is_anchor(&style)) && is_told(feature) {
                true => [false; SHAPES.len()],
                false => bare(&feature.shape.0, &style),
            };
            seen += usize::from(!bare.contains(&true));
            let shapes = (0..SHAPES.len()).filter(|shape| bare[*shape]);
            shapes.for_each(|shape| *counts.entry(shape).or_default() += 1);
        }
        // bundled seas and units are there for their names, and which of them are set is the scale's to say
        let is_of_names = layer.is_bundled && layer.labelled && layer.kind.named().is_some();
        if !(is_of_names || layer.is_bundled && seen > 0) {
            let notices = counts.into_iter();
            warnings.extend(notices.map(|it| notice(layer, number, it, figure)));
        }
    }
    warnings
}

/// Whether a theme gives a point a size and no paint: all that is to be seen of it is the name that keeps so far off.
fn is_anchor(style: &Style) -> bool {
    let is_bare = style.line_paint().is_none() && style.area_paint().is_none();
    !style.hidden && style.radius.is_some() && is_bare
}

/// Which of the [`SHAPES`] a geometry has that a style does not paint.
fn bare(geometry: &Geometry, style: &Style) -> [bool; SHAPES.len()] {
    let (has_stroke, has_fill) = (style.line_paint().is_some(), style.area_paint().is_some());
    let shown = !style.hidden;
    match geometry {
        Geometry::Point(_) | Geometry::MultiPoint(_) => {
            let has_symbol = style.radius.is_some() && (has_stroke || has_fill);
            [!(shown && has_symbol), false, false]
        }
        Geometry::LineString(_) | Geometry::MultiLineString(_) => {
            [false, !(shown && has_stroke), false]
        }
        Geometry::GeometryCollection(parts) => {
            let parts = parts.iter().map(|part| bare(part, style));
            parts.fold([false; 3], |one, other| [0, 1, 2].map(|shape| one[shape] || other[shape]))
        }
        _ => [false, false, !(shown && (has_stroke || has_fill))],
    }
}

fn notice(
    layer: &PlottedLayer,
    number: usize,
    (shape, count): (usize, usize),
    figure: &Figure,
) -> Warning {
    let (single, several, property) = SHAPES[shape];
    let name = figure.layers.get(number).map_or(layer.id.clone(), |layer| layer.called());
    let (kind, theme) = (layer.kind, &figure.sheet.theme);
    let what = if count == 1 { "1 feature".to_owned() } else { format!("{count} features") };
    let drawn = if count == 1 {
        "is not drawn, or not all of it"
    } else {
        "are not drawn, or not all of them"
    };
    let message = format!(
        "the theme `{theme}` paints no {several} of the class `{kind}`: {what} of the layer `{name}` {drawn}"
    );
    let rule = format!("give `{kind}` a paint in a theme of your own");
    let hint = match layer.is_bundled {
        true => format!("leave the layer out, or {rule}"),
        false if kind.name() == single => format!("give the features a `{property}`, or {rule}"),
        false => format!("class = \"{single}\" draws them; or give them a `{property}`, or {rule}"),
    };
    let place = figure.place_of(&[&format!("layers.{number}.class"), &format!("layers.{number}")]);
    place.into_iter().fold(Warning::new(message).hint(hint), Warning::at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::Kind;
    use geo::{LineString, Point};

    fn notices(layer: PlottedLayer, css: &str, named: bool) -> Vec<String> {
        let map = PlottedMap { layers: vec![layer], ..PlottedMap::default() };
        let theme = Theme::parse(css, "test.css").expect("a valid theme");
        let figure = Figure::parse("[[layers]]\nfile = 'a.geojson'", "a.toml").expect("a figure");
        let warnings = unpainted(&map, &figure, &theme, |_, _| named);
        warnings.into_iter().map(|warning| warning.message).collect()
    }

    fn layer(shapes: &[Geometry]) -> PlottedLayer {
        let plotted = shapes.iter().map(|shape| Plotted::with_words(shape.clone(), []));
        let features = plotted.collect();
        PlottedLayer { listed: Some(0), features, ..PlottedLayer::empty("a-1", Kind::Coast) }
    }

    #[test]
    fn what_no_rule_paints_is_told_by_its_shape() {
        let point: Geometry = Point::new(1.0, 1.0).into();
        let line: Geometry = LineString::from(vec![(0.0, 0.0), (1.0, 1.0)]).into();
        let both = || layer(&[point.clone(), line.clone()]);
        assert_eq!(notices(both(), "coast { stroke: #000; radius: 1mm }", false), [""; 0]);
        let told = notices(both(), "coast { stroke: #000 }", false);
        assert_eq!(
            told,
            [
                "the theme `atlas` paints no points of the class `coast`: 1 feature of the layer `a.geojson` is not drawn, or not all of it"
            ]
        );
        assert_eq!(notices(both(), "", false).len(), 2);
        assert_eq!(
            notices(both(), "coast { stroke: #000; radius: 1mm; display: none }", false).len(),
            2
        );
        assert_eq!(notices(both(), "", true), [""; 0], "its name is on the map");
    }

    #[test]
    fn of_bundled_data_a_layer_is_told_of_which_nothing_is_seen() {
        let line: Geometry = LineString::from(vec![(0.0, 0.0), (1.0, 1.0)]).into();
        let bundled = || PlottedLayer { is_bundled: true, ..layer(&[line.clone(), line.clone()]) };
        assert_eq!(notices(bundled(), "", false).len(), 1);
        assert_eq!(notices(bundled(), "coast { stroke: #000 }", false), [""; 0]);
        let base = PlottedLayer { listed: None, ..bundled() };
        assert_eq!(notices(base, "", false), [""; 0]);
    }
}
