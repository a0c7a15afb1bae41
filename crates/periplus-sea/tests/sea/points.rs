//! Turning points and the base points that control them, by brute force over all vertices with Karney's geodesics.

use crate::coast::{Dice, archipelago, bundled, islet};
use crate::truth::Truth;
use geo::{Coord, LineString};
use periplus_sea::error::ErrorKind;
use periplus_sea::geodesy::{self, distance};
use periplus_sea::space::Geographic;
use periplus_sea::units::{Degrees, Metres, NauticalMiles};
use periplus_sea::{
    Baseline, Control, Controlled, ControlledLine, ControlledPart, ControlledStretch, IslandWeight,
    Overlap, PointKind, Rank, Regime, Request, TurningPoint, turning_points,
};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// A position that two computations may give a little apart, in metres.
const ONE_CENTIMETRE: f64 = 0.01;

fn at(x: f64, y: f64) -> Coord {
    Coord { x, y }
}

fn rocks(of: &[(&str, f64, f64)]) -> Vec<Baseline> {
    of.iter().map(|(state, x, y)| Baseline::rock(*state, at(*x, *y))).collect()
}

fn controlled(coast: &[Baseline], miles: f64) -> Controlled {
    turning_points(coast, &Request::of_breadth(NauticalMiles(miles))).expect("turning points")
}

fn line<'a>(found: &'a Controlled, states: &[&str]) -> &'a ControlledLine {
    found.lines.iter().find(|line| line.states == states).expect("such a line")
}

fn points(line: &ControlledLine) -> impl Iterator<Item = &TurningPoint> {
    line.parts.iter().flat_map(|part| &part.points)
}

fn turnings(line: &ControlledLine) -> Vec<&TurningPoint> {
    points(line).filter(|point| point.kind == PointKind::Turning).collect()
}

/// The distances of all rocks from a position, the least first.
fn distances(coast: &[Baseline], from: Coord) -> Vec<f64> {
    let all = coast.iter().flat_map(|baseline| &baseline.line.0.0);
    let mut all: Vec<f64> = all.map(|vertex| distance(from, *vertex).0).collect();
    all.sort_by(f64::total_cmp);
    all
}

/// Positions spread over the course of a stretch, with the length that each stands for left out of account.
fn along(stretch: &ControlledStretch, count: usize) -> Vec<Coord> {
    let edges: Vec<[Coord; 2]> = stretch
        .course
        .0
        .0
        .iter()
        .flat_map(|line| line.0.windows(2).map(|edge| [edge[0], edge[1]]))
        .collect();
    let place = |number: usize| {
        let whole = (number as f64 + 0.5) / count as f64 * edges.len() as f64;
        let [from, to] = edges[(whole as usize).min(edges.len() - 1)];
        from + (to - from) * whole.fract()
    };
    if edges.is_empty() { Vec::new() } else { (0..count).map(place).collect() }
}

/// What is wrong with lines measured from rocks alone.
fn faults(coast: &[Baseline], found: &Controlled, tolerance: f64) -> Vec<String> {
    let mut faults = Vec::new();
    for line in &found.lines {
        for point in points(line) {
            let all = distances(coast, point.position.0);
            let is_limit = line.states.len() == 1;
            let wanted = match (is_limit, point.kind) {
                (true, _) | (_, PointKind::End) => Some(line.breadth.metres().0),
                _ => None,
            };
            let least = wanted.unwrap_or(all[0]);
            let count = if wanted.is_some() { 2 } else { 3 };
            let equal = all.iter().filter(|it| (**it - least).abs() <= ONE_CENTIMETRE).count();
            if equal < count || all[0] < least - ONE_CENTIMETRE || point.base_points.len() < count {
                faults.push(format!("{:?} {point:?}: {:?}", line.states, &all[..all.len().min(4)]));
            }
            for (base, said) in point.base_points.iter().zip(&point.distances) {
                let measured = distance(base.position.0, point.position.0).0;
                let is_vertex = coast.iter().any(|it| {
                    it.state == base.state && distance(it.line.0.0[0], base.position.0).0 < 1e-3
                });
                if (measured - said.0).abs() > 1e-3 || !is_vertex {
                    faults.push(format!("{:?}: {base:?} is {measured} m off", line.states));
                }
            }
        }
        let stretches = line.parts.iter().flat_map(|part| &part.stretches);
        for stretch in stretches {
            for (state, Control { first, last, .. }) in line.states.iter().zip(&stretch.controls) {
                let is_of_state = first.state == *state && first == last;
                let own: Vec<Baseline> =
                    coast.iter().filter(|it| it.state == *state).cloned().collect();
                for place in along(stretch, 20) {
                    let nearest = distances(&own, place)[0];
                    let control = distance(place, first.position.0).0;
                    if !is_of_state || control > nearest + 2.0 * tolerance {
                        faults.push(format!(
                            "{:?}: {control} m, not {nearest}, at {place:?} of {:?}",
                            line.states,
                            (stretch.from, stretch.to)
                        ));
                    }
                }
            }
        }
        let numbers: Vec<usize> = points(line).map(|point| point.number).collect();
        if numbers != (1..=numbers.len()).collect::<Vec<_>>() {
            faults.push(format!("{:?} is numbered {numbers:?}", line.states));
        }
    }
    faults
}

#[test]
fn the_median_of_two_rocks_has_ends_and_no_turning_point() {
    let coast = rocks(&[("AAA", 25.0, 36.0), ("BBB", 25.2, 36.1)]);
    let found = controlled(&coast, 12.0);
    let median = line(&found, &["AAA", "BBB"]);
    assert!(turnings(median).is_empty());
    let [ControlledPart { points, stretches, .. }] = &median.parts[..] else {
        panic!("one part: {median:?}")
    };
    assert_eq!((points.len(), stretches.len()), (2, 1));
    assert_eq!((stretches[0].from, stretches[0].to), (Some(1), Some(2)));
    for place in along(&stretches[0], 20) {
        let [one, other] = [0, 1].map(|rock| distance(place, coast[rock].line.0.0[0]).0);
        assert!((one - other).abs() < 1.0, "{one} and {other} m at {place:?}");
    }
    for point in points {
        assert_eq!(point.kind, PointKind::End);
        assert!(point.distances.iter().all(|it| (it.0 - 22_224.0).abs() < ONE_CENTIMETRE));
    }
    assert_eq!(faults(&coast, &found, 1.0), [""; 0]);
    assert_eq!(found.warnings, []);
}

#[test]
fn a_rock_alone_controls_the_whole_of_its_limit() {
    let coast = rocks(&[("AAA", 25.0, 36.0)]);
    let found = controlled(&coast, 12.0);
    let [part] = &line(&found, &["AAA"]).parts[..] else { panic!("one part") };
    assert!(part.points.is_empty());
    assert_eq!((part.stretches[0].from, part.stretches[0].to), (None, None));
    assert_eq!(part.stretches[0].controls[0].first.position.0, at(25.0, 36.0));
}

/// The position equally far from three others, by going wherever the greatest difference shrinks.
fn equidistant(three: [Coord; 3], start: Coord) -> Coord {
    let worst = |from: Coord| {
        let all = three.map(|it| distance(from, it).0);
        let mean = all.iter().sum::<f64>() / 3.0;
        all.iter().map(|it| (it - mean) * (it - mean)).sum::<f64>().sqrt()
    };
    let (mut here, mut step) = (start, 5_000.0);
    while step > 1e-4 {
        let ways = (0..72)
            .map(|way| geodesy::destination(here, Degrees(5.0 * f64::from(way)), Metres(step)));
        let best = ways.min_by(|a, b| worst(*a).total_cmp(&worst(*b))).expect("a way");
        if worst(best) < worst(here) {
            here = best;
        } else {
            step /= 2.0;
        }
    }
    here
}

#[test]
fn three_rocks_turn_the_median_where_they_are_equally_far() {
    let mut dice = Dice(77);
    for _ in 0..12 {
        let lat = dice.between(-70.0, 70.0);
        let place = |dice: &mut Dice, bearing: f64| {
            let length = Metres(dice.between(14_000.0, 17_000.0));
            geodesy::destination(
                at(30.0, lat),
                Degrees(bearing + dice.between(-20.0, 20.0)),
                length,
            )
        };
        let three = [0.0, 120.0, 240.0].map(|bearing| place(&mut dice, bearing));
        let coast = rocks(&[
            ("AAA", three[0].x, three[0].y),
            ("AAA", three[1].x, three[1].y),
            ("BBB", three[2].x, three[2].y),
        ]);
        let found = controlled(&coast, 24.0);
        let turning = turnings(line(&found, &["AAA", "BBB"]));
        let [point] = turning[..] else { panic!("{three:?}: {} points", turning.len()) };
        let known = equidistant(three, at(30.0, lat));
        let off = distance(point.position.0, known).0;
        assert!(off < ONE_CENTIMETRE, "{off} m off at {lat}");
        assert_eq!(faults(&coast, &found, 1.0), [""; 0]);
    }
}

#[test]
fn three_states_meet_where_their_rocks_are_equally_far() {
    let coast = rocks(&[("AAA", 25.0, 36.0), ("BBB", 25.2, 36.0), ("CCC", 25.1, 36.15)]);
    let found = controlled(&coast, 12.0);
    for pair in [["AAA", "BBB"], ["AAA", "CCC"], ["BBB", "CCC"]] {
        let tripoints: Vec<&TurningPoint> =
            points(line(&found, &pair)).filter(|it| it.kind == PointKind::Tripoint).collect();
        assert_eq!(tripoints.len(), 1, "{pair:?}");
        assert_eq!(tripoints[0].base_points.len(), 3);
    }
    assert_eq!(faults(&coast, &found, 1.0), [""; 0]);
}

#[test]
fn along_straight_coasts_the_base_point_moves_on_and_nothing_turns() {
    let south = Baseline::line("AAA", vec![at(25.0, 36.0), at(25.3, 36.0)]);
    let north = Baseline::line("BBB", vec![at(25.0, 36.2), at(25.3, 36.2)]);
    let found = controlled(&[south, north], 12.0);
    let median = line(&found, &["AAA", "BBB"]);
    assert!(turnings(median).is_empty(), "{:?}", turnings(median));
    for control in median.parts.iter().flat_map(|part| &part.stretches).flat_map(|it| &it.controls)
    {
        let length = distance(control.first.position.0, control.last.position.0).0;
        assert!(length > 20_000.0, "from end to end, not {length} m");
    }
}

#[test]
fn a_foot_on_an_edge_says_between_which_vertices() {
    // The rock lies off the middle of the line; the limit of the line is a parallel to it, that of the rock an arc.
    let coast = [
        Baseline::line("AAA", vec![at(25.0, 36.0), at(25.5, 36.0)]),
        Baseline::rock("AAA", at(25.25, 36.1)),
    ];
    let found = controlled(&coast, 12.0);
    let limit = line(&found, &["AAA"]);
    let bases: Vec<_> = turnings(limit).into_iter().flat_map(|point| &point.base_points).collect();
    let on_edge: Vec<_> = bases.iter().filter(|base| base.between.is_some()).collect();
    assert_eq!((turnings(limit).len(), bases.len(), on_edge.len()), (2, 4, 2));
    for base in on_edge {
        assert_eq!(base.between, Some([at(25.0, 36.0), at(25.5, 36.0)].map(Geographic)));
        assert!((base.position.0.y - 36.0).abs() < 1e-9);
    }
    let truth = Truth::of_state(&coast, "AAA");
    for point in points(limit) {
        assert!((truth.distance(point.position.0) - 22_224.0).abs() < ONE_CENTIMETRE);
    }
}

#[test]
fn along_ragged_islands_no_baseline_is_nearer_than_the_base_points() {
    let (mut worst, mut count) = (0.0_f64, 0);
    for seed in [4, 5, 6] {
        let coast = archipelago(seed, at(25.0, 37.0), Metres(60_000.0), 12);
        let all = Truth::of_others(&coast, "nobody");
        let found = controlled(&coast, 12.0);
        for line in &found.lines {
            for point in points(line) {
                let spread = point.distances.iter().map(|it| it.0);
                let (low, high) = spread
                    .clone()
                    .fold((f64::MAX, 0.0_f64), |(low, high), it| (low.min(it), high.max(it)));
                assert!(high - low < ONE_CENTIMETRE, "{point:?}");
                worst = worst.max(low - all.distance(point.position.0));
                count += 1;
            }
            for stretch in line.parts.iter().flat_map(|part| &part.stretches) {
                for (state, control) in line.states.iter().zip(&stretch.controls) {
                    let own = Truth::of_state(&coast, state);
                    let ends = stretch.course.0.0.first().and_then(|it| it.0.first().copied());
                    let end = ends.expect("a course");
                    let nearest = own.distance(end);
                    let said = distance(end, control.first.position.0).0;
                    assert!(said < nearest + 2.0, "{said} m, not {nearest}: {:?}", line.states);
                }
            }
        }
        assert_eq!(found.warnings, [], "{seed}");
    }
    println!("{count} points; a base point not found is nearer by {worst:.4} m at most");
    assert!(count > 100 && worst < 1.0, "{count} points, {worst} m");
}

#[test]
fn in_the_aegean_no_coast_is_nearer_than_the_base_points() {
    let window = geo::Rect::new((22.0, 34.0), (30.0, 41.5));
    let Some(coast) = bundled(window) else { return };
    let request = Request::of_breadth(NauticalMiles(6.0))
        .with_states(["GRC", "TUR"])
        .with_window(Some(Geographic(window)));
    let found = turning_points(&coast, &request).expect("turning points");
    let all = Truth::of_others(&coast, "nobody");
    let is_inside = |at: Coord| (23.0..29.0).contains(&at.x) && (35.0..40.5).contains(&at.y);
    let (mut count, mut unequal, mut nearer) = (0, 0.0_f64, 0.0_f64);
    for point in found.lines.iter().flat_map(points).filter(|it| is_inside(it.position.0)) {
        let said: Vec<f64> = point.distances.iter().map(|it| it.0).collect();
        for (base, said) in point.base_points.iter().zip(&said) {
            let measured = distance(base.position.0, point.position.0).0;
            unequal =
                unequal.max((measured - said).abs()).max((measured - point.distances[0].0).abs());
        }
        nearer = nearer.max(said[0] - all.distance(point.position.0));
        count += 1;
    }
    println!(
        "{count} points: distances differ by {unequal:.5} m, a coast is nearer by {nearer:.4} m, {:?}",
        found.warnings
    );
    assert!(count > 1_000 && unequal < ONE_CENTIMETRE && nearer < 1.0);
    assert_eq!(found.warnings, []);
}

#[test]
fn a_point_of_a_convex_islet_is_no_turning_point() {
    let mut dice = Dice(3);
    let smooth = islet(&mut dice, "AAA", at(25.0, 37.0), Metres(1.0), 3);
    let ring: Vec<Coord> = (0..=60)
        .map(|i| {
            geodesy::destination(at(25.0, 37.0), Degrees(-6.0 * f64::from(i % 60)), Metres(5_000.0))
        })
        .collect();
    let round = Baseline { line: Geographic(LineString(ring)), ..smooth };
    let found = controlled(&[round], 12.0);
    assert!(points(line(&found, &["AAA"])).next().is_none());
}

#[test]
fn what_has_no_base_points_is_refused_with_a_way_out() {
    // The second rock of the first state is an island.
    let coast = rocks(&[("AAA", 25.0, 36.0), ("AAA", 25.0, 36.2), ("BBB", 25.2, 36.1)]);
    let keep = Request::of_breadth(NauticalMiles(12.0)).with_overlap(Overlap::Keep);
    let half = Request::of_breadth(NauticalMiles(24.0)).with_islands(IslandWeight::Half);
    for request in [keep, half] {
        let error = turning_points(&coast, &request).expect_err("no base points");
        assert_eq!(error.kind, ErrorKind::Usage);
        assert!(error.hint.is_some());
    }
}

#[test]
fn islands_of_no_effect_control_nothing_beyond_the_territorial_sea() {
    let mut coast = rocks(&[("AAA", 25.0, 36.0), ("AAA", 25.0, 36.3), ("BBB", 25.6, 36.1)]);
    coast[1].rank = Rank::Island;
    (coast[0].rank, coast[2].rank) = (Rank::Mainland, Rank::Mainland);
    let request = Request::of_breadth(NauticalMiles(24.0)).with_islands(IslandWeight::None);
    let found = turning_points(&coast, &request).expect("turning points");
    assert!(turnings(line(&found, &["AAA", "BBB"])).is_empty());
    let full = controlled(&coast, 24.0);
    assert_eq!(turnings(line(&full, &["AAA", "BBB"])).len(), 1);
}

#[test]
fn each_state_and_breadth_has_a_limit_and_each_pair_one_median() {
    let coast = rocks(&[("AAA", 25.0, 36.0), ("BBB", 25.2, 36.1)]);
    let regimes = [6.0, 12.0]
        .map(|miles| Regime::everywhere(NauticalMiles(miles)).with("BBB", NauticalMiles(6.0)));
    let found = turning_points(&coast, &Request::default().with_regimes(regimes)).expect("lines");
    let names: Vec<(Vec<&str>, f64)> = found
        .lines
        .iter()
        .map(|line| (line.states.iter().map(String::as_str).collect(), line.breadth.0))
        .collect();
    let expected =
        [(vec!["AAA"], 6.0), (vec!["BBB"], 6.0), (vec!["AAA"], 12.0), (vec!["AAA", "BBB"], 12.0)];
    assert_eq!(names, expected);
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 48,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(0x174),
        max_shrink_iters: 0,
        ..ProptestConfig::default()
    })]

    #[test]
    fn rocks_anywhere_are_equally_far_at_each_turning_point(
        seed in 1..1_u64 << 40,
        lon in prop_oneof![2 => -180.0..180.0_f64, 1 => 179.0..181.0_f64],
        lat in -80.0..80.0_f64,
        count in 6..11_usize,
        states in 2..4_usize,
        miles in prop_oneof![6.0..24.0_f64, 24.0..200.0_f64],
    ) {
        let mut dice = Dice(seed);
        let spread = NauticalMiles(miles).metres().0 * 1.5;
        let coast: Vec<Baseline> = (0..count)
            .map(|number| {
                let place = geodesy::destination(
                    at(lon, lat),
                    Degrees(dice.between(0.0, 360.0)),
                    Metres(dice.between(0.0, spread)),
                );
                Baseline::rock(["AAA", "BBB", "CCC"][number % states], place)
            })
            .collect();
        let found = controlled(&coast, miles);
        prop_assert_eq!(faults(&coast, &found, 1.0), [""; 0]);
        prop_assert_eq!(&found.warnings, &[]);
    }
}
