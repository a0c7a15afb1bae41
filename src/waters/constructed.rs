//! Lines as treaties describe them: positions and a construction in, the line out. `azimuth 290° from the land terminus`,
//! `along 25° E northwards`, `the parallel of 32° 30′`, the bisector of two coasts, the perpendicular to a general direction, so
//! many miles from a lighthouse.

use crate::error::{Error, Flaw, Place, Result};
use crate::geodata::{Feature, Value};
use crate::space::Geographic;
use crate::units::{Degrees, Metres, NauticalMiles};
use geo::{Coord, CoordsIter, Geometry, LineString};
use periplus_sea::geodesy;
use std::path::Path;

/// A construction.
struct Construction {
    name: &'static str,
    /// The positions and what else it takes.
    takes: &'static str,
    /// What its edges may be said to be, since they are so.
    edges: &'static [&'static str],
}

const CONSTRUCTIONS: [Construction; 6] = [
    Construction {
        name: "azimuth",
        takes: "a position, `azimuth` in degrees, and `length_nm`",
        edges: &["geodesic"],
    },
    Construction {
        name: "parallel",
        takes: "a position, and `to_lon`, or `length_nm` (westwards where it is negative)",
        edges: &["loxodrome", "straight"],
    },
    Construction {
        name: "meridian",
        takes: "a position, and `to_lat`, or `length_nm` (southwards where it is negative)",
        edges: &["geodesic", "loxodrome", "straight"],
    },
    Construction {
        name: "perpendicular",
        takes: "a line of a position and the two ends of a direction, `side` left or right of that, and `length_nm`",
        edges: &["geodesic"],
    },
    Construction {
        name: "bisector",
        takes: "a line of a position and one on each of two directions from it, and `length_nm` (backwards where it is negative)",
        edges: &["geodesic"],
    },
    Construction {
        name: "distance",
        takes: "a position, `distance_nm`, and for a part of the circle `from_azimuth` and `to_azimuth`, clockwise",
        edges: &[],
    },
];
/// The numbers that they take, from the least to the greatest; lengths are none of 0.
const NUMBERS: [(&str, [f64; 2]); 7] = [
    ("azimuth", [-360.0, 360.0]),
    ("from_azimuth", [-360.0, 360.0]),
    ("to_azimuth", [-360.0, 360.0]),
    ("to_lon", [-360.0, 360.0]),
    ("to_lat", [-90.0, 90.0]),
    ("length_nm", [-LONGEST, LONGEST]),
    ("distance_nm", [0.0, LONGEST]),
];
/// Between positions so far apart a geodesic departs by 0.1 m from the edge straight in degrees.
const STEP: Metres = Metres(2_000.0);
/// The longest line.
const LONGEST: f64 = 2_000.0;

/// The line that a feature's `construct` describes; a feature without one as it is. Azimuths are those at the first position,
/// clockwise from true north; lines but parallels and arcs are geodesics. A line over 180° goes on beyond it.
///
/// Errors: `Input` for an unknown construction, for what it lacks, and for numbers and edges that it cannot have.
pub(super) fn constructed(feature: Feature, file: &Path) -> Result<Feature> {
    let Some(word) = feature.text("construct") else { return Ok(feature) };
    let line = line(word, &feature).map_err(|flaw| {
        let place = Place::file(file.display().to_string());
        Error::from(flaw).at(place.part(format!("feature {}", feature.id)))
    })?;
    let line = on_one_turn(line);
    Ok(Feature { geometry: Geographic(Geometry::LineString(LineString(line))), ..feature })
}

/// The same positions with longitudes that go on beyond 180° where the line does.
fn on_one_turn(mut line: Vec<Coord>) -> Vec<Coord> {
    for place in 1..line.len() {
        let before = line[place - 1].x;
        line[place].x = before + libm::remainder(line[place].x - before, 360.0);
    }
    line
}

/// A circle that was constructed round a pole, by way of the pole: so it closes in longitude and latitude as others do.
pub(super) fn closed_at_pole(feature: Feature) -> Feature {
    /// Ends of one position may be as far apart as degrees are rounded.
    const ROUNDED: f64 = 1e-9;
    let geometry = match &feature.geometry.0 {
        Geometry::LineString(line) if feature.text("construct").is_some() => line,
        _ => return feature,
    };
    let [Some(first), Some(last)] = [geometry.0.first(), geometry.0.last()] else { return feature };
    let is_round = ((last.x - first.x).abs() - 360.0).abs() < ROUNDED && first.y == last.y;
    if !is_round {
        return feature;
    }
    let pole = 90.0_f64.copysign(first.y);
    let by_pole = [Coord { y: pole, ..*last }, Coord { y: pole, ..*first }, *first];
    let line = LineString(geometry.0.iter().copied().chain(by_pole).collect());
    Feature { geometry: Geographic(Geometry::LineString(line)), ..feature }
}

/// What a feature gives to its construction.
struct Given<'a> {
    feature: &'a Feature,
    of: &'a Construction,
}

impl Given<'_> {
    /// A number; none where there is none.
    fn number(&self, key: &str) -> std::result::Result<Option<f64>, Flaw> {
        let Some(value) = self.feature.attributes.get(key) else { return Ok(None) };
        let range = NUMBERS.iter().find(|(name, _)| *name == key).map(|(_, range)| *range);
        let [least, most] = range.unwrap_or([f64::MIN, f64::MAX]);
        let is_length = key.ends_with("_nm");
        match value {
            Value::Number(number)
                if (least..=most).contains(number) && !(is_length && *number == 0.0) =>
            {
                Ok(Some(*number))
            }
            other => {
                let not_0 = if is_length { ", not 0" } else { "" };
                Err(Flaw::new(format!("`{key}` cannot be {}", written(other)))
                    .hint(format!("a number from {least} to {most}{not_0}")))
            }
        }
    }

    /// The same where the construction cannot do without.
    fn needed(&self, key: &str) -> std::result::Result<f64, Flaw> {
        self.number(key)?.ok_or_else(|| self.lacks(&format!("has no `{key}`")))
    }

    fn lacks(&self, what: &str) -> Flaw {
        let Construction { name, takes, .. } = self.of;
        Flaw::new(format!("the construction `{name}` {what}")).hint(format!("it takes {takes}"))
    }

    /// The geodesic of `length_nm`.
    fn ray(&self, from: Coord, azimuth: f64) -> std::result::Result<Vec<Coord>, Flaw> {
        let length = NauticalMiles(self.needed("length_nm")?).metres();
        let turned = if length.0 < 0.0 { azimuth + 180.0 } else { azimuth };
        let to = geodesy::destination(from, Degrees(turned), Metres(length.0.abs()));
        Ok(geodesy::densify_geodesic(from, to, STEP))
    }
}

/// `"12 nm"`, as JSON has it.
fn written(value: &Value) -> String {
    match value {
        Value::Text(text) => format!("the text \"{text}\""),
        other => other.to_string(),
    }
}

fn line(word: &str, feature: &Feature) -> std::result::Result<Vec<Coord>, Flaw> {
    let Some(of) = CONSTRUCTIONS.iter().find(|it| it.name == word) else {
        return Err(Flaw::new(format!("a line is not constructed by `{word}`"))
            .known(word, &CONSTRUCTIONS.map(|it| it.name)));
    };
    let given = Given { feature, of };
    if let Some(edges) = feature.text("edges").filter(|edges| !of.edges.contains(edges)) {
        return Err(Flaw::new(format!("the construction `{word}` has no edges `{edges}`"))
            .hint("leave `edges` out: the construction says how the line runs"));
    }
    let at: Vec<Coord> = feature.geometry.0.coords_iter().collect();
    match (word, &at[..]) {
        ("azimuth", [from]) => given.ray(*from, given.needed("azimuth")?),
        ("parallel", [from]) => {
            let to = match given.number("to_lon")? {
                Some(to) => to,
                None => east(*from, given.needed("length_nm")?)
                    .ok_or_else(|| Flaw::new("the parallel is shorter than twice `length_nm`"))?,
            };
            Ok(vec![*from, Coord { x: to, ..*from }])
        }
        ("meridian", [from]) => match given.number("to_lat")? {
            Some(to) => Ok(vec![*from, Coord { y: to, ..*from }]),
            None => given.ray(*from, 0.0),
        },
        ("perpendicular", [from, one, other]) => {
            let turn = match feature.text("side") {
                Some("left") => -90.0,
                Some("right") => 90.0,
                _ => return Err(given.lacks("has no `side`")),
            };
            given.ray(*from, direction(*one, *other) + turn)
        }
        ("bisector", [from, one, other]) => {
            let [first, second] = [one, other].map(|to| geodesy::azimuth(*from, *to).0);
            given.ray(*from, first + libm::remainder(second - first, 360.0) / 2.0)
        }
        ("distance", [from]) => {
            let radius = NauticalMiles(given.needed("distance_nm")?).metres();
            let azimuths = [given.number("from_azimuth")?, given.number("to_azimuth")?];
            Ok(arc(*from, radius, turn(azimuths, &given)?))
        }
        _ => Err(given.lacks(&format!("has {} positions", at.len()))),
    }
}

/// From which azimuth an arc runs, and how far clockwise; all round without azimuths, or from one to itself a turn later.
fn turn(azimuths: [Option<f64>; 2], given: &Given) -> std::result::Result<(f64, f64), Flaw> {
    match azimuths {
        [None, None] => Ok((0.0, 360.0)),
        [Some(from), Some(to)] if from == to => {
            Err(Flaw::new(format!("an arc from azimuth {from} to {to} has no length"))
                .hint("for the whole circle leave `from_azimuth` and `to_azimuth` out"))
        }
        [Some(from), Some(to)] => match (to - from).rem_euclid(360.0) {
            turn if turn > 0.0 => Ok((from, turn)),
            _ => Ok((from, 360.0)),
        },
        _ => Err(given.lacks("has one of its two azimuths")),
    }
}

/// The azimuth of the geodesic from one position to another in its middle.
fn direction(one: Coord, other: Coord) -> f64 {
    let (length, [azimuth, _]) = geodesy::inverse(one, other);
    let middle = geodesy::destination(one, azimuth, Metres(length.0 / 2.0));
    geodesy::azimuth(middle, other).0
}

/// The longitude so many miles along the parallel of a position, eastwards.
fn east(from: Coord, miles: f64) -> Option<f64> {
    let degree = geodesy::loxodrome_distance(from, Coord { x: from.x + 1.0, ..from });
    let turn = NauticalMiles(miles).metres().0 / degree.0;
    (turn.abs() < 180.0).then_some(from.x + turn)
}

/// Positions at a distance, from an azimuth so many degrees clockwise.
fn arc(centre: Coord, radius: Metres, (from, turn): (f64, f64)) -> Vec<Coord> {
    /// How far the arc lies from the edges between its positions.
    const SAGITTA: f64 = 0.1;
    let step = 2.0 * libm::acos((1.0 - SAGITTA / radius.0).max(-1.0)).to_degrees();
    let count = (turn / step).ceil().max(1.0);
    let at = |place: usize| {
        geodesy::destination(centre, Degrees(from + turn * place as f64 / count), radius)
    };
    let mut arc: Vec<Coord> = (0..=count as usize).map(at).collect();
    if turn == 360.0 {
        arc[count as usize] = arc[0];
    }
    arc
}
