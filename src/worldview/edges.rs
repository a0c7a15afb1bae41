//! Edges: outlines that share their vertices in, which edges they share out.
//! The bundled layers share positions to the fifth decimal, so that an edge is known by its ends.

use crate::space::Geographic;
use geo::{Coord, Geometry, LineString, MultiLineString};
use std::collections::BTreeSet;

/// A position in units of the fifth decimal of a degree.
type Key = (i64, i64);

/// Undirected edges.
#[derive(Clone, Debug, Default)]
pub(super) struct Edges(BTreeSet<(Key, Key)>);

fn edge(from: Coord, to: Coord) -> (Key, Key) {
    let key = |at: Coord| ((at.x * 1e5).round() as i64, (at.y * 1e5).round() as i64);
    let (from, to) = (key(from), key(to));
    (from.min(to), from.max(to))
}

impl Edges {
    /// The edges of lines and outlines.
    pub(super) fn of<'a>(shapes: impl IntoIterator<Item = &'a Geographic<Geometry>>) -> Edges {
        let lines = shapes.into_iter().flat_map(|shape| lines_of(&shape.0));
        let edges = lines.flat_map(|line| line.lines().collect::<Vec<_>>());
        Edges(edges.map(|it| edge(it.start, it.end)).collect())
    }

    /// Whether this is one of them.
    fn has(&self, from: Coord, to: Coord) -> bool {
        self.0.contains(&edge(from, to))
    }

    /// The parts of a line along these edges, and the parts along none of them.
    pub(super) fn part(&self, shape: &Geographic<Geometry>) -> (Vec<LineString>, Vec<LineString>) {
        let (mut along, mut beside) = (Vec::new(), Vec::new());
        for line in lines_of(&shape.0) {
            let mut run: Vec<Coord> = Vec::new();
            let mut is_along = false;
            for step in line.lines() {
                let is_now = self.has(step.start, step.end);
                if is_now != is_along || run.is_empty() {
                    let done = std::mem::replace(&mut run, vec![step.start]);
                    if done.len() > 1 {
                        let parts = if is_along { &mut along } else { &mut beside };
                        parts.push(LineString(done));
                    }
                    is_along = is_now;
                }
                run.push(step.end);
            }
            if run.len() > 1 {
                let parts = if is_along { &mut along } else { &mut beside };
                parts.push(LineString(run));
            }
        }
        (along, beside)
    }

    /// Whether most edges of a line are among these.
    pub(super) fn carry(&self, shape: &Geographic<Geometry>) -> bool {
        let count = |lines: &[LineString]| lines.iter().map(|it| it.0.len() - 1).sum::<usize>();
        let (along, beside) = self.part(shape);
        count(&along) > count(&beside)
    }
}

/// The lines of a shape: itself, or its outlines.
fn lines_of(shape: &Geometry) -> Vec<LineString> {
    let rings = |polygon: &geo::Polygon| {
        let inner = polygon.interiors().iter().cloned();
        std::iter::once(polygon.exterior().clone()).chain(inner).collect::<Vec<_>>()
    };
    match shape {
        Geometry::LineString(line) => vec![line.clone()],
        Geometry::MultiLineString(lines) => lines.0.clone(),
        Geometry::Polygon(polygon) => rings(polygon),
        Geometry::MultiPolygon(polygons) => polygons.iter().flat_map(rings).collect(),
        _ => Vec::new(),
    }
}

/// Lines as one shape; none of none.
pub(super) fn whole(lines: Vec<LineString>) -> Option<Geographic<Geometry>> {
    let is_there = !lines.is_empty();
    is_there.then_some(Geographic(Geometry::MultiLineString(MultiLineString(lines))))
}
