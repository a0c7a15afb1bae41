//! Symbols in drawing order in, those of which something is seen out: of hundreds of thousands most lie wholly under others, and
//! cost every reader of the picture as much as the rest.

use crate::scene::{Fill, Item, Path, Shape};
use crate::space::OnSheet;
use geo::{Coord, Rect};

/// As many symbols are drawn whatever lies over them: each is there for who goes on drawing by hand.
pub(super) const FEW: usize = 20_000;
/// Side of a cell, mm: a third of the finest pixel of print.
const CELL: f64 = 0.05;
/// The most cells along a side.
const MOST_CELLS: f64 = 6000.0;
/// So much of what lies under other paint is seen no more: half a step of eight bits.
const UNSEEN: f64 = 1.0 / 512.0;
/// A cell under so many parts of paint shows nothing of what lies under it.
const WHOLE: f64 = 250.0;

/// The symbols that those drawn after them do not hide wholly; all of `symbols` where there are few.
pub(super) fn seen(symbols: Vec<Item>) -> Vec<Item> {
    if symbols.len() <= FEW {
        return symbols;
    }
    let Some(mut cover) = Cover::over(&symbols) else { return symbols };
    let mut seen: Vec<Item> = Vec::new();
    for symbol in symbols.into_iter().rev() {
        if !symbol.bounds().is_some_and(|bounds| cover.hides(bounds)) {
            cover.add(&symbol);
            seen.push(symbol);
        }
    }
    seen.reverse();
    seen
}

/// How much paint lies over each cell of a sheet.
struct Cover {
    /// Its top left corner.
    corner: Coord,
    /// Side of a cell.
    cell: f64,
    columns: usize,
    /// Parts of [`WHOLE`], row by row.
    parts: Vec<u8>,
}

impl Cover {
    /// None where the symbols have no size that can be told.
    fn over(symbols: &[Item]) -> Option<Cover> {
        let mut boxes = symbols.iter().filter_map(Item::bounds);
        let first = boxes.next()?;
        let (mut low, mut high) = (first.min(), first.max());
        for bounds in boxes {
            low = Coord { x: low.x.min(bounds.min().x), y: low.y.min(bounds.min().y) };
            high = Coord { x: high.x.max(bounds.max().x), y: high.y.max(bounds.max().y) };
        }
        let size = high - low;
        let longest = size.x.max(size.y);
        if !longest.is_finite() {
            return None;
        }
        let cell = CELL.max(longest / MOST_CELLS);
        let cells = |side: f64| (side / cell) as usize + 1;
        let (columns, rows) = (cells(size.x), cells(size.y));
        Some(Cover { corner: low, cell, columns, parts: vec![0; columns * rows] })
    }

    /// Whether all that a box touches is hidden.
    fn hides(&self, bounds: Rect) -> bool {
        let (low, high) = (self.cell_of(bounds.min()), self.cell_of(bounds.max()));
        (low.1..=high.1).all(|row| {
            let row = &self.parts[row * self.columns..][low.0..=high.0];
            row.iter().all(|parts| f64::from(*parts) >= WHOLE)
        })
    }

    /// The column and the row of a position within.
    fn cell_of(&self, at: Coord) -> (usize, usize) {
        let along = (at - self.corner) / self.cell;
        let rows = self.parts.len() / self.columns;
        ((along.x as usize).min(self.columns - 1), (along.y as usize).min(rows - 1))
    }

    /// Adds the paint within a disc; what other symbols hide is not counted.
    fn add(&mut self, symbol: &Item) {
        let Item::Path(Path { shape, fill: Some(fill), stroke, .. }) = symbol else { return };
        let Shape::Circle { centre: OnSheet(centre), radius } = shape else { return };
        let parts = parts_of(fill);
        if parts == 0 {
            return;
        }
        // as far as the edge hides no less than the inside
        let edge = stroke.as_ref().filter(|it| it.dashes.is_empty() && it.opacity >= fill.opacity);
        let radius = radius.0 + edge.map_or(0.0, |stroke| stroke.width.0 / 2.0);
        let reach = Coord { x: radius, y: radius };
        let (low, high) = (self.cell_of(*centre - reach), self.cell_of(*centre + reach));
        for row in low.1..=high.1 {
            for column in low.0..=high.0 {
                let near = self.corner + Coord { x: column as f64, y: row as f64 } * self.cell;
                let far = near + Coord { x: self.cell, y: self.cell };
                let way = |from: f64, to: f64, at: f64| (from - at).abs().max((to - at).abs());
                let (x, y) = (way(near.x, far.x, centre.x), way(near.y, far.y, centre.y));
                if x * x + y * y <= radius * radius {
                    let cell = &mut self.parts[row * self.columns + column];
                    *cell = cell.saturating_add(parts);
                }
            }
        }
    }
}

/// How much of [`WHOLE`] a fill hides: coats multiply, so these are logarithms.
fn parts_of(fill: &Fill) -> u8 {
    match (fill.ground, fill.opacity) {
        (None, _) => 0,
        (_, opacity) if opacity >= 1.0 => WHOLE as u8,
        (_, opacity) => (WHOLE * (libm::log(1.0 - opacity) / libm::log(UNSEEN))).min(WHOLE) as u8,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Colour, Stroke};
    use crate::units::Millimetres;

    fn disc(x: f64, radius: f64, opacity: f64) -> Item {
        let centre = OnSheet(Coord { x, y: 50.0 });
        let grey = Colour { red: 9, green: 9, blue: 9 };
        Item::Path(Path {
            shape: Shape::Circle { centre, radius: Millimetres(radius) },
            fill: Some(Fill { opacity, ..Fill::plain(grey) }),
            stroke: Some(Stroke::plain(grey, Millimetres(0.1))),
            title: None,
        })
    }

    /// The radii of those that are seen of `first`, under as many others as make them many.
    fn left(first: Vec<Item>) -> Vec<f64> {
        let others = (0..=FEW).map(|_| disc(100.0, 0.25, 1.0));
        let radius = |item: &Item| match item {
            Item::Path(Path { shape: Shape::Circle { radius, .. }, .. }) => radius.0,
            _ => 0.0,
        };
        let seen = seen(first.into_iter().chain(others).collect());
        seen.iter().map(radius).filter(|radius| *radius != 0.25).collect()
    }

    #[test]
    fn what_lies_wholly_under_others_is_left_out_and_nothing_else() {
        // wholly under one, beside it in part, and the same the other way round
        assert_eq!(left(vec![disc(50.0, 1.0, 1.0), disc(50.2, 3.0, 1.0)]), [3.0]);
        assert_eq!(left(vec![disc(50.0, 1.0, 1.0), disc(52.5, 3.0, 1.0)]), [1.0, 3.0]);
        assert_eq!(left(vec![disc(50.2, 3.0, 1.0), disc(50.0, 1.0, 1.0)]), [3.0, 1.0]);
    }

    #[test]
    fn paint_that_lets_light_through_hides_in_as_many_coats_as_leave_no_step_of_eight_bits() {
        let coats = |count: usize| {
            let mut discs = vec![disc(50.0, 1.0, 1.0)];
            discs.extend((0..count).map(|_| disc(50.0, 3.0, 0.75)));
            left(discs).contains(&1.0)
        };
        // .25⁴ is 1/256, .25⁵ is 1/1024
        assert!(coats(4) && !coats(5));
    }

    #[test]
    fn few_symbols_are_all_drawn() {
        let under = vec![disc(50.0, 1.0, 1.0), disc(50.0, 3.0, 1.0)];
        assert_eq!(seen(under).len(), 2);
    }
}
