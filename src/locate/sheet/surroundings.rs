//! Surroundings: a plan in, the towns and seas that are not named in the story but place its reader out.

use super::plan::Plan;
use super::sight::length_on_map;
use super::thing::bare;
use crate::error::Result;
use crate::geodata::Feature;
use crate::locate::circle::near;
use geo::{Coord, Geometry};
use std::collections::BTreeMap;

/// How many towns that are not named place the reader, at most.
const KNOWN_TOWNS: usize = 3;

/// The best known towns on the map that are not named themselves, none beside another one.
pub(super) fn known_towns(plan: &Plan) -> Result<Vec<Feature>> {
    let is_taken = |feature: &Feature| {
        plan.things
            .iter()
            .any(|thing| thing.place().name == feature.text("name").unwrap_or_default())
    };
    let spot_count = plan.things.iter().filter(|thing| thing.footprint.area.is_none()).count();
    let wanted = KNOWN_TOWNS.saturating_sub(spot_count / 5);
    let mut known: Vec<(f64, &Feature, Coord)> = Vec::new();
    for feature in plan.ground.layer("places")? {
        let Geometry::Point(at) = feature.geometry.0 else { continue };
        let is_capital = feature.text("capital") == Some("state");
        let people = feature.number("population").unwrap_or(0.0);
        if (is_capital || people > 100_000.0)
            && plan.main.paper.shows(at.0, 0.09)
            && !is_taken(feature)
        {
            known.push((people * if is_capital { 8.0 } else { 1.0 }, feature, at.0));
        }
    }
    known.sort_by(|one, other| other.0.total_cmp(&one.0));
    let apart = |one: Coord, other: Coord| {
        let x = (near(one.x, other.x) - other.x) / plan.main.extent.width();
        let y = (one.y - other.y) / plan.main.extent.height();
        libm::hypot(x, y)
    };
    let mut taken: Vec<Coord> = plan
        .things
        .iter()
        .filter(|thing| thing.footprint.area.is_none())
        .map(|thing| Coord { x: thing.place().lon, y: thing.place().lat })
        .collect();
    let mut chosen = Vec::new();
    for (_, feature, at) in known {
        if chosen.len() < wanted && taken.iter().all(|other| apart(at, *other) > 0.16) {
            taken.push(at);
            let mut feature = feature.clone();
            bare(&mut feature);
            chosen.push(feature);
        }
    }
    Ok(chosen)
}

/// The seas whose names have the most room on the map, without those that are named themselves.
pub(super) fn main_seas(plan: &Plan) -> Result<Vec<Feature>> {
    const MOST: usize = 2;
    const LEAST: f64 = 0.2;
    let mut best: BTreeMap<&str, (f64, &Feature)> = BTreeMap::new();
    for feature in plan.ground.layer("seas")? {
        let name = feature.text("name").unwrap_or_default();
        let is_sea = feature.text("kind") == Some("sea")
            && feature.number("rank").is_some_and(|rank| rank <= 2.0);
        let is_taken = plan.things.iter().any(|thing| thing.place().name == name);
        let length =
            if is_sea && !is_taken { length_on_map(&plan.main.extent, feature) } else { 0.0 };
        if length > LEAST && best.get(name).is_none_or(|(known, _)| length > *known) {
            best.insert(name, (length, feature));
        }
    }
    let mut seas: Vec<(f64, &Feature)> = best.into_values().collect();
    seas.sort_by(|one, other| other.0.total_cmp(&one.0));
    let seas = seas.into_iter().take(MOST).map(|(_, feature)| {
        let mut feature = feature.clone();
        bare(&mut feature);
        feature.attributes.remove("region");
        feature
    });
    Ok(seas.collect())
}
