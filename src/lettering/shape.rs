//! Shaping and measuring: text and font in, placed glyphs and measures in millimetres out.
//! The rules of usvg's layout are followed: base direction left to right, letter spacing after each
//! cluster but the last, never within Arabic.

use super::fonts::{face, nearest_face, resolve};
use super::from_right::{has_right_to_left_letters, held_from_the_right, mirrored};
use crate::scene::{Colour, Font, Run};
use crate::units::Millimetres;
use harfrust::{Direction, ShapeOptions, UnicodeBuffer};
use std::ops::Range;
use unicode_bidi::{BidiInfo, Level};

/// A glyph in its place on a line; x grows to the right from the line's left end, y down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// Its number in the face.
    pub id: u16,
    /// The face, as an index of [`super::bundled`].
    pub face: usize,
    /// The size of an em.
    pub size: Millimetres,
    /// Left end on the baseline.
    pub x: f64,
    /// Displacement from the baseline, down.
    pub y: f64,
    /// How far the pen moves on, in millimetres, without letter spacing.
    pub advance: f64,
    /// The first byte that it stands for, in the contents of all runs joined.
    pub cluster: usize,
    /// The run that it belongs to.
    pub run: usize,
}

/// A shaped line, glyphs from left to right.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// Its glyphs.
    pub glyphs: Vec<Glyph>,
    /// From the first glyph's left end to the last one's right end, trailing letter space left off.
    pub width: Millimetres,
}

/// Measures of a line, from its left end on the baseline.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Extent {
    /// Advance width without trailing letter space.
    pub width: Millimetres,
    /// Top of the line by the font's own metrics, above the baseline.
    pub ascent: Millimetres,
    /// Bottom of the line by the font's own metrics, below the baseline.
    pub descent: Millimetres,
    /// Height of capitals of the first run.
    pub cap_height: Millimetres,
    /// Height of small letters of the first run.
    pub x_height: Millimetres,
    /// What the letters cover.
    pub ink: Ink,
}

/// The box that the letters of a line cover, in millimetres from the line's left end on the
/// baseline, y down: `top` is negative.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Ink {
    /// Left edge.
    pub left: f64,
    /// Top edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Bottom edge.
    pub bottom: f64,
}

/// A character's place on a line, for lettering along a curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Letter {
    /// Left end on the baseline, in millimetres.
    pub x: f64,
    /// Width in millimetres; 0 for a mark that sits on the letter before it.
    pub advance: f64,
}

/// A stretch of a line in one face and one direction, with its left end.
#[derive(Clone, Debug)]
pub struct Stretch {
    /// Its characters, in the order in which they are read (without letters: in that in which they are seen), and a font that is
    /// bundled exactly so.
    pub run: Run,
    /// Its left end on the line, in millimetres.
    pub x: f64,
    /// Its width in millimetres, trailing spaces included.
    pub width: f64,
    /// Whether it is read from right to left.
    pub right_to_left: bool,
}

/// A line cut into stretches that any SVG reader sets alike, from left to right.
///
/// Stretches are to be written as texts of their own: usvg merges the faces of one text glyph
/// by glyph, and loses letters (or panics) where a face joins two of them, as Armenian ու.
pub fn stretches(runs: &[Run]) -> Vec<Stretch> {
    let shaper = Shaper::of(runs, true);
    let mut pen = Pen::default();
    shaper.run(&mut pen);
    let mut stretches = Vec::new();
    for (index, bytes, left, right, direction) in pen.stretches {
        let face_run = &shaper.face_runs[index];
        let written = &shaper.text[bytes];
        let is_from_right = direction == Direction::RightToLeft;
        // what has no letters does not say by itself that it is read from the right
        let right_to_left = is_from_right && has_right_to_left_letters(written);
        let content =
            if is_from_right == right_to_left { written.into() } else { mirrored(written) };
        let content = match is_from_right {
            true if right_to_left => held_from_the_right(content.trim()),
            true => content.trim().to_owned(),
            false => content.trim_end().to_owned(),
        };
        if !content.is_empty() {
            let font = face_run.font.clone();
            let colour = runs.get(face_run.run).map_or(BLACK, |run| run.colour);
            stretches.push(Stretch {
                run: Run { content, font, colour },
                x: left,
                width: right - left,
                right_to_left,
            });
        }
    }
    stretches
}

/// `text` shaped in `font`, with fallback; line breaks are not looked for.
pub fn shape(text: &str, font: &Font) -> Line {
    shape_runs(&[plain(text, font)])
}

/// A line of several runs, shaped.
pub fn shape_runs(runs: &[Run]) -> Line {
    Shaper::of(runs, true).line()
}

/// The measures of `text` in `font`.
pub fn measure(text: &str, font: &Font) -> Extent {
    measure_runs(&[plain(text, font)])
}

/// The measures of a line of several runs.
pub fn measure_runs(runs: &[Run]) -> Extent {
    let shaper = Shaper::of(runs, true);
    let line = shaper.line();
    let mut extent = Extent { width: line.width, ink: ink(&line), ..Extent::default() };
    for face_run in &shaper.face_runs {
        let metrics = face(face_run.face);
        let scale = face_run.size * metrics.unit;
        extent.ascent.0 = extent.ascent.0.max(metrics.ascent * scale);
        extent.descent.0 = extent.descent.0.max(metrics.descent * scale);
    }
    if let Some(first) = shaper.face_runs.first() {
        extent.cap_height = Millimetres(face(first.face).cap_height * first.size);
        extent.x_height = Millimetres(face(first.face).x_height * first.size);
    }
    extent
}

/// The place of each character of `run` on a straight line, kerned and letter-spaced, no ligatures.
pub fn letters(run: &Run) -> Vec<Letter> {
    let line = Shaper::of(std::slice::from_ref(run), false).line();
    let mut letters: Vec<Letter> = Vec::new();
    for (byte, _) in run.content.char_indices() {
        let mut own = line.glyphs.iter().filter(|glyph| glyph.cluster == byte);
        let letter = match own.next() {
            Some(first) => {
                let rest: f64 = own.map(|glyph| glyph.advance).sum();
                Letter { x: first.x, advance: first.advance + rest }
            }
            None => Letter { x: letters.last().map_or(0.0, |last| last.x), advance: 0.0 },
        };
        letters.push(letter);
    }
    letters
}

/// What the glyphs of a line cover.
fn ink(line: &Line) -> Ink {
    let mut ink: Option<Ink> = None;
    for glyph in &line.glyphs {
        let metrics = face(glyph.face);
        let Some(bounds) = metrics.ink(glyph.id) else {
            continue;
        };
        let scale = glyph.size.0 * metrics.unit;
        let own = Ink {
            left: glyph.x + f64::from(bounds.x_min) * scale,
            top: glyph.y - f64::from(bounds.y_max) * scale,
            right: glyph.x + f64::from(bounds.x_max) * scale,
            bottom: glyph.y - f64::from(bounds.y_min) * scale,
        };
        ink = Some(ink.map_or(own, |all| Ink {
            left: all.left.min(own.left),
            top: all.top.min(own.top),
            right: all.right.max(own.right),
            bottom: all.bottom.max(own.bottom),
        }));
    }
    ink.unwrap_or_default()
}

fn plain(text: &str, font: &Font) -> Run {
    Run { content: text.to_owned(), font: font.clone(), colour: BLACK }
}

const BLACK: Colour = Colour { red: 0, green: 0, blue: 0 };

/// A part of the line in one face.
struct FaceRun {
    bytes: Range<usize>,
    face: usize,
    font: Font,
    size: f64,
    /// In millimetres.
    spacing: f64,
    run: usize,
}

struct Shaper {
    text: String,
    face_runs: Vec<FaceRun>,
    ligatures: bool,
}

impl Shaper {
    fn of(runs: &[Run], ligatures: bool) -> Shaper {
        let mut text = String::new();
        let mut face_runs = Vec::new();
        for (index, run) in runs.iter().enumerate() {
            for part in resolve(run) {
                let start = text.len();
                text.push_str(&part.content);
                let size = part.font.size.millimetres().0;
                face_runs.push(FaceRun {
                    bytes: start..text.len(),
                    face: nearest_face(&part.font),
                    size,
                    spacing: part.font.letter_spacing * size,
                    font: part.font,
                    run: index,
                });
            }
        }
        Shaper { text, face_runs, ligatures }
    }

    fn line(&self) -> Line {
        let mut pen = Pen::default();
        for (bytes, direction) in self.visual_runs() {
            let inside = |face_run: &&FaceRun| {
                face_run.bytes.start < bytes.end && bytes.start < face_run.bytes.end
            };
            let mut parts: Vec<&FaceRun> = self.face_runs.iter().filter(inside).collect();
            if direction == Direction::RightToLeft {
                parts.reverse();
            }
            for face_run in parts {
                let start = face_run.bytes.start.max(bytes.start);
                let end = face_run.bytes.end.min(bytes.end);
                self.shape_face_run(face_run, start..end, direction, &mut pen);
            }
        }
        Line { glyphs: pen.glyphs, width: Millimetres(pen.x - pen.trailing) }
    }

    /// Sets the whole line, stretch by stretch from left to right.
    fn run(&self, pen: &mut Pen) {
        for (bytes, direction) in self.visual_runs() {
            let mut inside: Vec<usize> = (0..self.face_runs.len())
                .filter(|&i| {
                    let face_run = &self.face_runs[i].bytes;
                    face_run.start < bytes.end && bytes.start < face_run.end
                })
                .collect();
            if direction == Direction::RightToLeft {
                inside.reverse();
            }
            for index in inside {
                let face_run = &self.face_runs[index];
                let part = face_run.bytes.start.max(bytes.start)..face_run.bytes.end.min(bytes.end);
                let (left, first) = (pen.x, pen.glyphs.len());
                self.shape_face_run(face_run, part.clone(), direction, pen);
                let left = match direction {
                    // the spaces that such words end with stand at the left of them
                    Direction::RightToLeft => left + self.spaces(&pen.glyphs[first..], face_run),
                    _ => left,
                };
                pen.stretches.push((index, part, left, pen.x - pen.trailing, direction));
            }
        }
    }

    /// How wide the spaces are that a stretch begins with, as it is seen from the left.
    fn spaces(&self, glyphs: &[Glyph], face_run: &FaceRun) -> f64 {
        let is_space = |glyph: &&Glyph| {
            self.text[glyph.cluster..].chars().next().is_some_and(char::is_whitespace)
        };
        let spaces = glyphs.iter().take_while(is_space);
        spaces.map(|glyph| glyph.advance + face_run.spacing).sum()
    }

    /// Stretches of one direction, from left to right as they are seen.
    fn visual_runs(&self) -> Vec<(Range<usize>, Direction)> {
        /// The first right-to-left letters (Hebrew) begin here.
        const FIRST_RIGHT_TO_LEFT: char = '\u{590}';
        if self
            .text
            .chars()
            .all(|c| c < FIRST_RIGHT_TO_LEFT || ('\u{10A0}'..'\u{2000}').contains(&c))
        {
            return vec![(0..self.text.len(), Direction::LeftToRight)];
        }
        let bidi = BidiInfo::new(&self.text, Some(Level::ltr()));
        let mut stretches = Vec::new();
        for paragraph in &bidi.paragraphs {
            let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
            for run in runs {
                let left_to_right = levels.get(run.start).is_none_or(Level::is_ltr);
                let direction =
                    if left_to_right { Direction::LeftToRight } else { Direction::RightToLeft };
                stretches.push((run, direction));
            }
        }
        stretches
    }

    fn shape_face_run(
        &self,
        face_run: &FaceRun,
        bytes: Range<usize>,
        direction: Direction,
        pen: &mut Pen,
    ) {
        let ready = face(face_run.face);
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(&self.text[bytes.clone()]);
        buffer.set_direction(direction);
        buffer.guess_segment_properties();
        let script = Some(buffer.script()).filter(|s| *s != harfrust::script::UNKNOWN);
        let options = ShapeOptions::new()
            .features(super::fonts::features(self.ligatures))
            .plan(ready.plan(script, direction, self.ligatures));
        let shaped = ready.shaper.shape(buffer, options);
        let scale = face_run.size * ready.unit;
        let mut cluster = None;
        for (info, place) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            let own = bytes.start + info.cluster as usize;
            if cluster.is_some_and(|last| last != own) {
                pen.space(face_run.spacing);
            }
            cluster = Some(own);
            let advance = f64::from(place.x_advance) * scale;
            pen.glyphs.push(Glyph {
                id: u16::try_from(info.glyph_id).unwrap_or(0),
                face: face_run.face,
                size: Millimetres(face_run.size),
                x: pen.x + f64::from(place.x_offset) * scale,
                y: -f64::from(place.y_offset) * scale,
                advance,
                cluster: own,
                run: face_run.run,
            });
            pen.x += advance;
        }
        pen.space(face_run.spacing);
    }
}

/// Where the next glyph goes.
#[derive(Default)]
struct Pen {
    glyphs: Vec<Glyph>,
    x: f64,
    /// The letter space at the very end, not part of the width.
    trailing: f64,
    /// The piece, its bytes, its left and right end, its direction.
    stretches: Vec<(usize, Range<usize>, f64, f64, Direction)>,
}

impl Pen {
    fn space(&mut self, spacing: f64) {
        self.x += spacing;
        self.trailing = spacing;
    }
}
