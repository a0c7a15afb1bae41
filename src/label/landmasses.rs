//! Landmasses, what land hangs together: the raster of the ground in, the landmass of any cell out. A name that lies on an
//! island, or nearer to it than to what it names, is read as the island's.

use super::class_raster::{ClassRaster, Grid};
use super::shape::{Bounds, OrientedBox};
use geo::{BoundingRect, Contains, Coord, MultiPolygon, Point, coord};

/// Specks of fewer cells are no islands to the eye: .2 mm² at cells of .25 mm.
const SPECK: u32 = 3;
/// A name may cover so many cells of an islet whole: 1.5 mm².
const ISLET: u32 = 24;
/// More of a name than this on another island tells of that.
const MOST: f64 = 0.12;
/// How far from its land a town or an island may lie, in mm: points and shores are of two sources.
const ASTRAY: f64 = 0.8;

/// Which cells of a raster are land, and of which landmass.
pub(super) struct Landmasses {
    grid: Grid,
    /// The number of the landmass of each cell; 0 is water.
    of_cells: Vec<u32>,
    /// How many cells each island has; 0 for what goes on beyond the raster, and for water.
    islands: Vec<u32>,
}

impl Landmasses {
    /// Of the cells whose class is land.
    pub(super) fn of(raster: &ClassRaster, is_land: impl Fn(u8) -> bool) -> Landmasses {
        let Grid { columns, rows, .. } = raster.grid;
        let mut found =
            Landmasses { grid: raster.grid, of_cells: vec![0; columns * rows], islands: vec![0] };
        let mut reached = Vec::new();
        for first in 0..columns * rows {
            if found.of_cells[first] != 0 || !is_land(raster.class_of(first)) {
                continue;
            }
            let number = found.islands.len() as u32;
            let (mut count, mut is_cut) = (0, false);
            found.of_cells[first] = number;
            reached.push(first);
            while let Some(cell) = reached.pop() {
                count += 1;
                let (column, row) = (cell % columns, cell / columns);
                is_cut |= column == 0 || row == 0 || column + 1 == columns || row + 1 == rows;
                for row in row.saturating_sub(1)..(row + 2).min(rows) {
                    for column in column.saturating_sub(1)..(column + 2).min(columns) {
                        let next = row * columns + column;
                        if found.of_cells[next] == 0 && is_land(raster.class_of(next)) {
                            found.of_cells[next] = number;
                            reached.push(next);
                        }
                    }
                }
            }
            found.islands.push(if is_cut { 0 } else { count });
        }
        found
    }

    /// The landmass at a place, or by it; 0 if there is none.
    pub(super) fn at(&self, place: Coord) -> u32 {
        let reach = coord! { x: ASTRAY, y: ASTRAY };
        let around = Bounds::of([place - reach, place + reach]);
        let off = |cell: usize| {
            let middle = self.grid.middle(cell) - place;
            middle.x * middle.x + middle.y * middle.y
        };
        let land = self.cells(&around).filter(|cell| self.of_cells[*cell] != 0);
        let nearest = land.min_by(|a, b| off(*a).total_cmp(&off(*b)));
        nearest.map_or(0, |cell| self.of_cells[cell])
    }

    /// The landmass that an island is; 0 for what is smaller than a cell.
    pub(super) fn under(&self, island: &MultiPolygon) -> u32 {
        let Some(around) = island.bounding_rect() else { return 0 };
        let around = Bounds::of([around.min(), around.max()]);
        let is_within = |cell: &usize| {
            self.of_cells[*cell] != 0 && island.contains(&Point(self.grid.middle(*cell)))
        };
        // a shore that hangs together has one landmass: the first cell tells
        self.cells(&around).find(is_within).map_or(0, |cell| self.of_cells[cell])
    }

    /// Whether more of a name lies on islands than would not be taken for it; those of its `own` landmass left out.
    pub(super) fn is_on_another(&self, parts: &[OrientedBox], own: u32) -> bool {
        let (mut all, mut there) = (0_usize, 0_usize);
        for part in parts {
            for cell in self.cells(&part.bounds) {
                all += 1;
                there += usize::from(self.is_island_but(own, ISLET, cell));
            }
        }
        there as f64 > MOST * all as f64
    }

    /// Whether an island of another landmass than its `own` is within `reach` millimetres of a name.
    pub(super) fn is_by_another(&self, parts: &[OrientedBox], own: u32, reach: f64) -> bool {
        parts.iter().any(|part| {
            let mut near = self.cells(&part.bounds.grown(reach));
            near.any(|cell| {
                self.is_island_but(own, SPECK, cell) && part.gap_to(self.grid.middle(cell)) <= reach
            })
        })
    }

    fn is_island_but(&self, own: u32, least: u32, cell: usize) -> bool {
        let landmass = self.of_cells[cell];
        landmass != own && self.islands[landmass as usize] >= least
    }

    fn cells(&self, bounds: &Bounds) -> impl Iterator<Item = usize> + use<> {
        let columns = self.grid.columns;
        let (across, down) = self.grid.under(bounds);
        down.flat_map(move |row| across.clone().map(move |column| row * columns + column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::Rect;

    fn upright(left: f64, top: f64, right: f64, bottom: f64) -> OrientedBox {
        OrientedBox::upright(Bounds { left, top, right, bottom })
    }

    #[test]
    fn islands_are_told_from_each_other_and_from_what_goes_on_beyond_the_map() {
        let bounds = Bounds { left: 0.0, top: 0.0, right: 40.0, bottom: 40.0 };
        let mut raster = ClassRaster::new(bounds, 0.25);
        let area = |x: f64, y: f64, side: f64| Rect::new((x, y), (x + side, y + side)).to_polygon();
        // an island, another, a coast
        let land = vec![area(5.0, 5.0, 4.0), area(20.0, 5.0, 6.0), area(-5.0, 30.0, 50.0)];
        raster.paint(&MultiPolygon::new(land), 1);
        let landmasses = Landmasses::of(&raster, |class| class == 1);
        let (first, second) =
            (landmasses.at(coord! { x: 6.0, y: 6.0 }), landmasses.at(coord! { x: 22.0, y: 7.0 }));
        let coast = landmasses.at(coord! { x: 20.0, y: 35.0 });
        assert!(first != 0 && second != 0 && first != second && coast != 0);
        // a town a little off its shore
        assert_eq!(landmasses.at(coord! { x: 4.5, y: 6.0 }), first);
        assert_eq!(landmasses.at(coord! { x: 15.0, y: 20.0 }), 0);
        let on_second = [upright(21.0, 6.0, 25.0, 8.0)];
        assert!(landmasses.is_on_another(&on_second, first));
        assert!(!landmasses.is_on_another(&on_second, second));
        assert!(!landmasses.is_on_another(&[upright(5.0, 32.0, 15.0, 34.0)], first));
        let between = [upright(12.0, 6.0, 19.3, 8.0)];
        assert!(landmasses.is_by_another(&between, first, 1.0));
        assert!(!landmasses.is_by_another(&between, first, 0.5));
        assert!(!landmasses.is_by_another(&between, second, 1.0));
    }
}
