//! Themes that build on others: bundled ones shown, several on the command line, and what a theme imports.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A figure that is drawn in no time: land and sea of a few islands.
const SMALL: &str = "title = 'A'\n[extent]\nbounds = [24.0, 36.0, 26.0, 37.5]\n";

/// A fresh folder with the small figure in it.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("themes").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    fs::write(folder.join("small.toml"), SMALL).expect("written");
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

/// The small figure as SVG, its statement of what it was drawn from left out.
fn drawn(folder: &Path, options: &[&str]) -> String {
    let line = [&["render", "small.toml", "-o", "-", "-f", "svg"], options].concat();
    let svg = answer(folder, &line);
    let (before, rest) = svg.split_once("<metadata").expect("a statement");
    format!("{before}{}", rest.split_once("</metadata>").expect("its end").1)
}

#[test]
fn what_is_shown_of_a_bundled_theme_draws_as_it_does() {
    let folder = folder("shown");
    let rows = answer(&folder, &["themes", "--json"]);
    let rows: Vec<serde_json::Value> = serde_json::from_str(&rows).expect("JSON");
    assert_eq!(rows.iter().filter(|row| row["default"] == true).count(), 1);
    assert_eq!(rows.len(), answer(&folder, &["themes"]).lines().count());
    for row in rows {
        let name = row["name"].as_str().expect("a name");
        assert!(row["title"].as_str().is_some_and(|title| !title.is_empty()), "{name}");
        let text = answer(&folder, &["themes", "--show", name]);
        fs::write(folder.join("own.css"), text).expect("written");
        let same = drawn(&folder, &["--theme", name]) == drawn(&folder, &["--theme", "own.css"]);
        assert!(same, "{name}");
    }
}

#[test]
fn what_is_shown_of_a_bundled_figure_is_its_file() {
    let folder = folder("figure");
    let text = answer(&folder, &["figures", "--show", "kastellorizo"]);
    fs::write(folder.join("kastellorizo.toml"), text).expect("written");
    let svg = |name: &str| answer(&folder, &["render", name, "-o", "-", "-f", "svg"]);
    assert!(svg("kastellorizo") == svg("kastellorizo.toml"));
}

#[test]
fn a_later_theme_lies_over_an_earlier_as_if_it_imported_it() {
    let folder = folder("over");
    fs::write(folder.join("red.css"), "sea { fill: #ff0001 }").expect("written");
    fs::create_dir(folder.join("parts")).expect("made");
    fs::write(folder.join("parts/a.css"), "@import \"dark\";\n@import \"../red.css\";")
        .expect("written");
    fs::write(folder.join("all.css"), "\u{feff}/* all */ @import 'parts/a.css';").expect("written");
    let over = drawn(&folder, &["--theme", "dark", "--theme", "red.css"]);
    assert!(over.contains("#ff0001"));
    assert!(over == drawn(&folder, &["--theme", "all.css"]));
    assert!(!drawn(&folder, &["--theme", "red.css", "--theme", "dark"]).contains("#ff0001"));
}

#[test]
fn a_figure_is_drawn_again_with_all_its_themes() {
    let folder = folder("again");
    fs::write(folder.join("red.css"), "@import \"redder.css\"; lake { fill: #ff0001 }")
        .expect("written");
    fs::write(folder.join("redder.css"), "sea { fill: #ff0002 }").expect("written");
    answer(&folder, &["render", "small.toml", "--theme=dark", "--theme=red.css", "-o", "a.svg"]);
    answer(&folder, &["render", "a.svg", "-o", "b.svg"]);
    let bytes = |name: &str| fs::read(folder.join(name)).expect("written");
    assert!(bytes("a.svg") == bytes("b.svg"));
    let said = answer(&folder, &["inspect", "a.svg", "--json"]);
    for part in ["--theme=dark", "--theme=red.css", "\"red.css\"", "\"redder.css\""] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
    fs::write(folder.join("redder.css"), "sea { fill: #ff0003 }").expect("written");
    let output = periplus(&folder, &["render", "a.svg", "-o", "b.svg"]);
    assert!(
        String::from_utf8_lossy(&output.stderr)
            .contains("`redder.css` is not the one that was drawn")
    );
    let output =
        periplus(&folder, &["render", "small.toml", "--theme=red.css", "-o", "redder.css"]);
    assert_eq!(output.status.code(), Some(2), "what is imported would be written over");
}
