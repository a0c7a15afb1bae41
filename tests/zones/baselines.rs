//! The command `baselines`: features made so that the law's answer is known, and what zones make of them.

use crate::command::{answer, features, folder};
use periplus::sea::geodesy::{destination, distance};
use periplus::units::{Degrees, Metres, NauticalMiles};
use serde_json::{Value, json};
use std::path::Path;

const CENTRE: geo::Coord = geo::Coord { x: 25.0, y: 38.0 };

fn off(azimuth: f64, miles: f64) -> [f64; 2] {
    let at = destination(CENTRE, Degrees(azimuth), NauticalMiles(miles).metres());
    [at.x, at.y]
}

fn feature(id: &str, said: Value, geometry: Value) -> Value {
    let mut properties = json!({ "state": "AAA" });
    let more = said.as_object().expect("attributes").clone();
    properties.as_object_mut().expect("attributes").extend(more);
    json!({ "type": "Feature", "id": id, "properties": properties, "geometry": geometry })
}

fn point(at: [f64; 2]) -> Value {
    json!({ "type": "Point", "coordinates": at })
}

fn line(positions: &[[f64; 2]]) -> Value {
    json!({ "type": "LineString", "coordinates": positions })
}

fn polygon(ring: &[[f64; 2]]) -> Value {
    let ring: Vec<[f64; 2]> = ring.iter().chain(&ring[..1]).copied().collect();
    json!({ "type": "Polygon", "coordinates": [ring] })
}

fn square([x, y]: [f64; 2], half: f64) -> Value {
    let corner = |east: f64, north: f64| [x + east * half, y + north * half];
    polygon(&[corner(-1.0, -1.0), corner(1.0, -1.0), corner(1.0, 1.0), corner(-1.0, 1.0)])
}

fn coast(features: &[Value]) -> String {
    json!({ "type": "FeatureCollection", "features": features }).to_string()
}

/// The conditions of the baseline of this id.
fn conditions(folder: &Path, id: &str) -> Vec<Value> {
    let (text, _) = answer(folder, "baselines --coast coast.geojson --format json");
    let all: Vec<Value> = serde_json::from_str(&text).expect("a list");
    let found = all.into_iter().find(|it| it["id"] == id).expect("the baseline is there");
    found["conditions"].as_array().expect("conditions").clone()
}

/// The result of the condition that rests on this article and begins with these words.
fn result(conditions: &[Value], article: &str, words: &str) -> (String, f64) {
    let said = |it: &Value, key: &str| it[key].as_str().unwrap_or_default().to_owned();
    let found = conditions
        .iter()
        .find(|it| said(it, "article") == article && said(it, "condition").starts_with(words));
    assert!(found.is_some(), "{article}, {words}: {conditions:?}");
    let found = found.expect("the condition is there");
    (said(found, "result"), found["measured"].as_f64().unwrap_or(f64::NAN))
}

/// Land round a rectangular bay of this width, as deep as it is wide, open to the south; and the line across its mouth.
fn bay(miles: f64) -> [Value; 2] {
    let [west, east] = [off(270.0, miles / 2.0), off(90.0, miles / 2.0)];
    let deep = miles / 60.0;
    let land = polygon(&[
        [24.0, west[1]],
        west,
        [west[0], west[1] + deep],
        [east[0], east[1] + deep],
        east,
        [26.0, east[1]],
        [26.0, 39.0],
        [24.0, 39.0],
    ]);
    let closing = json!({ "kind": "bay-closing-line", "edges": "geodesic" });
    [feature("land", json!({}), land), feature("closing", closing, line(&[west, east]))]
}

#[test]
fn a_closing_line_of_23_9_miles_passes_and_one_of_24_1_does_not() {
    for (miles, expected) in [(23.9, "pass"), (24.1, "fail")] {
        let folder = folder(&format!("baselines-bay-{miles}"), &coast(&bay(miles)));
        let conditions = conditions(&folder, "closing");
        let (verdict, measured) = result(&conditions, "UNCLOS Art. 10(4)", "length");
        assert_eq!(verdict, expected);
        assert!((measured - miles).abs() < 1e-3, "{measured} nm");
        let (verdict, _) = result(&conditions, "UNCLOS Art. 10(2), (3)", "area");
        assert_eq!(verdict, "pass", "a square holds the semi-circle on its side");
    }
}

#[test]
fn a_historic_bay_is_exempt_and_what_shuts_in_no_water_is_no_bay() {
    let [land, closing] = bay(30.0);
    let mut historic = closing.clone();
    historic["properties"]["historic"] = true.into();
    historic["id"] = "historic".into();
    let open = json!({ "kind": "bay-closing-line" });
    let open = feature("open", open, line(&[[24.5, 36.0], [24.7, 36.0]]));
    let folder = folder("baselines-historic", &coast(&[land, closing, historic, open]));
    let exempt = conditions(&folder, "historic");
    assert_eq!(result(&exempt, "UNCLOS Art. 10(6)", "length").0, "exempt");
    assert_eq!(result(&conditions(&folder, "closing"), "UNCLOS Art. 10(4)", "length").0, "fail");
    let none = conditions(&folder, "open");
    assert_eq!(result(&none, "UNCLOS Art. 10(2), (3)", "area").0, "fail");
}

/// An island, an elevation within 12 nm of it, and one that is within 12 nm of that one alone.
fn elevations(near: f64, far: f64) -> String {
    let elevation = |id: &str, miles: f64| {
        feature(id, json!({ "kind": "low-tide-elevation" }), point(off(90.0, miles)))
    };
    let island = feature("island", json!({}), point([CENTRE.x, CENTRE.y]));
    coast(&[island, elevation("near", near), elevation("far", far)])
}

#[test]
fn a_low_tide_elevation_counts_from_land_and_not_from_another_one() {
    let folder = folder("baselines-elevations", &elevations(11.999, 20.0));
    let near = result(&conditions(&folder, "near"), "UNCLOS Art. 13", "from the mainland");
    assert_eq!((near.0.as_str(), (near.1 - 11.999).abs() < 1e-5), ("pass", true));
    let far = result(&conditions(&folder, "far"), "UNCLOS Art. 13", "from the mainland");
    assert_eq!((far.0.as_str(), (far.1 - 20.0).abs() < 1e-5), ("fail", true));

    // The belt reaches 12 nm from the nearer one, and the other one adds nothing.
    let (zones, said) = answer(&folder, "zones --coast coast.geojson --breadth 12");
    assert!(said.contains("20.000 nm from the mainland and islands of AAA"), "{said}");
    let zones: Value = serde_json::from_str(&zones).expect("JSON");
    let rings = zones["features"][0]["geometry"]["coordinates"].to_string();
    let positions: Vec<f64> =
        rings.split(['[', ']', ',']).filter_map(|number| number.parse().ok()).step_by(2).collect();
    let eastmost = positions.iter().copied().fold(0.0, f64::max);
    let expected = off(90.0, 11.999)[0] + (off(90.0, 12.0)[0] - CENTRE.x);
    assert!((eastmost - expected).abs() < 1e-4, "{eastmost}, {expected}");
}

#[test]
fn a_low_tide_elevation_out_of_reach_of_one_of_two_breadths_counts_for_none() {
    let folder = folder("baselines-two-breadths", &elevations(8.0, 20.0));
    let island = features(&folder, "zones --coast coast.geojson --breadth 6 --breadth 12");
    let area = |zone: &Value| zone["properties"]["area_km2"].as_f64().expect("an area");
    // A disc of 12 nm at 38° N is 1,551.6 km².
    assert!((area(&island[1]) - 1_551.6).abs() < 0.5, "{}", area(&island[1]));
    let with = features(&folder, "zones --coast coast.geojson --breadth 12");
    // Two discs whose middles are 8 nm apart: 2πr² − 2r² acos(d/2r) + d/2 √(4r² − d²) is 2,198 km² on a plane.
    assert!((area(&with[0]) - 2_198.0).abs() < 3.0, "{}", area(&with[0]));
}

#[test]
fn a_river_a_port_a_reef_and_a_rock_have_a_test_each() {
    let features = [
        feature(
            "land",
            json!({}),
            polygon(&[[24.0, 38.0], [26.0, 38.0], [26.0, 39.0], [24.0, 39.0]]),
        ),
        feature(
            "river",
            json!({ "kind": "river-closing-line" }),
            line(&[[24.5, 38.0], [24.52, 38.0]]),
        ),
        feature(
            "loose",
            json!({ "kind": "river-closing-line" }),
            line(&[[24.5, 37.99], [24.52, 38.0]]),
        ),
        feature("mole", json!({ "kind": "harbour-works" }), line(&[[25.0, 38.0], [25.0, 37.99]])),
        feature("berth", json!({ "kind": "harbour-works" }), line(&[[25.2, 37.99], [25.2, 37.98]])),
        feature(
            "rig",
            json!({ "kind": "harbour-works", "installation": true }),
            point([25.4, 37.9]),
        ),
        feature("isle", json!({}), square([24.5, 37.5], 0.01)),
        feature("atoll", json!({ "kind": "reef" }), square([24.5, 37.5], 0.05)),
        feature("bank", json!({ "kind": "reef" }), square([25.5, 37.5], 0.05)),
        feature("stack", json!({ "kind": "rock" }), square([25.8, 37.5], 0.001)),
    ];
    let folder = folder("baselines-features", &coast(&features));
    let verdict =
        |id: &str, article: &str, words: &str| result(&conditions(&folder, id), article, words);
    assert_eq!(verdict("river", "UNCLOS Art. 9", "ends").0, "pass");
    let loose = verdict("loose", "UNCLOS Art. 9", "ends");
    assert_eq!(loose.0, "fail");
    assert!((loose.1 - 1_110.0).abs() < 2.0, "a hundredth of a degree: {} m", loose.1);
    assert_eq!(verdict("mole", "UNCLOS Art. 11", "from the rest").0, "pass");
    let berth = verdict("berth", "UNCLOS Art. 11", "from the rest");
    assert!(berth.0 == "open" && (berth.1 - 1_110.0).abs() < 2.0, "{berth:?}");
    assert_eq!(verdict("rig", "UNCLOS Art. 11", "no installation").0, "fail");
    assert_eq!(verdict("atoll", "UNCLOS Art. 6", "land").0, "pass");
    assert_eq!(verdict("bank", "UNCLOS Art. 6", "land").0, "open");
    let fringe = verdict("bank", "UNCLOS Art. 6", "from the coast").1;
    assert!(fringe > 10.0, "the bank lies {fringe} nm off");
    assert_eq!(verdict("stack", "UNCLOS Art. 121(3)", "human").0, "open");
}

#[test]
fn an_archipelago_is_held_to_ratio_and_lengths() {
    // Two degrees by one at the equator, round a band of land from north to south: a share of the width is a share of the area.
    let ring = [[0.0, -0.5], [2.0, -0.5], [2.0, 0.5], [0.0, 0.5]];
    let lines = |id: &str| {
        let closed: Vec<[f64; 2]> = ring.iter().chain(&ring[..1]).copied().collect();
        feature(id, json!({ "kind": "archipelagic-baseline" }), line(&closed))
    };
    let band = |wide: f64| polygon(&[[0.0, -0.5], [wide, -0.5], [wide, 0.5], [0.0, 0.5]]);
    for (wide, ratio, expected) in
        [(0.3, 17.0 / 3.0, "pass"), (0.19, 1.81 / 0.19, "fail"), (1.1, 0.9 / 1.1, "fail")]
    {
        let land = feature("land", json!({}), band(wide));
        let folder =
            folder(&format!("baselines-archipelago-{wide}"), &coast(&[land, lines("lines")]));
        let conditions = conditions(&folder, "lines");
        let (verdict, measured) = result(&conditions, "UNCLOS Art. 47(1)", "water to land");
        assert_eq!(verdict, expected, "{wide}: {measured}");
        assert!((measured / ratio - 1.0).abs() < 1e-4, "{wide}: {measured}, {ratio}");
        // Two of four lines are 120 nm, a half and not 3 %; none is longer than 125 nm.
        assert_eq!(
            result(&conditions, "UNCLOS Art. 47(2)", "lines longer"),
            ("fail".to_owned(), 50.0)
        );
        assert_eq!(result(&conditions, "UNCLOS Art. 47(2)", "length").0, "pass");
    }
    let open = feature("open", json!({ "kind": "archipelagic-baseline" }), line(&ring));
    let land = feature("land", json!({}), band(0.3));
    let folder = folder("baselines-archipelago-open", &coast(&[land, open]));
    let conditions = conditions(&folder, "open");
    assert_eq!(result(&conditions, "UNCLOS Art. 47(1)", "the lines enclose").0, "fail");
}

#[test]
fn a_straight_baseline_may_not_end_on_a_low_tide_elevation_without_a_lighthouse() {
    let land = polygon(&[[24.0, 38.0], [26.0, 38.0], [26.0, 39.0], [24.0, 39.0]]);
    for (light, expected) in [(false, "fail"), (true, "pass")] {
        let said = json!({ "kind": "low-tide-elevation", "lighthouse": light });
        let features = [
            feature("land", json!({}), land.clone()),
            feature("bank", said, point([25.0, 37.95])),
            feature(
                "line",
                json!({ "kind": "straight-baseline" }),
                line(&[[24.8, 38.0], [25.0, 37.95], [25.2, 38.0]]),
            ),
        ];
        let folder = folder(&format!("baselines-light-{light}"), &coast(&features));
        let conditions = conditions(&folder, "line");
        assert_eq!(result(&conditions, "UNCLOS Art. 7(4)", "end on a low-tide").0, expected);
        let (verdict, departs) = result(&conditions, "UNCLOS Art. 7(3)", "departure");
        let angle = libm::atan2(
            distance(geo::Coord { x: 25.0, y: 38.0 }, geo::Coord { x: 25.0, y: 37.95 }).0,
            distance(geo::Coord { x: 24.8, y: 38.0 }, geo::Coord { x: 25.0, y: 38.0 }).0,
        );
        assert!((departs - angle.to_degrees()).abs() < 0.3, "{departs}°, {}°", angle.to_degrees());
        assert_eq!(verdict, "pass");
        let practice = conditions.iter().find(|it| it["condition"] == "length of the segment");
        let practice = practice.and_then(|it| it["practice"].as_str()).expect("no article has it");
        assert!(practice.contains("Limits in the Seas"));
    }
}

#[test]
fn an_arc_is_one_segment_as_long_as_it_runs() {
    let arc = json!({ "kind": "straight-baseline", "construct": "distance", "distance_nm": 10,
        "from_azimuth": 270, "to_azimuth": 90 });
    let features = [
        feature(
            "land",
            json!({}),
            polygon(&[[24.0, 38.0], [26.0, 38.0], [26.0, 39.0], [24.0, 39.0]]),
        ),
        feature("arc", arc, point([25.0, 39.0])),
    ];
    let folder = folder("baselines-arc", &coast(&features));
    let (_, said) = answer(&folder, "baselines --coast coast.geojson");
    assert!(!said.contains("overlaps"), "{said}");
    let conditions = conditions(&folder, "arc");
    let (verdict, long) = result(&conditions, "UNCLOS Art. 7", "length of the segment");
    let half_turn = std::f64::consts::PI * 10.0;
    assert!(verdict == "fail" && (long - half_turn).abs() < 1e-3, "{long} nm");
    // At its ends it runs straight out from the coast, but for half of an edge of it.
    let (verdict, departs) = result(&conditions, "UNCLOS Art. 7(3)", "departure");
    assert!(verdict == "fail" && departs > 89.0 && departs <= 90.0, "{departs}°");
}

#[test]
fn a_line_over_180_degrees_has_its_ends_west_and_east() {
    let west = polygon(&[[179.5, 38.0], [180.0, 38.0], [180.0, 39.0], [179.5, 39.0]]);
    let east = polygon(&[[-180.0, 38.0], [-179.5, 38.0], [-179.5, 39.0], [-180.0, 39.0]]);
    let features = [
        feature("west", json!({}), west),
        feature("east", json!({}), east),
        feature(
            "line",
            json!({ "kind": "straight-baseline" }),
            line(&[[179.6, 39.1], [-179.6, 39.1]]),
        ),
    ];
    let folder = folder("baselines-180", &coast(&features));
    let (table, _) = answer(&folder, "baselines --coast coast.geojson");
    assert!(table.contains("179° 36′ 00.0″ E") && table.contains("179° 36′ 00.0″ W"), "{table}");
    assert!(!table.contains("-0.000"), "{table}");
    let to = conditions(&folder, "line")[0]["to"].clone();
    assert_eq!(to, json!([-179.6, 39.1]));
}

#[test]
fn lines_round_islands_are_no_fault_of_the_file_and_one_that_crosses_itself_is() {
    let ring = [[24.4, 38.0], [25.6, 38.0], [25.6, 38.2], [25.0, 39.0], [24.4, 38.2], [24.4, 38.0]];
    let islands = [[24.5, 38.1], [25.5, 38.1], [25.0, 38.9]].map(|at| square(at, 0.1));
    let islands = islands.into_iter().map(|island| feature("island", json!({}), island));
    let lines = feature("lines", json!({ "kind": "archipelagic-baseline" }), line(&ring));
    let reef = feature("reef", json!({ "kind": "reef" }), square([24.5, 38.1], 0.2));
    let features: Vec<Value> = islands.chain([lines, reef]).collect();
    let whole = folder("baselines-round-islands", &coast(&features));
    let (_, said) = answer(&whole, "baselines --coast coast.geojson");
    assert!(!said.contains("lies inside") && !said.contains("overlaps"), "{said}");

    let bow = [[24.0, 38.0], [25.0, 39.0], [25.0, 38.0], [24.0, 39.0]];
    let crossed = feature("bow", json!({ "kind": "straight-baseline" }), line(&bow));
    let folder = folder(
        "baselines-crossed",
        &coast(&[feature("land", json!({}), square([24.5, 40.0], 0.3)), crossed]),
    );
    let (_, said) = answer(&folder, "baselines --coast coast.geojson");
    assert!(
        said.contains("crosses itself") && said.contains("the order of its positions"),
        "{said}"
    );
}

/// The published list (reference of the decree): its first point and its last, and how many there are.
#[test]
fn the_segments_of_a_bundled_baseline_are_those_of_its_list() {
    let folder = folder("baselines-egypt", "");
    std::fs::write(
        folder.join("egypt.toml"),
        "[extent]\nbounds = [24, 30, 35, 34]\n[zones]\nstates = [\"EGY\"]\n",
    )
    .expect("written");
    let (text, _) = answer(&folder, "baselines egypt.toml --format json --as-of 2020-10-17");
    let all: Vec<Value> = serde_json::from_str(&text).expect("a list");
    let conditions = all[0]["conditions"].as_array().expect("conditions");
    let lengths: Vec<&Value> =
        conditions.iter().filter(|it| it["condition"] == "length of the segment").collect();
    assert_eq!(lengths.len(), 29);
    let is = |at: &Value, [lon, lat]: [f64; 2]| {
        let [x, y] = [0, 1].map(|axis| at[axis].as_f64().expect("degrees"));
        (x - lon).abs() < 1e-5 && (y - lat).abs() < 1e-5
    };
    assert!(is(&lengths[0]["from"], [25.148_889, 31.675]));
    assert!(
        is(&lengths[28]["from"], [30.471_667, 31.455])
            && is(&lengths[28]["to"], [31.028_333, 31.6])
    );
    let (before, _) = answer(&folder, "baselines egypt.toml --format json --as-of 1989-01-01");
    assert_eq!(before, "[]\n", "the decree is of 1990");
}

#[test]
fn bays_that_are_found_pass_what_they_were_found_by() {
    let [land, _] = bay(20.0);
    let folder = folder("baselines-found", &coast(&[land]));
    let (text, _) = answer(&folder, "baselines --coast coast.geojson --bays --format json");
    let all: Vec<Value> = serde_json::from_str(&text).expect("a list");
    assert_eq!((all.len(), &all[0]["found"]), (1, &true.into()));
    let conditions = all[0]["conditions"].as_array().expect("conditions");
    assert!(conditions.iter().all(|it| it["result"] != "fail"), "{conditions:?}");
    let metres = Metres(result(conditions, "UNCLOS Art. 10(4)", "length").1 * 1_852.0);
    assert!((metres.nautical_miles().0 - 20.0).abs() < 0.01);
}

#[test]
fn each_form_has_the_same_conditions_and_a_mark_of_bytes_in_a_file() {
    let folder = folder("baselines-forms", &elevations(5.0, 20.0));
    let (csv, said) = answer(&folder, "baselines --coast coast.geojson --format csv");
    let columns = csv.lines().next().expect("a header").split(',').count();
    assert!(csv.lines().all(|row| row.matches(',').count() >= columns - 1));
    assert!(said.contains("Conditions: 1 pass, 1 fail, 0 open, 0 exempt."), "{said}");
    let (table, _) = answer(&folder, "baselines --coast coast.geojson");
    assert!(table.contains("at most 12 nm") && table.contains("UNCLOS Art. 13"), "{table}");
    let (markdown, _) = answer(&folder, "baselines --coast coast.geojson --format markdown");
    assert!(markdown.contains("|---|"), "{markdown}");
    answer(&folder, "baselines --coast coast.geojson --format csv -o report.csv");
    let bytes = std::fs::read(folder.join("report.csv")).expect("it is there");
    assert!(bytes.starts_with("\u{feff}".as_bytes()));
}
