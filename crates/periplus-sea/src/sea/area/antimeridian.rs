//! Cutting at the antimeridian (RFC 7946 §3.1.9): shapes whose longitudes run on in, −180° to 180° out.

use super::validity::make_valid;
use geo::orient::Direction;
use geo::{
    BooleanOps, BoundingRect, Coord, LineString, MapCoords, MultiLineString, MultiPolygon, Orient,
    Polygon, Rect,
};

/// Polygons with longitudes in range, cut where they cross the antimeridian.
pub(in crate::sea) fn cut_area(area: MultiPolygon) -> MultiPolygon {
    let (outside, inside): (Vec<Polygon>, Vec<Polygon>) =
        area.0.into_iter().partition(leaves_range);
    let cut = outside.iter().flat_map(|polygon| {
        turns(polygon.exterior()).flat_map(move |turn| {
            let offset = 360.0 * f64::from(turn);
            let part = polygon.intersection(&band(polygon, offset));
            part.map_coords(|at| Coord { x: (at.x - offset).clamp(-180.0, 180.0), y: at.y }).0
        })
    });
    let cut: Vec<Polygon> = cut.collect();
    MultiPolygon(inside.into_iter().chain(cut).collect())
}

/// What of a turn of the earth a polygon can lie on: no wider than the polygon, since far vertices cost digits.
fn band(polygon: &Polygon, offset: f64) -> Polygon {
    let extent = polygon.bounding_rect();
    let (low, high) = extent.map_or((-180.0, 180.0), |extent| (extent.min().x, extent.max().x));
    let (south, north) = extent.map_or((-90.0, 90.0), |extent| (extent.min().y, extent.max().y));
    Rect::new(
        Coord { x: (low - 1.0).max(offset - 180.0), y: south - 1.0 },
        Coord { x: (high + 1.0).min(offset + 180.0), y: north + 1.0 },
    )
    .to_polygon()
}

fn leaves_range(polygon: &Polygon) -> bool {
    polygon.exterior().0.iter().any(|at| at.x.abs() > 180.0)
}

/// The turns of the earth that a ring lies on.
fn turns(ring: &LineString) -> impl Iterator<Item = i32> + use<> {
    let turn = |lon: f64| ((lon + 180.0) / 360.0).floor() as i32;
    let all = || ring.0.iter().map(|at| turn(at.x));
    all().min().unwrap_or(0)..=all().max().unwrap_or(0)
}

/// A valid area with longitudes in range to the last digit and rings wound as they should be (RFC 7946 §3.1.6): the
/// overlay of areas rounds, and winds holes at will.
pub(in crate::sea) fn normalized(area: MultiPolygon) -> MultiPolygon {
    let inside = |at: Coord| Coord { x: at.x.clamp(-180.0, 180.0), y: at.y.clamp(-90.0, 90.0) };
    make_valid(area).map_coords(inside).orient(Direction::Default)
}

/// The area on the left of rings that go round a pole: longitudes run on through 360°.
///
/// Even-odd over the caps north of the rings, turned round where the southernmost ring has its left to the south.
pub(in crate::sea) fn polar_area(rings: &[Vec<Coord>]) -> MultiPolygon {
    let mut area = MultiPolygon(Vec::new());
    for ring in rings {
        area = area.xor(&cut_area(MultiPolygon(vec![cap_north_of(ring)])));
    }
    let lowest = |ring: &[Coord]| ring.iter().map(|at| at.y).fold(90.0, f64::min);
    let southernmost = rings.iter().min_by(|a, b| lowest(a).total_cmp(&lowest(b)));
    if southernmost.is_some_and(|ring| ends(ring).is_some_and(|(first, last)| last.x < first.x)) {
        let earth = Rect::new(Coord { x: -180.0, y: -90.0 }, Coord { x: 180.0, y: 90.0 });
        area = MultiPolygon(vec![earth.to_polygon()]).xor(&area);
    }
    area
}

fn ends(ring: &[Coord]) -> Option<(Coord, Coord)> {
    ring.first().copied().zip(ring.last().copied())
}

fn cap_north_of(ring: &[Coord]) -> Polygon {
    let mut points = ring.to_vec();
    if let Some((first, last)) = ends(ring) {
        points.extend([Coord { x: last.x, y: 90.0 }, Coord { x: first.x, y: 90.0 }]);
    }
    Polygon::new(LineString(points), Vec::new())
}

/// Lines with longitudes in range, cut where they cross the antimeridian.
pub(in crate::sea) fn cut_lines(lines: impl IntoIterator<Item = Vec<Coord>>) -> MultiLineString {
    let mut cut = Vec::new();
    for line in lines {
        let mut part: Vec<Coord> = Vec::with_capacity(line.len());
        let mut turn = line.windows(2).next().map_or(0.0, |edge| turn_of(edge[0], edge[1]));
        for edge in line.windows(2) {
            let (from, to) = (edge[0], edge[1]);
            let next = turn_of(from, to);
            if part.is_empty() {
                part.push(onto(from, turn));
            }
            if next != turn {
                // The line left its range in a vertex on the antimeridian.
                cut.push(LineString(std::mem::take(&mut part)));
                part.push(onto(from, next));
                turn = next;
            }
            let edge_of_range = 360.0 * turn + if to.x > from.x { 180.0 } else { -180.0 };
            if (to.x - edge_of_range) * (to.x - from.x) > 0.0 {
                let share = (edge_of_range - from.x) / (to.x - from.x);
                let at = Coord { x: edge_of_range, y: from.y + (to.y - from.y) * share };
                part.push(onto(at, turn));
                cut.push(LineString(std::mem::take(&mut part)));
                turn += if to.x > from.x { 1.0 } else { -1.0 };
                part.push(onto(at, turn));
            }
            part.push(onto(to, turn));
        }
        cut.push(LineString(part));
    }
    cut.retain(|part| part.0.len() > 1);
    MultiLineString(cut)
}

/// The turn of the earth that an edge starts on, by the way it goes.
fn turn_of(from: Coord, to: Coord) -> f64 {
    let turn = ((from.x + 180.0) / 360.0).floor();
    let on_the_seam = from.x == 360.0 * turn - 180.0;
    if on_the_seam && to.x < from.x { turn - 1.0 } else { turn }
}

fn onto(at: Coord, turn: f64) -> Coord {
    Coord { x: (at.x - 360.0 * turn).clamp(-180.0, 180.0), y: at.y }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::Area;

    fn coords(points: &[(f64, f64)]) -> Vec<Coord> {
        points.iter().map(|&(x, y)| Coord { x, y }).collect()
    }

    #[test]
    fn a_square_over_the_antimeridian_becomes_two() {
        let ring = coords(&[(179.0, 0.0), (181.0, 0.0), (181.0, 1.0), (179.0, 1.0), (179.0, 0.0)]);
        let cut = cut_area(MultiPolygon(vec![Polygon::new(LineString(ring), vec![])]));
        assert_eq!(cut.0.len(), 2);
        // i_overlay rounds to 2⁻³¹ of the extent: 1e-6 square degrees are ample.
        assert!((cut.unsigned_area() - 2.0).abs() < 1e-6);
        assert!(cut.0.iter().all(|part| part.exterior().0.iter().all(|at| at.x.abs() <= 180.0)));
    }

    #[test]
    fn a_line_over_the_antimeridian_becomes_two_that_meet_there() {
        let cut = cut_lines([coords(&[(178.0, 0.0), (182.0, 4.0)])]);
        assert_eq!(cut.0[0].0, coords(&[(178.0, 0.0), (180.0, 2.0)]));
        assert_eq!(cut.0[1].0, coords(&[(-180.0, 2.0), (-178.0, 4.0)]));
        let back = cut_lines([coords(&[(-179.0, 0.0), (-181.0, 2.0), (-179.0, 4.0)])]);
        assert_eq!(back.0.len(), 3);
    }

    #[test]
    fn a_band_round_the_pole_lies_between_its_rings() {
        let east =
            coords(&[(-100.0, 70.0), (0.0, 70.0), (100.0, 70.0), (200.0, 70.0), (260.0, 70.0)]);
        let west =
            coords(&[(90.0, 80.0), (0.0, 80.0), (-100.0, 80.0), (-200.0, 80.0), (-270.0, 80.0)]);
        assert!((polar_area(&[east, west.clone()]).unsigned_area() - 3600.0).abs() < 1e-3);
        assert!((polar_area(&[west]).unsigned_area() - 360.0 * 170.0).abs() < 1e-2);
    }
}
