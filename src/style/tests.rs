use super::*;
use crate::kind::Kind;
use crate::units::Degrees;

/// The example of the product's description, word for word.
const EXAMPLE: &str = r#"
    :root { --sea: #dfe9ef; --land: #f4f0e6; --greece: #2f6db3; }
    sea { fill: var(--sea) }
    country { fill: var(--land); stroke: #8d8778; stroke-width: .2mm }
    boundary[kind="disputed"] { stroke-dasharray: 1.2mm .8mm }
    territorial-sea[state="GRC"] { fill: var(--greece); fill-opacity: .55 }
    territorial-sea[breadth="12"] { fill: hatch(45deg, .9mm, .25mm) }
    label.sea { font: italic 9pt "Gentium Book Plus"; letter-spacing: .15em; fill: #4a7396 }
"#;

fn theme(css: &str) -> Theme {
    Theme::parse(css, "test.css").expect("a valid theme")
}

fn element(kind: Kind) -> Element {
    Element::of(kind)
}

fn with(kind: Kind, attributes: &[(&str, &str)]) -> Element {
    let attributes = attributes.iter().map(|(k, v)| ((*k).into(), (*v).into())).collect();
    Element { attributes, ..element(kind) }
}

fn grey(value: u8) -> Option<Colour> {
    Some(Colour { red: value, green: value, blue: value })
}

/// An error as the command line shows it.
fn shown(css: &str) -> String {
    let error = Theme::parse(css, "my.css").expect_err(css);
    assert_eq!(error.kind, crate::error::ErrorKind::Input);
    let place = error.place.as_ref().map(ToString::to_string).unwrap_or_default();
    format!("{error}\n  at: {place}\nhint: {}", error.hint.clone().unwrap_or_default())
}

#[test]
fn the_example_of_the_product_reads() {
    let theme = theme(EXAMPLE);
    let greek = Colour { red: 0x2f, green: 0x6d, blue: 0xb3 };
    let six = theme.style(&with(Kind::TerritorialSea, &[("state", "GRC"), ("breadth", "6")]));
    assert_eq!((six.fill, six.fill_opacity, six.hatch), (Some(greek), Some(0.55), None));
    let twelve = theme.style(&with(Kind::TerritorialSea, &[("state", "GRC"), ("breadth", "12")]));
    let hatch = twelve.hatch.expect("a hatch");
    assert_eq!((twelve.fill, hatch.colour, hatch.angle), (None, greek, Degrees(45.0)));
    let sea = theme
        .style(&Element { classes: vec![Kind::Sea.name().to_owned()], ..element(Kind::Label) });
    assert_eq!((sea.font_family, sea.italic), (vec!["Periplus Serif".to_owned()], true));
    assert_eq!(theme.variable("--sea"), Some("#dfe9ef"));
}

#[test]
fn every_bundled_theme_reads() {
    for name in Theme::names() {
        Theme::bundled(name).expect(name);
        // at every width: who draws takes it as right
        assert_eq!(Theme::problems_of(name).len(), 0, "{name}");
    }
    assert!(
        Theme::bundled("atlass")
            .expect_err("no such theme")
            .hint
            .is_some_and(|h| h.contains("atlas"))
    );
}

#[test]
fn specificity_beats_order_and_importance_beats_both() {
    let theme = theme(
        "country[state='A'] { fill: #111 } country { fill: #222; stroke: #333 }
         * { stroke: #444 !important; opacity: .5 }",
    );
    let style = theme.style(&with(Kind::Country, &[("state", "A")]));
    assert_eq!((style.fill, style.stroke, style.opacity), (grey(0x11), grey(0x44), Some(0.5)));
    assert_eq!(theme.style(&element(Kind::Sea)).opacity, Some(0.5));
}

#[test]
fn what_lies_in_something_can_be_told_apart() {
    let theme =
        theme("label { fill: #111 } legend label { fill: #222 } legend > title { fill: #333 }");
    let inside =
        |kind: Kind| Element { within: Some(Box::new(element(Kind::Legend))), ..element(kind) };
    assert_eq!(theme.style(&element(Kind::Label)).fill, grey(0x11));
    assert_eq!(theme.style(&inside(Kind::Label)).fill, grey(0x22));
    assert_eq!(theme.style(&inside(Kind::Title)).fill, grey(0x33));
}

#[test]
fn a_narrow_sheet_has_its_own_rules_and_variables() {
    let theme = theme(
        ":root { --ink: #111 } title { fill: var(--ink); font-size: 13pt }
         @media (max-width: 120mm) { :root { --ink: #222 } title { font-size: 9.5pt } }",
    );
    let size =
        |theme: &Theme| theme.style(&element(Kind::Title)).font_size.map_or(0.0, |size| size.0);
    assert!((size(&theme) - 13.0).abs() < 1e-9);
    let narrow = theme.at_width(Millimetres(89.0));
    assert!((size(&narrow) - 9.5).abs() < 1e-9);
    assert_eq!(narrow.style(&element(Kind::Title)).fill, grey(0x22));
    assert_eq!(narrow.at_width(Millimetres(180.0)).style(&element(Kind::Title)).fill, grey(0x11));
}

#[test]
fn a_hatch_over_a_ground_keeps_both() {
    let theme =
        theme("sea { fill: #ccc hatch(-45deg, .9mm, .2mm, #222) } lake { fill: #ccc; fill: none }");
    let paint = theme.style(&element(Kind::Sea)).area_paint().expect("paint");
    assert_eq!((paint.ground, paint.hatch.map(|hatch| hatch.colour)), (grey(0xcc), grey(0x22)));
    assert_eq!(theme.style(&element(Kind::Lake)).area_paint(), None);
}

#[test]
fn comments_and_strings_hide_signs() {
    let theme = theme("/* } sea { */ country[name='a}b;{\"'] { fill: /* red; */ #111; }");
    assert_eq!(theme.style(&with(Kind::Country, &[("name", "a}b;{\"")])).fill, grey(0x11));
}

#[test]
fn an_unknown_property_names_the_nearest() {
    let expected = "`fil` is not a property\n  at: my.css:2:3\nhint: did you mean `fill`?";
    assert_eq!(shown("sea {\n  fil: red\n}"), expected);
}

#[test]
fn an_unknown_kind_names_the_nearest() {
    let expected =
        "`contry` is not a thing on the map\n  at: my.css:1:6\nhint: did you mean `country`?";
    assert_eq!(shown("sea, contry { fill: red }"), expected);
}

#[test]
fn an_unknown_variable_names_the_nearest() {
    let expected =
        "the variable `--see` is not set\n  at: my.css:2:13\nhint: did you mean `--sea`?";
    assert_eq!(shown(":root { --sea: #fff }\nsea { fill: var(--see) }"), expected);
}

#[test]
fn a_wrong_colour_is_shown_where_it_stands() {
    let expected = "`#12345` is not a colour\n  at: my.css:1:24\nhint: \
                    write #rrggbb, rgb(12, 34, 56) or a name like steelblue";
    assert_eq!(shown("/* ünïcödé */ sea{fill:#12345}"), expected);
}

#[test]
fn a_length_needs_its_unit() {
    let expected = "`.2` has no unit\n  at: my.css:1:22\nhint: write .2mm or .2pt";
    assert_eq!(shown("sea { stroke-width:  .2 }"), expected);
}

#[test]
fn an_open_block_is_shown_where_it_opens() {
    let expected = "this { is never closed\n  at: my.css:2:9\nhint: end the block with }";
    assert_eq!(shown("sea { fill: red }\ncountry { fill: red;"), expected);
}

#[test]
fn an_unknown_at_rule_is_refused() {
    let expected = "@charset is not known in a theme\n  at: my.css:1:1\n\
                    hint: write @media (max-width: 120mm) { … }";
    assert_eq!(shown("@charset \"utf-8\";"), expected);
}

#[test]
fn a_text_that_is_no_file_imports_bundled_themes_alone() {
    let dark = Theme::bundled("dark").expect("bundled");
    assert_eq!(theme("@import \"dark\";").variable("--sheet"), dark.variable("--sheet"));
    assert_eq!(theme("@import 'dark'; :root { --sheet: red }").variable("--sheet"), Some("red"));
    let expected = "`a.css` is beside no file: this theme is none\n  at: my.css:1:9\n\
                    hint: import a bundled theme: @import \"atlas\";";
    assert_eq!(shown("@import \"a.css\";"), expected);
}

#[test]
fn a_missing_semicolon_is_found() {
    let expected = "a second : in one declaration\n  at: my.css:2:8\nhint: put ; between";
    assert_eq!(shown("sea { fill: red\n stroke: blue }"), expected);
}

#[test]
fn nothing_wrong_is_passed_over() {
    for css in [
        "sea { fill }",
        "sea { fill: }",
        "sea fill: red }",
        "sea { fill: red } }",
        "sea { fill: red /* }",
        "sea { font-family: \"Periplus Sans }",
        "sea { fill: red; { } }",
        "sea { country { fill: red } }",
        "{ fill: red }",
        "sea,, lake { fill: red }",
        "sea, { fill: red }",
        "#sea { fill: red }",
        "sea:hover { fill: red }",
        "sea + lake { fill: red }",
        "sea > { fill: red }",
        "sea[state^='G'] { fill: red }",
        "sea[state { fill: red }",
        "sea[state=] { fill: red }",
        "sea / lake { fill: red }",
        "sea { --x: red }",
        ":root { fill: red }",
        ":root, sea { --x: red }",
        ":root { --a: var(--b); --b: var(--a) }",
        ":root { --a: var(--missing) }",
        "sea { fill: var(--missing }",
        "sea { fill: hatch(45deg, .9mm) }",
        "sea { fill: hatch(45deg, .01mm, .25mm) }",
        "sea { fill: hatch(45, .9mm, .25mm) }",
        "sea { fill: red blue }",
        "sea { fill-opacity: 1.5 }",
        "sea { stroke-dasharray: 0mm }",
        "sea { stroke-width: -1mm }",
        "sea { stroke-linecap: flat }",
        "label { font: 9pt }",
        "label { font: \"Gentium\" }",
        "label { font: 9pt Comic Sans }",
        "label { font-size: 0pt }",
        "label { font-weight: 1000 }",
        "label { halo: .5mm }",
        "label { letter-spacing: 1mm }",
        "label { fill: red !importnat }",
        "label { fill: red; stroke: url(#a) }",
        "@media (max-width: 120mm) { sea { fill: red }",
        "@media (max-width: wide) { sea { fill: red } }",
        "@media (height: 120mm) { sea { fill: red } }",
        "@media print { sea { fill: red } }",
        "@media (max-width: 120mm) { @media (min-width: 1mm) { sea { fill: red } } }",
        "@media (max-width: 50mm) { sea { fill: bluue } }",
        "@font-face { font-family: X }",
        "<!-- sea { fill: red } -->",
    ] {
        let problems = Theme::problems(css, "my.css");
        assert!(!problems.is_empty(), "{css}");
        assert!(
            problems.iter().all(|p| p.place.as_ref().is_some_and(|place| place.line == Some(1))),
            "{css}"
        );
    }
}

#[test]
fn every_problem_is_listed_once() {
    let problems = Theme::problems("sea, lake { fil: red; fill: bluue }\ncontry { }", "my.css");
    let messages: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        messages,
        [
            "`fil` is not a property",
            "`bluue` is not a colour",
            "`contry` is not a thing on the map"
        ]
    );
}

#[test]
fn the_guide_explains_every_property_and_no_other() {
    let guide = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/themes.md");
    let guide = std::fs::read_to_string(guide).expect("the guide can be read");
    let (_, section) = guide.split_once("## Properties").expect("it has a section of properties");
    let section = section.split("\n## ").next().expect("a section");
    let cells = section.lines().filter_map(|line| line.strip_prefix("| `")?.split('|').next());
    let explained =
        cells.flat_map(|cell| cell.split(',')).map(|name| name.trim_matches([' ', '`']));
    let mut explained: Vec<&str> = explained.collect();
    let mut known = property::NAMES.to_vec();
    explained.sort_unstable();
    known.sort_unstable();
    assert_eq!(explained, known);
}

#[test]
fn a_child_lies_directly_in_what_a_selector_names() {
    let theme = theme(
        "legend label { fill: #111 } legend > label { stroke: #222 }
         sheet legend > label { opacity: .5 } legend.wide > label[lang|='el'] { halo: none; width: 3mm }",
    );
    let legend = element(Kind::Legend).within(element(Kind::Sheet)).class("wide");
    let direct = theme.style(&with(Kind::Label, &[("lang", "el-GR")]).within(legend.clone()));
    assert_eq!((direct.fill, direct.stroke), (grey(0x11), grey(0x22)));
    assert_eq!((direct.opacity, direct.width), (Some(0.5), Some(Millimetres(3.0))));
    let deeper = theme.style(&element(Kind::Label).within(element(Kind::Swatch).within(legend)));
    assert_eq!((deeper.fill, deeper.stroke, deeper.opacity), (grey(0x11), None, None));
}
