//! Stitching: pieces of lines that end where tiles do in, lines and rings that do not know of tiles out.

use super::archive::STEPS;
use super::tile::Position;
use geo::coordinate_position::{CoordPos, coord_pos_relative_to_ring};
use geo::{Area, BoundingRect, Contains, Coord, LineString, MultiPolygon, Polygon, Rect};
use std::collections::BTreeMap;

/// A piece of a line, or of the outline of an area, which lies on its left.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    pub(super) course: Vec<Position>,
    /// Whether its first vertex is there only because a tile ends: no vertex where the line goes on.
    pub(super) is_cut_before: bool,
    /// The same of its last.
    pub(super) is_cut_after: bool,
}

/// Pieces by where they begin.
struct Pieces {
    pieces: Vec<Piece>,
    beginning: BTreeMap<(i64, i64), Vec<usize>>,
    is_used: Vec<bool>,
}

/// The areas that pieces bound. Where outlines touch in a point they are taken apart.
///
/// Shape: outer rings counter-clockwise, closed; degrees. `None` if an outline does not close.
pub(super) fn areas(pieces: Vec<Piece>) -> Option<MultiPolygon> {
    let mut pieces = Pieces::of(pieces);
    let mut rings = Vec::new();
    for first in 0..pieces.pieces.len() {
        if !pieces.is_used[first] {
            rings.extend(pieces.ring(first)?);
        }
    }
    polygons(rings)
}

/// The lines that pieces make, each as long as it goes on without a choice: in the order of the pieces that they begin
/// with; degrees.
pub(super) fn lines(pieces: Vec<Piece>) -> Vec<LineString> {
    let mut pieces = Pieces::of(pieces);
    let mut arrivals: BTreeMap<(i64, i64), usize> = BTreeMap::new();
    for end in pieces.pieces.iter().filter_map(|piece| piece.course.last()) {
        *arrivals.entry((end.x, end.y)).or_default() += 1;
    }
    let goes_on = |at: &Position, pieces: &Pieces| {
        let departures = pieces.beginning.get(&(at.x, at.y)).map_or(0, Vec::len);
        departures == 1 && arrivals.get(&(at.x, at.y)) == Some(&1)
    };
    let begins = |number: &usize| {
        pieces.pieces[*number].course.first().is_some_and(|at| !goes_on(at, &pieces))
    };
    // what is left when all open lines are followed is closed
    let (open, closed): (Vec<usize>, Vec<usize>) = (0..pieces.pieces.len()).partition(begins);
    let mut found = Vec::new();
    for first in open.into_iter().chain(closed) {
        if pieces.is_used[first] {
            continue;
        }
        let mut line = Line::of(pieces.take(first));
        while let Some(end) = line.course.last().copied() {
            let next = pieces.beginning.get(&(end.x, end.y)).and_then(|all| all.first().copied());
            match next.filter(|next| goes_on(&end, &pieces) && !pieces.is_used[*next]) {
                Some(next) => line.append(pieces.take(next)),
                None => break,
            }
        }
        line.close();
        found.push((first, line.in_degrees()));
    }
    found.sort_by_key(|(first, _)| *first);
    found.into_iter().map(|(_, line)| line).collect()
}

impl Pieces {
    fn of(pieces: Vec<Piece>) -> Pieces {
        let mut beginning: BTreeMap<(i64, i64), Vec<usize>> = BTreeMap::new();
        for (number, piece) in pieces.iter().enumerate() {
            if let Some(at) = piece.course.first() {
                beginning.entry((at.x, at.y)).or_default().push(number);
            }
        }
        Pieces { is_used: vec![false; pieces.len()], beginning, pieces }
    }

    fn take(&mut self, number: usize) -> Piece {
        self.is_used[number] = true;
        let empty = Piece { course: Vec::new(), is_cut_before: false, is_cut_after: false };
        std::mem::replace(&mut self.pieces[number], empty)
    }

    /// The ring that begins with a piece; `None` if it does not close.
    fn ring(&mut self, first: usize) -> Option<Option<LineString>> {
        let second = *self.pieces[first].course.get(1)?;
        let mut line = Line::of(self.take(first));
        let start = *line.course.first()?;
        loop {
            let end = *line.course.last()?;
            let before = *line.course.get(line.course.len().checked_sub(2)?)?;
            let mut ways: Vec<(Option<usize>, Position)> = Vec::new();
            for number in self.beginning.get(&(end.x, end.y)).into_iter().flatten() {
                match self.is_used[*number] {
                    true if *number == first => ways.push((None, second)),
                    true => {}
                    false => ways.push((Some(*number), *self.pieces[*number].course.get(1)?)),
                }
            }
            let sharpest = |a: &f64, b: &f64| a.total_cmp(b);
            let turns = ways.iter().map(|(_, next)| turn(end, before, *next));
            let (chosen, _) = turns.enumerate().min_by(|(_, a), (_, b)| sharpest(a, b))?;
            match ways[chosen].0 {
                Some(number) => {
                    let piece = self.take(number);
                    line.append(piece);
                }
                None => break,
            }
        }
        debug_assert_eq!(line.course.last(), Some(&start));
        line.close();
        Some((line.course.len() > 3).then(|| line.in_degrees()))
    }
}

/// How far clockwise, in radians, the way to `next` lies from the way back: with the area on the left the least of them
/// goes round the same part of it.
fn turn(at: Position, before: Position, next: Position) -> f64 {
    let (back, on) = (before - at, next - at);
    let cross = (back.x * on.y - back.y * on.x) as f64;
    let dot = (back.x * on.x + back.y * on.y) as f64;
    let clockwise = -libm::atan2(cross, dot);
    if clockwise <= 0.0 { clockwise + std::f64::consts::TAU } else { clockwise }
}

/// A line as far as it is followed.
struct Line {
    course: Vec<Position>,
    is_cut_before: bool,
    is_cut_after: bool,
}

impl Line {
    fn of(piece: Piece) -> Line {
        let Piece { course, is_cut_before, is_cut_after } = piece;
        Line { course, is_cut_before, is_cut_after }
    }

    fn append(&mut self, piece: Piece) {
        self.course.pop();
        let is_no_vertex = self.is_cut_after && piece.is_cut_before;
        self.course.extend(&piece.course[usize::from(is_no_vertex)..]);
        self.is_cut_after = piece.is_cut_after;
    }

    /// Takes the vertex out in which a ring closes, if it is there only because a tile ends.
    fn close(&mut self) {
        let is_closed = self.course.len() > 3 && self.course.first() == self.course.last();
        if is_closed && self.is_cut_before && self.is_cut_after {
            self.course.pop();
            self.course.remove(0);
            self.course.extend(self.course.first().copied());
        }
    }

    fn in_degrees(self) -> LineString {
        let degrees = |at: Position| Coord { x: at.x as f64 / STEPS, y: at.y as f64 / STEPS };
        self.course.into_iter().map(degrees).collect()
    }
}

/// Rings to polygons: each clockwise one is a hole of the smallest that holds it. On coarse levels an enclave may lie beyond
/// the simplified outline of the land round it: that has no hole then.
fn polygons(rings: Vec<LineString>) -> Option<MultiPolygon> {
    let (mut outer, mut holes) = (Vec::new(), Vec::new());
    for ring in rings {
        let bounds = ring.bounding_rect()?;
        let shape = Polygon::new(ring, Vec::new());
        let area = shape.signed_area();
        if area > 0.0 { outer.push((shape, bounds, area)) } else { holes.push((shape, bounds)) }
    }
    for (hole, bounds) in holes {
        let (ring, _) = hole.into_inner();
        let around = outer.iter_mut().filter(|(shape, whole, _)| {
            is_within(&bounds, whole) && holds(shape.exterior(), &ring)
        });
        if let Some((shape, ..)) = around.min_by(|a, b| a.2.total_cmp(&b.2)) {
            shape.interiors_push(ring);
        }
    }
    Some(MultiPolygon::new(outer.into_iter().map(|(shape, ..)| shape).collect()))
}

fn is_within(inner: &Rect, outer: &Rect) -> bool {
    outer == inner || outer.contains(inner) || {
        let (a, b) = ((inner.min(), inner.max()), (outer.min(), outer.max()));
        b.0.x <= a.0.x && b.0.y <= a.0.y && b.1.x >= a.1.x && b.1.y >= a.1.y
    }
}

/// Whether a ring lies within another that it may touch in vertices.
fn holds(outer: &LineString, ring: &LineString) -> bool {
    let places = ring.0.iter().map(|at| coord_pos_relative_to_ring(*at, outer));
    let decided = places.into_iter().find(|place| *place != CoordPos::OnBoundary);
    decided == Some(CoordPos::Inside)
}
