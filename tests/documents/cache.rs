//! What has not changed is not drawn again, and `--check` tells what has.

use super::host::{SMALL, answer, block, folder_with, periplus};
use std::fs;
use std::path::Path;
use std::time::SystemTime;

const RUN: [&str; 4] = ["document", "in.md", "-o", "out.md"];

fn run(folder: &Path) -> String {
    let output = periplus(folder, &RUN);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    said
}

fn check(folder: &Path) -> (Option<i32>, String) {
    let output = periplus(folder, &[&RUN[..], &["--check"]].concat());
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

fn date(path: &Path) -> SystemTime {
    fs::metadata(path).and_then(|it| it.modified()).expect("there")
}

/// What is changed, and how.
type Change = (&'static str, Box<dyn Fn()>);

/// A document of two figures; the second has a layer of the user's own.
fn folder(test: &str) -> std::path::PathBuf {
    let own = SMALL.replace("layers = []", "[[layers]]\nfile = \"own.geojson\"\n");
    let own = own.replace("title = \"A\"", "title = \"B\"");
    let text = format!("{}\n```{{.periplus #fig:b}}\n{own}```\n", block("#fig:a"));
    let folder = folder_with(test, "in.md", &text);
    fs::write(folder.join("own.geojson"), point(25.0)).expect("written");
    folder
}

fn point(longitude: f64) -> String {
    format!(
        r#"{{"type":"Feature","properties":{{}},"geometry":{{"type":"Point","coordinates":[{longitude},38]}}}}"#
    )
}

#[test]
fn nothing_is_drawn_twice_and_no_file_is_touched() {
    let folder = folder("unchanged");
    assert!(run(&folder).contains("drew 2 of 2"));
    let files = ["out.md", "figures/a.svg", "figures/b.svg", "figures/.periplus.json"];
    let dates = files.map(|file| date(&folder.join(file)));
    let bytes = files.map(|file| fs::read(folder.join(file)).expect("there"));
    assert!(run(&folder).contains("drew 0 of 2"));
    assert_eq!(files.map(|file| date(&folder.join(file))), dates);
    assert!(periplus(&folder, &[&RUN[..], &["--no-cache"]].concat()).status.success());
    assert_eq!(files.map(|file| fs::read(folder.join(file)).expect("there")), bytes);
}

#[test]
fn what_changed_is_drawn_again_and_nothing_else() {
    let folder = folder("changed");
    run(&folder);
    let text = fs::read_to_string(folder.join("in.md")).expect("there");
    let changes: [Change; 5] = [
        ("another width", {
            let (path, text) = (folder.join("in.md"), text.replace("#fig:a", "#fig:a width=90mm"));
            Box::new(move || fs::write(&path, &text).expect("written"))
        }),
        ("another title", {
            let (path, text) = (folder.join("in.md"), text.replace("\"A\"", "\"C\""));
            Box::new(move || fs::write(&path, &text).expect("written"))
        }),
        ("other data", {
            let path = folder.join("own.geojson");
            Box::new(move || fs::write(&path, point(26.0)).expect("written"))
        }),
        ("a file edited by hand", {
            let path = folder.join("figures/a.svg");
            Box::new(move || fs::write(&path, "<svg/>").expect("written"))
        }),
        ("a file taken away", {
            let path = folder.join("figures/b.svg");
            Box::new(move || fs::remove_file(&path).expect("removed"))
        }),
    ];
    for (what, change) in changes {
        change();
        let said = run(&folder);
        assert!(said.contains("drew 1 of 2"), "{what}: {said}");
        assert!(run(&folder).contains("drew 0 of 2"), "{what}");
    }
    fs::write(folder.join("figures/.periplus.json"), "{").expect("written");
    assert!(run(&folder).contains("drew 2 of 2"), "a damaged manifest is none");
}

#[test]
fn a_changed_caption_draws_nothing() {
    let folder = folder_with("caption", "in.md", &block("#fig:a caption=one"));
    run(&folder);
    fs::write(folder.join("in.md"), block("#fig:a caption=two")).expect("written");
    assert!(run(&folder).contains("drew 0 of 1"));
    assert!(fs::read_to_string(folder.join("out.md")).expect("there").contains("![two]"));
}

#[test]
fn figures_of_two_documents_share_a_folder() {
    let folder = folder_with("two", "in.md", &block("#fig:a"));
    fs::write(folder.join("annex.md"), block("#fig:b")).expect("written");
    run(&folder);
    answer(&folder, &["document", "annex.md", "-o", "annex-out.md"]);
    assert!(run(&folder).contains("drew 0 of 1"));
}

#[test]
fn check_tells_what_is_stale_and_writes_nothing() {
    let folder = folder("check");
    let (code, said) = check(&folder);
    assert_eq!(code, Some(5), "{said}");
    assert!(said.contains("`figures/a.svg` is missing\n  at: in.md:1:1"), "{said}");
    assert!(!folder.join("figures").exists() && !folder.join("out.md").exists());
    run(&folder);
    assert_eq!(check(&folder), (Some(0), String::new()));
    fs::write(folder.join("own.geojson"), point(26.0)).expect("written");
    let (code, said) = check(&folder);
    assert_eq!(code, Some(5));
    assert!(said.contains("`figures/b.svg` is out of date") && !said.contains("a.svg"), "{said}");
    fs::write(folder.join("own.geojson"), point(25.0)).expect("written");
    fs::write(folder.join("figures/a.svg"), "<svg/>").expect("written");
    assert!(check(&folder).1.contains("`figures/a.svg` is not as it was drawn"));
    run(&folder);
    fs::write(folder.join("out.md"), "edited").expect("written");
    let (code, said) = check(&folder);
    assert_eq!(code, Some(5));
    assert!(said.contains("`out.md` is out of date"), "{said}");
    assert_eq!(fs::read_to_string(folder.join("out.md")).expect("there"), "edited");
}
