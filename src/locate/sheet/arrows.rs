//! Arrows: what lies too far out in, what stands at the edge of the map for it out.

use super::sight::samples;
use super::thing::{Thing, rounded, rounded_at};
use crate::geodata::{Feature, Value};
use crate::locate::ground::narrowness;
use crate::locate::index::PlaceKind;
use crate::space::Geographic;
use geo::{Bearing, Coord, Distance, Haversine, LineString, Point, Polygon, Rect};
use std::collections::BTreeMap;

/// What stands at the edge of the map: whither, and how far it is from the middle, metres.
#[derive(Clone, Debug)]
pub(super) struct Arrow {
    pub(super) id: String,
    /// The ids of what lies there.
    pub(super) places: Vec<String>,
    /// What lies there, all of one state.
    names: Vec<String>,
    state: String,
    bearing: f64,
    away: f64,
}

impl Arrow {
    /// `Geneva, Switzerland`.
    pub(super) fn name(&self) -> String {
        self.names.join(", ")
    }

    /// `1 900 km`: to two digits, since it is from the middle of the map.
    pub(super) fn distance(&self) -> String {
        let kilometres = self.away / 1_000.0;
        let step = if kilometres >= 1_000.0 { 100.0 } else { 10.0 };
        let rounded = (kilometres / step).round() * step;
        match rounded >= 1_000.0 {
            true => format!("{} {:03} km", (rounded / 1_000.0).floor(), rounded % 1_000.0),
            false => format!("{rounded} km"),
        }
    }

    /// `north`, `southwest`.
    pub(super) fn direction(&self) -> &'static str {
        const WINDS: [&str; 8] =
            ["north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest"];
        let eighth = (self.bearing.rem_euclid(360.0) / 45.0).round() as usize;
        WINDS[eighth % 8]
    }
}

/// Arrows to what lies beyond the edge, one for all of a state.
pub(super) fn arrows(far: &[&Thing], extent: &Rect) -> Vec<Arrow> {
    let centre = extent.center();
    let middle = Point::new(centre.x, centre.y);
    let mut arrows: Vec<Arrow> = Vec::new();
    // towns before their states, which an arrow to one of them names too
    let mut order = far.to_vec();
    order.sort_by_key(|thing| thing.place().kind == PlaceKind::State);
    for thing in order {
        let place = thing.place();
        let own = Coord { x: place.lon, y: place.lat };
        let at = match place.kind {
            PlaceKind::Sea => samples(thing).into_iter().min_by(|one, other| {
                let away = |at: &Coord| Haversine.distance(middle, Point(*at));
                away(one).total_cmp(&away(other))
            }),
            _ => None,
        };
        let at = Point(at.unwrap_or(own));
        let same = |arrow: &&mut Arrow| !place.state.is_empty() && arrow.state == place.state;
        match arrows.iter_mut().find(same) {
            Some(arrow) => {
                arrow.names.push(place.name.clone());
                arrow.places.push(place.id.clone());
            }
            None => arrows.push(Arrow {
                id: format!("to-{}", place.id),
                places: vec![place.id.clone()],
                names: vec![place.name.clone()],
                state: place.state.clone(),
                bearing: Haversine.bearing(middle, at),
                away: Haversine.distance(middle, at),
            }),
        }
    }
    arrows
}

/// The arrows at the edge, and where their names stand.
pub(super) fn arrow_features(far: &[Arrow], extent: &Rect) -> (Vec<Feature>, Vec<Feature>) {
    let centre = extent.center();
    let narrow = narrowness(centre.y);
    // on paper, in shares of the map's height: x eastward, y northward
    let half = Coord { x: 0.5 * extent.width() * narrow / extent.height(), y: 0.5 };
    let on_earth = |at: Coord| Coord {
        x: centre.x + at.x * extent.height() / narrow,
        y: centre.y + at.y * extent.height(),
    };
    let mut order: Vec<&Arrow> = far.iter().collect();
    order.sort_by(|one, other| {
        one.bearing.rem_euclid(360.0).total_cmp(&other.bearing.rem_euclid(360.0))
    });
    let (mut shafts, mut labels) = (Vec::new(), Vec::new());
    let mut taken: Vec<Coord> = Vec::new();
    for arrow in order {
        let Coord { x: dx, y: dy } = direction(arrow.bearing);
        let inner = Coord { x: half.x - 0.03, y: half.y - 0.03 };
        let reach = (inner.x / dx.abs().max(1e-9)).min(inner.y / dy.abs().max(1e-9));
        let mut tip = Coord { x: dx * reach, y: dy * reach };
        // those that would lie on each other stand side by side along the edge
        let is_at_side = tip.x.abs() > inner.x - 1e-6;
        let along = if is_at_side { Coord { x: 0.0, y: -0.09 } } else { Coord { x: 0.3, y: 0.0 } };
        let close = |tip: Coord, other: &Coord| {
            (tip.x - other.x).abs() < 0.29 && (tip.y - other.y).abs() < 0.085
        };
        for turn in 1..12 {
            if !taken.iter().any(|other| close(tip, other)) {
                break;
            }
            let step = f64::from((turn + 1) / 2) * if turn % 2 == 0 { 1.0 } else { -1.0 };
            let start = Coord { x: dx * reach, y: dy * reach };
            let moved = start + along * step;
            tip =
                Coord { x: moved.x.clamp(-inner.x, inner.x), y: moved.y.clamp(-inner.y, inner.y) };
        }
        taken.push(tip);
        let back = |length: f64, side: f64| {
            on_earth(Coord {
                x: tip.x - dx * length - dy * side,
                y: tip.y - dy * length + dx * side,
            })
        };
        let outline = vec![
            back(0.0, 0.0),
            back(0.022, 0.010),
            back(0.017, 0.0025),
            back(0.045, 0.0025),
            back(0.045, -0.0025),
            back(0.017, -0.0025),
            back(0.022, -0.010),
            back(0.0, 0.0),
        ];
        let id = arrow.id.clone();
        let outline = rounded(Polygon::new(LineString::new(outline), Vec::new()));
        shafts.push(Feature {
            id: format!("{id}-arrow"),
            geometry: Geographic(outline.into()),
            attributes: BTreeMap::new(),
        });
        let name = format!("{} {}", arrow.name(), arrow.distance());
        let at = back(0.0225, 0.0);
        let attributes = [("name", name), ("geometry", "point".to_owned())];
        labels.push(Feature {
            id,
            geometry: Geographic(Point(rounded_at(at)).into()),
            attributes: attributes.map(|(key, word)| (key.to_owned(), Value::Text(word))).into(),
        });
    }
    (shafts, labels)
}

/// A bearing as a step on paper, x eastward, y northward.
fn direction(bearing: f64) -> Coord {
    let radians = bearing.to_radians();
    Coord { x: libm::sin(radians), y: libm::cos(radians) }
}
