//! Layers of one's own by the program itself: labels of several attributes, attributes under other names, tables joined to areas; what the
//! report and `check` say of them, and which files a figure may name.

use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

/// A folder of one test with these files.
struct Case(PathBuf);

impl Case {
    fn new(name: &str, files: &[(&str, &str)]) -> Case {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("own-layers-{name}"));
        fs::create_dir_all(&folder).expect("made");
        for (file, text) in files {
            fs::write(folder.join(file), text).expect("written");
        }
        Case(folder)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut program = Command::new(env!("CARGO_BIN_EXE_periplus"));
        program.arg("--no-cache").args(arguments).current_dir(&self.0).output().expect("it runs")
    }

    fn draw(&self) -> (Value, String) {
        let output = self.run(&["render", "map.toml", "-o", "map.svg", "--report", "r.json"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{said}");
        let report = fs::read_to_string(self.0.join("r.json")).expect("written");
        (serde_json::from_str(&report).expect("JSON"), said)
    }

    fn svg(&self) -> String {
        fs::read_to_string(self.0.join("map.svg")).expect("drawn")
    }
}

fn labels(report: &Value) -> Vec<String> {
    let labels = report["labels"].as_array().expect("a list");
    labels.iter().map(|it| it["text"].as_str().unwrap_or_default().to_owned()).collect()
}

const SITES: &str = "name;yıl;enlem;boylam\nBodrum;1402;37°02'N;27,43\nRhodes;;36,44;28,22\n";

#[test]
fn a_table_is_a_layer_of_any_class_with_labels_of_several_attributes() {
    let map = "[extent]\nbounds = [25, 35.5, 30, 39]\n[[layers]]\nfile = 'sites.csv'\nclass = 'site'\n\
               label = '{name}, {yıl}'\n";
    let case = Case::new("table", &[("sites.csv", SITES), ("map.toml", map)]);
    let (report, said) = case.draw();
    assert_eq!(labels(&report), ["Bodrum, 1402", "Rhodes"]);
    let notice = "sites.csv: a table of 2 rows: `;` between columns; longitude from `boylam`, latitude from `enlem`";
    assert_eq!(report["notices"][0], notice);
    assert!(said.contains(notice) && !said.contains("warning"), "{said}");
    assert!(case.svg().contains("id=\"map-sites-1\""), "a class that no theme knows is drawn");
}

/// A square of two degrees of each of two states, and one of nobody.
const COUNTRIES: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"ISO_A3":"GRC","LONG":"Hellas"},"geometry":{"type":"Polygon","coordinates":[[[24,36],[26,36],[26,38],[24,38],[24,36]]]}},
{"type":"Feature","properties":{"ISO_A3":"TUR","LONG":"Anadolu"},"geometry":{"type":"Polygon","coordinates":[[[27,36],[29,36],[29,38],[27,38],[27,36]]]}},
{"type":"Feature","properties":{"ISO_A3":"-99","LONG":"Islet"},"geometry":{"type":"Polygon","coordinates":[[[25,35],[25.1,35],[25.1,35.1],[25,35.1],[25,35]]]}}]}"#;

#[test]
fn a_file_of_countries_serves_as_it_is_as_layer_and_as_coast() {
    let map = "[extent]\nbounds = [23, 34.5, 30, 39]\n[[layers]]\nfile = 'c.json'\nclass = 'country'\n\
               state = 'ISO_A3'\nname = 'LONG'\nid = 'LONG'\n\
               [zones]\ncoast = 'c.json'\ncoast_state = 'ISO_A3'\nbreadths = [6]\n";
    let case = Case::new("countries", &[("c.json", COUNTRIES), ("map.toml", map)]);
    let (report, said) = case.draw();
    let labels = labels(&report);
    assert!(
        labels.contains(&"HELLAS".to_owned()) && labels.contains(&"ANADOLU".to_owned()),
        "{labels:?}"
    );
    let states: Vec<&str> = report["zones"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|it| it["state"].as_str())
        .collect();
    assert_eq!(states, ["GRC", "TUR"]);
    assert!(said.contains("1 of 3 features of the coast have no `ISO_A3`"), "{said}");
}

const TABLE: &str = "il;nüfus;tür\nMUĞLA;1048185;a\nIzmir;4462056;b\nAydın;1148241;a\nAydin;1;c\nManissa;1468279;b\n";

fn provinces(join: &str) -> String {
    format!(
        "[extent]\nbounds = [25, 36, 30, 40]\n[[layers]]\nsource = 'admin1'\nstates = ['TUR']\nclass = 'area'\n\
         label = '{{name}}: {{nüfus}}'\njoin = {{ {join} }}\n"
    )
}

#[test]
fn a_table_is_joined_by_names_and_the_report_lists_what_was_not() {
    let map = provinces("file = 'table.csv', key = 'name', column = 'il'");
    let case = Case::new("join", &[("table.csv", TABLE), ("map.toml", &map)]);
    let (report, said) = case.draw();
    assert!(labels(&report).contains(&"İzmir: 4462056".to_owned()), "{report}");
    let join = &report["joins"][0];
    assert_eq!((join["rows"].as_u64(), join["matched"].as_u64()), (Some(5), Some(3)));
    assert_eq!(join["without_feature"][0]["name"], "Manissa");
    assert_eq!(join["without_feature"][0]["nearest"], "Manisa");
    assert_eq!(join["ambiguous"][0]["line"], 5);
    let without_row = join["without_row"].as_array().expect("a list");
    assert!(without_row.iter().any(|it| it["name"] == "Manisa" && it["nearest"] == "Manissa"));
    assert!(without_row.iter().all(|it| it["name"] != "Attica"), "no row is of Greece");
    let warning = "3 of 5 rows are joined to `admin1`; 1 row is of no feature: `Manissa` (line 6, is it `Manisa`?)";
    assert_eq!(said.matches("are joined to").count(), 1, "{said}");
    assert!(said.contains(warning), "{said}");
    let checked = case.run(&["check", "map.toml"]);
    assert!(String::from_utf8_lossy(&checked.stderr).contains(warning));
    assert!(case.svg().contains("table.csv"), "the file says what it was drawn from");
}

#[test]
fn codes_join_bundled_units_and_states() {
    let map = provinces("file = 't.csv', key = 'iso_3166_2', column = 'code'");
    let case = Case::new("codes", &[("t.csv", "code,nüfus\ntr-48,7\n"), ("map.toml", &map)]);
    assert!(labels(&case.draw().0).contains(&"Muğla: 7".to_owned()));
}

#[test]
fn a_table_outside_of_the_figures_folder_is_not_read() {
    let map = provinces("file = '../table.csv', column = 'il'");
    let case = Case::new("outside", &[("map.toml", &map)]);
    let output = case.run(&["render", "map.toml", "-o", "map.svg"]);
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("`../table.csv` lies outside of the figure's folder"), "{said}");
}

const WORKS: &str =
    "name,lon,lat,kind,v\nA,27,37,dam,1\nB,28,37,DAM,5\nC,29,37,,2\nD,28,38,mine,x\n";

#[test]
fn symbols_asked_for_by_a_column_are_named_by_it_in_the_legend() {
    let map = "[extent]\nfit = 'data'\n[[layers]]\nfile = 'w.csv'\nclass = 'point'\nsymbol = '{kind}'\nlegend = 'works'\n";
    let case = Case::new("symbols", &[("w.csv", WORKS), ("map.toml", map)]);
    case.draw();
    let svg = case.svg();
    assert!(svg.contains("works: dam") && svg.contains("works: mine"), "{svg}");
    assert!(!svg.contains("works: 5") && !svg.contains("works: 1"), "{svg}");
}

#[test]
fn words_without_a_colour_are_others_and_not_without_data() {
    let map = "[extent]\nfit = 'data'\n[[layers]]\nfile = 'w.csv'\nclass = 'point'\nvalue = 'kind'\nlegend = 'works'\n\
               scale = { colours = { dam = '#ff0000', well = '#00ff00' } }\n";
    let table = WORKS.replace("DAM", "dam").replace("37,,2", "37,mill,2");
    let case = Case::new("others", &[("w.csv", &table), ("map.toml", map)]);
    let (_, said) = case.draw();
    assert!(said.contains("`mill`, `mine` have no colour in `colours`"), "{said}");
    assert!(said.contains("`well` are no values on the map"), "{said}");
    let svg = case.svg();
    assert!(svg.contains(">other<") && !svg.contains("no data"), "{svg}");
}

#[test]
fn what_cannot_show_a_value_says_so() {
    let head = "[extent]\nfit = 'data'\n[[layers]]\nfile = 'w.csv'\nclass = 'point'\nvalue = 'v'\n";
    let table = WORKS.replace(",x\n", ",3\n");
    let case = Case::new(
        "cannot",
        &[("w.csv", &table), ("map.toml", &format!("{head}scale = {{ by = 'width' }}\n"))],
    );
    let output = case.run(&["render", "map.toml", "-o", "map.svg"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("points have no width to show a value by"), "{said}");
    fs::write(case.0.join("map.toml"), format!("{head}symbol = 'dam'\n")).expect("written");
    let (report, said) = case.draw();
    assert!(said.contains("`symbol` is not drawn: circles by size show `v`"), "{said}");
    // the least and the greatest value, no classes of what has none
    let alt = report["alt"].as_str().expect("words");
    assert!(alt.contains("v from 1 to 5.") && !alt.contains("classes"), "{alt}");
}

#[test]
fn numbers_with_signs_and_what_spreadsheets_write_make_no_categories_of_a_column() {
    let head = "[extent]\nfit = 'data'\n[[layers]]\nfile = 'w.csv'\nclass = 'point'\nvalue = 'v'\n";
    let table = |values: [&str; 4]| {
        let rows =
            values.iter().enumerate().map(|(row, it)| format!("P{row};{};37;{it}\n", 27 + row));
        format!("name;lon;lat;v\n{}", rows.collect::<String>())
    };
    for (values, keys, alt, warning) in [
        (
            ["12%", "3,5 %", "45%", "100%"],
            "",
            "v from 3.5 to 100",
            "`v` is read without its sign, `%`",
        ),
        (["12%", "3.5 %", "45%", "100%"], "scale = { unit = '%' }\n", "from 3.5", ""),
        (["12%", "7", "45%", "100%"], "", "v from 7 to 100", "others another one or none"),
        (["7", "#N/A", "45", "#DIV/0!"], "", "v from 7 to 45", "are no numbers"),
    ] {
        let map = format!("{head}{keys}");
        let case = Case::new("signs", &[("w.csv", &table(values)), ("map.toml", &map)]);
        let (report, said) = case.draw();
        assert!(report["alt"].as_str().is_some_and(|it| it.contains(alt)), "{values:?} {report}");
        assert!(said.contains(warning), "{values:?} {said}");
        assert!(!warning.is_empty() || !said.contains("sign"), "{values:?} {said}");
    }
}

#[test]
fn a_table_in_utf_16_is_joined_as_it_is_read() {
    let map = provinces("file = 'table.csv', key = 'name', column = 'il'");
    let case = Case::new("utf-16", &[("map.toml", &map)]);
    let units = format!("\u{feff}{TABLE}");
    let bytes: Vec<u8> = units.encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(case.0.join("table.csv"), bytes).expect("written");
    assert!(labels(&case.draw().0).contains(&"İzmir: 4462056".to_owned()));
}

#[test]
fn all_that_is_wrong_is_told_at_once_and_nothing_that_follows_from_it() {
    let map = "[extent]\nbounds = [25, 35, 30, 39]\n[[layers]]\nfile = 'w.csv'\nclass = 'point'\n[[arrows]]\nfile = 'f.csv'\n\
               [[rings]]\nat = [27, 37]\nradius = '0 km'\n";
    let flows = "from,to,value\nAthens,Izmir,1\n,Izmir,2\nAthens,,3\n,,4\n";
    let table = WORKS.replace("B,28", "B,").replace("D,28,38", "D,28,north");
    let case = Case::new("all", &[("w.csv", &table), ("f.csv", flows), ("map.toml", map)]);
    let output = case.run(&["check", "map.toml"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    for told in [
        "`0 km` is no length",
        "f.csv, line 3",
        "f.csv, line 4",
        "f.csv, line 5",
        "`B`",
        "`north` is no angle",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    assert!(!said.contains("has no radius"), "{said}");
}
