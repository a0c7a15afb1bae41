//! Locator: the plotted small map in, its painted box out. It shows where the figure lies to someone
//! who does not know; a single column has no room for it.

use super::MapContext;
use super::layout::Size;
use crate::error::Warning;
use crate::kind::Kind;
use crate::plot::{Locator, Plotted, PlottedLayer};
use crate::scene::{Group, Item, Path, Shape};
use crate::space::OnSheet;
use crate::style::{Element, Style};
use geo::{Coord, Geometry, LineString, MultiPolygon};

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

/// The box at `corner`: ground, land, coasts, the figure's frame, and the edge over all.
pub(super) fn draw(context: &MapContext, locator: &Locator, corner: OnSheet<Coord>) -> Group {
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
