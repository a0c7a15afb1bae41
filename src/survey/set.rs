//! Sets of waters: a partition in, one set a regime out, with what it leaves of a named sea.

use super::partition::{Belt, Partition};
use crate::space::Geographic;
use crate::units::NauticalMiles;
use crate::waters::Inputs;
use geo::{MultiLineString, MultiPolygon};
use periplus_sea::ZoneKind;
use serde::{Deserialize, Serialize};

/// The waters under one regime: of one breadth, or of one kind as claimed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Set {
    /// The widest breadth in it.
    pub breadth: NauticalMiles,
    /// States by name, then what two of them share, then the high seas.
    pub waters: Vec<Water>,
    /// Outer limits by state, then what divides pairs of states; where waters of two overlap, none divides them.
    pub lines: Vec<Line>,
}

/// A line where waters end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Whose waters it ends or divides: one state, or two of which the first is on its left.
    pub states: Vec<String>,
    /// It divides waters of one sovereign, such as those of a dependency: no boundary between states.
    pub is_internal: bool,
    /// The breadth of the waters on its left.
    pub breadth: NauticalMiles,
    /// Its course, with the very vertices of the waters.
    pub course: Geographic<MultiLineString>,
}

/// Waters of one kind under one claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Water {
    /// Whose they are.
    pub claim: Claim,
    /// What the law calls them.
    pub kind: ZoneKind,
    /// The breadth that they reach to; of high seas: the widest that leaves them; of internal waters: 0.
    pub breadth: NauticalMiles,
    /// Where they are, land taken out.
    pub area: Geographic<MultiPolygon>,
}

/// Whose waters are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Claim {
    /// One state's.
    State(String),
    /// Within the breadths of two states at once: part of the zones of both.
    Both(String, String),
    /// Nobody's: the high seas.
    Nobody,
}

/// The sets of all regimes, belts from the baseline outward.
pub(super) fn nested(partition: &Partition, inputs: &Inputs, is_sea: bool) -> Vec<Set> {
    let set = |regime: usize| {
        let view = RegimeView { partition, inputs, regime, inner: None };
        let breadth = NauticalMiles(view.belts().map(|(_, it)| it.breadth.0).fold(0.0, f64::max));
        let mut waters = if regime == 0 { view.internal() } else { Vec::new() };
        waters.extend(view.belts_and_shared());
        waters.retain(|water| !water.area.0.0.is_empty());
        waters.extend(is_sea.then(|| view.high_seas(breadth)));
        Set { breadth, waters, lines: view.lines() }
    };
    (0..inputs.request.regimes.len()).map(set).collect()
}

/// The same sets, each belt without what the regime before gives the same state.
pub(super) fn rings(partition: &Partition, inputs: &Inputs, nested: &[Set]) -> Vec<Set> {
    let ring = |(regime, whole): (usize, &Set)| {
        let Some(inner) = regime.checked_sub(1) else { return whole.clone() };
        let view = RegimeView { partition, inputs, regime, inner: Some(inner) };
        let mut waters = view.belts_and_shared();
        waters.retain(|water| !water.area.0.0.is_empty());
        // What no belt holds is the same, and so are the lines.
        waters.extend(whole.waters.iter().filter(|it| it.claim == Claim::Nobody).cloned());
        Set { breadth: whole.breadth, waters, lines: whole.lines.clone() }
    };
    nested.iter().enumerate().map(ring).collect()
}

/// A partition as one regime sees it: what the regime gives whom.
struct RegimeView<'a> {
    partition: &'a Partition,
    inputs: &'a Inputs,
    regime: usize,
    /// The regime that is taken out.
    inner: Option<usize>,
}

impl RegimeView<'_> {
    /// The belts of the regime, with their numbers in the partition.
    fn belts(&self) -> impl Iterator<Item = (usize, &Belt)> {
        let all = self.partition.belts.iter().enumerate();
        all.filter(|(_, belt)| belt.regime == self.regime)
    }

    fn belts_and_shared(&self) -> Vec<Water> {
        self.belt_waters().into_iter().chain(self.shared()).collect()
    }

    fn belt_waters(&self) -> Vec<Water> {
        let waters = self.belts().map(|(number, belt)| Water {
            claim: Claim::State(belt.state.clone()),
            kind: belt.kind,
            breadth: belt.breadth,
            area: self.partition.join(|face| {
                self.partition.holds(face, number) && !self.holds_before(face, &belt.state)
            }),
        });
        waters.collect()
    }

    /// Whether the regime that is taken out gives a face to a state.
    fn holds_before(&self, face: usize, state: &str) -> bool {
        let gives = |inner: usize| {
            self.partition.is_held(face, |belt| belt.regime == inner && belt.state == state)
        };
        self.inner.is_some_and(gives)
    }

    /// Faces within the belts of two states at once.
    fn shared(&self) -> Vec<Water> {
        let belts: Vec<(usize, &Belt)> = self.belts().collect();
        let mut found = Vec::new();
        for (i, &(first, a)) in belts.iter().enumerate() {
            let others = belts[i + 1..].iter().filter(|(_, b)| b.state != a.state);
            for &(second, b) in others.filter(|(second, _)| self.partition.meet(first, *second)) {
                let breadth = NauticalMiles(a.breadth.0.min(b.breadth.0));
                let before = |face: usize| {
                    self.holds_before(face, &a.state) && self.holds_before(face, &b.state)
                };
                found.push(Water {
                    claim: Claim::Both(a.state.clone(), b.state.clone()),
                    kind: if a.breadth.0 < b.breadth.0 { a.kind } else { b.kind },
                    breadth,
                    area: self.partition.join(|face| {
                        let both =
                            self.partition.holds(face, first) && self.partition.holds(face, second);
                        both && !before(face)
                    }),
                });
            }
        }
        found
    }

    fn internal(&self) -> Vec<Water> {
        let states = self.partition.internal.iter().enumerate();
        let waters = states.map(|(number, state)| Water {
            claim: Claim::State(state.clone()),
            kind: ZoneKind::InternalWaters,
            breadth: NauticalMiles(0.0),
            area: self.partition.join(|face| self.partition.is_internal(face, number)),
        });
        waters.collect()
    }

    /// Where the belts end, and where they meet.
    fn lines(&self) -> Vec<Line> {
        let belts: Vec<(usize, &Belt)> = self.belts().collect();
        let outside = |face: usize| {
            !self.partition.is_held(face, |belt| belt.regime == self.regime)
                && !self.partition.is_any_internal(face)
        };
        let mut lines: Vec<Line> = Vec::new();
        for &(number, belt) in &belts {
            lines.push(Line {
                states: vec![belt.state.clone()],
                is_internal: false,
                breadth: belt.breadth,
                course: self.partition.border(number, outside),
            });
        }
        for (i, &(first, a)) in belts.iter().enumerate() {
            let others = belts[i + 1..].iter().filter(|(_, b)| b.state != a.state);
            for &(second, b) in others.filter(|(it, _)| self.partition.is_beside(first, *it)) {
                let beyond = |face: usize| {
                    self.partition.holds(face, second) && !self.partition.holds(face, first)
                };
                lines.push(Line {
                    states: vec![a.state.clone(), b.state.clone()],
                    is_internal: self.inputs.are_of_one_sovereign(&a.state, &b.state),
                    breadth: a.breadth,
                    course: self.partition.border(first, beyond),
                });
            }
        }
        lines.retain(|line| !line.course.0.0.is_empty());
        lines
    }

    /// What the belts leave of a sea.
    fn high_seas(&self, breadth: NauticalMiles) -> Water {
        // A narrower zone is no high seas either, where its state claims no wider one.
        let taken = |face: usize| self.partition.is_held(face, |belt| belt.regime <= self.regime);
        let area =
            self.partition.join(|face| !taken(face) && !self.partition.is_any_internal(face));
        Water { claim: Claim::Nobody, kind: ZoneKind::HighSeas, breadth, area }
    }
}
