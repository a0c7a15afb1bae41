//! The part of the earth that a figure shows: bounds, a named region, or wherever the data lie.

use super::regions::Region;
use crate::error::Flaw;
use crate::projection::Bounds;
use serde::Deserialize;

/// The part of the earth that a figure shows.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(try_from = "ExtentTable")]
#[non_exhaustive]
pub enum Extent {
    /// Between two meridians and two parallels.
    Bounds(Bounds),
    /// A region by its name.
    Region(&'static Region),
    /// Wherever the figure's own data lie.
    #[default]
    Data,
}

impl Extent {
    /// The bounds; none if the data decide.
    pub fn bounds(&self) -> Option<Bounds> {
        match self {
            Extent::Bounds(bounds) => Some(*bounds),
            Extent::Region(region) => Some(region.bounds),
            Extent::Data => None,
        }
    }
}

/// What decides the extent, if it is not given.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Fit;

impl TryFrom<String> for Fit {
    type Error = Flaw;

    fn try_from(word: String) -> Result<Fit, Flaw> {
        match word.as_str() {
            "data" => Ok(Fit),
            _ => Err(Flaw::new(format!("unknown extent `{word}`")).known(&word, &["data"])),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExtentTable {
    bounds: Option<Bounds>,
    region: Option<&'static Region>,
    fit: Option<Fit>,
}

impl TryFrom<ExtentTable> for Extent {
    type Error = Flaw;

    fn try_from(written: ExtentTable) -> Result<Extent, Flaw> {
        match (written.bounds, written.region, written.fit) {
            (Some(bounds), None, None) => Ok(Extent::Bounds(bounds)),
            (None, Some(region), None) => Ok(Extent::Region(region)),
            (None, None, Some(Fit)) => Ok(Extent::Data),
            (None, None, None) => Err(Flaw::new("the extent says nothing")
                .hint("give bounds = [west, south, east, north], a region, or fit = \"data\"")),
            _ => Err(Flaw::new("the extent is given twice")
                .hint("keep one of `bounds`, `region` and `fit`")),
        }
    }
}
