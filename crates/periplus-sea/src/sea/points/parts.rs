//! A run of a limit or a median in, its turning points and the stretches between them out.

use super::feet::{Feet, Foot, Stretch};
use super::runs::{Junction, Run, Step};
use super::solving::{Solved, solved};
use super::{BasePoint, Control, ControlledPart, ControlledStretch, PointKind, TurningPoint};
use crate::geodesy;
use crate::sea::area::antimeridian::cut_lines;
use crate::sea::envelope::cell::Limit;
use crate::sea::envelope::gauss_sphere::Placed;
use crate::sea::envelope::outline::{Kind, course};
use crate::sea::envelope::samples::Sample;
use crate::sea::envelope::vector::Vector;
use crate::space::Geographic;
use crate::units::Metres;
use geo::Coord;

/// The share of the tolerance within which a baseline as given lies about one that was sampled.
const ABOUT_SHARE: f64 = 0.25;
/// The least of it: what the course of an edge on the sphere departs from that in degrees.
const LEAST_ABOUT: Metres = Metres(0.2);

/// What runs lie on.
pub(super) struct Ground<'a> {
    pub(super) limit: &'a Limit<'a>,
    pub(super) feet: &'a Feet,
    /// Of the states.
    pub(super) names: &'a [String],
    pub(super) tolerance: Metres,
}

/// Where a stretch ends and another begins: the place of the step after it, with the point.
struct Cut {
    step: usize,
    point: TurningPoint,
}

/// The points and stretches of a run; its points are numbered after those before.
pub(super) fn part(
    ground: &Ground,
    run: &Run,
    numbered: usize,
    inexact: &mut Vec<Coord>,
) -> ControlledPart {
    let mut cuts = Vec::new();
    let count = run.steps.len();
    if let Some(junction) = &run.ends[0] {
        cuts.extend(ground.end(run, 0, junction, inexact));
    }
    for step in 0..count {
        let before = match step.checked_sub(1) {
            Some(before) => before,
            None if run.is_closed => count - 1,
            None => continue,
        };
        cuts.extend(ground.cut(run, [before, step], inexact));
    }
    if let Some(junction) = &run.ends[1] {
        cuts.extend(ground.end(run, count, junction, inexact));
    }
    for (place, cut) in cuts.iter_mut().enumerate() {
        cut.point.number = numbered + place + 1;
    }
    let stretches = ground.stretches(run, &cuts);
    ControlledPart { points: cuts.into_iter().map(|cut| cut.point).collect(), stretches }
}

impl Ground<'_> {
    fn degrees(&self, at: Vector) -> Coord {
        let (lon, lat) = self.limit.diagram.samples.sphere.lon_lat(at);
        Coord { x: libm::remainder(lon, 360.0), y: lat }
    }

    /// Where the baseline about a sample is nearest, as far as the samples tell.
    fn foot(&self, from: Vector, sample: Sample) -> Vector {
        let samples = self.limit.diagram.samples;
        let placed = Placed { at: from, scale: samples.sphere.scale(from) };
        samples.foot(placed, std::iter::once(sample)).at
    }

    fn apart(&self, one: Vector, other: Vector) -> f64 {
        self.limit.diagram.samples.sphere.radius * (one - other).length()
    }

    /// The baseline as given about a foot; no farther than a third of the way to any other of those told apart from it.
    fn stretch(&self, from: Vector, sample: Sample, others: &[Sample]) -> Stretch {
        let foot = self.foot(from, sample);
        let others = others.iter().filter(|other| **other != sample);
        let gaps = others.map(|other| self.apart(foot, self.foot(from, *other)) / 3.0);
        let radius = (self.tolerance.0 * ABOUT_SHARE).max(LEAST_ABOUT.0);
        let radius = Metres(gaps.fold(radius, f64::min));
        let owner = self.limit.diagram.samples.owner(sample);
        self.feet.about(owner.state, self.degrees(foot), radius)
    }

    /// The point between two steps of a run, if the nearest point of a baseline leaps there.
    fn cut(&self, run: &Run, [before, after]: [usize; 2], inexact: &mut Vec<Coord>) -> Option<Cut> {
        let (old, new) = (&run.steps[before].samples, &run.steps[after].samples);
        let at = *run.steps[after].points.first()?;
        let mut samples = Vec::new();
        for (old, new) in old.iter().zip(new) {
            samples.push(*old);
            if self.leaps(at, [*old, *new]) {
                samples.push(*new);
            }
        }
        if samples.len() == old.len() {
            return None;
        }
        let point = self.point(run, at, &samples, PointKind::Turning, inexact)?;
        Some(Cut { step: after, point })
    }

    /// The point that a run begins or ends at.
    fn end(&self, run: &Run, step: usize, end: &Junction, inexact: &mut Vec<Coord>) -> Option<Cut> {
        let at = match step.checked_sub(1) {
            None => run.steps.first()?.points.first()?,
            Some(last) => run.steps.get(last)?.points.last()?,
        };
        let point = self.point(run, *at, &end.samples, end.kind, inexact)?;
        Some(Cut { step, point })
    }

    /// Whether the nearest point of a baseline leaps from that about one sample to that about another.
    fn leaps(&self, at: Vector, [old, new]: [Sample; 2]) -> bool {
        if old == new || self.apart(self.foot(at, old), self.foot(at, new)) <= self.tolerance.0 {
            return false;
        }
        let samples = self.limit.diagram.samples;
        // Along the baseline as long as it keeps within the tolerance: what a circle round the point hardly leaves is an arc of it.
        let farthest = self.apart(at, self.foot(at, old)) + self.tolerance.0;
        let reaches = |way: usize| {
            let mut here = old;
            loop {
                let mut next = samples.links(here).filter_map(|links| links[way]);
                let Some(there) = next.next() else { return false };
                if there == new {
                    return true;
                }
                if there == old || self.apart(at, samples.at(there)) > farthest {
                    return false;
                }
                here = there;
            }
        };
        !reaches(0) && !reaches(1)
    }

    /// The point that some samples make; none where their feet are one to the tolerance.
    fn point(
        &self,
        run: &Run,
        at: Vector,
        samples: &[Sample],
        kind: PointKind,
        inexact: &mut Vec<Coord>,
    ) -> Option<TurningPoint> {
        let stretches: Vec<Stretch> =
            samples.iter().map(|sample| self.stretch(at, *sample, samples)).collect();
        let is_at_breadth = run.kind == Kind::Limit || kind == PointKind::End;
        let breadth = is_at_breadth.then_some(self.limit.breadth);
        let start = self.degrees(at);
        let found = solved(self.feet, start, &stretches, breadth);
        let found = found.filter(|found| {
            geodesy::distance(found.at, start).0 <= self.limit.breadth.0.max(self.tolerance.0)
        });
        let Solved { at, feet } = match found {
            Some(found) => found,
            None => {
                inexact.push(start);
                let feet = stretches.iter().map(|stretch| self.feet.foot(stretch, start));
                Solved { at: start, feet: feet.collect::<Option<Vec<Foot>>>()? }
            }
        };
        let base_points = feet.iter().map(|foot| self.base_point(foot)).collect();
        let distances = feet.iter().map(|foot| foot.distance).collect();
        Some(TurningPoint { number: 0, kind, position: Geographic(at), base_points, distances })
    }

    fn base_point(&self, foot: &Foot) -> BasePoint {
        BasePoint {
            state: self.names[foot.state.index()].clone(),
            position: Geographic(foot.at),
            between: foot.between.map(|ends| ends.map(Geographic)),
        }
    }

    /// The stretches between cuts, and before and after all of an open run.
    fn stretches(&self, run: &Run, cuts: &[Cut]) -> Vec<ControlledStretch> {
        let count = run.steps.len();
        let mut found = Vec::new();
        match (run.is_closed, cuts) {
            (_, []) => found.extend(self.between(&run.steps, run.kind, [None, None])),
            (true, _) => {
                for (place, cut) in cuts.iter().enumerate() {
                    let next = &cuts[(place + 1) % cuts.len()];
                    let end = if next.step > cut.step { next.step } else { next.step + count };
                    let steps: Vec<Step> =
                        (cut.step..end).map(|step| run.steps[step % count].clone()).collect();
                    found.extend(self.between(&steps, run.kind, [Some(cut), Some(next)]));
                }
            }
            (false, _) => {
                let bounds = std::iter::once(None).chain(cuts.iter().map(Some));
                let nexts = cuts.iter().map(Some).chain(std::iter::once(None));
                for (from, to) in bounds.zip(nexts) {
                    let start = from.map_or(0, |cut| cut.step);
                    let end = to.map_or(count, |cut| cut.step);
                    let steps = run.steps.get(start..end).unwrap_or_default();
                    found.extend(self.between(steps, run.kind, [from, to]));
                }
            }
        }
        found
    }

    /// The stretch of some steps; none of no steps.
    fn between(
        &self,
        steps: &[Step],
        kind: Kind,
        [from, to]: [Option<&Cut>; 2],
    ) -> Option<ControlledStretch> {
        let (first, last) = (steps.first()?, steps.last()?);
        let mut points: Vec<Vector> = first.points.first().copied().into_iter().collect();
        points.extend(steps.iter().flat_map(|step| step.points.iter().skip(1)));
        let mut positions = course(self.limit, kind, &points, self.tolerance);
        let ends = [first.points.first().copied()?, last.points.last().copied()?];
        for (place, cut) in [(0, from), (positions.len().checked_sub(1)?, to)] {
            if let Some(Cut { point, .. }) = cut {
                let (Geographic(at), here) = (point.position, positions[place]);
                // On the turn of the earth that the line is on.
                positions[place] =
                    Coord { x: here.x + libm::remainder(at.x - here.x, 360.0), y: at.y };
            }
        }
        let controls = first.samples.iter().zip(&last.samples);
        let controls: Option<Vec<Control>> = controls
            .map(|(first, last)| self.control([(*first, ends[0], from), (*last, ends[1], to)]))
            .collect();
        Some(ControlledStretch {
            from: from.map(|cut| cut.point.number),
            to: to.map(|cut| cut.point.number),
            controls: controls?,
            course: Geographic(cut_lines(vec![positions])),
        })
    }

    /// What of the baseline about two samples controls a stretch that has them at its ends.
    fn control(&self, ends: [(Sample, Vector, Option<&Cut>); 2]) -> Option<Control> {
        let feet = ends.map(|(sample, at, cut)| {
            let place = cut.map_or_else(|| self.degrees(at), |cut| cut.point.position.0);
            self.feet.foot(&self.stretch(at, sample, &[]), place)
        });
        let [Some(first), Some(last)] = feet else { return None };
        let is_one = geodesy::distance(first.at, last.at) <= self.tolerance;
        // A vertex stands for what is nearer to it than the tolerance.
        let [first, last] = match (is_one, first.between, last.between) {
            (false, ..) => [first, last],
            (true, Some(_), None) => [last, last],
            (true, ..) => [first, first],
        };
        Some(Control { first: self.base_point(&first), last: self.base_point(&last) })
    }
}
