//! Window: breadths, a coast and boxes in; boxes with room for the breadths round them out, in degrees, and the geodata that
//! have all of the coast in them.

use super::coast::Coast;
use crate::error::Result;
use crate::figure::{Figure, ZonesOptions};
use crate::geodata::Geodata;
use crate::space::box_of;
use crate::state::StateCode;
use crate::units::NauticalMiles;
use geo::{BoundingRect, Coord, Rect};
use periplus_sea::Request;

/// Belts are computed this far beyond the extent, in degrees: a rectangular sheet shows more than
/// its bounds.
const MARGIN: f64 = 2.0;

/// A box that holds the zones of the states that are asked for; none: all of the coast matters.
pub(crate) fn of_states(request: &Request, coast: &Coast) -> Option<Rect> {
    if request.states.is_empty() {
        return None;
    }
    let own = coast.baselines.iter().filter(|baseline| request.states.contains(&baseline.state));
    let boxes = own.filter_map(|baseline| baseline.line.0.bounding_rect());
    let whole = box_of(boxes)?;
    // how far others claim moves no limit of these
    let regimes = request.regimes.iter();
    let own = regimes.flat_map(|regime| request.states.iter().flat_map(|state| regime.of(state)));
    let widest = own.map(|stretch| stretch.breadth.0).fold(0.0, f64::max);
    let window = with_room(whole, NauticalMiles(widest));
    let furthest = window.min().y.abs().max(window.max().y.abs());
    (furthest < NORTHERNMOST && window.width() < 360.0).then_some(window)
}

/// Beyond this latitude boxes in degrees are of no use.
const NORTHERNMOST: f64 = 80.0;

/// A box with room for a breadth round it, in degrees.
pub(super) fn with_room(bounds: Rect, breadth: NauticalMiles) -> Rect {
    /// A nautical mile is a minute of latitude to within 1 %; a tenth to spare.
    const DEGREES_PER_MILE: f64 = 1.1 / 60.0;
    let up = breadth.0 * DEGREES_PER_MILE;
    let furthest = bounds.min().y.abs().max(bounds.max().y.abs()) + up;
    let aside = up / libm::cos(furthest.min(NORTHERNMOST).to_radians());
    let margin = Coord { x: aside, y: up };
    let (low, high) = (bounds.min() - margin, bounds.max() + margin);
    Rect::new(Coord { y: low.y.max(-90.0), ..low }, Coord { y: high.y.min(90.0), ..high })
}

/// A box that holds all of the coast that the waters of a figure follow from on a map of this extent.
pub(crate) fn coast_window(figure: &Figure, extent: Rect) -> Rect {
    match &figure.zones {
        Some(options) => with_room(of_map(extent), options.greatest_breadth()),
        None => extent,
    }
}

/// The bundled geodata with all of the coast that the waters of a figure follow from, where these do not have it: that of
/// its states, and what lies within twice their breadth.
///
/// Errors: as [`Geodata::reach`].
pub(crate) fn geodata_of_states(
    figure: &Figure,
    options: &ZonesOptions,
    geodata: &Geodata,
) -> Result<Option<Geodata>> {
    let states: Vec<&str> = options.states.iter().map(StateCode::as_str).collect();
    let extent = match figure.extent.bounds() {
        Some(bounds) => Some(bounds.rectangle().0),
        None if options.coast.is_none() => geodata.box_of_land(&states)?,
        None => None,
    };
    let Some(extent) = extent else { return Ok(None) };
    let room = NauticalMiles(2.0 * options.greatest_breadth().0);
    geodata.around_states(&states, &extent, |own| with_room(own, room))
}

/// The box of a map with room round it, as far as the earth goes.
pub(super) fn of_map(extent: Rect) -> Rect {
    let aside = MARGIN.min((360.0 - extent.width()) / 2.0).max(0.0);
    let (low, high) = (extent.min(), extent.max());
    Rect::new(
        Coord { x: low.x - aside, y: (low.y - MARGIN).max(-90.0) },
        Coord { x: high.x + aside, y: (high.y + MARGIN).min(90.0) },
    )
}
