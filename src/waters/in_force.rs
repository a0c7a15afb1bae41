//! Zones in force: the claims of the day in, a request for the zones that all states have by them out, whoever a figure asks
//! for. What belts leave of a sea is high seas only where none of these is (UNCLOS Art. 86).

use super::coast::Coast;
use super::request::{SHELF, claimable};
use crate::claims::Claims;
use crate::error::Result;
use crate::figure::{Figure, ZonesOptions};
use crate::geodata::Geodata;
use periplus_sea::{self as sea, Overlap, Regime, Request, Zone, ZoneKind};

/// What the states of a coast have on the day besides what is asked for: territorial seas, economic zones, and the shelf,
/// which nobody has to claim. Where two meet, the median and agreed lines part them, whatever the figure makes of its own.
///
/// Errors: `Input` for claims that cannot be read, `Missing` for one in a sea that the geodata do not have.
pub(super) fn request(
    figure: &Figure,
    options: &ZonesOptions,
    asked: &Request,
    coast: &Coast,
    geodata: &Geodata,
) -> Result<Request> {
    let mut claims = Claims::on(figure.as_of, geodata)?;
    claims.claims.retain(|claim| coast.has(&claim.state));
    let claims = claimable(claims, coast, geodata)?;
    let mut territorial = claims.regime(ZoneKind::TerritorialSea, geodata)?;
    if gives_territorial_seas(options) {
        // A figure's own breadths stand in for those that its states claim, but for what has no more than it claims.
        territorial.by_state.retain(|state, _| !asked.is_asked(state) || coast.is_enclave(state));
    }
    let economic = claims.regime(ZoneKind::ExclusiveEconomicZone, geodata)?;
    let shelf = Regime { kind: Some(ZoneKind::ContinentalShelf), ..Regime::everywhere(SHELF) };
    let regimes: Vec<Regime> = [territorial, economic, shelf].into();
    let request = asked.clone().with_regimes(regimes).with_overlap(Overlap::Median);
    Ok(request.with_states(Vec::<String>::new()).with_medians(None))
}

/// The zones, as far as they have any water.
///
/// Errors: as [`sea::zones`].
pub(super) fn zones(coast: &Coast, request: &Request) -> Result<Vec<Zone>> {
    let mut zones = sea::zones(&coast.baselines, request)?;
    coast.take_lakes_out(&mut zones);
    zones.belts.retain(|belt| !belt.area.0.0.is_empty());
    Ok(zones.belts)
}

/// Whether what is asked for has the territorial seas of its states.
fn gives_territorial_seas(options: &ZonesOptions) -> bool {
    options.kinds.is_empty()
        || options.kinds.contains(&ZoneKind::TerritorialSea)
        || !options.breadths.is_empty()
}
