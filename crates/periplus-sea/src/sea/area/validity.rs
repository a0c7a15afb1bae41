//! Validity (OGC Simple Features): areas in, the same without rings that cross out.

use super::assembly::split_rings;
use crate::arrangement::crossing::Edges;
use crate::arrangement::edge::Meeting;
use crate::arrangement::wound;
use geo::algorithm::bool_ops::FillRule;
use geo::{BooleanOps, Coord, LineString, MultiPolygon, Polygon};
use std::collections::BTreeSet;

/// An area without crossings: polygons whose rings cross, overlap or touch themselves are laid over each other.
///
/// Strands of boundary nearer to each other than the tolerance may cross when either is thinned, where the coasts of two
/// states cross above all. Valid polygons stay as they are, to the last digit.
pub(in crate::sea) fn make_valid(area: MultiPolygon) -> MultiPolygon {
    /// What is laid over each other is rounded, to 2⁻³¹ of its extent, which may bring on further crossings until the
    /// grid is coarser than that: steps in a degree, from a tenth of a millimetre to a decimetre.
    const ROUNDS: [f64; 9] = [1e9, 1e9, 1e8, 1e8, 1e7, 1e7, 1e7, 1e6, 1e6];
    let mut area = area;
    for steps in ROUNDS {
        let bad = invalid(&area);
        if bad.is_empty() {
            break;
        }
        let numbered = area.0.into_iter().enumerate();
        let (bad, good): (Vec<_>, Vec<_>) = numbered.partition(|(number, _)| bad.contains(number));
        let bad = MultiPolygon(bad.into_iter().map(|(_, polygon)| wound(polygon)).collect());
        let good = good.into_iter().map(|(_, polygon)| polygon);
        let nothing = MultiPolygon(Vec::new());
        let laid = bad.union_with_fill_rule(&nothing, FillRule::Positive);
        let laid = split_rings(&on_grid(&laid, steps));
        area = MultiPolygon(good.chain(laid).collect());
    }
    area
}

/// The polygons whose rings cross, overlap or touch themselves, and those that lie inside of each other.
fn invalid(area: &MultiPolygon) -> BTreeSet<usize> {
    let rings = || {
        area.0.iter().enumerate().flat_map(|(polygon, shape)| {
            let rings = std::iter::once(shape.exterior()).chain(shape.interiors());
            rings.map(move |ring| (polygon, ring))
        })
    };
    let owners: Vec<usize> = rings().map(|(polygon, _)| polygon).collect();
    let edges = Edges::of(rings().map(|(_, ring)| ring));
    let mut bad = BTreeSet::new();
    // Where not all are found, those that are left over are found in the next round.
    edges.meetings(|edge, other, meeting| {
        if meeting != Meeting::Touch || edge.ring == other.ring {
            bad.extend([owners[edge.ring], owners[other.ring]]);
        }
    });
    for (polygon, shape) in area.0.iter().enumerate() {
        for &at in shape.exterior().0.iter().take(1) {
            // Of a polygon with the point in one of its holes, two rings are around.
            let mut around = BTreeSet::new();
            for owner in edges.rings_around(at).into_iter().map(|ring| owners[ring]) {
                if owner != polygon && !around.remove(&owner) {
                    around.insert(owner);
                }
            }
            if !around.is_empty() {
                bad.extend(around);
                bad.insert(polygon);
            }
        }
    }
    bad
}

/// An area on a grid of so many steps in a degree: corners that are all but one become one.
fn on_grid(area: &MultiPolygon, steps: f64) -> MultiPolygon {
    let snap = |value: f64| (value * steps).round() / steps;
    let ring = |ring: &LineString| {
        let points = ring.0.iter().map(|at| Coord { x: snap(at.x), y: snap(at.y) });
        let mut points: Vec<Coord> = points.collect();
        points.dedup();
        (points.len() > 3).then_some(LineString(points))
    };
    let polygon = |polygon: &Polygon| {
        let holes = polygon.interiors().iter().filter_map(ring).collect();
        ring(polygon.exterior()).map(|exterior| Polygon::new(exterior, holes))
    };
    MultiPolygon(area.0.iter().filter_map(polygon).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::Area;

    #[test]
    fn what_crosses_is_laid_over_and_what_is_valid_is_left_alone() {
        let square = |west: f64| {
            let corners = [(west, 0.), (west + 2., 0.), (west + 2., 2.), (west, 2.), (west, 0.)];
            Polygon::new(LineString::from(corners.to_vec()), vec![])
        };
        let apart = MultiPolygon(vec![square(0.), square(5.)]);
        assert_eq!(make_valid(apart.clone()), apart);
        let joined = make_valid(MultiPolygon(vec![square(0.), square(1.), square(5.)]));
        assert_eq!(joined.0.len(), 2);
        // i_overlay rounds to 2⁻³¹ of the extent.
        assert!((joined.unsigned_area() - 10.0).abs() < 1e-6);
    }

    #[test]
    fn a_knot_at_its_westernmost_vertex_turns_no_ring_over() {
        // A square of 100, its west side bulging by 1 up to where it crosses itself; the knot beyond runs clockwise.
        let ring = [
            (0., 0.),
            (10., 0.),
            (10., 10.),
            (0., 10.),
            (0., 6.),
            (-2., 4.),
            (-2., 6.),
            (0., 4.),
            (0., 0.),
        ];
        let knotted = Polygon::new(LineString::from(ring.to_vec()), vec![]);
        let valid = make_valid(MultiPolygon(vec![knotted]));
        assert!((valid.unsigned_area() - 101.0).abs() < 1e-6, "{}", valid.unsigned_area());
    }
}
