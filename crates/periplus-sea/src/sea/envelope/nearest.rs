//! The nearest point of a baseline, on its true segments; and vertices moved to where the distances are right.
//!
//! A vertex comes from samples, which are a little too far away; Newton's method in the tangent plane, with distances
//! on the ellipsoid, refines it: on the limit (distance = breadth) or between states (equal distances).

use super::gauss_sphere::Placed;
use super::samples::{Sample, Samples};
use super::vector::Vector;
use crate::sea::baseline::Side;
use crate::units::Metres;

/// The share of the tolerance at which a vertex has converged.
///
/// 5 mm at the usual metre: below that the sphere's own error of 1 mm to 2 cm would be chased.
const CONVERGED_SHARE: f64 = 0.005;
/// A vertex is never moved farther than this in one step: beyond it the samples were not what it hangs on.
const LONGEST_STEP: Metres = Metres(200.0);
/// Rounds of Newton's method; two do for all but flat medians.
const MOST_ROUNDS: usize = 6;

/// The nearest point of a baseline as seen from somewhere.
#[derive(Clone, Copy, Debug)]
pub(in crate::sea) struct Nearest {
    pub(in crate::sea) distance: Metres,
    /// The direction straight away from it, along the sphere.
    away: Vector,
}

/// What must hold at a vertex.
#[derive(Clone, Copy, Debug)]
pub(in crate::sea) enum Condition<'a> {
    /// Each of the samples' baselines is at the breadth.
    AtBreadth(&'a [Sample], Metres),
    /// The nearest of the samples' baselines is at the breadth.
    NearestAtBreadth(&'a [Sample], Metres),
    /// The nearest baselines of all states among the samples are equally far.
    Equidistant(&'a [Sample]),
    /// The baselines of all the samples are equally far: where a median turns from one of a state's coasts to another.
    AllEquidistant(&'a [Sample]),
}

/// One linear condition on a step: (along east, along north, wanted).
type Row = (f64, f64, f64);

/// What must hold at a point, to the first order.
struct Conditions {
    rows: [Row; 2],
    /// How far the baselines are that it is about, the farthest of them, in metres.
    distance: f64,
}

/// Farther than any baseline.
fn nothing(at: Vector) -> (f64, Placed) {
    (f64::INFINITY, Placed { at, scale: 1.0 })
}

impl Samples {
    /// The nearest point of the segments that meet at any of the samples.
    pub(in crate::sea) fn nearest(
        &self,
        from: Placed,
        samples: impl Iterator<Item = Sample>,
    ) -> Nearest {
        let nearest = self.foot(from, samples);
        let away = (from.at - nearest.at).tangent_at(from.at).unit();
        Nearest { distance: self.sphere.distance(from, nearest), away }
    }

    /// Where that nearest point is.
    pub(in crate::sea) fn foot(
        &self,
        from: Placed,
        samples: impl Iterator<Item = Sample>,
    ) -> Placed {
        let mut best = nothing(from.at);
        for sample in samples {
            let own = self.placed(sample);
            consider(&mut best, from, own, own);
            for other in self.links(sample).flatten().flatten() {
                consider(&mut best, from, self.placed(other), own);
            }
        }
        best.1
    }

    /// The vertex near `start` where the condition holds; `start` itself where no better one is found.
    ///
    /// Where two baselines' limits barely meet there may be no point at the breadth from both: the vertex is then
    /// refined to the breadth from the nearer. So it is where a median does not turn after all.
    pub(in crate::sea) fn refine(&self, start: Vector, condition: Condition) -> Vector {
        // Always from `start`, never from the last try: that one may have gone off to another coast.
        let (error, at) = self.approach(start, condition);
        if error <= self.tolerance.0 * CONVERGED_SHARE {
            return at;
        }
        match condition {
            Condition::AtBreadth(samples, breadth) if samples.len() > 1 => {
                self.approach(start, Condition::NearestAtBreadth(samples, breadth)).1
            }
            Condition::AllEquidistant(samples) => {
                self.approach(start, Condition::Equidistant(samples)).1
            }
            _ => at,
        }
    }

    /// What must hold where the cells of three samples meet.
    ///
    /// Neighbours on a line have a segment in common: a median runs past them without a turn.
    pub(in crate::sea) fn at_corner<'a>(&self, samples: &'a [Sample; 3]) -> Condition<'a> {
        let [a, b, c] = *samples;
        let turns = |one: Sample, other: Sample| {
            let same = self.owner(one) == self.owner(other);
            same && !self.links(one).any(|links| links.contains(&Some(other)))
        };
        match turns(a, b) || turns(b, c) || turns(c, a) {
            true => Condition::AllEquidistant(samples),
            false => Condition::Equidistant(samples),
        }
    }

    /// Newton's method from `start`: the best vertex met on the way, and how far off it is, in metres.
    fn approach(&self, start: Vector, condition: Condition) -> (f64, Vector) {
        let mut best = (f64::INFINITY, start);
        let mut at = start;
        let mut reach = f64::INFINITY;
        for round in 0..MOST_ROUNDS {
            let from = Placed { at, scale: self.sphere.scale(at) };
            let Conditions { rows, distance } = self.conditions(from, condition);
            let error = rows[0].2.abs().max(rows[1].2.abs());
            if round == 0 {
                // Two distances differ by no more than their nearest points are apart, and even out the faster the farther
                // those are apart: no farther away than the baselines are.
                reach = distance.max(self.tolerance.0);
            }
            // Where the nearest segment changes under way, Newton's method may go back and forth: the best one met counts,
            // not the last.
            if error < best.0 {
                best = (error, at);
            }
            if error < self.tolerance.0 * CONVERGED_SHARE {
                break;
            }
            let (east, north) = tangent_basis(at);
            let (x, y) = least_step(&rows);
            // Steps come in metres on the ellipsoid, and are gone on the unit sphere.
            let metre = from.scale / self.sphere.radius;
            let length = libm::hypot(x, y);
            let longest = LONGEST_STEP.0.min(reach);
            let factor = metre * (longest / length.max(longest));
            at = (at + (east * x + north * y) * factor).unit();
            if self.sphere.radius * (at - start).length() > reach * from.scale {
                break;
            }
        }
        best
    }

    /// The linear conditions at a point.
    fn conditions(&self, from: Placed, condition: Condition) -> Conditions {
        let (east, north) = tangent_basis(from.at);
        let mut rows = [(0.0, 0.0, 0.0); 2];
        let row = |along: Vector, wanted: f64| (along.dot(east), along.dot(north), wanted);
        match condition {
            Condition::AtBreadth(samples, breadth) => {
                for (slot, sample) in rows.iter_mut().zip(samples) {
                    let nearest = self.nearest(from, std::iter::once(*sample));
                    *slot = row(nearest.away, breadth.0 - nearest.distance.0);
                }
                Conditions { rows, distance: breadth.0 }
            }
            Condition::NearestAtBreadth(samples, breadth) => {
                let nearest = self.nearest(from, samples.iter().copied());
                rows[0] = row(nearest.away, breadth.0 - nearest.distance.0);
                Conditions { rows, distance: breadth.0 }
            }
            Condition::AllEquidistant(samples) => {
                let each = samples.iter().map(|one| self.nearest(from, std::iter::once(*one)));
                equal_distances(each, row)
            }
            Condition::Equidistant(samples) => {
                let mut by_owner: [Option<Nearest>; 3] = [None; 3];
                for (i, sample) in samples.iter().enumerate().take(3) {
                    let owner = self.owner(*sample);
                    if samples[..i].iter().all(|earlier| self.owner(*earlier) != owner) {
                        let own = samples.iter().copied().filter(|it| self.owner(*it) == owner);
                        by_owner[i] = Some(self.nearest(from, own));
                    }
                }
                equal_distances(by_owner.into_iter().flatten(), row)
            }
        }
    }

    /// Whether a point lies landward of the baseline at its nearest sample, as far as the baseline's side is known.
    pub(in crate::sea) fn is_landward(&self, sample: Sample, at: impl Fn() -> Vector) -> bool {
        let side = match self.seaward[sample.index()] {
            Side::Both => return false,
            Side::Left => 1.0,
            Side::Right => -1.0,
        };
        let own = self.at(sample);
        let along = |from: Sample, to: Sample| (self.at(to) - self.at(from)).unit();
        let [incoming, outgoing] = match self.links(sample).next() {
            None | Some([None, None]) => return false,
            Some([None, Some(after)]) => [along(sample, after); 2],
            Some([Some(before), None]) => [along(before, sample); 2],
            Some([Some(before), Some(after)]) => [along(before, sample), along(sample, after)],
        };
        left_of(own, incoming, outgoing, at() - own) * side < 0.0
    }
}

/// Positive for a point (seen from a vertex, `toward`) that lies left of a line through the vertex, nearest to it there.
fn left_of(vertex: Vector, incoming: Vector, outgoing: Vector, toward: Vector) -> f64 {
    let left = |along: Vector| along.cross(toward).dot(vertex);
    if incoming.dot(outgoing) > 0.0 {
        // At a bend of less than a right angle the bisector decides as well as the two segments, and has no dead sector.
        return left(incoming + outgoing);
    }
    let turn = incoming.cross(outgoing).dot(vertex);
    match (toward.dot(incoming) < 0.0, toward.dot(outgoing) > 0.0) {
        (true, false) => left(incoming),
        (false, true) => left(outgoing),
        // Beside neither segment: in the cone on the outer side of the turn. Beside both: inside the turn.
        (false, false) => -turn,
        (true, true) => turn,
    }
}

/// Keeps the point of a segment that is nearest to `from`, by its squared chord.
fn consider(best: &mut (f64, Placed), from: Placed, start: Placed, end: Placed) {
    // The nearest point of the chord, brought up to the sphere: after a kilometre at most it is off the great circle's by
    // less than a micrometre, and it costs no trigonometry in the innermost loop.
    let along = end.at - start.at;
    let square = along.dot(along);
    let part =
        if square > 0.0 { ((from.at - start.at).dot(along) / square).clamp(0.0, 1.0) } else { 1.0 };
    let at = (start.at + along * part).unit();
    let chord = from.at - at;
    if chord.dot(chord) < best.0 {
        *best = (
            chord.dot(chord),
            Placed { at, scale: start.scale + (end.scale - start.scale) * part },
        );
    }
}

/// The conditions that all of some nearest points are equally far, from the first and each of the others.
fn equal_distances(
    mut all: impl Iterator<Item = Nearest>,
    row: impl Fn(Vector, f64) -> Row,
) -> Conditions {
    let mut conditions = Conditions { rows: [(0.0, 0.0, 0.0); 2], distance: 0.0 };
    if let Some(first) = all.next() {
        conditions.distance = first.distance.0;
        for (slot, other) in conditions.rows.iter_mut().zip(all) {
            *slot = row(other.away - first.away, first.distance.0 - other.distance.0);
            conditions.distance = conditions.distance.max(other.distance.0);
        }
    }
    conditions
}

/// Two directions at right angles to each other and to `at`.
pub(in crate::sea) fn tangent_basis(at: Vector) -> (Vector, Vector) {
    // Any two directions do, for steps are found and gone in the same ones; east and north would fail at the poles.
    let helper =
        if at.x.abs() < 0.5 { Vector::new(1.0, 0.0, 0.0) } else { Vector::new(0.0, 1.0, 0.0) };
    let east = helper.tangent_at(at).unit();
    (east, at.cross(east))
}

/// The shortest step that meets two linear conditions, or comes nearest to it (damped least squares).
fn least_step(rows: &[Row; 2]) -> (f64, f64) {
    /// Against the squared sine of the angle between the conditions: below 0.001 rad they count as one.
    const DAMPING: f64 = 1e-6;
    let (mut xx, mut xy, mut yy, mut x, mut y) = (0.0, 0.0, 0.0, 0.0, 0.0);
    let mut largest: f64 = 0.0;
    for (a, b, wanted) in rows {
        xx += a * a;
        xy += a * b;
        yy += b * b;
        x += a * wanted;
        y += b * wanted;
        largest = largest.max(a * a + b * b);
    }
    let damping = DAMPING * largest;
    let (xx, yy) = (xx + damping, yy + damping);
    let determinant = xx * yy - xy * xy;
    if determinant > 0.0 {
        ((yy * x - xy * y) / determinant, (xx * y - xy * x) / determinant)
    } else {
        (0.0, 0.0)
    }
}
