//! Rings from edges: directed edges with a face on their left in, the rings of faces out.

use super::Face;
use super::strips::Strips;
use geo::Coord;
use i_overlay::i_float::int::point::IntPoint;
use std::collections::BTreeSet;

/// The edges of a ring.
pub(super) fn steps(ring: &[IntPoint]) -> impl Iterator<Item = (IntPoint, IntPoint)> + '_ {
    (0..ring.len()).map(|i| (ring[i], ring[(i + 1) % ring.len()]))
}

/// The faces that lie on the left of edges: simple rings, holes with the face that they lie in.
///
/// Edges that are gone along both ways bound nothing and are left out.
pub(super) fn faces(mut edges: Vec<(IntPoint, IntPoint)>) -> Vec<Face> {
    edges.retain(|(from, to)| from != to);
    edges.sort_unstable();
    let both_ways = |edge: &(IntPoint, IntPoint)| edges.binary_search(&(edge.1, edge.0)).is_ok();
    let are_both: Vec<bool> = edges.iter().map(both_ways).collect();
    let mut are_both = are_both.into_iter();
    edges.retain(|_| are_both.next() != Some(true));
    let walks = trace(&edges);
    drop(edges);
    let loops = walks.into_iter().flat_map(|walk| simple_loops(walk, |at| at));
    let (exteriors, holes) = loops.partition(|ring| twice_area(ring) > 0);
    nest(exteriors, holes)
}

/// Directed edges as lines: each goes on where exactly one edge comes in and one leaves.
pub(super) fn chains(mut edges: Vec<(IntPoint, IntPoint)>) -> Vec<Vec<IntPoint>> {
    edges.sort_unstable();
    let mut ends: Vec<IntPoint> = edges.iter().map(|edge| edge.1).collect();
    ends.sort_unstable();
    let leaving = |at: IntPoint| {
        let begin = edges.partition_point(|edge| edge.0 < at);
        begin..edges.partition_point(|edge| edge.0 <= at)
    };
    let coming = |at: IntPoint| {
        ends.partition_point(|end| *end <= at) - ends.partition_point(|end| *end < at)
    };
    let goes_on = |at: IntPoint| coming(at) == 1 && leaving(at).len() == 1;
    let mut used = vec![false; edges.len()];
    let mut chains = Vec::new();
    // First the lines that begin somewhere, then those that go round.
    for closed in [false, true] {
        for first in 0..edges.len() {
            if used[first] || (!closed && goes_on(edges[first].0)) {
                continue;
            }
            let (mut chain, mut at) = (vec![edges[first].0], first);
            loop {
                used[at] = true;
                chain.push(edges[at].1);
                match leaving(edges[at].1).next().filter(|_| goes_on(edges[at].1)) {
                    Some(next) if !used[next] => at = next,
                    _ => break,
                }
            }
            chains.push(chain);
        }
    }
    chains
}

/// Closed walks along sorted edges, the face always as close on the left as can be.
fn trace(edges: &[(IntPoint, IntPoint)]) -> Vec<Vec<IntPoint>> {
    let mut used = vec![false; edges.len()];
    let mut walks = Vec::new();
    for first in 0..edges.len() {
        let (mut walk, mut at) = (Vec::new(), first);
        while !used[at] {
            used[at] = true;
            let (from, to) = edges[at];
            walk.push(from);
            let begin = edges.partition_point(|edge| edge.0 < to);
            let leaving = (begin..edges.len()).take_while(|next| edges[*next].0 == to);
            let free = leaving.filter(|next| !used[*next]);
            match free.min_by(|a, b| turn(from, to, edges[*a].1, edges[*b].1)) {
                Some(next) => at = next,
                None => break,
            }
        }
        if walk.len() > 2 {
            walks.push(walk);
        }
    }
    walks
}

/// Which of two ways on from a corner is met first when turning clockwise from the way back.
fn turn(from: IntPoint, corner: IntPoint, a: IntPoint, b: IntPoint) -> std::cmp::Ordering {
    let back = vector(corner, from);
    let (a, b) = (vector(corner, a), vector(corner, b));
    // Clockwise from the way back: first what lies to its right, then what lies to its left.
    let on_left = |v: (i64, i64)| cross(back, v) > 0 || (cross(back, v) == 0 && dot(back, v) > 0);
    on_left(a).cmp(&on_left(b)).then_with(|| cross(a, b).cmp(&0))
}

fn vector(from: IntPoint, to: IntPoint) -> (i64, i64) {
    (i64::from(to.x) - i64::from(from.x), i64::from(to.y) - i64::from(from.y))
}

fn cross(a: (i64, i64), b: (i64, i64)) -> i128 {
    i128::from(a.0) * i128::from(b.1) - i128::from(a.1) * i128::from(b.0)
}

fn dot(a: (i64, i64), b: (i64, i64)) -> i128 {
    i128::from(a.0) * i128::from(b.0) + i128::from(a.1) * i128::from(b.1)
}

/// The loops that a closed walk consists of, none of which passes a position twice; positions are the same by their `key`.
/// The walk comes without its first position again at the end, and so do the loops.
pub(crate) fn simple_loops<P: Copy, K: Ord>(walk: Vec<P>, key: impl Fn(P) -> K) -> Vec<Vec<P>> {
    let mut sorted: Vec<K> = walk.iter().map(|at| key(*at)).collect();
    sorted.sort_unstable();
    if sorted.windows(2).all(|pair| pair[0] != pair[1]) {
        return vec![walk];
    }
    let mut last_seen = std::collections::BTreeMap::new();
    let mut loops = Vec::new();
    let mut open: Vec<P> = Vec::new();
    for at in walk {
        if let Some(&begin) = last_seen.get(&key(at)) {
            let closed: Vec<P> = open.drain(begin..).collect();
            for at in &closed {
                last_seen.remove(&key(*at));
            }
            loops.push(closed);
        }
        last_seen.insert(key(at), open.len());
        open.push(at);
    }
    loops.push(open);
    loops.retain(|ring| ring.len() > 2);
    loops
}

/// Twice the signed area of a ring, positive where it runs counter-clockwise.
fn twice_area(ring: &[IntPoint]) -> i128 {
    let Some(&origin) = ring.first() else { return 0 };
    steps(ring).map(|(a, b)| cross(vector(origin, a), vector(origin, b))).sum()
}

/// Each hole with the smallest ring that it lies in.
fn nest(mut exteriors: Vec<Vec<IntPoint>>, holes: Vec<Vec<IntPoint>>) -> Vec<Face> {
    exteriors.sort_by_cached_key(|ring| (twice_area(ring), ring.first().copied()));
    let mut homes = Vec::new();
    if !holes.is_empty() {
        let boxes: Vec<_> = exteriors.iter().map(|ring| extent(ring)).collect();
        let outlines = Outlines::of(&exteriors);
        homes.extend(holes.iter().map(|hole| {
            let its = extent(hole);
            let fits = |outer: &[i32; 4]| {
                outer[0] <= its[0] && outer[1] <= its[1] && outer[2] >= its[2] && outer[3] >= its[3]
            };
            outlines.around(hole).into_iter().find(|ring| fits(&boxes[*ring]))
        }));
    }
    let mut faces: Vec<Face> = exteriors.into_iter().map(|ring| vec![ring]).collect();
    for (hole, home) in holes.into_iter().zip(homes) {
        if let Some(home) = home {
            faces[home].push(hole);
        }
    }
    faces
}

/// West, south, east, north.
fn extent(ring: &[IntPoint]) -> [i32; 4] {
    ring.iter().fold([i32::MAX, i32::MAX, i32::MIN, i32::MIN], |[w, s, e, n], at| {
        [w.min(at.x), s.min(at.y), e.max(at.x), n.max(at.y)]
    })
}

/// The edges of rings, to find what holes lie in.
struct Outlines {
    /// The number of the ring, and the lower and the higher end.
    edges: Vec<(usize, IntPoint, IntPoint)>,
    strips: Strips,
}

impl Outlines {
    fn of(rings: &[Vec<IntPoint>]) -> Outlines {
        let numbered = rings.iter().enumerate();
        let edges = numbered.flat_map(|(number, ring)| {
            // What is level crosses no level line.
            let sloping = steps(ring).filter(|(a, b)| a.y != b.y);
            sloping.map(move |(a, b)| if a.y < b.y { (number, a, b) } else { (number, b, a) })
        });
        let edges: Vec<_> = edges.collect();
        let strips = Strips::new(edges.iter().map(|(_, low, high)| [low.y, high.y].map(f64::from)));
        Outlines { edges, strips }
    }

    /// The rings that go round a hole, which may touch them but does not cross them.
    fn around(&self, hole: &[IntPoint]) -> BTreeSet<usize> {
        let mut around = BTreeSet::new();
        // The middle of an edge lies on no other ring; doubled, it is on the grid.
        let doubled = steps(hole)
            .map(|(a, b)| (i64::from(a.x) + i64::from(b.x), i64::from(a.y) + i64::from(b.y)));
        let Some((x, y)) = doubled.max_by_key(|at| (at.1.rem_euclid(2), *at)) else {
            return around;
        };
        for edge in self.strips.members(self.strips.of(y as f64 / 2.0)) {
            let (ring, low, high) = self.edges[*edge as usize];
            let crosses = 2 * i64::from(low.y) <= y && y < 2 * i64::from(high.y);
            let toward = (x - 2 * i64::from(low.x), y - 2 * i64::from(low.y));
            if crosses && cross(vector(low, high), toward) > 0 && !around.remove(&ring) {
                around.insert(ring);
            }
        }
        around
    }
}

/// A position inside of a face: the middle of the longest of some lines across it.
pub(super) fn interior_point(face: &Face, coord: impl Fn(IntPoint) -> Coord) -> Coord {
    /// Lines are tried at these parts of the height.
    const LEVELS: [f64; 9] = [0.5, 0.37, 0.63, 0.21, 0.79, 0.11, 0.89, 0.03, 0.97];
    let all = || face.iter().flat_map(|ring| steps(ring)).map(|(a, b)| (coord(a), coord(b)));
    let (low, high) = all().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), (at, _)| {
        (low.min(at.y), high.max(at.y))
    });
    let mut best = (f64::NEG_INFINITY, face.first().map_or(Coord::zero(), |ring| coord(ring[0])));
    for y in LEVELS.map(|level| low + (high - low) * level) {
        let crossing = all().filter(|(a, b)| (a.y > y) != (b.y > y));
        let mut crossings: Vec<f64> =
            crossing.map(|(a, b)| a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y)).collect();
        crossings.sort_by(f64::total_cmp);
        for pair in crossings.chunks_exact(2) {
            if pair[1] - pair[0] > best.0 {
                best = (pair[1] - pair[0], Coord { x: (pair[0] + pair[1]) / 2.0, y });
            }
        }
    }
    best.1
}
