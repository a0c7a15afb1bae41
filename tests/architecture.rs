//! Who may import whom: the table of ARCHITECTURE.md, held against the code.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A stage and the modules it may name.
const ALLOWED: &[(&str, &[&str])] = &[
    ("units", &[]),
    ("digest", &[]),
    ("threads", &[]),
    ("space", &[]),
    ("error", &[]),
    ("scene", &WORDS),
    ("geodesy", &WORDS),
    ("arrangement", &["units", "space", "error", "geodesy"]),
    ("geodata", &["units", "space", "error", "digest"]),
    ("figure", &["units", "space", "error", "geodata"]),
    ("worldview", &["space", "error", "geodata"]),
    ("select", &["error", "figure", "geodata", "worldview"]),
    ("sea", &["units", "space", "error", "geodata", "geodesy", "arrangement"]),
    ("claims", &["units", "space", "error", "geodata", "sea"]),
    (
        "waters",
        &["units", "space", "error", "figure", "geodata", "geodesy", "sea", "claims", "worldview"],
    ),
    (
        "survey",
        &[
            "units",
            "space",
            "error",
            "figure",
            "geodata",
            "geodesy",
            "arrangement",
            "claims",
            "select",
            "sea",
            "waters",
        ],
    ),
    ("statistics", &["units", "space", "geodesy", "survey"]),
    ("shares", &["error", "figure", "geodata", "sea", "statistics", "survey"]),
    ("export", &["space", "error", "geodata", "sea", "statistics", "survey"]),
    ("projection", &["units", "space", "error", "geodesy"]),
    (
        "plot",
        &["units", "space", "error", "figure", "geodata", "select", "sea", "waters", "projection"],
    ),
    ("style", &["units", "error", "scene"]),
    ("lettering", &["units", "space", "error", "scene"]),
    (
        "furniture",
        &["units", "space", "error", "scene", "figure", "plot", "projection", "style", "lettering"],
    ),
    (
        "symbolize",
        &["units", "space", "scene", "figure", "geodata", "plot", "shares", "style", "furniture"],
    ),
    ("label", &["units", "space", "error", "threads", "scene", "lettering"]),
    (
        "names",
        &[
            "units",
            "space",
            "scene",
            "figure",
            "geodata",
            "plot",
            "style",
            "lettering",
            "symbolize",
            "furniture",
            "label",
        ],
    ),
    ("provenance", &["error", "digest", "figure", "geodata", "scene"]),
    ("record", &["error", "figure", "plot", "projection", "shares", "waters", "label"]),
    (
        "sheet",
        &[
            "units",
            "space",
            "error",
            "scene",
            "figure",
            "select",
            "projection",
            "style",
            "furniture",
            "symbolize",
            "label",
            "record",
        ],
    ),
    (
        // a map of several maps: the stages once more, by lib.rs
        "panels",
        &[
            "units",
            "error",
            "scene",
            "figure",
            "geodata",
            "select",
            "projection",
            "provenance",
            "style",
            "furniture",
            "record",
            "sheet",
        ],
    ),
    ("output", &["units", "space", "error", "scene", "lettering"]),
    ("locate", &["error", "figure", "geodata"]),
    // a document of many figures: each by the stages of lib.rs
    (
        "documents",
        &[
            "error",
            "digest",
            "threads",
            "figure",
            "geodata",
            "style",
            "output",
            "provenance",
            "draw",
        ],
    ),
    ("watch", &["error", "figure", "style", "output"]),
];
const WORDS: [&str; 3] = ["units", "space", "error"];
/// Rooms without a name of their own attract everything; there are none.
const BANNED: [&str; 5] = ["util", "utils", "common", "helpers", "manager"];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("src can be read") {
        let path = entry.expect("src can be read").path();
        match path.is_dir() {
            true => files.extend(files_below(&path)),
            false => files.push(path),
        }
    }
    files.sort();
    files
}

/// The stage that a file belongs to: its top-level module.
fn stage(file: &Path) -> String {
    let inside = file.strip_prefix(source()).expect("the file lies in src");
    let first = inside.components().next().expect("a file has a name");
    first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
}

/// The modules named after `crate::` in a text, grouped imports included.
fn imports(text: &str) -> BTreeSet<String> {
    let code: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n");
    let mut named = BTreeSet::new();
    for (start, _) in code.match_indices("crate::") {
        let rest = &code[start + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let list = &group[..group.find('}').unwrap_or(group.len())];
            named.extend(list.split(',').map(first_word).filter(|word| !word.is_empty()));
        } else {
            named.insert(first_word(rest));
        }
    }
    named
}

fn first_word(text: &str) -> String {
    text.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn every_stage_imports_only_what_the_architecture_allows() {
    let mut wrong = Vec::new();
    for file in files_below(&source()) {
        let here = stage(&file);
        let Some((_, allowed)) = ALLOWED.iter().find(|(name, _)| *name == here) else { continue };
        let text = fs::read_to_string(&file).expect("source is text");
        for module in imports(&text) {
            let is_module = ALLOWED.iter().any(|(name, _)| *name == module);
            let outer = ["cli", "draw", "lib"].contains(&module.as_str());
            if (is_module || outer) && module != here && !allowed.contains(&module.as_str()) {
                wrong.push(format!("{} names crate::{module}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "edges that ARCHITECTURE.md does not have:\n{}", wrong.join("\n"));
}

#[test]
fn every_module_stands_in_the_table() {
    let known = ["lib", "main", "cli"];
    for file in files_below(&source()) {
        let here = stage(&file);
        let listed = ALLOWED.iter().any(|(name, _)| *name == here) || known.contains(&&*here);
        assert!(listed, "{} belongs to no stage of the table", file.display());
    }
}

#[test]
fn no_module_is_a_drawer_for_odds_and_ends() {
    for file in files_below(&source()) {
        let stem = file.file_stem().expect("a file has a name").to_string_lossy().into_owned();
        assert!(!BANNED.contains(&stem.as_str()), "{}: name the noun", file.display());
    }
}

#[test]
fn only_the_command_line_knows_clap() {
    for file in files_below(&source()) {
        let text = fs::read_to_string(&file).expect("source is text");
        let here = stage(&file);
        let knows = text.contains("clap::") && !["cli", "main"].contains(&&*here);
        assert!(!knows, "{} names clap", file.display());
    }
}
