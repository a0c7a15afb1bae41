//! Class raster, what lies under a name: areas in, a fine raster of class numbers out, that is quick to ask.
//! Even-odd scanlines through the middles of the cells; later areas are painted over earlier ones.

use super::shape::{Bounds, OrientedBox};
use super::summed_area::SummedAreaTable;
use geo::{Coord, MultiPolygon};
use std::ops::Range;

/// Cells on the sheet, counted row by row.
#[derive(Clone, Copy)]
pub(super) struct Grid {
    left: f64,
    top: f64,
    cell: f64,
    pub(super) columns: usize,
    pub(super) rows: usize,
}

impl Grid {
    /// What all cells cover.
    pub(super) fn bounds(&self) -> Bounds {
        let (width, height) = (self.columns as f64 * self.cell, self.rows as f64 * self.cell);
        let (right, bottom) = (self.left + width, self.top + height);
        Bounds { left: self.left, top: self.top, right, bottom }
    }

    /// The middle of a cell.
    pub(super) fn middle(&self, cell: usize) -> Coord {
        let (row, column) = (cell / self.columns, cell % self.columns);
        Coord {
            x: self.left + (column as f64 + 0.5) * self.cell,
            y: self.top + (row as f64 + 0.5) * self.cell,
        }
    }

    /// The cell that a point lies in.
    pub(super) fn cell(&self, point: Coord) -> Option<usize> {
        let (x, y) = ((point.x - self.left) / self.cell, (point.y - self.top) / self.cell);
        let is_in = x >= 0.0 && y >= 0.0 && x < self.columns as f64 && y < self.rows as f64;
        is_in.then_some(y as usize * self.columns + x as usize)
    }

    /// The columns and the rows of the cells whose middles lie in `bounds`.
    pub(super) fn under(&self, bounds: &Bounds) -> (Range<usize>, Range<usize>) {
        let index = |value: f64, size: usize| (value / self.cell).clamp(0.0, size as f64) as usize;
        let half = self.cell / 2.0;
        let left = index(bounds.left - self.left + half, self.columns);
        let right = index(bounds.right - self.left + half, self.columns);
        let top = index(bounds.top - self.top + half, self.rows);
        let bottom = index(bounds.bottom - self.top + half, self.rows);
        (left..right.max(left), top..bottom.max(top))
    }
}

/// A raster of class numbers; 0 is no class.
pub(super) struct ClassRaster {
    pub(super) grid: Grid,
    classes: Vec<u8>,
}

impl ClassRaster {
    /// An empty raster over `bounds` with cells of `cell` millimetres.
    pub(super) fn new(bounds: Bounds, cell: f64) -> ClassRaster {
        let size = |length: f64| (length / cell).ceil().clamp(1.0, 4096.0) as usize;
        let (columns, rows) = (size(bounds.width()), size(bounds.height()));
        let classes = vec![0; columns * rows];
        let grid = Grid { left: bounds.left, top: bounds.top, cell, columns, rows };
        ClassRaster { grid, classes }
    }

    /// A raster whose cells are of class 1 where their middles are as asked.
    pub(super) fn where_is(
        bounds: Bounds,
        cell: f64,
        is_one: impl Fn(Coord) -> bool,
    ) -> ClassRaster {
        let mut raster = ClassRaster::new(bounds, cell);
        for index in 0..raster.classes.len() {
            raster.classes[index] = u8::from(is_one(raster.grid.middle(index)));
        }
        raster
    }

    /// The class of a cell.
    pub(super) fn class_of(&self, cell: usize) -> u8 {
        self.classes[cell]
    }

    /// Paints `area` with `class`.
    pub(super) fn paint(&mut self, area: &MultiPolygon, class: u8) {
        let mut crossings: Vec<(u32, f64)> = Vec::new();
        for polygon in area {
            for ring in std::iter::once(polygon.exterior()).chain(polygon.interiors()) {
                for edge in ring.lines() {
                    self.cross(edge.start, edge.end, &mut crossings);
                }
            }
        }
        crossings.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        for pair in crossings.chunk_by(|a, b| a.0 == b.0).flat_map(|row| row.chunks_exact(2)) {
            let columns = self.grid.columns as f64;
            let from = (pair[0].1 - 0.5).ceil().clamp(0.0, columns) as usize;
            let to = (pair[1].1 - 0.5).ceil().clamp(0.0, columns) as usize;
            let row = pair[0].0 as usize * self.grid.columns;
            if from < to {
                self.classes[row + from..row + to].fill(class);
            }
        }
    }

    /// Where an edge crosses the middles of rows: row and place across, in cells.
    fn cross(&self, from: Coord, to: Coord, crossings: &mut Vec<(u32, f64)>) {
        let down = |p: Coord| (p.y - self.grid.top) / self.grid.cell - 0.5;
        let across = |p: Coord| (p.x - self.grid.left) / self.grid.cell;
        let (a, b) = (down(from), down(to));
        let (low, high) = (a.min(b).ceil().max(0.0), a.max(b).ceil().min(self.grid.rows as f64));
        let mut row = low;
        while row < high {
            let x = across(from) + (across(to) - across(from)) * (row - a) / (b - a);
            crossings.push((row as u32, x));
            row += 1.0;
        }
    }

    /// The class at a point.
    pub(super) fn at(&self, point: Coord) -> u8 {
        self.grid.cell(point).map_or(0, |cell| self.classes[cell])
    }

    /// Counts the cells of each class under the bounds of each part.
    pub(super) fn count(&self, parts: &[OrientedBox]) -> ClassHistogram {
        let mut count = ClassHistogram { cells: [0; 256], sum: 0 };
        for part in parts {
            self.count_in(&part.bounds, &mut count);
        }
        count
    }

    fn count_in(&self, bounds: &Bounds, count: &mut ClassHistogram) {
        let (columns, rows) = self.grid.under(bounds);
        for row in rows {
            let start = row * self.grid.columns;
            for class in &self.classes[start + columns.start..start + columns.end] {
                count.cells[usize::from(*class)] += 1;
            }
        }
        // What lies outside the raster is of no class.
        let cells = bounds.width() * bounds.height() / (self.grid.cell * self.grid.cell);
        count.sum += cells.round().max(1.0) as u32;
    }

    /// Where `class` is, summed up for quick shares.
    pub(super) fn coverage(&self, class: u8) -> ClassCoverage {
        let is = self.classes.iter().map(|own| if *own == class { 1.0 } else { 0.0 });
        ClassCoverage { grid: self.grid, sums: SummedAreaTable::new(self.grid.columns, is) }
    }

    /// The middles of all cells of `class`.
    pub(super) fn cells(&self, class: u8) -> impl Iterator<Item = Coord> + '_ {
        let own = self.classes.iter().enumerate().filter(move |(_, own)| **own == class);
        own.map(|(cell, _)| self.grid.middle(cell))
    }

    pub(super) fn cell_area(&self) -> f64 {
        self.grid.cell * self.grid.cell
    }
}

/// Where one class is.
pub(super) struct ClassCoverage {
    grid: Grid,
    sums: SummedAreaTable,
}

impl ClassCoverage {
    /// The share of the class in the bounds of `parts`, 0 to 1.
    pub(super) fn of<'a>(&self, parts: impl IntoIterator<Item = &'a OrientedBox>) -> f64 {
        let (mut inside, mut whole) = (0.0, 0.0);
        for part in parts {
            let bounds = &part.bounds;
            let index = |value: f64, size: usize| {
                ((value / self.grid.cell + 0.5).max(0.0) as usize).min(size)
            };
            let columns = index(bounds.left - self.grid.left, self.grid.columns)
                ..index(bounds.right - self.grid.left, self.grid.columns);
            let rows = index(bounds.top - self.grid.top, self.grid.rows)
                ..index(bounds.bottom - self.grid.top, self.grid.rows);
            inside += self.sums.over(columns, rows);
            whole +=
                (bounds.width() * bounds.height() / (self.grid.cell * self.grid.cell)).max(1.0);
        }
        (inside / f64::max(whole, 1.0)).min(1.0)
    }
}

/// How many cells of each class.
pub(super) struct ClassHistogram {
    cells: [u32; 256],
    sum: u32,
}

impl ClassHistogram {
    /// The share of `class`, 0 to 1.
    pub(super) fn share(&self, class: u8) -> f64 {
        (f64::from(self.cells[usize::from(class)]) / f64::from(self.sum.max(1))).min(1.0)
    }

    /// The classes that occur, 0 left out, with their number of cells.
    pub(super) fn classes(&self) -> impl Iterator<Item = (u8, u32)> + '_ {
        let counts = (1..=u8::MAX).zip(&self.cells[1..]);
        counts.filter(|(_, count)| **count > 0).map(|(class, count)| (class, *count))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Rect, coord};

    #[test]
    fn half_of_a_box_over_an_area_is_a_share_of_one_half() {
        let bounds = Bounds { left: 0.0, top: 0.0, right: 20.0, bottom: 20.0 };
        let mut raster = ClassRaster::new(bounds, 0.25);
        let area = Rect::new((2.0, 2.0), (10.0, 10.0)).to_polygon();
        raster.paint(&MultiPolygon::new(vec![area]), 3);
        let part = OrientedBox::upright(Bounds { left: 8.0, top: 4.0, right: 12.0, bottom: 6.0 });
        assert!((raster.count(&[part]).share(3) - 0.5).abs() < 1e-9);
        assert_eq!(raster.at(coord! { x: 5.0, y: 5.0 }), 3);
        assert_eq!(raster.at(coord! { x: 15.0, y: 5.0 }), 0);
    }
}
