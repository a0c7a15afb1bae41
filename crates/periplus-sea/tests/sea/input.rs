//! Dirty and impossible input, and the order of input.

use crate::coast::{Dice, archipelago};
use geo::{Coord, LineString, Point, Rect};
use periplus_sea::error::ErrorKind;
use periplus_sea::space::Geographic;
use periplus_sea::units::{Metres, NauticalMiles};
use periplus_sea::{Baseline, Rank, Request, Shore, Side, baselines, zones};

fn coords(points: &[(f64, f64)]) -> Vec<Coord> {
    points.iter().map(|&(x, y)| Coord { x, y }).collect()
}

fn breadth(miles: f64) -> Request {
    Request::of_breadth(NauticalMiles(miles))
}

#[test]
fn repeated_positions_change_nothing() {
    let clean = coords(&[(25.0, 38.0), (25.1, 38.0), (25.1, 38.1), (25.0, 38.0)]);
    let dirty: Vec<Coord> = clean.iter().flat_map(|at| [*at, *at, *at]).collect();
    let [clean, dirty] =
        [clean, dirty].map(|line| zones(&[Baseline::line("AAA", line)], &breadth(12.0)));
    let (clean, dirty) = (clean.expect("a clean ring"), dirty.expect("a dirty ring"));
    assert_eq!(clean.belts, dirty.belts);
}

#[test]
fn lines_without_length_are_rocks() {
    let at = Coord { x: 25.0, y: 38.0 };
    let rock = zones(&[Baseline::rock("AAA", at)], &breadth(12.0)).expect("a rock");
    for line in [vec![at, at], vec![at, at, at, at]] {
        let found = zones(&[Baseline::line("AAA", line)], &breadth(12.0)).expect("a rock too");
        assert_eq!(found.belts, rock.belts);
    }
}

#[test]
fn more_states_than_can_be_counted_are_refused() {
    let at = Coord { x: 25.0, y: 38.0 };
    let rocks = |count: usize| -> Vec<Baseline> {
        (0..count).map(|number| Baseline::rock(format!("{number:05}"), at)).collect()
    };
    let error = zones(&rocks(65_536), &breadth(12.0)).expect_err("one too many");
    assert_eq!(error.kind, ErrorKind::Input);
    assert!(error.to_string().contains("65536 states"), "{error}");
    assert!(error.hint.is_some_and(|hint| hint.contains("65535")));
}

#[test]
fn a_one_sided_line_of_the_last_of_very_many_states_has_its_zone_on_that_side() {
    // States beyond the half of what can be counted, all but one of them out of the window's reach.
    let far = Coord { x: -120.0, y: -40.0 };
    let mut baselines: Vec<Baseline> =
        (0..40_000).map(|number| Baseline::rock(format!("{number:05}"), far)).collect();
    let mut coast = Baseline::line("ZZZ", coords(&[(25.0, 38.0), (25.5, 38.0)]));
    (coast.seaward, coast.one_sided) = (Side::Left, true);
    baselines.push(coast.clone());
    let window = Geographic(Rect::new((24.0, 37.0), (27.0, 39.0)));
    let request = breadth(12.0).with_states(["ZZZ"]).with_window(window);
    let found = zones(&baselines, &request).expect("a coast among many states");
    let alone = zones(&[coast], &request).expect("the same coast alone");
    assert_eq!(found.belts, alone.belts);
    // Beyond its ends the line goes on as a great circle, which at 12 nm lies 30 m south of the parallel.
    let is_north = |at: &Coord| at.y > 38.0 - 0.001;
    assert!(found.belts[0].area.0.0.iter().all(|part| part.exterior().0.iter().all(is_north)));
}

#[test]
fn the_same_islet_twice_is_one() {
    let ring =
        Baseline::line("AAA", coords(&[(25.0, 38.0), (25.1, 38.0), (25.1, 38.1), (25.0, 38.0)]));
    let once = zones(std::slice::from_ref(&ring), &breadth(12.0)).expect("one ring");
    let twice = zones(&[ring.clone(), ring], &breadth(12.0)).expect("the same ring twice");
    assert_eq!(once.belts[0].area.0.0.len(), twice.belts[0].area.0.0.len());
}

#[test]
fn no_baseline_has_no_zone() {
    for nothing in [vec![], vec![Baseline::line("AAA", vec![])]] {
        let found = zones(&nothing, &breadth(12.0)).expect("nothing is fine");
        assert!(found.belts.iter().all(|zone| zone.area.0.0.is_empty()));
    }
}

#[test]
fn positions_that_are_not_on_the_earth_are_refused_with_their_place() {
    for bad in [(f64::NAN, 38.0), (25.0, f64::INFINITY), (25.0, 91.0), (2_500_000.0, 38.0)] {
        let line = Baseline::line("AAA", coords(&[(25.0, 38.0), bad]));
        let error = zones(&[line], &breadth(12.0)).expect_err("not on the earth");
        assert_eq!(error.kind, ErrorKind::Input);
        assert!(error.hint.is_some());
        let place = error.place.expect("a place").to_string();
        assert!(place.contains("AAA") && place.contains("position 2"), "{place}");
    }
}

#[test]
fn breadths_and_tolerances_out_of_range_are_refused_with_a_hint() {
    let rock = [Baseline::rock("AAA", Coord { x: 25.0, y: 38.0 })];
    for miles in [0.0, -3.0, f64::NAN, f64::INFINITY, 350.1] {
        let error = zones(&rock, &breadth(miles)).expect_err("no such breadth");
        assert!(error.kind == ErrorKind::Usage && error.hint.is_some(), "{miles}");
    }
    for metres in [0.0, -1.0, f64::NAN, 1e6] {
        let request = Request::default().with_tolerance(Metres(metres));
        assert!(zones(&rock, &request).is_err(), "{metres}");
    }
}

#[test]
fn the_sea_is_outside_of_rings_and_inside_of_holes() {
    let ring = |points: &[(f64, f64)]| LineString(coords(points));
    let outer = ring(&[(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0)]);
    let inner = ring(&[(1.0, 1.0), (1.0, 2.0), (2.0, 2.0), (2.0, 1.0), (1.0, 1.0)]);
    let islet = geo::Polygon::new(outer, vec![inner]).into();
    let shore = Shore {
        name: "`islet`".into(),
        state: "AAA",
        geometry: &islet,
        seaward: None,
        rank: Rank::Island,
        held: false,
    };
    let found = baselines(&[shore]);
    assert!(found.iter().all(|it| it.state == "AAA" && it.rank == Rank::Island));
    let sides: Vec<Side> = found.iter().map(|baseline| baseline.seaward).collect();
    assert_eq!(sides, [Side::Right, Side::Right]);
}

#[test]
fn the_order_of_baselines_does_not_matter() {
    let ordered = archipelago(51, Coord { x: 25.0, y: 37.0 }, Metres(60_000.0), 12);
    let mut shuffled = ordered.clone();
    let mut dice = Dice(9);
    shuffled.sort_by_key(|_| (dice.roll() * 1e9) as u64);
    assert_ne!(ordered, shuffled);
    let [a, b, again] = [&ordered, &shuffled, &ordered].map(|coast| zones(coast, &breadth(12.0)));
    let (a, b, again) = (a.expect("zones"), b.expect("zones"), again.expect("zones"));
    assert_eq!(a, b);
    assert_eq!(a, again);
}

#[test]
fn inside_a_window_zones_are_what_they_are_without_it() {
    let coast = archipelago(52, Coord { x: 25.0, y: 37.0 }, Metres(150_000.0), 40);
    let window = Rect::new(Coord { x: 24.9, y: 36.9 }, Coord { x: 25.3, y: 37.3 });
    let whole = zones(&coast, &breadth(12.0)).expect("zones");
    let request = breadth(12.0).with_window(Some(Geographic(window)));
    let part = zones(&coast, &request).expect("zones");
    assert!(part.counts.samples < whole.counts.samples);
    let mut dice = Dice(7);
    for _ in 0..2_000 {
        let at = Point::new(dice.between(24.9, 25.3), dice.between(36.9, 37.3));
        for zone in &whole.belts {
            let other =
                part.belts.iter().find(|other| other.state == zone.state).expect("its belt");
            assert_eq!(
                geo::Contains::contains(&zone.area.0, &at),
                geo::Contains::contains(&other.area.0, &at)
            );
        }
    }
}
