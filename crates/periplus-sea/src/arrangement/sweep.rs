//! A sweep from west to east: edges in, pairs of them that meet out, whatever their slopes.
//! Method: Shamos & Hoey, *Geometric intersection problems* (1976): of edges that do not cross, those on one meridian have an
//! order from south to north, and what meets is next to each other in it. They stop at the first crossing; here one of the
//! two edges is left out from there on, so that the others keep their order: n log n, however many cross.

use super::edge::{Edge, Meeting, meeting};
use geo::Coord;
use geo::kernels::{Kernel, Orientation, RobustKernel};
use std::cell::Cell;
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::ops::Bound::{Excluded, Unbounded};

/// Visits pairs of edges that meet, as [`meeting`] has it: a crossing if there is any, and of each edge that crosses others one
/// at least unless those others are left out; a pair may come twice. The first of a pair is that of the lower ring, or before
/// the other on its ring.
///
/// Returns how often two edges were compared: some 2 log₂ n times for each edge.
pub(super) fn meetings(edges: &[Edge], visit: &mut impl FnMut(&Edge, &Edge, Meeting)) -> usize {
    let compared = Cell::new(0);
    let mut sweep = Sweep { edges, status: BTreeSet::new(), compared: &compared, visit };
    let events = events(edges);
    for here in events.chunk_by(|one, other| one.at == other.at) {
        sweep.pass(here);
    }
    compared.get()
}

/// An end of an edge, which the sweep comes to.
struct Event {
    at: Coord,
    /// The edge has its western end here, or its southern one if it runs along a meridian.
    begins: bool,
    edge: u32,
}

/// The ends of edges from west to east, those in one place together: what ends there before what begins.
fn events(edges: &[Edge]) -> Vec<Event> {
    let both = (0..).zip(edges).flat_map(|(number, edge)| {
        let [from, to] = eastward(edge.ends);
        [
            Event { at: from, begins: true, edge: number },
            Event { at: to, begins: false, edge: number },
        ]
    });
    let mut events: Vec<Event> = both.collect();
    events.sort_unstable_by(|one, other| {
        let order = along(one.at, other.at).then(one.begins.cmp(&other.begins));
        order.then(one.edge.cmp(&other.edge))
    });
    events
}

/// From west to east, and on one meridian from south to north.
fn along(one: Coord, other: Coord) -> Ordering {
    // Zero has no sign here: −0 and 0 are one place.
    let compare = |a: f64, b: f64| (a + 0.0).total_cmp(&(b + 0.0));
    compare(one.x, other.x).then(compare(one.y, other.y))
}

fn eastward([a, b]: [Coord; 2]) -> [Coord; 2] {
    if along(a, b) == Ordering::Greater { [b, a] } else { [a, b] }
}

struct Sweep<'a, V> {
    edges: &'a [Edge],
    /// The edges that the sweep is in the midst of, from south to north; none of them cross so far.
    status: BTreeSet<Active<'a>>,
    compared: &'a Cell<usize>,
    visit: &'a mut V,
}

impl<'a, V: FnMut(&Edge, &Edge, Meeting)> Sweep<'a, V> {
    /// Goes past the edges that have an end in one place.
    fn pass(&mut self, here: &[Event]) {
        self.touches(here);
        for event in here {
            let edge = Active::new(self.edges, event.edge, self.compared);
            if event.begins {
                self.begin(edge);
            } else if self.status.remove(&edge) {
                self.close_up(edge);
            }
        }
    }

    /// A ring that comes to one place twice: edges that end there and edges that begin there are never neighbours.
    fn touches(&mut self, here: &[Event]) {
        if here.len() <= 2 {
            return;
        }
        let mut edges: Vec<u32> = here.iter().map(|event| event.edge).collect();
        let place = |edge: &u32| {
            let edge = &self.edges[*edge as usize];
            (edge.ring, edge.index)
        };
        edges.sort_unstable_by_key(place);
        for pair in edges.windows(2).filter(|pair| place(&pair[0]).0 == place(&pair[1]).0) {
            self.look(pair[0], pair[1]);
        }
    }

    /// An edge takes its place, unless it crosses one of its neighbours.
    fn begin(&mut self, edge: Active<'a>) {
        let crosses = self.neighbours(&edge).into_iter().flatten().fold(false, |crosses, other| {
            (self.look(edge.number, other.number) == Some(Meeting::Crossing)) | crosses
        });
        if !crosses {
            self.status.insert(edge);
        }
    }

    /// The neighbours of an edge that is gone are each other's: where they cross, one of them is left out.
    fn close_up(&mut self, gone: Active<'a>) {
        while let [Some(south), Some(north)] = self.neighbours(&gone)
            && self.look(south.number, north.number) == Some(Meeting::Crossing)
        {
            self.status.remove(&north);
        }
    }

    /// What lies next to an edge, to the south and to the north.
    fn neighbours(&self, edge: &Active<'a>) -> [Option<Active<'a>>; 2] {
        let south = self.status.range(..edge).next_back();
        let north = self.status.range((Excluded(edge), Unbounded)).next();
        [south, north].map(|other| other.copied())
    }

    /// What two edges have in common, shown to who asked.
    fn look(&mut self, one: u32, other: u32) -> Option<Meeting> {
        let [one, other] = [one, other].map(|number| &self.edges[number as usize]);
        let is_first = (one.ring, one.index) < (other.ring, other.index);
        let (one, other) = if is_first { (one, other) } else { (other, one) };
        let found = meeting(one, other);
        if let Some(meeting) = found {
            (self.visit)(one, other, meeting);
        }
        found
    }
}

/// An edge that the sweep is in the midst of, ordered from south to north among those.
#[derive(Clone, Copy)]
struct Active<'a> {
    /// Its ends, from west to east.
    ends: [Coord; 2],
    number: u32,
    compared: &'a Cell<usize>,
}

impl<'a> Active<'a> {
    fn new(edges: &[Edge], number: u32, compared: &'a Cell<usize>) -> Active<'a> {
        Active { ends: eastward(edges[number as usize].ends), number, compared }
    }

    /// Where another edge, which begins no farther west, lies as seen from this one.
    fn side_of(&self, other: &Active) -> Ordering {
        let [from, to] = self.ends;
        let side = |at: Coord| match RobustKernel::orient2d(from, to, at) {
            Orientation::CounterClockwise => Ordering::Greater,
            Orientation::Clockwise => Ordering::Less,
            Orientation::Collinear => Ordering::Equal,
        };
        // Where it begins on this one, it is where it goes that counts.
        side(other.ends[0]).then_with(|| side(other.ends[1]))
    }
}

impl Ord for Active<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.compared.set(self.compared.get() + 1);
        let order = match along(self.ends[0], other.ends[0]) {
            Ordering::Greater => other.side_of(self),
            _ => self.side_of(other).reverse(),
        };
        // One upon the other: in any order, and always in the same.
        order.then(self.number.cmp(&other.number))
    }
}

impl PartialOrd for Active<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Active<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Active<'_> {}

#[cfg(test)]
mod tests;
