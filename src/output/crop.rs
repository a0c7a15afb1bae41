//! Shapes of any size in, the same shapes cut to a frame round the sheet out.
//! What lies far off the sheet cannot be seen, but a rasteriser that counts in single precision can
//! stumble over it. Sutherland and Hodgman (1974) for areas, Liang and Barsky (1984) for lines; the
//! edges along the frame that the first leaves behind lie off the sheet.

use crate::scene::Shape;
use crate::space::OnSheet;
use geo::{Coord, LineString, MultiPolygon, Polygon};

/// What is kept: from `least` to `greatest`, in millimetres.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub(super) least: Coord,
    pub(super) greatest: Coord,
}

impl Frame {
    /// The sheet itself.
    pub(super) fn of_sheet(width: f64, height: f64) -> Frame {
        Frame { least: Coord { x: 0.0, y: 0.0 }, greatest: Coord { x: width, y: height } }
    }

    /// The same frame, wider on every side by its longer side: far enough for any line's width.
    pub(super) fn with_margin(self) -> Frame {
        let size = self.greatest - self.least;
        let margin = size.x.max(size.y);
        let by = Coord { x: margin, y: margin };
        Frame { least: self.least - by, greatest: self.greatest + by }
    }

    /// Whether a position lies in it; what is no number does not.
    pub(super) fn holds(&self, at: Coord) -> bool {
        (self.least.x..=self.greatest.x).contains(&at.x)
            && (self.least.y..=self.greatest.y).contains(&at.y)
    }

    /// The areas within.
    pub(super) fn areas(&self, areas: &MultiPolygon) -> MultiPolygon {
        MultiPolygon::new(areas.iter().filter_map(|polygon| self.polygon(polygon)).collect())
    }

    fn polygon(&self, polygon: &Polygon) -> Option<Polygon> {
        let exterior = self.ring(polygon.exterior());
        let holes = polygon
            .interiors()
            .iter()
            .map(|hole| self.ring(hole))
            .filter(|hole| !hole.0.is_empty());
        (!exterior.0.is_empty()).then(|| Polygon::new(exterior, holes.collect()))
    }

    fn ring(&self, ring: &LineString) -> LineString {
        if ring.coords().all(|at| self.holds(*at)) {
            return ring.clone();
        }
        let mut points: Vec<Coord> = finite(ring);
        if points.first() == points.last() {
            points.pop();
        }
        for side in self.sides() {
            points = side.keep(&points);
        }
        points.extend(points.first().copied());
        LineString::new(points)
    }

    fn sides(&self) -> [Side; 4] {
        let (least, greatest) = (self.least, self.greatest);
        [
            Side { along_x: true, limit: least.x, sign: 1.0 },
            Side { along_x: true, limit: greatest.x, sign: -1.0 },
            Side { along_x: false, limit: least.y, sign: 1.0 },
            Side { along_x: false, limit: greatest.y, sign: -1.0 },
        ]
    }

    /// The stretches of a line within.
    pub(super) fn line(&self, line: &LineString) -> Vec<LineString> {
        if line.coords().all(|at| self.holds(*at)) {
            return vec![line.clone()];
        }
        let mut stretches: Vec<Vec<Coord>> = Vec::new();
        for pair in finite(line).windows(2) {
            let &[from, to] = pair else { continue };
            let Some((from, to)) = self.segment(from, to) else { continue };
            match stretches.last_mut() {
                Some(stretch) if stretch.last() == Some(&from) => stretch.push(to),
                _ => stretches.push(vec![from, to]),
            }
        }
        stretches.into_iter().map(LineString::new).collect()
    }

    /// The part of a straight line within.
    pub(super) fn segment(&self, from: Coord, to: Coord) -> Option<(Coord, Coord)> {
        let way = to - from;
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for side in self.sides() {
            let (distance, growth) = (side.inside(from), side.sign * side.pick(way));
            if growth == 0.0 && distance < 0.0 {
                return None;
            }
            match growth {
                growth if growth > 0.0 => enter = enter.max(-distance / growth),
                growth if growth < 0.0 => leave = leave.min(-distance / growth),
                _ => {}
            }
        }
        let at = |share: f64| if share == 1.0 { to } else { from + way * share };
        (enter <= leave).then(|| (at(enter), at(leave)))
    }
}

fn finite(line: &LineString) -> Vec<Coord> {
    line.coords().copied().filter(|at| at.x.is_finite() && at.y.is_finite()).collect()
}

/// One side of a frame.
#[derive(Clone, Copy)]
struct Side {
    along_x: bool,
    limit: f64,
    /// 1 where more is inside, -1 where less is.
    sign: f64,
}

impl Side {
    fn pick(&self, at: Coord) -> f64 {
        if self.along_x { at.x } else { at.y }
    }

    /// How far inside a position lies; below zero outside.
    fn inside(&self, at: Coord) -> f64 {
        self.sign * (self.pick(at) - self.limit)
    }

    fn keep(&self, points: &[Coord]) -> Vec<Coord> {
        let mut clipped = Vec::with_capacity(points.len());
        let Some(mut before) = points.last().copied() else { return clipped };
        for &point in points {
            let (a, b) = (self.inside(before), self.inside(point));
            if (a < 0.0) != (b < 0.0) {
                clipped.push(self.crossing(before, point, a / (a - b)));
            }
            if b >= 0.0 {
                clipped.push(point);
            }
            before = point;
        }
        clipped
    }

    fn crossing(&self, from: Coord, to: Coord, share: f64) -> Coord {
        let at = from + (to - from) * share;
        if self.along_x {
            Coord { x: self.limit, y: at.y }
        } else {
            Coord { x: at.x, y: self.limit }
        }
    }
}

/// A shape as polygons, for clipping; circles with corners too fine to see, lines not at all.
pub(super) fn polygon_of(shape: &Shape) -> MultiPolygon {
    /// Corners of a circle: on one of 5 mm they stand .004 mm inside it.
    const CORNERS: usize = 80;
    let ring = match shape {
        Shape::Areas(OnSheet(areas)) => return areas.clone(),
        Shape::Lines(_) => return MultiPolygon::new(Vec::new()),
        Shape::Circle { centre: OnSheet(centre), radius } => (0..CORNERS)
            .map(|corner| {
                let (sin, cos) =
                    libm::sincos(corner as f64 / CORNERS as f64 * std::f64::consts::TAU);
                (centre.x + radius.0 * cos, centre.y + radius.0 * sin)
            })
            .collect(),
        Shape::Rectangle { corner: OnSheet(corner), width, height } => {
            let (right, bottom) = (corner.x + width.0, corner.y + height.0);
            vec![(corner.x, corner.y), (right, corner.y), (right, bottom), (corner.x, bottom)]
        }
    };
    MultiPolygon::new(vec![Polygon::new(LineString::from(ring), Vec::new())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Area, polygon};

    const FRAME: Frame =
        Frame { least: Coord { x: 0.0, y: 0.0 }, greatest: Coord { x: 10.0, y: 10.0 } };

    #[test]
    fn half_of_a_square_across_the_edge_is_left() {
        let square = polygon![(x: 5., y: 2.), (x: 1e9, y: 2.), (x: 1e9, y: 4.), (x: 5., y: 4.)];
        let left = FRAME.areas(&MultiPolygon::new(vec![square]));
        assert!((left.unsigned_area() - 10.0).abs() < 1e-9);
    }

    #[test]
    fn an_area_that_holds_the_frame_fills_it() {
        let all =
            polygon![(x: -1e6, y: -1e6), (x: 1e6, y: -1e6), (x: 1e6, y: 1e6), (x: -1e6, y: 1e6)];
        assert!((FRAME.areas(&MultiPolygon::new(vec![all])).unsigned_area() - 100.0).abs() < 1e-9);
    }

    #[test]
    fn a_line_that_leaves_and_comes_back_is_in_two() {
        let line = LineString::from(vec![(5., 5.), (15., 5.), (15., 6.), (5., 6.)]);
        let expected = [vec![(5., 5.), (10., 5.)], vec![(10., 6.), (5., 6.)]].map(LineString::from);
        assert_eq!(FRAME.line(&line), expected);
    }
}
