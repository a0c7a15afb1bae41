//! Symbolize: plotted layers and a theme in, painted groups of the scene and legend entries out.
//! Each layer becomes a group in drawing order. Lines of one style are one path; areas keep a path
//! each, with their name; points become symbols.

mod bars;
mod belts;
mod disputed;
mod legend;
mod relief;
mod simplestyle;
mod vignette;

pub use bars::bars;
pub use legend::legend;

use crate::furniture::legend::Key;
use crate::plot::{Plotted, PlottedLayer, Sheet};
use crate::scene::{Fill, Group, Item, Path, Shape, Stroke};
use crate::space::OnSheet;
use crate::style::{Element, MarkerShape, Style, Theme};
use crate::units::Millimetres;
use geo::{Coord, Geometry, LineString, MultiPolygon, Rect};

/// The painted map.
#[derive(Clone, Debug, Default)]
pub struct Symbols {
    /// Waters, under the graticule.
    pub water: Vec<Group>,
    /// The figure's layers.
    pub layers: Vec<Group>,
}

/// Paints all layers.
pub fn layers(sheet: &Sheet, theme: &Theme) -> Symbols {
    let paint = |layer: &PlottedLayer| {
        let mut group = symbolize(layer, theme);
        group.items.extend(vignette::draw(layer, sheet, theme));
        Some(group).filter(|group| !group.items.is_empty())
    };
    let mut water: Vec<Group> = sheet.water.iter().filter_map(paint).collect();
    water.extend(vignette::of_coasts(sheet, theme));
    let mut layers: Vec<Option<Group>> = sheet.layers.iter().map(paint).collect();
    if let Some(relief) = &sheet.relief {
        layers.insert(relief.below.min(layers.len()), relief::draw(relief, theme));
    }
    Symbols { water, layers: layers.into_iter().flatten().collect() }
}

/// The element that a theme's selectors see for a feature of a layer.
pub fn element(layer: &PlottedLayer, feature: &Plotted) -> Element {
    let mut element = Element::of(layer.kind);
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
    if layer.is_own { simplestyle::applied(style, feature) } else { style }
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

/// Collects the items of a layer: lines of one paint in one path.
#[derive(Default)]
struct Brush {
    areas: Vec<Item>,
    casings: Vec<(Stroke, Vec<OnSheet<LineString>>)>,
    lines: Vec<(Stroke, Vec<OnSheet<LineString>>)>,
    symbols: Vec<Item>,
    sample: Option<Key>,
}

impl Brush {
    fn draw(&mut self, feature: &Plotted, style: &Style) {
        match &feature.shape.0 {
            Geometry::Point(point) => self.symbol(feature, point.0, style),
            Geometry::MultiPoint(points) => {
                for point in points {
                    self.symbol(feature, point.0, style);
                }
            }
            Geometry::LineString(line) => self.line(vec![line.clone()], style),
            Geometry::MultiLineString(lines) => self.line(lines.0.clone(), style),
            Geometry::Polygon(polygon) => {
                self.area(feature, MultiPolygon::new(vec![polygon.clone()]), style);
            }
            Geometry::MultiPolygon(polygons) => self.area(feature, polygons.clone(), style),
            Geometry::GeometryCollection(parts) => {
                for part in parts {
                    let feature = Plotted { shape: OnSheet(part.clone()), ..feature.clone() };
                    self.draw(&feature, style);
                }
            }
            Geometry::Line(_) | Geometry::Rect(_) | Geometry::Triangle(_) => {}
        }
    }

    fn area(&mut self, feature: &Plotted, polygons: MultiPolygon, style: &Style) {
        let (fill, stroke) = (style.area_paint(), style.line_paint());
        if fill.is_none() && stroke.is_none() {
            return;
        }
        self.sample.get_or_insert_with(|| Key::Areas(vec![(fill.clone(), stroke.clone())]));
        let title = feature.text("name").map(str::to_owned);
        let shape = Shape::Areas(OnSheet(polygons));
        self.areas.push(Item::Path(Path { shape, fill, stroke, title }));
    }

    fn line(&mut self, lines: Vec<LineString>, style: &Style) {
        let Some(stroke) = style.line_paint() else { return };
        let casing = style.halo.map(|halo| Stroke {
            colour: halo.colour,
            width: halo.width,
            opacity: halo.opacity,
            dashes: Vec::new(),
            ..stroke.clone()
        });
        self.sample
            .get_or_insert_with(|| Key::Line(casing.iter().chain([&stroke]).cloned().collect()));
        let lines: Vec<_> = lines.into_iter().map(OnSheet).collect();
        if let Some(casing) = casing {
            gather(&mut self.casings, casing, lines.clone());
        }
        gather(&mut self.lines, stroke, lines);
    }

    fn symbol(&mut self, feature: &Plotted, at: Coord, style: &Style) {
        let items = symbol(style, feature.text("name"));
        if items.is_empty() {
            return;
        }
        self.sample.get_or_insert_with(|| Key::Symbol(items.clone()));
        self.symbols.extend(items.into_iter().map(|item| item.moved(at)));
    }

    fn items(self) -> Vec<Item> {
        let path = |(stroke, lines)| {
            let shape = Shape::Lines(lines);
            Item::Path(Path { shape, fill: None, stroke: Some(stroke), title: None })
        };
        let lines = self.casings.into_iter().chain(self.lines).map(path);
        self.areas.into_iter().chain(lines).chain(self.symbols).collect()
    }
}

fn gather(
    lists: &mut Vec<(Stroke, Vec<OnSheet<LineString>>)>,
    stroke: Stroke,
    lines: Vec<OnSheet<LineString>>,
) {
    match lists.iter_mut().find(|(known, _)| *known == stroke) {
        Some((_, list)) => list.extend(lines),
        None => lists.push((stroke, lines)),
    }
}

/// A symbol round the origin, as its style says: a ring with or without a dot, a square, a diamond.
pub fn symbol(style: &Style, title: Option<&str>) -> Vec<Item> {
    let Some(Millimetres(radius)) = style.radius else { return Vec::new() };
    let origin = OnSheet(Coord { x: 0.0, y: 0.0 });
    let shape = match style.marker {
        MarkerShape::Circle => Shape::Circle { centre: origin, radius: Millimetres(radius) },
        MarkerShape::Square => {
            let corner = Coord { x: radius, y: radius };
            let square = Rect::new(corner * -1.0, corner).to_polygon();
            Shape::Areas(OnSheet(MultiPolygon::new(vec![square])))
        }
        MarkerShape::Diamond => {
            let corners = [(0.0, -radius), (radius, 0.0), (0.0, radius), (-radius, 0.0)];
            let ring = LineString::from(corners.to_vec());
            let diamond = geo::Polygon::new(ring, vec![]);
            Shape::Areas(OnSheet(MultiPolygon::new(vec![diamond])))
        }
    };
    let title = title.map(str::to_owned);
    let mut items = vec![Item::Path(Path {
        shape,
        fill: style.area_paint(),
        stroke: style.line_paint(),
        title,
    })];
    if let Some(Millimetres(inner)) = style.inner_radius.filter(|inner| inner.0 > 0.0) {
        let shape = Shape::Circle { centre: origin, radius: Millimetres(inner) };
        let fill = style.stroke.map(Fill::plain);
        items.push(Item::Path(Path { shape, fill, stroke: None, title: None }));
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::Kind;
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
            assert!(!symbol(&own, None).is_empty(), "{kind}");
            let bundled = PlottedLayer::empty("countries-1", kind);
            assert_eq!(style(&bundled, &site, &theme).fill, None);
        }
    }
}
