//! A partition of waters: zones with land in them, and the water without land, in; faces that share their vertices,
//! each with the zones that hold it, out. No two faces overlap and there are no gaps: what is counted once is
//! drawn and exported once.

use super::set::Layer;
use crate::arrangement::Arrangement;
use crate::geodesy::{self, SEMI_MAJOR_AXIS};
use crate::sea::{InternalWaters, Zone};
use crate::space::Geographic;
use crate::units::Metres;
use geo::{BoundingRect, Contains, Coord, Intersects, MultiPolygon, Point, Polygon};
use std::collections::BTreeMap;

/// Faces of water and who holds them.
#[derive(Clone, Debug)]
pub(super) struct Partition {
    arrangement: Arrangement,
    /// For each face the zones that hold it; none for what is left out.
    holders: Vec<Option<Holders>>,
    /// The belts, in the order of the zones.
    pub(super) layers: Vec<Layer>,
    /// The states with internal waters.
    pub(super) internal: Vec<String>,
}

/// The zones that hold a face.
#[derive(Clone, Debug, Default, PartialEq)]
struct Holders {
    /// Numbers of belts.
    belts: Vec<usize>,
    /// The number of the state whose internal waters it is; those are part of no belt.
    internal: Option<usize>,
}

impl Partition {
    /// Parts `water` among belts and internal waters.
    ///
    /// Faces that are narrower than the limits are sure (twice the tolerance) come from two computations of one line
    /// and go to the neighbour along their longer side; those without a neighbour are left out.
    pub(super) fn new(
        water: &Geographic<MultiPolygon>,
        belts: &[Zone],
        internal: &[InternalWaters],
        tolerance: Metres,
    ) -> Partition {
        let areas = belts.iter().map(|belt| &belt.area).chain(internal.iter().map(|it| &it.area));
        let polygons = areas.flat_map(|area| &area.0.0);
        let rings = polygons
            .flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
        let arrangement = Arrangement::new(water, rings);
        let found = (0..arrangement.len()).map(|face| {
            let inside = arrangement.inside(face);
            Some(holders(inside, belts, internal))
        });
        let mut partition = Partition {
            holders: found.collect(),
            layers: belts.iter().map(layer).collect(),
            internal: internal.iter().map(|waters| waters.state.clone()).collect(),
            arrangement,
        };
        partition.give_slivers_away(tolerance);
        partition
    }

    /// The faces that are wanted as one area.
    pub(super) fn join(&self, wanted: impl Fn(usize) -> bool) -> Geographic<MultiPolygon> {
        self.arrangement.join(|face| self.holders[face].is_some() && wanted(face))
    }

    /// Whether a belt holds a face.
    pub(super) fn holds(&self, face: usize, belt: usize) -> bool {
        let holders = self.holders[face].as_ref();
        holders.is_some_and(|holders| holders.belts.contains(&belt))
    }

    /// Whether two belts hold a face together.
    pub(super) fn meet(&self, first: usize, second: usize) -> bool {
        (0..self.holders.len()).any(|face| self.holds(face, first) && self.holds(face, second))
    }

    /// Whether a regime gives a face to a state.
    pub(super) fn gives(&self, face: usize, regime: usize, state: &str) -> bool {
        let is_it = |belt: &usize| {
            let layer = &self.layers[*belt];
            layer.regime == regime && layer.state == state
        };
        self.holders[face].as_ref().is_some_and(|holders| holders.belts.iter().any(is_it))
    }

    /// Whether a face is internal waters of the state of this number.
    pub(super) fn is_internal(&self, face: usize, number: usize) -> bool {
        self.holders[face].as_ref().is_some_and(|holders| holders.internal == Some(number))
    }

    /// Whether a face is internal waters of any state.
    pub(super) fn is_any_internal(&self, face: usize) -> bool {
        self.holders[face].as_ref().is_some_and(|holders| holders.internal.is_some())
    }

    /// The broader slivers first, so that what lies between two of them ends up with a broad face.
    fn give_slivers_away(&mut self, tolerance: Metres) {
        let widths: Vec<f64> = (0..self.arrangement.len())
            .map(|face| mean_width(&self.arrangement.face(face).0))
            .collect();
        let mut slivers: Vec<usize> =
            (0..widths.len()).filter(|face| widths[*face] < 2.0 * tolerance.0).collect();
        slivers.sort_by(|a, b| widths[*b].total_cmp(&widths[*a]));
        // Each broad face stands for itself; slivers join, one after the other, those that already stand.
        let mut settled: Vec<bool> =
            widths.iter().map(|width| *width >= 2.0 * tolerance.0).collect();
        while !slivers.is_empty() {
            let known = slivers.len();
            slivers.retain(|&face| match self.longest_side(face, &settled) {
                Some(other) => {
                    self.holders[face] = self.holders[other].clone();
                    settled[face] = true;
                    false
                }
                None => true,
            });
            if slivers.len() == known {
                slivers.drain(..).for_each(|face| self.holders[face] = None);
            }
        }
    }

    /// The settled neighbour with which a face shares the longest side.
    fn longest_side(&self, face: usize, settled: &[bool]) -> Option<usize> {
        let mut sides: BTreeMap<usize, f64> = BTreeMap::new();
        for (other, [from, to]) in self.arrangement.neighbours(face) {
            if settled[other] {
                *sides.entry(other).or_default() += geodesy::distance(from, to).0;
            }
        }
        sides.into_iter().max_by(|a, b| a.1.total_cmp(&b.1)).map(|(other, _)| other)
    }
}

fn layer(belt: &Zone) -> Layer {
    let (regime, kind, breadth) = (belt.regime, belt.kind, belt.breadth);
    Layer { regime, state: belt.state.clone(), kind, breadth }
}

fn holders(inside: Coord, belts: &[Zone], internal: &[InternalWaters]) -> Holders {
    let internal = internal.iter().position(|waters| holds(&waters.area.0, inside));
    let among = belts.iter().enumerate().filter(|(_, belt)| holds(&belt.area.0, inside));
    let belts = if internal.is_some() { Vec::new() } else { among.map(|(n, _)| n).collect() };
    Holders { belts, internal }
}

fn holds(area: &MultiPolygon, at: Coord) -> bool {
    let near = |polygon: &&Polygon| polygon.bounding_rect().is_some_and(|its| its.intersects(&at));
    area.0.iter().filter(near).any(|polygon| polygon.contains(&Point(at)))
}

/// The area of a polygon by half of the way round it, in metres: the width, if it is a strip.
///
/// On a plane that is true to scale in the middle of the polygon: good to a few hundredths, where a strip is short.
fn mean_width(polygon: &Polygon) -> f64 {
    let Some(extent) = polygon.bounding_rect() else { return 0.0 };
    let metres = SEMI_MAJOR_AXIS.0.to_radians();
    let middle = extent.center();
    let shrink = libm::cos(middle.y.to_radians());
    let flat =
        |at: Coord| Coord { x: (at.x - middle.x) * shrink * metres, y: (at.y - middle.y) * metres };
    let (mut length, mut twice_area) = (0.0, 0.0);
    for edge in
        std::iter::once(polygon.exterior()).chain(polygon.interiors()).flat_map(|r| r.lines())
    {
        let (from, to) = (flat(edge.start), flat(edge.end));
        length += libm::hypot(to.x - from.x, to.y - from.y);
        twice_area += from.x * to.y - to.x * from.y;
    }
    twice_area.abs() / length
}
