//! The waters to compute: whose, how broad, and what happens where two states' waters meet.

use super::words::Words;
use crate::error::Flaw;
use crate::state::StateCode;
use crate::units::{Metres, NauticalMiles};
use periplus_sea::{IslandWeight, Overlap, ZoneKind};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The greatest breadth that the law of the sea knows: the outer limit of a continental shelf
/// (UNCLOS Art. 76(5)).
const GREATEST_BREADTH: f64 = 350.0;
/// Bounds of the accuracy that may be asked for, metres.
const TOLERANCES: std::ops::RangeInclusive<f64> = 0.01..=1000.0;

/// The waters to compute.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, try_from = "ZonesTable")]
#[non_exhaustive]
pub struct ZonesOptions {
    /// Whose, as ISO 3166-1 alpha-3 codes; empty for every state of the coast.
    pub states: Vec<StateCode>,
    /// Breadths, the narrowest first; empty for those that each state claims on the figure's date.
    pub breadths: Vec<NauticalMiles>,
    /// Breadths of single states, in place of those of every set, or of what they claim.
    pub own_breadths: BTreeMap<StateCode, NauticalMiles>,
    /// The kinds of zones that claims are asked of; the territorial sea unless given.
    pub kinds: Vec<ZoneKind>,
    /// Whether the breadths are a what-if that the figure has to say so of; false unless given.
    pub scenario: bool,
    /// What happens where two states' waters meet; the median line unless given.
    pub overlap: Overlap,
    /// What islands count in medians beyond the territorial sea; as much as the mainland unless given.
    pub island_weight: IslandWeight,
    /// States whose coast has a territorial sea and no more, as the figure's maker sees it: it counts for nothing in
    /// zones and medians beyond.
    pub territorial_only: Vec<StateCode>,
    /// Medians are drawn as far as this; as far as the zones unless given.
    pub medians: Option<NauticalMiles>,
    /// The named sea that shares are taken of.
    pub within: Option<String>,
    /// Polygons or lines with a `state`, instead of the bundled coast.
    pub coast: Option<PathBuf>,
    /// Straight baselines with a `state`, besides the published ones.
    pub baselines: Option<PathBuf>,
    /// Lines agreed between states, besides the published ones.
    pub lines: Option<PathBuf>,
    /// Land that is taken out besides that of the coast.
    pub land: Option<PathBuf>,
    /// Whether breadths are measured from the coast alone, not from the straight baselines in force on the date;
    /// false unless given.
    pub coast_only: bool,
    /// Whether bays are closed after UNCLOS Art. 10; false unless given.
    pub bays: bool,
    /// How far a limit may lie from where the law puts it; what the eye can tell at the figure's
    /// scale unless given.
    pub tolerance: Option<Metres>,
    /// Named seas that are left blank because the figure does not speak of them.
    pub not_analysed: Vec<String>,
    /// Classes that the theme may tell these waters by: `quiet`.
    pub class: String,
    /// A second line for each breadth in the legend: `claimed by both`.
    pub notes: Vec<Words>,
}

impl ZonesOptions {
    /// The user's files that it names.
    pub fn files(&self) -> impl Iterator<Item = &PathBuf> {
        [&self.coast, &self.baselines, &self.lines, &self.land].into_iter().flatten()
    }

    pub(super) fn files_mut(&mut self) -> [Option<&mut PathBuf>; 4] {
        let (coast, baselines) = (self.coast.as_mut(), self.baselines.as_mut());
        [coast, baselines, self.lines.as_mut(), self.land.as_mut()]
    }
}

/// The kinds of zones that states have by claiming them.
const CLAIMED: [ZoneKind; 3] =
    [ZoneKind::TerritorialSea, ZoneKind::ContiguousZone, ZoneKind::ExclusiveEconomicZone];

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
struct ZonesTable {
    states: Vec<StateCode>,
    #[serde(deserialize_with = "breadths")]
    breadths: Option<Vec<NauticalMiles>>,
    own_breadths: BTreeMap<String, f64>,
    kinds: Vec<ZoneKind>,
    scenario: bool,
    overlap: Overlap,
    island_weight: IslandWeight,
    territorial_only: Vec<StateCode>,
    medians: Option<f64>,
    within: Option<String>,
    coast: Option<PathBuf>,
    baselines: Option<PathBuf>,
    lines: Option<PathBuf>,
    land: Option<PathBuf>,
    coast_only: bool,
    bays: bool,
    #[serde(deserialize_with = "written_tolerance")]
    tolerance: Option<Metres>,
    not_analysed: Vec<String>,
    class: String,
    notes: Vec<Words>,
}

/// Gives a state a breadth of its own.
///
/// Errors: a state that has one already.
pub(super) fn give_breadth(
    own: &mut BTreeMap<StateCode, NauticalMiles>,
    state: &str,
    breadth: NauticalMiles,
) -> Result<(), Flaw> {
    let state = StateCode::from(state);
    if own.contains_key(&state) {
        return Err(Flaw::new(format!("two breadths for `{state}`")).hint("give one of each state"));
    }
    own.insert(state, breadth);
    Ok(())
}

/// Breadths from the narrowest, each once.
pub(super) fn ascending(mut breadths: Vec<NauticalMiles>) -> Vec<NauticalMiles> {
    breadths.sort_by(|a, b| a.0.total_cmp(&b.0));
    breadths.dedup();
    breadths
}

impl TryFrom<ZonesTable> for ZonesOptions {
    type Error = Flaw;

    fn try_from(written: ZonesTable) -> Result<ZonesOptions, Flaw> {
        let mut own_breadths = BTreeMap::new();
        for (state, breadth) in written.own_breadths {
            give_breadth(&mut own_breadths, &state, check_breadth(breadth)?)?;
        }
        if written.coast.is_none() {
            let named = written.states.iter().chain(own_breadths.keys());
            let named = named.chain(&written.territorial_only);
            named.into_iter().try_for_each(StateCode::check)?;
        }
        let breadths = ascending(written.breadths.unwrap_or_default());
        if let Some(kind) = written.kinds.iter().find(|kind| !CLAIMED.contains(kind)) {
            let flaw = Flaw::new(format!("`{kind}` is no zone that a state claims"));
            return Err(flaw.known(kind.name(), &CLAIMED.map(ZoneKind::name)));
        }
        let mut kinds = written.kinds;
        kinds.sort();
        kinds.dedup();
        Ok(ZonesOptions {
            states: written.states,
            breadths,
            own_breadths,
            kinds,
            scenario: written.scenario,
            overlap: written.overlap,
            island_weight: written.island_weight,
            territorial_only: written.territorial_only,
            medians: written.medians.map(check_breadth).transpose()?,
            within: written.within,
            coast: written.coast,
            baselines: written.baselines,
            lines: written.lines,
            land: written.land,
            coast_only: written.coast_only,
            bays: written.bays,
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

/// Breadths of a figure file, at least one.
pub(super) fn breadths<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Vec<NauticalMiles>>, D::Error> {
    let written = <Vec<f64>>::deserialize(deserializer)?;
    if written.is_empty() {
        let flaw = Flaw::new("no breadth is given").hint("nautical miles: breadths = [6, 12]");
        return Err(D::Error::custom(flaw));
    }
    let checked = written.into_iter().map(check_breadth).collect::<Result<_, _>>();
    checked.map(Some).map_err(D::Error::custom)
}

fn written_tolerance<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Metres>, D::Error> {
    let text = String::deserialize(deserializer)?;
    tolerance(&text).map(Some).map_err(D::Error::custom)
}
