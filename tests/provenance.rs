//! What a drawn file says of itself: it is read back from every format and drawn again byte for byte.

use periplus::output::Format;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A figure with data, a theme and words of its own; characters that XML and JSON write otherwise are among them.
const FIGURE: &str = "title = 'Capes & \"isles\" <of> Ζάκυνθος'\nas_of = 2020-10-17\n[extent]\n\
                      bounds = [20.4, 37.5, 21.2, 38.2]\n[sheet]\ntheme = 'plain.css'\n[[layers]]\nsource = 'countries'\n\
                      class = 'country'\n[[layers]]\nfile = 'sites.geojson'\n";
const SITE: &str =
    r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[20.9,37.8]},"properties":{}}"#;

/// A fresh folder with a figure and its files.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("provenance").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    for (name, text) in
        [("capes.toml", FIGURE), ("sites.geojson", SITE), ("plain.css", "country { fill: #eee }\n")]
    {
        fs::write(folder.join(name), text).expect("written");
    }
    folder
}

fn periplus(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_periplus"));
    command.args(arguments).current_dir(folder).env("NO_COLOR", "1").stdin(Stdio::null());
    command.env("XDG_CACHE_HOME", concat!(env!("CARGO_TARGET_TMPDIR"), "/cache"));
    command.output().expect("the binary runs")
}

/// What the command says on standard output and on standard error; it must succeed.
fn done(folder: &Path, arguments: &[&str]) -> (String, String) {
    let output = periplus(folder, arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {said}");
    (String::from_utf8(output.stdout).expect("text"), said)
}

fn inspected(folder: &Path, file: &str) -> Value {
    serde_json::from_str(&done(folder, &["inspect", "--json", file]).0).expect("JSON")
}

#[test]
fn every_format_is_drawn_again_from_every_other_byte_for_byte() {
    let folder = folder("again");
    let options =
        ["--width=89mm", "--dpi=96", "--as-of=2021-02-01", "--bounds=20.5,37.6,21.1,38.1"];
    for format in Format::names() {
        let name = format!("first.{format}");
        done(&folder, &[&["render", "capes.toml", "-o", &name], options.as_slice()].concat());
    }
    for from in Format::names() {
        for to in Format::names() {
            let (from, to, first) =
                (format!("first.{from}"), format!("again.{to}"), format!("first.{to}"));
            let (_, said) = done(&folder, &["render", &from, "-o", &to]);
            assert!(!said.contains("not the one"), "{said}");
            let (again, first) = (fs::read(folder.join(&to)), fs::read(folder.join(&first)));
            assert!(again.expect("drawn") == first.expect("drawn"), "{from} → {to}");
        }
    }
}

#[test]
fn a_file_says_figure_version_day_view_options_and_the_digests_of_its_data() {
    let folder = folder("says");
    done(&folder, &["render", "capes.toml", "-o", "map.svg", "--worldview", "de-facto"]);
    let said = inspected(&folder, "map.svg");
    assert_eq!(said["periplus"], env!("CARGO_PKG_VERSION"));
    assert_eq!(said["figure"], "capes");
    assert_eq!(said["as_of"], "2020-10-17");
    assert_eq!(said["worldview"], "de-facto");
    assert_eq!(said["options"], serde_json::json!(["--worldview=de-facto"]));
    assert_eq!(said["toml"], FIGURE);
    // sha256sum sites.geojson, by GNU coreutils
    let digest = "bdc7f324b10f52171c540946bb63c5493b0d011c05ccb8a0a1244125d4545005";
    assert_eq!(said["data"]["sites.geojson"], digest);
    let listed = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/geodata/catalogue.toml"));
    let countries = said["data"]["countries.geojson"].as_str().expect("a digest");
    assert!(listed.expect("a catalogue").contains(countries));
}

#[test]
fn what_inspect_prints_is_a_figure_file() {
    let folder = folder("prints");
    done(&folder, &["render", "capes.toml", "-o", "map.pdf"]);
    let (text, _) = done(&folder, &["inspect", "map.pdf"]);
    assert!(text.starts_with("# capes, drawn by Periplus "), "{text}");
    assert!(text.ends_with(FIGURE), "{text}");
    fs::write(folder.join("back.toml"), text).expect("written");
    done(&folder, &["check", "back.toml"]);
}

#[test]
fn a_new_option_overrides_that_in_the_file() {
    let folder = folder("overrides");
    done(&folder, &["render", "capes.toml", "-o", "map.svg", "--width=120mm", "--names=el"]);
    done(&folder, &["render", "map.svg", "-o", "new.svg", "--width=89mm"]);
    let said = inspected(&folder, "new.svg");
    assert_eq!(said["options"], serde_json::json!(["--width=89mm", "--names=el"]));
}

#[test]
fn data_that_changed_since_are_told_of() {
    let folder = folder("changed");
    done(&folder, &["render", "capes.toml", "-o", "map.svg"]);
    fs::write(folder.join("sites.geojson"), SITE.replace("20.9", "20.8")).expect("written");
    let (_, said) = done(&folder, &["render", "map.svg", "-o", "new.svg"]);
    assert!(said.contains("`sites.geojson` is not the one that was drawn"), "{said}");
}

#[test]
fn no_path_of_the_machine_goes_into_a_file() {
    let folder = folder("paths");
    let layer = folder.join("sites.geojson").display().to_string();
    for format in Format::names() {
        let name = format!("map.{format}");
        done(&folder, &["render", "capes.toml", "-o", &name, "--layer", &layer]);
        let (text, _) = done(&folder, &["inspect", &name]);
        assert!(text.contains("--layer=sites.geojson"), "{text}");
        let bytes = fs::read(folder.join(&name)).expect("drawn");
        let path = folder.display().to_string();
        assert!(!bytes.windows(path.len()).any(|window| window == path.as_bytes()), "{name}");
    }
}
