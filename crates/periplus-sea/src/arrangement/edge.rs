//! Edges of rings and lines, and what two of them have in common: exact orientation tests (Shewchuk) decide.

use geo::kernels::{Kernel, Orientation, RobustKernel};
use geo::{Coord, LineString};

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
    pub(super) fn latitudes(&self) -> [f64; 2] {
        let [a, b] = self.ends;
        [a.y.min(b.y), a.y.max(b.y)]
    }

    pub(super) fn west(&self) -> f64 {
        self.ends[0].x.min(self.ends[1].x)
    }

    pub(super) fn east(&self) -> f64 {
        self.ends[0].x.max(self.ends[1].x)
    }
}

/// The edges of a ring or line of this number; positions that are repeated count once.
pub(super) fn edges(ring: usize, line: &LineString) -> Vec<Edge> {
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
pub(super) fn meeting(edge: &Edge, other: &Edge) -> Option<Meeting> {
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

/// Whether two edges have a point inside of both, and no more.
pub(super) fn cross([a, b]: [Coord; 2], [c, d]: [Coord; 2]) -> bool {
    use Orientation::Collinear;
    // most pairs that come near each other are neighbours on their line
    if b == c || a == d || a == c || b == d {
        return false;
    }
    let are_apart = |from: Coord, to: Coord, ends: [Coord; 2]| {
        let [one, other] = ends.map(|end| RobustKernel::orient2d(from, to, end));
        one != other && one != Collinear && other != Collinear
    };
    are_apart(a, b, [c, d]) && are_apart(c, d, [a, b])
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
