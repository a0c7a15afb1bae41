//! The policies on overlaps, against their definitions, with equal and unequal breadths.

use crate::coast::archipelago;
use crate::measure::{misplaced, thrown};
use geo::{Area, BooleanOps, Contains, Coord, MultiPolygon, Point, Rect};
use periplus_sea::units::{Metres, NauticalMiles};
use periplus_sea::{Baseline, IslandWeight, Overlap, Rank, Regime, Request, Zones, zones};

const CENTRE: Coord = Coord { x: 25.0, y: 37.0 };

fn coast(seed: u64) -> Vec<Baseline> {
    archipelago(seed, CENTRE, Metres(60_000.0), 9)
}

/// AAA claims 12 nm, BBB 6 nm, CCC 9 nm; or 12 nm each.
fn under(overlap: Overlap, equal: bool, baselines: &[Baseline]) -> Zones {
    let all = Regime::everywhere(NauticalMiles(12.0));
    let unequal = || all.clone().with("BBB", NauticalMiles(6.0)).with("CCC", NauticalMiles(9.0));
    let regimes = vec![if equal { all.clone() } else { unequal() }];
    zones(baselines, &Request::default().with_overlap(overlap).with_regimes(regimes))
        .expect("an archipelago has zones")
}

fn union(found: &Zones) -> MultiPolygon {
    let areas = found.belts.iter().map(|zone| &zone.area.0);
    areas.fold(MultiPolygon(vec![]), |all, area| all.union(area))
}

/// Random points that a belt has on the wrong side by more than the tolerance.
fn check(found: &Zones, baselines: &[Baseline], policy: Overlap) {
    let window = Rect::new(Coord { x: 23.8, y: 36.0 }, Coord { x: 26.2, y: 38.0 });
    let wrong = misplaced(baselines, &found.belts, policy, thrown(window, 400), 1.0);
    assert_eq!(wrong, []);
}

#[test]
fn under_median_no_state_goes_beyond_the_median_even_where_the_other_stops_short() {
    for seed in [41, 42] {
        let baselines = coast(seed);
        let found = under(Overlap::Median, false, &baselines);
        check(&found, &baselines, Overlap::Median);
    }
}

#[test]
fn under_overlap_each_point_goes_to_the_nearest_state_that_reaches_it() {
    for seed in [41, 42] {
        let baselines = coast(seed);
        let found = under(Overlap::Overlap, false, &baselines);
        check(&found, &baselines, Overlap::Overlap);
    }
}

#[test]
fn under_keep_each_zone_is_whole_and_what_two_share_is_listed() {
    for seed in [41, 42] {
        let baselines = coast(seed);
        let found = under(Overlap::Keep, false, &baselines);
        check(&found, &baselines, Overlap::Keep);
        assert!(found.medians.is_empty());
        for shared in &found.shared {
            let area = |state: &str| {
                &found.belts.iter().find(|zone| zone.state == state).expect("its belt").area.0
            };
            let both = area(&shared.states.0).intersection(area(&shared.states.1)).unsigned_area();
            assert!((shared.area.0.unsigned_area() - both).abs() < 1e-9);
        }
        assert!(!found.shared.is_empty());
    }
}

#[test]
fn with_equal_breadths_keep_and_median_and_overlap_cover_the_same_waters() {
    for seed in [43, 44] {
        let baselines = coast(seed);
        let [median, overlap, keep] = [Overlap::Median, Overlap::Overlap, Overlap::Keep]
            .map(|policy| union(&under(policy, true, &baselines)).unsigned_area());
        // 0.01 %, as the project asks: tolerance × perimeter is well below it.
        assert!((keep / median - 1.0).abs() < 1e-4, "{keep} {median}");
        assert!((overlap / median - 1.0).abs() < 1e-9);
    }
}

#[test]
fn belts_under_median_neither_overlap_nor_leave_gaps() {
    let baselines = coast(45);
    let found = under(Overlap::Median, true, &baselines);
    let sum: f64 = found.belts.iter().map(|zone| zone.area.0.unsigned_area()).sum();
    assert!((sum / union(&found).unsigned_area() - 1.0).abs() < 1e-7);
}

/// Mainlands on the meridians 20° E and 28° E, and off the second a ring of islands of the first, round 26° E, 38° N, whose
/// territorial seas (a quarter of a degree of longitude) close round a water.
fn ring_of_islands() -> Vec<Baseline> {
    let meridian = |x: f64| vec![Coord { x, y: 34.0 }, Coord { x, y: 42.0 }];
    let mut coast =
        vec![Baseline::line("AAA", meridian(20.0)), Baseline::line("BBB", meridian(28.0))];
    for azimuth in 0..6 {
        let (sin, cos) = libm::sincos((60.0 * f64::from(azimuth)).to_radians());
        let at = Coord { x: 26.0 + 0.34 * sin, y: 38.0 + 0.27 * cos };
        let islet = Baseline::rock("AAA", at);
        coast.push(Baseline { rank: Rank::Island, ..islet });
    }
    coast
}

#[test]
fn by_half_effect_waters_amid_territorial_seas_are_somebodys() {
    let coast = ring_of_islands();
    let holders = |weight: IslandWeight, x: f64| -> Vec<String> {
        let request = Request::of_breadth(NauticalMiles(200.0)).with_islands(weight);
        let found = zones(&coast, &request).expect("two coasts and islands have zones");
        let holding = found.belts.iter().filter(|zone| zone.area.0.contains(&Point::new(x, 38.0)));
        holding.map(|zone| zone.state.clone()).collect()
    };
    // In full the median lies at (28 + 26.34) / 2 = 27.2° E, without the islands at 24° E: the middle of the ring is nearer
    // to the first, and so is it whose it is on that line's far side; 24.5° E is nearer to the second.
    let expected = [
        (IslandWeight::Full, 26.0, "AAA"),
        (IslandWeight::None, 26.0, "BBB"),
        (IslandWeight::Half, 26.0, "BBB"),
        (IslandWeight::Half, 24.5, "AAA"),
        (IslandWeight::Half, 26.34, "AAA"),
    ];
    for (weight, x, state) in expected {
        assert_eq!(holders(weight, x), [state], "{weight:?}, {x}");
    }
}
