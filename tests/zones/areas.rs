//! `areas` against published shares, and how it writes them.

use crate::command::*;
use serde_json::Value;
use std::fs;

#[test]
fn the_shares_of_the_aegean_are_those_of_the_prototype() {
    let folder = folder("aegean", "");
    let (json, said) = answer(&folder, "areas aegean --format json");
    let rows: Vec<Value> = serde_json::from_str(&json).expect("an array");
    let keys = ["state", "kind", "breadth_nm", "area_km2", "share_percent", "parts"];
    for row in &rows {
        let row = row.as_object().expect("an object");
        // Of high seas also what of them lies over a shelf; of a state also its name.
        let more = if row["kind"] == "high-seas" { "shelf_km2" } else { "state_name" };
        assert!(row.len() == keys.len() + 1 && keys.iter().all(|key| row.contains_key(*key)));
        assert!(row.contains_key(more), "{row:?}");
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
fn a_figure_shows_the_very_shares_that_areas_prints() {
    let folder = folder("shares", "");
    let (json, _) = answer(&folder, "areas aegean --format json");
    let rows: Vec<Value> = serde_json::from_str(&json).expect("an array");
    let (report, _) = answer(&folder, "render aegean -o aegean.svg --report -");
    let report: Value = serde_json::from_str(&report).expect("an object");
    let shares = report["shares"].as_array().expect("the figure shows shares");
    assert_eq!(shares.len(), rows.len());
    let svg = fs::read_to_string(folder.join("aegean.svg")).expect("written");
    for row in &rows {
        let is_it =
            |it: &&Value| it["state"] == row["state"] && it["breadth_nm"] == row["breadth_nm"];
        let share = shares.iter().find(is_it).expect("every row is shown");
        assert_eq!(share["share_percent"], row["share_percent"]);
        let percent = row["share_percent"].as_f64().expect("a share");
        let name = match row["state"].as_str() {
            Some("GRC") => "Greece",
            Some(_) => "Türkiye",
            None => "high seas",
        };
        let words =
            format!("{name}, {} nm: {percent:.1} %", row["breadth_nm"].as_f64().expect("nm"));
        assert!(svg.contains(&words), "{words}");
        let told = format!("{name} {percent:.1}\u{a0}%");
        assert!(svg.contains(&told), "the alternative text has {told}");
    }
}

#[test]
fn a_figure_of_panels_has_the_areas_that_its_panels_show() {
    let folder = folder("panels", "");
    let (one, _) = answer(&folder, "areas aegean --format json");
    let (panels, _) = answer(&folder, "areas aegean-6v12 --format json");
    assert_eq!(panels, one);
}

#[test]
fn areas_are_written_as_table_markdown_and_csv() {
    let folder = folder("formats", "");
    let figure = "[zones]\nstates = ['TUR']\nbreadths = [6]\nwithin = 'marmara'\n";
    fs::write(folder.join("marmara.toml"), figure).expect("written");
    let (csv, _) = answer(&folder, "areas marmara.toml --format csv --breadth 3");
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines[0], "state,kind,breadth_nm,area_km2,share_percent,parts,shelf_km2,state_name");
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

#[test]
fn a_box_beyond_the_waters_is_told() {
    let folder = folder("areas-beyond", ASTRIDE);
    let figure = "[zones]\ncoast = 'coast.geojson'\nbreadths = [12]\n";
    fs::write(folder.join("figure.toml"), figure).expect("written");
    let (rows, said) = answer(&folder, "areas figure.toml --bounds 0,0,1,1 --format json");
    assert_eq!(rows.trim(), "[]");
    assert!(
        said.contains("none of the waters lies within") && said.contains("0, 0, 1, 1"),
        "{said}"
    );
    let (_, said) = answer(&folder, "areas aegean --bounds 0,0,1,1 --format json");
    assert!(said.contains("nothing of the Aegean Sea lies within"), "{said}");
    let (_, said) = answer(&folder, "areas figure.toml --bounds 179,-20,181,-16 --format json");
    assert!(!said.contains("warning"), "{said}");
}

#[test]
fn breadths_of_every_state_shown_make_one_set() {
    let folder = folder("areas-own", ASTRIDE);
    let figure = |more: &str| {
        let text = format!(
            "[zones]\ncoast = 'coast.geojson'\nstates = ['AAA', 'BBB']\nbreadths = [6, 12]\n{more}"
        );
        fs::write(folder.join("figure.toml"), text).expect("written");
    };
    let rows = |command: &str| -> Vec<(String, f64)> {
        let (json, _) = answer(&folder, command);
        let rows: Vec<Value> = serde_json::from_str(&json).expect("an array");
        let row = |row: &Value| {
            (
                row["state"].as_str().unwrap_or("–").to_owned(),
                row["breadth_nm"].as_f64().unwrap_or(0.0),
            )
        };
        rows.iter().map(row).collect()
    };
    let expected = [("AAA".to_owned(), 12.0), ("BBB".to_owned(), 6.0)];
    figure("");
    let asked = "areas figure.toml --format json --breadth AAA=12 --breadth BBB=6";
    assert_eq!(rows(asked), expected);
    assert_eq!(rows("areas figure.toml --format json").len(), 4);
    // With one of the two the other has both breadths.
    assert_eq!(rows("areas figure.toml --format json --breadth AAA=3").len(), 4);
    figure("own_breadths = { AAA = 12, BBB = 6 }\n");
    assert_eq!(rows("areas figure.toml --format json"), expected);
}
