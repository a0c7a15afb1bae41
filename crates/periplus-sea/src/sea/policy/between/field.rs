//! By how much a place lies on one side or the other of a line between two areas: distances on WGS 84, weighed by the share.

use crate::arrangement::Areas;
use crate::geodesy::{MEAN_RADIUS, WGS84};
use geo::{Coord, Densify, Euclidean, MultiPolygon};
use rstar::primitives::Line;
use rstar::{PointDistance, RTree};
use std::collections::BTreeSet;

/// The longest edge whose chord is taken for it, in degrees: it is 8 cm below its arc in the middle.
const LONGEST_EDGE: f64 = 0.02;

/// Two areas and the waters between, with the share of the way from the first to the second.
pub(super) struct Field {
    share: f64,
    /// What holds a place: the first area, the second, the waters between.
    areas: Areas,
    edges: [RTree<Line<[f64; 3]>>; 3],
}

impl Field {
    /// Between two areas, where the waters between them matter.
    pub(super) fn new(share: f64, areas: [&MultiPolygon; 3]) -> Field {
        Field { share, areas: Areas::of(areas.into_iter()), edges: areas.map(edges) }
    }

    /// Below 0 on the first one's side of the line between, above it on the other: no more than a metre a metre of the way.
    pub(super) fn at(&self, place: Coord) -> f64 {
        self.value(&self.areas.holding(place), on_ellipsoid(place))
    }

    /// Whether the line may run through the waters between within so many metres of a place.
    pub(super) fn may_be_within(&self, place: Coord, metres: f64) -> bool {
        let (holding, on_earth) = (self.areas.holding(place), on_ellipsoid(place));
        let is_far = !holding.contains(&2) && distance(&self.edges[2], on_earth) > metres;
        !is_far && self.value(&holding, on_earth).abs() <= metres
    }

    fn value(&self, holding: &BTreeSet<usize>, on_earth: [f64; 3]) -> f64 {
        let [from_first, from_second] = [0, 1].map(|area| match holding.contains(&area) {
            true => 0.0,
            false => distance(&self.edges[area], on_earth),
        });
        match (from_first.is_finite(), from_second.is_finite()) {
            // What keeps nothing loses all; what ends at no line has none to lose by.
            (true, false) => f64::NEG_INFINITY,
            (false, _) => f64::INFINITY,
            (true, true) => (1.0 - self.share) * from_first - self.share * from_second,
        }
    }
}

fn edges(area: &MultiPolygon) -> RTree<Line<[f64; 3]>> {
    let rings = crate::arrangement::rings(std::iter::once(area));
    let edges = rings.flat_map(|ring| {
        let dense = Euclidean.densify(ring, LONGEST_EDGE);
        let places: Vec<[f64; 3]> = dense.0.iter().map(|at| on_ellipsoid(*at)).collect();
        places.windows(2).map(|ends| Line::new(ends[0], ends[1])).collect::<Vec<_>>()
    });
    RTree::bulk_load(edges.collect())
}

fn distance(edges: &RTree<Line<[f64; 3]>>, from: [f64; 3]) -> f64 {
    let nearest = edges.nearest_neighbor(&from);
    nearest.map_or(f64::INFINITY, |edge| arc(edge.distance_2(&from).sqrt()))
}

/// Metres between two places.
pub(super) fn between(one: Coord, other: Coord) -> f64 {
    let (one, other) = (on_ellipsoid(one), on_ellipsoid(other));
    let [x, y, z] = [0, 1, 2].map(|axis| one[axis] - other[axis]);
    arc((x * x + y * y + z * z).sqrt())
}

/// Metres along the earth of a chord; to 0.1 m in 200 km, whatever its azimuth, since the radius only tells arc from chord.
fn arc(chord: f64) -> f64 {
    let diameter = 2.0 * MEAN_RADIUS.0;
    diameter * libm::asin((chord / diameter).min(1.0))
}

/// A place in degrees as metres from the centre of the earth.
fn on_ellipsoid(at: Coord) -> [f64; 3] {
    let ((sin, cos), (sin_lon, cos_lon)) =
        (libm::sincos(at.y.to_radians()), libm::sincos(at.x.to_radians()));
    let radius = WGS84.prime_vertical_radius(sin);
    [radius * cos * cos_lon, radius * cos * sin_lon, radius * (1.0 - WGS84.e2()) * sin]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodesy;

    #[test]
    fn chords_turned_to_arcs_are_the_lengths_of_geodesics() {
        for latitude in [0.0, 35.0, 60.0, 80.0] {
            for azimuth in [0.0, 45.0, 90.0, 135.0] {
                let from = Coord { x: 30.0, y: latitude };
                let to = geodesy::destination(
                    from,
                    crate::units::Degrees(azimuth),
                    crate::units::Metres(200_000.0),
                );
                assert!((between(from, to) - 200_000.0).abs() < 0.1, "{latitude} {azimuth}");
            }
        }
    }
}
