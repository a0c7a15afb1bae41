//! Geometries as the `geojson` crate reads them in, the geometries of `geo` out, each position
//! and ring checked (RFC 7946 §3.1). What is empty gives none; what is wrong is named by place.

use super::diagnosis;
use crate::error::{Error, Place, Result, Warning};
use geo::{
    Coord, Geometry, GeometryCollection, LineString, MultiLineString, MultiPoint, MultiPolygon,
    Point, Polygon,
};
use geojson::{GeometryValue, Position};
use periplus_sea::arrangement::first_crossing;

/// Longitudes beyond this are no angles any more: the antimeridian is crossed once at most.
const GREATEST_LONGITUDE: f64 = 360.0;
/// Latitudes beyond this lie on no earth.
const GREATEST_LATITUDE: f64 = 90.0;
/// Excess that rounding explains and that is cut off: Antarctica at -90.00000000000003.
const ROUNDING: f64 = 1e-6;
/// The least positions of a ring, the first one twice (RFC 7946 §3.1.6).
const LEAST_OF_RING: usize = 4;

/// Where in a file the reader is.
#[derive(Clone, Debug)]
pub(super) struct Spot<'a> {
    file: &'a str,
    called: &'static str,
    feature: Option<usize>,
    trail: String,
    /// The feature's id or name.
    pub(super) name: Option<String>,
}

impl<'a> Spot<'a> {
    /// What a feature is called in a format that calls it nothing else.
    pub(super) const FEATURE: &'static str = "feature";

    /// At a feature, counted from 1.
    pub(super) fn feature(file: &'a str, number: usize) -> Spot<'a> {
        Spot::of(file, Spot::FEATURE, number)
    }

    /// At what the format calls otherwise, a row say, counted from 1.
    pub(super) fn of(file: &'a str, called: &'static str, number: usize) -> Spot<'a> {
        Spot { file, called, feature: Some(number), trail: String::new(), name: None }
    }

    /// At a geometry that is a file of its own.
    pub(super) fn geometry(file: &'a str) -> Spot<'a> {
        Spot { file, called: Spot::FEATURE, feature: None, trail: String::new(), name: None }
    }

    /// The feature's number, 1 for a bare geometry.
    pub(super) fn number(&self) -> usize {
        self.feature.unwrap_or(1)
    }

    /// What the reader is at, in words: `` `GRC-1043` `` or `feature 17`.
    pub(super) fn subject(&self) -> String {
        match (&self.name, self.feature) {
            (Some(name), _) => format!("`{name}`"),
            (None, Some(number)) => format!("{} {number}", self.called),
            (None, None) => "the geometry".to_owned(),
        }
    }

    /// The place for a message that names the feature itself.
    pub(super) fn place(&self) -> Place {
        self.written(self.feature.map(|number| format!("{} {number}", self.called)))
    }

    /// The place for a message that does not.
    pub(super) fn full_place(&self) -> Place {
        self.written(self.feature.map(|number| match &self.name {
            Some(name) => format!("{} {number} (`{name}`)", self.called),
            None => format!("{} {number}", self.called),
        }))
    }

    fn written(&self, feature: Option<String>) -> Place {
        let trail = Some(self.trail.clone()).filter(|trail| !trail.is_empty());
        let parts: Vec<String> = feature.into_iter().chain(trail).collect();
        let place = Place::file(self.file);
        if parts.is_empty() { place } else { place.part(parts.join(", ")) }
    }

    /// One level further in: `ring 2`.
    fn inside(&self, what: &str, index: usize) -> Spot<'a> {
        let mut spot = self.clone();
        if !spot.trail.is_empty() {
            spot.trail.push_str(", ");
        }
        spot.trail.push_str(&format!("{what} {}", index + 1));
        spot
    }

    /// `ring 2 of `GRC-1043``, for messages.
    fn part(&self, what: &str, index: usize) -> String {
        let of = self.name.as_ref().map(|name| format!(" of `{name}`")).unwrap_or_default();
        format!("{what} {}{of}", index + 1)
    }
}

/// The geometry, checked; none if it has no positions.
pub(super) fn geometry(
    value: GeometryValue,
    spot: &Spot,
    warnings: &mut Vec<Warning>,
) -> Result<Option<Geometry>> {
    Ok(match value {
        GeometryValue::Point { coordinates } if coordinates.is_empty() => None,
        GeometryValue::Point { coordinates } => Some(Point(position(&coordinates, spot)?).into()),
        GeometryValue::MultiPoint { coordinates } => {
            let points = positions(&coordinates, spot)?;
            let points: Vec<Point> = points.into_iter().map(Point).collect();
            (!points.is_empty()).then(|| MultiPoint(points).into())
        }
        GeometryValue::LineString { coordinates } if coordinates.is_empty() => None,
        GeometryValue::LineString { coordinates } => Some(line(&coordinates, spot, None)?.into()),
        GeometryValue::MultiLineString { coordinates } => {
            let lines = coordinates.iter().enumerate().filter(|(_, line)| !line.is_empty());
            let lines = lines.map(|(index, positions)| {
                line(positions, &spot.inside("line", index), Some((spot, index)))
            });
            let lines = lines.collect::<Result<Vec<LineString>>>()?;
            (!lines.is_empty()).then(|| MultiLineString(lines).into())
        }
        GeometryValue::Polygon { coordinates } => {
            polygon(&coordinates, spot, warnings)?.map(Geometry::from)
        }
        GeometryValue::MultiPolygon { coordinates } => {
            let mut polygons = Vec::with_capacity(coordinates.len());
            for (index, rings) in coordinates.iter().enumerate() {
                polygons.extend(polygon(rings, &spot.inside("polygon", index), warnings)?);
            }
            (!polygons.is_empty()).then(|| MultiPolygon(polygons).into())
        }
        GeometryValue::GeometryCollection { geometries } => {
            let mut parts = Vec::with_capacity(geometries.len());
            for (index, part) in geometries.into_iter().enumerate() {
                parts.extend(geometry(part.value, &spot.inside("geometry", index), warnings)?);
            }
            let collection_is_empty = parts.is_empty();
            let collection = Geometry::GeometryCollection(GeometryCollection(parts));
            (!collection_is_empty).then_some(collection)
        }
    })
}

fn polygon(
    rings: &[Vec<Position>],
    spot: &Spot,
    warnings: &mut Vec<Warning>,
) -> Result<Option<Polygon>> {
    // an empty polygon is written `[]` by some and `[[]]` by others
    if rings.iter().all(Vec::is_empty) {
        return Ok(None);
    }
    let mut checked = Vec::with_capacity(rings.len());
    for (index, positions) in rings.iter().enumerate() {
        checked.push(ring(positions, index, spot)?);
        warnings.extend(wide_edge(positions).map(|width| {
            let at = spot.inside("ring", index);
            let message = format!(
                "{} has an edge over {width:.0}° of longitude: it is read the short way round",
                spot.part("ring", index)
            );
            Warning::new(message)
                .at(at.place())
                .hint("for the long way put positions between its ends, 180° apart at most")
        }));
        if let Some(place) = checked.last().and_then(first_crossing) {
            let at = spot.inside("ring", index).inside("near position", place);
            warnings.push(
                Warning::new(format!("{} crosses itself", spot.part("ring", index)))
                    .at(at.place())
                    .hint(
                        "maps fill it by the even-odd rule, to zones all that it goes round is \
                         land; repair it with ogr2ogr -makevalid",
                    ),
            );
        }
    }
    let mut checked = checked.into_iter();
    Ok(checked.next().map(|exterior| Polygon::new(exterior, checked.collect())))
}

fn ring(written: &[Position], index: usize, spot: &Spot) -> Result<LineString> {
    let positions = positions(written, &spot.inside("ring", index))?;
    if positions.first() != positions.last() {
        return Err(Error::input(format!("{} is not closed", spot.part("ring", index)))
            .at(spot.place())
            .hint("first and last position must be equal (RFC 7946 §3.1.6)"));
    }
    if positions.len() < LEAST_OF_RING {
        let count = counted(positions.len());
        return Err(Error::input(format!("{} has {count}", spot.part("ring", index)))
            .at(spot.place())
            .hint("a ring has four or more, the last equal to the first (RFC 7946 §3.1.6)"));
    }
    Ok(LineString(unwrapped(positions)))
}

/// A line; `within` is the feature and the number of the line, where there are several.
fn line(written: &[Position], spot: &Spot, within: Option<(&Spot, usize)>) -> Result<LineString> {
    let positions = positions(written, spot)?;
    if positions.len() < 2 {
        let what = within.map_or_else(
            || format!("the line of {}", spot.subject()),
            |(outer, index)| outer.part("line", index),
        );
        let message = format!("{what} has {}", counted(positions.len()));
        return Err(Error::input(message)
            .at(within.map_or(spot, |(outer, _)| outer).place())
            .hint("a line has two or more (RFC 7946 §3.1.4)"));
    }
    Ok(LineString(unwrapped(positions)))
}

/// A line or ring that jumps from 180 to -180 goes on beyond 180 instead: nobody who writes so means
/// the way round the earth (RFC 7946 §3.1.9 asks for a cut there). A ring round a pole is left as it is.
fn unwrapped(positions: Vec<Coord>) -> Vec<Coord> {
    const FULL_TURN: f64 = 360.0;
    let jumps = |from: f64, to: f64| {
        let step = (to - from).abs();
        step > FULL_TURN / 2.0 && step < FULL_TURN
    };
    if !positions.windows(2).any(|edge| jumps(edge[0].x, edge[1].x)) {
        return with_whole_turns(positions);
    }
    let mut turn = 0.0;
    let mut last = positions.first().map_or(0.0, |first| first.x);
    let moved: Vec<Coord> = positions
        .iter()
        .map(|at| {
            if jumps(last, at.x) {
                turn += if at.x < last { FULL_TURN } else { -FULL_TURN };
            }
            last = at.x;
            Coord { x: at.x + turn, y: at.y }
        })
        .collect();
    let was_closed = positions.first() == positions.last();
    if was_closed && moved.first() != moved.last() { positions } else { moved }
}

fn counted(positions: usize) -> String {
    if positions == 1 { "1 position".to_owned() } else { format!("{positions} positions") }
}

fn positions(written: &[Position], spot: &Spot) -> Result<Vec<Coord>> {
    let one = |(index, written)| match checked(written) {
        Some(coord) => Ok(coord),
        // The place is put into words only when it is needed: it costs more than the check.
        None => position(written, &spot.inside("position", index)),
    };
    written.iter().enumerate().map(one).collect()
}

fn position(written: &Position, spot: &Spot) -> Result<Coord> {
    checked(written).ok_or_else(|| {
        let (message, hint) = match *written.as_slice() {
            [lon, lat, ..] => out_of_range(lon, lat, spot.called),
            _ => {
                ("a position has no latitude".to_owned(), diagnosis::order(spot.called).to_owned())
            }
        };
        Error::input(message).at(spot.full_place()).hint(hint)
    })
}

fn checked(written: &Position) -> Option<Coord> {
    let [lon, lat, ..] = *written.as_slice() else { return None };
    let within = |degrees: f64, most: f64| degrees.abs() <= most + ROUNDING;
    let clamped = lat.clamp(-GREATEST_LATITUDE, GREATEST_LATITUDE);
    (within(lon, GREATEST_LONGITUDE) && within(lat, GREATEST_LATITUDE))
        .then_some(Coord { x: lon, y: clamped })
}

/// What is wrong with a position that is out of range, and what the way out may be in a format that calls a feature so.
fn out_of_range(lon: f64, lat: f64, called: &str) -> (String, String) {
    let message = if lat.abs() > GREATEST_LATITUDE {
        format!("latitude {lat} is beyond 90")
    } else {
        format!("longitude {lon} is beyond 360")
    };
    let hint = if lon.abs() > GREATEST_LONGITUDE || lat.abs() > GREATEST_LONGITUDE {
        diagnosis::PROJECTED.to_owned()
    } else if lon.abs() <= GREATEST_LATITUDE {
        diagnosis::swapped(called)
    } else {
        diagnosis::order(called).to_owned()
    };
    (message, hint)
}

/// An edge that may be meant either way: over more than half a turn of longitude, and well less than a whole one.
fn wide_edge(positions: &[Position]) -> Option<f64> {
    const EITHER: std::ops::Range<f64> = 180.0 + 1e-9..270.0;
    let lon = |at: &Position| at.as_slice().first().copied().unwrap_or_default();
    let widths = positions.windows(2).map(|edge| (lon(&edge[1]) - lon(&edge[0])).abs());
    widths.into_iter().find(|width| EITHER.contains(width))
}

/// An edge round the whole earth along a parallel in quarters: its ends are one place on a map of the pole.
fn with_whole_turns(positions: Vec<Coord>) -> Vec<Coord> {
    const QUARTERS: [f64; 3] = [0.25, 0.5, 0.75];
    let is_turn = |edge: &[Coord]| {
        (edge[1].x - edge[0].x).abs() == 360.0 && edge[0].y == edge[1].y && edge[0].y.abs() < 90.0
    };
    if !positions.windows(2).any(is_turn) {
        return positions;
    }
    let first = positions.first().copied();
    let edges = positions.windows(2).flat_map(|edge| {
        let shares = if is_turn(edge) { &QUARTERS[..] } else { &[] };
        let between = |share: &f64| edge[0] + (edge[1] - edge[0]) * *share;
        shares.iter().map(between).chain([edge[1]]).collect::<Vec<_>>()
    });
    first.into_iter().chain(edges).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_over_the_antimeridian_goes_on_beyond_it() {
        let ring = |lons: &[f64]| -> Vec<Coord> {
            lons.iter().map(|lon| Coord { x: *lon, y: 0.0 }).collect()
        };
        assert_eq!(unwrapped(ring(&[179., -179., -178., 179.])), ring(&[179., 181., 182., 179.]));
        assert_eq!(unwrapped(ring(&[-179., 179., -179.])), ring(&[-179., -181., -179.]));
    }

    #[test]
    fn a_ring_round_a_pole_and_one_round_the_world_stay_as_they_are() {
        let lons = [0., 100., -160., -60., 0.];
        let ring: Vec<Coord> = lons.iter().map(|lon| Coord { x: *lon, y: 1.0 }).collect();
        assert_eq!(unwrapped(ring.clone()), ring);
        // an edge round the whole earth has positions between its ends, which are one place
        let corners = [(-180., -90.), (180., -90.), (180., -60.), (-180., -60.), (-180., -90.)];
        let treaty: Vec<Coord> = corners.into_iter().map(Coord::from).collect();
        let lons: Vec<f64> = unwrapped(treaty).iter().map(|at| at.x).collect();
        assert_eq!(lons, [-180., 180., 180., 90., 0., -90., -180., -180.]);
    }

    #[test]
    fn an_edge_that_may_be_meant_either_way_is_told() {
        let edge = |to: f64| {
            wide_edge(&[Position::from([-100.0, 10.0]), Position::from([to, 10.0])]).is_some()
        };
        assert_eq!([100.0, 80.0, 79.0, 175.0, 260.0].map(edge), [true, false, false, false, false]);
    }
}
