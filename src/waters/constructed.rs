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

/// The constructions, each with the positions and what else it takes.
const CONSTRUCTIONS: [(&str, &str); 6] = [
    ("azimuth", "a position, `azimuth` in degrees, and `length_nm`"),
    ("parallel", "a position, and `to_lon`, or `length_nm` (westwards where it is negative)"),
    ("meridian", "a position, and `to_lat`, or `length_nm` (southwards where it is negative)"),
    (
        "perpendicular",
        "a line of a position and the two ends of a direction, `side` left or right of that, and `length_nm`",
    ),
    (
        "bisector",
        "a line of a position and one on each of two directions from it, and `length_nm` (backwards where it is negative)",
    ),
    (
        "distance",
        "a position, `distance_nm`, and for a part of the circle `from_azimuth` and `to_azimuth`, clockwise",
    ),
];
/// Between positions so far apart a geodesic departs by 0.1 m from the edge straight in degrees.
const STEP: Metres = Metres(2_000.0);
/// The longest line.
const LONGEST: f64 = 2_000.0;

/// The line that a feature's `construct` describes; a feature without one as it is. Azimuths are those at the first position,
/// clockwise from true north; lines but parallels are geodesics.
///
/// Errors: `Input` for an unknown construction, and for what it lacks.
pub(super) fn constructed(feature: Feature, file: &Path) -> Result<Feature> {
    let Some(word) = feature.text("construct") else { return Ok(feature) };
    let line = line(word, &feature).map_err(|flaw| {
        let place = Place::file(file.display().to_string());
        Error::from(flaw).at(place.part(format!("feature {}", feature.id)))
    })?;
    Ok(Feature { geometry: Geographic(Geometry::LineString(LineString(line))), ..feature })
}

fn line(word: &str, feature: &Feature) -> std::result::Result<Vec<Coord>, Flaw> {
    let at: Vec<Coord> = feature.geometry.0.coords_iter().collect();
    let lacks = || {
        let known = CONSTRUCTIONS.iter().find(|(name, _)| *name == word);
        match known {
            Some((_, takes)) => Flaw::new(format!("the construction `{word}` lacks something"))
                .hint(format!("it takes {takes}")),
            None => Flaw::new(format!("a line is not constructed by `{word}`"))
                .known(word, &CONSTRUCTIONS.map(|(name, _)| name)),
        }
    };
    let number = |key: &str| match feature.attributes.get(key) {
        Some(Value::Number(number)) if number.is_finite() => Some(*number),
        _ => None,
    };
    let miles = |key: &str| number(key).filter(|miles| *miles != 0.0 && miles.abs() <= LONGEST);
    let ray = |from: Coord, azimuth: f64| {
        let length = NauticalMiles(miles("length_nm")?).metres();
        let turned = if length.0 < 0.0 { azimuth + 180.0 } else { azimuth };
        let to = geodesy::destination(from, Degrees(turned), Metres(length.0.abs()));
        Some(geodesy::densify_geodesic(from, to, STEP))
    };
    let found = match (word, &at[..]) {
        ("azimuth", [from]) => number("azimuth").and_then(|azimuth| ray(*from, azimuth)),
        ("parallel", [from]) => {
            let to = number("to_lon").or_else(|| east(*from, miles("length_nm")?));
            to.map(|to| vec![*from, Coord { x: to, ..*from }])
        }
        ("meridian", [from]) => match number("to_lat").filter(|lat| lat.abs() <= 90.0) {
            Some(to) => Some(vec![*from, Coord { y: to, ..*from }]),
            None => ray(*from, 0.0),
        },
        ("perpendicular", [from, one, other]) => {
            let turn = match feature.text("side") {
                Some("left") => Some(-90.0),
                Some("right") => Some(90.0),
                _ => None,
            };
            turn.and_then(|turn| ray(*from, direction(*one, *other) + turn))
        }
        ("bisector", [from, one, other]) => {
            let [first, second] = [one, other].map(|to| geodesy::azimuth(*from, *to).0);
            ray(*from, first + libm::remainder(second - first, 360.0) / 2.0)
        }
        ("distance", [from]) => {
            miles("distance_nm").filter(|miles| *miles > 0.0).and_then(|miles| {
                arc(
                    *from,
                    NauticalMiles(miles).metres(),
                    [number("from_azimuth"), number("to_azimuth")],
                )
            })
        }
        _ => None,
    };
    found.ok_or_else(lacks)
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

/// Positions at a distance, from one azimuth clockwise to another; all round without them.
fn arc(centre: Coord, radius: Metres, azimuths: [Option<f64>; 2]) -> Option<Vec<Coord>> {
    /// How far the arc lies from the edges between its positions.
    const SAGITTA: f64 = 0.1;
    let (from, turn) = match azimuths {
        [None, None] => (0.0, 360.0),
        // once round, and not no way at all
        [Some(from), Some(to)] if (to - from).abs() == 360.0 => (from, 360.0),
        [Some(from), Some(to)] => (from, (to - from).rem_euclid(360.0)),
        _ => return None,
    };
    let step = 2.0 * libm::acos((1.0 - SAGITTA / radius.0).max(-1.0)).to_degrees();
    let count = (turn / step).ceil().max(1.0);
    let at = |place: usize| {
        geodesy::destination(centre, Degrees(from + turn * place as f64 / count), radius)
    };
    let mut arc: Vec<Coord> = (0..=count as usize).map(at).collect();
    if turn == 360.0 {
        arc[count as usize] = arc[0];
    }
    (turn > 0.0).then_some(arc)
}
