//! Coasts that are not as they should be.

use crate::command::*;
use std::fs;

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
fn doubtful_coasts_are_named_and_have_the_zones_of_their_land() {
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
            let valid = features(&folder, &command.replace("coast.geojson", "land.geojson"));
            let (found, valid) = (area(&found, "AAA", 6.0), area(&valid, "AAA", 6.0));
            // Limits within a metre, along some 150 km of 11 km: a tenth of the tolerance of both.
            assert!((found / valid - 1.0).abs() < 2e-5, "{name}: {found} not {valid} km²");
        }
    }
}

#[test]
fn of_valid_coasts_nothing_is_said() {
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
    let folder = folder("valid", coast);
    assert_eq!(answer(&folder, "zones --coast coast.geojson --breadth 6").1, "");
}

#[test]
fn coasts_of_two_states_that_cross_are_named() {
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
