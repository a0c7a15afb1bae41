//! Turning points: the waters of a figure in, those of their limits and medians out.

use super::{Inputs, Waters};
use crate::error::Result;
use periplus_sea::{self as sea, Controlled};

impl Waters {
    /// The turning points of their limits and medians, wherever those of the coast's diagram run.
    ///
    /// Errors: as [`sea::turning_points`].
    pub(crate) fn turning_points(&self) -> Result<Controlled> {
        let Inputs { coast, request, bays, .. } = &self.inputs;
        let closed = bays.then(|| coast.with_bays_closed(&request.states));
        sea::turning_points(&closed.as_ref().unwrap_or(coast).baselines, request)
    }
}
