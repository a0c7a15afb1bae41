//! Waters: a figure's options, the coast and the claims of the date in; belts, median lines and internal waters out,
//! still in longitude and latitude. Turns what the figure asks into a request to `sea`, which knows no figures.

mod coast;
mod edges;
mod lines;
mod request;

pub(crate) use coast::Coast;
pub(crate) use lines::lines;
pub(crate) use request::{reach, request};

use crate::error::Result;
use crate::figure::Figure;
use crate::geodata::Geodata;
use crate::sea::{self, InternalWaters, Zones};
use crate::units::Metres;
use geo::Rect;

/// Belts are computed this far beyond the extent, in degrees: a rectangular sheet shows more than
/// its bounds.
const MARGIN: f64 = 2.0;

/// What the eye can tell on paper, in metres: a hundredth of a millimetre.
const VISIBLE: f64 = 1e-5;
/// The finest and the coarsest tolerance that a drawing is computed to, in metres.
const TOLERANCES: (f64, f64) = (1.0, 50.0);

/// The waters of a figure, land included.
#[derive(Clone, Debug, PartialEq)]
pub struct Waters {
    /// Belts, and the lines between states.
    pub zones: Zones,
    /// What lies landward of straight baselines.
    pub internal: Vec<InternalWaters>,
}

/// The waters that a figure asks for, for a sheet of this scale; none if it asks for none.
///
/// Accuracy: the figure's own tolerance, or a hundredth of a millimetre on the sheet (1 to 50 m).
/// Errors: `Missing` or `Input` for the figure's own coast, `Usage` for a breadth out of range.
pub fn waters(
    figure: &Figure,
    bounds: Rect,
    denominator: f64,
    geodata: &Geodata,
) -> Result<Option<Waters>> {
    let Some(options) = &figure.zones else { return Ok(None) };
    let mut coast = Coast::of(figure, options, geodata)?;
    let visible = Metres((VISIBLE * denominator).clamp(TOLERANCES.0, TOLERANCES.1));
    let mut request = request(figure, options, &mut coast, geodata, visible)?;
    request.within = request::widened(bounds, MARGIN);
    if !coast.is_own && (coast.is_closed() || options.bays) {
        coast.add_bundled_land(geodata)?;
    }
    if options.bays {
        coast.close_bays(&request.states);
    }
    let asked = (&coast.baselines, &request);
    let computed = || sea::zones(&coast.baselines, &request);
    let mut zones = geodata.store().kept("zones", &asked, computed)?;
    let internal = coast.internal_waters(&request.states);
    zones.warnings.extend(coast.warnings);
    Ok(Some(Waters { zones, internal }))
}

/// How much there was to compute, in words.
pub fn count(waters: &Waters) -> String {
    let counts = waters.zones.counts;
    format!("{} samples, {} vertices", counts.samples, counts.vertices)
}
