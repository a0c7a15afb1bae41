//! The two spaces of a map: positions on the earth and positions on the sheet, as two types.
//! Degrees can so never be drawn as paper, nor paper measured as ground; the only road between
//! the two is [`crate::projection::View`].

use serde::{Deserialize, Serialize};

/// A geometry in longitude and latitude, degrees on WGS 84, x = longitude east, y = latitude north.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Geographic<G>(pub G);

/// A geometry in millimetres on the sheet, origin at the top left, y down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OnSheet<G>(pub G);
