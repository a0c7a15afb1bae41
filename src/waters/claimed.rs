//! What zones as claimed rest on: belts and the claims of the date in; the claim behind each belt, warnings and credits out.

use super::coast::Coast;
use super::window::with_room;
use crate::claims::{Caveat, Claim, Claims};
use crate::error::{Result, Warning};
use crate::geodata::{Date, Geodata};
use crate::state::StateCode;
use geo::{BoundingRect, Contains, Coord, CoordsIter, Intersects, LineString, Rect};
use periplus_sea::{Request, Zone, ZoneKind, Zones};
use std::collections::BTreeSet;

/// As many states as a warning names.
const MOST_NAMED: usize = 12;

/// The claims that belts rest on, in the order of their tables.
///
/// Errors: `Missing` for a claim in a sea that the geodata do not have.
pub(super) fn behind(
    zones: &Zones,
    claims: Option<&Claims>,
    request: &Request,
    coast: &Coast,
    geodata: &Geodata,
) -> Result<Vec<Claim>> {
    let window = request.within.as_ref().map(|window| window.0);
    let mut behind = Vec::new();
    let drawn = |claim: &&Claim| zones.belts.iter().any(|belt| is_behind(claim, belt));
    for claim in claims.iter().flat_map(|claims| &claims.claims).filter(drawn) {
        if has_coast(claim, coast, window, geodata)? {
            behind.push(claim.clone());
        }
    }
    Ok(behind)
}

/// Whether a belt has waters by a claim.
pub(super) fn is_behind(claim: &Claim, belt: &Zone) -> bool {
    claim.kind == belt.kind
        && claim.breadth_nm == belt.breadth
        && claim.state.means(&belt.state)
        && !belt.area.0.0.is_empty()
}

/// Whether its state has a coast where a claim holds; in a window, so near to it that its zone comes there.
///
/// Errors: `Missing` for a claim in a sea that the geodata do not have.
pub(super) fn has_coast(
    claim: &Claim,
    coast: &Coast,
    window: Option<Rect>,
    geodata: &Geodata,
) -> Result<bool> {
    let Some(place) = claim.place(geodata)? else { return Ok(true) };
    let near = window.map(|window| with_room(window, claim.breadth_nm));
    let is_near = |at: &Coord| near.is_none_or(|near| near.contains(at));
    let own = coast.baselines.iter().filter(|baseline| claim.state.means(&baseline.state));
    let mut positions = own.flat_map(|baseline| baseline.line.0.coords_iter());
    Ok(positions.any(|at| is_near(&at) && place.0.contains(&at)))
}

/// The credit lines of the tables that the claims stand in, each once.
pub(super) fn credits(behind: &[Claim], geodata: &Geodata) -> Result<Vec<String>> {
    Ok(geodata.catalogue()?.credits(behind.iter().map(|claim| claim.table)))
}

/// What has to be known of zones as claimed: of which claims nobody says since when they hold, and what of the law no
/// breadth says.
pub(super) fn warnings(
    behind: &[Claim],
    claims: Option<&Claims>,
    day: Option<Date>,
    request: &Request,
    coast: &Coast,
) -> Vec<Warning> {
    let near = states_near(request, coast);
    let caveats = claims.iter().flat_map(|claims| &claims.caveats);
    let near_caveats = caveats.filter(|caveat| near.contains(&caveat.state));
    assumed(behind, day).into_iter().chain(near_caveats.map(in_words)).collect()
}

/// The states asked for, or all, that have a coast in the window.
fn states_near(request: &Request, coast: &Coast) -> BTreeSet<StateCode> {
    let is_near = |line: &LineString| match (&request.within, line.bounding_rect()) {
        (Some(window), Some(bounds)) => window.0.intersects(&bounds),
        _ => true,
    };
    let asked = |state: &String| request.states.is_empty() || request.states.contains(state);
    let coasts =
        coast.baselines.iter().filter(|coast| asked(&coast.state) && is_near(&coast.line.0));
    coasts.map(|coast| StateCode::from(coast.state.as_str())).collect()
}

/// One warning for all claims of one source that says nothing of so early a day.
fn assumed(behind: &[Claim], day: Option<Date>) -> Vec<Warning> {
    let Some(day) = day else { return Vec::new() };
    let early: Vec<&Claim> = behind.iter().filter(|claim| claim.is_assumed(Some(day))).collect();
    let sources: BTreeSet<&str> = early.iter().map(|claim| claim.source.as_str()).collect();
    let warning = |source: &str| {
        let of_source = early.iter().filter(|claim| claim.source == source);
        let states: BTreeSet<&str> = of_source.map(|claim| claim.state.as_str()).collect();
        let states: Vec<&str> = states.into_iter().collect();
        let named = states.iter().take(MOST_NAMED).copied().collect::<Vec<_>>().join(", ");
        let more = match states.len().saturating_sub(MOST_NAMED) {
            0 => String::new(),
            more => format!(" and {more} more states"),
        };
        Warning::new(format!(
            "since when {named}{more} claim what is drawn is not known: it is taken to have held on {day} ({source})"
        ))
        .hint("--breadth STATE=NM sets a breadth of that day")
    };
    sources.into_iter().map(warning).collect()
}

/// `SWE, exclusive economic zone: “agreed boundaries” (The World Factbook); drawn to the median`.
fn in_words(caveat: &Caveat) -> Warning {
    let Caveat { state, kind, says, drawn, source, .. } = caveat;
    let kind = kind_in_words(*kind);
    Warning::new(format!("{state}, {kind}: “{says}” ({source}); {drawn}"))
}

pub(super) fn kind_in_words(kind: ZoneKind) -> String {
    kind.name().replace('-', " ")
}
