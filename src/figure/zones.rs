//! The waters to compute: whose, how broad, and what happens where two states' waters meet.

use super::breadths::{Assumed, breadth, each_once};
use super::words::Words;
use crate::error::Flaw;
use crate::geodata::Naming;
use crate::state::StateCode;
use crate::toml_text::{self, Parsed};
use crate::units::{Metres, NauticalMiles};
use periplus_sea::{Effect, IslandWeight, Overlap, ZoneKind};
use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

/// Bounds of the accuracy that may be asked for, metres.
const TOLERANCES: std::ops::RangeInclusive<f64> = 0.01..=1000.0;
/// Bounds of how exactly a coast may be known, metres.
const ACCURACIES: std::ops::RangeInclusive<f64> = 0.0..=10_000.0;

/// The waters to compute.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct ZonesOptions {
    /// Whose, as ISO 3166-1 alpha-3 codes; empty for every state of the coast.
    #[serde(deserialize_with = "states")]
    pub states: Vec<StateCode>,
    /// Breadths, the narrowest first; empty for those that each state claims on the figure's date.
    #[serde(deserialize_with = "breadths")]
    pub breadths: Vec<NauticalMiles>,
    /// Breadths of single states, in place of those of every set, or of what they claim.
    #[serde(deserialize_with = "own_breadths")]
    pub own_breadths: BTreeMap<StateCode, NauticalMiles>,
    /// The kinds of zones that claims are asked of; the territorial sea unless given.
    #[serde(deserialize_with = "claimed")]
    pub kinds: Vec<ZoneKind>,
    /// Whether the breadths are a what-if that the figure has to say so of; false unless given.
    pub scenario: bool,
    /// Whether an option gave the breadths.
    #[serde(skip)]
    pub(crate) assumed: Assumed,
    /// What happens where two states' waters meet; the median line unless given.
    #[serde(deserialize_with = "toml_text::value")]
    pub overlap: Overlap,
    /// What islands count in medians beyond the territorial sea; as much as the mainland unless given.
    #[serde(deserialize_with = "toml_text::value")]
    pub island_weight: IslandWeight,
    /// What single islands count for there, by the name or the id of their feature, whatever the others count.
    #[serde(deserialize_with = "effects")]
    pub effect: BTreeMap<String, Effect>,
    /// States whose coast has a territorial sea and no more, as the figure's maker sees it: it counts for nothing in
    /// zones and medians beyond.
    #[serde(deserialize_with = "states")]
    pub territorial_only: Vec<StateCode>,
    /// Medians are drawn as far as this; as far as the zones unless given.
    #[serde(deserialize_with = "medians")]
    pub medians: Option<NauticalMiles>,
    /// The named sea that shares are taken of.
    pub within: Option<String>,
    /// Polygons or lines with a `state`, instead of the bundled coast.
    pub coast: Option<PathBuf>,
    /// The attribute of that coast that says whose it is, where it is not `state`.
    pub coast_state: Option<String>,
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
    #[serde(deserialize_with = "written_tolerance")]
    pub tolerance: Option<Metres>,
    /// How exactly the coast is known, in metres: limits, medians and areas then say how far they may be off.
    #[serde(deserialize_with = "written_accuracy")]
    pub coast_accuracy: Option<Metres>,
    /// How far the low-water line may lie off the coast for its tides, in metres across it.
    #[serde(deserialize_with = "written_accuracy")]
    pub tide: Option<Metres>,
    /// Named seas that are left blank because the figure does not speak of them.
    pub not_analysed: Vec<String>,
    /// Classes that the theme may tell these waters by: `quiet`.
    pub class: String,
    /// A second line for each breadth in the legend: `claimed by both`.
    pub notes: Vec<Words>,
}

impl ZonesOptions {
    /// How broad the waters can be that are asked for; where it is left to claims, as broad as an exclusive economic zone
    /// may be (UNCLOS Art. 57).
    pub(crate) fn greatest_breadth(&self) -> NauticalMiles {
        const OF_CLAIMS: NauticalMiles = NauticalMiles(200.0);
        let claimed = self.breadths.is_empty().then_some(OF_CLAIMS);
        let given = self.breadths.iter().chain(self.own_breadths.values()).chain(&self.medians);
        let all = given.chain(&claimed).map(|breadth| breadth.0);
        NauticalMiles(all.fold(0.0, f64::max))
    }

    /// Whether each state whose waters are shown has a breadth of its own.
    pub(crate) fn is_each_own(&self) -> bool {
        let is_own = |state: &StateCode| self.own_breadths.contains_key(state);
        !self.states.is_empty() && self.states.iter().all(is_own)
    }

    /// Leaves one set of waters where each state has a breadth of its own: those that all others have would be the same waters
    /// once more.
    pub(super) fn leave_out_breadths_of_nobody(&mut self) {
        if self.is_each_own() && self.breadths.len() > 1 {
            let own = self.states.iter().filter_map(|state| self.own_breadths.get(state));
            self.breadths = own.copied().max_by(|a, b| a.0.total_cmp(&b.0)).into_iter().collect();
        }
    }

    /// Which attribute of its own coast is which.
    pub(crate) fn naming_of_coast(&self) -> Naming {
        Naming { state: self.coast_state.clone(), ..Naming::default() }
    }

    /// The user's files that it names.
    pub fn files(&self) -> impl Iterator<Item = &PathBuf> {
        [&self.coast, &self.baselines, &self.lines, &self.land].into_iter().flatten()
    }

    pub(super) fn files_mut(&mut self) -> [Option<&mut PathBuf>; 4] {
        let (coast, baselines) = (self.coast.as_mut(), self.baselines.as_mut());
        [coast, baselines, self.lines.as_mut(), self.land.as_mut()]
    }
}

/// The kinds of zones that states have by claiming them, or, the shelf, without (UNCLOS Art. 77(3)).
pub(crate) const CLAIMED: [ZoneKind; 4] = [
    ZoneKind::TerritorialSea,
    ZoneKind::ContiguousZone,
    ZoneKind::ExclusiveEconomicZone,
    ZoneKind::ContinentalShelf,
];

/// A state that is to be given a breadth of its own.
///
/// Errors: a state that has one already.
pub(super) fn new_state(
    own: &BTreeMap<StateCode, NauticalMiles>,
    state: StateCode,
) -> Result<StateCode, Flaw> {
    if own.contains_key(&state) {
        return Err(Flaw::new(format!("two breadths for `{state}`")).hint("give one of each state"));
    }
    Ok(state)
}

/// Breadths of several maps, from the narrowest, each once.
pub(super) fn ascending(mut breadths: Vec<NauticalMiles>) -> Vec<NauticalMiles> {
    breadths.sort_by(|a, b| a.0.total_cmp(&b.0));
    breadths.dedup();
    breadths
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

/// How exactly something is known, such as `500m`, `0m` or `1.5km`.
pub fn accuracy(text: &str) -> Result<Metres, Flaw> {
    let flaw = || {
        Flaw::new(format!("`{text}` is not how exactly a coast is known"))
            .hint("write metres, from 0m to 10km: \"500m\"")
    };
    let (number, scale) = match (text.strip_suffix("km"), text.strip_suffix('m')) {
        (Some(number), _) => (number, 1_000.0),
        (None, Some(number)) => (number, 1.0),
        (None, None) => return Err(flaw()),
    };
    let metres = number.trim().parse::<f64>().map_err(|_| flaw())? * scale;
    ACCURACIES.contains(&metres).then_some(Metres(metres)).ok_or_else(flaw)
}

/// Codes of states, or names that a coast of one's own has for them.
pub(super) fn states<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<StateCode>, D::Error> {
    toml_text::list(deserializer)
}

/// Breadths of a figure file, at least one; the narrowest first.
fn breadths<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<NauticalMiles>, D::Error> {
    let breadths = toml_text::list_by(deserializer, breadth)?;
    if breadths.is_empty() {
        let flaw = Flaw::new("no breadth is given").hint("nautical miles: breadths = [6, 12]");
        return Err(D::Error::custom(flaw));
    }
    each_once(breadths).map_err(D::Error::custom)
}

/// Breadths of a panel.
pub(super) fn some_breadths<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Vec<NauticalMiles>>, D::Error> {
    breadths(deserializer).map(Some)
}

fn medians<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NauticalMiles>, D::Error> {
    toml_text::value_by(deserializer, breadth).map(Some)
}

fn written_tolerance<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Metres>, D::Error> {
    toml_text::value_by(deserializer, tolerance).map(Some)
}

fn written_accuracy<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Metres>, D::Error> {
    toml_text::value_by(deserializer, accuracy).map(Some)
}

/// Kinds of zones that claims are asked of, each once.
fn claimed<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<ZoneKind>, D::Error> {
    let claimed = |word: &str| match word.parse::<ZoneKind>() {
        Ok(kind) if CLAIMED.contains(&kind) => Ok(kind),
        _ => Err(Flaw::new(format!("`{word}` is no zone that a state has"))
            .known(word, &CLAIMED.map(ZoneKind::name))),
    };
    let mut kinds = toml_text::list_by(deserializer, claimed)?;
    kinds.sort();
    kinds.dedup();
    Ok(kinds)
}

/// A table of islands and their effects; what is wrong with one is said at it.
fn effects<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<String, Effect>, D::Error> {
    struct Effects;

    impl<'de> Visitor<'de> for Effects {
        type Value = BTreeMap<String, Effect>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a table of islands and their effects: { Kastellorizo = 0.5, Strongyli = \"enclave 6\" }")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut table: A) -> Result<Self::Value, A::Error> {
            let mut effects = BTreeMap::new();
            while let Some(island) = table.next_key::<String>()? {
                effects.insert(island, table.next_value_seed(Parsed(&str::parse::<Effect>))?);
            }
            Ok(effects)
        }
    }

    deserializer.deserialize_any(Effects)
}

/// A table of states and their breadths; what is wrong with one is said at it.
fn own_breadths<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<StateCode, NauticalMiles>, D::Error> {
    struct OwnBreadths;

    impl<'de> Visitor<'de> for OwnBreadths {
        type Value = BTreeMap<StateCode, NauticalMiles>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a table of states and their breadths: { GRC = 6, TUR = 12 }")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut table: A) -> Result<Self::Value, A::Error> {
            let mut own = BTreeMap::new();
            // the key is read by a parser that knows the states before it, so that one said twice is found at its place
            loop {
                let fresh = |state: &str| new_state(&own, state.into());
                let Some(state) = table.next_key_seed(Parsed(&fresh))? else { return Ok(own) };
                own.insert(state, table.next_value_seed(Parsed(&breadth))?);
            }
        }
    }

    deserializer.deserialize_any(OwnBreadths)
}
