//! Shape: a name or a feature's shape in, the lines of the name and the part that bears it out.

use geo::{Euclidean, Geometry, Length, LineString, MultiPolygon, Polygon};
use std::borrow::Cow;

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

/// The part of a shape that bears its name: of a collection all its areas, else its longest line, else its first point.
pub(super) fn bearing(shape: &Geometry) -> Cow<'_, Geometry> {
    match shape {
        Geometry::MultiPoint(points) => match points.iter().next() {
            Some(point) => Cow::Owned((*point).into()),
            None => Cow::Borrowed(shape),
        },
        Geometry::GeometryCollection(parts) => {
            let parts: Vec<Cow<Geometry>> = parts.iter().map(bearing).collect();
            let all: Vec<Polygon> = parts.iter().flat_map(|part| areas(part)).collect();
            let lines = parts.iter().filter_map(|part| longest(part));
            let line = lines.max_by(|a, b| Euclidean.length(a).total_cmp(&Euclidean.length(b)));
            if !all.is_empty() {
                return Cow::Owned(MultiPolygon::new(all).into());
            }
            match (line, parts.into_iter().next()) {
                (Some(line), _) => Cow::Owned(line.into()),
                (None, Some(part)) => part,
                (None, None) => Cow::Borrowed(shape),
            }
        }
        _ => Cow::Borrowed(shape),
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{GeometryCollection, MultiPoint, Point, Rect};

    #[test]
    fn a_collection_bears_its_name_on_its_areas_then_its_longest_line_then_its_first_point() {
        let point: Geometry = Point::new(1.0, 2.0).into();
        let line =
            |length: f64| -> Geometry { LineString::from(vec![(0.0, 0.0), (length, 0.0)]).into() };
        let area: Geometry = Rect::new((0.0, 0.0), (1.0, 1.0)).to_polygon().into();
        let of = |parts: &[&Geometry]| {
            let parts = parts.iter().map(|part| (*part).clone()).collect();
            bearing(&Geometry::GeometryCollection(GeometryCollection(parts))).into_owned()
        };
        assert!(matches!(of(&[&point, &line(1.0), &area]), Geometry::MultiPolygon(_)));
        assert_eq!(of(&[&point, &line(1.0), &line(3.0)]), line(3.0));
        let points = MultiPoint(vec![Point::new(1.0, 2.0), Point::new(3.0, 4.0)]).into();
        assert_eq!(of(&[&points]), point);
        assert_eq!(bearing(&points).into_owned(), point);
    }
}
