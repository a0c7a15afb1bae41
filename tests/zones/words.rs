//! What features of a coast and of lines say of themselves: kinds, datums and statuses, read however they are written, and told
//! where they are none.

use crate::command::{answer, folder};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

/// Land from 24° to 25° E, and a feature 0.5° east of it, beyond 12 nm.
fn coast(said: Value) -> String {
    let mut properties = json!({ "state": "AAA" });
    let more = said.as_object().expect("attributes").clone();
    properties.as_object_mut().expect("attributes").extend(more);
    let land = [[24.0, 38.0], [25.0, 38.0], [25.0, 39.0], [24.0, 39.0], [24.0, 38.0]];
    let features = [
        json!({ "type": "Feature", "properties": { "state": "AAA" },
                "geometry": { "type": "Polygon", "coordinates": [land] } }),
        json!({ "type": "Feature", "properties": properties,
                "geometry": { "type": "Point", "coordinates": [25.5, 38.5] } }),
    ];
    json!({ "type": "FeatureCollection", "features": features }).to_string()
}

/// What zones of 12 nm say of a coast, and the positions that they have.
fn zones(test: &str, said: Value) -> (Vec<[f64; 2]>, String) {
    let folder = folder(test, &coast(said));
    let (zones, warned) = answer(&folder, "zones --coast coast.geojson --breadth 12");
    let zones: Value = serde_json::from_str(&zones).expect("JSON");
    let rings = zones["features"][0]["geometry"]["coordinates"].to_string();
    let numbers: Vec<f64> = rings.split(['[', ']', ',']).filter_map(|it| it.parse().ok()).collect();
    (numbers.chunks(2).map(|pair| [pair[0], pair[1]]).collect(), warned)
}

fn eastmost(positions: &[[f64; 2]]) -> f64 {
    positions.iter().map(|at| at[0]).fold(0.0, f64::max)
}

#[test]
fn a_kind_is_read_however_it_is_spaced_and_cased() {
    for (place, word) in
        ["low-tide-elevation", "low tide elevation", "Low-Tide-Elevation"].into_iter().enumerate()
    {
        let (positions, said) = zones(&format!("words-kind-{place}"), json!({ "kind": word }));
        assert!(said.contains("no baseline (UNCLOS Art. 13)"), "{word}: {said}");
        // 12 nm east of the land, and nothing of the elevation at 25.5° E.
        assert!(eastmost(&positions) < 25.3, "{word}");
    }
}

#[test]
fn a_kind_that_is_none_is_told_and_what_is_plainly_coast_is_not() {
    for (word, expected) in [
        ("low-tide-elevtion", "did you mean `low-tide-elevation`?"),
        ("bay", "did you mean `bay-closing-line`?"),
        ("headland", "known: straight-baseline, "),
    ] {
        let (_, said) = zones(&format!("words-kind-{word}"), json!({ "kind": word }));
        let message = format!("the law of baselines has no kind `{word}`");
        assert!(said.contains(&message) && said.contains(expected), "{said}");
        assert!(said.contains("feature 2"), "{said}");
    }
    let (_, said) = zones("words-kind-islet", json!({ "kind": "Islet" }));
    assert!(!said.contains("warning"), "{said}");
}

#[test]
fn a_datum_that_is_not_known_is_told_and_positions_stay() {
    let (positions, said) = zones("words-datum-unknown", json!({ "datum": "S-42" }));
    assert!(said.contains("the datum `S-42` is none that is known"), "{said}");
    assert!(said.contains("known: WGS 84, ED50, Pulkovo 1942"), "{said}");
    // As bundled lines have it.
    let unstated = json!({ "datum": "not stated (charts of 1977)" });
    let (_, said) = zones("words-datum-unstated", unstated);
    assert!(!said.contains("datum"), "{said}");
    let (plain, said) = zones("words-datum-none", json!({}));
    assert_eq!(eastmost(&positions), eastmost(&plain));
    assert!(!said.contains("datum"), "{said}");
}

#[test]
fn a_datum_goes_by_its_full_name_too_and_wgs_84_by_each_of_its_own() {
    let short = zones("words-datum-short", json!({ "datum": "ED50" }));
    let long = zones("words-datum-long", json!({ "datum": "European Datum 1950" }));
    assert_eq!(short, long);
    let plain = zones("words-datum-plain", json!({}));
    assert_ne!(short.0, plain.0, "the positions are put onto WGS 84");
    for name in ["WGS84", "WGS-84", "wgs 84 (G1150)", "World Geodetic System 1984", "ETRS89"] {
        let test = format!("words-datum-{}", name.len());
        assert_eq!(zones(&test, json!({ "datum": name })), plain, "{name}");
    }
}

/// What is said of a line between two rocks, and the exit code.
fn with_line(test: &str, said: Value) -> (String, String, Option<i32>) {
    let rocks = r#"{"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"state":"AAA"},"geometry":{"type":"Point","coordinates":[25,36]}},
      {"type":"Feature","properties":{"state":"BBB"},"geometry":{"type":"Point","coordinates":[25.2,36]}}]}"#;
    let folder = folder(test, rocks);
    let mut properties = json!({ "states": "AAA BBB", "zones": "TS", "status": "agreed" });
    let more = said.as_object().expect("attributes").clone();
    properties.as_object_mut().expect("attributes").extend(more);
    let line = json!({ "type": "Feature", "properties": properties,
        "geometry": { "type": "LineString", "coordinates": [[25.1, 35.9], [25.1, 36.1]] } });
    let lines = json!({ "type": "FeatureCollection", "features": [line] }).to_string();
    std::fs::write(folder.join("lines.geojson"), lines).expect("written");
    let figure = "[zones]\ncoast = \"coast.geojson\"\nlines = \"lines.geojson\"\nbreadths = [12]\n";
    std::fs::write(folder.join("figure.toml"), figure).expect("written");
    run(&folder)
}

fn run(folder: &Path) -> (String, String, Option<i32>) {
    let output = Command::new(env!("CARGO_BIN_EXE_periplus"))
        .args(["zones", "figure.toml", "--lines", "--no-cache"])
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()
        .expect("the binary runs");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (text(output.stdout), text(output.stderr), output.status.code())
}

#[test]
fn a_line_is_off_by_what_is_known_of_its_datum() {
    let off = |test: &str, datum: &str| {
        let (zones, said, _) = with_line(test, json!({ "datum": datum }));
        let zones: Value = serde_json::from_str(&zones).expect("JSON");
        let all = zones["features"].as_array().expect("features");
        let mut off = all.iter().filter_map(|it| it["properties"]["datum_uncertainty_m"].as_str());
        (off.next().expect("metres").parse::<f64>().expect("a number"), said)
    };
    for (place, name) in ["WGS84", "WGS-84", "wgs 84 (G1150)"].into_iter().enumerate() {
        assert_eq!(off(&format!("words-line-{place}"), name).0, 0.0, "{name}");
    }
    // EPSG:1149 has no shift, and an accuracy of 1 m.
    assert_eq!(off("words-line-etrs", "ETRS89").0, 1.0);
    let (unknown, said) = off("words-line-unknown", "ED-50x");
    assert!(unknown > 50.0, "{unknown} m");
    assert!(said.contains("the datum `ED-50x` is none that is known"), "{said}");
    assert!(said.contains("did you mean `ED50`?"), "{said}");
}

#[test]
fn a_status_that_no_line_has_is_refused() {
    for word in ["Claimed", "sined"] {
        let (_, said, code) = with_line(&format!("words-status-{word}"), json!({ "status": word }));
        assert_eq!(code, Some(3), "{said}");
        assert!(said.contains(&format!("a line has no status `{word}`")), "{said}");
        assert!(said.contains("did you mean"), "{said}");
    }
}
