//! What a bundled figure draws of Nagorno-Karabakh is what the data have of it on the figure's day.

use super::layers;
use crate::figure::Figure;
use crate::geodata::Geodata;
use std::collections::BTreeSet;

/// The disputed things about Karabakh that a figure shows on a day.
fn shown(figure: &str, view: &str, day: &str) -> BTreeSet<String> {
    let mut figure = Figure::bundled(figure).expect("a bundled figure");
    figure.as_of = Some(day.parse().expect("a day"));
    figure.worldview = Some(view.to_owned());
    let selected = layers(&figure, &Geodata::bundled()).expect("it can be drawn");
    let shown = selected.layers.into_iter().flat_map(|layer| layer.features);
    shown.map(|it| it.id).filter(|id| id.contains("karabakh")).collect()
}

#[test]
fn lines_and_areas_of_karabakh_end_on_the_days_that_the_data_give() {
    const OBLAST: &str = "karabakh-oblast";
    const CONTACT: &str = "karabakh-line-of-contact";
    const HELD: &str = "nagorno-karabakh-1994-2020";
    let rows: [(&str, &[&str]); 8] = [
        ("1985-01-01", &[OBLAST]),
        ("1992-06-01", &[OBLAST]),
        ("2020-10-17", &[CONTACT, OBLAST, HELD]),
        ("2020-11-10", &[OBLAST]),
        ("2021-06-01", &[OBLAST]),
        ("2023-12-31", &[OBLAST]),
        ("2024-01-01", &[]),
        ("2026-11-01", &[]),
    ];
    for figure in ["nagorno-karabakh", "caucasus"] {
        for (day, expected) in rows {
            let expected: BTreeSet<String> = expected.iter().map(|id| (*id).to_owned()).collect();
            assert_eq!(shown(figure, "un", day), expected, "{figure} on {day}");
        }
        for view in ["un", "de-facto", "ARM", "AZE", "RUS", "TUR"] {
            assert_eq!(shown(figure, view, "2024-01-01"), BTreeSet::new(), "{figure}, {view}");
        }
    }
    assert_eq!(shown("nagorno-karabakh-now", "un", "2026-11-01"), BTreeSet::new());
}
