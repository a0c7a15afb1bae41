//! Bridges: parcels in; out strips so narrow that they are no land, which tie parcels that come within the tolerance of
//! each other: what lies between is then shut in, as in a lake. One bridge at each vertex will do: what two edges leave
//! open between them, the vertices at their ends do not.

use super::Reach;
use super::parcels::{Land, METRES_PER_DEGREE, shrink};
use super::segments::{Segment, Segments, at, edges, length, moved, nearest, vector};
use crate::arrangement::Areas;
use crate::arrangement::crossing::Edges;
use geo::kernels::{Kernel, Orientation, RobustKernel};
use geo::{Coord, LineString, Polygon};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

/// How often the edges of parcels may cross: each time is a bridge, and land cut in two.
pub(super) const MOST_CROSSINGS: usize = 1_000_000;

/// A position, rounded to 0.1 mm.
type Key = (i64, i64);

/// Where parcels come within the tolerance of each other.
pub(super) struct Ties {
    pub(super) bridges: Vec<Polygon>,
    /// The edges that two parcels have in common to the last digit, by ring and number.
    pub(super) shared: BTreeSet<(usize, usize)>,
    /// How far apart the vertices of two states' common borders are from the other's edges, and where: the farthest of each pair.
    pub(super) apart: BTreeMap<(usize, usize), (f64, Coord)>,
}

fn key(at: Coord) -> Key {
    const STEPS_PER_DEGREE: f64 = 1e9;
    ((at.x * STEPS_PER_DEGREE).round() as i64, (at.y * STEPS_PER_DEGREE).round() as i64)
}

fn edge_key([from, to]: Segment) -> (Key, Key) {
    let (from, to) = (key(from), key(to));
    (from.min(to), from.max(to))
}

/// Why coasts are not tied.
#[derive(Clone, Copy, Debug)]
pub(super) enum Excess {
    /// Their edges cross more than [`MOST_CROSSINGS`] times.
    Crossings,
    /// More pairs of coasts than that are within the tolerance of a vertex, all vertices together; seen first at this one.
    Together(Coord),
}

/// The ties between parcels.
///
/// Errors: what there is too much of.
pub(super) fn ties(land: &Land, reach: Reach, most_together: u64) -> Result<Ties, Excess> {
    let segments = Segments::of(land.lines());
    let depths = Depths::of(land, &segments);
    let crossings = crossings(land, &depths, reach).ok_or(Excess::Crossings)?;
    let shared = shared_edges(land);
    let mut parcels_at: BTreeMap<Key, BTreeSet<usize>> = BTreeMap::new();
    for ring in &land.rings {
        for &position in &ring.line.0 {
            parcels_at.entry(key(position)).or_default().insert(ring.parcel);
        }
    }
    parcels_at.retain(|_, parcels| parcels.len() > 1);
    let mut ties = Ties { bridges: crossings, shared, apart: BTreeMap::new() };
    let mut bridged = Bridged::default();
    // whose coast each stretch is, is a question of every two coasts there
    let mut together: u64 = 0;
    for (number, ring) in land.rings.iter().enumerate() {
        let count = ring.line.0.len() - 1;
        for index in 0..count {
            let vertex = ring.line.0[index];
            let before = (index + count - 1) % count;
            let sides = [(number, before), (number, index)];
            let is_amid = sides.iter().all(|side| ties.shared.contains(side));
            if is_amid {
                continue;
            }
            let feet = feet(land, &segments, ring.parcel, vertex, reach.tolerance);
            let others = feet.len() as u64;
            together = together.saturating_add(others * (others + 1) / 2);
            if together > most_together {
                return Err(Excess::Together(vertex));
            }
            for foot in in_sight(vertex, &feet) {
                if !depths.is_inland(vertex, foot, &feet) && bridged.is_new(vertex, foot.at, reach)
                {
                    // Also where a common vertex near by ties the two: on the way there, a parcel may be narrower than what the
                    // overlay rounds by.
                    ties.bridges.push(bridge(vertex, foot.at, reach.bridge));
                }
            }
            for (parcel, foot) in feet {
                let both = |at: &Key| {
                    let parcels = parcels_at.get(at);
                    parcels.is_some_and(|it| it.contains(&ring.parcel) && it.contains(&parcel))
                };
                let is_common = both(&key(vertex));
                if !is_common && foot.ends.iter().any(|end| both(&key(*end))) {
                    continue;
                }
                let states = [ring.parcel, parcel].map(|it| land.parcels[it].state);
                if !is_common && states[0] != states[1] {
                    let pair = (states[0].min(states[1]), states[0].max(states[1]));
                    let apart = ties.apart.entry(pair).or_insert((foot.distance, vertex));
                    if foot.distance > apart.0 {
                        *apart = (foot.distance, vertex);
                    }
                }
            }
        }
    }
    Ok(ties)
}

/// Bridges where edges cross: what is tied in a point alone, rounding may part.
fn crossings(land: &Land, depths: &Depths, reach: Reach) -> Option<Vec<Polygon>> {
    /// As many are many.
    const MANY: usize = 1_000;
    let all = Edges::of(land.rings.iter().map(|ring| &ring.line));
    let crossings = all.crossings(MOST_CROSSINGS)?;
    let are_many = crossings.len() >= MANY;
    let places = crossings.into_iter().filter_map(|[one, other]| crossing(one.ends, other.ends));
    let mut bridged = Bridged::default();
    let places = places.filter(|at| bridged.is_new(*at, *at, reach));
    // so deep that whatever else is in its cell is covered too
    let depth = Bridged::side(reach) * std::f64::consts::SQRT_2;
    let places = places.filter(|at| !(are_many && depths.is_covered(*at, depth)));
    Some(places.map(|at| bridge(at, at, reach.bridge)).collect())
}

/// The cells that bridges begin and end in. Where hundreds of coasts run within a metre, hundreds of bridges would lie one upon
/// the other, and an overlay takes as long as there are pairs of them: of those from one cell to another, the first will do.
#[derive(Default)]
struct Bridged {
    cells: BTreeSet<[Key; 2]>,
}

impl Bridged {
    /// The side of a cell in metres: what a bridge ties lies in another of its cells by more than an overlay rounds by.
    fn side(reach: Reach) -> f64 {
        reach.bridge / 4.0
    }

    /// Whether no bridge goes from about here to about there, or back.
    fn is_new(&mut self, from: Coord, to: Coord, reach: Reach) -> bool {
        let side = Bridged::side(reach) / METRES_PER_DEGREE;
        let cell = |at: Coord| {
            let row = (at.y / side).floor();
            // Of one width along a row, wherever in it a position lies.
            ((at.x * shrink(row * side) / side).floor() as i64, row as i64)
        };
        let (from, to) = (cell(from), cell(to));
        self.cells.insert([from.min(to), from.max(to)])
    }
}

/// What lies so deep in the land of one parcel that it is no matter which others are tied there. Asked only where many coasts run
/// together: elsewhere a bridge more is nothing.
struct Depths<'a> {
    land: &'a Land,
    segments: &'a Segments<'a>,
    /// In metres, what is more than an overlay rounds by.
    least: f64,
    /// Of each parcel its own, made when it is first asked.
    areas: Vec<OnceCell<Areas>>,
    all: OnceCell<Areas>,
}

impl<'a> Depths<'a> {
    fn of(land: &'a Land, segments: &'a Segments<'a>) -> Depths<'a> {
        let least = 4.0 * land.rounding();
        let areas = land.parcels.iter().map(|_| OnceCell::new()).collect();
        Depths { land, segments, least, areas, all: OnceCell::new() }
    }

    /// Whether the way from a vertex to its foot lies in another parcel from end to end.
    fn is_inland(&self, vertex: Coord, foot: &Foot, feet: &BTreeMap<usize, Foot>) -> bool {
        /// As many coasts side by side are many.
        const MANY: usize = 8;
        let holds = |parcel: usize| {
            let area = || Areas::of(std::iter::once(&self.land.parcels[parcel].area));
            !self.areas[parcel].get_or_init(area).holding(vertex).is_empty()
        };
        let least = foot.distance + self.least;
        let mut deep = feet.iter().filter(|(_, other)| other.distance > least);
        feet.len() >= MANY && deep.any(|(parcel, _)| holds(*parcel))
    }

    /// Whether a position lies in a parcel that has no edge within so many metres.
    fn is_covered(&self, at: Coord, metres: f64) -> bool {
        let least = metres + self.least;
        let all = || Areas::of(self.land.parcels.iter().map(|parcel| &parcel.area));
        let mut holding = self.all.get_or_init(all).holding(at);
        for ((ring, _), edge) in self.segments.near([at; 2], least) {
            if nearest(edge, at).1 <= least {
                holding.remove(&self.land.rings[ring].parcel);
            }
        }
        !holding.is_empty()
    }
}

/// The feet of a vertex that no other parcel parts from it: what lies in front of a coast is tied to it by its own vertices, as if
/// the vertex were not there. Of many coasts side by side each is tied to the next ones, not each to each.
fn in_sight(vertex: Coord, feet: &BTreeMap<usize, Foot>) -> Vec<&Foot> {
    /// In metres.
    const ROUNDING: f64 = 1e-4;
    let mut all: Vec<&Foot> = feet.values().collect();
    all.sort_by(|one, other| one.distance.total_cmp(&other.distance));
    let mut seen: Vec<&Foot> = Vec::new();
    for foot in all {
        let way = [vertex, foot.at];
        let parts = |other: &&Foot| {
            let is_on_way = other.distance > ROUNDING && nearest(way, other.at).1 < ROUNDING;
            let is_vertex = other.ends.contains(&other.at);
            (is_on_way && is_vertex) || other.edges.iter().any(|edge| are_crossed(way, *edge))
        };
        if !seen.iter().any(parts) {
            seen.push(foot);
        }
    }
    seen
}

/// Whether two segments have a point inside of both.
fn are_crossed(one: Segment, other: Segment) -> bool {
    let are_apart = |[from, to]: Segment, ends: Segment| {
        let [a, b] = ends.map(|at| RobustKernel::orient2d(from, to, at));
        a != b && a != Orientation::Collinear && b != Orientation::Collinear
    };
    are_apart(one, other) && are_apart(other, one)
}

/// Where two edges cross.
fn crossing([a, b]: Segment, [c, d]: Segment) -> Option<Coord> {
    let (own, other, apart) = (b - a, d - c, c - a);
    let cross = |one: Coord, two: Coord| one.x * two.y - one.y * two.x;
    let sine = cross(own, other);
    (sine != 0.0).then(|| a + own * (cross(apart, other) / sine).clamp(0.0, 1.0))
}

/// The nearest position of another parcel.
struct Foot {
    distance: f64,
    at: Coord,
    /// Its edges that come within the tolerance.
    edges: Vec<Segment>,
    /// The ends of its edges that are within the tolerance.
    ends: Vec<Coord>,
}

/// The nearest position of each other parcel that is within the tolerance of a vertex.
fn feet(
    land: &Land,
    segments: &Segments,
    own: usize,
    vertex: Coord,
    tolerance: f64,
) -> BTreeMap<usize, Foot> {
    let mut found: BTreeMap<usize, Foot> = BTreeMap::new();
    for ((ring, _), edge) in segments.near([vertex; 2], tolerance) {
        let parcel = land.rings[ring].parcel;
        if parcel == own {
            continue;
        }
        let (part, distance) = nearest(edge, vertex);
        if distance > tolerance {
            continue;
        }
        let foot = found.entry(parcel).or_insert(Foot {
            distance: f64::INFINITY,
            at: vertex,
            edges: Vec::new(),
            ends: Vec::new(),
        });
        if distance < foot.distance {
            (foot.distance, foot.at) = (distance, at(edge, part));
        }
        foot.edges.push(edge);
        let is_near = |end: &Coord| length(vector(vertex, *end, vertex.y)) <= tolerance;
        foot.ends.extend(edge.into_iter().filter(is_near));
    }
    found
}

fn shared_edges(land: &Land) -> BTreeSet<(usize, usize)> {
    let mut parcels: BTreeMap<(Key, Key), BTreeSet<usize>> = BTreeMap::new();
    for ring in &land.rings {
        for edge in edges(ring) {
            parcels.entry(edge_key(edge)).or_default().insert(ring.parcel);
        }
    }
    let mut shared = BTreeSet::new();
    for (number, ring) in land.rings.iter().enumerate() {
        for (index, edge) in edges(ring).enumerate() {
            if parcels[&edge_key(edge)].len() > 1 {
                shared.insert((number, index));
            }
        }
    }
    shared
}

/// A strip from a position to another and a little beyond, counter-clockwise.
fn bridge(from: Coord, to: Coord, half: f64) -> Polygon {
    let way = vector(from, to, from.y);
    let distance = length(way);
    let along = if distance > 0.0 { way / distance * half } else { Coord { x: half, y: 0.0 } };
    let aside = Coord { x: -along.y, y: along.x };
    let corners = [
        moved(from, Coord::zero() - along - aside),
        moved(to, along - aside),
        moved(to, along + aside),
        moved(from, aside - along),
    ];
    Polygon::new(LineString(corners.to_vec()), Vec::new())
}
