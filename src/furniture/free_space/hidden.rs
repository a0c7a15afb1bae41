//! Hidden: the weights of a map in, what any box on it would hide out.

use super::{CELL, FreeSpace};
use geo::{Coord, Rect};

/// What boxes would hide, wherever they stand.
pub(in crate::furniture) struct Hidden<'a> {
    space: &'a FreeSpace,
    sums: Vec<f64>,
}

impl FreeSpace {
    /// What boxes would hide.
    pub(in crate::furniture) fn hidden(&self) -> Hidden<'_> {
        Hidden { space: self, sums: self.summed(&self.weights) }
    }
}

impl Hidden<'_> {
    /// What all cells weigh that a box touches.
    pub(in crate::furniture) fn under(&self, taken: Rect) -> f64 {
        let from = (taken.min() - self.space.corner) / CELL;
        let to = (taken.max() - self.space.corner) / CELL;
        let clamp = |at: f64, most: usize| at.clamp(0.0, most as f64) as usize;
        let (left, right) =
            (clamp(from.x.floor(), self.space.columns), clamp(to.x.ceil(), self.space.columns));
        let (above, below) =
            (clamp(from.y.floor(), self.space.rows), clamp(to.y.ceil(), self.space.rows));
        let stride = self.space.columns + 1;
        let sum = |column: usize, row: usize| self.sums[row * stride + column];
        sum(right, below) - sum(left, below) - sum(right, above) + sum(left, above)
    }

    /// What the cells along a line weigh.
    pub(in crate::furniture) fn along(&self, from: Coord, to: Coord) -> f64 {
        let length = libm::hypot(to.x - from.x, to.y - from.y);
        let steps = (length / CELL).floor() as usize;
        let at = |step: usize| from + (to - from) * ((step as f64 + 0.5) * CELL / length);
        let cells = (0..steps).filter_map(|step| self.space.cell(at(step)));
        cells.map(|cell| self.space.weights[cell]).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{LineString, polygon};

    #[test]
    fn a_box_hides_what_lies_under_it_and_no_more() {
        let map = polygon![(x: 10.0, y: 10.0), (x: 50.0, y: 10.0), (x: 50.0, y: 40.0), (x: 10.0, y: 40.0)];
        let bounds = Rect::new((10.0, 10.0), (50.0, 40.0));
        let mut space = FreeSpace::new(&map, bounds, 1.0);
        space.add_line(&LineString::from(vec![(10.5, 20.5), (49.5, 20.5)]), 2.0);
        let hidden = space.hidden();
        let weight = |x: f64, y: f64| hidden.under(Rect::new((x, y), (x + 10.0, y + 5.0)));
        assert_eq!(weight(15.0, 30.0), 0.0);
        assert_eq!(weight(15.0, 18.0), 20.0);
        let at = |x: f64, y: f64| Coord { x, y };
        assert_eq!(hidden.along(at(20.0, 12.0), at(20.0, 18.0)), 0.0);
        assert!(hidden.along(at(20.0, 12.0), at(20.0, 30.0)) >= 2.0);
    }
}
