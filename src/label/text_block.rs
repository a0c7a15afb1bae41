//! A name of one line or more, measured as one block of lettering.

use super::shape::{Bounds, OrientedBox};
use crate::lettering::{self, Extent, Ink};
use crate::scene::{Anchor, Run};
use geo::Coord;

/// Lines of a name and where they stand under each other.
#[derive(Clone, Debug)]
pub(super) struct TextBlock {
    pub(super) lines: Vec<TextLine>,
}

/// A line of a block.
#[derive(Clone, Debug)]
pub(super) struct TextLine {
    pub(super) runs: Vec<Run>,
    pub(super) extent: Extent,
    /// From the first baseline down to this one.
    pub(super) down: f64,
}

/// From baseline to baseline, in em of the larger line (art direction, caucasus §6).
const PITCH: f64 = 1.02;
/// The same for letter-spaced capitals, which look tighter.
const PITCH_SPACED: f64 = 1.15;
/// Letter spacing in em from which lines stand further apart.
const SPACED: f64 = 0.1;

impl TextBlock {
    pub(super) fn new(lines: &[Vec<Run>]) -> TextBlock {
        let mut down = 0.0;
        let mut above: Option<f64> = None;
        let lines = lines.iter().filter(|runs| runs.iter().any(|run| !run.content.is_empty()));
        let lines = lines
            .map(|runs| {
                let size = runs.iter().map(|run| run.font.size.millimetres().0).fold(0.0, f64::max);
                let spaced = runs.iter().any(|run| run.font.letter_spacing > SPACED);
                let pitch = if spaced { PITCH_SPACED } else { PITCH };
                if let Some(above) = above {
                    down += pitch * size.max(above);
                }
                above = Some(size);
                TextLine { runs: runs.clone(), extent: lettering::measure_runs(runs), down }
            })
            .collect();
        TextBlock { lines }
    }

    /// The widest line.
    pub(super) fn width(&self) -> f64 {
        self.lines.iter().map(|line| line.extent.width.0).fold(0.0, f64::max)
    }

    /// Height of the first line's small letters.
    pub(super) fn x_height(&self) -> f64 {
        self.lines.first().map_or(0.0, |line| line.extent.x_height.0)
    }

    /// From the first baseline down to the last.
    pub(super) fn depth(&self) -> f64 {
        self.lines.last().map_or(0.0, |line| line.down)
    }

    /// Top and bottom of the letters, from the first baseline, down.
    pub(super) fn reach(&self) -> (f64, f64) {
        let parts = self.parts(Coord { x: 0.0, y: 0.0 }, Anchor::Start);
        let bounds = parts.iter().fold(Bounds::EMPTY, |all, part| all.with(part.bounds));
        if bounds.is_empty() { (0.0, 0.0) } else { (bounds.top, bounds.bottom) }
    }

    /// Size of the first run in millimetres.
    pub(super) fn size(&self) -> f64 {
        let first = self.lines.first().and_then(|line| line.runs.first());
        first.map_or(0.0, |run| run.font.size.millimetres().0)
    }

    /// A box a line, with `at` on the first baseline.
    pub(super) fn parts(&self, at: Coord, anchor: Anchor) -> Vec<OrientedBox> {
        self.lines
            .iter()
            .map(|line| {
                let left = at.x - anchor.back(line.extent.width.0);
                let baseline = at.y + line.down;
                let Ink { left: l, top, right, bottom } = line.extent.ink;
                OrientedBox::upright(Bounds {
                    left: left + l,
                    top: baseline + top,
                    right: left + right,
                    bottom: baseline + bottom,
                })
            })
            .collect()
    }

    /// The letters stood round the block's middle: `at` is the centre of the box they fill.
    pub(super) fn baseline_for_centre(&self, at: Coord) -> Coord {
        let (top, bottom) = self.reach();
        Coord { x: at.x, y: at.y - (top + bottom) / 2.0 }
    }
}
