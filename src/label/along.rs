//! Places along a line, for seas, straits and rivers: letter by letter, spread, never upside down.
//! The middle of the small letters runs along the line; places are tried along it and beside it.

use super::block::Block;
use super::candidate::{Candidate, SetLine};
use super::cost::{LESS_SPREAD, OFF_CENTRE, OFF_LINE};
use super::curve::Curve;
use super::ground::Prepared;
use super::shape::Part;
use super::{Kind, Label};
use crate::lettering::{self, Ink, Letter};
use crate::scene::Run;
use geo::{Coord, coord};

/// Places along the line, as shares of the free length from its middle; the ends last.
const PLACES: [f64; 9] = [0.0, -0.2, 0.2, -0.4, 0.4, -0.7, 0.7, -1.0, 1.0];
/// Places beside the line, in sizes of the letters.
const ASIDE: [f64; 7] = [0.0, -0.3, 0.3, -0.7, 0.7, -1.2, 1.2];
/// How much of the line a spread name fills (its ends stay free).
const FILLED: f64 = 0.78;
/// The line is at least so much longer than the name (art direction, aegean §6 rule 5).
const ROOM: f64 = 1.04;
/// Below this sagitta, as a share of the length, a name is set straight.
const STRAIGHT: f64 = 0.01;

pub(super) fn list(label: &Label, ground: &Prepared) -> Vec<Candidate> {
    let Kind::Along { path, spread, steepest } = &label.kind else { return Vec::new() };
    let size = Block::new(&label.lines).size();
    let Some(curve) = Curve::smooth(&path.0, size) else { return Vec::new() };
    on_curve(label, &curve, *spread, steepest.0, ground)
}

/// Places along `curve` with letter spacing within `spread` (in em).
pub(super) fn on_curve(
    label: &Label,
    curve: &Curve,
    spread: Option<(f64, f64)>,
    steepest: f64,
    ground: &Prepared,
) -> Vec<Candidate> {
    let curve = if curve.runs_left() { curve.reversed() } else { curve.clone() };
    let mut candidates = Vec::new();
    for (lines, lost) in spacings(&label.lines, spread, curve.length()) {
        let block = Block::new(&lines);
        let free = curve.length() - block.width() * ROOM;
        if free < 0.0 {
            continue;
        }
        for place in PLACES {
            for aside in ASIDE {
                let setter = Setter {
                    block: &block,
                    curve: &curve,
                    middle: curve.length() / 2.0 + place * free / 2.0,
                    aside: aside * block.size(),
                    steepest,
                };
                let cost = LESS_SPREAD * lost
                    + OFF_CENTRE * (place * free / 2.0).abs()
                    + OFF_LINE * setter.aside.abs();
                let candidate = setter.candidate();
                candidates
                    .extend(candidate.and_then(|own| own.costing(cost).on(ground, label, None)));
            }
        }
    }
    candidates
}

/// The lines at their widest letter spacing that the line has room for, and at closer ones, with
/// the share of the spacing that is lost.
fn spacings(
    lines: &[Vec<Run>],
    spread: Option<(f64, f64)>,
    length: f64,
) -> Vec<(Vec<Vec<Run>>, f64)> {
    let Some((least, most)) = spread else {
        // A fixed spacing is still closed up before the name is lost.
        return [1.0, 0.6, 0.25].map(|share| (scaled(lines, share), 1.0 - share)).to_vec();
    };
    let natural = Block::new(&with_spacing(lines, 0.0));
    let letters: usize =
        lines.first().map_or(0, |line| line.iter().map(|run| run.content.chars().count()).sum());
    let gaps = (letters.max(2) - 1) as f64 * natural.size().max(1e-9);
    let wished = ((length * FILLED - natural.width()) / gaps).clamp(least, most.max(least));
    [1.0, 0.7, 0.4, 0.0]
        .map(|share| {
            let spacing = least + (wished - least) * share;
            (with_spacing(lines, spacing), 1.0 - share)
        })
        .to_vec()
}

/// The same lines, the first with `spacing` em between its letters.
pub(super) fn with_spacing(lines: &[Vec<Run>], spacing: f64) -> Vec<Vec<Run>> {
    let mut lines = lines.to_vec();
    for run in lines.iter_mut().take(1).flatten() {
        run.font.letter_spacing = spacing;
    }
    lines
}

/// The same lines with `share` of their letter spacing.
pub(super) fn scaled(lines: &[Vec<Run>], share: f64) -> Vec<Vec<Run>> {
    let mut lines = lines.to_vec();
    for run in lines.iter_mut().flatten() {
        run.font.letter_spacing *= share;
    }
    lines
}

/// A name on its way onto a curve.
struct Setter<'a> {
    block: &'a Block,
    curve: &'a Curve,
    /// Where on the curve the middle of the name stands.
    middle: f64,
    /// Down from the curve.
    aside: f64,
    steepest: f64,
}

impl Setter<'_> {
    fn candidate(&self) -> Option<Candidate> {
        let width = self.block.width();
        let (from, to) = (self.middle - width / 2.0, self.middle + width / 2.0);
        if self.steepness(self.curve.at(from), self.curve.at(to)) > self.steepest {
            return None;
        }
        let straight = self.curve.sagitta(from, to) < STRAIGHT;
        let mut lines = Vec::new();
        let mut parts = Vec::new();
        // Several lines stand on both sides of the curve.
        let up = self.block.depth() / 2.0;
        for line in &self.block.lines {
            let down = self.aside + line.down - up + self.block.x_height() / 2.0;
            let single = lettering::stretches(&line.runs);
            let curved = match single.as_slice() {
                [one] if !one.right_to_left && !straight => self.curved(&line.runs[0], down),
                _ => None,
            };
            let (set, covers) = match curved {
                Some(curved) => curved,
                None if straight || single.iter().any(|stretch| stretch.right_to_left) => {
                    self.turned(&line.runs, line.extent.width.0, line.extent.ink, down)
                }
                None => return None,
            };
            lines.push(set);
            parts.extend(covers);
        }
        Some(Candidate::lines(lines, parts))
    }

    /// The slope between two points, in degrees from the horizontal; 90 and more is upside down.
    fn steepness(&self, from: Coord, to: Coord) -> f64 {
        libm::atan2(to.y - from.y, to.x - from.x).to_degrees().abs()
    }

    /// One straight line along the chord of the name.
    fn turned(&self, runs: &[Run], width: f64, ink: Ink, down: f64) -> (SetLine, Vec<Part>) {
        /// Below this turn, in degrees, a name is set level.
        const LEVEL: f64 = 1.5;
        let (from, to) =
            (self.curve.at(self.middle - width / 2.0), self.curve.at(self.middle + width / 2.0));
        let turn = libm::atan2(to.y - from.y, to.x - from.x);
        let turn = if turn.to_degrees().abs() < LEVEL { 0.0 } else { turn };
        let (sin, cos) = libm::sincos(turn);
        let middle = (from + to) / 2.0;
        let at = coord! {
            x: middle.x - cos * width / 2.0 - sin * down,
            y: middle.y - sin * width / 2.0 + cos * down,
        };
        let part = Part::turned(ink, at, (cos, sin));
        (SetLine::Turned { runs: runs.to_vec(), at, angle: turn.to_degrees() }, vec![part])
    }

    /// Letter by letter; none where a letter would be too steep.
    fn curved(&self, run: &Run, down: f64) -> Option<(SetLine, Vec<Part>)> {
        let letters = lettering::letters(run);
        let width = letters.last().map_or(0.0, |last: &Letter| last.x + last.advance);
        let mut places = Vec::new();
        let mut parts = Vec::new();
        for (letter, character) in letters.iter().zip(run.content.chars()) {
            let start = self.middle - width / 2.0 + letter.x;
            let end = start + letter.advance.max(0.1);
            let (from, to) = (self.curve.at(start), self.curve.at(end));
            if self.steepness(from, to) > self.steepest {
                return None;
            }
            let turn = libm::atan2(to.y - from.y, to.x - from.x);
            let (sin, cos) = libm::sincos(turn);
            let middle = (from + to) / 2.0;
            let half = letter.advance / 2.0;
            let at = coord! {
                x: middle.x - cos * half - sin * down,
                y: middle.y - sin * half + cos * down,
            };
            places.push((at, turn.to_degrees()));
            if !character.is_whitespace() {
                let ink = lettering::measure(&character.to_string(), &run.font).ink;
                parts.push(Part::turned(ink, at, (cos, sin)));
            }
        }
        Some((SetLine::Curved { run: run.clone(), letters: places }, parts))
    }
}
