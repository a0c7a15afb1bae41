//! Effects of single islands, against the lines without them and with them in full, and by brute force.

use crate::measure::thrown;
use crate::truth::Truth;
use geo::{Area, BooleanOps, Contains, Coord, MultiPolygon, Point, Rect};
use periplus_sea::units::{Metres, NauticalMiles};
use periplus_sea::{Baseline, Effect, Rank, Request, Zones, zones};

/// Two mainlands on meridians, four degrees off the middle, and an island of the first beyond it.
const ISLAND: Coord = Coord { x: 24.9, y: 38.0 };
const TERRITORIAL: f64 = 12.0 * 1852.0;

fn mainlands() -> Vec<Baseline> {
    let meridian = |x: f64| vec![Coord { x, y: 34.0 }, Coord { x, y: 42.0 }];
    vec![Baseline::line("AAA", meridian(20.0)), Baseline::line("BBB", meridian(28.0))]
}

/// A square of some kilometres.
fn island(state: &str, at: Coord, effect: Effect) -> Baseline {
    let corners = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0), (-1.0, -1.0)];
    let ring = corners.map(|(x, y)| at + Coord { x: 0.05 * x, y: 0.04 * y });
    Baseline { rank: Rank::Weighed(effect), ..Baseline::line(state, ring.to_vec()) }
}

fn with(effect: Effect) -> Vec<Baseline> {
    let mut coast = mainlands();
    coast.push(island("AAA", ISLAND, effect));
    coast
}

fn computed(coast: &[Baseline]) -> Zones {
    zones(coast, &Request::of_breadth(NauticalMiles(200.0))).expect("coasts have zones")
}

fn area<'a>(found: &'a Zones, state: &str) -> &'a MultiPolygon {
    &found.belts.iter().find(|zone| zone.state == state).expect("its belt").area.0
}

/// The states whose zones hold a place.
fn holders(found: &Zones, at: Coord) -> Vec<&str> {
    let holding = found.belts.iter().filter(|zone| zone.area.0.contains(&Point(at)));
    holding.map(|zone| zone.state.as_str()).collect()
}

fn window() -> Rect {
    Rect::new((23.0, 36.5), (27.5, 39.5))
}

/// The median as a coast to measure to.
fn line(found: &Zones) -> Truth {
    let lines = found.medians.iter().flat_map(|median| median.line.0.0.clone());
    let lines: Vec<Baseline> = lines.map(|line| Baseline::line("line", line.0)).collect();
    Truth::of_state(&lines, "line")
}

#[test]
fn the_line_lies_at_the_share_of_the_way_from_the_line_without_the_island_to_that_with_it() {
    let [none, full] = [0.0, 1.0].map(|share| {
        line(&computed(&match share {
            0.0 => mainlands(),
            _ => with(Effect::Share(share)),
        }))
    });
    let coast = Truth::of_state(&[island("AAA", ISLAND, Effect::Share(1.0))], "AAA");
    for share in [0.2, 0.5, 0.75] {
        let found = computed(&with(Effect::Share(share)));
        let mut measured = 0;
        let edges = found.medians.iter().flat_map(|median| median.line.0.0.iter());
        for edge in edges.flat_map(|line| line.lines()) {
            for at in [edge.start, (edge.start + edge.end) / 2.0] {
                let is_inside = (37.0..39.0).contains(&at.y);
                if is_inside && coast.distance(at) > TERRITORIAL + 10.0 {
                    let off = (1.0 - share) * none.distance(at) - share * full.distance(at);
                    assert!(off.abs() < 3.0, "{share}: {off} m at {at:?}");
                    measured += 1;
                }
            }
        }
        assert!(measured > 20, "{share}: {measured}");
    }
}

#[test]
fn the_middle_of_the_line_is_where_arithmetic_puts_it() {
    // On the parallel of the island, whose eastern shore is 24.95° E: without it the line is at 24°, with it at 26.475°.
    for (share, east) in [(0.25, 24.618_75), (0.5, 25.237_5), (0.9, 26.227_5)] {
        let found = computed(&with(Effect::Share(share)));
        let beside = [-0.03, 0.03].map(|aside| Coord { x: east + aside, y: 38.0 });
        let [west, east] = beside.map(|at| holders(&found, at));
        // What the island keeps as its territorial sea reaches to 25.2° E.
        let expected = if beside[1].x < 25.2 { "AAA" } else { "BBB" };
        assert_eq!((west, east), (vec!["AAA"], vec![expected]), "{share}");
    }
}

#[test]
fn no_effect_is_the_island_taken_out_and_full_effect_leaves_all_as_it_is() {
    let without = computed(&mainlands());
    let [none, full] = [0.0, 1.0].map(|share| computed(&with(Effect::Share(share))));
    let mut plain = with(Effect::Share(1.0));
    plain[2].rank = Rank::Mainland;
    for state in ["AAA", "BBB"] {
        assert_eq!(area(&full, state), area(&computed(&plain), state));
    }
    let shore = Truth::of_state(&[island("AAA", ISLAND, Effect::Share(0.0))], "AAA");
    for at in thrown(window(), 400) {
        let distance = shore.distance(at);
        if distance > TERRITORIAL + 2.0 {
            assert_eq!(holders(&none, at), holders(&without, at), "{at:?}");
        } else if distance < TERRITORIAL - 2.0 {
            assert_eq!(holders(&none, at), ["AAA"], "its territorial sea: {at:?}");
        }
    }
}

#[test]
fn the_more_an_island_counts_the_more_its_state_has() {
    let shares = [0.0, 0.1, 0.4, 0.5, 0.8, 1.0];
    let found = shares.map(|share| computed(&with(Effect::Share(share))));
    for at in thrown(window(), 300) {
        let has = found.each_ref().map(|zones| holders(zones, at) == ["AAA"]);
        assert!(has.is_sorted(), "{at:?}: {has:?}");
    }
    let areas = found.each_ref().map(|zones| area(zones, "AAA").unsigned_area());
    assert!(areas.is_sorted_by(|less, more| less < more), "{areas:?}");
}

/// Islands of both states and of a third, by four effects.
fn many() -> Vec<Baseline> {
    let mut coast = with(Effect::Share(0.5));
    let more = [
        ("AAA", 25.6, 36.2, Effect::Share(0.25)),
        ("BBB", 23.2, 36.9, Effect::Share(0.5)),
        ("BBB", 22.9, 39.6, Effect::Enclave(NauticalMiles(13.0))),
        ("AAA", 26.6, 39.2, Effect::Share(0.0)),
        ("AAA", 25.4, 40.3, Effect::Share(1.0)),
    ];
    coast.extend(more.map(|(state, x, y, effect)| island(state, Coord { x, y }, effect)));
    coast.push(Baseline::line("CCC", vec![Coord { x: 21.0, y: 33.0 }, Coord { x: 27.0, y: 33.0 }]));
    coast
}

#[test]
fn zones_by_several_effects_neither_overlap_nor_leave_gaps() {
    let found = computed(&many());
    let areas = found.belts.iter().map(|zone| &zone.area.0);
    let union = areas.clone().fold(MultiPolygon(vec![]), |all, area| all.union(area));
    let sum: f64 = areas.map(Area::unsigned_area).sum();
    assert!((sum / union.unsigned_area() - 1.0).abs() < 1e-7);
    for at in thrown(window(), 300) {
        assert_eq!(holders(&found, at).len(), 1, "{at:?}");
    }
}

/// A coast from west to east at a latitude, jagged, of straight edges alone where `jag` is 0.
fn coast(state: &str, latitude: f64, jag: f64, number: usize) -> Baseline {
    let spread = Rect::new((-1.0, -1.0), (1.0, 1.0));
    let aside = thrown(spread, 12 * (number + 1)).skip(12 * number);
    let line = aside.zip(0_u32..).map(|(aside, place)| {
        let x = 20.0 + f64::from(place) * 0.75;
        Coord { x, y: latitude + jag * aside.y }
    });
    Baseline::line(state, line.collect())
}

/// Two coasts that face each other and up to three islands between them, a case a number.
fn case(number: usize) -> Vec<Baseline> {
    const SHARES: [f64; 6] = [0.5, 0.3, 1.0 / 3.0, 0.25, 0.75, 0.1];
    let jag = [0.0, 0.05, 0.2][number % 3];
    let mut all = vec![coast("AAA", 31.0, jag, number), coast("BBB", 34.0, jag, number + 7)];
    let places = thrown(Rect::new((21.5, 31.8), (27.0, 33.4)), 3 * (number + 1));
    for (place, at) in places.into_iter().skip(3 * number).take(1 + number % 3).enumerate() {
        let state = if (place + number).is_multiple_of(3) { "BBB" } else { "AAA" };
        // at most two shares: islands of one effect are weighed together
        let share = SHARES[(number + place / 2) % SHARES.len()];
        all.push(island(state, at, Effect::Share(share)));
    }
    all
}

/// The edges of an area, the area on their left.
fn edges(area: &MultiPolygon) -> Vec<[Coord; 2]> {
    let rings =
        area.0.iter().flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()));
    rings.flat_map(|ring| ring.lines()).map(|edge| [edge.start, edge.end]).collect()
}

/// To the grid on which areas share their vertices.
fn on_grid(edge: [Coord; 2]) -> [(i64, i64); 2] {
    edge.map(|at| ((at.x * 1e7).round() as i64, (at.y * 1e7).round() as i64))
}

fn length(edges: impl IntoIterator<Item = [Coord; 2]>) -> f64 {
    edges.into_iter().map(|[from, to]| periplus_sea::geodesy::distance(from, to).0).sum()
}

#[test]
fn a_median_has_one_state_on_its_left_and_the_other_on_its_right_all_along() {
    for number in 0..24 {
        let found = computed(&case(number));
        let [own, other] = ["AAA", "BBB"].map(|state| edges(area(&found, state)));
        let sets = [&own, &other].map(|edges| {
            edges.iter().map(|edge| on_grid(*edge)).collect::<std::collections::BTreeSet<_>>()
        });
        let back = |edge: [Coord; 2]| on_grid([edge[1], edge[0]]);
        for (edges, set) in [&own, &other].into_iter().zip(&sets) {
            let touching = edges.iter().find(|edge| set.contains(&back(**edge)));
            assert!(touching.is_none(), "{number}: parts of one zone touch at {touching:?}");
        }
        let shared = own.into_iter().filter(|edge| sets[1].contains(&back(*edge)));
        let shared = length(shared);
        let median = found.medians.iter().flat_map(|median| &median.line.0.0);
        let median: Vec<[Coord; 2]> =
            median.flat_map(|line| line.lines()).map(|edge| [edge.start, edge.end]).collect();
        let whole = length(median.iter().copied());
        assert!(
            (whole / shared - 1.0).abs() < 1e-6,
            "{number}: {whole} m, of the zones {shared} m"
        );
        for [from, to] in median {
            let (along, middle) = (to - from, (from + to) / 2.0);
            let shrink = middle.y.to_radians().cos();
            let metres = (along.x * shrink).hypot(along.y) * 111_320.0;
            if metres < 5.0 {
                continue;
            }
            // half a metre to the left and to the right
            let aside = Coord { x: -along.y / shrink, y: along.x * shrink } * (0.5 / metres);
            let sides = [middle + aside, middle - aside].map(|at| holders(&found, at));
            assert_eq!(sides, [["AAA"], ["BBB"]], "{number}: at {middle:?}");
        }
    }
}

#[test]
fn a_median_grows_steadily_with_the_effect_of_an_island() {
    let straight = |share: f64| {
        let mut all = vec![coast("AAA", 31.0, 0.0, 0), coast("BBB", 34.0, 0.0, 0)];
        all.push(island("AAA", Coord { x: 24.5, y: 33.0 }, Effect::Share(share)));
        let found = computed(&all);
        let lines = found.medians.iter().flat_map(|median| median.line.0.0.clone());
        length(lines.flat_map(|line| line.lines().collect::<Vec<_>>()).map(|it| [it.start, it.end]))
    };
    // What the island keeps as its territorial sea, on whatever side of the line it lies, is round it at small shares.
    let shares = [0.6, 0.5, 0.45, 0.4, 1.0 / 3.0];
    let lengths = shares.map(straight);
    for pair in lengths.windows(2) {
        assert!((pair[0] / pair[1] - 1.0).abs() < 0.1, "{lengths:?}");
    }
}

#[test]
fn an_enclave_is_a_belt_round_its_island_on_the_others_side() {
    for breadth in [6.0, 15.0] {
        let found = computed(&with(Effect::Enclave(NauticalMiles(breadth))));
        let without = computed(&mainlands());
        let shore = Truth::of_state(&[island("AAA", ISLAND, Effect::Share(0.0))], "AAA");
        let metres = NauticalMiles(breadth).metres();
        for at in thrown(Rect::new((24.2, 37.5), (25.6, 38.5)), 400) {
            let spare = shore.distance(at) - metres.0;
            if spare.abs() > Metres(2.0).0 {
                let expected = if spare < 0.0 { vec!["AAA"] } else { holders(&without, at) };
                assert_eq!(holders(&found, at), expected, "{breadth} nm, {at:?}");
            }
        }
    }
}

#[test]
fn an_enclave_ends_at_the_median_with_the_other_coast() {
    let near = Coord { x: 27.8, y: 38.0 };
    let mut coast = mainlands();
    coast.push(island("AAA", near, Effect::Enclave(NauticalMiles(12.0))));
    let found = computed(&coast);
    let [own, other] = ["AAA", "BBB"].map(|state| Truth::of_state(&coast[1..], state));
    for at in thrown(Rect::new((27.4, 37.7), (28.0, 38.3)), 400) {
        let (own, other) = (own.distance(at), other.distance(at));
        let spare = (TERRITORIAL - own).min(other - own);
        if spare.abs() > 4.0 {
            let expected = if spare > 0.0 { "AAA" } else { "BBB" };
            assert_eq!(holders(&found, at), [expected], "{at:?}");
        }
    }
}

#[test]
fn a_state_of_islands_alone_has_its_share_of_what_each_other_would_lose() {
    let mut coast = mainlands();
    coast.push(island("CCC", Coord { x: 24.5, y: 38.0 }, Effect::Share(0.5)));
    let found = computed(&coast);
    // Without it the others meet at 24°; with it in full they end at (20 + 24.45) / 2 = 22.225° and (24.55 + 28) / 2 = 26.275°.
    let expected = [(23.08, "AAA"), (23.14, "CCC"), (25.11, "CCC"), (25.17, "BBB")];
    for (x, state) in expected {
        assert_eq!(holders(&found, Coord { x, y: 38.0 }), [state], "{x}");
    }
}

#[test]
fn effects_that_are_none_and_too_many_of_them_are_refused() {
    for effect in [Effect::Share(1.5), Effect::Share(f64::NAN), Effect::Enclave(NauticalMiles(0.0))]
    {
        assert!(zones(&with(effect), &Request::of_breadth(NauticalMiles(200.0))).is_err());
    }
    let mut coast = mainlands();
    coast.extend((1..=5).map(|number| {
        let at = Coord { x: 24.0, y: 35.0 + f64::from(number) };
        island("AAA", at, Effect::Share(f64::from(number) / 10.0))
    }));
    let refused = zones(&coast, &Request::of_breadth(NauticalMiles(200.0))).map(drop);
    let message = refused.expect_err("five are too many").message;
    assert_eq!(message, "islands have 5 different effects");
}
