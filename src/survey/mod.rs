//! Survey: a figure's waters in, sets of zones without land out (longitude and latitude), for exports and statistics.
//! Where the figure names a sea, the zones are those inside of it, and what they leave is the high seas (UNCLOS
//! Art. 86); else they are whole, as far as the coast reaches. The sheet's extent plays no part.
//! Zones are a partition: they share their vertices, do not overlap (but under `keep`), and leave no gaps.
//! Not here: which state claims what (see `crate::claims`); how baselines come about (see `crate::waters`).

mod named_sea;
mod partition;
mod set;

pub use named_sea::NamedSea;
pub use set::{Claim, Line, Set, Water};

use crate::arrangement;
use crate::claims;
use crate::error::{Error, Result, Warning};
use crate::figure::{Figure, Overlap};
use crate::geodata::{Date, Feature, Geodata};
use crate::sea;
use crate::select;
use crate::space::Geographic;
use crate::units::Metres;
use crate::waters::{self, Coast};
use partition::Partition;

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
    /// What happened where two states' waters meet: `median`, `overlap`, `keep`.
    pub policy: &'static str,
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
    let mut request = waters::request(figure, options, &mut coast, geodata, TOLERANCE)?;
    if !coast.is_own || options.within.is_some() {
        coast.add_bundled_land(geodata)?;
    }
    if options.bays {
        coast.close_bays(&options.states);
    }
    let mut sea = match &options.within {
        Some(id) => Some(NamedSea::find(id, &mut coast, geodata)?),
        None => None,
    };
    let window = match &sea {
        Some(sea) => sea.extent(),
        None => waters::reach(&request, &coast),
    };
    request.within = window.map(Geographic);
    let zones = waters::zones(&coast.baselines, &request, geodata.store())?;
    let internal = coast.internal_waters(&options.states);
    let water = match &sea {
        Some(sea) => sea.water.clone(),
        None => {
            // What lies in no zone is dropped later.
            let areas = zones.belts.iter().map(|belt| &belt.area.0);
            let framed = arrangement::frame(areas.chain(internal.iter().map(|it| &it.area.0)));
            sea::subtract_land(&framed, &coast.land)
        }
    };
    let partition = Partition::new(&water, &zones.belts, &internal, zones.tolerance);
    if let Some(sea) = &mut sea {
        // What is left out of the partition is not counted as sea either.
        sea.water = partition.join(|_| true);
    }
    let as_claimed = options.breadths.is_empty() && options.own_breadths.is_empty();
    let mut laws = Vec::new();
    if as_claimed {
        laws = claims::claims(geodata)?;
        laws.retain(|claim| claim.is_valid(figure.as_of));
    }
    let sets = |as_rings| set::sets(&partition, request.regimes.len(), sea.is_some(), as_rings);
    Ok(Survey {
        sets: sets(false),
        rings: sets(true),
        policy: match options.overlap {
            Overlap::Median => "median",
            Overlap::Overlap => "overlap",
            Overlap::Keep => "keep",
        },
        as_claimed,
        laws,
        agreed_and_claimed: waters::lines(figure, options, geodata)?,
        tolerance: zones.tolerance,
        as_of: figure.as_of,
        coast: coast.name,
        sources: coast.sources,
        warnings: coast.warnings.into_iter().chain(zones.warnings).collect(),
        sea,
    })
}

fn no_waters(figure: &Figure) -> Error {
    Error::input(format!("the figure `{}` asks for no waters", figure.name))
        .hint("give it a [zones] table with `states` and `breadths`, or add --breadth")
}
