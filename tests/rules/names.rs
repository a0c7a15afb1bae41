//! Names: none over another, none off the sheet, none missing that the figure speaks of.

use std::collections::{BTreeMap, BTreeSet};

use geo::Coord;
use periplus::figure::Figure;
use periplus::geodata::Geodata;
use periplus::lettering::{Ink, Segment, letters, measure_runs, outline};
use periplus::scene::{Anchor, Lay, Run, Scene, Text};
use periplus::style::Theme;
use periplus::units::Degrees;

use super::{Sheet, hold, sheets, texts};

/// Names may meet by this much, in millimetres: a tenth of a hair line is rounding.
const ROUNDING: f64 = 0.01;

fn sheet(name: &str) -> &'static Sheet {
    sheets().iter().find(|sheet| sheet.name == name).expect("the figure is bundled")
}

pub(super) fn words(text: &Text) -> String {
    text.runs.iter().map(|run| run.content.as_str()).collect()
}

/// The lines of a sheet's lettering by what they say together: the lines of a label are one name,
/// any other line is a name of its own.
fn names(scene: &Scene) -> Vec<(String, Vec<&Text>)> {
    let all = texts(&scene.items);
    let ids: BTreeSet<&str> = all.iter().filter_map(|text| text.id.as_deref()).collect();
    let whole = |id: &str| match id.rsplit_once('-') {
        Some((whole, line)) if line.parse::<u8>().is_ok() && ids.contains(whole) => {
            whole.to_owned()
        }
        _ => id.to_owned(),
    };
    let mut labels: BTreeMap<String, Vec<&Text>> = BTreeMap::new();
    for (number, text) in all.iter().enumerate() {
        let name = text.id.as_deref().map_or_else(|| format!("~{number}"), whole);
        labels.entry(name).or_default().push(text);
    }
    labels.into_iter().collect()
}

fn is_label(name: &str) -> bool {
    name.starts_with("label-")
}

pub(super) type Corners = [Coord; 4];

/// The boxes that the letters of a text cover: one, or one a letter along a curve.
pub(super) fn boxes(text: &Text) -> Vec<Corners> {
    match &text.lay {
        Lay::Straight { position, anchor, angle } => {
            let extent = measure_runs(&text.runs);
            let before = match anchor {
                Anchor::Start => 0.0,
                Anchor::Middle => extent.width.0 / 2.0,
                Anchor::End => extent.width.0,
            };
            vec![turned(extent.ink, before, position.0, *angle)]
        }
        Lay::Curved { letters: feet } => {
            let run = &text.runs[0];
            let each = run.content.chars().zip(feet).zip(letters(run));
            each.filter(|((character, _), _)| !character.is_whitespace())
                .map(|((character, (at, angle)), _)| {
                    let one = Run { content: character.to_string(), ..run.clone() };
                    turned(measure_runs(&[one]).ink, 0.0, at.0, *angle)
                })
                .collect()
        }
    }
}

/// A box of ink about its place on the baseline, turned clockwise.
fn turned(ink: Ink, before: f64, at: Coord, Degrees(angle): Degrees) -> Corners {
    let (sin, cos) = angle.to_radians().sin_cos();
    let corner = |x: f64, y: f64| {
        let x = x - before;
        Coord { x: at.x + x * cos - y * sin, y: at.y + x * sin + y * cos }
    };
    [
        corner(ink.left, ink.top),
        corner(ink.right, ink.top),
        corner(ink.right, ink.bottom),
        corner(ink.left, ink.bottom),
    ]
}

/// How far two boxes reach into each other; the separating axes of two rectangles are their sides.
fn depth(a: &Corners, b: &Corners) -> f64 {
    let mut least = f64::INFINITY;
    for (corners, side) in [(a, 0), (a, 1), (b, 0), (b, 1)] {
        let edge = corners[side + 1] - corners[side];
        let length = edge.x.hypot(edge.y);
        if length == 0.0 {
            return 0.0;
        }
        let reach = |corners: &Corners| {
            let along = corners.map(|corner| (corner.x * edge.x + corner.y * edge.y) / length);
            let low = along.into_iter().fold(f64::INFINITY, f64::min);
            (low, along.into_iter().fold(f64::NEG_INFINITY, f64::max))
        };
        let ((low_a, high_a), (low_b, high_b)) = (reach(a), reach(b));
        least = least.min(high_a.min(high_b) - low_a.max(low_b));
    }
    least
}

/// Pairs of names that overlap, of those that `counts` holds for.
pub(super) fn overlaps(sheet: &Sheet, counts: impl Fn(&str, &str) -> bool) -> Vec<String> {
    let placed: Vec<(String, String, Vec<Corners>)> = names(&sheet.scene)
        .into_iter()
        .map(|(id, lines)| {
            let said = lines.iter().map(|line| words(line)).collect::<Vec<_>>().join(" ");
            (id, said, lines.iter().flat_map(|line| boxes(line)).collect())
        })
        .collect();
    let mut found = Vec::new();
    for (index, (id, said, own)) in placed.iter().enumerate() {
        for (other_id, other, theirs) in &placed[index + 1..] {
            let pairs = own.iter().flat_map(|a| theirs.iter().map(move |b| depth(a, b)));
            let deepest = pairs.fold(0.0, f64::max);
            if deepest > ROUNDING && counts(id, other_id) {
                found.push(format!("`{said}` and `{other}` overlap by {deepest:.2} mm"));
            }
        }
    }
    found
}

/// What the labels of a sheet say, with the boxes of their letters.
pub(super) fn boxes_of_labels(sheet: &Sheet) -> Vec<(String, Vec<Corners>)> {
    let labels = names(&sheet.scene).into_iter().filter(|(id, _)| is_label(id));
    let each = labels.map(|(_, lines)| {
        let said = lines.iter().map(|line| words(line)).collect::<Vec<_>>().join(" ");
        (said, lines.iter().flat_map(|line| boxes(line)).collect())
    });
    each.collect()
}

#[test]
fn no_name_on_the_map_stands_over_another() {
    hold(|sheet| overlaps(sheet, |a, b| is_label(a) && is_label(b)));
}

#[test]
fn no_name_on_the_map_stands_over_the_words_of_the_furniture() {
    hold(|sheet| overlaps(sheet, |a, b| is_label(a) != is_label(b)));
}

#[test]
fn no_words_of_the_furniture_stand_over_others_on_a_double_column() {
    hold(|sheet| if sheet.is_double() { furniture_overlaps(sheet) } else { Vec::new() });
}

#[test]
fn no_words_of_the_furniture_stand_over_others_on_a_single_column() {
    hold(|sheet| if sheet.is_double() { Vec::new() } else { furniture_overlaps(sheet) });
}

fn furniture_overlaps(sheet: &Sheet) -> Vec<String> {
    overlaps(sheet, |a, b| !is_label(a) && !is_label(b))
}

#[test]
fn every_letter_stands_on_the_sheet() {
    hold(off_the_sheet);
}

/// The words of which a letter leaves the sheet.
pub(super) fn off_the_sheet(sheet: &Sheet) -> Vec<String> {
    let (width, height) = (sheet.scene.width.0, sheet.scene.height.0);
    let outside =
        |point: &Coord| !(0.0..=width).contains(&point.x) || !(0.0..=height).contains(&point.y);
    let leaves = |text: &&Text| {
        let segments = outline(text).into_iter().flat_map(|outline| outline.segments);
        segments.flat_map(points).any(|point| outside(&point))
    };
    texts(&sheet.scene.items).into_iter().filter(leaves).map(words).collect()
}

fn points(segment: Segment) -> Vec<Coord> {
    match segment {
        Segment::Move(to) | Segment::Line(to) => vec![to],
        Segment::Quad(control, to) => vec![control, to],
        Segment::Cubic(first, second, to) => vec![first, second, to],
        Segment::Close => Vec::new(),
    }
}

/// Letters alone, small: capitals, hyphens and line breaks are the theme's.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Those of `wanted` that no label of the sheet says.
fn unnamed(sheet: &Sheet, wanted: &[&'static str]) -> Vec<&'static str> {
    let labels = names(&sheet.scene).into_iter().filter(|(id, _)| is_label(id));
    let said: Vec<String> = labels
        .map(|(_, lines)| plain(&lines.iter().map(|line| words(line)).collect::<String>()))
        .collect();
    let is_missing = |name: &&&str| !said.iter().any(|said| said.contains(&plain(name)));
    wanted.iter().filter(is_missing).copied().collect()
}

#[test]
fn the_aegean_figure_names_kastellorizo_and_both_names_of_imia() {
    let sheet = sheet("aegean at 180 mm");
    assert_eq!(unnamed(sheet, &["Kastellorizo", "Imia / Kardak"]), [""; 0]);
}

#[test]
fn the_caucasus_figure_names_republics_territories_and_the_caspian_sea() {
    let wanted = [
        "Dagestan",
        "Chechnya",
        "Ingushetia",
        "Nagorno-Karabakh",
        "Abkhazia",
        "South Ossetia",
        "Caspian Sea",
    ];
    assert_eq!(unnamed(sheet("caucasus at 180 mm"), &wanted), [""; 0]);
}

/// Parts of the earth whose names are in many languages, a language that is not in Latin letters each.
const ELSEWHERE: [(&str, &str); 4] = [
    ("ru", "-90, 8, -58, 28"),
    ("el", "95, -8, 120, 8"),
    ("ar", "-12, 35, 8, 60"),
    ("hy", "38, 36, 52, 46"),
];

#[test]
fn names_that_stand_in_english_for_want_of_others_are_counted() {
    let is_latin =
        |text: &str| text.chars().any(|c| c.is_ascii_alphabetic() || ('À'..='ɏ').contains(&c));
    for (language, bounds) in ELSEWHERE {
        let text = format!(
            "as_of = \"2026-01-01\"\ntitle = \"A\"\nlanguage = \"{language}\"\nworldview = \"un\"\n\
             extent = {{ bounds = [{bounds}] }}\n\
             [[layers]]\nsource = \"countries\"\n[[layers]]\nsource = \"places\"\n[[layers]]\nsource = \"seas\"\n"
        );
        let figure = Figure::parse(&text, "elsewhere.toml").expect("a figure");
        let theme = Theme::bundled("atlas").expect("bundled");
        let drawn = periplus::draw(&figure, &Geodata::bundled(), &theme).expect("it can be drawn");
        let in_english = drawn.record.labels.iter().filter(|label| is_latin(&label.text)).count();
        let told = drawn.warnings.iter().find_map(|warning| {
            let (count, _) = warning.message.split_once(" in English: the data have none in")?;
            count.split(' ').next()?.parse::<usize>().ok()
        });
        assert_eq!(told.unwrap_or(0), in_english, "{language}: {:?}", drawn.warnings);
    }
}
