//! The same input gives the same bytes, in every environment and on any number of processors: SHA-256 of the SVG, PNG and PDF of
//! every bundled figure, held against the file `sha256` beside this one.
//!
//! Hashed is what `periplus render FIGURE` writes, at the figure's own size and at 300 pixels an inch, without the statement of what
//! it was drawn from, which names the version; of a PDF, which names it elsewhere too, without that and what follows from it. After a
//! wanted change of pictures: `UPDATE_GOLDENS=1 cargo one digests`.

#[path = "../absent/mod.rs"]
mod absent;

use periplus::draw;
use periplus::figure::Figure;
use periplus::geodata::Geodata;
use periplus::output::{EncodeOptions, Encoder, Format};
use periplus::provenance::sha256;
use periplus::style::Theme;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::thread;

fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/digests/sha256")
}

/// The bytes of a PDF that no release changes: without the version, the packet of metadata that has it too, and from the table of
/// places on, which has a digest of all.
fn without_version(pdf: &[u8]) -> Vec<u8> {
    let text: String = pdf.iter().map(|byte| char::from(*byte)).collect();
    let (body, _) = text.rsplit_once("\nxref").expect("a table of places ends it");
    let packet = body.find("<?xpacket begin").expect("a packet");
    let begin = body[..packet].rfind(" obj\n").expect("an object holds it");
    let end = packet + body[packet..].find("endobj").expect("it ends");
    let program = format!("Periplus {}", env!("CARGO_PKG_VERSION"));
    let body = body[..begin].replace(&program, "Periplus") + &body[end..];
    body.chars().map(|letter| u8::try_from(u32::from(letter)).expect("it was a byte")).collect()
}

/// The digests of a figure by the names of its files.
fn digests(name: &str, geodata: &Geodata) -> Vec<(String, String)> {
    let figure = Figure::bundled(name).expect("a bundled figure");
    let theme = Theme::bundled(&figure.sheet.theme).expect("a bundled theme");
    let mut drawn = draw(&figure, geodata, &theme).expect("a bundled figure draws");
    drawn.scene.provenance.clear();
    let encoder = Encoder::new(&drawn.scene, EncodeOptions::default());
    let digest = |format: &Format| {
        let bytes = encoder.encode(*format).expect("a bundled figure is written");
        let hashed = if *format == Format::PDF { without_version(&bytes) } else { bytes };
        (format!("{name}.{}", format.name()), sha256(hashed))
    };
    Format::ALL.iter().map(digest).collect()
}

/// The digests of all figures, several drawn at a time where there are several processors.
fn all_digests() -> BTreeMap<String, String> {
    let waiting: Mutex<Vec<&str>> = Mutex::new(Figure::names().collect());
    let found = Mutex::new(BTreeMap::new());
    let geodata = Geodata::bundled();
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let Some(name) = waiting.lock().expect("whole").pop() else { return };
                    let digests = digests(name, &geodata);
                    found.lock().expect("whole").extend(digests);
                }
            });
        }
    });
    found.into_inner().expect("whole")
}

/// The form of `sha256sum`.
fn written(digests: &BTreeMap<String, String>) -> String {
    digests.iter().map(|(file, digest)| format!("{digest}  {file}\n")).collect()
}

#[test]
fn every_bundled_figure_has_the_expected_bytes() {
    let found = written(&all_digests());
    if std::env::var_os("UPDATE_GOLDENS").is_some() {
        fs::write(file(), &found).expect("the file can be written");
    }
    let expected = fs::read_to_string(file()).unwrap_or_default();
    let changed: Vec<&str> =
        found.lines().filter(|line| !expected.lines().any(|known| known == *line)).collect();
    assert!(changed.is_empty(), "other bytes than expected:\n{}", changed.join("\n"));
    assert_eq!(found, expected, "figures that are no more");
}

/// The same once more in a process that has one processor, and so draws all in one thread, and in another environment: a locale with
/// commas and letters of its own, another time, no home, another folder.
#[test]
fn one_thread_and_another_environment_give_the_same_bytes() {
    if std::env::var_os("UPDATE_GOLDENS").is_some() {
        return;
    }
    let test = std::env::current_exe().expect("it runs");
    let mut one = Command::new("taskset");
    one.arg("--cpu-list").arg("0").arg(test).current_dir("/").env_clear();
    one.env("LC_ALL", "tr_TR.UTF-8").env("LANG", "tr_TR.UTF-8").env("TZ", "Pacific/Chatham");
    let Ok(output) = one.args(["--exact", "every_bundled_figure_has_the_expected_bytes"]).output()
    else {
        return absent::skip("taskset");
    };
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
}
