//! The commands `zones` and `areas`: what they compute against closed forms, published shares and the rules of RFC 7946.

#[path = "sea/validity.rs"]
mod validity;

use geo::{Coord, CoordsIter, LineString, MultiPolygon, Polygon, Validation};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Two islands of one state astride the antimeridian, written both ways, and one of another that is cut there.
const ASTRIDE: &str = r#"{"type":"FeatureCollection","features":[
  {"type":"Feature","properties":{"state":"AAA"},"geometry":{"type":"Polygon","coordinates":
    [[[179.8,-17],[180.2,-17],[180.2,-16.8],[179.8,-16.8],[179.8,-17]]]}},
  {"type":"Feature","properties":{"state":"AAA"},"geometry":{"type":"Polygon","coordinates":
    [[[179.8,-18],[-179.8,-18],[-179.8,-17.8],[179.8,-17.8],[179.8,-18]]]}},
  {"type":"Feature","properties":{"state":"BBB"},"geometry":{"type":"MultiPolygon","coordinates":
    [[[[180,-19],[180,-18.3],[179.8,-18.3],[179.8,-19],[180,-19]]],
     [[[-180,-19],[-179.8,-19],[-179.8,-18.3],[-180,-18.3],[-180,-19]]]]}}]}"#;

/// A fresh folder for one test, with a coast in it.
fn folder(test: &str, coast: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("zones").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    fs::write(folder.join("coast.geojson"), coast).expect("written");
    folder
}

/// What the command writes to standard output and to standard error; it must succeed.
fn answer(folder: &Path, command: &str) -> (String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_periplus"))
        .args(command.split_whitespace())
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .output()
        .expect("the binary runs");
    let said = String::from_utf8(output.stderr).expect("text");
    assert!(output.status.success(), "{command}: {said}");
    (String::from_utf8(output.stdout).expect("text"), said)
}

fn features(folder: &Path, command: &str) -> Vec<Value> {
    let (text, _) = answer(folder, command);
    let collection: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(collection["type"], "FeatureCollection");
    collection["features"].as_array().expect("features").clone()
}

fn area(features: &[Value], state: &str, breadth: f64) -> f64 {
    let found = features.iter().map(|feature| &feature["properties"]).find(|properties| {
        properties["state"].as_str().unwrap_or("–") == state && properties["breadth_nm"] == breadth
    });
    let found = found.expect("waters of that state and breadth");
    found["area_km2"].as_f64().expect("an area")
}

fn polygons(feature: &Value) -> MultiPolygon {
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
fn check_rules(features: &[Value]) {
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

fn rock(lat: f64) -> String {
    format!(
        r#"{{"type":"Feature","properties":{{"state":"AAA"}},
           "geometry":{{"type":"Point","coordinates":[25,{lat}]}}}}"#
    )
}

#[test]
fn the_waters_of_a_rock_are_a_disc_on_the_ellipsoid() {
    let folder = folder("rock", &rock(38.0));
    let found = features(
        &folder,
        "zones --coast coast.geojson --breadth 6 --breadth 12 --breadth 24 --breadth 200",
    );
    // Discs at 38° N, GeographicLib (maritime facts of the project); 200 nm: the sphere's cap of Gaussian radius,
    // 2πR²(1 − cos(r/R)), R = √(MN) = 6372.9 km there, good to some 0.01 %. A chord falls short by the tolerance.
    for (breadth, closed_form) in
        [(6.0, 387.91), (12.0, 1_551.6), (24.0, 6_206.5), (200.0, 430_893.0)]
    {
        let area = area(&found, "AAA", breadth);
        assert!((area / closed_form - 1.0).abs() < 1e-3, "{breadth} nm: {area} km²");
    }
    let kinds: Vec<&str> =
        found.iter().filter_map(|feature| feature["properties"]["kind"].as_str()).collect();
    let expected =
        ["territorial-sea", "territorial-sea", "contiguous-zone", "exclusive-economic-zone"];
    assert_eq!(kinds, expected);
    check_rules(&found);
}

#[test]
fn every_feature_says_how_it_was_computed() {
    let folder = folder("properties", &rock(38.0));
    let found = features(&folder, "zones --coast coast.geojson --breadth AAA=12 --tolerance 50cm");
    let properties = &found[0]["properties"];
    for (key, value) in [
        ("state", Value::from("AAA")),
        ("breadth_nm", Value::from(12.0)),
        ("status", Value::from("computed")),
        ("policy", Value::from("median")),
        ("tolerance_m", Value::from(0.5)),
        ("coast", Value::from("coast.geojson")),
        ("as_of", Value::Null),
    ] {
        assert_eq!(properties[key], value, "{key}");
    }
    assert!(properties["article"].as_str().is_some_and(|article| article.contains("Art. 3")));
    assert!(properties["source"].is_string());
}

#[test]
fn rings_and_the_narrower_belts_add_up_to_the_wider() {
    let folder = folder("rings", ASTRIDE);
    let command = "zones --coast coast.geojson --breadth 6 --breadth 12 --breadth 24";
    let belts = features(&folder, command);
    let rings = features(&folder, &format!("{command} --rings"));
    check_rules(&belts);
    check_rules(&rings);
    assert_eq!(belts.len(), rings.len());
    for state in ["AAA", "BBB"] {
        let mut sum = 0.0;
        for breadth in [6.0, 12.0, 24.0] {
            sum += area(&rings, state, breadth);
            let belt = area(&belts, state, breadth);
            // Vertices are rounded to a centimetre: some metres² along some hundred kilometres.
            assert!((sum / belt - 1.0).abs() < 1e-6, "{state} {breadth}: {sum} not {belt}");
        }
    }
}

#[test]
fn zones_over_the_antimeridian_are_cut_there_and_lose_nothing() {
    let folder = folder("antimeridian", ASTRIDE);
    let here = features(&folder, "zones --coast coast.geojson --breadth 12");
    let moved = ASTRIDE.replace("-179.8", "20.2").replace("-180", "20");
    let moved = moved.replace("180.2", "20.2").replace("179.8", "19.8").replace("180", "20");
    fs::write(folder.join("moved.geojson"), moved).expect("written");
    let there = features(&folder, "zones --coast moved.geojson --breadth 12");
    check_rules(&here);
    for state in ["AAA", "BBB"] {
        let (here, there) = (area(&here, state, 12.0), area(&there, state, 12.0));
        assert!((here / there - 1.0).abs() < 1e-6, "{state}: {here} not {there}");
    }
}

#[test]
fn with_equal_breadths_keep_and_median_give_the_same_waters() {
    let folder = folder("keep", ASTRIDE);
    let median = features(&folder, "zones --coast coast.geojson --breadth 12");
    let keep = features(&folder, "zones --coast coast.geojson --breadth 12 --overlap keep");
    let sum = |found: &[Value]| area(found, "AAA", 12.0) + area(found, "BBB", 12.0);
    let shared = keep.iter().find(|feature| !feature["properties"]["claimed_by"].is_null());
    let shared = &shared.expect("waters of both")["properties"];
    assert_eq!((shared["claimed_by"].as_str(), shared["state"].as_str()), (Some("AAA BBB"), None));
    let union = sum(&keep) - shared["area_km2"].as_f64().expect("an area");
    // 0.01 %, as the project asks.
    assert!((union / sum(&median) - 1.0).abs() < 1e-4, "{union} not {}", sum(&median));
    check_rules(&keep);
}

#[test]
fn a_breadth_of_ones_own_is_for_one_state_and_the_others_keep_the_set_s() {
    let folder = folder("own", ASTRIDE);
    let both = features(&folder, "zones --coast coast.geojson --breadth 6 --breadth BBB=12");
    assert!(area(&both, "AAA", 6.0) > 0.0 && area(&both, "BBB", 12.0) > 0.0);
    let one = features(&folder, "zones --coast coast.geojson --breadth BBB=12");
    assert_eq!(one.len(), 1);
    // The other's coast still divides: a zone to the median line.
    let (one, both) = (area(&one, "BBB", 12.0), area(&both, "BBB", 12.0));
    // Both are within the tolerance of 1 m, along some 300 km.
    assert!((one / both - 1.0).abs() < 1e-5, "{one} not {both}");
}

#[test]
fn land_is_taken_out_of_the_waters_of_a_line() {
    let coast = r#"{"type":"Feature","properties":{"state":"AAA"},"geometry":
      {"type":"LineString","coordinates":[[25,38],[26,38]]}}"#;
    let land = r#"{"type":"Polygon","coordinates":[[[24,38],[27,38],[27,39],[24,39],[24,38]]]}"#;
    let folder = folder("land", coast);
    fs::write(folder.join("land.geojson"), land).expect("written");
    let whole = features(&folder, "zones --coast coast.geojson --breadth 12");
    let command = "zones --coast coast.geojson --breadth 12 --land land.geojson";
    let south = features(&folder, command);
    let (whole, south) = (area(&whole, "AAA", 12.0), area(&south, "AAA", 12.0));
    // The halves differ by the convergence of the meridians, 0.3 % at 38° N.
    assert!((south / whole - 0.5).abs() < 0.003, "{south} of {whole}");
}

#[test]
fn the_zones_of_a_named_sea_and_the_high_seas_fill_it() {
    let folder = folder("marmara", "");
    let figure = "[zones]\nstates = ['TUR']\nbreadths = [3, 6]\nwithin = 'marmara'\n";
    fs::write(folder.join("marmara.toml"), figure).expect("written");
    let (_, said) = answer(&folder, "zones marmara.toml -o out/zones.geojson");
    assert!(said.contains("wrote out/zones.geojson"), "{said}");
    let text = fs::read_to_string(folder.join("out/zones.geojson")).expect("a file");
    let text: Value = serde_json::from_str(&text).expect("JSON");
    let found = text["features"].as_array().expect("features").clone();
    check_rules(&found);
    for breadth in [3.0, 6.0] {
        let sum = area(&found, "TUR", breadth) + area(&found, "–", breadth);
        // The sea's own area, by the makers of the data (pyproj 3.7): 11,594 km².
        assert!((sum / 11_594.0 - 1.0).abs() < 1e-3, "{breadth} nm: {sum} km²");
    }
    let high = found.last().expect("a feature");
    assert_eq!(high["properties"]["kind"], "high-seas");
    assert_eq!(high["properties"]["state"], Value::Null);
    assert_eq!(high["properties"]["sea"], "marmara");
}

#[test]
fn the_zones_of_the_aegean_are_valid_with_all_their_islands() {
    check_rules(&features(&folder("islands", ""), "zones aegean --rings"));
}

/// What QGIS goes by: GEOS, through Python's shapely, where it is installed.
#[test]
fn geos_finds_the_zones_of_the_aegean_valid_too() {
    const IS_VALID: &str = "
import json, sys
try:
    from shapely.geometry import shape
    from shapely.validation import explain_validity
except ImportError:
    sys.exit('no shapely')
for feature in json.load(open(sys.argv[1]))['features']:
    print(feature['id'], explain_validity(shape(feature['geometry'])))
";
    let folder = folder("geos", ASTRIDE);
    answer(&folder, "zones aegean --rings -o aegean.geojson");
    answer(&folder, "zones --coast coast.geojson --breadth 12 --overlap keep -o astride.geojson");
    for file in ["aegean.geojson", "astride.geojson"] {
        let python =
            Command::new("python3").args(["-c", IS_VALID, file]).current_dir(&folder).output();
        let Ok(output) = python.map_err(|error| println!("skipped: no python3 ({error})")) else {
            return;
        };
        let said = String::from_utf8_lossy(&output.stderr);
        if said.contains("no shapely") {
            println!("skipped: python3 has no shapely, by which GEOS is asked");
            return;
        }
        let found = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && !found.is_empty(), "{file}: {said}");
        let wrong: Vec<&str> =
            found.lines().filter(|line| !line.ends_with("Valid Geometry")).collect();
        assert_eq!(wrong, [""; 0], "{file}");
    }
}

#[test]
fn the_shares_of_the_aegean_are_those_of_the_prototype() {
    let folder = folder("aegean", "");
    let (json, said) = answer(&folder, "areas aegean --format json");
    let rows: Vec<Value> = serde_json::from_str(&json).expect("an array");
    let keys = ["state", "kind", "breadth_nm", "area_km2", "share_percent", "parts"];
    for row in &rows {
        let row = row.as_object().expect("an object");
        assert!(row.len() == keys.len() && keys.iter().all(|key| row.contains_key(*key)));
    }
    // Shares of an independent prototype on GSHHG full with IHO limits: 0.5 points for the coast's simplification and
    // the outline, as the published shares differ by more among themselves.
    let expected = [
        ("GRC", 6.0, 44.8),
        ("TUR", 6.0, 7.4),
        ("–", 6.0, 47.9),
        ("GRC", 12.0, 71.8),
        ("TUR", 12.0, 8.6),
        ("–", 12.0, 19.6),
    ];
    assert_eq!(rows.len(), expected.len());
    for (row, (state, breadth, share)) in rows.iter().zip(expected) {
        assert_eq!(row["state"].as_str().unwrap_or("–"), state);
        assert_eq!(row["breadth_nm"], breadth);
        let found = row["share_percent"].as_f64().expect("a share");
        assert!((found - share).abs() < 0.5, "{state} at {breadth} nm: {found} %");
        assert!(row["parts"].as_u64().is_some_and(|parts| parts > 0));
    }
    for set in rows.chunks(3) {
        let sum: f64 = set.iter().filter_map(|row| row["area_km2"].as_f64()).sum();
        assert!((190_000.0..191_100.0).contains(&sum), "{sum} km²");
    }
    assert!(said.contains("Aegean Sea") && said.contains("IHO S-23"), "{said}");
    assert!(said.contains("GSHHG 2.3.6") && said.contains("ndicative"), "{said}");
}

#[test]
fn areas_are_written_as_table_markdown_and_csv() {
    let folder = folder("formats", "");
    let figure = "[zones]\nstates = ['TUR']\nbreadths = [6]\nwithin = 'marmara'\n";
    fs::write(folder.join("marmara.toml"), figure).expect("written");
    let (csv, _) = answer(&folder, "areas marmara.toml --format csv --breadth 3");
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines[0], "state,kind,breadth_nm,area_km2,share_percent,parts");
    assert_eq!(lines.len(), 3);
    assert!(lines[1].starts_with("TUR,territorial-sea,3,"), "{csv}");
    assert!(lines[2].starts_with(",high-seas,3,"), "{csv}");
    let (table, said) = answer(&folder, "areas marmara.toml");
    assert!(table.contains("high-seas") && table.contains("Sea of Marmara"), "{table}");
    assert!(said.is_empty(), "{said}");
    let (markdown, _) = answer(&folder, "areas marmara.toml --format markdown");
    assert!(markdown.starts_with("| state | kind | breadth | area km² | share | parts |\n|---"));
}

#[test]
fn without_a_named_sea_zones_are_whole_and_have_no_shares() {
    let folder = folder("whole", "");
    fs::write(folder.join("cyprus.toml"), "[zones]\nstates = ['CYP']\n").expect("written");
    let (json, said) = answer(&folder, "areas cyprus.toml --format json");
    let rows: Vec<Value> = serde_json::from_str(&json).expect("an array");
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0]["share_percent"], Value::Null);
    assert!(said.contains("names no sea"), "{said}");
}

/// Coasts of one state that are not as they should be; what is said of each; and what the same land is, drawn as it
/// should be. The zones must be those of the latter.
const DOUBTFUL: [(&str, &str, &str, &str); 7] = [
    (
        "bow",
        "crosses itself",
        "[[[[25,38],[25.4,38.4],[25.4,38],[25,38.4],[25,38]]]]",
        "[[[[25,38],[25.2,38.2],[25,38.4],[25,38]]],[[[25.2,38.2],[25.4,38],[25.4,38.4],[25.2,38.2]]]]",
    ),
    (
        "eight",
        "touches itself",
        "[[[[25,38],[25.2,38.2],[25.4,38],[25.4,38.4],[25.2,38.2],[25,38.4],[25,38]]]]",
        "[[[[25,38],[25.2,38.2],[25,38.4],[25,38]]],[[[25.2,38.2],[25.4,38],[25.4,38.4],[25.2,38.2]]]]",
    ),
    (
        "spike",
        "doubles back on itself",
        "[[[[25,38],[25.2,38],[25.3,38],[25.2,38],[25.2,38.2],[25,38.2],[25,38]]]]",
        "[[[[25,38],[25.2,38],[25.3,38],[25.2,38.00001],[25.2,38.2],[25,38.2],[25,38]]]]",
    ),
    (
        "repeated",
        "has a position twice in a row",
        "[[[[25,38],[25.2,38],[25.2,38],[25.2,38.2],[25,38.2],[25,38]]]]",
        "[[[[25,38],[25.2,38],[25.2,38.2],[25,38.2],[25,38]]]]",
    ),
    (
        "nested",
        "lies inside of another part of it",
        "[[[[25,38],[25.3,38],[25.3,38.3],[25,38.3],[25,38]]],[[[25.1,38.1],[25.2,38.1],[25.2,38.2],[25.1,38.1]]]]",
        "[[[[25,38],[25.3,38],[25.3,38.3],[25,38.3],[25,38]]]]",
    ),
    (
        "overlapping",
        "overlaps another part of it",
        "[[[[25,38],[25.2,38],[25.2,38.2],[25,38.2],[25,38]]],[[[25.1,38.1],[25.3,38.1],[25.3,38.3],[25.1,38.3],[25.1,38.1]]]]",
        "[[[[25,38],[25.2,38],[25.2,38.1],[25.3,38.1],[25.3,38.3],[25.1,38.3],[25.1,38.2],[25,38.2],[25,38]]]]",
    ),
    (
        "hole across",
        "overlaps another part of it",
        "[[[[25,38],[25.2,38],[25.2,38.2],[25,38.2],[25,38]],[[25.1,38.1],[25.1,38.15],[25.3,38.15],[25.3,38.1],[25.1,38.1]]]]",
        "",
    ),
];

fn coast_of(id: &str, polygons: &str) -> String {
    format!(
        r#"{{"type":"Feature","id":"{id}","properties":{{"state":"AAA"}},
           "geometry":{{"type":"MultiPolygon","coordinates":{polygons}}}}}"#
    )
}

#[test]
fn doubtful_coasts_are_told_by_name_and_have_the_zones_of_their_land() {
    for (name, doubt, coast, land) in DOUBTFUL {
        let folder = folder("doubtful", &coast_of(name, coast));
        let command = "zones --coast coast.geojson --breadth 6";
        let (_, said) = answer(&folder, command);
        let told = said.lines().any(|line| line.starts_with("warning") && line.contains(doubt));
        assert!(told && said.contains(&format!("`{name}`")), "{name}: {said}");
        assert!(said.contains("at: coast.geojson, ") && said.contains("hint: "), "{name}: {said}");
        let found = features(&folder, command);
        check_rules(&found);
        if !land.is_empty() {
            fs::write(folder.join("land.geojson"), coast_of(name, land)).expect("written");
            let (_, said) = answer(&folder, &command.replace("coast.geojson", "land.geojson"));
            assert_eq!(said, "", "{name}");
            let sound = features(&folder, &command.replace("coast.geojson", "land.geojson"));
            let (found, sound) = (area(&found, "AAA", 6.0), area(&sound, "AAA", 6.0));
            // Limits within a metre, along some 150 km of 11 km: a tenth of the tolerance of both.
            assert!((found / sound - 1.0).abs() < 2e-5, "{name}: {found} not {sound} km²");
        }
    }
}

#[test]
fn sound_coasts_are_told_nothing_of() {
    // Provinces that share a boundary, an island in a lake, stretches that meet end to end.
    let coast = r#"{"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"state":"AAA"},"geometry":{"type":"Polygon","coordinates":
        [[[25,38],[26,38],[26,39],[25,39],[25,38]],[[25.2,38.2],[25.2,38.8],[25.8,38.8],[25.8,38.2],[25.2,38.2]]]}},
      {"type":"Feature","properties":{"state":"AAA"},"geometry":{"type":"Polygon","coordinates":
        [[[26,38],[27,38],[27,39],[26,39],[26,38]]]}},
      {"type":"Feature","properties":{"state":"AAA"},"geometry":{"type":"Polygon","coordinates":
        [[[25.4,38.4],[25.5,38.4],[25.5,38.5],[25.4,38.4]]]}},
      {"type":"Feature","properties":{"state":"BBB"},"geometry":{"type":"MultiLineString","coordinates":
        [[[28,38],[29,38]],[[29,38],[29,39]]]}}]}"#;
    let folder = folder("sound", coast);
    assert_eq!(answer(&folder, "zones --coast coast.geojson --breadth 6").1, "");
}

#[test]
fn coasts_of_two_states_that_cross_are_told_of() {
    let coast = r#"{"type":"FeatureCollection","features":[
      {"type":"Feature","id":"one","properties":{"state":"AAA"},"geometry":{"type":"LineString","coordinates":
        [[25,38],[26,39]]}},
      {"type":"Feature","id":"two","properties":{"state":"BBB"},"geometry":{"type":"LineString","coordinates":
        [[25,39],[26,38]]}}]}"#;
    let folder = folder("crossing", coast);
    let (_, said) = answer(&folder, "zones --coast coast.geojson --breadth 6");
    assert!(said.contains("warning: `one` crosses the coast of `two`"), "{said}");
}

#[test]
fn islets_smaller_than_the_tolerance_have_their_zones() {
    // A triangle 0.3 m wide and a point, 60 nm apart: the disc of 12 nm at 38° N is 1,551.6 km².
    let coast = r#"{"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"state":"AAA"},"geometry":{"type":"Polygon","coordinates":
        [[[25,38],[25.0000034,38],[25,38.0000027],[25,38]]]}},
      {"type":"Feature","properties":{"state":"BBB"},"geometry":{"type":"Point","coordinates":[26.3,38]}}]}"#;
    let folder = folder("islets", coast);
    let found = features(&folder, "zones --coast coast.geojson --breadth 12 --tolerance 10m");
    for state in ["AAA", "BBB"] {
        // Chords within 10 m of a limit of 140 km: 1.4 km² at most.
        assert!((area(&found, state, 12.0) - 1_551.6).abs() < 1.4, "{state}");
    }
    check_rules(&found);
}
