//! Areas on WGS 84: polygons and edges straight in longitude and latitude in, square metres out, in closed form.

use super::WGS84;
use super::latitude::Authalic;
use crate::space::Geographic;
use geo::{Line, LineString, Polygon};
use std::sync::LazyLock;

static AUTHALIC: LazyLock<Authalic> = LazyLock::new(|| Authalic::new(&WGS84));

/// An area on the earth, in square metres.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct SquareMetres(pub f64);

impl SquareMetres {
    /// The same area in square kilometres.
    pub fn square_kilometres(self) -> f64 {
        self.0 * 1e-6
    }
}

/// The area of a polygon on the ellipsoid, holes taken out; whatever the winding of its rings.
///
/// Edges are straight in longitude and latitude (RFC 7946 §3.1.1), and the area is that of exactly these edges, of one
/// along a pole too: the area between an edge and the equator is the integral over longitude of Snyder's authalic formula.
/// Accuracy: 1e-12 of the area between the edges and the equator.
pub fn polygon_area(polygon: &Geographic<Polygon>) -> SquareMetres {
    let holes: f64 = polygon.0.interiors().iter().map(ring_area).sum();
    SquareMetres(ring_area(polygon.0.exterior()) - holes)
}

fn ring_area(ring: &LineString) -> f64 {
    ring.lines().map(|edge| area_under(edge).0).sum::<f64>().abs()
}

/// The area between an edge and the equator, positive where it leads east north of it: Gauss's rule on short pieces.
pub fn area_under(edge: Line) -> SquareMetres {
    /// Three points are exact to the fifth power of a piece's height: to 1e-12 at a degree.
    const POINTS: [(f64, f64); 3] = [
        (-0.774_596_669_241_483_4, 5.0 / 18.0),
        (0.0, 8.0 / 18.0),
        (0.774_596_669_241_483_4, 5.0 / 18.0),
    ];
    const HIGHEST_PIECE: f64 = 1.0;
    let pieces = (edge.dy().abs() / HIGHEST_PIECE).ceil().max(1.0);
    let rise = edge.dy() / pieces;
    let mean = (0..pieces as usize).map(|piece| {
        let middle = edge.start.y + rise * (piece as f64 + 0.5);
        POINTS
            .iter()
            .map(|(at, weight)| weight * area_to_equator(middle + at * rise / 2.0))
            .sum::<f64>()
    });
    SquareMetres(edge.dx().to_radians() * mean.sum::<f64>() / pieces)
}

/// The area between a parallel and the equator, per radian of longitude, in square metres (Snyder 1987, eq. 3-12).
fn area_to_equator(lat: f64) -> f64 {
    WGS84.a() * WGS84.a() * AUTHALIC.q(libm::sin(lat.to_radians())) / 2.0
}
