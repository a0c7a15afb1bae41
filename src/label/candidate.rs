//! A place that a name could take: what it covers, what it costs, how its letters are set. Plain data; each
//! kind of label lists its own (`point`, `island`, `area`, `along`), and `typesetting` sets the chosen.

use super::ground::Prepared;
use super::shape::{Bounds, OrientedBox};
use super::text_block::TextBlock;
use super::{Anchoring, Label, Terrain};
use crate::scene::{Anchor, Run};
use geo::Coord;
use std::sync::Arc;

/// A possible place.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// What its letters cover.
    pub(super) parts: Vec<OrientedBox>,
    /// Upright box round all that it covers, leader included.
    pub(super) bounds: Bounds,
    /// What it costs for itself, by [`super::cost`].
    pub(super) cost: f64,
    /// The leader line from the symbol to the name; empty for none.
    pub(super) leader: Vec<Coord>,
    /// The same as thin boxes.
    pub(super) leader_parts: Vec<OrientedBox>,
    /// How its letters are set.
    pub(super) typeset: Typeset,
    /// Which of the label's alternatives it sets; none for the label as wished.
    pub(super) alternative: Option<usize>,
    /// From the letters to the shore of the island that it names, where it stands beside that.
    pub(super) from_shore: Option<f64>,
    /// The symbol that it names, if that is a dot.
    pub(super) symbol: Option<OwnSymbol>,
    /// The height of its small letters where it is the name of an area, set level: two such are not read as one.
    pub(super) level_area: Option<f64>,
    /// Upright box round all that it covers and its symbol.
    pub(super) reach: Bounds,
    /// The point that it tells of, where it is a box: what lies under a box is not seen.
    pub(super) box_of: Option<Coord>,
}

/// The symbol that a name belongs to.
#[derive(Clone, Copy, Debug)]
pub(super) struct OwnSymbol {
    pub(super) at: Coord,
    pub(super) radius: f64,
    /// From the letters to its edge; no other symbol may be nearer, or the name is read as that one's. At the end of a leader,
    /// which says whose the name is, less will do.
    pub(super) apart: f64,
}

/// No symbol but its own is nearer to a name at the end of a leader, in mm.
const APART_AT_LEADER: f64 = 1.8;
/// And no island.
const APART_FROM_ISLANDS: f64 = 0.7;

/// How the letters are set.
#[derive(Clone, Debug)]
pub(super) enum Typeset {
    /// Upright lines, the anchor on the first baseline.
    Level { block: Arc<TextBlock>, at: Coord, anchor: Anchor },
    /// Turned or curved lines.
    Lines(Vec<TypesetLine>),
    /// None: what stands there is set by the caller.
    Blank,
}

/// A line off the horizontal.
#[derive(Clone, Debug)]
pub(super) enum TypesetLine {
    /// Straight: left end of the baseline, turn in degrees.
    Turned { runs: Arc<Vec<Run>>, at: Coord, angle: f64 },
    /// Letter by letter (one run of one face): left end of each baseline, turn in degrees.
    Curved { runs: Arc<Vec<Run>>, letters: Vec<(Coord, f64)> },
}

impl Candidate {
    /// Upright lines with `at` on the first baseline; no cost yet.
    pub(super) fn block(block: &Arc<TextBlock>, at: Coord, anchor: Anchor) -> Candidate {
        let typeset = Typeset::Level { block: Arc::clone(block), at, anchor };
        Candidate::new(block.parts(at, anchor), typeset)
    }

    /// Turned or curved lines that cover `parts`; no cost yet.
    pub(super) fn lines(lines: Vec<TypesetLine>, parts: Vec<OrientedBox>) -> Candidate {
        Candidate::new(parts, Typeset::Lines(lines))
    }

    fn new(parts: Vec<OrientedBox>, typeset: Typeset) -> Candidate {
        let bounds = parts.iter().fold(Bounds::EMPTY, |all, part| all.with(part.bounds));
        Candidate {
            parts,
            bounds,
            cost: 0.0,
            leader: Vec::new(),
            leader_parts: Vec::new(),
            typeset,
            alternative: None,
            from_shore: None,
            symbol: None,
            level_area: None,
            reach: bounds,
            box_of: None,
        }
    }

    /// A box of a point; no cost yet.
    pub(super) fn boxed(taken: OrientedBox, point: Coord) -> Candidate {
        Candidate { box_of: Some(point), ..Candidate::new(vec![taken], Typeset::Blank) }
    }

    /// Whether this is a box on the symbol that another name belongs to.
    pub(super) fn hides_symbol_of(&self, other: &Candidate) -> bool {
        /// Between the edge of a box and a symbol beside it, in mm.
        const CLEAR: f64 = 0.4;
        let (Some(point), Some(symbol)) = (self.box_of, &other.symbol) else { return false };
        let least = symbol.radius + CLEAR;
        symbol.at != point && self.parts.iter().any(|part| part.gap_to(symbol.at) < least)
    }

    /// The same as a place of this label, whose symbol it stands by.
    pub(super) fn by_symbol_of(mut self, label: &Label) -> Candidate {
        let symbol = match &label.anchoring {
            Anchoring::Point { at, radius, .. } => Some((at.0, radius.0)),
            Anchoring::ByHand { symbol, .. } => symbol.map(|(at, radius)| (at.0, radius.0)),
            _ => None,
        };
        if let Some((at, radius)) = symbol.filter(|(_, radius)| *radius > 0.0) {
            let letters = self.parts.iter().map(|part| part.gap_to(at));
            let apart = match self.leader.is_empty() {
                true => letters.fold(f64::INFINITY, f64::min) - radius,
                false => APART_AT_LEADER,
            };
            // whoever puts a name far from its symbol has seen what else is near
            let apart = match label.anchoring {
                Anchoring::ByHand { .. } => apart.min(APART_AT_LEADER),
                _ => apart,
            };
            self.symbol = Some(OwnSymbol { at, radius, apart });
            self.reach = self.bounds.with(Bounds::of([at]).grown(radius));
        }
        if let (Anchoring::Area { .. }, Typeset::Level { block, .. }) =
            (&label.anchoring, &self.typeset)
        {
            self.level_area = Some(block.x_height());
        }
        self
    }

    /// Whether this and the name of another area are read as one: they stand on one line, or one below the other.
    pub(super) fn reads_on_in(&self, other: &Candidate) -> bool {
        /// So many heights of small letters part two names on a line, and two below each other.
        const APART: (f64, f64) = (3.0, 1.3);
        let (Some(own), Some(theirs)) = (self.level_area, other.level_area) else { return false };
        let (height, a, b) = (own.max(theirs), &self.bounds, &other.bounds);
        let across = (a.left.max(b.left) - a.right.min(b.right)).max(0.0);
        let down = (a.top.max(b.top) - a.bottom.min(b.bottom)).max(0.0);
        let is_level = down == 0.0 && across < APART.0 * height;
        let is_below = across == 0.0 && down < APART.1 * height;
        is_level || is_below
    }

    /// Whether the symbol of another name is nearer to its letters than its own.
    pub(super) fn strays_to(&self, other: &Candidate) -> bool {
        /// Distances that differ by less are alike, in mm.
        const ROUNDING: f64 = 1e-6;
        let (Some(own), Some(theirs)) = (&self.symbol, &other.symbol) else { return false };
        let least = own.apart + theirs.radius - ROUNDING;
        own.at != theirs.at
            && self.bounds.grown(least.max(0.0)).holds(theirs.at)
            && self.parts.iter().any(|part| part.gap_to(theirs.at) < least)
    }

    /// The same as a place beside an island, so far from its shore.
    pub(super) fn off_shore(self, gap: f64) -> Candidate {
        Candidate { from_shore: Some(gap), ..self }
    }

    /// The same with `more` added to its cost.
    pub(super) fn costing(mut self, more: f64) -> Candidate {
        self.cost += more;
        self
    }

    /// The same as an alternative of the label, with what that costs left to the caller.
    pub(super) fn set_in(self, alternative: Option<usize>) -> Candidate {
        Candidate { alternative, ..self }
    }

    /// The same with a leader line.
    pub(super) fn led(mut self, leader: Vec<Coord>) -> Candidate {
        self.bounds = self.bounds.with(Bounds::of(leader.iter().copied()));
        self.leader_parts =
            leader.windows(2).map(|pair| OrientedBox::line(pair[0], pair[1])).collect();
        self.leader = leader;
        self.reach = self.bounds;
        self
    }

    /// The same with the cost of what it covers; none where a hard rule forbids it.
    pub(super) fn on(
        self,
        ground: &Prepared,
        label: &Label,
        own: Option<Coord>,
    ) -> Option<Candidate> {
        if self.parts.is_empty() || !ground.allows(&self.parts, own) {
            return None;
        }
        // Art direction, rule 1: a town or an island named in another state's water misleads;
        // it is dropped instead. As a mere cost, a high priority outweighed it.
        let beside = matches!(label.anchoring, Anchoring::Point { .. } | Anchoring::Island { .. });
        let is_held = beside || label.terrain != Terrain::Any;
        if is_held && ground.trespasses(label, &self.parts) {
            return None;
        }
        // nearer to another island than to its own shore, or beside it at the end of its leader
        let reach = if self.leader.is_empty() { self.from_shore } else { Some(APART_FROM_ISLANDS) };
        if beside && ground.tells_of_another_island(label, &self.parts, reach) {
            return None;
        }
        let cost = ground.cost(label, &self.parts);
        Some(self.costing(cost))
    }
}
