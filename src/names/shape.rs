//! Shape: a name or a feature's shape in, the lines of the name and the part that bears it out.

use geo::{Euclidean, Geometry, Length, LineString, MultiPolygon};

/// A long name of several words in lines of at most [`LONG`] letters, where its words allow it.
pub(super) fn break_name(name: &str) -> Vec<String> {
    const LONG: usize = 12;
    let mut lines: Vec<String> = Vec::new();
    for word in name.split_inclusive([' ', '-']) {
        let letters = word.trim_end().chars().count();
        match lines.last_mut() {
            Some(line) if line.chars().count() + letters <= LONG => line.push_str(word),
            _ => lines.push(word.to_owned()),
        }
    }
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

/// The longest piece of a line.
pub(super) fn longest(shape: &Geometry) -> Option<LineString> {
    match shape {
        Geometry::LineString(line) => Some(line.clone()),
        Geometry::MultiLineString(lines) => lines
            .iter()
            .max_by(|a, b| Euclidean.length(*a).total_cmp(&Euclidean.length(*b)))
            .cloned(),
        _ => None,
    }
}

/// The areas of a shape.
pub(crate) fn areas(shape: &Geometry) -> MultiPolygon {
    match shape {
        Geometry::Polygon(polygon) => MultiPolygon::new(vec![polygon.clone()]),
        Geometry::MultiPolygon(polygons) => polygons.clone(),
        _ => MultiPolygon::new(Vec::new()),
    }
}
