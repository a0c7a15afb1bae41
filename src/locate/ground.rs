//! What is placed in, where it lies on the earth out: boxes of its parts, the land it is made of, the lines along which its
//! name stands. Longitudes lie on a circle: France has no edge where the data begin, and Fiji is whole.

use super::circle::{TURN, narrowest};
use super::index::{Place, PlaceKind};
use crate::error::Result;
use crate::geodata::{Feature, Geodata, Members, Value};
use geo::{BoundingRect, Coord, Geometry, LineString, MultiPolygon, Rect};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Scales, as denominators, at which land is read: of what is a few degrees wide, of units, of whole states.
const SCALES: [f64; 3] = [1e6, 1e7, 1e8];

/// A state with less land than this, in square degrees, may have islands that a small scale does not show.
const SMALL_STATE: f64 = 0.6;

/// Where something lies.
#[derive(Clone, Debug, Default)]
pub(super) struct Footprint {
    /// Boxes of its parts, degrees; never empty.
    pub(super) parts: Vec<Rect>,
    /// Its land or its water, if it is an area.
    pub(super) area: Option<MultiPolygon>,
    /// The lines of its name, or its course.
    pub(super) lines: Vec<LineString>,
    /// Its features in their layer, with all their names.
    pub(super) features: Vec<Feature>,
    /// The names by language of what has no feature, as attributes.
    pub(super) names: BTreeMap<String, Value>,
}

/// An area that is often asked whether it holds a position.
#[derive(Clone, Debug, Default)]
pub(super) struct Surface {
    parts: Vec<(Rect, geo::Polygon)>,
}

impl Surface {
    pub(super) fn of(area: &MultiPolygon) -> Surface {
        let parts = area.0.iter().filter_map(|part| Some((part.bounding_rect()?, part.clone())));
        Surface { parts: parts.collect() }
    }

    /// Whether it holds a position, whichever way its longitude is counted.
    pub(super) fn holds(&self, at: Coord) -> bool {
        use geo::Contains;
        let is_in = |at: Coord| {
            let in_box = |bounds: &Rect| {
                (bounds.min().x..=bounds.max().x).contains(&at.x)
                    && (bounds.min().y..=bounds.max().y).contains(&at.y)
            };
            self.parts.iter().any(|(bounds, part)| in_box(bounds) && part.contains(&at))
        };
        [0.0, TURN, -TURN].into_iter().any(|turn| is_in(Coord { x: at.x + turn, y: at.y }))
    }

    /// The boxes of its largest parts.
    pub(super) fn main_boxes(&self, most: usize) -> Vec<Rect> {
        let mut boxes: Vec<Rect> = self.parts.iter().map(|(bounds, _)| *bounds).collect();
        let size = |it: &Rect| it.width() * it.height();
        boxes.sort_by(|one, other| size(other).total_cmp(&size(one)));
        boxes.truncate(most);
        boxes
    }
}

/// The earth, as places are looked up in it: what is read of it is read once, however many maps are made.
#[derive(Debug)]
pub struct Ground<'a> {
    region: &'a Geodata,
    earth: Option<Geodata>,
    land: OnceLock<Vec<Surface>>,
}

impl<'a> Ground<'a> {
    /// The ground of bundled geodata, or of a folder's.
    pub fn of(geodata: &'a Geodata) -> Ground<'a> {
        Ground { region: geodata, earth: geodata.everywhere(), land: OnceLock::new() }
    }

    /// The geodata that it is the ground of.
    pub(super) fn source(&self) -> &'a Geodata {
        self.region
    }

    /// The geodata of all the earth, or the folder's.
    pub(super) fn geodata(&self) -> &Geodata {
        self.earth.as_ref().unwrap_or(self.region)
    }

    /// The features of a layer; none if there is no such layer.
    pub(super) fn layer(&self, name: &str) -> Result<&[Feature]> {
        let geodata = self.geodata();
        if geodata.has(name) { geodata.layer(name) } else { Ok(&[]) }
    }

    /// The land of all states.
    pub(super) fn all_land(&self) -> Result<&[Surface]> {
        let countries = self.layer("countries")?;
        let all = || countries.iter().filter_map(areas_of).map(|area| Surface::of(&area)).collect();
        Ok(self.land.get_or_init(all))
    }

    /// Where a place lies.
    ///
    /// Errors: `Render` if the bundled data are damaged.
    pub(super) fn footprint(&self, place: &Place) -> Result<Footprint> {
        let mut found = match place.kind {
            PlaceKind::State => self.state(place)?,
            PlaceKind::Unit => {
                Footprint { names: self.geodata().names_of_unit(&place.id), ..self.land(place)? }
            }
            PlaceKind::Region | PlaceKind::Disputed => self.land(place)?,
            PlaceKind::Range => Footprint { lines: vec![course(place)], ..Footprint::default() },
            PlaceKind::Sea | PlaceKind::Strait => self.named_alike("seas", place)?,
            PlaceKind::River => self.named_alike("rivers", place)?,
            PlaceKind::Lake => {
                let mut lake = self.with_id("lakes", place)?;
                for layer in ["lakes", "seas"] {
                    if lake.features.is_empty() {
                        lake = self.named_alike(layer, place)?;
                    }
                }
                lake
            }
            PlaceKind::Island => self.with_id("islands", place)?,
            PlaceKind::Town | PlaceKind::Site => self.with_id("places", place)?,
        };
        if found.parts.is_empty() {
            let boxes = found.lines.iter().filter_map(BoundingRect::bounding_rect);
            found.parts = boxes.collect();
        }
        if found.parts.is_empty() {
            let at = Coord { x: place.lon, y: place.lat };
            found.parts = vec![Rect::new(at, at)];
        }
        Ok(found)
    }

    fn with_id(&self, layer: &str, place: &Place) -> Result<Footprint> {
        let feature = self.layer(layer)?.iter().find(|feature| feature.id == place.id);
        Ok(feature.map(|feature| of_features(vec![feature.clone()])).unwrap_or_default())
    }

    /// The features that bear the name of a water, which the data have in several lines and pieces.
    fn named_alike(&self, layer: &str, place: &Place) -> Result<Footprint> {
        let named = |feature: &&Feature| feature.text("name") == Some(place.name.as_str());
        Ok(of_features(self.layer(layer)?.iter().filter(named).cloned().collect()))
    }

    fn state(&self, place: &Place) -> Result<Footprint> {
        let is_it = |feature: &&Feature| {
            feature.id == place.id || feature.text("state") == Some(place.id.as_str())
        };
        let features: Vec<Feature> =
            self.layer("countries")?.iter().filter(is_it).cloned().collect();
        let mut found = of_features(features);
        if found.area.as_ref().is_none_or(|area| square_degrees(area) < SMALL_STATE) {
            // islands that a small scale does not show
            let members = Members { states: vec![place.id.clone()], ..Members::default() };
            found = Footprint {
                features: found.features,
                ..self.land_around(place, &members, SCALES[0])?
            };
        }
        if let Some(area) = &found.area {
            found.parts = main_parts(area);
        }
        Ok(found)
    }

    /// The land that units, regions and disputed areas are made of.
    fn land(&self, place: &Place) -> Result<Footprint> {
        let members = members(place);
        let areas = listed(place, "areas");
        if !areas.is_empty() {
            let of_region = self.region.layer("disputed-areas")?.iter();
            return Ok(of_features(
                of_region.filter(|area| areas.contains(&area.id)).cloned().collect(),
            ));
        }
        if self.earth.is_none() {
            return self.with_id("admin1", place);
        }
        let is_of_states = members.units.is_empty() && members.disputed.is_empty();
        if members.states.is_empty() {
            return self.land_around(place, &members, SCALES[1]);
        }
        let scale = if is_of_states && members.except.is_empty() { SCALES[2] } else { SCALES[1] };
        let countries = self.layer("countries")?.iter();
        let own = countries.filter(|it| {
            it.text("state").is_some_and(|of| members.states.iter().any(|state| state == of))
        });
        let boxes: Vec<Rect> =
            own.filter_map(areas_of).flat_map(|area| main_parts(&area)).collect();
        let room = if is_of_states { 1.0 } else { 8.0 };
        let window = widened(narrowest(&boxes).unwrap_or_else(|| around(place, 8.0)), room);
        self.land_in(window, &members, scale)
    }

    /// The land of members that lie round a place, in a window as wide as they need.
    fn land_around(&self, place: &Place, members: &Members, scale: f64) -> Result<Footprint> {
        let mut found = Footprint::default();
        for half in [4.0, 9.0, 20.0, 45.0] {
            let window = around(place, half);
            found = self.land_in(window, members, scale)?;
            let Some(whole) = narrowest(&found.parts) else { continue };
            let is_within = whole.min().x > window.min().x
                && whole.max().x < window.max().x
                && whole.min().y > window.min().y
                && whole.max().y < window.max().y;
            if is_within {
                break;
            }
        }
        Ok(found)
    }

    fn land_in(&self, window: Rect, members: &Members, scale: f64) -> Result<Footprint> {
        let Some(geodata) = self.region.at_scale(window, scale) else {
            return Ok(Footprint::default());
        };
        let area = geodata.land_of(members)?;
        let parts = area.0.iter().filter_map(BoundingRect::bounding_rect).collect();
        Ok(Footprint { parts, area: Some(area), ..Footprint::default() })
    }
}

fn areas_of(feature: &Feature) -> Option<MultiPolygon> {
    match &feature.geometry.0 {
        Geometry::Polygon(polygon) => Some(MultiPolygon::new(vec![polygon.clone()])),
        Geometry::MultiPolygon(polygons) => Some(polygons.clone()),
        _ => None,
    }
}

fn of_features(features: Vec<Feature>) -> Footprint {
    let mut found = Footprint::default();
    let mut area = MultiPolygon::new(Vec::new());
    for feature in &features {
        match &feature.geometry.0 {
            Geometry::LineString(line) => found.lines.push(line.clone()),
            Geometry::MultiLineString(lines) => found.lines.extend(lines.0.iter().cloned()),
            _ => area.0.extend(areas_of(feature).into_iter().flatten()),
        }
    }
    found.parts = area.0.iter().filter_map(BoundingRect::bounding_rect).collect();
    found.area = (!area.0.is_empty()).then_some(area);
    found.features = features;
    found
}

/// What follows a word in what a place is made of.
fn listed(place: &Place, word: &str) -> Vec<String> {
    let of_word =
        place.made_of.split(';').filter_map(|part| part.strip_prefix(word)?.strip_prefix(' '));
    of_word.flat_map(|ids| ids.split(' ')).map(str::to_owned).collect()
}

fn members(place: &Place) -> Members {
    Members {
        states: listed(place, "states"),
        units: listed(place, "units"),
        disputed: listed(place, "disputed"),
        except: listed(place, "except"),
    }
}

/// The course of a range.
fn course(place: &Place) -> LineString {
    let numbers: Vec<f64> =
        listed(place, "course").iter().filter_map(|it| it.parse().ok()).collect();
    numbers.chunks_exact(2).map(|at| Coord { x: at[0], y: at[1] }).collect()
}

fn around(place: &Place, half: f64) -> Rect {
    let narrow = libm::cos(place.lat.to_radians()).max(0.2);
    let (low, high) = ((place.lat - half).max(-90.0), (place.lat + half).min(90.0));
    Rect::new((place.lon - half / narrow, low), (place.lon + half / narrow, high))
}

/// A box with so many degrees more on each side.
fn widened(bounds: Rect, by: f64) -> Rect {
    let (low, high) = (bounds.min(), bounds.max());
    Rect::new((low.x - by, (low.y - by).max(-90.0)), (high.x + by, (high.y + by).min(90.0)))
}

/// The boxes of the parts that most of a state's land lies in: clusters of parts that are near to each other, the largest
/// first, until all but a twentieth is there. Islands far out do not make a state's map a map of an ocean.
fn main_parts(area: &MultiPolygon) -> Vec<Rect> {
    /// Degrees between two parts of one cluster.
    const NEAR: f64 = 4.0;
    const MOST: f64 = 0.95;
    let parts = area.0.iter().filter_map(|part| Some((size(part), part.bounding_rect()?)));
    let mut clusters: Vec<(f64, Vec<Rect>)> = Vec::new();
    for (size, bounds) in parts {
        let touches = |other: &Rect| {
            let apart = |shift: f64| {
                let x = (bounds.min().x + shift - other.max().x)
                    .max(other.min().x - bounds.max().x - shift);
                x.max(bounds.min().y - other.max().y).max(other.min().y - bounds.max().y)
            };
            [-TURN, 0.0, TURN].into_iter().any(|shift| apart(shift) < NEAR)
        };
        let (joined, others): (Vec<_>, Vec<_>) =
            clusters.into_iter().partition(|(_, boxes)| boxes.iter().any(touches));
        let mut cluster = (size, vec![bounds]);
        for (more, boxes) in joined {
            cluster.0 += more;
            cluster.1.extend(boxes);
        }
        clusters = others;
        clusters.push(cluster);
    }
    clusters.sort_by(|one, other| other.0.total_cmp(&one.0));
    let whole: f64 = clusters.iter().map(|(size, _)| size).sum();
    let mut taken = 0.0;
    let mut boxes = Vec::new();
    for (size, cluster) in clusters {
        if taken >= MOST * whole {
            break;
        }
        taken += size;
        boxes.extend(cluster);
    }
    boxes
}

/// About how large an area is, in square degrees of the equator.
pub(super) fn square_degrees(area: &MultiPolygon) -> f64 {
    area.0.iter().map(size).sum()
}

/// About how large a part is, in square degrees of the equator.
fn size(part: &geo::Polygon) -> f64 {
    use geo::Area;
    let middle = part.bounding_rect().map_or(0.0, |bounds| bounds.center().y);
    part.unsigned_area() * libm::cos(middle.to_radians()).max(0.05)
}
