//! The zone system: one-sided baselines, internal waters, islands that count less, agreed lines; and that it is a
//! partition.

use crate::command::*;
use geo::{Contains, Coord, Point};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;

/// A square of land with a square notch of 0.2° in its southern shore.
const NOTCHED: &str =
    "[[[24,38],[24.9,38],[24.9,38.2],[25.1,38.2],[25.1,38],[26,38],[26,39],[24,39],[24,38]]]";

fn feature(properties: &str, kind: &str, coordinates: &str) -> String {
    format!(
        r#"{{"type":"Feature","properties":{{{properties}}},
           "geometry":{{"type":"{kind}","coordinates":{coordinates}}}}}"#
    )
}

fn collection(features: &[String]) -> String {
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))
}

/// The state whose zone of a kind holds a position.
fn holder(found: &[Value], kind: &str, lon: f64, lat: f64) -> Option<String> {
    let at = Point(Coord { x: lon, y: lat });
    let holds = |it: &&Value| it["properties"]["kind"] == kind && polygons(it).contains(&at);
    let found = found.iter().find(holds)?;
    Some(found["properties"]["state"].as_str().unwrap_or("–").to_owned())
}

#[test]
fn a_line_with_a_side_has_half_of_the_zone_of_one_without() {
    let line = "[[25,38],[25.5,38.3],[26,38],[26.2,38.6]]";
    let area_of = |side: &str| {
        let coast = feature(&format!(r#""state":"AAA","side":"{side}""#), "LineString", line);
        let found = features(
            &folder(&format!("side-{side}"), &coast),
            "zones --coast coast.geojson --breadth 12",
        );
        check_rules(&found);
        (area(&found, "AAA", 12.0), found)
    };
    let ((left, found), (right, _), (both, _)) =
        (area_of("left"), area_of("right"), area_of("both"));
    // Twins lie a millimetre off the line, limits within the tolerance of 1 m along some 300 km.
    assert!(((left + right) / both - 1.0).abs() < 1e-4, "{left} + {right} is not {both}");
    // North of the first edge is its left.
    assert!(holder(&found, "territorial-sea", 25.2, 38.2).is_some());
    assert!(holder(&found, "territorial-sea", 25.3, 38.1).is_none());
}

#[test]
fn waters_behind_a_straight_baseline_are_internal_and_part_of_no_belt() {
    let coast = collection(&[
        feature(r#""state":"AAA""#, "Polygon", NOTCHED),
        feature(
            r#""state":"AAA","kind":"straight-baseline""#,
            "LineString",
            "[[24.9,38],[25.1,38]]",
        ),
    ]);
    let folder = folder("internal", &coast);
    let found = features(&folder, "zones --coast coast.geojson --breadth 12");
    check_rules(&found);
    assert_eq!(holder(&found, "internal-waters", 25.0, 38.1).as_deref(), Some("AAA"));
    assert_eq!(holder(&found, "territorial-sea", 25.0, 38.1), None);
    // The notch: Δλ · (q₂ − q₁) · a²/2 (Snyder 1987, eq. 3-12) between 38 and 38.2° N, 0.2° wide.
    let internal = found.iter().find(|it| it["properties"]["kind"] == "internal-waters");
    let properties = &internal.expect("internal waters")["properties"];
    let (e2, a) = (0.006_694_379_990_141_f64, 6_378.137_f64);
    let q = |lat: f64| {
        let (s, e) = (lat.to_radians().sin(), e2.sqrt());
        (1.0 - e2) * (s / (1.0 - e2 * s * s) + (e * s).atanh() / e)
    };
    let exact = 0.2_f64.to_radians() * (q(38.2) - q(38.0)) * a * a / 2.0;
    let found = properties["area_km2"].as_f64().expect("an area");
    assert!((found / exact - 1.0).abs() < 1e-5, "{found} {exact}");
    assert_eq!(properties["article"], "UNCLOS Art. 8");
}

#[test]
fn bays_are_closed_when_asked_for() {
    let coast = feature(r#""state":"AAA""#, "Polygon", NOTCHED);
    let folder = folder("bays", &coast);
    let open = features(&folder, "zones --coast coast.geojson --breadth 12");
    let closed = features(&folder, "zones --coast coast.geojson --breadth 12 --bays");
    assert_eq!(holder(&open, "territorial-sea", 25.0, 38.1).as_deref(), Some("AAA"));
    assert_eq!(holder(&closed, "internal-waters", 25.0, 38.1).as_deref(), Some("AAA"));
    check_rules(&closed);
}

/// Two long coasts eight degrees apart, and an island of the western state two degrees off the eastern one.
fn opposite() -> String {
    collection(&[
        feature(r#""state":"AAA""#, "LineString", "[[20,34],[20,42]]"),
        feature(r#""state":"BBB""#, "LineString", "[[28,34],[28,42]]"),
        feature(
            r#""state":"AAA","island":true"#,
            "Polygon",
            "[[[25.99,37.99],[26.01,37.99],[26.01,38.01],[25.99,38.01],[25.99,37.99]]]",
        ),
    ])
}

#[test]
fn islands_count_in_full_by_half_or_not_at_all() {
    let folder = folder("islands", &opposite());
    let zone = "exclusive-economic-zone";
    let under = |weight: &str| {
        let command = format!("zones --coast coast.geojson --breadth 200 --island-weight {weight}");
        let found = features(&folder, &command);
        check_rules(&found);
        found
    };
    let (full, half, none) = (under("1"), under("0.5"), under("0"));
    // At 38° N the median lies at 27° E in full and at 24° E without the island; midway is 25.5° E. Lines of equal
    // distance curve: a twentieth of a degree to spare.
    let west_east = [(&full, 26.95, 27.05), (&half, 25.45, 25.55), (&none, 23.95, 24.05)];
    for (found, west, east) in west_east {
        assert_eq!(holder(found, zone, west, 38.0).as_deref(), Some("AAA"), "{west}");
        assert_eq!(holder(found, zone, east, 38.0).as_deref(), Some("BBB"), "{east}");
    }
    // Whatever it counts, it keeps its territorial sea: 12 nautical miles are 0.25° of longitude here.
    for found in [&full, &half, &none] {
        assert_eq!(holder(found, zone, 26.2, 38.0).as_deref(), Some("AAA"));
    }
    let sum = |found: &[Value]| area(found, "AAA", 200.0) + area(found, "BBB", 200.0);
    assert!(sum(&none) <= sum(&half) && sum(&half) <= sum(&full) * (1.0 + 1e-6));
}

#[test]
fn a_rock_has_a_territorial_sea_and_counts_for_nothing_beyond() {
    let coast = opposite().replace(r#""island":true"#, r#""rock":true"#);
    let folder = folder("rock-beyond", &coast);
    let found = features(&folder, "zones --coast coast.geojson --breadth 12 --breadth 200");
    check_rules(&found);
    let zone = "exclusive-economic-zone";
    // As if it were not there, the median lies at 24° E; its 12 miles (0.25°) stay its state's.
    for (lon, state) in [(23.95, "AAA"), (24.05, "BBB"), (25.8, "AAA"), (26.4, "BBB")] {
        assert_eq!(holder(&found, zone, lon, 38.0).as_deref(), Some(state), "{lon}");
    }
    assert_eq!(holder(&found, "territorial-sea", 26.2, 38.0).as_deref(), Some("AAA"));
}

#[test]
fn an_agreed_line_takes_the_place_of_the_median() {
    let folder = folder("agreed", &opposite());
    let line = r#""status":"agreed","states":"AAA BBB","edges":"geodesic""#;
    let line = feature(line, "LineString", "[[24.5,36],[24.5,37]]");
    fs::write(folder.join("lines.geojson"), line).expect("written");
    let figure = "[zones]\ncoast = 'coast.geojson'\nbreadths = [200]\nisland_weight = 0\n";
    fs::write(folder.join("computed.toml"), figure).expect("written");
    let figure = format!("{figure}lines = 'lines.geojson'\n");
    fs::write(folder.join("agreed.toml"), figure).expect("written");
    let computed = features(&folder, "zones computed.toml");
    let agreed = features(&folder, "zones agreed.toml");
    check_rules(&agreed);
    let zone = "exclusive-economic-zone";
    // The computed median is the meridian 24° E; the agreed line gives AAA half a degree more between 36 and 37° N.
    for (lon, lat, before, after) in [
        (24.3, 36.5, "BBB", "AAA"),
        (24.6, 36.5, "BBB", "BBB"),
        (24.3, 35.5, "BBB", "BBB"),
        (24.3, 37.3, "BBB", "BBB"),
    ] {
        assert_eq!(holder(&computed, zone, lon, lat).as_deref(), Some(before), "{lon} {lat}");
        assert_eq!(holder(&agreed, zone, lon, lat).as_deref(), Some(after), "{lon} {lat}");
    }
    let sum = |found: &[Value]| area(found, "AAA", 200.0) + area(found, "BBB", 200.0);
    assert!((sum(&agreed) / sum(&computed) - 1.0).abs() < 1e-7);
}

#[test]
fn the_zones_of_a_sea_are_a_partition_with_shared_vertices() {
    let folder = folder("partition", "");
    let figure = "[zones]\nstates = ['GRC', 'TUR']\nbreadths = [6, 12]\nwithin = 'aegean'\n";
    fs::write(folder.join("aegean.toml"), figure).expect("written");
    let found = features(&folder, "zones aegean.toml --rings --tolerance 10m");
    // Rings of 6 and of 6 to 12 nm, and the high seas beyond 12: all of the sea, each part once.
    let parts: Vec<&Value> = found.iter().collect();
    let key = |at: Coord| ((at.x * 1e7).round() as i64, (at.y * 1e7).round() as i64);
    let mut edges: BTreeMap<_, usize> = BTreeMap::new();
    for part in &parts {
        for polygon in polygons(part) {
            let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
            for edge in rings.flat_map(|ring| ring.lines()) {
                *edges.entry((key(edge.start), key(edge.end))).or_default() += 1;
            }
        }
    }
    // No edge twice the same way: no overlaps.
    assert!(edges.values().all(|count| *count == 1));
    // An edge that no other part has the other way is the shore's or the limit of the sea, which have 4 decimals or are
    // S-23's: none of them is an outer limit or a median, which are the longest lines of all.
    let is_shared = |(from, to): &(_, _)| edges.contains_key(&(*to, *from));
    let of_parts = |number: usize| -> usize {
        let polygon = polygons(parts[number]);
        let rings = polygon
            .0
            .iter()
            .flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
        let pairs = rings.flat_map(|ring| ring.lines()).map(|it| (key(it.start), key(it.end)));
        pairs.filter(|edge| is_shared(edge)).count()
    };
    assert!((0..parts.len()).all(|number| of_parts(number) > 100));
    let sum: f64 = parts.iter().filter_map(|it| it["properties"]["area_km2"].as_f64()).sum();
    // The sea's own area, by the makers of the data (pyproj): 190,180 km².
    assert!((sum / 190_180.0 - 1.0).abs() < 1e-5, "{sum}");
    let unshared = edges.keys().filter(|edge| !is_shared(edge)).count();
    let off_grid = edges
        .keys()
        .filter(|edge| !is_shared(edge))
        .filter(|((x, y), (u, v))| [x, y, u, v].iter().all(|value| *value % 1_000 != 0));
    // Of the shore's edges, those cut by a limit have one end off the grid of 4 decimals; with both ends off it there are
    // only those that two limits cut.
    assert!(off_grid.count() * 100 < unshared);
}

#[test]
fn lines_have_the_vertices_of_the_waters_and_their_status() {
    let folder = folder("lines", "");
    let figure = "as_of = 2020-10-17\n[zones]\nstates = ['GRC', 'TUR', 'CYP']\n";
    fs::write(folder.join("figure.toml"), figure).expect("written");
    let found = features(&folder, "zones figure.toml --tolerance 20m --lines");
    let is_line = |it: &&Value| it["geometry"]["type"] == "MultiLineString";
    let (lines, areas): (Vec<&Value>, Vec<&Value>) = found.iter().partition(is_line);
    let key = |lon: f64, lat: f64| ((lon * 1e7).round() as i64, (lat * 1e7).round() as i64);
    let vertices: std::collections::BTreeSet<_> = areas
        .iter()
        .flat_map(|area| geo::CoordsIter::coords_iter(&polygons(area)).collect::<Vec<_>>())
        .map(|at| key(at.x, at.y))
        .collect();
    let mut kinds = BTreeMap::new();
    for line in lines {
        let properties = &line["properties"];
        let status = properties["status"].as_str().expect("a status").to_owned();
        *kinds.entry((properties["kind"].to_string(), status.clone())).or_insert(0) += 1;
        if status == "computed" {
            for at in line["geometry"]["coordinates"][0].as_array().expect("positions") {
                let number = |value: &Value| value.as_f64().expect("a number");
                assert!(vertices.contains(&key(number(&at[0]), number(&at[1]))), "{properties}");
            }
        }
    }
    let count = |kind: &str, status: &str| {
        kinds.get(&(format!("\"{kind}\""), status.to_owned())).copied().unwrap_or(0)
    };
    // Greece 6, Türkiye 6 and 12, Cyprus 12; one median; on the day six lines of shelves are agreed (three of them the USSR's
    // with Türkiye), those of Cyprus with Egypt and Israel are of economic zones, that with Lebanon is signed and no more, and
    // Türkiye and Libya claim one.
    assert_eq!((count("outer-limit", "computed"), count("continental-shelf", "agreed")), (4, 6));
    assert!(count("median-line", "computed") >= 1);
    let economic = ["agreed", "signed", "claimed"].map(|it| count("exclusive-economic-zone", it));
    assert_eq!(economic, [3, 1, 1]);
    let greek = areas.iter().find(|area| area["properties"]["state"] == "GRC").expect("Greece");
    assert!(greek["properties"]["law"].as_str().is_some_and(|law| law.contains("230/1936")));
}
