//! Arrows: what lies too far out in, what stands at the edge of the map for it out.

use super::paper::Paper;
use super::sight::Water;
use super::thing::{Thing, rounded, rounded_at};
use crate::error::Result;
use crate::geodata::{Feature, Value};
use crate::locate::ground::Ground;
use crate::locate::index::PlaceKind;
use crate::phrases::Phrases;
use crate::space::Geographic;
use geo::{Bearing, Coord, Distance, Haversine, LineString, Point, Polygon, Rect};
use std::collections::BTreeMap;

/// Directions and their names, from the north by the east.
const WINDS: [&str; 8] =
    ["north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest"];
/// Lines of names at one arrow, at most.
const LINES: usize = 6;
/// Names in one line, at most.
const ABREAST: usize = 2;

/// What lies beyond the edge of the map: things of one state, one way and as far away, about.
#[derive(Clone, Debug)]
pub(super) struct Far {
    /// The ids of what lies there.
    pub(super) places: Vec<String>,
    /// Their names on the map.
    pub(super) names: Vec<String>,
    state: String,
    /// How often they are named.
    count: usize,
    /// Degrees clockwise from the north, from the middle of the map.
    bearing: f64,
    /// Metres from there.
    away: f64,
}

impl Far {
    /// `1 900 km`: to two digits, since it is from the middle of the map.
    fn distance(&self, phrases: Phrases) -> String {
        let kilometres = self.away / 1_000.0;
        let step = if kilometres >= 1_000.0 { 100.0 } else { 10.0 };
        let rounded = (kilometres / step).round() * step;
        let number = match rounded >= 1_000.0 {
            true => format!("{} {:03}", (rounded / 1_000.0).floor(), rounded % 1_000.0),
            false => rounded.to_string(),
        };
        format!("{number} {}", phrases.say("km"))
    }

    /// `Moscow (1 900 km north)`.
    pub(super) fn said(&self, phrases: Phrases) -> String {
        let eighth = (self.bearing.rem_euclid(360.0) / 45.0).round() as usize;
        let wind = phrases.say(WINDS[eighth % WINDS.len()]);
        format!("{} ({} {wind})", phrases.list(&self.names), self.distance(phrases))
    }

    /// Its names and distance in lines that are not too long.
    fn lines(&self, phrases: Phrases) -> Vec<String> {
        let chunks: Vec<String> =
            self.names.chunks(ABREAST).map(|names| names.join(", ")).collect();
        let last = chunks.len() - 1;
        let line = |(number, names): (usize, &String)| match number == last {
            true => format!("{names} {}", self.distance(phrases)),
            false => format!("{names},"),
        };
        chunks.iter().enumerate().map(line).collect()
    }
}

/// What lies beyond the edge, what is named most first. `name` says what a thing is called on the map.
pub(super) fn far(
    things: &[&Thing],
    extent: &Rect,
    ground: &Ground,
    name: impl Fn(&Thing) -> String,
) -> Result<Vec<Far>> {
    /// Things of one state that lie in one direction, in degrees, and about as far away, stand together.
    const ONE_WAY: f64 = 20.0;
    const AS_FAR: f64 = 1.3;
    let centre = extent.center();
    let middle = Point::new(centre.x, centre.y);
    // towns before their states, which an arrow to one of them names too
    let mut order = things.to_vec();
    order.sort_by_key(|thing| thing.place().kind == PlaceKind::State);
    let mut all: Vec<Far> = Vec::new();
    for thing in order {
        let place = thing.place();
        let nearest = match place.kind {
            PlaceKind::Sea => Water::of(thing, ground)?.nearest(centre),
            _ => None,
        };
        let at = Point(nearest.unwrap_or_else(|| thing.at()));
        let (bearing, away) = (Haversine.bearing(middle, at), Haversine.distance(middle, at));
        let is_with = |other: &&mut Far| {
            let turn = (other.bearing - bearing + 180.0).rem_euclid(360.0) - 180.0;
            let times = (other.away / away).max(away / other.away);
            let is_near = turn.abs() < ONE_WAY && times < AS_FAR;
            !place.state.is_empty()
                && other.state == place.state
                && (is_near || place.kind == PlaceKind::State)
        };
        match all.iter_mut().find(is_with) {
            Some(other) => {
                other.names.push(name(thing));
                other.places.push(place.id.clone());
                other.count += thing.placed.count;
            }
            None => all.push(Far {
                places: vec![place.id.clone()],
                names: vec![name(thing)],
                state: place.state.clone(),
                count: thing.placed.count,
                bearing,
                away,
            }),
        }
    }
    all.sort_by_key(|far| std::cmp::Reverse(far.count));
    Ok(all)
}

/// An arrow at the edge, and the lines that stand at it.
#[derive(Clone, Debug)]
pub(super) struct Arrow {
    /// Where it points, x eastward, y northward, on paper.
    way: Coord,
    lines: Vec<String>,
    /// The ids of what it points to.
    pub(super) places: Vec<String>,
    /// What it points to, with distances, in one line each.
    pub(super) entries: Vec<String>,
}

/// An arrow's length, in shares of the map's lesser side.
const LENGTH: f64 = 0.045;
/// The longest arrow, mm.
const LONGEST: f64 = 4.8;
/// On maps wider than this, mm, letters grow, and arrows by as much.
const WIDE: f64 = 230.0;
const GROWTH: f64 = 1.6;

/// The arrows at the edge, one for all that lies one way, and where their names stand, each under its id. What `instead` has
/// of an arrow stands at it in place of its lines.
pub(super) fn features(
    all: &[Arrow],
    paper: &Paper,
    instead: impl Fn(usize) -> Option<String>,
) -> (Vec<Feature>, Vec<Feature>) {
    let frame = paper.frame();
    // in shares of the map's lesser side: x eastward, y northward
    let size = frame.width().min(frame.height());
    let half = half_of(&frame);
    // on a large sheet no longer than the theme keeps its name off
    let growth = if frame.width() > WIDE { GROWTH } else { 1.0 };
    let shrunk = (LONGEST * growth / (LENGTH * size)).min(1.0);
    let on_earth = |at: Coord| {
        let on_sheet = frame.center() + Coord { x: at.x * size, y: -at.y * size };
        paper.position(on_sheet).unwrap_or_default()
    };
    let (mut shafts, mut labels) = (Vec::new(), Vec::new());
    for (number, arrow) in all.iter().enumerate() {
        let Coord { x: dx, y: dy } = arrow.way;
        let inner = Coord { x: half.x - 0.03, y: half.y - 0.03 };
        let reach = (inner.x / dx.abs().max(1e-9)).min(inner.y / dy.abs().max(1e-9));
        let tip = Coord { x: dx * reach, y: dy * reach };
        let back = |length: f64, side: f64| {
            let (length, side) = (length * shrunk, side * shrunk);
            on_earth(Coord {
                x: tip.x - dx * length - dy * side,
                y: tip.y - dy * length + dx * side,
            })
        };
        let outline = vec![
            back(0.0, 0.0),
            back(0.022, 0.010),
            back(0.017, 0.0025),
            back(LENGTH, 0.0025),
            back(LENGTH, -0.0025),
            back(0.017, -0.0025),
            back(0.022, -0.010),
            back(0.0, 0.0),
        ];
        let outline = rounded(Polygon::new(LineString::new(outline), Vec::new()));
        shafts.push(Feature {
            id: format!("arrow-{number}-shaft"),
            geometry: Geographic(outline.into()),
            attributes: BTreeMap::new(),
        });
        let words = instead(number).unwrap_or_else(|| arrow.lines.join("\n"));
        let attributes = [("name", words), ("geometry", "point".to_owned())];
        labels.push(Feature {
            id: format!("arrow-{number}"),
            geometry: Geographic(Point(rounded_at(back(LENGTH / 2.0, 0.0))).into()),
            attributes: attributes.map(|(key, word)| (key.to_owned(), Value::Text(word))).into(),
        });
    }
    (shafts, labels)
}

/// Arrows for what lies the same way, in as many as their lines ask for; those of one way fanned out.
pub(super) fn arrows(all: &[Far], paper: &Paper, phrases: Phrases) -> Vec<Arrow> {
    const APART: f64 = 16.0;
    let half = half_of(&paper.frame());
    let mut ways: BTreeMap<usize, Vec<&Far>> = BTreeMap::new();
    for far in all {
        // by where on the edge it stands: a corner is a way, whatever the shape of the map
        let Coord { x, y } = direction(far.bearing);
        let turn = libm::atan2(x / half.x, y / half.y).to_degrees();
        let eighth = (turn.rem_euclid(360.0) / 45.0).round() as usize % WINDS.len();
        ways.entry(eighth).or_default().push(far);
    }
    let mut arrows = Vec::new();
    for fars in ways.into_values() {
        let mut parts: Vec<(Vec<&Far>, Vec<String>)> = Vec::new();
        for far in fars {
            let lines = far.lines(phrases);
            match parts.last_mut() {
                Some((fars, known)) if known.len() + lines.len() <= LINES => {
                    known.extend(lines);
                    fars.push(far);
                }
                _ => parts.push((vec![far], lines)),
            }
        }
        let count = parts.len();
        for (number, (fars, lines)) in parts.into_iter().enumerate() {
            let sum =
                fars.iter().map(|far| direction(far.bearing)).reduce(|one, other| one + other);
            let sum = sum.unwrap_or(Coord { x: 0.0, y: 1.0 });
            let mean = libm::atan2(sum.x, sum.y).to_degrees();
            let fan = (number as f64 - (count as f64 - 1.0) / 2.0) * APART;
            let places = fars.iter().flat_map(|far| far.places.clone()).collect();
            let entry = |far: &&Far| format!("{} {}", far.names.join(", "), far.distance(phrases));
            let entries = fars.iter().map(entry).collect();
            arrows.push(Arrow { way: direction(mean + fan), lines, places, entries });
        }
    }
    arrows
}

/// A bearing as a step on paper, x eastward, y northward.
fn direction(bearing: f64) -> Coord {
    let radians = bearing.to_radians();
    Coord { x: libm::sin(radians), y: libm::cos(radians) }
}

/// Half of a map on paper, in shares of its lesser side.
fn half_of(frame: &Rect) -> Coord {
    let size = frame.width().min(frame.height());
    Coord { x: 0.5 * frame.width() / size, y: 0.5 * frame.height() / size }
}
