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
