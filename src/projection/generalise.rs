//! Lines and polygons in millimetres in, the same with no more detail than paper shows out: their vertices on a grid, and
//! those left out that hardly turn the line. What becomes of a vertex is decided by those about it alone, from whichever
//! ring or line it is read, so that neighbours and their coasts stay together.

use super::clip::area;
use crate::space::OnSheet;
use geo::{Coord, LineString, Polygon};

/// A place on the grid: column and row.
type Cell = (i64, i64);

/// A vertex goes whose triangle with its neighbours has less than this, in cells: twice the area of three (.0012 mm² on
/// a grid of .02 mm: less than a quarter of a pixel in print).
const LEAST_TURN: i64 = 6;
/// A ring of so few vertices keeps them all.
const FEW: usize = 8;

/// `polygon` with its vertices on a grid of `tolerance` millimetres, without those that hardly turn the line. A vertex moves
/// alike whichever ring it is read from, so neighbours stay neighbours and no gap opens; at most half the grid's
/// diagonal, and the line about a vertex that goes by the height of a triangle of one cell. An exterior that the grid would flatten stays
/// as it was. None if the exterior encloses less than `min_area` mm²; holes smaller than that are filled.
pub fn generalise(
    polygon: &OnSheet<Polygon>,
    tolerance: f64,
    min_area: f64,
) -> Option<OnSheet<Polygon>> {
    let exterior = polygon.0.exterior();
    if area(&exterior.0) < min_area {
        return None;
    }
    let ring = gridded(&exterior.0, tolerance).unwrap_or_else(|| exterior.0.clone());
    let holes = polygon.0.interiors().iter();
    let holes = holes.filter(|hole| area(&hole.0) >= min_area);
    let holes = holes.filter_map(|hole| gridded(&hole.0, tolerance)).map(LineString::new);
    Some(OnSheet(Polygon::new(LineString::new(ring), holes.collect())))
}

/// `line` on the same grid as [`generalise`] puts areas, so that a coast stays on its land; none if
/// nothing is left of it there.
pub fn generalise_line(line: &OnSheet<LineString>, tolerance: f64) -> Option<OnSheet<LineString>> {
    let points = &line.0.0;
    if points.len() > 3 && points.first() == points.last() {
        let ring = gridded(points, tolerance).unwrap_or_else(|| points.clone());
        return Some(OnSheet(LineString::new(ring)));
    }
    let mut cells: Vec<Cell> = Vec::with_capacity(points.len());
    for point in points {
        push_cell(&mut cells, cell(point, tolerance));
    }
    let cells = thinned(cells, false);
    let points: Vec<Coord> = cells.into_iter().map(|c| on_grid(c, tolerance)).collect();
    (points.len() > 1).then(|| OnSheet(LineString::new(points)))
}

/// A ring on the grid, closed; none if it encloses nothing there.
fn gridded(ring: &[Coord], grid: f64) -> Option<Vec<Coord>> {
    let mut cells: Vec<Cell> = Vec::with_capacity(ring.len());
    for point in ring {
        push_cell(&mut cells, cell(point, grid));
    }
    // The ring is closed: its ends are neighbours too.
    while cells.len() > 3 && cells.first() == cells.last() {
        cells.pop();
        let (first, second) = (cells[0], cells[1]);
        let count = cells.len();
        if in_line(cells[count - 2], cells[count - 1], first) {
            cells.pop();
            push_cell(&mut cells, first);
        } else if in_line(cells[count - 1], first, second) {
            cells.remove(0);
            push_cell(&mut cells, second);
        }
    }
    if cells.len() < 3 || cells.first() == cells.last() {
        return None;
    }
    let mut cells = thinned(cells, true);
    cells.push(cells[0]);
    Some(cells.into_iter().map(|cell| on_grid(cell, grid)).collect())
}

/// The cell of the grid that a point is nearest to.
fn cell(point: &Coord, grid: f64) -> Cell {
    ((point.x / grid).round() as i64, (point.y / grid).round() as i64)
}

fn on_grid((column, row): Cell, grid: f64) -> Coord {
    Coord { x: column as f64 * grid, y: row as f64 * grid }
}

/// Adds a cell to a run without doubled or collinear cells.
fn push_cell(cells: &mut Vec<Cell>, cell: Cell) {
    while let [.., before, last] = cells.as_slice() {
        if !in_line(*before, *last, cell) {
            break;
        }
        cells.pop();
    }
    if cells.last() != Some(&cell) {
        cells.push(cell);
    }
}

/// Whether the middle cell is on the line through its neighbours (exact: cells are whole numbers).
fn in_line(a: Cell, b: Cell, c: Cell) -> bool {
    (b.0 - a.0) * (c.1 - b.1) == (b.1 - a.1) * (c.0 - b.0)
}

/// A run of cells, closed or open, without those that hardly turn it: the least first, as Visvalingam & Whyatt (1993),
/// The Cartographic Journal 30, 46–51, but all of those at once that turn it less than both their neighbours do.
fn thinned(mut cells: Vec<Cell>, is_closed: bool) -> Vec<Cell> {
    loop {
        let count = cells.len();
        if count <= FEW {
            return cells;
        }
        let turn = |at: usize| {
            let is_end = !is_closed && (at == 0 || at + 1 == count);
            let (before, after) = (cells[(at + count - 1) % count], cells[(at + 1) % count]);
            let turn = if is_end { i64::MAX } else { twice_area(before, cells[at], after) };
            (turn, cells[at])
        };
        let turns: Vec<(i64, Cell)> = (0..count).map(turn).collect();
        let goes = |at: usize| {
            let (before, after) = (turns[(at + count - 1) % count], turns[(at + 1) % count]);
            turns[at].0 <= LEAST_TURN && turns[at] < before && turns[at] < after
        };
        let remaining: Vec<Cell> = (0..count).filter(|at| !goes(*at)).map(|at| cells[at]).collect();
        if remaining.len() == count {
            return cells;
        }
        cells = remaining;
    }
}

/// Twice the area of a triangle, in cells.
fn twice_area(a: Cell, b: Cell, c: Cell) -> i64 {
    ((b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0)).abs()
}

#[cfg(test)]
mod tests;
