//! The sweep beside all pairs of edges compared, and what it costs on shapes made to cost much.

use super::meetings;
use crate::arrangement::edge::{Edge, Meeting, edges, meeting};
use geo::{Coord, LineString};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// The ring and the place of two edges that meet.
type Pair = [(usize, usize); 2];

fn pair(one: &Edge, other: &Edge) -> Pair {
    [(one.ring, one.index), (other.ring, other.index)]
}

fn edges_of(rings: &[LineString]) -> Vec<Edge> {
    rings.iter().enumerate().flat_map(|(number, ring)| edges(number, ring)).collect()
}

/// What meets, by its definition.
fn all_pairs(edges: &[Edge]) -> BTreeMap<Pair, Meeting> {
    let mut found = BTreeMap::new();
    for (place, one) in edges.iter().enumerate() {
        for other in &edges[place + 1..] {
            found.extend(meeting(one, other).map(|meeting| (pair(one, other), meeting)));
        }
    }
    found
}

fn swept(edges: &[Edge]) -> (BTreeMap<Pair, Meeting>, usize) {
    let mut found = BTreeMap::new();
    let compared = meetings(edges, &mut |one: &Edge, other: &Edge, meeting| {
        found.insert(pair(one, other), meeting);
    });
    (found, compared)
}

/// What of the pairs that meet the sweep has to find.
fn check(rings: &[LineString]) {
    let edges = edges_of(rings);
    let (all, (found, _)) = (all_pairs(&edges), swept(&edges));
    for (pair, meeting) in &found {
        assert_eq!(all.get(pair), Some(meeting), "{pair:?} of {rings:?}");
    }
    let crossings = |of: &BTreeMap<Pair, Meeting>| -> Vec<Pair> {
        of.iter().filter(|(_, it)| **it == Meeting::Crossing).map(|(pair, _)| *pair).collect()
    };
    let crossing: BTreeSet<(usize, usize)> = crossings(&found).into_iter().flatten().collect();
    for pair in crossings(&all) {
        let is_known = pair.iter().any(|edge| crossing.contains(edge));
        assert!(is_known, "{pair:?} of {rings:?}");
    }
    if rings.len() == 1 {
        assert_eq!(all.is_empty(), found.is_empty(), "{all:?} of {rings:?}");
    }
}

/// Rings and lines with few places for many positions: they touch, double each other, run along meridians and repeat.
fn crowded() -> impl Strategy<Value = Vec<LineString>> {
    let position = (-3..=3_i8, -3..=3_i8).prop_map(|(x, y)| Coord { x: x.into(), y: y.into() });
    let line = (prop::collection::vec(position, 1..12), any::<bool>());
    let line = line.prop_map(|(mut line, is_ring)| {
        if is_ring {
            line.push(line[0]);
        }
        LineString(line)
    });
    prop::collection::vec(line, 1..4)
}

/// Rings of positions that no three of which are likely in one line.
fn scattered() -> impl Strategy<Value = Vec<LineString>> {
    let position = (-1.0..1.0, -1.0..1.0).prop_map(|(x, y)| Coord { x, y });
    let line = prop::collection::vec(position, 2..30).prop_map(LineString);
    prop::collection::vec(line, 1..3)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn of_crowded_rings_it_finds_what_all_pairs_do(rings in crowded()) {
        check(&rings);
    }

    #[test]
    fn of_scattered_lines_it_finds_what_all_pairs_do(rings in scattered()) {
        check(&rings);
    }
}

fn closed(mut positions: Vec<(f64, f64)>) -> LineString {
    positions.extend(positions.first().copied());
    LineString::from(positions)
}

/// The star polygon {n/k}, which crosses itself n (k − 1) times.
fn star(n: u32, k: u32) -> LineString {
    let corner = |number: u32| {
        let turn = f64::from((u64::from(number) * u64::from(k) % u64::from(n)) as u32);
        let (sin, cos) = libm::sincos(std::f64::consts::TAU * turn / f64::from(n));
        (25.0 + cos, 38.0 + sin)
    };
    closed((0..n).map(corner).collect())
}

/// Teeth side by side, a degree long and of one slope, that lie over each other in longitude and latitude.
fn zigzag(teeth: u32, slope: f64) -> LineString {
    let mut positions: Vec<(f64, f64)> = (0..teeth)
        .map(|tooth| {
            let west = f64::from(tooth) / f64::from(teeth);
            if tooth % 2 == 0 { (west, 0.0) } else { (west + 1.0, slope) }
        })
        .collect();
    let last = positions.last().map_or(0.0, |at| at.0);
    let below = slope.min(0.0) - 1.0;
    positions.extend([(last, below), (-1.0, below)]);
    closed(positions)
}

/// Teeth side by side along meridians, or along parallels.
fn comb(teeth: u32, along_meridians: bool) -> LineString {
    let mut positions = Vec::new();
    for tooth in 0..teeth {
        let [near, far] = [0.0, 0.5].map(|half| (f64::from(tooth) + half) / f64::from(teeth));
        positions.extend([(near, 0.0), (near, 1.0), (far, 1.0), (far, 0.0)]);
    }
    positions.extend([(1.0, -0.5), (0.0, -0.5)]);
    let turned = |(x, y): (f64, f64)| if along_meridians { (x, y) } else { (y, x) };
    closed(positions.into_iter().map(turned).collect())
}

/// A band wound up: long edges one beyond the other.
fn spiral(turns: u32) -> LineString {
    const CORNERS: u32 = 4;
    let at = |corner: u32, width: f64| {
        let radius = f64::from(corner) + width;
        let (sin, cos) =
            libm::sincos(std::f64::consts::TAU * f64::from(corner) / f64::from(CORNERS) + 0.3);
        (radius * cos, radius * sin)
    };
    let inner = (1..turns * CORNERS).map(|corner| at(corner, 0.0));
    let outer = (1..turns * CORNERS).rev().map(|corner| at(corner, 1.0));
    closed(inner.chain(outer).collect())
}

fn shapes() -> Vec<(String, LineString, bool)> {
    let mut shapes = Vec::new();
    for slope in [-3.0, -1.0, -0.1, 0.0, 1e-6, 0.3, 1.0, 30.0] {
        // On a parallel the teeth lie one upon the other.
        shapes.push((format!("a zigzag of slope {slope}"), zigzag(20_000, slope), false));
    }
    // A prime number of corners: one ring for each k.
    for k in [2, 7, 51, 4_999, 10_005] {
        shapes.push((format!("the star {{20011/{k}}}"), star(20_011, k), true));
    }
    for along_meridians in [false, true] {
        let name = format!("a comb, along meridians: {along_meridians}");
        shapes.push((name, comb(5_000, along_meridians), false));
    }
    shapes.push(("a spiral".to_owned(), spiral(2_500), false));
    let line = (0..20_000).map(|place| (f64::from(place * 7_919 % 20_000), 0.0));
    shapes.push(("all in one line".to_owned(), closed(line.collect()), false));
    let repeated = (0..20_000).map(|place| (f64::from(place % 2), f64::from(place % 3)));
    shapes.push(("six positions, over and over".to_owned(), closed(repeated.collect()), true));
    shapes
}

#[test]
fn what_it_costs_grows_no_faster_than_n_log_n_on_any_shape() {
    for (name, ring, crosses) in shapes() {
        let edges = edges_of(&[ring]);
        let (found, compared) = swept(&edges);
        let count = edges.len() as f64;
        let each = compared as f64 / count;
        // Six searches in a tree for each edge, of which nodes are looked through one by one.
        assert!(each < 12.0 * libm::log2(count), "{name}: {each} comparisons for each edge");
        let is_crossing = found.values().any(|meeting| *meeting == Meeting::Crossing);
        assert_eq!(is_crossing, crosses, "{name}");
    }
}
