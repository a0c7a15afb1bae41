//! Faces against areas that are known, and against what must hold of any partition.

use super::*;
use crate::units::Metres;
use geo::{Area, Contains, Point, Validation};
use proptest::prelude::*;

fn square(west: f64, south: f64, side: f64) -> Polygon {
    Rect::new((west, south), (west + side, south + side)).to_polygon()
}

fn area(polygons: Vec<Polygon>) -> Geographic<MultiPolygon> {
    Geographic(MultiPolygon(polygons))
}

fn sizes(arrangement: &Arrangement) -> Vec<f64> {
    (0..arrangement.len()).map(|face| arrangement.face(face).0.unsigned_area()).collect()
}

#[test]
fn a_line_across_a_square_makes_two_faces_and_one_that_ends_inside_none() {
    let across = LineString::from(vec![(1.0, -1.0), (1.0, 5.0)]);
    let inside = LineString::from(vec![(3.0, -1.0), (3.0, 2.0)]);
    let cut = Arrangement::new(area(vec![square(0.0, 0.0, 4.0)]), [&across, &inside]);
    assert_eq!(sizes(&cut), [4.0, 12.0]);
    assert_eq!(cut.neighbours(0).map(|(other, _)| other).collect::<Vec<_>>(), [1]);
    assert_eq!(cut.join(|_| true).0.unsigned_area(), 16.0);
}

#[test]
fn a_ring_inside_leaves_a_hole_and_joined_faces_have_none() {
    let ring = square(1.0, 1.0, 2.0).exterior().clone();
    let cut = Arrangement::new(area(vec![square(0.0, 0.0, 4.0)]), [&ring]);
    assert_eq!(sizes(&cut), [12.0, 4.0]);
    assert_eq!(cut.face(0).0.interiors().len(), 1);
    assert!(!cut.face(0).0.contains(&Point::new(2.0, 2.0)));
    let whole = cut.join(|_| true).0;
    assert!(whole.0.len() == 1 && whole.0[0].interiors().is_empty());
}

#[test]
fn faces_that_touch_at_a_corner_are_joined_as_valid_polygons() {
    let across = LineString::from(vec![(0.0, 1.0), (2.0, 1.0)]);
    let along = LineString::from(vec![(1.0, 0.0), (1.0, 2.0)]);
    let cut = Arrangement::new(area(vec![square(0.0, 0.0, 2.0)]), [&across, &along]);
    let corner = |face: usize, x: f64, y: f64| cut.face(face).0.contains(&Point::new(x, y));
    let diagonal = cut.join(|face| corner(face, 0.5, 0.5) || corner(face, 1.5, 1.5)).0;
    assert!(diagonal.is_valid() && diagonal.0.len() == 2);
    let rest = cut.join(|face| !corner(face, 0.5, 0.5)).0;
    assert!(rest.is_valid() && rest.unsigned_area() == 3.0);
}

/// A ring of straight edges round the middle, in steps of a tenth.
fn star() -> impl Strategy<Value = LineString> {
    let corners = proptest::collection::vec((1_u8..20, 1_u8..20), 3..9);
    corners.prop_map(|corners| {
        let mut ring: Vec<Coord> = corners
            .iter()
            .map(|(x, y)| Coord { x: f64::from(*x) / 5.0, y: f64::from(*y) / 5.0 })
            .collect();
        ring.extend(ring.first().copied());
        LineString(ring)
    })
}

proptest! {
    #[test]
    fn faces_neither_overlap_nor_leave_gaps(rings in proptest::collection::vec(star(), 1..5)) {
        let cut = Arrangement::new(area(vec![square(0.0, 0.0, 4.0)]), &rings);
        let sum: f64 = sizes(&cut).iter().sum();
        // Crossings are moved by up to a step of the grid, faces next to each other alike.
        prop_assert!((sum - 16.0).abs() < 1e-9, "{sum}");
        for face in 0..cut.len() {
            let polygon = cut.face(face).0;
            prop_assert!(polygon.is_valid(), "{polygon:?}");
            let Coord { x, y } = cut.interior_point(face);
            let holds = |other: usize| cut.face(other).0.contains(&Point::new(x, y));
            let holders: Vec<usize> = (0..cut.len()).filter(|other| holds(*other)).collect();
            prop_assert!(holders.is_empty() || holders == [face], "{holders:?}");
        }
        let half = |face: usize| face.is_multiple_of(2);
        let (even, odd) = (cut.join(half).0, cut.join(|face| !half(face)).0);
        prop_assert!(even.is_valid() && odd.is_valid(), "{even:?} {odd:?}");
        prop_assert!((even.unsigned_area() + odd.unsigned_area() - 16.0).abs() < 1e-9);
        prop_assert!((cut.join(|_| true).0.unsigned_area() - 16.0).abs() < 1e-9);
    }
}

#[test]
fn the_border_of_two_faces_is_one_line_with_the_first_on_its_left() {
    let ring = square(1.0, 1.0, 2.0).exterior().clone();
    let across = LineString::from(vec![(2.0, 0.0), (2.0, 4.0)]);
    let cut = Arrangement::new(area(vec![square(0.0, 0.0, 4.0)]), [&ring, &across]);
    let west = |face: usize| cut.interior_point(face).x < 2.0;
    let line = cut.border(west, |other| other.is_some_and(|other| !west(other))).0;
    assert_eq!(line.0.len(), 1);
    assert_eq!((line.0[0].0[0].y, line.0[0].0.last().unwrap().y), (0.0, 4.0));
    let round = cut.border(|face| cut.face(face).0.unsigned_area() < 3.0, |other| other.is_none());
    assert!(round.0.0.is_empty());
}

#[test]
fn a_sliver_goes_to_its_neighbour() {
    // Two courses of one line, 1e-5 degrees (1.1 m) apart.
    let lines = [1.0, 1.00001].map(|x| LineString::from(vec![(x, 0.0), (x, 4.0)]));
    let cut = Arrangement::new(area(vec![square(0.0, 0.0, 4.0)]), &lines);
    let mut labels: Vec<Option<bool>> =
        (0..3).map(|face| Some(cut.interior_point(face).x < 0.9)).collect();
    cut.merge_slivers(&mut labels, Metres(2.0));
    let left: f64 = (0..3).filter(|face| labels[*face] == Some(true)).map(|f| sizes(&cut)[f]).sum();
    assert!((left - 4.0).abs() < 1e-4 && labels.iter().all(Option::is_some));
}
