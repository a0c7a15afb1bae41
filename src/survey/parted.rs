//! Parted waters: a coast, a request and the outline of a sea in; sets of zones without land, cut from one partition, out.
//! The one slow step of a survey, and a pure one: all that it follows from is in the question, so that its answer can be
//! kept.

use super::partition::Partition;
use super::set::{self, Set};
use crate::arrangement;
use crate::error::{Result, Warning};
use crate::sea::{self, Request};
use crate::space::Geographic;
use crate::units::Metres;
use crate::waters::{self, Coast};
use geo::{BoundingRect, MultiPolygon};
use serde::{Deserialize, Serialize};

/// What the parting of waters follows from.
#[derive(Serialize)]
pub(super) struct Question {
    pub(super) coast: Coast,
    /// The window is still to be set.
    pub(super) request: Request,
    /// The named sea that zones are cut to, land in it.
    pub(super) outline: Option<Geographic<MultiPolygon>>,
    /// Whether bays are closed.
    pub(super) bays: bool,
}

/// Waters that share their vertices.
#[derive(Serialize, Deserialize)]
pub(super) struct Parted {
    /// One set a regime, belts nested.
    pub(super) sets: Vec<Set>,
    /// The same, belts from where the set before ends.
    pub(super) rings: Vec<Set>,
    /// The water of the named sea.
    pub(super) sea: Option<Geographic<MultiPolygon>>,
    pub(super) tolerance: Metres,
    /// What a reader would call the baselines.
    pub(super) coast: String,
    pub(super) warnings: Vec<Warning>,
}

impl Question {
    /// Computes the zones and parts the water among them.
    ///
    /// Errors: as [`sea::zones`].
    pub(super) fn answer(&self) -> Result<Parted> {
        let (mut coast, mut request) = (self.coast.clone(), self.request.clone());
        if self.bays {
            coast.close_bays(&request.states);
        }
        let sea = self.outline.as_ref().map(|outline| sea::subtract_land(outline, &coast.land));
        let window = match &sea {
            Some(sea) => sea.0.bounding_rect(),
            None => waters::reach(&request, &coast),
        };
        request.within = window.map(Geographic);
        let zones = sea::zones(&coast.baselines, &request)?;
        let internal = coast.internal_waters(&request.states);
        let is_sea = sea.is_some();
        let water = sea.unwrap_or_else(|| {
            // What lies in no zone is dropped later.
            let areas = zones.belts.iter().map(|belt| &belt.area.0);
            let framed = arrangement::frame(areas.chain(internal.iter().map(|it| &it.area.0)));
            sea::subtract_land(&framed, &coast.land)
        });
        let partition = Partition::new(&water, &zones.belts, &internal, zones.tolerance);
        let sets = |as_rings| set::sets(&partition, request.regimes.len(), is_sea, as_rings);
        Ok(Parted {
            sets: sets(false),
            rings: sets(true),
            // What is left out of the partition is not counted as sea either.
            sea: is_sea.then(|| partition.join(|_| true)),
            tolerance: zones.tolerance,
            coast: coast.name,
            warnings: coast.warnings.into_iter().chain(zones.warnings).collect(),
        })
    }
}
