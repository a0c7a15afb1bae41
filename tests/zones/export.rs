//! `zones` against closed forms and the rules of RFC 7946.

use crate::absent::skip;
use crate::command::*;
use serde_json::Value;
use std::fs;
use std::process::Command;

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
fn a_narrow_zone_along_a_meridian_from_the_pole_is_not_lost() {
    let line = r#"{"type":"Feature","properties":{"state":"AAA"},
        "geometry":{"type":"LineString","coordinates":[[10,90],[10,75]]}}"#;
    let folder = folder("from-the-pole", line);
    let found = features(&folder, "zones --coast coast.geojson --breadth 0.1");
    // 15° of meridian from the pole are 1,675 km on WGS 84 (111.62 to 111.69 km a degree), with 185.2 m to either side.
    let strip = 2.0 * 0.1852 * 1_675.0;
    assert!((area(&found, "AAA", 0.1) / strip - 1.0).abs() < 0.01, "{strip} km²");
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

/// A state whose breadth is the same in every set has zones and lines there that the others' breadths change.
#[test]
fn no_two_features_have_the_same_id() {
    let folder = folder("ids", ASTRIDE);
    let breadths = "--breadth 6 --breadth 12 --breadth 24 --breadth AAA=12";
    for policy in ["median", "overlap", "keep"] {
        for nesting in ["", "--rings"] {
            let options = format!("{breadths} --overlap {policy} {nesting}");
            let found =
                features(&folder, &format!("zones --coast coast.geojson --lines {options}"));
            let ids: Vec<String> = found.iter().map(|feature| feature["id"].to_string()).collect();
            let twice = ids.iter().enumerate().filter(|(place, id)| ids[..*place].contains(id));
            assert_eq!(twice.count(), 0, "{options}: {ids:?}");
        }
    }
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
fn a_state_of_ones_own_coast_is_written_by_its_code_or_as_the_coast_names_it() {
    for (state, asked, written) in [("aaa", "AAA", "AAA"), ("Aland", "Aland", "Aland")] {
        let folder = folder("written", &rock(38.0).replace("AAA", state));
        let command = format!("zones --coast coast.geojson --breadth {asked}=12");
        let found = features(&folder, &command);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0]["properties"]["state"], written);
    }
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
        let Ok(output) = python else {
            return skip("python3");
        };
        let said = String::from_utf8_lossy(&output.stderr);
        if said.contains("no shapely") {
            return skip("the Python package shapely, by which GEOS is asked");
        }
        let found = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && !found.is_empty(), "{file}: {said}");
        let wrong: Vec<&str> =
            found.lines().filter(|line| !line.ends_with("Valid Geometry")).collect();
        assert_eq!(wrong, [""; 0], "{file}");
    }
}
