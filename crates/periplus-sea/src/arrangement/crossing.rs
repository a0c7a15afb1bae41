//! Rings in, the pairs of edges that meet where they should not out.
//! Method: a sweep in each of many strips of latitude finds the pairs, fastest of all on coasts; where edges lie so close side
//! by side that it would look at too many pairs, or where very many cross, a sweep that knows their order takes its place.

use super::boxes::Boxes;
use super::edge::{Edge, Meeting, cross, edges, meeting};
use super::strips::Strips;
use super::sweep;
use geo::kernels::{Kernel, Orientation, RobustKernel};
use geo::{Coord, LineString};
use std::collections::BTreeSet;
use std::ops::ControlFlow::{self, Break, Continue};

/// The index of the position before an edge that crosses another one, if any does: of the first that does, or of one of the
/// first where there are very many. Edges that only touch do not cross.
pub fn first_crossing(ring: &LineString) -> Option<usize> {
    let boxes = Boxes::of(&ring.0);
    let mut first: Option<usize> = None;
    let mut note = |index: usize| first = Some(first.map_or(index, |known| known.min(index)));
    let looked_at = ring.0.len().saturating_mul(BOXES_AN_EDGE).saturating_add(PAIRS_AT_LEAST);
    let went = boxes.pairs(looked_at, |one, other| {
        if cross(boxes.edge(one), boxes.edge(other)) {
            note(one);
        }
    });
    if went.is_break() {
        Edges::of(std::iter::once(ring)).meetings(|edge, other, meeting| {
            if meeting == Meeting::Crossing {
                note(edge.index.min(other.index));
            }
        });
    }
    first
}

/// The boxes that are looked at before the edges of one ring are sorted, for each: on coasts there are thirty.
const BOXES_AN_EDGE: usize = 256;

/// The edges of rings and lines, ready to be searched. Positions that are repeated count once.
pub(crate) struct Edges {
    /// From west to east.
    all: Vec<Edge>,
    strips: Strips,
}

/// The pairs that are looked at in strips before the other way is taken, for each edge. On coasts there are one or two, and they
/// are found in a third of the time; so many take as long as the other way does.
const PAIRS_AN_EDGE: usize = 32;
/// Of few edges, every pair is looked at in no time.
const PAIRS_AT_LEAST: usize = 1_000_000;
/// The pairs that are looked at where every one that crosses is wanted: some seconds; and where very many may, for each.
const MOST_PAIRS: usize = 200_000_000;
const PAIRS_A_CROSSING: usize = 100;

/// Whether a search came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// Every pair was visited, and each once.
    All,
    /// There are too many to visit them all. A crossing was visited if there is one.
    Some,
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

    /// Visits the pairs of edges that meet, those apart that follow each other on a ring and have nothing more in
    /// common than their joint. The first is that of the lower ring, or before the other on its ring.
    pub(crate) fn meetings(&self, mut visit: impl FnMut(&Edge, &Edge, Meeting)) -> Found {
        let pairs = self.all.len().saturating_mul(PAIRS_AN_EDGE).saturating_add(PAIRS_AT_LEAST);
        let went = self.look_through(pairs, |one, other, meeting| {
            visit(one, other, meeting);
            Continue(())
        });
        if went.is_continue() {
            return Found::All;
        }
        sweep::meetings(&self.all, &mut visit);
        Found::Some
    }

    /// The pairs of edges that cross; none if there are more than `most`, or too many to be looked for.
    pub(crate) fn crossings(&self, most: usize) -> Option<Vec<[Edge; 2]>> {
        let mut found = Vec::new();
        let mut note = |one: &Edge, other: &Edge, meeting| {
            if meeting == Meeting::Crossing && found.len() <= most {
                found.push([*one, *other]);
            }
        };
        if self.meetings(&mut note) == Found::All {
            return (found.len() <= most).then_some(found);
        }
        // Where a sweep comes upon none, there is none.
        if found.is_empty() || found.len() > most {
            return found.is_empty().then_some(found);
        }
        found.clear();
        let pairs = MOST_PAIRS.max(most.saturating_mul(PAIRS_A_CROSSING));
        let went = self.look_through(pairs, |one, other, meeting| {
            if meeting == Meeting::Crossing {
                found.push([*one, *other]);
            }
            if found.len() > most { Break(()) } else { Continue(()) }
        });
        went.is_continue().then_some(found)
    }

    /// Visits the pairs of edges that meet, strip by strip, as long as it is to go on and so many pairs have not been looked at.
    fn look_through(
        &self,
        most_pairs: usize,
        mut visit: impl FnMut(&Edge, &Edge, Meeting) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let mut pairs = 0;
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
                    if pairs == most_pairs {
                        return Break(());
                    }
                    pairs += 1;
                    let [other_south, other_north] = other.latitudes();
                    let low = south.max(other_south);
                    // A pair that is in several strips together is looked at in the lowest of them.
                    if low > north.min(other_north) || self.strips.of(low) != strip {
                        continue;
                    }
                    let is_first = (edge.ring, edge.index) < (other.ring, other.index);
                    let (edge, other) = if is_first { (edge, other) } else { (other, edge) };
                    if let Some(meeting) = meeting(edge, other) {
                        visit(edge, other, meeting)?;
                    }
                }
            }
        }
        Continue(())
    }

    /// How many edges are looked at to find the rings that go round a position.
    pub(crate) fn level_with(&self, at: Coord) -> usize {
        self.strips.members(self.strips.of(at.y)).len()
    }

    /// The closed rings that go round a position: those that a ray to the east crosses an odd number of times.
    pub(crate) fn rings_around(&self, at: Coord) -> BTreeSet<usize> {
        let level = self.strips.members(self.strips.of(at.y)).iter();
        let level = level.map(|&edge| &self.all[edge as usize]);
        let mut crossed: Vec<usize> =
            level.filter(|edge| is_left_of(edge.ends, at)).map(|edge| edge.ring).collect();
        crossed.sort_unstable();
        oddly_many(&crossed)
    }
}

/// Of numbers in order, those that come an odd number of times.
pub(super) fn oddly_many(sorted: &[usize]) -> BTreeSet<usize> {
    sorted.chunk_by(|a, b| a == b).filter(|it| it.len() % 2 == 1).map(|it| it[0]).collect()
}

/// Whether a ray from a position to the east crosses an edge.
fn is_left_of([a, b]: [Coord; 2], at: Coord) -> bool {
    let (low, high) = if a.y < b.y { (a, b) } else { (b, a) };
    low.y <= at.y
        && at.y < high.y
        && RobustKernel::orient2d(low, high, at) == Orientation::CounterClockwise
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
