//! Entities of their own: a tint that every eye tells from the land and the buffer zone beside it, and names that can be
//! read on it.

use super::colours::{
    LEAST_DIFFERENCE, LEAST_GREY, SIGHTS, contrast, difference, fill, seen, themes,
};
use periplus::kind::Kind;
use periplus::style::Element;

/// Least contrast of small type with its ground (WCAG 2.2 §1.4.3, level AA).
const LEAST_CONTRAST: f64 = 4.5;

fn country(attributes: &[(&str, &str)]) -> Element {
    let country = Element::of(Kind::Country);
    attributes.iter().fold(country, |country, (key, value)| country.attribute(key, value))
}

/// What an entity may touch: the land of states, tinted or not, and a buffer zone.
fn neighbours() -> Vec<(&'static str, Element)> {
    let subject = |state| country(&[("role", "subject"), ("state", state)]);
    vec![
        ("land", country(&[("role", "subject")])),
        ("land of others", country(&[("role", "other")])),
        ("land on paper", country(&[("role", "other")]).class("paper")),
        ("Georgia", subject("GEO")),
        ("Armenia", subject("ARM")),
        ("Azerbaijan", subject("AZE")),
        ("buffer zone", Element::of(Kind::Disputed).attribute("kind", "buffer-zone")),
    ]
}

#[test]
fn an_entity_can_be_told_from_its_neighbours_by_every_eye() {
    let entity = country(&[("kind", "entity"), ("role", "subject")]);
    let mut alike = Vec::new();
    for (name, theme) in themes() {
        for (neighbour, element) in neighbours() {
            let (own, other) = (fill(&theme, &entity), fill(&theme, &element));
            for (sight, matrix) in &SIGHTS {
                let (own, other) = (seen(own, matrix), seen(other, matrix));
                let found = difference(own, other);
                // beside the buffer zone stands a dashed line as well, and mono has greys alone
                let is_grey = name == "mono" && neighbour == "buffer zone";
                let told =
                    found >= LEAST_DIFFERENCE || is_grey && (own[0] - other[0]).abs() >= LEAST_GREY;
                if !told {
                    alike.push(format!("{name}: {neighbour}, {sight}: {found:.1}"));
                }
            }
        }
    }
    assert_eq!(alike, [""; 0]);
}

#[test]
fn the_name_of_an_entity_stands_out_from_its_land() {
    let entity = country(&[("kind", "entity")]);
    let label = Element::of(Kind::Label).class("country").attribute("kind", "entity");
    for (name, theme) in themes() {
        let ratio = contrast(fill(&theme, &label), fill(&theme, &entity));
        assert!(ratio >= LEAST_CONTRAST, "{name}: {ratio:.2}");
    }
}
