//! Locator: the plotted small map in, its painted box out. It shows where the figure lies to someone
//! who does not know, and names two or three states that he does; a single column has no room for it.

use super::layout::Size;
use super::{MapContext, paragraph};
use crate::error::Warning;
use crate::kind::Kind;
use crate::lettering;
use crate::plot::{Locator, Plotted, PlottedLayer, PlottedMap};
use crate::scene::{Anchor, Group, Item, Path, Shape};
use crate::space::OnSheet;
use crate::style::{Element, Style};
use geo::{Area, BooleanOps, BoundingRect, Centroid, Contains, Coord, Geometry, Intersects};
use geo::{LineString, MultiPolygon, Rect};

/// Width and height.
pub(super) fn size(locator: &Locator) -> Size {
    Size { width: locator.room.0.width(), height: locator.room.0.height() }
}

/// Why the locator that a figure asks for is not there.
pub(super) fn missing(context: &MapContext, locator: Option<&Locator>) -> Warning {
    let warning = Warning::new("the inset is left out");
    warning.hint(if context.layout.is_narrow {
        "a locator map needs a sheet of 120 mm or more"
    } else if locator.is_none() {
        "the land of its layers does not reach far enough about the figure"
    } else {
        "it would hide too much wherever it stood on the map"
    })
}

/// The box at `corner`: ground, land, coasts, names, the figure's frame, and the edge over all.
pub(super) fn draw(
    context: &MapContext,
    map: &PlottedMap,
    locator: &Locator,
    corner: OnSheet<Coord>,
) -> Group {
    let style = |element: Element| context.theme.style(&element);
    let room = MultiPolygon::new(vec![locator.room.0.to_polygon()]);
    let ground = style(Element::of(Kind::Locator));
    let area = |fill, stroke| {
        let shape = Shape::Areas(OnSheet(room.clone()));
        Item::Path(Path { shape, fill, stroke, title: None })
    };
    let features =
        locator.layers.iter().flat_map(|layer| layer.features.iter().map(move |it| (layer, it)));
    let mut shown: Vec<Item> = vec![area(ground.area_paint(), None)];
    shown.extend(
        features.filter_map(|(layer, feature)| paint(feature, &style(element(layer, feature)))),
    );
    shown.extend(names(context, map, locator));
    let frame = Path {
        shape: Shape::Areas(OnSheet(MultiPolygon::new(vec![locator.frame.0.clone()]))),
        fill: None,
        stroke: style(Element::of(Kind::Locator).class(Kind::Frame.name())).line_paint(),
        title: None,
    };
    shown.push(Item::Path(frame));
    let clip = Some(OnSheet(room.clone()));
    let map = Item::Group(Group { id: "locator-map".into(), clip, items: shown });
    let items = [map, area(None, ground.line_paint())].map(|item| item.moved(corner.0));
    Group { id: Kind::Locator.name().into(), clip: None, items: items.into() }
}

/// The names of the states that are seen best, those that the figure is about first: each on its land, and off the frame.
fn names(context: &MapContext, map: &PlottedMap, locator: &Locator) -> Vec<Item> {
    const MOST: usize = 3;
    /// Between two names, and between a name and the frame, in mm.
    const APART: f64 = 0.8;
    let OnSheet(room) = locator.room;
    let mut states: Vec<(bool, f64, &Plotted, MultiPolygon)> = Vec::new();
    for feature in locator.layers.iter().flat_map(|layer| &layer.features) {
        let Geometry::MultiPolygon(land) = &feature.shape.0 else { continue };
        let seen = land.intersection(&MultiPolygon::new(vec![room.to_polygon()]));
        let is_other = feature.text("role") != Some("subject");
        states.push((is_other, seen.unsigned_area(), feature, seen));
    }
    states.sort_by(|(is_other, area, ..), (other, size, ..)| {
        is_other.cmp(other).then(size.total_cmp(area))
    });
    let mut taken: Vec<Rect> = locator.frame.0.bounding_rect().into_iter().collect();
    let mut items = Vec::new();
    for (_, area, feature, land) in &states {
        let (Some(code), true) = (feature.text("state"), items.len() < MOST) else { continue };
        let Some(name) = map.state_names.get(code).map(String::as_str).or_else(|| {
            let is_english = context.figure.name_key() == "name";
            feature.text("name").filter(|_| is_english)
        }) else {
            continue;
        };
        let role = feature.text("role").unwrap_or_default();
        let style = Element::of(Kind::Locator).class("name").attribute("role", role);
        let style = context.theme.style(&style);
        let measured = lettering::measure(name, &style.typeface());
        let size = Size { width: measured.width.0, height: measured.cap_height.0 };
        if style.hidden || *area < size.width * size.height {
            continue;
        }
        let grown: Vec<Rect> = taken.iter().map(|it| grown(it, APART)).collect();
        let Some(middle) = place(land, size, &grown, &within_edge(room)) else { continue };
        let half = Coord { x: size.width / 2.0, y: size.height / 2.0 };
        taken.push(Rect::new(middle - half, middle + half));
        items.push(paragraph::line(name, &style, (middle.x, middle.y + half.y), Anchor::Middle));
    }
    items
}

fn grown(taken: &Rect, by: f64) -> Rect {
    let by = Coord { x: by, y: by };
    Rect::new(taken.min() - by, taken.max() + by)
}

/// The room within the box's edge.
fn within_edge(room: Rect) -> Rect {
    const EDGE: f64 = 0.7;
    grown(&room, -EDGE)
}

/// The middle of the place for a name of this size that lies on the land, or nearly, within the room and off what is taken; of
/// several the one nearest to the land's own middle.
fn place(land: &MultiPolygon, size: Size, taken: &[Rect], room: &Rect) -> Option<Coord> {
    /// Between two places that are tried, in mm.
    const STEP: f64 = 0.5;
    /// Points along and across a name, and the least of them that lie on the land.
    const ALONG: usize = 9;
    const ACROSS: usize = 3;
    const LEAST: usize = 24;
    let centre = land.centroid()?.0;
    let around = land.bounding_rect()?;
    let half = Coord { x: size.width / 2.0, y: size.height / 2.0 };
    let steps = |length: f64| (length / STEP) as usize;
    let mut best: Option<(f64, Coord)> = None;
    for (row, column) in (0..=steps(around.height()))
        .flat_map(|row| (0..=steps(around.width())).map(move |column| (row, column)))
    {
        let middle = around.min() + Coord { x: column as f64 * STEP, y: row as f64 * STEP };
        let name = Rect::new(middle - half, middle + half);
        let away = libm::hypot(middle.x - centre.x, middle.y - centre.y);
        let is_free = room.contains(&name) && !taken.iter().any(|it| it.intersects(&name));
        if !is_free || best.is_some_and(|(least, _)| away >= least) || !land.contains(&middle) {
            continue;
        }
        let points = (0..ALONG).flat_map(|x| (0..ACROSS).map(move |y| (x, y)));
        let points = points.map(|(x, y)| {
            let along = x as f64 / (ALONG - 1) as f64;
            let across = y as f64 / (ACROSS - 1) as f64;
            name.min() + Coord { x: size.width * along, y: size.height * across }
        });
        if points.filter(|at| land.contains(at)).count() >= LEAST {
            best = Some((away, middle));
        }
    }
    best.map(|(_, middle)| middle)
}

fn element(layer: &PlottedLayer, feature: &Plotted) -> Element {
    let element = layer.classes.iter().fold(Element::of(layer.kind), |it, class| it.class(class));
    ["state", "role"].into_iter().fold(element, |element, key| match feature.text(key) {
        Some(value) => element.attribute(key, value),
        None => element,
    })
}

fn paint(feature: &Plotted, style: &Style) -> Option<Item> {
    let (shape, fill) = match &feature.shape.0 {
        Geometry::MultiPolygon(areas) => (Shape::Areas(OnSheet(areas.clone())), style.area_paint()),
        Geometry::MultiLineString(lines) => {
            let lines: Vec<OnSheet<LineString>> = lines.iter().cloned().map(OnSheet).collect();
            (Shape::Lines(lines), None)
        }
        _ => return None,
    };
    Some(Item::Path(Path { shape, fill, stroke: style.line_paint(), title: None }))
}
