//! The boundary of a state's zone as runs of limits and medians: each piece with the samples that it is measured from.

use super::PointKind;
use crate::sea::baseline::coast::StateIndex;
use crate::sea::envelope::cell::{Course, Limit};
use crate::sea::envelope::outline::{Kind, Traced, traces};
use crate::sea::envelope::samples::{Owner, Sample};
use crate::sea::envelope::vector::Vector;
use crate::units::Metres;
use std::collections::BTreeMap;

/// A piece of a limit or a median.
#[derive(Clone)]
pub(super) struct Step {
    /// What it is measured from: of the state, and on a median of the other.
    pub(super) samples: Vec<Sample>,
    /// Both ends included.
    pub(super) points: Vec<Vector>,
}

/// What a run ends at.
#[derive(Clone)]
pub(super) struct Junction {
    pub(super) kind: PointKind,
    /// What is equally near there.
    pub(super) samples: Vec<Sample>,
}

/// Pieces of one kind that follow each other.
pub(super) struct Run {
    pub(super) kind: Kind,
    pub(super) steps: Vec<Step>,
    /// The last is followed by the first.
    pub(super) is_closed: bool,
    /// What it begins and ends at; none where it does so on land, or at a coast.
    pub(super) ends: [Option<Junction>; 2],
}

/// All runs round the zone of a state.
pub(super) struct Runs {
    pub(super) limits: Vec<Run>,
    /// By the other state; this one on the left.
    pub(super) medians: BTreeMap<StateIndex, Vec<Run>>,
}

impl Run {
    /// The same run from its end to its beginning, with the states the other way round.
    pub(super) fn reversed(self) -> Run {
        let steps = self.steps.into_iter().rev().map(|step| Step {
            samples: step.samples.into_iter().rev().collect(),
            points: step.points.into_iter().rev().collect(),
        });
        let [first, last] = self.ends;
        Run { steps: steps.collect(), ends: [last, first], ..self }
    }

    /// How long it is on the sphere, in metres.
    pub(super) fn length(&self, limit: &Limit) -> f64 {
        let pairs = self.steps.iter().flat_map(|step| step.points.windows(2));
        let chords = pairs.map(|pair| (pair[1] - pair[0]).length());
        chords.sum::<f64>() * limit.diagram.samples.sphere.radius
    }
}

impl Runs {
    pub(super) fn of(limit: &Limit, state: StateIndex, tolerance: Metres) -> Runs {
        let mut runs = Runs { limits: Vec::new(), medians: BTreeMap::new() };
        let traces = traces(limit, state, tolerance);
        for chain in &traces.chains {
            runs.add(chain);
        }
        for (sample, points) in traces.discs {
            let steps = vec![Step { samples: vec![sample], points }];
            runs.limits.push(Run { kind: Kind::Limit, steps, is_closed: true, ends: [None, None] });
        }
        runs
    }

    fn add(&mut self, chain: &[Traced]) {
        let change = (1..chain.len()).find(|i| chain[*i].kind != chain[*i - 1].kind);
        let first = change.unwrap_or(0);
        let order: Vec<&Traced> = (first..chain.len()).chain(0..first).map(|i| &chain[i]).collect();
        let is_closed = change.is_none();
        let groups: Vec<&[&Traced]> = order.chunk_by(|one, other| one.kind == other.kind).collect();
        for (place, group) in groups.iter().enumerate() {
            let before = groups[(place + groups.len() - 1) % groups.len()];
            let after = groups[(place + 1) % groups.len()];
            let (Some(start), Some(end)) = (group.first(), group.last()) else { continue };
            let ends = match is_closed {
                true => [None, None],
                false => [
                    before.last().and_then(|it| junction(start, it)),
                    after.first().and_then(|it| junction(end, it)),
                ],
            };
            let steps = group
                .iter()
                .map(|traced| Step { samples: samples(traced), points: traced.points.clone() });
            let run = Run { kind: start.kind, steps: steps.collect(), is_closed, ends };
            match start.kind {
                Kind::Limit => self.limits.push(run),
                Kind::Median(Owner { landward: false, state: other }) => {
                    self.medians.entry(other).or_default().push(run);
                }
                Kind::Median(_) | Kind::Inland => (),
            }
        }
    }
}

/// What a piece is measured from.
fn samples(traced: &Traced) -> Vec<Sample> {
    match traced.piece.course {
        Course::Arc { sample, .. } => vec![sample],
        Course::Median { own, other } => vec![own, other],
    }
}

/// What the run of a piece ends at where another piece goes on.
fn junction(own: &Traced, other: &Traced) -> Option<Junction> {
    let is_parted_by = |kind: Kind| matches!(kind, Kind::Median(owner) if !owner.landward);
    match (own.kind, other.kind) {
        (Kind::Limit, kind) if is_parted_by(kind) => {
            Some(Junction { kind: PointKind::End, samples: samples(other) })
        }
        (kind, Kind::Limit) if is_parted_by(kind) => {
            Some(Junction { kind: PointKind::End, samples: samples(own) })
        }
        (one, two) if is_parted_by(one) && is_parted_by(two) => {
            let mut all = samples(own);
            all.extend(samples(other).into_iter().skip(1));
            Some(Junction { kind: PointKind::Tripoint, samples: all })
        }
        _ => None,
    }
}
