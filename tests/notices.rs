//! The terms of all that the binary is made of, as it prints them.

use periplus::geodata::Geodata;
use std::collections::BTreeSet;
use std::process::Command;

fn notices() -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_periplus"))
        .args(["sources", "--notices"])
        .output()
        .expect("the binary runs");
    assert!(output.status.success());
    String::from_utf8(output.stdout).expect("text")
}

/// Every `name version` that stands at the begin of a line or after a comma.
fn named(notices: &str) -> BTreeSet<(&str, &str)> {
    let names =
        notices.lines().flat_map(|line| line.split(": ").next()).flat_map(|it| it.split(", "));
    names.filter_map(|name| name.trim_end_matches(',').split_once(' ')).collect()
}

#[test]
fn every_crate_of_the_binary_is_in_the_notices() {
    let tree = ["tree", "--locked", "--offline", "--edges", "normal", "--prefix", "none"];
    let output = Command::new(env!("CARGO"))
        .args(tree)
        .args(["--format", "{p}"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).expect("text");
    let crates: BTreeSet<(&str, &str)> = tree
        .lines()
        .filter(|line| !line.starts_with("periplus"))
        .filter_map(|line| {
            let mut words = line.split(' ');
            words.next().zip(words.next()?.strip_prefix('v'))
        })
        .collect();
    assert!(crates.len() > 100, "{crates:?}");
    let notices = notices();
    let named = named(&notices);
    let missing: Vec<_> = crates.difference(&named).collect();
    assert!(missing.is_empty(), "{missing:?} have no notice: run tools/notices.py");
}

#[test]
fn every_licence_of_data_and_fonts_is_in_the_notices() {
    let notices = notices();
    let catalogue = Geodata::bundled().catalogue().expect("the bundled catalogue");
    let entries = catalogue.datasets.iter().chain(&catalogue.fonts);
    let licences: BTreeSet<&str> =
        entries.flat_map(|entry| entry.licence.split([' ', '(', ')'])).collect();
    for licence in licences {
        // what the text of each says of itself
        let words = match licence {
            "LGPL-3.0-or-later" => "GNU LESSER GENERAL PUBLIC LICENSE",
            "OFL-1.1" => "SIL OPEN FONT LICENSE Version 1.1",
            "Unicode-3.0" => "UNICODE LICENSE V3",
            "MIT" => "Permission is hereby granted, free of charge",
            "Apache-2.0" => "TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION",
            "CC-BY-4.0" => "https://creativecommons.org/licenses/by/4.0/legalcode",
            "CC0-1.0" => "https://creativecommons.org/publicdomain/zero/1.0/legalcode",
            "LicenseRef-public-domain" => "public domain",
            "AND" | "OR" | "" => continue,
            other => unimplemented!("a notice of {other}"),
        };
        assert!(notices.contains(words), "{licence}");
    }
    for words in ["GNU GENERAL PUBLIC LICENSE", "Mozilla Public License", "Wessel"] {
        assert!(notices.contains(words), "{words}");
    }
}

#[test]
fn each_text_stands_once_in_the_notices() {
    let notices = notices();
    let texts: Vec<&str> = notices.split(&"=".repeat(78)).map(str::trim).collect();
    let long = texts.iter().filter(|text| text.len() > 200);
    let once: BTreeSet<&&str> = long.clone().collect();
    assert_eq!(once.len(), long.count());
    assert_eq!(notices.matches("Version 3, 29 June 2007").count(), 2, "LGPL and GPL");
}

/// Names and versions of a lock file, ours left out.
fn locked(file: &str) -> BTreeSet<(String, String)> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = std::fs::read_to_string(path).expect("a lock file");
    let packages = text.split("[[package]]").skip(1);
    let value = |package: &str, key: &str| {
        let lead = format!("{key} = \"");
        package
            .lines()
            .find_map(|line| Some(line.strip_prefix(&lead)?.trim_matches('"').to_owned()))
    };
    let packages = packages.filter_map(|it| value(it, "name").zip(value(it, "version")));
    packages.filter(|(name, _)| !name.starts_with("periplus")).collect()
}

#[test]
fn the_python_module_is_made_of_the_programs_crates_and_of_pyo3() {
    let (program, module) = (locked("Cargo.lock"), locked("bindings/python/Cargo.lock"));
    let own: Vec<_> = module.difference(&program).map(|(name, _)| name.as_str()).collect();
    let of_pyo3 = ["portable-atomic", "pyo3", "target-lexicon", "once_cell"];
    let strange: Vec<_> =
        own.iter().filter(|name| !of_pyo3.iter().any(|known| name.starts_with(known))).collect();
    assert!(strange.is_empty(), "{strange:?}: copy Cargo.lock and run `cargo fetch` beside it");
    let manifest =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("bindings/python/Cargo.toml");
    let manifest = std::fs::read_to_string(manifest).expect("a manifest");
    let version = concat!("version = \"", env!("CARGO_PKG_VERSION"), "\"");
    assert!(manifest.contains(version), "the module says another version than the program");
}
