//! The part of a cell that lies within the breadth: a diagram and a breadth in, pieces of boundary out.
//!
//! Whether a corner is within the breadth is decided once for the corner, where a border crosses the limit once for
//! the border: so the pieces of neighbouring cells always fit together, whatever the rounding.

use super::diagram::{Corner, Diagram, Edge, Face, is_wide};
use super::samples::{Owner, Sample};
use super::vector::Vector;
use crate::units::Metres;
use std::f64::consts::{PI, TAU};

/// A point where pieces of boundary join.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::sea) enum Node {
    /// The corner of three cells: a face of the triangulation.
    Corner(Face),
    /// Where the border between the cells of two samples crosses the limit, on the left or on the right of the way from
    /// the lower to the higher sample.
    Crossing { low: Sample, high: Sample, on_left: bool },
}

/// A piece of the boundary of a state's zone, zone on its left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::sea) struct Piece {
    pub(in crate::sea) from: Node,
    pub(in crate::sea) to: Node,
    pub(in crate::sea) course: Course,
}

/// How a piece runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::sea) enum Course {
    /// An arc round a sample, counter-clockwise through an angle at the sample, in radians.
    Arc { sample: Sample, span: f64 },
    /// The border between a state's sample and another state's.
    Median { own: Sample, other: Sample },
}

/// The limit at one breadth on a diagram.
pub(in crate::sea) struct Limit<'a> {
    pub(in crate::sea) diagram: &'a Diagram<'a>,
    pub(in crate::sea) breadth: Metres,
    /// For each face of the triangulation: whether its corner is within the breadth.
    inside: Vec<bool>,
}

/// A border between two cells, on the sphere.
struct Border {
    /// Half-way between the two samples.
    middle: Vector,
    /// Along the border, to the left of the way from the lower to the higher sample.
    left: Vector,
    /// Half the angle between the crossings, if the limit crosses the great circle that the border is part of.
    half_width: Option<f64>,
    /// The angle at either sample between the other one and a crossing.
    opening: f64,
}

/// The part of a border within the breadth, in the direction in which a cell has it on its boundary.
struct Portion {
    from: Node,
    to: Node,
    opening: f64,
}

/// The edges round a sample.
struct Around<'e> {
    /// Each with its angle from the first, on the sphere.
    edges: Vec<(Edge<'e>, f64)>,
    /// Angles grow from edge to edge through a whole turn; otherwise they are what they are but for whole turns.
    goes_round: bool,
}

impl<'a> Limit<'a> {
    pub(in crate::sea) fn new(diagram: &'a Diagram<'a>, breadth: Metres) -> Limit<'a> {
        let mut limit = Limit { diagram, breadth, inside: Vec::new() };
        diagram.corners().for_each(|corner| limit.push(&corner));
        limit
    }

    /// The limits at several breadths: each corner is made once for all of them.
    pub(in crate::sea) fn each(
        diagram: &'a Diagram<'a>,
        breadths: impl Iterator<Item = Metres>,
    ) -> Vec<Limit<'a>> {
        let mut limits: Vec<Limit> =
            breadths.map(|breadth| Limit { diagram, breadth, inside: Vec::new() }).collect();
        for corner in diagram.corners() {
            limits.iter_mut().for_each(|limit| limit.push(&corner));
        }
        limits
    }

    fn push(&mut self, corner: &Corner) {
        let radius = self.diagram.samples.sphere.angle(self.breadth, corner.scale);
        self.inside.push(corner.versine <= versine(radius));
    }

    /// The boundary pieces of all cells of an owner, and the samples whose whole disc lies in their cell.
    pub(in crate::sea) fn pieces(&self, owner: Owner) -> (Vec<Piece>, Vec<Sample>) {
        let (mut pieces, mut discs) = (Vec::new(), Vec::new());
        for vertex in self.diagram.vertices_of(owner) {
            let Some(sample) = vertex.data().sample else { continue };
            let matters = |edge: Edge| !self.is_inside(edge) || self.is_between_owners(edge);
            // Most cells lie wholly within the breadth among their own state's: nothing of their boundary is a zone's, and
            // to see that takes no trigonometry.
            let first = vertex.out_edge().filter(|_| vertex.out_edges().any(matters));
            if first.is_some_and(|first| !self.walk(sample, first, &mut pieces)) {
                discs.push(sample);
            }
        }
        (pieces, discs)
    }

    fn is_inside(&self, edge: Edge) -> bool {
        self.inside[edge.face().index()]
    }

    fn is_between_owners(&self, edge: Edge) -> bool {
        match [edge.from().data().sample, edge.to().data().sample] {
            [Some(a), Some(b)] => self.diagram.samples.owner(a) != self.diagram.samples.owner(b),
            _ => true,
        }
    }

    /// Goes round a cell counter-clockwise and collects what bounds it; false if no border is within the breadth.
    fn walk(&self, sample: Sample, first: Edge, pieces: &mut Vec<Piece>) -> bool {
        let around = self.around(sample, first);
        let (mut begun, mut first_end) = (None, None);
        let mut has_border = false;
        let arc = |start: (Node, f64), end: (Node, f64)| Piece {
            from: start.0,
            to: end.0,
            course: Course::Arc { sample, span: around.span(start.1, end.1) },
        };
        for &(edge, angle) in &around.edges {
            let Some((portion, other)) = self.portion(sample, edge) else { continue };
            has_border = true;
            if let Node::Crossing { .. } = portion.from {
                let end = (portion.from, angle - portion.opening);
                match begun.take() {
                    Some(start) => pieces.push(arc(start, end)),
                    None => first_end = Some(end),
                }
            }
            if let Node::Crossing { .. } = portion.to {
                begun = Some((portion.to, angle + portion.opening));
            }
            if self.is_between_owners(edge) {
                let course = Course::Median { own: sample, other };
                pieces.push(Piece { from: portion.from, to: portion.to, course });
            }
        }
        if let (Some(start), Some((node, angle))) = (begun, first_end) {
            pieces.push(arc(start, (node, angle + TAU)));
        }
        has_border
    }

    /// The edges round a sample, counter-clockwise on the plane, with their angles on the sphere.
    fn around<'e>(&self, sample: Sample, first: Edge<'e>) -> Around<'e> {
        let mut edges = Vec::new();
        let (mut edge, mut angle, mut turned) = (first, 0.0, 0.0);
        loop {
            edges.push((edge, angle));
            let next = edge.ccw();
            let turn = self.turn(sample, edge, next);
            turned += turn;
            // Rounding can turn over what is no turn.
            angle += turn.max(0.0);
            edge = next;
            if edge == first {
                break;
            }
        }
        // On the sphere, all neighbours of a sample, guards among them, may lie on one side of it: from the last they then come
        // back to the first without having gone round, and no sum of turns is an angle.
        let goes_round = turned > PI;
        if !goes_round {
            edges.iter_mut().for_each(|(edge, angle)| *angle = self.turn(sample, first, *edge));
        }
        Around { edges, goes_round }
    }

    /// The angle at a sample from one neighbour to another, −π to π.
    fn turn(&self, sample: Sample, edge: Edge, next: Edge) -> f64 {
        let [from, to] = [edge, next].map(|edge| self.toward(sample, edge));
        let at = self.diagram.samples.at(sample);
        // By the tangent: a cosine alone has no digits left for the small turns of dense samples.
        libm::atan2(from.cross(to).dot(at), from.dot(to))
    }

    /// The direction of an edge at its sample.
    fn toward(&self, sample: Sample, edge: Edge) -> Vector {
        let samples = self.diagram.samples;
        let at = samples.at(sample);
        (edge.to().data().placed(samples).at - at).tangent_at(at)
    }

    /// The part of the border dual to an edge that lies within the breadth, and the sample beyond it.
    fn portion(&self, own: Sample, edge: Edge) -> Option<(Portion, Sample)> {
        let other = edge.to().data().sample?;
        self.portion_between(own, other, edge).map(|portion| (portion, other))
    }

    fn portion_between(&self, own: Sample, other: Sample, edge: Edge) -> Option<Portion> {
        let (right, left) = (edge.rev().face().fix(), edge.face().fix());
        let (corner_right, corner_left) = (Node::Corner(right), Node::Corner(left));
        let inside = (self.inside[right.index()], self.inside[left.index()]);
        if inside == (true, true) {
            return Some(Portion { from: corner_right, to: corner_left, opening: 0.0 });
        }
        // Named from the lower to the higher sample, whichever of the two cells asks: both then name the same crossings.
        let border = self.border(own, other);
        let flipped = own > other;
        let (low, high, opening) = (own.min(other), own.max(other), border.opening);
        let crossing = |on_left: bool| Node::Crossing { low, high, on_left };
        let (enters, leaves) = (crossing(flipped), crossing(!flipped));
        match inside {
            (true, _) => Some(Portion { from: corner_right, to: leaves, opening }),
            (_, true) => Some(Portion { from: enters, to: corner_left, opening }),
            _ => {
                // Both corners out of reach: the limit crosses the border twice or not at all. Twice, if the middle between
                // the samples lies on the border, between its corners, and within the breadth.
                let sign = if flipped { -1.0 } else { 1.0 };
                let between = border.half_width.is_some()
                    && self.has_corner_ahead(edge, border.left * sign)
                    && self.has_corner_ahead(edge.rev(), border.left * -sign);
                between.then_some(Portion { from: enters, to: leaves, opening })
            }
        }
    }

    /// Whether the corner on the left of an edge is on the left of the middle between its samples.
    fn has_corner_ahead(&self, edge: Edge, left: Vector) -> bool {
        let samples = self.diagram.samples;
        let [from, to] = [edge.from(), edge.to()].map(|vertex| vertex.data().placed(samples).at);
        let third = edge.opposite_vertex().map(|vertex| vertex.data().placed(samples).at);
        match third.map(|third| [from - third, to - third]) {
            // So it is where the third angle is acute, which rounding leaves alone however flat the triangle is. Not on a circle
            // wider than a hemisphere.
            Some([one, other]) if !is_wide(one) && !is_wide(other) => one.dot(other) > 0.0,
            _ => left.dot(self.diagram.corner(edge.face().fix()).at) > 0.0,
        }
    }

    fn border(&self, a: Sample, b: Sample) -> Border {
        let samples = self.diagram.samples;
        let (low, high) = (samples.placed(a.min(b)), samples.placed(a.max(b)));
        let middle = (low.at + high.at).unit();
        let left = middle.cross(high.at - low.at).unit();
        let chord = high.at - low.at;
        // The half-angle between the samples has the sine |chord| / 2.
        let sine = (chord.length() / 2.0).min(1.0);
        let cosine = (1.0 - sine * sine).sqrt();
        let radius = samples.sphere.angle(self.breadth, (low.scale + high.scale) / 2.0);
        // cos radius = cos half · cos width, in versines so that nothing cancels.
        let width = (versine(radius) - sine * sine / (1.0 + cosine)) / cosine;
        let half_width = (width > 0.0).then(|| 2.0 * libm::asin((width / 2.0).sqrt().min(1.0)));
        // Napier: cos opening = tan half / tan radius.
        let opening = libm::acos((sine / cosine / libm::tan(radius)).min(1.0));
        Border { middle, left, half_width, opening }
    }

    /// Where a node lies, as far as the samples tell.
    pub(in crate::sea) fn position(&self, node: Node) -> Vector {
        match node {
            Node::Corner(face) => self.diagram.corner(face).at,
            Node::Crossing { low, high, on_left } => {
                let border = self.border(low, high);
                let width = border.half_width.unwrap_or(0.0) * if on_left { 1.0 } else { -1.0 };
                let (sin, cos) = libm::sincos(width);
                border.middle * cos + border.left * sin
            }
        }
    }
}

impl Around<'_> {
    /// The angle from one direction counter-clockwise to another.
    fn span(&self, start: f64, end: f64) -> f64 {
        /// In radians: less than a whole turn by no more than rounding is none.
        const LEAST: f64 = 1e-6;
        // Rounding can bring the end of an arc of no length before its start.
        if self.goes_round {
            return (end - start).max(0.0);
        }
        let span = (end - start).rem_euclid(TAU);
        if span > TAU - LEAST { 0.0 } else { span }
    }
}

/// 1 − cos of an angle of at most a few tenths, by its series: no cancellation, and fast.
fn versine(angle: f64) -> f64 {
    let square = angle * angle;
    square / 2.0 * (1.0 - square / 12.0 * (1.0 - square / 30.0 * (1.0 - square / 56.0)))
}
