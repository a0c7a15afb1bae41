//! The grid of an export: valid areas in, valid areas with 7 decimals out.

use crate::space::Geographic;
use geo::{Coord, LineString, MultiPolygon, Polygon, unary_union};

/// Steps in a degree: 7 decimals, a centimetre (RFC 7946 §11.2 asks for no more).
const GRID: f64 = 1e7;

/// An area on a grid of 10⁻⁷ degrees, still valid.
///
/// Rounding can make rings touch or cross; they are parted again until a round changes nothing.
pub(super) fn on_grid(area: &Geographic<MultiPolygon>) -> Geographic<MultiPolygon> {
    const MOST_ROUNDS: usize = 5;
    let mut known = rounded(&area.0);
    for _ in 0..MOST_ROUNDS {
        // Part by part: parts do not touch, and a narrow extent keeps more digits.
        let parts = known.0.iter().flat_map(|part| unary_union([part]).0);
        let next = rounded(&MultiPolygon(parts.collect()));
        let settled = next == known;
        known = next;
        if settled {
            break;
        }
    }
    Geographic(known)
}

fn rounded(area: &MultiPolygon) -> MultiPolygon {
    // Adding zero turns −0 into 0.
    let snap = |value: f64| (value * GRID).round() / GRID + 0.0;
    let ring = |ring: &LineString| {
        let mut points: Vec<Coord> =
            ring.0.iter().map(|at| Coord { x: snap(at.x), y: snap(at.y) }).collect();
        points.dedup();
        (points.len() > 3).then_some(LineString(points))
    };
    let polygons = area.0.iter().filter_map(|polygon| {
        let holes = polygon.interiors().iter().filter_map(ring).collect();
        ring(polygon.exterior()).map(|exterior| Polygon::new(exterior, holes))
    });
    MultiPolygon(polygons.collect())
}
