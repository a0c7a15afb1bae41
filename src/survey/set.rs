//! Sets of waters: a partition in, one set a regime out, with what it leaves of a named sea.

use super::partition::{Belt, Partition};
use crate::space::Geographic;
use crate::units::{Metres, NauticalMiles};
use crate::waters::Inputs;
use geo::{Coord, MultiLineString, MultiPolygon};
use periplus_sea::ZoneKind;
use periplus_sea::geodesy::SquareMetres;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// The waters under one regime: of one breadth, or of one kind as claimed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Set {
    /// The widest breadth in it.
    pub breadth: NauticalMiles,
    /// States by name, then what two of them share, then what is left: where zones are in force, and the high seas.
    pub waters: Vec<Water>,
    /// Internal waters and narrower zones, where this set has none of their states: counted with it, so that it adds up to the
    /// sea, and given out in the sets before.
    pub narrower: Vec<Water>,
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
    /// What the law calls the waters that it ends or divides; the narrower where they differ.
    pub kind: ZoneKind,
    /// Its course, with the very vertices of the waters.
    pub course: Geographic<MultiLineString>,
    /// How far it may be off, where the figure says how exactly the coast is known.
    #[serde(skip)]
    pub uncertainty: Option<Uncertainty>,
}

/// How far a line may be off.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Uncertainty {
    /// Where it is most certain.
    pub least: Metres,
    /// Where it is least certain.
    pub most: Metres,
    /// All along, by length.
    pub mean: Metres,
    /// Piece by piece along its course; none of a course that was cut since.
    pub(super) along: Vec<Piece>,
    /// Edge by edge: its length times how far it may be off; none of a course that was cut since.
    pub(super) edges: Vec<([Coord; 2], SquareMetres)>,
}

/// A piece of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Piece {
    pub(super) ends: [Coord; 2],
    /// How far it may be off on average.
    pub(super) mean: Metres,
    /// And where it is least certain.
    pub(super) most: Metres,
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
    /// What of high seas lies within 200 nm of a coast: the seabed there is continental shelf, though nobody has claimed
    /// it (UNCLOS Art. 76, 77(3)).
    pub shelf: Geographic<MultiPolygon>,
}

/// Whose waters are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Claim {
    /// One state's.
    State(String),
    /// Within the breadths of two states at once: part of the zones of both.
    Both(String, String),
    /// No belt's, but where a zone of a state is in force.
    Beyond(String, ZoneKind),
    /// Nobody's: the high seas.
    Nobody,
}

impl Claim {
    /// Whether belts have left these waters over.
    pub fn is_left_over(&self) -> bool {
        matches!(self, Claim::Beyond(..) | Claim::Nobody)
    }
}

impl fmt::Display for Claim {
    /// `GRC`, `GRC and TUR`, `exclusive-economic-zone of CYP`, `nobody`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Claim::State(state) => f.pad(state),
            Claim::Both(one, other) => f.pad(&format!("{one} and {other}")),
            Claim::Beyond(state, zone) => f.pad(&format!("{zone} of {state}")),
            Claim::Nobody => f.pad("nobody"),
        }
    }
}

impl Water {
    fn new(
        claim: Claim,
        kind: ZoneKind,
        breadth: NauticalMiles,
        area: Geographic<MultiPolygon>,
    ) -> Water {
        Water { claim, kind, breadth, area, shelf: Geographic(MultiPolygon(Vec::new())) }
    }
}

/// The sets of all regimes, belts from the baseline outward.
pub(super) fn nested(partition: &Partition, inputs: &Inputs, is_sea: bool) -> Vec<Set> {
    let set = |regime: usize| {
        let view = RegimeView { partition, inputs, regime, inner: None };
        let breadth = NauticalMiles(view.belts().map(|(_, it)| it.breadth.0).fold(0.0, f64::max));
        let internal = view.internal();
        let (mut waters, mut narrower) = match regime {
            0 => (internal, Vec::new()),
            _ => (Vec::new(), [internal, view.narrower()].concat()),
        };
        waters.extend(view.belts_and_shared());
        if is_sea {
            waters.extend(view.left_over(breadth));
        } else {
            // Only of a sea are there blocks that add up to it.
            narrower.clear();
        }
        waters.retain(|water| !water.area.0.0.is_empty());
        narrower.retain(|water| !water.area.0.0.is_empty());
        Set { breadth, waters, narrower, lines: view.lines() }
    };
    (0..inputs.request.regimes.len()).map(set).collect()
}

/// The same sets, each belt without what the regime before gives the same state. What a set leaves over the next one has in
/// its rings, so that only the last one's is left.
pub(super) fn rings(partition: &Partition, inputs: &Inputs, nested: &[Set]) -> Vec<Set> {
    let is_last = |regime: usize| regime + 1 == nested.len();
    let ring = |(regime, whole): (usize, &Set)| {
        let left = whole.waters.iter().filter(|it| it.claim.is_left_over() && is_last(regime));
        let mut waters = match regime.checked_sub(1) {
            None => {
                let all = whole.waters.iter();
                all.filter(|it| !it.claim.is_left_over()).cloned().collect()
            }
            inner => RegimeView { partition, inputs, regime, inner }.belts_and_shared(),
        };
        waters.retain(|water| !water.area.0.0.is_empty());
        waters.extend(left.cloned());
        // The lines are the same.
        Set { waters, narrower: Vec::new(), ..whole.clone() }
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
        let waters = self.belts().map(|(number, belt)| {
            let area = self.partition.join(|face| {
                self.partition.holds(face, number) && !self.holds_before(face, &belt.state)
            });
            Water::new(Claim::State(belt.state.clone()), belt.kind, belt.breadth, area)
        });
        waters.collect()
    }

    /// What belts of narrower regimes hold where this one has none: the territorial seas of states without a wider zone.
    fn narrower(&self) -> Vec<Water> {
        let inner = self.partition.belts.iter().enumerate();
        let inner = inner.filter(|(_, belt)| belt.regime < self.regime);
        let waters = inner.map(|(number, belt)| {
            let area = self.partition.join(|face| {
                // Of several narrower belts of a state the innermost has the face.
                self.partition.holds(face, number)
                    && !self.partition.is_held(face, |it| it.regime == self.regime)
                    && !self
                        .partition
                        .is_held(face, |it| it.regime < belt.regime && it.state == belt.state)
            });
            Water::new(Claim::State(belt.state.clone()), belt.kind, belt.breadth, area)
        });
        let mut waters: Vec<Water> = waters.collect();
        waters.sort_by(|one, other| (&one.claim, one.kind).cmp(&(&other.claim, other.kind)));
        waters
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
                let area = self.partition.join(|face| {
                    let both =
                        self.partition.holds(face, first) && self.partition.holds(face, second);
                    both && !before(face)
                });
                let claim = Claim::Both(a.state.clone(), b.state.clone());
                let kind = if a.breadth.0 < b.breadth.0 { a.kind } else { b.kind };
                found.push(Water::new(claim, kind, breadth, area));
            }
        }
        found
    }

    fn internal(&self) -> Vec<Water> {
        let states = self.partition.internal.iter().enumerate();
        let waters = states.map(|(number, state)| {
            let area = self.partition.join(|face| self.partition.is_internal(face, number));
            let claim = Claim::State(state.clone());
            Water::new(claim, ZoneKind::InternalWaters, NauticalMiles(0.0), area)
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
                kind: belt.kind,
                course: self.partition.border(number, outside),
                uncertainty: None,
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
                    kind: a.kind.min(b.kind),
                    course: self.partition.border(first, beyond),
                    uncertainty: None,
                });
            }
        }
        lines.retain(|line| !line.course.0.0.is_empty());
        lines
    }

    /// What the belts leave of a sea: by whose zone is in force there, then the high seas.
    fn left_over(&self, breadth: NauticalMiles) -> Vec<Water> {
        // A narrower zone is not left over either, where its state claims no wider one.
        let is_taken = |face: usize| {
            self.partition.is_held(face, |belt| belt.regime <= self.regime)
                || self.partition.is_any_internal(face)
        };
        let left = (0..self.partition.len()).filter(|face| !is_taken(*face));
        let left: BTreeMap<usize, Claim> = left.map(|face| (face, self.in_force(face))).collect();
        let mut claims: Vec<&Claim> = left.values().collect();
        claims.sort();
        claims.dedup();
        let waters = claims.into_iter().map(|claim| {
            let area = self.partition.join(|face| left.get(&face) == Some(claim));
            let kind = match claim {
                Claim::Nobody => ZoneKind::HighSeas,
                _ => ZoneKind::Beyond,
            };
            let mut water = Water::new(claim.clone(), kind, breadth, area);
            if *claim == Claim::Nobody {
                water.shelf = self
                    .partition
                    .join(|face| left.get(&face) == Some(claim) && self.is_shelf(face));
            }
            water
        });
        waters.collect()
    }

    /// Whose zone is in force in a face that no belt holds, the narrower before the wider.
    fn in_force(&self, face: usize) -> Claim {
        let zones = self.partition.in_force(face).map(|number| &self.partition.in_force[number]);
        let zones = zones.filter(|zone| zone.kind != ZoneKind::ContinentalShelf);
        let first =
            zones.min_by(|one, other| (one.kind, &one.state).cmp(&(other.kind, &other.state)));
        first.map_or(Claim::Nobody, |zone| Claim::Beyond(zone.state.clone(), zone.kind))
    }

    /// Whether a face lies within 200 nm of a coast.
    fn is_shelf(&self, face: usize) -> bool {
        let is_shelf =
            |number: usize| self.partition.in_force[number].kind == ZoneKind::ContinentalShelf;
        self.inputs.is_all_shelf || self.partition.in_force(face).any(is_shelf)
    }
}
