//! Geodesy on WGS 84: positions in longitude and latitude in, distances, azimuths and areas out.
//!
//! Geodesics: a thin layer over Karney's algorithms (C. F. F. Karney, Algorithms for geodesics, J. Geodesy 87, 2013;
//! crate `geographiclib-rs`), accurate to nanometres. Areas and loxodromes in closed form (Snyder 1987). Positions are
//! `(lon, lat)` in degrees throughout.
//! Not here: conformal spheres for computing zones (see `crate::sea`), map projections.

use crate::space::Geographic;
use crate::units::{Degrees, Metres};
use geo::{Coord, Line, LineString, Polygon};
use geographiclib_rs::{DirectGeodesic, Geodesic, InverseGeodesic};
use std::sync::LazyLock;

/// Semi-major axis of WGS 84 (NIMA TR8350.2, 2000).
pub const SEMI_MAJOR_AXIS: Metres = Metres(6_378_137.0);
/// Flattening of WGS 84 (NIMA TR8350.2, 2000).
pub const FLATTENING: f64 = 1.0 / 298.257_223_563;

static WGS84: LazyLock<Geodesic> = LazyLock::new(Geodesic::wgs84);

/// An area on the earth, in square metres.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct SquareMetres(pub f64);

impl SquareMetres {
    /// The same area in square kilometres.
    pub fn square_kilometres(self) -> f64 {
        self.0 * 1e-6
    }
}

/// The length of the geodesic between two positions.
pub fn distance(from: Coord, to: Coord) -> Metres {
    Metres(WGS84.inverse(from.y, from.x, to.y, to.x))
}

/// The azimuth at `from` of the geodesic to `to`, clockwise from north, −180° to 180°.
pub fn azimuth(from: Coord, to: Coord) -> Degrees {
    let (azimuth, _, _): (f64, f64, f64) = WGS84.inverse(from.y, from.x, to.y, to.x);
    Degrees(azimuth)
}

/// The position at a distance along the geodesic that leaves `from` at `azimuth`.
pub fn destination(from: Coord, azimuth: Degrees, length: Metres) -> Coord {
    let (lat, lon): (f64, f64) = WGS84.direct(from.y, from.x, azimuth.0, length.0);
    Coord { x: lon, y: lat }
}

/// The length of the loxodrome (rhumb line) between two positions, the short way round.
///
/// Source: Snyder 1987, eq. 3-21 (meridian arc) and 7-7 (isometric latitude). Accuracy: 1 mm in 1000 km.
pub fn loxodrome_distance(from: Coord, to: Coord) -> Metres {
    let turn = libm::remainder(to.x - from.x, 360.0).to_radians();
    let (rise, arc) =
        (isometric(to.y) - isometric(from.y), meridian_arc(to.y) - meridian_arc(from.y));
    let metres_per_radian = if rise.abs() > SHORTEST_RISE {
        arc / rise
    } else {
        let (s, cos) = libm::sincos((from.y + to.y).to_radians() / 2.0);
        SEMI_MAJOR_AXIS.0 * cos / (1.0 - eccentricity_squared() * s * s).sqrt()
    };
    Metres(libm::hypot(metres_per_radian * turn, arc))
}

/// Below this difference of isometric latitude a loxodrome is taken as an arc of its parallel.
const SHORTEST_RISE: f64 = 1e-7;

/// The loxodrome between two positions, with no piece longer than `step`; both ends included.
pub fn densify_loxodrome(from: Coord, to: Coord, step: Metres) -> Vec<Coord> {
    let pieces = (loxodrome_distance(from, to).0 / step.0).ceil().max(1.0);
    let turn = libm::remainder(to.x - from.x, 360.0);
    let (low, high) = (isometric(from.y), isometric(to.y));
    let along = |part: f64| {
        let lat = if (high - low).abs() > SHORTEST_RISE {
            latitude_at(low + (high - low) * part)
        } else {
            from.y + (to.y - from.y) * part
        };
        Coord { x: from.x + turn * part, y: lat }
    };
    let inner = (1..pieces as usize).map(|i| along(i as f64 / pieces));
    std::iter::once(from).chain(inner).chain(std::iter::once(to)).collect()
}

/// The geodesic between two positions, with no piece longer than `step`; both ends included.
pub fn densify_geodesic(from: Coord, to: Coord, step: Metres) -> Vec<Coord> {
    let (length, start) = (distance(from, to), azimuth(from, to));
    let pieces = (length.0 / step.0).ceil().max(1.0);
    let inner = (1..pieces as usize)
        .map(|i| destination(from, start, Metres(length.0 * i as f64 / pieces)));
    std::iter::once(from).chain(inner).chain(std::iter::once(to)).collect()
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
    let (s, e2) = (libm::sin(lat.to_radians()), eccentricity_squared());
    let e = e2.sqrt();
    let q = (1.0 - e2) * (s / (1.0 - e2 * s * s) + libm::atanh(e * s) / e);
    SEMI_MAJOR_AXIS.0 * SEMI_MAJOR_AXIS.0 * q / 2.0
}

fn eccentricity_squared() -> f64 {
    FLATTENING * (2.0 - FLATTENING)
}

/// Isometric latitude (Snyder 1987, eq. 7-7 without the radius).
fn isometric(lat: f64) -> f64 {
    let (s, e) = (libm::sin(lat.to_radians()), eccentricity_squared().sqrt());
    libm::atanh(s) - e * libm::atanh(e * s)
}

/// The latitude in degrees of an isometric latitude: inverse of `isometric` (Snyder 1987, eq. 7-9, iterated).
fn latitude_at(psi: f64) -> f64 {
    let e = eccentricity_squared().sqrt();
    let mut s = libm::tanh(psi);
    // Each round gains a factor of 1/150: eight reach the last digit.
    for _ in 0..8 {
        s = libm::tanh(psi + e * libm::atanh(e * s));
    }
    libm::asin(s).to_degrees()
}

/// Length of the meridian from the equator (Snyder 1987, eq. 3-21), in metres.
fn meridian_arc(lat: f64) -> f64 {
    let (e2, phi) = (eccentricity_squared(), lat.to_radians());
    let (e4, e6) = (e2 * e2, e2 * e2 * e2);
    SEMI_MAJOR_AXIS.0
        * ((1.0 - e2 / 4.0 - 3.0 * e4 / 64.0 - 5.0 * e6 / 256.0) * phi
            - (3.0 * e2 / 8.0 + 3.0 * e4 / 32.0 + 45.0 * e6 / 1024.0) * libm::sin(2.0 * phi)
            + (15.0 * e4 / 256.0 + 45.0 * e6 / 1024.0) * libm::sin(4.0 * phi)
            - 35.0 * e6 / 3072.0 * libm::sin(6.0 * phi))
}
