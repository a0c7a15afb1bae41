//! The two spaces of a map: positions on the earth and positions on the sheet, as two types.
//! Degrees can so never be drawn as paper, nor paper measured as ground; the only road between
//! the two is [`crate::projection::View`].

mod side;

pub use periplus_sea::space::Geographic;
pub use side::Side;

use geo::{Coord, Rect};

/// The box that holds all of these; none for none.
pub(crate) fn box_of(boxes: impl IntoIterator<Item = Rect>) -> Option<Rect> {
    boxes.into_iter().reduce(|a, b| {
        let (low, high) = (a.min(), a.max());
        Rect::new(
            Coord { x: low.x.min(b.min().x), y: low.y.min(b.min().y) },
            Coord { x: high.x.max(b.max().x), y: high.y.max(b.max().y) },
        )
    })
}

/// A geometry in millimetres on the sheet, origin at the top left, y down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OnSheet<G>(pub G);
