//! Segments: two edges, straight in longitude and latitude, in; how near they are to each other and along which of them out.
//! Lengths are in metres on a plane true to scale where the shorter of the two lies: the tolerance is a kilometre at most.

use super::parcels::{METRES_PER_DEGREE, Ring, shrink, widened};
use crate::arrangement::boxes::{Bounds, Boxes};
use geo::{Coord, Rect};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};
use std::borrow::Cow;

/// An edge: where it starts and ends.
pub(super) type Segment = [Coord; 2];

/// The place of an edge: the ring and the number of the position that it starts from.
pub(super) type Place = (usize, usize);

/// Edges by where they lie.
pub(super) struct Segments<'a> {
    lines: Vec<Boxes<'a>>,
    /// The numbers of lines by the boxes round them.
    tree: RTree<GeomWithData<Rectangle<[f64; 2]>, usize>>,
}

impl<'a> Segments<'a> {
    pub(super) fn of(lines: impl Iterator<Item = Cow<'a, [Coord]>>) -> Segments<'a> {
        let lines: Vec<Boxes> = lines.map(Boxes::of).collect();
        let numbered = lines.iter().enumerate();
        let boxes = numbered.filter_map(|(number, line)| {
            let [low, high] = line.bounds()?.corners().map(|at| [at.x, at.y]);
            Some(GeomWithData::new(Rectangle::from_corners(low, high), number))
        });
        let tree = RTree::bulk_load(boxes.collect());
        Segments { lines, tree }
    }

    /// The edges whose boxes come within some metres of a segment's, in the order of their places.
    pub(super) fn near(&self, segment: Segment, metres: f64) -> Vec<(Place, Segment)> {
        let bounds = widened(Rect::new(segment[0], segment[1]), metres);
        let corners = [bounds.min(), bounds.max()];
        let [low, high] = corners.map(|at| [at.x, at.y]);
        let envelope = AABB::from_corners(low, high);
        let lines = self.tree.locate_in_envelope_intersecting(&envelope);
        let mut lines: Vec<usize> = lines.map(|line| line.data).collect();
        lines.sort_unstable();
        let mut found = Vec::new();
        for number in lines {
            let line = &self.lines[number];
            line.near(&Bounds::of(corners), |index| {
                let edge = line.edge(index);
                if edge[0] != edge[1] {
                    found.push(((number, index), edge));
                }
            });
        }
        found
    }
}

/// The edges of a ring.
pub(super) fn edges(ring: &Ring) -> impl Iterator<Item = Segment> + '_ {
    ring.line.lines().map(|edge| [edge.start, edge.end])
}

/// The vector from a position to another, in metres; true to scale at a latitude.
pub(super) fn vector(from: Coord, to: Coord, lat: f64) -> Coord {
    let delta = to - from;
    Coord { x: delta.x * shrink(lat) * METRES_PER_DEGREE, y: delta.y * METRES_PER_DEGREE }
}

/// The position some metres from another; true to scale at its latitude.
pub(super) fn moved(from: Coord, by: Coord) -> Coord {
    let scale = METRES_PER_DEGREE;
    from + Coord { x: by.x / (shrink(from.y) * scale), y: by.y / scale }
}

pub(super) fn length(vector: Coord) -> f64 {
    libm::hypot(vector.x, vector.y)
}

/// The length of a segment in metres.
pub(super) fn metres([from, to]: Segment) -> f64 {
    length(vector(from, to, (from.y + to.y) / 2.0))
}

/// The position at a part of a segment.
pub(super) fn at([from, to]: Segment, part: f64) -> Coord {
    if part >= 1.0 { to } else { from + (to - from) * part }
}

/// The part of a segment that is nearest to a position, and how far it is from there, in metres.
pub(super) fn nearest(segment: Segment, from: Coord) -> (f64, f64) {
    let start = vector(from, segment[0], from.y);
    let along = vector(segment[0], segment[1], from.y);
    let square = along.x * along.x + along.y * along.y;
    let toward = -(start.x * along.x + start.y * along.y);
    let part = if square > 0.0 { (toward / square).clamp(0.0, 1.0) } else { 0.0 };
    (part, length(start + along * part))
}

/// The part of a segment along which another runs beside it in the same direction, within some metres.
pub(super) fn beside(segment: Segment, other: Segment, metres: f64) -> Option<[f64; 2]> {
    /// Edges at a wider angle (60°) do not run along each other.
    const LEAST_COSINE: f64 = 0.5;
    let middle = |[from, to]: Segment| (from.y + to.y) / 2.0;
    let heights = [segment, other].map(|[from, to]| (to.y - from.y).abs());
    let lat = if heights[0] < heights[1] { middle(segment) } else { middle(other) };
    let own = vector(segment[0], segment[1], lat);
    let whole = length(own);
    if whole == 0.0 {
        return None;
    }
    let unit = own / whole;
    let [from, to] = other.map(|end| {
        let it = vector(segment[0], end, lat);
        (it.x * unit.x + it.y * unit.y, unit.x * it.y - unit.y * it.x)
    });
    let advance = to.0 - from.0;
    if advance <= LEAST_COSINE * libm::hypot(advance, to.1 - from.1) {
        return None;
    }
    let slope = (to.1 - from.1) / advance;
    let (mut low, mut high) = (from.0.max(0.0), to.0.min(whole));
    // Where the distance aside, which grows evenly, is within bounds.
    if slope != 0.0 {
        let reach = |aside: f64| from.0 + (aside - from.1) / slope;
        let ends = [reach(-metres), reach(metres)];
        low = low.max(ends[0].min(ends[1]));
        high = high.min(ends[0].max(ends[1]));
    } else if from.1.abs() > metres {
        return None;
    }
    (high > low).then_some([low / whole, high / whole])
}

/// As [`beside`]; nothing where either leaves the other behind: there the two part, from where they are nearest on.
pub(super) fn along(segment: Segment, other: Segment, metres: f64) -> Option<[f64; 2]> {
    let part = beside(segment, other, metres)?;
    (beside(segment, other, f64::INFINITY) == Some(part)).then_some(part)
}
