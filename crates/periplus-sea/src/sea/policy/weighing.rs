//! Islands and rocks that count less than the mainland beyond the territorial sea: belts of the request in, the same belts with
//! what counts less counting less out.
//! Islands of one effect are weighed together; of several effects one after another, from the least to the greatest, each group
//! between the waters that it leaves at nothing and those that it gives in full (see `between`). Whatever it counts, an island
//! keeps its territorial sea (UNCLOS Art. 121(2)); an enclave keeps its belt instead.

use super::agreed::TERRITORIAL;
use super::belt::Belt;
use super::between::Waters;
use super::{Belts, Sea, between, stretches};
use crate::arrangement::{Areas, Arrangement, frame, rings};
use crate::error::{Error, Result, Warning};
use crate::sea::MedianLine;
use crate::sea::baseline::Rank;
use crate::sea::baseline::coast::{Coast, Line, StateIndex};
use crate::sea::effect::Effect;
use crate::sea::envelope::cell::Limit;
use crate::sea::envelope::diagram::{Diagram, sampled};
use crate::sea::envelope::samples::Samples;
use crate::units::{Metres, NauticalMiles};
use geo::MultiPolygon;
use std::collections::{BTreeMap, BTreeSet};

/// How many different shares there may be between nothing and in full: each doubles what there is to do.
const MOST_SHARES: usize = 4;

/// Islands that count for nothing but a belt: whose, and how broad.
type EnclaveGroup = (StateIndex, NauticalMiles);

/// What a request's coast counts for, made ready: the cells under each choice of which islands are there.
struct Scales<'a> {
    sea: Sea<'a>,
    /// The shares between nothing and in full, ascending.
    shares: Vec<f64>,
    /// For each choice among the groups of these shares, as bits, the cells of what counts then.
    views: &'a [Diagram<'a>],
    /// What keeps a territorial sea.
    territorial: &'a Diagram<'a>,
    /// Each with the cells of its islands and of all coasts of other states.
    enclaves: Vec<(EnclaveGroup, &'a Diagram<'a>)>,
    /// States all of whose coast is an enclave by the claims, with the breadth that is their own.
    claimed: BTreeMap<StateIndex, NauticalMiles>,
}

impl Sea<'_> {
    /// The same belts, with what counts less beyond the territorial sea counting less; medians likewise.
    pub(super) fn weighed(
        &self,
        found: Belts,
        diagram: &Diagram,
        coast: &Coast,
        medians: &mut Option<Vec<MedianLine>>,
    ) -> Result<Belts> {
        let islands = self.request.islands;
        let shares = partial_shares(coast, |line| line.share(islands))?;
        let counts = |choice: usize| {
            let shares = &shares;
            move |line: &Line| {
                let share = line.share(islands);
                let group = shares.iter().position(|it| *it == share);
                share == 1.0 || group.is_some_and(|group| choice >> group & 1 == 1)
            }
        };
        let groups = enclave_groups(coast);
        let without = |line: &Line| enclave_of(line).is_none();
        let choices = (0..1_usize << shares.len()).map(|choice| coast.counting(counts(choice)));
        let of_groups = groups.iter().map(|group| {
            coast.with_lines(|line| line.state != group.0 || enclave_of(line) == Some(group.1))
        });
        let kept = (!groups.is_empty()).then(|| coast.with_lines(without));
        let coasts: Vec<Coast> = choices.chain(of_groups).chain(kept).collect();
        let sampled = coasts.iter().map(|coast| sampled(coast, self.request));
        let (samples, delaunay): (Vec<Samples>, Vec<_>) =
            sampled.collect::<Result<Vec<_>>>()?.into_iter().unzip();
        let diagrams = samples.iter().zip(delaunay);
        let diagrams: Vec<Diagram> =
            diagrams.map(|(samples, delaunay)| Diagram::new(samples, delaunay)).collect();
        let (views, others) = diagrams.split_at(1 << shares.len());
        let scales = Scales {
            sea: *self,
            shares,
            views,
            territorial: others.get(groups.len()).unwrap_or(diagram),
            enclaves: groups.into_iter().zip(others).collect(),
            claimed: coast.enclaves(),
        };
        let (mut weighed, known) = scales.weighed(found);
        *medians = self.request.medians.map(|breadth| scales.medians(breadth, &known));
        weighed.belts.sort_by_key(|belt| (belt.regime, belt.state, belt.breadth.0.to_bits()));
        Ok(weighed)
    }
}

/// The shares between nothing and in full, ascending, each once.
///
/// Errors: `Input` for too many.
fn partial_shares(coast: &Coast, share: impl Fn(&Line) -> f64) -> Result<Vec<f64>> {
    let mut shares: Vec<f64> =
        coast.lines.iter().map(share).filter(|it| *it > 0.0 && *it < 1.0).collect();
    shares.sort_by(f64::total_cmp);
    shares.dedup();
    if shares.len() > MOST_SHARES {
        return Err(Error::input(format!("islands have {} different effects", shares.len())).hint(
            format!(
                "besides full, none and enclaves there may be {MOST_SHARES}: give some the same"
            ),
        ));
    }
    Ok(shares)
}

fn enclave_of(line: &Line) -> Option<NauticalMiles> {
    match line.rank {
        Rank::Weighed(Effect::Enclave(breadth)) => Some(breadth),
        _ => None,
    }
}

fn enclave_groups(coast: &Coast) -> Vec<EnclaveGroup> {
    let mut groups: Vec<EnclaveGroup> = Vec::new();
    for line in &coast.lines {
        if let Some(breadth) = enclave_of(line)
            && !groups.contains(&(line.state, breadth))
        {
            groups.push((line.state, breadth));
        }
    }
    groups
}

/// The belts of all states at breadths beyond the territorial sea, by the breadth.
type Known = BTreeMap<u64, BTreeMap<StateIndex, Belt>>;

impl Scales<'_> {
    /// Belts of the request, those beyond the territorial sea weighed; and what all states have at their breadths.
    fn weighed(&self, found: Belts) -> (Belts, Known) {
        let mut weighed = Belts { warnings: found.warnings, ..Belts::default() };
        let mut known = Known::new();
        for belt in found.belts {
            if belt.breadth.0 <= TERRITORIAL.0 {
                weighed.belts.push(belt);
                continue;
            }
            let whole = known.entry(belt.breadth.0.to_bits());
            let whole = whole.or_insert_with(|| self.belts_at(belt.breadth, &mut weighed.warnings));
            // An enclave by its claims has no zone beyond its territorial sea.
            let Some(own) = whole.get(&belt.state) else { continue };
            if !self.claimed.contains_key(&belt.state) {
                let stretches = self.sea.request.regimes[belt.regime].of(self.sea.name(belt.state));
                let own = Belt { regime: belt.regime, ..own.clone() };
                weighed.belts.push(stretches::restricted(own, &stretches));
            }
        }
        (weighed, known)
    }

    /// Median lines out to a breadth, wherever zones end.
    fn medians(&self, breadth: NauticalMiles, known: &Known) -> Vec<MedianLine> {
        let Sea { request, .. } = self.sea;
        if self.shares.is_empty() && self.enclaves.is_empty() {
            let sea = Sea { samples: self.views[0].samples, ..self.sea };
            return sea.all_medians(&self.views[0], breadth);
        }
        let computed;
        let belts = match known.get(&breadth.0.to_bits()) {
            Some(belts) => belts,
            None => {
                computed = self.belts_at(breadth, &mut Vec::new());
                &computed
            }
        };
        let asked = belts.values().filter(|belt| request.is_asked(self.sea.name(belt.state)));
        self.sea.medians(&asked.cloned().collect::<Vec<_>>())
    }

    /// The belts at a breadth of all states that have waters beyond the territorial sea, whichever of them has a zone: what
    /// parts them does not hang on that.
    fn belts_at(
        &self,
        breadth: NauticalMiles,
        warnings: &mut Vec<Warning>,
    ) -> BTreeMap<StateIndex, Belt> {
        let territorial = self.territorial_belts(warnings);
        let waters = self.waters(&self.shares, 0, breadth, warnings);
        let enclaves = self.enclave_belts(breadth, warnings);
        let kept = territorial.into_iter().map(|belt| (belt.state, belt.area));
        self.sea.overlaid([enclaves, kept.collect(), waters.into_iter().collect()], breadth)
    }

    /// The waters of each state with islands of these shares weighed, and of the others those there that are chosen.
    fn waters(
        &self,
        shares: &[f64],
        choice: usize,
        breadth: NauticalMiles,
        warnings: &mut Vec<Warning>,
    ) -> Waters {
        let Some((share, lesser)) = shares.split_last() else {
            let diagram = &self.views[choice];
            let sea = Sea { samples: diagram.samples, ..self.sea };
            let belts = sea.all_belts_at(diagram, breadth, warnings).into_iter();
            let belts = belts.filter(|belt| !belt.area.0.is_empty());
            return belts.map(|belt| (belt.state, belt.area)).collect();
        };
        let none = self.waters(lesser, choice, breadth, warnings);
        let full = self.waters(lesser, choice | 1 << lesser.len(), breadth, warnings);
        between::waters(&none, &full, *share, self.sea.request.tolerance)
    }

    /// What each state has whatever its coast counts for beyond: 12 nm, and where the coast is an enclave by the claims what is
    /// its own, whoever is asked for.
    fn territorial_belts(&self, warnings: &mut Vec<Warning>) -> Vec<Belt> {
        let sea = Sea { samples: self.territorial.samples, ..self.sea };
        let mut belts = sea.all_belts_at(self.territorial, TERRITORIAL, warnings);
        belts.retain(|belt| !self.claimed.contains_key(&belt.state));
        for (state, breadth) in &self.claimed {
            let breadth = self.at_least_territorial(*state, *breadth);
            let limit = Limit::new(self.territorial, breadth.metres());
            belts.push(sea.belt(&limit, 0, *state, breadth, warnings));
        }
        belts
    }

    /// What islands that are enclaves by their effect have: a belt each, on whatever side of the lines.
    fn enclave_belts(
        &self,
        widest: NauticalMiles,
        warnings: &mut Vec<Warning>,
    ) -> Vec<(StateIndex, MultiPolygon)> {
        let belts = self.enclaves.iter().map(|&((state, breadth), diagram)| {
            let breadth = self.at_least_territorial(state, breadth).0.min(widest.0);
            let limit = Limit::new(diagram, NauticalMiles(breadth).metres());
            let sea = Sea { samples: diagram.samples, ..self.sea };
            (state, sea.belt(&limit, 0, state, NauticalMiles(breadth), warnings).area)
        });
        belts.collect()
    }

    /// A breadth, or the territorial sea that is asked for all of a state's coast, where that is broader; one of some sea is of
    /// another coast.
    fn at_least_territorial(&self, state: StateIndex, breadth: NauticalMiles) -> NauticalMiles {
        let regimes = self.sea.request.regimes.iter();
        let asked = regimes.flat_map(|regime| regime.of(self.sea.name(state)));
        let asked = asked.filter(|stretch| stretch.within.is_none());
        let asked = asked.map(|stretch| stretch.breadth.0).filter(|it| *it <= TERRITORIAL.0);
        NauticalMiles(asked.fold(breadth.0, f64::max))
    }
}

impl Sea<'_> {
    /// Belts of areas that lie over each other, the first lists on top, with the lines where they end and meet.
    fn overlaid(
        &self,
        layers: [Vec<(StateIndex, MultiPolygon)>; 3],
        breadth: NauticalMiles,
    ) -> BTreeMap<StateIndex, Belt> {
        let held: Vec<&(StateIndex, MultiPolygon)> = layers.iter().flatten().collect();
        let areas = || held.iter().map(|(_, area)| area);
        let arrangement = Arrangement::new(frame(areas()), rings(areas()));
        let all = Areas::of(areas());
        let mut holders: Vec<Option<Option<StateIndex>>> = (0..arrangement.len())
            .map(|face| {
                let holding = all.holding(arrangement.interior_point(face));
                Some(holding.first().map(|place| held[*place].0))
            })
            .collect();
        let sliver = Metres(2.0 * self.request.tolerance.0);
        arrangement.merge_slivers(&mut holders, sliver);
        let (arrangement, holders) = arrangement.dissolve_fingers(holders, sliver);
        let of = |face: usize| holders[face].flatten();
        let border = |state: StateIndex, other: Option<StateIndex>| {
            let beyond = |face: Option<usize>| face.is_some_and(|face| of(face) == other);
            arrangement.border(|face| of(face) == Some(state), beyond).0
        };
        let states: BTreeSet<StateIndex> = held.iter().map(|(state, _)| *state).collect();
        let belts = states.iter().map(|&state| {
            let others = states.iter().filter(|other| **other != state);
            let medians = others.map(|&other| (other, border(state, Some(other))));
            let belt = Belt {
                regime: 0,
                state,
                breadth,
                area: arrangement.join(|face| of(face) == Some(state)).0,
                limit: border(state, None),
                medians: medians.filter(|(_, line)| !line.0.is_empty()).collect(),
            };
            (state, belt)
        });
        belts.collect()
    }
}
