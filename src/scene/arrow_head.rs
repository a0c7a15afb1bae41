//! Arrow head: where its tip is, which way it points and how broad its line is in, its outline out. A head is in scale with its
//! line: as long as a reader needs to see which way it points, and broader than the line by as much on both sides.

use crate::space::OnSheet;
use crate::units::Millimetres;
use geo::{Coord, LineString, Polygon};

/// The measures of a head, mm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct HeadSize {
    /// From its tip to its barbs.
    pub(crate) length: f64,
    /// From its axis to a barb.
    pub(crate) half_width: f64,
}

impl HeadSize {
    /// The head of a line of this width.
    pub(crate) fn of_line(Millimetres(width): Millimetres) -> HeadSize {
        HeadSize { length: 1.0 + 2.0 * width, half_width: 0.5 + 0.95 * width }
    }

    /// The same head on an arrow so short that it has only so much room.
    pub(crate) fn within(self, room: f64) -> HeadSize {
        let share = (room / self.length).min(1.0);
        HeadSize { length: self.length * share, half_width: self.half_width * share }
    }

    /// How far behind its tip the line goes on: under the head, short of its barbs.
    pub(crate) fn base(self) -> f64 {
        const NOTCH: f64 = 0.82;
        self.length * NOTCH
    }
}

/// The outline of a head at a tip that points along a direction.
pub(crate) fn head(tip: Coord, direction: Coord, size: HeadSize) -> OnSheet<Polygon> {
    let length = libm::hypot(direction.x, direction.y).max(f64::MIN_POSITIVE);
    let along = direction / length;
    let across = Coord { x: -along.y, y: along.x };
    let barb = |side: f64| tip - along * size.length + across * (side * size.half_width);
    let ring = vec![tip, barb(1.0), tip - along * size.base(), barb(-1.0), tip];
    OnSheet(Polygon::new(LineString(ring), Vec::new()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Area, BoundingRect};

    #[test]
    fn a_head_points_where_it_is_told_and_grows_with_its_line() {
        let of = |width: f64| {
            let size = HeadSize::of_line(Millimetres(width));
            head(Coord { x: 10.0, y: 0.0 }, Coord { x: 3.0, y: 0.0 }, size).0
        };
        let box_of = |width: f64| of(width).bounding_rect().expect("a head");
        assert_eq!(box_of(0.3).max().x, 10.0);
        assert!(box_of(0.3).height() > 3.0 * 0.3 && box_of(3.0).height() > 3.0);
        assert!(of(1.0).unsigned_area() > of(0.5).unsigned_area());
        assert_eq!(HeadSize::of_line(Millimetres(1.0)).within(1.5).length, 1.5);
    }
}
