//! `periplus mdbook`: the protocol as mdBook speaks it, and a whole book where mdBook is installed.

use super::absent::skip;
use super::host::{answers, block, filtered, folder, host, periplus};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// What mdBook sends, with the parts of the book under `key`: a chapter with another below it, a line between, a draft.
fn sent(root: &Path, key: &str, number: bool) -> String {
    let chapter = |name: &str, path: Value, content: String, below: Value| {
        json!({ "Chapter": {
            "name": name, "content": content, "number": [1], "sub_items": below,
            "path": path, "source_path": path, "parent_names": [],
        } })
    };
    let first = format!("# One\n\nSee @fig:b.\n\n{}", block("#fig:a caption=One"));
    let second = format!("# Two\n\nSee [@fig:a].\n\n{}", block("#fig:b caption=Two"));
    let below = json!([chapter("Two", json!("deep/two.md"), second, json!([]))]);
    let parts = json!([
        chapter("One", json!("one.md"), first, below),
        "Separator",
        { "PartTitle": "More" },
        chapter("Draft", Value::Null, String::new(), json!([])),
    ]);
    let preprocessor = json!({ "periplus": { "command": "periplus mdbook", "number": number } });
    let context = json!({
        "root": root, "renderer": "html", "mdbook_version": "0.4.40",
        "config": { "book": { "src": "src" }, "preprocessor": preprocessor },
    });
    json!([context, { key: parts, "__non_exhaustive": null }]).to_string()
}

fn text<'a>(book: &'a Value, path: &str) -> &'a str {
    book.pointer(path).and_then(Value::as_str).expect("a chapter has a text")
}

#[test]
fn every_renderer_is_served() {
    let output = periplus(&folder("supports"), &["mdbook", "supports", "html"]);
    assert!(output.status.success() && output.stdout.is_empty() && output.stderr.is_empty());
}

#[test]
fn chapters_get_figures_numbers_and_links_across_the_book() {
    for key in ["sections", "items"] {
        let folder = folder("book");
        let answer = filtered(&folder, &["mdbook", "-q"], &sent(&folder, key, true));
        let book: Value = serde_json::from_str(&answer).expect("JSON");
        let one = text(&book, &format!("/{key}/0/Chapter/content"));
        assert!(
            one.contains("<figure id=\"fig:a\">\n<img src=\"figures/a.svg\" alt=\"A.\""),
            "{one}"
        );
        assert!(one.contains("\n\nFigure 1: One\n\n</figcaption>"), "{one}");
        assert!(one.contains("See [Figure 2](deep/two.md#fig:b)."), "{one}");
        let two = text(&book, &format!("/{key}/0/Chapter/sub_items/0/Chapter/content"));
        assert!(two.contains("<img src=\"../figures/b.svg\""), "{two}");
        assert!(
            two.contains("Figure 2: Two") && two.contains("[Figure 1](../one.md#fig:a)"),
            "{two}"
        );
        assert_eq!(book[key][1], "Separator");
        assert_eq!(book[key][3]["Chapter"]["path"], Value::Null);
        assert!(folder.join("src/figures/a.svg").is_file());
    }
}

#[test]
fn a_second_build_touches_no_file() {
    let folder = folder("serve");
    let sent = sent(&folder, "sections", false);
    let first = filtered(&folder, &["mdbook"], &sent);
    let files = ["a.svg", "b.svg", ".periplus.json"].map(|it| folder.join("src/figures").join(it));
    let date =
        |path: &std::path::PathBuf| fs::metadata(path).and_then(|it| it.modified()).expect("there");
    let dates = files.clone().map(|file| date(&file));
    assert_eq!(filtered(&folder, &["mdbook"], &sent), first);
    assert_eq!(files.map(|file| date(&file)), dates);
}

#[test]
fn a_whole_book_is_built() {
    if !answers("mdbook", "--version") {
        return skip("mdbook");
    }
    let folder = folder("built");
    fs::create_dir(folder.join("src")).expect("made");
    let program = env!("CARGO_BIN_EXE_periplus");
    let options =
        format!("[book]\ntitle = \"T\"\n[preprocessor.periplus]\ncommand = '{program} mdbook'\n");
    fs::write(folder.join("book.toml"), options).expect("written");
    fs::write(folder.join("src/SUMMARY.md"), "- [One](one.md)\n").expect("written");
    fs::write(folder.join("src/one.md"), block("#fig:a caption=One alt=Two")).expect("written");
    host(&folder, "mdbook", &["build"]);
    let page = fs::read_to_string(folder.join("book/one.html")).expect("built");
    assert!(page.contains("id=\"fig:a\"") && page.contains("alt=\"Two\""), "{page}");
    assert!(folder.join("book/figures/a.svg").is_file());
}
