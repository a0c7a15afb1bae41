//! Crowds: very many coasts within the tolerance of each other have the waters of the land that they make together.

use geo::{Coord, Geometry, LineString, Polygon};
use periplus_sea::geodesy;
use periplus_sea::space::Geographic;
use periplus_sea::units::{Metres, NauticalMiles};
use periplus_sea::{Limits, Overlap, Rank, Request, Shore, joined, zones};

const TOLERANCE: Metres = Metres(1.0);

/// An island with capes and bays, so many centimetres farther east.
fn island(centimetres: usize) -> Geometry {
    const VERTICES: usize = 60;
    let shift = centimetres as f64 * 1.12e-7;
    let at = |number: usize| {
        let angle = std::f64::consts::TAU * (number % VERTICES) as f64 / VERTICES as f64;
        let radius = 0.1 * (1.0 + 0.2 * libm::sin(3.0 * angle) + 0.1 * libm::cos(7.0 * angle));
        Coord { x: 20.0 + shift + radius * libm::cos(angle), y: 37.0 + radius * libm::sin(angle) }
    };
    Polygon::new(LineString((0..=VERTICES).map(at).collect()), Vec::new()).into()
}

fn square_kilometres(polygon: &Polygon) -> f64 {
    geodesy::polygon_area(&Geographic(polygon.clone())).square_kilometres()
}

/// The areas of the zones of coasts, by state, in square kilometres.
fn areas(islands: &[Geometry], states: &[&str], overlap: Overlap) -> Vec<f64> {
    let shore = |(number, geometry)| Shore {
        state: states[number % states.len()],
        name: format!("island {number}"),
        geometry,
        seaward: None,
        rank: Rank::Island,
        held: false,
    };
    let shores: Vec<Shore> = islands.iter().enumerate().map(shore).collect();
    let coast =
        joined(&shores, (TOLERANCE, overlap), &Limits::default(), "a crowd").expect("not too many");
    let request =
        Request::of_breadth(NauticalMiles(12.0)).with_tolerance(TOLERANCE).with_overlap(overlap);
    let found = zones(&coast.baselines, &request).expect("a coast that can be measured from");
    let area =
        |zone: &periplus_sea::Zone| -> f64 { zone.area.0.iter().map(square_kilometres).sum() };
    found.belts.iter().map(area).collect()
}

#[test]
fn coasts_a_centimetre_apart_have_the_waters_of_one() {
    let alone = areas(&[island(0)], &["AAA"], Overlap::Median)[0];
    let crowd: Vec<Geometry> = (0..60).map(island).collect();
    // 60 cm on either side of 70 km at the most, and the tolerance twice
    let apart = 2.6e-3 * 70.0;
    let of_one = areas(&crowd, &["AAA"], Overlap::Median);
    assert!((of_one[0] - alone).abs() < apart, "{of_one:?}, {alone}");
}

#[test]
fn an_island_that_two_states_draw_often_is_wholly_of_both_where_both_are_kept() {
    let alone = areas(&[island(0)], &["AAA"], Overlap::Median)[0];
    for count in [2, 12, 40] {
        let crowd: Vec<Geometry> = (0..count).map(island).collect();
        let apart = (count as f64 * 1e-5 + 2e-3) * 70.0;
        let of_both = areas(&crowd, &["AAA", "BBB"], Overlap::Keep);
        assert!(
            of_both.len() == 2 && of_both.iter().all(|area| (area - alone).abs() < apart),
            "{count}: {of_both:?}, {alone}"
        );
    }
}

#[test]
fn land_that_many_draw_over_each_other_is_counted_once() {
    let crowd: Vec<Geometry> = (0..12).map(island).collect();
    let shore = |(number, geometry)| Shore {
        state: ["AAA", "BBB"][number % 2],
        name: format!("island {number}"),
        geometry,
        seaward: None,
        rank: Rank::Island,
        held: false,
    };
    let shores: Vec<Shore> = crowd.iter().enumerate().map(shore).collect();
    let coast = joined(&shores, (TOLERANCE, Overlap::Median), &Limits::default(), "a crowd")
        .expect("not too many");
    let said = coast.warnings.iter().map(|warning| &warning.message);
    let over = said.clone().find_map(|message| message.split("lie over each other, ").nth(1));
    let over: f64 = over.and_then(|rest| rest.split(' ').next()?.parse().ok()).expect("an area");
    let Geometry::Polygon(land) = &crowd[0] else { panic!("a polygon") };
    let land = square_kilometres(land);
    assert!((over - land).abs() < 0.02, "{over}, {land}");
}

#[test]
fn more_coasts_side_by_side_than_are_allowed_are_refused_with_a_place() {
    let crowd: Vec<Geometry> = (0..20).map(island).collect();
    let shore = |geometry| Shore {
        state: "AAA",
        name: String::new(),
        geometry,
        seaward: None,
        rank: Rank::Island,
        held: false,
    };
    let shores: Vec<Shore> = crowd.iter().map(shore).collect();
    let mut limits = Limits::default();
    let refused =
        |limits: &Limits| joined(&shores, (TOLERANCE, Overlap::Median), limits, "crowd").err();
    assert!(refused(&limits).is_none());
    // 20 coasts of 60 positions: pairs of the 19 others at each of 1,200 positions
    limits.together = 100_000;
    let error = refused(&limits).expect("there are 228,000 pairs");
    let place = error.place.expect("it has a place").to_string();
    assert!(place.contains("crowd") && place.contains("near 2"), "{place}");
    assert!(error.hint.expect("it has a way out").contains("--limit together="));
}
