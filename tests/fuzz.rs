//! The fuzz targets on their corpora and on mutations of them: from a seed, so that what fails fails again. `fuzz/run` does it for
//! hours, with an engine that sees what the code has not done yet.
//!
//! `FUZZ_SECONDS=600 cargo one fuzz` goes on for so long with each target, from a seed of that moment, and says how many it tried.

#[allow(unreachable_pub, reason = "its items are the targets' library's")]
#[path = "../fuzz/src/lib.rs"]
mod fuzz;

use fuzz::TARGETS;
use periplus::draw;
use periplus::figure::Figure;
use periplus::projection::METHODS;
use periplus::style::Theme;
use proptest::prelude::*;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::fs;
use std::panic;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

/// How many mutations an ordinary run tries, or for how long, whichever ends first.
const MUTATIONS: usize = 3000;
const SECONDS: u64 = 2;
/// What the formats are made of.
const WORDS: &[&str] = &[
    "",
    "\0",
    "\"",
    "{",
    "}",
    "[",
    "]",
    "-1",
    "0",
    "1e999",
    "-1e308",
    "NaN",
    "180",
    "-180.0000001",
    "90",
    "91",
    "null",
    "true",
    "\u{feff}",
    "\u{202e}",
    "\u{1b}[2J",
    "é",
    "שלום",
    "\"type\":\"Point\"",
    "\"coordinates\":[]",
    "[0,0]",
    "[[0,0],[0,0],[0,0],[0,0]]",
    "\"properties\":{\"state\":\"GRC\"}",
    "\n[[layers]]\n",
    "\n[zones]\n",
    "bounds = [179, -90, -179, 90]",
    "breadths = [350]",
    "width = \"1mm\"",
    "name = \"laea\"",
    "features = ",
    "title = ",
    "var(--a)",
    "hatch(0deg, 0mm, 0mm)",
    "@media (max-width: 1mm) {",
    "* {",
    "font: 0pt",
    "```{.periplus #fig:a}\n",
    "\n```\n",
    "figure = \"aegean\"",
    "<!--",
    "]]>",
    "<provenance",
    "stream\n",
    "IDAT",
    "PK\u{3}\u{4}",
];

fn corpus(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let entries = fs::read_dir(&folder).expect("a target has a corpus");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    let corpus = files.iter().map(|file| fs::read(file).expect("read")).collect::<Vec<_>>();
    assert!(corpus.len() >= 3, "{target} has a corpus");
    corpus
}

/// Random numbers that follow from their seed.
struct Numbers(u64);

impl Numbers {
    /// One below `end`, or nothing if that is nothing.
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end.max(1)
    }

    /// A range of an input.
    fn range(&mut self, bytes: &[u8]) -> std::ops::Range<usize> {
        let start = self.below(bytes.len() + 1);
        start..start + self.below((bytes.len() - start).min(64) + 1)
    }

    /// An input, changed in one to four places.
    fn mutation(&mut self, corpus: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = corpus[self.below(corpus.len())].clone();
        for _ in 0..=self.below(4) {
            let range = self.range(&bytes);
            match self.below(6) {
                0 if !bytes.is_empty() => {
                    let at = self.below(bytes.len());
                    bytes[at] ^= 1 << self.below(8);
                }
                1 => drop(bytes.splice(range, [])),
                2 => {
                    let copy = bytes[range.clone()].repeat(1 + self.below(20));
                    drop(bytes.splice(range, copy));
                }
                3 => {
                    let other = &corpus[self.below(corpus.len())];
                    let part = other[self.range(other)].to_vec();
                    drop(bytes.splice(range, part));
                }
                4 => bytes.truncate(range.end),
                _ => {
                    let word = WORDS[self.below(WORDS.len())].bytes();
                    let end = if self.below(2) == 0 { range.start } else { range.end };
                    drop(bytes.splice(range.start..end, word));
                }
            }
        }
        bytes
    }
}

/// Feeds an input to a target; what panics is kept and named.
fn feed(name: &str, target: fn(&[u8]), bytes: &[u8]) {
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz-{name}"));
    let outcome = panic::catch_unwind(|| target(bytes));
    if outcome.is_err() {
        fs::write(&kept, bytes).expect("written");
    }
    assert!(outcome.is_ok(), "{name} panics: {}", kept.display());
}

#[test]
fn no_file_that_is_like_a_file_makes_the_program_panic() {
    let seconds = std::env::var("FUZZ_SECONDS").ok();
    let seconds = seconds.map(|seconds| seconds.parse().expect("FUZZ_SECONDS is a number"));
    let only = std::env::var("FUZZ_TARGET").ok();
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("it is later");
    for (name, target) in
        TARGETS.iter().filter(|(name, _)| only.as_deref().is_none_or(|only| only == *name))
    {
        let corpus = corpus(name);
        corpus.iter().for_each(|bytes| feed(name, *target, bytes));
        let (begun, lasting) = (Instant::now(), Duration::from_secs(seconds.unwrap_or(SECONDS)));
        let seed = if seconds.is_some() { since.as_nanos() as u64 | 1 } else { 7 };
        let mut numbers = Numbers(seed);
        let (mut tried, mut slowest) = (0, Duration::ZERO);
        while begun.elapsed() < lasting && (seconds.is_some() || tried < MUTATIONS) {
            let bytes = numbers.mutation(&corpus);
            let start = Instant::now();
            feed(name, *target, &bytes);
            if start.elapsed() > slowest {
                slowest = start.elapsed();
                let kept = format!("fuzz-{name}-slowest");
                fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join(kept), &bytes)
                    .expect("written");
            }
            tried += 1;
        }
        let took = begun.elapsed().as_secs();
        println!("{name}: {tried} mutations in {took} s, seed {seed}, the slowest {slowest:.1?}");
        assert!(tried > 0 && slowest < Duration::from_secs(60), "{name}: one took {slowest:?}");
    }
}

#[test]
fn every_target_has_its_corpus_and_its_file() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let names = |inside: &str| -> BTreeSet<String> {
        let entries = fs::read_dir(folder.join(inside)).expect("a folder");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        paths.map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned()).collect()
    };
    let targets: BTreeSet<String> = TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(names("corpus"), targets);
    assert_eq!(names("fuzz_targets"), targets);
}

/// A number of degrees, more often than not one that means something.
fn degrees() -> impl Strategy<Value = f64> {
    prop_oneof![
        8 => -180.0..180.0f64,
        2 => -90.0..90.0f64,
        1 => prop_oneof![Just(180.0), Just(-180.0), Just(90.0), Just(0.0), Just(1e300), Just(-540.0)],
    ]
}

/// Bounds, which may lie over 180°, have no height or be no bounds.
fn bounds() -> impl Strategy<Value = String> {
    let window = (degrees(), -90.0..89.0f64, 0.001..120.0f64, 0.001..60.0f64);
    let window = window.prop_map(|(west, south, width, height)| {
        let east = if west + width > 180.0 { west + width - 360.0 } else { west + width };
        format!("[{west:?}, {south:?}, {east:?}, {:?}]", (south + height).min(90.0))
    });
    let any = prop::array::uniform4(degrees()).prop_map(|bounds| format!("{bounds:?}"));
    prop_oneof![4 => window, 1 => any]
}

/// A feature of the user's own, in a layer of its own.
fn layer() -> impl Strategy<Value = String> {
    let position = (degrees(), degrees()).prop_map(|(x, y)| format!("[{x:?},{:?}]", y / 2.0));
    let positions = prop::collection::vec(position, 0..7);
    let kinds = prop_oneof![Just("Point"), Just("MultiPoint"), Just("LineString"), Just("Polygon")];
    let words = prop_oneof![
        Just("Θήρα".to_owned()),
        Just("רמה (א)".to_owned()),
        "[ -~]{0,40}",
        "\\PC{0,12}"
    ];
    (kinds, positions, words, any::<bool>()).prop_map(|(kind, positions, words, is_closed)| {
        let mut ring = positions.clone();
        ring.extend(positions.first().filter(|_| is_closed).cloned());
        let coordinates = match kind {
            "Point" => positions.first().cloned().unwrap_or_else(|| "[]".to_owned()),
            "Polygon" => format!("[[{}]]", ring.join(",")),
            _ => format!("[{}]", positions.join(",")),
        };
        let feature = serde_json::json!({"name": words, "title": words}).to_string();
        let text = format!(
            "{{\"type\":\"Feature\",\"properties\":{feature},\"geometry\":{{\"type\":\"{kind}\",\"coordinates\":{coordinates}}}}}"
        );
        format!("[[layers]]\nfeatures = {}\n", toml::Value::String(text))
    })
}

fn figures() -> impl Strategy<Value = String> {
    let projection = prop::option::of((0..METHODS.len(), degrees(), degrees()));
    let sheet = prop_oneof![2 => Just(String::new()), 1 => (1.0..1500.0f64).prop_map(|width| format!("width = \"{width:.1}mm\""))];
    let layers = prop::collection::vec(layer(), 0..3);
    let zones = prop::option::of((0.0..400.0f64, any::<bool>()));
    let furniture = prop::array::uniform4(any::<bool>());
    (bounds(), projection, sheet, layers, zones, furniture).prop_map(
        |(bounds, projection, sheet, layers, zones, [graticule, scale_bar, legend, inset])| {
            let mut text = String::new();
            if layers.is_empty() {
                text += "layers = []\n";
            }
            text += &format!("[extent]\nbounds = {bounds}\n[sheet]\n{sheet}\n");
            if let Some((method, longitude, latitude)) = projection {
                let name = METHODS[method].name;
                text += &format!("[projection]\nname = \"{name}\"\ncenter = [{longitude:?}, {latitude:?}]\n");
            }
            if let Some((breadth, median)) = zones {
                let overlap = if median { "median" } else { "keep" };
                text += &format!("[zones]\nbreadths = [{breadth:.3}]\noverlap = \"{overlap}\"\n");
            }
            text += &format!("[furniture]\ngraticule = {graticule}\nscale_bar = {scale_bar}\nlegend = {legend}\ninset = {inset}\n");
            text + &layers.concat()
        },
    )
}

#[test]
fn every_random_figure_draws_or_errs_cleanly() {
    let config =
        ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() };
    let (drawn, refused) = (Cell::new(0), Cell::new(0));
    let theme = Theme::bundled("atlas").expect("a bundled theme");
    let geodata = fuzz::small();
    let mut runner = proptest::test_runner::TestRunner::new_with_rng(
        config,
        proptest::test_runner::TestRng::deterministic_rng(
            proptest::test_runner::RngAlgorithm::ChaCha,
        ),
    );
    let run = runner.run(&figures(), |text| {
        let outcome =
            Figure::parse(&text, "random.toml").and_then(|figure| draw(&figure, &geodata, &theme));
        match outcome {
            Ok(sheet) => {
                let svg = sheet.svg();
                prop_assert!(svg.is_ok_and(|svg| svg.starts_with(b"<")), "{text}");
                drawn.set(drawn.get() + 1);
            }
            Err(error) => {
                prop_assert!(
                    !error.message.is_empty() && !error.message.contains("defect"),
                    "{text}"
                );
                refused.set(refused.get() + 1);
            }
        }
        Ok(())
    });
    run.expect("no figure is a defect");
    let (drawn, refused) = (drawn.get(), refused.get());
    println!("{drawn} were drawn, {refused} refused");
    assert!(drawn > 25 && refused > 5, "{drawn} were drawn, {refused} refused");
}
