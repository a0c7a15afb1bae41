//! Limits of a computation: how much it takes on before it says that it is too much. Beyond them it is slow or large, not wrong.

use serde::{Deserialize, Serialize};

/// How much a computation may take on; whoever has the time and the memory may raise it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Limits {
    /// How often coasts may cross themselves and each other.
    pub crossings: u64,
    /// How many pairs of states may have zones that overlap, under [`Overlap::Keep`](super::Overlap::Keep).
    pub pairs: u64,
    /// How many places to measure from may be put between the positions of a coast, however few it has.
    pub samples: u64,
    /// How many more there may be where the coasts of two states are close to each other.
    pub samples_between_states: u64,
    /// How many pairs of coasts may be within the tolerance of a position of a coast, all positions together.
    pub together: u64,
}

impl Default for Limits {
    /// Some ten seconds, and a gigabyte and a half.
    fn default() -> Limits {
        Limits {
            crossings: 2_000_000,
            pairs: 20_000,
            samples: 1_000_000,
            samples_between_states: 2_000_000,
            together: 200_000_000,
        }
    }
}

/// A number of a limit as a place among things in memory.
pub(in crate::sea) fn count(limit: u64) -> usize {
    usize::try_from(limit).unwrap_or(usize::MAX)
}
