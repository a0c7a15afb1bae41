//! A panel: one of several maps on a sheet; what it shows and says otherwise than the figure.

use super::words::Words;
use crate::geodata::Date;
use crate::projection::Bounds;
use crate::units::NauticalMiles;
use serde::Deserialize;

/// What one of several maps says otherwise than its figure.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Panel {
    /// The line over its map; empty for none.
    pub title: Words,
    /// Breadths, the narrowest first; the figure's unless given.
    #[serde(deserialize_with = "super::zones::some_breadths")]
    pub breadths: Option<Vec<NauticalMiles>>,
    /// The day that it shows; the figure's unless given.
    pub as_of: Option<Date>,
    /// The part of the earth that it shows; the figure's unless given.
    pub bounds: Option<Bounds>,
    /// A second line for each breadth in the legend; the figure's unless given.
    pub notes: Option<Vec<Words>>,
}
