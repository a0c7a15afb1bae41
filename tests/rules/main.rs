//! Rules that every bundled figure keeps, on a double column and on a single one: names stand clear of
//! each other and on the sheet, type and lines can be printed, colours can be told apart, the SVG is
//! sound, and the places that a figure speaks of are named.
//! Limits after the art direction (tints, type, lines) and WCAG 2.2 §1.4.3 (contrast).

#![expect(clippy::disallowed_methods, reason = "an oracle of its own, held within a tolerance")]

mod anywhere;
mod belts;
mod by_hand;
mod callouts;
mod colours;
mod described;
mod descriptions;
mod dots;
mod entities;
mod gallery;
mod insets;
mod lines;
mod names;
mod panels;
mod several_maps;
mod sheet;
mod values;
mod waters;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use periplus::figure::{Figure, Length};
use periplus::geodata::Geodata;
use periplus::output::{Lettering, svg, web_fonts};
use periplus::scene::{Item, Path, Scene, Text};
use periplus::style::Theme;
use roxmltree::Document;

/// A double and a single column, in millimetres, with the least size of type on it, in points.
const WIDTHS: [(f64, f64); 2] = [(180.0, 6.0), (89.0, 5.5)];
/// Line widths that print neither broken nor as a bar, in millimetres.
const LINE_WIDTHS: std::ops::RangeInclusive<f64> = 0.07..=1.2;
/// A stroke fainter than this is a wash, the rim of colour inside a border, and no line.
const WASH: f64 = 0.25;
/// Points go through millimetres and back: the last digits of 6 pt are lost.
const POINT_ROUNDING: f64 = 1e-9;

struct Sheet {
    name: String,
    least_type: f64,
    scene: Scene,
    svg: String,
}

impl Sheet {
    fn is_double(&self) -> bool {
        self.scene.width.0 == WIDTHS[0].0
    }
}

/// The bundled figures in both widths, drawn once.
fn sheets() -> &'static [Sheet] {
    static SHEETS: OnceLock<Vec<Sheet>> = OnceLock::new();
    SHEETS.get_or_init(|| {
        let geodata = Geodata::bundled();
        let each = Figure::names().flat_map(|name| WIDTHS.map(|width| (name, width)));
        each.map(|(name, (width, least_type))| {
            let mut figure = Figure::bundled(name).expect("a bundled figure is well formed");
            figure.sheet.width = Length::Millimetres(width);
            let theme = Theme::bundled(&figure.sheet.theme).expect("its theme is bundled");
            let scene = periplus::draw(&figure, &geodata, &theme).expect("it can be drawn").scene;
            let svg = svg::write(&scene, Lettering::Text);
            Sheet { name: format!("{name} at {width} mm"), least_type, scene, svg }
        })
        .collect()
    })
}

/// Holds every sheet against a rule that lists what breaks it.
fn hold(rule: impl Fn(&Sheet) -> Vec<String>) {
    let broken: Vec<String> = sheets()
        .iter()
        .flat_map(|sheet| {
            rule(sheet).into_iter().map(move |what| format!("{}: {what}", sheet.name))
        })
        .collect();
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

fn texts(items: &[Item]) -> Vec<&Text> {
    let each = items.iter().flat_map(|item| match item {
        Item::Group(group) => texts(&group.items),
        Item::Text(text) => vec![text],
        Item::Path(_) | Item::Image(_) => Vec::new(),
    });
    each.collect()
}

fn paths(items: &[Item]) -> Vec<&Path> {
    let each = items.iter().flat_map(|item| match item {
        Item::Group(group) => paths(&group.items),
        Item::Path(path) => vec![path],
        Item::Text(_) | Item::Image(_) => Vec::new(),
    });
    each.collect()
}

#[test]
fn type_is_large_enough_to_read_in_print() {
    hold(|sheet| {
        let runs = texts(&sheet.scene.items).into_iter().flat_map(|text| &text.runs);
        let small = runs.filter(|run| run.font.size.0 < sheet.least_type - POINT_ROUNDING);
        small.map(|run| format!("`{}` in {} pt", run.content, run.font.size.0)).collect()
    });
}

#[test]
fn lines_are_neither_too_fine_nor_too_broad_for_print() {
    hold(|sheet| {
        let widths = paths(&sheet.scene.items).into_iter().flat_map(|path| {
            let stroke = path.stroke.as_ref().filter(|stroke| stroke.opacity > WASH);
            let stroke = stroke.map(|stroke| stroke.width.0);
            let hatch = path.fill.as_ref().and_then(|fill| fill.hatch).map(|hatch| hatch.width.0);
            stroke.into_iter().chain(hatch)
        });
        let wrong = widths.filter(|width| !LINE_WIDTHS.contains(width));
        let wrong: BTreeSet<String> = wrong.map(|width| format!("a line of {width} mm")).collect();
        wrong.into_iter().collect()
    });
}

#[test]
fn the_svg_with_its_fonts_is_under_a_megabyte() {
    /// What the statement of provenance may take, which is not in these.
    const PROVENANCE: usize = 12_000;
    hold(|sheet| {
        let file = web_fonts::embedded(&sheet.svg, &sheet.scene, Lettering::Text);
        let length = file.expect("the fonts are sound").len() + PROVENANCE;
        (length >= 1_000_000).then(|| format!("{length} bytes")).into_iter().collect()
    });
}

#[test]
fn the_svg_is_an_image_with_a_title() {
    hold(|sheet| {
        let document = Document::parse(&sheet.svg).expect("the SVG is well-formed XML");
        let is_image = document.root_element().attribute("role") == Some("img");
        let no_role = (!is_image).then(|| "role=\"img\" is missing".to_owned());
        no_role.into_iter().chain(unsaid(&document, "title")).collect()
    });
}

#[test]
fn the_svg_says_in_words_what_it_shows() {
    hold(|sheet| {
        let document = Document::parse(&sheet.svg).expect("the SVG is well-formed XML");
        unsaid(&document, "desc").into_iter().collect()
    });
}

/// A complaint if the document has no such element of its own, or an empty one.
fn unsaid(document: &Document, name: &str) -> Option<String> {
    let mut children = document.root_element().children();
    let said = children.find(|child| child.tag_name().name() == name).and_then(|it| it.text());
    said.is_none_or(|text| text.trim().is_empty()).then(|| format!("<{name}> is missing or empty"))
}

#[test]
fn ids_in_the_svg_are_unique_and_what_is_referred_to_is_there() {
    hold(|sheet| {
        let document = Document::parse(&sheet.svg).expect("the SVG is well-formed XML");
        let mut ids = BTreeSet::new();
        let mut wrong = Vec::new();
        for id in document.descendants().filter_map(|node| node.attribute("id")) {
            if !ids.insert(id) {
                wrong.push(format!("id `{id}` twice"));
            }
        }
        for attribute in document.descendants().flat_map(|node| node.attributes()) {
            let value = attribute.value();
            let targets: Vec<&str> = match attribute.name() {
                "aria-labelledby" | "aria-describedby" => value.split_whitespace().collect(),
                "href" => value.strip_prefix('#').into_iter().collect(),
                _ => {
                    let url = value.strip_prefix("url(#");
                    url.and_then(|rest| rest.strip_suffix(')')).into_iter().collect()
                }
            };
            let lost = targets.into_iter().filter(|target| !ids.contains(target));
            wrong.extend(lost.map(|target| format!("`{target}` is referred to and not there")));
        }
        wrong
    });
}
