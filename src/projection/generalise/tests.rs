//! Generalising: neighbours stay together, islands stay, and a line stays where it was.

use super::*;
use geo::{Area, Distance, Euclidean, Point, polygon};

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

/// A crooked ring of many small steps, such as a coast is at a small scale.
fn coast() -> Vec<Cell> {
    let turn = std::f64::consts::TAU / 400.0;
    let place = |i: i64| {
        let radius = 300.0 + (i * 7919 % 7) as f64;
        let (sin, cos) = libm::sincos(i as f64 * turn);
        ((radius * cos).round() as i64, (radius * sin).round() as i64)
    };
    let mut cells = Vec::new();
    (0..400).for_each(|i| push_cell(&mut cells, place(i)));
    cells
}

#[test]
fn what_is_left_of_a_ring_depends_neither_on_its_start_nor_on_its_sense() {
    let set = |cells: Vec<Cell>| {
        let mut remaining = thinned(cells, true);
        remaining.sort_unstable();
        remaining
    };
    let ring = coast();
    let expected = set(ring.clone());
    assert!(expected.len() < ring.len());
    for start in [1, 17, 200] {
        let mut turned = ring.clone();
        turned.rotate_left(start);
        assert_eq!(set(turned.clone()), expected);
        turned.reverse();
        assert_eq!(set(turned), expected);
    }
}

#[test]
fn no_vertex_that_goes_was_far_from_the_line_that_is_left() {
    let ring = coast();
    let remaining = thinned(ring.clone(), true);
    let at = |cell: &Cell| Coord { x: cell.0 as f64, y: cell.1 as f64 };
    let line = LineString::from_iter(remaining.iter().chain(&remaining[..1]).map(at));
    for cell in &ring {
        // two sides of a triangle of one cell are each longer than 1, its height so less than 2
        assert!(Euclidean.distance(&Point(at(cell)), &line) < 2.0, "{cell:?}");
    }
}
