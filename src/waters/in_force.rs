//! Zones in force: the claims of the day in, a request for the zones that all states have by them out, whoever a figure asks
//! for. What belts leave of a sea is high seas only where none of these is (UNCLOS Art. 86).

use super::coast::Coast;
use super::request::{SHELF, claimable};
use crate::claims::Claims;
use crate::error::Result;
use crate::figure::{Figure, ZonesOptions};
use crate::geodata::Geodata;
use crate::space::Geographic;
use crate::units::{Metres, NauticalMiles};
use geo::{BoundingRect, Intersects, MultiPolygon, Rect};
use periplus_sea::{self as sea, AgreedLine, Overlap, Regime, Request, Stretch, Zone, ZoneKind};

/// How far the edge of a zone in force may be from where it belongs where it only tells of what kind the water beside belts is.
const SEEN: Metres = Metres(50.0);

/// A figure on its day.
pub(super) struct Day<'a> {
    pub(super) figure: &'a Figure,
    pub(super) options: &'a ZonesOptions,
    pub(super) geodata: &'a Geodata,
    /// Whether areas are asked for, and not what a map says of them.
    pub(super) is_surveyed: bool,
    /// Whether the shelf is to be told from what lies beyond it.
    pub(super) seeks_shelf: bool,
}

impl Day<'_> {
    /// What the states of a coast have on the day besides what is asked for: territorial seas, economic zones, and the shelf,
    /// which nobody has to claim; without those that cannot reach `within`, nor the shelf where all of it is. Where two meet, the
    /// median and agreed lines part them, whatever the figure makes of its own. None where nothing is left to be computed.
    ///
    /// Errors: `Input` for claims that cannot be read, `Missing` for one in a sea that the geodata do not have.
    pub(super) fn request(
        &self,
        asked: &Request,
        coast: &Coast,
        within: &Geographic<MultiPolygon>,
    ) -> Result<Option<Request>> {
        let Day { figure, options, geodata, is_surveyed, seeks_shelf } = self;
        let mut claims = Claims::on(figure.as_of, geodata)?;
        let states = coast.states();
        claims.claims.retain(|claim| states.iter().any(|state| claim.state.means(state)));
        let claims = claimable(claims, coast, geodata)?;
        let mut territorial = claims.regime(ZoneKind::TerritorialSea, geodata)?;
        if gives_territorial_seas(options) {
            // A figure's own breadths stand in for those that its states claim, but for what has no more than it claims.
            territorial
                .by_state
                .retain(|state, _| !asked.is_asked(state) || coast.is_enclave(state));
        }
        let economic = claims.regime(ZoneKind::ExclusiveEconomicZone, geodata)?;
        let mut regimes = vec![territorial, economic];
        let has_lines = has_lines_by(&asked.agreed, within);
        regimes.retain(|regime| reaches(regime, coast, has_lines, within));
        let mut request = asked.clone();
        if *seeks_shelf {
            let shelf = ZoneKind::ContinentalShelf;
            regimes.push(Regime { kind: Some(shelf), ..Regime::everywhere(SHELF) });
        }
        if !is_surveyed {
            request.tolerance = SEEN;
        }
        let is_any = !regimes.is_empty();
        let request = request.with_regimes(regimes).with_overlap(Overlap::Median);
        Ok(is_any.then(|| request.with_states(Vec::<String>::new()).with_medians(None)))
    }
}

/// Whether all of a sea is within the shelf's 200 nm.
pub(super) fn is_all_shelf(coast: &Coast, within: &Geographic<MultiPolygon>) -> bool {
    sea::is_all_within(&coast.baselines, SHELF, within)
}

/// Whether an agreed line runs in a sea or by it.
fn has_lines_by(lines: &[AgreedLine], within: &Geographic<MultiPolygon>) -> bool {
    /// What a line gives to the one side or the other lies along it, degrees.
    const BY: f64 = 0.5;
    let sea = within
        .0
        .bounding_rect()
        .map(|it| Rect::new(it.min() - (BY, BY).into(), it.max() + (BY, BY).into()));
    let mut boxes = lines.iter().filter_map(|line| line.line.0.bounding_rect());
    sea.is_some_and(|sea| boxes.any(|line| sea.intersects(&line)))
}

/// Whether zones of a regime may have water in a sea. An agreed line may leave a state what is nearer to another: where there are
/// any, the breadth alone is looked at.
fn reaches(
    regime: &Regime,
    coast: &Coast,
    has_lines: bool,
    within: &Geographic<MultiPolygon>,
) -> bool {
    let holds = |stretch: &&Stretch| match &stretch.within {
        Some(Geographic(stretch)) => stretch.intersects(&within.0),
        None => true,
    };
    let mut states = Vec::new();
    let mut breadth: f64 = 0.0;
    for (state, stretches) in &regime.by_state {
        let here = stretches.iter().filter(holds).map(|stretch| stretch.breadth.0);
        if let Some(greatest) = here.reduce(f64::max) {
            states.push(state.as_str());
            breadth = breadth.max(greatest);
        }
    }
    !states.is_empty()
        && (has_lines || sea::may_reach(&coast.baselines, &states, NauticalMiles(breadth), within))
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
