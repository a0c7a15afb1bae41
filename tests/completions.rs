//! Completions as shells ask for them: the names that this build knows, and files that are meant.

mod absent;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A fresh folder with a figure, a theme and a table in it.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("completions").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    for name in ["aegean-mine.toml", "aegean-mine.csv", "dark-mine.css"] {
        fs::write(folder.join(name), "").expect("written");
    }
    folder
}

fn script(shell: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_periplus")).args(["completions", shell]).output();
    String::from_utf8(output.expect("the binary runs").stdout).expect("text")
}

/// The folder of the binary before the others on the path.
fn path() -> String {
    let folder = Path::new(env!("CARGO_BIN_EXE_periplus")).parent().expect("a folder");
    format!("{}:{}", folder.display(), std::env::var("PATH").unwrap_or_default())
}

/// What bash offers after these words.
fn offered_by_bash(folder: &Path, words: &str) -> Vec<String> {
    let count = words.split(' ').count();
    let line = format!(
        "source periplus.bash; COMP_WORDS=({words}); COMP_CWORD={}; COMP_TYPE=9; COMP_LINE='{words}'; \
         COMP_POINT={}; $(complete -p periplus | sed 's/.*-F \\([^ ]*\\).*/\\1/') periplus '{last}'; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        count - 1,
        words.len(),
        last = words.split(' ').next_back().unwrap_or_default(),
    );
    fs::write(folder.join("periplus.bash"), script("bash")).expect("written");
    let mut command = Command::new("bash");
    command
        .args(["--norc", "-c", &line])
        .current_dir(folder)
        .env("PATH", path())
        .stdin(Stdio::null());
    let output = command.output().expect("bash runs");
    let offered = String::from_utf8(output.stdout).expect("text");
    offered.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

#[test]
fn bash_is_offered_the_values_that_there_are() {
    if Command::new("bash").arg("--version").output().is_err() {
        return absent::skip("bash");
    }
    let folder = folder("bash");
    for (words, within, without) in [
        (
            "periplus render aegean-",
            &["aegean-6nm", "aegean-6v12", "aegean-mine.toml"][..],
            &["aegean-mine.csv", "cyprus"][..],
        ),
        ("periplus render aegean --theme d", &["dark", "dark-mine.css"], &["atlas"]),
        ("periplus render aegean --worldview de", &["de-facto"], &["un"]),
        ("periplus render aegean --names lo", &["local"], &["both"]),
        ("periplus areas cyp", &["cyprus"], &["aegean"]),
        ("periplus geodata shore", &["shoreline"], &["countries"]),
        ("periplus themes --show na", &["nautical"], &["atlas"]),
        ("periplus figures --show kast", &["kastellorizo"], &["kastellorizo.toml"]),
        ("periplus render aegean --wi", &["--width"], &["--theme"]),
        ("periplus sch", &["schema"], &["render"]),
    ] {
        let offered = offered_by_bash(&folder, words);
        for word in within {
            assert!(offered.iter().any(|it| it == word), "{words}: {word} is not in {offered:?}");
        }
        for word in without {
            assert!(offered.iter().all(|it| it != word), "{words}: {word} is in {offered:?}");
        }
    }
}

#[test]
fn each_shell_has_a_script_that_asks_the_program() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = script(shell);
        assert!(script.contains("PERIPLUS_COMPLETE") && script.contains("periplus"), "{shell}");
    }
    for (shell, options) in
        [("bash", vec!["-n"]), ("zsh", vec!["-n"]), ("fish", vec!["--no-execute"])]
    {
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("periplus.{shell}"));
        fs::write(&file, script(shell)).expect("written");
        match Command::new(shell).args(options).arg(&file).output() {
            Ok(output) => {
                let said = String::from_utf8_lossy(&output.stderr);
                assert!(output.status.success(), "{shell}: {said}");
            }
            Err(_) => absent::skip(shell),
        }
    }
}
