//! Assembly: closed loops of known winding in, polygons with their holes out.

use crate::arrangement::simple_loops;
use geo::{BoundingRect, Coord, LineString, MultiPolygon, Polygon, Rect};

/// A ring in degrees whose longitudes run on.
pub(super) struct Loop {
    pub(super) points: LineString,
    extent: Rect,
    /// In square degrees; positive where it runs counter-clockwise.
    pub(super) area: f64,
}

/// Polygons again from polygons whose rings may come through a position twice: rings are split there, spikes and what
/// is narrower than a decimetre dropped.
pub(super) fn split_rings(area: &MultiPolygon) -> Vec<Polygon> {
    let rings = area
        .0
        .iter()
        .flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
    let loops = rings.flat_map(loops_of).filter_map(Loop::new);
    let (exteriors, holes) = loops.filter(Loop::has_width).partition(|one| one.area > 0.0);
    assemble(exteriors, holes).0
}

/// The loops that a ring consists of, none of which comes through a position twice.
fn loops_of(ring: &LineString) -> impl Iterator<Item = Vec<Coord>> {
    let key = |at: Coord| [at.x, at.y].map(|value| (value + 0.0).to_bits());
    let walk = ring.0.split_last().map_or_else(Vec::new, |(_, walk)| walk.to_vec());
    simple_loops(walk, key).into_iter().map(|mut one| {
        one.extend(one.first().copied());
        one
    })
}

impl Loop {
    /// A ring moved by whole turns so that the middle of its extent is in range; none if it has no extent.
    pub(super) fn new(points: Vec<Coord>) -> Option<Loop> {
        let mut points = LineString(points);
        if points.0.len() < 4 {
            return None;
        }
        let middle = points.bounding_rect()?.center().x;
        let shift = 360.0 * ((middle + 180.0) / 360.0).floor();
        points.0.iter_mut().for_each(|at| at.x -= shift);
        let extent = points.bounding_rect()?;
        let area = signed_area(&points, extent.center());
        Some(Loop { points, extent, area })
    }

    /// Whether it is wider than a decimetre: what overlays leave between two courses of one line is not.
    fn has_width(&self) -> bool {
        const NARROWEST: f64 = 1e-6;
        let length: f64 = self.points.lines().map(|edge| libm::hypot(edge.dx(), edge.dy())).sum();
        self.area.abs() > NARROWEST * length / 2.0
    }

    fn contains(&self, at: Coord) -> bool {
        let mut inside = false;
        for edge in self.points.lines() {
            let (a, b) = (edge.start, edge.end);
            if (a.y > at.y) != (b.y > at.y) && at.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) + a.x
            {
                inside = !inside;
            }
        }
        inside
    }

    /// Whether a hole lies inside: by the first of its vertices that is not one of this ring's too.
    fn encloses(&self, hole: &Loop, shift: f64) -> bool {
        let (low, high) = (hole.extent.min(), hole.extent.max());
        let (own_low, own_high) = (self.extent.min(), self.extent.max());
        let fits = low.x + shift >= own_low.x
            && high.x + shift <= own_high.x
            && low.y >= own_low.y
            && high.y <= own_high.y;
        let free = hole.points.0.iter().find(|at| !self.points.0.contains(at));
        fits && free.is_some_and(|at| self.contains(Coord { x: at.x + shift, y: at.y }))
    }
}

/// The shoelace sum round a local origin, so that small rings far from 0° lose no digits.
fn signed_area(ring: &LineString, origin: Coord) -> f64 {
    let cross = |a: Coord, b: Coord| {
        (a.x - origin.x) * (b.y - origin.y) - (b.x - origin.x) * (a.y - origin.y)
    };
    ring.lines().map(|edge| cross(edge.start, edge.end)).sum::<f64>() / 2.0
}

/// Polygons, the largest first, each hole in the smallest exterior round it; and the holes that lie in none.
pub(super) fn assemble(mut exteriors: Vec<Loop>, holes: Vec<Loop>) -> (Vec<Polygon>, Vec<Loop>) {
    exteriors.sort_by(|a, b| a.area.total_cmp(&b.area));
    let mut inside: Vec<Vec<LineString>> = exteriors.iter().map(|_| Vec::new()).collect();
    let mut stray = Vec::new();
    for mut hole in holes {
        let homes = exteriors
            .iter()
            .enumerate()
            .flat_map(|(i, exterior)| [0.0, -360.0, 360.0].map(|shift| (i, exterior, shift)));
        match homes.into_iter().find(|(_, exterior, shift)| exterior.encloses(&hole, *shift)) {
            Some((i, _, shift)) => {
                hole.points.0.iter_mut().for_each(|at| at.x += shift);
                inside[i].push(hole.points);
            }
            None => stray.push(hole),
        }
    }
    let polygons = exteriors.into_iter().zip(inside);
    let mut polygons: Vec<Polygon> =
        polygons.map(|(exterior, holes)| Polygon::new(exterior.points, holes)).collect();
    // Largest first: the order of a gazetteer, and of drawing.
    polygons.reverse();
    (polygons, stray)
}
