//! Error messages as goldens: every folder of tests/errors is a case. `command` is run in a copy of
//! the folder, with the file `stdin` if there is one; `expected` holds the exit code and what
//! standard error says. Whatever goes wrong, no file may be left behind. A new case is a new folder.
//!
//! After a wanted change: `UPDATE_GOLDENS=1 cargo test --test errors`, then read every message as
//! the user would.

mod goldens;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The fewest cases there are: a lost folder must not pass for a clean one.
const LEAST_CASES: usize = 70;

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/errors");
    let entries = fs::read_dir(folder).expect("tests/errors can be read");
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    cases.sort();
    cases
}

/// The files below a folder, as paths relative to it.
fn files(folder: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).expect("a folder can be read") {
        let path = entry.expect("an entry").path();
        let name = PathBuf::from(path.file_name().expect("an entry has a name"));
        if path.is_dir() {
            found.extend(files(&path).into_iter().map(|below| name.join(below)));
        }
        found.insert(name);
    }
    found
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for file in files(from) {
        if from.join(&file).is_dir() {
            fs::create_dir_all(to.join(&file)).expect("a folder can be made");
        } else {
            fs::create_dir_all(to.join(&file).parent().expect("inside")).expect("made");
            fs::copy(from.join(&file), to.join(&file)).expect("a file can be copied");
        }
    }
}

/// What the command says, in the form of `expected`; an error as text if it leaves a file.
fn outcome(case: &Path) -> Result<String, String> {
    let name = case.file_name().expect("a case has a name");
    let work = Path::new(env!("CARGO_TARGET_TMPDIR")).join("errors").join(name);
    let _ = fs::remove_dir_all(&work);
    copy(case, &work);
    let before = files(&work);
    let command = fs::read_to_string(case.join("command")).expect("a case has a command");
    let stdin = match fs::File::open(case.join("stdin")) {
        Ok(file) => Stdio::from(file),
        Err(_) => Stdio::null(),
    };
    let run = Command::new(env!("CARGO_BIN_EXE_periplus"))
        .args(command.split_whitespace())
        .current_dir(&work)
        .env("NO_COLOR", "1")
        .env("XDG_CACHE_HOME", concat!(env!("CARGO_TARGET_TMPDIR"), "/cache"))
        .stdin(stdin)
        .output()
        .expect("the binary runs");
    let left: Vec<PathBuf> = files(&work).difference(&before).cloned().collect();
    if !left.is_empty() {
        return Err(format!("files are left behind: {left:?}"));
    }
    if !run.stdout.is_empty() {
        return Err("something was written to standard output".to_owned());
    }
    let code = run.status.code().map_or("none".to_owned(), |code| code.to_string());
    Ok(format!("exit {code}\n{}", String::from_utf8_lossy(&run.stderr)))
}

#[test]
fn every_error_says_what_it_said_and_leaves_no_file() {
    let cases = cases();
    assert!(cases.len() >= LEAST_CASES, "only {} cases", cases.len());
    let mut wrong = Vec::new();
    for case in &cases {
        let name = case.file_name().expect("a case has a name").to_string_lossy();
        match outcome(case) {
            Ok(found) => {
                let golden = case.join("expected");
                wrong.extend(goldens::hold(&golden, found.as_bytes(), &goldens::folder(), &name));
            }
            Err(what) => wrong.push(format!("{}: {what}", case.display())),
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn every_case_fails_with_a_code_of_the_contract() {
    for case in cases() {
        let expected = fs::read_to_string(case.join("expected")).expect("a case has an outcome");
        let code = expected.lines().next().and_then(|line| line.strip_prefix("exit "));
        assert!(matches!(code, Some("1" | "2" | "3" | "4" | "5")), "{}: {code:?}", case.display());
    }
}
