//! Ramp: the steps of one measure in, boxes side by side out, words above and numbers below them.
//! The numbers stand where one step ends and the next begins, as on a scale.

use super::{LegendStyles, Step};
use crate::furniture::{Fragment, MapContext, paragraph};
use crate::lettering;
use crate::scene::{Anchor, Item, Path, Shape, Stroke};
use crate::space::OnSheet;
use crate::units::Millimetres;
use geo::{Coord, LineString};

/// Widest a step is drawn, in swatches: a ramp across a wide column would look like a subject.
const WIDEST: f64 = 1.1;

/// More steps than these are one smooth scale, as wide as so many.
const MOST_STEPS: f64 = 8.0;

/// Between two numbers below a ramp, in mm: more than between the thousands of one.
const APART: f64 = 1.3;

/// How far a box reaches under the next, in mm.
const SEAM: f64 = 0.05;

/// The greatest width of each of so many boxes.
fn widest(boxes: usize, swatch: f64) -> f64 {
    WIDEST * swatch * (MOST_STEPS / boxes.max(1) as f64).min(1.0)
}

/// How far the number at the end of a ramp reaches beyond it.
fn beyond(styles: &LegendStyles, steps: &[Step]) -> f64 {
    let last = steps.last().filter(|step| step.fill.is_none());
    last.map_or(0.0, |step| lettering::measure(&step.from, &styles.note.typeface()).width.0 / 2.0)
}

/// The width in which all numbers of a ramp find room, in mm.
pub(super) fn width(styles: &LegendStyles, steps: &[Step]) -> f64 {
    boxes(steps) as f64 * apart(styles, steps) + beyond(styles, steps)
}

/// How many boxes a ramp has: what is no more than a number ends it.
fn boxes(steps: &[Step]) -> usize {
    steps.iter().filter(|step| step.fill.is_some() || step.stroke.is_some()).count()
}

/// The width of a box with which no two numbers touch.
fn apart(styles: &LegendStyles, steps: &[Step]) -> f64 {
    let font = styles.note.typeface();
    let numbers = steps.iter().enumerate().filter(|(_, step)| !step.from.is_empty());
    // where each begins and ends from the edge of its box: the first stands at it, the others about it
    let spans = numbers.map(|(place, step)| {
        let width = lettering::measure(&step.from, &font).width.0;
        let before = if place == 0 { 0.0 } else { width / 2.0 };
        (place, before, width - before)
    });
    let spans: Vec<(usize, f64, f64)> = spans.collect();
    let needed = spans.windows(2).map(|pair| {
        let ((first, _, after), (second, before, _)) = (pair[0], pair[1]);
        (after + APART + before) / (second - first) as f64
    });
    needed.fold(0.0, f64::max)
}

/// Adds a ramp below what the block holds.
pub(super) fn draw(
    block: &mut Fragment,
    styles: &LegendStyles,
    context: &MapContext,
    words: &str,
    steps: &[Step],
) {
    let (swatch, height) = context.layout.swatch;
    let room = styles.key_width + 2.0 * context.layout.swatch_gap + styles.words_width;
    let boxes = boxes(steps);
    let each = (room - beyond(styles, steps)) / boxes.max(1) as f64;
    let each = each.min(widest(boxes, swatch).max(apart(styles, steps)));
    for line in paragraph::break_lines(words, &styles.head.typeface(), room) {
        block.height += styles.leading;
        let at = (0.0, block.height - 0.25 * styles.leading);
        block.items.push(paragraph::line(&line, &styles.head, at, Anchor::Start));
    }
    let top = block.height + 0.3 * styles.leading;
    let bottom = top + height;
    // a number that would touch the one before stands a line lower; one for which that is taken too is left out
    let mut written = [f64::NEG_INFINITY; 2];
    let mut lowest = 0;
    let font = styles.note.typeface();
    for (number, step) in steps.iter().enumerate() {
        let left = number as f64 * each;
        if step.fill.is_some() {
            // under the next one by a hair: no seam is seen between them
            let under = if number + 1 < boxes { SEAM } else { 0.0 };
            let corner = OnSheet(Coord { x: left, y: top });
            block.items.push(area(step, corner, each + under, height));
        }
        let anchor = if number == 0 { Anchor::Start } else { Anchor::Middle };
        let width = lettering::measure(&step.from, &font).width.0;
        let starts = if number == 0 { left } else { left - width / 2.0 };
        let free = written.iter().position(|written| starts >= *written);
        let Some(level) = free.filter(|_| !step.from.is_empty()) else { continue };
        written[level] = starts + width + APART;
        lowest = lowest.max(level);
        let at = (left, bottom + (0.9 + level as f64) * styles.leading);
        block.items.push(paragraph::line(&step.from, &styles.note, at, anchor));
    }
    for (number, step) in steps.iter().enumerate().skip(1) {
        let left = number as f64 * each;
        let line = LineString::from(vec![(left, top), (left, bottom)]);
        block.items.extend(step.stroke.clone().map(|stroke| isobath(line, stroke)));
    }
    block.height = bottom + (1.4 + lowest as f64) * styles.leading;
}

fn area(step: &Step, corner: OnSheet<Coord>, width: f64, height: f64) -> Item {
    let shape = Shape::Rectangle { corner, width: Millimetres(width), height: Millimetres(height) };
    Item::Path(Path { shape, fill: step.fill.clone(), stroke: None, title: None })
}

fn isobath(line: LineString, stroke: Stroke) -> Item {
    let shape = Shape::Lines(vec![OnSheet(line)]);
    Item::Path(Path { shape, fill: None, stroke: Some(stroke), title: None })
}
