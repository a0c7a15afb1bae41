//! Positions on the earth, as a type of their own: degrees can so never be drawn as paper, nor taken for metres.

use serde::{Deserialize, Serialize};

/// A geometry in longitude and latitude, degrees on WGS 84, x = longitude east, y = latitude north.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Geographic<G>(pub G);
