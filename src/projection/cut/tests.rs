//! Cutting against shapes whose parts are plain.

use super::*;
use geo::{Area, polygon};

const WORLD: Domain = Domain::Window { west: -180.0, south: -90.0, east: 180.0, north: 90.0 };

/// Antarctica as RFC 7946 has it: an edge along the pole.
fn antarctica() -> Polygon {
    polygon![(x: -180.0, y: -90.0), (x: 180.0, y: -90.0), (x: 180.0, y: -70.0), (x: 0.0, y: -65.0), (x: -180.0, y: -70.0)]
}

#[test]
fn a_polygon_across_the_seam_comes_out_on_both_sides() {
    let square = polygon![(x: 0.0, y: 0.0), (x: 20.0, y: 0.0), (x: 20.0, y: 5.0), (x: 0.0, y: 5.0)];
    let parts = cut_polygon(&square, -170.0, &WORLD);
    let areas: Vec<f64> = parts.iter().map(Area::unsigned_area).collect();
    assert_eq!(areas, [50.0, 50.0]);
}

#[test]
fn longitudes_beyond_180_go_on_round_the_earth() {
    let fiji = polygon![(x: 178.0, y: -20.0), (x: 184.0, y: -20.0), (x: 184.0, y: -15.0), (x: 178.0, y: -15.0)];
    assert_eq!(cut_polygon(&fiji, 179.0, &WORLD).len(), 1);
    let parts = cut_polygon(&fiji, 0.0, &WORLD);
    assert_eq!(parts.iter().map(Area::unsigned_area).sum::<f64>(), 30.0);
}

#[test]
fn a_polygon_about_a_pole_keeps_its_area_wherever_it_is_cut() {
    let area = antarctica().unsigned_area();
    for meridian in [-170.0, -3.7, 0.0, 25.75, 180.0] {
        let parts = cut_polygon(&antarctica(), meridian, &WORLD);
        let sum: f64 = parts.iter().map(Area::unsigned_area).sum();
        assert!((sum - area).abs() < 1e-9, "{meridian}: {sum}, not {area}");
    }
}

#[test]
fn a_line_round_the_earth_is_cut_once() {
    let equator = LineString::from(vec![(-180.0, 0.0), (180.0, 0.0)]);
    let pieces = cut_line(&equator, 25.0, &WORLD);
    assert_eq!(pieces.len(), 2);
    assert_eq!(pieces[0][1].x.max(pieces[1][1].x), 180.0);
}

#[test]
fn what_is_beyond_the_horizon_is_dropped_and_what_crosses_it_ends_there() {
    let cap = Domain::Cap { latitude: 0.0, radius: 60.0 };
    let far = polygon![(x: 100.0, y: 0.0), (x: 120.0, y: 0.0), (x: 120.0, y: 5.0)];
    assert!(cut_polygon(&far, 0.0, &cap).is_empty());
    let across =
        polygon![(x: 50.0, y: 0.0), (x: 70.0, y: 0.0), (x: 70.0, y: 5.0), (x: 50.0, y: 5.0)];
    let parts = cut_polygon(&across, 0.0, &cap);
    let reach = parts[0].exterior().0.iter().map(|p| p.x).fold(0.0, f64::max);
    assert!((reach - 60.0).abs() < 1e-9, "{reach}");
    let equator = LineString::from(vec![(-180.0, 0.0), (180.0, 0.0)]);
    let pieces = cut_line(&equator, 0.0, &cap);
    assert_eq!(pieces.len(), 1);
    assert!((pieces[0][0].x + 60.0).abs() < 1e-9);
}

#[test]
fn a_polygon_round_the_whole_cap_is_the_cap() {
    let cap = Domain::Cap { latitude: 40.0, radius: 20.0 };
    let world = polygon![(x: -180.0, y: -90.0), (x: 180.0, y: -90.0), (x: 180.0, y: 90.0), (x: -180.0, y: 90.0)];
    let parts = cut_polygon(&world, 25.0, &cap);
    assert_eq!(parts[0].exterior().0.len(), 181);
    let holed = Polygon::new(world.exterior().clone(), vec![world.exterior().clone()]);
    assert!(cut_polygon(&holed, 25.0, &cap).is_empty());
}

#[test]
fn a_ring_round_a_pole_without_an_edge_along_it_is_filled() {
    let ring: Vec<(f64, f64)> = (0..24).map(|n| (f64::from(n) * 15.0 - 180.0, -70.0)).collect();
    let closed = Polygon::new(LineString::from([ring.clone(), vec![ring[0]]].concat()), Vec::new());
    for meridian in [-170.0, 0.0, 25.75] {
        let parts = cut_polygon(&closed, meridian, &WORLD);
        let sum: f64 = parts.iter().map(Area::unsigned_area).sum();
        assert!((sum - 360.0 * 20.0).abs() < 1e-6, "{meridian}: {sum}");
    }
    let cap = |latitude: f64, radius: f64| Domain::Cap { latitude, radius };
    let parts = cut_polygon(&closed, 0.0, &cap(-90.0, 60.0));
    assert_eq!(parts[0].exterior().0.len(), 26, "as it is, with no edge to the pole");
    let inside = cut_polygon(&closed, 0.0, &cap(-90.0, 10.0));
    assert_eq!(inside[0].exterior().0.len(), 181, "the whole cap");
    assert!(cut_polygon(&closed, 0.0, &cap(90.0, 60.0)).is_empty());
    // a long edge of a figure that goes round no pole stays as it is
    let wide = polygon![(x: -100.0, y: 0.0), (x: 100.0, y: 0.0), (x: 100.0, y: 50.0), (x: -100.0, y: 50.0)];
    assert_eq!(cut_polygon(&wide, 0.0, &WORLD)[0].unsigned_area(), 10_000.0);
}
