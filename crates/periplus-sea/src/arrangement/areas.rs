//! Areas in, those that hold a position out: each position costs what lies on its latitude, not all of all areas.

use super::crossing::{Edges, oddly_many};
use geo::{Coord, LineString, MultiPolygon, Polygon};
use std::collections::BTreeSet;

/// Areas, ready to be asked.
pub struct Areas {
    edges: Edges,
    /// The number of the area that each ring is part of.
    owners: Vec<usize>,
}

impl Areas {
    /// Areas of polygons that do not overlap within one area.
    pub fn of<'a>(areas: impl Iterator<Item = &'a MultiPolygon> + Clone) -> Areas {
        let rings = |area: &'a MultiPolygon| {
            let polygons = area.0.iter();
            polygons
                .flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()))
        };
        let numbered = areas.clone().enumerate();
        let owners = numbered.flat_map(|(number, area)| rings(area).map(move |_| number)).collect();
        Areas { edges: Edges::of(areas.flat_map(rings)), owners }
    }

    /// The numbers of the areas that hold a position; nothing is said of positions on a boundary.
    pub fn holding(&self, at: Coord) -> BTreeSet<usize> {
        // Round a position in a hole there are two rings of one area, or four.
        let around = self.edges.rings_around(at).into_iter();
        let mut areas: Vec<usize> = around.map(|ring| self.owners[ring]).collect();
        areas.sort_unstable();
        oddly_many(&areas)
    }
}

/// A polygon with its exterior counter-clockwise and its holes clockwise, by the signs of their areas: at a single vertex, which
/// `geo` goes by, a ring that crosses itself may wind the other way.
pub(crate) fn wound(polygon: Polygon) -> Polygon {
    let (exterior, holes) = polygon.into_inner();
    let holes = holes.into_iter().map(|hole| wound_ring(hole, false)).collect();
    Polygon::new(wound_ring(exterior, true), holes)
}

fn wound_ring(mut ring: LineString, counter_clockwise: bool) -> LineString {
    if (doubled_area(&ring) > 0.0) != counter_clockwise {
        ring.0.reverse();
    }
    ring
}

/// Twice the area of a ring, positive where it winds counter-clockwise.
pub(crate) fn doubled_area(ring: &LineString) -> f64 {
    let from = ring.0.first().copied().unwrap_or_default();
    let cross = |edge: geo::Line| {
        let (a, b) = (edge.start - from, edge.end - from);
        a.x * b.y - b.x * a.y
    };
    ring.lines().map(cross).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::Rect;

    #[test]
    fn a_hole_is_not_held_and_an_island_in_it_is() {
        let square =
            |west: f64, side: f64| Rect::new((west, west), (west + side, west + side)).to_polygon();
        let hole = square(1.0, 8.0).exterior().clone();
        let ring = Polygon::new(square(0.0, 10.0).exterior().clone(), vec![hole]);
        let areas =
            [MultiPolygon(vec![ring, square(3.0, 2.0)]), MultiPolygon(vec![square(4.0, 20.0)])];
        let areas = Areas::of(areas.iter());
        let holding =
            |x: f64, y: f64| areas.holding(Coord { x, y }).into_iter().collect::<Vec<_>>();
        assert_eq!(holding(0.5, 5.0), [0]);
        assert_eq!(holding(2.0, 2.0), []);
        assert_eq!(holding(4.5, 4.5), [0, 1]);
        assert_eq!(holding(6.0, 6.0), [1]);
        assert_eq!(holding(9.5, 9.5), [0, 1]);
    }
}
