//! Many figures by one command: lists, shares of them, several at once.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The square that a file has as its one feature.
const SQUARE: &str = r#"{"type":"Feature","properties":{"name":"square"},"geometry":{"type":"Polygon",
    "coordinates":[[[24.2,36.2],[24.8,36.2],[24.8,36.8],[24.2,36.8],[24.2,36.2]]]}}"#;

/// A fresh folder with `maps/`: ten figures of one file, and a list of them.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("batch").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("maps")).expect("a folder can be made");
    fs::write(folder.join("maps/own.geojson"), SQUARE).expect("written");
    let mut list = "# ten maps\n\n".to_owned();
    for number in 0..10 {
        let text = format!(
            "title = 'Map {number}'\n[extent]\nbounds = [24, 36, 25.{number}, 37]\n[[layers]]\nfile = 'own.geojson'\n"
        );
        fs::write(folder.join(format!("maps/m{number}.toml")), text).expect("written");
        list += &format!("  m{number}.toml\n");
    }
    fs::write(folder.join("maps/list.txt"), list).expect("written");
    folder
}

fn periplus(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_periplus"));
    command.args(arguments).current_dir(folder).env("NO_COLOR", "1").stdin(Stdio::null());
    command.env("XDG_CACHE_HOME", concat!(env!("CARGO_TARGET_TMPDIR"), "/cache"));
    command.output().expect("the binary runs")
}

/// What the command says; it must succeed.
fn said(folder: &Path, arguments: &[&str]) -> String {
    let output = periplus(folder, arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {said}");
    said
}

/// The files of a folder with their bytes.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).expect("a folder can be read");
    let mut files: Vec<(String, Vec<u8>)> = entries
        .map(|entry| entry.expect("an entry").path())
        .map(|path| {
            (
                path.file_name().expect("a name").to_string_lossy().into_owned(),
                fs::read(path).expect("read"),
            )
        })
        .collect();
    files.sort();
    files
}

#[test]
fn any_number_of_jobs_writes_and_says_the_same() {
    let folder = folder("jobs");
    let line = |jobs: &str, out: &str| {
        let words =
            ["render", "@maps/list.txt", "kastellorizo", "-f", "svg", "--jobs", jobs, "-o", out];
        said(&folder, &[&words[..], &["--report", "r.json"]].concat()).replace(out, "")
    };
    let report = || {
        let text = fs::read_to_string(folder.join("r.json")).expect("written");
        let rows: Vec<serde_json::Value> = serde_json::from_str(&text).expect("a list");
        rows.iter().map(|row| row["figure"].to_string()).collect::<Vec<_>>()
    };
    let (one, order) = (line("1", "one/"), report());
    let (six, same) = (line("6", "six/"), report());
    assert_eq!(one, six);
    assert_eq!(order, same);
    assert_eq!((order[0].as_str(), order.len()), ("\"m0\"", 11));
    assert!(one.ends_with("wrote all 11 figures\n"), "{one}");
    let (one, six) = (files(&folder.join("one")), files(&folder.join("six")));
    assert!(one == six && one.len() == 11);
    // what is drawn with others is what is drawn alone
    said(&folder, &["render", "maps/m3.toml", "-o", "alone.svg"]);
    assert!(one.iter().any(|(name, bytes)| name == "m3.svg"
        && *bytes == fs::read(folder.join("alone.svg")).expect("written")));
}

#[test]
fn all_shares_together_are_each_figure_once_wherever_it_stands() {
    let folder = folder("shards");
    let mut all = BTreeSet::new();
    let mut count = 0;
    for shard in ["1/3", "2/3", "3/3"] {
        let out = format!("out-{}/", &shard[..1]);
        said(&folder, &["render", "@maps/list.txt", "-f", "svg", "--shard", shard, "-o", &out]);
        let names: Vec<String> = match folder.join(&out).exists() {
            true => files(&folder.join(&out)).into_iter().map(|(name, _)| name).collect(),
            false => Vec::new(),
        };
        count += names.len();
        all.extend(names);
    }
    assert_eq!((count, all.len()), (10, 10));
    let turned: Vec<String> = (0..10).rev().map(|number| format!("m{number}.toml")).collect();
    fs::write(folder.join("maps/list.txt"), turned.join("\n")).expect("written");
    said(&folder, &["render", "@maps/list.txt", "-f", "svg", "--shard", "2/3", "-o", "again/"]);
    assert!(files(&folder.join("out-2")) == files(&folder.join("again")));
}

#[test]
fn a_bad_figure_of_a_list_is_named_and_the_others_are_drawn() {
    let folder = folder("bad");
    fs::write(folder.join("maps/m4.toml"), "titel = 'A'").expect("written");
    fs::write(
        folder.join("maps/m7.toml"),
        "[[layers]]\nfile = 'none.geojson'\n[extent]\nbounds = [24, 36, 25, 37]\n",
    )
    .expect("written");
    let output = periplus(&folder, &["render", "@maps/list.txt", "-f", "svg", "--jobs", "4"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert_eq!(files(&folder.join("output")).len(), 8);
    assert!(said.ends_with("wrote 8 of 10 figures; not maps/m4.toml and maps/m7.toml\n"), "{said}");
    let at = |part: &str| said.find(part).unwrap_or_else(|| panic!("`{part}` is not in {said}"));
    assert!(at("m3.svg") < at("error: maps/m4.toml: unknown key"), "{said}");
    assert!(at("error: maps/m4.toml") < at("m5.svg") && at("m6.svg") < at("error: maps/m7.toml"));
}
