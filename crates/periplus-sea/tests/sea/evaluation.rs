//! What the law measures of baselines, on coasts made so that the answer is known.

use geo::{Coord, LineString, MultiPolygon, Polygon};
use periplus_sea::geodesy::{densify_geodesic, destination, distance};
use periplus_sea::space::Geographic;
use periplus_sea::units::{Degrees, Metres, NauticalMiles};
use periplus_sea::{
    Baseline, NearestCoast, archipelago, departure, enclosed_water, general_direction, indentation,
};

const CENTRE: Coord = Coord { x: 25.0, y: 38.0 };

/// Land north of the parallel of the centre, with a bay in the form of a half-disc whose radius is `deeper` than half the mouth
/// is wide; and the geodesic across the mouth.
fn round_bay(radius: f64, deeper: f64) -> (Vec<Geographic<MultiPolygon>>, Baseline) {
    let at = |azimuth: f64, metres: f64| destination(CENTRE, Degrees(azimuth), Metres(metres));
    let (west, east) = (at(270.0, radius), at(90.0, radius));
    let mut ring = vec![Coord { x: 24.0, y: west.y }, west];
    let steps = 1_440;
    ring.extend((1..steps).map(|step| {
        let azimuth = 270.0 + 180.0 * f64::from(step) / f64::from(steps);
        at(azimuth, radius + deeper)
    }));
    ring.extend([east, Coord { x: 26.0, y: east.y }, Coord { x: 26.0, y: 39.0 }]);
    ring.push(Coord { x: 24.0, y: 39.0 });
    ring.push(ring[0]);
    let land = vec![Geographic(MultiPolygon(vec![Polygon::new(LineString(ring), Vec::new())]))];
    (land, Baseline::line("AAA", densify_geodesic(west, east, Metres(2_000.0))))
}

fn square(west: f64, south: f64, wide: f64) -> Polygon {
    geo::Rect::new((west, south), (west + wide, south + wide)).to_polygon()
}

#[test]
fn a_half_disc_is_a_bay_if_it_is_a_metre_deeper_than_its_mouth_asks_and_none_if_a_metre_less() {
    for (deeper, is_bay) in [(1.0, true), (-1.0, false)] {
        let (land, line) = round_bay(10_000.0, deeper);
        let found = indentation(&line, &land).expect("the line shuts the bay in");
        assert_eq!(found.area >= found.semicircle, is_bay, "{deeper} m: {found:?}");
        assert!((found.line.0 - 20_000.0).abs() < 0.01 && found.mouths == found.line);
        let off = found.area.0 / found.semicircle.0 - 1.0;
        assert!((off - 2.0 * deeper / 10_000.0).abs() < 2e-5, "off by {off}");
    }
}

#[test]
fn an_island_in_a_mouth_shortens_the_diameter_and_counts_as_water() {
    let (mut land, line) = round_bay(10_000.0, 0.0);
    let alone = indentation(&line, &land).expect("a bay");
    land.push(Geographic(MultiPolygon(vec![square(24.98, 37.99, 0.02)])));
    let found = indentation(&line, &land).expect("a bay");
    let width = distance(Coord { x: 24.98, y: 38.0 }, Coord { x: 25.0, y: 38.0 }).0;
    assert!((found.line.0 - found.mouths.0 - width).abs() < 1.0, "{found:?}");
    assert!((found.area.0 - alone.area.0).abs() < 1.0, "the island is water: {found:?}");
    assert!(
        enclosed_water(&line, &land).0 < found.area.0,
        "and land, where water alone is asked for"
    );
}

#[test]
fn water_behind_a_line_in_the_open_sea_is_none() {
    let (land, _) = round_bay(10_000.0, 0.0);
    let line = Baseline::line("AAA", vec![Coord { x: 24.5, y: 37.0 }, Coord { x: 25.5, y: 37.0 }]);
    assert!(indentation(&line, &land).is_none());
    assert_eq!(enclosed_water(&line, &land).0, 0.0);
}

#[test]
fn an_archipelago_of_known_ratio_has_it() {
    // One degree by one, of which a tenth, a half, and next to nothing is land: squares whose areas are known in degrees
    // differ from those on the ellipsoid by the parallel that they lie on, so that bands right across are taken.
    let ring =
        LineString::from(vec![(0.0, -0.5), (1.0, -0.5), (1.0, 0.5), (0.0, 0.5), (0.0, -0.5)]);
    let band = |share: f64| {
        let land = geo::Rect::new((0.0, -0.5), (share, 0.5)).to_polygon();
        vec![Geographic(MultiPolygon(vec![land]))]
    };
    for (share, ratio) in [(0.1, 9.0), (0.5, 1.0), (0.2, 4.0)] {
        let found = archipelago(std::slice::from_ref(&ring), &band(share)).expect("it closes");
        assert!((found.ratio() - ratio).abs() < 1e-5, "{share}: {}", found.ratio());
    }
    // In pieces, in any order and direction.
    let pieces = [
        LineString::from(vec![(1.0, 0.5), (1.0, -0.5)]),
        LineString::from(vec![(0.0, 0.5), (0.0, -0.5)]),
        LineString::from(vec![(0.0, -0.5), (1.0, -0.5)]),
        LineString::from(vec![(0.0, 0.5), (1.0, 0.5)]),
    ];
    let found = archipelago(&pieces, &band(0.2)).expect("it closes");
    assert!((found.ratio() - 4.0).abs() < 1e-5);
    assert!(archipelago(&pieces[..3], &band(0.2)).is_none(), "it stays open");
}

#[test]
fn the_general_direction_of_a_straight_coast_is_its_own_whatever_bays_it_has() {
    let within = NauticalMiles(30.0).metres();
    for azimuth in [0.0, 17.0, 89.0, 90.0, 135.0] {
        let ends = [azimuth, azimuth + 180.0]
            .map(|course| destination(CENTRE, Degrees(course), Metres(100_000.0)));
        let course = densify_geodesic(ends[0], ends[1], Metres(5_000.0));
        // A notch to one side and one to the other, as far from the middle.
        let mut ragged = course.clone();
        for (place, aside) in [(15, 90.0), (25, 90.0)] {
            ragged[place] = destination(ragged[place], Degrees(azimuth + aside), Metres(4_000.0));
        }
        for coast in [course, ragged] {
            let found = general_direction([&LineString(coast)], CENTRE, within).expect("a coast");
            let off = departure(found, Degrees(azimuth));
            assert!(off.0 < 0.2, "{azimuth}°: {} is {} off", found.0, off.0);
        }
    }
    let far = [&LineString::from(vec![(0.0, 0.0), (1.0, 0.0)])];
    assert!(general_direction(far, CENTRE, within).is_none());
}

#[test]
fn the_nearest_coast_is_as_far_as_the_geodesic_to_it() {
    let line = densify_geodesic(CENTRE, Coord { x: 26.0, y: 38.4 }, Metres(500.0));
    let coasts = NearestCoast::of(&[
        Baseline::line("BBB", vec![Coord { x: 20.0, y: 30.0 }, Coord { x: 21.0, y: 30.0 }]),
        Baseline::line("AAA", line),
    ])
    .expect("coordinates of the earth");
    for metres in [100.0, 22_224.0] {
        let off = destination(CENTRE, Degrees(180.0), Metres(metres));
        let found = coasts.distance("AAA", off).expect("a coast");
        assert!((found.0 - metres).abs() < 1e-3, "{}", found.0);
        let rock = LineString(vec![off]);
        assert_eq!(coasts.distance_of_line("AAA", &rock), Some(found));
    }
    assert!(coasts.distance("CCC", CENTRE).is_none());
    let away = LineString(vec![CENTRE, destination(CENTRE, Degrees(180.0), Metres(5_000.0))]);
    let farthest = coasts.farthest_of_line("AAA", &away).expect("a coast");
    assert!((farthest.0 - 5_000.0).abs() < 0.01);
}
