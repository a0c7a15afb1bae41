//! What is measured is what usvg draws, in the version that makes the PNG.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::scene::{Anchor, Colour, Font, Lay, Run, Text};
use crate::space::OnSheet;
use crate::units::{Degrees, Points};
use geo::Coord;
use resvg::usvg;

/// Half the step of a 1200 dpi printer is .01 mm; usvg works in `f32`.
const TOLERANCE: f64 = 0.05;

fn font(family: &str, weight: u16, size: f64, letter_spacing: f64) -> Font {
    Font { family: family.into(), weight, italic: false, size: Points(size), letter_spacing }
}

fn run(content: &str, font: Font) -> Run {
    Run { content: content.into(), font, colour: Colour { red: 0, green: 0, blue: 0 } }
}

/// The advance width and the ink of the same runs by usvg, text at (100, 100).
fn usvg_measures(runs: &[Run]) -> (f64, Ink) {
    let mut spans = String::new();
    for Stretch { run, x, .. } in stretches(runs) {
        let size = run.font.size.millimetres().0;
        spans.push_str(&format!(
            "<tspan x='{}' font-family='{}' font-weight='{}' font-style='{}' font-size='{size}' \
             letter-spacing='{}'>{}</tspan>",
            100.0 + x,
            run.font.family,
            run.font.weight,
            if run.font.italic { "italic" } else { "normal" },
            run.font.letter_spacing * size,
            run.content
        ));
    }
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='300' height='300'>\
         <text y='100'>{spans}</text></svg>"
    );
    let mut options = usvg::Options::default();
    for face in bundled() {
        options.fontdb_mut().load_font_data(face.bytes().to_vec());
    }
    let tree = usvg::Tree::from_str(&svg, &options).unwrap();
    let usvg::Node::Text(text) = &tree.root().children()[0] else { unreachable!("text") };
    let (box_, ink) = (text.bounding_box(), text.flattened().bounding_box());
    let ink = Ink {
        left: f64::from(ink.left()) - 100.0,
        top: f64::from(ink.top()) - 100.0,
        right: f64::from(ink.right()) - 100.0,
        bottom: f64::from(ink.bottom()) - 100.0,
    };
    (f64::from(box_.width()), ink)
}

fn assert_as_usvg(runs: &[Run]) {
    let ours = measure_runs(runs);
    let (width, ink) = usvg_measures(runs);
    let name: String = runs.iter().map(|run| run.content.as_str()).collect();
    let pairs = [
        ("width", ours.width.0, width),
        ("left", ours.ink.left, ink.left),
        ("top", ours.ink.top, ink.top),
        ("right", ours.ink.right, ink.right),
        ("bottom", ours.ink.bottom, ink.bottom),
    ];
    for (what, ours, theirs) in pairs {
        assert!((ours - theirs).abs() < TOLERANCE, "{name}, {what}: {ours} against {theirs}");
    }
}

#[test]
fn plain_names_measure_as_usvg_draws_them() {
    for name in ["Thessaloniki", "Çanakkale", "AVATÁR Ty", "Αλεξανδρούπολη", "Хасавюрт", "Đ"]
    {
        assert_as_usvg(&[run(name, font("Periplus Sans", 600, 7.6, 0.0))]);
        assert_as_usvg(&[run(name, font("Periplus Sans", 400, 6.0, 0.03))]);
    }
}

#[test]
fn spaced_names_measure_without_the_trailing_space() {
    assert_as_usvg(&[run("Sea of Crete", font("Periplus Serif", 400, 17.0, 0.5))]);
    assert_as_usvg(&[run("TÜRKİYE", font("Periplus Sans", 600, 10.5, 0.32))]);
}

#[test]
fn other_scripts_measure_as_usvg_draws_them() {
    for name in ["თბილისი", "Երևան", "ירושלים", "دریای خزر", "Khoy خوی", "Shushi / Շուշի"]
    {
        assert_as_usvg(&[run(name, font("Periplus Sans", 400, 6.0, 0.0))]);
        assert_as_usvg(&[run(name, font("Periplus Sans", 600, 9.0, 0.1))]);
    }
}

#[test]
fn a_line_of_two_runs_measures_as_usvg_draws_it() {
    assert_as_usvg(&[
        run("Agdam ", font("Periplus Sans", 500, 6.3, 0.0)),
        run("Ağdam", font("Periplus Sans", 400, 5.7, 0.0)),
    ]);
}

#[test]
fn arabic_letters_are_joined_and_run_right_to_left() {
    let arabic = font("Periplus Arabic", 400, 10.0, 0.2);
    let word = shape("خوی", &arabic);
    let alone = shape("خ", &arabic);
    let first = word.glyphs.iter().find(|glyph| glyph.cluster == 0).unwrap();
    assert_ne!(first.id, alone.glyphs[0].id, "initial and isolated form are one glyph");
    assert!(first.x > word.glyphs[0].x, "the first letter does not stand on the right");
    let unspaced = shape("خوی", &font("Periplus Arabic", 400, 10.0, 0.0));
    assert_eq!(word.width, unspaced.width);
}

#[test]
fn brackets_between_letters_read_from_the_right_open_to_the_left() {
    let sans = font("Periplus Sans", 400, 10.0, 0.0);
    let seen = |text: &str| {
        let stretches = stretches(&[run(text, sans.clone())]);
        let content = |stretch: &Stretch| match stretch.right_to_left {
            true => stretch.run.content.chars().rev().collect::<String>(),
            false => stretch.run.content.clone(),
        };
        stretches.iter().map(content).collect::<Vec<_>>().concat().replace(' ', "")
    };
    // as UAX 9 orders them from left to right, L4 applied
    assert_eq!(seen("אב (גד)"), "(דג)בא");
    assert_eq!(seen("אב, 2020 [ג]"), "[ג]2020,בא");
    assert_eq!(seen("«אב»"), "«בא»");
    assert_eq!(seen("A (אב) C"), "A(בא)C");
    assert_eq!(seen("Haifa (12 nm)"), "Haifa(12nm)");
}

#[test]
fn letters_of_a_curve_stand_where_the_shaped_line_has_them() {
    let serif = run("Aegean Sea", font("Periplus Serif", 400, 17.0, 0.5));
    let letters = letters(&serif);
    let last = letters.last().unwrap();
    assert_eq!(letters.len(), 10);
    assert!((last.x + last.advance - measure_runs(&[serif]).width.0).abs() < 1e-9);
}

#[test]
fn an_outline_covers_the_measured_ink() {
    let sans = font("Periplus Sans", 400, 10.0, 0.0);
    let text = Text {
        id: None,
        runs: vec![run("Ägäis", sans.clone())],
        lay: Lay::Straight {
            position: OnSheet(Coord { x: 50.0, y: 20.0 }),
            anchor: Anchor::End,
            angle: Degrees(0.0),
        },
        halo: None,
        rims: Vec::new(),
        language: None,
    };
    let extent = measure("Ägäis", &sans);
    let mut top = f64::MAX;
    let mut right = f64::MIN;
    for segment in outline(&text).iter().flat_map(|outline| &outline.segments) {
        if let Segment::Move(to) | Segment::Line(to) | Segment::Quad(_, to) = segment {
            top = top.min(to.y);
            right = right.max(to.x);
        }
    }
    assert!((top - 20.0 - extent.ink.top).abs() < TOLERANCE, "{top} {}", extent.ink.top);
    assert!((right - 50.0 + extent.width.0 - extent.ink.right).abs() < TOLERANCE);
}

#[test]
fn the_space_between_words_of_two_directions_is_kept() {
    let sans = font("Periplus Sans", 400, 10.0, 0.0);
    let em = sans.size.millimetres().0;
    for word in ["יוון", "اليونان"] {
        let stretches = stretches(&[run(&format!("{word} 44.6"), sans.clone())]);
        // the word, and so the number, is read from the right: it stands at the left of the word
        let at = |content: &str| stretches.iter().find(|it| it.run.content == content).unwrap();
        let gap = at(word).x - at("44.6").x - at("44.6").width;
        assert!((0.15 * em..0.4 * em).contains(&gap), "{word}: {gap} mm");
    }
}
