//! Lines under a name: lines with their costs in; the cost under any box out, in microseconds.
//! Each line is cut at the cells of a grid, so that a box sums whole cells and clips only at its rim.

use super::shape::{Bounds, OrientedBox};
use super::summed_area::SummedAreaTable;
use geo::{Coord, LineString, coord};
use std::ops::Range;

/// Side of a cell, in millimetres: near the height of a name.
const CELL: f64 = 1.0;

/// Lines cut at the cells of a grid.
pub(super) struct Barriers {
    left: f64,
    top: f64,
    columns: usize,
    rows: usize,
    /// For each cell, where its pieces begin; one more at the end.
    starts: Vec<u32>,
    segments: Vec<CutSegment>,
    /// The cost of all pieces of the cells.
    totals: SummedAreaTable,
    /// The number of pieces of the cells.
    counts: SummedAreaTable,
}

#[derive(Clone, Copy)]
struct CutSegment {
    from: Coord,
    to: Coord,
    cost: f64,
}

impl Barriers {
    /// Lines with their cost a millimetre, as far as they lie in `bounds`.
    pub(super) fn new<'a>(
        bounds: Bounds,
        lines: impl IntoIterator<Item = (&'a LineString, f64)>,
    ) -> Barriers {
        let size = |length: f64| (length / CELL).ceil().clamp(1.0, 4096.0) as usize;
        let mut grid = Barriers {
            left: bounds.left,
            top: bounds.top,
            columns: size(bounds.width()),
            rows: size(bounds.height()),
            starts: Vec::new(),
            segments: Vec::new(),
            totals: SummedAreaTable::new(1, []),
            counts: SummedAreaTable::new(1, []),
        };
        let mut filed: Vec<(u32, CutSegment)> = Vec::new();
        for (line, cost) in lines {
            for segment in line.lines() {
                grid.file(segment.start, segment.end, cost, &mut filed);
            }
        }
        grid.sort(&filed);
        grid
    }

    /// Cuts a segment where it leaves a cell and files each piece under its cell.
    fn file(&self, from: Coord, to: Coord, cost: f64, filed: &mut Vec<(u32, CutSegment)>) {
        let mut cuts = vec![0.0, 1.0];
        let axes = [(from.x - self.left, to.x - from.x), (from.y - self.top, to.y - from.y)];
        for (start, step) in axes {
            let (a, b) = ((start / CELL).floor(), ((start + step) / CELL).floor());
            if a == b || !a.is_finite() || !b.is_finite() {
                continue;
            }
            let limit = self.columns.max(self.rows) as f64;
            let (low, high) = (a.min(b).max(-1.0), a.max(b).min(limit));
            let mut edge = low + 1.0;
            while edge <= high {
                cuts.push((edge * CELL - start) / step);
                edge += 1.0;
            }
        }
        cuts.sort_by(f64::total_cmp);
        let at =
            |t: f64| coord! { x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t };
        for pair in cuts.windows(2) {
            if pair[1] - pair[0] > 1e-12
                && let Some(cell) = self.cell(at((pair[0] + pair[1]) / 2.0))
            {
                filed.push((cell, CutSegment { from: at(pair[0]), to: at(pair[1]), cost }));
            }
        }
    }

    fn cell(&self, point: Coord) -> Option<u32> {
        let (x, y) = ((point.x - self.left) / CELL, (point.y - self.top) / CELL);
        let inside = x >= 0.0 && y >= 0.0 && x < self.columns as f64 && y < self.rows as f64;
        inside.then_some(y as u32 * self.columns as u32 + x as u32)
    }

    /// Counting sort by cell.
    fn sort(&mut self, filed: &[(u32, CutSegment)]) {
        let cells = self.columns * self.rows;
        self.starts = vec![0; cells + 1];
        let mut totals = vec![0.0; cells];
        for (cell, piece) in filed {
            self.starts[*cell as usize + 1] += 1;
            totals[*cell as usize] += piece.cost * length(piece);
        }
        self.totals = SummedAreaTable::new(self.columns, totals);
        let counts = self.starts[1..].iter().map(|count| f64::from(*count));
        self.counts = SummedAreaTable::new(self.columns, counts);
        for cell in 0..cells {
            self.starts[cell + 1] += self.starts[cell];
        }
        let mut next = self.starts.clone();
        let blank = coord! { x: 0.0, y: 0.0 };
        self.segments = vec![CutSegment { from: blank, to: blank, cost: 0.0 }; filed.len()];
        for (cell, piece) in filed {
            let slot = &mut next[*cell as usize];
            self.segments[*slot as usize] = *piece;
            *slot += 1;
        }
    }

    /// The cost of all that lies under `part`.
    pub(super) fn under(&self, part: &OrientedBox) -> f64 {
        let (columns, rows) = self.cells(&part.bounds);
        if self.counts.over(columns.clone(), rows.clone()) == 0.0 {
            return 0.0;
        }
        let clipped = |p: &CutSegment| p.cost * part.length_inside(p.from, p.to);
        // The inner cells lie wholly under an upright box: only its rim is clipped.
        let upright = part.is_upright();
        let inner_columns = columns.start + 1..columns.end.saturating_sub(1);
        let inner_rows = rows.start + 1..rows.end.saturating_sub(1);
        let mut sum = 0.0;
        for row in rows {
            let inner_row = upright && inner_rows.contains(&row);
            for column in columns.clone() {
                if !(inner_row && inner_columns.contains(&column)) {
                    sum += self.of(row, column).iter().map(clipped).sum::<f64>();
                }
            }
        }
        if upright {
            sum += self.totals.over(inner_columns, inner_rows);
        }
        sum
    }

    /// Whether nothing lies under `part`, lines without cost included.
    pub(super) fn clear(&self, part: &OrientedBox) -> bool {
        let (columns, rows) = self.cells(&part.bounds);
        if self.counts.over(columns.clone(), rows.clone()) == 0.0 {
            return true;
        }
        let hits = |p: &CutSegment| part.length_inside(p.from, p.to) > 0.0;
        !rows
            .into_iter()
            .any(|row| columns.clone().any(|column| self.of(row, column).iter().any(hits)))
    }

    fn of(&self, row: usize, column: usize) -> &[CutSegment] {
        let cell = row * self.columns + column;
        &self.segments[self.starts[cell] as usize..self.starts[cell + 1] as usize]
    }

    /// The columns and rows that `bounds` meets.
    fn cells(&self, bounds: &Bounds) -> (Range<usize>, Range<usize>) {
        // Saturating casts: what lies outside the grid meets its edge or nothing.
        let from = |value: f64| (value / CELL).floor() as usize;
        let to = |value: f64, size: usize| (((value / CELL).floor() + 1.0) as usize).min(size);
        (
            from(bounds.left - self.left)..to(bounds.right - self.left, self.columns),
            from(bounds.top - self.top)..to(bounds.bottom - self.top, self.rows),
        )
    }
}

fn length(piece: &CutSegment) -> f64 {
    let (x, y) = (piece.to.x - piece.from.x, piece.to.y - piece.from.y);
    (x * x + y * y).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_summed_across_cells() {
        let bounds = Bounds { left: 0.0, top: 0.0, right: 20.0, bottom: 20.0 };
        let line = LineString::from(vec![(-3.0, 5.3), (40.0, 5.3)]);
        let grid = Barriers::new(bounds, [(&line, 2.0)]);
        let part = OrientedBox::upright(Bounds { left: 2.2, top: 4.0, right: 9.7, bottom: 6.0 });
        assert!((grid.under(&part) - 15.0).abs() < 1e-9, "{}", grid.under(&part));
        assert!(!grid.clear(&part));
        let above = OrientedBox::upright(Bounds { left: 2.2, top: 3.0, right: 9.7, bottom: 5.2 });
        assert!(grid.clear(&above));
    }
}
