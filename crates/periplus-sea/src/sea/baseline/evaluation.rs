//! What the law measures of a baseline: lines, coast and land (lon/lat) in; lengths, areas, directions and distances out.
//! UNCLOS Art. 7 (straight baselines), 10 (bays), 13 (low-tide elevations), 47 (archipelagic baselines).
//! Not here: what these measures are held against, and which line is meant for what.

use super::Baseline;
use super::internal::shut_in;
use super::land::{land as land_of, subtract_land, subtract_land_from_lines};
use crate::geodesy::{self, SquareMetres, WGS84, polygon_area};
use crate::space::Geographic;
use crate::units::{Degrees, Metres};
use geo::{
    Coord, Distance, Euclidean, Geometry, LineString, MultiLineString, MultiPolygon, Point, Polygon,
};
use std::f64::consts::PI;

/// The water that a line shuts in between itself and the land (Art. 8), of one position or in the open sea none.
///
/// Ends within 2 nautical miles of the land are carried on to it. Accuracy: that of the line and of the land.
pub fn enclosed_water(line: &Baseline, land: &[Geographic<MultiPolygon>]) -> SquareMetres {
    let faces = if line.line.0.0.len() > 1 { shut_in(line, land) } else { Vec::new() };
    SquareMetres(faces.into_iter().map(|face| polygon_area(&Geographic(face)).0).sum())
}

/// An indentation of the coast behind a line across its mouth, as Art. 10 measures it.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Indentation {
    /// From one entrance point to the other (Art. 10(4)).
    pub line: Metres,
    /// The same without the islands on it: the sum of the lines across the mouths (Art. 10(3)).
    pub mouths: Metres,
    /// The water behind the line, islands in it included (Art. 10(3)).
    pub area: SquareMetres,
    /// That of the semi-circle whose diameter is the sum of the mouths (Art. 10(2)).
    pub semicircle: SquareMetres,
}

/// The indentation behind a line; none where the line shuts in no water.
///
/// The shore is the land that the ends of the line are nearest to; all other land is islands.
/// Source: UNCLOS Art. 10(2), (3). Accuracy: that of the line and of the land; areas to 1 cm of the shore.
pub fn indentation(line: &Baseline, land: &[Geographic<MultiPolygon>]) -> Option<Indentation> {
    let course = &line.line.0;
    let ends = [*course.0.first()?, *course.0.last()?];
    let parts: Vec<&Polygon> = land.iter().flat_map(|land| &land.0.0).collect();
    let shores = ends.map(|end| nearest(&parts, end));
    let (shore, islands): (Vec<_>, Vec<_>) =
        parts.iter().enumerate().partition(|(place, _)| shores.contains(&Some(*place)));
    let one = |parts: Vec<(usize, &&Polygon)>| {
        let parts = parts.into_iter().map(|(_, polygon)| (*polygon).clone()).collect();
        [Geographic(MultiPolygon(parts))]
    };
    let (shore, islands) = (one(shore), one(islands));
    let mut faces = shut_in(line, &shore);
    if faces.is_empty() {
        // The shore between the two ends is of several parts.
        faces = shut_in(line, land);
    }
    let whole = faces.iter().map(|face| Polygon::new(face.exterior().clone(), Vec::new()));
    let area: f64 = whole.map(|face| polygon_area(&Geographic(face)).0).sum();
    let wet =
        subtract_land_from_lines(&Geographic(MultiLineString(vec![course.clone()])), &islands);
    let mouths: f64 = wet.0.0.iter().map(|part| length(part).0).sum();
    (area > 0.0).then_some(Indentation {
        line: length(course),
        mouths: Metres(mouths),
        area: SquareMetres(area),
        semicircle: SquareMetres(PI * mouths * mouths / 8.0),
    })
}

/// The length of a line whose positions are as close as its course asks: by geodesics from each to the next.
pub fn length(line: &LineString) -> Metres {
    Metres(line.lines().map(|edge| geodesy::distance(edge.start, edge.end).0).sum())
}

/// The place of the polygon that is nearest to a position.
fn nearest(parts: &[&Polygon], at: Coord) -> Option<usize> {
    // On a plane true to scale at the position, the nearest is the nearest.
    let shrink = libm::cos(at.y.to_radians());
    let flat = |from: &Coord| Coord { x: (from.x - at.x) * shrink, y: from.y - at.y };
    let distance = |polygon: &Polygon| {
        let ring: LineString = polygon.exterior().0.iter().map(flat).collect();
        Euclidean.distance(&Point::new(0.0, 0.0), &Polygon::new(ring, Vec::new()))
    };
    let all = parts.iter().enumerate().map(|(place, polygon)| (distance(polygon), place));
    all.min_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, place)| place)
}

/// Land and water within the lines round an archipelago (Art. 47(1)).
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Archipelago {
    /// The water within the lines.
    pub water: SquareMetres,
    /// The land within them.
    pub land: SquareMetres,
}

impl Archipelago {
    /// How many times the water is as large as the land; infinite without land.
    pub fn ratio(&self) -> f64 {
        self.water.0 / self.land.0
    }
}

/// What lines round an archipelago hold, joined where one ends as another begins; none where they do not close.
///
/// Accuracy: that of the lines and of the land; ends up to a metre apart are one.
pub fn archipelago(lines: &[LineString], land: &[Geographic<MultiPolygon>]) -> Option<Archipelago> {
    let rings = rings(lines.to_vec())?;
    let area_of = |areas: &[Polygon]| -> f64 {
        areas.iter().map(|part| polygon_area(&Geographic(part.clone())).0).sum()
    };
    let rings: Vec<Geographic<Geometry>> = rings
        .into_iter()
        .map(|ring| Geographic(Geometry::Polygon(Polygon::new(ring, Vec::new()))))
        .collect();
    let mut found = Archipelago { water: SquareMetres(0.0), land: SquareMetres(0.0) };
    for ring in land_of(rings.iter()) {
        let water = area_of(&subtract_land(&ring, land).0.0);
        found.water.0 += water;
        found.land.0 += (area_of(&ring.0.0) - water).max(0.0);
    }
    Some(found)
}

/// Lines joined to rings; none if one of them stays open.
fn rings(mut lines: Vec<LineString>) -> Option<Vec<LineString>> {
    /// Ends no farther apart are one.
    const APART: Metres = Metres(1.0);
    let is_one = |one: Coord, other: Coord| geodesy::distance(one, other) <= APART;
    lines.retain(|line| line.0.len() > 1);
    let mut rings = Vec::new();
    while let Some(mut ring) = lines.pop() {
        while !is_one(ring.0[0], ring.0[ring.0.len() - 1]) {
            let end = ring.0[ring.0.len() - 1];
            let next = lines
                .iter()
                .position(|line| is_one(line.0[0], end) || is_one(line.0[line.0.len() - 1], end))?;
            let mut next = lines.remove(next);
            if !is_one(next.0[0], end) {
                next.0.reverse();
            }
            ring.0.extend(next.0.into_iter().skip(1));
        }
        ring.close();
        rings.push(ring);
    }
    (!rings.is_empty()).then_some(rings)
}

/// The general direction of a coast about a position: the axis that departs least from all of it within a radius, by the
/// squares of the distances, each stretch as much as it is long. An azimuth from 0° to below 180°; none where no coast is.
///
/// The Convention does not say how a general direction is found; this is one way. Accuracy: on a plane true to scale at the
/// position, 0.1° within 30 nautical miles up to 60° of latitude.
pub fn general_direction<'a>(
    coast: impl IntoIterator<Item = &'a LineString>,
    at: Coord,
    within: Metres,
) -> Option<Degrees> {
    /// Pieces of edges that lie within the radius or not.
    const PIECE: f64 = 1_000.0;
    let metres = WGS84.a().to_radians();
    let shrink = libm::cos(at.y.to_radians());
    let flat = |from: Coord| {
        let turn = libm::remainder(from.x - at.x, 360.0);
        [turn * shrink * metres, (from.y - at.y) * metres]
    };
    // weight, then the sums of x, y, xx, xy, yy
    let mut sums = [0.0; 6];
    for edge in coast.into_iter().flat_map(LineString::lines) {
        let ([x, y], [to_x, to_y]) = (flat(edge.start), flat(edge.end));
        let nearest = libm::hypot(x, y).min(libm::hypot(to_x, to_y));
        let long = libm::hypot(to_x - x, to_y - y);
        if long <= 0.0 || nearest - long > within.0 {
            continue;
        }
        let count = (long / PIECE).ceil();
        for number in 0..count as usize {
            let part = (number as f64 + 0.5) / count;
            let (x, y) = (x + (to_x - x) * part, y + (to_y - y) * part);
            if libm::hypot(x, y) <= within.0 {
                let values = [1.0, x, y, x * x, x * y, y * y];
                sums.iter_mut().zip(values).for_each(|(sum, value)| *sum += value * long / count);
            }
        }
    }
    let [weight, x, y, xx, xy, yy] = sums;
    if weight <= 0.0 {
        return None;
    }
    let (east, north) = (xx - x * x / weight, yy - y * y / weight);
    let across = xy - x * y / weight;
    let axis = libm::atan2(2.0 * across, east - north) / 2.0;
    Some(Degrees((90.0 - axis.to_degrees()).rem_euclid(180.0)))
}

/// By how much two azimuths of lines without a direction differ: 0° to 90°.
pub fn departure(one: Degrees, other: Degrees) -> Degrees {
    let turn = (one.0 - other.0).rem_euclid(180.0);
    Degrees(turn.min(180.0 - turn))
}
