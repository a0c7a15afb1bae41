//! Survey: a figure's waters in, sets of zones without land out (longitude and latitude), for exports and statistics.
//! Where the figure names a sea, the zones are those inside of it, and what they leave is the high seas (UNCLOS
//! Art. 86); else they are whole, as far as the coast reaches. The sheet's extent plays no part.
//! Not here: which state claims what (the breadths come in); internal waters that no closed baseline encloses.

mod coast;
mod named_sea;
mod scenario;
mod set;

pub use named_sea::NamedSea;
pub use scenario::Scenario;
pub use set::{Claim, Set, Water};

use crate::error::{Error, Result, Warning};
use crate::figure::{Figure, Overlap};
use crate::geodata::{Date, Geodata};
use crate::sea;
use crate::select;
use crate::units::Metres;
use coast::Coast;

/// How far a limit may lie from where the law puts it, unless the figure says so.
const TOLERANCE: Metres = Metres(1.0);

/// Waters without land, and how they were computed.
#[derive(Clone, Debug, PartialEq)]
pub struct Survey {
    /// One set for each breadth, the narrowest first.
    pub sets: Vec<Set>,
    /// The named sea that the zones are cut to; none: they are whole.
    pub sea: Option<NamedSea>,
    /// What happened where two states' waters meet: `median`, `overlap`, `keep`.
    pub policy: &'static str,
    /// How far a limit may be from where it belongs.
    pub tolerance: Metres,
    /// The day that the figure is of.
    pub as_of: Option<Date>,
    /// The coast that breadths were measured from: the bundled one with its vintage, or the user's file.
    pub coast: String,
    /// Credit lines of the data.
    pub sources: Vec<String>,
    /// What was repaired or left out.
    pub warnings: Vec<Warning>,
}

/// Surveys a figure's waters.
///
/// Accuracy: limits within the figure's tolerance, or 1 m; the land as the coast has it.
/// Errors: `Input` if the figure asks for no waters or its coast is wrong, `Missing` for an unknown sea or file,
/// `Usage` for a state that the coast does not have.
pub fn survey(figure: &Figure, scenario: &Scenario, geodata: &Geodata) -> Result<Survey> {
    let options = figure.zones.as_ref().ok_or_else(|| no_waters(figure))?;
    select::check_seas(figure, geodata)?;
    let mut coast = Coast::of(options, geodata)?;
    coast.add_land(scenario)?;
    let sea = match &options.within {
        Some(id) => Some(NamedSea::find(id, &mut coast, geodata)?),
        None => None,
    };
    let request = scenario.request(options, TOLERANCE, &coast, sea.as_ref())?;
    let zones = sea::zones(&coast.baselines, &request)?;
    let sets = set::sets(&zones, &request.regimes, &coast.land, sea.as_ref());
    Ok(Survey {
        sets,
        policy: match options.overlap {
            Overlap::Median => "median",
            Overlap::Overlap => "overlap",
            Overlap::Keep => "keep",
        },
        tolerance: zones.tolerance,
        as_of: figure.as_of,
        coast: coast.name,
        sources: coast.sources,
        warnings: coast.warnings.into_iter().chain(zones.warnings).collect(),
        sea,
    })
}

impl Survey {
    /// The sets with belts from where the next narrower one ends, instead of from the baseline.
    pub fn rings(&self) -> Vec<Set> {
        set::rings(&self.sets, self.tolerance)
    }
}

fn no_waters(figure: &Figure) -> Error {
    Error::input(format!("the figure `{}` asks for no waters", figure.name))
        .hint("give it a [zones] table with `states` and `breadths`, or add --breadth")
}
