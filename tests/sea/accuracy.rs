//! Accuracy against the definition: distances by Karney's geodesics to the segments of the baselines.

use crate::coast::{Dice, archipelago, bundled};
use crate::truth::Truth;
use geo::{Contains, Coord, Point, Rect};
use periplus::sea::{Baseline, Regime, Request, Zone, Zones, zones};
use periplus::space::Geographic;
use periplus::units::{Metres, NauticalMiles};

/// What was found on one map.
#[derive(Debug, Default)]
struct Worst {
    limit: f64,
    limit_middle: f64,
    median: f64,
    median_middle: f64,
    vertices: usize,
}

/// Measures every vertex and mid-edge of limits and medians that lies in the window.
fn measure(baselines: &[Baseline], found: &Zones, window: Option<Rect>) -> Worst {
    let mut worst = Worst::default();
    let inside = |at: &Coord| window.is_none_or(|window| window.contains(at));
    for zone in &found.belts {
        let truth = Truth::of_state(baselines, &zone.state);
        let error = |at: Coord| (truth.distance(at) - zone.breadth.metres().0).abs();
        for edge in zone.outer_limit.0.iter().flat_map(|line| line.lines()) {
            if inside(&edge.start) && inside(&edge.end) {
                worst.limit = worst.limit.max(error(edge.start)).max(error(edge.end));
                worst.limit_middle = worst.limit_middle.max(error((edge.start + edge.end) / 2.0));
                worst.vertices += 1;
            }
        }
    }
    for median in &found.medians {
        let [a, b] =
            [&median.states.0, &median.states.1].map(|state| Truth::of_state(baselines, state));
        // The error of position, where the two distances fall apart by twice the displacement.
        let error = |at: Coord| (a.distance(at) - b.distance(at)).abs() / 2.0;
        for edge in median.line.0.iter().flat_map(|line| line.lines()) {
            if inside(&edge.start) && inside(&edge.end) {
                worst.median = worst.median.max(error(edge.start)).max(error(edge.end));
                worst.median_middle = worst.median_middle.max(error((edge.start + edge.end) / 2.0));
                worst.vertices += 1;
            }
        }
    }
    worst
}

/// Random points on the wrong side of a zone by more than `slack` metres, and how many were thrown.
fn misplaced(
    baselines: &[Baseline],
    zone: &Zone,
    window: Rect,
    throws: usize,
    slack: f64,
) -> usize {
    let (own, others) =
        (Truth::of_state(baselines, &zone.state), Truth::of_others(baselines, &zone.state));
    let mut dice = Dice(0x5EA);
    let (low, high) = (window.min(), window.max());
    let thrown = (0..throws)
        .map(|_| Coord { x: dice.between(low.x, high.x), y: dice.between(low.y, high.y) });
    let wrong = thrown.filter(|at| {
        let distance = own.distance(*at);
        let margin =
            (zone.breadth.metres().0 - distance).min((others.distance(*at) - distance) / 2.0);
        let drawn = zone.area.0.contains(&Point(*at));
        drawn != (margin >= 0.0) && margin.abs() > slack
    });
    wrong.count()
}

#[test]
fn limits_and_medians_of_the_aegean_are_within_one_metre() {
    let window = Rect::new(Coord { x: 22.0, y: 34.0 }, Coord { x: 30.0, y: 41.5 });
    let Some(baselines) =
        bundled(Rect::new(Coord { x: 21.0, y: 33.0 }, Coord { x: 31.0, y: 42.5 }))
    else {
        return;
    };
    let request = Request {
        regimes: [6.0, 12.0].map(|breadth| Regime::everywhere(NauticalMiles(breadth))).to_vec(),
        within: Some(Geographic(window)),
        ..Request::default()
    };
    let start = std::time::Instant::now();
    let found = zones(&baselines, &request).expect("the bundled coast has zones");
    println!("{:?} {:?} warnings {:?}", start.elapsed(), found.counts, found.warnings);
    let worst = measure(&baselines, &found, Some(window));
    println!("{worst:?}");
    for zone in &found.belts {
        let wrong = misplaced(&baselines, zone, window, 2_000, 0.0);
        println!(
            "{} {:?}: {} polygons, {wrong} of 2000 wrong",
            zone.state,
            zone.breadth,
            zone.area.0.0.len()
        );
    }
    assert!(worst.limit < 1.0 && worst.limit_middle < 1.0);
    assert!(worst.median < 1.0 && worst.median_middle < 1.0);
}

#[test]
fn limits_and_medians_of_random_archipelagos_are_within_one_metre() {
    for seed in 1..=20 {
        let centre = Coord { x: 25.0, y: 37.0 };
        let baselines = archipelago(seed, centre, Metres(90_000.0), 12);
        let found = zones(&baselines, &Request::default()).expect("an archipelago has zones");
        let worst = measure(&baselines, &found, None);
        println!("{seed}: {worst:?} {:?} {:?}", found.counts, found.warnings);
        let window = Rect::new(Coord { x: 23.5, y: 36.0 }, Coord { x: 26.5, y: 38.0 });
        for zone in &found.belts {
            let wrong = misplaced(&baselines, zone, window, 300, 0.5);
            assert_eq!(wrong, 0, "{seed} {}", zone.state);
        }
    }
}
