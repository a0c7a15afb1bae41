//! The commands `zones` and `areas` as a user runs them, and what holds of all that they write.

use crate::validity;
use geo::{Coord, CoordsIter, LineString, MultiPolygon, Polygon, Validation};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Two islands of one state astride the antimeridian, written both ways, and one of another that is cut there.
pub(crate) const ASTRIDE: &str = r#"{"type":"FeatureCollection","features":[
  {"type":"Feature","properties":{"state":"AAA"},"geometry":{"type":"Polygon","coordinates":
    [[[179.8,-17],[180.2,-17],[180.2,-16.8],[179.8,-16.8],[179.8,-17]]]}},
  {"type":"Feature","properties":{"state":"AAA"},"geometry":{"type":"Polygon","coordinates":
    [[[179.8,-18],[-179.8,-18],[-179.8,-17.8],[179.8,-17.8],[179.8,-18]]]}},
  {"type":"Feature","properties":{"state":"BBB"},"geometry":{"type":"MultiPolygon","coordinates":
    [[[[180,-19],[180,-18.3],[179.8,-18.3],[179.8,-19],[180,-19]]],
     [[[-180,-19],[-179.8,-19],[-179.8,-18.3],[-180,-18.3],[-180,-19]]]]}}]}"#;

/// A fresh folder for one test, with a coast in it.
pub(crate) fn folder(test: &str, coast: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("zones").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    fs::write(folder.join("coast.geojson"), coast).expect("written");
    folder
}

/// What the command writes to standard output and to standard error; it must succeed.
pub(crate) fn answer(folder: &Path, command: &str) -> (String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_periplus"))
        .args(command.split_whitespace())
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env("XDG_CACHE_HOME", folder.join("cache"))
        .stdin(Stdio::null())
        .output()
        .expect("the binary runs");
    let said = String::from_utf8(output.stderr).expect("text");
    assert!(output.status.success(), "{command}: {said}");
    (String::from_utf8(output.stdout).expect("text"), said)
}

pub(crate) fn features(folder: &Path, command: &str) -> Vec<Value> {
    let (text, _) = answer(folder, command);
    let collection: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(collection["type"], "FeatureCollection");
    collection["features"].as_array().expect("features").clone()
}

pub(crate) fn area(features: &[Value], state: &str, breadth: f64) -> f64 {
    let found = features.iter().map(|feature| &feature["properties"]).find(|properties| {
        properties["state"].as_str().unwrap_or("–") == state && properties["breadth_nm"] == breadth
    });
    let found = found.expect("waters of that state and breadth");
    found["area_km2"].as_f64().expect("an area")
}

pub(crate) fn polygons(feature: &Value) -> MultiPolygon {
    let list = |value: &Value| value.as_array().expect("a list").clone();
    let number = |value: &Value| value.as_f64().expect("a number");
    let ring = |ring: &Value| -> LineString {
        let positions = list(ring).into_iter();
        positions.map(|at| Coord { x: number(&at[0]), y: number(&at[1]) }).collect()
    };
    let polygon = |rings: &Value| {
        let mut rings = list(rings).iter().map(ring).collect::<Vec<_>>().into_iter();
        Polygon::new(rings.next().expect("an exterior"), rings.collect())
    };
    let geometry = &feature["geometry"];
    let coordinates = &geometry["coordinates"];
    match geometry["type"] == "Polygon" {
        true => MultiPolygon(vec![polygon(coordinates)]),
        false => list(coordinates).iter().map(polygon).collect(),
    }
}

/// RFC 7946: winding (§3.1.6), the antimeridian (§3.1.9), precision (§11.2); and that the polygons are valid, by two
/// checkers where that takes no minute.
pub(crate) fn check_rules(features: &[Value]) {
    /// `geo` compares every edge with every other.
    const MOST_FOR_GEO: usize = 5_000;
    for feature in features {
        let id = &feature["id"];
        let area = polygons(feature);
        assert_eq!(validity::faults(&area), [""; 0], "{id}");
        if area.coords_count() < MOST_FOR_GEO {
            assert!(area.is_valid(), "{id}: {:?}", area.validation_errors());
        }
        for at in area.coords_iter() {
            for value in [at.x, at.y] {
                let steps = value * 1e7;
                // A value and its multiple round at the 16th digit: 1e-3 of a step is ample for 180°.
                assert!((steps - steps.round()).abs() < 1e-3, "{id}: {at:?}");
            }
        }
    }
}

pub(crate) fn rock(lat: f64) -> String {
    format!(
        r#"{{"type":"Feature","properties":{{"state":"AAA"}},
           "geometry":{{"type":"Point","coordinates":[25,{lat}]}}}}"#
    )
}
