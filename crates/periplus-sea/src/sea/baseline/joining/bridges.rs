//! Bridges: parcels in; out strips so narrow that they are no land, which tie parcels that come within the tolerance of
//! each other: what lies between is then shut in, as in a lake. One bridge at each vertex will do: what two edges leave
//! open between them, the vertices at their ends do not.

use super::Reach;
use super::parcels::Land;
use super::segments::{Segment, Segments, at, edges, length, moved, nearest, vector};
use crate::arrangement::crossing::Edges;
use geo::{Coord, LineString, Polygon};
use std::collections::{BTreeMap, BTreeSet};

/// How often the edges of parcels may cross: each time is a bridge, and land cut in two.
pub(super) const MOST_CROSSINGS: usize = 200_000;

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

/// The ties between parcels; none where their edges cross more than [`MOST_CROSSINGS`] times.
pub(super) fn ties(land: &Land, reach: Reach) -> Option<Ties> {
    let crossings = crossings(land, reach)?;
    let shared = shared_edges(land);
    let mut parcels_at: BTreeMap<Key, BTreeSet<usize>> = BTreeMap::new();
    for ring in &land.rings {
        for &position in &ring.line.0 {
            parcels_at.entry(key(position)).or_default().insert(ring.parcel);
        }
    }
    parcels_at.retain(|_, parcels| parcels.len() > 1);
    let segments = Segments::of(land.rings.iter().map(|ring| &ring.line));
    let mut ties = Ties { bridges: crossings, shared, apart: BTreeMap::new() };
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
            for (parcel, foot) in feet(land, &segments, ring.parcel, vertex, reach.tolerance) {
                let both = |at: &Key| {
                    let parcels = parcels_at.get(at);
                    parcels.is_some_and(|it| it.contains(&ring.parcel) && it.contains(&parcel))
                };
                let is_common = both(&key(vertex));
                // Also where a common vertex near by ties the two: on the way there, a parcel may be narrower than what the
                // overlay rounds by.
                ties.bridges.push(bridge(vertex, foot.at, reach.bridge));
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
    Some(ties)
}

/// Bridges where edges cross: what is tied in a point alone, rounding may part.
fn crossings(land: &Land, reach: Reach) -> Option<Vec<Polygon>> {
    let all = Edges::of(land.rings.iter().map(|ring| &ring.line));
    let crossings = all.crossings(MOST_CROSSINGS)?.into_iter();
    let places = crossings.filter_map(|[one, other]| crossing(one.ends, other.ends));
    Some(places.map(|at| bridge(at, at, reach.bridge)).collect())
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
            ends: Vec::new(),
        });
        if distance < foot.distance {
            (foot.distance, foot.at) = (distance, at(edge, part));
        }
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
