//! Panels of one extent: a reader compares them, and what is named stands alike in each.

use std::collections::BTreeMap;

use geo::Coord;
use periplus::scene::{Item, Text};

use super::names::boxes;
use super::{sheets, texts};

/// The names of a panel by their ids without that of the panel, with the corner of their first letter from the panel's own.
fn names(items: &[Item], prefix: &str) -> BTreeMap<String, Coord> {
    let corner = |text: &Text| boxes(text).first().map(|corners| corners[0]);
    let named = texts(items).into_iter().filter_map(|text| {
        let id = text.id.as_deref()?.strip_prefix(prefix)?.to_owned();
        id.starts_with("label-").then_some((id, corner(text)?))
    });
    named.collect()
}

#[test]
fn panels_of_one_extent_have_their_names_alike() {
    let mut compared = 0;
    let mut elsewhere = Vec::new();
    for sheet in sheets().iter().filter(|sheet| sheet.name.starts_with("aegean-6v12")) {
        let panel = |number: usize| {
            let id = format!("panel-{number}");
            let group = sheet.scene.items.iter().find_map(|item| match item {
                Item::Group(group) if group.id == id => Some(group),
                _ => None,
            });
            names(&group.expect("it has two panels").items, &format!("{id}-"))
        };
        let (one, other) = (panel(1), panel(2));
        // belts differ, and their words
        let of_both = |id: &&String| !id.contains("territorial-sea");
        let ids: Vec<&String> = one.keys().chain(other.keys()).filter(of_both).collect();
        compared += ids.len();
        // how far one panel is from the other is what most names say
        let apart = |id: &&String| Some(*other.get(*id)? - *one.get(*id)?);
        let mut steps: Vec<Coord> = ids.iter().filter_map(apart).collect();
        steps.sort_by(|a, b| (a.x, a.y).partial_cmp(&(b.x, b.y)).expect("numbers"));
        let step = steps[steps.len() / 2];
        let is_alike = |id: &&String| {
            apart(id).is_some_and(|it| (it.x - step.x).abs() < 0.2 && (it.y - step.y).abs() < 0.2)
        };
        let strays = ids.into_iter().filter(|id| !is_alike(id));
        elsewhere.extend(strays.map(|id| format!("{}: {id}", sheet.name)));
    }
    assert!(compared > 60, "only {compared} names");
    elsewhere.dedup();
    assert!(elsewhere.len() * 12 <= compared, "{} of {compared}: {elsewhere:#?}", elsewhere.len());
}
