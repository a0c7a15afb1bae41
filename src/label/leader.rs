//! Places at the end of a leader line, for names with no room beside their symbol.
//! The line leaves the symbol aslant, turns once and ends level with the name.

use super::Label;
use super::candidate::Candidate;
use super::cost::{LEADER, LEADER_LENGTH, LEADER_STRAYS};
use super::ground::Prepared;
use super::text_block::TextBlock;
use crate::scene::Anchor;
use geo::{Coord, coord};
use std::sync::Arc;

/// Lengths of the slanting part, in millimetres.
const LENGTHS: [f64; 8] = [3.0, 4.5, 6.0, 7.5, 9.0, 11.0, 13.0, 16.0];
/// Its slopes, as across : down; 0 : 1 is straight up or down.
const SLOPES: [(f64, f64); 4] = [(1.0, 1.0), (0.866, 0.5), (0.5, 0.866), (0.97, 0.26)];
/// Length of the level part.
const STUB: f64 = 1.2;
/// From the symbol's edge to the beginning of the line.
const CLEAR: f64 = 0.05;
/// From the end of the line to the name.
const GAP: f64 = 0.5;

pub(super) fn list(
    label: &Label,
    block: &Arc<TextBlock>,
    centre: Coord,
    radius: f64,
    ground: &Prepared,
) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for length in LENGTHS {
        for (across, down) in SLOPES {
            for (right, below) in [(1.0, -1.0), (1.0, 1.0), (-1.0, -1.0), (-1.0, 1.0)] {
                let norm = (across * across + down * down).sqrt();
                let (x, y) = (right * across / norm, below * down / norm);
                let from = radius + CLEAR;
                let start = coord! { x: centre.x + x * from, y: centre.y + y * from };
                let elbow = coord! { x: centre.x + x * length, y: centre.y + y * length };
                let end = coord! { x: elbow.x + right * STUB, y: elbow.y };
                candidates.extend(led(label, block, [centre, start, elbow, end], ground));
            }
        }
    }
    candidates
}

fn led(
    label: &Label,
    block: &Arc<TextBlock>,
    [centre, start, elbow, end]: [Coord; 4],
    ground: &Prepared,
) -> Option<Candidate> {
    let rightwards = end.x > elbow.x;
    let (x, anchor) =
        if rightwards { (end.x + GAP, Anchor::Start) } else { (end.x - GAP, Anchor::End) };
    let at = coord! { x: x, y: end.y + block.x_height() / 2.0 };
    let run = ((elbow.x - start.x).powi(2) + (elbow.y - start.y).powi(2)).sqrt() + STUB;
    let crossed = ground.crossing(start, elbow) + ground.crossing(elbow, end);
    let strayed =
        ground.in_foreign_water(label, start, elbow) + ground.in_foreign_water(label, elbow, end);
    let candidate = Candidate::block(block, at, anchor)
        .led(vec![start, elbow, end])
        .costing(LEADER + LEADER_LENGTH * run + crossed + LEADER_STRAYS * strayed);
    let free = [start, elbow, end].into_iter().all(|at| ground.is_in_frame(at))
        && ground.spares(&candidate.leader_parts, centre);
    let candidate = candidate.on(ground, label, None).filter(|_| free)?;
    let doubt = ground.ambiguity(&candidate.parts, centre, 0.0);
    Some(candidate.costing(doubt))
}
