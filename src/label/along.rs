//! Places along a line, for seas, straits and rivers: letter by letter, spread, never upside down.
//! The middle of the small letters runs along the line; places are tried along it and beside it.

use super::candidate::{Candidate, TypesetLine};
use super::cost::{LESS_SPREAD, OFF_CENTRE, OFF_LINE};
use super::curve::{Curve, distance};
use super::glyph_run::{GlyphRun, GlyphRuns};
use super::ground::Prepared;
use super::shape::{Direction, OrientedBox};
use super::text_block::TextBlock;
use super::tracking::{scaled, spacings, with_spacing};
use super::{Anchoring, Label, Leader, Terrain, leader, line_break};
use crate::scene::Run;
use geo::{Coord, LineString, coord};
use std::sync::Arc;

/// Places along the line, as shares of the free length from its middle; the ends last.
pub(super) const PLACES: [f64; 7] = [0.0, -0.3, 0.3, -0.65, 0.65, -1.0, 1.0];
/// The same for a name that has no places beside its line.
const MANY_PLACES: [f64; 15] =
    [0.0, -0.14, 0.14, -0.28, 0.28, -0.42, 0.42, -0.56, 0.56, -0.7, 0.7, -0.85, 0.85, -1.0, 1.0];
/// Places beside the line, in sizes of the letters.
const ASIDE: [f64; 7] = [0.0, -0.35, 0.35, -0.7, 0.7, -1.2, 1.2];
/// A name that is slid along keeps the line so much longer than itself.
const ROOM: f64 = 1.04;
// It had but one place otherwise, be it on land or over the frame.
/// A name that fills its line may still be slid by half this share of itself to both sides.
const PLAY: f64 = 0.4;
// Without it a basin's name finds no place in a single column: Mediterranean Sea at 89 mm.
/// A name may be longer than its line by this share: the line is then carried straight on.
const OVERSHOOT: f64 = 0.5;
/// What a millimetre of that costs.
const OVERSHOT: f64 = 1.2;
/// What a name on two lines costs.
const BROKEN: f64 = 3.0;
/// What a name that is set level, away from its line, costs.
const LEVELLED: f64 = 3.0;
/// What a degree an em more than [`EASY_BEND`] costs, at the sharpest bend.
const BEND: f64 = 0.25;
/// Turn from letter to letter, in degrees an em, that reads well; and that no name may exceed.
const EASY_BEND: f64 = 14.0;
const SHARPEST_BEND: f64 = 36.0;

/// By how much, in em, a letter beside a bend may come nearer to the one before it, and go farther from it.
const NEARER: f64 = 0.08;
const FARTHER: f64 = 0.16;

/// Below this sagitta, as a share of the length, a name is set straight.
const STRAIGHT: f64 = 0.01;

pub(super) fn list(label: &Label, ground: &Prepared) -> Vec<Candidate> {
    let Anchoring::Along { path, tracking, steepest, is_kept, leader } = &label.anchoring else {
        return Vec::new();
    };
    let size = TextBlock::new(&label.lines).size();
    let aside: &[f64] = if *is_kept { &[0.0] } else { &ASIDE };
    let places: &[f64] = if *is_kept { &MANY_PLACES } else { &PLACES };
    let setting = CurveSetting { tracking: *tracking, steepest: steepest.0, aside, places };
    let curve = Curve::smooth(&path.0, size);
    let mut candidates =
        curve.as_ref().map_or_else(Vec::new, |curve| on_curve(label, curve, setting, ground));
    // names of great waters are spread
    if candidates.is_empty() && label.terrain == Terrain::Water && tracking.is_some() {
        candidates.extend(curve.iter().flat_map(|curve| level(label, curve, setting, ground)));
    }
    // A strait is often shorter and narrower than its name, and ashore it has room.
    if *leader == Leader::Always && !path.0.0.is_empty() {
        candidates.extend(ashore(label, &path.0, ground));
    }
    candidates
}

/// Places level across the middle of a line that holds no place, as at small scales, where the water is so broad that the name
/// is plainly its own.
fn level(label: &Label, curve: &Curve, setting: CurveSetting, ground: &Prepared) -> Vec<Candidate> {
    /// A name so many times longer than its line tells of another water.
    const LONGEST: f64 = 2.0;
    /// How much broader the water is than the name, both sides together.
    const BROADER: f64 = 1.1;
    let middle = curve.at(curve.length() / 2.0);
    let closed = with_spacing(&label.lines, setting.tracking.map_or(0.0, |(least, _)| least));
    let broken = [line_break::in_two(&closed), line_break::in_words(&closed)];
    let settings = std::iter::once(closed).chain(broken.into_iter().flatten());
    let fitting = settings.filter(|lines| {
        let width = TextBlock::new(lines).width();
        width <= LONGEST * curve.length()
            && ground.open_water(middle, BROADER * width / 2.0) >= BROADER * width / 2.0
    });
    let places = fitting.flat_map(|lines| {
        let half = coord! { x: TextBlock::new(&lines).width() / 2.0, y: 0.0 };
        let level = Curve::through(vec![middle - half, middle + half]);
        on_curve(&Label { lines, ..label.clone() }, &level, setting, ground)
    });
    places.map(|place| place.costing(LEVELLED)).collect()
}

/// Places ashore at the end of a leader line from the middle; where a town's symbol lies on that, from elsewhere on the line, at
/// last from just beyond its ends.
fn ashore(label: &Label, path: &LineString, ground: &Prepared) -> Vec<Candidate> {
    /// In mm: a symbol of a capital is not larger.
    const BEYOND: f64 = 1.6;
    let curve = Curve::through(path.0.clone());
    let length = curve.length();
    let on_line = [0.5, 0.25, 0.75, 0.0, 1.0].map(|ratio| ratio * length);
    let beyond = [-BEYOND / 2.0, length + BEYOND / 2.0, -BEYOND, length + BEYOND];
    let mut places =
        on_line.into_iter().chain(beyond).map(|along| led(label, curve.at(along), ground));
    places.find(|places| !places.is_empty()).unwrap_or_default()
}

/// Places at the end of a leader line, closed up.
fn led(label: &Label, middle: Coord, ground: &Prepared) -> Vec<Candidate> {
    // a strait's name is known for one wherever it stands, a sea's is read as that of the water under it
    let is_great = matches!(label.anchoring, Anchoring::Along { tracking: Some(_), .. });
    let terrain = match (label.terrain, is_great) {
        (Terrain::Water, true) => Terrain::Land,
        _ => Terrain::Any,
    };
    let ashore = Label { terrain, lines: scaled(&label.lines, 0.25), ..label.clone() };
    let block = Arc::new(TextBlock::new(&ashore.lines));
    leader::list(&ashore, &block, middle, 0.0, ground)
}

/// How a name may lie along a curve.
#[derive(Clone, Copy)]
pub(super) struct CurveSetting<'a> {
    /// Least and most letter spacing in em.
    pub(super) tracking: Option<(f64, f64)>,
    /// The steepest slope of the name, in degrees.
    pub(super) steepest: f64,
    /// Places beside the curve, in sizes of the letters.
    pub(super) aside: &'a [f64],
    /// Places along it, as [`PLACES`].
    pub(super) places: &'a [f64],
}

/// Places along `curve`.
pub(super) fn on_curve(
    label: &Label,
    curve: &Curve,
    setting: CurveSetting,
    ground: &Prepared,
) -> Vec<Candidate> {
    let curve = if curve.runs_left() { curve.reversed() } else { curve.clone() };
    let mut candidates = Vec::new();
    for (lines, cost) in settings(&label.lines, setting.tracking, curve.length()) {
        let name = GlyphRuns::new(&lines);
        let over = name.width - curve.length();
        let is_kept = setting.aside.len() == 1;
        if over > if is_kept { 0.0 } else { OVERSHOOT * curve.length() } {
            continue;
        }
        let free = match is_kept {
            true => -over,
            false => (curve.length() - name.width * ROOM).max(name.width * PLAY),
        };
        let cost = cost + if over > 0.0 { OVERSHOT * over } else { 0.0 };
        for place in setting.places {
            for aside in setting.aside {
                let slid = place * free / 2.0;
                let setter = CurveTypesetter {
                    name: &name,
                    curve: &curve,
                    middle: curve.length() / 2.0 + slid,
                    aside: aside * name.size,
                    steepest: setting.steepest,
                };
                let cost = cost + OFF_CENTRE * slid.abs() + OFF_LINE * setter.aside.abs();
                candidates.extend(setter.candidate().and_then(|(own, bend)| {
                    own.costing(cost + BEND * bend).on(ground, label, None)
                }));
            }
        }
    }
    candidates
}

/// Ways to set a name along a line: spacings, on one line or on two, with what they cost.
fn settings(
    lines: &[Vec<Run>],
    tracking: Option<(f64, f64)>,
    length: f64,
) -> Vec<(Vec<Vec<Run>>, f64)> {
    let mut settings = Vec::new();
    for (lines, lost) in spacings(lines, tracking, length) {
        let cost = LESS_SPREAD * lost;
        // Two lines are for want of room: widely spaced and closed up. The spacings between cost a fifth of the
        // time and changed no map.
        if !(0.1..=0.7).contains(&lost) {
            settings.extend(line_break::in_two(&lines).map(|two| (two, cost + BROKEN)));
        }
        settings.push((lines, cost));
    }
    settings
}

/// A name on its way onto a curve.
struct CurveTypesetter<'a> {
    name: &'a GlyphRuns,
    curve: &'a Curve,
    /// Where on the curve the middle of the name stands.
    middle: f64,
    /// Down from the curve.
    aside: f64,
    steepest: f64,
}

impl CurveTypesetter<'_> {
    /// The place, and how much its sharpest bend exceeds an easy one, in degrees.
    fn candidate(&self) -> Option<(Candidate, f64)> {
        let width = self.name.width;
        let (from, to) = (self.middle - width / 2.0, self.middle + width / 2.0);
        if turn(self.curve.at(from), self.curve.at(to)).abs() > self.steepest {
            return None;
        }
        let straight = self.curve.sagitta(from, to) < STRAIGHT;
        let mut lines = Vec::new();
        let mut parts = Vec::new();
        let mut bend = 0.0_f64;
        // Several lines stand on both sides of the curve.
        let up = self.name.depth / 2.0;
        for line in &self.name.lines {
            let down = self.aside + line.down - up + self.name.x_height / 2.0;
            if line.size < self.name.size {
                // a lesser line runs along a line of its own: beside a bend it would be squeezed
                let (curve, middle) = self.curve.beside(down, self.middle);
                let own = CurveTypesetter { curve: &curve, middle, ..*self };
                if line.letters.is_empty() {
                    own.turned(line, 0.0, &mut lines, &mut parts);
                } else {
                    own.curved(line, 0.0, &mut lines, &mut parts)?;
                }
            } else if straight || line.letters.is_empty() {
                self.turned(line, down, &mut lines, &mut parts);
            } else {
                bend = bend.max(self.curved(line, down, &mut lines, &mut parts)?);
            }
        }
        Some((Candidate::lines(lines, parts), (bend - EASY_BEND).max(0.0)))
    }

    /// One straight line along the chord of the name.
    fn turned(
        &self,
        line: &GlyphRun,
        down: f64,
        lines: &mut Vec<TypesetLine>,
        parts: &mut Vec<OrientedBox>,
    ) {
        /// Below this turn, in degrees, a name is set level.
        const LEVEL: f64 = 1.5;
        let width = line.extent.width.0;
        let (from, to) =
            (self.curve.at(self.middle - width / 2.0), self.curve.at(self.middle + width / 2.0));
        let angle = Some(turn(from, to)).filter(|angle| angle.abs() >= LEVEL).unwrap_or(0.0);
        let pose = Pose::new((from + to) / 2.0, angle, width / 2.0, down);
        parts.push(OrientedBox::turned(line.extent.ink, pose.at, pose.direction));
        lines.push(TypesetLine::Turned { runs: Arc::clone(&line.runs), at: pose.at, angle });
    }

    /// Letter by letter; the sharpest bend in degrees, or none where a letter would be too steep.
    fn curved(
        &self,
        line: &GlyphRun,
        down: f64,
        lines: &mut Vec<TypesetLine>,
        parts: &mut Vec<OrientedBox>,
    ) -> Option<f64> {
        /// A single letter may be steeper than the whole name by this much, in degrees.
        const LETTER_STEEPER: f64 = 12.0;
        let width = line.extent.width.0;
        let mut places = Vec::with_capacity(line.letters.len());
        let mut sharpest = 0.0_f64;
        let mut before: Option<(f64, f64)> = None;
        let mut last: Option<(Coord, f64)> = None;
        let spread = line.runs.first().map_or(0.0, |run| run.font.letter_spacing);
        for (letter, ink) in &line.letters {
            let start = self.middle - width / 2.0 + letter.x;
            let (from, to) =
                (self.curve.at(start), self.curve.at(start + letter.advance.max(LEAST_ADVANCE)));
            let angle = turn(from, to);
            let middle = start + letter.advance / 2.0;
            let bend = before.map_or(0.0, |(before, there)| {
                let ems = ((middle - there) / self.name.size.max(1e-9)).max(0.4);
                (angle - before).abs() / ems
            });
            if angle.abs() > self.steepest + LETTER_STEEPER || bend > SHARPEST_BEND {
                return None;
            }
            sharpest = sharpest.max(bend);
            let pose = Pose::new((from + to) / 2.0, angle, letter.advance / 2.0, down);
            let step = last.map(|(there, x): (Coord, f64)| (there, letter.x - x));
            if step.is_some_and(|(there, step)| {
                let off = (distance(there, pose.at) - step) / self.name.size.max(1e-9);
                // letters that are spread have room to give
                off < -NEARER - spread / 4.0 || off > FARTHER + spread / 4.0
            }) {
                return None;
            }
            (before, last) = (Some((angle, middle)), Some((pose.at, letter.x)));
            places.push((pose.at, angle));
            parts.extend(ink.map(|ink| OrientedBox::turned(ink, pose.at, pose.direction)));
        }
        lines.push(TypesetLine::Curved { runs: Arc::clone(&line.runs), letters: places });
        Some(sharpest)
    }
}

/// Marks have no width; their direction is that of this much of the line, in millimetres.
const LEAST_ADVANCE: f64 = 0.1;

/// The direction from one point to another in degrees from the horizontal, clockwise; beyond ±90
/// is upside down.
fn turn(from: Coord, to: Coord) -> f64 {
    libm::atan2(to.y - from.y, to.x - from.x).to_degrees()
}

/// Where a letter or a line stands.
struct Pose {
    /// Left end of the baseline.
    at: Coord,
    /// The baseline from there.
    direction: Direction,
}

impl Pose {
    /// The middle of something `half` wide to each side stands at `middle`, turned, `down` from it.
    fn new(middle: Coord, angle: f64, half: f64, down: f64) -> Pose {
        let direction = Direction::of_degrees(angle);
        let Direction { cos, sin } = direction;
        let at = coord! {
            x: middle.x - cos * half - sin * down,
            y: middle.y - sin * half + cos * down,
        };
        Pose { at, direction }
    }
}
