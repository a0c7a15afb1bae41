//! Tracking (letter spacing): lines and the length that they may fill in, the same lines spread out or closed up out.

use super::text_block::TextBlock;
use crate::scene::Run;

/// How much of the line a spread name fills (its ends stay free).
const FILLED: f64 = 0.78;

/// The lines at their widest letter spacing that the line has room for, and at closer ones, with
/// the share of the spacing that is lost.
pub(super) fn spacings(
    lines: &[Vec<Run>],
    tracking: Option<(f64, f64)>,
    length: f64,
) -> Vec<(Vec<Vec<Run>>, f64)> {
    let Some((least, most)) = tracking else {
        // A fixed spacing is still closed up before the name is lost.
        return [1.0, 0.6, 0.25].map(|share| (scaled(lines, share), 1.0 - share)).to_vec();
    };
    let natural = TextBlock::new(&with_spacing(lines, 0.0));
    let letters: usize =
        lines.first().map_or(0, |line| line.iter().map(|run| run.content.chars().count()).sum());
    let gaps = (letters.max(2) - 1) as f64 * natural.size().max(1e-9);
    let wished = ((length * FILLED - natural.width()) / gaps).clamp(least, most.max(least));
    [1.0, 0.6, 0.2]
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

/// The same lines in `share` of their sizes, none below `least` points that was not.
pub(super) fn smaller(lines: &[Vec<Run>], share: f64, least: f64) -> Vec<Vec<Run>> {
    let mut lines = lines.to_vec();
    for run in lines.iter_mut().flatten() {
        let size = run.font.size.0;
        run.font.size.0 = (size * share).max(least.min(size));
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
