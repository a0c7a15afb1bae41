//! Areas that fit together: an area and lines across it in, the faces between them out, all on one grid.
//! Neighbouring faces have the same vertices, to the last digit, so that they neither overlap nor leave gaps; faces are
//! joined again by their common edges, without computing anything anew. What an export writes is what was measured:
//! the grid is that of its decimals.
//! Method: one overlay of all edges (crate `i_overlay`), then rings by their edges. Not here: what a face means.

use crate::space::Geographic;
use geo::{
    BoundingRect, Contains, Coord, Intersects, LineString, MultiLineString, MultiPolygon, Point,
    Polygon, Rect,
};
use i_overlay::core::fill_rule::FillRule;
use i_overlay::i_float::int::point::IntPoint;
use i_overlay::string::overlay::StringOverlay;
use i_overlay::string::rule::StringRule;
use std::num::NonZeroU32;

mod areas;
pub(crate) mod boxes;
pub(crate) mod crossing;
pub(crate) mod edge;
mod fingers;
mod rings;
mod slivers;
pub(crate) mod strips;
mod sweep;

pub use areas::Areas;
pub(crate) use areas::{doubled_area, wound};

pub use crossing::first_crossing;
pub(crate) use rings::simple_loops;

/// Steps in a degree: 7 decimals, a centimetre (RFC 7946 §11.2 asks for no more).
const FINEST: f64 = 1e7;
/// The overlay counts in 32 bits: half the widest extent, in steps.
const FARTHEST: f64 = 1_000_000_000.0;

/// A grid of positions round a centre.
#[derive(Clone, Copy, Debug)]
struct Grid {
    /// Steps in a degree.
    fineness: f64,
    /// In steps from 0, 0.
    centre: (f64, f64),
}

impl Grid {
    fn over(extent: Rect) -> Grid {
        let half = extent.width().max(extent.height()) / 2.0;
        let mut fineness = FINEST;
        while half * fineness > FARTHEST {
            fineness /= 10.0;
        }
        let centre = extent.center();
        Grid { fineness, centre: ((centre.x * fineness).round(), (centre.y * fineness).round()) }
    }

    fn point(&self, at: Coord) -> IntPoint {
        let step = |degrees: f64, centre: f64| {
            ((degrees * self.fineness).round() - centre).clamp(-FARTHEST, FARTHEST) as i32
        };
        IntPoint::new(step(at.x, self.centre.0), step(at.y, self.centre.1))
    }

    fn coord(&self, at: IntPoint) -> Coord {
        let degrees = |step: i32, centre: f64| (f64::from(step) + centre) / self.fineness;
        Coord { x: degrees(at.x, self.centre.0), y: degrees(at.y, self.centre.1) }
    }
}

/// The rings of a face, the outer one first.
type Face = Vec<Vec<IntPoint>>;

/// An edge of a face, the face on its left.
#[derive(Clone, Copy, Debug)]
struct Edge {
    from: IntPoint,
    to: IntPoint,
    /// The face on its right.
    beyond: Option<usize>,
}

/// The faces of an area (a planar subdivision): edges meet in common vertices only, each face lies on one side of them.
#[derive(Clone, Debug)]
pub struct Arrangement {
    grid: Grid,
    /// The first ring of a face goes round it counter-clockwise, the others, round its holes, clockwise.
    faces: Vec<Face>,
    /// Where the edges of each face begin in `beyond`.
    begins: Vec<usize>,
    /// For the edges of each face, ring by ring: the face on the right.
    beyond: Vec<Option<FaceNumber>>,
}

/// The number of a face, counted from one: `Option` makes it no larger.
type FaceNumber = NonZeroU32;

impl Arrangement {
    /// Cuts an area along lines; lines that end inside of a face do not cut it.
    ///
    /// The polygons of the area may overlap and wind either way: what any ring goes round counterclockwise belongs to
    /// it. Order: faces from the south-west, the same for the same input.
    /// Accuracy: positions are moved to a grid of 10⁻⁷ degrees, crossings likewise; areas wider than 200° have a
    /// coarser one.
    pub fn new<'a>(
        area: Geographic<MultiPolygon>,
        lines: impl IntoIterator<Item = &'a LineString>,
    ) -> Arrangement {
        let extent = area.0.bounding_rect().unwrap_or(Rect::new((0.0, 0.0), (0.0, 0.0)));
        let grid = Grid::over(extent);
        let mut overlay = StringOverlay::new(1 << 12);
        let on_grid = |line: &LineString| -> Vec<IntPoint> {
            line.0.iter().map(|at| grid.point(*at)).collect()
        };
        for polygon in &area.0 {
            let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
            rings.for_each(|ring| overlay.add_shape_contour(&on_grid(ring)));
        }
        drop(area);
        for line in lines {
            for edge in on_grid(line).windows(2).filter(|edge| edge[0] != edge[1]) {
                overlay.add_string_line([edge[0], edge[1]]);
            }
        }
        let graph = overlay.build_graph_view(FillRule::NonZero);
        let shapes = graph.map(|graph| graph.extract_shapes(StringRule::Slice)).unwrap_or_default();
        // Each of these is as large as all that is made of it.
        drop(overlay);
        let found = shapes.into_iter().flat_map(|shape| {
            // A line that ends inside of a face is gone along there and back: such edges cancel.
            let mut edges = Vec::with_capacity(shape.iter().map(Vec::len).sum());
            edges.extend(shape.iter().flat_map(|ring| rings::steps(ring)));
            drop(shape);
            rings::faces(edges)
        });
        let mut faces: Vec<Face> = found.collect();
        faces.sort();
        let mut begins = vec![0];
        for face in &faces {
            let edges: usize = face.iter().map(Vec::len).sum();
            begins.push(begins.last().map_or(0, |begin| begin + edges));
        }
        Arrangement { grid, begins, beyond: beyond(&faces), faces }
    }

    /// How many faces there are.
    pub fn len(&self) -> usize {
        self.faces.len()
    }

    /// Whether there is no face.
    pub fn is_empty(&self) -> bool {
        self.faces.is_empty()
    }

    /// A position well inside a face: the middle of the longest of some lines across it.
    pub fn interior_point(&self, face: usize) -> Coord {
        rings::interior_point(&self.faces[face], |at| self.grid.coord(at))
    }

    /// The other faces along a face, with the edges that they share.
    pub fn neighbours(&self, face: usize) -> impl Iterator<Item = (usize, [Coord; 2])> + '_ {
        self.edges_of(face).filter_map(|edge| {
            Some((edge.beyond?, [self.grid.coord(edge.from), self.grid.coord(edge.to)]))
        })
    }

    /// The edges of a face that no other face shares: those of the area itself.
    pub fn outer_edges(&self, face: usize) -> impl Iterator<Item = [Coord; 2]> + '_ {
        let outer = self.edges_of(face).filter(|edge| edge.beyond.is_none());
        outer.map(|edge| [self.grid.coord(edge.from), self.grid.coord(edge.to)])
    }

    fn edges_of(&self, face: usize) -> impl Iterator<Item = Edge> + '_ {
        let steps = self.faces[face].iter().flat_map(|ring| rings::steps(ring));
        let beyond = &self.beyond[self.begins[face]..self.begins[face + 1]];
        steps.zip(beyond).map(|((from, to), beyond)| Edge {
            from,
            to,
            beyond: beyond.map(|number| number.get() as usize - 1),
        })
    }

    /// One face as a polygon.
    pub fn face(&self, face: usize) -> Geographic<Polygon> {
        Geographic(self.polygon(&self.faces[face]))
    }

    /// The faces that are wanted, joined along their common edges.
    ///
    /// Shape: valid polygons, exteriors counter-clockwise, holes clockwise.
    pub fn join(&self, wanted: impl Fn(usize) -> bool) -> Geographic<MultiPolygon> {
        let inside = (0..self.len()).filter(|face| wanted(*face));
        let edges = inside.flat_map(|face| self.edges_of(face));
        let outer = edges.filter(|edge| !edge.beyond.is_some_and(&wanted));
        let faces = rings::faces(outer.map(|edge| (edge.from, edge.to)).collect());
        Geographic(MultiPolygon(faces.iter().map(|face| self.polygon(face)).collect()))
    }

    /// The lines along which wanted faces have certain others on their right, in pieces as long as can be.
    pub fn border(
        &self,
        left: impl Fn(usize) -> bool,
        right: impl Fn(Option<usize>) -> bool,
    ) -> Geographic<MultiLineString> {
        let faces = (0..self.len()).filter(|face| left(*face));
        let edges = faces.flat_map(|face| self.edges_of(face));
        let edges = edges.filter(|edge| right(edge.beyond));
        let chains = rings::chains(edges.map(|edge| (edge.from, edge.to)).collect());
        let lines = chains
            .into_iter()
            .map(|chain| chain.into_iter().map(|at| self.grid.coord(at)).collect::<LineString>());
        Geographic(MultiLineString(lines.collect()))
    }

    fn polygon(&self, rings: &[Vec<IntPoint>]) -> Polygon {
        let mut rings = rings.iter().map(|ring| {
            let closed = ring.iter().chain(ring.first());
            closed.map(|at| self.grid.coord(*at)).collect::<LineString>()
        });
        let exterior = rings.next().unwrap_or(LineString(Vec::new()));
        Polygon::new(exterior, rings.collect())
    }
}

/// A box round areas, with room round them, as far as the earth goes.
///
/// What is cut along the lines of areas has to begin as something that shares none of them: their own outline would be
/// each line a second time, almost but not quite the same.
pub fn frame<'a>(areas: impl Iterator<Item = &'a MultiPolygon>) -> Geographic<MultiPolygon> {
    /// In degrees: off the lines.
    const MARGIN: f64 = 0.01;
    let boxes = areas.filter_map(BoundingRect::bounding_rect);
    let all = boxes.reduce(|all, one| {
        let low = Coord { x: all.min().x.min(one.min().x), y: all.min().y.min(one.min().y) };
        let high = Coord { x: all.max().x.max(one.max().x), y: all.max().y.max(one.max().y) };
        Rect::new(low, high)
    });
    let framed = all.map(|all| {
        let (low, high) = (all.min(), all.max());
        Rect::new(
            Coord { x: (low.x - MARGIN).max(-180.0), y: (low.y - MARGIN).max(-90.0) },
            Coord { x: (high.x + MARGIN).min(180.0), y: (high.y + MARGIN).min(90.0) },
        )
    });
    Geographic(MultiPolygon(framed.map(|rect| rect.to_polygon()).into_iter().collect()))
}

/// The rings of areas.
pub fn rings<'a>(
    areas: impl Iterator<Item = &'a MultiPolygon>,
) -> impl Iterator<Item = &'a LineString> {
    let polygons = areas.flat_map(|area| &area.0);
    polygons.flat_map(|polygon: &Polygon| {
        std::iter::once(polygon.exterior()).chain(polygon.interiors())
    })
}

/// Whether an area holds a position; nothing is said of positions on its boundary.
pub fn holds(area: &MultiPolygon, at: Coord) -> bool {
    let near = |polygon: &&Polygon| polygon.bounding_rect().is_some_and(|its| its.intersects(&at));
    area.0.iter().filter(near).any(|polygon| polygon.contains(&Point(at)))
}

/// For the edges of each face, ring by ring: the face on the right.
fn beyond(faces: &[Face]) -> Vec<Option<FaceNumber>> {
    /// An edge either way: its ends in order, its face, which comes with `BACK` where it goes from the higher to the lower,
    /// and its place.
    type Way = (IntPoint, IntPoint, u32, u32);
    const BACK: u32 = 1 << 31;
    let edges = faces.iter().flatten().map(Vec::len).sum();
    let mut ways: Vec<Way> = Vec::with_capacity(edges);
    for (rings, face) in faces.iter().zip(0_u32..) {
        for (from, to) in rings.iter().flat_map(|ring| rings::steps(ring)) {
            let back = if to < from { BACK } else { 0 };
            ways.push((from.min(to), from.max(to), face | back, ways.len() as u32));
        }
    }
    ways.sort_unstable();
    let mut beyond = vec![None; ways.len()];
    for both in ways.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let (forth, back) = both.split_at(both.partition_point(|way| way.2 < BACK));
        for (own, facing) in [(forth, back), (back, forth)] {
            let number = facing.first().and_then(|way| FaceNumber::new((way.2 & !BACK) + 1));
            own.iter().for_each(|way| beyond[way.3 as usize] = number);
        }
    }
    beyond
}

#[cfg(test)]
mod tests;
