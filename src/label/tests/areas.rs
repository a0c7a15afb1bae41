//! Names of areas and islands: level on the emptiest part, or spread along the axis of what is long and lies aslant.

use crate::label::placed::Dropped;
use crate::label::{Alternative, Anchoring, Barrier, Label, Placed, place};
use crate::scene::Lay;
use crate::space::OnSheet;
use crate::units::Points;
use geo::{
    Area, BooleanOps, Contains, Coord, Distance, Euclidean, LineString, MultiPolygon, Polygon,
};

use super::{area, bounds, label, rectangle, run, sheet};

#[test]
fn a_country_name_stands_on_its_own_land_off_the_boundary() {
    let polygon = area(10.0, 10.0, 90.0, 40.0);
    let mut labels = [label(
        "TÜRKİYE",
        1.0,
        Anchoring::Area {
            polygon: polygon.clone(),
            axis_of: None,
            tracking: None,
            least: Points(5.5),
            leader: false,
        },
    )];
    labels[0].lines[0][0].font.letter_spacing = 0.32;
    let placed = place(&labels, &sheet());
    let own = bounds(&placed, "TÜRKİYE").to_polygon();
    assert!(polygon.0.contains(&own));
}

#[test]
fn a_name_of_two_words_breaks_where_one_line_does_not_fit() {
    let polygon = area(40.0, 10.0, 58.0, 40.0);
    let labels = [label(
        "NORTH MACEDONIA",
        1.0,
        Anchoring::Area {
            polygon,
            axis_of: None,
            tracking: None,
            least: Points(5.5),
            leader: false,
        },
    )];
    let placed = place(&labels, &sheet());
    assert_eq!(placed.items.len(), 2, "{:?}", placed.dropped);
}

#[test]
fn a_name_with_no_room_inside_is_set_smaller_and_then_outside_at_a_leader() {
    let within = |polygon: OnSheet<MultiPolygon>, leader: bool| {
        let anchoring =
            Anchoring::Area { polygon, axis_of: None, tracking: None, least: Points(5.5), leader };
        let mut name = label("LEBANON", 1.0, anchoring);
        name.lines = vec![vec![run("LEBANON", "Periplus Sans", 9.0, 0.1)]];
        place(&[name], &sheet())
    };
    let large = within(area(20.0, 20.0, 60.0, 40.0), true);
    assert!((large.items[0].runs[0].font.size.0 - 9.0).abs() < 1e-9 && large.leaders.is_empty());
    let narrow = area(20.0, 20.0, 31.5, 40.0);
    let smaller = within(narrow.clone(), true);
    assert!(smaller.items[0].runs[0].font.size.0 < 9.0 && smaller.leaders.is_empty());
    let set = bounds(&smaller, "LEBANON");
    let inside = narrow.0.intersection(&set.to_polygon()).unsigned_area();
    assert!(inside >= 0.9 * set.unsigned_area());
    let led = within(area(20.0, 20.0, 24.0, 40.0), true);
    let [(_, line)] = &led.leaders[..] else { panic!("no leader") };
    assert!(area(20.0, 20.0, 24.0, 40.0).0.contains(&line.0.0[0]), "it begins in the area");
    let none = within(area(20.0, 20.0, 24.0, 40.0), false);
    assert!(none.placed.is_empty());
}

#[test]
fn two_names_of_areas_are_not_read_as_one() {
    let named = |text: &str, left: f64, right: f64| {
        let polygon = area(left, 20.0, right, 60.0);
        let anchoring = Anchoring::Area {
            polygon,
            axis_of: None,
            tracking: None,
            least: Points(5.5),
            leader: false,
        };
        label(text, 1.0, anchoring)
    };
    // each fills its area from side to side
    let labels = [named("ARMENIA", 10.0, 22.5), named("KARABAKH", 22.5, 37.0)];
    let placed = place(&labels, &sheet());
    let (one, other) = (bounds(&placed, "ARMENIA"), bounds(&placed, "KARABAKH"));
    let apart = (one.min().y.max(other.min().y) - one.max().y.min(other.max().y)).max(0.0);
    assert!(apart > 0.0, "they stand on one line: {one:?} {other:?}");
}

/// A band `long` and `broad`, its middle in the middle of the sheet, turned clockwise.
fn band(long: f64, broad: f64, degrees: f64) -> OnSheet<MultiPolygon> {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let corners = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)].map(|(u, v)| {
        let (u, v) = (u * long / 2.0, v * broad / 2.0);
        Coord { x: 50.0 + u * cos - v * sin, y: 40.0 + u * sin + v * cos }
    });
    OnSheet(MultiPolygon::new(vec![Polygon::new(LineString::from(corners.to_vec()), Vec::new())]))
}

fn named(text: &str, polygon: OnSheet<MultiPolygon>) -> Label {
    let mut label = label(
        text,
        1.0,
        Anchoring::Area {
            axis_of: Some(polygon.clone()),
            polygon,
            tracking: None,
            least: Points(5.5),
            leader: false,
        },
    );
    label.lines = vec![vec![run(text, "Periplus Sans", 8.0, 0.2)]];
    label
}

/// The turns of the letters; none for a level name.
fn turns(placed: &Placed) -> Vec<f64> {
    let each = placed.items.iter().flat_map(|item| match &item.lay {
        Lay::Straight { angle, .. } => vec![angle.0],
        Lay::Curved { letters } => letters.iter().map(|(_, turn)| turn.0).collect(),
    });
    each.filter(|turn| *turn != 0.0).collect()
}

#[test]
fn the_name_of_a_long_area_aslant_is_spread_along_it_inside_and_never_upside_down() {
    for degrees in [-50.0, -30.0, 30.0, 50.0, 150.0, 210.0] {
        let polygon = band(70.0, 16.0, degrees);
        let placed = place(&[named("GEORGIA", polygon.clone())], &sheet());
        let turns = turns(&placed);
        assert!(!turns.is_empty(), "level at {degrees}");
        let slope = if degrees > 90.0 { degrees - 180.0 } else { degrees };
        assert!(turns.iter().all(|turn| (turn - slope).abs() < 8.0), "{degrees}: {turns:?}");
        let inside = |own: &OnSheet<Polygon>| polygon.0.contains(&own.0);
        assert!(placed.placed[0].boxes.iter().all(inside), "{degrees}");
        // wider than a level name of the type's own spacing
        let level = place(&[named("GEORGIA", band(40.0, 36.0, 0.0))], &sheet());
        let level = bounds(&level, "GEORGIA").width();
        let own = bounds(&placed, "GEORGIA");
        assert!(own.width().hypot(own.height()) > 1.25 * level, "{own:?}, level {level}");
    }
}

#[test]
fn a_short_area_and_a_level_one_bear_their_names_level() {
    for polygon in [band(40.0, 36.0, 30.0), band(70.0, 16.0, 1.0)] {
        let placed = place(&[named("ARMENIA", polygon)], &sheet());
        assert!(turns(&placed).is_empty());
    }
}

#[test]
fn an_area_that_the_frame_cuts_bears_its_name_level() {
    let placed = place(&[named("LIBYA", band(170.0, 30.0, 30.0))], &sheet());
    assert_eq!(placed.placed.len(), 1);
    assert!(turns(&placed).is_empty());
}

#[test]
fn arabic_and_hebrew_are_not_spread_along_an_axis() {
    for name in ["سوريا", "ישראל"] {
        let placed = place(&[named(name, band(70.0, 16.0, 30.0))], &sheet());
        assert_eq!(placed.placed.len(), 1);
        assert!(placed.items.iter().all(|item| matches!(item.lay, Lay::Straight { .. })));
    }
}

#[test]
fn a_line_that_a_name_gives_up_is_listed() {
    let mut label = named("IRAN", area(40.0, 30.0, 62.0, 35.0));
    label.lines.push(vec![run("Islamic Republic of a very long name", "Periplus Sans", 7.0, 0.0)]);
    let alone = vec![vec![run("IRAN", "Periplus Sans", 8.0, 0.2)]];
    label.alternatives = vec![Alternative { lines: alone, languages: Vec::new(), cost: 5.0 }];
    let placed = place(&[label], &sheet());
    assert_eq!(placed.placed[0].text, "IRAN");
    let [Dropped { text, reason, .. }] = &placed.dropped[..] else {
        panic!("{:?}", placed.dropped)
    };
    assert_eq!(text, "Islamic Republic of a very long name");
    assert_eq!(reason, "no room for it beside \"IRAN\"");
}

#[test]
fn an_island_name_stands_inside_where_it_fits_and_beside_where_not() {
    let island = |text, polygon| {
        label(text, 1.0, Anchoring::Island { polygon, positions: Vec::new(), leader: false })
    };
    let labels = [
        island("Crete", area(20.0, 30.0, 50.0, 40.0)),
        island("Antikythera", area(70.0, 40.0, 71.0, 42.0)),
    ];
    /// What a coast under a name costs, a mm.
    const COAST: f64 = 1.0;
    let mut ground = sheet();
    for own in &labels {
        if let Anchoring::Island { polygon, .. } = &own.anchoring {
            let line = OnSheet(polygon.0.0[0].exterior().clone());
            ground.lines.push(Barrier { line, cost: COAST });
        }
    }
    let placed = place(&labels, &ground);
    let crete = bounds(&placed, "Crete").to_polygon();
    assert!(rectangle(20.0, 30.0, 50.0, 40.0).contains(&crete));
    let beside = bounds(&placed, "Antikythera").to_polygon();
    let gap = Euclidean.distance(&beside, &rectangle(70.0, 40.0, 71.0, 42.0));
    assert!((0.45 - 1e-6..0.7).contains(&gap), "{gap}");
}

#[test]
fn a_name_follows_the_axis_of_all_its_land_and_keeps_off_what_is_at_issue_in_it() {
    let whole = area(10.0, 20.0, 90.0, 40.0);
    let at_issue = area(10.0, 20.0, 50.0, 40.0);
    let mut name = named("GEORGIA", OnSheet(whole.0.difference(&at_issue.0)));
    if let Anchoring::Area { axis_of, .. } = &mut name.anchoring {
        *axis_of = Some(whole);
    }
    let placed = place(&[name], &sheet());
    let set = bounds(&placed, "GEORGIA");
    let over = at_issue.0.intersection(&set.to_polygon()).unsigned_area();
    assert!(over <= 0.1 * set.unsigned_area(), "{set:?}");
}
