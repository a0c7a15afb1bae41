//! Breadths as claimed on a day.

use crate::command::*;
use serde_json::Value;
use std::fs;

/// Rows of `areas` of a figure, by state, kind and breadth.
fn rows(test: &str, figure: &str, options: &str) -> Vec<Value> {
    let folder = folder(test, "");
    fs::write(folder.join("figure.toml"), figure).expect("written");
    let (json, _) = answer(&folder, &format!("areas figure.toml --format json {options}"));
    serde_json::from_str(&json).expect("an array")
}

fn breadths(rows: &[Value], state: &str) -> Vec<f64> {
    let own = rows.iter().filter(|row| row["state"] == state && row["kind"] == "territorial-sea");
    own.filter_map(|row| row["breadth_nm"].as_f64()).collect()
}

#[test]
fn january_2021_gives_greece_12_miles_in_the_ionian_sea() {
    let ionian = "[zones]\nstates = ['GRC', 'ITA', 'ALB']\nwithin = 'ionian'\n";
    let before = rows("before", ionian, "--as-of 2020-10-17");
    let after = rows("after", ionian, "--as-of 2021-02-01");
    assert_eq!((breadths(&before, "GRC"), breadths(&after, "GRC")), (vec![6.0], vec![12.0]));
    // Italy's 12 miles (Law 359/1974) are not touched: their waters meet nowhere within 24.
    assert_eq!(breadths(&before, "ITA"), [12.0]);
    let area = |rows: &[Value], state: &str| {
        let of = rows.iter().filter(|row| row["state"].as_str().unwrap_or("–") == state);
        of.filter_map(|row| row["area_km2"].as_f64()).sum::<f64>()
    };
    assert_eq!(area(&before, "ITA"), area(&after, "ITA"));
    // What Greece gains the high seas lose: a tenth of a square kilometre is the last digit.
    let gain = area(&after, "GRC") - area(&before, "GRC");
    let loss = area(&before, "–") - area(&after, "–");
    assert!(gain > 1_000.0 && (gain - loss).abs() < 0.3, "{gain} {loss}");
}

#[test]
fn greece_claimed_3_miles_before_1936() {
    let aegean = "[zones]\nstates = ['GRC', 'TUR']\nwithin = 'aegean'\n";
    let history = [("1935-01-01", 3.0, 3.0), ("1950-01-01", 6.0, 3.0), ("2020-10-17", 6.0, 6.0)];
    for (day, greece, turkiye) in history {
        let rows = rows(&format!("history-{day}"), aegean, &format!("--as-of {day}"));
        assert_eq!(breadths(&rows, "GRC"), [greece], "{day}");
        assert_eq!(breadths(&rows, "TUR"), [turkiye], "{day}");
    }
}

#[test]
fn turkiye_claims_6_miles_in_the_aegean_and_12_beyond() {
    let folder = folder("turkiye", "");
    let figure = "as_of = 2020-10-17\n[zones]\nstates = ['TUR']\n";
    fs::write(folder.join("figure.toml"), figure).expect("written");
    let found = features(&folder, "zones figure.toml");
    let breadths: Vec<f64> =
        found.iter().filter_map(|it| it["properties"]["breadth_nm"].as_f64()).collect();
    assert_eq!(breadths, [6.0, 12.0]);
    check_rules(&found);
    // S-23 ends the Aegean on the meridian 28°16′ E at the Anatolian coast: 6 miles lie west of it, and Rhodes'
    // channel is the farthest east that they come.
    let six = polygons(&found[0]);
    let east = geo::BoundingRect::bounding_rect(&six).expect("an extent").max().x;
    assert!(east < 28.4, "{east}");
}

#[test]
fn a_state_without_a_claim_has_no_zone_and_is_told_of() {
    let folder = folder("no-claim", "");
    let figure = "as_of = 1900-01-01\n[zones]\nstates = ['PSE', 'GRC']\n";
    fs::write(folder.join("figure.toml"), figure).expect("written");
    let (_, said) = answer(&folder, "areas figure.toml");
    assert!(said.contains("no claim of PSE is known on 1900-01-01"), "{said}");
    assert!(said.contains("claims before 1930 are not known"), "{said}");
}

#[test]
fn a_breadth_on_the_command_line_stands_in_for_the_claim() {
    let ionian = "as_of = 2020-10-17\n[zones]\nstates = ['GRC', 'ITA']\nwithin = 'ionian'\n";
    let rows = rows("override", ionian, "--breadth GRC=12");
    assert_eq!((breadths(&rows, "GRC"), breadths(&rows, "ITA")), (vec![12.0], vec![12.0]));
}
