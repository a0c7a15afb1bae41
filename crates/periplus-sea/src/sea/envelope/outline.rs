//! The boundary of a state's zone: pieces in, closed rings of runs out, zone on the left.
//! A run is what a chart draws in one stroke: a stretch of outer limit, or of median line with one other state.

use super::cell::{Course, Limit, Node, Piece};
use super::nearest::{Condition, tangent_basis};
use super::samples::{Owner, Sample};
use super::simplification::simplified;
use super::vector::Vector;
use crate::sea::baseline::coast::StateIndex;
use crate::units::Metres;
use geo::Coord;
use std::f64::consts::TAU;

/// The share of the tolerance that a chord may be away from its arc.
const ARC_SHARE: f64 = 0.85;
/// The share of the tolerance that an edge may be away from a limit: edges are straight in longitude and latitude, and
/// bulge from the chord by L² tan φ / 8R, which must not cost a point of each.
const LIMIT_SHARE: f64 = 0.9;
/// Points on an arc for each edge that is left of it.
const POINTS_AN_EDGE: f64 = 4.0;
/// The share of the tolerance that an edge may be away from a median: the distances differ by twice as much.
const MEDIAN_SHARE: f64 = 0.35;
/// The share of the tolerance that a median may bulge between two points of it before thinning.
const BULGE_SHARE: f64 = 0.06;
/// The longest piece of a median between two points before thinning.
const MEDIAN_STEP: Metres = Metres(400.0);

/// A closed ring of runs; the last point of each is the first of the next.
pub(in crate::sea) struct Ring {
    pub(in crate::sea) runs: Vec<Run>,
    /// The ring had a gap, closed by a straight edge.
    pub(in crate::sea) has_gap: bool,
}

/// A stretch of boundary of one kind.
pub(in crate::sea) struct Run {
    pub(in crate::sea) kind: Kind,
    /// Longitudes run on beyond ±180° where the stretch does.
    pub(in crate::sea) points: Vec<Coord>,
}

/// What a stretch of boundary is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sea) enum Kind {
    /// The breadth ends here.
    Limit,
    /// Equally far from another owner.
    Median(Owner),
    /// A limit or median on the landward side of the baseline.
    Inland,
}

/// A piece of boundary with what it is, and the points along it where they belong, both ends included.
pub(in crate::sea) struct Traced {
    pub(in crate::sea) piece: Piece,
    pub(in crate::sea) kind: Kind,
    pub(in crate::sea) points: Vec<Vector>,
}

/// What bounds the zone of a state, piece by piece.
pub(in crate::sea) struct Traces {
    /// A chain a ring.
    pub(in crate::sea) chains: Vec<Vec<Traced>>,
    /// Samples whose whole disc is a ring of its own, with the points of it.
    pub(in crate::sea) discs: Vec<(Sample, Vec<Vector>)>,
}

/// The pieces round the zone of a state.
pub(in crate::sea) fn traces(limit: &Limit, state: StateIndex, tolerance: Metres) -> Traces {
    let (outline, discs) = Outline::of(limit, state, tolerance);
    let chains = outline.chains().into_iter().map(|(chain, _)| outline.traced(&chain)).collect();
    let discs = discs.into_iter().map(|sample| (sample, outline.circle(sample))).collect();
    Traces { chains, discs }
}

/// Points of a limit or a median in degrees, without those that it can do without.
pub(in crate::sea) fn course(
    limit: &Limit,
    kind: Kind,
    points: &[Vector],
    tolerance: Metres,
) -> Vec<Coord> {
    // Both of two states are given it once, so that it may be thinned from either end.
    let owner = match kind {
        Kind::Median(other) => other,
        Kind::Limit | Kind::Inland => Owner::seaward(StateIndex::LEAST),
    };
    Outline { limit, owner, tolerance, pieces: Vec::new() }.finish(kind, points).points
}

/// The rings round the zone of a state.
pub(in crate::sea) fn rings(limit: &Limit, state: StateIndex, tolerance: Metres) -> Vec<Ring> {
    let (outline, discs) = Outline::of(limit, state, tolerance);
    let mut rings = outline.trace();
    rings.extend(discs.into_iter().map(|sample| outline.disc(sample)));
    rings
}

struct Outline<'a> {
    limit: &'a Limit<'a>,
    owner: Owner,
    tolerance: Metres,
    /// Sorted by where they begin.
    pieces: Vec<Piece>,
}

impl<'a> Outline<'a> {
    /// The outline of a state's zone, and the samples whose discs are rings alone.
    fn of(
        limit: &'a Limit<'a>,
        state: StateIndex,
        tolerance: Metres,
    ) -> (Outline<'a>, Vec<Sample>) {
        let owner = Owner::seaward(state);
        let (mut pieces, discs) = limit.pieces(owner);
        pieces.sort_by_key(|piece| piece.from);
        (Outline { limit, owner, tolerance, pieces }, discs)
    }

    fn trace(&self) -> Vec<Ring> {
        let chains = self.chains().into_iter();
        chains.map(|(chain, has_gap)| Ring { runs: self.runs(&chain), has_gap }).collect()
    }

    /// The pieces in the order in which they follow each other, and whether the last is not followed by the first.
    fn chains(&self) -> Vec<(Vec<Piece>, bool)> {
        let mut used = vec![false; self.pieces.len()];
        let mut chains = Vec::new();
        for first in 0..self.pieces.len() {
            let mut chain = Vec::new();
            let mut next = Some(first);
            while let Some(piece) = next.filter(|piece| !used[*piece]) {
                used[piece] = true;
                chain.push(self.pieces[piece]);
                next = self.beginning_at(self.pieces[piece].to);
            }
            if !chain.is_empty() {
                chains.push((chain, next != Some(first)));
            }
        }
        chains
    }

    fn traced(&self, chain: &[Piece]) -> Vec<Traced> {
        let starts: Vec<Vector> = chain.iter().map(|piece| self.refined(piece.from)).collect();
        let traced = chain.iter().enumerate().map(|(i, piece)| {
            let (from, to) = (starts[i], starts[(i + 1) % starts.len()]);
            let mut points = vec![from];
            self.between(piece, from, to, &mut points);
            points.push(to);
            Traced { piece: *piece, kind: self.kind(piece, from, to), points }
        });
        traced.collect()
    }

    fn beginning_at(&self, node: Node) -> Option<usize> {
        self.pieces.binary_search_by_key(&node, |piece| piece.from).ok()
    }

    /// Neighbouring pieces of one kind as one run, from a change of kind on.
    fn runs(&self, chain: &[Piece]) -> Vec<Run> {
        let starts: Vec<Vector> = chain.iter().map(|piece| self.refined(piece.from)).collect();
        let end = |i: usize| starts[(i + 1) % starts.len()];
        let kinds: Vec<Kind> = chain
            .iter()
            .enumerate()
            .map(|(i, piece)| self.kind(piece, starts[i], end(i)))
            .collect();
        // A ring that begins amid a run would cut it in two, with a vertex that no thinning may take away.
        let change = (1..kinds.len()).find(|i| kinds[*i] != kinds[*i - 1]).unwrap_or(0);
        let mut runs: Vec<(Kind, Vec<Vector>)> = Vec::new();
        for i in (change..chain.len()).chain(0..change) {
            if runs.last().is_none_or(|(kind, _)| *kind != kinds[i]) {
                runs.push((kinds[i], vec![starts[i]]));
            }
            if let Some((_, points)) = runs.last_mut() {
                self.between(&chain[i], starts[i], end(i), points);
                points.push(end(i));
            }
        }
        runs.into_iter().map(|(kind, points)| self.finish(kind, &points)).collect()
    }

    fn kind(&self, piece: &Piece, start: Vector, end: Vector) -> Kind {
        let samples = self.limit.diagram.samples;
        match piece.course {
            Course::Arc { sample, span } => {
                let is_inland =
                    samples.is_landward(sample, || self.on_arc(sample, start, span / 2.0));
                if is_inland { Kind::Inland } else { Kind::Limit }
            }
            Course::Median { own, other } => {
                let halfway = || (start + end).unit();
                let is_inland =
                    samples.is_landward(own, halfway) || samples.is_landward(other, halfway);
                if is_inland { Kind::Inland } else { Kind::Median(samples.owner(other)) }
            }
        }
    }

    /// Where a node belongs.
    fn refined(&self, node: Node) -> Vector {
        let samples = self.limit.diagram.samples;
        let start = self.limit.position(node);
        match node {
            Node::Crossing { low, high, .. } => {
                samples.refine(start, Condition::AtBreadth(&[low, high], self.limit.breadth))
            }
            Node::Corner(face) => match self.limit.diagram.corner(face).samples {
                Some(near) => samples.refine(start, samples.at_corner(&near)),
                None => start,
            },
        }
    }

    /// The points inside a piece, its ends left out.
    fn between(&self, piece: &Piece, start: Vector, end: Vector, points: &mut Vec<Vector>) {
        let samples = self.limit.diagram.samples;
        match piece.course {
            Course::Arc { sample, span } => {
                // Finer than the tolerance asks: `simplified` chooses among the points, and edges as long as can be need a choice.
                let steps = (span / self.arc_step()).ceil();
                for step in 1..steps as usize {
                    let at = self.on_arc(sample, start, span * step as f64 / steps);
                    let condition = Condition::AtBreadth(&[sample], self.limit.breadth);
                    points.push(samples.refine(at, condition));
                }
            }
            Course::Median { own, other } => {
                // In one order for both states, so that both have the same vertices.
                let (low, high) = (own.min(other), own.max(other));
                let (from, to) = if own == low { (start, end) } else { (end, start) };
                let inner = self.median_parts([low, high], from, to).into_iter().map(|part| {
                    let at = (from + (to - from) * part).unit();
                    samples.refine(at, Condition::Equidistant(&[low, high]))
                });
                let inner: Vec<Vector> = inner.collect();
                if own == low {
                    points.extend(inner);
                } else {
                    points.extend(inner.into_iter().rev());
                }
            }
        }
    }

    /// The angle at a sample between points of an arc: a few of them make an edge within the tolerance.
    fn arc_step(&self) -> f64 {
        let part = (self.tolerance.0 * ARC_SHARE / self.limit.breadth.0).min(1.0);
        2.0 * libm::acos(1.0 - part).min(TAU / 32.0) / POINTS_AN_EDGE
    }

    /// Where between its ends the points of a median between two samples are.
    fn median_parts(&self, [low, high]: [Sample; 2], from: Vector, to: Vector) -> Vec<f64> {
        /// More points than this at one distance from each other are too many: a median that goes out to sea from between two
        /// rocks needs them dense at its beginning alone.
        const MOST_STEPS: f64 = 20_000.0;
        /// Where two coasts meet, no farther apart than this, the median is the land boundary.
        const APART: Metres = Metres(0.1);
        let samples = self.limit.diagram.samples;
        let length = samples.sphere.radius * (to - from).length();
        let steps = (length / self.median_step(low, from, to).0).ceil();
        if steps <= MOST_STEPS || samples.between(low, high) <= APART {
            return (1..steps as usize).map(|step| step as f64 / steps).collect();
        }
        let distance = |at: Vector| samples.sphere.radius * (at - samples.at(low)).length();
        let is_away = distance(from) <= distance(to);
        let parts =
            widening(length, distance(from).min(distance(to)), |distance| self.step_at(distance).0);
        if is_away { parts } else { parts.into_iter().rev().map(|part| 1.0 - part).collect() }
    }

    /// The length between points of a median from a place to another: the median of a point and a straight line, a parabola, has
    /// nowhere a smaller radius than twice the distance from either.
    fn median_step(&self, sample: Sample, from: Vector, to: Vector) -> Metres {
        let samples = self.limit.diagram.samples;
        let distance = |at: Vector| samples.sphere.radius * (at - samples.at(sample)).length();
        self.step_at(distance(from).min(distance(to)))
    }

    /// The length between points of a median at a distance from the two coasts.
    fn step_at(&self, distance: f64) -> Metres {
        // No two distances differ by more than the longer of them: what is nearer than it may bulge is near enough.
        let bulge = self.tolerance.0 * BULGE_SHARE;
        Metres((8.0 * bulge * 2.0 * distance.max(bulge)).sqrt().min(MEDIAN_STEP.0))
    }

    /// The point at an angle counter-clockwise from `from` on the circle round a sample.
    fn on_arc(&self, sample: Sample, from: Vector, angle: f64) -> Vector {
        let centre = self.limit.diagram.samples.at(sample);
        let tangent = from.tangent_at(centre);
        let (sin, cos) = libm::sincos(angle);
        let turned = tangent * cos + centre.cross(tangent) * sin;
        (centre * from.dot(centre) + turned).unit()
    }

    /// A full circle round a sample.
    fn disc(&self, sample: Sample) -> Ring {
        let points = self.circle(sample);
        Ring { runs: vec![self.finish(Kind::Limit, &points)], has_gap: false }
    }

    fn circle(&self, sample: Sample) -> Vec<Vector> {
        let samples = self.limit.diagram.samples;
        let placed = samples.placed(sample);
        let (sin, cos) = libm::sincos(samples.sphere.angle(self.limit.breadth, placed.scale));
        let from = placed.at * cos + tangent_basis(placed.at).0 * sin;
        let steps = (TAU / self.arc_step()).ceil();
        let circle = (0..steps as usize).map(|step| {
            let at = self.on_arc(sample, from, TAU * step as f64 / steps);
            samples.refine(at, Condition::AtBreadth(&[sample], self.limit.breadth))
        });
        let mut points: Vec<Vector> = circle.collect();
        points.extend(points.first().copied());
        points
    }

    /// A run in degrees, without the vertices that it can do without.
    fn finish(&self, kind: Kind, points: &[Vector]) -> Run {
        let sphere = &self.limit.diagram.samples.sphere;
        let mut lon = f64::NAN;
        let degrees = points.iter().map(|at| {
            let (here, lat) = sphere.lon_lat(*at);
            // Unrolled, each next to the last: a jump by 360° would be thinned as an edge round the earth.
            lon = if lon.is_nan() { here } else { lon + libm::remainder(here - lon, 360.0) };
            Coord { x: lon, y: lat }
        });
        let mut points: Vec<Coord> = degrees.collect();
        // A median is thinned in one direction for both its states, so that both keep the same vertices.
        let turned = matches!(kind, Kind::Median(other) if other < self.owner);
        if turned {
            points.reverse();
        }
        let share = if matches!(kind, Kind::Median(_)) { MEDIAN_SHARE } else { LIMIT_SHARE };
        let mut points = simplified(&points, Metres(self.tolerance.0 * share));
        if turned {
            points.reverse();
        }
        Run { kind, points }
    }
}

/// The parts of a length at which points lie that begin `nearest` to a place and go away from it: the farther, the longer
/// the steps.
fn widening(length: f64, nearest: f64, step: impl Fn(f64) -> f64) -> Vec<f64> {
    let mut parts = Vec::new();
    let mut at = 0.0;
    loop {
        // From what is `nearest` away at first, it is no less than this after so long a way in any direction.
        at += step(nearest.max(at - nearest));
        if at >= length {
            return parts;
        }
        parts.push(at / length);
    }
}
