//! The choice among all candidates: greedy by priority, then local search with ejections, then
//! rounds of perturbation with a fixed seed. Deterministic: no clock, no hash order; the budget is counted
//! in steps.
//!
//! A move puts one label on another of its places; labels that stand in the way move on to their
//! best free place or are left out, and the move stays if all together then cost less (an ejection
//! chain of depth one: Glover 1996).

mod choice;
mod pairs;
mod perturbation;
mod stacked;

use super::Label;
use super::candidate::Candidate;
use super::cost::{LEFT_OUT, LEFT_OUT_HIGHEST, Spacing};
use choice::Choice;
use pairs::{Beside, Pairs};
pub(super) use stacked::{Start, choose_stacks, costs};

/// Moves that one local search may make, for each label.
const MOVES: usize = 6;
/// Names may leave the search no worse than this: smaller gains are noise.
const GAIN: f64 = 1e-6;

/// The chosen candidate of each label; none where it is left out.
pub(super) fn choose(
    labels: &[Label],
    candidates: &[Vec<Candidate>],
    spacing: Spacing,
) -> Vec<Option<usize>> {
    let mut search = Search::new(labels, candidates, spacing);
    search.greedy();
    search.improve(None);
    search.perturb();
    search.chosen.into_vec()
}

struct Search<'a> {
    candidates: &'a [Vec<Candidate>],
    pairs: Pairs<'a>,
    /// What it costs to leave each label out.
    left_out: Vec<f64>,
    /// Labels by falling priority, then by input order.
    order: Vec<usize>,
    /// Labels that can come near each other.
    neighbours: Vec<Vec<usize>>,
    /// How many places of each label it may take alone; those that follow are places in stacks.
    ordinary: Vec<usize>,
    chosen: Choice,
}

impl<'a> Search<'a> {
    fn new(labels: &[Label], candidates: &'a [Vec<Candidate>], spacing: Spacing) -> Search<'a> {
        let mut order: Vec<usize> = (0..labels.len()).collect();
        order.sort_by(|a, b| labels[*b].priority.total_cmp(&labels[*a].priority).then(a.cmp(b)));
        let pairs = Pairs::new(candidates, spacing);
        Search {
            candidates,
            left_out: left_out(labels, &order),
            neighbours: pairs.neighbours(),
            pairs,
            order,
            ordinary: candidates.iter().map(Vec::len).collect(),
            chosen: Choice::new(vec![None; labels.len()]),
        }
    }

    /// The places that are taken near a label, those of `moving` left out, in rising order of their labels.
    fn placed_near(&self, label: usize, moving: &[usize]) -> Vec<Beside> {
        // what is no neighbour is too far away to cost anything: the shorter list of both
        let (near, placed) = (&self.neighbours[label], self.chosen.placed());
        let list = if near.len() < placed.len() { near } else { placed };
        let others = list.iter().filter(|other| **other != label && !moving.contains(other));
        let there = others.filter_map(|other| Some((*other, self.chosen.get(*other)?)));
        there.filter_map(|there| self.pairs.beside(label, there)).collect()
    }

    /// What a label costs as it stands, without its neighbours.
    fn own(&self, label: usize, choice: Option<usize>) -> f64 {
        let candidate = choice.and_then(|choice| self.candidates[label].get(choice));
        candidate.map_or(self.left_out[label], |candidate| candidate.cost)
    }

    /// What `label` costs at a place beside those that are taken near it, but for those of `moving`; none if it overlaps one.
    fn cost_at(
        &self,
        label: usize,
        choice: usize,
        near: &[Beside],
        moving: &[usize],
    ) -> Option<f64> {
        let mut cost = self.candidates[label][choice].cost;
        for beside in near.iter().filter(|beside| !moving.contains(&beside.there.0)) {
            cost += self.pairs.cost((label, choice), beside)?;
        }
        Some(cost)
    }

    /// The cheapest free place of `label`, or none; with its cost.
    fn best_free(&self, label: usize, moving: &[usize]) -> (Option<usize>, f64) {
        let mut best = (None, self.left_out[label]);
        let near = self.placed_near(label, moving);
        let alone = self.candidates[label].iter().take(self.ordinary[label]);
        for (choice, candidate) in alone.enumerate() {
            // Candidates are in order of their own cost.
            if candidate.cost >= best.1 {
                break;
            }
            if let Some(cost) = self.cost_at(label, choice, &near, &[])
                && cost < best.1
            {
                best = (Some(choice), cost);
            }
        }
        best
    }

    fn greedy(&mut self) {
        for index in 0..self.order.len() {
            let label = self.order[index];
            self.chosen.set(label, self.best_free(label, &[]).0);
        }
    }

    /// Moves labels until none gains; only those `near` if given.
    fn improve(&mut self, near: Option<&[usize]>) {
        let order = self.order.clone();
        let mut moves = MOVES * near.map_or(order.len(), <[usize]>::len);
        loop {
            let mut gained = false;
            for label in order.iter().copied() {
                if near.is_some_and(|near| !near.contains(&label)) {
                    continue;
                }
                while moves > 0 && self.move_label(label) {
                    gained = true;
                    moves -= 1;
                }
            }
            if !gained || moves == 0 {
                return;
            }
        }
    }

    /// The first move of `label` that makes all together cheaper.
    fn move_label(&mut self, label: usize) -> bool {
        let near = self.placed_near(label, &[]);
        let now = self.cost_beside(label, &near);
        if self.chosen.get(label) == Some(0) && now <= self.own(label, Some(0)) + GAIN {
            return false;
        }
        for choice in 0..self.ordinary[label] {
            let candidate = &self.candidates[label][choice];
            if Some(choice) == self.chosen.get(label) {
                continue;
            }
            // Candidates are in order of their own cost: the rest cannot gain.
            if candidate.cost >= now {
                return false;
            }
            if self.try_move(label, choice, now, &near) {
                return true;
            }
        }
        false
    }

    /// The cost of `label` and its pairs, as it stands.
    fn current_cost(&self, label: usize, moving: &[usize]) -> f64 {
        self.cost_beside(label, &self.placed_near(label, moving))
    }

    /// The cost of `label` where it stands, with what it costs beside the places taken near it.
    fn cost_beside(&self, label: usize, near: &[Beside]) -> f64 {
        match self.chosen.get(label) {
            None => self.left_out[label],
            Some(choice) => self.cost_at(label, choice, near, &[]).unwrap_or(f64::INFINITY),
        }
    }

    fn try_move(&mut self, label: usize, choice: usize, now: f64, near: &[Beside]) -> bool {
        /// More names than this are not pushed aside at once.
        const MOST_EJECTED: usize = 3;
        let mut ejected = Vec::new();
        for beside in near {
            if self.pairs.cost((label, choice), beside).is_none() {
                ejected.push(beside.there.0);
                if ejected.len() > MOST_EJECTED {
                    return false;
                }
            }
        }
        let Some(new) = self.cost_at(label, choice, near, &ejected) else { return false };
        if ejected.is_empty() {
            if new + GAIN < now {
                self.chosen.set(label, Some(choice));
                return true;
            }
            return false;
        }
        self.try_ejection(label, choice, now, new, ejected)
    }

    fn try_ejection(
        &mut self,
        label: usize,
        choice: usize,
        now: f64,
        new: f64,
        mut ejected: Vec<usize>,
    ) -> bool {
        // Pairs among the ejected are counted once by leaving the later ones out.
        let mut before = now;
        for (index, other) in ejected.iter().enumerate() {
            let mut moving = ejected[index + 1..].to_vec();
            moving.push(label);
            before += self.current_cost(*other, &moving);
        }
        // however well those find another place, they cost what their best would alone
        let at_best = |other: &usize| {
            let best = self.candidates[*other].first().map(|candidate| candidate.cost);
            best.map_or(self.left_out[*other], |best| best.min(self.left_out[*other]))
        };
        if new + ejected.iter().map(at_best).sum::<f64>() >= before {
            return false;
        }
        let saved: Vec<(usize, Option<usize>)> =
            ejected.iter().chain([&label]).map(|own| (*own, self.chosen.get(*own))).collect();
        ejected.sort_by(|a, b| self.left_out[*b].total_cmp(&self.left_out[*a]).then(a.cmp(b)));
        for other in &ejected {
            self.chosen.set(*other, None);
        }
        self.chosen.set(label, Some(choice));
        let mut after = new;
        for other in &ejected {
            let (place, cost) = self.best_free(*other, &[]);
            self.chosen.set(*other, place);
            after += cost;
            if after + GAIN >= before {
                break;
            }
        }
        if after + GAIN < before {
            return true;
        }
        for (own, choice) in saved {
            self.chosen.set(own, choice);
        }
        false
    }

    /// Goes back to a choice that was saved, unless all labels together cost less as they stand now.
    fn keep_better(&mut self, saved: Choice) {
        let changed = self.chosen.changed(&saved);
        let after = self.cost_of(&changed);
        let now = std::mem::replace(&mut self.chosen, saved);
        if after + GAIN < self.cost_of(&changed) {
            self.chosen = now;
        }
    }

    /// What some labels, in their order, cost together with all their neighbours.
    fn cost_of(&self, labels: &[usize]) -> f64 {
        let mut cost = 0.0;
        for label in labels.iter().copied() {
            cost += self.own(label, self.chosen.get(label));
            let Some(choice) = self.chosen.get(label) else { continue };
            for beside in self.placed_near(label, &[]) {
                let other = beside.there.0;
                let is_counted = other < label && labels.binary_search(&other).is_ok();
                if !is_counted {
                    cost += self.pairs.cost((label, choice), &beside).unwrap_or(f64::INFINITY);
                }
            }
        }
        cost
    }
}

/// Evenly from lowest to highest priority, by rank: priorities need no common scale. What the figure asks for by name costs more
/// than all that it does not, in the same order.
fn left_out(labels: &[Label], order: &[usize]) -> Vec<f64> {
    let mut ranks: Vec<f64> = order.iter().rev().map(|label| labels[*label].priority).collect();
    ranks.dedup();
    let steps = (ranks.len().max(2) - 1) as f64;
    let cost = |label: &Label| {
        let rank = ranks.iter().position(|own| own.total_cmp(&label.priority).is_eq());
        let by_rank = LEFT_OUT + (LEFT_OUT_HIGHEST - LEFT_OUT) * rank.unwrap_or(0) as f64 / steps;
        if label.asked { LEFT_OUT_HIGHEST + by_rank } else { by_rank }
    };
    labels.iter().map(cost).collect()
}
