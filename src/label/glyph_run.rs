//! Glyph runs: a name in, its lines letter by letter out, for lines off the level.

use super::text_block::{TextBlock, TextLine};
use crate::lettering::{self, Extent, Ink, Letter};
use crate::scene::Run;
use std::sync::Arc;

/// A name measured letter by letter.
pub(super) struct GlyphRuns {
    pub(super) lines: Vec<GlyphRun>,
    pub(super) width: f64,
    pub(super) size: f64,
    pub(super) x_height: f64,
    pub(super) depth: f64,
}

pub(super) struct GlyphRun {
    pub(super) runs: Arc<Vec<Run>>,
    pub(super) extent: Extent,
    /// Size of its letters in mm.
    pub(super) size: f64,
    /// From the first baseline down to this one.
    pub(super) down: f64,
    /// Each character with its ink (none for a space); empty where a line is never set by letters:
    /// right-to-left script, or more than one face.
    pub(super) letters: Vec<(Letter, Option<Ink>)>,
}

impl GlyphRuns {
    pub(super) fn new(lines: &[Vec<Run>]) -> GlyphRuns {
        let block = TextBlock::new(lines);
        GlyphRuns {
            width: block.width(),
            size: block.size(),
            x_height: block.x_height(),
            depth: block.depth(),
            lines: block.lines.into_iter().map(glyph_run).collect(),
        }
    }
}

fn glyph_run(line: TextLine) -> GlyphRun {
    let stretches = lettering::stretches(&line.runs);
    let letters = match (stretches.as_slice(), line.runs.as_slice()) {
        ([one], [run]) if !one.right_to_left => {
            let ink = |c: char| {
                (!c.is_whitespace()).then(|| lettering::measure(&c.to_string(), &run.font).ink)
            };
            lettering::letters(run).into_iter().zip(run.content.chars().map(ink)).collect()
        }
        _ => Vec::new(),
    };
    let size = line.runs.first().map_or(0.0, |run| run.font.size.millimetres().0);
    GlyphRun { size, runs: Arc::new(line.runs), extent: line.extent, down: line.down, letters }
}

/// Whether a line can be set letter by letter.
pub(super) fn is_one_glyph_run(runs: &[Run]) -> bool {
    matches!(lettering::stretches(runs).as_slice(), [one] if !one.right_to_left) && runs.len() == 1
}
