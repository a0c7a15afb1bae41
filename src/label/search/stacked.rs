//! The second part of the choice: names that crowd into stacks, all of one at once.

use super::Search;
use super::choice::Choice;
use crate::label::Label;
use crate::label::candidate::Candidate;
use crate::label::cost::Spacing;

/// The choice that stacks are tried on.
pub(in crate::label) struct Start {
    /// The chosen candidate of each label; none where it is left out.
    pub(in crate::label) chosen: Vec<Option<usize>>,
    /// How many places of each label it may take alone; those that follow are places in stacks.
    pub(in crate::label) ordinary: Vec<usize>,
}

/// The same choice with names moved into stacks, where all together then cost less. The places of `stacks`
/// follow the ordinary ones in `candidates`.
pub(in crate::label) fn choose_stacks(
    labels: &[Label],
    candidates: &[Vec<Candidate>],
    start: Start,
    stacks: &[Vec<(usize, usize)>],
    spacing: Spacing,
) -> Vec<Option<usize>> {
    let mut search = Search {
        chosen: Choice::new(start.chosen),
        ordinary: start.ordinary,
        ..Search::new(labels, candidates, spacing)
    };
    for stack in stacks {
        search.try_stack(stack);
    }
    search.chosen.into_vec()
}

/// What each label costs where it stands, with its neighbours.
pub(in crate::label) fn costs(
    labels: &[Label],
    candidates: &[Vec<Candidate>],
    chosen: &[Option<usize>],
    spacing: Spacing,
) -> Vec<f64> {
    let chosen = Choice::new(chosen.to_vec());
    let search = Search { chosen, ..Search::new(labels, candidates, spacing) };
    (0..labels.len()).map(|label| search.current_cost(label, &[])).collect()
}

impl Search<'_> {
    /// Moves the names of a stack into it together; what stands there moves on or is left out.
    fn try_stack(&mut self, stack: &[(usize, usize)]) {
        let is_stacked = |(label, _): &(usize, usize)| {
            self.chosen.get(*label).is_some_and(|it| it >= self.ordinary[*label])
        };
        if stack.iter().any(is_stacked) {
            return;
        }
        let saved = self.chosen.clone();
        for (label, choice) in stack {
            self.chosen.set(*label, Some(*choice));
        }
        let mut ejected = Vec::new();
        for (label, choice) in stack {
            let in_stack = |other: usize| stack.iter().any(|(label, _)| *label == other);
            for beside in self.placed_near(*label, &[]) {
                let other = beside.there.0;
                if !in_stack(other) && self.pairs.cost((*label, *choice), &beside).is_none() {
                    self.chosen.set(other, None);
                    ejected.push(other);
                }
            }
        }
        ejected.sort_by(|a, b| self.left_out[*b].total_cmp(&self.left_out[*a]).then(a.cmp(b)));
        for other in ejected {
            self.chosen.set(other, self.best_free(other, &[]).0);
        }
        self.keep_better(saved);
    }
}
