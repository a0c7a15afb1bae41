//! Accuracy against the definition: distances by Karney's geodesics to the segments of the baselines.

use crate::coast::{Dice, archipelago, bundled};
use crate::truth::Truth;
use crate::validity::faults;
use geo::{Contains, Coord, Point, Rect, Validation};
use periplus::geodesy;
use periplus::sea::{Baseline, Regime, Request, Zone, Zones, zones};
use periplus::space::Geographic;
use periplus::units::{Degrees, Metres, NauticalMiles};

/// The worst errors on one map, in metres, and over how many edges.
#[derive(Debug, Default)]
struct Worst {
    limit: f64,
    limit_middle: f64,
    median: f64,
    median_middle: f64,
    edges: usize,
}

impl Worst {
    /// The worst of all: what the tolerance bounds.
    fn any(&self) -> f64 {
        self.limit.max(self.limit_middle).max(self.median).max(self.median_middle)
    }
}

/// Measures both ends and the middle of every `stride`-th edge of limits and medians that lies in the window.
fn measure(baselines: &[Baseline], found: &Zones, window: Rect, stride: usize) -> Worst {
    let mut worst = Worst::default();
    let inside = |at: &Coord| window.contains(at);
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
        // The distances fall apart by twice the displacement across the line, at most.
        let error = |at: Coord| (a.distance(at) - b.distance(at)).abs() / 2.0;
        let edges = median.line.0.iter().flat_map(|line| line.lines());
        for edge in edges.step_by(stride).filter(|edge| inside(&edge.start) && inside(&edge.end)) {
            worst.median = worst.median.max(error(edge.start)).max(error(edge.end));
            worst.median_middle = worst.median_middle.max(error((edge.start + edge.end) / 2.0));
            worst.edges += 1;
        }
    }
    worst
}

/// Of random points in the window, those that a zone has on the wrong side by more than `slack` metres.
fn misplaced(
    baselines: &[Baseline],
    zone: &Zone,
    window: Rect,
    throws: usize,
    slack: f64,
) -> usize {
    let own = Truth::of_state(baselines, &zone.state);
    let others = Truth::of_others(baselines, &zone.state);
    let (mut dice, low, high) = (Dice(0x5EA), window.min(), window.max());
    let thrown = (0..throws)
        .map(|_| Coord { x: dice.between(low.x, high.x), y: dice.between(low.y, high.y) });
    let wrong = thrown.filter(|at| {
        let distance = own.distance(*at);
        let nearer = (others.distance(*at) - distance) / 2.0;
        let margin = (zone.breadth.metres().0 - distance).min(nearer);
        zone.area.0.contains(&Point(*at)) != (margin >= 0.0) && margin.abs() > slack
    });
    wrong.count()
}

/// Random points on the limit itself: straight out from random coast vertices, kept where the definition says so.
fn beside_the_limit(baselines: &[Baseline], zone: &Zone, throws: usize) -> usize {
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
        // 1.5 m inside and outside of the limit: half as much again as the tolerance.
        for offset in [-1.5, 1.5] {
            let reach = Metres(zone.breadth.metres().0 + offset);
            let at = geodesy::destination(from, azimuth, reach);
            let (distance, other) = (own.distance(at), others.distance(at));
            if (distance - reach.0).abs() < 0.1 && other > distance + 3.0 {
                let drawn = zone.area.0.contains(&Point(at));
                wrong += usize::from(drawn != (offset < 0.0));
            }
        }
    }
    wrong
}

fn window(west: f64, south: f64, east: f64, north: f64) -> Rect {
    Rect::new(Coord { x: west, y: south }, Coord { x: east, y: north })
}

#[test]
fn limits_and_medians_of_the_aegean_are_within_one_metre() {
    let aegean = window(22.0, 34.0, 30.0, 41.5);
    let Some(baselines) = bundled(window(21.0, 33.0, 31.0, 42.5)) else {
        return;
    };
    let request = Request {
        states: ["GRC", "TUR"].map(str::to_owned).to_vec(),
        regimes: [6.0, 12.0].map(|breadth| Regime::everywhere(NauticalMiles(breadth))).to_vec(),
        within: Some(Geographic(aegean)),
        ..Request::default()
    };
    let found = zones(&baselines, &request).expect("the bundled coast has zones");
    let worst = measure(&baselines, &found, aegean, 7);
    println!("Aegean: {worst:?}, {:?}", found.counts);
    assert_eq!(found.warnings, []);
    assert!(worst.any() < 1.0, "{worst:?}");
    for zone in &found.belts {
        assert_eq!(faults(&zone.area.0), [""; 0], "{}", zone.state);
        assert_eq!(misplaced(&baselines, zone, aegean, 1_000, 1.0), 0, "{}", zone.state);
        assert_eq!(beside_the_limit(&baselines, zone, 300), 0, "{}", zone.state);
    }
}

#[test]
fn limits_and_medians_of_random_archipelagos_are_within_one_metre() {
    for seed in 1..=12 {
        let baselines = archipelago(seed, Coord { x: 25.0, y: 37.0 }, Metres(90_000.0), 12);
        check_archipelago(seed, &baselines, window(23.0, 35.5, 27.0, 38.5));
    }
}

#[test]
fn limits_and_medians_at_85_degrees_north_are_within_one_metre() {
    for seed in 21..=23 {
        let baselines = archipelago(seed, Coord { x: -40.0, y: 85.0 }, Metres(90_000.0), 12);
        check_archipelago(seed, &baselines, window(-60.0, 83.5, -20.0, 86.5));
    }
}

#[test]
fn limits_and_medians_over_the_antimeridian_are_within_one_metre() {
    for seed in 31..=33 {
        let baselines = archipelago(seed, Coord { x: 180.0, y: -17.0 }, Metres(90_000.0), 12);
        check_archipelago(seed, &baselines, window(-180.0, -18.5, -178.0, -15.5));
        check_archipelago(seed, &baselines, window(178.0, -18.5, 180.0, -15.5));
    }
}

#[test]
fn a_coast_wider_than_any_one_tile_is_within_one_metre_from_end_to_end() {
    // One island from the equator to 70°N, another state's along it: no sphere fits all of it.
    let west = [0.0, 20.0, 40.0, 60.0, 70.0].map(|y| Coord { x: -20.0 + y / 10.0, y });
    let east = west.map(|at| Coord { x: at.x + 0.3, y: at.y });
    let baselines: Vec<Baseline> = [("AAA", west), ("BBB", east)]
        .into_iter()
        .map(|(state, line)| Baseline::line(state, line.to_vec()))
        .collect();
    let found = zones(&baselines, &Request::default()).expect("two long coasts have zones");
    let worst = measure(&baselines, &found, window(-30.0, -5.0, 0.0, 75.0), 50);
    println!("70° of latitude: {worst:?}, {:?}", found.counts);
    assert!(worst.any() < 1.0, "{worst:?}");
}

fn check_archipelago(seed: u64, baselines: &[Baseline], window: Rect) {
    let found = zones(baselines, &Request::default()).expect("an archipelago has zones");
    let worst = measure(baselines, &found, window, 1);
    println!("archipelago {seed}: {worst:?}, {:?}", found.counts);
    assert_eq!(found.warnings, []);
    assert!(worst.any() < 1.0, "seed {seed}: {worst:?}");
    for zone in &found.belts {
        let place = format!("seed {seed}, {}", zone.state);
        assert_eq!(faults(&zone.area.0), [""; 0], "{place}");
        assert!(zone.area.0.is_valid(), "{place}: {:?}", zone.area.0.check_validation());
        assert_eq!(misplaced(baselines, zone, window, 150, 1.0), 0, "{place}");
        assert_eq!(beside_the_limit(baselines, zone, 60), 0, "{place}");
    }
}

#[test]
fn all_zones_of_the_bundled_window_are_valid_and_within_the_tolerance() {
    let all = window(7.0, 20.0, 57.0, 50.0);
    let Some(baselines) = bundled(all) else {
        return;
    };
    let request = Request {
        regimes: vec![Regime::everywhere(NauticalMiles(24.0))],
        tolerance: Metres(10.0),
        ..Request::default()
    };
    let found = zones(&baselines, &request).expect("the bundled coast has zones");
    let worst = measure(&baselines, &found, all, 53);
    println!("bundled window, 24 nm, 10 m: {worst:?}, {:?}", found.counts);
    assert_eq!(found.warnings, []);
    assert!(worst.any() < 10.0, "{worst:?}");
    for zone in &found.belts {
        assert_eq!(faults(&zone.area.0), [""; 0], "{}", zone.state);
    }
}
