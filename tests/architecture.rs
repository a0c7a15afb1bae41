//! Who may import whom: the table of ARCHITECTURE.md, held against the code.

use periplus::kind::Kind;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A stage and the modules it may name.
const ALLOWED: &[(&str, &[&str])] = &[
    ("units", &[]),
    ("digest", &[]),
    ("threads", &[]),
    ("kind", &[]),
    ("space", &[]),
    ("error", &[]),
    ("scene", &WORDS),
    ("geodesy", &WORDS),
    ("arrangement", &["units", "space", "error", "geodesy"]),
    ("geodata", &["units", "space", "error", "digest"]),
    ("figure", &["units", "space", "error", "geodata", "kind"]),
    ("worldview", &["space", "error", "geodata"]),
    ("select", &["error", "figure", "geodata", "worldview", "kind"]),
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
        &[
            "units",
            "space",
            "error",
            "figure",
            "geodata",
            "select",
            "sea",
            "waters",
            "projection",
            "kind",
        ],
    ),
    ("style", &["units", "error", "scene", "kind"]),
    ("lettering", &["units", "space", "error", "scene"]),
    (
        "furniture",
        &[
            "units",
            "space",
            "error",
            "scene",
            "figure",
            "plot",
            "projection",
            "style",
            "lettering",
            "kind",
        ],
    ),
    (
        "symbolize",
        &[
            "units",
            "space",
            "scene",
            "figure",
            "geodata",
            "plot",
            "shares",
            "style",
            "furniture",
            "kind",
        ],
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
            "kind",
        ],
    ),
    ("provenance", &["error", "digest", "figure", "geodata", "scene"]),
    ("record", &["error", "figure", "plot", "projection", "shares", "waters", "label", "kind"]),
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
            "kind",
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
            "style",
            "furniture",
            "record",
            "sheet",
            "kind",
        ],
    ),
    ("output", &["units", "space", "error", "scene", "lettering"]),
    ("locate", &["error", "figure", "geodata", "kind"]),
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
    ("watch", &["error", "figure", "style"]),
];
/// Words of other vocabularies that read like a kind: where, which, and what they are there.
const OTHER_WORDS: &[(&str, &[&str], &str)] = &[
    ("cli/", &["coast", "credit", "sea"], "options and keys of reports"),
    ("documents/", &["caption"], "attributes of a block"),
    ("export/", &["coast", "median-line"], "keys and values of the GeoJSON"),
    ("figure/layer.rs", &["relief"], "a bundled layer"),
    ("figure/source.rs", &["region"], "a key of the figure file"),
    ("furniture/", &["note", "line"], "a class of an element; an attribute of the data"),
    ("geodata/", &["country", "line", "title"], "layers, parts and attributes of data"),
    ("lib.rs", &["sea", "label"], "stages, to whoever watches them"),
    ("names/", &["disputed", "island", "lake", "region", "sea", "title"], "attributes of the data"),
    ("output/", &["sheet", "title"], "elements and ids of an SVG"),
    ("plot/mod.rs", &["disputed"], "a value of the data"),
    (
        "sea/",
        &[
            "territorial-sea",
            "contiguous-zone",
            "exclusive-economic-zone",
            "high-seas",
            "island",
            "title",
        ],
        "zones of the law in files; attributes of a baseline",
    ),
    ("select.rs", &["sea"], "an attribute of the data"),
    ("style/tests.rs", &["disputed"], "an attribute in a selector"),
    ("symbolize/", &["area", "line", "point"], "values of the attribute `geometry`"),
    ("waters/coast.rs", &["straight-baseline"], "a value of the data"),
    ("worldview/", &["disputed", "label"], "values and attributes of the data"),
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

/// A file's path below src/, with slashes.
fn below_source(file: &Path) -> String {
    let inside = file.strip_prefix(source()).expect("the file lies in src");
    inside.to_string_lossy().replace('\\', "/")
}

/// The lines of code of a file, without comments.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().enumerate().map(|(number, line)| (number + 1, line));
    lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
}

#[test]
fn kinds_are_written_out_in_their_own_file_only() {
    let mut wrong = Vec::new();
    for file in files_below(&source()).into_iter().filter(|file| stage(file) != "kind") {
        let (text, path) =
            (fs::read_to_string(&file).expect("source is text"), below_source(&file));
        let others = OTHER_WORDS.iter().filter(|(place, ..)| path.starts_with(place));
        let others: Vec<&str> = others.flat_map(|(_, words, _)| words.iter().copied()).collect();
        for (number, line) in code(&text) {
            // a literal holds no quote but an escaped one, and no name of a kind has any
            let quoted = line.split('"').filter(|word| Kind::NAMES.contains(word));
            let kinds = quoted.filter(|word| line.contains(&format!("\"{word}\"")));
            let kinds = kinds.filter(|word| !others.contains(word));
            wrong.extend(kinds.map(|word| format!("{path}:{number} writes \"{word}\"")));
        }
    }
    assert!(wrong.is_empty(), "name the kind by its type, Kind::…:\n{}", wrong.join("\n"));
}

#[test]
fn what_differs_between_kinds_stands_in_their_table() {
    let mut wrong = Vec::new();
    for file in files_below(&source()).into_iter().filter(|file| stage(file) != "kind") {
        let (text, path) =
            (fs::read_to_string(&file).expect("source is text"), below_source(&file));
        if !imports(&text).contains("kind") {
            continue;
        }
        for (number, line) in code(&text) {
            // an arm that begins with a kind, or `matches!` over kinds: both forget those they do not name
            let line = line.trim_start().trim_start_matches("| ").trim_start_matches('(');
            let is_arm = line.starts_with("Kind::") && line.contains("=>")
                || line.starts_with("Some(Kind::") && line.contains("=>");
            let is_list = line.contains("matches!(") && line.contains(" Kind::");
            if is_arm || is_list {
                wrong.push(format!("{path}:{number}"));
            }
        }
    }
    assert!(wrong.is_empty(), "make it a column of the table of kinds:\n{}", wrong.join("\n"));
}
