//! Lines as treaties describe them, and on other datums: what zones are computed with and exports write.

use crate::command::{answer, features, folder};
use geo::Coord;
use periplus::sea::geodesy::{azimuth, destination, distance};
use periplus::units::{Degrees, Metres};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

const COAST: &str = r#"{"type":"FeatureCollection","features":[
  {"type":"Feature","properties":{"state":"AAA"},"geometry":{"type":"Point","coordinates":[25,36]}},
  {"type":"Feature","properties":{"state":"BBB"},"geometry":{"type":"Point","coordinates":[25.1,36]}}]}"#;
const FIGURE: &str = "[extent]\nbounds = [24, 35, 27, 37]\n[zones]\ncoast = \"coast.geojson\"\nlines = \"lines.geojson\"\nbreadths = [12]\n";

/// A folder with a figure whose one line is described so.
fn described(test: &str, said: Value, geometry: Value) -> std::path::PathBuf {
    let folder = folder(test, COAST);
    let mut properties = json!({ "states": "AAA BBB", "zones": "TS EEZ", "status": "claimed" });
    properties
        .as_object_mut()
        .expect("an object")
        .extend(said.as_object().expect("an object").clone());
    let line =
        json!({ "type": "Feature", "id": "line", "properties": properties, "geometry": geometry });
    let lines = json!({ "type": "FeatureCollection", "features": [line] }).to_string();
    std::fs::write(folder.join("lines.geojson"), lines).expect("written");
    std::fs::write(folder.join("figure.toml"), FIGURE).expect("written");
    folder
}

/// The line as it is exported: its positions, and what is said of it.
fn exported(folder: &Path) -> (Vec<Coord>, Value) {
    let all = features(folder, "zones figure.toml --lines");
    let line = all.iter().find(|it| it["id"] == "line").expect("the line is exported");
    let parts = line["geometry"]["coordinates"].as_array().expect("parts");
    let positions = parts.iter().flat_map(|part| part.as_array().expect("positions"));
    let at = |it: &Value| Coord {
        x: it[0].as_f64().expect("degrees"),
        y: it[1].as_f64().expect("degrees"),
    };
    (positions.map(at).collect(), line["properties"].clone())
}

fn point(at: [f64; 2]) -> Value {
    json!({ "type": "Point", "coordinates": at })
}

fn ends(test: &str, said: Value, geometry: Value) -> [Coord; 2] {
    let (positions, _) = exported(&described(test, said, geometry));
    [positions[0], positions[positions.len() - 1]]
}

const FROM: Coord = Coord { x: 25.0, y: 36.5 };

#[test]
fn an_azimuth_is_a_geodesic_of_that_azimuth_and_length() {
    let said = json!({ "construct": "azimuth", "azimuth": 290, "length_nm": 12 });
    let [from, to] = ends("constructed-azimuth", said, point([25.0, 36.5]));
    assert!((distance(from, to).0 - 22_224.0).abs() < 0.02);
    assert!((azimuth(from, to).0.rem_euclid(360.0) - 290.0).abs() < 1e-4);
}

#[test]
fn parallels_and_meridians_end_at_a_degree_or_after_miles() {
    let said = json!({ "construct": "parallel", "to_lon": 26.25 });
    assert_eq!(
        ends("constructed-parallel", said, point([25.0, 32.5])),
        [Coord { x: 25.0, y: 32.5 }, Coord { x: 26.25, y: 32.5 }]
    );
    let said = json!({ "construct": "parallel", "length_nm": -10 });
    let [from, to] = ends("constructed-westwards", said, point([25.0, 60.0]));
    assert!(to.x < from.x && to.y == from.y);
    // A degree of longitude at 60° N is 55,800 m: a cos φ / √(1 − e² sin² φ) · π/180.
    assert!((from.x - to.x - 18_520.0 / 55_800.0).abs() < 1e-5, "{to:?}");
    let said = json!({ "construct": "meridian", "length_nm": 30 });
    let [from, to] = ends("constructed-meridian", said, point([25.0, 31.66]));
    assert!((to.x - 25.0).abs() < 1e-7 && (distance(from, to).0 - 30.0 * 1_852.0).abs() < 0.02);
    let said = json!({ "construct": "meridian", "to_lat": 33 });
    assert_eq!(
        ends("constructed-northwards", said, point([25.0, 31.66]))[1],
        Coord { x: 25.0, y: 33.0 }
    );
}

#[test]
fn a_perpendicular_and_a_bisector_have_their_angles() {
    let towards = |azimuth: f64| {
        let at = destination(FROM, Degrees(azimuth), Metres(40_000.0));
        [at.x, at.y]
    };
    let from = [FROM.x, FROM.y];
    let line = |rest: [[f64; 2]; 2]| json!({ "type": "LineString", "coordinates": [from, rest[0], rest[1]] });
    let said = json!({ "construct": "perpendicular", "side": "right", "length_nm": 12 });
    // The direction has its middle where the line begins.
    let [at, to] = ends("constructed-perpendicular", said, line([towards(250.0), towards(70.0)]));
    assert!((azimuth(at, to).0.rem_euclid(360.0) - 160.0).abs() < 1e-3);
    let said = json!({ "construct": "bisector", "length_nm": 12 });
    let [at, to] =
        ends("constructed-bisector", said.clone(), line([towards(350.0), towards(60.0)]));
    assert!((azimuth(at, to).0.rem_euclid(360.0) - 25.0).abs() < 1e-4);
    let back = json!({ "construct": "bisector", "length_nm": -12 });
    let [at, to] = ends("constructed-backwards", back, line([towards(350.0), towards(60.0)]));
    assert!((azimuth(at, to).0.rem_euclid(360.0) - 205.0).abs() < 1e-4);
}

#[test]
fn miles_from_a_point_are_an_arc_at_that_distance() {
    let said = json!({ "construct": "distance", "distance_nm": 12, "from_azimuth": 350, "to_azimuth": 80 });
    let (positions, _) = exported(&described("constructed-arc", said, point([25.0, 36.5])));
    assert!(positions.iter().all(|at| (distance(FROM, *at).0 - 22_224.0).abs() < 0.02));
    let ends = [positions[0], positions[positions.len() - 1]].map(|at| azimuth(FROM, at).0);
    assert!((ends[0] + 10.0).abs() < 1e-3 && (ends[1] - 80.0).abs() < 1e-3, "{ends:?}");
}

#[test]
fn an_arc_from_0_to_360_is_the_whole_circle() {
    let circle = |test: &str, said: Value| exported(&described(test, said, point([25.0, 36.5]))).0;
    let said = json!({ "construct": "distance", "distance_nm": 12 });
    let whole = circle("constructed-circle", said);
    let said =
        json!({ "construct": "distance", "distance_nm": 12, "from_azimuth": 0, "to_azimuth": 360 });
    assert_eq!(circle("constructed-turn", said), whole);
    assert_eq!(whole[0], whole[whole.len() - 1]);
}

#[test]
fn a_circle_that_is_constructed_closes_wherever_it_lies() {
    for (test, at) in
        [("plain", [50.0, 10.0]), ("antimeridian", [179.9, 10.0]), ("pole", [0.0, 90.0])]
    {
        let circle = json!({ "type": "Feature", "geometry": point(at),
            "properties": { "state": "AAA", "construct": "distance", "distance_nm": 12 } });
        let coast = json!({ "type": "FeatureCollection", "features": [circle] }).to_string();
        let folder = folder(&format!("constructed-closed-{test}"), &coast);
        let (zones, said) = answer(&folder, "zones --coast coast.geojson --breadth 3");
        assert!(!said.contains("warning"), "{test}: {said}");
        let zones: Value = serde_json::from_str(&zones).expect("JSON");
        let area = zones["features"][0]["properties"]["area_km2"].as_f64().expect("km²");
        // On its outer side alone: π (15² − 12²) square nautical miles.
        let expected = std::f64::consts::PI * 81.0 * 1.852 * 1.852;
        assert!((area - expected).abs() < 0.2, "{test}: {area} km², {expected}");
    }
}

#[test]
fn a_line_on_another_datum_lies_where_its_transformation_puts_it() {
    let line = json!({ "type": "LineString", "coordinates": [[19.0, 40.5], [19.1, 40.4]] });
    let (positions, said) =
        exported(&described("datum-ed50", json!({ "datum": "ED50" }), line.clone()));
    // By PROJ 9 with EPSG:1133.
    let expected = Coord { x: 18.999_241_044, y: 40.499_026_880 };
    assert!(distance(positions[0], expected).0 < 0.02, "{:?}", positions[0]);
    assert_eq!(
        (&said["datum_operation"], &said["datum_uncertainty_m"]),
        (&"EPSG:1133".into(), &"10".into())
    );

    let off = |test: &str, datum: Value| {
        let (positions, said) = exported(&described(test, datum, line.clone()));
        assert_eq!(positions[0], Coord { x: 19.0, y: 40.5 }, "it stays where it is");
        said["datum_uncertainty_m"].as_str().and_then(|it| it.parse::<f64>().ok()).expect("metres")
    };
    for name in ["WGS 84", "WGS84", "wgs-84 (G1150)"] {
        assert_eq!(off("datum-wgs", json!({ "datum": name })), 0.0, "{name}");
    }
    let shift = distance(Coord { x: 19.0, y: 40.5 }, expected).0;
    let unknown = off("datum-none", json!({}));
    assert!(unknown >= shift && unknown < 2.0 * shift, "{unknown} m, ED50 alone {shift}");
}

#[test]
fn what_a_construction_lacks_and_where_a_datum_is_not_in_use_is_said() {
    let refusal = |test: &str, said: Value, at: [f64; 2]| {
        let folder = described(test, said, point(at));
        let output = Command::new(env!("CARGO_BIN_EXE_periplus"))
            .args(["zones", "figure.toml", "--lines", "--no-cache"])
            .current_dir(&folder)
            .env("NO_COLOR", "1")
            .output()
            .expect("the binary runs");
        assert_eq!(output.status.code(), Some(3));
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let said = refusal(
        "constructed-lacks",
        json!({ "construct": "azimuth", "length_nm": 12 }),
        [25.0, 36.0],
    );
    assert!(
        said.contains("has no `azimuth`")
            && said.contains("`azimuth` in degrees")
            && said.contains("feature line"),
        "{said}"
    );
    let text = json!({ "construct": "parallel", "to_lon": "40" });
    let said = refusal("constructed-text", text, [25.0, 36.0]);
    assert!(said.contains("`to_lon` cannot be the text \"40\""), "{said}");
    let long = json!({ "construct": "azimuth", "azimuth": 90, "length_nm": 3000 });
    let said = refusal("constructed-long", long, [25.0, 36.0]);
    assert!(said.contains("`length_nm` cannot be 3000") && said.contains("to 2000"), "{said}");
    let none =
        json!({ "construct": "distance", "distance_nm": 12, "from_azimuth": 30, "to_azimuth": 30 });
    let said = refusal("constructed-no-arc", none, [25.0, 36.0]);
    assert!(said.contains("has no length") && said.contains("the whole circle"), "{said}");
    let geodesic = json!({ "construct": "parallel", "to_lon": 26, "edges": "geodesic" });
    let said = refusal("constructed-edges", geodesic, [25.0, 36.0]);
    assert!(said.contains("`parallel` has no edges `geodesic`"), "{said}");
    let said = refusal("constructed-unknown", json!({ "construct": "bisectrix" }), [25.0, 36.0]);
    assert!(said.contains("not constructed by `bisectrix`") && said.contains("bisector"), "{said}");
    let cape = json!({ "construct": "meridian", "length_nm": 5, "datum": "Cape" });
    let said = refusal("datum-elsewhere", cape, [25.0, 36.0]);
    assert!(said.contains("no transformation of Cape") && said.contains("WGS 84"), "{said}");
}

#[test]
fn a_constructed_baseline_is_held_against_the_law_by_its_ends() {
    let folder = folder(
        "constructed-baseline",
        r#"{"type":"FeatureCollection","features":[
      {"type":"Feature","id":"land","properties":{"state":"AAA"},"geometry":{"type":"Polygon","coordinates":
        [[[24,38],[24.9,38],[24.9,38.2],[25.1,38.2],[25.1,38],[26,38],[26,39],[24,39],[24,38]]]}},
      {"type":"Feature","id":"line","properties":{"state":"AAA","kind":"straight-baseline","construct":"parallel","to_lon":25.1},
        "geometry":{"type":"Point","coordinates":[24.9,38]}}]}"#,
    );
    let (text, _) = answer(&folder, "baselines --coast coast.geojson --format json");
    let all: Vec<Value> = serde_json::from_str(&text).expect("a list");
    let conditions = all[0]["conditions"].as_array().expect("conditions");
    let segments =
        conditions.iter().filter(|it| it["condition"] == "length of the segment").count();
    let water = conditions.iter().find(|it| it["article"] == "UNCLOS Art. 8").expect("enclosed");
    assert_eq!(segments, 1);
    // 0.2° by 0.2° at 38.1° N.
    assert!((water["measured"].as_f64().expect("km²") - 389.0).abs() < 2.0, "{water}");
}
