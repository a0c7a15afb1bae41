//! The binary and the hosts, as the tests call them.

use super::absent::skip;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A block with a figure that is drawn in no time: a frame round nothing.
pub(crate) const SMALL: &str =
    "title = \"A\"\nlayers = []\n\n[extent]\nregion = \"aegean\"\n\n[furniture]\nlegend = false\n";

/// A fresh folder for one test.
pub(crate) fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("documents").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// A fresh folder with a document in it.
pub(crate) fn folder_with(test: &str, name: &str, text: &str) -> PathBuf {
    let folder = folder(test);
    fs::write(folder.join(name), text).expect("written");
    folder
}

/// A fenced block of the small figure.
pub(crate) fn block(attributes: &str) -> String {
    format!("```{{.periplus {attributes}}}\n{SMALL}```\n")
}

fn command(folder: &Path, program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder).env("NO_COLOR", "1");
    command.env("XDG_CACHE_HOME", concat!(env!("CARGO_TARGET_TMPDIR"), "/cache"));
    command.env("PERIPLUS", env!("CARGO_BIN_EXE_periplus"));
    command
}

/// Runs the binary.
pub(crate) fn periplus(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = command(folder, env!("CARGO_BIN_EXE_periplus"), arguments);
    command.stdin(Stdio::null()).output().expect("the binary runs")
}

/// What the binary writes to standard output; it must succeed.
pub(crate) fn answer(folder: &Path, arguments: &[&str]) -> String {
    said(&periplus(folder, arguments), &format!("{arguments:?}"))
}

/// What the binary makes of a text on standard input; it must succeed.
pub(crate) fn filtered(folder: &Path, arguments: &[&str], text: &str) -> String {
    let mut command = command(folder, env!("CARGO_BIN_EXE_periplus"), arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the binary runs");
    let mut input = child.stdin.take().expect("a pipe");
    input.write_all(text.as_bytes()).expect("read");
    drop(input);
    said(&child.wait_with_output().expect("ended"), &format!("{arguments:?}"))
}

/// What a host writes to standard output; it must succeed.
pub(crate) fn host(folder: &Path, program: &str, arguments: &[&str]) -> String {
    let output = command(folder, program, arguments).stdin(Stdio::null()).output();
    said(&output.expect("the host runs"), program)
}

fn said(output: &Output, what: &str) -> String {
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{what}: {error}");
    String::from_utf8(output.stdout.clone()).expect("text")
}

/// The pandocs of this machine: the one on the PATH, and that of the wheel `pypandoc_binary`.
pub(crate) fn pandocs() -> Vec<String> {
    let of_wheel = python("import pypandoc; print(pypandoc.get_pandoc_path())");
    let mut found: Vec<String> = of_wheel.into_iter().collect();
    found.extend(on_path("pandoc"));
    found.retain(|program| answers(program, "--version"));
    found.dedup();
    if found.is_empty() {
        skip("pandoc");
    }
    found
}

/// Where a program is: by its name alone, one of that name in a folder of ours would call itself for ever.
fn on_path(name: &str) -> Option<String> {
    let path = std::env::var_os("PATH")?;
    let places = std::env::split_paths(&path).map(|folder| folder.join(name));
    places.into_iter().find(|place| place.is_file()).map(|place| place.display().to_string())
}

/// Whether a program is there.
pub(crate) fn answers(program: &str, question: &str) -> bool {
    let mut command = Command::new(program);
    let quiet = command.arg(question).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

/// What a line of Python prints; none if it cannot be run.
pub(crate) fn python(line: &str) -> Option<String> {
    let output = Command::new("python3").args(["-c", line]).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

/// Compiles Typst by the wheel `typst`, if it is there.
pub(crate) fn typst(folder: &Path, from: &str, to: &str) -> bool {
    if python("import typst").is_none() {
        skip("the Python package typst");
        return false;
    }
    let line = format!("import typst; typst.compile({from:?}, output={to:?}, root='.')");
    host(folder, "python3", &["-c", &line]);
    true
}
