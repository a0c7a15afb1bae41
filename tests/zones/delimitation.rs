//! The commands `compare`, `delimit`, `method` and `points --simplify`, and effects of islands, as a user runs them.

use crate::command::{features, folder};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Two mainlands on meridians, and a named island of the first off the second.
const COAST: &str = r#"{"type":"FeatureCollection","features":[
  {"type":"Feature","properties":{"state":"AAA"},"geometry":{"type":"LineString","coordinates":[[20,34],[20,42]]}},
  {"type":"Feature","properties":{"state":"BBB"},"geometry":{"type":"LineString","coordinates":[[28,34],[28,42]]}},
  {"type":"Feature","id":"gull","properties":{"state":"AAA","name":"Gull Island"},"geometry":{"type":"Polygon","coordinates":[[[24.85,37.96],[24.95,37.96],[24.95,38.04],[24.85,38.04],[24.85,37.96]]]}}]}"#;

fn with_coast(name: &str) -> std::path::PathBuf {
    let folder = folder(name, "");
    fs::write(folder.join("coast.geojson"), COAST).expect("written");
    fs::write(folder.join("two.toml"), "[zones]\ncoast = 'coast.geojson'\nbreadths = [200]\n")
        .expect("written");
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_periplus"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env("XDG_CACHE_HOME", folder.join("cache"))
        .stdin(Stdio::null())
        .output()
        .expect("the binary runs")
}

fn answer(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    serde_json::from_str(&answer(folder, arguments)).expect("JSON")
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

/// km² of a state.
fn area(folder: &Path, effect: &str) -> f64 {
    let rows = json(folder, &["areas", "two.toml", "-f", "json", "--effect", effect]);
    let own = rows.as_array().expect("rows").iter().find(|row| row["state"] == "AAA");
    number(&own.expect("a row of AAA")["area_km2"])
}

#[test]
fn an_island_is_weighed_by_its_name_or_its_id() {
    let folder = with_coast("effects");
    let [none, half, full] =
        ["0", "half", "1"].map(|share| area(&folder, &format!("Gull Island={share}")));
    assert!(none < half && half < full, "{none} {half} {full}");
    assert_eq!(area(&folder, "gull=0.5"), half);
    assert_eq!(area(&folder, "GULL ISLAND=50 %"), half);
    let figure =
        "[zones]\ncoast = 'coast.geojson'\nbreadths = [200]\n[zones.effect]\n'Gull Island' = 0.5\n";
    fs::write(folder.join("two.toml"), figure).expect("written");
    let rows = json(&folder, &["areas", "two.toml", "-f", "json"]);
    assert_eq!(number(&rows[0]["area_km2"]), half);
    let zones = features(&folder, "zones two.toml");
    assert!(
        zones.iter().all(|zone| zone["properties"]["effects"] == "Gull Island 0.5"),
        "{zones:?}"
    );
}

#[test]
fn an_island_that_there_is_not_and_an_effect_that_is_none_are_refused() {
    let folder = with_coast("no-effects");
    let refused = |effect: &str| {
        let output = run(&folder, &["areas", "two.toml", "--effect", effect]);
        (String::from_utf8_lossy(&output.stderr).into_owned(), output.status.code())
    };
    let (said, code) = refused("Gul Island=0");
    assert!(
        said.contains("no island `Gul Island`") && said.contains("did you mean `Gull Island`?"),
        "{said}"
    );
    assert_eq!(code, Some(4), "{said}");
    let (said, code) = refused("Gull Island=2");
    assert!(said.contains("`2` is not an effect of an island"), "{said}");
    assert_eq!(code, Some(2));
}

#[test]
fn what_passes_is_what_one_has_less_and_the_other_more() {
    let folder = with_coast("compare");
    let ask = [
        "compare",
        "two.toml",
        "--a",
        "--effect 'Gull Island=1'",
        "--b",
        "--effect 'Gull Island=enclave 13'",
        "-f",
    ];
    let found = json(&folder, &[&ask[..], &["json"]].concat());
    let set = &found["sets"][0];
    let difference = |state: &str| {
        let rows = set["rows"].as_array().expect("rows");
        number(&rows.iter().find(|row| row["state"] == state).expect("a row")["difference_km2"])
    };
    let passages = set["passages"].as_array().expect("passages");
    assert_eq!(passages.len(), 1);
    assert_eq!(
        (&passages[0]["from"], &passages[0]["to"]),
        (&Value::from("AAA"), &Value::from("BBB"))
    );
    let passes = number(&passages[0]["area_km2"]);
    assert!(
        (difference("AAA") + passes).abs() < 0.2 && (difference("BBB") - passes).abs() < 0.2,
        "{found}"
    );
    let collection = json(&folder, &[&ask[..], &["geojson"]].concat());
    let passing: Vec<&Value> =
        collection["features"].as_array().expect("features").iter().collect();
    assert!((number(&passing[0]["properties"]["area_km2"]) - passes).abs() < 0.06, "{passing:?}");
    let table = answer(&folder, &[&ask[..], &["table"]].concat());
    assert!(table.starts_with("A: --effect 'Gull Island=1'\nB: "), "{table}");
    let csv = answer(&folder, &[&ask[..], &["csv"]].concat());
    assert!(csv.starts_with("what,zone,a_nm,b_nm,state,a_km2,"), "{csv}");
}

#[test]
fn options_that_areas_has_not_are_refused() {
    let folder = with_coast("compare-options");
    for (option, says) in [("--effects x=1", "--effects"), ("--effect 'x", "quotation mark")] {
        let output = run(&folder, &["compare", "two.toml", "--b", option]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains(says) && said.contains("--b"), "{said}");
        assert_eq!(output.status.code(), Some(2));
    }
}

#[test]
fn a_simplified_median_has_no_more_points_and_gives_what_it_takes() {
    let folder = with_coast("simplify");
    for most in ["3", "7"] {
        let lines = json(&folder, &["points", "two.toml", "--simplify", most, "-f", "json"]);
        let lines = lines.as_array().expect("lines");
        assert!(!lines.is_empty());
        for line in lines {
            let points = line["points"].as_array().expect("points").len();
            assert!(points <= most.parse().expect("a number"), "{line}");
            let [gives, takes] =
                ["first_gives_km2", "first_takes_km2"].map(|key| number(&line[key]));
            assert!((gives - takes).abs() <= 1e-3 * (gives + takes) + 1e-5, "{line}");
        }
    }
    let output = run(&folder, &["points", "two.toml", "--simplify", "2"]);
    assert_eq!(output.status.code(), Some(2));
}

/// Positions read off the bundled coast at the outer headlands and spits of the coasts that the judgment names; of Ukraine's
/// without the Gulf of Karkinit.
const ROMANIA: &str =
    "45.2146,29.66 45.16,29.71 44.82,29.55 44.62,28.93 44.31,28.63 43.98,28.67 43.7424,28.5836";
const UKRAINE: [&str; 2] = [
    "45.2146,29.66 45.45,29.80 45.48,29.61 45.58,29.72 46.07,30.48 46.38,30.75 46.55,30.76 46.62,31.41 46.56,31.51 46.12,32.29",
    "45.40,32.48 45.31,32.63 45.32,32.99 45.14,33.26 45.19,33.40 45.08,33.56 44.90,33.61 44.63,33.51 44.58,33.38 44.3821,33.745",
];

#[test]
fn romania_and_ukraine_are_as_far_from_the_numbers_of_the_court_as_is_explained() {
    let folder = folder("black-sea", "");
    let figure = "as_of = 2009-02-02\n[zones]\nbreadths = [200]\nwithin = 'black-sea'\n";
    fs::write(folder.join("black-sea.toml"), figure).expect("written");
    let fronts =
        [format!("ROU={ROMANIA}"), format!("UKR={}", UKRAINE[0]), format!("UKR={}", UKRAINE[1])];
    let mut ask =
        vec!["delimit", "black-sea.toml", "ROU", "UKR", "--bounds", "28.5,43.4,33.75,46.7"];
    fronts.iter().for_each(|front| ask.extend(["--front", front.as_str()]));
    ask.extend(["--effect", "Snake Island=0", "-f", "json"]);
    let found = json(&folder, &ask);
    // Maritime Delimitation in the Black Sea, I.C.J. Reports 2009, p. 61: 248 and 705 km, 1 : 2.8; areas 1 : 2.1.
    let coasts = [0, 1].map(|place| number(&found["states"][place]["length_m"]) / 1e3);
    let ratios = ["ratio_of_coasts", "ratio_of_areas"].map(|key| number(&found[key]));
    let off = [coasts[0] / 248.0, coasts[1] / 705.0].map(|share| share - 1.0);
    assert!(off.iter().all(|off| (-0.30..0.05).contains(off)), "{coasts:?} km, longer by {off:?}");
    assert!((ratios[0] / 2.8 - 1.0).abs() < 0.15, "{ratios:?}");
    assert!((ratios[1] / 2.1 - 1.0).abs() < 0.35, "{ratios:?}");
}

#[test]
fn a_sheet_says_what_the_waters_rest_on() {
    let folder = folder("method", "");
    fs::write(
        folder.join("malta.toml"),
        "title = 'Malta'\nas_of = 2020-01-01\n[zones]\nstates = ['MLT']\n",
    )
    .expect("written");
    let sheet = answer(&folder, &["method", "malta.toml"]);
    for part in [
        "# Sources and method: Malta",
        "GSHHG",
        "Malta (MLT)",
        "UNCLOS Art. 15",
        "## Claims",
        "SHA-256",
        "2020-01-01",
    ] {
        assert!(sheet.contains(part), "{part}: {sheet}");
    }
    assert_eq!(sheet, answer(&folder, &["method", "malta.toml"]));
}

#[test]
fn a_csv_file_is_marked_for_spreadsheets_and_a_pipe_is_not() {
    let folder = folder("spreadsheet", "");
    fs::write(
        folder.join("marmara.toml"),
        "[zones]\nstates = ['TUR']\nbreadths = [3]\nwithin = 'marmara'\n",
    )
    .expect("written");
    let piped = answer(&folder, &["areas", "marmara.toml", "-f", "csv"]);
    answer(&folder, &["areas", "marmara.toml", "-f", "csv", "-o", "areas.csv"]);
    let written = fs::read_to_string(folder.join("areas.csv")).expect("a file");
    assert_eq!(written, format!("\u{feff}{piped}"));
    assert!(
        piped
            .lines()
            .nth(1)
            .is_some_and(|row| row.starts_with("TUR,") && row.ends_with(",Türkiye")),
        "{piped}"
    );
}

#[test]
fn parts_of_a_sea_add_up_to_it() {
    let folder = folder("parts", "");
    fs::write(
        folder.join("marmara.toml"),
        "[zones]\nstates = ['TUR']\nbreadths = [3]\nwithin = 'marmara'\n",
    )
    .expect("written");
    let areas = |bounds: &[&str]| {
        let rows = json(&folder, &[&["areas", "marmara.toml", "-f", "json"], bounds].concat());
        let rows = rows.as_array().expect("rows").clone();
        let share: f64 = rows.iter().map(|row| number(&row["share_percent"])).sum();
        assert!((share - 100.0).abs() < 0.2, "{rows:?}");
        rows.iter().map(|row| number(&row["area_km2"])).sum::<f64>()
    };
    let (west, east) = (areas(&["--bounds", "20,40,28,42"]), areas(&["--bounds", "28,40,32,42"]));
    assert!(west > 100.0 && east > 100.0 && (west + east - areas(&[])).abs() < 1.0);
}
