//! The command line as scripts depend on it: what is written where, and which code comes back.
//! What is said when something goes wrong is in errors.rs.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A figure that is drawn in no time: a frame round nothing.
const SMALL: &str = "title = 'A'\nlayers = []\n[extent]\nregion = 'aegean'\n";

/// A fresh folder for one test.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

fn periplus(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_periplus"));
    command.args(arguments).current_dir(folder).env("NO_COLOR", "1").stdin(Stdio::null());
    command.env("XDG_CACHE_HOME", concat!(env!("CARGO_TARGET_TMPDIR"), "/cache"));
    command.output().expect("the binary runs")
}

/// What the command writes to standard output; it must succeed.
fn answer(folder: &Path, arguments: &[&str]) -> String {
    let output = periplus(folder, arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).expect("text")
}

fn code(folder: &Path, arguments: &[&str]) -> Option<i32> {
    periplus(folder, arguments).status.code()
}

/// A fresh folder with the small figure in it.
fn folder_with_small(test: &str) -> PathBuf {
    let folder = folder(test);
    fs::write(folder.join("small.toml"), SMALL).expect("written");
    folder
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder can be read");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn the_figures_are_listed_as_lines_and_as_json() {
    let folder = folder("figures");
    let lines = answer(&folder, &["figures"]);
    assert!(lines.lines().any(|line| line.starts_with("aegean ")), "{lines}");
    let json = answer(&folder, &["figures", "--json"]);
    let rows: Vec<serde_json::Value> = serde_json::from_str(&json).expect("JSON");
    assert_eq!(rows.len(), lines.lines().count());
    assert!(rows.iter().all(|row| row["name"].is_string() && row["title"].is_string()));
}

#[test]
fn help_names_every_option_of_the_contract() {
    let folder = folder("help");
    let help = answer(&folder, &["render", "--help"]);
    let options = "--output --format --width --dpi --bounds --theme --as-of --worldview --breadth \
                   --layer --text --report --timings --overlap --geodata --quiet --background";
    for option in options.split_whitespace() {
        assert!(help.contains(option), "{option} is not in the help");
    }
    assert!(answer(&folder, &["--version"]).starts_with("periplus "));
    assert!(answer(&folder, &["completions", "bash"]).contains("_periplus"));
    let manual = answer(&folder, &["manual"]);
    for heading in [".TH periplus 1", ".SH RENDER", ".SH ZONES", ".SH MANUAL", "Exit codes"] {
        assert!(manual.contains(heading), "{heading} is not in the manual");
    }
    assert!(manual.contains("\\-\\-overlap") && manual == answer(&folder, &["manual"]));
    assert_eq!(code(&folder, &["completions", "basic"]), Some(2));
    assert_eq!(code(&folder, &[]), Some(2));
}

#[test]
fn places_are_located_by_name_and_in_texts() {
    let folder = folder("locate");
    answer(
        &folder,
        &["locate", "Athens", "Σμύρνη", "--width=single", "--figure=a.toml", "-o", "a.svg"],
    );
    let drawn = fs::read_to_string(folder.join("a.svg")).expect("written");
    assert!(drawn.contains(">Athens<") && drawn.contains(">İzmir<"));
    answer(&folder, &["render", "a.toml", "--width=single", "-f", "svg"]);
    fs::write(folder.join("t.md"), "From Athens to Izmir").expect("written");
    answer(&folder, &["locate", "--text", "t.md", "--width=single", "-f", "svg"]);
    assert_eq!(names(&folder.join("output")), ["a.svg", "locate-athens.svg"]);
    let of_text = fs::read(folder.join("output/locate-athens.svg")).expect("written");
    assert!(of_text == drawn.as_bytes(), "a text and its names are one figure");
    for (words, expected) in [
        (&["locate", "Nowhereville"][..], 4),
        (&["locate", "Tripoli, Nowhereville"], 4),
        (&["locate", "--text", "none.md"], 4),
        (&["locate"], 2),
        (&["locate", "Athens", "--text", "t.md"], 2),
    ] {
        assert_eq!(code(&folder, words), Some(expected), "{words:?}");
    }
}

#[test]
fn a_size_is_that_of_the_sheet_and_the_map_fills_it() {
    let folder = folder_with_small("size");
    let sides = |file: &str| {
        let png = fs::read(folder.join(file)).expect("a PNG");
        let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes"));
        (side(16), side(20))
    };
    for (size, file, expected) in [
        ("1080x1080", "square.png", (1080, 1080)),
        ("1200x630px", "wide.png", (1200, 630)),
        ("127x254mm", "tall.png", (1500, 3000)),
    ] {
        answer(&folder, &["render", "small.toml", "--size", size, "-o", file]);
        assert_eq!(sides(file), expected, "{size}");
    }
    // pixels are as long up as across, whatever an inch has of them
    let in_pixels = format!("{SMALL}[sheet]\nwidth = '1080px'\nheight = '1350px'\n");
    fs::write(folder.join("pixels.toml"), in_pixels).expect("written");
    for dpi in ["96", "110", "300"] {
        answer(&folder, &["render", "pixels.toml", "--dpi", dpi, "-o", "pixels.png"]);
        assert_eq!(sides("pixels.png"), (1080, 1350), "{dpi}");
    }
    // a width says the last word over a drawn file's size, and a size over its width
    answer(&folder, &["render", "small.toml", "--size=100x50mm", "-o", "a.svg"]);
    answer(&folder, &["render", "a.svg", "-o", "again.png"]);
    assert_eq!(sides("again.png"), (1181, 591));
    answer(&folder, &["render", "a.svg", "--width=127mm", "-o", "other.png"]);
    assert_eq!(sides("other.png").0, 1500);
    assert_ne!(sides("other.png").1, 591);
    for words in [
        &["render", "small.toml", "--size=1080"][..],
        &["render", "small.toml", "--size=10x10mm"],
        &["render", "small.toml", "--size=100x50mm", "--width=single"],
    ] {
        assert_eq!(code(&folder, words), Some(2), "{words:?}");
    }
}

#[test]
fn svg_and_png_go_to_the_folder_output_unless_told_otherwise() {
    let folder = folder("default");
    let output = periplus(&folder, &["render", "aegean", "caucasus"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stdout.is_empty());
    let expected = ["aegean.png", "aegean.svg", "caucasus.png", "caucasus.svg"];
    assert_eq!(names(&folder.join("output")), expected);
    let png = fs::read(folder.join("output/aegean.png")).expect("a PNG");
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
}

#[test]
fn the_end_of_a_name_is_the_format_and_a_name_without_one_is_a_folder() {
    let folder = folder_with_small("names");
    answer(&folder, &["render", "small.toml", "-o", "a.SVG"]);
    answer(&folder, &["render", "small.toml", "-o", "b.png", "-f", "png"]);
    answer(&folder, &["render", "small.toml", "-o", "new/folder", "-f", "svg", "-f", "svg"]);
    fs::create_dir(folder.join("v1.0")).expect("a folder can be made");
    answer(&folder, &["render", "small.toml", "-o", "v1.0", "-f", "svg"]);
    assert_eq!(names(&folder), ["a.SVG", "b.png", "new", "small.toml", "v1.0"]);
    assert_eq!(names(&folder.join("new/folder")), ["small.svg"]);
    assert_eq!(names(&folder.join("v1.0")), ["small.svg"]);
}

#[test]
fn a_dash_is_standard_input_and_standard_output() {
    let folder = folder("dash");
    let mut child = Command::new(env!("CARGO_BIN_EXE_periplus"))
        .args(["render", "-", "-f", "svg", "-o", "-"])
        .current_dir(&folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    child.stdin.take().expect("piped").write_all(SMALL.as_bytes()).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success());
    assert!(String::from_utf8_lossy(&output.stdout).contains("<svg"));
    assert!(names(&folder).is_empty());
}

#[test]
fn a_closed_standard_output_is_an_error() {
    for arguments in [["completions", "zsh"].as_slice(), &["figures"], &["--help"]] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let mut command = Command::new(env!("CARGO_BIN_EXE_periplus"));
        let output = command.args(arguments).stdout(writer).output().expect("the binary runs");
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        let said = String::from_utf8_lossy(&output.stderr);
        let is_told = said.starts_with("error: standard output was closed");
        assert!(is_told || arguments == ["--help"], "{arguments:?}: {said}");
    }
}

#[test]
fn nothing_is_left_when_a_file_cannot_be_written() {
    let folder = folder_with_small("unwritable");
    fs::create_dir_all(folder.join("output/small.png")).expect("a folder can be made");
    assert_eq!(code(&folder, &["render", "small.toml"]), Some(1));
    assert_eq!(names(&folder.join("output")), ["small.png"]);
    fs::write(folder.join("file"), "").expect("written");
    assert_eq!(code(&folder, &["render", "small.toml", "-o", "file/map.svg"]), Some(1));
}

#[test]
fn a_failed_run_leaves_the_file_of_the_last_one_alone() {
    let folder = folder_with_small("kept");
    answer(&folder, &["render", "small.toml", "-o", "map.svg"]);
    let before = fs::read(folder.join("map.svg")).expect("a map");
    let arguments = ["render", "small.toml", "--layer", "none.geojson", "-o", "map.svg"];
    assert_eq!(code(&folder, &arguments), Some(4));
    assert_eq!(fs::read(folder.join("map.svg")).expect("a map"), before);
}

#[test]
fn files_of_a_figure_are_found_beside_it() {
    let folder = folder("beside");
    fs::create_dir_all(folder.join("report/data")).expect("a folder can be made");
    let figure = "[extent]\nregion = 'aegean'\n[[layers]]\nfile = 'data/sites.geojson'\n";
    fs::write(folder.join("report/map.toml"), figure).expect("written");
    let sites = r#"{"type":"Point","coordinates":[25.5,37.1]}"#;
    fs::write(folder.join("report/data/sites.geojson"), sites).expect("written");
    answer(&folder, &["render", "report/map.toml", "-o", "map.svg"]);
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_out_of_the_folder_of_the_figure() {
    let folder = folder("link");
    fs::create_dir(folder.join("report")).expect("a folder can be made");
    let secret = r#"{"type":"Point","coordinates":[25.5,37.1]}"#;
    fs::write(folder.join("secret.geojson"), secret).expect("written");
    let link = folder.join("report/sites.geojson");
    std::os::unix::fs::symlink("../secret.geojson", link).expect("linked");
    let figure = "[extent]\nregion = 'aegean'\n[[layers]]\nfile = 'sites.geojson'\n";
    fs::write(folder.join("report/map.toml"), figure).expect("written");
    assert_eq!(code(&folder, &["render", "report/map.toml", "-o", "map.svg"]), Some(3));
    assert_eq!(names(&folder), ["report", "secret.geojson"]);
}

#[test]
fn the_report_says_what_was_written() {
    let folder = folder_with_small("report");
    let arguments = ["render", "small.toml", "--report", "-", "-f", "png", "--dpi", "100", "-q"];
    let report: serde_json::Value =
        serde_json::from_str(&answer(&folder, &arguments)).expect("JSON");
    let keys = "figure files bounds projection scale as_of worldview sources zones labels \
                dropped_labels repairs warnings alt timings_ms";
    for key in keys.split_whitespace() {
        assert!(report.get(key).is_some(), "{key} is not in the report");
    }
    let file = &report["files"][0];
    assert_eq!(file["path"], "output/small.png");
    assert_eq!(file["width_mm"], 180.0);
    assert_eq!(file["width_px"], 709);
    assert_eq!(file["sha256"].as_str().map(str::len), Some(64));
    fs::write(folder.join("other.toml"), SMALL).expect("written");
    answer(&folder, &["render", "small.toml", "other.toml", "--report", "both.json"]);
    let both = fs::read_to_string(folder.join("both.json")).expect("a report");
    let both: Vec<serde_json::Value> = serde_json::from_str(&both).expect("a list");
    assert_eq!(both.len(), 2);
}

#[test]
fn quiet_says_nothing_and_timings_are_said_all_the_same() {
    let folder = folder_with_small("quiet");
    let said = |arguments: &[&str]| {
        let output = periplus(&folder, arguments);
        assert!(output.status.success() && output.stdout.is_empty());
        String::from_utf8(output.stderr).expect("text")
    };
    assert_eq!(said(&["render", "small.toml", "-q", "-o", "a.svg"]), "");
    let timings = said(&["render", "small.toml", "-q", "--timings", "-o", "a.svg"]);
    assert!(timings.contains("label") && timings.contains("total"), "{timings}");
    assert!(!timings.contains('\u{1b}'));
}

#[test]
fn doubtful_data_are_drawn_with_a_warning() {
    let folder = folder_with_small("doubtful");
    let bow = r#"{"type":"Polygon","coordinates":[[[25,37],[26,38],[26,37],[25,38],[25,37]]]}"#;
    fs::write(folder.join("bow.geojson"), bow).expect("written");
    let output =
        periplus(&folder, &["render", "small.toml", "--layer", "bow.geojson", "-o", "a.svg"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(
        said.contains("warning: ring 1 crosses itself\n  at: bow.geojson, ring 1, near"),
        "{said}"
    );
}

#[test]
fn a_figure_without_a_view_is_recorded_as_drawn_by_the_united_nations() {
    let folder = folder_with_small("no-view");
    let arguments = ["render", "small.toml", "-f", "svg", "-o", "a.svg", "--report", "-"];
    let report: serde_json::Value =
        serde_json::from_str(&answer(&folder, &arguments)).expect("JSON");
    assert_eq!(report["worldview"], "un");
}

#[test]
fn options_change_the_figure() {
    let folder = folder_with_small("options");
    let arguments = "render small.toml -f png --report - --width 1200px --dpi 300 --as-of 2021-02-01 \
                     --worldview un --bounds 25,36,26,37 --breadth 6 --overlap keep";
    let arguments: Vec<&str> = arguments.split_whitespace().collect();
    let report: serde_json::Value =
        serde_json::from_str(&answer(&folder, &arguments)).expect("JSON");
    assert_eq!(report["files"][0]["width_px"], 1200);
    assert_eq!(report["as_of"], "2021-02-01");
    assert_eq!(report["worldview"], "un");
    assert_eq!(report["bounds"], serde_json::json!([25.0, 36.0, 26.0, 37.0]));
}

#[test]
fn geodata_can_be_replaced_by_a_folder() {
    let folder = folder("geodata");
    let catalogue =
        "[[dataset]]\nfile = 'countries.geojson'\ntitle = 'Mine'\nlicence = 'CC0-1.0'\n";
    fs::write(folder.join("catalogue.toml"), catalogue).expect("written");
    let empty = r#"{"type":"FeatureCollection","features":[]}"#;
    fs::write(folder.join("countries.geojson"), empty).expect("written");
    let sources = answer(&folder, &["sources", "--geodata", "."]);
    assert!(sources.contains("Mine") && sources.contains("CC0-1.0"), "{sources}");
}

#[test]
fn check_is_silent_about_nothing_and_ends_with_3() {
    let folder = folder("check");
    fs::write(folder.join("good.toml"), SMALL).expect("written");
    fs::write(folder.join("bad.toml"), "tilte = 'A'\n").expect("written");
    assert_eq!(code(&folder, &["check", "good.toml"]), Some(0));
    assert_eq!(code(&folder, &["check", "bad.toml", "good.toml"]), Some(3));
    assert_eq!(code(&folder, &["check", "none.toml"]), Some(4));
    assert_eq!(code(&folder, &["check", "figure.docx"]), Some(2));
}

/// What the command says of a figure file on its way to a picture.
fn said_of(test: &str, figure: &str, files: &[(&str, &str)]) -> String {
    let folder = folder(test);
    fs::write(folder.join("map.toml"), figure).expect("written");
    for (name, text) in files {
        fs::write(folder.join(name), text).expect("written");
    }
    let output = periplus(&folder, &["render", "map.toml", "-f", "svg", "-o", "map.svg"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    said
}

#[test]
fn a_selection_that_names_what_no_feature_has_is_warned_of() {
    let figure = |layer: &str| {
        format!(
            "worldview = 'un'\n[extent]\nregion = 'aegean'\n[[layers]]\nsource = 'countries'\n{layer}\n"
        )
    };
    let said = said_of("selection", &figure("states = ['GRC', 'TRU']"), &[]);
    assert!(said.contains("`states` names `TRU`"), "{said}");
    assert!(said.contains("map.toml:6:18") && said.contains("did you mean `TUR`?"), "{said}");
    for sound in ["states = ['grc']", "only = 'Greece'", "where = { state = 'GRC' }"] {
        let said = said_of("selection-sound", &figure(sound), &[]);
        assert!(!said.contains("warning"), "{sound}: {said}");
    }
    let said = said_of("selection-where", &figure("where = { state = 'Grc' }"), &[]);
    assert!(said.contains("`where.state` names `Grc`") && said.contains("map.toml:6:19"), "{said}");
}

#[test]
fn a_layer_of_which_nothing_lies_on_the_map_is_warned_of() {
    let figure = |source: &str| {
        format!("worldview = 'un'\n[extent]\nregion = 'libya'\n[[layers]]\n{source}\n")
    };
    let said = said_of("off-map", &figure("source = 'countries'\nstates = ['CYP']"), &[]);
    assert!(said.contains("the layer `countries` draws nothing") && said.contains("map.toml:4:1"));
    let point = r#"{"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [25, 37]}}"#;
    let said =
        said_of("off-map-own", &figure("file = 'sites.geojson'"), &[("sites.geojson", point)]);
    assert!(said.contains("the layer `sites.geojson` draws nothing"), "{said}");
    // the base map is drawn unasked, whatever of it there is
    let said = said_of("off-map-base", "worldview = 'un'\n[extent]\nregion = 'libya'\n", &[]);
    assert!(!said.contains("draws nothing"), "{said}");
}

#[test]
fn a_state_of_a_coast_is_one_however_its_code_is_written() {
    let island = |state: &str, west: f64| {
        let east = west + 0.4;
        format!(
            r#"{{"type": "Feature", "properties": {{"state": "{state}"}}, "geometry": {{"type": "Polygon",
            "coordinates": [[[{west}, 36], [{east}, 36], [{east}, 36.5], [{west}, 36.5], [{west}, 36]]]}}}}"#
        )
    };
    let coast = |one: &str, other: &str| {
        let (one, other) = (island(one, 26.0), island(other, 26.5));
        format!(r#"{{"type": "FeatureCollection", "features": [{one}, {other}]}}"#)
    };
    let zones = |name: &str, text: &str| {
        let folder = folder(name);
        fs::write(folder.join("coast.geojson"), text).expect("written");
        let arguments = ["zones", "--coast", "coast.geojson", "--breadth", "12", "--lines"];
        let output = periplus(&folder, &arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{said}");
        (String::from_utf8(output.stdout).expect("text"), said)
    };
    let (plain, quiet) = zones("coast-plain", &coast("GRC", "GRC"));
    assert!(!quiet.contains("one state"), "{quiet}");
    for (name, other) in [("coast-small", "grc"), ("coast-spaced", " GRC ")] {
        let (written, said) = zones(name, &coast("GRC", other));
        assert_eq!(written, plain, "{other}");
        assert_eq!(said.matches("are one state: read as GRC").count(), 1, "{said}");
    }
    // what is no code is its owner's word
    let (named, said) = zones("coast-named", &coast("Aland", " ALAND"));
    assert!(named.contains("\"Aland\"") && named.contains("\"ALAND\""), "{named}");
    assert!(!said.contains("one state"), "{said}");
}

#[test]
fn a_map_of_the_whole_earth_has_zones() {
    let figure = "worldview = 'un'\nlayers = []\n[extent]\nbounds = [-180, -90, 180, 90]\n[furniture]\nscale_bar = false\n\
                  [zones]\nstates = ['MLT']\nbreadths = [12]\n";
    said_of("whole-earth", figure, &[]);
}

#[test]
fn no_output_is_written_over_what_is_read_by_whatever_name() {
    let folder = folder_with_small("over-inputs");
    fs::create_dir_all(folder.join("sub")).expect("made");
    fs::write(folder.join("site.geojson"), r#"{"type":"FeatureCollection","features":[]}"#)
        .expect("written");
    fs::write(folder.join("plain.css"), "country { fill: #eee }\n").expect("written");
    fs::hard_link(folder.join("plain.css"), folder.join("hard.json")).expect("linked");
    #[cfg(unix)]
    std::os::unix::fs::symlink("site.geojson", folder.join("soft.json")).expect("linked");
    let before = names(&folder);
    let look = ["render", "small.toml", "--theme=plain.css", "--layer=site.geojson", "-f", "svg"];
    let mut cases = vec![
        ("small.toml", "`small.toml` is read, and would be overwritten"),
        ("sub/../site.geojson", "`sub/../site.geojson` is the file `site.geojson`, which is read"),
        ("output/small.svg", "`output/small.svg` would be written twice"),
        ("output/SMALL.svg", "`output/SMALL.svg` are one file on macOS and Windows"),
    ];
    if cfg!(unix) {
        cases.push(("hard.json", "`hard.json` is the file `plain.css`, which is read"));
        cases.push(("soft.json", "`soft.json` is the file `site.geojson`, which is read"));
    }
    for (report, expected) in cases {
        let output = periplus(&folder, &[&look[..], &["--report", report]].concat());
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{report}: {said}");
        assert!(said.contains(expected), "{said}");
        assert_eq!(names(&folder), before, "{report}");
    }
    answer(&folder, &["render", "small.toml", "-o", "map.svg"]);
    assert_eq!(code(&folder, &["render", "map.svg", "-o", "./map.svg"]), Some(2));
    answer(&folder, &["render", "map.svg", "-o", "again.svg"]);
}

#[cfg(unix)]
#[test]
fn a_file_that_is_replaced_keeps_its_mode_and_its_links() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder_with_small("replaced");
    let target = folder.join("target.svg");
    fs::write(&target, "before").expect("written");
    fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).expect("set");
    std::os::unix::fs::symlink("target.svg", folder.join("map.svg")).expect("linked");
    answer(&folder, &["render", "small.toml", "-o", "map.svg"]);
    assert!(folder.join("map.svg").is_symlink());
    assert!(fs::read_to_string(&target).expect("written").starts_with("<svg"));
    let mode = fs::metadata(&target).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    assert_eq!(names(&folder), ["map.svg", "small.toml", "target.svg"]);
}

#[test]
fn of_several_figures_a_bad_one_is_named_and_the_others_are_written() {
    let folder = folder_with_small("several");
    fs::write(folder.join("wrong.toml"), "titel = 'A'\n").expect("written");
    let far = SMALL.replace("'A'", "'B'").replace("'aegean'", "'nowhere'");
    fs::write(folder.join("far.toml"), far).expect("written");
    fs::write(folder.join("odd.toml"), format!("{SMALL}[labels]\nomit = ['Nowhere']\n"))
        .expect("written");
    let asked = ["render", "wrong.toml", "small.toml", "none.toml", "far.toml", "odd.toml"];
    let output = periplus(&folder, &[&asked[..], &["-f", "svg", "--report", "r.json"]].concat());
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert_eq!(names(&folder.join("output")), ["odd.svg", "small.svg"]);
    for begin in [
        "error: wrong.toml: unknown key `titel`",
        "error: none.toml: cannot read the figure",
        "error: far.toml: unknown region",
        "warning: odd.toml: ",
        "wrote 2 of 5 figures; not wrong.toml, none.toml and far.toml",
    ] {
        assert!(said.lines().any(|line| line.starts_with(begin)), "`{begin}` is not in {said}");
    }
    let report = fs::read_to_string(folder.join("r.json")).expect("written");
    let report: serde_json::Value = serde_json::from_str(&report).expect("JSON");
    let figures: Vec<_> =
        report.as_array().expect("a list").iter().map(|it| &it["figure"]).collect();
    assert_eq!(figures, ["small", "odd"]);
    let output = periplus(&folder, &["render", "wrong.toml", "far.toml", "--report", "r2.json"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!folder.join("r2.json").exists());
    let all = periplus(&folder, &["render", "small.toml", "odd.toml", "-f", "svg"]);
    assert_eq!(all.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&all.stderr).ends_with("wrote all 2 figures\n"));
}

#[test]
fn names_and_a_language_that_nothing_has_are_warned_of_at_their_line() {
    let folder = folder("unknown-names");
    let text = "language = 'zz'\n[extent]\nbounds = [26.7, 36.3, 27.9, 37.1]\n[labels]\n\
                always = ['Kos', 'Bodrun']\nomit = ['Nowhere']\nseas = ['Aegaean Sea']\n";
    fs::write(folder.join("a.toml"), text).expect("written");
    let output = periplus(&folder, &["render", "a.toml", "-o", "a.svg"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    for (what, line) in [
        (
            "the name or id `Bodrun`",
            "  at: a.toml:5:18\n  |\n5 | always = ['Kos', 'Bodrun']\n  |                  ^^^^^^^^\n\
             hint: did you mean `Bodrum`?",
        ),
        ("the name or id `Nowhere`", "  at: a.toml:6:9\n"),
        (
            "the name or id `Aegaean Sea`",
            "  at: a.toml:7:9\n  |\n7 | seas = ['Aegaean Sea']\n  |         ^^^^^^^^^^^^^\n\
             hint: did you mean `Aegean Sea`?",
        ),
        ("there are no names in `zz`: they are in English", "  at: a.toml:1:12\n"),
    ] {
        assert!(said.contains(&format!("{what}\n{line}")), "{what}: {said}");
    }
    assert!(!said.contains("`Kos`"), "{said}");
    let english = text.replace("[labels]", "[labels]\nnames = 'en'");
    fs::write(folder.join("a.toml"), english).expect("written");
    let output = periplus(&folder, &["render", "a.toml", "-o", "a.svg"]);
    assert!(!String::from_utf8_lossy(&output.stderr).contains("no names in `zz`"));
}

#[cfg(unix)]
#[test]
fn nothing_that_others_wrote_steers_the_terminal() {
    const HOSTILE: &str = "a\u{1b}[31m\u{9b}2J\u{7}\u{202e}b";
    let folder = folder("terminal");
    let ring = "[[25,35],[26,35],[26,36],[25,36],[25,35]]";
    let properties = serde_json::json!({"state": HOSTILE, "name": HOSTILE});
    let coast = format!(
        "{{\"type\":\"Feature\",\"properties\":{properties},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[{ring}]}}}}"
    );
    let figure = "layers = []\n[extent]\nbounds = [24, 34, 27, 37]\n[zones]\nbreadths = [1]\ncoast = 'coast.geojson'\n";
    let named = format!("{HOSTILE}.toml");
    fs::write(folder.join("coast.geojson"), coast).expect("written");
    fs::write(folder.join("figure.toml"), figure).expect("written");
    fs::write(folder.join(&named), figure.replace("layers", "layrs")).expect("written");
    fs::write(folder.join("text.md"), format!("From Athens to {HOSTILE}ville, Rhodes{HOSTILE}."))
        .expect("written");
    let commands: [&[&str]; 16] = [
        &["areas", "figure.toml"],
        &["areas", "figure.toml", "--format", "csv"],
        &["areas", "figure.toml", "--format", "markdown"],
        &["areas", "figure.toml", "--format", "json"],
        &["render", "figure.toml", "--layer", "coast.geojson"],
        &["render", "figure.toml", "--layer", HOSTILE],
        &["render", "figure.toml", "-o", &format!("{HOSTILE}.svg")],
        &["render", &named],
        &["check", &named, "coast.geojson"],
        &["check", "--json", &named],
        &["inspect", &named],
        &["document", &named],
        &["locate", HOSTILE],
        &["locate", "--text", "text.md", "--list"],
        &["locate", "--text", "text.md", "--json"],
        &["render", HOSTILE, "--theme", HOSTILE],
    ];
    for command in commands {
        let output = periplus(&folder, command);
        let text = [output.stdout, output.stderr].concat();
        let text = String::from_utf8(text).expect("text");
        let steers = |letter: char| {
            (letter.is_control() && !"\n\r\t".contains(letter)) || letter == '\u{202e}'
        };
        assert!(!text.is_empty() && !text.contains(steers), "{command:?}: {text:?}");
    }
}
