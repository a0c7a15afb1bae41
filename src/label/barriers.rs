//! Lines under a name: lines with their costs in; the cost under any box out, in microseconds.
//! Each line is cut at the cells of a grid, so that a box sums whole cells and clips only at its rim.

use super::shape::{Bounds, Part};
use geo::{Coord, LineString, coord};

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
    pieces: Vec<Piece>,
    /// The cost of all pieces of a cell.
    totals: Vec<f64>,
}

#[derive(Clone, Copy)]
struct Piece {
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
            pieces: Vec::new(),
            totals: Vec::new(),
        };
        let mut filed: Vec<(u32, Piece)> = Vec::new();
        for (line, cost) in lines {
            for segment in line.lines() {
                grid.file(segment.start, segment.end, cost, &mut filed);
            }
        }
        grid.sort(&filed);
        grid
    }

    /// Cuts a segment where it leaves a cell and files each piece under its cell.
    fn file(&self, from: Coord, to: Coord, cost: f64, filed: &mut Vec<(u32, Piece)>) {
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
                filed.push((cell, Piece { from: at(pair[0]), to: at(pair[1]), cost }));
            }
        }
    }

    fn cell(&self, point: Coord) -> Option<u32> {
        let (x, y) = ((point.x - self.left) / CELL, (point.y - self.top) / CELL);
        let inside = x >= 0.0 && y >= 0.0 && x < self.columns as f64 && y < self.rows as f64;
        inside.then_some(y as u32 * self.columns as u32 + x as u32)
    }

    /// Counting sort by cell.
    fn sort(&mut self, filed: &[(u32, Piece)]) {
        let cells = self.columns * self.rows;
        self.starts = vec![0; cells + 1];
        self.totals = vec![0.0; cells];
        for (cell, piece) in filed {
            self.starts[*cell as usize + 1] += 1;
            self.totals[*cell as usize] += piece.cost * length(piece);
        }
        for cell in 0..cells {
            self.starts[cell + 1] += self.starts[cell];
        }
        let mut next = self.starts.clone();
        let blank = coord! { x: 0.0, y: 0.0 };
        self.pieces = vec![Piece { from: blank, to: blank, cost: 0.0 }; filed.len()];
        for (cell, piece) in filed {
            let slot = &mut next[*cell as usize];
            self.pieces[*slot as usize] = *piece;
            *slot += 1;
        }
    }

    /// The cost of all that lies under `part`.
    pub(super) fn under(&self, part: &Part) -> f64 {
        let mut sum = 0.0;
        self.visit(&part.bounds, |cell, bounds, grid| {
            let total = grid.totals[cell];
            if total == 0.0 {
                return true;
            }
            let b = &part.bounds;
            let whole = part.is_upright()
                && b.left <= bounds.left
                && b.right >= bounds.right
                && b.top <= bounds.top
                && b.bottom >= bounds.bottom;
            sum += if whole {
                total
            } else {
                let clipped = |p: &Piece| p.cost * part.length_inside(p.from, p.to);
                grid.of(cell).iter().map(clipped).sum()
            };
            true
        });
        sum
    }

    /// Whether nothing lies under `part`, lines without cost included.
    pub(super) fn clear(&self, part: &Part) -> bool {
        let mut clear = true;
        self.visit(&part.bounds, |cell, _, grid| {
            let hits = |p: &Piece| part.length_inside(p.from, p.to) > 0.0;
            clear = !grid.of(cell).iter().any(hits);
            clear
        });
        clear
    }

    fn of(&self, cell: usize) -> &[Piece] {
        &self.pieces[self.starts[cell] as usize..self.starts[cell + 1] as usize]
    }

    /// Calls `look` for each cell that `bounds` meets, until it returns false.
    fn visit(&self, bounds: &Bounds, mut look: impl FnMut(usize, Bounds, &Barriers) -> bool) {
        let index =
            |value: f64, size: usize| (value / CELL).floor().clamp(-1.0, size as f64) as i64;
        let columns = index(bounds.left - self.left, self.columns).max(0)
            ..=index(bounds.right - self.left, self.columns).min(self.columns as i64 - 1);
        let rows = index(bounds.top - self.top, self.rows).max(0)
            ..=index(bounds.bottom - self.top, self.rows).min(self.rows as i64 - 1);
        for row in rows {
            for column in columns.clone() {
                let (left, top) = (self.left + column as f64 * CELL, self.top + row as f64 * CELL);
                let cell = Bounds { left, top, right: left + CELL, bottom: top + CELL };
                if !look(row as usize * self.columns + column as usize, cell, self) {
                    return;
                }
            }
        }
    }
}

fn length(piece: &Piece) -> f64 {
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
        let part = Part::upright(Bounds { left: 2.2, top: 4.0, right: 9.7, bottom: 6.0 });
        assert!((grid.under(&part) - 15.0).abs() < 1e-9, "{}", grid.under(&part));
        assert!(!grid.clear(&part));
        let above = Part::upright(Bounds { left: 2.2, top: 3.0, right: 9.7, bottom: 5.2 });
        assert!(grid.clear(&above));
    }
}
