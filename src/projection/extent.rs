//! An extent and a projection in, what the extent is on the projected plane out: its outline and its box.

use super::clip::extent;
use super::cut::rim;
use super::visible::angle;
use super::{Bounds, Domain, Projection, half_turn};
use crate::error::{Error, Result};
use geo::{Coord, Intersects, Rect, coord};

/// Parts of each edge, and of the inside, at which the extent is projected to find its box. Between
/// two neighbours on an edge a curve bows by 1 part in 500 000 of its length at most.
const EDGE_PARTS: usize = 256;
const INNER_PARTS: usize = 32;
/// Rounding of degrees that is let pass.
const ROUNDING: f64 = 1e-6;

/// The extent's corners with longitudes from the central meridian, cut back to what is drawn; its
/// one parallel only, if it is a cap about a pole of an azimuthal map.
pub(super) fn outline(projection: &Projection, bounds: &Bounds) -> Vec<Coord> {
    let drawn = drawn_bounds(projection, bounds);
    let (min, max) = (drawn.min(), drawn.max());
    if bounds.is_full_turn() && matches!(projection.domain(), Domain::Cap { .. }) {
        let lat = if max.y >= 90.0 { min.y } else { max.y };
        return (0..=360).map(|lon| coord! { x: min.x + f64::from(lon), y: lat }).collect();
    }
    let corners = [(min.x, max.y), (max.x, max.y), (max.x, min.y), (min.x, min.y), (min.x, max.y)];
    corners.map(Coord::from).to_vec()
}

/// The upright box about the projected extent, metres.
///
/// Errors: `Input` if the projection does not show the extent, or its seam runs through it.
pub(super) fn projected_extent(projection: &Projection, bounds: &Bounds) -> Result<Rect> {
    let drawn = drawn_bounds(projection, bounds);
    let cut_back = drawn.width() < bounds.width() - ROUNDING;
    if cut_back && !bounds.is_full_turn() {
        return Err(not_shown(projection));
    }
    let points: Vec<Coord> = samples(&drawn)
        .filter(|position| is_in_cap(projection.domain(), *position))
        .chain(rim_in(projection.domain(), &drawn))
        .filter_map(|position| projection.project_from_meridian(position))
        .collect();
    extent(&points)
        .filter(|rect| rect.width() > 0.0 && rect.height() > 0.0)
        .ok_or_else(|| not_shown(projection))
}

/// The extent with longitudes from the central meridian, cut back to what the projection draws.
fn drawn_bounds(projection: &Projection, bounds: &Bounds) -> Rect {
    let turned = half_turn(bounds.center().x - projection.central_meridian());
    let middle = if bounds.is_full_turn() { 0.0 } else { turned };
    let half = bounds.width() / 2.0;
    let asked = Rect::new((middle - half, bounds.south), (middle + half, bounds.north));
    let Domain::Window { west, south, east, north } = projection.domain() else { return asked };
    let (min, max) = (asked.min(), asked.max());
    Rect::new(
        (min.x.clamp(west, east), min.y.clamp(south, north)),
        (max.x.clamp(west, east), max.y.clamp(south, north)),
    )
}

/// Positions along the edges of a rectangle and, more widely set, inside it.
fn samples(rect: &Rect) -> impl Iterator<Item = Coord> + use<> {
    let (min, width, height) = (rect.min(), rect.width(), rect.height());
    let at = move |i: usize, j: usize, parts: usize| {
        let (x, y) = (i as f64 / parts as f64, j as f64 / parts as f64);
        coord! { x: min.x + width * x, y: min.y + height * y }
    };
    let edges = (0..=EDGE_PARTS).flat_map(move |i| {
        [(i, 0), (i, EDGE_PARTS), (0, i), (EDGE_PARTS, i)].map(|(i, j)| at(i, j, EDGE_PARTS))
    });
    let inner = (0..=INNER_PARTS).flat_map(|i| (0..=INNER_PARTS).map(move |j| (i, j)));
    edges.chain(inner.map(move |(i, j)| at(i, j, INNER_PARTS)))
}

/// Whether a position is within the horizon, where there is one.
fn is_in_cap(domain: Domain, position: Coord) -> bool {
    match domain {
        Domain::Cap { latitude, radius } => angle(latitude, position) <= radius,
        Domain::Window { .. } => true,
    }
}

/// The part of the horizon that is in the extent, where there is one.
fn rim_in(domain: Domain, drawn: &Rect) -> Vec<Coord> {
    let Domain::Cap { latitude, radius } = domain else { return Vec::new() };
    let mut rim = rim(latitude, radius);
    rim.retain(|position| drawn.intersects(position));
    rim
}

fn not_shown(projection: &Projection) -> Error {
    let (name, lon) = (projection.name(), projection.central_meridian());
    Error::input(format!("projection `{name}` centred at {lon}° does not show the whole extent"))
        .hint("leave `center` out, or put it inside the bounds")
}
