//! Land taken out of zones, for exports and statistics; on a figure the land is drawn on top instead.

use crate::space::Geographic;
use geo::{BooleanOps, BoundingRect, Intersects, MultiPolygon, Polygon};

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
