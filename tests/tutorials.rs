//! docs/: each tutorial is walked through line by line in an empty folder, and no link of the documentation leads nowhere.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What a reader of a tutorial does, one after another.
#[derive(Debug)]
enum Step {
    /// Saves a block under the name that stands before it.
    Save(String, String),
    /// Types a line.
    Type(String),
}

fn steps(tutorial: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut name = None;
    let mut open: Option<(String, String, String)> = None;
    for line in tutorial.lines() {
        match &mut open {
            Some((fence, language, text)) if line == fence => {
                match (language.as_str(), name.take()) {
                    ("sh", None) => {
                        steps.extend(text.lines().map(|line| Step::Type(line.to_owned())));
                    }
                    (_, Some(name)) => steps.push(Step::Save(name, text.clone())),
                    (language, None) => unimplemented!("a block of {language} that has no name"),
                }
                open = None;
            }
            Some((_, _, text)) => text.push_str(&format!("{line}\n")),
            None if line.starts_with("```") => {
                let language = line.trim_start_matches('`');
                let fence = line[..line.len() - language.len()].to_owned();
                open = Some((fence, language.to_owned(), String::new()));
            }
            None => {
                let after = line.split_once("Save this as `").map(|(_, after)| after);
                let named = after.and_then(|after| after.split_once('`'));
                name = named.map(|(name, _)| name.to_owned()).or(name);
            }
        }
    }
    assert!(open.is_none() && name.is_none(), "a block is not ended, or a name has none");
    steps
}

/// Types a line in a folder, with `periplus` on the path.
fn run(line: &str, folder: &Path, bin: &Path) {
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new("sh")
        .args(["-e", "-c", line])
        .current_dir(folder)
        .stdin(Stdio::null())
        .env("PATH", format!("{}:{path}", bin.display()))
        .env("XDG_CACHE_HOME", concat!(env!("CARGO_TARGET_TMPDIR"), "/cache"))
        .output()
        .expect("a shell");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{line}\n{said}");
    // what a line says that it writes is there
    let mut words = line.split(' ').skip_while(|word| !["-o", "--report"].contains(word));
    if let Some(file) = words.nth(1).filter(|_| !line.contains('#')) {
        assert!(folder.join(file).exists(), "{line} wrote no {file}");
    }
}

fn walk(name: &str) {
    let tutorial = fs::read_to_string(root().join(format!("docs/tutorials/{name}.md")));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("tutorial-{name}"));
    let _ = fs::remove_dir_all(&folder);
    let bin = folder.join("bin");
    fs::create_dir_all(&bin).expect("a folder");
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_periplus"), bin.join("periplus")).expect("made");
    let home = folder.join("home");
    fs::create_dir(&home).expect("a folder");
    let steps = steps(&tutorial.expect("the tutorial is there"));
    assert!(steps.len() > 5, "{steps:?}");
    for step in steps {
        match step {
            Step::Save(name, text) => fs::write(home.join(name), text).expect("written"),
            Step::Type(line) => run(&line, &home, &bin),
        }
    }
}

#[test]
fn a_journalist_gets_through_the_tutorial() {
    walk("journalist");
}

#[test]
fn an_analyst_gets_through_the_tutorial() {
    walk("analyst");
}

#[test]
fn a_lawyer_gets_through_the_tutorial() {
    walk("lawyer");
}

#[test]
fn a_student_gets_through_the_tutorial() {
    walk("student");
}

/// Every Markdown file of the repository that readers are sent to.
fn pages() -> Vec<PathBuf> {
    let mut pages = Vec::new();
    let mut folders = vec![root().join("docs"), root().join("bindings/python")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            match path.is_dir() {
                true => folders.push(path),
                false => {
                    pages.extend(path.extension().is_some_and(|end| end == "md").then_some(path))
                }
            }
        }
    }
    let at_root =
        ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "CHANGELOG.md", "SECURITY.md"];
    pages.extend(at_root.map(|name| root().join(name)));
    pages.sort();
    pages
}

/// What stands in parentheses after brackets, outside of code, and the sources of pictures.
fn links(page: &str) -> Vec<String> {
    let mut links = Vec::new();
    let mut is_code = false;
    for line in page.lines() {
        if line.trim_start().starts_with("```") {
            is_code = !is_code;
        }
        if is_code {
            continue;
        }
        // every second piece stands between backticks
        let prose: String = line.split('`').step_by(2).collect::<Vec<_>>().join("code");
        let targets = prose.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
        links.extend(targets.map(|(target, _)| target.to_owned()));
        let pictures = line.split("<img src=\"").skip(1).filter_map(|rest| rest.split_once('"'));
        links.extend(pictures.map(|(target, _)| target.to_owned()));
    }
    links
}

/// The anchors of the headings of a page, as hosts of Markdown make them.
fn anchors(page: &str) -> BTreeSet<String> {
    let headings = page.lines().filter_map(|line| line.strip_prefix('#'));
    let anchor = |heading: &str| {
        let words = heading.trim_start_matches('#').trim().to_lowercase();
        let kept = words.chars().filter(|c| c.is_alphanumeric() || [' ', '-', '_'].contains(c));
        kept.collect::<String>().replace(' ', "-")
    };
    headings.map(anchor).collect()
}

#[test]
fn no_link_of_the_documentation_leads_nowhere() {
    let mut lost = Vec::new();
    for page in pages() {
        let text = fs::read_to_string(&page).expect("a page");
        for link in links(&text) {
            if link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = match file.is_empty() {
                true => page.clone(),
                false => page.parent().expect("a folder").join(file),
            };
            let has_anchor = || {
                anchor.is_empty()
                    || fs::read_to_string(&target).is_ok_and(|text| anchors(&text).contains(anchor))
            };
            if !target.exists() || !has_anchor() {
                lost.push(format!("{}: {link}", page.display()));
            }
        }
    }
    assert!(lost.is_empty(), "{lost:#?}");
}

#[test]
fn the_index_has_every_page_of_the_documentation() {
    let docs = root().join("docs");
    let index = fs::read_to_string(docs.join("README.md")).expect("an index");
    let listed: BTreeSet<PathBuf> = links(&index).iter().map(|link| docs.join(link)).collect();
    let all = pages().into_iter().filter(|page| page.starts_with(&docs));
    let missing: Vec<_> =
        all.filter(|page| !page.ends_with("docs/README.md") && !listed.contains(page)).collect();
    assert!(missing.is_empty(), "{missing:?} are not in docs/README.md");
}
