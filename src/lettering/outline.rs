//! Letters as shapes: a placed text in, the outlines of its glyphs on the sheet out.
//! For files that must look the same where the bundled fonts are not at hand.

use super::fonts::face;
use super::shape::{Line, letters, shape_runs};
use crate::scene::{Anchor, Colour, Lay, Text};
use crate::space::OnSheet;
use crate::units::Degrees;
use geo::Coord;
use skrifa::GlyphId;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};

/// One step of an outline; positions in millimetres on the sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Segment {
    /// Begin a contour.
    Move(Coord),
    /// A straight line.
    Line(Coord),
    /// A quadratic curve: control point, end.
    Quad(Coord, Coord),
    /// A cubic curve: two control points, end.
    Cubic(Coord, Coord, Coord),
    /// Back to the beginning of the contour.
    Close,
}

/// The outlines of one run, to be filled by the non-zero rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    /// The colour of the run.
    pub colour: Colour,
    /// Its contours.
    pub segments: Vec<Segment>,
}

/// The outlines of `text` where it stands on the sheet, one a run.
pub fn outline(text: &Text) -> Vec<Outline> {
    match &text.lay {
        Lay::Straight { position, anchor, angle } => straight(text, position.0, *anchor, *angle),
        Lay::Curved { letters } => curved(text, letters),
    }
}

fn straight(text: &Text, position: Coord, anchor: Anchor, angle: Degrees) -> Vec<Outline> {
    let line = shape_runs(&text.runs);
    let back = anchor.back(line.width.0);
    let mut outlines = empty(text);
    draw(&line, Pose::at(position, angle, back), &mut outlines);
    outlines
}

/// Each character shaped alone, its left end at its place.
fn curved(text: &Text, places: &[(OnSheet<Coord>, Degrees)]) -> Vec<Outline> {
    let mut outlines = empty(text);
    let Some(run) = text.runs.first() else { return outlines };
    let widths = letters(run);
    let mut buffer = String::new();
    let mut start = None;
    let mut flush = |buffer: &mut String, start: &mut Option<(Coord, Degrees)>| {
        if let Some((position, angle)) = start.take() {
            let mut alone = run.clone();
            alone.content = std::mem::take(buffer);
            draw(&shape_runs(&[alone]), Pose::at(position, angle, 0.0), &mut outlines);
        }
    };
    for ((character, place), letter) in run.content.chars().zip(places).zip(&widths) {
        if letter.advance > 0.0 {
            flush(&mut buffer, &mut start);
            start = Some((place.0.0, place.1));
        }
        buffer.push(character);
    }
    flush(&mut buffer, &mut start);
    outlines
}

fn empty(text: &Text) -> Vec<Outline> {
    text.runs.iter().map(|run| Outline { colour: run.colour, segments: Vec::new() }).collect()
}

/// Where a line lies: a place, a turn, and how far along the line that place is.
#[derive(Clone, Copy)]
struct Pose {
    position: Coord,
    cos: f64,
    sin: f64,
    back: f64,
}

impl Pose {
    fn at(position: Coord, angle: Degrees, back: f64) -> Pose {
        let (sin, cos) = libm::sincos(angle.0.to_radians());
        Pose { position, cos, sin, back }
    }

    fn place(&self, x: f64, y: f64) -> Coord {
        let x = x - self.back;
        Coord {
            x: self.position.x + x * self.cos - y * self.sin,
            y: self.position.y + x * self.sin + y * self.cos,
        }
    }
}

fn draw(line: &Line, pose: Pose, outlines: &mut [Outline]) {
    for glyph in &line.glyphs {
        let Some(outline) = outlines.get_mut(glyph.run) else { continue };
        let ready = face(glyph.face);
        let mut tracer = Tracer {
            pose,
            x: glyph.x,
            y: glyph.y,
            scale: glyph.size.0 * ready.unit,
            segments: &mut outline.segments,
        };
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        if let Some(letter) = ready.outlines.get(GlyphId::from(glyph.id)) {
            // fails for a damaged font only; the bundled ones are tested
            let _ = letter.draw(settings, &mut tracer);
        }
    }
}

struct Tracer<'a> {
    pose: Pose,
    x: f64,
    y: f64,
    scale: f64,
    segments: &'a mut Vec<Segment>,
}

impl Tracer<'_> {
    fn at(&self, x: f32, y: f32) -> Coord {
        self.pose.place(self.x + f64::from(x) * self.scale, self.y - f64::from(y) * self.scale)
    }
}

impl OutlinePen for Tracer<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        let to = self.at(x, y);
        self.segments.push(Segment::Move(to));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let to = self.at(x, y);
        self.segments.push(Segment::Line(to));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (control, to) = (self.at(x1, y1), self.at(x, y));
        self.segments.push(Segment::Quad(control, to));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let (first, second, to) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.segments.push(Segment::Cubic(first, second, to));
    }

    fn close(&mut self) {
        self.segments.push(Segment::Close);
    }
}
