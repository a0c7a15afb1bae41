//! Accuracy against the definition: distances by Karney's geodesics to the segments of the baselines.

use crate::coast::{archipelago, bundled};
use crate::measure::{beside_the_limit, measure, misplaced, thrown};
use crate::validity::faults;
use geo::{Coord, Rect, Validation};
use periplus_sea::space::Geographic;
use periplus_sea::units::{Metres, NauticalMiles};
use periplus_sea::{Baseline, Overlap, Regime, Request, zones};

fn window(west: f64, south: f64, east: f64, north: f64) -> Rect {
    Rect::new(Coord { x: west, y: south }, Coord { x: east, y: north })
}

/// Measures the Aegean under some regimes, with all that the window of the sea needs.
fn check_aegean(regimes: Vec<Regime>, throws: usize) {
    let aegean = window(22.0, 34.0, 30.0, 41.5);
    let Some(baselines) = bundled(window(21.0, 33.0, 31.0, 42.5)) else {
        return;
    };
    let request = Request::default()
        .with_states(["GRC", "TUR"])
        .with_regimes(regimes)
        .with_window(Some(Geographic(aegean)));
    let found = zones(&baselines, &request).expect("the bundled coast has zones");
    let worst = measure(&baselines, &found, Some(aegean), 7);
    println!("Aegean: {worst:?}, {:?}", found.counts);
    assert_eq!(found.warnings, []);
    assert!(worst.any() < 1.0, "{worst:?}");
    for belts in found.belts.chunks(2) {
        let points = thrown(aegean, throws);
        assert_eq!(misplaced(&baselines, belts, Overlap::Median, points, 1.0), []);
        for zone in belts {
            assert_eq!(faults(&zone.area.0), [""; 0], "{}", zone.state);
            assert_eq!(beside_the_limit(&baselines, zone, throws / 3, 1.5), 0, "{}", zone.state);
        }
    }
}

#[test]
fn limits_and_medians_of_the_aegean_are_within_one_metre() {
    check_aegean([6.0, 12.0].map(|miles| Regime::everywhere(NauticalMiles(miles))).to_vec(), 1_000);
}

#[test]
fn limits_and_medians_of_the_aegean_are_within_one_metre_at_unequal_breadths() {
    let of = |greek: f64, turkish: f64| {
        let all = Regime::everywhere(NauticalMiles(12.0));
        all.with("GRC", NauticalMiles(greek)).with("TUR", NauticalMiles(turkish))
    };
    check_aegean(vec![of(6.0, 12.0), of(12.0, 6.0)], 1_000);
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
    let worst = measure(&baselines, &found, None, 50);
    println!("70° of latitude: {worst:?}, {:?}", found.counts);
    assert!(worst.any() < 1.0, "{worst:?}");
}

fn check_archipelago(seed: u64, baselines: &[Baseline], window: Rect) {
    let found = zones(baselines, &Request::default()).expect("an archipelago has zones");
    let worst = measure(baselines, &found, Some(window), 1);
    println!("archipelago {seed}: {worst:?}, {:?}", found.counts);
    assert_eq!(found.warnings, []);
    assert!(worst.any() < 1.0, "seed {seed}: {worst:?}");
    for zone in &found.belts {
        let place = format!("seed {seed}, {}", zone.state);
        assert_eq!(faults(&zone.area.0), [""; 0], "{place}");
        assert!(zone.area.0.is_valid(), "{place}: {:?}", zone.area.0.check_validation());
        assert_eq!(beside_the_limit(baselines, zone, 60, 1.5), 0, "{place}");
    }
    let points = thrown(window, 150);
    assert_eq!(misplaced(baselines, &found.belts, Overlap::Median, points, 1.0), [], "{seed}");
}

#[test]
fn all_zones_of_the_bundled_window_are_valid_and_within_the_tolerance() {
    let all = window(7.0, 20.0, 57.0, 50.0);
    let Some(baselines) = bundled(all) else {
        return;
    };
    let request = Request::of_breadth(NauticalMiles(24.0)).with_tolerance(Metres(10.0));
    let found = zones(&baselines, &request).expect("the bundled coast has zones");
    let worst = measure(&baselines, &found, Some(all), 53);
    println!("bundled window, 24 nm, 10 m: {worst:?}, {:?}", found.counts);
    assert_eq!(found.warnings, []);
    assert!(worst.any() < 10.0, "{worst:?}");
    for zone in &found.belts {
        assert_eq!(faults(&zone.area.0), [""; 0], "{}", zone.state);
    }
}
