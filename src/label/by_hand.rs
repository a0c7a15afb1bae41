//! Names that stand where the figure says: one place each, which frame and furniture alone may forbid; other names make room.

use super::candidate::Candidate;
use super::ground::Prepared;
use super::request::HandPlace;
use super::text_block::TextBlock;
use super::{Anchoring, Label, point};
use crate::scene::Anchor;
use std::sync::Arc;

pub(super) fn list(label: &Label, block: &Arc<TextBlock>, ground: &Prepared) -> Vec<Candidate> {
    let Anchoring::ByHand { symbol, gap, place } = &label.anchoring else { return Vec::new() };
    let candidate = match place {
        HandPlace::Middle(at) => {
            let set = Candidate::block(block, at.0, Anchor::Middle);
            Candidate::block(block, at.0 + (at.0 - set.bounds.centre()), Anchor::Middle)
        }
        HandPlace::Side(side, shift) => {
            let Some((at, radius)) = symbol else { return Vec::new() };
            let places = point::beside(block, at.0, radius.0 + gap.0, *side);
            let Some((at, anchor, _)) = places.into_iter().next() else { return Vec::new() };
            Candidate::block(block, at + *shift, anchor)
        }
    };
    let is_free = candidate.parts.iter().all(|part| ground.has_room_for(part));
    is_free.then_some(candidate).into_iter().collect()
}
