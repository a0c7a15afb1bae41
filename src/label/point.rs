//! Places beside a symbol: eight sides and steps between them, at growing distance.
//! Imhof 1975: the name never covers its own symbol.

use super::candidate::Candidate;
use super::cost::{FURTHER, SHIFTED, SIDE_STEP};
use super::ground::Prepared;
use super::request::ordered;
use super::text_block::TextBlock;
use super::{Anchoring, Label, Leader, leader};
use crate::scene::Anchor;
use crate::space::Side;
use geo::{Coord, coord};
use std::sync::Arc;

/// Further from the symbol than its gap, in millimetres, when the nearer places are taken.
const STEPS: [f64; 4] = [0.0, 0.35, 0.8, 1.4];
/// Names above and below may be shifted by this share of their width.
const SHIFTS: [f64; 5] = [0.0, -0.2, 0.2, -0.38, 0.38];

pub(super) fn list(label: &Label, block: &Arc<TextBlock>, ground: &Prepared) -> Vec<Candidate> {
    let Anchoring::Point { at, radius, gap, positions, leader } = &label.anchoring else {
        return Vec::new();
    };
    let mut candidates = Vec::new();
    for (order, position) in ordered(positions).into_iter().enumerate() {
        for step in STEPS {
            let from = radius.0 + gap.0 + step;
            let cost = SIDE_STEP * order as f64 + FURTHER * step;
            for (place, anchor, shift) in beside(block, at.0, from, position) {
                let shifted = if shift == 0.0 { 0.0 } else { SHIFTED * (1.0 + shift.abs()) };
                let candidate = Candidate::block(block, place, anchor).costing(cost + shifted);
                candidates.extend(candidate.on(ground, label, Some(at.0)).map(|candidate| {
                    let doubt = ground.ambiguity(&candidate.parts, at.0, gap.0 + step);
                    candidate.costing(doubt)
                }));
            }
        }
    }
    if *leader == Leader::Always {
        candidates.extend(leader::list(label, block, at.0, radius.0, ground));
    }
    candidates
}

/// The anchor's place on the first baseline for a name on `position`, `from` the symbol's centre; above
/// and below also shifted sideways, by a share of the width.
pub(super) fn beside(
    block: &TextBlock,
    centre: Coord,
    from: f64,
    position: Side,
) -> Vec<(Coord, Anchor, f64)> {
    /// How far a name is raised or lowered on the upper and lower sides, in x-heights.
    const RAISE: f64 = 0.55;
    let (top, bottom) = block.reach();
    // The small letters of a single line, or the whole block, stand level with the symbol.
    let level = centre.y + block.x_height() / 2.0 - block.depth() / 2.0;
    let raise = RAISE * block.x_height();
    let right = |down: f64| vec![(coord! { x: centre.x + from, y: down }, Anchor::Start, 0.0)];
    let left = |down: f64| vec![(coord! { x: centre.x - from, y: down }, Anchor::End, 0.0)];
    let middle = |down: f64| {
        SHIFTS
            .map(|shift| {
                (coord! { x: centre.x + shift * block.width(), y: down }, Anchor::Middle, shift)
            })
            .to_vec()
    };
    match position {
        Side::NorthEast => right(level - raise),
        Side::East => right(level),
        Side::SouthEast => right(level + raise),
        Side::NorthWest => left(level - raise),
        Side::West => left(level),
        Side::SouthWest => left(level + raise),
        Side::North => middle(centre.y - from - bottom),
        Side::South => middle(centre.y + from - top),
    }
}
