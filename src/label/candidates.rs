//! A label in, all places that it could take out, the cheapest first: each kind of label has its own way
//! of placing, and each other way to set the name is tried by the same.

use super::block::Block;
use super::candidate::Candidate;
use super::ground::Prepared;
use super::{Kind, Label};
use super::{along, area, island, point};
use std::sync::Arc;

/// All places that `label` could take, the cheapest first.
pub(super) fn list(label: &Label, ground: &Prepared) -> Vec<Candidate> {
    let mut candidates = as_wished(label, ground);
    for (way, other) in label.others.iter().enumerate() {
        let places = as_wished(&label.set_as(Some(way)), ground);
        let places = places.into_iter().map(|own| own.costing(other.cost));
        candidates.extend(places.map(|own| Candidate { way: Some(way), ..own }));
    }
    candidates.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    candidates
}

/// The places of a label set as its lines say.
fn as_wished(label: &Label, ground: &Prepared) -> Vec<Candidate> {
    let block = Arc::new(Block::new(&label.lines));
    if block.lines.is_empty() {
        return Vec::new();
    }
    match &label.kind {
        Kind::Point { .. } => point::list(label, &block, ground),
        Kind::Island { .. } => island::list(label, &block, ground),
        Kind::Area { .. } => area::list(label, ground),
        Kind::Along { .. } => along::list(label, ground),
    }
}
