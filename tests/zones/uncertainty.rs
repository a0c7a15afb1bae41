//! How far limits, medians and areas may be off, against closed forms.

use crate::command::{answer, features, folder, polygons};
use serde_json::{Value, json};
use std::path::Path;

/// Two rocks of two states, a known distance apart on a parallel.
fn rocks(east: f64) -> String {
    let rock = |state: &str, lon: f64| {
        json!({ "type": "Feature", "properties": { "state": state },
                "geometry": { "type": "Point", "coordinates": [lon, 36.0] } })
    };
    let features = [rock("AAA", 25.0), rock("BBB", east)];
    json!({ "type": "FeatureCollection", "features": features }).to_string()
}

fn line<'a>(features: &'a [Value], kind: &str) -> &'a Value {
    let found = features.iter().find(|it| it["properties"]["kind"] == kind);
    assert!(found.is_some(), "there is a {kind}");
    &found.expect("one of that kind")["properties"]
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

const ZONES: &str =
    "zones --coast coast.geojson --breadth 12 --lines --coast-accuracy 300m --tide 400m";

#[test]
fn a_limit_is_as_uncertain_as_coast_and_tide_and_itself_by_their_squares() {
    let folder = folder("uncertainty-limit", &rocks(25.2));
    let all = features(&folder, ZONES);
    let limit = line(&all, "outer-limit");
    // √(300² + 400² + 1²)
    assert_eq!(
        (number(&limit["uncertainty_m"]), number(&limit["uncertainty_least_m"])),
        (500.0, 500.0)
    );
    // Nothing is said where nothing is stated.
    let all = features(&folder, "zones --coast coast.geojson --breadth 12 --lines");
    assert!(line(&all, "outer-limit").get("uncertainty_m").is_none());
    assert!(all[0]["properties"].get("area_uncertainty_km2").is_none());
}

#[test]
fn a_median_is_least_uncertain_between_its_base_points_and_most_where_they_lie_in_one_direction() {
    // 18.03 km apart, so that the median goes on to where both limits meet, 22.224 km from each.
    let folder = folder("uncertainty-median", &rocks(25.2));
    let all = features(&folder, ZONES);
    let median = line(&all, "median-line");
    let half = 9_015.0_f64;
    let (least, most) =
        (500.0 * 2.0_f64.sqrt() / 2.0, 500.0 * 2.0_f64.sqrt() / (2.0 * half / 22_224.0));
    let said = [&median["uncertainty_least_m"], &median["uncertainty_m"]].map(number);
    assert!((said[0] / least - 1.0).abs() < 0.01, "{} m, {least}", said[0]);
    assert!((said[1] / most - 1.0).abs() < 0.001, "{} m, {most}", said[1]);
}

#[test]
fn the_median_moves_by_what_is_said_when_a_base_point_does() {
    // One of the two rocks 500 m further east: each place of the median moves by 500 m / (2 sin(θ/2)) times the part of that in
    // the direction of the rock; between the two, by half of it.
    let middle = |east: f64, name: &str| {
        let folder = folder(name, &rocks(east));
        let all = features(&folder, "zones --coast coast.geojson --breadth 12 --lines");
        let found =
            all.iter().find(|it| it["properties"]["kind"] == "median-line").expect("a median");
        let course = found["geometry"]["coordinates"][0].as_array().expect("positions").clone();
        let at = |it: &Value| geo::Coord { x: number(&it[0]), y: number(&it[1]) };
        let pair =
            course.windows(2).find(|pair| (at(&pair[0]).y - 36.0) * (at(&pair[1]).y - 36.0) <= 0.0);
        let pair = pair.expect("it passes between the rocks");
        (at(&pair[0]).x + at(&pair[1]).x) / 2.0
    };
    let degree = 111_320.0 * 36.0_f64.to_radians().cos();
    let moved =
        middle(25.2 + 500.0 / degree, "uncertainty-moved") - middle(25.2, "uncertainty-unmoved");
    assert!((moved * degree - 250.0).abs() < 5.0, "{} m", moved * degree);
}

fn rows(folder: &Path, options: &str) -> Vec<Value> {
    std::fs::write(
        folder.join("figure.toml"),
        "[extent]\nbounds = [24, 35, 27, 37]\n[zones]\ncoast = \"coast.geojson\"\nbreadths = [12]\n",
    )
    .expect("written");
    let (text, _) = answer(folder, &format!("areas figure.toml --format json {options}"));
    serde_json::from_str(&text).expect("rows")
}

#[test]
fn an_area_is_off_by_the_lines_round_it() {
    // Far from each other: two discs of 1,552 km², each with a limit of 2πr.
    let folder = folder("uncertainty-area", &rocks(26.0));
    let rows = rows(&folder, "--coast-accuracy 0.5km");
    let round = 2.0 * std::f64::consts::PI * 22.224;
    for row in &rows {
        let off = number(&row["area_uncertainty_km2"]);
        assert!((off - round * 0.5).abs() < 0.1, "{off} km²");
    }
    let (table, _) = answer(&folder, "areas figure.toml --coast-accuracy 500m");
    assert!(table.contains(" ± 69.8") && table.contains("known to 500 m"), "{table}");
    let (csv, _) = answer(&folder, "areas figure.toml --coast-accuracy 500m --format csv");
    assert!(csv.contains("area_uncertainty_km2"));
}

#[test]
fn a_ring_is_off_by_its_inner_line_too() {
    let folder = folder("uncertainty-ring", &rocks(26.0));
    let rings = features(
        &folder,
        "zones --coast coast.geojson --breadth 3 --breadth 12 --rings --coast-accuracy 500m",
    );
    let off = |miles: f64| 2.0 * std::f64::consts::PI * miles * 1.852 * 0.5;
    for ring in &rings {
        let said = &ring["properties"];
        let expected = if said["breadth_nm"] == 3.0 { off(3.0) } else { off(3.0) + off(12.0) };
        let found = number(&said["area_uncertainty_km2"]);
        assert!((found / expected - 1.0).abs() < 0.002, "{said}: {expected}");
    }
    assert_eq!(rings.len(), 4);
}

#[test]
fn the_median_of_two_rings_counts_where_it_divides_them_alone() {
    // The median between the two goes through both breadths; that of the wider one alone is its part beyond the narrower.
    let folder = folder("uncertainty-ring-median", &rocks(25.1));
    let ask = "zones --coast coast.geojson --breadth 6 --breadth 12 --lines --coast-accuracy 500m";
    let all = features(&folder, ask);
    let rings = features(&folder, &format!("{ask} --rings"));
    let off = |all: &[Value], breadth: f64| {
        let is_it = |it: &&Value| {
            it["properties"]["kind"] == "territorial-sea"
                && it["properties"]["breadth_nm"] == breadth
        };
        number(&all.iter().find(is_it).expect("waters")["properties"]["area_uncertainty_km2"])
    };
    // Limits of both breadths, of which each disc has all but the part within the other; and no median twice.
    let limit = |miles: f64| {
        let radius = miles * 1.852;
        let half = 9.016 / 2.0;
        (2.0 * std::f64::consts::PI - 2.0 * libm::acos(half / radius)) * radius * 0.5
    };
    let [narrow, wide] = [6.0, 12.0].map(|breadth| off(&all, breadth));
    let expected = limit(6.0) + limit(12.0) + (wide - limit(12.0)) - (narrow - limit(6.0));
    let ring = off(&rings, 12.0);
    assert!((ring / expected - 1.0).abs() < 0.003, "{ring} km², {expected}");
}

#[test]
fn the_numbers_of_a_delimitation_say_how_far_they_may_be_off() {
    let folder = folder("uncertainty-delimit", &rocks(25.2));
    let figure = "[extent]\nbounds = [24, 35, 27, 37]\n[zones]\ncoast = \"coast.geojson\"\nbreadths = [12]\n";
    std::fs::write(folder.join("figure.toml"), figure).expect("written");
    let output = |more: &[&str]| {
        let fronts = ["--front", "AAA=36,25 36.01,25", "--front", "BBB=36,25.2 36.01,25.2"];
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_periplus"))
            .args(["delimit", "figure.toml", "AAA", "BBB", "--bounds", "24,35,27,37"])
            .args(fronts)
            .args(more)
            .current_dir(&folder)
            .env("NO_COLOR", "1")
            .output()
            .expect("the binary runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text")
    };
    let plain: Value = serde_json::from_str(&output(&["-f", "json"])).expect("JSON");
    assert!(plain.get("uncertainty_m").is_none());
    let found = output(&["-f", "json", "--coast-accuracy", "300m", "--tide", "400m"]);
    let found: Value = serde_json::from_str(&found).expect("JSON");
    // As the median's of the zones: 9,016 m from each rock in the middle, 22,224 m at its ends.
    let most = 500.0 * 2.0_f64.sqrt() / (2.0 * 9_016.0 / 22_224.0);
    assert!((number(&found["uncertainty_m"]) / most - 1.0).abs() < 0.001, "{found}");
    // The two halves have the same limit, and the same median.
    let [one, other] = [0, 1].map(|place| number(&found["states"][place]["area_uncertainty_km2"]));
    let limit = (2.0 * std::f64::consts::PI - 2.0 * libm::acos(9.016 / 22.224)) * 22.224 * 0.5;
    assert!((one - other).abs() < 0.2 && one > limit, "{one}, {other}, {limit}");
    let page = output(&["--coast-accuracy", "500m"]);
    assert!(page.contains(" ± ") && page.contains(", off by 35"), "{page}");
}

#[test]
fn tides_alone_are_told_to_change_nothing() {
    let folder = folder("uncertainty-tide", &rocks(26.0));
    let (zones, said) =
        answer(&folder, "zones --coast coast.geojson --breadth 12 --tide 30m --lines");
    assert!(said.contains("`tide` without `coast_accuracy`"), "{said}");
    assert!(!zones.contains("uncertainty_m"));
}

#[test]
fn listed_points_are_exact_and_say_so_themselves_where_they_are_not() {
    for (said, expected) in [(json!({}), 1.0), (json!({ "accuracy_m": 120 }), 120.0)] {
        let mut properties = json!({ "state": "AAA", "kind": "straight-baseline" });
        properties
            .as_object_mut()
            .expect("an object")
            .extend(said.as_object().expect("an object").clone());
        let listed = json!({ "type": "Feature", "properties": properties,
            "geometry": { "type": "LineString", "coordinates": [[24.0, 36.0], [24.3, 36.0]] } });
        let shore = json!({ "type": "Feature", "properties": { "state": "BBB" },
            "geometry": { "type": "Point", "coordinates": [30.0, 36.0] } });
        let coast = json!({ "type": "FeatureCollection", "features": [listed, shore] }).to_string();
        let folder = folder(&format!("uncertainty-listed-{expected}"), &coast);
        let all = features(&folder, ZONES);
        let limit = line(&all, "outer-limit");
        assert_eq!(limit["state"], "AAA");
        assert!((number(&limit["uncertainty_m"]) - expected).abs() < 0.1, "{limit}");
    }
}

#[test]
fn a_band_is_as_wide_as_the_line_may_be_off_to_either_side() {
    let folder = folder("uncertainty-band", &rocks(26.0));
    let bands =
        features(&folder, "zones --coast coast.geojson --breadth 12 --bands --coast-accuracy 500m");
    assert_eq!(bands.len(), 2);
    for band in &bands {
        let area: f64 = polygons(band)
            .0
            .iter()
            .map(|it| {
                let polygon = periplus::space::Geographic(it.clone());
                periplus::sea::geodesy::polygon_area(&polygon).square_kilometres()
            })
            .sum();
        // π (r + u)² − π (r − u)², and √(500² + 1²) is 500.
        let ring = 4.0 * std::f64::consts::PI * 22.224 * 0.5;
        assert!((area / ring - 1.0).abs() < 0.005, "{area} km², {ring}");
        assert_eq!(band["properties"]["kind"], "uncertainty-band");
    }
}

#[test]
fn turning_points_say_how_far_they_may_be_off() {
    let folder = folder("uncertainty-points", &rocks(25.2));
    let ask = "points --coast coast.geojson --breadth 12 --coast-accuracy 500m";
    let (text, _) = answer(&folder, &format!("{ask} --format json"));
    let lines: Vec<Value> = serde_json::from_str(&text).expect("lines");
    let median = lines.iter().find(|it| it["line"] == "median AAA–BBB").expect("a median");
    let off = number(&median["points"][0]["uncertainty_m"]);
    let expected = 500.0 * 2.0_f64.sqrt() / (2.0 * 9_015.0 / 22_224.0);
    assert!((off / expected - 1.0).abs() < 0.01, "{off} m, {expected}");
    let (csv, _) = answer(&folder, &format!("{ask} --format csv"));
    assert!(csv.lines().next().expect("a header").contains("uncertainty_m"));
}
