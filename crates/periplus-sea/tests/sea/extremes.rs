//! Coasts made to break the computation: whatever comes in, zones that come out are valid, and where the answer is known
//! they have it.

use crate::validity::faults;
use geo::{Contains, Coord, CoordsIter, Geometry, LineString, Point};
use periplus_sea::error::{ErrorKind, Result, Warning};
use periplus_sea::geodesy;
use periplus_sea::space::Geographic;
use periplus_sea::units::{Metres, NauticalMiles};
use periplus_sea::{
    Baseline, Limits, Overlap, Rank, Request, Shore, Zones, coast_diagnostics, zones,
};

fn coords(points: &[(f64, f64)]) -> Vec<Coord> {
    points.iter().map(|&(x, y)| Coord { x, y }).collect()
}

fn line(state: &str, points: &[(f64, f64)]) -> Baseline {
    Baseline::line(state, coords(points))
}

fn square(west: f64, south: f64, side: f64) -> [(f64, f64); 5] {
    let (east, north) = (west + side, south + side);
    [(west, south), (east, south), (east, north), (west, north), (west, south)]
}

/// The zones under each policy, at several breadths and tolerances: numbers, on the earth, in valid polygons.
fn check(name: &str, baselines: &[Baseline]) {
    for overlap in [Overlap::Median, Overlap::Overlap, Overlap::Keep] {
        for (miles, tolerance) in [(3.0, 0.1), (12.0, 1.0), (12.0, 1_000.0), (350.0, 50.0)] {
            let place = format!("{name}, {overlap:?}, {miles} nm, {tolerance} m");
            let found = ask(baselines, overlap, miles, tolerance);
            for zone in &found.belts {
                assert_eq!(faults(&zone.area.0), [""; 0], "{place}, {}", zone.state);
                let limits = zone.outer_limit.0.coords_iter();
                assert!(limits.into_iter().all(on_earth), "{place}, {}", zone.state);
            }
            for shared in &found.shared {
                assert_eq!(faults(&shared.area.0), [""; 0], "{place}, {:?}", shared.states);
            }
            let medians = found.medians.iter().flat_map(|median| median.line.0.coords_iter());
            assert!(medians.into_iter().all(on_earth), "{place}");
        }
    }
}

fn on_earth(at: Coord) -> bool {
    at.x.abs() <= 180.0 && at.y.abs() <= 90.0
}

fn ask(baselines: &[Baseline], overlap: Overlap, miles: f64, tolerance: f64) -> Zones {
    let request = Request::of_breadth(NauticalMiles(miles))
        .with_overlap(overlap)
        .with_tolerance(Metres(tolerance));
    zones(baselines, &request).expect("positions on the earth have zones")
}

fn square_kilometres(found: &Zones, state: &str) -> f64 {
    let zone = found.belts.iter().find(|zone| zone.state == state).expect("its belt");
    let parts = zone.area.0.iter().cloned();
    parts.map(|part| geodesy::polygon_area(&Geographic(part)).square_kilometres()).sum()
}

#[test]
fn coasts_that_cross_themselves_have_valid_zones() {
    check("a bow", &[line("AAA", &[(25., 38.), (26., 39.), (26., 38.), (25., 39.), (25., 38.)])]);
    let eight =
        [(25., 38.), (25.5, 38.5), (26., 38.), (26., 39.), (25.5, 38.5), (25., 39.), (25., 38.)];
    check("a figure of eight", &[line("AAA", &eight)]);
    let spike = [(25., 38.), (25.5, 38.), (26.5, 38.), (25.5, 38.), (25.5, 38.5), (25., 38.)];
    check("a spike", &[line("AAA", &spike)]);
    check("there and back", &[line("AAA", &[(25., 38.), (26., 38.), (25., 38.)])]);
    check("back half the way", &[line("AAA", &[(25., 38.), (26., 38.), (25.5, 38.), (25.5, 39.)])]);
    let nested = [square(25., 38., 1.), square(25.2, 38.2, 0.1), square(25.9, 38.9, 0.3)];
    check("nested and overlapping", &nested.map(|ring| line("AAA", &ring)));
    check("one position repeated", &[line("AAA", &[(25., 38.); 5])]);
    check(
        "corner to corner",
        &[square(25., 38., 0.1), square(25.1, 38.1, 0.1)].map(|at| line("AAA", &at)),
    );
}

#[test]
fn coasts_of_two_states_in_one_place_have_valid_zones() {
    let ring = square(25., 38., 0.2);
    check("identical coasts", &[line("AAA", &ring), line("BBB", &ring)]);
    check("identical rocks", &["AAA", "BBB"].map(|state| line(state, &[(25., 38.)])));
    check("across", &[line("AAA", &ring), line("BBB", &square(25.1, 38.1, 0.2))]);
    check("one in the other", &[line("AAA", &ring), line("BBB", &square(25.05, 38.05, 0.05))]);
    let [a, b] = [[(25., 38.), (26., 39.)], [(25., 39.), (26., 38.)]];
    check("lines across", &[line("AAA", &a), line("BBB", &b)]);
    check("edge to edge", &[line("AAA", &ring), line("BBB", &square(25.2, 38., 0.2))]);
    check("corner to corner", &[line("AAA", &ring), line("BBB", &square(25.2, 38.2, 0.2))]);
}

#[test]
fn coasts_round_and_at_the_poles_have_valid_zones() {
    for lat in [89.9, 85.0, -70.0, -89.99] {
        let ring: Vec<(f64, f64)> = (0..=72)
            .map(|i| (-180.0 + 5.0 * f64::from(i), lat + f64::from(i % 2) * 0.005))
            .collect();
        let ring = [&ring[..72], &[(180.0, ring[0].1)]].concat();
        check(&format!("a ring at {lat}"), &[line("AAA", &ring)]);
    }
    for lat in [90.0, -90.0] {
        check(&format!("a rock at {lat}"), &[line("AAA", &[(0., lat)])]);
        check(
            &format!("a line through {lat}"),
            &[line("AAA", &[(10., lat * 0.99), (10., lat), (-60., lat * 0.99)])],
        );
        let two = [line("AAA", &[(0., lat * 0.999)]), line("BBB", &[(180., lat * 0.999)])];
        check(&format!("two states at {lat}"), &two);
    }
}

#[test]
fn the_zone_of_a_rock_at_a_pole_is_a_cap() {
    let found = ask(&[line("AAA", &[(0., 90.)])], Overlap::Median, 12.0, 1.0);
    // A geodesic disc of 12 nm round the pole: π r² on a plane, less a millionth for the curvature.
    let disc = std::f64::consts::PI * 22.224_f64.powi(2);
    let drawn = square_kilometres(&found, "AAA");
    // The limit is drawn as a parallel, measured in chords of 2 km: 1 − (2π/70)²/6 of it.
    assert!((drawn - disc).abs() < 2.2, "{drawn} not {disc} km²");
}

#[test]
fn an_enclave_lake_is_shared_with_the_island_in_it() {
    // A lake of 0.4° in the land of AAA, an island of BBB in its middle.
    let mut lake = square(25.3, 38.3, 0.4);
    lake.reverse();
    let coast = [
        line("AAA", &square(25., 38., 1.)),
        Baseline { seaward: periplus_sea::Side::Right, ..line("AAA", &lake) },
        line("BBB", &square(25.45, 38.45, 0.1)),
    ];
    check("an enclave", &coast);
    let found = ask(&coast, Overlap::Median, 12.0, 1.0);
    let holds = |state: &str, lon: f64, lat: f64| {
        let zone = found.belts.iter().find(|zone| zone.state == state).expect("its belt");
        zone.area.0.contains(&Point::new(lon, lat))
    };
    // The strait between is 0.15° wide: halves by the median.
    assert!(holds("BBB", 25.5, 38.42) && !holds("AAA", 25.5, 38.42));
    assert!(holds("AAA", 25.5, 38.33) && !holds("BBB", 25.5, 38.33));
}

#[test]
fn identical_coasts_of_two_states_are_nobodys_gain() {
    let ring = square(25., 38., 0.2);
    let both = ask(&[line("AAA", &ring), line("BBB", &ring)], Overlap::Keep, 12.0, 1.0);
    let alone = ask(&[line("AAA", &ring)], Overlap::Keep, 12.0, 1.0);
    for state in ["AAA", "BBB"] {
        let (shared, own) = (square_kilometres(&both, state), square_kilometres(&alone, "AAA"));
        // Shared edges are no coast and are dropped (see `sea::boundary`): what is left is nothing, or all.
        assert!(shared == 0.0 || (shared / own - 1.0).abs() < 1e-6, "{state}: {shared}, {own} km²");
    }
}

#[test]
fn tolerances_from_a_centimetre_to_a_kilometre_give_the_disc_of_a_rock() {
    let disc = std::f64::consts::PI * 22.224_f64.powi(2);
    for tolerance in [0.01, 0.1, 1.0, 10.0, 100.0, 1_000.0] {
        let found = ask(&[line("AAA", &[(25., 38.)])], Overlap::Median, 12.0, tolerance);
        let short = disc - square_kilometres(&found, "AAA");
        // At most the tolerance all round; the curvature of the earth takes a millionth.
        let ring = std::f64::consts::TAU * 22.224 * tolerance / 1e3;
        assert!((-1e-3..ring + 5e-3).contains(&short), "{tolerance} m: {short} km² short");
    }
}

#[test]
#[ignore = "seconds and 300 MB: for those who ask"]
fn a_coast_of_half_a_million_vertices_has_valid_zones() {
    let coast = crate::coast::growing(500_000);
    let found = ask(&coast, Overlap::Median, 12.0, 1.0);
    assert!(found.counts.positions > 499_000 && found.warnings.is_empty());
    for zone in &found.belts {
        assert_eq!(faults(&zone.area.0), [""; 0], "{}", zone.state);
    }
}

#[test]
fn a_rock_at_the_pole_takes_nothing_from_a_coast_far_away() {
    // Alone on the plane of the triangulation, all of a state's samples and the guards round them lie on one side of each other.
    let coast = [
        (147.3826, 11.275838),
        (147.3826, 11.275829),
        (147.384523, 11.248325),
        (147.410032, 11.237199),
        (147.440365, 11.24687),
        (147.454052, 11.219374),
        (147.477574, 11.221879),
        (147.504735, 11.21703),
        (147.529517, 11.228004),
        (147.551156, 11.245732),
        (147.551163, 11.245737),
    ];
    let alone = ask(&[line("AAA", &coast)], Overlap::Keep, 3.0, 1.0);
    let rocks =
        [("AAA", -102.7289, 90.0), ("DDD", 137.710752, -90.0), ("BBB", -27.334984, 89.947336)];
    let mut all: Vec<Baseline> = vec![line("AAA", &coast)];
    all.extend(rocks.map(|(state, x, y)| Baseline::rock(state, Coord { x, y })));
    let found = ask(&all, Overlap::Keep, 3.0, 1.0);
    // A rock has a disc of 3 nm: 2πR² (1 − cos ρ) on the sphere of the ellipsoid's curvature at the pole, a²/b.
    let (radius, reach) = (6_378_137.0_f64.powi(2) / 6_356_752.314, 3.0 * 1_852.0);
    let disc = std::f64::consts::TAU * radius * radius * (1.0 - libm::cos(reach / radius)) / 1e6;
    let expected = square_kilometres(&alone, "AAA") + disc;
    let area = square_kilometres(&found, "AAA");
    assert!((area / expected - 1.0).abs() < 1e-4, "{area} and {expected}");
}

#[test]
fn more_samples_than_can_be_worked_with_are_refused_with_a_way_out() {
    // 9,000 km of coast, at a breadth of 185 m to a centimetre.
    let coast = line("AAA", &[(-40., 0.), (40., 10.)]);
    let request = Request::of_breadth(NauticalMiles(0.1)).with_tolerance(Metres(0.01));
    let error = zones(std::slice::from_ref(&coast), &request).expect_err("too many samples");
    assert_eq!(error.kind, ErrorKind::Input);
    assert!(error.message.contains("0.1 nm") && error.message.contains("samples"), "{error}");
    assert!(error.hint.is_some_and(|hint| hint.contains("tolerance of 0.05 m")));
    assert!(zones(&[coast], &Request::of_breadth(NauticalMiles(3.0))).is_ok());
}

#[test]
fn coasts_of_two_states_a_millimetre_apart_for_hundreds_of_kilometres_are_refused_by_name() {
    let shore = |state: &str, lat: f64| line(state, &[(25., lat), (29., lat)]);
    for apart in [0.0, 1e-8, 1e-7] {
        let coasts = [shore("AAA", 38.), shore("BBB", 38. + apart), shore("CCC", 39.)];
        let request = Request::of_breadth(NauticalMiles(12.0)).with_tolerance(Metres(0.01));
        let found = zones(&coasts, &request);
        if apart == 0.0 {
            // One and the same line is a boundary of land, and no coast.
            assert!(found.is_ok());
            continue;
        }
        let error = found.expect_err("too many samples");
        assert_eq!(error.kind, ErrorKind::Input);
        assert!(error.message.contains("of AAA and BBB"), "{error}");
        assert!(error.place.is_some_and(|place| place.to_string().contains(", 38.0000")));
        // On two coasts of 351 km, a sample each quarter of the tolerance, and no more than two million.
        assert!(error.hint.is_some_and(|hint| hint.contains("tolerance of 5 m")));
    }
}

#[test]
fn states_that_alternate_along_a_line_are_computed() {
    let stretch = |number: u32| {
        let [from, to] = [number, number + 1].map(|at| (25.0 + f64::from(at) * 1e-3, 38.0));
        line(if number.is_multiple_of(2) { "AAA" } else { "BBB" }, &[from, to])
    };
    let coasts: Vec<Baseline> = (0..600).map(stretch).collect();
    let found = ask(&coasts, Overlap::Median, 12.0, 1.0);
    assert!(found.warnings.is_empty() && found.counts.samples < 20 * 600, "{:?}", found.counts);
    for zone in &found.belts {
        assert_eq!(faults(&zone.area.0), [""; 0], "{}", zone.state);
    }
}

#[test]
fn the_median_of_two_rocks_a_metre_apart_is_right_out_to_350_miles() {
    let [one, other] = [(25.0, 0.0), (25.0 + 1e-5, 0.0)];
    let rocks = [line("AAA", &[one]), line("BBB", &[other])];
    let found = ask(&rocks, Overlap::Median, 350.0, 1.0);
    let [median] = &found.medians[..] else { panic!("{:?}", found.medians) };
    // Between two rocks on the equator it is the meridian half-way.
    let positions: Vec<Coord> = median.line.0.coords_iter().collect();
    assert!(positions.iter().all(|at| (at.x - 25.000005).abs() < 1e-8), "{positions:?}");
    let ends = positions.iter().fold([0.0_f64; 2], |[s, n], at| [s.min(at.y), n.max(at.y)]);
    assert!(ends[0] < -5.86 && ends[1] > 5.86, "{ends:?}");
}

#[test]
fn waters_of_very_many_pairs_of_states_are_refused_and_those_apart_are_not() {
    let rocks = |step: f64| -> Vec<Baseline> {
        let rock = |number: u32| {
            let at = [f64::from(number % 20), f64::from(number / 20)].map(|place| place * step);
            line(&format!("{number:03}"), &[(at[0], at[1])])
        };
        (0..220).map(rock).collect()
    };
    let request = Request::of_breadth(NauticalMiles(3.0)).with_overlap(Overlap::Keep);
    // 220 discs over each other are 24,090 pairs; a degree apart they are none.
    let error = zones(&rocks(0.001), &request).expect_err("too many pairs");
    assert!(error.kind == ErrorKind::Input && error.hint.is_some(), "{error}");
    assert!(zones(&rocks(1.0), &request).is_ok_and(|found| found.shared.is_empty()));
}

/// The diagnostics of lines of one state.
fn diagnosed(lines: impl IntoIterator<Item = LineString>) -> Result<Vec<Warning>> {
    let lines: Vec<Geometry> = lines.into_iter().map(Geometry::from).collect();
    let shore = |(number, geometry)| Shore {
        name: format!("`{number}`"),
        state: "AAA",
        geometry,
        seaward: None,
        rank: Rank::Unknown,
        held: false,
    };
    let shores: Vec<Shore> = lines.iter().enumerate().map(shore).collect();
    coast_diagnostics(&shores, "coast.geojson", &Limits::default())
}

#[test]
fn a_ring_that_crosses_itself_a_million_times_is_named_and_one_of_far_more_is_refused() {
    let star = |k: u64| {
        const CORNERS: u64 = 20_011;
        let corner = |number: u64| {
            let part = (number * k % CORNERS) as f64 / CORNERS as f64;
            let (sin, cos) = libm::sincos(std::f64::consts::TAU * part);
            Coord { x: 25.0 + cos, y: 38.0 + sin }
        };
        LineString((0..=CORNERS).map(corner).collect())
    };
    let warnings = diagnosed([star(51)]).expect("a million crossings are worked with");
    assert!(warnings.iter().any(|it| it.message == "`0` crosses itself"), "{warnings:?}");
    let error = diagnosed([star(10_005)]).expect_err("200 million crossings");
    assert!(error.kind == ErrorKind::Input && error.message.contains("2000000"), "{error}");
    assert!(error.place.is_some_and(|place| place.to_string().contains("`0`, near ")));
    assert!(error.hint.is_some());
}

#[test]
fn islands_that_overlap_by_the_hundred_thousand_are_counted_by_what_they_are_at_least() {
    let islands = |count: u32| {
        let ring = |number: u32| {
            let shift = f64::from(number) * 1e-4;
            LineString(coords(&square(shift, 38.0 + shift, 1.)))
        };
        diagnosed((0..count).map(ring))
    };
    let messages = |count: u32| -> Vec<String> {
        let warnings = islands(count).expect("not too many");
        warnings.into_iter().map(|warning| warning.message).collect()
    };
    // Each pair of ten overlaps, and five are named.
    assert!(messages(10).contains(&"40 more of which each overlaps".to_owned()));
    let many = messages(500);
    assert!(many.iter().any(|it| it.starts_with("at least ") && it.ends_with("each overlaps")));
    assert!(islands(3_000).is_err(), "nine million crossings");
}

#[test]
fn islands_of_one_latitude_by_the_ten_thousand_take_seconds_and_what_is_left_out_is_said() {
    let island = |number: u32| {
        let west = f64::from(number) * 2e-4;
        let corners = [(west, 38.), (west + 1e-4, 38.), (west + 1e-4, 40.), (west, 40.)];
        LineString(coords(&[&corners[..], &corners[..1]].concat()))
    };
    assert_eq!(diagnosed((0..100).map(island)).expect("a coast"), []);
    let warnings = diagnosed((0..20_000).map(island)).expect("a coast");
    let [warning] = &warnings[..] else { panic!("{warnings:?}") };
    assert!(warning.message.ends_with("it was not looked for what land they lie inside of"));
}
