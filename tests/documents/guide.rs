//! docs/reports.md and examples/report: every recipe is run as it stands there, where its host is installed.

use super::absent::skip;
use super::host::{answer, answers, folder, pandocs, periplus, python};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A heading of the guide with the blocks below it: language and text.
struct Section {
    name: String,
    blocks: Vec<(String, String)>,
}

fn sections() -> Vec<Section> {
    let guide = fs::read_to_string(root().join("docs/reports.md")).expect("the guide is there");
    let mut sections: Vec<Section> = Vec::new();
    let mut open: Option<(String, String, String)> = None;
    for line in guide.lines() {
        match &mut open {
            Some((fence, language, text)) if line == fence => {
                let section = sections.last_mut().expect("a block stands below a heading");
                section.blocks.push((language.clone(), text.clone()));
                open = None;
            }
            Some((_, _, text)) => text.push_str(&format!("{line}\n")),
            None if line.starts_with("```") => {
                let language = line.trim_start_matches('`');
                let fence = line[..line.len() - language.len()].to_owned();
                open = Some((fence, language.to_owned(), String::new()));
            }
            None => {
                if let Some(name) = line.strip_prefix("## ") {
                    sections.push(Section { name: name.to_owned(), blocks: Vec::new() });
                }
            }
        }
    }
    sections
}

/// The recipes of a host, and the document of the guide.
fn recipes(host: &str) -> (Vec<String>, String) {
    let sections = sections();
    let document = &sections.first().expect("a section").blocks.first().expect("a document").1;
    let section = sections.iter().find(|section| section.name == host).expect("the host is there");
    let scripts = section.blocks.iter().filter(|(language, _)| language == "sh");
    let scripts: Vec<String> = scripts.map(|(_, script)| script.clone()).collect();
    assert!(!scripts.is_empty(), "{host} has no recipe");
    (scripts, document.clone())
}

/// The first block of a language below a heading.
fn first(name: &str, wanted: &str) -> String {
    let section = sections().into_iter().find(|section| section.name == name).expect("a heading");
    let found = section.blocks.into_iter().find(|(language, _)| language == wanted);
    found.expect("a block").1
}

/// A folder of programs under the names that recipes use: this binary, and other programs.
fn programs(folder: &Path, others: &[(&str, String)]) -> PathBuf {
    let bin = folder.join("bin");
    fs::create_dir_all(&bin).expect("made");
    let ours = [("periplus", format!("exec {:?} \"$@\"", env!("CARGO_BIN_EXE_periplus")))];
    for (name, line) in ours.iter().chain(others) {
        let path = bin.join(name);
        fs::write(&path, format!("#!/bin/sh\n{line}\n")).expect("written");
        assert!(Command::new("chmod").arg("+x").arg(&path).status().expect("chmod").success());
    }
    bin
}

fn run(folder: &Path, bin: &Path, script: &str) {
    let path = std::env::var("PATH").unwrap_or_default();
    let mut command = Command::new("sh");
    command.args(["-e", "-c", script]).current_dir(folder).stdin(Stdio::null());
    command.env("PATH", format!("{}:{path}", bin.display()));
    command.env("XDG_CACHE_HOME", concat!(env!("CARGO_TARGET_TMPDIR"), "/cache"));
    let output = command.output().expect("a shell");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{script}\n{said}");
}

/// Runs all recipes of a host with the document of the guide.
fn follow(host: &str, others: &[(&str, String)]) -> PathBuf {
    let (scripts, document) = recipes(host);
    let folder = folder(&format!("guide-{}", host.to_lowercase()));
    fs::write(folder.join("report.md"), document).expect("written");
    let bin = programs(&folder, others);
    scripts.iter().for_each(|script| run(&folder, &bin, script));
    folder
}

fn text(folder: &Path, file: &str) -> String {
    fs::read_to_string(folder.join(file)).expect(file)
}

/// What the recipes call `pandoc`: the newest that there is.
fn pandoc() -> Option<(&'static str, String)> {
    let program = pandocs().into_iter().next()?;
    Some(("pandoc", format!("exec {program} \"$@\"")))
}

/// What the recipes call `typst`: the program, or the Python package.
fn typst() -> Option<Vec<(&'static str, String)>> {
    if answers("typst", "--version") {
        return Some(Vec::new());
    }
    python("import typst")?;
    let line = "exec python3 -c 'import sys, typst; typst.compile(sys.argv[2], output=sys.argv[3], root=\".\")' \"$@\"";
    Some(vec![("typst", line.to_owned())])
}

#[test]
fn the_recipes_for_markdown_work() {
    let folder = follow("Markdown", &[]);
    let report = text(&folder, "out/report.md");
    assert!(report.contains("See [Figure 1](#fig:aegean)."), "{report}");
    assert!(report.contains("{#fig:aegean width=160mm alt=\""), "{report}");
    assert!(text(&folder, "out/github.md").contains("<figcaption>\n\nFigure 2: The Dodecanese\n"));
    assert!(text(&folder, "commonmark.md").contains("*The Dodecanese*"));
}

#[test]
fn the_recipes_for_html_word_and_latex_work() {
    let Some(pandoc) = pandoc() else { return };
    let html = text(&follow("HTML", std::slice::from_ref(&pandoc)), "report.html");
    assert!(html.contains("<figcaption") && html.contains("src=\"figures/aegean.svg\""));
    assert!(html.contains("href=\"#fig:aegean\""), "references are links: {html}");
    let word = follow("Word", std::slice::from_ref(&pandoc));
    assert!(word.join("report.docx").is_file() && word.join("figures/aegean.png").is_file());
    let folder = follow("LaTeX", &[pandoc]);
    let latex = text(&folder, "report.tex");
    assert!(latex.contains("{figures/aegean.pdf}") && latex.contains(r"\label{fig:aegean}"));
    assert!(latex.contains(r"\ref{fig:aegean}"), "references are written");
    if !answers("pdflatex", "--version") {
        return skip("pdflatex");
    }
    run(&folder, &folder.join("bin"), "pdflatex -interaction=nonstopmode report.tex > said");
    assert!(fs::read(folder.join("report.pdf")).expect("compiled").starts_with(b"%PDF-"));
}

#[test]
fn the_recipes_for_typst_work() {
    let (Some(pandoc), Some(mut programs)) = (pandoc(), typst()) else {
        return skip("typst or pandoc");
    };
    if !writes_typst(&pandoc.1) {
        return skip("a pandoc that writes Typst");
    }
    programs.push(pandoc);
    let (scripts, document) = recipes("Typst");
    let folder = folder("guide-typst");
    fs::write(folder.join("report.md"), document).expect("written");
    let example = root().join("examples/typst/aegean.typ");
    fs::copy(example, folder.join("aegean.typ")).expect("copied");
    let bin = self::programs(&folder, &programs);
    scripts.iter().for_each(|script| run(&folder, &bin, script));
    for file in ["report.pdf", "aegean.pdf"] {
        assert!(fs::read(folder.join(file)).expect("compiled").starts_with(b"%PDF-"), "{file}");
    }
}

/// Whether the pandoc that a line of shell runs writes Typst.
fn writes_typst(line: &str) -> bool {
    let output = Command::new("sh").args(["-c", line, "sh", "--list-output-formats"]).output();
    output.is_ok_and(|it| String::from_utf8_lossy(&it.stdout).lines().any(|line| line == "typst"))
}

#[test]
fn the_recipe_for_quarto_works() {
    if !answers("quarto", "--version") {
        // the package on PyPI fetches the program from elsewhere as it is installed: CI does without
        eprintln!("skipped: quarto is not on this machine");
        return;
    }
    let (scripts, document) = recipes("Quarto");
    let folder = folder("guide-quarto");
    fs::write(folder.join("report.md"), document).expect("written");
    fs::write(folder.join("header.yaml"), first("Quarto", "yaml")).expect("written");
    let bin = programs(&folder, &[]);
    let copy = format!("cp -r {:?} quarto", root().join("extensions/quarto"));
    run(&folder, &bin, &copy);
    scripts.iter().for_each(|script| run(&folder, &bin, script));
    assert!(text(&folder, "report.html").contains("figures/aegean.svg"));
}

#[test]
fn the_recipe_for_mdbook_works() {
    let (scripts, document) = recipes("mdBook");
    let options = first("mdBook", "toml");
    assert!(options.parse::<toml::Table>().is_ok(), "{options}");
    if !answers("mdbook", "--version") {
        return skip("mdbook");
    }
    let folder = folder("guide-mdbook");
    fs::create_dir(folder.join("src")).expect("made");
    fs::write(folder.join("book.toml"), options).expect("written");
    fs::write(folder.join("src/SUMMARY.md"), "- [Report](report.md)\n").expect("written");
    fs::write(folder.join("src/report.md"), document).expect("written");
    let bin = programs(&folder, &[]);
    scripts.iter().for_each(|script| run(&folder, &bin, script));
    assert!(text(&folder, "book/report.html").contains("figures/aegean.svg"));
}

#[test]
fn the_sample_report_is_built_by_one_command() {
    let folder = folder("sample");
    let bin = programs(&folder, &typst().unwrap_or_default());
    let copy = format!(
        "cp -r {:?} report && rm -rf report/out report/src/figures",
        root().join("examples/report")
    );
    run(&folder, &bin, &copy);
    let program = pandocs().into_iter().next().unwrap_or_else(|| "pandoc".to_owned());
    run(&folder, &bin, &format!("PANDOC={program} report/build.sh"));
    let Some(_) = pandoc() else { return };
    let html = text(&folder, "report/out/report.html");
    for (number, id) in ["aegean", "rhodes", "karabakh", "now"].iter().enumerate() {
        let number = number + 1;
        assert!(html.contains(&format!("href=\"#fig:{id}\">Figure {number}</a>")), "{id}");
        assert!(
            html.contains(&format!("<figcaption>Figure {number}: "))
                || html.contains(&format!("Figure {number}: ")),
            "{id}"
        );
        assert!(html.contains(&format!("id=\"fig:{id}\"")), "{id}");
    }
    assert_eq!(html.matches("<img ").count(), 4);
    assert!(!html.contains("alt=\"\""), "every figure says what it shows");
    assert!(folder.join("report/out/report.docx").is_file());
    let to_pdf = folder.join("report/out/report.typ").is_file() && typst().is_some();
    assert_eq!(folder.join("report/out/report.pdf").is_file(), to_pdf);
}

#[test]
fn the_numbers_of_the_sample_report_are_our_own() {
    let folder = folder("numbers-of-the-sample");
    let chapter = text(root(), "examples/report/src/aegean.md");
    let table = answer(&folder, &["areas", "aegean", "--format", "markdown", "-q"]);
    for line in table.lines().filter(|line| !line.is_empty()) {
        assert!(chapter.contains(line), "the report does not say {line:?}");
    }
    let parts = |breadth: &str| {
        let row = table.lines().find(|row| row.contains("high-seas") && row.contains(breadth));
        row.and_then(|row| row.rsplit('|').nth(1)).expect("a row").trim().to_owned()
    };
    let said = format!("lie in {} parts, at 12 in {}.", parts(" 6 nm"), parts(" 12 nm"));
    assert!(chapter.split_whitespace().collect::<Vec<_>>().join(" ").contains(&said), "{said}");
}

#[test]
fn the_filter_that_is_printed_is_that_of_the_extension() {
    let output = periplus(&folder("lua"), &["pandoc", "--lua"]);
    let file = root().join("extensions/quarto/_extensions/periplus/periplus.lua");
    assert_eq!(output.stdout, fs::read(file).expect("there"));
}
