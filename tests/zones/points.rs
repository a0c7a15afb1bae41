//! The command `points` as a user runs it: each format, and what is refused.

use crate::command::{answer, features, folder};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// Two rocks of one state south of one of another: one turning point, and the ends of the median.
const THREE: &str = r#"{"type":"FeatureCollection","features":[
  {"type":"Feature","properties":{"state":"AAA"},"geometry":{"type":"Point","coordinates":[25,36]}},
  {"type":"Feature","properties":{"state":"AAA"},"geometry":{"type":"Point","coordinates":[25.2,36]}},
  {"type":"Feature","properties":{"state":"BBB"},"geometry":{"type":"Point","coordinates":[25.1,36.2]}}]}"#;
const ASK: &str = "points --coast coast.geojson --breadth 12";

/// What the command says on standard error, and its exit code; it must fail.
fn refusal(folder: &Path, command: &str) -> (String, Option<i32>) {
    let output = Command::new(env!("CARGO_BIN_EXE_periplus"))
        .args(command.split_whitespace())
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env("XDG_CACHE_HOME", folder.join("cache"))
        .stdin(Stdio::null())
        .output()
        .expect("the binary runs");
    assert!(!output.status.success(), "{command}");
    (String::from_utf8_lossy(&output.stderr).into_owned(), output.status.code())
}

fn lines(text: &str) -> Vec<Value> {
    serde_json::from_str(text).expect("a list of lines")
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

fn position(value: &Value) -> geo::Coord {
    geo::Coord { x: number(&value["longitude"]), y: number(&value["latitude"]) }
}

#[test]
fn json_gives_each_line_its_points_with_base_points_and_the_way_to_the_next() {
    let folder = folder("points-json", THREE);
    let (text, _) = answer(&folder, &format!("{ASK} --format json"));
    let lines = lines(&text);
    let names: Vec<&str> = lines.iter().map(|it| it["line"].as_str().expect("a name")).collect();
    assert_eq!(names, ["limit of AAA at 12 nm", "limit of BBB at 12 nm", "median AAA–BBB"]);
    let median = &lines[2];
    assert_eq!(
        (&median["article"], &median["zone"]),
        (&"UNCLOS Art. 15".into(), &"territorial-sea".into())
    );
    let points = median["points"].as_array().expect("points");
    let kinds: Vec<&str> = points.iter().map(|it| it["kind"].as_str().expect("a kind")).collect();
    assert_eq!(kinds, ["end", "turning-point", "end"]);
    for point in points {
        for base in point["base_points"].as_array().expect("base points") {
            let measured = periplus::sea::geodesy::distance(position(point), position(base)).0;
            // The positions are rounded to a centimetre.
            assert!((measured - number(&base["distance_m"])).abs() < 0.02, "{measured} m: {base}");
        }
    }
    let turning = &points[1];
    assert_eq!(turning["base_points"].as_array().map(Vec::len), Some(3));
    assert!((number(&turning["longitude"]) - 25.1).abs() < 1e-6, "midway between the two");
    let next = &turning["next"];
    let length = periplus::sea::geodesy::distance(position(turning), position(&points[2])).0;
    assert!((number(&next["distance_m"]) - length).abs() < 0.02);
    assert!((number(&next["distance_nm"]) * 1_852.0 - length).abs() < 0.02);
    let there_and_back = number(&next["azimuth_deg"]) - number(&next["azimuth_back_deg"]);
    assert!((there_and_back.abs() - 180.0).abs() < 0.2, "meridians converge by little");
    let stretches = median["stretches"].as_array().expect("stretches");
    let ends: Vec<(&Value, &Value)> = stretches.iter().map(|it| (&it["from"], &it["to"])).collect();
    assert_eq!(ends, [(&1.into(), &2.into()), (&2.into(), &3.into())]);
}

#[test]
fn csv_has_a_header_with_units_and_as_many_cells_in_each_row() {
    let folder = folder("points-csv", THREE);
    let (text, said) = answer(&folder, &format!("{ASK} --format csv"));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().expect("a header").clone();
    for column in [
        "latitude_deg",
        "longitude_dms",
        "distance_nm",
        "next_m",
        "azimuth_back_deg",
        "base_3_state",
    ] {
        assert!(header.iter().any(|it| it == column), "{column} is not in {header:?}");
    }
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    let cell = |row: &csv::StringRecord, column: &str| {
        let place = header.iter().position(|it| it == column).expect("the column");
        row[place].to_owned()
    };
    let turning: Vec<_> = rows
        .iter()
        .filter(|row| &row[0] == "median AAA–BBB" && cell(row, "kind") == "turning-point")
        .collect();
    assert_eq!(turning.len(), 1);
    assert_eq!(cell(turning[0], "longitude_dms"), "25° 06′ 00.0″ E");
    assert_eq!(cell(turning[0], "longitude_deg"), "25.1000000");
    assert_eq!(cell(turning[0], "base_1_state"), "AAA");
    assert!(said.contains("Coast: "), "{said}");
}

#[test]
fn tables_name_lines_points_and_base_points() {
    let folder = folder("points-table", THREE);
    let (table, _) = answer(&folder, ASK);
    for part in [
        "median AAA–BBB (UNCLOS Art. 15)",
        "25° 06′ 00.0″ E",
        "B1, B2",
        "1 end",
        "base points",
        "Indicative",
    ] {
        assert!(table.contains(part), "`{part}` is not in\n{table}");
    }
    let (markdown, _) = answer(&folder, &format!("{ASK} --format markdown"));
    assert!(markdown.contains("| no. | latitude | longitude |"), "{markdown}");
    let rows = markdown.lines().filter(|line| line.starts_with('|'));
    for row in rows {
        assert!([11, 6].contains(&row.matches('|').count()), "{row}");
    }
}

#[test]
fn geojson_has_points_stretches_and_base_points_and_ties_where_asked_for() {
    let folder = folder("points-geojson", THREE);
    let plain = features(&folder, &format!("{ASK} --format geojson"));
    let kinds = |features: &[Value], kind: &str| {
        features.iter().filter(|it| it["properties"]["kind"] == kind).count()
    };
    let counted =
        ["turning-point", "end", "stretch", "base-point", "tie"].map(|it| kinds(&plain, it));
    // The median turns once, the limit of AAA twice, that of BBB ends twice where the median does.
    assert_eq!(counted[3..], [3, 0]);
    assert_eq!(counted[0], 2, "one on the median, one on the limit of AAA");
    let tied = features(&folder, &format!("{ASK} --format geojson --ties -o -"));
    let controls: usize = tied
        .iter()
        .filter(|it| {
            it["properties"]["next"].is_number()
                || it["properties"]["kind"] == "end"
                || it["properties"]["kind"] == "turning-point"
        })
        .map(|it| it["properties"]["base_points"].as_array().map_or(0, Vec::len))
        .sum();
    assert_eq!(kinds(&tied, "tie"), controls);
    let mut ids: Vec<&str> = tied.iter().map(|it| it["id"].as_str().expect("an id")).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "each feature has an id of its own");
}

#[test]
fn points_are_the_same_in_a_file_but_for_its_mark_and_on_standard_output() {
    let folder = folder("points-file", THREE);
    let (text, _) = answer(&folder, &format!("{ASK} --format csv"));
    let (nothing, said) = answer(&folder, &format!("{ASK} --format csv -o points.csv"));
    assert_eq!((nothing.as_str(), said.contains("wrote points.csv")), ("", true));
    // a file is for spreadsheets, which tell UTF-8 by its mark
    let written = fs::read_to_string(folder.join("points.csv")).expect("written");
    assert_eq!(written.strip_prefix('\u{feff}'), Some(text.as_str()));
}

#[test]
fn a_rock_alone_has_nothing_to_list_and_is_told() {
    let rock = r#"{"type":"Feature","properties":{"state":"AAA"},"geometry":{"type":"Point","coordinates":[25,36]}}"#;
    let folder = folder("points-none", rock);
    let (table, said) = answer(&folder, ASK);
    assert!(said.contains("no turning points") && said.contains("hint:"), "{said}");
    assert!(table.contains("a part without points: B1"), "{table}");
}

#[test]
fn what_has_no_turning_points_is_refused_with_a_way_out() {
    let folder = folder("points-refused", THREE);
    fs::write(folder.join("dry.toml"), "title = 'A'\nlayers = []\n[extent]\nregion = 'aegean'\n")
        .expect("written");
    let keep = "title = 'A'\nlayers = []\n[extent]\nregion = 'aegean'\n[zones]\ncoast = 'coast.geojson'\nbreadths = [12]\noverlap = 'keep'\n";
    fs::write(folder.join("keep.toml"), keep).expect("written");
    for (command, words, code) in [
        (format!("{ASK} --overlap keep"), "those of medians", 2),
        ("points keep.toml".to_owned(), "keep.toml", 3),
        ("points dry.toml".to_owned(), "asks for no waters", 3),
        ("points --coast coast.geojson".to_owned(), "--breadth", 2),
        (format!("{ASK} --ties"), "--format geojson", 2),
        (format!("{ASK} -o coast.geojson"), "overwritten", 2),
        ("points nowhere.toml".to_owned(), "nowhere.toml", 4),
        (format!("{ASK} --breadth 24 --island-weight 0.5"), "half effect", 2),
    ] {
        let (said, found) = refusal(&folder, &command);
        assert!(said.contains(words), "{command}: {said}");
        assert!(said.contains("hint:") || said.contains("Usage:"), "{command}: {said}");
        assert_eq!(found, Some(code), "{command}: {said}");
    }
}

#[test]
fn of_a_named_sea_there_are_the_points_that_lie_in_it() {
    // Off Antikithera, where the Aegean ends (IHO S-23, 28 h).
    let coast = THREE
        .replace("[25,36]", "[23.1,36]")
        .replace("[25.2,36]", "[23.3,36]")
        .replace("[25.1,36.2]", "[23.2,35.8]");
    let folder = folder("points-sea", &coast);
    let figure = "title = 'A'\nlayers = []\n[extent]\nregion = 'aegean'\n[zones]\ncoast = 'coast.geojson'\nbreadths = [12]\nwithin = 'aegean'\n";
    fs::write(folder.join("sea.toml"), figure).expect("written");
    let places = |command: &str| -> Vec<String> {
        let (text, _) = answer(&folder, command);
        let lines = lines(&text);
        let points = lines.iter().flat_map(|line| line["points"].as_array().expect("points"));
        points.map(|point| format!("{} {}", point["longitude"], point["latitude"])).collect()
    };
    let whole = places(&format!("{ASK} --format json"));
    let part = places("points sea.toml --format json");
    assert!(!part.is_empty() && part.len() < whole.len(), "{part:?} of {whole:?}");
    assert!(part.iter().all(|place| whole.contains(place)), "{part:?} of {whole:?}");
}
