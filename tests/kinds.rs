//! Kinds of things on the map: what the guide says of them, and what a class that is none of them means.

use periplus::figure::Figure;
use periplus::geodata::Geodata;
use periplus::kind::Kind;
use periplus::style::{Element, Theme};

/// The rows of the tables of kinds in the guide to themes.
fn explained() -> Vec<String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/themes.md");
    let guide = std::fs::read_to_string(path).expect("the guide can be read");
    let (_, part) = guide.split_once("## Kinds\n").expect("it has a part on kinds");
    let part = part.split("\n## ").next().unwrap_or_default();
    part.lines().filter(|line| line.starts_with("| `")).map(str::to_owned).collect()
}

#[test]
fn the_guide_has_every_kind_as_the_table_has_it() {
    let rows = Kind::ALL.iter().map(|kind| format!("| `{kind}` | {} |", kind.description()));
    let rows: Vec<String> = rows.collect();
    assert_eq!(explained(), rows);
}

#[test]
fn every_kind_can_be_styled() {
    for kind in Kind::ALL {
        let theme = Theme::parse(&format!("{kind} {{ opacity: .5 }}"), "test.css");
        let theme = theme.unwrap_or_else(|error| panic!("{kind}: {error}"));
        assert_eq!(theme.style(&Element::of(*kind)).opacity, Some(0.5), "{kind}");
    }
}

#[test]
fn a_class_near_to_a_kind_is_asked_about() {
    let warnings = |class: &str| {
        let text = format!(
            "[extent]\nbounds = [23, 35, 29, 40]\n[[layers]]\nsource = \"lakes\"\nclass = \"{class}\"\n"
        );
        let figure = Figure::parse(&text, "test").expect("a valid figure file");
        let theme = Theme::bundled("atlas").expect("bundled");
        let drawn = periplus::draw(&figure, &Geodata::bundled(), &theme).expect("all is bundled");
        let hints = drawn.warnings.into_iter().filter_map(|it| it.hint);
        hints.filter(|hint| hint.contains("class = ")).collect::<Vec<_>>()
    };
    let hint = "did you mean `country`? if not, write class = \"lake contry\"";
    assert_eq!(warnings("contry"), [hint]);
    assert!(warnings("lake contry").is_empty());
    assert!(warnings("reservoir").is_empty());
}
