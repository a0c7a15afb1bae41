//! The locator: a figure's view and the land round about in, a small map on a projection of its own out.
//! It shows a wider window about the figure, shifted and shrunk until the data reach all over it, because land that ends
//! where the data end would look like a coast.

use super::{Plotted, PlottedLayer};
use crate::figure::Layer;
use crate::geodata::Reach;
use crate::projection::{Bounds, Frame, LambertAzimuthalEqualArea, MapArea, Projection};
use crate::projection::{View, WGS84, generalise, generalise_line};
use crate::select::SelectedLayer;
use crate::space::{Geographic, OnSheet};
use crate::units::Millimetres;
use geo::{BoundingRect, Contains, Coord, Densify, Euclidean, Geometry, LineString, MultiPolygon};
use geo::{Intersects, Polygon, Rect, Scale};

/// A small map, its top left corner at the origin.
#[derive(Clone, Debug)]
pub(crate) struct Locator {
    /// The box that it fills.
    pub room: OnSheet<Rect>,
    /// Land, then coasts.
    pub layers: Vec<PlottedLayer>,
    /// What the figure shows.
    pub frame: OnSheet<Polygon>,
}

/// Width and height, in mm.
const SIZE: Coord = Coord { x: 25.0, y: 21.0 };
/// The window is so many times as wide or as high as the figure, where the data reach so far.
const WIDENED: f64 = 4.5;
/// A window not so many times as large as the figure says nothing about where that lies.
const LEAST_WIDENED: f64 = 1.8;
/// A window narrower than this shows no coast that a reader would know again, in metres.
const LEAST_WIDTH: f64 = 1.9e6;
/// A frame smaller than this would be a dot, in mm.
const LEAST_FRAME: f64 = 1.4;
/// Between two vertices of the figure's neatline that are looked up, in mm.
const STEP: f64 = 2.0;
/// Detail finer than this is left out, in mm: half a hair line.
const GRID: f64 = 0.05;
/// Islands, and lakes in them, smaller than this are left out, in mm².
const LEAST_ISLAND: f64 = 0.012;

/// The small map for the figure that `view` shows; none if there is nothing to show, or the data do not reach far enough about
/// the figure.
pub(super) fn locator(selected: &[SelectedLayer], view: &View) -> Option<Locator> {
    let reach = selected.first()?.reach.as_ref()?;
    let middle = view.locate(OnSheet(view.frame_box().0.center()))?;
    let azimuthal = LambertAzimuthalEqualArea::new(&WGS84, middle.0).ok()?;
    let projection = Projection::from(azimuthal);
    let outline: Vec<Geographic<Coord>> = {
        let OnSheet(neatline) = view.neatline();
        let ring = Euclidean.densify(neatline.exterior(), STEP);
        ring.0.into_iter().filter_map(|at| view.locate(OnSheet(at))).collect()
    };
    let on_ground = outline.iter().filter_map(|position| projection.project(*position));
    let figure = LineString::from_iter(on_ground).bounding_rect()?;
    let window = window(&projection, figure, reach)?;
    let area = MapArea {
        corner: OnSheet(Coord { x: 0.0, y: 0.0 }),
        width: Millimetres(SIZE.x),
        height: Some(Millimetres(SIZE.y)),
    };
    let known = reach.bounds()?;
    let (low, high) = (known.min(), known.max());
    let bounds = Bounds::new([low.x, low.y, high.x, high.y]).ok()?;
    let small = View::of_ground(projection, bounds, Frame::Rectangle, window, &area);
    let ring = outline.into_iter().filter_map(|position| small.place(position));
    let ring = LineString::from_iter(ring.map(|OnSheet(at)| at));
    Some(Locator {
        room: small.frame_box(),
        layers: selected.iter().map(|layer| plot(layer, &small)).collect(),
        frame: OnSheet(not_a_dot(Polygon::new(ring, Vec::new()))),
    })
}

/// The part of the ground that is shown: the figure in its middle if the data allow, else between
/// there and the middle of the data; as wide as wished if the data allow, else less.
fn window(projection: &Projection, figure: Rect, reach: &Reach) -> Option<Rect> {
    const SHRINK: f64 = 0.96;
    const SHIFTS: i32 = 20;
    let largest = (figure.width() / SIZE.x).max(figure.height() / SIZE.y);
    // without a place of its own, the middle of the data lies opposite: they are all about the figure
    let middle = projection.project(Geographic(reach.bounds()?.center()));
    let way = middle.map_or(Coord::default(), |middle| middle - figure.center());
    let mut metres_per_mm = (largest * WIDENED).max(LEAST_WIDTH / SIZE.x);
    while metres_per_mm > largest * LEAST_WIDENED {
        let half = SIZE * (metres_per_mm / 2.0);
        let shifted = (0..=SHIFTS).map(|shift| {
            let at = figure.center() + way * (f64::from(shift) / f64::from(SHIFTS));
            Rect::new(at - half, at + half)
        });
        let mut fits = shifted.filter(|it| it.contains(&figure) && is_known(projection, it, reach));
        if let Some(window) = fits.next() {
            return Some(window);
        }
        metres_per_mm *= SHRINK;
    }
    None
}

/// Whether the data fill a box on the ground: they do if they reach all along its edge.
fn is_known(projection: &Projection, ground: &Rect, reach: &Reach) -> bool {
    const PARTS: i32 = 16;
    (0..=PARTS).all(|part| {
        let along = f64::from(part) / f64::from(PARTS);
        [(along, 0.0), (along, 1.0), (0.0, along), (1.0, along)].into_iter().all(|(x, y)| {
            let (min, size) = (ground.min(), ground.max() - ground.min());
            let at = projection.invert(Coord { x: min.x + x * size.x, y: min.y + y * size.y });
            at.is_some_and(|Geographic(at)| reach.meets(&Rect::new(at, at)))
        })
    })
}

/// A frame that can be seen: grown about its middle where it is too small.
fn not_a_dot(frame: Polygon) -> Polygon {
    let size = frame.bounding_rect().map_or(0.0, |it| it.width().max(it.height()));
    if size > 0.0 && size < LEAST_FRAME { frame.scale(LEAST_FRAME / size) } else { frame }
}

fn plot(selected: &SelectedLayer, view: &View) -> PlottedLayer {
    let OnSheet(room) = view.frame_box();
    let features = selected.features.iter().filter_map(|feature| {
        let OnSheet(shape) = view.project(&feature.geometry)?;
        let shape = coarse(shape).filter(|shape| shape.intersects(&room))?;
        let attributes = feature.attributes.iter();
        let said = attributes.filter(|(key, _)| ["state", "role", "name"].contains(&key.as_str()));
        let attributes = said.map(|(key, value)| (key.clone(), value.clone())).collect();
        Some(Plotted { id: feature.id.clone(), attributes, shape: OnSheet(shape) })
    });
    let Layer { kind, classes, .. } = &selected.layer;
    PlottedLayer {
        classes: classes.clone(),
        features: features.collect(),
        ..PlottedLayer::empty(format!("{kind}-{}", classes.join("-")), *kind)
    }
}

/// A shape on the small map's grid, without islets; closed coasts go by the same measure as land.
fn coarse(shape: Geometry) -> Option<Geometry> {
    let area = |polygon: Polygon| generalise(&OnSheet(polygon), GRID, LEAST_ISLAND);
    match shape {
        Geometry::MultiPolygon(areas) => {
            let coarse: Vec<Polygon> = areas.into_iter().filter_map(area).map(|it| it.0).collect();
            (!coarse.is_empty()).then(|| MultiPolygon::new(coarse).into())
        }
        Geometry::MultiLineString(mut lines) => {
            lines.0 = lines.0.into_iter().filter_map(coarse_line).collect();
            (!lines.0.is_empty()).then_some(lines.into())
        }
        _ => None,
    }
}

fn coarse_line(line: LineString) -> Option<LineString> {
    if !line.is_closed() {
        return generalise_line(&OnSheet(line), GRID).map(|it| it.0);
    }
    let island = generalise(&OnSheet(Polygon::new(line, Vec::new())), GRID, LEAST_ISLAND);
    island.map(|OnSheet(island)| island.into_inner().0)
}
