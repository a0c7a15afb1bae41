//! A partition of waters: zones with land in them, and the water without land, in; faces that share their vertices,
//! each with the zones that hold it, out. No two faces overlap and there are no gaps: what is counted once is
//! drawn and exported once.

use crate::space::Geographic;
use crate::units::{Metres, NauticalMiles};
use geo::{Coord, MultiLineString, MultiPolygon};
use periplus_sea::arrangement::{self, Arrangement, holds};
use periplus_sea::{InternalWaters, Zone, ZoneKind};

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
}

/// The zones that hold a face.
#[derive(Clone, Debug, Default, PartialEq)]
struct Holders {
    /// Numbers of belts.
    belts: Vec<usize>,
    /// The number of the state whose internal waters it is; those are part of no belt.
    internal: Option<usize>,
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
    /// Partitions `water` by belts and internal waters.
    ///
    /// Faces that are narrower than the limits are sure (twice the tolerance) come from two computations of one line
    /// and go to the neighbour along their longer side; those without a neighbour are left out.
    pub(super) fn new(
        water: &Geographic<MultiPolygon>,
        belts: &[Zone],
        internal: &[InternalWaters],
        tolerance: Metres,
    ) -> Partition {
        let areas = belts.iter().map(|belt| &belt.area.0);
        let areas = areas.chain(internal.iter().map(|it| &it.area.0));
        let arrangement = Arrangement::new(water, arrangement::rings(areas));
        let found = (0..arrangement.len()).map(|face| {
            let inside = arrangement.interior_point(face);
            Some(holders(inside, belts, internal))
        });
        let mut holders: Vec<Option<Holders>> = found.collect();
        arrangement.merge_slivers(&mut holders, Metres(2.0 * tolerance.0));
        Partition {
            holders,
            belts: belts.iter().map(belt).collect(),
            internal: internal.iter().map(|waters| waters.state.clone()).collect(),
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

    /// Whether two belts hold a face together.
    pub(super) fn meet(&self, first: usize, second: usize) -> bool {
        (0..self.holders.len()).any(|face| self.holds(face, first) && self.holds(face, second))
    }

    /// Whether a regime gives a face to a state.
    pub(super) fn gives(&self, face: usize, regime: usize, state: &str) -> bool {
        let is_it = |belt: &usize| {
            let belt = &self.belts[*belt];
            belt.regime == regime && belt.state == state
        };
        self.holders[face].as_ref().is_some_and(|holders| holders.belts.iter().any(is_it))
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

fn holders(inside: Coord, belts: &[Zone], internal: &[InternalWaters]) -> Holders {
    let internal = internal.iter().position(|waters| holds(&waters.area.0, inside));
    let holding = belts.iter().enumerate().filter(|(_, belt)| holds(&belt.area.0, inside));
    let belts = if internal.is_some() { Vec::new() } else { holding.map(|(n, _)| n).collect() };
    Holders { belts, internal }
}
