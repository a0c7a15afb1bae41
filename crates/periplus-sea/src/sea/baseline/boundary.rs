//! Land boundaries: where the baselines of two states have vertices or edges in common.
//! An edge that two states share is no coast and is dropped, unless the land of both is known to lie on one side of it (where
//! zones may overlap, an island under two states has the waters of either). A vertex that they share is where their coasts meet, and
//! is drawn back a little along either coast, so that the median line starts at the vertex and halves the angle there.

use super::coast::{Coast, Line, StateIndex};
use super::{Side, opposite};
use crate::geodesy::WGS84;
use crate::units::Metres;
use geo::Coord;
use std::collections::{BTreeMap, BTreeSet};

/// How far a shared vertex is drawn back along either coast: far below any tolerance, far above rounding.
const DRAWN_BACK: Metres = Metres(0.002);

/// A position, rounded to 0.1 mm, the same on every turn of the earth.
type Key = (i64, i64);

/// Drops the edges that two states share and draws back the vertices that they share.
pub(in crate::sea) fn split_at_land_boundaries(coast: &mut Coast) {
    let shared = shared_vertices(&coast.lines);
    if shared.is_empty() {
        return;
    }
    let boundary = shared_edges(&coast.lines, &shared);
    let lines = std::mem::take(&mut coast.lines);
    for line in lines {
        for positions in split(&line.positions, &boundary) {
            let positions = draw_back(&positions, &shared);
            coast.lines.push(Line { positions, ..line.clone() });
        }
    }
}

fn key(at: Coord) -> Key {
    const STEPS_PER_DEGREE: f64 = 1e9;
    let lon = libm::remainder(at.x, 360.0);
    let lon = if lon <= -180.0 { lon + 360.0 } else { lon };
    ((lon * STEPS_PER_DEGREE).round() as i64, (at.y * STEPS_PER_DEGREE).round() as i64)
}

fn shared_vertices(lines: &[Line]) -> BTreeSet<Key> {
    let mut seen: Vec<(Key, StateIndex)> = Vec::new();
    if lines.iter().all(|line| Some(line.state) == lines.first().map(|first| first.state)) {
        return BTreeSet::new();
    }
    lines
        .iter()
        .for_each(|line| seen.extend(line.positions.iter().map(|at| (key(*at), line.state))));
    of_two_states(seen)
}

fn shared_edges(lines: &[Line], shared: &BTreeSet<Key>) -> BTreeSet<(Key, Key)> {
    let mut seen: Vec<((Key, Key), StateIndex)> = Vec::new();
    // By the side of the land as seen from the lower end to the higher.
    let mut on_side: BTreeMap<(Key, Key), BTreeSet<Side>> = BTreeMap::new();
    for line in lines {
        for edge in line.positions.windows(2) {
            if let [a, b] = *edge {
                let (a, b) = (key(a), key(b));
                if shared.contains(&a) && shared.contains(&b) {
                    let edge = (a.min(b), a.max(b));
                    let side = if a < b { line.seaward } else { opposite(line.seaward) };
                    seen.push((edge, line.state));
                    on_side.entry(edge).or_default().insert(side);
                }
            }
        }
    }
    let mut edges = of_two_states(seen);
    edges.retain(|edge| {
        let sides = &on_side[edge];
        sides.len() > 1 || sides.contains(&Side::Both)
    });
    edges
}

/// What two states have, each of it once.
fn of_two_states<K: Copy + Ord>(mut seen: Vec<(K, StateIndex)>) -> BTreeSet<K> {
    seen.sort_unstable();
    let pairs = seen.windows(2).filter_map(|pair| match pair {
        [a, b] if a.0 == b.0 && a.1 != b.1 => Some(a.0),
        _ => None,
    });
    pairs.collect()
}

/// The runs of a line between the edges that are land boundary.
fn split(positions: &[Coord], boundary: &BTreeSet<(Key, Key)>) -> Vec<Vec<Coord>> {
    if boundary.is_empty() || positions.len() < 2 {
        return vec![positions.to_vec()];
    }
    let mut runs = Vec::new();
    let mut run: Vec<Coord> = Vec::new();
    for edge in positions.windows(2) {
        if let [from, to] = *edge {
            let (a, b) = (key(from), key(to));
            if boundary.contains(&(a.min(b), a.max(b))) {
                runs.push(std::mem::take(&mut run));
            } else if run.is_empty() {
                run.extend([from, to]);
            } else {
                run.push(to);
            }
        }
    }
    runs.push(run);
    runs.retain(|run| !run.is_empty());
    runs
}

fn draw_back(positions: &[Coord], shared: &BTreeSet<Key>) -> Vec<Coord> {
    if positions.len() < 2 {
        return positions.to_vec();
    }
    let mut drawn = Vec::with_capacity(positions.len());
    for (i, &at) in positions.iter().enumerate() {
        if !shared.contains(&key(at)) {
            drawn.push(at);
            continue;
        }
        let before = i.checked_sub(1).and_then(|i| positions.get(i));
        let after = positions.get(i + 1);
        drawn.extend([before, after].into_iter().flatten().map(|&other| toward(at, other)));
    }
    drawn
}

/// A position a little way from one position to another.
fn toward(from: Coord, to: Coord) -> Coord {
    let turn = libm::remainder(to.x - from.x, 360.0);
    let (rise, run) = (to.y - from.y, turn * libm::cos(from.y.to_radians()));
    let length = libm::hypot(rise, run).to_radians() * WGS84.a();
    let part = (DRAWN_BACK.0 / length).min(0.25);
    Coord { x: from.x + turn * part, y: from.y + rise * part }
}
