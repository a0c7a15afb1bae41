//! Boxes: the edges of a line in their order in, boxes round runs of them and round runs of runs out, by which those near a place, or
//! near each other, are found. What follows on a line lies close together, so that nothing has to be sorted.

use geo::Coord;
use std::borrow::Cow;
use std::ops::ControlFlow::{self, Continue};

/// So many edges have a box together. Fewer make more boxes, more are looked at one by one.
const OF_A_RUN: usize = 8;

/// What lies from a corner to the opposite one, both included.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    low: Coord,
    high: Coord,
}

impl Bounds {
    /// What two corners are opposite in.
    pub(crate) fn of([a, b]: [Coord; 2]) -> Bounds {
        let low = Coord { x: a.x.min(b.x), y: a.y.min(b.y) };
        let high = Coord { x: a.x.max(b.x), y: a.y.max(b.y) };
        Bounds { low, high }
    }

    /// The corner in the south-west and the one in the north-east.
    pub(crate) fn corners(self) -> [Coord; 2] {
        [self.low, self.high]
    }

    fn with(self, other: Bounds) -> Bounds {
        let low = Coord { x: self.low.x.min(other.low.x), y: self.low.y.min(other.low.y) };
        let high = Coord { x: self.high.x.max(other.high.x), y: self.high.y.max(other.high.y) };
        Bounds { low, high }
    }

    /// Whether two have a point in common, be it a corner.
    pub(crate) fn meets(&self, other: &Bounds) -> bool {
        self.low.x <= other.high.x
            && other.low.x <= self.high.x
            && self.low.y <= other.high.y
            && other.low.y <= self.high.y
    }
}

/// A line whose edges are found by where they lie.
pub(crate) struct Boxes<'a> {
    line: Cow<'a, [Coord]>,
    /// Round runs of edges, then each level round pairs of the one before, up to one box round all.
    levels: Vec<Vec<Bounds>>,
}

/// How many boxes and edges may still be looked at.
struct Budget(usize);

/// A box: its level and its number there.
type Node = (usize, usize);

impl<'a> Boxes<'a> {
    pub(crate) fn of(line: impl Into<Cow<'a, [Coord]>>) -> Boxes<'a> {
        let mut boxes = Boxes { line: line.into(), levels: Vec::new() };
        let runs = boxes.edges().div_ceil(OF_A_RUN);
        let round = |run: usize| {
            let (first, last) = boxes.run(run);
            let mut bounds = Bounds::of(boxes.edge(first));
            for edge in first + 1..last {
                bounds = bounds.with(Bounds::of(boxes.edge(edge)));
            }
            bounds
        };
        let mut level: Vec<Bounds> = (0..runs).map(round).collect();
        while level.len() > 1 {
            let above =
                level.chunks(2).map(|pair| pair[1..].iter().fold(pair[0], |a, b| a.with(*b)));
            let above = above.collect();
            boxes.levels.push(std::mem::replace(&mut level, above));
        }
        boxes.levels.push(level);
        boxes
    }

    /// The box round all; none of a line without edges.
    pub(crate) fn bounds(&self) -> Option<Bounds> {
        self.levels.last()?.first().copied()
    }

    /// Where an edge starts and ends.
    pub(crate) fn edge(&self, index: usize) -> [Coord; 2] {
        [self.line[index], self.line[index + 1]]
    }

    fn edges(&self) -> usize {
        self.line.len().saturating_sub(1)
    }

    /// The first edge of a run and the one after its last.
    fn run(&self, run: usize) -> (usize, usize) {
        (run * OF_A_RUN, ((run + 1) * OF_A_RUN).min(self.edges()))
    }

    fn top(&self) -> Option<Node> {
        self.bounds().map(|_| (self.levels.len() - 1, 0))
    }

    fn box_of(&self, (level, number): Node) -> &Bounds {
        &self.levels[level][number]
    }

    /// The boxes in a box, if it is not one of a run.
    fn below(&self, (level, number): Node) -> impl Iterator<Item = Node> {
        let below = level.checked_sub(1);
        let last = below.map_or(0, |below| self.levels[below].len());
        let numbers = 2 * number..(2 * number + 2).min(last);
        numbers.filter_map(move |number| Some((below?, number)))
    }

    /// Visits the edges whose boxes meet others' bounds, in their order.
    pub(crate) fn near(&self, bounds: &Bounds, mut visit: impl FnMut(usize)) {
        if let Some(top) = self.top() {
            self.near_in(top, bounds, &mut visit);
        }
    }

    fn near_in(&self, node: Node, bounds: &Bounds, visit: &mut impl FnMut(usize)) {
        if !self.box_of(node).meets(bounds) {
            return;
        }
        if node.0 > 0 {
            self.below(node).for_each(|node| self.near_in(node, bounds, visit));
            return;
        }
        let (first, last) = self.run(node.1);
        let edges = (first..last).filter(|&edge| Bounds::of(self.edge(edge)).meets(bounds));
        edges.for_each(visit);
    }

    /// Visits the pairs of edges whose boxes meet, the one that is before the other on the line first, as long as no more than `most`
    /// boxes and edges were looked at: breaks off then, which a line asks for that runs to and fro over all of its extent.
    pub(crate) fn pairs(
        &self,
        most: usize,
        mut visit: impl FnMut(usize, usize),
    ) -> ControlFlow<()> {
        let Some(top) = self.top() else { return Continue(()) };
        self.pairs_within(top, &mut Budget(most), &mut visit)
    }

    fn pairs_within(
        &self,
        node: Node,
        budget: &mut Budget,
        visit: &mut impl FnMut(usize, usize),
    ) -> ControlFlow<()> {
        if node.0 == 0 {
            let (first, last) = self.run(node.1);
            budget.take((last - first) * (last - first) / 2)?;
            for one in first..last {
                let bounds = Bounds::of(self.edge(one));
                let others = (one + 1..last).filter(|it| bounds.meets(&Bounds::of(self.edge(*it))));
                others.for_each(|other| visit(one, other));
            }
            return Continue(());
        }
        let mut below = self.below(node);
        let (one, other) = (below.next(), below.next());
        for node in one.into_iter().chain(other) {
            self.pairs_within(node, budget, visit)?;
        }
        match (one, other) {
            (Some(one), Some(other)) => self.pairs_between(one, other, budget, visit),
            _ => Continue(()),
        }
    }

    /// The same of the edges of two boxes of one level.
    fn pairs_between(
        &self,
        one: Node,
        other: Node,
        budget: &mut Budget,
        visit: &mut impl FnMut(usize, usize),
    ) -> ControlFlow<()> {
        budget.take(1)?;
        let bounds = self.box_of(other);
        if !self.box_of(one).meets(bounds) {
            return Continue(());
        }
        if one.0 > 0 {
            for one in self.below(one) {
                for other in self.below(other) {
                    self.pairs_between(one, other, budget, visit)?;
                }
            }
            return Continue(());
        }
        let ((first, last), (other_first, other_last)) = (self.run(one.1), self.run(other.1));
        budget.take(last - first)?;
        for one in first..last {
            let own = Bounds::of(self.edge(one));
            if own.meets(bounds) {
                budget.take(other_last - other_first)?;
                let others = other_first..other_last;
                let others = others.filter(|it| own.meets(&Bounds::of(self.edge(*it))));
                others.for_each(|other| visit(one, other));
            }
        }
        Continue(())
    }
}

impl Budget {
    fn take(&mut self, looked_at: usize) -> ControlFlow<()> {
        match self.0.checked_sub(looked_at) {
            Some(left) => {
                self.0 = left;
                Continue(())
            }
            None => ControlFlow::Break(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line to and fro, the same each time.
    fn line(positions: usize) -> Vec<Coord> {
        let at = |number: usize| {
            let number = number as f64;
            let x = 10.0 * libm::sin(number * 0.7) + number * 0.1;
            Coord { x, y: 10.0 * libm::cos(number * 1.3) }
        };
        (0..positions).map(at).collect()
    }

    #[test]
    fn what_is_found_is_what_a_look_at_all_finds() {
        for positions in [0, 1, 2, 3, 9, 10, 17, 100, 333] {
            let line = line(positions);
            let boxes = Boxes::of(&line);
            let edges = positions.saturating_sub(1);
            let of = |edge: usize| Bounds::of(boxes.edge(edge));
            let bounds = Bounds::of([Coord { x: 1.0, y: 2.0 }, Coord { x: 9.0, y: -3.0 }]);
            let mut near = Vec::new();
            boxes.near(&bounds, |edge| near.push(edge));
            let all: Vec<usize> = (0..edges).filter(|edge| of(*edge).meets(&bounds)).collect();
            assert_eq!(near, all);
            let mut pairs = Vec::new();
            assert!(boxes.pairs(usize::MAX, |one, other| pairs.push((one, other))).is_continue());
            pairs.sort_unstable();
            let all = (0..edges).flat_map(|one| (one + 1..edges).map(move |other| (one, other)));
            let all: Vec<_> = all.filter(|(one, other)| of(*one).meets(&of(*other))).collect();
            assert_eq!(pairs, all);
        }
    }

    #[test]
    fn a_search_that_would_take_too_long_is_broken_off() {
        assert!(Boxes::of(line(1_000)).pairs(500, |_, _| ()).is_break());
    }
}
