//! Clipping against shapes whose answer is plain.

use super::*;
use geo::{Area, polygon};

fn square() -> Rect {
    Rect::new((0.0, 0.0), (10.0, 10.0))
}

fn clipped(polygon: &Polygon) -> Option<Polygon> {
    let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
    clip_rings(rings.map(|ring| ring.0.as_slice()), &square())
}

#[test]
fn a_line_through_a_rectangle_comes_out_in_its_pieces() {
    let line =
        LineString::from(vec![(-5.0, 5.0), (5.0, 5.0), (5.0, 15.0), (8.0, 15.0), (8.0, 5.0)]);
    let pieces = clip_line(&line.0, &square()).into_iter().map(LineString::new);
    let expected = [
        LineString::from(vec![(0.0, 5.0), (5.0, 5.0), (5.0, 10.0)]),
        LineString::from(vec![(8.0, 10.0), (8.0, 5.0)]),
    ];
    assert_eq!(pieces.collect::<Vec<_>>(), expected);
}

#[test]
fn a_polygon_keeps_the_area_that_is_inside_holes_left_out() {
    let holed = polygon!(
        exterior: [(x: -5.0, y: -5.0), (x: 15.0, y: -5.0), (x: 15.0, y: 5.0), (x: -5.0, y: 5.0)],
        interiors: [[(x: 8.0, y: 1.0), (x: 12.0, y: 1.0), (x: 12.0, y: 3.0), (x: 8.0, y: 3.0)]],
    );
    assert_eq!(clipped(&holed).unwrap().unsigned_area(), 50.0 - 4.0);
}

#[test]
fn a_hole_that_takes_the_whole_rectangle_leaves_nothing() {
    let ring = polygon!(
        exterior: [(x: -9.0, y: -9.0), (x: 19.0, y: -9.0), (x: 19.0, y: 19.0), (x: -9.0, y: 19.0)],
        interiors: [[(x: -1.0, y: -1.0), (x: 11.0, y: -1.0), (x: 11.0, y: 11.0), (x: -1.0, y: 11.0)]],
    );
    assert_eq!(clipped(&ring), None);
}

#[test]
fn a_polygon_that_only_touches_is_left_out() {
    let beside = polygon![(x: 10.0, y: 0.0), (x: 12.0, y: 0.0), (x: 12.0, y: 4.0)];
    assert_eq!(clipped(&beside), None);
}
