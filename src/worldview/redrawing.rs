//! Redrawing: each bundled layer in, that layer as a view's rulings draw it out. An area that a state or an entity of its
//! own takes leaves its de jure state, with its shore; what was the line of control is a boundary then.

use super::edges::{Edges, whole};
use super::{Ruled, Status, Worldview};
use crate::geodata::{Feature, Value};
use crate::space::Geographic;
use geo::{
    Area, BooleanOps, BoundingRect, Contains, Geometry, InteriorPoint, Intersects, MultiPolygon,
    Polygon,
};

/// What is left of an overlay below this size is rounding, in square degrees: some hundred square metres.
const DUST: f64 = 1e-8;

impl Worldview {
    /// The areas that stay under a hatch.
    pub(super) fn areas(&self, areas: &[Feature]) -> Vec<Feature> {
        let is_hatched = |area: &&Feature| {
            let mut ruled = self.ruled.iter();
            ruled.find(|it| it.area.id == area.id).is_none_or(|it| it.status == Status::Disputed)
        };
        areas.iter().filter(is_hatched).cloned().collect()
    }

    /// The lines of control that the view knows: none of land that is plain, none that has become a boundary.
    pub(super) fn lines(&self, lines: &[Feature]) -> Vec<Feature> {
        let outlines: Vec<(Edges, &Status)> = self
            .ruled
            .iter()
            .map(|ruled| (Edges::of([&ruled.area.geometry]), &ruled.status))
            .collect();
        let is_kept = |line: &&Feature| {
            let along = outlines.iter().filter(|(outline, _)| outline.carry(&line.geometry));
            let statuses: Vec<&Status> = along.map(|(_, status)| *status).collect();
            let is_boundary = statuses.iter().any(|it| matches!(it, Status::Own | Status::Of(_)));
            let is_plain = statuses.iter().all(|it| **it == Status::Plain);
            statuses.is_empty() || !is_boundary && !is_plain
        };
        lines.iter().filter(is_kept).cloned().collect()
    }

    /// The states with the land that is theirs, and the entities of their own.
    pub(super) fn countries(&self, countries: &[Feature]) -> Vec<Feature> {
        let mut drawn = countries.to_vec();
        for ruled in self.moved() {
            let Some(land) = polygons(&ruled.area) else { continue };
            let de_jure = ruled.area.text("state").unwrap_or_default();
            for country in drawn.iter_mut().filter(|it| it.text("state") == Some(de_jure)) {
                reshape(country, &land, BooleanOps::difference);
            }
            match &ruled.status {
                Status::Of(state) => {
                    for country in drawn.iter_mut().filter(|it| it.text("state") == Some(state)) {
                        reshape(country, &land, BooleanOps::union);
                    }
                }
                _ => drawn.push(entity(&ruled.area)),
            }
        }
        // all land of a code may have gone
        drawn.retain(|country| polygons(country).is_none_or(|land| !land.0.is_empty()));
        drawn
    }

    /// The boundaries between states and entities, without those that lie within a state now.
    pub(super) fn boundaries(&self, boundaries: &[Feature], shores: &[Feature]) -> Vec<Feature> {
        let known = boundaries.iter().chain(shores).map(|line| &line.geometry);
        let mut known = Edges::of(known);
        let mut drawn = boundaries.to_vec();
        for ruled in self.moved() {
            let (_, free) = known.part(&ruled.area.geometry);
            let outline = Edges::of([&ruled.area.geometry]);
            let de_jure = ruled.area.text("state").unwrap_or_default();
            if let Status::Of(state) = &ruled.status {
                drawn = without_inner(drawn, &outline, [de_jure, state]);
            }
            known = Edges::of(drawn.iter().chain(shores).map(|line| &line.geometry));
            drawn.extend(whole(free).map(|line| boundary(ruled, line)));
        }
        drawn
    }

    /// The shores, each of the state whose land it bounds. That of an entity of its own stays with its de jure state:
    /// waters are measured for states.
    pub(super) fn shores(&self, shores: &[Feature]) -> Vec<Feature> {
        let mut drawn = shores.to_vec();
        for ruled in self.moved() {
            let Status::Of(holder) = &ruled.status else { continue };
            let outline = Edges::of([&ruled.area.geometry]);
            let de_jure = ruled.area.text("state");
            let handed = drawn.into_iter().flat_map(|shore| match shore.text("state") == de_jure {
                true => handed_over(shore, &outline, &ruled.area.id, holder),
                false => vec![shore],
            });
            drawn = handed.collect();
        }
        drawn
    }

    /// The regions of states: those of an area that a state takes are its own, those of an entity are none.
    pub(super) fn regions(&self, regions: &[Feature]) -> Vec<Feature> {
        let mut drawn = regions.to_vec();
        for ruled in self.moved() {
            let Some(land) = polygons(&ruled.area) else { continue };
            let is_there = |region: &Feature| {
                let inside = region.geometry.0.interior_point();
                region.text("state") == ruled.area.text("state")
                    && inside.is_some_and(|inside| land.contains(&inside))
            };
            match &ruled.status {
                Status::Of(state) => drawn.iter_mut().filter(|it| is_there(it)).for_each(|it| {
                    it.attributes.insert("state".into(), Value::Text(state.clone()));
                }),
                _ => drawn.retain(|region| !is_there(region)),
            }
        }
        drawn
    }

    /// The towns, those of an area that a state takes its own. Those of an entity stay with their de jure state: their
    /// names may stand in the waters off it, which are that state's.
    pub(super) fn places(&self, places: &[Feature]) -> Vec<Feature> {
        let mut drawn = places.to_vec();
        for ruled in self.moved() {
            let Status::Of(state) = &ruled.status else { continue };
            let Some(land) = polygons(&ruled.area) else { continue };
            let is_there = |place: &Feature| {
                let Geometry::Point(at) = &place.geometry.0 else { return false };
                place.text("state") == ruled.area.text("state") && land.contains(at)
            };
            drawn.iter_mut().filter(|it| is_there(it)).for_each(|place| {
                place.attributes.insert("state".into(), Value::Text(state.clone()));
            });
        }
        drawn
    }

    /// The areas that are no longer land of their de jure state.
    pub(super) fn moved(&self) -> impl Iterator<Item = &Ruled> {
        self.ruled.iter().filter(|it| matches!(it.status, Status::Own | Status::Of(_)))
    }
}

/// A shore in two: what lies along the area, of its holder, and the rest.
fn handed_over(shore: Feature, outline: &Edges, area: &str, holder: &str) -> Vec<Feature> {
    let (along, beside) = outline.part(&shore.geometry);
    let Some(geometry) = whole(along) else { return vec![shore] };
    let mut taken = Feature { id: format!("{}/{area}", shore.id), geometry, ..shore.clone() };
    taken.attributes.insert("state".into(), Value::Text(holder.into()));
    let rest = whole(beside).map(|geometry| Feature { geometry, ..shore });
    rest.into_iter().chain([taken]).collect()
}

/// The boundaries without the stretches between these two states along an outline.
fn without_inner(lines: Vec<Feature>, outline: &Edges, states: [&str; 2]) -> Vec<Feature> {
    let is_between = |line: &Feature| {
        let named: Vec<&str> = line.text("states").unwrap_or_default().split(' ').collect();
        states.iter().all(|state| named.contains(state))
    };
    let drawn = lines.into_iter().filter_map(|line| match is_between(&line) {
        true => {
            let (along, beside) = outline.part(&line.geometry);
            if along.is_empty() {
                return Some(line);
            }
            whole(beside).map(|geometry| Feature { geometry, ..line })
        }
        false => Some(line),
    });
    drawn.collect()
}

/// The boundary of an area that has left its de jure state.
fn boundary(ruled: &Ruled, geometry: Geographic<Geometry>) -> Feature {
    let de_jure = ruled.area.text("state").unwrap_or_default();
    let states = match &ruled.status {
        Status::Of(state) => format!("{} {}", de_jure.min(state), de_jure.max(state)),
        _ => de_jure.to_owned(),
    };
    let text = |words: &str| Value::Text(words.to_owned());
    let attributes = [("kind".into(), text("international")), ("states".into(), text(&states))];
    Feature { id: format!("{}/boundary", ruled.area.id), geometry, attributes: attributes.into() }
}

/// An area as a country of its own: its names, and whose land it is de jure.
fn entity(area: &Feature) -> Feature {
    let is_kept = |key: &str| key.starts_with("name") || key.starts_with("label");
    let mut entity = area.clone();
    entity.attributes.retain(|key, _| is_kept(key));
    let de_jure = area.text("state").unwrap_or_default().to_owned();
    entity.attributes.insert("de_jure".into(), Value::Text(de_jure));
    // as the theme tells it from states
    entity.attributes.insert("kind".into(), Value::Text("entity".into()));
    entity
}

/// Puts land to the parts of a country that it touches, or takes it from them; the other parts stay as they are.
fn reshape(
    country: &mut Feature,
    land: &MultiPolygon,
    overlay: fn(&MultiPolygon, &MultiPolygon) -> MultiPolygon,
) {
    let (Some(whole), Some(reach)) = (polygons(country), land.bounding_rect()) else { return };
    let (touched, others): (Vec<Polygon>, Vec<Polygon>) = whole
        .into_iter()
        .partition(|part| part.bounding_rect().is_some_and(|bounds| bounds.intersects(&reach)));
    let parts = overlay(&MultiPolygon(touched), land).into_iter();
    let parts = parts.filter(|part| part.unsigned_area() > DUST).chain(others).collect();
    country.geometry = Geographic(Geometry::MultiPolygon(MultiPolygon(parts)));
}

fn polygons(feature: &Feature) -> Option<MultiPolygon> {
    match &feature.geometry.0 {
        Geometry::Polygon(polygon) => Some(MultiPolygon(vec![polygon.clone()])),
        Geometry::MultiPolygon(polygons) => Some(polygons.clone()),
        _ => None,
    }
}
