//! The reader against published verdicts: 127 GeoJSON files (geojsonhint, check-geojson,
//! geojson-validator, georust) and the 318 texts of JSONTestSuite, where they are at hand.

use super::geojson_format::problems;
use super::geojson_reader::read_bytes;
use super::reader::Read;
use crate::error::{ErrorKind, Result};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of the reference data; says so and gives none where it is absent, which in CI is a failure.
fn reference() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/reference/geojson");
    if !folder.is_dir() {
        assert!(std::env::var_os("CI").is_none(), "missing: {}", folder.display());
        println!("skipped: no reference data at {}", folder.display());
        return None;
    }
    Some(folder)
}

/// A refusal has to be for the user: kind, file and a place or a hint.
fn is_well_refused(outcome: &Result<Read>, file: &str) -> bool {
    outcome.as_ref().is_err_and(|error| {
        let place = error.place.as_ref();
        error.kind == ErrorKind::Input && place.is_some_and(|at| at.file.as_deref() == Some(file))
    })
}

#[test]
fn files_with_a_published_verdict_are_read_or_refused_as_it_says() {
    let Some(folder) = reference() else { return };
    let manifest = fs::read_to_string(folder.join("manifest.json")).unwrap();
    let manifest: Vec<Value> = serde_json::from_str(&manifest).unwrap();
    let mut wrong = Vec::new();
    for entry in &manifest {
        let (file, verdict) = (entry["file"].as_str().unwrap(), entry["render"].as_str().unwrap());
        let outcome = read_bytes(&fs::read(folder.join(file)).unwrap(), file);
        let refused = is_well_refused(&outcome, file);
        let right = match verdict {
            "must_render" => outcome.as_ref().is_ok_and(|read| !read.features.is_empty()),
            "must_reject" => refused,
            "must_report" => {
                refused || outcome.as_ref().is_ok_and(|read| !read.warnings.is_empty())
            }
            _ => refused || outcome.is_ok(),
        };
        if !right {
            wrong.push(format!("{file}: {verdict}, but {outcome:?}"));
        }
    }
    println!("{} of {} files as published", manifest.len() - wrong.len(), manifest.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn json_texts_with_a_published_verdict_are_read_or_refused_inside_a_property() {
    let Some(folder) = reference() else { return };
    let suite = fs::read_to_string(folder.join("jsontestsuite.jsonl")).unwrap();
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in suite.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()) {
        let (name, expect) = (entry["name"].as_str().unwrap(), entry["expect"].as_str().unwrap());
        let mut bytes = br#"{"type":"Feature","properties":{"value":"#.to_vec();
        bytes.extend(text_of(&entry));
        bytes.extend(br#"},"geometry":{"type":"Point","coordinates":[25,38]}}"#);
        let outcome = read_bytes(&bytes, name);
        let right = match expect {
            "accept" => outcome.is_ok(),
            "reject" => is_well_refused(&outcome, name),
            _ => outcome.is_ok() || is_well_refused(&outcome, name),
        };
        count += 1;
        if !right {
            wrong.push(format!("{name}: {expect}, but {outcome:?}"));
        }
    }
    println!("{} of {count} texts as published", count - wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn damaged_files_are_read_or_refused_but_never_crash_the_reader() {
    let Some(folder) = reference() else { return };
    let mut state = 1u64;
    let mut random = move |below: usize| {
        // Knuth's MMIX generator: the same damage in every run.
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    };
    const PIECES: [&[u8]; 8] =
        [b"[", b"]", b"null", b"NaN", b"\"", b"1e999", b"\xff", b"{\"type\":\"Polygon\""];
    for entry in fs::read_dir(folder.join("files")).unwrap() {
        let valid = fs::read(entry.unwrap().path()).unwrap();
        for _ in 0..20 {
            let mut damaged = valid.clone();
            let place = random(damaged.len());
            let end = (place + random(5)).min(damaged.len());
            damaged.splice(place..end, PIECES[random(PIECES.len())].iter().copied());
            let outcome = read_bytes(&damaged, "damaged");
            assert!(outcome.is_ok() || is_well_refused(&outcome, "damaged"), "{outcome:?}");
            let (errors, _) = problems(&damaged, "damaged");
            assert_eq!(errors.is_empty(), outcome.is_ok());
        }
    }
}

fn text_of(entry: &Value) -> Vec<u8> {
    if let Some(encoded) = entry["b64"].as_str() {
        return decoded(encoded);
    }
    let made = &entry["gen"];
    let count = usize::try_from(made["n"].as_u64().unwrap()).unwrap();
    let tail = made["tail"].as_str().unwrap_or_default();
    format!("{}{tail}", made["repeat"].as_str().unwrap().repeat(count)).into_bytes()
}

/// Base 64 (RFC 4648 §4).
fn decoded(text: &str) -> Vec<u8> {
    let digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0u32, 0);
    for letter in text.bytes().filter(|letter| *letter != b'=') {
        bits = bits << 6 | digits.iter().position(|digit| *digit == letter).unwrap() as u32;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
        }
    }
    bytes
}
