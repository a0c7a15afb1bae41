//! Turning points: baselines and a request in; for each limit and median the points where what it is measured from changes, with the
//! base points that control them, and the stretches between, out. IHO C-51, ch. 4 and 6: limits and medians are controlled
//! by few points of the baseline.
//!
//! `runs`: the boundary of a state's zone, piece by piece, as limits and medians. `parts`: where along them the nearest point of
//! the baseline leaps. `solving`: those places on the ellipsoid. `feet`: the baselines as they were given. `nearest`: how far
//! they are, for who asks nothing else.
//!
//! The cells of the diagram say which parts of which baselines make a point; where it lies is solved with Karney's geodesics
//! on the baselines as given, to 0.1 mm in the distances. A foot that moves on along its baseline without a leap is no
//! turning point: nor is one whose two feet are nearer to each other than the tolerance, or have between them baseline that
//! is farther off by no more than it.
//!
//! Not here: what agreed lines put in the place of medians, and breadths that hold in some sea alone: who has the zones
//! keeps what lies on their lines.

mod feet;
mod nearest;
mod parts;
mod runs;
mod solving;

use super::baseline::Rank;
use super::baseline::boundary::split_at_land_boundaries;
use super::baseline::coast::{Coast, Line, StateIndex, prepare};
use super::effect::Effect;
use super::envelope::cell::Limit;
use super::envelope::diagram::{Diagram, sampled};
use super::request::{Overlap, Request};
use super::{Baseline, ZoneKind};
use crate::error::{Error, Result, Warning};
use crate::space::Geographic;
use crate::units::{Metres, NauticalMiles};
use feet::Feet;
use geo::{Coord, MultiLineString};
pub use nearest::NearestCoast;
use parts::{Ground, part};
use runs::{Run, Runs};
use std::collections::{BTreeMap, BTreeSet};

/// How far territorial seas reach, whatever counts beyond.
const TERRITORIAL: NauticalMiles = NauticalMiles(12.0);

/// The limits and medians of a request, with what controls them.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Controlled {
    /// Limits by regime, state and breadth, each once; then a median for each pair of states, by state.
    pub lines: Vec<ControlledLine>,
    /// What could not be found as exactly as the rest.
    pub warnings: Vec<Warning>,
}

/// A limit or a median with what controls it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ControlledLine {
    /// Whose limit it is; or the two states of a median, of which the first is on the left.
    pub states: Vec<String>,
    /// Of the limit; of a median the widest for which it divides waters.
    pub breadth: NauticalMiles,
    /// What the law calls the waters that it ends or divides.
    pub kind: ZoneKind,
    /// Its parts, each in one stroke.
    pub parts: Vec<ControlledPart>,
}

/// A part of a line, in one stroke: a limit with its zone on the left, a median with the first state on the left.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ControlledPart {
    /// In the order of the line.
    pub points: Vec<TurningPoint>,
    /// In the order of the line.
    pub stretches: Vec<ControlledStretch>,
}

/// Where what controls a line changes.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct TurningPoint {
    /// From 1 on along the line, through all of its parts.
    pub number: usize,
    /// What changes there.
    pub kind: PointKind,
    /// Where it is.
    pub position: Geographic<Coord>,
    /// The points of baselines that are equally near: three on a median, two on a limit.
    pub base_points: Vec<BasePoint>,
    /// How far each of them is.
    pub distances: Vec<Metres>,
}

/// What changes at a point of a line.
///
/// Exhaustive: whoever lists points has to say what each is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PointKind {
    /// The base point of one state.
    Turning,
    /// The line ends: a third state is as near.
    Tripoint,
    /// The line ends: a limit meets a median.
    End,
}

impl PointKind {
    /// Its name in files: `turning-point`.
    pub fn name(self) -> &'static str {
        match self {
            PointKind::Turning => "turning-point",
            PointKind::Tripoint => "tripoint",
            PointKind::End => "end",
        }
    }
}

/// A point of a baseline.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BasePoint {
    /// Whose baseline it is.
    pub state: String,
    /// Where it is.
    pub position: Geographic<Coord>,
    /// The vertices of the baseline before and after it; none where it is a vertex itself.
    pub between: Option<[Geographic<Coord>; 2]>,
}

/// A stretch of a line between two of its points.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ControlledStretch {
    /// The number of the point that it begins at; none where the line does without one, as at a coast.
    pub from: Option<usize>,
    /// The number of the point that it ends at.
    pub to: Option<usize>,
    /// What controls it, of each state.
    pub controls: Vec<Control>,
    /// Its course, to the tolerance.
    pub course: Geographic<MultiLineString>,
}

/// What of a baseline controls a stretch: one base point, or the baseline from one to another.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Control {
    /// What it is at the beginning of the stretch.
    pub first: BasePoint,
    /// What it is at the end of the stretch; the same where the base point does not move.
    pub last: BasePoint,
}

/// The turning points of the limits and medians that a request asks for, with the base points that control them.
///
/// Accuracy: the distances of a point differ by 0.1 mm at most from each other, on a limit from the breadth; no other point of a
/// baseline is nearer by more than the tolerance.
/// Errors: as [`zones`](crate::zones); `Usage` for another policy than the median, and for limits at half effect of islands.
pub fn turning_points(baselines: &[Baseline], request: &Request) -> Result<Controlled> {
    request.check()?;
    if request.overlap != Overlap::Median {
        let message =
            format!("turning points are those of medians, and not of `{}`", request.overlap);
        return Err(Error::usage(message).hint("take the policy `median`"));
    }
    let mut coast = prepare(baselines, request)?;
    split_at_land_boundaries(&mut coast);
    let islands = request.islands;
    let is_weighed = coast.is_other_beyond(islands);
    let breadths = breadths(&coast, request);
    let (wide, narrow): (Vec<f64>, Vec<f64>) =
        breadths.into_iter().partition(|it| is_weighed && *it > TERRITORIAL.0);
    let is_partial = |line: &Line| {
        let share = line.share(islands);
        (share > 0.0 && share < 1.0) || matches!(line.rank, Rank::Weighed(Effect::Enclave(_)))
    };
    if !wide.is_empty() && coast.lines.iter().any(is_partial) {
        let message = "limits and medians at half effect of islands, or any between none and full, have no base points";
        return Err(Error::usage(message)
            .hint("they run between those of full and of no effect: ask for those"));
    }
    let mut found = Found::default();
    if !wide.is_empty() {
        let counting = coast.counting(|line| line.share(islands) == 1.0);
        found.add(&counting, request, (&wide, true))?;
    }
    if !narrow.is_empty() {
        found.add(&coast, request, (&narrow, false))?;
    }
    Ok(found.finished(&coast, request))
}

/// Every breadth of a state that is asked for, each once, the widest first.
fn breadths(coast: &Coast, request: &Request) -> Vec<f64> {
    let states = coast.states.iter().filter(|state| request.is_asked(state));
    let all = states.flat_map(|state| request.regimes.iter().flat_map(|regime| regime.of(state)));
    let mut breadths: Vec<f64> = all.map(|stretch| stretch.breadth.0).collect();
    breadths.sort_by(|one, other| other.total_cmp(one));
    breadths.dedup();
    breadths
}

/// The parts of a line, and how long they are together.
struct Course {
    breadth: NauticalMiles,
    kind: ZoneKind,
    /// In metres: only to tell which of several goes farther.
    length: f64,
    parts: Vec<ControlledPart>,
}

/// The zone whose lines are looked for.
struct Zone {
    regime: usize,
    state: StateIndex,
    breadth: NauticalMiles,
    kind: ZoneKind,
    /// It is measured from what counts beyond the territorial sea alone.
    is_weighed: bool,
}

/// Lines as they are found.
#[derive(Default)]
struct Found {
    /// By regime, state and breadth.
    limits: BTreeMap<(usize, StateIndex, u64), Course>,
    /// By pair of states, and by whether islands and rocks are weighed: the widest, and of it the longest.
    medians: BTreeMap<(StateIndex, StateIndex, bool), Course>,
    /// Points that are as exact as the diagram only.
    inexact: Vec<Coord>,
}

impl Found {
    /// Adds the lines of some breadths, measured from a coast, whether of that what is weighed beyond the territorial sea.
    fn add(
        &mut self,
        coast: &Coast,
        request: &Request,
        (breadths, is_weighed): (&[f64], bool),
    ) -> Result<()> {
        let (samples, delaunay) = sampled(coast, request)?;
        let diagram = Diagram::new(&samples, delaunay);
        let feet = Feet::of(coast);
        let metres = breadths.iter().map(|breadth| NauticalMiles(*breadth).metres());
        for (breadth, limit) in breadths.iter().zip(Limit::each(&diagram, metres)) {
            let tolerance = request.tolerance;
            let ground = Ground { limit: &limit, feet: &feet, names: &coast.states, tolerance };
            for state in StateIndex::first(coast.states.len()) {
                if let Some((regime, kind)) = asked(&coast.states[state.index()], request, *breadth)
                {
                    let runs = Runs::of(&limit, state, tolerance);
                    let zone =
                        Zone { regime, state, breadth: NauticalMiles(*breadth), kind, is_weighed };
                    self.add_zone(&zone, &ground, runs);
                }
            }
        }
        Ok(())
    }

    fn add_zone(&mut self, zone: &Zone, ground: &Ground, runs: Runs) {
        let (state, breadth) = (zone.state, zone.breadth);
        let limit = self.course(ground, zone, &runs.limits);
        self.limits.insert((zone.regime, state, breadth.0.to_bits()), limit);
        for (other, runs) in runs.medians {
            let pair = (state.min(other), state.max(other), zone.is_weighed);
            let length = runs.iter().map(|run| run.length(ground.limit)).sum::<f64>();
            let is_farther = |known: &Course| (known.breadth.0, known.length) < (breadth.0, length);
            if self.medians.get(&pair).is_none_or(is_farther) {
                let runs: Vec<Run> = match state > other {
                    true => runs.into_iter().map(Run::reversed).rev().collect(),
                    false => runs,
                };
                let course = self.course(ground, zone, &runs);
                self.medians.insert(pair, Course { length, ..course });
            }
        }
    }

    fn course(&mut self, ground: &Ground, zone: &Zone, runs: &[Run]) -> Course {
        let mut parts = Vec::new();
        let mut numbered = 0;
        for run in runs {
            let part = part(ground, run, numbered, &mut self.inexact);
            numbered += part.points.len();
            parts.push(part);
        }
        Course { breadth: zone.breadth, kind: zone.kind, length: 0.0, parts }
    }

    fn finished(self, coast: &Coast, request: &Request) -> Controlled {
        let name = |state: StateIndex| coast.states[state.index()].clone();
        let line = |states: Vec<String>, course: Course| {
            let Course { breadth, kind, parts, .. } = course;
            ControlledLine { states, breadth, kind, parts }
        };
        let limits = self.limits.into_iter();
        let limits = limits.map(|((_, state, _), course)| line(vec![name(state)], course));
        let medians = self.medians.into_iter();
        let medians =
            medians.map(|((one, other, _), course)| line(vec![name(one), name(other)], course));
        let mut lines: Vec<ControlledLine> = limits.chain(medians).collect();
        lines.retain(|line| !line.parts.is_empty());
        let warnings = inexact(&self.inexact, request.tolerance).into_iter().collect();
        Controlled { lines, warnings }
    }
}

/// The first regime in which a state has a breadth, with the kind of its zone.
fn asked(state: &str, request: &Request, breadth: f64) -> Option<(usize, ZoneKind)> {
    let regimes = request.regimes.iter().enumerate().filter(|_| request.is_asked(state));
    let mut of_state = regimes
        .filter(|(_, regime)| regime.of(state).iter().any(|stretch| stretch.breadth.0 == breadth));
    of_state.next().map(|(number, regime)| (number, regime.kind_of(NauticalMiles(breadth))))
}

/// A warning for points that could not be solved.
fn inexact(points: &[Coord], tolerance: Metres) -> Option<Warning> {
    let first = points.first()?;
    let places: BTreeSet<String> =
        points.iter().map(|at| format!("{:.4}, {:.4}", at.x, at.y)).collect();
    let message = format!(
        "{} turning points are exact to the tolerance of {} m only: what makes them barely meets there; the first at {:.4}, {:.4}",
        places.len(),
        tolerance.0,
        first.x,
        first.y
    );
    Some(Warning::new(message).hint("a finer tolerance finds them more exactly"))
}
