//! The gazetteer: the bundled index of names, or the layers of a folder, in; what a name may mean out, in any language that
//! the data have it in.

use super::index::{Index, Place, PlaceKind, Record, written};
use crate::error::{Error, Result, nearest};
use crate::folding::{folded, key};
use crate::geodata::{Feature, Geodata, Value};
use geo::{BoundingRect, Distance, Haversine, Point};
use std::collections::BTreeSet;

/// The layers of a folder that are searched, and what their features are.
const LAYERS: [(&str, PlaceKind); 7] = [
    ("countries", PlaceKind::State),
    ("admin1", PlaceKind::Unit),
    ("islands", PlaceKind::Island),
    ("seas", PlaceKind::Sea),
    ("lakes", PlaceKind::Lake),
    ("rivers", PlaceKind::River),
    ("places", PlaceKind::Town),
];
/// Of things of one name in one spot, that of the first of these kinds is meant: a state before its capital, an island
/// before its town, a town before the unit round it.
const PRECEDENCE: [PlaceKind; 12] = [
    PlaceKind::State,
    PlaceKind::Disputed,
    PlaceKind::Region,
    PlaceKind::Island,
    PlaceKind::Site,
    PlaceKind::Town,
    PlaceKind::Unit,
    PlaceKind::Strait,
    PlaceKind::Sea,
    PlaceKind::Lake,
    PlaceKind::Range,
    PlaceKind::River,
];
/// Things of one name and one state that are nearer to each other than this, in metres, are one to a reader.
const ONE_SPOT: f64 = 150_000.0;

/// The standing of a town that is a capital, or as well known.
const OF_A_CAPITAL: f64 = 6.0;

/// All that can be located.
pub(super) struct Gazetteer {
    index: Index,
}

impl Gazetteer {
    /// The gazetteer of the bundled data, or of a folder's layers.
    pub(super) fn of(geodata: &Geodata) -> Result<Gazetteer> {
        if let Some((records, keys, towns)) = geodata.index_of_names() {
            return Ok(Gazetteer { index: Index::of(records.into(), keys.into(), Some(towns)) });
        }
        let mut records = Vec::new();
        for (layer, kind) in LAYERS.into_iter().filter(|(layer, _)| geodata.has(layer)) {
            records.extend(geodata.layer(layer)?.iter().filter_map(|it| record(kind, it)));
        }
        let (records, keys) = written(&records)
            .map_err(|error| Error::render(format!("the index of names: {error}")))?;
        Ok(Gazetteer { index: Index::of(records.into(), keys.into(), None) })
    }

    /// What a name may mean, the likeliest first; of things in one spot all, one after the other.
    pub(super) fn named(&self, name: &str) -> Vec<Place> {
        self.of_key(&key(name))
    }

    /// The same for a name that is folded.
    pub(super) fn of_key(&self, key: &str) -> Vec<Place> {
        let mut places = self.index.named(key);
        places.sort_by(|one, other| {
            let rank = |place: &Place| PRECEDENCE.iter().position(|kind| *kind == place.kind);
            other.standing.total_cmp(&one.standing).then(rank(one).cmp(&rank(other)))
        });
        // `Tunis` is the capital's name, and the state's in other languages than the capital's
        let is_own = |place: &Place| self::key(&place.name) == key;
        let is_capital = |place: &&Place| {
            place.kind == PlaceKind::Town && place.standing >= OF_A_CAPITAL && is_own(place)
        };
        let capitals = places.iter().filter(is_capital).map(|place| place.state.clone());
        let capitals: BTreeSet<String> = capitals.collect();
        places.retain(|place| {
            place.kind != PlaceKind::State || is_own(place) || !capitals.contains(&place.state)
        });
        places
    }

    /// How a name of a place is written, which is folded.
    pub(super) fn spelling(&self, key: &str, place: &Place) -> Option<String> {
        self.index.spelling(key, &place.id)
    }

    /// The state of a code or a name.
    pub(super) fn state(&self, name: &str) -> Option<Place> {
        let name = name.trim();
        let is_state = |place: &Place| place.kind == PlaceKind::State;
        self.index.state(name).or_else(|| self.named(name).into_iter().find(is_state))
    }

    /// The name of the state of a code; empty if there is none.
    pub(super) fn state_name(&self, code: &str) -> String {
        self.index.state(code).map(|state| state.name).unwrap_or_default()
    }

    /// The things of a group: `all water-bosporus water-dardanelles`; the thing itself if it is none.
    pub(super) fn members(&self, place: Place) -> Vec<Place> {
        let Some(ids) = place.made_of.strip_prefix("all ") else { return vec![place] };
        ids.split(' ').filter_map(|id| self.index.of_id(id)).collect()
    }

    /// The name that is nearest to one that is not known.
    pub(super) fn nearest(&self, query: &str) -> Option<String> {
        let folded = folded(query.trim());
        let first = folded.chars().next();
        // a slip is hardly ever in the first letter
        let names = self.index.keys().filter(|known| known.chars().next() == first);
        let near = nearest(&folded, names)?;
        self.of_key(near).into_iter().next().map(|place| place.name)
    }
}

/// Things of one name parted by which are one to a reader: each list has them by precedence, the first the one meant.
pub(super) fn spots(places: &[Place]) -> Vec<Vec<Place>> {
    let mut spots: Vec<Vec<Place>> = Vec::new();
    for place in places {
        match spots.iter_mut().find(|spot| spot.iter().any(|other| are_one(place, other))) {
            Some(spot) => spot.push(place.clone()),
            None => spots.push(vec![place.clone()]),
        }
    }
    for spot in &mut spots {
        spot.sort_by_key(|place| PRECEDENCE.iter().position(|kind| *kind == place.kind));
    }
    spots
}

fn are_one(one: &Place, other: &Place) -> bool {
    let has_state = |place: &Place| place.kind == PlaceKind::State;
    let is_of_one_state = one.state == other.state;
    // disputed land and the region that is called so, of which it is a part
    let is_region = |place: &Place| [PlaceKind::Disputed, PlaceKind::Region].contains(&place.kind);
    if is_region(one) && is_region(other) && one.kind != other.kind {
        return distance(one, other) < 4.0 * ONE_SPOT;
    }
    let is_water = |place: &Place| [PlaceKind::Lake, PlaceKind::Sea].contains(&place.kind);
    // a town and the unit that is called after it, however wide
    let is_seat = matches!(
        (one.kind, other.kind),
        (PlaceKind::Town | PlaceKind::Island, PlaceKind::Unit)
            | (PlaceKind::Unit, PlaceKind::Town | PlaceKind::Island)
    ) && !one.state.is_empty();
    is_of_one_state
        && (is_seat || has_state(one) || has_state(other) || distance(one, other) < ONE_SPOT)
        && is_water(one) == is_water(other)
}

/// Metres between two places.
pub(super) fn distance(one: &Place, other: &Place) -> f64 {
    Haversine.distance(Point::new(one.lon, one.lat), Point::new(other.lon, other.lat))
}

/// A feature of a folder's layer as a record; none without a name or an extent.
fn record(kind: PlaceKind, feature: &Feature) -> Option<Record> {
    let names = feature.attributes.iter().filter_map(|(key, value)| match value {
        Value::Text(name) if key == "name" || key.starts_with("name_") => Some(name.as_str()),
        _ => None,
    });
    let names = names.flat_map(|name| std::iter::once(name).chain(name.split(" / ")));
    let centre = feature.geometry.0.bounding_rect()?.center();
    let number = |key: &str| feature.number(key);
    let size = number("population").or_else(|| number("area_km2")).unwrap_or(1_000.0).max(1.0);
    let place = Place {
        kind: match feature.text("kind") {
            Some("strait" | "channel") if kind == PlaceKind::Sea => PlaceKind::Strait,
            Some("lake") if kind == PlaceKind::Sea => PlaceKind::Lake,
            _ => kind,
        },
        id: feature.id.clone(),
        name: feature.text("name")?.to_owned(),
        state: feature.text("state").unwrap_or_default().to_owned(),
        lon: number("label_lon").unwrap_or(centre.x),
        lat: number("label_lat").unwrap_or(centre.y),
        standing: match kind {
            PlaceKind::State => 8.5,
            PlaceKind::Sea => 7.0,
            _ if feature.text("capital") == Some("state") => 1.5 + libm::log10(size),
            _ => libm::log10(size),
        },
        made_of: if kind == PlaceKind::Unit {
            format!("units {}", feature.id)
        } else {
            String::new()
        },
    };
    Some(Record::of_layer(place, names.map(str::to_owned)))
}
