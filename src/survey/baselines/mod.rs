//! Baselines by the law: a figure's lines, coast and land in; what the Convention asks of each, measured, with its article, out.
//! `test`: a condition and what it was held against. `lines`: lines at sea. `archipelago`: lines round an archipelago.
//! `features`: what lies off the coast, or is built onto it.
//! Not here: what a judge decides. A condition that has no number is open; a number that the Convention does not have is that
//! of somebody, who is named.

mod archipelago;
mod features;
mod lines;
mod test;

pub use test::{Measured, Range, Test, Unit, Verdict};

use crate::error::{Result, Warning};
use crate::figure::{Figure, ZonesOptions};
use crate::geodata::{Date, Geodata};
use crate::space::Geographic;
use crate::waters::{self, BaselineKind, Listed, ListedBaselines, TerritorialSeas};
use geo::MultiPolygon;
use periplus_sea::{Baseline, NearestCoast};
use std::collections::BTreeMap;

/// Whose number a limit is that no article has, where it is ours.
const OURS: &str = "Periplus";
/// What reaches the coast comes as near to it, in metres: our number.
const REACHES: f64 = 100.0;

/// The baselines of a figure, with what the law asks of them.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct BaselineReport {
    /// By kind, in the order of the files.
    pub baselines: Vec<TestedBaseline>,
    /// What the states are called, by their codes.
    pub names: BTreeMap<String, String>,
    /// The coast that they lie off.
    pub coast: String,
    /// The day that the figure is of.
    pub as_of: Option<Date>,
    /// Credit lines of the data.
    pub sources: Vec<String>,
    /// What was repaired or left out.
    pub warnings: Vec<Warning>,
}

/// A baseline with what the law asks of it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TestedBaseline {
    /// The id of its feature; of bays that were found here, their number.
    pub id: String,
    /// What it is called.
    pub name: Option<String>,
    /// Whose it is.
    pub state: String,
    /// What it is to the law.
    pub kind: BaselineKind,
    /// It is in no file: the bay was found on the coast.
    pub is_found: bool,
    /// What was asked.
    pub tests: Vec<Test>,
}

/// What baselines are held against.
struct Ground<'a> {
    /// The shores alone.
    natural: &'a [Baseline],
    coast: NearestCoast,
    land: &'a [Geographic<MultiPolygon>],
    listed: &'a [Listed],
    seas: TerritorialSeas<'a>,
}

/// Holds the baselines of a figure against the law.
///
/// Errors: `Missing` or `Input` for the figure's own files.
pub(super) fn tested(
    figure: &Figure,
    options: &ZonesOptions,
    geodata: &Geodata,
    names: BTreeMap<String, String>,
) -> Result<BaselineReport> {
    let all = waters::listed(figure, options, geodata)?;
    let ListedBaselines { listed, natural, land, bays, coast, sources, mut warnings } = all;
    let ground = Ground {
        coast: NearestCoast::of(&natural)?,
        natural: &natural,
        land: &land,
        listed: &listed,
        seas: TerritorialSeas::of(figure, options, geodata)?,
    };
    let mut baselines = archipelago::tested(&ground);
    baselines.extend(listed.iter().filter_map(|one| {
        let tests = match one.kind {
            BaselineKind::Straight => lines::straight(one, &ground),
            // those of a state are one system
            BaselineKind::Archipelagic => return None,
            BaselineKind::BayClosing => lines::bay(one, &ground),
            BaselineKind::RiverClosing => lines::river(one, &ground),
            BaselineKind::LowTideElevation => features::low_tide_elevation(one, &ground),
            BaselineKind::Reef => features::reef(one, &ground),
            BaselineKind::HarbourWorks => features::harbour_works(one, &ground),
            BaselineKind::Rock => features::rock(one),
        };
        let name = one.feature.text("name").map(str::to_owned);
        let (id, state, kind) = (one.feature.id.clone(), one.state(), one.kind);
        Some(TestedBaseline { id, name, state, kind, is_found: false, tests })
    }));
    baselines.extend(bays.iter().enumerate().map(|(place, line)| TestedBaseline {
        id: format!("bay-{}", place + 1),
        name: None,
        state: line.state.clone(),
        kind: BaselineKind::BayClosing,
        is_found: true,
        tests: lines::of_bay(line, &ground),
    }));
    baselines.sort_by_key(|it| it.kind);
    if baselines.is_empty() {
        let message = "there are no straight baselines, closing lines or other features to test";
        warnings.push(Warning::new(message).hint(
            "list them with their `kind` in a file: --coast FILE, or `baselines` in [zones]; --bays finds the bays of the coast",
        ));
    }
    Ok(BaselineReport { baselines, names, coast, as_of: figure.as_of, sources, warnings })
}
