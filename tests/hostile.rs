//! What is meant to mislead, by the program itself: data that would vanish in silence, words that would be untrue, files of other
//! formats, requests without end, paths that lead out, outputs that are in the way. A test a concern, five inputs or more each.

use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const EXTENT: &str = "[extent]\nbounds = [23, 36, 27, 39]\n";
const COUNTRIES: &str = "[[layers]]\nsource = 'countries'\n";

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("hostile-{name}"));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("made");
        Folder(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(name), bytes).expect("written");
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut program = Command::new(env!("CARGO_BIN_EXE_periplus"));
        program.arg("--no-cache").args(arguments).current_dir(&self.0).output().expect("it runs")
    }

    /// The exit code, and what was said.
    fn said(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let output = self.run(arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!said.contains("panicked"), "{arguments:?}: {said}");
        (output.status.code(), said)
    }

    /// Draws a figure: the report, and what was said.
    fn drawn(&self, figure: &str) -> (Value, String) {
        self.write("map.toml", figure);
        let (code, said) =
            self.said(&["render", "map.toml", "-o", "map.svg", "--report", "r.json"]);
        assert_eq!(code, Some(0), "{figure}\n{said}");
        let report = fs::read_to_string(self.path("r.json")).expect("written");
        (serde_json::from_str(&report).expect("JSON"), said)
    }

    fn names(&self) -> Vec<String> {
        names(&self.0)
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    let mut names: Vec<String> =
        entries.map(|it| it.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn feature(properties: Value, geometry: Value) -> Value {
    json!({"type": "Feature", "properties": properties, "geometry": geometry})
}

fn point(name: &str, at: [f64; 2]) -> Value {
    feature(json!({"name": name}), json!({"type": "Point", "coordinates": at}))
}

fn collection(features: &[Value]) -> String {
    json!({"type": "FeatureCollection", "features": features}).to_string()
}

#[test]
fn nothing_vanishes_without_a_word_and_check_says_the_same() {
    let folder = Folder::new("silence");
    let line = json!({"type": "LineString", "coordinates": [[24, 37], [26, 37.5]]});
    let parts = json!({"type": "GeometryCollection", "geometries": [
        {"type": "Point", "coordinates": [24.5, 36.5]}, line]});
    let own = [
        point("Site", [25.0, 38.0]),
        feature(json!({}), json!({"type": "MultiPoint", "coordinates": [[25.5, 38], [25.6, 38]]})),
        feature(json!({"name": "Cable"}), line),
        feature(json!({"name": "Both"}), parts),
    ];
    folder.write("own.geojson", collection(&own));
    folder.write(
        "edge.geojson",
        collection(&[point("Edge", [23.004, 37.0]), point("In", [25., 37.])]),
    );
    let own = "[[layers]]\nfile = 'own.geojson'\n";
    for (figure, told) in [
        (
            format!("{EXTENT}{own}class = 'coast'"),
            "paints no points of the class `coast`: 3 features",
        ),
        (
            format!("{EXTENT}{own}class = 'line'"),
            "paints no points of the class `line`: 3 features",
        ),
        (format!("{EXTENT}{own}class = 'isobath'"), "paints no points of the class `isobath`"),
        (
            format!(
                "{EXTENT}[projection]\nname = 'equirectangular'\n[[layers]]\nfile = 'edge.geojson'"
            ),
            "`Edge` of the layer `edge.geojson` is not drawn: the frame would cut",
        ),
        (
            format!("{EXTENT}{COUNTRIES}[[layers]]\nsource = 'seas'\nlabel = false"),
            "the layer `seas`",
        ),
        (
            format!("{EXTENT}[labels]\nalways = ['Tunis']"),
            "`Tunis` is to be named always, and is not",
        ),
        (
            format!("{EXTENT}[zones]\nstates = ['GRC', 'ISR']\nbreadths = [6]"),
            "the waters of `ISR` are not on the map",
        ),
    ] {
        let (_, said) = folder.drawn(&figure);
        assert!(said.contains(told), "{figure}\n{said}");
        let (code, said) = folder.said(&["check", "map.toml"]);
        assert!(code == Some(0) && said.contains(told), "{figure}\n{said}");
        let (code, _) = folder.said(&["render", "map.toml", "--strict", "-o", "strict.svg"]);
        assert_eq!(code, Some(3), "{figure}");
    }
}

#[test]
fn what_is_ones_own_is_drawn_without_a_name_and_named_whatever_its_rank() {
    let folder = Folder::new("own");
    let mut remote = point("Remote", [25.0, 38.0]);
    remote["properties"]["rank"] = 9.into();
    let nameless =
        feature(json!({"rank": 1}), json!({"type": "Point", "coordinates": [24.0, 37.0]}));
    folder.write("own.geojson", collection(&[remote, nameless]));
    let (report, _) =
        folder.drawn(&format!("{EXTENT}[[layers]]\nfile = 'own.geojson'\nclass = 'place'"));
    assert_eq!(report["labels"][0]["text"], "Remote");
    let svg = fs::read_to_string(folder.path("map.svg")).expect("drawn");
    assert!(svg.matches("<circle").count() >= 2, "both have a symbol");
}

#[test]
fn words_are_of_what_is_on_the_sheet() {
    let folder = Folder::new("words");
    let coast = "Coast: GSHHG 2.3.6";
    let credits = |figure: &str| folder.drawn(figure).0["sources"].to_string();
    assert!(credits(&format!("{EXTENT}{COUNTRIES}")).contains(coast));
    let inland = "[extent]\nbounds = [44, 39.5, 45.5, 40.5]\n";
    assert!(!credits(&format!("{inland}{COUNTRIES}")).contains(coast), "no shore is seen");
    assert!(!credits(&format!("{EXTENT}[[layers]]\nsource = 'boundaries'")).contains(coast));
    folder.write("own.geojson", collection(&[point("Site & <b>\u{7}", [25.0, 38.0])]));
    let own = "[[layers]]\nfile = 'own.geojson'\nlegend = 'Sites'\n";
    let (report, _) = folder.drawn(&format!("layers = []\n{EXTENT}"));
    assert!(report["alt"].as_str().is_some_and(|alt| !alt.is_empty()), "{report}");
    let (report, _) = folder.drawn(&format!("{EXTENT}{own}class = 'coast'"));
    let alt = report["alt"].as_str().unwrap_or_default();
    assert!(!alt.contains("Site"), "not drawn, not told of: {alt}");
    let (report, _) = folder.drawn(&format!("{EXTENT}[zones]\nstates = ['ISR']\nbreadths = [6]"));
    let alt = report["alt"].as_str().unwrap_or_default();
    assert!(!alt.contains("Israel"), "beyond the map: {alt}");
}

#[test]
fn a_file_of_another_format_is_named_and_all_that_is_wrong_with_one_is_told() {
    let folder = Folder::new("formats");
    for (name, bytes, format) in [
        ("a.gpkg", &b"SQLite format 3\0\x10\0"[..], "a GeoPackage"),
        ("a.dxf", b"  0\nSECTION\n  2\nHEADER\n  0\nENDSEC\n", "a drawing (DXF)"),
        ("a.rtf", b"{\\rtf1\\ansi words}", "RTF"),
        ("a.json", b"\xff\xfe{\0}\0", "text in UTF-16"),
    ] {
        folder.write(name, bytes);
        let (code, said) = folder.said(&["zones", "--coast", name, "--breadth", "12"]);
        assert_eq!(code, Some(3), "{said}");
        assert!(said.contains(&format!("the file is {format}")), "{said}");
        assert!(said.contains("hint: "), "{said}");
    }
    // what is read, and is damaged or no coast
    for (name, bytes, words) in [
        ("a.shp", &b"\0\0\x27\x0a\0\0\0\0\0\0\0\0"[..], "cut short: 12 of 100 bytes"),
        ("a.csv", b"name,lon,lat\nA,25,38\n", "says not whose it is"),
        ("b.csv", b"name,town\nA,B\n", "no columns of coordinates"),
    ] {
        folder.write(name, bytes);
        let (code, said) = folder.said(&["zones", "--coast", name, "--breadth", "12"]);
        assert_eq!(code, Some(3), "{said}");
        assert!(said.contains(words) && said.contains("hint: "), "{said}");
    }
    let wrong = [
        feature(json!({"name": "a"}), json!({"type": "Point", "coordinates": [200, "x"]})),
        feature(json!({"name": "b"}), json!({"type": "LineString", "coordinates": [[1, 2]]})),
        feature(json!({"valid_to": "soon"}), json!({"type": "Point", "coordinates": [1, 2]})),
        feature(json!({}), json!({"type": "Polygn", "coordinates": []})),
        feature(json!({}), json!({"type": "Point", "coordinates": [1, 95]})),
    ];
    folder.write("wrong.geojson", collection(&wrong));
    let (code, said) = folder.said(&["check", "wrong.geojson"]);
    assert_eq!(code, Some(3));
    for number in 1..=wrong.len() {
        assert!(said.contains(&format!("feature {number}")), "{number}: {said}");
    }
    let json = folder.run(&["check", "--json", "wrong.geojson"]).stdout;
    let json: Value = serde_json::from_slice(&json).expect("JSON");
    assert!(json[0]["errors"].as_array().is_some_and(|errors| errors.len() >= wrong.len()));
}

#[test]
fn what_has_no_end_is_refused_with_the_limit_that_it_meets() {
    let folder = Folder::new("limits");
    let breadths: Vec<String> = (1..=60).map(|it| format!("{}", f64::from(it) / 10.0)).collect();
    let layers = "[[layers]]\nsource = 'lakes'\n".repeat(90);
    let panels = "[[panels]]\ntitle = 'x'\n".repeat(40);
    for (figure, limit) in [
        (
            format!("{EXTENT}[zones]\nstates = ['GRC']\nbreadths = [{}]", breadths.join(", ")),
            "--limit breadths=",
        ),
        (format!("{EXTENT}{layers}"), "--limit bundled-layers="),
        (format!("{EXTENT}{panels}"), "--limit panels="),
        (format!("caption = '{}'\n{EXTENT}", "x".repeat(6_000)), "--limit letters="),
        (format!("{EXTENT}[sheet]\nwidth = '3000mm'"), "--limit sheet-mm="),
    ] {
        folder.write("map.toml", &figure);
        let (code, said) = folder.said(&["render", "map.toml", "-o", "map.svg"]);
        assert_eq!(code, Some(3), "{said}");
        assert!(said.contains(limit), "{said}");
    }
    folder.write("deep.geojson", "[".repeat(200_000));
    assert_eq!(folder.said(&["check", "deep.geojson"]).0, Some(3));
    assert!(!folder.names().contains(&"map.svg".to_owned()));
}

#[test]
fn names_beyond_the_limit_are_listed_and_the_limit_can_be_raised_and_lowered() {
    let folder = Folder::new("names");
    let sites: Vec<Value> = (0..12)
        .map(|it| point(&format!("Site {it}"), [23.3 + 0.3 * f64::from(it), 37.5]))
        .collect();
    folder.write("own.geojson", collection(&sites));
    folder.write("map.toml", format!("{EXTENT}[[layers]]\nfile = 'own.geojson'"));
    let drawn = |limit: &str| {
        let arguments =
            ["render", "map.toml", "-o", "map.svg", "--report", "r.json", "--limit", limit];
        let (code, said) = folder.said(&arguments);
        assert_eq!(code, Some(0), "{said}");
        let report = fs::read_to_string(folder.path("r.json")).expect("written");
        let report: Value = serde_json::from_str(&report).expect("JSON");
        (report["labels"].as_array().map_or(0, Vec::len), report["dropped_labels"].to_string())
    };
    let (set, dropped) = drawn("names=5");
    assert_eq!(set, 5);
    assert!(dropped.contains("5 names of at least its rank come before it"), "{dropped}");
    assert_eq!(drawn("names=5000").0, 12);
}

#[test]
fn no_path_in_a_figure_leads_out_of_its_folder_however_it_is_written() {
    let folder = Folder::new("paths");
    folder.write("secret.geojson", collection(&[point("Secret", [25.0, 38.0])]));
    fs::create_dir_all(folder.path("in")).expect("made");
    let absolute = folder.path("secret.geojson");
    let mut paths = vec![
        "../secret.geojson".to_owned(),
        "./.././secret.geojson".to_owned(),
        "in/../../secret.geojson".to_owned(),
        absolute.display().to_string(),
        format!("file://{}", absolute.display()),
    ];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../secret.geojson", folder.path("in/link.geojson"))
            .expect("made");
        paths.push("link.geojson".to_owned());
    }
    for path in paths {
        for key in ["[[layers]]\nfile", "[zones]\nbreadths = [6]\ncoast"] {
            let figure = format!("{EXTENT}{key} = '{path}'\n");
            fs::write(folder.path("in/map.toml"), &figure).expect("written");
            let (code, said) = folder.said(&["render", "in/map.toml", "-o", "out.svg"]);
            assert!(matches!(code, Some(3 | 4)), "{figure}{said}");
            assert!(!said.contains("Secret"), "{figure}{said}");
        }
    }
    assert!(!folder.names().contains(&"out.svg".to_owned()));
}

#[cfg(unix)]
#[test]
fn no_file_beside_a_shapefile_is_read_through_a_link_out_of_the_figures_folder() {
    let folder = Folder::new("parts");
    fs::create_dir_all(folder.path("in/deep")).expect("made");
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats_read");
    let part = |end: &str| data.join(format!("shapefile-points.{end}"));
    fs::write(folder.path("in/map.toml"), "[extent]\nfit = 'data'\n[[layers]]\nfile = 'a.shp'\n")
        .expect("written");
    for end in ["shp", "dbf", "prj", "cpg"] {
        fs::copy(part(end), folder.path(&format!("in/a.{end}"))).expect("copied");
    }
    let draws = || folder.said(&["render", "in/map.toml", "-o", "out.svg"]);
    assert_eq!(draws().0, Some(0));
    fs::remove_file(folder.path("out.svg")).expect("removed");
    for end in ["dbf", "prj", "cpg"] {
        let link = folder.path(&format!("in/a.{end}"));
        // within the folder a link is as good as a file
        for (home, code) in [("deep", 0), ("..", 3)] {
            fs::copy(part(end), folder.path(&format!("in/{home}/b.{end}"))).expect("copied");
            fs::remove_file(&link).expect("removed");
            std::os::unix::fs::symlink(format!("{home}/b.{end}"), &link).expect("a link");
            for command in
                [&["render", "in/map.toml", "-o", "out.svg"][..], &["check", "in/map.toml"]]
            {
                let (found, said) = folder.said(command);
                assert_eq!(found, Some(code), "{end} {said}");
                let is_told =
                    said.contains(&format!("`a.{end}` lies outside of the figure's folder"));
                assert_eq!(is_told, code == 3, "{said}");
            }
            assert_eq!(folder.path("out.svg").exists(), code == 0);
            let _ = fs::remove_file(folder.path("out.svg"));
        }
        // what the command line names is the user's own affair
        let (code, said) = folder.said(&["check", "in/a.shp"]);
        assert_eq!(code, Some(0), "{said}");
        fs::remove_file(&link).expect("removed");
        fs::copy(part(end), &link).expect("copied");
    }
}

/// A square of land, a state's.
fn land(state: &str, west: f64) -> Value {
    let ring = [[west, 30.0], [west + 1.0, 30.0], [west + 1.0, 31.0], [west, 31.0], [west, 30.0]];
    feature(json!({ "state": state }), json!({"type": "Polygon", "coordinates": [ring]}))
}

#[test]
fn text_of_others_is_text_in_markdown_whatever_it_looks_like() {
    let folder = Folder::new("markdown");
    let wild = "A|B <script>alert(1)</script>\n| [x](javascript:1) `a";
    folder
        .write("coast.geojson", collection(&[land(wild, 20.0), land("=cmd|' /C calc'!A0", 21.2)]));
    folder.write(
        "map.toml",
        "title = 'T | <script> [x](javascript:1)'\n[extent]\nbounds = [19, 29, 23, 32]\n\
         [zones]\ncoast = 'coast.geojson'\nbreadths = [30]\n",
    );
    for command in [
        &["areas", "map.toml", "-f", "markdown"][..],
        &["points", "map.toml", "-f", "markdown"],
        &["compare", "map.toml", "--a", "--breadth 12", "--b", "", "-f", "markdown"],
        &["method", "map.toml"],
    ] {
        let output = folder.run(command);
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{command:?}: {said}");
        assert!(text.contains("script"), "{command:?}: {text}");
        // the rows of a table have as many cells as its head
        let cells = |line: &str| line.replace("\\|", "").matches('|').count();
        let mut columns = 0;
        for line in text.lines() {
            match line.starts_with('|') {
                true if columns == 0 => columns = cells(line),
                true => assert_eq!(cells(line), columns, "{command:?}: {line}"),
                false => columns = 0,
            }
        }
        let options = pulldown_cmark::Options::ENABLE_TABLES;
        for event in pulldown_cmark::Parser::new_ext(&text, options) {
            use pulldown_cmark::{Event, Tag};
            let is_wild = matches!(
                event,
                Event::Html(_)
                    | Event::InlineHtml(_)
                    | Event::Start(Tag::Link { .. } | Tag::Image { .. })
            );
            assert!(!is_wild, "{command:?}: {event:?}\n{text}");
        }
    }
    let (code, said) = folder.said(&["check", "coast.geojson"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.contains("a `state` has a line end in it\n  at: coast.geojson, feature 1"),
        "{said}"
    );
}

#[test]
fn a_name_that_looks_like_a_formula_is_text_in_a_file_for_spreadsheets() {
    let folder = Folder::new("formulas");
    folder
        .write("coast.geojson", collection(&[land("=cmd|' /C calc'!A0", 20.0), land("-B", 21.2)]));
    folder.write(
        "map.toml",
        "[extent]\nbounds = [19, 29, 23, 32]\n[zones]\ncoast = 'coast.geojson'\nbreadths = [30]\n",
    );
    for command in [
        &["areas", "map.toml", "-f", "csv"][..],
        &["points", "map.toml", "-f", "csv"],
        &["compare", "map.toml", "--a", "--breadth 6", "--b", "", "-f", "csv"],
    ] {
        let piped = folder.run(command);
        let piped = String::from_utf8(piped.stdout).expect("UTF-8");
        let (code, said) = folder.said(&[command, &["-o", "out.csv"]].concat());
        assert_eq!(code, Some(0), "{command:?}: {said}");
        let written = fs::read_to_string(folder.path("out.csv")).expect("written");
        let written = written.strip_prefix('\u{feff}').expect("the mark of UTF-8");
        let rows = |text: &str| -> Vec<Vec<String>> {
            let mut reader =
                csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
            let rows =
                reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect());
            rows.collect()
        };
        let mut tamed = 0;
        for (row, before) in rows(written).iter().zip(rows(&piped)) {
            for (cell, before) in row.iter().zip(before) {
                let is_formula = cell.starts_with(['=', '+', '-', '@']);
                assert!(!is_formula || cell.parse::<f64>().is_ok(), "{command:?}: {cell}");
                tamed += usize::from(*cell != before);
                assert!(*cell == before || *cell == format!("'{before}"), "{cell} {before}");
            }
        }
        assert!(
            tamed > 0 && piped.contains("\n=cmd") || piped.contains(",=cmd"),
            "{command:?}: {piped}"
        );
    }
}

#[test]
fn an_output_that_is_in_the_way_leaves_all_as_it_was() {
    let folder = Folder::new("outputs");
    folder.write("map.toml", EXTENT);
    folder.write("old.svg", "old");
    folder.write("own.geojson", collection(&[point("Site", [25.0, 38.0])]));
    fs::create_dir_all(folder.path("folder.svg")).expect("made");
    folder.write("file", "a file where a folder belongs");
    let before = folder.names();
    for arguments in [
        &["render", "map.toml", "-o", "file/x.svg"][..],
        &["render", "map.toml", "-o", "old.svg", "--report", "old.svg"],
        &["render", "map.toml", "-o", "map.toml", "-f", "svg"],
        &["render", "map.toml", "-o", "new.svg", "--report", "map.toml"],
        &["zones", "--coast", "own.geojson", "--breadth", "12", "-o", "own.geojson"],
        &["zones", "--coast", "own.geojson", "--breadth", "12", "-o", "folder.svg"],
    ] {
        let (code, said) = folder.said(arguments);
        assert_ne!(code, Some(0), "{arguments:?}: {said}");
        assert!(said.contains("error: "), "{arguments:?}: {said}");
        assert_eq!(folder.names(), before, "{arguments:?}");
        assert_eq!(fs::read_to_string(folder.path("old.svg")).expect("there"), "old");
        assert_eq!(fs::read_to_string(folder.path("map.toml")).expect("there"), EXTENT);
    }
    let (code, _) = folder.said(&["render", "map.toml", "-o", "no/such/folder/map.svg"]);
    assert_eq!(code, Some(0), "a folder that is not there is made");
    assert_eq!(names(&folder.path("no/such/folder")), ["map.svg"]);
}

/// A name that a theme hides on a sheet of some width, or a feature too small for it, is told; what is set or told otherwise is not.
#[test]
fn names_of_ones_own_that_the_theme_hides_are_told() {
    let folder = Folder::new("hidden-names");
    let river = feature(
        json!({"name": "Gediz"}),
        json!({"type": "LineString", "coordinates": [[24.8, 38.6], [25.4, 38.6], [25.9, 38.7]]}),
    );
    let layer = |source: &str| {
        format!("title = 'Rivers'\n{EXTENT}{COUNTRIES}[[layers]]\n{source}\nclass = 'river'\n")
    };
    folder.write("rivers.geojson", collection(std::slice::from_ref(&river)));
    folder.write("file.toml", layer("file = 'rivers.geojson'"));
    folder.write("inside.toml", layer(&format!("features = '{}'", collection(&[river]))));
    for figure in ["file.toml", "inside.toml"] {
        for (width, is_told) in [("180mm", false), ("89mm", true)] {
            let (code, said) = folder.said(&["render", figure, "--width", width, "-f", "svg"]);
            assert_eq!(code, Some(0), "{said}");
            assert_eq!(said.contains("1 name of the layer"), is_told, "{figure} {width}: {said}");
            assert_eq!(said.contains("Gediz"), is_told, "{figure} {width}: {said}");
        }
        let (_, said) = folder.said(&["check", figure]);
        assert!(!said.contains("Gediz"), "{said}");
    }
}
