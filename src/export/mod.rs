//! Export: surveyed waters in, GeoJSON text out.
//! RFC 7946: exteriors counter-clockwise, cut at the antimeridian, WGS 84, 7 decimals.
//! Not here: the survey itself (see `crate::survey`).

mod lines;

use crate::error::{Error, Result};
use crate::geodata::Reach;
use crate::space::Geographic;
use crate::statistics;
use crate::survey::{Claim, Law, Set, Survey, Water};
use crate::units::NauticalMiles;
use geo::{Coord, MultiPolygon, Polygon};
use periplus_sea::{Overlap, ZoneKind};
use serde::Serialize;
use std::collections::BTreeSet;

/// How belts of several breadths lie to each other in an export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Nesting {
    /// Each from the baseline outward, the narrower inside of the wider.
    #[default]
    Belts,
    /// Each from where the next narrower one ends.
    Rings,
}

/// What is said of each feature.
#[derive(Serialize)]
struct Properties<'a> {
    /// Null for what belts leave and for waters within the breadths of two states.
    state: Option<&'a str>,
    /// The two states of waters within the breadths of both.
    #[serde(skip_serializing_if = "Option::is_none")]
    claimed_by: Option<String>,
    kind: ZoneKind,
    /// Of what belts leave: whose zone is in force there, and which.
    #[serde(skip_serializing_if = "Option::is_none")]
    in_force_of: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_force: Option<ZoneKind>,
    breadth_nm: f64,
    area_km2: f64,
    /// Of high seas: what of them lies within 200 nm of a coast, and what that means.
    #[serde(skip_serializing_if = "Option::is_none")]
    shelf_km2: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'static str>,
    /// Always `computed`: neither agreed nor claimed by anyone.
    status: &'static str,
    /// What it rests on, and what the law says of its delimitation; null for what is in force by another zone.
    article: Option<String>,
    /// The law that a claimed breadth rests on; null where breadths were given.
    law: Option<String>,
    /// Where that claim is published; absent where breadths were given.
    #[serde(skip_serializing_if = "Option::is_none")]
    claim_source: Option<String>,
    source: String,
    policy: Overlap,
    /// What islands count for, where not all of them count in full.
    #[serde(skip_serializing_if = "str::is_empty")]
    effects: &'a str,
    tolerance_m: f64,
    as_of: Option<String>,
    coast: &'a str,
    /// The named sea that the waters are cut to; null where they are whole.
    sea: Option<&'a str>,
    /// By how much the area may be off, where the figure says how exactly the coast is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    area_uncertainty_km2: Option<f64>,
    /// How far the coast is known, where that cuts the waters.
    #[serde(skip_serializing_if = "Option::is_none")]
    cut: Option<String>,
}

/// A FeatureCollection of the waters, one feature a line.
///
/// Order: sets from the narrowest breadth, states by name, what they leave last. Waters that two sets have alike
/// (a state whose breadth is the same in both) come once. Each feature has an id of its own.
/// With lines: then the outer limits and medians of each set, and the lines agreed or claimed on the day.
/// Units: degrees; `area_km2` is that of the geometry as written, to 0.001 km².
/// Errors: `Render` for numbers that JSON does not have.
pub fn geojson(survey: &Survey, nesting: Nesting, with_lines: bool) -> Result<String> {
    let sets = match nesting {
        Nesting::Belts => &survey.sets,
        Nesting::Rings => &survey.rings,
    };
    let mut written: Vec<&Water> = Vec::new();
    let mut features = Vec::new();
    let mut ids = Ids::default();
    for (set, water) in sets.iter().flat_map(|set| set.waters.iter().map(move |it| (set, it))) {
        if !written.contains(&water) {
            let id = ids.take(id(water), Some(set.breadth));
            features.push(feature(&id, (set, water), survey)?);
            written.push(water);
        }
    }
    if with_lines {
        features.extend(lines::features(sets, survey, &mut ids)?);
    }
    Ok(collection(features))
}

/// A FeatureCollection of the bands round the limits and medians of a survey, as far to both sides as each may be off, one
/// feature a line of the text; empty where the figure does not say how exactly the coast is known.
///
/// Errors: `Render` for numbers that JSON does not have.
pub fn bands(survey: &Survey) -> Result<String> {
    let bands = lines::bands(&survey.sets, &mut Ids::default()).into_iter();
    let texts = bands.map(|(id, properties, area)| {
        let properties = serde_json::to_string(&properties)
            .map_err(|error| Error::render("cannot write the bands").cause(error))?;
        Ok(polygons(&id, &properties, &area.0))
    });
    Ok(collection(texts.collect::<Result<_>>()?))
}

fn collection(features: Vec<String>) -> String {
    // An export may be of hundreds of megabytes: none of it is copied that need not be.
    let mut text = String::from("{\"type\":\"FeatureCollection\",\"features\":[\n");
    text.reserve_exact(features.iter().map(|feature| feature.len() + 2).sum::<usize>() + 4);
    for (number, feature) in features.into_iter().enumerate() {
        text.push_str(if number > 0 { ",\n" } else { "" });
        text.push_str(&feature);
    }
    text.push_str("\n]}\n");
    text
}

/// What a state's claims of a kind and breadth say, each once: their laws, their sources.
fn said(water: &Water, survey: &Survey, what: impl Fn(&Law) -> &str) -> Option<String> {
    let Claim::State(state) = &water.claim else { return None };
    let matching = survey.laws.iter().filter(|claim| {
        claim.state.means(state) && claim.kind == water.kind && claim.breadth_nm == water.breadth
    });
    let mut said: Vec<&str> = matching.map(what).collect();
    said.dedup();
    (!said.is_empty()).then(|| said.join("; "))
}

/// The ids of an export: no two features have the same.
#[derive(Default)]
struct Ids(BTreeSet<String>);

impl Ids {
    /// The id itself if it is free. What two sets give differently says from the second on of which it is, by the widest
    /// breadth of the set: `GRC-territorial-sea-6-of-12`. If that is taken too, the features are numbered.
    fn take(&mut self, id: String, widest: Option<NauticalMiles>) -> String {
        let of_set = widest.map_or_else(|| id.clone(), |widest| format!("{id}-of-{}", widest.0));
        let mut free = if self.0.contains(&id) { of_set.clone() } else { id };
        let mut number = 1;
        while self.0.contains(&free) {
            number += 1;
            free = format!("{of_set}-{number}");
        }
        self.0.insert(free.clone());
        free
    }
}

/// Whose waters, which, and how broad: `GRC-territorial-sea-6`.
fn id(water: &Water) -> String {
    let whose = match &water.claim {
        Claim::State(state) => state.clone(),
        Claim::Both(first, second) => format!("{first}-{second}"),
        Claim::Beyond(state, zone) => format!("{state}-{zone}"),
        Claim::Nobody => "nobody".to_owned(),
    };
    format!("{whose}-{}-{}", water.kind, water.breadth.0)
}

/// A line for waters.
fn feature(id: &str, (set, water): (&Set, &Water), survey: &Survey) -> Result<String> {
    let properties = properties(set, water, survey);
    let properties = serde_json::to_string(&properties)
        .map_err(|error| Error::render("cannot write the zones").cause(error))?;
    Ok(polygons(id, &properties, &water.area.0))
}

/// A feature of polygons, its properties written already.
fn polygons(id: &str, properties: &str, area: &MultiPolygon) -> String {
    let id = serde_json::Value::from(id);
    let mut text =
        format!("{{\"type\":\"Feature\",\"id\":{id},\"properties\":{properties},\"geometry\":");
    push_geometry(&mut text, area);
    text.push('}');
    text
}

/// What is said of high seas that lie within 200 nm of a coast.
pub const SHELF_BELOW: &str = "no exclusive economic zone is claimed there; within 200 nm of a coast the seabed below is its \
                               continental shelf all the same (UNCLOS Art. 76, 77(3))";

fn properties<'a>(set: &Set, water: &'a Water, survey: &'a Survey) -> Properties<'a> {
    let has_shelf = !water.shelf.0.0.is_empty();
    let in_force = match &water.claim {
        Claim::Beyond(state, zone) => Some((state.as_str(), *zone)),
        _ => None,
    };
    Properties {
        state: match &water.claim {
            Claim::State(state) => Some(state),
            _ => None,
        },
        claimed_by: match &water.claim {
            Claim::Both(first, second) => Some(format!("{first} {second}")),
            _ => None,
        },
        kind: water.kind,
        in_force_of: in_force.map(|(state, _)| state),
        in_force: in_force.map(|(_, zone)| zone),
        breadth_nm: water.breadth.0,
        area_km2: thousandths(&water.area),
        shelf_km2: has_shelf.then(|| thousandths(&water.shelf)),
        note: has_shelf.then_some(SHELF_BELOW),
        status: "computed",
        article: article(water.kind, survey.policy),
        law: said(water, survey, |claim| &claim.law),
        claim_source: said(water, survey, |claim| &claim.source),
        source: survey.sources.join("; "),
        policy: survey.policy,
        effects: &survey.effects,
        tolerance_m: survey.tolerance.0,
        as_of: survey.as_of.map(|day| day.to_string()),
        coast: &survey.coast,
        sea: survey.sea.as_ref().map(|sea| sea.id.as_str()),
        area_uncertainty_km2: survey
            .uncertainty_of(set, water)
            .map(|off| (off.square_kilometres() * 1e3).round() / 1e3),
        cut: survey.reach.as_ref().filter(|_| survey.is_cut(water)).map(edge_in_words),
    }
}

/// Square kilometres, to the third decimal place.
fn thousandths(area: &Geographic<MultiPolygon>) -> f64 {
    (statistics::area(area).square_kilometres() * 1e3).round() / 1e3
}

/// `UNCLOS Art. 57, 74`: what a zone rests on, and, where it is divided, the article on that.
fn article(kind: ZoneKind, policy: Overlap) -> Option<String> {
    const LAW: &str = "UNCLOS Art. ";
    let division = kind.delimitation().filter(|_| policy == Overlap::Median);
    let division = division.and_then(|article| article.strip_prefix(LAW));
    let all = [kind.article(), division].into_iter().flatten();
    all.map(str::to_owned).reduce(|all, more| format!("{all}, {more}"))
}

fn edge_in_words(reach: &Reach) -> String {
    format!("by the edge of the data: {reach}")
}

fn push_geometry(text: &mut String, area: &MultiPolygon) {
    match area.0.as_slice() {
        [one] => {
            text.push_str("{\"type\":\"Polygon\",\"coordinates\":");
            push_polygon(text, one);
        }
        all => {
            text.push_str("{\"type\":\"MultiPolygon\",\"coordinates\":");
            push_list(text, all, push_polygon);
        }
    }
    text.push('}');
}

fn push_polygon(text: &mut String, polygon: &Polygon) {
    let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
    push_list(text, rings, |text, ring| push_list(text, &ring.0, push_position));
}

fn push_position(text: &mut String, at: &Coord) {
    text.push_str(&format!("[{},{}]", at.x, at.y));
}

/// `[one,another]`.
fn push_list<T>(
    text: &mut String,
    items: impl IntoIterator<Item = T>,
    push: impl Fn(&mut String, T),
) {
    text.push('[');
    for (number, item) in items.into_iter().enumerate() {
        text.push_str(if number > 0 { "," } else { "" });
        push(text, item);
    }
    text.push(']');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_that_is_taken_says_of_which_set_it_is() {
        let mut ids = Ids::default();
        let mut take = |set| ids.take("A-territorial-sea-6".to_owned(), set);
        assert_eq!(take(Some(NauticalMiles(6.0))), "A-territorial-sea-6");
        assert_eq!(take(Some(NauticalMiles(12.0))), "A-territorial-sea-6-of-12");
        assert_eq!(take(Some(NauticalMiles(12.0))), "A-territorial-sea-6-of-12-2");
        assert_eq!(take(None), "A-territorial-sea-6-2");
    }
}
