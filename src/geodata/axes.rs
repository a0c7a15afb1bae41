//! A user's features and the figure's extent in, an error out if they only fit the other way
//! round: files whose positions are [latitude, longitude] pass every other check.

use super::Feature;
use crate::error::{Error, Place, Result};
use crate::space::Geographic;
use geo::{BoundingRect, Coord, Intersects, Rect};

/// Refuses features none of which meets `extent` while most would with their axes swapped.
///
/// Units: degrees; an extent across the antimeridian has its east end beyond 180.
/// Errors: `Input`, naming `file`.
pub(crate) fn check_axes(
    features: &[Feature],
    file: &str,
    extent: &Geographic<Rect>,
) -> Result<()> {
    let boxes: Vec<Rect> =
        features.iter().filter_map(|feature| feature.geometry.0.bounding_rect()).collect();
    let meets = |shape: &Rect| extent.0.intersects(shape);
    let swapped = |shape: &Rect| {
        let turn = |corner: Coord| Coord { x: corner.y, y: corner.x };
        Rect::new(turn(shape.min()), turn(shape.max()))
    };
    let would_meet = boxes.iter().filter(|shape| meets(&swapped(shape))).count();
    if boxes.iter().any(meets) || would_meet * 2 <= boxes.len() {
        return Ok(());
    }
    let what = "nothing lies within the figure, but it would with longitude and latitude swapped";
    Err(Error::input(what)
        .at(Place::file(file))
        .hint("longitude comes first, then latitude: swap the two in the file"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodata::geojson_reader::read;

    #[test]
    fn swapped_axes_are_seen_by_the_extent() {
        let extent = Geographic(Rect::new((22.3, 34.6), (29.2, 41.2)));
        let check = |coordinates: &str| {
            let text = format!(r#"{{"type":"MultiPoint","coordinates":{coordinates}}}"#);
            check_axes(&read(&text, "a").unwrap().features, "a.geojson", &extent)
        };
        assert!(check("[[25.5, 37.1], [25.4, 36.4]]").is_ok());
        assert!(check("[[37.1, 25.5], [36.4, 25.4]]").is_err());
        assert!(check("[[100.0, 60.0]]").is_ok());
    }
}
