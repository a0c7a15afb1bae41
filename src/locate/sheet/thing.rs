//! Something that is placed, and the features that it is drawn by: under its names, as its layer has it or at one spot.

use crate::geodata::{Feature, Value};
use crate::locate::Placed;
use crate::locate::ground::{Footprint, narrowest};
use crate::locate::index::{Place, PlaceKind};
use crate::space::Geographic;
use geo::{Coord, Geometry, LineString, Point, Polygon};
use std::collections::BTreeMap;

/// Something placed and where it lies.
pub(super) struct Thing<'a> {
    pub(super) placed: &'a Placed,
    pub(super) footprint: Footprint,
}

impl Thing<'_> {
    pub(super) fn place(&self) -> &Place {
        &self.placed.place
    }

    /// Whether the map has to show all of it: a spot or a small area. Of states, seas and wide regions a part will do.
    pub(super) fn is_whole(&self) -> bool {
        match self.place().kind {
            PlaceKind::State | PlaceKind::Sea | PlaceKind::River | PlaceKind::Range => false,
            _ => narrowest(&self.footprint.parts)
                .is_none_or(|whole| whole.width().max(whole.height()) < 15.0),
        }
    }
}

/// All names of a thing.
pub(super) fn names_of(thing: &Thing) -> Vec<String> {
    let attributes = thing.footprint.features.iter().flat_map(|feature| &feature.attributes);
    let names = attributes.filter_map(|(key, value)| match value {
        Value::Text(name) if key.starts_with("name") => Some(name.clone()),
        _ => None,
    });
    [thing.place().name.clone(), thing.placed.mention.clone()].into_iter().chain(names).collect()
}

/// A thing under its name, of another geometry than its layer's.
pub(super) fn named(placed: &Placed, geometry: Geometry) -> Feature {
    let place = &placed.place;
    let mut attributes = BTreeMap::from([("name".to_owned(), Value::Text(place.name.clone()))]);
    if !place.state.is_empty() {
        attributes.insert("state".to_owned(), Value::Text(place.state.clone()));
    }
    Feature { id: place.id.clone(), geometry: Geographic(geometry), attributes }
}

/// A thing at one spot, as its layer has it.
pub(super) fn spot(thing: &Thing) -> Feature {
    match thing.footprint.features.first() {
        Some(feature) => {
            let mut feature = feature.clone();
            bare(&mut feature);
            feature
        }
        None => {
            let place = thing.place();
            named(thing.placed, Point(rounded_at(Coord { x: place.lon, y: place.lat })).into())
        }
    }
}

/// A point of an area under its names.
pub(super) fn spot_in(thing: &Thing) -> Feature {
    let place = thing.place();
    let at = Point(rounded_at(Coord { x: place.lon, y: place.lat }));
    let mut feature = spot(thing);
    feature.id.clone_from(&place.id);
    feature.geometry = Geographic(at.into());
    feature
}

/// Takes away what a map does not ask for.
pub(super) fn bare(feature: &mut Feature) {
    feature.attributes.retain(|key, _| {
        key.starts_with("name")
            || ["state", "rank", "capital", "capital_until", "kind", "status", "claimed_by"]
                .contains(&key.as_str())
    });
}

pub(super) fn rounded(polygon: Polygon) -> Polygon {
    let ring = |ring: &LineString| ring.0.iter().copied().map(rounded_at).collect::<LineString>();
    Polygon::new(ring(polygon.exterior()), polygon.interiors().iter().map(ring).collect())
}

pub(super) fn rounded_at(at: Coord) -> Coord {
    let round = |value: f64| (value * 1e4).round() / 1e4;
    Coord { x: round(at.x), y: round(at.y) }
}
