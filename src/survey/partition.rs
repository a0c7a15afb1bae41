//! A partition of waters: zones with land in them, and the water without land, in; faces that share their vertices,
//! each with the zones that hold it, out. No two faces overlap and there are no gaps: what is counted once is
//! drawn and exported once.

use crate::space::Geographic;
use crate::units::{Metres, NauticalMiles};
use geo::{MultiLineString, MultiPolygon};
use periplus_sea::arrangement::{self, Areas, Arrangement};
use periplus_sea::{InternalWaters, Zone, ZoneKind};
use std::collections::BTreeSet;

/// Faces of water and who holds them.
#[derive(Clone, Debug)]
pub(super) struct Partition {
    arrangement: Arrangement,
    /// For each face the zones that hold it; none for what is left out.
    holders: Vec<Option<Holders>>,
    /// The belts, in the order of the zones.
    pub(super) belts: Vec<Belt>,
    /// The states with internal waters.
    pub(super) internal: Vec<String>,
    /// The zones in force, in the order given: what lies in one of them is no high seas.
    pub(super) in_force: Vec<Belt>,
    /// Pairs of belts, the first of which holds a face that has a face of the second beside it.
    beside: BTreeSet<(usize, usize)>,
    /// Pairs of belts that hold a face together, the lower number first.
    together: BTreeSet<(usize, usize)>,
}

/// The zones that hold a face.
#[derive(Clone, Debug, Default, PartialEq)]
struct Holders {
    /// Numbers of belts.
    belts: Vec<usize>,
    /// The number of the state whose internal waters it is; those are part of no belt.
    internal: Option<usize>,
    /// Numbers of the zones in force.
    in_force: Vec<usize>,
}

/// A belt of a state, as the partition numbers it.
#[derive(Clone, Debug)]
pub(super) struct Belt {
    /// The place of its regime in the request.
    pub(super) regime: usize,
    pub(super) state: String,
    pub(super) kind: ZoneKind,
    pub(super) breadth: NauticalMiles,
}

impl Partition {
    /// Partitions `water` by belts, internal waters and the zones in force, whoever is asked for.
    ///
    /// Faces that are narrower than the limits are sure (twice the tolerance) come from two computations of one line
    /// and go to the neighbour along their longer side; those without a neighbour are left out.
    pub(super) fn new(
        water: Geographic<MultiPolygon>,
        belts: &[Zone],
        internal: &[InternalWaters],
        in_force: &[Zone],
        tolerance: Metres,
    ) -> Partition {
        let areas = belts.iter().chain(in_force).map(|belt| &belt.area.0);
        let areas = areas.chain(internal.iter().map(|it| &it.area.0));
        let arrangement = Arrangement::new(water, arrangement::rings(areas));
        let mut holders = holders(&arrangement, belts, internal, in_force);
        arrangement.merge_slivers(&mut holders, Metres(2.0 * tolerance.0));
        Partition {
            beside: beside(&arrangement, &holders),
            together: together(&holders),
            holders,
            belts: belts.iter().map(belt).collect(),
            internal: internal.iter().map(|waters| waters.state.clone()).collect(),
            in_force: in_force.iter().map(belt).collect(),
            arrangement,
        }
    }

    /// The faces that are wanted as one area.
    pub(super) fn join(&self, wanted: impl Fn(usize) -> bool) -> Geographic<MultiPolygon> {
        self.arrangement.join(|face| self.holders[face].is_some() && wanted(face))
    }

    /// The line along which what a belt holds meets certain other faces, the belt on its left.
    pub(super) fn border(
        &self,
        belt: usize,
        beyond: impl Fn(usize) -> bool,
    ) -> Geographic<MultiLineString> {
        let is_beyond = |face: Option<usize>| {
            face.is_some_and(|face| self.holders[face].is_some() && beyond(face))
        };
        self.arrangement.border(|face| self.holds(face, belt) && !beyond(face), is_beyond)
    }

    /// Whether a belt holds a face.
    pub(super) fn holds(&self, face: usize, belt: usize) -> bool {
        let holders = self.holders[face].as_ref();
        holders.is_some_and(|holders| holders.belts.contains(&belt))
    }

    /// Whether any belt of a kind holds a face.
    pub(super) fn is_held(&self, face: usize, wanted: impl Fn(&Belt) -> bool) -> bool {
        let holders = self.holders[face].as_ref();
        holders.is_some_and(|it| it.belts.iter().any(|belt| wanted(&self.belts[*belt])))
    }

    /// The zones in force in a face, by their numbers.
    pub(super) fn in_force(&self, face: usize) -> impl Iterator<Item = usize> + '_ {
        self.holders[face].iter().flat_map(|holders| holders.in_force.iter().copied())
    }

    /// How many faces there are.
    pub(super) fn len(&self) -> usize {
        self.holders.len()
    }

    /// Whether two belts, the lower number first, hold a face together.
    pub(super) fn meet(&self, first: usize, second: usize) -> bool {
        self.together.contains(&(first, second))
    }

    /// Whether a belt holds a face that has a face of another belt beside it.
    pub(super) fn is_beside(&self, belt: usize, other: usize) -> bool {
        self.beside.contains(&(belt, other))
    }

    /// Whether a face is internal waters of the state of this number.
    pub(super) fn is_internal(&self, face: usize, number: usize) -> bool {
        self.holders[face].as_ref().is_some_and(|holders| holders.internal == Some(number))
    }

    /// Whether a face is internal waters of any state.
    pub(super) fn is_any_internal(&self, face: usize) -> bool {
        self.holders[face].as_ref().is_some_and(|holders| holders.internal.is_some())
    }
}

fn belt(zone: &Zone) -> Belt {
    let (regime, kind, breadth) = (zone.regime, zone.kind, zone.breadth);
    Belt { regime, state: zone.state.clone(), kind, breadth }
}

/// For each face the zones that hold it.
fn holders(
    arrangement: &Arrangement,
    belts: &[Zone],
    internal: &[InternalWaters],
    in_force: &[Zone],
) -> Vec<Option<Holders>> {
    let zones = Areas::of(belts.iter().map(|belt| &belt.area.0));
    let others = Areas::of(in_force.iter().map(|zone| &zone.area.0));
    let shut_in = Areas::of(internal.iter().map(|waters| &waters.area.0));
    let of_face = |face: usize| {
        let inside = arrangement.interior_point(face);
        let internal = shut_in.holding(inside).first().copied();
        let belts = match internal {
            Some(_) => Vec::new(),
            None => zones.holding(inside).into_iter().collect(),
        };
        let in_force = others.holding(inside).into_iter().collect();
        Some(Holders { belts, internal, in_force })
    };
    (0..arrangement.len()).map(of_face).collect()
}

fn beside(arrangement: &Arrangement, holders: &[Option<Holders>]) -> BTreeSet<(usize, usize)> {
    let mut beside = BTreeSet::new();
    for (face, own) in holders.iter().enumerate() {
        let others: BTreeSet<usize> =
            arrangement.neighbours(face).map(|(other, _)| other).collect();
        for (own, other) in own.iter().flat_map(|own| others.iter().map(move |it| (own, *it))) {
            let other = holders[other].iter().flat_map(|other| &other.belts);
            beside.extend(other.flat_map(|other| own.belts.iter().map(|own| (*own, *other))));
        }
    }
    beside
}

fn together(holders: &[Option<Holders>]) -> BTreeSet<(usize, usize)> {
    let mut together = BTreeSet::new();
    for Holders { belts, .. } in holders.iter().flatten() {
        for (place, first) in belts.iter().enumerate() {
            together.extend(belts[place + 1..].iter().map(|second| (*first, *second)));
        }
    }
    together
}
