//! A belt while it is made: the zone of one state at one breadth, its limits and medians, cut and joined as areas.

use crate::sea::baseline::coast::StateIndex;
use crate::units::NauticalMiles;
use geo::{BooleanOps, MultiLineString, MultiPolygon};
use std::collections::BTreeMap;

/// The zone of a state at a breadth, before it is written out.
#[derive(Clone)]
pub(super) struct Belt {
    /// The place of its regime in the request.
    pub(super) regime: usize,
    pub(super) state: StateIndex,
    pub(super) breadth: NauticalMiles,
    pub(super) area: MultiPolygon,
    pub(super) limit: MultiLineString,
    /// Median lines by the other state; this belt on their left.
    pub(super) medians: BTreeMap<StateIndex, MultiLineString>,
}

impl Belt {
    /// What of this belt lies inside of an area.
    pub(super) fn inside(self, area: &MultiPolygon) -> Belt {
        let inner = self.area.intersection(area);
        Belt { area: inner, ..self.clipped(area, false) }
    }

    /// What of this belt lies outside of an area.
    pub(super) fn outside(self, area: &MultiPolygon) -> Belt {
        if area.0.is_empty() {
            return self;
        }
        let outer = self.area.difference(area);
        Belt { area: outer, ..self.clipped(area, true) }
    }

    /// The same area, with the lines that lie inside or outside of another.
    fn clipped(self, area: &MultiPolygon, outside: bool) -> Belt {
        let clip = |lines: &MultiLineString| area.clip(lines, outside);
        Belt {
            limit: clip(&self.limit),
            medians: self.medians.iter().map(|(other, lines)| (*other, clip(lines))).collect(),
            ..self
        }
    }

    /// The same belt without a limit: its state's breadth does not end here.
    pub(super) fn without_limit(self) -> Belt {
        Belt { limit: MultiLineString(Vec::new()), ..self }
    }

    /// Joins more waters of the same state.
    pub(super) fn join(&mut self, more: Belt) {
        self.breadth = more.breadth;
        self.area = self.area.union(&more.area);
        self.limit.0.extend(more.limit.0);
        for (other, lines) in more.medians {
            let known = self.medians.entry(other).or_insert_with(|| MultiLineString(Vec::new()));
            known.0.extend(lines.0);
        }
    }
}
