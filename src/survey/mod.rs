//! Survey: a figure's waters in, sets of zones without land out (longitude and latitude), for exports and statistics.
//! Where the figure names a sea, the zones are those inside of it, and what they leave is the high seas (UNCLOS
//! Art. 86); else they are whole, as far as the coast reaches. The sheet's extent plays no part.
//! Zones are a partition: they share their vertices, do not overlap (but under `keep`), and leave no gaps.
//! Not here: which state claims what (see `crate::claims`); how baselines come about (see `crate::waters`).

mod named_sea;
mod parted;
mod partition;
mod set;

pub use named_sea::NamedSea;
pub use set::{Claim, Line, Set, Water};

use crate::claims;
use crate::error::{Error, Result, Warning};
use crate::figure::Figure;
use crate::geodata::{Date, Feature, Geodata};
use crate::sea::Overlap;
use crate::select;
use crate::units::Metres;
use crate::waters::{self, Coast};
use parted::Question;

/// How far a limit may lie from where the law puts it, unless the figure says so.
const TOLERANCE: Metres = Metres(1.0);

/// Waters without land, and how they were computed.
#[derive(Clone, Debug, PartialEq)]
pub struct Survey {
    /// One set for each breadth, the narrowest first; or one for each kind of zone that is claimed.
    pub sets: Vec<Set>,
    /// The same sets with belts from where the set before ends, instead of from the baseline.
    pub rings: Vec<Set>,
    /// The named sea that the zones are cut to; none: they are whole.
    pub sea: Option<NamedSea>,
    /// What happened where two states' waters meet.
    pub policy: Overlap,
    /// Whether the breadths are those that states claim on the day.
    pub as_claimed: bool,
    /// The claims that hold on the day; empty where breadths are given.
    pub laws: Vec<claims::Claim>,
    /// Lines at sea that are agreed or claimed on the day.
    pub agreed_and_claimed: Vec<Feature>,
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
pub fn survey(figure: &Figure, geodata: &Geodata) -> Result<Survey> {
    let options = figure.zones.as_ref().ok_or_else(|| no_waters(figure))?;
    select::check_seas(figure, geodata)?;
    let mut coast = Coast::of(figure, options, geodata)?;
    let request = waters::request(figure, options, &mut coast, geodata, TOLERANCE)?;
    if !coast.is_own || options.within.is_some() {
        coast.add_bundled_land(geodata)?;
    }
    let mut sea = options.within.as_ref().map(|id| NamedSea::find(id, geodata)).transpose()?;
    if sea.is_some() {
        coast.sources.extend(geodata.catalogue()?.credits([named_sea::LAYER]));
    }
    let outline = sea.as_ref().map(|sea| sea.water.clone());
    let question = Question { coast, request, outline, bays: options.bays };
    let parted = geodata.store().kept("survey", &question, || question.answer())?;
    if let Some((sea, water)) = sea.as_mut().zip(parted.sea) {
        sea.water = water;
    }
    let as_claimed = options.breadths.is_empty() && options.own_breadths.is_empty();
    let mut laws = Vec::new();
    if as_claimed {
        laws = claims::claims(geodata)?;
        laws.retain(|claim| claim.is_valid(figure.as_of));
    }
    Ok(Survey {
        sets: parted.sets,
        rings: parted.rings,
        policy: options.overlap,
        as_claimed,
        laws,
        agreed_and_claimed: waters::lines(figure, options, geodata)?,
        tolerance: parted.tolerance,
        as_of: figure.as_of,
        coast: parted.coast,
        sources: question.coast.sources,
        warnings: parted.warnings,
        sea,
    })
}

fn no_waters(figure: &Figure) -> Error {
    Error::input(format!("the figure `{}` asks for no waters", figure.name))
        .hint("give it a [zones] table with `states` and `breadths`, or add --breadth")
}
