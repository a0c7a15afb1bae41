//! Who may import whom: the table of ARCHITECTURE.md, held against the code; and no files in a circle.

mod circles;

use periplus::kind::Kind;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A stage and the modules it may name.
const ALLOWED: &[(&str, &[&str])] = &[
    // the words that both crates speak are the sea's
    ("units", &["sea"]),
    ("compression", &[]),
    ("digest", &[]),
    ("threads", &[]),
    ("files", &["error"]),
    ("folding", &[]),
    ("kind", &["error"]),
    ("space", &["sea"]),
    ("error", &["sea"]),
    ("state", &["error"]),
    ("symbols", &["error"]),
    ("pictures", &["units", "space", "error", "files", "scene", "symbols"]),
    ("toml_text", &["error", "state"]),
    ("phrases", &["compression"]),
    ("scene", &WORDS),
    // of the sea its digest alone, by which results are cached
    (
        "geodata",
        &[
            "units",
            "space",
            "error",
            "files",
            "compression",
            "digest",
            "state",
            "toml_text",
            "phrases",
            "folding",
            "arrangement",
            "sea",
        ],
    ),
    // of projection and sea it takes the types of their options
    (
        "figure",
        &[
            "digest",
            "folding",
            "phrases",
            "classes",
            "units",
            "space",
            "error",
            "files",
            "scene",
            "state",
            "toml_text",
            "geodata",
            "projection",
            "sea",
            "kind",
        ],
    ),
    ("worldview", &["space", "error", "toml_text", "geodata"]),
    (
        "described",
        &[
            "phrases", "units", "space", "error", "figure", "geodata", "geodesy", "locate", "sea",
            "kind",
        ],
    ),
    (
        "select",
        &[
            "space",
            "error",
            "state",
            "folding",
            "described",
            "figure",
            "geodata",
            "geodesy",
            "worldview",
            "kind",
        ],
    ),
    ("claims", &["units", "space", "error", "state", "toml_text", "geodata", "sea"]),
    (
        "waters",
        &[
            "units",
            "space",
            "error",
            "folding",
            "state",
            "figure",
            "geodata",
            "geodesy",
            "sea",
            "claims",
            "worldview",
        ],
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
    ("statistics", &["units", "space", "geodesy", "sea", "survey"]),
    (
        "delimitation",
        &[
            "units",
            "space",
            "error",
            "figure",
            "arrangement",
            "geodesy",
            "sea",
            "statistics",
            "survey",
        ],
    ),
    (
        "comparison",
        &["units", "space", "error", "arrangement", "geodesy", "sea", "statistics", "survey"],
    ),
    (
        "shares",
        &[
            "phrases",
            "error",
            "state",
            "figure",
            "geodata",
            "sea",
            "statistics",
            "survey",
            "waters",
        ],
    ),
    (
        "points",
        &[
            "units",
            "space",
            "error",
            "figure",
            "geodata",
            "geodesy",
            "arrangement",
            "sea",
            "survey",
            "waters",
        ],
    ),
    ("export", &["units", "space", "error", "geodata", "sea", "statistics", "survey"]),
    ("projection", &["units", "space", "error", "toml_text", "geodesy"]),
    (
        "plot",
        &[
            "units",
            "space",
            "error",
            "classes",
            "geodesy",
            "figure",
            "geodata",
            "select",
            "sea",
            "waters",
            "projection",
            "kind",
            "symbols",
        ],
    ),
    ("classes", &["units", "error", "scene"]),
    // plotted layers with values, told apart
    ("classify", &["space", "error", "classes", "figure", "geodata", "plot"]),
    ("style", &["units", "error", "files", "scene", "symbols", "kind"]),
    ("lettering", &["compression", "units", "space", "error", "scene"]),
    (
        "furniture",
        &[
            "phrases",
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
            "folding",
            "phrases",
            "units",
            "space",
            "error",
            "classes",
            "classify",
            "record",
            "state",
            "scene",
            "figure",
            "geodata",
            "plot",
            "shares",
            "style",
            "symbols",
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
            "error",
            "scene",
            "figure",
            "geodata",
            "plot",
            "projection",
            "style",
            "lettering",
            "symbolize",
            "furniture",
            "label",
            "kind",
        ],
    ),
    ("provenance", &["error", "files", "digest", "figure", "geodata", "output"]),
    ("tables", &["record", "scene", "shares"]),
    ("drawn", &["error", "figure", "scene", "record", "provenance", "output"]),
    (
        "record",
        &[
            "folding",
            "phrases",
            "classes",
            "error",
            "figure",
            "geodata",
            "plot",
            "projection",
            "sea",
            "shares",
            "waters",
            "label",
            "kind",
        ],
    ),
    (
        "sheet",
        &[
            "units",
            "space",
            "error",
            "scene",
            "figure",
            "geodata",
            "state",
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
        // what stands round and on a map, of one mind
        "dress",
        &[
            "units",
            "space",
            "error",
            "kind",
            "furniture",
            "insets",
            "label",
            "names",
            "plot",
            "record",
            "symbolize",
        ],
    ),
    (
        // told when all stages of a map are through
        "stage_warnings",
        &[
            "error",
            "furniture",
            "label",
            "names",
            "plot",
            "record",
            "select",
            "symbolize",
            "waters",
        ],
    ),
    ("own_pictures", &["error", "figure", "furniture", "pictures", "plot"]),
    (
        // what values all maps of a figure show: the stages before these are told apart, by lib.rs
        "one_scale",
        &[
            "error",
            "figure",
            "geodata",
            "select",
            "projection",
            "classify",
            "plot",
            "furniture",
            "sheet",
        ],
    ),
    (
        // maps within a map: the stages once more, by lib.rs
        "insets",
        &[
            "units",
            "space",
            "error",
            "scene",
            "figure",
            "geodata",
            "state",
            "plot",
            "select",
            "projection",
            "classify",
            "style",
            "furniture",
            "one_scale",
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
            "classify",
            "style",
            "furniture",
            "insets",
            "one_scale",
            "own_pictures",
            "record",
            "sheet",
            "kind",
        ],
    ),
    ("output", &["units", "space", "error", "scene", "lettering"]),
    (
        "locate",
        &[
            "compression",
            "phrases",
            "folding",
            "units",
            "space",
            "error",
            "figure",
            "geodata",
            "projection",
            "kind",
        ],
    ),
    // an atlas of many figures, which whoever asks draws
    ("atlas", &["error", "files", "toml_text", "figure", "geodata"]),
    // a document of many figures: each by the stages of lib.rs
    (
        "documents",
        &[
            "units",
            "error",
            "files",
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
    // the names that may be chosen among
    ("schema", &["classes", "figure", "geodata", "kind", "projection", "sea", "style", "output"]),
];
/// The same for the crate of the sea.
const ALLOWED_AT_SEA: &[(&str, &[&str])] = &[
    ("units", &[]),
    ("space", &[]),
    ("error", &[]),
    ("geodesy", &WORDS),
    ("arrangement", &["units", "space", "error", "geodesy"]),
    ("sea", &["units", "space", "error", "geodesy", "arrangement"]),
];
/// Modules of the sea that lib.rs gives on under their own names.
const GIVEN_ON: [&str; 3] = ["sea", "arrangement", "geodesy"];
/// Words of other vocabularies that read like a kind: where, which, and what they are there.
const OTHER_WORDS: &[(&str, &[&str], &str)] = &[
    (
        "atlas/",
        &["caption", "credit", "sheet", "subtitle", "title"],
        "keys of a figure whose texts are words",
    ),
    ("comparison/", &["coast"], "a key of the GeoJSON"),
    (
        "cli/",
        &["coast", "credit", "line", "place", "sea", "turning-point"],
        "options, keys of reports, values of the GeoJSON",
    ),
    ("described/", &["corridor", "place"], "a name of the sea's state; an attribute"),
    ("documents/", &["caption"], "attributes of a block"),
    ("export/", &["coast", "median-line"], "keys and values of the GeoJSON"),
    ("figure/layer.rs", &["relief"], "a bundled layer"),
    ("dress.rs", &["label"], "a stage, to whoever watches them"),
    ("figure/limits.rs", &["caption", "credit", "subtitle", "title"], "keys of a figure"),
    ("furniture/", &["note", "line"], "a class of an element; an attribute of the data"),
    (
        "geodata/",
        &["country", "feature", "line", "ring", "title"],
        "layers, parts and attributes of data",
    ),
    ("lib.rs", &["sea"], "stages, to whoever watches them"),
    (
        "locate/",
        &[
            "boundary", "coast", "control", "country", "disputed", "island", "lake", "line",
            "place", "point", "region", "river", "sea",
        ],
        "kinds of places, which people ask by; keys of its report; attributes of the data",
    ),
    ("names/", &["disputed", "island", "lake", "region", "sea", "title"], "attributes of the data"),
    ("geodata/earth", &["disputed", "sea"], "values of the data"),
    ("output/", &["caption", "sheet", "title"], "elements and ids of an SVG or a page"),
    ("points/", &["coast", "line"], "keys and values of the GeoJSON"),
    ("plot/at_frame.rs", &["title"], "an attribute of the data"),
    ("plot/mod.rs", &["disputed"], "a value of the data"),
    ("plot/unmatched.rs", &["title"], "an attribute of the data"),
    ("projection/view.rs", &["graticule"], "what a neatline follows"),
    ("record/described.rs", &["place"], "an attribute of what is described"),
    ("select.rs", &["sea"], "an attribute of the data"),
    (
        "schema/",
        &[
            "caption",
            "coast",
            "credit",
            "frame",
            "graticule",
            "inset",
            "label",
            "land",
            "legend",
            "line",
            "note",
            "place",
            "region",
            "sea",
            "sector",
            "sheet",
            "subtitle",
            "title",
        ],
        "keys of figure files, reports and schemas",
    ),
    ("select/attributes.rs", &["label"], "a key of a layer"),
    ("shares.rs", &["sea"], "what is put into a phrase"),
    (
        "symbolize/belts.rs",
        &["contiguous-zone", "exclusive-economic-zone", "territorial-sea"],
        "zones of the law, values of what is drawn",
    ),
    ("style/property.rs", &["ring"], "a shape"),
    ("symbolize/bars.rs", &["sea"], "what is put into a phrase"),
    ("toml_text/", &["title"], "a key of a figure"),
    ("symbolize/", &["area", "line", "point"], "values of the attribute `geometry`"),
    ("symbolize/by_paint.rs", &["title"], "an attribute of the data"),
    ("symbolize/simplestyle.rs", &["title"], "an attribute of the data"),
    (
        "waters/baseline_kind.rs",
        &["straight-baseline", "coast", "land", "island", "country"],
        "values of the data",
    ),
    ("waters/effects.rs", &["ring", "title"], "attributes of the data"),
    ("waters/shores.rs", &["disputed", "island", "title"], "values and attributes of the data"),
    ("worldview/", &["disputed", "label"], "values and attributes of the data"),
];
const WORDS: [&str; 3] = ["units", "space", "error"];
/// Rooms without a name of their own attract everything; there are none.
const BANNED: [&str; 5] = ["util", "utils", "common", "helpers", "manager"];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn source_at_sea() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/periplus-sea/src")
}

/// Every source file of both crates.
fn all_files() -> Vec<PathBuf> {
    [files_below(&source()), files_below(&source_at_sea())].concat()
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

/// The files of Rust among them: a page is no code of ours.
fn rust_below(folder: &Path) -> Vec<PathBuf> {
    let is_rust = |file: &PathBuf| file.extension().is_some_and(|end| end == "rs");
    files_below(folder).into_iter().filter(is_rust).collect()
}

/// The stage that a file belongs to: its top-level module.
fn stage(file: &Path) -> String {
    let inside = file.strip_prefix(source()).or_else(|_| file.strip_prefix(source_at_sea()));
    let inside = inside.expect("the file lies in src");
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
    for (start, _) in code.match_indices("periplus_sea") {
        let module =
            first_word(code[start..].trim_start_matches("periplus_sea").trim_start_matches("::"));
        // of another crate: its rooms by their names, and its face
        let room = ["geodesy", "arrangement"].into_iter().find(|room| *room == module);
        named.insert(room.unwrap_or("sea").to_owned());
    }
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

/// Whether a file in src/ holds tests: they may draw whole figures to see what their stage makes of them.
fn is_tests(file: &Path) -> bool {
    let inside = file.strip_prefix(source()).unwrap_or(file).with_extension("");
    inside.iter().any(|name| name == "tests" || name.to_string_lossy().ends_with("_tests"))
}

/// The files of the library that may name no kind but by its type.
fn files_beside_kind() -> impl Iterator<Item = PathBuf> {
    rust_below(&source()).into_iter().filter(|file| stage(file) != "kind" && !is_tests(file))
}

/// What files name that a table does not allow them.
fn wrong_imports(files: Vec<PathBuf>, table: &[(&str, &[&str])], given_on: &[&str]) -> Vec<String> {
    let mut wrong = Vec::new();
    for file in files.into_iter().filter(|file| !is_tests(file)) {
        let here = stage(&file);
        let Some((_, allowed)) = table.iter().find(|(name, _)| *name == here) else { continue };
        let text = fs::read_to_string(&file).expect("source is text");
        for module in imports(&text) {
            let is_module = table.iter().any(|(name, _)| *name == module);
            let outer = ["cli", "draw", "lib"].contains(&module.as_str());
            let is_known = is_module || outer || given_on.contains(&module.as_str());
            if is_known && module != here && !allowed.contains(&module.as_str()) {
                wrong.push(format!("{} names crate::{module}", file.display()));
            }
        }
    }
    wrong
}

#[test]
fn every_stage_imports_only_what_the_architecture_allows() {
    let mut wrong = wrong_imports(files_below(&source()), ALLOWED, &GIVEN_ON);
    wrong.extend(wrong_imports(files_below(&source_at_sea()), ALLOWED_AT_SEA, &[]));
    assert!(wrong.is_empty(), "edges that ARCHITECTURE.md does not have:\n{}", wrong.join("\n"));
}

#[test]
fn every_module_stands_in_the_table() {
    let tables = [(source(), ALLOWED), (source_at_sea(), ALLOWED_AT_SEA)];
    for (folder, table) in tables {
        let known = ["lib", "main", "cli"];
        for file in files_below(&folder) {
            let here = stage(&file);
            let listed = table.iter().any(|(name, _)| *name == here) || known.contains(&&*here);
            assert!(listed, "{} belongs to no stage of the table", file.display());
        }
    }
}

/// One way to the sea: by the name of its crate. What lib.rs gives on is for users of the library.
#[test]
fn the_library_asks_the_crate_of_the_sea_itself() {
    for file in files_below(&source()) {
        let text = fs::read_to_string(&file).expect("source is text");
        let detour = ["sea", "geodesy", "arrangement"].map(|name| format!("crate::{name}"));
        let found = detour.iter().find(|path| text.contains(path.as_str()));
        assert!(found.is_none(), "{}: {found:?} is periplus_sea's", file.display());
    }
}

/// The sea is geometry: it draws nothing, reads no file format, and builds where there are no files, clocks or threads.
#[test]
fn the_sea_needs_no_system_and_no_format() {
    let banned = ["std::fs", "std::thread", "std::time", "std::env", "std::net", "std::process"];
    for file in files_below(&source_at_sea()) {
        let text = fs::read_to_string(&file).expect("source is text");
        let found = banned.iter().find(|word| text.contains(**word));
        assert!(found.is_none(), "{} names {found:?}", file.display());
    }
    let manifest = source_at_sea().with_file_name("Cargo.toml");
    let manifest = fs::read_to_string(manifest).expect("the crate has a manifest");
    let dependencies =
        manifest.split("[dev-dependencies]").next().expect("a text has a first part");
    for name in ["serde_json", "toml", "geojson", "resvg", "krilla", "clap"] {
        assert!(!dependencies.contains(name), "the sea depends on {name}");
    }
}

/// What is cached between runs is known by a digest of the code that it follows from (build.rs): whatever the two stages that
/// compute it name is in that digest, in the sea's own, or enters as part of the inputs.
#[test]
fn the_digest_of_the_computation_covers_what_results_follow_from() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("build.rs");
    let script = fs::read_to_string(script).expect("there is a build script");
    let list = script.split("const COMPUTATION").nth(1).expect("build.rs lists what it digests");
    let list = list.split(';').nth(1).expect("the list ends");
    let digested: BTreeSet<&str> = list
        .split('"')
        .filter_map(|word| word.strip_prefix("src/"))
        .map(|word| word.trim_end_matches(".rs"))
        .collect();
    // Coasts, requests and outlines are read and chosen by these, and are all of them in the inputs.
    let inputs = ["figure", "folding", "geodata", "claims", "select", "worldview"];
    for stage in ["survey", "waters"] {
        assert!(digested.contains(stage), "build.rs leaves out src/{stage}");
        for file in files_below(&source().join(stage)) {
            for module in imports(&fs::read_to_string(&file).expect("source is text")) {
                let module = module.as_str();
                let is_input =
                    inputs.contains(&module) && !COMPUTING.iter().any(|it| file.ends_with(it));
                let covered = digested.contains(module) || GIVEN_ON.contains(&module) || is_input;
                assert!(covered, "{} names crate::{module}: no digest has it", file.display());
            }
        }
    }
}

/// The files that compute a result from nothing but its inputs.
const COMPUTING: [&str; 2] = ["survey/partition.rs", "survey/set.rs"];

#[test]
fn no_module_is_a_drawer_for_odds_and_ends() {
    for file in all_files() {
        let stem = file.file_stem().expect("a file has a name").to_string_lossy().into_owned();
        assert!(!BANNED.contains(&stem.as_str()), "{}: name the noun", file.display());
    }
}

#[test]
fn only_the_command_line_knows_clap() {
    for file in all_files() {
        let text = fs::read_to_string(&file).expect("source is text");
        let here = stage(&file);
        let knows = text.contains("clap::") && !["cli", "main"].contains(&&*here);
        assert!(!knows, "{} names clap", file.display());
    }
}

/// The module that a file of a crate is, or none for the files of a binary and of tests.
fn module(file: &Path, source: &Path) -> Option<String> {
    let inside = file.strip_prefix(source).ok()?.with_extension("");
    let mut names: Vec<String> =
        inside.components().map(|it| it.as_os_str().to_string_lossy().into_owned()).collect();
    if ["mod", "lib"].contains(&names.last()?.as_str()) {
        names.pop();
    }
    (!is_tests(file) && names != ["main"]).then(|| names.join("::"))
}

/// The circles among the files of a crate that has at least so many modules.
fn circles_of(source: &Path, least: usize) -> Vec<String> {
    let files = files_below(source).into_iter();
    let modules: circles::Modules = files
        .filter(|file| file.extension().is_some_and(|it| it == "rs"))
        .filter_map(|file| Some((module(&file, source)?, fs::read_to_string(&file).ok()?)))
        .collect();
    assert!(modules.len() > least, "only {} modules", modules.len());
    circles::circles(&modules)
}

#[test]
fn no_files_of_a_room_stand_in_a_circle() {
    let mut found = circles_of(&source(), 100);
    found.extend(circles_of(&source_at_sea(), 30));
    assert!(found.is_empty(), "{}", found.join("\n"));
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
    for file in files_beside_kind() {
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
fn words_that_only_read_like_a_kind_are_still_written() {
    for (place, words, _) in OTHER_WORDS {
        let files = files_beside_kind().filter(|file| below_source(file).starts_with(place));
        let all: String =
            files.map(|file| fs::read_to_string(file).expect("source is text")).collect();
        for word in *words {
            assert!(all.contains(&format!("\"{word}\"")), "{place} writes no \"{word}\"");
        }
    }
}

#[test]
fn what_differs_between_kinds_stands_in_their_table() {
    let mut wrong = Vec::new();
    for file in files_beside_kind() {
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
