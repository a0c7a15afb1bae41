//! Zones whose size or course is known from elsewhere.

use geo::{Area, BooleanOps, Contains, Coord, LineString, Point, Polygon};
use periplus_sea::geodesy::{self, WGS84};
use periplus_sea::space::Geographic;
use periplus_sea::units::{Metres, NauticalMiles};
use periplus_sea::{Baseline, Request, Side, Zone, Zones, subtract_land, zones};

/// Zones at one breadth for all, to 5 cm.
fn at(breadth: f64, baselines: &[Baseline]) -> Zones {
    let request = Request::of_breadth(NauticalMiles(breadth)).with_tolerance(Metres(0.05));
    zones(baselines, &request).expect("good baselines have zones")
}

fn square_kilometres(zone: &Zone) -> f64 {
    let parts = zone.area.0.iter().cloned();
    parts.map(|part| geodesy::polygon_area(&Geographic(part)).square_kilometres()).sum()
}

fn coords(points: &[(f64, f64)]) -> Vec<Coord> {
    points.iter().map(|&(x, y)| Coord { x, y }).collect()
}

#[test]
fn a_lone_rock_at_38_north_has_the_disc_of_the_ellipsoid() {
    // A geodesic disc where the Gaussian curvature is K has the area 2π/K · (1 − cos r√K), K = 1/(MN) at its centre;
    // the project's notes have 387.91, 1,551.6 and 6,206.5 km² from GeographicLib, the last a polygon's.
    let (s, e2) = (38.0_f64.to_radians().sin(), WGS84.flattening * (2.0 - WGS84.flattening));
    let (w, a) = (1.0 - e2 * s * s, WGS84.a());
    let curvature = w * w / (a * a * (1.0 - e2));
    for (breadth, published, digit) in
        [(6.0, 387.91, 0.01), (12.0, 1_551.6, 0.1), (24.0, 6_206.5, 0.1)]
    {
        let found = at(breadth, &[Baseline::rock("AAA", Coord { x: 25.0, y: 38.0 })]);
        let drawn = square_kilometres(&found.belts[0]);
        let angle = breadth * 1_852.0 * curvature.sqrt();
        let disc = std::f64::consts::TAU / curvature * 2.0 * (angle / 2.0).sin().powi(2) * 1e-6;
        // Chords within 4.25 cm of the arc: two thirds of it along the whole limit.
        let short = std::f64::consts::TAU * breadth * 1.852 * 0.0425e-3 * 2.0 / 3.0;
        assert!(
            disc - drawn < short + 1e-3 && drawn < disc + 1e-3,
            "{breadth} nm: {drawn}, {disc} km²"
        );
        assert!((drawn - published).abs() < digit, "{breadth} nm: {drawn} km²");
        assert_eq!(found.belts[0].outer_limit.0.0.len(), 1);
    }
}

#[test]
fn a_meridian_from_60_south_to_60_north_has_a_strip_with_round_ends() {
    // A strip along a geodesic of length L is 2 L sin(r√K)/√K, its ends are half discs: r²K/6 is 2 in a million here.
    let ends = [-60.0, 60.0].map(|y| Coord { x: 10.0, y });
    let found = at(12.0, &[Baseline::line("AAA", ends.to_vec())]);
    let (r, length) = (22.224, geodesy::distance(ends[0], ends[1]).0 / 1e3);
    let strip = 2.0 * r * length + std::f64::consts::PI * r * r;
    let drawn = square_kilometres(&found.belts[0]);
    // 5 cm on either side of the strip are 2 in a million too.
    assert!((drawn / strip - 1.0).abs() < 5e-6, "{drawn}, {strip} km²");
    assert_eq!(found.belts[0].area.0.0.len(), 1);
}

#[test]
fn the_median_of_two_rocks_is_the_meridian_halfway() {
    let rocks = [-0.1, 0.1].map(|shift| Coord { x: 25.0 + shift, y: 38.0 });
    let found = at(12.0, &[Baseline::rock("AAA", rocks[0]), Baseline::rock("BBB", rocks[1])]);
    assert_eq!(found.medians.len(), 1);
    assert_eq!(found.medians[0].states, ("AAA".into(), "BBB".into()));
    let line = &found.medians[0].line.0.0[0];
    // 1e-8° is 1 mm; the line is symmetric, so that nothing but rounding is left.
    assert!(line.0.iter().all(|at| (at.x - 25.0).abs() < 1e-8));
    for end in [line.0[0], line.0[line.0.len() - 1]] {
        assert!((geodesy::distance(end, rocks[0]).0 - 22_224.0).abs() < 0.01);
    }
    // The first state is on the left: going north.
    assert!(line.0[0].y < line.0[1].y);
}

#[test]
fn two_rocks_of_one_state_have_no_median() {
    let rocks = [-0.1, 0.1].map(|shift| Baseline::rock("AAA", Coord { x: 25.0 + shift, y: 38.0 }));
    let found = at(12.0, &rocks);
    assert!(found.medians.is_empty());
    assert_eq!(found.belts[0].area.0.0.len(), 1);
}

#[test]
fn a_strait_narrower_than_24_nm_is_split_by_the_median_line() {
    let south = Baseline::line("AAA", coords(&[(25.0, 38.0), (26.0, 38.0)]));
    let north = Baseline::line("BBB", coords(&[(25.0, 38.2), (26.0, 38.2)]));
    let found = at(12.0, &[south, north]);
    let [a, b] = [&found.belts[0], &found.belts[1]];
    // Vertices of the common line are the same for both, so that nothing overlaps and no gap is left.
    let both = a.area.0.intersection(&b.area.0).unsigned_area();
    assert!(both < 1e-9, "{both} square degrees");
    let middle = found.medians[0].line.0.0[0].0.iter().filter(|at| (25.2..25.8).contains(&at.x));
    for at in middle {
        // Halfway between two parallels, on the ellipsoid: 0.05 m north of the mean latitude at most, per degree of convexity.
        assert!((at.y - 38.1).abs() < 2e-6, "{at:?}");
        assert!(a.area.0.exterior_has(*at) && b.area.0.exterior_has(*at));
    }
}

trait ExteriorHas {
    fn exterior_has(&self, at: Coord) -> bool;
}

impl ExteriorHas for geo::MultiPolygon {
    fn exterior_has(&self, at: Coord) -> bool {
        self.0.iter().any(|part| part.exterior().0.contains(&at))
    }
}

#[test]
fn the_median_starts_where_the_coasts_of_two_states_meet() {
    let border = Coord { x: 25.0, y: 38.0 };
    let west = Baseline::line("AAA", coords(&[(24.5, 38.0), (25.0, 38.0)]));
    let east = Baseline::line("BBB", coords(&[(25.0, 38.0), (25.5, 38.0)]));
    let found = at(12.0, &[west, east]);
    let lines = &found.medians[0].line.0.0;
    let nearest = lines.iter().flat_map(|line| line.lines()).map(|edge| {
        let t = ((border - edge.start).y / edge.delta().y).clamp(0.0, 1.0);
        geodesy::distance(edge.start + edge.delta() * t, border).0
    });
    assert!(nearest.fold(f64::INFINITY, f64::min) < 0.05);
    assert!(lines.iter().flat_map(|line| &line.0).all(|at| (at.x - 25.0).abs() < 1e-6));
}

#[test]
fn a_land_boundary_between_two_polygons_is_no_baseline() {
    let west = coords(&[(24.0, 38.0), (25.0, 38.0), (25.0, 39.0), (24.0, 39.0), (24.0, 38.0)]);
    let east = coords(&[(25.0, 38.0), (26.0, 38.0), (26.0, 39.0), (25.0, 39.0), (25.0, 38.0)]);
    let found = at(6.0, &[Baseline::line("AAA", west), Baseline::line("BBB", east)]);
    let inland = Point::new(24.95, 38.5);
    assert!(found.belts.iter().all(|zone| !zone.area.0.contains(&inland)));
    assert!(found.belts[0].area.0.contains(&Point::new(24.95, 37.95)));
    assert!(found.belts[1].area.0.contains(&Point::new(25.05, 37.95)));
}

#[test]
fn landward_limits_are_left_out_where_the_side_is_known() {
    let ring = coords(&[(24.0, 38.0), (25.0, 38.0), (25.0, 39.0), (24.0, 39.0), (24.0, 38.0)]);
    let island = Baseline { seaward: Side::Right, ..Baseline::line("AAA", ring) };
    let known = at(6.0, std::slice::from_ref(&island));
    assert_eq!(known.belts[0].outer_limit.0.0.len(), 1);
    let unknown = at(6.0, &[Baseline { seaward: Side::Both, ..island }]);
    assert_eq!(unknown.belts[0].outer_limit.0.0.len(), 2);
    assert_eq!(known.belts[0].area, unknown.belts[0].area);
}

#[test]
fn land_taken_away_leaves_water_alone() {
    let ring = coords(&[(25.0, 38.0), (25.1, 38.0), (25.1, 38.1), (25.0, 38.1), (25.0, 38.0)]);
    let land = Polygon::new(LineString(ring.clone()), vec![]);
    let found = at(6.0, &[Baseline::line("AAA", ring)]);
    let whole = &found.belts[0].area;
    let water = subtract_land(whole, &[Geographic(land.clone().into())]);
    let lost = whole.0.unsigned_area() - water.0.unsigned_area();
    assert!((lost / land.unsigned_area() - 1.0).abs() < 1e-6);
    assert!(!water.0.contains(&Point::new(25.05, 38.05)));
}

#[test]
fn a_zone_over_the_antimeridian_is_cut_and_keeps_its_area() {
    let here = at(12.0, &[Baseline::rock("AAA", Coord { x: 25.0, y: -17.0 })]);
    for lon in [180.0, -180.0, 179.95, -179.95] {
        let there = at(12.0, &[Baseline::rock("AAA", Coord { x: lon, y: -17.0 })]);
        let zone = &there.belts[0];
        assert_eq!(zone.area.0.0.len(), 2);
        let in_range = |at: &Coord| at.x.abs() <= 180.0;
        assert!(zone.area.0.iter().all(|part| part.exterior().0.iter().all(in_range)));
        assert!(zone.outer_limit.0.iter().all(|line| line.0.iter().all(in_range)));
        // The cut rounds to 2⁻³¹ of its extent.
        assert!((square_kilometres(zone) / square_kilometres(&here.belts[0]) - 1.0).abs() < 1e-5);
    }
}

#[test]
fn a_zone_round_the_pole_reaches_it_from_all_sides() {
    let ring: Vec<Coord> =
        (0..=36).map(|i| Coord { x: -180.0 + 10.0 * f64::from(i), y: 89.9 }).collect();
    let found = at(12.0, &[Baseline::line("AAA", ring)]);
    let area = &found.belts[0].area.0;
    for lon in [-179.0, -90.0, 0.0, 33.0, 179.0] {
        // 0.1° of latitude is 6 nm: the ring's zone goes from the pole to 89.7°.
        assert!(area.contains(&Point::new(lon, 89.95)) && area.contains(&Point::new(lon, 89.75)));
        assert!(!area.contains(&Point::new(lon, 89.65)));
    }
}

#[test]
fn an_islet_smaller_than_the_tolerance_has_its_zone() {
    let ring = coords(&[(25.0, 38.0), (25.000_001, 38.0), (25.0, 38.000_001), (25.0, 38.0)]);
    let request = Request::default().with_tolerance(Metres(10.0));
    let found = zones(&[Baseline::line("AAA", ring)], &request).expect("an islet has a zone");
    // Chords of arcs at 10 m: the disc loses up to 2/3 of 8.5 m of its radius' width.
    assert!((square_kilometres(&found.belts[0]) - 1_551.6).abs() < 1.0);
}
