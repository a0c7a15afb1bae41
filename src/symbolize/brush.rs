//! Features and their styles in, painted items out: areas, lines with their casings, symbols.

use super::overlaid;
use crate::furniture::legend::Key;
use crate::plot::Plotted;
use crate::scene::{Fill, Item, Join, Path, Shape, Stroke};
use crate::space::OnSheet;
use crate::style::{MarkerShape, Style};
use crate::symbols::Symbol;
use crate::units::Millimetres;
use geo::{AffineOps, AffineTransform, Coord, Geometry, LineString, MultiPolygon, Rect};

/// Collects the items of a layer: lines of one paint in one path.
#[derive(Default)]
pub(super) struct Brush {
    areas: Vec<Item>,
    casings: Vec<(Stroke, Vec<OnSheet<LineString>>)>,
    lines: Vec<(Stroke, Vec<OnSheet<LineString>>)>,
    symbols: Vec<Item>,
    /// How the legend shows what was drawn first.
    pub(super) sample: Option<Key>,
}

impl Brush {
    /// Adds a feature.
    pub(super) fn draw(&mut self, feature: &Plotted, style: &Style) {
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

    /// What was drawn: areas, then lines over their casings, then symbols.
    pub(super) fn items(self) -> Vec<Item> {
        let path = |(stroke, lines)| {
            let shape = Shape::Lines(lines);
            Item::Path(Path { shape, fill: None, stroke: Some(stroke), title: None })
        };
        let lines = self.casings.into_iter().chain(self.lines).map(path);
        self.areas.into_iter().chain(lines).chain(overlaid::seen(self.symbols)).collect()
    }
}

/// Adds lines to those of the same paint.
pub(super) fn gather(
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
pub(super) fn symbol(style: &Style, title: Option<&str>) -> Vec<Item> {
    let Some(Millimetres(radius)) = style.radius else { return Vec::new() };
    if let Some(symbol) = &style.symbol {
        return outlined(symbol, radius, style, title);
    }
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

/// Radius of the smallest symbol with an outline of its own that can be told from others, mm.
pub(super) const LEAST_SYMBOL: f64 = 1.2;

/// A symbol round the origin in a rim that parts it from what lies below.
fn outlined(symbol: &Symbol, radius: f64, style: &Style, title: Option<&str>) -> Vec<Item> {
    let radius = radius.max(LEAST_SYMBOL);
    let shape =
        symbol.outline.affine_transform(&AffineTransform::scale(radius, radius, (0.0, 0.0)));
    let path = |fill, stroke, title| {
        let shape = Shape::Areas(OnSheet(shape.clone()));
        Item::Path(Path { shape, fill, stroke, title })
    };
    let rim = style.line_paint().map(|stroke| Stroke {
        // half of it lies under the symbol
        width: Millimetres(2.0 * stroke.width.0),
        join: Join::Round,
        dashes: Vec::new(),
        ..stroke
    });
    let rim = rim.map(|rim| path(None, Some(rim), None));
    let fill = style.area_paint().map(|fill| path(Some(fill), None, title.map(str::to_owned)));
    rim.into_iter().chain(fill).collect()
}
