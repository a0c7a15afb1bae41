//! Others: a request for the waters of some states in, what on the map is nearer to the coasts of the rest out. Those waters
//! are not analysed: they are not beyond the territorial sea, whatever the states that are asked for claim.

use super::coast::Coast;
use super::window::with_room;
use crate::error::Result;
use crate::space::Geographic;
use geo::{BoundingRect, Intersects, MultiPolygon, Rect};
use periplus_sea::{self as sea, Regime, Request};

/// The states of the coast that are not asked for and whose waters may reach into `window`.
pub(super) fn states(coast: &Coast, request: &Request, window: Rect) -> Vec<String> {
    if request.states.is_empty() {
        return Vec::new();
    }
    let near = request.breadth().map_or(window, |breadth| with_room(window, breadth));
    let reaches = |state: &str| {
        let mut own = coast.baselines.iter().filter(|baseline| baseline.state == state);
        own.any(|it| it.line.0.bounding_rect().is_some_and(|it| it.intersects(&near)))
    };
    let mut states = coast.states();
    states.retain(|state| !request.states.iter().any(|asked| asked == state) && reaches(state));
    states.into_iter().map(str::to_owned).collect()
}

/// What they would have at the widest breadth that is asked for, each cut by medians.
///
/// Errors: as [`sea::zones`].
pub(super) fn waters(
    coast: &Coast,
    request: &Request,
    states: &[String],
) -> Result<Vec<Geographic<MultiPolygon>>> {
    let (false, Some(breadth)) = (states.is_empty(), request.breadth()) else {
        return Ok(Vec::new());
    };
    let request = request
        .clone()
        .with_regimes(vec![Regime::everywhere(breadth)])
        .with_states(states.to_vec())
        .with_medians(None);
    let mut zones = sea::zones(&coast.baselines, &request)?;
    coast.take_lakes_out(&mut zones);
    Ok(zones.belts.into_iter().map(|belt| belt.area).collect())
}
