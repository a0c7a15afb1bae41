//! Perturbation (iterated local search): out of a local optimum, by lifting a few names and setting them again in another order.

use super::Search;
use crate::label::random::Random;

/// Rounds of perturbation after the first local optimum.
const ROUNDS: usize = 40;

impl Search<'_> {
    /// Lifts a few neighbouring labels, sets them again in another order, and keeps what is better.
    pub(super) fn perturb(&mut self) {
        let improvable: Vec<usize> =
            self.order.iter().copied().filter(|l| self.is_improvable(*l)).collect();
        if improvable.is_empty() {
            return;
        }
        // The seed is the word PERIPLUS: fixed, so that the same labels get the same places everywhere.
        let mut random = Random(0x5045_5249_504C_5553);
        for _ in 0..ROUNDS {
            let first = improvable[random.below(improvable.len())];
            let mut group = vec![first];
            group.extend(self.neighbours[first].iter().copied().filter(|_| random.below(2) == 0));
            group.truncate(8);
            let saved = self.chosen.clone();
            for label in &group {
                self.chosen.set(*label, None);
            }
            for index in (1..group.len()).rev() {
                group.swap(index, random.below(index + 1));
            }
            for label in &group {
                self.chosen.set(*label, self.best_free(*label, &[]).0);
            }
            self.improve(Some(&group));
            self.keep_better(saved);
        }
    }

    /// Whether a label is left out or stands clearly worse than alone.
    fn is_improvable(&self, label: usize) -> bool {
        let best = self.candidates[label].first().map_or(0.0, |candidate| candidate.cost);
        !self.candidates[label].is_empty() && self.current_cost(label, &[]) > best + 1.0
    }
}
