//! Something that is placed, and the features that it is drawn by: under its names, as its layer has it or at one spot.

use crate::geodata::{Feature, Value};
use crate::locate::Placed;
use crate::locate::circle::{narrowest, narrowness};
use crate::locate::ground::{Footprint, Surface};
use crate::locate::index::{Place, PlaceKind};
use crate::space::Geographic;
use geo::{Coord, Geometry, LineString, Point, Polygon, Rect};

/// Something placed and where it lies.
pub(super) struct Thing<'a> {
    pub(super) placed: &'a Placed,
    pub(super) footprint: Footprint,
    /// The box round all of it.
    pub(super) bounds: Rect,
    /// Its land or water, if it is an area.
    pub(super) surface: Option<Surface>,
}

impl<'a> Thing<'a> {
    pub(super) fn new(placed: &'a Placed, footprint: Footprint) -> Thing<'a> {
        let at = Coord { x: placed.place.lon, y: placed.place.lat };
        let bounds = narrowest(&footprint.parts).unwrap_or_else(|| Rect::new(at, at));
        let surface = footprint.area.as_ref().map(Surface::of);
        Thing { placed, footprint, bounds, surface }
    }

    pub(super) fn place(&self) -> &Place {
        &self.placed.place
    }

    pub(super) fn id(&self) -> String {
        self.placed.place.id.clone()
    }

    /// Whether it is a sea, whose name may stand wherever its water lies.
    pub(super) fn is_sea(&self) -> bool {
        self.place().kind == PlaceKind::Sea
    }

    /// Whether the map has to show all of it: a spot or a small area. Of states, seas and wide regions a part will do.
    pub(super) fn is_whole(&self) -> bool {
        match self.place().kind {
            PlaceKind::State | PlaceKind::Sea | PlaceKind::River | PlaceKind::Range => false,
            _ => self.greatest_side() < 15.0,
        }
    }

    /// The greater side of the box round it, degrees of latitude.
    pub(super) fn greatest_side(&self) -> f64 {
        let width = self.bounds.width() * narrowness(self.bounds.center().y);
        width.max(self.bounds.height())
    }

    /// Whether its name is that of a bundled layer, which a figure cannot change.
    pub(super) fn is_of_layer(&self) -> bool {
        matches!(self.place().kind, PlaceKind::State | PlaceKind::Lake | PlaceKind::River)
    }

    /// Where it is marked, or its name begins.
    pub(super) fn at(&self) -> Coord {
        Coord { x: self.place().lon, y: self.place().lat }
    }
}

/// What a thing may be called on the map: its name, the text's, and those that the data have.
pub(super) fn names_of(thing: &Thing) -> Vec<String> {
    let attributes = thing.footprint.features.iter().flat_map(|feature| &feature.attributes);
    let names = attributes.chain(&thing.footprint.names).filter_map(|(key, value)| match value {
        Value::Text(name) if key.starts_with("name") => Some(name.clone()),
        _ => None,
    });
    let own = [thing.place().name.clone()].into_iter().chain(thing.placed.spelling.clone());
    own.chain(names).collect()
}

/// A thing under its names, of another geometry than its layer's.
pub(super) fn named(thing: &Thing, geometry: Geometry) -> Feature {
    let place = thing.place();
    let mut attributes = thing.footprint.names.clone();
    attributes.retain(|key, _| key.starts_with("name_"));
    attributes.insert("name".to_owned(), Value::Text(place.name.clone()));
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
            named(thing, Point(rounded_at(Coord { x: place.lon, y: place.lat })).into())
        }
    }
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
