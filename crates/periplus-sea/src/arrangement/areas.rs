//! Areas in, those that hold a position out: each position costs what lies on its latitude, not all of all areas.

use super::crossing::Edges;
use geo::{Coord, MultiPolygon};
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
        let mut holding = BTreeSet::new();
        // Round a position in a hole there are two rings of one area, or four.
        for area in self.edges.rings_around(at).into_iter().map(|ring| self.owners[ring]) {
            if !holding.remove(&area) {
                holding.insert(area);
            }
        }
        holding
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Polygon, Rect};

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
