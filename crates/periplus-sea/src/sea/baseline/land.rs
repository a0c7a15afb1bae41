//! Land taken out of zones, for exports and statistics; on a figure the land is drawn on top instead.

use crate::sea::area::antimeridian::cut_area;
use crate::space::Geographic;
use geo::algorithm::bool_ops::FillRule;
use geo::orient::Direction;
use geo::{
    BooleanOps, BoundingRect, Contains, Coord, Geometry, Intersects, LineString, MultiLineString,
    MultiPolygon, Orient, Polygon, Rect,
};

/// The land of coasts: their polygons, and what their closed lines enclose; open lines and points have none.
///
/// Shape: as the geometries have it, cut at the antimeridian. What a closed baseline encloses is land or internal
/// waters (UNCLOS Art. 8): neither is part of a zone.
pub fn land<'a>(
    coasts: impl IntoIterator<Item = &'a Geographic<Geometry>>,
) -> Vec<Geographic<MultiPolygon>> {
    let mut found = Vec::new();
    coasts.into_iter().for_each(|coast| collect(&coast.0, &mut found));
    found.into_iter().map(|polygon| Geographic(in_range(polygon))).collect()
}

fn collect(geometry: &Geometry, found: &mut Vec<Polygon>) {
    match geometry {
        Geometry::Polygon(polygon) => found.push(polygon.clone()),
        Geometry::MultiPolygon(polygons) => found.extend(polygons.iter().cloned()),
        Geometry::LineString(line) => found.extend(enclosed(line)),
        Geometry::MultiLineString(lines) => found.extend(lines.iter().filter_map(enclosed)),
        Geometry::GeometryCollection(parts) => parts.iter().for_each(|part| collect(part, found)),
        Geometry::Rect(rect) => found.push(rect.to_polygon()),
        Geometry::Triangle(triangle) => found.push(triangle.to_polygon()),
        Geometry::Point(_) | Geometry::MultiPoint(_) | Geometry::Line(_) => (),
    }
}

fn enclosed(line: &LineString) -> Option<Polygon> {
    let is_ring = line.0.len() > 3 && line.is_closed();
    is_ring.then(|| Polygon::new(line.clone(), Vec::new()))
}

/// A polygon with longitudes in range, also where its rings go over the antimeridian the short way.
fn in_range(polygon: Polygon) -> MultiPolygon {
    let outside = polygon.exterior().0.iter().any(|at| at.x.abs() > 180.0);
    let leaps = polygon.exterior().lines().any(|edge| edge.dx().abs() > 180.0);
    if !outside && !leaps {
        return MultiPolygon(vec![polygon]);
    }
    let unrolled = |ring: &LineString| {
        let mut lon = ring.0.first().map_or(0.0, |at| at.x);
        let points = ring.0.iter().map(|at| {
            lon += libm::remainder(at.x - lon, 360.0);
            Coord { x: lon, y: at.y }
        });
        LineString(points.collect())
    };
    let exterior = unrolled(polygon.exterior());
    if !exterior.is_closed() {
        // Round a pole, already cut at the antimeridian.
        return MultiPolygon(vec![polygon]);
    }
    let start = exterior.0.first().map_or(0.0, |at| at.x);
    let holes = polygon.interiors().iter().map(|hole| {
        let mut hole = unrolled(hole);
        let shift = hole.0.first().map_or(0.0, |at| 360.0 * ((start - at.x) / 360.0).round());
        hole.0.iter_mut().for_each(|at| at.x += shift);
        hole
    });
    cut_area(MultiPolygon(vec![Polygon::new(exterior, holes.collect())]))
}

/// What is left of an area without the land.
///
/// Land may overlap, wind either way and cross itself: what any ring goes round is land.
/// Shape: valid polygons, exteriors counter-clockwise. Accuracy: vertices rounded to 2⁻³¹ of the extent of each part
/// (2 mm for 8°).
pub fn subtract_land(
    area: &Geographic<MultiPolygon>,
    land: &[Geographic<MultiPolygon>],
) -> Geographic<MultiPolygon> {
    let left = area.0.iter().flat_map(|part| {
        let Some(extent) = part.bounding_rect() else { return Vec::new() };
        let near = near(land, &extent);
        if near.0.is_empty() {
            return vec![part.clone()];
        }
        part.difference_with_fill_rule(&near, FillRule::NonZero).0
    });
    Geographic(MultiPolygon(left.collect()))
}

/// What is left of lines without what of them lies on land; land and accuracy as of [`subtract_land`].
pub fn subtract_land_from_lines(
    lines: &Geographic<MultiLineString>,
    land: &[Geographic<MultiPolygon>],
) -> Geographic<MultiLineString> {
    let left = lines.0.iter().flat_map(|line| {
        let Some(extent) = line.bounding_rect() else { return Vec::new() };
        let near = near(land, &extent);
        if near.0.is_empty() {
            return vec![line.clone()];
        }
        let line = MultiLineString(vec![line.clone()]);
        near.clip_with_fill_rule(&line, true, FillRule::NonZero).0
    });
    Geographic(MultiLineString(left.collect()))
}

/// The land that may lie within a box, cut to a little more than it.
fn near(land: &[Geographic<MultiPolygon>], extent: &Rect) -> MultiPolygon {
    let all = land.iter().flat_map(|land| &land.0);
    let near = all.filter(|land| land.bounding_rect().is_some_and(|its| its.intersects(extent)));
    MultiPolygon(near.map(|land| cropped(land, extent).orient(Direction::Default)).collect())
}

/// A polygon cut to a box, a little wider than asked: far vertices would cost digits and time.
///
/// Method: Sutherland and Hodgman 1974. Parts of a ring may stay joined along the edge of the box, where nothing is.
fn cropped(polygon: &Polygon, extent: &Rect) -> Polygon {
    /// In degrees: more than any rounding.
    const MARGIN: f64 = 0.01;
    let (low, high) = (extent.min(), extent.max());
    if polygon.bounding_rect().is_some_and(|its| extent.contains(&its)) {
        return polygon.clone();
    }
    let crop = |ring: &LineString| {
        let ring = clipped(ring, |at| at.x - (low.x - MARGIN));
        let ring = clipped(&ring, |at| high.x + MARGIN - at.x);
        let ring = clipped(&ring, |at| at.y - (low.y - MARGIN));
        clipped(&ring, |at| high.y + MARGIN - at.y)
    };
    Polygon::new(crop(polygon.exterior()), polygon.interiors().iter().map(crop).collect())
}

/// What of a ring lies where `spare` is not negative, closed.
fn clipped(ring: &LineString, spare: impl Fn(Coord) -> f64) -> LineString {
    let mut clipped: Vec<Coord> = Vec::with_capacity(ring.0.len());
    for edge in ring.lines() {
        let (from, to) = (spare(edge.start), spare(edge.end));
        if from >= 0.0 {
            clipped.push(edge.start);
        }
        if (from >= 0.0) != (to >= 0.0) {
            clipped.push(edge.start + edge.delta() * (from / (from - to)));
        }
    }
    clipped.extend(clipped.first().copied());
    LineString(clipped)
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::Area;

    fn square(west: f64, south: f64, side: f64) -> Polygon {
        Rect::new((west, south), (west + side, south + side)).to_polygon()
    }

    fn left(land: Vec<Polygon>) -> f64 {
        let land: Vec<_> =
            land.into_iter().map(|one| Geographic(MultiPolygon(vec![one]))).collect();
        let area = Geographic(MultiPolygon(vec![square(0.0, 0.0, 10.0)]));
        subtract_land(&area, &land).0.unsigned_area()
    }

    #[test]
    fn land_that_overlaps_is_taken_out_once_whichever_way_it_winds() {
        let mut other = square(3.0, 2.0, 2.0);
        other.exterior_mut(|ring| ring.0.reverse());
        // i_overlay rounds to 2⁻³¹ of the extent.
        assert!((left(vec![square(2.0, 2.0, 2.0), other]) - 94.0).abs() < 1e-6);
    }

    #[test]
    fn land_far_wider_than_the_area_is_cropped_to_it() {
        assert!((left(vec![square(5.0, -60.0, 120.0)]) - 50.0).abs() < 1e-6);
        let lake = square(4.0, 4.0, 2.0).exterior().clone();
        let land = Polygon::new(square(-60.0, -60.0, 120.0).exterior().clone(), vec![lake]);
        assert!((left(vec![land]) - 4.0).abs() < 1e-6);
    }

    #[test]
    fn lines_end_where_land_begins() {
        let land = [Geographic(MultiPolygon(vec![square(2.0, 2.0, 2.0), square(3.0, 2.0, 3.0)]))];
        let lines = MultiLineString(vec![LineString::from(vec![(0.0, 3.0), (10.0, 3.0)])]);
        let Geographic(left) = subtract_land_from_lines(&Geographic(lines), &land);
        let mut ends: Vec<f64> = left.0.iter().flatten().map(|at| at.x).collect();
        ends.sort_by(f64::total_cmp);
        let wanted = [0.0, 2.0, 6.0, 10.0];
        assert_eq!(ends.len(), wanted.len(), "{ends:?}");
        assert!(ends.iter().zip(wanted).all(|(it, wanted)| (it - wanted).abs() < 1e-6), "{ends:?}");
    }

    #[test]
    fn closed_lines_and_polygons_are_land_and_open_lines_are_not() {
        let ring = square(0.0, 0.0, 1.0).exterior().clone();
        let open = LineString(ring.0[1..].to_vec());
        let found = land(&[Geographic(ring.into()), Geographic(open.into())]);
        assert_eq!(found.len(), 1);
    }
}
