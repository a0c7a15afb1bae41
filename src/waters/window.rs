//! Window: breadths, a coast and boxes in; boxes with room for the breadths round them out, in degrees.

use super::coast::Coast;
use crate::space::box_of;
use crate::units::NauticalMiles;
use geo::{BoundingRect, Coord, Rect};
use periplus_sea::Request;

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
