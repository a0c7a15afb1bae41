//! Coasts of one sovereign: what divides their waters is no boundary between states.

use crate::command::*;
use serde_json::Value;
use std::fs;

/// Two rocks of one sovereign and a third of another state, 10 minutes of latitude apart.
const THREE: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"state":"AAA"},"geometry":{"type":"Point","coordinates":[25,36]}},
{"type":"Feature","properties":{"state":"BBB","sovereign":"AAA"},"geometry":{"type":"Point","coordinates":[25,36.1667]}},
{"type":"Feature","properties":{"state":"CCC"},"geometry":{"type":"Point","coordinates":[25,36.3333]}}
]}"#;

/// The lines of an export between two states: the states and the kind of each.
fn dividing(found: &[Value]) -> Vec<(&str, &str)> {
    let lines = found.iter().filter_map(|feature| {
        let its = &feature["properties"];
        Some((its["states"].as_str()?, its["kind"].as_str()?))
    });
    lines.collect()
}

#[test]
fn between_coasts_of_one_sovereign_runs_no_median() {
    let folder = folder("sovereign", THREE);
    let found = features(&folder, "zones --coast coast.geojson --breadth 12 --lines");
    let expected = [("AAA BBB", "internal-line"), ("BBB CCC", "median-line")];
    assert_eq!(dividing(&found), expected);
    let internal = found.iter().find(|it| it["properties"]["kind"] == "internal-line");
    assert_eq!(internal.expect("one was just found")["properties"]["article"], Value::Null);
    // Whose waters are whose stays as it is: each of the two has its own belt.
    assert!(area(&found, "AAA", 12.0) > 100.0 && area(&found, "BBB", 12.0) > 100.0);
}

#[test]
fn a_map_draws_medians_between_states_only() {
    let figure = "[extent]\nbounds = [24.5, 35.7, 25.5, 36.6]\n\
                  [zones]\ncoast = 'coast.geojson'\nbreadths = [12]\n";
    let has_median = |name: &str, coast: &str| {
        let folder = folder(name, coast);
        fs::write(folder.join("figure.toml"), figure).expect("written");
        answer(&folder, "render figure.toml -o map.svg");
        let svg = fs::read_to_string(folder.join("map.svg")).expect("written");
        svg.contains("median, computed")
    };
    let of_one = THREE.replace("\"CCC\"", "\"CCC\",\"sovereign\":\"AAA\"");
    assert!(has_median("medians", THREE), "the legend names the median of two states");
    assert!(!has_median("no-medians", &of_one), "all three are of one sovereign");
}

#[test]
fn aland_and_finland_have_no_median_between_them_and_both_have_one_with_sweden() {
    let folder = folder("aland", "");
    let figure = "[extent]\nbounds = [18.5, 59.3, 22.5, 60.9]\n\
                  [zones]\nstates = ['ALA', 'FIN', 'SWE']\nbreadths = [12]\n";
    fs::write(folder.join("figure.toml"), figure).expect("written");
    let found = features(&folder, "zones figure.toml --lines");
    let between = dividing(&found);
    assert!(between.contains(&("ALA FIN", "internal-line")), "{between:?}");
    assert!(between.contains(&("ALA SWE", "median-line")), "{between:?}");
}
