//! Land taken out of zones, for exports and statistics; on a figure the land is drawn on top instead.

use super::antimeridian::cut_area;
use crate::geodata::Feature;
use crate::space::Geographic;
use geo::{BooleanOps, BoundingRect, Geometry, Intersects, LineString, MultiPolygon, Polygon};

/// The land of features: their polygons, and what their closed lines enclose; open lines and points have none.
///
/// Shape: as the features have it, cut at the antimeridian. What a closed baseline encloses is land or internal
/// waters (UNCLOS Art. 8): neither is part of a zone.
pub fn land(features: &[Feature]) -> Vec<Geographic<MultiPolygon>> {
    let mut found = Vec::new();
    features.iter().for_each(|feature| collect(&feature.geometry.0, &mut found));
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
            geo::Coord { x: lon, y: at.y }
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
/// Shape: valid polygons, exteriors counter-clockwise. Accuracy: vertices rounded to 2⁻³¹ of the extent (2 mm for 8°).
pub fn subtract_land(
    area: &Geographic<MultiPolygon>,
    land: &[Geographic<MultiPolygon>],
) -> Geographic<MultiPolygon> {
    let Some(extent) = area.0.bounding_rect() else {
        return area.clone();
    };
    let near = land
        .iter()
        .flat_map(|part| &part.0.0)
        .filter(|polygon| polygon.bounding_rect().is_some_and(|its| its.intersects(&extent)));
    let near: Vec<Polygon> = near.cloned().collect();
    if near.is_empty() {
        return area.clone();
    }
    Geographic(area.0.difference(&MultiPolygon(near)))
}
