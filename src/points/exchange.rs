//! Exchange: two lines with the same ends in, what passes from one side to the other between them, and how far they are apart, out; on
//! WGS 84, face by face.

use crate::units::Metres;
use geo::{Coord, Line, LineString, MultiPolygon, Polygon};
use periplus_sea::arrangement::{self, Arrangement};
use periplus_sea::geodesy::{self, SquareMetres};

/// The area between a line and the equator, square metres.
pub(super) fn under(line: &LineString) -> f64 {
    line.lines().map(|edge: Line| geodesy::area_under(edge).0).sum()
}

/// What lies on the left of the first line and the right of the second, and the other way round; both have the same ends.
pub(super) fn exchanged(first: &LineString, second: &LineString) -> [SquareMetres; 2] {
    let ring: LineString = first.0.iter().chain(second.0.iter().rev()).copied().collect();
    let area = MultiPolygon(vec![Polygon::new(ring.clone(), Vec::new())]);
    // The ring crosses itself wherever the lines cross: each of its loops is a face.
    let faces = Arrangement::new(arrangement::frame(std::iter::once(&area)), [&ring]);
    let mut passing = [0.0; 2];
    for face in 0..faces.len() {
        let turns = turns(&ring, faces.interior_point(face));
        if turns != 0 {
            let area = geodesy::polygon_area(&faces.face(face)).0;
            passing[usize::from(turns < 0)] += area * f64::from(turns.abs());
        }
    }
    passing.map(SquareMetres)
}

/// How often a ring goes round a position, counter-clockwise.
fn turns(ring: &LineString, at: Coord) -> i32 {
    let crossing = |edge: Line| {
        let is_left = (edge.end.x - edge.start.x) * (at.y - edge.start.y)
            - (at.x - edge.start.x) * (edge.end.y - edge.start.y);
        match (edge.start.y <= at.y, edge.end.y <= at.y) {
            (true, false) if is_left > 0.0 => 1,
            (false, true) if is_left < 0.0 => -1,
            _ => 0,
        }
    };
    ring.lines().map(crossing).sum()
}

/// How far the farthest vertex of a line is from another line.
pub(super) fn farthest(from: &LineString, to: &LineString) -> Metres {
    let far = |at: &Coord| {
        let shrink = libm::cos(at.y.to_radians());
        let flat = |other: Coord| Coord { x: (other.x - at.x) * shrink, y: other.y - at.y };
        let feet = to.lines().map(|edge| {
            let (start, along) = (flat(edge.start), flat(edge.end) - flat(edge.start));
            let square = along.x * along.x + along.y * along.y;
            let part = -(start.x * along.x + start.y * along.y) / square;
            let part = if square > 0.0 { part.clamp(0.0, 1.0) } else { 0.0 };
            let foot = start + along * part;
            (libm::hypot(foot.x, foot.y), edge.start + edge.delta() * part)
        });
        let nearest = feet.min_by(|one, other| one.0.total_cmp(&other.0));
        nearest.map_or(0.0, |(_, foot)| geodesy::distance(*at, foot).0)
    };
    Metres(from.0.iter().map(far).fold(0.0, f64::max))
}
