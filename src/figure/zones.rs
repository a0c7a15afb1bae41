//! The waters to compute: whose, how broad, and what happens where two states' waters meet.

use super::flaw::Flaw;
use super::states::check_state;
use crate::units::{Metres, NauticalMiles};
use serde::Deserialize;
use std::path::PathBuf;

/// The greatest breadth that the law of the sea knows: the outer limit of a continental shelf
/// (UNCLOS Art. 76(5)).
const GREATEST_BREADTH: f64 = 350.0;
/// Bounds of the accuracy that may be asked for, metres.
const TOLERANCES: std::ops::RangeInclusive<f64> = 0.01..=1000.0;

/// The waters to compute.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(default, try_from = "Written")]
pub struct ZonesOptions {
    /// Whose, as ISO 3166-1 alpha-3 codes; empty for every state of the coast.
    pub states: Vec<String>,
    /// Breadths, the narrowest first; 12 nm unless given.
    pub breadths: Vec<NauticalMiles>,
    /// What happens where two states' waters meet; the median line unless given.
    pub overlap: Overlap,
    /// The named sea that shares are taken of.
    pub within: Option<String>,
    /// Polygons or lines with a `state`, instead of the bundled coast.
    pub coast: Option<PathBuf>,
    /// How far a limit may lie from where the law puts it; what the eye can tell at the figure's
    /// scale unless given.
    pub tolerance: Option<Metres>,
    /// Named seas that are left blank because the figure does not speak of them.
    pub not_analysed: Vec<String>,
    /// Classes that the theme may tell these waters by: `quiet`.
    pub class: String,
    /// A second line for each breadth in the legend: `claimed by both`.
    pub notes: Vec<String>,
}

/// What happens where two states' waters meet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Overlap {
    /// Parted by the median line (UNCLOS Art. 15).
    #[default]
    Median,
    /// The part common to both is a zone of its own.
    Overlap,
    /// Each zone whole, one over the other.
    Keep,
}

impl Default for ZonesOptions {
    fn default() -> ZonesOptions {
        ZonesOptions {
            states: Vec::new(),
            breadths: vec![NauticalMiles(12.0)],
            overlap: Overlap::default(),
            within: None,
            coast: None,
            tolerance: None,
            not_analysed: Vec::new(),
            class: String::new(),
            notes: Vec::new(),
        }
    }
}

/// The breadth, if the law of the sea knows one like it: above 0 and at most 350 nm.
pub fn check_breadth(breadth: f64) -> Result<NauticalMiles, Flaw> {
    if breadth.is_finite() && breadth > 0.0 && breadth <= GREATEST_BREADTH {
        return Ok(NauticalMiles(breadth));
    }
    Err(Flaw::new(format!("{breadth} is not a breadth of waters"))
        .hint("nautical miles, above 0 and up to 350: 6, 12, 24, 200"))
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Written {
    states: Vec<String>,
    #[serde(deserialize_with = "super::source::breadths")]
    breadths: Option<Vec<NauticalMiles>>,
    overlap: Overlap,
    within: Option<String>,
    coast: Option<PathBuf>,
    #[serde(deserialize_with = "super::source::tolerance")]
    tolerance: Option<Metres>,
    not_analysed: Vec<String>,
    class: String,
    notes: Vec<String>,
}

impl TryFrom<Written> for ZonesOptions {
    type Error = Flaw;

    fn try_from(written: Written) -> Result<ZonesOptions, Flaw> {
        let usual = ZonesOptions::default();
        if written.coast.is_none() {
            written.states.iter().try_for_each(|state| check_state(state))?;
        }
        let mut breadths = written.breadths.unwrap_or(usual.breadths);
        breadths.sort_by(|a, b| a.0.total_cmp(&b.0));
        breadths.dedup();
        Ok(ZonesOptions {
            states: written.states,
            breadths,
            overlap: written.overlap,
            within: written.within,
            coast: written.coast,
            tolerance: written.tolerance,
            not_analysed: written.not_analysed,
            class: written.class,
            notes: written.notes,
        })
    }
}

/// A tolerance such as `1m` or `50cm`.
pub fn tolerance(text: &str) -> Result<Metres, Flaw> {
    let flaw = || {
        Flaw::new(format!("`{text}` is not a tolerance"))
            .hint("write metres, from 0.01m to 1000m: \"1m\"")
    };
    let (number, scale) = match (text.strip_suffix("cm"), text.strip_suffix('m')) {
        (Some(number), _) => (number, 0.01),
        (None, Some(number)) => (number, 1.0),
        (None, None) => return Err(flaw()),
    };
    let metres = number.trim().parse::<f64>().map_err(|_| flaw())? * scale;
    TOLERANCES.contains(&metres).then_some(Metres(metres)).ok_or_else(flaw)
}
