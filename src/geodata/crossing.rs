//! A ring in, the place where it crosses itself out: two of its edges with a common inner point.
//! Method: edges sorted by their west end, each compared with those that begin before it ends;
//! exact orientation tests (Shewchuk). Edges that only touch do not cross.

use geo::{Coord, Kernel, LineString, Orientation, kernels::RobustKernel};

/// Comparisons after which a ring counts as sound: coasts stay far below it, and the check
/// serves a warning only.
const MOST_COMPARISONS: usize = 20_000_000;

/// The index of the position before the first edge that crosses another one, if any does.
pub(super) fn first_crossing(ring: &LineString) -> Option<usize> {
    let mut edges: Vec<(usize, Edge)> =
        ring.lines().map(|line| Edge(line.start, line.end)).enumerate().collect();
    edges.sort_by(|a, b| a.1.west().total_cmp(&b.1.west()).then(a.0.cmp(&b.0)));
    let mut comparisons = 0;
    let mut first = None;
    for (place, (index, edge)) in edges.iter().enumerate() {
        for (other_index, other) in &edges[place + 1..] {
            comparisons += 1;
            if other.west() > edge.east() || comparisons > MOST_COMPARISONS {
                break;
            }
            if edge.crosses(other) {
                let found = *index.min(other_index);
                first = Some(first.map_or(found, |known: usize| known.min(found)));
            }
        }
    }
    first
}

#[derive(Clone, Copy)]
struct Edge(Coord, Coord);

impl Edge {
    fn west(self) -> f64 {
        self.0.x.min(self.1.x)
    }

    fn east(self) -> f64 {
        self.0.x.max(self.1.x)
    }

    fn crosses(&self, other: &Edge) -> bool {
        let apart = |a: Orientation, b: Orientation| {
            a != b && a != Orientation::Collinear && b != Orientation::Collinear
        };
        let beside = self.0.y.max(self.1.y) >= other.0.y.min(other.1.y)
            && other.0.y.max(other.1.y) >= self.0.y.min(self.1.y);
        beside
            && apart(self.side(other.0), self.side(other.1))
            && apart(other.side(self.0), other.side(self.1))
    }

    fn side(&self, position: Coord) -> Orientation {
        RobustKernel::orient2d(self.0, self.1, position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
