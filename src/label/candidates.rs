//! A label in, all places that it could take out, the cheapest first: each kind of label has its own way
//! of placing, and each other way to set the name is tried by the same.

use super::candidate::Candidate;
use super::ground::Prepared;
use super::text_block::TextBlock;
use super::{Anchoring, Label, Terrain};
use super::{along, area, boxed, by_hand, island, point};
use std::sync::Arc;

/// All places that `label` could take, the cheapest first.
pub(super) fn list(label: &Label, ground: &Prepared) -> Vec<Candidate> {
    let mut candidates = as_wished(label, ground);
    for (alternative, other) in label.alternatives.iter().enumerate() {
        let places = as_wished(&label.set_as(Some(alternative)), ground);
        let places = places.into_iter().map(|own| own.costing(other.cost));
        candidates.extend(places.map(|own| Candidate { alternative: Some(alternative), ..own }));
    }
    candidates.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    candidates.into_iter().map(|candidate| candidate.by_symbol_of(label)).collect()
}

/// Places outside of the area that a label names, for one whose places inside are taken, the cheapest first.
pub(super) fn outside(label: &Label, ground: &Prepared) -> Vec<Candidate> {
    let mut candidates = area::outside(label, ground);
    candidates.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    candidates.into_iter().map(|candidate| candidate.by_symbol_of(label)).collect()
}

/// The places of a label set as its lines say.
fn as_wished(label: &Label, ground: &Prepared) -> Vec<Candidate> {
    let block = Arc::new(TextBlock::new(&label.lines));
    if block.lines.is_empty() {
        return Vec::new();
    }
    match &label.anchoring {
        Anchoring::Point { .. } => point::list(label, &block, ground),
        Anchoring::Island { .. } => island::list(label, &block, ground),
        Anchoring::Area { .. } => area::list(label, ground),
        Anchoring::ByHand { .. } => by_hand::list(label, &block, ground),
        Anchoring::Box { at, places } => boxed::list(at.0, places, ground),
        Anchoring::Along { path, tracking, .. } => {
            let drawn = along::list(label, ground);
            // what the frame leaves of a line tells little of the water on the map: the name of a great one follows that
            let is_great = label.terrain == Terrain::Water && tracking.is_some();
            let of_basin = match is_great && (drawn.is_empty() || ground.cuts(&path.0)) {
                true => area::in_basin(label, *tracking, ground),
                false => Vec::new(),
            };
            if of_basin.is_empty() { drawn } else { of_basin }
        }
    }
}
