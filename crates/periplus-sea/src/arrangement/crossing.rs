//! Rings in, the pairs of edges that meet where they should not out.
//! Method: a sweep in each of many strips of latitude finds the pairs, exact orientation tests (Shewchuk) decide: n log n,
//! where validity by its definition compares every edge with every other.

use super::strips::Strips;
use geo::kernels::{Kernel, Orientation, RobustKernel};
use geo::{Coord, LineString};
use std::collections::BTreeSet;

/// The index of the position before the first edge that crosses another one, if any does. Edges that only touch do not
/// cross.
pub fn first_crossing(ring: &LineString) -> Option<usize> {
    let mut first: Option<usize> = None;
    Edges::of(std::iter::once(ring)).meetings(|edge, other, meeting| {
        if meeting == Meeting::Crossing {
            let found = edge.index.min(other.index);
            first = Some(first.map_or(found, |known| known.min(found)));
        }
    });
    first
}

/// An edge of a ring.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Edge {
    /// The number of the ring.
    pub(crate) ring: usize,
    /// The place in the ring of the position that it starts from.
    pub(crate) index: usize,
    pub(crate) ends: [Coord; 2],
    /// It is the first and the last of its ring.
    bounds: [bool; 2],
}

/// What two edges that are no neighbours have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meeting {
    /// A point inside of both.
    Crossing,
    /// A stretch: one doubles the other.
    Stretch,
    /// A point that is an end of one of them.
    Touch,
}

impl Edge {
    /// South and north.
    fn latitudes(&self) -> [f64; 2] {
        let [a, b] = self.ends;
        [a.y.min(b.y), a.y.max(b.y)]
    }

    fn west(&self) -> f64 {
        self.ends[0].x.min(self.ends[1].x)
    }

    fn east(&self) -> f64 {
        self.ends[0].x.max(self.ends[1].x)
    }
}

/// The edges of rings and lines, ready to be searched. Positions that are repeated count once.
pub(crate) struct Edges {
    /// From west to east.
    all: Vec<Edge>,
    strips: Strips,
}

impl Edges {
    pub(crate) fn of<'a>(rings: impl Iterator<Item = &'a LineString>) -> Edges {
        let mut all: Vec<Edge> =
            rings.enumerate().flat_map(|(number, ring)| edges(number, ring)).collect();
        all.sort_unstable_by(|a, b| {
            a.west().total_cmp(&b.west()).then((a.ring, a.index).cmp(&(b.ring, b.index)))
        });
        let strips = Strips::new(all.iter().map(Edge::latitudes));
        Edges { all, strips }
    }

    /// Visits every pair of edges that meet, those apart that follow each other on a ring and have nothing more in
    /// common than their joint. The first is that of the lower ring, or before the other on its ring.
    pub(crate) fn meetings(&self, mut visit: impl FnMut(&Edge, &Edge, Meeting)) {
        for strip in 0..self.strips.len() {
            let members = self.strips.members(strip);
            for (place, edge) in
                members.iter().enumerate().map(|(place, &edge)| (place, &self.all[edge as usize]))
            {
                let [south, north] = edge.latitudes();
                let east = edge.east();
                for other in members[place + 1..].iter().map(|&other| &self.all[other as usize]) {
                    if other.west() > east {
                        break;
                    }
                    let [other_south, other_north] = other.latitudes();
                    let low = south.max(other_south);
                    // A pair that is in several strips together is looked at in the lowest of them.
                    if low > north.min(other_north) || self.strips.of(low) != strip {
                        continue;
                    }
                    let is_first = (edge.ring, edge.index) < (other.ring, other.index);
                    let (edge, other) = if is_first { (edge, other) } else { (other, edge) };
                    if let Some(meeting) = meeting(edge, other) {
                        visit(edge, other, meeting);
                    }
                }
            }
        }
    }

    /// The closed rings that go round a position: those that a ray to the east crosses an odd number of times.
    pub(crate) fn rings_around(&self, at: Coord) -> BTreeSet<usize> {
        let mut around = BTreeSet::new();
        for edge in
            self.strips.members(self.strips.of(at.y)).iter().map(|&edge| &self.all[edge as usize])
        {
            if is_left_of(edge.ends, at) && !around.remove(&edge.ring) {
                around.insert(edge.ring);
            }
        }
        around
    }
}

/// Whether a ray from a position to the east crosses an edge.
pub(crate) fn is_left_of([a, b]: [Coord; 2], at: Coord) -> bool {
    let (low, high) = if a.y < b.y { (a, b) } else { (b, a) };
    low.y <= at.y
        && at.y < high.y
        && RobustKernel::orient2d(low, high, at) == Orientation::CounterClockwise
}

fn edges(ring: usize, line: &LineString) -> Vec<Edge> {
    let lines = line.lines().enumerate().filter(|(_, edge)| edge.start != edge.end);
    let edge = |(index, edge): (usize, geo::Line)| Edge {
        ring,
        index,
        ends: [edge.start, edge.end],
        bounds: [false; 2],
    };
    let mut edges: Vec<Edge> = lines.map(edge).collect();
    edges.first_mut().into_iter().for_each(|first| first.bounds[0] = true);
    edges.last_mut().into_iter().for_each(|last| last.bounds[1] = true);
    edges
}

/// What two edges have in common beyond a joint.
fn meeting(edge: &Edge, other: &Edge) -> Option<Meeting> {
    use Orientation::Collinear;
    let ([a, b], [c, d]) = (edge.ends, other.ends);
    let [to_c, to_d] = [c, d].map(|at| RobustKernel::orient2d(a, b, at));
    if to_c == to_d && to_c != Collinear {
        return None;
    }
    let [to_a, to_b] = [a, b].map(|at| RobustKernel::orient2d(c, d, at));
    if [to_a, to_b, to_c, to_d].iter().all(|side| *side != Collinear) {
        return (to_a != to_b).then_some(Meeting::Crossing);
    }
    let candidates = [(to_c, c, a, b), (to_d, d, a, b), (to_a, a, c, d), (to_b, b, c, d)];
    let touching = candidates
        .into_iter()
        .filter(|(side, at, from, to)| *side == Collinear && is_in_box(*at, *from, *to));
    let mut places: Vec<Coord> = touching.map(|(_, at, ..)| at).collect();
    places.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    places.dedup();
    match places[..] {
        [] => None,
        [at] if edge.ring == other.ring && is_joint(edge, other, at) => None,
        [_] => Some(Meeting::Touch),
        _ => Some(Meeting::Stretch),
    }
}

fn is_in_box(at: Coord, from: Coord, to: Coord) -> bool {
    let between = |value: f64, a: f64, b: f64| a.min(b) <= value && value <= a.max(b);
    between(at.x, from.x, to.x) && between(at.y, from.y, to.y)
}

/// Whether one edge follows the other on their ring, and they meet where they join.
fn is_joint(edge: &Edge, other: &Edge, at: Coord) -> bool {
    let follows = edge.ends[1] == at && other.ends[0] == at;
    let closes = edge.bounds[0] && other.bounds[1] && other.ends[1] == at && edge.ends[0] == at;
    // Repeated positions leave gaps in the numbers: what lies between is the joint itself.
    (follows && edge.index < other.index) || closes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(points: &[(f64, f64)]) -> LineString {
        LineString::from(points.to_vec())
    }

    fn found(rings: &[LineString]) -> Vec<Meeting> {
        let mut found = Vec::new();
        Edges::of(rings.iter()).meetings(|_, _, meeting| found.push(meeting));
        found
    }

    #[test]
    fn a_valid_ring_meets_itself_nowhere() {
        assert_eq!(found(&[ring(&[(0., 0.), (2., 0.), (2., 2.), (0., 0.)])]), []);
        let repeated =
            ring(&[(0., 0.), (0., 0.), (2., 0.), (2., 0.), (2., 2.), (0., 0.), (0., 0.)]);
        assert_eq!(found(&[repeated]), []);
    }

    #[test]
    fn bows_spikes_and_knots_are_found() {
        let bow = ring(&[(0., 0.), (4., 4.), (4., 0.), (0., 3.), (0., 0.)]);
        assert_eq!(found(&[bow]), [Meeting::Crossing]);
        let spike = ring(&[(0., 0.), (2., 0.), (5., 0.), (2., 0.), (2., 2.), (0., 0.)]);
        assert!(found(&[spike]).contains(&Meeting::Stretch));
        let knot = ring(&[(0., 0.), (2., 2.), (4., 0.), (4., 5.), (2., 2.), (0., 4.), (0., 0.)]);
        assert!(found(&[knot]).iter().all(|meeting| *meeting == Meeting::Touch));
    }

    #[test]
    fn a_bow_crosses_and_a_square_does_not() {
        let ring = |coords: &[(f64, f64)]| LineString::from(coords.to_vec());
        let bow = ring(&[(0., 0.), (2., 2.), (2., 0.), (0., 2.), (0., 0.)]);
        assert_eq!(first_crossing(&bow), Some(0));
        let square = ring(&[(0., 0.), (2., 0.), (2., 2.), (0., 2.), (0., 0.)]);
        assert_eq!(first_crossing(&square), None);
        let touching =
            ring(&[(0., 0.), (1., 1.), (2., 0.), (2., 2.), (1., 1.), (0., 2.), (0., 0.)]);
        assert_eq!(first_crossing(&touching), None);
    }
}
