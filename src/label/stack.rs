//! Callout stacks: where towns crowd so that one of them cannot be named beside its dot, their names stand
//! in a column beside the crowd, in the order of the dots, at the end of straight leaders that do not cross
//! (art direction, caucasus §7 rule 1). Lists such columns; whether one is worth it, `search` weighs.

use super::candidate::Candidate;
use super::cost::{LEADER, LEADER_LENGTH, LEADER_STRAYS};
use super::ground::Prepared;
use super::shape::Bounds;
use super::text_block::TextBlock;
use super::{Anchoring, Label};
use crate::scene::Anchor;
use geo::{Coord, Intersects, Line, coord};
use std::sync::Arc;

/// A place for each of several labels, by their numbers.
pub(super) type Stack = Vec<(usize, Candidate)>;

/// A label at a place that costs more than this is in want of a stack.
const TROUBLED: f64 = 12.0;
/// So many labels are relieved, those first that are dearest to leave out: of a sheet with more no stack makes a good one.
const MOST_TROUBLED: usize = 80;
/// Dots within this of each other crowd, in millimetres.
const NEAR: f64 = 9.0;
/// Names of a stack, at the least and at the most.
const LEAST: usize = 3;
const MOST: usize = 7;
/// From the outermost dot of the crowd to the column, in millimetres.
const AWAY: [f64; 6] = [3.0, 4.5, 6.5, 9.0, 12.0, 15.0];
/// How far the column is raised or lowered against its dots, in millimetres.
const SHIFTS: [f64; 7] = [0.0, -2.0, 2.0, -4.5, 4.5, -7.0, 7.0];
/// Between the names of a column, in millimetres.
const BETWEEN: f64 = 0.8;
/// From the dot to the leader, and from the leader to the name.
const CLEAR: f64 = 0.05;
const GAP: f64 = 0.5;
/// Stacks of each crowd that the search may choose from, the cheapest.
const MOST_STACKS: usize = 12;
/// A way to set a name that costs more gives up a part of it.
const WHOLE: f64 = 10.0;

/// The stacks that could relieve labels that stand badly or not at all; `costs` holds what each costs now.
pub(super) fn list(labels: &[Label], costs: &[f64], ground: &Prepared) -> Vec<Stack> {
    let cost = |label: &usize| costs.get(*label).copied().unwrap_or_default();
    let mut troubled: Vec<usize> =
        (0..labels.len()).filter(|label| cost(label) > TROUBLED).collect();
    if troubled.len() > MOST_TROUBLED {
        troubled.sort_by(|a, b| cost(b).total_cmp(&cost(a)).then(a.cmp(b)));
        troubled.truncate(MOST_TROUBLED);
        troubled.sort_unstable();
    }
    troubled.into_iter().flat_map(|label| relieving(label, labels, ground)).collect()
}

/// A dot with its name.
#[derive(Clone, Copy)]
struct Dot<'a> {
    number: usize,
    label: &'a Label,
    at: Coord,
    radius: f64,
}

fn dot(number: usize, label: &Label) -> Option<Dot<'_>> {
    match &label.anchoring {
        Anchoring::Point { at, radius, .. } if radius.0 > 0.0 => {
            Some(Dot { number, label, at: at.0, radius: radius.0 })
        }
        _ => None,
    }
}

/// Stacks of a label with the nearest others of its state, the cheapest first.
fn relieving(number: usize, labels: &[Label], ground: &Prepared) -> Vec<Stack> {
    let Some(own) = labels.get(number).and_then(|label| dot(number, label)) else {
        return Vec::new();
    };
    let distance = |dot: &Dot| super::curve::distance(dot.at, own.at);
    let dots = labels.iter().enumerate().filter_map(|(number, label)| dot(number, label));
    let is_near = |dot: &Dot| distance(dot) < NEAR && dot.label.owner == own.label.owner;
    let mut crowd: Vec<Dot> = dots.filter(is_near).collect();
    crowd.sort_by(|a, b| distance(a).total_cmp(&distance(b)));
    let most = crowd.len().min(MOST);
    let mut stacks: Vec<(f64, Stack)> = Vec::new();
    for count in LEAST..=most {
        let mut column: Vec<Dot> = crowd.iter().take(count).copied().collect();
        column.sort_by(|a, b| a.at.y.total_cmp(&b.at.y).then(a.at.x.total_cmp(&b.at.x)));
        for rightwards in [true, false] {
            for away in AWAY {
                let places = SHIFTS.iter().filter_map(|shift| {
                    Column::new(&column, rightwards, away, *shift).stack(&column, ground)
                });
                stacks.extend(places);
            }
        }
    }
    stacks.sort_by(|a, b| a.0.total_cmp(&b.0));
    stacks.into_iter().take(MOST_STACKS).map(|(_, stack)| stack).collect()
}

/// A column of names.
struct Column {
    rightwards: bool,
    /// The edge that the names are flush with, and where leaders end.
    edge: f64,
    /// The name of each dot, the way it is set in, and its top.
    rows: Vec<(Arc<TextBlock>, Option<usize>, f64)>,
}

impl Column {
    fn new(dots: &[Dot], rightwards: bool, away: f64, shift: f64) -> Column {
        let extent = Bounds::of(dots.iter().map(|dot| dot.at));
        let edge = if rightwards { extent.right + away } else { extent.left - away };
        let blocks: Vec<(Arc<TextBlock>, Option<usize>)> =
            dots.iter().map(|dot| set(dot.label)).collect();
        let height = |block: &TextBlock| {
            let (top, bottom) = block.reach();
            bottom - top
        };
        let whole: f64 =
            blocks.iter().map(|(block, _)| height(block) + BETWEEN).sum::<f64>() - BETWEEN;
        let mean = dots.iter().map(|dot| dot.at.y).sum::<f64>() / dots.len().max(1) as f64;
        let mut top = mean - whole / 2.0 + shift;
        let mut rows = Vec::new();
        for (block, alternative) in blocks {
            let next = top + height(&block) + BETWEEN;
            rows.push((block, alternative, top));
            top = next;
        }
        Column { rightwards, edge, rows }
    }

    /// The places of all names with their cost together; none if one has none, or two leaders cross.
    fn stack(&self, dots: &[Dot], ground: &Prepared) -> Option<(f64, Stack)> {
        let mut stack = Stack::new();
        let mut leaders: Vec<Line> = Vec::new();
        let mut cost = 0.0;
        for (row, dot) in self.rows.iter().zip(dots) {
            let (leader, candidate) = self.place(row, dot, ground)?;
            if leaders.iter().any(|other| other.intersects(&leader)) {
                return None;
            }
            leaders.push(leader);
            cost += candidate.cost;
            stack.push((dot.number, candidate));
        }
        Some((cost, stack))
    }

    fn place(
        &self,
        (block, alternative, top): &(Arc<TextBlock>, Option<usize>, f64),
        dot: &Dot,
        ground: &Prepared,
    ) -> Option<(Line, Candidate)> {
        let outwards = if self.rightwards { 1.0 } else { -1.0 };
        let anchor = if self.rightwards { Anchor::Start } else { Anchor::End };
        let baseline = top - block.reach().0;
        // the leader ends level with the small letters of the first line
        let end = coord! { x: self.edge, y: baseline - block.x_height() / 2.0 };
        let length = super::curve::distance(dot.at, end).max(1e-9);
        let start = dot.at + (end - dot.at) * ((dot.radius + CLEAR) / length);
        let at = coord! { x: self.edge + outwards * GAP, y: baseline };
        let strayed = ground.in_foreign_water(dot.label, start, end);
        let cost = LEADER + LEADER_LENGTH * length + ground.crossing(start, end);
        let candidate = Candidate::block(block, at, anchor)
            .led(vec![start, end])
            .set_in(*alternative)
            .costing(cost + LEADER_STRAYS * strayed);
        let free = ground.spares(&candidate.leader_parts, dot.at);
        let candidate = candidate.on(ground, dot.label, None).filter(|_| free)?;
        let doubt = ground.ambiguity(&candidate.parts, dot.at, 0.0);
        Some((Line::new(start, end), candidate.costing(doubt)))
    }
}

/// A name on one line if all of it can be, as it stands best in a column; else as wished.
fn set(label: &Label) -> (Arc<TextBlock>, Option<usize>) {
    let on_one = label
        .alternatives
        .iter()
        .position(|alternative| alternative.lines.len() == 1 && alternative.cost < WHOLE);
    let alternative = on_one.filter(|_| label.lines.len() > 1);
    (Arc::new(TextBlock::new(&label.set_as(alternative).lines)), alternative)
}
