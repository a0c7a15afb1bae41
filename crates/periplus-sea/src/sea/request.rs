//! What zones are asked for: states, breadths, the policy where two states' waters meet, accuracy.

use super::{Limits, ZoneKind};
use crate::error::{Error, Flaw, Result};
use crate::space::Geographic;
use crate::units::{Metres, NauticalMiles};
use geo::{LineString, MultiPolygon, Rect};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// The widest zone that the law knows (UNCLOS Art. 76(5): the outer edge of the shelf).
pub(super) const WIDEST_BREADTH: NauticalMiles = NauticalMiles(350.0);
/// The finest bound that the sphere can keep (1 cm).
const FINEST_TOLERANCE: Metres = Metres(0.01);
/// The coarsest bound that still gives arcs (1 km).
pub(super) const COARSEST_TOLERANCE: Metres = Metres(1_000.0);

/// What zones are asked for: 12 nm from everybody's coast where nothing else is said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Request {
    /// The states whose belts are wanted; empty for all. The others' baselines count all the same.
    pub states: Vec<String>,
    /// One set of belts for each: `6 nm everywhere`, `12 nm, but TUR 6 nm`, `what each claims where`.
    pub regimes: Vec<Regime>,
    /// What happens where two states' waters meet.
    pub overlap: Overlap,
    /// What islands count in medians beyond the territorial sea; only under [`Overlap::Median`].
    pub islands: IslandWeight,
    /// Lines that states have agreed on, in place of medians between the zones that they part; only under [`Overlap::Median`].
    pub agreed: Vec<AgreedLine>,
    /// Medians are given as far as this, whatever the breadths; only under [`Overlap::Median`].
    pub medians: Option<NauticalMiles>,
    /// How far a limit may be from where it belongs; 1 m by default.
    pub tolerance: Metres,
    /// Only waters in this window matter: baselines that cannot reach it are skipped. Zones are exact inside it and
    /// meaningless outside. A window over the antimeridian has longitudes beyond 180°.
    pub within: Option<Geographic<Rect>>,
    /// How much may be taken on.
    #[serde(default)]
    pub limits: Limits,
}

impl Default for Request {
    fn default() -> Request {
        Request {
            states: Vec::new(),
            regimes: vec![Regime::everywhere(NauticalMiles(12.0))],
            overlap: Overlap::Median,
            islands: IslandWeight::Full,
            agreed: Vec::new(),
            medians: None,
            tolerance: Metres(1.0),
            within: None,
            limits: Limits::default(),
        }
    }
}

impl Request {
    /// The widest breadth of the states whose belts are wanted; none if none of them has a zone.
    pub fn breadth(&self) -> Option<NauticalMiles> {
        let of_regime = |regime: &Regime| {
            let own = regime.by_state.iter().filter(|(state, _)| self.is_asked(state));
            let own: Vec<f64> =
                own.flat_map(|(_, all)| all).map(|stretch| stretch.breadth.0).collect();
            regime.breadth.map(|breadth| breadth.0).into_iter().chain(own).reduce(f64::max)
        };
        self.regimes.iter().filter_map(of_regime).reduce(f64::max).map(NauticalMiles)
    }
}

/// How far the waters of each state reach, for zones of one kind.
///
/// Exhaustive, to be written out, like [`Stretch`] and [`AgreedLine`]: what a claim or a treaty says is all there.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Regime {
    /// What the zones are; by their breadth where nothing is said.
    pub kind: Option<ZoneKind>,
    /// The breadth for every state that has none of its own; none: those have no zone.
    pub breadth: Option<NauticalMiles>,
    /// The breadths of single states.
    pub by_state: BTreeMap<String, Vec<Stretch>>,
}

/// A breadth, and where it holds: of a state's stretches, the first that covers a place counts there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stretch {
    /// Where it holds; everywhere where nothing is said.
    pub within: Option<Geographic<MultiPolygon>>,
    /// How far the zone reaches there.
    pub breadth: NauticalMiles,
}

impl Regime {
    /// The same breadth for all states.
    pub fn everywhere(breadth: NauticalMiles) -> Regime {
        Regime { breadth: Some(breadth), ..Regime::default() }
    }

    /// The same regime with a breadth of its own for a state.
    pub fn with(mut self, state: impl Into<String>, breadth: NauticalMiles) -> Regime {
        self.by_state.insert(state.into(), vec![Stretch { within: None, breadth }]);
        self
    }

    /// The breadths of a state and where they hold; empty if it has no zone.
    pub fn of(&self, state: &str) -> Vec<Stretch> {
        let own = self.by_state.get(state).cloned();
        own.unwrap_or_else(|| {
            self.breadth.iter().map(|&breadth| Stretch { within: None, breadth }).collect()
        })
    }

    /// What the law calls a zone of it that is so broad.
    pub(super) fn kind_of(&self, breadth: NauticalMiles) -> ZoneKind {
        self.kind.unwrap_or_else(|| ZoneKind::of_breadth(breadth))
    }

    /// Every breadth that it names.
    pub fn breadths(&self) -> impl Iterator<Item = NauticalMiles> + '_ {
        let own = self.by_state.values().flatten().map(|stretch| stretch.breadth);
        self.breadth.into_iter().chain(own)
    }
}

/// What an island counts in medians beyond the territorial sea: `0`, `0.5` or `1`.
///
/// Exhaustive: a weight is a method of drawing, which no caller may pass over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub enum IslandWeight {
    /// As much as the mainland.
    #[default]
    Full,
    /// Half: limits and medians run midway between those of [`IslandWeight::Full`] and [`IslandWeight::None`].
    Half,
    /// Nothing.
    None,
}

impl From<IslandWeight> for f64 {
    fn from(weight: IslandWeight) -> f64 {
        match weight {
            IslandWeight::Full => 1.0,
            IslandWeight::Half => 0.5,
            IslandWeight::None => 0.0,
        }
    }
}

impl TryFrom<f64> for IslandWeight {
    type Error = Flaw;

    fn try_from(weight: f64) -> std::result::Result<IslandWeight, Flaw> {
        let all = [IslandWeight::Full, IslandWeight::Half, IslandWeight::None];
        let found = all.into_iter().find(|known| f64::from(*known) == weight);
        found.ok_or_else(|| no_weight(&weight.to_string()))
    }
}

impl FromStr for IslandWeight {
    type Err = Flaw;

    /// Reads `0`, `0.5`, `1`; also `½`, `1/2`, `half`.
    fn from_str(word: &str) -> std::result::Result<IslandWeight, Flaw> {
        match word {
            "½" | "1/2" | "half" => Ok(IslandWeight::Half),
            number => {
                number.parse::<f64>().map_err(|_| no_weight(&format!("`{word}`")))?.try_into()
            }
        }
    }
}

fn no_weight(word: &str) -> Flaw {
    Flaw::new(format!("{word} is not a weight of islands"))
        .hint("0 (no effect), 0.5 (half effect) or 1 (full effect)")
}

/// A line that two states have agreed on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgreedLine {
    /// The two states, by name.
    pub states: (String, String),
    /// What the line is called in messages.
    pub name: String,
    /// The zones that it parts; those of other kinds meet in the median all the same.
    pub zones: Vec<ZoneKind>,
    /// Its course, edges straight in longitude and latitude.
    pub line: Geographic<LineString>,
}

/// What happens where the waters of two states meet.
///
/// Exhaustive: a policy changes what areas mean, which no caller may pass over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Overlap {
    /// No state beyond the median line, even where the other does not reach it (UNCLOS Art. 15).
    #[default]
    Median,
    /// Each point to the nearest of the states that reach it: beyond the other's limit a wider zone goes on.
    Overlap,
    /// Each state's zone whole; waters of two states are given apart.
    Keep,
}

impl Overlap {
    /// All, in the order of lists.
    pub const ALL: [Overlap; 3] = [Overlap::Median, Overlap::Overlap, Overlap::Keep];

    /// Its name in files: `median`.
    pub fn name(self) -> &'static str {
        match self {
            Overlap::Median => "median",
            Overlap::Overlap => "overlap",
            Overlap::Keep => "keep",
        }
    }
}

impl fmt::Display for Overlap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Overlap {
    type Err = Flaw;

    fn from_str(word: &str) -> std::result::Result<Overlap, Flaw> {
        let found = Overlap::ALL.into_iter().find(|policy| policy.name() == word);
        found.ok_or_else(|| {
            let known = Overlap::ALL.map(Overlap::name);
            Flaw::new(format!("unknown policy `{word}`")).known(word, &known)
        })
    }
}

impl Request {
    /// Zones of one breadth for all states.
    pub fn of_breadth(breadth: NauticalMiles) -> Request {
        Request::default().with_regimes(vec![Regime::everywhere(breadth)])
    }

    /// The same request for the belts of these states alone.
    pub fn with_states<S: Into<String>>(mut self, states: impl IntoIterator<Item = S>) -> Request {
        self.states = states.into_iter().map(Into::into).collect();
        self
    }

    /// The same request for these sets of belts.
    pub fn with_regimes(mut self, regimes: impl Into<Vec<Regime>>) -> Request {
        self.regimes = regimes.into();
        self
    }

    /// The same request under another policy where two states' waters meet.
    pub fn with_overlap(mut self, overlap: Overlap) -> Request {
        self.overlap = overlap;
        self
    }

    /// The same request with another weight of islands.
    pub fn with_islands(mut self, islands: IslandWeight) -> Request {
        self.islands = islands;
        self
    }

    /// The same request with lines that states have agreed on.
    pub fn with_agreed(mut self, agreed: impl Into<Vec<AgreedLine>>) -> Request {
        self.agreed = agreed.into();
        self
    }

    /// The same request with medians as far as this.
    pub fn with_medians(mut self, medians: impl Into<Option<NauticalMiles>>) -> Request {
        self.medians = medians.into();
        self
    }

    /// The same request with how much it may take on.
    pub fn with_limits(self, limits: Limits) -> Request {
        Request { limits, ..self }
    }

    /// The same request to another accuracy.
    pub fn with_tolerance(mut self, tolerance: Metres) -> Request {
        self.tolerance = tolerance;
        self
    }

    /// The same request for a window.
    pub fn with_window(mut self, within: impl Into<Option<Geographic<Rect>>>) -> Request {
        self.within = within.into();
        self
    }

    /// Whether the belts of a state are asked for.
    pub fn is_asked(&self, state: &str) -> bool {
        self.states.is_empty() || self.states.iter().any(|asked| asked == state)
    }

    /// The narrowest and the widest breadth asked for.
    pub(super) fn breadth_range(&self) -> (NauticalMiles, NauticalMiles) {
        let of_regimes = || self.regimes.iter().flat_map(Regime::breadths);
        let all = || of_regimes().chain(self.medians).map(|breadth| breadth.0);
        (
            NauticalMiles(all().fold(f64::INFINITY, f64::min)),
            NauticalMiles(all().fold(0.0, f64::max)),
        )
    }

    /// Breadths and tolerance in range.
    pub(super) fn check(&self) -> Result<()> {
        if self.regimes.iter().all(|regime| regime.breadths().next().is_none()) {
            return Err(
                Error::usage("no breadth is asked for").hint("give at least one, such as 12")
            );
        }
        for breadth in self.regimes.iter().flat_map(Regime::breadths).chain(self.medians) {
            if !(breadth.0 > 0.0 && breadth <= WIDEST_BREADTH) {
                return Err(Error::usage(format!("a breadth of {} nm is not possible", breadth.0))
                    .hint(format!("breadths are above 0 and at most {} nm", WIDEST_BREADTH.0)));
            }
        }
        if !(self.tolerance >= FINEST_TOLERANCE && self.tolerance <= COARSEST_TOLERANCE) {
            return Err(Error::usage(format!(
                "a tolerance of {} m is not possible",
                self.tolerance.0
            ))
            .hint(format!("it is {} m to {} m", FINEST_TOLERANCE.0, COARSEST_TOLERANCE.0)));
        }
        self.within.as_ref().map_or(Ok(()), |window| check_window(&window.0))
    }
}

fn check_window(window: &Rect) -> Result<()> {
    let (low, high) = (window.min(), window.max());
    let finite = [low.x, low.y, high.x, high.y].iter().all(|value| value.is_finite());
    if finite && low.y >= -90.0 && high.y <= 90.0 && high.x - low.x <= 360.0 {
        return Ok(());
    }
    Err(Error::usage("the window is not on the earth")
        .hint("latitudes are −90 to 90, at most 360° wide"))
}
