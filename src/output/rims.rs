//! The rim of a line in, where the ground changes below it: the line in pieces of one colour out, to stand below the letters.

use crate::lettering;
use crate::scene::{Lay, Run, Text};
use crate::space::OnSheet;
use geo::Coord;

/// A line of one run in pieces, each in the colour of its rim and where it stands in the line.
pub(super) fn pieces(text: &Text) -> Vec<Text> {
    let Some(run) = text.runs.first() else { return Vec::new() };
    let letters = lettering::letters(run);
    let mut pieces = Vec::new();
    let mut from = 0;
    for (count, colour) in &text.rims {
        let to = (from + count).min(letters.len());
        let content: String = run.content.chars().skip(from).take(to - from).collect();
        let lay = match &text.lay {
            Lay::Straight { position, anchor, angle } => {
                let width = lettering::measure_runs(&text.runs).width.0;
                let along = letters.get(from).map_or(0.0, |letter| letter.x) - anchor.back(width);
                let (sin, cos) = libm::sincos(angle.0.to_radians());
                let at = Coord { x: position.0.x + along * cos, y: position.0.y + along * sin };
                Lay::Straight { position: OnSheet(at), anchor: Default::default(), angle: *angle }
            }
            Lay::Curved { letters } => Lay::Curved {
                letters: letters.iter().skip(from).take(to - from).copied().collect(),
            },
        };
        let runs = vec![Run { content, colour: *colour, ..run.clone() }];
        pieces.push(Text { id: None, runs, lay, halo: None, rims: Vec::new(), language: None });
        from = to;
    }
    pieces
}
