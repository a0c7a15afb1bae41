//! Places: the spots that a figure's tables name in, where each is and what it is called out, as `periplus locate` has it.

use crate::error::{Error, Warning};
use crate::figure::{Corridor, Course, Figure, Spot};
use crate::geodata::Geodata;
use crate::locate::{Place, PlaceKind, positions};
use geo::Coord;
use std::collections::BTreeMap;

/// The places of a figure, by the keys that name them.
pub(super) struct Places(BTreeMap<String, Located>);

/// A place that a figure names.
#[derive(Clone, Debug)]
pub(super) struct Located {
    /// As the figure calls it.
    pub(super) name: String,
    /// Longitude and latitude.
    pub(super) at: Coord,
    place: Place,
}

/// A place that something on the map begins at, ends at or lies round.
#[derive(Clone, Debug)]
pub(crate) struct MarkedPlace {
    /// Its id in the data.
    pub id: String,
    /// As the figure calls it; none of a position.
    pub name: Option<String>,
    /// Longitude and latitude.
    pub at: Coord,
}

impl Places {
    /// All spots that the figure's tables name.
    pub(super) fn of(figure: &Figure, geodata: &Geodata, errors: &mut Vec<Error>) -> Places {
        let spots = spots(figure);
        let queries: Vec<String> = spots.iter().map(|(_, spot)| query(spot)).collect();
        let queries: Vec<&str> = queries.iter().map(String::as_str).collect();
        let mut found = BTreeMap::new();
        match positions(&queries, geodata) {
            Ok(positions) => {
                for ((key, _), position) in spots.into_iter().zip(positions) {
                    match position {
                        Ok((name, place)) => {
                            let at = Coord { x: place.lon, y: place.lat };
                            found.insert(key, Located { name, at, place });
                        }
                        Err(error) => errors.push(figure.at_fault(&[&key], error)),
                    }
                }
            }
            Err(error) => errors.push(error),
        }
        Places(found)
    }

    /// The place that a key names; none where it is not known.
    pub(super) fn at(&self, key: &str) -> Option<&Located> {
        self.0.get(key)
    }

    /// A warning where a distance is taken from the middle of something that is no spot.
    pub(super) fn warning(&self, key: &str, figure: &Figure) -> Option<Warning> {
        let located = self.at(key).filter(|it| !is_spot(&it.place))?;
        let (name, kind) = (&located.name, located.place.kind.name());
        let message = format!("`{name}` is a {kind}: distances are taken from where its name stands");
        let warning = Warning::new(message).hint("name a town or a position: [33.54, 36.14]");
        Some(figure.place_of(&[key]).into_iter().fold(warning, Warning::at))
    }

    /// The spots among them, each once.
    pub(super) fn marked(&self) -> Vec<MarkedPlace> {
        let mut marked: Vec<MarkedPlace> = Vec::new();
        for (key, it) in &self.0 {
            let is_known = marked.iter().any(|known| known.at == it.at);
            if key.starts_with("rings.") && is_spot(&it.place) && !is_known {
                let is_position = it.place.id.starts_with(POSITION);
                let name = (!is_position).then(|| it.name.clone());
                marked.push(MarkedPlace { id: it.place.id.clone(), name, at: it.at });
            }
        }
        marked
    }
}

/// What the ids of positions begin with that have no name.
const POSITION: &str = "at-";

fn is_spot(place: &Place) -> bool {
    matches!(place.kind, PlaceKind::Town | PlaceKind::Site)
}

/// The spots that the figure's tables name, each with its key.
fn spots(figure: &Figure) -> Vec<(String, &Spot)> {
    let rings = figure.rings.iter().enumerate();
    let rings = rings.map(|(number, ring)| (format!("rings.{number}.at"), &ring.at));
    let corridors = figure.corridors.iter().enumerate();
    rings.chain(corridors.flat_map(|(number, corridor)| along(number, corridor))).collect()
}

fn along(number: usize, corridor: &Corridor) -> Vec<(String, &Spot)> {
    let Course::Along(spots) = &corridor.course else { return Vec::new() };
    let key = |(index, spot)| (format!("corridors.{number}.along.{index}"), spot);
    spots.iter().enumerate().map(key).collect()
}

/// A spot as a query for places: positions have their latitude first there.
fn query(spot: &Spot) -> String {
    match spot {
        Spot::Named(name) => name.clone(),
        Spot::At(at) => format!("{},{}", at.y, at.x),
    }
}
