//! Validity of polygons after OGC 06-103r4 §6.1.11 and §6.1.14 (what GEOS, so QGIS, goes by), checked apart from `geo`:
//! exact orientation tests (Shewchuk) on pairs of edges that an R-tree finds, so that whole seas with thousands of
//! islands take seconds. Stricter than the standard in one thing: winding, as RFC 7946 §3.1.6 has it.

use geo::kernels::RobustKernel;
use geo::{Coord, Kernel, LineString, MultiPolygon, Orientation};
use rstar::{AABB, RTree, RTreeObject};
use std::collections::{BTreeMap, BTreeSet};

/// Faults that are told before the check gives up.
const MOST_FAULTS: usize = 10;

/// What is wrong with an area, in words; nothing if it is valid.
pub(crate) fn faults(area: &MultiPolygon) -> Vec<String> {
    let check = Check::new(area);
    let mut faults = check.shapes();
    if faults.is_empty() {
        let (mut found, touches) = check.pairs();
        found.extend(check.passages(&touches));
        found.extend(check.pinches(&touches));
        found.extend(check.nesting(&touches));
        faults = found;
    }
    faults.truncate(MOST_FAULTS);
    faults
}

/// A ring of the area, without the repetition of its first position.
struct Ring {
    polygon: usize,
    is_hole: bool,
    points: Vec<Coord>,
    closed: bool,
}

/// An edge, by its ring and the position that it starts from.
#[derive(Clone, Copy)]
struct Edge {
    ring: usize,
    index: usize,
    ends: [Coord; 2],
}

impl RTreeObject for Edge {
    type Envelope = AABB<[f64; 2]>;
    fn envelope(&self) -> Self::Envelope {
        AABB::from_corners([self.ends[0].x, self.ends[0].y], [self.ends[1].x, self.ends[1].y])
    }
}

/// What two edges have in common.
enum Meeting {
    Nothing,
    /// An end of one of them.
    Point(Coord),
    /// An inner point of both.
    Crossing,
    Stretch,
}

/// Where two rings touch: by position and rings, an edge of either that is there.
type Touches = BTreeMap<([u64; 2], [usize; 2]), (Coord, [usize; 2])>;

struct Check {
    rings: Vec<Ring>,
    tree: RTree<Edge>,
    east: f64,
}

impl Check {
    fn new(area: &MultiPolygon) -> Check {
        let mut rings = Vec::new();
        for (polygon, shape) in area.0.iter().enumerate() {
            let all = std::iter::once(shape.exterior()).chain(shape.interiors());
            rings.extend(all.enumerate().map(|(place, ring)| Ring::new(polygon, place > 0, ring)));
        }
        let edges: Vec<Edge> = (0..rings.len()).flat_map(|ring| edges(&rings, ring)).collect();
        let east = edges.iter().fold(f64::NEG_INFINITY, |east, edge| east.max(edge.ends[0].x));
        Check { rings, tree: RTree::bulk_load(edges), east }
    }

    /// Each ring by itself: numbers, closing, length, winding.
    fn shapes(&self) -> Vec<String> {
        let fault = |ring: &Ring| {
            let area = ring.twice_the_area();
            let what = match () {
                () if ring.points.iter().any(|at| !(at.x.abs() <= 180.0 && at.y.abs() <= 90.0)) => {
                    "leaves the earth"
                }
                () if !ring.closed => "is not closed",
                () if ring.points.len() < 3 => "has fewer than four positions",
                () if ring.repeats() => "has a position twice in a row",
                () if ring.is_hole && area >= 0.0 => "is a hole and runs counter-clockwise",
                () if !ring.is_hole && area <= 0.0 => "is an exterior and runs clockwise",
                () => return None,
            };
            Some(format!("{} {what}", ring.name()))
        };
        self.rings.iter().filter_map(fault).collect()
    }

    /// Edges that cross or overlap, and rings that touch themselves; with the places where two rings touch.
    fn pairs(&self) -> (Vec<String>, Touches) {
        let (mut faults, mut touches) = (Vec::new(), Touches::new());
        for edge in self.tree.iter() {
            for other in self.tree.locate_in_envelope_intersecting(&edge.envelope()) {
                if (other.ring, other.index) <= (edge.ring, edge.index) {
                    continue;
                }
                let rings = [&self.rings[edge.ring], &self.rings[other.ring]];
                let mut fault = |what: &str, at: Coord| {
                    let [a, b] = rings.map(Ring::name);
                    faults.push(format!("{a} {what} {b} at {} {}", at.x, at.y));
                };
                match meeting(edge.ends, other.ends) {
                    Meeting::Nothing => (),
                    Meeting::Crossing => fault("crosses", edge.ends[0]),
                    Meeting::Stretch => fault("overlaps", edge.ends[0]),
                    Meeting::Point(at) if edge.ring == other.ring => {
                        if !rings[0].joins(edge, other, at) {
                            fault("touches itself,", at);
                        }
                    }
                    Meeting::Point(at) => {
                        let key = ([at.x, at.y].map(f64::to_bits), [edge.ring, other.ring]);
                        touches.insert(key, (at, [edge.index, other.index]));
                    }
                }
            }
        }
        (faults, touches)
    }

    /// Places where a ring goes through another one at a vertex.
    fn passages(&self, touches: &Touches) -> Vec<String> {
        let mut faults = Vec::new();
        for ((_, rings), (at, edges)) in touches {
            let at = *at;
            let rings = rings.map(|ring| &self.rings[ring]);
            let [(before, after), (from, to)] = [0, 1].map(|i| rings[i].neighbours(at, edges[i]));
            if is_between(at, from, to, before) != is_between(at, from, to, after) {
                let [a, b] = rings.map(Ring::name);
                faults.push(format!("{a} goes through {b} at {} {}", at.x, at.y));
            }
        }
        faults
    }

    /// Polygons whose rings touch so that their inside falls apart: a cycle of rings and places.
    fn pinches(&self, touches: &Touches) -> Vec<String> {
        let mut group: BTreeMap<Knot, Knot> = BTreeMap::new();
        let mut links: BTreeSet<(Knot, Knot)> = BTreeSet::new();
        for (place, rings) in touches.keys() {
            let [a, b] = rings.map(|ring| self.rings[ring].polygon);
            if a == b {
                links.extend(rings.map(|ring| (Knot::Ring(ring), Knot::Place(*place))));
            }
        }
        let mut faults = Vec::new();
        for (ring, place) in links {
            let (a, b) = (root(&group, ring), root(&group, place));
            if a == b {
                faults.push(format!("the inside of a polygon falls apart at {place:?}"));
            }
            group.insert(a, b);
        }
        faults
    }

    /// Holes outside of their exterior or inside of each other, and polygons inside of others.
    fn nesting(&self, touches: &Touches) -> Vec<String> {
        let mut touched: BTreeMap<usize, BTreeSet<[u64; 2]>> = BTreeMap::new();
        for (place, rings) in touches.keys() {
            rings.iter().for_each(|ring| touched.entry(*ring).or_default().extend([*place]));
        }
        let mut faults = Vec::new();
        for (number, ring) in self.rings.iter().enumerate() {
            let around = self.rings_around(ring.free_point(touched.get(&number)), number);
            let within = |polygon: usize, hole: bool| {
                let wanted = |at: &usize| self.rings[*at].polygon == polygon;
                around.iter().copied().filter(wanted).any(|at| self.rings[at].is_hole == hole)
            };
            if ring.is_hole && (!within(ring.polygon, false) || within(ring.polygon, true)) {
                faults.push(format!("{} is not inside of its polygon", ring.name()));
            }
            let others: BTreeSet<usize> = around.iter().map(|at| self.rings[*at].polygon).collect();
            let covered = |other: &usize| within(*other, false) && !within(*other, true);
            if !ring.is_hole && others.iter().any(covered) {
                faults.push(format!("{} is inside of another polygon", ring.name()));
            }
        }
        faults
    }

    /// The rings round a point, itself apart: those that a ray to the east crosses an odd number of times.
    fn rings_around(&self, at: Coord, itself: usize) -> BTreeSet<usize> {
        let mut around = BTreeSet::new();
        let ray = AABB::from_corners([at.x, at.y], [self.east.max(at.x), at.y]);
        for edge in self.tree.locate_in_envelope_intersecting(&ray) {
            let [a, b] = edge.ends;
            let (low, high) = if a.y < b.y { (a, b) } else { (b, a) };
            let spans = low.y <= at.y && at.y < high.y;
            let is_left = || RobustKernel::orient2d(low, high, at) == Orientation::CounterClockwise;
            if edge.ring != itself && spans && is_left() && !around.remove(&edge.ring) {
                around.insert(edge.ring);
            }
        }
        around
    }
}

/// A node of the graph of rings and the places where they touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Knot {
    Ring(usize),
    Place([u64; 2]),
}

fn root(group: &BTreeMap<Knot, Knot>, of: Knot) -> Knot {
    let mut at = of;
    while let Some(next) = group.get(&at).filter(|next| **next != at) {
        at = *next;
    }
    at
}

fn edges(rings: &[Ring], ring: usize) -> impl Iterator<Item = Edge> + '_ {
    let points = &rings[ring].points;
    (0..points.len()).map(move |index| {
        let ends = [points[index], points[(index + 1) % points.len()]];
        Edge { ring, index, ends }
    })
}

impl Ring {
    fn new(polygon: usize, is_hole: bool, line: &LineString) -> Ring {
        let mut points = line.0.clone();
        let closed = points.len() > 1 && points.first() == points.last();
        points.pop();
        Ring { polygon, is_hole, points, closed }
    }

    fn name(&self) -> String {
        let at = self.points.first().copied().unwrap_or_default();
        let what = if self.is_hole { "hole" } else { "exterior" };
        format!("{what} of polygon {} from {} {}", self.polygon, at.x, at.y)
    }

    fn twice_the_area(&self) -> f64 {
        let Some(&origin) = self.points.first() else { return 0.0 };
        let next = self.points.iter().cycle().skip(1);
        let cross = |(a, b): (&Coord, &Coord)| {
            (a.x - origin.x) * (b.y - origin.y) - (b.x - origin.x) * (a.y - origin.y)
        };
        self.points.iter().zip(next).map(cross).sum()
    }

    fn repeats(&self) -> bool {
        self.points.iter().zip(self.points.iter().cycle().skip(1)).any(|(a, b)| a == b)
    }

    /// Whether two edges are neighbours and have just their common position there.
    fn joins(&self, edge: &Edge, other: &Edge, at: Coord) -> bool {
        let follows = |a: &Edge, b: &Edge| {
            (a.index + 1) % self.points.len() == b.index && a.ends[1] == at && b.ends[0] == at
        };
        follows(edge, other) || follows(other, edge)
    }

    /// The positions before and after a point of an edge.
    fn neighbours(&self, at: Coord, edge: usize) -> (Coord, Coord) {
        let count = self.points.len();
        let (start, end) = (self.points[edge], self.points[(edge + 1) % count]);
        let before = if at == start { self.points[(edge + count - 1) % count] } else { start };
        let after = if at == end { self.points[(edge + 2) % count] } else { end };
        (before, after)
    }

    /// A point of the ring where it touches no other: a vertex, or the middle of an edge.
    fn free_point(&self, touched: Option<&BTreeSet<[u64; 2]>>) -> Coord {
        let is_free = |at: &&Coord| {
            touched.is_none_or(|places| !places.contains(&[at.x.to_bits(), at.y.to_bits()]))
        };
        let middle = || (self.points[0] + self.points[1]) / 2.0;
        self.points.iter().find(is_free).copied().unwrap_or_else(middle)
    }
}

/// What two edges have in common, decided exactly.
fn meeting([a, b]: [Coord; 2], [c, d]: [Coord; 2]) -> Meeting {
    use Orientation::Collinear;
    let [to_c, to_d] = [c, d].map(|at| RobustKernel::orient2d(a, b, at));
    let [to_a, to_b] = [a, b].map(|at| RobustKernel::orient2d(c, d, at));
    if [to_a, to_b, to_c, to_d].iter().all(|side| *side != Collinear) {
        let crossing = to_a != to_b && to_c != to_d;
        return if crossing { Meeting::Crossing } else { Meeting::Nothing };
    }
    let on = |at: Coord, from: Coord, to: Coord| {
        let between = |value: f64, a: f64, b: f64| a.min(b) <= value && value <= a.max(b);
        between(at.x, from.x, to.x) && between(at.y, from.y, to.y)
    };
    let candidates = [(to_c, c, a, b), (to_d, d, a, b), (to_a, a, c, d), (to_b, b, c, d)];
    let touching = candidates
        .into_iter()
        .filter(|(side, at, from, to)| *side == Collinear && on(*at, *from, *to));
    let mut places: Vec<Coord> = Vec::new();
    touching.for_each(|(_, at, ..)| {
        if !places.contains(&at) {
            places.push(at)
        }
    });
    match places[..] {
        [] => Meeting::Nothing,
        [at] => Meeting::Point(at),
        _ => Meeting::Stretch,
    }
}

/// Whether a direction from a point lies in the sector counter-clockwise from one direction to another.
fn is_between(at: Coord, from: Coord, to: Coord, direction: Coord) -> bool {
    let left_of = |of: Coord, what: Coord| {
        RobustKernel::orient2d(at, of, what) == Orientation::CounterClockwise
    };
    if left_of(from, to) {
        left_of(from, direction) && left_of(direction, to)
    } else {
        !(left_of(to, direction) && left_of(direction, from))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::Polygon;

    /// Exteriors with their holes.
    type Shapes = Vec<(LineString, Vec<LineString>)>;

    fn ring(points: &[(f64, f64)]) -> LineString {
        LineString::from(points.to_vec())
    }

    fn square(west: f64, south: f64, side: f64) -> LineString {
        let (east, north) = (west + side, south + side);
        ring(&[(west, south), (east, south), (east, north), (west, north), (west, south)])
    }

    fn hole(mut ring: LineString) -> LineString {
        ring.0.reverse();
        ring
    }

    fn of(polygons: Shapes) -> Vec<String> {
        let made = polygons.into_iter().map(|(exterior, holes)| Polygon::new(exterior, holes));
        faults(&MultiPolygon(made.collect()))
    }

    #[test]
    fn valid_areas_have_no_faults() {
        assert!(of(vec![(square(0., 0., 9.), vec![hole(square(1., 1., 2.))])]).is_empty());
        // An island in the hole; polygons that touch in a corner; a hole that touches its exterior once.
        let lake = hole(square(1., 1., 5.));
        assert!(
            of(vec![(square(0., 0., 9.), vec![lake]), (square(2., 2., 1.), vec![])]).is_empty()
        );
        assert!(of(vec![(square(0., 0., 1.), vec![]), (square(1., 1., 1.), vec![])]).is_empty());
        let kite = ring(&[(0., 4.), (1., 5.), (2., 4.), (1., 3.), (0., 4.)]);
        assert!(of(vec![(square(0., 0., 9.), vec![kite])]).is_empty());
    }

    #[test]
    fn every_kind_of_fault_is_found() {
        let bow = ring(&[(0., 0.), (4., 4.), (4., 0.), (0., 3.), (0., 0.)]);
        let eight = ring(&[(0., 0.), (2., 2.), (4., 0.), (4., 5.), (2., 2.), (0., 4.), (0., 0.)]);
        let spike = ring(&[(0., 0.), (2., 0.), (5., 0.), (2., 0.), (2., 2.), (0., 0.)]);
        let wide = ring(&[(0., 4.), (4., 5.), (9., 4.), (4., 3.), (0., 4.)]);
        let through = ring(&[(0., 4.), (-1., 5.), (3., 5.), (3., 3.), (0., 4.)]);
        let nine = || square(0., 0., 9.);
        let bad: Vec<(&str, Shapes)> = vec![
            ("a bow", vec![(bow, vec![])]),
            ("a figure of eight", vec![(eight, vec![])]),
            ("a spike", vec![(spike, vec![])]),
            ("a hole outside", vec![(square(0., 0., 1.), vec![hole(square(5., 5., 1.))])]),
            ("a hole across", vec![(nine(), vec![hole(square(8., 8., 3.))])]),
            ("a hole through a vertex", vec![(nine(), vec![hole(through)])]),
            (
                "a hole in a hole",
                vec![(nine(), vec![hole(square(1., 1., 5.)), hole(square(2., 2., 1.))])],
            ),
            ("a hole from edge to edge", vec![(nine(), vec![wide])]),
            ("one polygon twice", vec![(nine(), vec![]), (nine(), vec![])]),
            ("a polygon in another", vec![(nine(), vec![]), (square(2., 2., 1.), vec![])]),
            ("polygons across", vec![(nine(), vec![]), (square(8., 8., 3.), vec![])]),
            ("polygons with a common edge", vec![(nine(), vec![]), (square(9., 2., 3.), vec![])]),
            ("a turned exterior", vec![(hole(nine()), vec![])]),
            ("a turned hole", vec![(nine(), vec![square(1., 1., 1.)])]),
            ("off the earth", vec![(square(179., 0., 2.), vec![])]),
        ];
        for (name, polygons) in bad {
            assert!(!of(polygons).is_empty(), "{name}");
        }
    }
}
