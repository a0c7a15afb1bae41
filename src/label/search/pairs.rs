//! Two places in, what they cost together out: each pair is worked out once, however often the search comes by.

use crate::label::candidate::Candidate;
use crate::label::conflict::{far, pair_cost};
use crate::label::cost::Spacing;
use crate::label::shape::Bounds;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

/// A candidate of a label: which label, which of its candidates.
pub(super) type At = (usize, usize);

/// What the candidates of a label cost beside a place of another: infinite where both cannot stand together, not a number as
/// long as nobody asked.
type Row = Rc<[Cell<f64>]>;

pub(super) struct Pairs<'a> {
    candidates: &'a [Vec<Candidate>],
    spacing: Spacing,
    /// The box round all places of each label, and from where on others are too far to matter to them.
    reach: Vec<(Bounds, f64)>,
    /// The rows that were asked for, by label and place. They are only got by key: no order of hashes gets out.
    rows: RefCell<HashMap<(usize, At), Row>>,
}

/// A place that is taken near a label, with the costs of the label's candidates beside it.
pub(super) struct Beside {
    pub(super) there: At,
    costs: Row,
}

impl<'a> Pairs<'a> {
    pub(super) fn new(candidates: &'a [Vec<Candidate>], spacing: Spacing) -> Pairs<'a> {
        let reach = candidates.iter().map(|own| {
            let all = own.iter().fold(Bounds::EMPTY, |all, candidate| all.with(candidate.reach));
            (all, own.iter().map(|candidate| far(candidate, spacing)).fold(0.0, f64::max))
        });
        Pairs { candidates, spacing, reach: reach.collect(), rows: RefCell::default() }
    }

    /// The labels that may come near each label, whatever places both take; in rising order.
    pub(super) fn neighbours(&self) -> Vec<Vec<usize>> {
        let near = |a: usize, b: usize| {
            let ((one, far), (other, as_far)) = (&self.reach[a], &self.reach[b]);
            a != b && one.grown(far.max(*as_far)).meets(other)
        };
        let labels = 0..self.reach.len();
        labels.clone().map(|a| labels.clone().filter(|b| near(a, *b)).collect()).collect()
    }

    /// The costs of a label beside a place of another; none if that is too far away to matter, whichever it takes.
    pub(super) fn beside(&self, label: usize, there: At) -> Option<Beside> {
        let taken = &self.candidates[there.0][there.1];
        let (reach, as_far) = &self.reach[label];
        if reach.is_apart(&taken.reach, far(taken, self.spacing).max(*as_far)) {
            return None;
        }
        let unknown = || self.candidates[label].iter().map(|_| Cell::new(f64::NAN)).collect();
        let costs = Rc::clone(self.rows.borrow_mut().entry((label, there)).or_insert_with(unknown));
        Some(Beside { there, costs })
    }

    /// What a candidate of a label costs beside a place of another; none if they cannot stand together.
    pub(super) fn cost(&self, (label, choice): At, beside: &Beside) -> Option<f64> {
        let known = &beside.costs[choice];
        if known.get().is_nan() {
            let (own, taken) = (&self.candidates[label][choice], beside.there);
            let cost = pair_cost(own, &self.candidates[taken.0][taken.1], self.spacing);
            known.set(cost.unwrap_or(f64::INFINITY));
        }
        Some(known.get()).filter(|cost| cost.is_finite())
    }
}
