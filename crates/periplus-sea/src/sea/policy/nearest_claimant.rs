//! The policy `overlap`: each point to the nearest of the states that reach it.
//!
//! From the narrowest breadth to the widest: at each, the states that claim at least so much share by medians what no
//! narrower breadth has given away. Where breadths differ from sea to sea, each sea is shared out by itself.

use super::belt::Belt;
use super::{Belts, Sea, stretches};
use crate::error::{Result, Warning};
use crate::sea::baseline::coast::StateIndex;
use crate::sea::envelope::cell::Limit;
use crate::sea::envelope::diagram::{Diagram, triangulate};
use crate::sea::envelope::samples::Sample;
use crate::units::NauticalMiles;
use geo::{BooleanOps, MultiPolygon};
use std::collections::BTreeMap;

/// The breadth of each state that has one.
type Breadths = BTreeMap<StateIndex, NauticalMiles>;

impl Sea<'_> {
    /// Belts of all regimes.
    pub(super) fn nearest_claimant(&self) -> Result<Belts> {
        let mut found = Belts::default();
        for (number, regime) in self.request.regimes.iter().enumerate() {
            let cells = stretches::cells(regime);
            let mut belts: BTreeMap<(StateIndex, u64), Belt> = BTreeMap::new();
            for cell in &cells {
                let breadths: Breadths = self
                    .states()
                    .filter_map(|state| {
                        let stretches = regime.of(self.name(state));
                        Some((state, stretches::in_cell(&stretches, cell)?))
                    })
                    .collect();
                for belt in self.shared_out(number, &breadths, &mut found.warnings)? {
                    let belt = if cells.len() > 1 { belt.inside(cell) } else { belt };
                    match belts.get_mut(&(belt.state, belt.breadth.0.to_bits())) {
                        Some(known) => known.join(belt),
                        None => drop(belts.insert((belt.state, belt.breadth.0.to_bits()), belt)),
                    }
                }
            }
            found.belts.extend(belts.into_values().filter(|belt| self.wants(belt.state)));
        }
        Ok(found)
    }

    /// One belt a state, where every state has one breadth.
    fn shared_out(
        &self,
        regime: usize,
        breadths: &Breadths,
        warnings: &mut Vec<Warning>,
    ) -> Result<Vec<Belt>> {
        let mut levels: Vec<f64> = breadths.values().map(|breadth| breadth.0).collect();
        levels.sort_by(f64::total_cmp);
        levels.dedup();
        let mut given = MultiPolygon(Vec::new());
        let mut belts: BTreeMap<StateIndex, Belt> = BTreeMap::new();
        for breadth in levels.into_iter().map(NauticalMiles) {
            let before = given.clone();
            for belt in self.level(regime, breadths, breadth, warnings)? {
                given = given.union(&belt.area);
                let goes_on = breadths.get(&belt.state).is_some_and(|own| *own > breadth);
                let belt = belt.outside(&before);
                let belt = if goes_on { belt.without_limit() } else { belt };
                match belts.get_mut(&belt.state) {
                    Some(known) => known.join(belt),
                    None => drop(belts.insert(belt.state, belt)),
                }
            }
        }
        Ok(belts.into_values().collect())
    }

    /// The median belts at a breadth of all states that claim at least so much.
    fn level(
        &self,
        regime: usize,
        breadths: &Breadths,
        breadth: NauticalMiles,
        warnings: &mut Vec<Warning>,
    ) -> Result<Vec<Belt>> {
        let claims = |state: &StateIndex| breadths.get(state).is_some_and(|own| *own >= breadth);
        let wanted = |sample: Sample| claims(&self.samples.owner(sample).state);
        let diagram = Diagram::new(self.samples, triangulate(self.samples, wanted)?);
        let limit = Limit::new(&diagram, breadth.metres());
        let states = self.states().filter(claims);
        Ok(states.map(|state| self.belt(&limit, regime, state, breadth, warnings)).collect())
    }
}
