//! `periplus atlas`: the worked example of docs/atlas.md as it stands there, features as rows, and what is wrong in a cell.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A fresh folder for one test.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("atlas").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// The guide.
fn guide() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/atlas.md");
    fs::read_to_string(path).expect("the guide can be read")
}

/// A fresh folder with the files of the guide, each named in the line before its block.
fn folder_of_the_guide(test: &str) -> PathBuf {
    let (folder, guide) = (folder(test), guide());
    let parts: Vec<&str> = guide.split("```").collect();
    let mut count = 0;
    for pair in parts.chunks_exact(2) {
        let (before, block) = (pair[0].trim_end(), pair[1]);
        let last = before.lines().last().unwrap_or_default();
        let name = last
            .split('`')
            .nth_back(1)
            .filter(|name| name.ends_with(".toml") || name.ends_with(".csv"));
        if let (Some(name), Some((kind, text))) = (name, block.split_once('\n'))
            && matches!(kind, "toml" | "csv")
        {
            fs::write(folder.join(name), text).expect("written");
            count += 1;
        }
    }
    assert_eq!(count, 3, "the guide has three files");
    folder
}

fn periplus(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_periplus"));
    command.args(arguments).current_dir(folder).env("NO_COLOR", "1").stdin(Stdio::null());
    command.env("XDG_CACHE_HOME", concat!(env!("CARGO_TARGET_TMPDIR"), "/cache"));
    command.output().expect("the binary runs")
}

/// What the command says; it must succeed.
fn said(folder: &Path, arguments: &[&str]) -> String {
    let output = periplus(folder, arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {said}");
    said
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder can be read");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn the_guide_makes_the_pages_that_it_says() {
    let folder = folder_of_the_guide("guide");
    let guide = guide();
    let commands = guide.lines().filter_map(|line| line.strip_prefix("periplus atlas "));
    let commands: Vec<&str> = commands.collect();
    assert_eq!(commands.len(), 2);
    for command in commands {
        let words: Vec<&str> = ["atlas"].into_iter().chain(command.split(' ')).collect();
        said(&folder, &words);
    }
    let pages = ["1-syros", "2-kastellorizo", "3-gökçeada"];
    let expected: Vec<String> =
        pages.iter().flat_map(|page| [format!("{page}.png"), format!("{page}.svg")]).collect();
    assert_eq!(names(&folder.join("islands")), expected);
    let svg = |name: &str| fs::read_to_string(folder.join(name)).expect("written");
    let drawn = svg("islands/2-kastellorizo.svg");
    for part in ["Kastellorizo (Dodecanese)", ">Kastellorizo<"] {
        assert!(drawn.contains(part), "{part}");
    }
    said(&folder, &["render", "islands/2-kastellorizo.svg", "-o", "again.svg"]);
    assert!(svg("again.svg") == drawn, "a page is drawn again from its file");
    let pdf = fs::read(folder.join("islands.pdf")).expect("written");
    let is_page = |at: &[u8]| at.starts_with(b"/Type/Page") && at.get(10) != Some(&b's');
    let pages = (0..pdf.len()).filter(|at| is_page(&pdf[*at..])).count();
    assert_eq!(pages, 3);
}

#[test]
fn shares_and_jobs_make_the_same_pages() {
    let folder = folder_of_the_guide("shares");
    said(&folder, &["atlas", "atlas.toml", "-f", "svg", "-o", "all/", "--jobs", "1"]);
    for shard in ["1/2", "2/2"] {
        said(&folder, &["atlas", "atlas.toml", "-f", "svg", "-o", "parts/", "--shard", shard]);
    }
    assert_eq!(names(&folder.join("all")), names(&folder.join("parts")));
    for name in names(&folder.join("all")) {
        let bytes = |part: &str| fs::read(folder.join(part).join(&name)).expect("written");
        assert!(bytes("all") == bytes("parts"), "{name}");
    }
}

#[test]
fn features_of_a_layer_are_rows_and_show_their_bounds() {
    let folder = folder("features");
    let page = "title = 'A'\n[extent]\nregion = 'aegean'\n[sheet]\nwidth = 'single'\n";
    fs::write(folder.join("page.toml"), page).expect("written");
    let atlas = "template = 'page.toml'\nmargin = 0.2\n[layer]\nsource = 'countries'\nonly = ['MLT', 'CYP']\n\
                 [page]\ntitle = '{name}'\nsubjects = ['{state}']\n";
    fs::write(folder.join("atlas.toml"), atlas).expect("written");
    said(&folder, &["atlas", "atlas.toml", "-f", "svg", "-o", "out/"]);
    let written = names(&folder.join("out"));
    assert_eq!(written, ["1-cyprus.svg", "2-malta.svg"]);
    let svg = fs::read_to_string(folder.join("out/2-malta.svg")).expect("written");
    assert!(svg.contains("Valletta") && !svg.contains("Nicosia"));
}

#[test]
fn a_wrong_cell_is_said_with_row_and_column_and_the_other_pages_are_drawn() {
    let folder = folder_of_the_guide("wrong");
    let table = fs::read_to_string(folder.join("islands.csv")).expect("read");
    fs::write(folder.join("islands.csv"), table.replace("GRC;TUR", "GRC;TUX")).expect("written");
    let output = periplus(&folder, &["atlas", "atlas.toml", "-f", "svg"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("at: islands.csv:3:1, column `states`"), "{said}");
    assert!(said.ends_with("wrote 2 of 3 figures; not 2-kastellorizo\n"), "{said}");
}
