//! Positions and the lines of a survey in, whether a position lies on one of them out.

use crate::survey::{Line, Survey};
use crate::units::NauticalMiles;
use geo::Coord;
use rstar::primitives::{GeomWithData, Line as Edge};
use rstar::{AABB, RTree};
use std::collections::BTreeSet;

/// What a line of the survey and one of the diagram may be apart, in tolerances: each keeps to one, and a sliver between two
/// computations of one line may have gone to either side.
const TOLERANCES_APART: f64 = 4.0;
/// The shortest degree of latitude, in metres.
const DEGREE: f64 = 110_570.0;

/// The lines of a survey, found by where they run.
pub(super) struct Lines<'a> {
    lines: Vec<&'a Line>,
    /// Each edge with the place of its line.
    edges: RTree<GeomWithData<Edge<[f64; 2]>, usize>>,
    /// How far from a line is on it, in metres.
    width: f64,
}

impl Lines<'_> {
    pub(super) fn of(survey: &Survey) -> Lines<'_> {
        let lines: Vec<&Line> = survey.sets.iter().flat_map(|set| &set.lines).collect();
        let edges = lines.iter().enumerate().flat_map(|(number, line)| {
            let edges = line.course.0.0.iter().flat_map(geo::LineString::lines);
            edges.map(move |edge| {
                let [from, to] = [edge.start, edge.end].map(|at| [at.x, at.y]);
                GeomWithData::new(Edge::new(from, to), number)
            })
        });
        let edges = RTree::bulk_load(edges.collect());
        Lines { lines, edges, width: TOLERANCES_APART * survey.tolerance.0 }
    }

    /// The places of the lines that a limit at a breadth, or a median of two states, may be part of: the waters of a state end
    /// at a median too where the other's do not reach it.
    pub(super) fn whose(&self, states: &[String], breadth: NauticalMiles) -> BTreeSet<usize> {
        let may_be = |line: &Line| match states {
            [state] => line.states == [state.as_str()] && line.breadth == breadth,
            _ => line.states.iter().all(|state| states.contains(state)),
        };
        let lines = self.lines.iter().enumerate().filter(|(_, line)| may_be(line));
        lines.map(|(number, _)| number).collect()
    }

    /// Whether a position lies on one of some lines.
    pub(super) fn holds(&self, at: Coord, whose: &BTreeSet<usize>) -> bool {
        let shrink = libm::cos(at.y.to_radians()).max(1e-6);
        let (north, east) = (self.width / DEGREE, self.width / DEGREE / shrink);
        let around = AABB::from_corners([at.x - east, at.y - north], [at.x + east, at.y + north]);
        let mut near = self.edges.locate_in_envelope_intersecting(&around);
        near.any(|edge| whose.contains(&edge.data) && self.is_near(at, edge.geom(), shrink))
    }

    fn is_near(&self, at: Coord, edge: &Edge<[f64; 2]>, shrink: f64) -> bool {
        // On a plane true to scale there.
        let place = |[x, y]: [f64; 2]| [(x - at.x) * shrink * DEGREE, (y - at.y) * DEGREE];
        let ([x, y], [to_x, to_y]) = (place(edge.from), place(edge.to));
        let along = [to_x - x, to_y - y];
        let square = along[0] * along[0] + along[1] * along[1];
        let part = -(x * along[0] + y * along[1]) / square;
        let part = if square > 0.0 { part.clamp(0.0, 1.0) } else { 0.0 };
        libm::hypot(x + along[0] * part, y + along[1] * part) <= self.width
    }
}
