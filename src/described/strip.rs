//! Strip: lines and a distance of some metres in, the ground within it of them out, edge by edge: each with the same room on both
//! sides, round at the corners and the ends. The sea's belts are found among places on the line, as close together as they are
//! broad: along a narrow one there would be millions.

use crate::units::Metres;
use geo::{Coord, Densify, Euclidean, LineString, MultiPolygon, Polygon};
use periplus_sea::geodesy::WGS84;

/// The widest room on either side: so near to the line the earth is flat to a ten-thousandth.
pub(super) const WIDEST: Metres = Metres(50.0);
/// Beyond this latitude degrees of longitude change along an edge.
const NORTHERNMOST: f64 = 89.0;
/// Edges are straight in longitude and latitude; so many degrees of one are straight on the ground too.
const LONGEST_EDGE: f64 = 0.1;
/// What a corner is rounded by at a time, radians, and how often all round: a thousandth of the distance lies outside.
const STEP: f64 = std::f64::consts::PI / 32.0;
const STEPS: u32 = 64;

/// Whether the ground round lines is found edge by edge.
pub(super) fn suits(lines: &[LineString], room: Metres) -> bool {
    let mut places = lines.iter().flat_map(|line| &line.0);
    room <= WIDEST && places.all(|at| at.y.abs() < NORTHERNMOST)
}

/// The ground within a distance of lines; longitudes run on from the first position of each.
pub(super) fn around(lines: &[LineString], room: Metres) -> MultiPolygon {
    let lines = lines.iter().map(|line| Euclidean.densify(&running_on(line), LONGEST_EDGE));
    let parts: Vec<Polygon> = lines.flat_map(|line| pieces(&line.0, room.0)).collect();
    geo::unary_union(&parts)
}

/// The same line, no edge of which goes round the earth the long way; positions that are repeated once.
fn running_on(line: &LineString) -> LineString {
    let mut places: Vec<Coord> = Vec::with_capacity(line.0.len());
    for at in &line.0 {
        let last = places.last().map_or(at.x, |last| last.x);
        let at = Coord { x: last + libm::remainder(at.x - last, 360.0), y: at.y };
        if places.last() != Some(&at) {
            places.push(at);
        }
    }
    LineString(places)
}

/// A piece an edge, and one a position: pieces overlap, or the union leaves them apart by what it rounds.
fn pieces(places: &[Coord], room: f64) -> Vec<Polygon> {
    let edges = places.windows(2).map(|ends| beside([ends[0], ends[1]], room));
    edges.chain(places.iter().map(|at| disc(*at, room))).collect()
}

/// The ground on both sides of an edge.
fn beside(edge: [Coord; 2], room: f64) -> Polygon {
    let across = heading(edge) + std::f64::consts::FRAC_PI_2;
    let [from, to] = edge;
    let corners = [(from, -room), (to, -room), (to, room), (from, room), (from, -room)];
    let corners = corners.map(|(at, room)| aside(at, across, room));
    Polygon::new(LineString(corners.to_vec()), Vec::new())
}

/// The ground round a position.
fn disc(centre: Coord, room: f64) -> Polygon {
    let at = |step: u32| aside(centre, f64::from(step % STEPS) * STEP, room);
    Polygon::new(LineString((0..=STEPS).map(at).collect()), Vec::new())
}

/// The direction of an edge, radians counter-clockwise from east.
fn heading([from, to]: [Coord; 2]) -> f64 {
    let middle = (from.y + to.y) / 2.0;
    let degree = degree(middle);
    libm::atan2((to.y - from.y) * degree.y, (to.x - from.x) * degree.x)
}

/// What lies so many metres from a place in a direction.
fn aside(at: Coord, direction: f64, metres: f64) -> Coord {
    let (sin, cos) = libm::sincos(direction);
    let degree = degree(at.y);
    Coord { x: at.x + metres * cos / degree.x, y: at.y + metres * sin / degree.y }
}

/// Metres of a degree of longitude and of one of latitude.
fn degree(latitude: f64) -> Coord {
    let (sin, cos) = libm::sincos(latitude.to_radians());
    let [east, north] =
        [WGS84.prime_vertical_radius(sin) * cos, WGS84.meridian_radius(latitude.to_radians())];
    Coord { x: east.to_radians(), y: north.to_radians() }
}
