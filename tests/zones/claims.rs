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

#[test]
fn zones_of_several_kinds_are_where_each_is_claimed_and_leave_the_high_seas() {
    let figure = "as_of = 2020-10-17\n[zones]\nstates = ['CYP', 'GRC', 'TUR', 'GBR']\nwithin = 'levantine'\n\
                  kinds = ['territorial-sea', 'contiguous-zone', 'exclusive-economic-zone']\n\
                  territorial_only = ['GBR']\ntolerance = '50m'\n";
    let rows = rows("kinds", figure, "");
    let area = |state: &str, kind: &str, breadth: f64| {
        let is_it = |row: &&Value| {
            row["state"].as_str().unwrap_or("–") == state
                && row["kind"] == kind
                && row["breadth_nm"] == breadth
        };
        rows.iter().find(is_it).and_then(|row| row["area_km2"].as_f64()).unwrap_or(0.0)
    };
    // Türkiye's economic zone of 1986 is in the Black Sea; none is claimed here on the day.
    assert_eq!(area("TUR", "exclusive-economic-zone", 200.0), 0.0);
    // Some 98,000 km² is usually given for that of Cyprus, to lines that were agreed and computed otherwise in part.
    let cyprus = area("CYP", "exclusive-economic-zone", 200.0);
    assert!((cyprus / 98_000.0 - 1.0).abs() < 0.03, "{cyprus}");
    // At 12 nm all belts and the high seas fill the sea; at 24 the belts of states without a contiguous zone are no high
    // seas either: what is lost is Cyprus's ring alone.
    let high = |breadth: f64| area("–", "high-seas", breadth);
    let ring = area("CYP", "contiguous-zone", 24.0) - area("CYP", "territorial-sea", 12.0);
    let lost = high(12.0) - high(24.0);
    // The waters off the bases between 3 and 12 nm are in no territorial sea, and in no contiguous zone either.
    assert!((lost / ring - 1.0).abs() < 0.02, "{lost} {ring}");
}
