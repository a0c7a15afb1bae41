//! docs/figure-file.md, held to the reader of figure files: every key is there, and what it shows can be read.

use periplus::figure::Figure;
use periplus::geodata::readers::READERS;
use periplus::projection::Method;
use std::path::Path;

fn guide() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/figure-file.md");
    std::fs::read_to_string(path).expect("the guide can be read")
}

/// The keys that the reader knows in a table, as it lists them when it meets one that it does not.
fn keys(table: &str) -> Vec<String> {
    let text = format!("{table}\nno_such_key = 1\n");
    let error = toml::from_str::<Figure>(&text).expect_err("there is no such key").to_string();
    let (_, known) = error.split_once("expected").expect("the known keys are listed");
    known.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The part of the guide below a heading.
fn part(guide: &str, heading: &str) -> String {
    let (_, rest) = guide.split_once(&format!("## {heading}\n")).expect(heading);
    rest.split("\n## ").next().unwrap_or_default().to_owned()
}

#[test]
fn every_key_of_a_figure_file_is_explained() {
    let guide = guide();
    let tables = [
        "extent",
        "projection",
        "sheet",
        "labels",
        "furniture",
        "zones",
        "layers",
        "panels",
        "insets",
        "rings",
        "corridors",
        "arrows",
        "callouts",
        "logo",
    ];
    for key in keys("") {
        let table = tables.contains(&key.as_str());
        let written = if table { format!("[{key}]") } else { format!("`{key}`") };
        assert!(guide.contains(&written), "`{key}` is not explained");
    }
    for table in tables {
        let is_list = ["layers", "panels", "insets", "rings", "corridors", "arrows", "callouts"]
            .contains(&table);
        let head = if is_list { format!("[[{table}]]") } else { format!("[{table}]") };
        let part = part(&guide, &format!("`{head}`"));
        let known = keys(&head);
        assert!(known.len() > 2, "{table}: {known:?}");
        for key in known {
            let is_there =
                part.contains(&format!("`{key}`")) || part.contains(&format!("`{key} ="));
            assert!(is_there, "`{key}` of [{table}] is not explained");
        }
    }
}

#[test]
fn what_the_guide_shows_can_be_read() {
    let guide = guide();
    let blocks = guide.split("```toml\n").skip(1);
    let blocks: Vec<&str> = blocks.filter_map(|block| block.split("```").next()).collect();
    assert!(!blocks.is_empty());
    for block in blocks {
        Figure::parse(block, "docs/figure-file.md").expect("the example can be read");
    }
}

#[test]
fn every_projection_of_the_table_is_named() {
    let guide = guide();
    for name in Method::names() {
        assert!(guide.contains(&format!("`{name}`")), "docs/figure-file.md leaves out `{name}`");
    }
}

#[test]
fn every_format_that_is_read_is_named() {
    let part = part(&guide(), "`[[layers]]`");
    for reader in READERS {
        assert!(part.contains(reader.name), "docs/figure-file.md leaves out {}", reader.name);
    }
}
