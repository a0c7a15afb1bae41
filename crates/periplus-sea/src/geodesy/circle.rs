//! Circles and sectors on WGS 84: a centre, a distance and azimuths in, closed rings of longitude and latitude out.
//! Each vertex lies at the distance along a geodesic (Karney 2013); vertices are as dense as the edges between them, straight
//! in longitude and latitude (RFC 7946 §3.1.1), have to be. Longitudes run on: a ring round a pole ends a turn from where it begins.

use super::{densify_geodesic, destination, distance};
use crate::units::{Degrees, Metres};
use geo::Coord;

/// How many pieces a curve has before it is seen where more are needed: none is so long that its middle alone could lie right.
const PIECES: usize = 64;
/// How often a piece is halved at the most: a curve through a pole is never straight in longitude and latitude.
const HALVINGS: u32 = 24;

/// The circle of all positions at `radius` from `centre`, counter-clockwise; no edge is further from it than `tolerance`.
///
/// Shape: the last vertex is the first, or lies a whole turn from it where the circle goes round a pole.
pub fn circle(centre: Coord, radius: Metres, tolerance: Metres) -> Vec<Coord> {
    let at = |part: f64| destination(centre, Degrees(-360.0 * part), radius);
    let mut ring = curve(&at, tolerance);
    close(&mut ring);
    ring
}

/// The part of that circle's area between two azimuths, clockwise from the first to the second, with its centre as a corner.
///
/// Shape: as [`circle`], clockwise.
pub fn sector(
    centre: Coord,
    radius: Metres,
    [from, to]: [Degrees; 2],
    tolerance: Metres,
) -> Vec<Coord> {
    let width = sweep(from, to);
    let on_arc = |part: f64| destination(centre, Degrees(from.0 + width * part), radius);
    let along = |azimuth: f64| {
        move |part: f64| destination(centre, Degrees(azimuth), Metres(radius.0 * part))
    };
    let mut ring = curve(&along(from.0), tolerance);
    append(&mut ring, curve(&on_arc, tolerance));
    let mut back = curve(&along(to.0), tolerance);
    back.reverse();
    append(&mut ring, back);
    close(&mut ring);
    ring
}

/// How many degrees it is clockwise from one azimuth to another; a full turn between equal ones.
pub fn sweep(from: Degrees, to: Degrees) -> f64 {
    let width = (to.0 - from.0).rem_euclid(360.0);
    if width > 0.0 { width } else { 360.0 }
}

/// The geodesic between two positions as a line whose edges, straight in longitude and latitude, are no further from it than
/// `tolerance`. Longitudes run on.
pub fn geodesic_line(from: Coord, to: Coord, tolerance: Metres) -> Vec<Coord> {
    let length = distance(from, to);
    let azimuth = super::azimuth(from, to);
    let at = |part: f64| destination(from, azimuth, Metres(length.0 * part));
    match length.0 > 0.0 {
        true => curve(&at, tolerance),
        false => densify_geodesic(from, to, Metres(1.0)),
    }
}

/// A curve of a parameter from 0 to 1.
fn curve(at: &dyn Fn(f64) -> Coord, tolerance: Metres) -> Vec<Coord> {
    let mut line = vec![at(0.0)];
    for piece in 0..PIECES {
        let (from, to) = (piece as f64 / PIECES as f64, (piece + 1) as f64 / PIECES as f64);
        halve(at, [from, to], tolerance, HALVINGS, &mut line);
    }
    line
}

/// Adds the curve from one parameter to another to a line that ends at the first.
fn halve(
    at: &dyn Fn(f64) -> Coord,
    [from, to]: [f64; 2],
    tolerance: Metres,
    halvings: u32,
    line: &mut Vec<Coord>,
) {
    let Some(start) = line.last().copied() else { return };
    let end = beside(start, at(to));
    let middle = (from + to) / 2.0;
    let on_edge = (start + end) / 2.0;
    if halvings == 0 || distance(on_edge, at(middle)).0 <= tolerance.0 {
        line.push(end);
        return;
    }
    halve(at, [from, middle], tolerance, halvings - 1, line);
    halve(at, [middle, to], tolerance, halvings - 1, line);
}

/// The position with the longitude that is nearest to another's.
fn beside(known: Coord, at: Coord) -> Coord {
    Coord { x: known.x + libm::remainder(at.x - known.x, 360.0), y: at.y }
}

/// Goes on along another line, which begins where the first ends.
fn append(line: &mut Vec<Coord>, next: Vec<Coord>) {
    for at in next.into_iter().skip(1) {
        let known = line.last().copied().unwrap_or(at);
        line.push(beside(known, at));
    }
}

/// Makes the last vertex the first, or a whole turn from it.
fn close(ring: &mut [Coord]) {
    if let [first, .., last] = ring {
        let turns = ((last.x - first.x) / 360.0).round();
        *last = Coord { x: first.x + 360.0 * turns, y: first.y };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEAR: Metres = Metres(0.5);

    /// By how much the edges of a ring, at tenths of each, are off the circle, metres.
    fn astray(ring: &[Coord], centre: Coord, radius: f64) -> f64 {
        let tenths = |edge: &[Coord]| {
            let (start, end) = (edge[0], edge[1]);
            (0..=10).map(move |tenth| start + (end - start) * (f64::from(tenth) / 10.0))
        };
        let off = ring.windows(2).flat_map(tenths).map(|at| {
            let at = Coord { x: libm::remainder(at.x, 360.0), y: at.y };
            (distance(centre, at).0 - radius).abs()
        });
        off.fold(0.0, f64::max)
    }

    #[test]
    fn every_edge_of_a_circle_is_at_its_radius_to_a_metre() {
        for (lon, lat, radius) in [
            (33.54, 36.14, 370_400.0),
            (0.0, 0.0, 5_000_000.0),
            (179.5, -16.0, 300_000.0),
            (20.0, 85.0, 400_000.0),
            (20.0, 80.0, 2_000_000.0),
            (-60.0, -89.0, 50_000.0),
            (25.0, 40.0, 10.0),
        ] {
            let centre = Coord { x: lon, y: lat };
            let ring = circle(centre, Metres(radius), NEAR);
            let off = astray(&ring, centre, radius);
            assert!(off < 1.0, "{lon} {lat} {radius}: {off} m");
        }
    }

    #[test]
    fn a_circle_ends_where_it_begins_or_a_turn_from_there_round_a_pole() {
        let turns = |lon: f64, lat: f64, radius: f64| {
            let ring = circle(Coord { x: lon, y: lat }, Metres(radius), NEAR);
            let (first, last) = (ring[0], ring[ring.len() - 1]);
            assert_eq!(first.y, last.y);
            (last.x - first.x) / 360.0
        };
        assert_eq!(turns(33.0, 36.0, 400_000.0), 0.0);
        assert_eq!(turns(180.0, 10.0, 400_000.0), 0.0);
        assert_eq!(turns(30.0, 85.0, 1_000_000.0), 1.0);
        assert_eq!(turns(30.0, -85.0, 1_000_000.0).abs(), 1.0);
    }

    #[test]
    fn a_sector_has_its_centre_as_a_corner_and_its_arc_at_its_azimuths() {
        let centre = Coord { x: 33.54, y: 36.14 };
        let of = |from: f64, to: f64| {
            sector(centre, Metres(100_000.0), [Degrees(from), Degrees(to)], NEAR)
        };
        let quarter = of(350.0, 80.0);
        assert_eq!(quarter[0], centre);
        assert_eq!(quarter[quarter.len() - 1], centre);
        let on_arc = quarter.iter().filter(|at| (distance(centre, **at).0 - 1e5).abs() < 1e-3);
        for at in on_arc {
            let azimuth = super::super::azimuth(centre, *at).0;
            assert!((-10.0 - 1e-6..=80.0 + 1e-6).contains(&azimuth), "{azimuth}");
        }
        assert_eq!(sweep(Degrees(350.0), Degrees(80.0)), 90.0);
        assert_eq!(sweep(Degrees(90.0), Degrees(90.0)), 360.0);
    }

    #[test]
    fn a_geodesic_line_stays_on_the_geodesic_over_the_antimeridian() {
        let (tokyo, seattle) = (Coord { x: 139.7, y: 35.7 }, Coord { x: -122.3, y: 47.6 });
        let line = geodesic_line(tokyo, seattle, NEAR);
        assert!(line.windows(2).all(|edge| (edge[1].x - edge[0].x).abs() < 10.0));
        let end = line[line.len() - 1];
        assert!((end.x - (360.0 - 122.3)).abs() < 1e-9 && (end.y - 47.6).abs() < 1e-9);
        let length: f64 = line.windows(2).map(|edge| distance(edge[0], edge[1]).0).sum();
        assert!((length - distance(tokyo, seattle).0).abs() < 1.0);
    }
}
