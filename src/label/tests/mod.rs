//! The rules that placed labels keep, whatever the map: on hand-made maps and on random ones.

#![expect(clippy::disallowed_methods, reason = "an oracle of its own, held within a tolerance")]
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod areas;
mod lines;
mod sister;
mod towns;

use crate::label::{Anchoring, Ground, Label, Leader, Placed, Spacing, Terrain, Territory, place};
use crate::scene::{Colour, Font, Halo, Run};
use crate::space::{OnSheet, Side};
use crate::units::{Millimetres, Points};
use geo::{
    BooleanOps, Contains, Coord, Distance, Euclidean, LineString, MultiPolygon, Polygon, Rect,
};
use lines::sea;
use proptest::prelude::*;

const INK: Colour = Colour { red: 34, green: 34, blue: 34 };
const BLUE: Colour = Colour { red: 101, green: 157, blue: 199 };
const ORANGE: Colour = Colour { red: 231, green: 164, blue: 125 };

fn run(text: &str, family: &str, size: f64, letter_spacing: f64) -> Run {
    let font = Font {
        family: family.into(),
        weight: 400,
        italic: false,
        size: Points(size),
        letter_spacing,
    };
    Run { content: text.into(), font, colour: INK }
}

fn label(text: &str, priority: f64, anchoring: Anchoring) -> Label {
    Label {
        id: format!("label-{}", text.to_lowercase()),
        lines: vec![vec![run(text, "Periplus Sans", 7.0, 0.0)]],
        halo: Some(Halo { colour: INK, width: Millimetres(0.5), opacity: 0.8 }),
        fixed_halo: false,
        priority,
        asked: false,
        owner: None,
        terrain: Terrain::Any,
        languages: Vec::new(),
        alternatives: Vec::new(),
        anchoring,
    }
}

fn town(text: &str, x: f64, y: f64, priority: f64) -> Label {
    let anchoring = Anchoring::Point {
        at: OnSheet(Coord { x, y }),
        radius: Millimetres(0.5),
        gap: Millimetres(0.5),
        positions: Vec::new(),
        leader: Leader::Never,
    };
    label(text, priority, anchoring)
}

fn rectangle(left: f64, top: f64, right: f64, bottom: f64) -> Polygon {
    Rect::new((left, top), (right, bottom)).to_polygon()
}

fn area(left: f64, top: f64, right: f64, bottom: f64) -> OnSheet<MultiPolygon> {
    OnSheet(MultiPolygon::new(vec![rectangle(left, top, right, bottom)]))
}

fn sheet() -> Ground {
    Ground {
        sister: None,
        frame: OnSheet(rectangle(0.0, 0.0, 100.0, 80.0)),
        blocked: Vec::new(),
        symbols: Vec::new(),
        lines: Vec::new(),
        territories: Vec::new(),
        spacing: Spacing::default(),
        most: 1_200,
    }
}

fn bounds(placed: &Placed, text: &str) -> Rect {
    placed.placed.iter().find(|own| own.text == text).unwrap().bounds.0
}

/// The rules without exception.
fn assert_rules(placed: &Placed, labels: &[Label], ground: &Ground) {
    assert_eq!(placed.placed.len() + placed.dropped.len(), labels.len());
    assert!(placed.dropped.iter().all(|dropped| !dropped.reason.is_empty()));
    for (id, line) in &placed.leaders {
        assert!(ground.frame.0.contains(&line.0), "the leader of {id} leaves the frame");
    }
    for (index, one) in placed.placed.iter().enumerate() {
        for own in &one.boxes {
            assert!(ground.frame.0.contains(&own.0), "{} leaves the frame", one.text);
            for (at, radius) in &ground.symbols {
                let gap = Euclidean.distance(&geo::Point(at.0), &own.0);
                assert!(gap >= radius.0 - 1e-9, "{} covers a symbol", one.text);
            }
            for other in &placed.placed[index + 1..] {
                for its in &other.boxes {
                    let gap = Euclidean.distance(&own.0, &its.0);
                    let least = ground.spacing.names_least - 1e-9;
                    assert!(gap >= least, "{} and {}: {gap}", one.text, other.text);
                }
            }
        }
    }
}

fn with_symbols(mut ground: Ground, labels: &[Label]) -> Ground {
    for label in labels {
        if let Anchoring::Point { at, radius, .. } = &label.anchoring {
            ground.symbols.push((*at, *radius));
        }
    }
    ground
}

#[test]
fn a_lone_name_stands_at_the_upper_right_of_its_symbol() {
    let labels = [town("Larissa", 50.0, 40.0, 1.0)];
    let placed = place(&labels, &sheet());
    let own = bounds(&placed, "Larissa");
    assert!(own.min().x > 50.5 && own.min().x < 52.0);
    assert!((own.min().y + own.max().y) / 2.0 < 40.0);
}

#[test]
fn a_preferred_side_is_taken_first() {
    let mut labels = [town("Larissa", 50.0, 40.0, 1.0)];
    if let Anchoring::Point { positions, .. } = &mut labels[0].anchoring {
        *positions = vec![Side::South];
    }
    let placed = place(&labels, &sheet());
    let own = bounds(&placed, "Larissa");
    assert!(own.min().y > 40.5 && (own.center().x - 50.0).abs() < 0.5);
}

#[test]
fn names_keep_off_furniture_and_frame() {
    let mut ground = sheet();
    ground.blocked.push(OnSheet(rectangle(51.0, 20.0, 80.0, 60.0)));
    let labels = [town("Volos", 50.0, 40.0, 1.0), town("Rhodes", 97.0, 77.0, 1.0)];
    let placed = place(&labels, &ground);
    assert!(bounds(&placed, "Volos").max().x <= 51.0 - ground.spacing.furniture + 1e-6);
    assert!(bounds(&placed, "Rhodes").max().x <= 100.0 - ground.spacing.frame + 1e-6);
    assert_rules(&placed, &labels, &ground);
}

#[test]
fn the_lower_priority_gives_way_and_is_named() {
    let labels: Vec<Label> =
        (0..30).map(|i| town(&format!("Kallithea{i}"), 50.0, 40.0, f64::from(i))).collect();
    let placed = place(&labels, &sheet());
    assert!(placed.dropped.len() > 10);
    assert!(placed.placed.iter().any(|own| own.text == "Kallithea29"));
    assert!(placed.dropped.iter().any(|own| own.text == "Kallithea0"));
    assert!(placed.dropped.iter().any(|dropped| dropped.text.contains("Kallithea")));
}

#[test]
fn a_name_keeps_out_of_the_water_of_another_state() {
    let mut ground = sheet();
    let water = |left, right, owner: &str, colour| Territory {
        area: area(left, 0.0, right, 80.0),
        owner: Some(owner.into()),
        water: true,
        colour: Some(colour),
    };
    ground.territories = vec![water(0.0, 50.0, "GRC", BLUE), water(50.0, 100.0, "TUR", ORANGE)];
    let mut kos = town("Kalymnos", 48.0, 40.0, 1.0);
    kos.owner = Some("GRC".into());
    let labels = [kos];
    let placed = place(&labels, &ground);
    assert!(bounds(&placed, "Kalymnos").max().x <= 50.0 + 0.3);
    assert_eq!(placed.items[0].halo.unwrap().colour, BLUE);
}

#[test]
fn a_name_with_no_place_but_anothers_water_is_dropped() {
    let mut ground = sheet();
    ground.territories = vec![Territory {
        area: area(0.0, 0.0, 100.0, 80.0),
        owner: Some("LBN".into()),
        water: true,
        colour: Some(BLUE),
    }];
    // The highest of two priorities: no cost could outweigh leaving it out.
    let mut labels = [town("Damascus", 50.0, 40.0, 9.0), town("Zahle", 20.0, 20.0, 1.0)];
    labels[0].owner = Some("SYR".into());
    labels[1].owner = Some("LBN".into());
    let placed = place(&labels, &ground);
    assert!(!placed.has("label-damascus"));
    assert!(placed.has("label-zahle"));
}

#[test]
fn a_fixed_halo_keeps_its_colour() {
    let mut ground = sheet();
    let area = area(0.0, 0.0, 100.0, 80.0);
    ground.territories = vec![Territory { area, owner: None, water: true, colour: Some(BLUE) }];
    let mut labels = [town("Chania", 50.0, 40.0, 1.0)];
    labels[0].fixed_halo = true;
    assert_eq!(place(&labels, &ground).items[0].halo.unwrap().colour, INK);
}

#[test]
fn a_line_in_two_scripts_is_set_as_one_text_a_face() {
    let mut labels = [town("Shushi / Շուշի", 30.0, 40.0, 1.0)];
    labels[0].id = "label-shushi".into();
    let placed = place(&labels, &sheet());
    let families: Vec<&str> =
        placed.items.iter().map(|item| item.runs[0].font.family.as_str()).collect();
    assert_eq!(families, ["Periplus Sans", "Periplus Armenian"]);
    assert_eq!(placed.items[1].id.as_deref(), Some("label-shushi-2"));
}

#[test]
fn a_missing_glyph_is_a_warning() {
    let placed = place(&[town("北京", 30.0, 40.0, 1.0)], &sheet());
    assert!(placed.missing.iter().any(|warning| warning.message.contains("U+5317")));
}

#[test]
fn the_same_map_gives_the_same_places() {
    let labels: Vec<Label> = (0..60)
        .map(|i| {
            let i = f64::from(i);
            town(&format!("Town{i}"), 5.0 + i * 37.0 % 90.0, 5.0 + i * 23.0 % 70.0, i % 3.0)
        })
        .collect();
    let ground = with_symbols(sheet(), &labels);
    let (one, two) = (place(&labels, &ground), place(&labels, &ground));
    assert_eq!(format!("{one:?}"), format!("{two:?}"));
    assert_rules(&one, &labels, &ground);
}

#[test]
fn an_empty_name_or_an_empty_map_is_no_failure() {
    let mut nothing = sheet();
    nothing.frame = OnSheet(Polygon::new(LineString::new(Vec::new()), Vec::new()));
    let labels = [
        town("", 10.0, 10.0, 1.0),
        label(
            "NOWHERE",
            1.0,
            Anchoring::Area {
                polygon: OnSheet(MultiPolygon::new(Vec::new())),
                axis_of: Some(OnSheet(MultiPolygon::new(Vec::new()))),
                tracking: None,
                least: Points(5.5),
                leader: true,
            },
        ),
        label(
            "Nothing",
            1.0,
            Anchoring::Island {
                polygon: OnSheet(MultiPolygon::new(Vec::new())),
                positions: Vec::new(),
                leader: true,
            },
        ),
        sea(Vec::new(), None),
    ];
    for ground in [sheet(), nothing] {
        let placed = place(&labels, &ground);
        assert_eq!(placed.dropped.len(), 4);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rules_hold_on_random_maps(
        towns in prop::collection::vec((0.0..100.0_f64, 0.0..80.0_f64, 0..4_i32, 1..14_usize), 1..70),
        bend in -30.0..30.0_f64,
    ) {
        let mut labels: Vec<Label> = towns
            .iter()
            .enumerate()
            .map(|(i, (x, y, rank, letters))| {
                let name: String = "Alexandroupoli".chars().take(*letters).collect();
                town(&format!("{name}{i}"), *x, *y, f64::from(*rank))
            })
            .collect();
        labels.push(sea(vec![(10.0, 40.0), (50.0, 40.0 + bend), (90.0, 40.0)], Some((0.1, 0.5))));
        let mut ground = with_symbols(sheet(), &labels);
        let blocked = rectangle(60.0, 50.0, 90.0, 70.0);
        ground.blocked.push(OnSheet(blocked.clone()));
        let placed = place(&labels, &ground);
        assert_rules(&placed, &labels, &ground);
        for own in placed.placed.iter().flat_map(|own| &own.boxes) {
            prop_assert!(blocked.intersection(&own.0).0.is_empty());
        }
    }
}
