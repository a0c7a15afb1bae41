//! How far data reach: what a map, an area and an export say where they end. Data of these tests' own, in an
//! equirectangular projection, where shares of a map are those of its degrees.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Land from 10 to 12° E and 40 to 41° N.
const LAND: &str = r#"{"type":"FeatureCollection",BBOX"features":[{"type":"Feature","id":"AAA",
    "properties":{"state":"AAA","name":"Aland"},"geometry":{"type":"Polygon",
    "coordinates":[[[10,40],[12,40],[12,41],[10,41],[10,40]]]}}]}"#;

/// A fresh folder with `data/countries.geojson` in it, and what the catalogue says of its reach.
fn folder(test: &str, bbox: &str, catalogue: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("reach").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("data")).expect("a folder can be made");
    fs::write(folder.join("data/countries.geojson"), LAND.replace("BBOX", bbox)).expect("written");
    if !catalogue.is_empty() {
        let entry = format!("[[dataset]]\nfile = \"countries.geojson\"\nreach = {catalogue}\n");
        fs::write(folder.join("data/catalogue.toml"), entry).expect("written");
    }
    folder
}

fn figure(folder: &Path, bounds: &str, rest: &str) {
    let text = format!(
        "title = 'A'\n[extent]\nbounds = {bounds}\n[projection]\nname = 'equirectangular'\n\
         [[layers]]\nsource = 'countries'\n{rest}"
    );
    fs::write(folder.join("f.toml"), text).expect("written");
}

fn periplus(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_periplus"));
    command.args(arguments).current_dir(folder).env("NO_COLOR", "1").stdin(Stdio::null());
    command.env("XDG_CACHE_HOME", concat!(env!("CARGO_TARGET_TMPDIR"), "/cache"));
    command.output().expect("the binary runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The drawn SVG, its report, and what was said.
fn drawn(folder: &Path) -> (String, Value, String) {
    let arguments = [
        "render",
        "f.toml",
        "-o",
        "f.svg",
        "--report",
        "r.json",
        "--geodata",
        "data",
        "--text",
        "text",
    ];
    let output = periplus(folder, &arguments);
    assert!(output.status.success(), "{}", said(&output));
    let svg = fs::read_to_string(folder.join("f.svg")).expect("a picture");
    let report = fs::read_to_string(folder.join("r.json")).expect("a report");
    (svg, serde_json::from_str(&report).expect("JSON"), said(&output))
}

#[test]
fn beyond_the_data_there_is_no_sea() {
    let folder = folder("beyond", "", "[8, 36, 20, 46]");
    figure(&folder, "[5, 36, 20, 46]", "");
    let (svg, report, words) = drawn(&folder);
    let share = report["no_data"].as_f64().expect("a number");
    assert!((share - 3.0 / 15.0).abs() < 1e-3, "three of fifteen degrees: {share}");
    assert!(svg.contains("id=\"f-no-data\""), "a paint of its own");
    assert!(
        svg.contains("no data</text>") || svg.contains("no data</tspan>"),
        "and a legend entry"
    );
    assert!(words.contains("no data west of 8° E: 20 % of the map"), "{words}");
    let checked = periplus(&folder, &["check", "f.toml", "--geodata", "data"]);
    assert!(said(&checked).contains("no data west of 8° E"), "{}", said(&checked));
}

#[test]
fn within_the_data_nothing_is_said_of_their_reach() {
    let folder = folder("within", "", "[8, 36, 20, 46]");
    figure(&folder, "[9, 37, 19, 45]", "");
    let (svg, report, words) = drawn(&folder);
    assert_eq!(report["no_data"], 0.0);
    assert!(!svg.contains("f-no-data") && !words.contains("no data"), "{words}");
}

#[test]
fn an_extent_wholly_beyond_is_an_error_and_no_file() {
    let folder = folder("wholly", "", "[8, 36, 20, 46]");
    figure(&folder, "[100, 0, 110, 10]", "");
    for arguments in [&["render", "f.toml", "-o", "f.svg"][..], &["check", "f.toml"]] {
        let output = periplus(&folder, &[arguments, &["--geodata", "data"]].concat());
        assert_eq!(output.status.code(), Some(4), "{}", said(&output));
        assert!(said(&output).contains("8–20° E, 36–46° N"), "{}", said(&output));
    }
    assert!(!folder.join("f.svg").exists());
}

#[test]
fn a_folder_that_says_nothing_reaches_as_far_as_its_features() {
    let silent = folder("silent", "", "");
    figure(&silent, "[10, 40, 14, 41]", "");
    let (_, report, words) = drawn(&silent);
    assert_eq!(report["no_data"], 0.5, "two of four degrees");
    assert!(words.contains("no data east of 12° E"), "{words}");
    let stated = folder("stated", "\"bbox\":[0,30,30,50],", "");
    figure(&stated, "[10, 40, 14, 41]", "");
    assert_eq!(drawn(&stated).1["no_data"], 0.0, "the file says that it knows the sea round it");
}

#[test]
fn waters_that_the_edge_cuts_are_marked_in_row_and_export() {
    let coast = LAND.replace("BBOX", "\"bbox\":[10,39,13,42],");
    let folder = folder("cut", "", "");
    fs::write(folder.join("coast.geojson"), coast).expect("written");
    fs::write(folder.join("whole.geojson"), LAND.replace("BBOX", "\"bbox\":[9,39,13,42],"))
        .expect("written");
    let zones = |coast: &str| {
        let output = periplus(&folder, &["zones", "--coast", coast, "--breadth", "12"]);
        assert!(output.status.success(), "{}", said(&output));
        let collection: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        (collection["features"][0]["properties"]["cut"].clone(), said(&output))
    };
    let (cut, words) = zones("coast.geojson");
    assert_eq!(cut, "by the edge of the data: 10–13° E, 39–42° N");
    assert!(words.contains("the waters of AAA are cut there and not whole"), "{words}");
    // half a degree of longitude is 23 nautical miles there, and the waters end 12 from the edge
    let (cut, words) = zones("whole.geojson");
    assert!(cut.is_null() && !words.contains("cut"), "{words}");

    figure(&folder, "[9, 39, 13, 42]", "[zones]\nbreadths = [12]\ncoast = 'coast.geojson'\n");
    for (format, mark) in [("table", " †"), ("csv", ",true"), ("json", "\"cut\": true")] {
        let output = periplus(&folder, &["areas", "f.toml", "--format", format]);
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(text.contains(mark), "{format}: {text}{}", said(&output));
    }
}

#[test]
fn the_layers_are_listed_with_their_reach_and_written_as_they_are() {
    let folder = folder("layers", "", "[8, 36, 20, 46]");
    let list = periplus(&folder, &["geodata", "--geodata", "data"]);
    assert_eq!(String::from_utf8_lossy(&list.stdout), "countries  1  8–20° E, 36–46° N\n");
    let layer =
        periplus(&folder, &["geodata", "countries", "--geodata", "data", "-o", "c.geojson"]);
    assert!(layer.status.success(), "{}", said(&layer));
    let written: Value =
        serde_json::from_str(&fs::read_to_string(folder.join("c.geojson")).expect("a file"))
            .expect("JSON");
    assert_eq!(
        written["features"][0]["geometry"]["coordinates"][0][1],
        serde_json::json!([12.0, 40.0])
    );
    let none = periplus(
        &folder,
        &["geodata", "countries", "--geodata", "data", "--bounds", "13,36,21,46"],
    );
    let collection: Value = serde_json::from_slice(&none.stdout).expect("JSON");
    assert_eq!(collection["features"], serde_json::json!([]), "none lies there");
    assert!(said(&none).contains("no data east of 20° E"), "{}", said(&none));
    let unknown = periplus(&folder, &["geodata", "contries", "--geodata", "data"]);
    assert_eq!(unknown.status.code(), Some(4));
}
