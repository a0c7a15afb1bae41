//! Names along lines: seas, straits, rivers.

use crate::label::curve::distance;
use crate::label::{Anchoring, Ground, Label, Leader, Terrain, Territory, place};
use crate::scene::{Anchor, Lay};
use crate::space::OnSheet;
use crate::units::Degrees;
use geo::{LineString, MultiPolygon, Rect};

use super::{bounds, label, run, sheet};

pub(super) fn sea(path: Vec<(f64, f64)>, tracking: Option<(f64, f64)>) -> Label {
    let path = OnSheet(LineString::from(path));
    let mut sea = label(
        "Aegean Sea",
        1.0,
        Anchoring::Along {
            path,
            tracking,
            steepest: Degrees(68.0),
            is_kept: false,
            leader: Leader::Never,
        },
    );
    sea.lines = vec![vec![run("Aegean Sea", "Periplus Serif", 12.0, 0.3)]];
    sea
}

#[test]
fn a_sea_name_follows_its_line_letter_by_letter_in_reading_direction() {
    // Drawn from right to left: the name must not hang upside down.
    let labels = [sea(vec![(80.0, 60.0), (45.0, 35.0), (10.0, 40.0)], Some((0.1, 0.6)))];
    let placed = place(&labels, &sheet());
    let Lay::Curved { letters } = &placed.items[0].lay else { panic!("not curved") };
    assert_eq!(letters.len(), "Aegean Sea".chars().count());
    assert!(letters.windows(2).all(|pair| pair[0].0.0.x < pair[1].0.0.x));
    assert!(letters.iter().all(|(_, turn)| turn.0.abs() < 80.0));
    // Without spreading it is 31 mm wide.
    assert!(bounds(&placed, "Aegean Sea").width() > 35.0);
}

#[test]
fn a_sea_name_on_a_straight_line_is_one_straight_text() {
    let labels = [sea(vec![(10.0, 40.0), (90.0, 40.0)], None)];
    let placed = place(&labels, &sheet());
    assert!(matches!(&placed.items[0].lay, Lay::Straight { angle, .. } if angle.0 == 0.0));
}

#[test]
fn a_line_too_short_or_too_steep_drops_the_name_with_that_reason() {
    let short = [sea(vec![(40.0, 40.0), (45.0, 40.0)], None)];
    let steep = [sea(vec![(40.0, 5.0), (41.0, 40.0), (42.0, 75.0)], None)];
    for labels in [short, steep] {
        let placed = place(&labels, &sheet());
        assert_eq!(placed.dropped.len(), 1);
        assert!(placed.dropped[0].reason.contains("too short or too steep"));
    }
}

/// Land from x to the right edge of the sheet.
fn land_from(x: f64) -> Territory {
    let area = Rect::new((x, 0.0), (100.0, 80.0)).to_polygon();
    Territory { area: OnSheet(MultiPolygon(vec![area])), owner: None, water: false, colour: None }
}

#[test]
fn across_a_line_that_is_too_short_a_water_s_name_is_set_level_where_the_water_is_broad() {
    let ocean = || Label {
        terrain: Terrain::Water,
        ..sea(vec![(40.0, 38.0), (43.0, 40.0), (46.0, 41.0)], Some((0.02, 0.6)))
    };
    let placed = place(&[ocean()], &Ground { territories: vec![land_from(95.0)], ..sheet() });
    assert!(matches!(&placed.items[0].lay, Lay::Straight { angle, .. } if angle.0 == 0.0));
    assert!((bounds(&placed, "Aegean Sea").center().x - 43.0).abs() < 15.0);
    // a bay of that width is another water's
    let narrow = Ground { territories: vec![land_from(47.0)], ..sheet() };
    assert_eq!(place(&[ocean()], &narrow).dropped.len(), 1);
}

#[test]
fn letters_beside_a_bend_stand_as_far_apart_as_elsewhere() {
    let steps_of = |sagitta: f64| {
        let path = vec![(30.0, 50.0), (46.0, 50.0 - sagitta), (62.0, 50.0)];
        let mut name = sea(path, None);
        let line = |words| vec![run(words, "Periplus Serif", 12.0, 0.0)];
        name.lines = vec![line("Upper line"), line("Lower line")];
        let placed = place(&[name], &sheet());
        let curved = placed.items.iter().filter_map(|item| match &item.lay {
            Lay::Curved { letters } => Some(letters.clone()),
            Lay::Straight { .. } => None,
        });
        let steps = curved.map(|letters| {
            let pairs = letters.windows(2).map(|pair| distance(pair[0].0.0, pair[1].0.0));
            pairs.collect::<Vec<f64>>()
        });
        steps.collect::<Vec<_>>()
    };
    let gentle = steps_of(2.0);
    assert_eq!(gentle.len(), 2);
    let em = 12.0 * 25.4 / 72.0;
    for sagitta in [4.0, 6.0, 8.0, 10.0, 12.0, 14.0] {
        // one that is too sharp holds no name
        for (bent, even) in steps_of(sagitta).iter().zip(&gentle) {
            for (bent, even) in bent.iter().zip(even) {
                assert!((bent - even).abs() < 0.2 * em, "{sagitta}: {bent} for {even}");
            }
        }
    }
}

#[test]
fn arabic_is_neither_curved_nor_cut_into_letters() {
    let mut labels = [sea(vec![(10.0, 40.0), (45.0, 30.0), (80.0, 45.0)], None)];
    labels[0].lines = vec![vec![run("دریای خزر", "Periplus Serif", 9.0, 0.2)]];
    let placed = place(&labels, &sheet());
    assert!(matches!(placed.items[0].lay, Lay::Straight { anchor: Anchor::Middle, .. }));
    assert_eq!(placed.items[0].runs[0].font.letter_spacing, 0.0);
}
