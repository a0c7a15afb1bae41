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
                  tolerance = '50m'\n";
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
    // High seas are where no state has a zone on the day, whatever breadth is looked at.
    let high = [12.0, 24.0, 200.0].map(|breadth| area("–", "high-seas", breadth));
    assert!(high.iter().all(|it| (it / high[2] - 1.0).abs() < 1e-3), "{high:?}");
}

/// An island of a degree by a half at each place, of that state.
fn coast(islands: &[(&str, f64, f64)]) -> String {
    let island = |(state, west, south): &(&str, f64, f64)| {
        let (east, north) = (west + 1.0, south + 0.5);
        format!(
            "{{\"type\":\"Feature\",\"properties\":{{\"state\":\"{state}\"}},\"geometry\":{{\"type\":\"Polygon\",\
             \"coordinates\":[[[{west},{south}],[{east},{south}],[{east},{north}],[{west},{north}],[{west},{south}]]]}}}}"
        )
    };
    let islands: Vec<String> = islands.iter().map(island).collect();
    format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", islands.join(","))
}

/// State, kind and breadth of the zones claimed from such a coast, and what is said.
fn claimed(
    test: &str,
    islands: &[(&str, f64, f64)],
    kind: &str,
    options: &str,
) -> (Vec<(String, f64)>, String) {
    let folder = folder(test, &coast(islands));
    let figure =
        format!("[zones]\ncoast = 'coast.geojson'\nkinds = ['{kind}']\ntolerance = '50m'\n");
    fs::write(folder.join("figure.toml"), figure).expect("written");
    let (json, said) = answer(&folder, &format!("zones figure.toml {options}"));
    let zones: Value = serde_json::from_str(&json).expect("JSON");
    let zones = zones["features"].as_array().expect("features").iter().map(|zone| {
        let properties = &zone["properties"];
        let state = properties["state"].as_str().expect("a state").to_owned();
        (state, properties["breadth_nm"].as_f64().expect("a breadth"))
    });
    (zones.collect(), said)
}

const PACIFIC: f64 = -140.0;

#[test]
fn states_everywhere_have_the_breadths_that_the_factbook_states() {
    let places = ["TGO", "BEN", "GRL", "JPN", "PRI", "GUF", "FLK", "SGP"];
    let islands: Vec<_> = places
        .iter()
        .zip(0_u8..)
        .map(|(state, at)| (*state, PACIFIC, 5.0 * f64::from(at) - 20.0))
        .collect();
    let (mut zones, _) = claimed("everywhere", &islands, "territorial-sea", "--as-of 2026-06-01");
    zones.sort_by(|one, other| one.0.cmp(&other.0));
    let breadth = |state: &str| zones.iter().find(|zone| zone.0 == state).map(|zone| zone.1);
    let expected = [30.0, 200.0, 3.0, 12.0, 12.0, 12.0, 12.0, 3.0];
    assert_eq!(places.map(breadth), expected.map(Some));
}

#[test]
fn a_day_before_the_snapshot_is_told_that_the_first_day_is_not_known() {
    let spain = [("ESP", -12.0, 44.0)];
    let assumed = "since when ESP claim what is drawn is not known: it is taken to have held on 2020-10-17 \
                   (The World Factbook, snapshot of 17 May 2026)";
    let (zones, said) = claimed("before", &spain, "territorial-sea", "--as-of 2020-10-17");
    assert_eq!(zones, [("ESP".to_owned(), 12.0)]);
    assert!(said.contains(assumed), "{said}");
    for day in ["--as-of 2026-05-17", ""] {
        let (zones, said) = claimed("since", &spain, "territorial-sea", day);
        assert_eq!((zones, said.contains("since when")), (vec![("ESP".to_owned(), 12.0)], false));
    }
    // before the Convention was in force nothing is taken for granted: Greece's claims of the day were read
    let both = [("ESP", -12.0, 44.0), ("GRC", 20.0, 30.0)];
    let (zones, said) = claimed("long-before", &both, "territorial-sea", "--as-of 1980-01-01");
    assert_eq!((zones, said.contains("since when")), (vec![("GRC".to_owned(), 6.0)], false));
}

#[test]
fn a_claim_may_hold_outside_of_a_sea() {
    // the Bay of Biscay and the Gulf of Lion; the decree on the Mediterranean is of 2012
    let france = [("FRA", -4.0, 45.0), ("FRA", 4.0, 42.0)];
    let zone = "exclusive-economic-zone";
    let parts = |test: &str, day: &str| {
        let folder = folder(test, &coast(&france));
        let figure =
            format!("[zones]\ncoast = 'coast.geojson'\nkinds = ['{zone}']\ntolerance = '50m'\n");
        fs::write(folder.join("figure.toml"), figure).expect("written");
        let found = features(&folder, &format!("zones figure.toml --as-of {day}"));
        let covers = |x: f64, y: f64| {
            use geo::Contains;
            found.iter().any(|zone| polygons(zone).contains(&geo::Point::new(x, y)))
        };
        (covers(-4.5, 45.2), covers(5.5, 42.2))
    };
    assert_eq!(parts("biscay", "2010-01-01"), (true, false));
    assert_eq!(parts("lion", "2020-01-01"), (true, true));
}

#[test]
fn what_no_breadth_says_is_told_in_the_words_of_the_source() {
    let islands = [
        ("JPN", PACIFIC, 40.0),
        ("IDN", PACIFIC, 0.0),
        ("IRL", PACIFIC, 20.0),
        ("NOR", PACIFIC, 60.0),
    ];
    let (_, said) = claimed("territorial", &islands, "territorial-sea", "--as-of 2026-06-01");
    let straits = "JPN, territorial sea: “12 nm; between 3 nm and 12 nm in the \
                   international straits - La Perouse or Soya, Tsugaru, Osumi, and the Korea and Tsushima Straits” (The World Factbook, snapshot of 17 May 2026); drawn with 12 nm";
    assert!(said.contains(straits), "{said}");
    assert!(said.contains("IDN, territorial sea:") && said.contains("archipelagic"), "{said}");
    assert!(!said.contains("IRL") && !said.contains("NOR"), "{said}");
    let (zones, said) =
        claimed("economic", &islands, "exclusive-economic-zone", "--as-of 2026-06-01");
    assert!(zones.iter().all(|zone| zone.0 != "IRL"));
    assert!(said.contains("“exclusive fishing zone: 200 nm” (The World Factbook, snapshot of 17 May 2026); not drawn"), "{said}");
    let (zones, said) = claimed("contiguous", &islands, "contiguous-zone", "--as-of 2026-06-01");
    assert!(zones.iter().all(|zone| zone.0 != "NOR"));
    assert!(
        said.contains("NOR, contiguous zone:")
            && said.contains("no wider than the territorial sea"),
        "{said}"
    );
}

#[test]
fn exports_and_reports_and_the_credit_name_the_source_of_a_claim() {
    let folder = folder("source", &coast(&[("ESP", -12.0, 44.0)]));
    let figure = "as_of = 2026-06-01\n[extent]\nbounds = [-14, 42, -9, 47]\n[zones]\ncoast = 'coast.geojson'\n";
    fs::write(folder.join("figure.toml"), figure).expect("written");
    let source = "The World Factbook, snapshot of 17 May 2026";
    let zone = &features(&folder, "zones figure.toml")[0]["properties"];
    assert_eq!(
        (&zone["claim_source"], &zone["law"]),
        (&Value::from(source), &Value::from("not named by the source"))
    );
    let (report, _) = answer(&folder, "render figure.toml -f svg -o drawn.svg --report -");
    let report: Value = serde_json::from_str(&report).expect("JSON");
    assert_eq!(report["zones"][0]["claim_source"], source, "{report}");
    let credit = "Claims: The World Factbook, 17 May 2026";
    assert!(report["sources"].as_array().expect("a list").contains(&credit.into()), "{report}");
    let drawn = fs::read_to_string(folder.join("drawn.svg")).expect("written");
    // the foot is set in lines
    assert!(drawn.contains("Claims: The"), "no credit on the sheet");
    // a breadth of the figure's own rests on no claim
    let own = &features(&folder, "zones figure.toml --breadth 12")[0]["properties"];
    assert!(own.get("claim_source").is_none());
}

#[test]
fn a_kind_that_a_state_asked_for_does_not_claim_is_told() {
    let folder = folder("claims-kinds", "");
    let figure = "as_of = 2020-10-17\n[zones]\nstates = ['GRC', 'TUR']\nwithin = 'aegean'\nkinds = ['territorial-sea', 'contiguous-zone']\n";
    fs::write(folder.join("figure.toml"), figure).expect("written");
    let (json, said) = answer(&folder, "areas figure.toml --format json");
    assert!(!json.contains("contiguous-zone"), "{json}");
    let message = "no claim of GRC and TUR to a contiguous zone is known on 2020-10-17";
    assert!(said.contains(message), "{said}");
    // Everybody has a shelf (UNCLOS Art. 77(3)).
    let shelf = figure.replace("contiguous-zone", "continental-shelf");
    fs::write(folder.join("figure.toml"), shelf).expect("written");
    let (_, said) = answer(&folder, "areas figure.toml --format json");
    assert!(!said.contains("no claim of"), "{said}");
}
