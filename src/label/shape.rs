//! What letters cover: upright and turned boxes, their distances.

use crate::lettering::Ink;
use crate::space::OnSheet;
use geo::{Coord, LineString, Polygon, Rect, coord};

/// An upright box.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bounds {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Bounds {
    /// Nothing: the bounds of no points.
    pub(super) const EMPTY: Bounds = Bounds {
        left: f64::INFINITY,
        top: f64::INFINITY,
        right: f64::NEG_INFINITY,
        bottom: f64::NEG_INFINITY,
    };

    pub(super) fn of(points: impl IntoIterator<Item = Coord>) -> Bounds {
        points.into_iter().fold(Bounds::EMPTY, |all, p| {
            all.with(Bounds { left: p.x, top: p.y, right: p.x, bottom: p.y })
        })
    }

    pub(super) fn with(self, other: Bounds) -> Bounds {
        Bounds {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    pub(super) fn grown(self, by: f64) -> Bounds {
        Bounds {
            left: self.left - by,
            top: self.top - by,
            right: self.right + by,
            bottom: self.bottom + by,
        }
    }

    pub(super) fn meets(&self, other: &Bounds) -> bool {
        self.left <= other.right
            && other.left <= self.right
            && self.top <= other.bottom
            && other.top <= self.bottom
    }

    pub(super) fn holds(&self, point: Coord) -> bool {
        (self.left..=self.right).contains(&point.x) && (self.top..=self.bottom).contains(&point.y)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.left > self.right || self.top > self.bottom
    }

    pub(super) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(super) fn height(&self) -> f64 {
        self.bottom - self.top
    }

    pub(super) fn centre(&self) -> Coord {
        coord! { x: (self.left + self.right) / 2.0, y: (self.top + self.bottom) / 2.0 }
    }

    pub(super) fn rect(&self) -> OnSheet<Rect> {
        OnSheet(Rect::new((self.left, self.top), (self.right, self.bottom)))
    }

    /// Between two boxes; 0 if they overlap.
    pub(super) fn gap(&self, other: &Bounds) -> f64 {
        let (across, down) = self.apart(other);
        (across * across + down * down).sqrt()
    }

    /// Whether two boxes are at least `by` apart.
    pub(super) fn is_apart(&self, other: &Bounds, by: f64) -> bool {
        let (across, down) = self.apart(other);
        across >= by || down >= by || across * across + down * down >= by * by
    }

    /// Between two boxes across and down.
    fn apart(&self, other: &Bounds) -> (f64, f64) {
        let across = (self.left - other.right).max(other.left - self.right).max(0.0);
        (across, (self.top - other.bottom).max(other.top - self.bottom).max(0.0))
    }
}

/// A direction on the sheet as a unit vector: y runs down, so that angles run clockwise.
#[derive(Clone, Copy, Debug)]
pub(super) struct Direction {
    pub(super) cos: f64,
    pub(super) sin: f64,
}

impl Direction {
    /// `angle` in degrees, clockwise from the horizontal.
    pub(super) fn of_degrees(angle: f64) -> Direction {
        let (sin, cos) = libm::sincos(angle.to_radians());
        Direction { cos, sin }
    }
}

/// A box that may be turned.
#[derive(Clone, Copy, Debug)]
pub(super) struct OrientedBox {
    pub(super) bounds: Bounds,
    pub(super) centre: Coord,
    half_width: f64,
    half_height: f64,
    cos: f64,
    sin: f64,
}

impl OrientedBox {
    pub(super) fn upright(bounds: Bounds) -> OrientedBox {
        OrientedBox {
            bounds,
            centre: bounds.centre(),
            half_width: bounds.width() / 2.0,
            half_height: bounds.height() / 2.0,
            cos: 1.0,
            sin: 0.0,
        }
    }

    /// The ink of a piece of text whose left end stands at `at`, its baseline along `direction`.
    pub(super) fn turned(ink: Ink, at: Coord, direction: Direction) -> OrientedBox {
        let Direction { cos, sin } = direction;
        let (x, y) = ((ink.left + ink.right) / 2.0, (ink.top + ink.bottom) / 2.0);
        let centre = coord! { x: at.x + x * cos - y * sin, y: at.y + x * sin + y * cos };
        let (half_width, half_height) =
            ((ink.right - ink.left) / 2.0, (ink.bottom - ink.top) / 2.0);
        let across = half_width * cos.abs() + half_height * sin.abs();
        let down = half_width * sin.abs() + half_height * cos.abs();
        let bounds = Bounds {
            left: centre.x - across,
            right: centre.x + across,
            top: centre.y - down,
            bottom: centre.y + down,
        };
        OrientedBox { bounds, centre, half_width, half_height, cos, sin }
    }

    /// A thin box along a line.
    pub(super) fn line(from: Coord, to: Coord) -> OrientedBox {
        let (x, y) = (to.x - from.x, to.y - from.y);
        let length = (x * x + y * y).sqrt();
        let (cos, sin) = if length > 0.0 { (x / length, y / length) } else { (1.0, 0.0) };
        OrientedBox::turned(
            Ink { left: 0.0, top: 0.0, right: length, bottom: 0.0 },
            from,
            Direction { cos, sin },
        )
    }

    /// The same box, larger by `by` on every side.
    pub(super) fn grown(&self, by: f64) -> OrientedBox {
        OrientedBox {
            bounds: self.bounds.grown(by * (self.cos.abs() + self.sin.abs())),
            half_width: self.half_width + by,
            half_height: self.half_height + by,
            ..*self
        }
    }

    pub(super) fn is_upright(&self) -> bool {
        self.sin == 0.0
    }

    /// `point` seen from the box: across and down from its middle.
    fn seen(&self, point: Coord) -> (f64, f64) {
        let (x, y) = (point.x - self.centre.x, point.y - self.centre.y);
        (x * self.cos + y * self.sin, y * self.cos - x * self.sin)
    }

    /// Length of the line from `from` to `to` inside the box.
    pub(super) fn length_inside(&self, from: Coord, to: Coord) -> f64 {
        let (x0, y0) = self.seen(from);
        let (x1, y1) = self.seen(to);
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for (start, step, half) in [(x0, x1 - x0, self.half_width), (y0, y1 - y0, self.half_height)]
        {
            if step.abs() < 1e-12 {
                if start.abs() > half {
                    return 0.0;
                }
            } else {
                let (a, b) = ((-half - start) / step, (half - start) / step);
                enter = enter.max(a.min(b));
                leave = leave.min(a.max(b));
            }
        }
        let (x, y) = (x1 - x0, y1 - y0);
        (leave - enter).max(0.0) * (x * x + y * y).sqrt()
    }

    /// From the edge of the box to `point`; 0 inside.
    pub(super) fn gap_to(&self, point: Coord) -> f64 {
        let (x, y) = self.seen(point);
        let (x, y) = ((x.abs() - self.half_width).max(0.0), (y.abs() - self.half_height).max(0.0));
        (x * x + y * y).sqrt()
    }

    /// Between two boxes; 0 if they overlap.
    pub(super) fn gap(&self, other: &OrientedBox) -> f64 {
        if self.is_upright() && other.is_upright() {
            return self.bounds.gap(&other.bounds);
        }
        if self.overlaps(other) {
            return 0.0;
        }
        let corner_gaps = other.corners().map(|corner| self.gap_to(corner));
        let own_gaps = self.corners().map(|corner| other.gap_to(corner));
        corner_gaps.into_iter().chain(own_gaps).fold(f64::INFINITY, f64::min)
    }

    /// Separating axes (Gottschalk, Lin, Manocha 1996): the four directions of the sides.
    fn overlaps(&self, other: &OrientedBox) -> bool {
        let (x, y) = (other.centre.x - self.centre.x, other.centre.y - self.centre.y);
        let axes = [
            (self.cos, self.sin),
            (-self.sin, self.cos),
            (other.cos, other.sin),
            (-other.sin, other.cos),
        ];
        axes.into_iter()
            .all(|axis| (x * axis.0 + y * axis.1).abs() <= self.reach(axis) + other.reach(axis))
    }

    fn reach(&self, axis: (f64, f64)) -> f64 {
        self.half_width * (self.cos * axis.0 + self.sin * axis.1).abs()
            + self.half_height * (self.cos * axis.1 - self.sin * axis.0).abs()
    }

    pub(super) fn corners(&self) -> [Coord; 4] {
        [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)].map(|(x, y)| {
            let (x, y) = (x * self.half_width, y * self.half_height);
            coord! {
                x: self.centre.x + x * self.cos - y * self.sin,
                y: self.centre.y + x * self.sin + y * self.cos,
            }
        })
    }

    pub(super) fn polygon(&self) -> OnSheet<Polygon> {
        OnSheet(Polygon::new(LineString::from(self.corners().to_vec()), Vec::new()))
    }

    pub(super) fn area(&self) -> f64 {
        4.0 * self.half_width * self.half_height
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: f64, y: f64, angle: f64) -> OrientedBox {
        let ink = Ink { left: -1.0, top: -1.0, right: 1.0, bottom: 1.0 };
        OrientedBox::turned(ink, coord! { x: x, y: y }, Direction::of_degrees(angle))
    }

    #[test]
    fn a_turned_square_reaches_half_its_diagonal() {
        let gap = square(0.0, 0.0, 0.0).gap(&square(4.0, 0.0, 45.0));
        assert!((gap - (3.0 - 2.0_f64.sqrt())).abs() < 1e-12, "{gap}");
    }

    #[test]
    fn overlapping_boxes_have_no_gap() {
        assert_eq!(square(0.0, 0.0, 10.0).gap(&square(1.5, 0.0, 45.0)), 0.0);
    }

    #[test]
    fn a_line_through_a_box_is_measured_inside_it() {
        let through = square(0.0, 0.0, 0.0)
            .length_inside(coord! { x: -5.0, y: 0.5 }, coord! { x: 5.0, y: 0.5 });
        assert!((through - 2.0).abs() < 1e-12);
    }
}
