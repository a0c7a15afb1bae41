//! Scripts: every bundled name can be set in bundled fonts, names are found in the languages that are
//! offered, and what no font holds is said.

use std::collections::BTreeSet;

use periplus::draw;
use periplus::figure::{Figure, LANGUAGES, Length, Names};
use periplus::geodata::{Geodata, Value};
use periplus::lettering::{bundled, missing};
use periplus::scene::{Colour, Font, Item, Run};
use periplus::style::Theme;
use periplus::units::Points;

fn run(content: &str, family: &str) -> Run {
    let font = Font {
        family: family.into(),
        weight: 400,
        italic: false,
        size: Points(6.0),
        letter_spacing: 0.0,
    };
    Run { content: content.into(), font, colour: Colour { red: 0, green: 0, blue: 0 } }
}

/// Every name in the region's own layers with its attribute. Those of the earth, first-level units among them, have letters
/// that no bundled font has: they fall back to English, with a warning.
fn names() -> BTreeSet<(String, String)> {
    let geodata = Geodata::bundled();
    let mut names = BTreeSet::new();
    for layer in geodata.names().filter(|layer| *layer != "admin1") {
        for feature in geodata.layer(layer).expect("bundled") {
            for (key, value) in &feature.attributes {
                if let (true, Value::Text(name)) = (key.starts_with("name"), value) {
                    names.insert((key.clone(), name.clone()));
                }
            }
        }
    }
    names
}

#[test]
fn every_bundled_name_is_held_by_the_bundled_fonts() {
    let names = names();
    assert!(names.len() > 5000, "{} names", names.len());
    let families: BTreeSet<&str> = bundled().iter().map(|face| face.family).collect();
    let mut lacking = BTreeSet::new();
    // Chinese ones fall back to English, with a warning, as do those of the earth
    for (key, name) in names.iter().filter(|(key, _)| key != "name_zh") {
        // names stand in the sans or, of waters, in the serif; the rest is fallback
        for family in
            families.iter().filter(|family| family.ends_with('s') || family.ends_with('f'))
        {
            let warnings = missing(&[run(name, family)]);
            lacking.extend(warnings.into_iter().map(|it| format!("{key}: {}", it.message)));
        }
    }
    assert!(lacking.is_empty(), "{lacking:#?}");
}

#[test]
fn the_languages_offered_are_those_of_the_data() {
    let mut found: BTreeSet<String> = BTreeSet::from(["en".to_owned()]);
    for (key, _) in names() {
        let tag = key.strip_prefix("name_").filter(|tag| tag.len() == 2);
        found.extend(tag.map(str::to_owned));
    }
    assert_eq!(found, LANGUAGES.iter().map(|tag| (*tag).to_owned()).collect());
}

const TOWN: &str = "\
title = \"TITLE\"
worldview = \"un\"
[extent]
bounds = [43.0, 39.0, 47.0, 43.0]
[[layers]]
source = \"countries\"
[[layers]]
source = \"places\"
states = [\"GEO\", \"ARM\"]
[labels]
names = \"NAMES\"
";

fn drawn(title: &str, names: &str) -> periplus::Drawn {
    let text = TOWN.replace("TITLE", title).replace("NAMES", names);
    let figure = Figure::parse(&text, "figure").expect("well formed");
    let theme = Theme::bundled("atlas").expect("bundled");
    draw(&figure, &Geodata::bundled(), &theme).expect("it draws")
}

#[test]
fn a_character_that_no_font_holds_is_named() {
    let warnings = drawn("北 and Tbilisi", "en").warnings;
    let said =
        warnings.iter().any(|it| it.message.contains("U+5317") && it.message.contains("北 and"));
    assert!(said, "{warnings:#?}");
}

#[test]
fn the_same_map_is_named_in_the_language_asked_for() {
    let said = |names: &str, name: &str| {
        drawn("", names).record.labels.iter().any(|label| label.text == name)
    };
    assert!(said("en", "Tbilisi") && said("ka", "თბილისი") && said("ru", "Тбилиси"));
    assert!(said("local", "თბილისი") && said("local", "Երևան"));
    assert!(said("both", "Tbilisi თბილისი") && said("both", "Yerevan Երևան"));
}

#[test]
fn what_the_program_writes_stands_in_the_figure_s_language() {
    let drawn = |language: &str| {
        let text = format!(
            "title = 'a'\nlanguage = '{language}'\nas_of = 2020-10-17\nworldview = 'un'\n\
             [extent]\nbounds = [25.8, 35.8, 28.4, 37.6]\n[zones]\nstates = ['GRC', 'TUR']\n\
             breadths = [6, 12.5]\n"
        );
        let figure = Figure::parse(&text, "a.toml").expect("a figure");
        let theme = Theme::bundled("atlas").expect("bundled");
        draw(&figure, &Geodata::bundled(), &theme).expect("a map")
    };
    let words = |language: &str| {
        let drawn = drawn(language);
        let runs = runs(&drawn.scene.items);
        let all: Vec<&str> = runs.iter().map(|run| run.content.as_str()).collect();
        (all.join(" "), drawn.record.description, drawn.warnings)
    };
    for (language, expected, described) in [
        (
            "tr",
            [
                "Sular",
                "6 deniz miline kadar",
                "6–12,5 deniz mili",
                "Yunanistan",
                "17\u{a0}Ekim\u{a0}2020",
                "27° D",
            ],
            "Türkiye",
        ),
        (
            "el",
            ["Ύδατα", "έως 6 ν.μ.", "6–12,5 ν.μ.", "Ελλάδα", "Οκτωβρίου", "27° Α"],
            "ναυτικά μίλια",
        ),
        (
            "ru",
            ["Воды", "до 6 м. миль", "Греция", "Границы", "октября", "27° в. д."],
            "морских миль",
        ),
        (
            "de",
            ["Gewässer", "bis 6 sm", "Griechenland", "Grenzen", "Oktober", "27° O"],
            "Seemeilen",
        ),
        ("fr", ["Eaux", "jusqu’à 6 M", "Grèce", "Frontières", "octobre", "27° E"], "milles marins"),
        ("ar", ["المياه", "حتى 6", "اليونان", "الحدود", "أكتوبر", "ق"], "بحري"),
    ] {
        let (all, description, warnings) = words(language);
        for words in expected {
            assert!(all.contains(words), "{language}: `{words}` in {all}");
        }
        for english in ["Waters", "Boundaries", "Greece", "computed", "Lambert azimuthal"] {
            assert!(!all.contains(english), "{language}: `{english}`");
        }
        assert!(description.contains(described), "{language}: {description}");
        assert!(warnings.iter().all(|it| !it.message.contains("legend and foot")), "{warnings:?}");
    }
    // of what nobody has translated the English words stand, and it is said
    let (all, _, warnings) = words("ka");
    assert!(
        all.contains("Waters") && warnings.iter().any(|it| it.message.contains("legend and foot"))
    );
}

#[test]
fn local_names_are_no_smaller_than_print_allows() {
    for (width, least) in [(180.0, 6.0), (89.0, 5.5)] {
        let mut figure = Figure::bundled("caucasus").expect("bundled");
        figure.labels.names = Some(Names::Both);
        figure.sheet.width = Length::Millimetres(width);
        let theme = Theme::bundled("atlas").expect("bundled");
        let scene = periplus::draw(&figure, &Geodata::bundled(), &theme).expect("drawn").scene;
        let runs = runs(&scene.items);
        assert!(runs.len() > 50, "{width} mm: {} runs", runs.len());
        let small: Vec<&Run> =
            runs.into_iter().filter(|run| run.font.size.0 < least - 1e-6).collect();
        assert!(small.is_empty(), "{width} mm: {small:?}");
    }
}

fn runs(items: &[Item]) -> Vec<&Run> {
    let mut found = Vec::new();
    for item in items {
        match item {
            Item::Group(group) => found.extend(runs(&group.items)),
            Item::Text(text) => found.extend(&text.runs),
            _ => {}
        }
    }
    found
}
