//! Kinds of input that maps have been wrong for, by the program itself: what is drawn, what is said of what is not.

use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

/// A folder of one test, with the features of its layer `own.geojson`.
struct Case(PathBuf);

impl Case {
    fn new(name: &str, features: &[Value]) -> Case {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("inputs-{name}"));
        fs::create_dir_all(&folder).expect("made");
        let collection = json!({"type": "FeatureCollection", "features": features});
        fs::write(folder.join("own.geojson"), collection.to_string()).expect("written");
        Case(folder)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut program = Command::new(env!("CARGO_BIN_EXE_periplus"));
        program.arg("--no-cache").args(arguments).current_dir(&self.0).output().expect("it runs")
    }

    /// Draws a figure with the layer on it: the report, and what was said.
    fn draw(&self, head: &str) -> (Value, String) {
        let text = format!("{head}\n[[layers]]\nfile = 'own.geojson'\n");
        fs::write(self.0.join("map.toml"), text).expect("written");
        let output = self.run(&["render", "map.toml", "-o", "map.svg", "--report", "r.json"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{said}");
        let report = fs::read_to_string(self.0.join("r.json")).expect("written");
        (serde_json::from_str(&report).expect("JSON"), said)
    }

    fn svg(&self) -> String {
        fs::read_to_string(self.0.join("map.svg")).expect("drawn")
    }
}

fn feature(properties: Value, geometry: Value) -> Value {
    json!({"type": "Feature", "properties": properties, "geometry": geometry})
}

fn point(name: impl Into<Value>, at: [f64; 2]) -> Value {
    feature(json!({"name": name.into()}), json!({"type": "Point", "coordinates": at}))
}

fn names(report: &Value) -> Vec<String> {
    let labels = report["labels"].as_array().expect("a list");
    labels.iter().map(|it| it["text"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn numbers_are_names_and_nothing_is_none() {
    let places = [
        point(7, [10.5, 43.0]),
        point(2.5, [11.0, 43.0]),
        point("", [11.5, 43.0]),
        point(Value::Null, [12.0, 43.0]),
    ];
    let case = Case::new("names", &places);
    let (report, _) = case.draw("[extent]\nbounds = [10, 42.5, 12.5, 43.5]");
    assert_eq!(names(&report), ["7", "2.5"]);
    assert_eq!(case.svg().matches("<circle").count(), 4);
    assert_eq!(report["alt"], "The map shows 7 and 2.5.");
}

#[test]
fn a_collection_is_drawn_in_all_its_parts_and_named_once() {
    let parts = json!({"type": "GeometryCollection", "geometries": [
        {"type": "LineString", "coordinates": [[-4.0, 48.0], [-3.0, 48.5]]},
        {"type": "GeometryCollection", "geometries": [
            {"type": "MultiPoint", "coordinates": [[-3.6, 47.6], [-3.2, 47.7]]},
            {"type": "MultiPolygon", "coordinates": []}]},
        {"type": "Point", "coordinates": [-2.6, 48.2]}]});
    let nothing = json!({"type": "GeometryCollection", "geometries": []});
    let all = [feature(json!({"name": "Cable"}), parts), feature(json!({"name": "Nil"}), nothing)];
    let case = Case::new("collection", &all);
    let (report, said) = case.draw("[extent]\nfit = 'data'");
    assert_eq!(names(&report), ["Cable"]);
    assert_eq!(case.svg().matches("<circle").count(), 3);
    assert!(said.contains("`Nil` has no geometry and is left out"), "{said}");
}

#[test]
fn what_lies_across_180_is_framed_the_short_way() {
    let line = json!({"type": "LineString", "coordinates": [[178.5, -17.0], [-179.2, -18.5]]});
    let case = Case::new("dateline", &[feature(json!({"name": "Cable"}), line)]);
    let (report, _) = case.draw("[extent]\nfit = 'data'");
    let bounds = |at: usize| report["bounds"][at].as_f64().expect("a number");
    assert!(bounds(2) - bounds(0) < 6.0 && bounds(0) < 178.5, "{}", report["bounds"]);
}

#[test]
fn a_day_that_is_none_is_said_of_its_feature() {
    let old = feature(
        json!({"name": "League", "valid_from": "-0431-04-01"}),
        json!({"type": "Point", "coordinates": [23.7, 38.0]}),
    );
    let case = Case::new("days", &[point("Now", [23.0, 38.0]), old]);
    fs::write(
        case.0.join("map.toml"),
        "[extent]\nfit = 'data'\n[[layers]]\nfile = 'own.geojson'\n",
    )
    .expect("written");
    for arguments in [&["render", "map.toml", "-o", "map.svg"][..], &["check", "map.toml"]] {
        let output = case.run(arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(3), "{said}");
        assert!(said.contains("`-0431-04-01` is not a date"), "{said}");
        assert!(said.contains("at: own.geojson, feature 2 (`League`)"), "{said}");
    }
}

#[test]
fn a_dot_beyond_the_frame_is_not_drawn_and_its_layer_says_so() {
    let case = Case::new("frame", &[point("Out", [6.0, 50.1]), point("Far", [90.0, 50.0])]);
    let (report, said) = case.draw("[extent]\nbounds = [5, 49, 7, 50]");
    assert_eq!(names(&report), [""; 0]);
    assert!(!case.svg().contains("<circle"));
    assert!(said.contains("the layer `own.geojson` draws nothing"), "{said}");
}

#[test]
fn an_extent_that_no_sheet_holds_is_refused_as_that_anywhere_on_earth() {
    let case = Case::new("extent", &[]);
    for bounds in ["--bounds=-70.2,-30,-70,-10", "--bounds=20,30,20.2,45"] {
        let output = case.run(&["render", "world", bounds, "-o", "map.svg"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("mm high cannot be drawn") && said.contains("--bounds"), "{said}");
    }
}

#[test]
fn an_option_is_named_for_the_day_that_it_gave() {
    let case = Case::new("option", &[]);
    let output = case.run(&["render", "aegean", "--as-of", "1999-01-01", "-o", "map.svg"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("are not known\n  at: --as-of\n"), "{said}");
}

#[test]
fn a_disc_about_a_rock_has_its_area_at_the_equator_and_by_the_pole() {
    for latitude in [0.0, 60.0, -89.9] {
        let mut rock = point("Rock", [-30.0, latitude]);
        rock["properties"]["state"] = "ISL".into();
        let case = Case::new(&format!("disc{latitude}"), &[rock]);
        let output = case.run(&["zones", "--coast", "own.geojson", "--breadth", "12"]);
        let zones: Value = serde_json::from_slice(&output.stdout).expect("GeoJSON");
        let area = zones["features"][0]["properties"]["area_km2"].as_f64().expect("an area");
        // a geodesic disc on a surface of curvature 1 / R²
        let (radius, earth) = (12.0 * 1.852_f64, 6371.0_f64);
        let disc = std::f64::consts::PI * radius.powi(2) * (1.0 - (radius / earth).powi(2) / 12.0);
        assert!((area / disc - 1.0).abs() < 2e-4, "{latitude}: {area} and {disc}");
    }
}

#[test]
fn waters_of_a_coast_of_ones_own_are_beside_its_land_and_not_in_its_lake() {
    let rings = json!([
        [[-40.0, 10.0], [-38.0, 10.0], [-38.0, 12.0], [-40.0, 12.0], [-40.0, 10.0]],
        [[-39.5, 10.5], [-39.5, 11.5], [-38.5, 11.5], [-38.5, 10.5], [-39.5, 10.5]],
    ]);
    let land = feature(
        json!({"state": "XAA", "name": "Land"}),
        json!({"type": "Polygon", "coordinates": rings}),
    );
    let case = Case::new("lake", &[land]);
    let (report, _) = case.draw(
        "[extent]\nbounds = [-41, 9, -37, 13]\n[zones]\nbreadths = [12]\ncoast = 'own.geojson'",
    );
    assert_eq!(report["zones"].as_array().expect("a list").len(), 1);
    let output = case.run(&["zones", "--coast", "own.geojson", "--breadth", "12"]);
    let zones: Value = serde_json::from_slice(&output.stdout).expect("GeoJSON");
    let inner = |ring: &Value| {
        let mut at = ring.as_array().expect("a ring").iter();
        at.all(|at| at[0].as_f64().is_some_and(|x| x > -39.6 && x < -38.4))
    };
    let shapes = zones["features"][0]["geometry"]["coordinates"].to_string();
    let all: Value = serde_json::from_str(&shapes).expect("JSON");
    let polygons = all.as_array().expect("a list");
    assert!(!polygons.iter().flat_map(|it| it.as_array()).flatten().any(inner), "{shapes}");
}
