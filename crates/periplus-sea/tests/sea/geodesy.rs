//! `geodesy` against published geodesics and closed forms.

use geo::{Coord, LineString, Polygon, Rect};
use periplus_sea::geodesy::{
    WGS84, azimuth, densify_geodesic, densify_loxodrome, destination, distance, loxodrome_distance,
    polygon_area,
};
use periplus_sea::space::Geographic;
use periplus_sea::units::{Degrees, Metres};

/// Rows of C. F. F. Karney, Test set for geodesics (2010), doi:10.5281/zenodo.32156, GeodTest-short.dat:
/// lat1, lon1, azi1, lat2, lon2, azi2, s12.
const GEODTEST: [[f64; 7]; 2] = [
    [
        39.516194068199,
        0.0,
        144.535341584624,
        -53.741_921_506_580_3,
        67.121_402_135_046_65,
        130.871_188_003_208_95,
        12_163_096.875_085,
    ],
    [
        13.643009705832,
        0.0,
        102.32473601149,
        -12.231_877_400_419_751,
        87.676_858_645_994_63,
        103.717_566_627_259_17,
        10_087_127.008_773_4,
    ],
];

fn check_row(row: &[f64]) {
    let (from, to) = (Coord { x: row[1], y: row[0] }, Coord { x: row[4], y: row[3] });
    // Karney claims 15 nm for these algorithms, the table has 1 µm at worst; 0.1 µm holds for all rows.
    assert!((distance(from, to).0 - row[6]).abs() < 1e-7, "{row:?}");
    let there = destination(from, Degrees(row[2]), Metres(row[6]));
    assert!(distance(there, to).0 < 1e-7, "{row:?}");
}

#[test]
fn distances_and_destinations_are_those_of_geodtest() {
    for row in GEODTEST {
        check_row(&row);
        let (from, to) = (Coord { x: row[1], y: row[0] }, Coord { x: row[4], y: row[3] });
        assert!((azimuth(from, to).0 - row[2]).abs() < 1e-10);
    }
}

#[test]
fn all_geodtest_rows_at_hand_agree() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/reference/geodesic/geodtest_1800.csv"
    );
    let Ok(text) = std::fs::read_to_string(path) else {
        assert!(std::env::var_os("CI").is_none(), "missing: {path}");
        println!("skipped: {path} is not on this machine");
        return;
    };
    let mut rows = 0;
    for line in text.lines().skip(1) {
        let numbers: Vec<f64> =
            line.split(',').skip(2).map(|cell| cell.parse().expect("a number")).collect();
        check_row(&numbers);
        rows += 1;
    }
    println!("{rows} rows of GeodTest");
    assert_eq!(rows, 1_800);
}

#[test]
fn a_box_of_parallels_and_meridians_has_its_authalic_area() {
    // Snyder 1987, eq. 3-12: area = a²/2 · Δλ · (q₂ − q₁).
    let e = (WGS84.flattening * (2.0 - WGS84.flattening)).sqrt();
    let q = |lat: f64| {
        let s = lat.to_radians().sin();
        let logarithm = ((1.0 - e * s) / (1.0 + e * s)).ln() / (2.0 * e);
        (1.0 - e * e) * (s / (1.0 - e * e * s * s) - logarithm)
    };
    for (south, north) in [(34.0, 41.5), (-60.0, -59.0), (80.0, 85.0)] {
        let exact = WGS84.a().powi(2) / 2.0 * 8.0_f64.to_radians() * (q(north) - q(south));
        let window = Rect::new(Coord { x: 22.0, y: south }, Coord { x: 30.0, y: north });
        let area = polygon_area(&Geographic(window.to_polygon())).0;
        // Edges along meridians have no area under them, those along parallels this very formula.
        assert!((area / exact - 1.0).abs() < 1e-12, "{south}: {area} {exact}");
    }
}

#[test]
fn a_polygon_of_short_edges_has_the_area_that_geographiclib_gives_it() {
    // A circle of 360 geodesic edges; GeographicLib's polygons have geodesic edges too: at 390 m they and edges straight
    // in degrees differ by millimetres.
    use geographiclib_rs::{DirectGeodesic, Geodesic, PolygonArea, Winding};
    let wgs84 = Geodesic::wgs84();
    for (lon, lat) in [(25.0, 38.0), (-40.0, -70.0), (170.0, 1.0)] {
        let mut theirs = PolygonArea::new(&wgs84, Winding::CounterClockwise);
        let circle = (0..=360).map(|degree| {
            let (y, x): (f64, f64) = wgs84.direct(lat, lon, -f64::from(degree), 22_224.0);
            Coord { x, y }
        });
        let circle: LineString = circle.collect();
        circle.0[1..].iter().for_each(|at| theirs.add_point(at.y, at.x));
        let (_, theirs, _) = theirs.compute(true);
        let ours = polygon_area(&Geographic(Polygon::new(circle, vec![]))).0;
        assert!((ours / theirs - 1.0).abs() < 1e-6, "{lon} {lat}: {ours} {theirs}");
    }
}

#[test]
fn caps_whose_edges_go_all_round_have_their_authalic_area() {
    // A cap within r of the pole has the area of a disc, π r², less some millionths; edges of 360° are parallels.
    for south in [89.9, 89.0] {
        let pole = Coord { x: 0.0, y: 90.0 };
        let radius = distance(Coord { x: 0.0, y: south }, pole).0;
        let cap = Rect::new(Coord { x: -180.0, y: south }, Coord { x: 180.0, y: 90.0 });
        let area = polygon_area(&Geographic(cap.to_polygon())).0;
        // The curvature takes (r/R)²/12 = 2.5e-5 at 1°; a ring of chords of 2 km, 1 − (2π/n)²/6 with n = 350 or 35.
        let disc = std::f64::consts::PI * radius * radius;
        assert!((area / disc - 1.0).abs() < 6e-3, "{south}: {area} {disc}");
    }
}

#[test]
fn holes_are_taken_out_whatever_their_winding() {
    let square = |size: f64| {
        let corners = [(0.0, 0.0), (size, 0.0), (size, size), (0.0, size), (0.0, 0.0)];
        LineString::from(corners.to_vec())
    };
    let [outer, inner] =
        [1.0, 0.5].map(|size| polygon_area(&Geographic(Polygon::new(square(size), vec![]))).0);
    let mut turned = square(0.5);
    turned.0.reverse();
    for hole in [square(0.5), turned] {
        let area = polygon_area(&Geographic(Polygon::new(square(1.0), vec![hole]))).0;
        assert!((area - (outer - inner)).abs() < 1.0);
    }
}

#[test]
fn loxodromes_go_along_meridians_and_parallels() {
    let from = Coord { x: 25.0, y: 37.0 };
    for lat in [-89.0, 0.0, 37.5, 80.0] {
        let to = Coord { x: 25.0, y: lat };
        assert!((loxodrome_distance(from, to).0 - distance(from, to).0).abs() < 1e-3, "{lat}");
    }
    let nu = WGS84.a()
        / (1.0 - WGS84.flattening * (2.0 - WGS84.flattening) * 37.0_f64.to_radians().sin().powi(2))
            .sqrt();
    let along = nu * 37.0_f64.to_radians().cos() * 2.0_f64.to_radians();
    assert!((loxodrome_distance(from, Coord { x: 27.0, y: 37.0 }).0 - along).abs() < 1e-6);
    assert!(
        (loxodrome_distance(Coord { x: 179.0, y: 37.0 }, Coord { x: -179.0, y: 37.0 }).0 - along)
            .abs()
            < 1e-6
    );
}

#[test]
fn a_loxodrome_leaves_the_geodesic_by_the_known_distances() {
    // Project notes: 29, 182 and 506 m on east–west legs of 24, 60 and 100 nm at 37°N.
    for (miles, apart) in [(24.0, 29.0), (60.0, 182.0), (100.0, 506.0)] {
        let from = Coord { x: 25.0, y: 37.0 };
        let length = miles * 1_852.0;
        let degree = loxodrome_distance(from, Coord { x: 26.0, y: 37.0 }).0;
        let to = Coord { x: 25.0 + length / degree, y: 37.0 };
        let half = Metres(length / 2.0 + 1.0);
        let [rhumb, geodesic] =
            [densify_loxodrome(from, to, half), densify_geodesic(from, to, half)];
        assert_eq!((rhumb.len(), geodesic.len()), (3, 3));
        assert!((distance(rhumb[1], geodesic[1]).0 - apart).abs() < 0.6, "{miles}");
    }
}
