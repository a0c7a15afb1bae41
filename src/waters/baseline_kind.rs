//! What a feature is to the law of baselines: its `kind` in, however it is spaced and cased, the articles that hold for it out.

use crate::geodata::{Feature, Value};

/// What the Convention has rules for among the things that breadths are measured from.
///
/// Exhaustive: each kind has an article of its own, and whoever measures or lists them has to think of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BaselineKind {
    /// A line between points of an indented coast or its fringe of islands (Art. 7).
    Straight,
    /// A line between the outermost islands of an archipelagic state (Art. 47).
    Archipelagic,
    /// The line across the mouth of a bay (Art. 10).
    BayClosing,
    /// The line across the mouth of a river (Art. 9).
    RiverClosing,
    /// Land that is above water at low tide and under it at high tide (Art. 13).
    LowTideElevation,
    /// The seaward low-water line of the reef of an island (Art. 6).
    Reef,
    /// Permanent works of a port (Art. 11).
    HarbourWorks,
    /// A rock that cannot sustain habitation or economic life (Art. 121(3)).
    Rock,
}

/// What is called so is coast like any other; the last three as GPX has them.
const COAST: [&str; 15] = [
    "coast",
    "coastline",
    "shore",
    "shoreline",
    "low-water-line",
    "normal-baseline",
    "land",
    "mainland",
    "island",
    "islet",
    "continent",
    "country",
    "waypoint",
    "route",
    "track",
];

impl BaselineKind {
    /// Every kind, in the order of lists.
    pub const ALL: [BaselineKind; 8] = [
        BaselineKind::Straight,
        BaselineKind::Archipelagic,
        BaselineKind::BayClosing,
        BaselineKind::RiverClosing,
        BaselineKind::LowTideElevation,
        BaselineKind::Reef,
        BaselineKind::HarbourWorks,
        BaselineKind::Rock,
    ];

    /// Its name in files, as the `kind` of a feature.
    pub fn name(self) -> &'static str {
        match self {
            BaselineKind::Straight => "straight-baseline",
            BaselineKind::Archipelagic => "archipelagic-baseline",
            BaselineKind::BayClosing => "bay-closing-line",
            BaselineKind::RiverClosing => "river-closing-line",
            BaselineKind::LowTideElevation => "low-tide-elevation",
            BaselineKind::Reef => "reef",
            BaselineKind::HarbourWorks => "harbour-works",
            BaselineKind::Rock => "rock",
        }
    }

    /// The article of UNCLOS on it.
    pub fn article(self) -> &'static str {
        match self {
            BaselineKind::Straight => "UNCLOS Art. 7",
            BaselineKind::Archipelagic => "UNCLOS Art. 47",
            BaselineKind::BayClosing => "UNCLOS Art. 10",
            BaselineKind::RiverClosing => "UNCLOS Art. 9",
            BaselineKind::LowTideElevation => "UNCLOS Art. 13",
            BaselineKind::Reef => "UNCLOS Art. 6",
            BaselineKind::HarbourWorks => "UNCLOS Art. 11",
            BaselineKind::Rock => "UNCLOS Art. 121(3)",
        }
    }

    /// What a feature says that it is; none: coast like any other.
    pub(crate) fn of(feature: &Feature) -> Option<BaselineKind> {
        if feature.attributes.get("rock") == Some(&Value::Flag(true)) {
            return Some(BaselineKind::Rock);
        }
        BaselineKind::named(feature.text("kind")?)
    }

    /// The kind of this name, however it is spaced and cased.
    fn named(word: &str) -> Option<BaselineKind> {
        let plain = |text: &str| -> String {
            text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        BaselineKind::ALL.into_iter().find(|kind| plain(kind.name()) == plain(word))
    }

    /// Whether a word says what a feature is: a kind, or plainly coast.
    pub(super) fn is_known(word: &str) -> bool {
        let word = word.trim().to_lowercase();
        BaselineKind::named(&word).is_some() || COAST.contains(&word.as_str())
    }

    /// Whether it is a line over water, and no shore.
    pub(super) fn is_line_at_sea(self) -> bool {
        matches!(
            self,
            BaselineKind::Straight
                | BaselineKind::Archipelagic
                | BaselineKind::BayClosing
                | BaselineKind::RiverClosing
        )
    }

    /// Whether it dries at low tide: breadths are measured from it, what is inside of it is internal waters (Art. 8), and it is
    /// no land.
    pub(super) fn dries(self) -> bool {
        matches!(self, BaselineKind::LowTideElevation | BaselineKind::Reef)
    }
}
