//! How far zones are from the definition: what was computed in; metres, and points on the wrong side, out.

use crate::coast::Dice;
use crate::truth::Truth;
use geo::{Contains, Coord, Point, Rect};
use periplus_sea::geodesy;
use periplus_sea::units::{Degrees, Metres};
use periplus_sea::{Baseline, Overlap, Zone, Zones};
use std::collections::BTreeSet;

/// The worst errors on one map, in metres, and over how many edges.
#[derive(Debug, Default)]
pub(crate) struct Worst {
    /// Vertices of limits: the distance from the nearest baseline, less the breadth.
    pub(crate) limit: f64,
    pub(crate) limit_middle: f64,
    /// Vertices of medians: the distance from the one state, less that from the other.
    pub(crate) median: f64,
    pub(crate) median_middle: f64,
    pub(crate) edges: usize,
}

impl Worst {
    /// The worst of all: what the tolerance bounds.
    pub(crate) fn any(&self) -> f64 {
        self.limit.max(self.limit_middle).max(self.median).max(self.median_middle)
    }
}

/// Measures both ends and the middle of every `stride`-th edge of limits and medians that lies in the window.
pub(crate) fn measure(
    baselines: &[Baseline],
    found: &Zones,
    window: Option<Rect>,
    stride: usize,
) -> Worst {
    let mut worst = Worst::default();
    let inside = |at: &Coord| window.is_none_or(|window| window.contains(at));
    for zone in &found.belts {
        let truth = Truth::of_state(baselines, &zone.state);
        let error = |at: Coord| (truth.distance(at) - zone.breadth.metres().0).abs();
        let edges = zone.outer_limit.0.iter().flat_map(|line| line.lines());
        for edge in edges.step_by(stride).filter(|edge| inside(&edge.start) && inside(&edge.end)) {
            worst.limit = worst.limit.max(error(edge.start)).max(error(edge.end));
            worst.limit_middle = worst.limit_middle.max(error((edge.start + edge.end) / 2.0));
            worst.edges += 1;
        }
    }
    for median in &found.medians {
        let [a, b] =
            [&median.states.0, &median.states.1].map(|state| Truth::of_state(baselines, state));
        let error = |at: Coord| (a.distance(at) - b.distance(at)).abs();
        let edges = median.line.0.iter().flat_map(|line| line.lines());
        for edge in edges.step_by(stride).filter(|edge| inside(&edge.start) && inside(&edge.end)) {
            worst.median = worst.median.max(error(edge.start)).max(error(edge.end));
            worst.median_middle = worst.median_middle.max(error((edge.start + edge.end) / 2.0));
            worst.edges += 1;
        }
    }
    worst
}

/// A state's distance from a point, and its breadth, in metres.
pub(crate) type Reach = (f64, f64);

/// Metres that a point has to spare inside of a state's zone; negative outside. The policies by their definition.
pub(crate) fn spare(policy: Overlap, own: Reach, others: &[Reach]) -> f64 {
    let within = own.1 - own.0;
    let nearer = |other: &Reach| (other.0 - own.0) / 2.0;
    let reaches = |other: &Reach| other.1 - other.0;
    let spare = others.iter().map(|other| match policy {
        Overlap::Median => nearer(other),
        // Lost where the other both reaches the point and is nearer.
        Overlap::Overlap => -reaches(other).min(-nearer(other)),
        Overlap::Keep => f64::INFINITY,
    });
    spare.fold(within, f64::min)
}

/// Of points, those that any of the belts of one regime has on the wrong side by more than `slack` metres.
pub(crate) fn misplaced(
    baselines: &[Baseline],
    belts: &[Zone],
    policy: Overlap,
    points: impl Iterator<Item = Coord>,
    slack: f64,
) -> Vec<(String, Coord)> {
    let names: BTreeSet<&str> = baselines.iter().map(|line| line.state.as_str()).collect();
    let states: Vec<(&str, Truth, f64)> = names
        .into_iter()
        .map(|name| {
            let belt = belts.iter().find(|zone| zone.state == name);
            let breadth = belt.map_or(f64::INFINITY, |zone| zone.breadth.metres().0);
            (name, Truth::of_state(baselines, name), breadth)
        })
        .collect();
    let mut wrong = Vec::new();
    for at in points {
        let reach: Vec<Reach> =
            states.iter().map(|(_, truth, breadth)| (truth.distance(at), *breadth)).collect();
        for zone in belts {
            let mut others = reach.clone();
            let own = states.iter().position(|(name, ..)| *name == zone.state);
            let own = others.remove(own.expect("a belt's state has a coast"));
            let spare = spare(policy, own, &others);
            if zone.area.0.contains(&Point(at)) != (spare >= 0.0) && spare.abs() > slack {
                wrong.push((zone.state.clone(), at));
            }
        }
    }
    wrong
}

/// Random points in a window.
pub(crate) fn thrown(window: Rect, throws: usize) -> impl Iterator<Item = Coord> {
    let (mut dice, low, high) = (Dice(0x5EA), window.min(), window.max());
    (0..throws)
        .map(move |_| Coord { x: dice.between(low.x, high.x), y: dice.between(low.y, high.y) })
}

/// Random points within a distance of a position.
pub(crate) fn scattered(
    centre: Coord,
    reach: Metres,
    throws: usize,
) -> impl Iterator<Item = Coord> {
    let mut dice = Dice(0xB0A7);
    (0..throws).map(move |_| {
        let azimuth = Degrees(dice.between(-180.0, 180.0));
        in_range(geodesy::destination(centre, azimuth, Metres(reach.0 * dice.roll().sqrt())))
    })
}

/// Random points on both sides of a zone's limit, `offset` metres off: straight out from random coast vertices, those
/// that the definition has there; and of them, those that the zone has on the wrong side.
pub(crate) fn beside_the_limit(
    baselines: &[Baseline],
    zone: &Zone,
    throws: usize,
    offset: f64,
) -> usize {
    let own = Truth::of_state(baselines, &zone.state);
    let others = Truth::of_others(baselines, &zone.state);
    let lines: Vec<&Baseline> = baselines.iter().filter(|line| line.state == zone.state).collect();
    let mut dice = Dice(0xC0A57);
    let mut pick = |count: usize| (dice.roll() * count as f64) as usize;
    let mut wrong = 0;
    for _ in 0..throws {
        let line = &lines[pick(lines.len())].line.0;
        let from = line.0[pick(line.0.len())];
        let azimuth = Degrees(pick(3_600) as f64 / 10.0);
        for offset in [-offset, offset] {
            let reach = Metres(zone.breadth.metres().0 + offset);
            let at = in_range(geodesy::destination(from, azimuth, reach));
            let (distance, other) = (own.distance(at), others.distance(at));
            if (distance - reach.0).abs() < 0.1 * offset.abs()
                && other > distance + 3.0 * offset.abs()
            {
                let drawn = zone.area.0.contains(&Point(at));
                wrong += usize::from(drawn != (offset < 0.0));
            }
        }
    }
    wrong
}

fn in_range(at: Coord) -> Coord {
    Coord { x: libm::remainder(at.x, 360.0), y: at.y }
}
