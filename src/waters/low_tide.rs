//! Low-tide elevations: those of a coast in, which of them are baselines out (UNCLOS Art. 13).
//! One counts where some of it is no farther from the mainland or an island of its state than the territorial sea is broad. That
//! it is as near to another one gives it nothing: what is reached from one elevation to the next is not reached.

use crate::claims::Claims;
use crate::error::{Place, Result, Warning};
use crate::figure::{Figure, ZonesOptions};
use crate::geodata::{Feature, Geodata};
use crate::state::StateCode;
use crate::units::{Metres, NauticalMiles};
use geo::LineString;
use periplus_sea::{Baseline, NearestCoast, ZoneKind};
use std::path::Path;

/// How broad a territorial sea is at the most (UNCLOS Art. 3).
const BROADEST: NauticalMiles = NauticalMiles(12.0);

/// How broad the territorial seas of states are in a figure.
pub(crate) struct TerritorialSeas<'a> {
    options: &'a ZonesOptions,
    claims: Option<Claims>,
}

impl<'a> TerritorialSeas<'a> {
    /// Errors: `Input` for claims that cannot be read.
    pub(crate) fn of(
        figure: &Figure,
        options: &'a ZonesOptions,
        geodata: &Geodata,
    ) -> Result<TerritorialSeas<'a>> {
        let claims = match options.breadths.is_empty() {
            true => Some(Claims::on(figure.as_of, geodata)?),
            false => None,
        };
        Ok(TerritorialSeas { options, claims })
    }

    /// The narrowest that the figure computes for a state: an elevation that counts for one breadth and not for another counts for
    /// none. The broadest that there is where the figure has no territorial sea of the state.
    pub(crate) fn breadth(&self, state: &str) -> NauticalMiles {
        let code = StateCode::from(state);
        let given = match self.options.own_breadths.get(&code) {
            Some(own) => vec![*own],
            None => self.options.breadths.clone(),
        };
        let claimed = self.claims.iter().flat_map(|claims| &claims.claims);
        let claimed = claimed
            .filter(|it| it.kind == ZoneKind::TerritorialSea && it.state.means(state))
            .map(|it| it.breadth_nm);
        let all = given.into_iter().chain(claimed).filter(|it| *it <= BROADEST);
        all.min_by(|one, other| one.0.total_cmp(&other.0)).unwrap_or(BROADEST)
    }
}

/// The low-tide elevations that are baselines, and a warning for each that is none; `natural` is the coast that never is
/// under water.
///
/// Errors: `Input` for impossible coordinates.
pub(super) fn usable<'a>(
    elevations: Vec<&'a Feature>,
    natural: &[Baseline],
    seas: &TerritorialSeas,
    file: &Path,
) -> Result<(Vec<&'a Feature>, Vec<Warning>)> {
    if elevations.is_empty() {
        return Ok(Default::default());
    }
    let coast = NearestCoast::of(natural)?;
    let (mut usable, mut warnings) = (Vec::new(), Vec::new());
    for elevation in elevations {
        let Some(state) = elevation.text("state").filter(|state| !state.is_empty()) else {
            continue;
        };
        let (breadth, distance) = (seas.breadth(state), distance(elevation, state, &coast));
        if distance.is_some_and(|distance| distance <= breadth.metres()) {
            usable.push(elevation);
            continue;
        }
        let away = match distance {
            Some(distance) => format!("{:.3} nm from", distance.nautical_miles().0),
            None => "on no coast with".to_owned(),
        };
        let message = format!(
            "the low-tide elevation is {away} the mainland and islands of {state}, whose territorial sea is {} nm: no baseline (UNCLOS Art. 13)",
            breadth.0
        );
        let place = Place::file(file.display().to_string());
        warnings.push(
            Warning::new(message)
                .at(place.part(format!("feature {}", elevation.id)))
                .hint("that other low-tide elevations are nearer does not count"),
        );
    }
    Ok((usable, warnings))
}

/// How far the nearest part of an elevation is from the coast of its state.
pub(crate) fn distance(elevation: &Feature, state: &str, coast: &NearestCoast) -> Option<Metres> {
    let outlines = periplus_sea::baselines(&super::shores::shores([elevation]));
    let distance = |line: &LineString| coast.distance_of_line(state, line);
    let all = outlines.iter().filter_map(|outline| distance(&outline.line.0));
    all.min_by(|one, other| one.0.total_cmp(&other.0))
}
