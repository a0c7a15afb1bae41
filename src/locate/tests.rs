//! What names mean, and what the figure of them is.

use super::*;
use crate::error::ErrorKind;
use crate::figure::Figure;
use crate::kind::Kind;

fn figure(names: &[&str]) -> Figure {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let located = places(&names, &Geodata::bundled()).expect("they are known");
    Figure::parse(&located.toml, "located").expect("a valid figure file")
}

fn bounds(figure: &Figure) -> [f64; 4] {
    let bounds = figure.extent.bounds().expect("bounds").rectangle().0;
    [bounds.min().x, bounds.min().y, bounds.max().x, bounds.max().y]
}

/// The ids that a figure sets out.
fn set_out(figure: &Figure) -> Vec<String> {
    let located = figure.layers.iter().filter(|layer| layer.classes == ["located"]);
    located.flat_map(|layer| layer.select.only.clone()).collect()
}

#[test]
fn a_place_has_its_name_in_every_language_and_script() {
    let athens = set_out(&figure(&["Athens"]));
    assert_eq!(athens.len(), 1);
    for name in ["Αθήνα", "ATHENS", "Atina", "Афины"] {
        assert_eq!(set_out(&figure(&[name])), athens, "{name}");
    }
}

#[test]
fn a_state_says_which_of_one_name_is_meant() {
    let of = |name: &str| places(&[name.to_owned()], &Geodata::bundled()).expect("known");
    let first = of("Tripoli");
    assert_eq!(first.warnings.len(), 1, "{:?}", first.warnings);
    for (query, west) in
        [("Tripoli, LBY", 13.19), ("Tripoli, Lebanon", 35.84), ("tripoli, grc", 22.38)]
    {
        let located = of(query);
        assert!(located.warnings.is_empty(), "{query}");
        let figure = Figure::parse(&located.toml, "located").expect("a valid figure file");
        let [left, _, right, _] = bounds(&figure);
        assert!((f64::midpoint(left, right) - west).abs() < 0.1, "{query}: {left} to {right}");
    }
}

#[test]
fn every_place_lies_well_inside_of_the_sheet() {
    let figure = figure(&["Baku", "Yerevan", "Tbilisi"]);
    let [west, south, east, north] = bounds(&figure);
    for (x, y) in [(49.89, 40.38), (44.51, 40.18), (44.83, 41.69)] {
        assert!(x - west > 0.4 && east - x > 0.4 && y - south > 0.4 && north - y > 0.4);
    }
}

#[test]
fn the_island_is_meant_before_its_town_and_stands_once() {
    let figure = figure(&["Rhodes"]);
    assert_eq!(set_out(&figure), ["island-rhodes"]);
    let islands =
        |layer: &&crate::figure::Layer| layer.kind == Kind::Island && layer.classes.is_empty();
    let base = figure.layers.iter().find(islands).expect("the base map's");
    assert_eq!(base.select.except, ["island-rhodes"]);
}

#[test]
fn unknown_names_are_missing_with_the_nearest() {
    let error = places(&["Thessalonica".to_owned()], &Geodata::bundled()).expect_err("unknown");
    assert_eq!(error.kind, ErrorKind::Missing);
    assert!(error.to_string().contains("Thessalonica"));
}

#[test]
fn a_text_names_what_is_written_as_a_name_and_states_count_when_alone() {
    let of = |text: &str| places_of(text, "text", &Geodata::bundled());
    let located =
        of("The van left Athens, Greece, for İZMİR; off Kastellorizo the Aegean Sea was calm.");
    let figure =
        Figure::parse(&located.expect("named").toml, "located").expect("a valid figure file");
    assert_eq!(set_out(&figure).len(), 4, "{:?}", set_out(&figure));
    assert!(figure.subjects.is_empty());
    let states = of("Greece and Türkiye").expect("named");
    let figure = Figure::parse(&states.toml, "located").expect("a valid figure file");
    assert_eq!(figure.subjects, ["GRC", "TUR"]);
    assert_eq!(of("nothing at all").expect_err("none").kind, ErrorKind::Missing);
}
