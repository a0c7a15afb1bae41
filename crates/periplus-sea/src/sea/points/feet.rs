//! Baselines as they were given, found by nearness: a position in, the nearest points of baselines out, on the ellipsoid.
//! Source: Karney 2013 for lengths and azimuths; edges are straight in longitude and latitude.

use crate::geodesy::{self, WGS84};
use crate::sea::baseline::coast::{Coast, StateIndex};
use crate::units::{Degrees, Metres};
use geo::Coord;
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

/// Edges are kept in pieces no longer than this, so that the box round each holds little but the piece.
const LONGEST_PIECE: Metres = Metres(2_000.0);
/// A foot is at the end of an edge if it is as near to it.
const AT_END: Metres = Metres(0.001);

/// A part of an edge of a baseline; of a rock, its one position.
struct Piece {
    state: StateIndex,
    /// The whole edge; its end on the same turn of the earth as its start.
    edge: [Coord; 2],
    /// Which part of it.
    part: [f64; 2],
}

/// The nearest point of some baseline.
#[derive(Clone, Copy, Debug)]
pub(super) struct Foot {
    pub(super) state: StateIndex,
    pub(super) at: Coord,
    /// The vertices before and after it; none where it is a vertex itself.
    pub(super) between: Option<[Coord; 2]>,
    pub(super) distance: Metres,
    /// From where it is seen, toward it.
    pub(super) azimuth: Degrees,
}

/// Some pieces of one state's baselines, close to each other.
pub(super) struct Stretch(Vec<usize>);

/// All baselines.
pub(super) struct Feet {
    pieces: Vec<Piece>,
    tree: RTree<GeomWithData<Rectangle<[f64; 3]>, usize>>,
}

impl Feet {
    pub(super) fn of(coast: &Coast) -> Feet {
        let mut pieces = Vec::new();
        for line in &coast.lines {
            if let [lone] = line.positions[..] {
                pieces.push(Piece { state: line.state, edge: [lone; 2], part: [0.0; 2] });
            }
            for edge in line.positions.windows(2) {
                push_edge(&mut pieces, line.state, [edge[0], edge[1]]);
            }
        }
        let boxes = pieces.iter().enumerate();
        let boxes = boxes.map(|(number, piece)| GeomWithData::new(piece.around(), number));
        let tree = RTree::bulk_load(boxes.collect());
        Feet { pieces, tree }
    }

    /// The baselines of a state within a radius of a place on them, or where there are none, the nearest.
    pub(super) fn about(&self, state: StateIndex, at: Coord, radius: Metres) -> Stretch {
        let [x, y, z] = in_space(at);
        let [low, high] = [-radius.0, radius.0].map(|by| [x + by, y + by, z + by]);
        let boxes = self.tree.locate_in_envelope_intersecting(&AABB::from_corners(low, high));
        let of_state = boxes.map(|it| it.data).filter(|it| self.pieces[*it].state == state);
        let mut near: Vec<usize> =
            of_state.filter(|it| self.pieces[*it].foot(at).distance <= radius).collect();
        near.sort_unstable();
        if near.is_empty() {
            near.extend(self.nearest_of(state, at));
        }
        Stretch(near)
    }

    /// The nearest point of a stretch.
    pub(super) fn foot(&self, of: &Stretch, from: Coord) -> Option<Foot> {
        let feet = of.0.iter().map(|number| self.pieces[*number].foot(from));
        feet.min_by(|one, other| one.distance.0.total_cmp(&other.distance.0))
    }

    /// The nearest point of a state's baselines.
    pub(super) fn nearest(&self, state: StateIndex, from: Coord) -> Option<Foot> {
        let nearest = self.nearest_of(state, from)?;
        Some(self.pieces[nearest].foot(from))
    }

    /// The piece of a state's baselines that is nearest.
    fn nearest_of(&self, state: StateIndex, from: Coord) -> Option<usize> {
        let mut best: Option<(usize, Metres)> = None;
        for (rectangle, square) in self.tree.nearest_neighbor_iter_with_distance_2(&in_space(from))
        {
            // The chord through the earth is shorter than any way on it: what is behind is no nearer.
            if best.is_some_and(|(_, known)| square > known.0 * known.0) {
                break;
            }
            let piece = &self.pieces[rectangle.data];
            let distance = piece.foot(from).distance;
            if piece.state == state && best.is_none_or(|(_, known)| distance < known) {
                best = Some((rectangle.data, distance));
            }
        }
        best.map(|(number, _)| number)
    }
}

fn push_edge(pieces: &mut Vec<Piece>, state: StateIndex, [start, end]: [Coord; 2]) {
    let turn = libm::remainder(end.x - start.x, 360.0);
    let edge = [start, Coord { x: start.x + turn, y: end.y }];
    // Of an edge along a parallel the geodesic is shorter, by half at most.
    let count = (2.0 * geodesy::distance(start, end).0 / LONGEST_PIECE.0).ceil().max(1.0);
    for number in 0..count as usize {
        let part = [number as f64 / count, (number as f64 + 1.0) / count];
        pieces.push(Piece { state, edge, part });
    }
}

impl Piece {
    fn at(&self, part: f64) -> Coord {
        self.edge[0] + (self.edge[1] - self.edge[0]) * part
    }

    /// A box that holds it.
    fn around(&self) -> Rectangle<[f64; 3]> {
        let [from, to] = self.part;
        let [start, middle, end] =
            [from, (from + to) / 2.0, to].map(|part| in_space(self.at(part)));
        // The bulge over the chord, twice over.
        let bulge = (0..3).map(|axis| middle[axis] - (start[axis] + end[axis]) / 2.0);
        let room = 2.0 * libm::sqrt(bulge.map(|it| it * it).sum()) + AT_END.0;
        let [low, high] = [-room, room].map(|room| {
            let bound = |axis: usize| match room < 0.0 {
                true => start[axis].min(end[axis]) + room,
                false => start[axis].max(end[axis]) + room,
            };
            [bound(0), bound(1), bound(2)]
        });
        Rectangle::from_corners(low, high)
    }

    /// The nearest point of it.
    ///
    /// Accuracy: 0.1 mm along the edge.
    fn foot(&self, from: Coord) -> Foot {
        let part = self.nearest_part(from);
        let at = self.at(part);
        let (distance, [azimuth, _]) = geodesy::inverse(from, at);
        let ends = self.edge;
        let end = ends.into_iter().find(|end| geodesy::distance(*end, at) <= AT_END);
        let on_one_turn = |at: Coord| Coord { x: libm::remainder(at.x, 360.0), y: at.y };
        Foot {
            state: self.state,
            at: on_one_turn(end.unwrap_or(at)),
            between: end.is_none().then(|| ends.map(on_one_turn)),
            distance,
            azimuth,
        }
    }

    /// Where on the edge the way from a position arrives at a right angle, or the end that is nearer.
    fn nearest_part(&self, from: Coord) -> f64 {
        /// In metres along the edge.
        const NEAR: f64 = 1e-4;
        const MOST_ROUNDS: usize = 60;
        let [mut low, mut high] = self.part;
        if low == high {
            return low;
        }
        // Positive where going on along the edge comes nearer: along how far to go, in metres, on a plane.
        let ahead = |part: f64| {
            let at = self.at(part);
            let (distance, [toward, _]) = geodesy::inverse(at, from);
            distance.0 * libm::cos((toward.0 - self.course(at)).to_radians())
        };
        let (mut at_low, mut at_high) = (ahead(low), ahead(high));
        if at_low <= 0.0 {
            return low;
        }
        if at_high >= 0.0 {
            return high;
        }
        // The false position, with the end that stays taken for half as much (the Illinois method).
        let mut part = low;
        let mut before = 0.0_f64;
        for _ in 0..MOST_ROUNDS {
            part = low + (high - low) * at_low / (at_low - at_high);
            let here = ahead(part);
            if here.abs() <= NEAR {
                break;
            }
            if here > 0.0 {
                (low, at_low) = (part, here);
                if before > 0.0 {
                    at_high /= 2.0;
                }
            } else {
                (high, at_high) = (part, here);
                if before < 0.0 {
                    at_low /= 2.0;
                }
            }
            before = here;
        }
        part
    }

    /// The azimuth of the edge at a position of it, degrees.
    fn course(&self, at: Coord) -> f64 {
        let (sin, cos) = libm::sincos(at.y.to_radians());
        let along = self.edge[1] - self.edge[0];
        let east = along.x * cos * WGS84.prime_vertical_radius(sin);
        let north = along.y * WGS84.meridian_radius(at.y.to_radians());
        libm::atan2(east, north).to_degrees()
    }
}

/// A position in metres from the middle of the earth.
fn in_space(at: Coord) -> [f64; 3] {
    let ((sin, cos), (sin_lon, cos_lon)) =
        (libm::sincos(at.y.to_radians()), libm::sincos(at.x.to_radians()));
    let radius = WGS84.prime_vertical_radius(sin);
    [radius * cos * cos_lon, radius * cos * sin_lon, radius * (1.0 - WGS84.e2()) * sin]
}
