//! Callout: a note of the figure in, the place that it is at out.

use super::places::Places;
use super::telling::callout_key;
use crate::figure::Figure;
use geo::Coord;

/// The place of a note.
#[derive(Clone, Debug)]
pub(crate) struct CalloutSpot {
    /// Which of the figure's callouts it is of, from 0.
    pub number: usize,
    /// Longitude and latitude.
    pub at: Coord,
}

/// The places of a figure's callouts that are known.
pub(super) fn spots(figure: &Figure, places: &Places) -> Vec<CalloutSpot> {
    let spot = |number| Some(CalloutSpot { number, at: places.at(&callout_key(number))?.at });
    (0..figure.callouts.len()).filter_map(spot).collect()
}
