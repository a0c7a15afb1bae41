//! Names that the figure places by hand: a feature and what the figure says of its name in, where that stands out.

use super::wording::{Wording, is_listed};
use super::{GAP, LabelBuilder};
use crate::figure::LabelPlace;
use crate::label::{Anchoring, HandPlace};
use crate::plot::{Plotted, middle};
use crate::space::{Geographic, OnSheet};
use crate::style::Style;
use crate::units::Millimetres;
use geo::{Coord, Geometry};

impl LabelBuilder<'_> {
    /// Where a name stands that is placed by hand; none of others.
    pub(super) fn by_hand(
        &self,
        feature: &Plotted,
        shown: &[Wording],
        symbol: &Style,
    ) -> Option<Anchoring> {
        let places = &self.figure.labels.place;
        let (_, place) = places
            .iter()
            .find(|(name, _)| is_listed(feature, shown, std::slice::from_ref(*name)))?;
        let dot = match &feature.shape.0 {
            Geometry::Point(at) => {
                let radius = symbol.radius.filter(|_| !symbol.hidden);
                Some((OnSheet(at.0), radius.unwrap_or(Millimetres(0.0))))
            }
            _ => None,
        };
        let gap = Millimetres(if self.narrow { GAP.1 } else { GAP.0 });
        Some(Anchoring::ByHand { symbol: dot, gap, place: self.hand_place(feature, place)? })
    }

    fn hand_place(&self, feature: &Plotted, place: &LabelPlace) -> Option<HandPlace> {
        let [x, y] = place.shift;
        let shift = Coord { x, y };
        if let Some(side) = place.at {
            return Some(HandPlace::Side(side, shift));
        }
        let from = match place.pin {
            // a pin beyond the projection is as one beyond the frame: no room, and told
            Some(pin) => {
                self.view.place(Geographic(pin)).map_or(Coord { x: -1e3, y: -1e3 }, |at| at.0)
            }
            None => middle(&feature.shape.0, self.view.frame_box().0),
        };
        Some(HandPlace::Middle(OnSheet(from + shift)))
    }
}
