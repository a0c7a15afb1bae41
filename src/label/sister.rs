//! Sister: the names of a map beside this one, of the same extent, in; what places here cost more that are not the same out.
//! A reader compares the two maps, and sees a difference wherever a name stands elsewhere.

use super::candidate::Candidate;
use super::shape::Bounds;
use super::{Label, Placed};
use geo::Rect;
use std::collections::{BTreeMap, BTreeSet};

/// The names of a map of the same extent.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sister {
    /// The boxes of the names that are set, by the ids of their labels.
    placed: BTreeMap<String, Rect>,
    /// The ids of those that found no room.
    dropped: BTreeSet<String>,
}

impl Sister {
    /// The names of a map as they were placed.
    pub(crate) fn of(placed: &Placed) -> Sister {
        Sister {
            placed: placed.placed.iter().map(|it| (it.id.clone(), it.bounds.0)).collect(),
            dropped: placed.dropped.iter().map(|it| it.id.clone()).collect(),
        }
    }

    /// Whether a name found no room there: here it would look as if the place were not there.
    pub(super) fn has_dropped(&self, label: &Label) -> bool {
        !label.asked && self.dropped.contains(&label.id)
    }

    /// Adds to the cost of places that are not the one which the name has there.
    pub(super) fn weigh(&self, label: &Label, candidates: &mut [Candidate]) {
        /// In mm: the place is the same but for rounding.
        const SAME: f64 = 0.1;
        /// Less than it costs to leave out a name without rank.
        const UNLIKE: f64 = 15.0;
        let Some(there) = self.placed.get(&label.id) else { return };
        for candidate in candidates.iter_mut() {
            let here =
                candidate.parts.iter().fold(Bounds::EMPTY, |all, it| all.with(it.bounds)).rect().0;
            let apart = [here.min() - there.min(), here.max() - there.max()];
            let is_alike = apart.iter().all(|it| it.x.abs() <= SAME && it.y.abs() <= SAME);
            // what the place costs for itself was weighed there
            candidate.cost = if is_alike { 0.0 } else { candidate.cost + UNLIKE };
        }
        // the search takes them by what they cost
        candidates.sort_by(|one, other| one.cost.total_cmp(&other.cost));
    }
}
