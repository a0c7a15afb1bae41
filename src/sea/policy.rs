//! The policies where the waters of two states meet: a coast in, belts and lines out.
//! `Median`: UNCLOS Art. 15. `Overlap` and `Keep`: what states draw that do not apply it.

use super::antimeridian::{cut_lines, tidy};
use super::area::area;
use super::baseline::Coast;
use super::boundary::part_states;
use super::cell::Reach;
use super::diagram::{Delaunay, Diagram, densify_between_states, triangulate};
use super::outline::{Kind, Ring, rings};
use super::request::{Overlap, Regime, Request};
use super::samples::{Sample, Samples};
use super::{Counts, MedianLine, SharedWaters, Zone, ZoneKind, Zones};
use crate::error::{Result, Warning};
use crate::space::Geographic;
use crate::units::NauticalMiles;
use geo::{BooleanOps, Coord, MultiLineString, MultiPolygon};
use std::collections::BTreeMap;

/// A state's zone under one regime, before it is written out.
#[derive(Clone)]
struct Belt {
    state: u16,
    breadth: NauticalMiles,
    area: MultiPolygon,
    limit: MultiLineString,
    /// Median lines by the number of the other state; this belt on their left.
    medians: BTreeMap<u16, MultiLineString>,
}

/// Belts in the order of regimes and states, with what two states share.
#[derive(Default)]
struct Belts {
    belts: Vec<Belt>,
    shared: Vec<SharedWaters>,
    warnings: Vec<Warning>,
}

/// What all policies work on.
struct Sea<'a> {
    names: &'a [String],
    samples: &'a Samples,
    request: &'a Request,
}

/// Zones of all regimes, under the policy that is asked for.
pub(super) fn zones(mut coast: Coast, request: &Request) -> Result<Zones> {
    part_states(&mut coast);
    let (narrowest, widest) = request.breadth_range();
    let mut samples = Samples::along(&coast, request.tolerance, narrowest.metres());
    let mut delaunay = triangulate(&samples, |_| request.overlap != Overlap::Keep)?;
    densify_between_states(&mut samples, &mut delaunay, widest.metres())?;
    let sea = Sea { names: &coast.states, samples: &samples, request };
    let belts = match request.overlap {
        Overlap::Median => sea.median(delaunay),
        Overlap::Overlap => sea.nearest_claimant()?,
        Overlap::Keep => sea.keep()?,
    };
    Ok(sea.write_out(belts, coast.positions))
}

impl Sea<'_> {
    fn states(&self) -> impl Iterator<Item = u16> + use<> {
        0..self.names.len() as u16
    }

    fn wants(&self, state: u16) -> bool {
        self.request.wants(&self.names[usize::from(state)])
    }

    fn breadth(&self, regime: &Regime, state: u16) -> NauticalMiles {
        regime.of(&self.names[usize::from(state)])
    }

    /// No state beyond the median line: all belts are read off one diagram.
    fn median(&self, delaunay: Delaunay) -> Belts {
        let diagram = Diagram::new(self.samples, delaunay);
        let mut found = Belts::default();
        for regime in &self.request.regimes {
            let mut reach: Option<Reach> = None;
            for state in self.states().filter(|state| self.wants(*state)) {
                let breadth = self.breadth(regime, state);
                let same = reach.take().filter(|known| known.breadth == breadth.metres());
                let known = same.unwrap_or_else(|| Reach::new(&diagram, breadth.metres()));
                let belt = self.belt(&known, state, breadth, &mut found.warnings);
                found.belts.push(belt);
                reach = Some(known);
            }
        }
        found
    }

    /// Each state's zone whole, from a diagram of its own.
    fn keep(&self) -> Result<Belts> {
        let mut found = Belts::default();
        let mut by_regime: Vec<Vec<Belt>> = vec![Vec::new(); self.request.regimes.len()];
        for state in self.states().filter(|state| self.wants(*state)) {
            let diagram =
                Diagram::new(self.samples, triangulate(self.samples, |s| self.is_of(s, state))?);
            for (belts, regime) in by_regime.iter_mut().zip(&self.request.regimes) {
                let breadth = self.breadth(regime, state);
                let reach = Reach::new(&diagram, breadth.metres());
                belts.push(self.belt(&reach, state, breadth, &mut found.warnings));
            }
        }
        for belts in by_regime {
            found.shared.extend(self.shared(&belts));
            found.belts.extend(belts);
        }
        Ok(found)
    }

    fn is_of(&self, sample: Sample, state: u16) -> bool {
        self.samples.state[sample as usize] == state
    }

    fn shared(&self, belts: &[Belt]) -> Vec<SharedWaters> {
        let pairs =
            belts.iter().enumerate().flat_map(|(i, a)| belts[i + 1..].iter().map(move |b| (a, b)));
        let waters = pairs.map(|(a, b)| SharedWaters {
            states: (self.name(a.state), self.name(b.state)),
            breadths: (a.breadth, b.breadth),
            area: Geographic(tidy(a.area.intersection(&b.area))),
        });
        waters.filter(|waters| !waters.area.0.0.is_empty()).collect()
    }

    fn name(&self, state: u16) -> String {
        self.names[usize::from(state)].clone()
    }

    /// Each point to the nearest of the states that reach it.
    ///
    /// From the narrowest breadth to the widest: at each, the states that claim at least so much share by medians what
    /// no narrower breadth has given away.
    fn nearest_claimant(&self) -> Result<Belts> {
        let mut found = Belts::default();
        for regime in &self.request.regimes {
            let mut breadths: Vec<f64> =
                self.states().map(|state| self.breadth(regime, state).0).collect();
            breadths.sort_by(f64::total_cmp);
            breadths.dedup();
            let mut given = MultiPolygon(Vec::new());
            let mut belts: BTreeMap<u16, Belt> = BTreeMap::new();
            for breadth in breadths.into_iter().map(NauticalMiles) {
                let level = self.level(regime, breadth, &mut found.warnings)?;
                let before = given.clone();
                for belt in level {
                    given = given.union(&belt.area);
                    let reaches_no_further = self.breadth(regime, belt.state) == breadth;
                    let belt = belt.outside(&before, reaches_no_further);
                    match belts.get_mut(&belt.state) {
                        Some(known) => known.extend(belt),
                        None => drop(belts.insert(belt.state, belt)),
                    }
                }
            }
            found.belts.extend(belts.into_values().filter(|belt| self.wants(belt.state)));
        }
        Ok(found)
    }

    /// The median belts at a breadth of all states that claim at least so much.
    fn level(
        &self,
        regime: &Regime,
        breadth: NauticalMiles,
        warnings: &mut Vec<Warning>,
    ) -> Result<Vec<Belt>> {
        let claims = |state: u16| self.breadth(regime, state) >= breadth;
        let wanted = |sample: Sample| claims(self.samples.state[sample as usize]);
        let diagram = Diagram::new(self.samples, triangulate(self.samples, wanted)?);
        let reach = Reach::new(&diagram, breadth.metres());
        let states = self.states().filter(|state| claims(*state));
        Ok(states.map(|state| self.belt(&reach, state, breadth, warnings)).collect())
    }

    fn belt(
        &self,
        reach: &Reach,
        state: u16,
        breadth: NauticalMiles,
        warnings: &mut Vec<Warning>,
    ) -> Belt {
        let rings = rings(reach, state, self.request.tolerance);
        warnings
            .extend(rings.iter().filter(|ring| ring.mended).map(|ring| self.mended(ring, state)));
        let mut medians: BTreeMap<u16, Vec<Vec<Coord>>> = BTreeMap::new();
        let mut limit = Vec::new();
        for run in rings.iter().flat_map(|ring| &ring.runs) {
            match run.kind {
                Kind::Limit => limit.push(run.points.clone()),
                Kind::Median(other) => medians.entry(other).or_default().push(run.points.clone()),
                Kind::Inland => (),
            }
        }
        Belt {
            state,
            breadth,
            area: area(&rings),
            limit: cut_lines(limit),
            medians: medians.into_iter().map(|(other, lines)| (other, cut_lines(lines))).collect(),
        }
    }

    fn mended(&self, ring: &Ring, state: u16) -> Warning {
        let at = ring.runs.iter().find_map(|run| run.points.first()).copied().unwrap_or_default();
        let name = self.name(state);
        Warning::new(format!(
            "a gap in the limit of {name} at {:.4}, {:.4} was closed by a straight line",
            at.x, at.y
        ))
        .hint("please report the baselines that led to it")
    }

    fn write_out(&self, found: Belts, positions: usize) -> Zones {
        let medians = self.medians(&found.belts);
        let belts = found.belts.into_iter().map(|belt| Zone {
            state: self.name(belt.state),
            breadth: belt.breadth,
            kind: ZoneKind::of_breadth(belt.breadth),
            area: Geographic(tidy(belt.area)),
            outer_limit: Geographic(belt.limit),
        });
        let belts: Vec<Zone> = belts.collect();
        let counts = Counts {
            positions,
            samples: self.samples.len(),
            vertices: belts.iter().map(vertices).sum(),
        };
        let tolerance = self.request.tolerance;
        Zones { belts, medians, shared: found.shared, warnings: found.warnings, tolerance, counts }
    }

    /// One line a pair of states: that of the widest breadth.
    fn medians(&self, belts: &[Belt]) -> Vec<MedianLine> {
        let mut widest: BTreeMap<(u16, u16), (NauticalMiles, MultiLineString)> = BTreeMap::new();
        for belt in belts {
            for (&other, line) in &belt.medians {
                let pair = (belt.state.min(other), belt.state.max(other));
                let known = widest.get(&pair).is_some_and(|(breadth, _)| *breadth >= belt.breadth);
                if !known {
                    let mut line = line.clone();
                    if belt.state > other {
                        line.0.iter_mut().for_each(|part| part.0.reverse());
                        line.0.reverse();
                    }
                    widest.insert(pair, (belt.breadth, line));
                }
            }
        }
        let lines = widest.into_iter().map(|((first, second), (breadth, line))| MedianLine {
            states: (self.name(first), self.name(second)),
            breadth,
            line: Geographic(line),
        });
        lines.collect()
    }
}

impl Belt {
    /// What of this belt lies outside an area; its limit only where its state's breadth ends here.
    fn outside(self, area: &MultiPolygon, with_limit: bool) -> Belt {
        let outer = |lines: &MultiLineString| area.clip(lines, true);
        let nothing = || MultiLineString(Vec::new());
        if area.0.is_empty() {
            return if with_limit { self } else { Belt { limit: nothing(), ..self } };
        }
        Belt {
            area: self.area.difference(area),
            limit: if with_limit { outer(&self.limit) } else { nothing() },
            medians: self.medians.iter().map(|(other, lines)| (*other, outer(lines))).collect(),
            ..self
        }
    }

    /// Joins what a wider breadth adds.
    fn extend(&mut self, wider: Belt) {
        self.breadth = wider.breadth;
        self.area = self.area.union(&wider.area);
        self.limit.0.extend(wider.limit.0);
        for (other, lines) in wider.medians {
            self.medians
                .entry(other)
                .or_insert_with(|| MultiLineString(Vec::new()))
                .0
                .extend(lines.0);
        }
    }
}

fn vertices(zone: &Zone) -> usize {
    let rings = zone
        .area
        .0
        .iter()
        .flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
    rings.map(|ring| ring.0.len()).sum()
}
