//! The policies where the waters of two states meet: a coast in, belts and lines out.
//! `Median`: UNCLOS Art. 15. `Overlap` and `Keep`: what states draw that do not apply it.

mod agreed;
mod belt;
mod between;
mod lines;
mod nearest_claimant;
mod stretches;
mod weighing;

use super::{Counts, MedianLine, SharedWaters, Zone, Zones};
use crate::error::{Error, Result, Warning, raised};
use crate::sea::area::antimeridian::{cut_lines, normalized};
use crate::sea::area::area;
use crate::sea::area::validity::make_valid;
use crate::sea::baseline::boundary::split_at_land_boundaries;
use crate::sea::baseline::coast::{Coast, StateIndex};
use crate::sea::envelope::cell::Limit;
use crate::sea::envelope::diagram::{Diagram, triangulate, triangulated};
use crate::sea::envelope::outline::{Kind, Ring, rings};
use crate::sea::envelope::samples::{Owner, Sample, Samples};
use crate::sea::request::{Overlap, Request};
use crate::space::Geographic;
use crate::units::NauticalMiles;
use agreed::TERRITORIAL;
use belt::Belt;
use geo::{BooleanOps, BoundingRect, Coord, Intersects, MultiPolygon, Rect};
use std::collections::{BTreeMap, BTreeSet};

/// Belts in the order of regimes, states and breadths, with what two states share.
#[derive(Default)]
struct Belts {
    belts: Vec<Belt>,
    shared: Vec<SharedWaters>,
    warnings: Vec<Warning>,
}

/// What all policies work on.
#[derive(Clone, Copy)]
struct Sea<'a> {
    names: &'a [String],
    samples: &'a Samples,
    request: &'a Request,
}

/// Zones of all regimes, under the policy that is asked for.
pub(super) fn zones(mut coast: Coast, request: &Request) -> Result<Zones> {
    split_at_land_boundaries(&mut coast);
    let samples = Samples::along(&coast, request)?;
    let beyond = request.breadth_range().1.0 > TERRITORIAL.0;
    let is_weighed =
        request.overlap == Overlap::Median && beyond && coast.is_other_beyond(request.islands);
    if !is_weighed {
        // Only who weighs islands samples the coast once more; millions of positions are not kept for nobody.
        coast.lines = Vec::new();
    }
    let (samples, delaunay) = triangulated(samples, &coast.states, request)?;
    let sea = Sea { names: &coast.states, samples: &samples, request };
    let mut medians = None;
    let belts = match request.overlap {
        Overlap::Median => {
            let diagram = Diagram::new(&samples, delaunay);
            let mut found = sea.median(&diagram);
            if is_weighed {
                found = sea.weighed(found, &diagram, &coast, &mut medians)?;
            } else {
                medians = request.medians.map(|breadth| sea.all_medians(&diagram, breadth));
            }
            sea.agree(&mut found.belts, &mut found.warnings)?;
            found
        }
        Overlap::Overlap => sea.nearest_claimant()?,
        Overlap::Keep => sea.keep()?,
    };
    Ok(sea.write_out(belts, medians, coast.positions))
}

impl Sea<'_> {
    fn states(&self) -> impl Iterator<Item = StateIndex> + use<> {
        StateIndex::first(self.names.len())
    }

    fn wants(&self, state: StateIndex) -> bool {
        self.request.is_asked(self.name(state))
    }

    fn name(&self, state: StateIndex) -> &str {
        &self.names[state.index()]
    }

    fn name_owned(&self, state: StateIndex) -> String {
        self.name(state).to_owned()
    }

    /// No state beyond the median line: all belts are read off one diagram.
    fn median(&self, diagram: &Diagram) -> Belts {
        let mut found = Belts::default();
        let wanted = || self.states().filter(move |state| self.wants(*state));
        let regimes = self.request.regimes.iter();
        let of_all =
            regimes.flat_map(|regime| wanted().flat_map(move |state| regime.of(self.name(state))));
        let breadths: BTreeSet<u64> = of_all.map(|stretch| stretch.breadth.0.to_bits()).collect();
        let metres = breadths.iter().map(|bits| NauticalMiles(f64::from_bits(*bits)).metres());
        let limits = Limit::each(diagram, metres);
        let limits: BTreeMap<u64, Limit> = breadths.iter().copied().zip(limits).collect();
        for (number, regime) in self.request.regimes.iter().enumerate() {
            for state in wanted() {
                let stretches = regime.of(self.name(state));
                found.belts.extend(stretches::belts(&stretches, |breadth| {
                    let limit = &limits[&breadth.0.to_bits()];
                    self.belt(limit, number, state, breadth, &mut found.warnings)
                }));
            }
        }
        found
    }

    /// The belts of all states that are wanted, at one breadth.
    fn belts_at(
        &self,
        diagram: &Diagram,
        breadth: NauticalMiles,
        warnings: &mut Vec<Warning>,
    ) -> Vec<Belt> {
        let limit = Limit::new(diagram, breadth.metres());
        let states = self.states().filter(|state| self.wants(*state));
        states.map(|state| self.belt(&limit, 0, state, breadth, warnings)).collect()
    }

    /// The belts of all states at one breadth, whoever is asked for.
    fn all_belts_at(
        &self,
        diagram: &Diagram,
        breadth: NauticalMiles,
        warnings: &mut Vec<Warning>,
    ) -> Vec<Belt> {
        let limit = Limit::new(diagram, breadth.metres());
        self.states().map(|state| self.belt(&limit, 0, state, breadth, warnings)).collect()
    }

    /// Median lines out to a breadth, wherever zones end.
    fn all_medians(&self, diagram: &Diagram, breadth: NauticalMiles) -> Vec<MedianLine> {
        // A gap in a limit that no zone has is of no interest.
        self.medians(&self.belts_at(diagram, breadth, &mut Vec::new()))
    }

    /// Each state's zone whole, from a diagram of its own.
    fn keep(&self) -> Result<Belts> {
        let mut found = Belts::default();
        for state in self.states().filter(|state| self.wants(*state)) {
            let own = |sample: Sample| self.samples.owner(sample).state == state;
            let diagram = Diagram::new(self.samples, triangulate(self.samples, own)?);
            for (number, regime) in self.request.regimes.iter().enumerate() {
                let stretches = regime.of(self.name(state));
                found.belts.extend(stretches::belts(&stretches, |breadth| {
                    let limit = Limit::new(&diagram, breadth.metres());
                    self.belt(&limit, number, state, breadth, &mut found.warnings)
                }));
            }
        }
        found.belts.sort_by_key(|belt| belt.regime);
        found.shared = self.shared(&found.belts)?;
        Ok(found)
    }

    fn shared(&self, belts: &[Belt]) -> Result<Vec<SharedWaters>> {
        // each takes up to a millisecond, and is a zone of its own
        let most = self.request.limits.pairs;
        let boxes: Vec<Option<Rect>> = belts.iter().map(|belt| belt.area.bounding_rect()).collect();
        let meet = |one: usize, other: usize| {
            let (a, b) = (&belts[one], &belts[other]);
            let boxes = boxes[one].zip(boxes[other]);
            a.regime == b.regime
                && a.state != b.state
                && boxes.is_some_and(|(one, other)| one.intersects(&other))
        };
        let mut pairs = Vec::new();
        for one in 0..belts.len() {
            pairs.extend(
                (one + 1..belts.len()).filter(|other| meet(one, *other)).map(|other| (one, other)),
            );
            if pairs.len() as u64 > most {
                let message = format!("the waters of more than {most} pairs of states may overlap");
                return Err(Error::input(message).hint(format!(
                    "keep them apart by the policy `median` or `overlap`, or ask for fewer states; {}",
                    raised("pairs", most.saturating_mul(5))
                )));
            }
        }
        let waters = pairs.into_iter().map(|(one, other)| {
            let (a, b) = (&belts[one], &belts[other]);
            SharedWaters {
                regime: a.regime,
                states: (self.name_owned(a.state), self.name_owned(b.state)),
                breadths: (a.breadth, b.breadth),
                area: Geographic(normalized(a.area.intersection(&b.area))),
            }
        });
        Ok(waters.filter(|waters| !waters.area.0.0.is_empty()).collect())
    }

    fn belt(
        &self,
        limit: &Limit,
        regime: usize,
        state: StateIndex,
        breadth: NauticalMiles,
        warnings: &mut Vec<Warning>,
    ) -> Belt {
        let rings = rings(limit, state, self.request.tolerance);
        warnings.extend(rings.iter().filter(|ring| ring.has_gap).map(|ring| self.gap(ring, state)));
        let mut medians: BTreeMap<StateIndex, Vec<Vec<Coord>>> = BTreeMap::new();
        let mut arcs = Vec::new();
        for run in rings.iter().flat_map(|ring| &ring.runs) {
            match run.kind {
                Kind::Limit => arcs.push(run.points.clone()),
                Kind::Median(Owner { landward: false, state: other }) => {
                    medians.entry(other).or_default().push(run.points.clone());
                }
                Kind::Median(_) | Kind::Inland => (),
            }
        }
        Belt {
            regime,
            state,
            breadth,
            area: area(&rings),
            limit: cut_lines(arcs),
            medians: medians.into_iter().map(|(other, lines)| (other, cut_lines(lines))).collect(),
        }
    }

    fn gap(&self, ring: &Ring, state: StateIndex) -> Warning {
        let at = ring.runs.iter().find_map(|run| run.points.first()).copied().unwrap_or_default();
        let name = self.name(state);
        Warning::new(format!(
            "a gap in the limit of {name} at {:.4}, {:.4} was closed by a straight line",
            at.x, at.y
        ))
        .hint("please report the baselines that led to it")
    }

    fn write_out(&self, found: Belts, medians: Option<Vec<MedianLine>>, positions: usize) -> Zones {
        let mut medians = medians.unwrap_or_else(|| self.medians(&found.belts));
        self.drop_agreed(&mut medians);
        let belts = found.belts.into_iter().map(|belt| Zone {
            regime: belt.regime,
            state: self.name_owned(belt.state),
            breadth: belt.breadth,
            kind: self.request.regimes[belt.regime].kind_of(belt.breadth),
            area: Geographic(self.finished(belt.area)),
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
}

impl Sea<'_> {
    /// An area as it is given out. What was cut and joined after it was read off the cells may touch or cross itself by a
    /// rounding.
    fn finished(&self, area: MultiPolygon) -> MultiPolygon {
        let mut stretches = self.request.regimes.iter().flat_map(|regime| regime.by_state.values());
        let is_cut = self.request.overlap == Overlap::Overlap
            || !self.request.agreed.is_empty()
            || stretches.any(|own| own.iter().any(|stretch| stretch.within.is_some()));
        let area = normalized(area);
        if is_cut { make_valid(area) } else { area }
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
