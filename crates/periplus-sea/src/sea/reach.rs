//! Nearest coasts: baselines and the area of a sea in, whether the zone of any of some states can reach into it at all out.
//! A median leaves a state nothing that is nearer to another's coast; so where that holds of a whole sea, with all that a grid
//! of places can be off, no zones need be computed to know it.

use super::Baseline;
use crate::space::Geographic;
use crate::units::{METRES_PER_NAUTICAL_MILE, NauticalMiles};
use geo::{BoundingRect, Coord, Densify, Euclidean, Intersects, MultiPolygon, Rect};
use rstar::RTree;

/// The cells of the grid, degrees.
const CELL: f64 = 0.1;
/// The mean radius of the earth, m, and by how much a distance on it may be wrong, as a share: the ellipsoid's flattening twice over.
const RADIUS: f64 = 6_371_000.0;
const FLATTENING: f64 = 1.0 / 150.0;
/// Vertices of a coast that are nearer to the one before, as a chord of the unit sphere, are left out: 500 m. Beside the cells it is
/// nothing, and a coast with every islet has a tenth of its vertices then.
const LEAST_CHORD: f64 = 500.0 / RADIUS;

/// Whether some of `states` may have water in `sea` by a zone of `breadth`, cut by medians with all other coasts.
pub fn may_reach(
    baselines: &[Baseline],
    states: &[&str],
    breadth: NauticalMiles,
    Geographic(sea): &Geographic<MultiPolygon>,
) -> bool {
    let own = Shore::of(baselines, |state| states.contains(&state));
    let others = Shore::of(baselines, |state| !states.contains(&state));
    let breadth = breadth.0 * METRES_PER_NAUTICAL_MILE;
    cells(sea).any(|cell| {
        let (middle, half) = (cell.center(), half_diagonal(&cell));
        let nearest = own.distance(middle) * (1.0 - FLATTENING) - own.nearer - half;
        let other = others.distance(middle) * (1.0 + FLATTENING) + half;
        nearest <= breadth.min(other) && sea.intersects(&cell)
    })
}

/// Whether all of `sea` lies within `breadth` of a coast for certain.
pub fn is_all_within(
    baselines: &[Baseline],
    breadth: NauticalMiles,
    Geographic(sea): &Geographic<MultiPolygon>,
) -> bool {
    let all = Shore::of(baselines, |_| true);
    let breadth = breadth.0 * METRES_PER_NAUTICAL_MILE;
    cells(sea).all(|cell| {
        let farthest = all.distance(cell.center()) * (1.0 + FLATTENING) + half_diagonal(&cell);
        farthest <= breadth || !sea.intersects(&cell)
    })
}

/// The grid over a sea.
fn cells(sea: &MultiPolygon) -> impl Iterator<Item = Rect> {
    let around = sea.bounding_rect().unwrap_or_else(|| Rect::new((0.0, 0.0), (0.0, 0.0)));
    let count = |from: f64, to: f64| ((to - from) / CELL).ceil().max(1.0) as i32;
    let (columns, rows) =
        (count(around.min().x, around.max().x), count(around.min().y, around.max().y));
    let cells = (0..rows).flat_map(move |row| (0..columns).map(move |column| (row, column)));
    cells.map(move |(row, column)| {
        let corner = Coord { x: f64::from(column) * CELL, y: f64::from(row) * CELL } + around.min();
        Rect::new(corner, corner + Coord { x: CELL, y: CELL })
    })
}

/// How far the farthest corner of a cell is from its middle, m: no place in it is farther.
fn half_diagonal(cell: &Rect) -> f64 {
    let (low, high, middle) = (cell.min(), cell.max(), on_sphere(cell.center()));
    let corners = [low, Coord { x: low.x, y: high.y }];
    let farthest = corners.map(|corner| distance(middle, on_sphere(corner))).into_iter();
    chord_to_arc(farthest.fold(0.0, f64::max)) * (1.0 + FLATTENING)
}

/// Places along some coasts, a cell apart at the most.
struct Shore {
    vertices: RTree<[f64; 3]>,
    /// How much nearer than they the coast may come, m: half an edge, or a vertex left out.
    nearer: f64,
}

impl Shore {
    fn of(baselines: &[Baseline], is_meant: impl Fn(&str) -> bool) -> Shore {
        let meant = |state: &str, within: Option<&str>| is_meant(within.unwrap_or(state));
        let lines = baselines.iter().filter(|it| {
            meant(&it.state, it.enclave.as_ref().map(|enclave| enclave.within.as_str()))
        });
        let (mut vertices, mut longest) = (Vec::new(), 0.0_f64);
        for line in lines {
            // a straight baseline may be as long as a gulf is wide
            let dense = Euclidean.densify(&line.line.0, CELL);
            let mut places: Vec<[f64; 3]> = dense.0.iter().map(|at| on_sphere(*at)).collect();
            let edges = places.windows(2).map(|pair| distance(pair[0], pair[1]));
            longest = edges.fold(longest, f64::max);
            places.dedup_by(|place, before| distance(*place, *before) < LEAST_CHORD);
            vertices.extend(places);
        }
        let nearer = chord_to_arc(longest) / 2.0 + chord_to_arc(LEAST_CHORD);
        Shore { vertices: RTree::bulk_load(vertices), nearer }
    }

    /// How far the nearest vertex is, m; without end where there is none.
    fn distance(&self, from: Coord) -> f64 {
        let from = on_sphere(from);
        let nearest = self.vertices.nearest_neighbor(&from);
        nearest.map_or(f64::INFINITY, |at| chord_to_arc(distance(from, *at)))
    }
}

/// A place in degrees as a point of the unit sphere.
fn on_sphere(at: Coord) -> [f64; 3] {
    let (longitude, latitude) = (at.x.to_radians(), at.y.to_radians());
    let across = libm::cos(latitude);
    [across * libm::cos(longitude), across * libm::sin(longitude), libm::sin(latitude)]
}

fn distance(one: [f64; 3], other: [f64; 3]) -> f64 {
    let [x, y, z] = [0, 1, 2].map(|axis| one[axis] - other[axis]);
    libm::sqrt(x * x + y * y + z * z)
}

/// Length along the earth, m, of a chord of the unit sphere.
fn chord_to_arc(chord: f64) -> f64 {
    2.0 * RADIUS * libm::asin((chord / 2.0).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sea::{Rank, Side};
    use geo::LineString;

    fn coast(state: &str, line: &[(f64, f64)]) -> Baseline {
        Baseline {
            state: state.to_owned(),
            line: Geographic(LineString::from(line.to_vec())),
            seaward: Side::Both,
            one_sided: false,
            rank: Rank::Mainland,
            enclave: None,
        }
    }

    fn sea(west: f64, east: f64) -> Geographic<MultiPolygon> {
        Geographic(MultiPolygon::new(vec![Rect::new((west, 0.0), (east, 1.0)).to_polygon()]))
    }

    /// Coasts along 0° and 4° E: each has what lies on its side of 2° E.
    #[test]
    fn a_state_reaches_no_farther_than_half_way_to_another() {
        let line =
            |east: f64| (0..=40).map(|y| (east, -1.5 + 0.1 * f64::from(y))).collect::<Vec<_>>();
        let coasts = [coast("AAA", &line(0.0)), coast("BBB", &line(4.0))];
        let reaches = |state: &str, west: f64, east: f64| {
            may_reach(&coasts, &[state], NauticalMiles(200.0), &sea(west, east))
        };
        assert!(reaches("AAA", 0.5, 1.5) && reaches("BBB", 2.5, 3.5));
        assert!(!reaches("AAA", 2.5, 3.5) && !reaches("BBB", 0.5, 1.5));
        assert!(reaches("AAA", 1.5, 2.5) && reaches("BBB", 1.5, 2.5), "the median runs through it");
        assert!(!may_reach(&coasts, &["AAA"], NauticalMiles(12.0), &sea(0.5, 1.5)), "30 nm off");
    }

    #[test]
    fn a_sea_is_within_a_breadth_where_no_place_of_it_is_farther() {
        let coasts = [coast("AAA", &[(0.0, 0.0), (0.0, 0.5), (0.0, 1.0)])];
        // a degree of longitude is 60 nm there
        assert!(is_all_within(&coasts, NauticalMiles(80.0), &sea(0.0, 1.0)));
        assert!(!is_all_within(&coasts, NauticalMiles(55.0), &sea(0.0, 1.0)));
        assert!(!is_all_within(&[], NauticalMiles(200.0), &sea(0.0, 1.0)), "no coast at all");
    }
}
