//! The law on zones: articles by kind, high seas told from what is only left over, enclaves, lines that part some zones.

use crate::command::*;
use geo::{Contains, Coord, Point};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// Two coasts on meridians, 10 nm apart at 60° N: zones of both meet at every breadth.
const FACING: &str = r#"{"type":"FeatureCollection","features":[
  {"type":"Feature","properties":{"state":"AAA"},"geometry":{"type":"LineString","coordinates":[[20,59],[20,61]]}},
  {"type":"Feature","properties":{"state":"BBB"},"geometry":{"type":"LineString","coordinates":[[20.333,59],[20.333,61]]}}]}"#;

fn texts<'a>(found: &'a [Value], kind: &str, key: &str) -> Vec<(f64, Option<&'a str>)> {
    let of_kind = found.iter().map(|it| &it["properties"]).filter(|it| it["kind"] == kind);
    of_kind.map(|it| (it["breadth_nm"].as_f64().expect("a breadth"), it[key].as_str())).collect()
}

#[test]
fn zones_and_lines_rest_on_the_articles_of_their_kind() {
    let folder = folder("articles", FACING);
    let command =
        "zones --coast coast.geojson --breadth 12 --breadth 24 --breadth 200 --breadth 300";
    let found = features(&folder, &format!("{command} --lines --tolerance 100m"));
    for (kind, article) in [
        ("territorial-sea", "UNCLOS Art. 3, 4, 15"),
        ("contiguous-zone", "UNCLOS Art. 33"),
        ("exclusive-economic-zone", "UNCLOS Art. 57, 74"),
        ("continental-shelf", "UNCLOS Art. 76, 83"),
    ] {
        let said = texts(&found, kind, "article");
        assert!(said.len() == 2 && said.iter().all(|it| it.1 == Some(article)), "{said:?}");
    }
    let medians = texts(&found, "median-line", "article");
    for (breadth, article) in [
        (12.0, Some("UNCLOS Art. 15")),
        (24.0, None),
        (200.0, Some("UNCLOS Art. 74")),
        (300.0, Some("UNCLOS Art. 83")),
    ] {
        assert!(medians.contains(&(breadth, article)), "{breadth}: {medians:?}");
    }
    // Divided by no median, no zone names the article on it.
    let kept = features(&folder, "zones --coast coast.geojson --breadth 12 --overlap keep");
    assert!(
        texts(&kept, "territorial-sea", "article")
            .iter()
            .all(|it| it.1 == Some("UNCLOS Art. 3, 4"))
    );
}

/// A figure of the Levantine on a day, computed coarsely.
fn levantine(states: &str, kinds: &str) -> String {
    format!(
        "as_of = 2024-01-01\n[zones]\nstates = [{states}]\nkinds = [{kinds}]\nwithin = 'levantine'\ntolerance = '20m'\n"
    )
}

const ALL: &str = "'GRC', 'TUR', 'CYP', 'SYR', 'LBN', 'ISR', 'PSE', 'EGY', 'LBY', 'GBR'";

fn rows(folder: &Path, figure: &str) -> Vec<Value> {
    fs::write(folder.join("figure.toml"), figure).expect("written");
    let (json, _) = answer(folder, "areas figure.toml --format json");
    serde_json::from_str(&json).expect("JSON")
}

fn sum(rows: &[Value], wanted: impl Fn(&Value) -> bool) -> f64 {
    rows.iter().filter(|row| wanted(row)).filter_map(|row| row["area_km2"].as_f64()).sum()
}

#[test]
fn blocks_add_up_to_the_sea_and_high_seas_are_where_nobody_has_a_zone() {
    let folder = folder("blocks", "");
    let kinds = "'territorial-sea', 'contiguous-zone', 'exclusive-economic-zone'";
    let rows = rows(&folder, &levantine(ALL, kinds));
    // A block ends with the high seas.
    let blocks: Vec<&[Value]> = rows.split_inclusive(|row| row["kind"] == "high-seas").collect();
    assert_eq!(blocks.len(), 3);
    let whole: Vec<f64> = blocks.iter().map(|block| sum(block, |_| true)).collect();
    assert!(whole.iter().all(|block| (block / whole[0] - 1.0).abs() < 1e-5), "{whole:?}");
    let high: Vec<f64> =
        blocks.iter().map(|block| sum(block, |row| row["kind"] == "high-seas")).collect();
    assert!(high.iter().all(|area| (area / high[2] - 1.0).abs() < 1e-3), "{high:?}");
    // All of it lies within 200 nm of a coast, and says so.
    let last = blocks[2].last().expect("high seas");
    assert!((last["shelf_km2"].as_f64().expect("a shelf") / high[2] - 1.0).abs() < 1e-5, "{last}");
    // What 12 nm leave within the economic zone of Cyprus is that zone without its territorial sea.
    let of_cyprus = |row: &Value| row["in_force_of"] == "CYP";
    let beyond = sum(blocks[0], of_cyprus);
    let own =
        |block: &[Value], kind: &str| sum(block, |it| it["state"] == "CYP" && it["kind"] == kind);
    let zone = own(blocks[2], "exclusive-economic-zone") - own(blocks[0], "territorial-sea");
    assert!((beyond / zone - 1.0).abs() < 1e-3, "{beyond} {zone}");
    assert!(rows.iter().all(|row| row["area_km2"].as_f64().is_some_and(|area| area > 0.0)));
}

#[test]
fn rings_and_one_leftover_fill_the_sea() {
    let folder = folder("rings-of-kinds", "");
    let kinds = "'territorial-sea', 'exclusive-economic-zone'";
    fs::write(folder.join("figure.toml"), levantine(ALL, kinds)).expect("written");
    let found = features(&folder, "zones figure.toml --rings");
    let area = |it: &Value| it["properties"]["area_km2"].as_f64().expect("an area");
    let sum: f64 = found.iter().map(area).sum();
    // The sea's own area, by the makers of the data.
    assert!((sum / 565_420.3 - 1.0).abs() < 1e-4, "{sum}");
    assert_eq!(found.iter().filter(|it| it["properties"]["kind"] == "high-seas").count(), 1);
    assert!(found.iter().all(|it| it["properties"]["kind"] != "beyond"));
}

#[test]
fn the_shelf_needs_no_claim() {
    let folder = folder("shelf", "");
    let rows = rows(&folder, &levantine(ALL, "'continental-shelf'"));
    let states: Vec<&str> = rows
        .iter()
        .filter(|row| row["kind"] == "continental-shelf")
        .filter_map(|row| row["state"].as_str())
        .collect();
    // All but the Base Areas, which have a territorial sea and no more.
    assert_eq!(states, ["CYP", "EGY", "GRC", "ISR", "LBN", "LBY", "PSE", "SYR", "TUR"]);
    assert!(rows.iter().all(|row| row["kind"] != "high-seas"));
}

#[test]
fn beyond_three_miles_the_base_areas_are_coast_of_cyprus() {
    let folder = folder("bases", "");
    let zone = "'exclusive-economic-zone'";
    let area = |rows: &[Value], state: &str| sum(rows, |row| row["state"] == state);
    let found = rows(&folder, &levantine(ALL, &format!("'territorial-sea', {zone}")));
    let economic: Vec<Value> =
        found.iter().filter(|row| row["kind"] == "exclusive-economic-zone").cloned().collect();
    // The same with the island as one state's: the coast under another code, the same lines.
    let (shore, _) = answer(&folder, "geodata shoreline");
    let shore = shore.replace(r#""state":"GBR""#, r#""state":"CYP""#);
    let mut shore: Value = serde_json::from_str(&shore).expect("JSON");
    let lines = shore["features"].as_array_mut().expect("features");
    // Disputed islets are nobody's; the Caspian is no sea.
    lines.retain(|line| {
        let said = &line["properties"];
        said["state"].is_string() && said["water"] != "caspian"
    });
    fs::write(folder.join("one.geojson"), shore.to_string()).expect("written");
    answer(&folder, "geodata countries -o land.geojson");
    let lines = concat!(env!("CARGO_MANIFEST_DIR"), "/geodata/maritime-lines.geojson");
    fs::copy(lines, folder.join("lines.geojson")).expect("copied");
    let own = "coast = 'one.geojson'\nland = 'land.geojson'\nlines = 'lines.geojson'\n";
    let one = levantine(&ALL.replace(", 'GBR'", ""), zone) + own;
    let one = area(&rows(&folder, &one), "CYP");
    let bases = sum(&found[..12], |row| row["state"] == "GBR");
    assert!((300.0..400.0).contains(&bases), "{bases}");
    let apart = area(&economic, "CYP") + bases;
    assert!((apart / one - 1.0).abs() < 1e-3, "{apart} {one}");
}

#[test]
fn a_line_parts_the_zones_that_it_says_and_no_zone_goes_beyond_its_breadth() {
    let folder = folder("parts", FACING);
    let line = |zones: &str| {
        format!(
            r#"{{"type":"Feature","properties":{{"status":"agreed","states":"AAA BBB","edges":"geodesic","zones":"{zones}"}},
               "geometry":{{"type":"LineString","coordinates":[[20.25,58.5],[20.25,61.5]]}}}}"#
        )
    };
    let figure =
        "[zones]\ncoast = 'coast.geojson'\nlines = 'lines.geojson'\nbreadths = [12, 100]\n";
    fs::write(folder.join("figure.toml"), figure).expect("written");
    let holder = |found: &[Value], kind: &str, lon: f64, lat: f64| {
        let at = Point(Coord { x: lon, y: lat });
        let holds = |it: &&Value| it["properties"]["kind"] == kind && polygons(it).contains(&at);
        let found = found.iter().find(holds).and_then(|it| it["properties"]["state"].as_str());
        found.map(str::to_owned)
    };
    for (zones, sea, economic) in
        [("TS", "AAA", "BBB"), ("EEZ", "BBB", "AAA"), ("TS EEZ", "AAA", "AAA")]
    {
        fs::write(folder.join("lines.geojson"), line(zones)).expect("written");
        let found = features(&folder, "zones figure.toml --tolerance 5m");
        let at = |kind: &str| holder(&found, kind, 20.2, 60.0);
        assert_eq!(at("territorial-sea").as_deref(), Some(sea), "{zones}");
        assert_eq!(at("exclusive-economic-zone").as_deref(), Some(economic), "{zones}");
    }
    // North of both coasts, some 11.6 nm from BBB's end and 12.4 from AAA's: AAA's by the line, were its sea as broad as that.
    let found = features(&folder, "zones figure.toml --tolerance 5m");
    assert_eq!(holder(&found, "territorial-sea", 20.2, 61.182), None);
    assert_eq!(holder(&found, "territorial-sea", 20.2, 61.165).as_deref(), Some("AAA"));
}
