//! What a feature is to the law of baselines: its `kind` in, the articles that hold for it out.

use crate::error::nearest;
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
        let said = plain(feature.text("kind")?);
        BaselineKind::ALL.into_iter().find(|kind| kind.name() == said)
    }

    /// The kind that a feature's `kind` looks as if it meant, though it is none: one of few other letters, or that has one of its
    /// words.
    pub(super) fn meant(feature: &Feature) -> Option<&'static str> {
        let said = feature.text("kind").filter(|_| BaselineKind::of(feature).is_none())?;
        let names = BaselineKind::ALL.map(BaselineKind::name);
        // a word that one kind alone has
        let is_its_own = |word: &str| {
            names.iter().filter(|name| name.split('-').any(|it| it == word)).count() == 1
        };
        let has_word = |name: &&&str| {
            let mut words = name.split('-').filter(|word| is_its_own(word));
            words.any(|word| plain(said).split('-').any(|it| it == word))
        };
        nearest(&plain(said), names).or_else(|| names.iter().find(has_word).copied())
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

/// A kind as it is written in whatever case and with whatever between its words.
fn plain(said: &str) -> String {
    let words = said.split([' ', '_', '-']).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::space::Geographic;
    use geo::{Geometry, Point};

    #[test]
    fn a_kind_is_known_however_it_is_written_and_one_that_is_misspelt_is_not_taken_for_none() {
        let of = |kind: &str| {
            let geometry = Geographic(Geometry::Point(Point::new(0.0, 0.0)));
            let attributes = [("kind".to_owned(), Value::Text(kind.to_owned()))].into();
            let feature = Feature { id: "a".to_owned(), geometry, attributes };
            (BaselineKind::of(&feature), BaselineKind::meant(&feature))
        };
        for kind in ["low tide elevation", "Low-Tide-Elevation", "LOW_TIDE_ELEVATION"] {
            assert_eq!(of(kind), (Some(BaselineKind::LowTideElevation), None), "{kind}");
        }
        assert_eq!(of("straight baseline"), (Some(BaselineKind::Straight), None));
        assert_eq!(of("low-tide-elevaton"), (None, Some("low-tide-elevation")));
        assert_eq!(of("bay"), (None, Some("bay-closing-line")));
        assert_eq!(of("mainland"), (None, None));
    }
}
