//! Clipping and generalising against shapes whose answer is plain.

use super::*;
use geo::{Area, polygon};

fn unit() -> OnSheet<Rect> {
    OnSheet(Rect::new((0.0, 0.0), (10.0, 10.0)))
}

#[test]
fn a_line_through_a_rectangle_comes_out_in_its_pieces() {
    let line =
        LineString::from(vec![(-5.0, 5.0), (5.0, 5.0), (5.0, 15.0), (8.0, 15.0), (8.0, 5.0)]);
    let pieces = clip_lines(&OnSheet(line), &unit()).0;
    let expected = vec![
        LineString::from(vec![(0.0, 5.0), (5.0, 5.0), (5.0, 10.0)]),
        LineString::from(vec![(8.0, 10.0), (8.0, 5.0)]),
    ];
    assert_eq!(pieces.0, expected);
}

#[test]
fn a_polygon_keeps_the_area_that_is_inside_holes_left_out() {
    let square = polygon!(
        exterior: [(x: -5.0, y: -5.0), (x: 15.0, y: -5.0), (x: 15.0, y: 5.0), (x: -5.0, y: 5.0)],
        interiors: [[(x: 8.0, y: 1.0), (x: 12.0, y: 1.0), (x: 12.0, y: 3.0), (x: 8.0, y: 3.0)]],
    );
    let clipped = clip_polygon(&OnSheet(square), &unit()).unwrap().0;
    assert_eq!(clipped.unsigned_area(), 50.0 - 4.0);
}

#[test]
fn a_hole_that_takes_the_whole_rectangle_leaves_nothing() {
    let ring = polygon!(
        exterior: [(x: -9.0, y: -9.0), (x: 19.0, y: -9.0), (x: 19.0, y: 19.0), (x: -9.0, y: 19.0)],
        interiors: [[(x: -1.0, y: -1.0), (x: 11.0, y: -1.0), (x: 11.0, y: 11.0), (x: -1.0, y: 11.0)]],
    );
    assert_eq!(clip_polygon(&OnSheet(ring), &unit()), None);
}

#[test]
fn a_polygon_that_only_touches_is_left_out() {
    let beside = polygon![(x: 10.0, y: 0.0), (x: 12.0, y: 0.0), (x: 12.0, y: 4.0)];
    assert_eq!(clip_polygon(&OnSheet(beside), &unit()), None);
}

#[test]
fn two_neighbours_stay_neighbours_on_the_grid() {
    // A crooked common edge, read upward by one and downward by the other.
    let edge: Vec<Coord> = (0..=200)
        .map(|i| Coord { x: 5.0 + f64::from(i * 7919 % 101) / 400.0, y: f64::from(i) / 20.0 })
        .collect();
    let mut left = edge.clone();
    left.extend([Coord { x: 0.0, y: 10.0 }, Coord { x: 0.0, y: 0.0 }]);
    let mut right: Vec<Coord> = edge.iter().rev().copied().collect();
    right.extend([Coord { x: 10.0, y: 0.0 }, Coord { x: 10.0, y: 10.0 }]);
    let area = |ring: Vec<Coord>| {
        let polygon = OnSheet(Polygon::new(LineString::new(ring), vec![]));
        generalise(&polygon, 0.025, 0.0).unwrap().0.unsigned_area()
    };
    assert!((area(left) + area(right) - 100.0).abs() < 1e-9);
}

#[test]
fn an_island_that_the_grid_would_flatten_stays() {
    let islet = polygon![(x: 1.0, y: 1.0), (x: 1.4, y: 1.0), (x: 1.4, y: 1.01), (x: 1.0, y: 1.01)];
    let islet = OnSheet(islet);
    assert_eq!(generalise(&islet, 0.025, 0.001), Some(islet.clone()));
    assert_eq!(generalise(&islet, 0.025, 0.005), None);
}

#[test]
fn vertices_in_line_go_and_corners_stay() {
    let square = polygon![
        (x: 0.5, y: 0.0), (x: 1.0, y: 0.0), (x: 1.0, y: 0.5), (x: 1.0, y: 1.0), (x: 0.0, y: 1.0),
        (x: 0.0, y: 0.0), (x: 0.25, y: 0.0)
    ];
    let square = generalise(&OnSheet(square), 0.25, 0.0).unwrap().0;
    assert_eq!(square.exterior().0.len(), 5);
    assert_eq!(square.unsigned_area(), 1.0);
}
