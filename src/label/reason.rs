//! Why a label found no room, in words for the report.

use super::candidate::Candidate;
use super::conflict::pair_cost;
use super::cost::Spacing;
use super::{Anchoring, Label};

/// Why a label was left out.
pub(super) fn reason(
    labels: &[Label],
    candidates: &[Vec<Candidate>],
    chosen: &[Option<usize>],
    index: usize,
    spacing: Spacing,
) -> String {
    let Some(best) = candidates[index].first() else {
        let reason = match &labels[index].anchoring {
            Anchoring::Along { path, .. } if path.0.0.is_empty() => {
                "on this map no part of it is wide or long enough for letters along it"
            }
            Anchoring::Along { .. } => "its line is too short or too steep for it",
            Anchoring::Area { .. } => "its area is too small for it",
            Anchoring::ByHand { .. } => {
                "where it is put by hand stand frame or furniture, or it has no symbol to stand beside"
            }
            Anchoring::Box { .. } => "no place is clear of frame, furniture and symbols",
            _ => "no place near it is clear of frame, furniture and symbols",
        };
        return reason.to_owned();
    };
    let in_the_way = (0..labels.len()).find(|&other| {
        let there = chosen[other].and_then(|choice| candidates[other].get(choice));
        there.is_some_and(|there| other != index && pair_cost(best, there, spacing).is_none())
    });
    match in_the_way {
        Some(other) => format!("\"{}\" takes its best place", labels[other].text()),
        None => "every place left is worse than leaving it out".to_owned(),
    }
}
