//! The two spaces of a map: positions on the earth and positions on the sheet, as two types.
//! Degrees can so never be drawn as paper, nor paper measured as ground; the only road between
//! the two is [`crate::projection::View`].

pub use periplus_sea::space::Geographic;

/// A geometry in millimetres on the sheet, origin at the top left, y down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OnSheet<G>(pub G);
