//! Basins: the water on the sheet and the lines along which its names are drawn in, which water is which name's out: that which
//! is nearer to its line than to any other, by water. Where the frame cuts a line, a name follows what is left of its basin.

use super::class_raster::{ClassRaster, Grid};
use super::shape::Bounds;
use geo::{Coord, LineString, coord};
use std::collections::VecDeque;

/// Side of a cell of a basin, in millimetres.
const CELL: f64 = 0.5;

/// The water of each name.
pub(super) struct Basins {
    grid: Grid,
    /// The number of the name, from 1; 0 for land and for water that no line reaches.
    of_cells: Vec<u32>,
}

impl Basins {
    /// Of lines on a raster on which some cells are water. All lines grow at once, cell by cell, until they meet.
    pub(super) fn of<'a>(
        raster: &ClassRaster,
        is_water: impl Fn(u8) -> bool,
        lines: impl Iterator<Item = &'a LineString>,
    ) -> Basins {
        let grid = raster.grid;
        let mut basins = Basins { grid, of_cells: vec![0; grid.columns * grid.rows] };
        let mut reached = VecDeque::new();
        for (number, line) in (1..).zip(lines) {
            for cell in along(line).filter_map(|at| grid.cell(at)) {
                if basins.of_cells[cell] == 0 && is_water(raster.class_of(cell)) {
                    basins.of_cells[cell] = number;
                    reached.push_back(cell);
                }
            }
        }
        while let Some(cell) = reached.pop_front() {
            let (column, row) = (cell % grid.columns, cell / grid.columns);
            let beside = [
                (column > 0).then(|| cell - 1),
                (column + 1 < grid.columns).then(|| cell + 1),
                (row > 0).then(|| cell - grid.columns),
                (row + 1 < grid.rows).then(|| cell + grid.columns),
            ];
            for next in beside.into_iter().flatten() {
                if basins.of_cells[next] == 0 && is_water(raster.class_of(next)) {
                    basins.of_cells[next] = basins.of_cells[cell];
                    reached.push_back(next);
                }
            }
        }
        basins
    }

    /// The water of one name as a raster of its own, class 1; none if it has none.
    pub(super) fn raster(&self, number: u32) -> Option<ClassRaster> {
        let own = (0..self.of_cells.len()).filter(|cell| self.of_cells[*cell] == number);
        let bounds = Bounds::of(own.map(|cell| self.grid.middle(cell)));
        let is_own =
            |at: Coord| self.grid.cell(at).is_some_and(|cell| self.of_cells[cell] == number);
        (!bounds.is_empty()).then(|| ClassRaster::where_is(bounds, CELL, is_own))
    }
}

/// Places along a line, closer to each other than the cells are wide.
fn along(line: &LineString) -> impl Iterator<Item = Coord> {
    /// In mm.
    const STEP: f64 = 0.2;
    line.lines().flat_map(|edge| {
        let (from, delta) = (edge.start, edge.delta());
        let steps = (libm::hypot(delta.x, delta.y) / STEP).ceil().max(1.0);
        (0..=steps as usize).map(move |step| {
            let share = step as f64 / steps;
            coord! { x: from.x + delta.x * share, y: from.y + delta.y * share }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{MultiPolygon, Rect};

    #[test]
    fn water_is_that_names_whose_line_is_nearest_by_water() {
        let bounds = Bounds { left: 0.0, top: 0.0, right: 40.0, bottom: 20.0 };
        let mut raster = ClassRaster::new(bounds, 0.25);
        // land, and two waters in it that a strait at the lower edge joins
        raster
            .paint(&MultiPolygon::new(vec![Rect::new((18.0, 0.0), (22.0, 19.0)).to_polygon()]), 1);
        let lines = [
            LineString::from(vec![(2.0, 10.0), (6.0, 10.0)]),
            LineString::from(vec![(30.0, 10.0), (38.0, 10.0)]),
        ];
        let basins = Basins::of(&raster, |class| class == 0, lines.iter());
        let first = basins.raster(1).expect("it has water");
        let second = basins.raster(2).expect("it has water");
        // beside the land, nearer to the other's line as the crow flies
        assert_eq!(first.at(coord! { x: 17.0, y: 10.0 }), 1);
        assert_eq!(second.at(coord! { x: 17.0, y: 10.0 }), 0);
        assert_eq!(second.at(coord! { x: 23.0, y: 5.0 }), 1);
        assert_eq!(first.at(coord! { x: 20.0, y: 5.0 }), 0, "land is nobody's water");
        assert!(basins.raster(3).is_none());
    }
}
