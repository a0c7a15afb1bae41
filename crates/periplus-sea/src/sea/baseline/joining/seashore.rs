//! The seashore: parcels and bridges in; the outline of all land together, and the lakes that it shuts in, out.

use super::Reach;
use super::parcels::{Land, on_one_turn};
use super::segments::{Segment, Segments, beside, metres};
use crate::arrangement::Areas;
use crate::geodesy;
use crate::space::Geographic;
use geo::algorithm::bool_ops::FillRule;
use geo::orient::Direction;
use geo::{BooleanOps, Coord, LineString, MapCoords, MultiPolygon, Orient, Polygon};
use std::borrow::Cow;

/// The outline of all land together.
pub(super) struct Seashore {
    /// Edges of outlines that lie at sea, land on their left.
    segments: Segments<'static>,
    /// What the land shuts in, in the frame of the land.
    pub(super) shut_in: Vec<Polygon>,
    inside: Areas,
}

impl Seashore {
    pub(super) fn of(land: &Land, bridges: Vec<Polygon>) -> Seashore {
        let parcels = land.parcels.iter().flat_map(|parcel| parcel.area.0.iter());
        let all = MultiPolygon(parcels.cloned().chain(bridges).collect());
        let nothing = MultiPolygon(Vec::new());
        let whole = all.union_with_fill_rule(&nothing, FillRule::Positive);
        let whole = whole.orient(Direction::Default);
        let holes = whole.0.iter().flat_map(|polygon| polygon.interiors());
        let hole =
            |ring: &LineString| Polygon::new(ring.clone(), Vec::new()).orient(Direction::Default);
        let shut_in: Vec<Polygon> = holes.map(hole).collect();
        let areas: Vec<MultiPolygon> =
            shut_in.iter().map(|it| MultiPolygon(vec![it.clone()])).collect();
        let inside = Areas::of(areas.iter());
        let exteriors = whole.0.iter().map(|polygon| polygon.exterior());
        let is_at_sea = |ring: &&LineString| !is_inside(&inside, ring);
        let at_sea = exteriors.filter(is_at_sea).map(|ring| Cow::Owned(ring.0.clone()));
        let segments = Segments::of(at_sea);
        Seashore { segments, shut_in, inside }
    }

    /// Whether a position lies in a lake.
    pub(super) fn is_in_lake(&self, at: Coord) -> bool {
        !self.inside.holding(at).is_empty()
    }

    /// The parts of an edge, land on its left, that lie on the seashore, in order.
    pub(super) fn parts(&self, edge: Segment, reach: Reach) -> Vec<[f64; 2]> {
        let near = self.segments.near(edge, reach.same);
        let parts = near.iter().filter_map(|(_, other)| beside(edge, *other, reach.same)).collect();
        merged(parts, 4.0 * reach.same / metres(edge).max(reach.same))
    }

    /// Gaps between joined coasts, and lakes: what is wider than the tolerance.
    pub(super) fn shut_in(&self, reach: Reach) -> [Vec<Geographic<MultiPolygon>>; 2] {
        let (lakes, gaps): (Vec<&Polygon>, Vec<&Polygon>) =
            self.shut_in.iter().partition(|it| is_lake(it, reach));
        [gaps, lakes].map(|all| all.into_iter().map(out_of_frame).collect())
    }
}

/// A ring on the edge of a hole is not inside it: one of its positions decides that lies on no other ring.
fn is_inside(holes: &Areas, ring: &LineString) -> bool {
    let middle = |edge: geo::Line| (edge.start + edge.end) / 2.0;
    ring.lines().next().is_some_and(|edge| !holes.holding(middle(edge)).is_empty())
}

/// Whether a water that is shut in is wider than the tolerance.
pub(super) fn is_lake(water: &Polygon, reach: Reach) -> bool {
    width(water) > reach.tolerance
}

fn out_of_frame(polygon: &Polygon) -> Geographic<MultiPolygon> {
    let shift = polygon.exterior().0.first().map_or(0.0, |at| on_one_turn(at.x) - at.x);
    let moved = polygon.map_coords(|at| Coord { x: at.x + shift, y: at.y });
    Geographic(MultiPolygon(vec![moved]))
}

/// Parts in order, those that meet or nearly meet as one.
pub(super) fn merged(mut parts: Vec<[f64; 2]>, nearly: f64) -> Vec<[f64; 2]> {
    parts.sort_by(|a, b| a[0].total_cmp(&b[0]));
    let mut merged: Vec<[f64; 2]> = Vec::new();
    for part in parts {
        match merged.last_mut() {
            Some(last) if part[0] <= last[1] + nearly => last[1] = last[1].max(part[1]),
            _ => merged.push(part),
        }
    }
    for part in &mut merged {
        if part[0] <= nearly {
            part[0] = 0.0;
        }
        if part[1] >= 1.0 - nearly {
            part[1] = 1.0;
        }
    }
    merged
}

/// The area of a water in square kilometres.
pub(super) fn square_kilometres(water: &Polygon) -> f64 {
    geodesy::polygon_area(&Geographic(water.clone())).square_kilometres()
}

/// How wide land or water is, in metres: twice its area by its circumference, which is the width of what is long and narrow.
pub(super) fn width(polygon: &Polygon) -> f64 {
    let area = geodesy::polygon_area(&Geographic(polygon.clone())).0;
    let round: f64 = polygon.exterior().lines().map(|edge| metres([edge.start, edge.end])).sum();
    if round > 0.0 { 2.0 * area / round } else { 0.0 }
}
