//! Lines at sea: what is agreed, claimed and computed is told apart, and the legend says what is drawn and no more.

use super::names::boxes_of_labels;
use super::{Sheet, hold, paths, sheets, texts};
use geo::Coord;
use periplus::figure::Figure;
use periplus::geodata::Geodata;
use periplus::kind::Kind;
use periplus::scene::{Group, Item, Path, Scene, Shape};
use periplus::style::{Element, Theme};

/// What the legend says of a group of the map.
const CLASSES: [(&str, &str); 4] = [
    ("maritime-lines-", "line "),
    ("straight-baselines-", "straight baseline"),
    ("turning-points-", "turning point"),
    ("internal-waters", "internal waters"),
];

fn atlas() -> Theme {
    Theme::bundled("atlas").expect("the house theme is bundled")
}

fn groups(items: &[Item]) -> Vec<&Group> {
    let each = items.iter().flat_map(|item| match item {
        Item::Group(group) => [vec![group], groups(&group.items)].concat(),
        _ => Vec::new(),
    });
    each.collect()
}

fn words(scene: &Scene, id: &str) -> Vec<String> {
    let legend = groups(&scene.items).into_iter().filter(|group| group.id == id);
    let texts = legend.flat_map(|group| texts(&group.items));
    texts.map(|text| text.runs.iter().map(|run| run.content.as_str()).collect()).collect()
}

#[test]
fn the_legend_has_an_entry_for_each_class_at_sea_that_is_drawn_and_no_other() {
    hold(|sheet| {
        let drawn: Vec<String> =
            groups(&sheet.scene.items).into_iter().map(|group| group.id.clone()).collect();
        let said = words(&sheet.scene, "legend");
        let wrong = CLASSES.iter().filter(|(group, entry)| {
            let is_drawn = drawn.iter().any(|id| id.starts_with(group));
            let is_said =
                said.iter().any(|words| words.starts_with(entry) && !words.starts_with("line of"));
            is_drawn != is_said
        });
        wrong.map(|(group, entry)| format!("`{entry}` does not go with `{group}`")).collect()
    });
}

#[test]
fn a_line_in_force_is_solid_and_one_signed_is_dashed_otherwise_than_one_claimed() {
    for width in [180.0, 89.0] {
        let theme = atlas().at_width(periplus::units::Millimetres(width));
        let dashes = |status: &str, claimed_by: &str| {
            let line = Element::of(Kind::MaritimeLine).attribute("status", status);
            let style = theme.style(&line.attribute("claimed_by", claimed_by));
            style.line_paint().expect("lines at sea are drawn").dashes.len()
        };
        assert_eq!((dashes("agreed", ""), dashes("adjudged", "")), (0, 0));
        assert!(dashes("signed", "") > dashes("claimed", "CYP"), "{width} mm");
        for claimant in ["CYP", "LBY TUR", "GRC", "TUR"] {
            assert!(dashes("claimed", claimant) > 0, "{claimant} at {width} mm");
        }
    }
}

#[test]
fn an_agreed_line_is_heavier_than_a_computed_median() {
    for width in [180.0, 89.0] {
        let theme = atlas().at_width(periplus::units::Millimetres(width));
        let weight = |kind: Kind| {
            let line = Element::of(kind).attribute("status", "agreed");
            theme.style(&line).line_paint().expect("it is drawn").width.0
        };
        // the clear ratio between weights that the marks of an atlas editor ask for
        assert!(weight(Kind::MaritimeLine) >= 1.5 * weight(Kind::MedianLine));
    }
}

/// The dots of the turning points on a sheet: centre and radius.
fn turning_points(sheet: &Sheet) -> Vec<(Coord, f64)> {
    let all = groups(&sheet.scene.items).into_iter();
    let own = all.filter(|group| group.id.starts_with("turning-points-"));
    let dots = own.flat_map(|group| paths(&group.items)).filter_map(|path: &Path| {
        let Shape::Circle { centre, radius } = &path.shape else { return None };
        Some((centre.0, radius.0))
    });
    dots.collect()
}

#[test]
fn no_name_covers_a_turning_point() {
    hold(|sheet| {
        let names = boxes_of_labels(sheet);
        let mut covered = Vec::new();
        for (at, radius) in turning_points(sheet) {
            for (said, letters) in &names {
                if letters.iter().any(|corners| distance(at, corners) < radius) {
                    covered.push(format!("`{said}` covers the turning point at {at:?}"));
                }
            }
        }
        covered
    });
}

/// From a point to a box; 0 inside.
fn distance(at: Coord, corners: &[Coord; 4]) -> f64 {
    let (origin, right, down) = (corners[0], corners[1] - corners[0], corners[3] - corners[0]);
    let beyond = |side: Coord| {
        let length = side.x.hypot(side.y);
        let along = ((at - origin).x * side.x + (at - origin).y * side.y) / length;
        (-along).max(along - length).max(0.0)
    };
    beyond(right).hypot(beyond(down))
}

#[test]
fn the_figures_of_lines_at_sea_show_turning_points_in_both_widths() {
    for name in ["east-mediterranean", "ionian"] {
        let own = sheets().iter().filter(|sheet| sheet.name.starts_with(name));
        let counts: Vec<usize> = own.map(|sheet| turning_points(sheet).len()).collect();
        // those of the Memorandum of 2019, of Cyprus with Egypt, Lebanon and Israel, and Türkiye's lists of 2011 and 2019
        let expected = if name == "ionian" { 15 } else { 2 + 8 + 6 + 12 + 23 + 14 };
        assert_eq!(counts, [expected, expected], "{name}");
    }
}

/// The Ionian figure on a day.
fn ionian(day: &str) -> Scene {
    let mut figure = Figure::bundled("ionian").expect("the figure is bundled");
    figure.as_of = Some(day.parse().expect("a day"));
    periplus::draw(&figure, &Geodata::bundled(), &atlas()).expect("it can be drawn").scene
}

#[test]
fn the_ionian_figure_shows_what_greece_claims_on_the_day_and_says_the_day() {
    for (day, claim, said) in [
        ("2020-10-17", "Greece, 6 nm", "As of 17\u{a0}October\u{a0}2020."),
        ("2021-02-01", "Greece, 6 and 12 nm", "As of 1\u{a0}February\u{a0}2021."),
    ] {
        let scene = ionian(day);
        assert!(words(&scene, "legend").iter().any(|it| it == claim), "{claim}");
        assert!(words(&scene, "credit").iter().any(|it| it.contains(said)), "{said}");
    }
}

#[test]
fn of_two_agreements_on_one_line_that_in_force_last_is_drawn() {
    // that of 1977, and since 8 November 2021 that of 2020 along it
    for day in ["2021-11-07", "2021-11-08"] {
        let scene = ionian(day);
        let all = groups(&scene.items).into_iter();
        let own = all.filter(|group| group.id.starts_with("maritime-lines-"));
        let lines = own.flat_map(|group| paths(&group.items)).map(|path| match &path.shape {
            Shape::Lines(lines) => lines.len(),
            _ => 0,
        });
        assert_eq!(lines.sum::<usize>(), 1, "{day}");
    }
}
