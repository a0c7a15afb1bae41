//! A smooth line to set letters along: a path of points in; places and directions by length out.
//! Few points: a centripetal Catmull–Rom spline (Yuksel, Schaefer, Keyser 2011), which has no loops.
//! Many points (a river, a coast): a moving average, so that the letters don't jump at every bend.

use geo::{Coord, LineString, coord};

/// Paths with more points than this are data, not drawn by hand.
const DRAWN_BY_HAND: usize = 9;
/// Distance of points on the smooth line, in millimetres.
const STEP: f64 = 0.25;

/// A smooth line.
#[derive(Clone, Debug)]
pub(super) struct Curve {
    points: Vec<Coord>,
    /// Length up to each point.
    lengths: Vec<f64>,
}

impl Curve {
    /// `path`, smoothed for letters `size` high; none if it has no length.
    pub(super) fn smooth(path: &LineString, size: f64) -> Option<Curve> {
        let mut points = path.0.clone();
        points.dedup();
        let points = match points.len() {
            0 | 1 => return None,
            2..=DRAWN_BY_HAND => catmull_rom(&points),
            _ => averaged(&Curve::through(points).even(STEP), size),
        };
        let curve = Curve::through(points);
        (curve.length() > 0.0).then_some(curve)
    }

    /// The line through `points` as they are.
    pub(super) fn through(points: Vec<Coord>) -> Curve {
        let mut sum = 0.0;
        let mut lengths = vec![0.0; points.len()];
        for (index, pair) in points.windows(2).enumerate() {
            sum += distance(pair[0], pair[1]);
            lengths[index + 1] = sum;
        }
        Curve { points, lengths }
    }

    pub(super) fn length(&self) -> f64 {
        self.lengths.last().copied().unwrap_or(0.0)
    }

    /// The same line from its other end.
    pub(super) fn reversed(&self) -> Curve {
        let mut points = self.points.clone();
        points.reverse();
        Curve::through(points)
    }

    /// Whether it runs from right to left.
    pub(super) fn runs_left(&self) -> bool {
        match (self.points.first(), self.points.last()) {
            (Some(first), Some(last)) => last.x < first.x,
            _ => false,
        }
    }

    /// The place at `along` the line; straight on beyond its ends.
    pub(super) fn at(&self, along: f64) -> Coord {
        let count = self.points.len();
        if count < 2 {
            return self.points.first().copied().unwrap_or_default();
        }
        let next = self.lengths.partition_point(|length| *length < along).clamp(1, count - 1);
        let (a, b) = (self.points[next - 1], self.points[next]);
        let step = (self.lengths[next] - self.lengths[next - 1]).max(1e-9);
        let t = (along - self.lengths[next - 1]) / step;
        coord! { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t }
    }

    /// The line that runs `down` from this one, and where the place at `along` comes to lie on it:
    /// letters beside a bend stand by their own distance, not by that of the bend.
    pub(super) fn beside(&self, down: f64, along: f64) -> (Curve, f64) {
        let last = self.points.len().saturating_sub(1);
        let moved = |(index, at): (usize, &Coord)| {
            let (a, b) = (self.points[index.saturating_sub(1)], self.points[(index + 1).min(last)]);
            let length = distance(a, b).max(1e-9);
            coord! { x: at.x - (b.y - a.y) / length * down, y: at.y + (b.x - a.x) / length * down }
        };
        let curve = Curve::through(self.points.iter().enumerate().map(moved).collect());
        let next = self.lengths.partition_point(|length| *length < along).clamp(1, last.max(1));
        let (Some(from), Some(to)) = (self.lengths.get(next - 1), self.lengths.get(next)) else {
            return (curve, along);
        };
        let share = (along - from) / (to - from).max(1e-9);
        let there = curve.lengths[next - 1];
        let along = there + (curve.lengths[next] - there) * share;
        (curve, along)
    }

    /// Points at even distance.
    fn even(&self, step: f64) -> Vec<Coord> {
        let count = (self.length() / step).ceil().max(1.0);
        (0..=count as usize).map(|i| self.at(self.length() * i as f64 / count)).collect()
    }

    /// How far the line between two lengths leaves its chord, as a share of the chord.
    pub(super) fn sagitta(&self, from: f64, to: f64) -> f64 {
        let (a, b) = (self.at(from), self.at(to));
        let chord = distance(a, b).max(1e-9);
        let off = |along: f64| {
            let p = self.at(along);
            ((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)).abs() / chord
        };
        let steps = 16;
        let most = (1..steps).map(|i| off(from + (to - from) * f64::from(i) / f64::from(steps)));
        most.fold(0.0, f64::max) / chord
    }
}

pub(super) fn distance(a: Coord, b: Coord) -> f64 {
    let (x, y) = (b.x - a.x, b.y - a.y);
    (x * x + y * y).sqrt()
}

fn catmull_rom(points: &[Coord]) -> Vec<Coord> {
    let last = points.len() - 1;
    // The ends are carried on by reflection.
    let before = points[0] * 2.0 - points[1];
    let after = points[last] * 2.0 - points[last - 1];
    let at = |i: isize| match usize::try_from(i) {
        Err(_) => before,
        Ok(i) if i > last => after,
        Ok(i) => points[i],
    };
    let mut smooth = vec![points[0]];
    for i in 0..last as isize {
        let corners = [at(i - 1), at(i), at(i + 1), at(i + 2)];
        let steps = (distance(corners[1], corners[2]) / STEP).ceil().clamp(1.0, 4096.0) as usize;
        smooth.extend((1..=steps).map(|k| between(corners, k as f64 / steps as f64)));
    }
    smooth
}

/// Barry and Goldman's pyramid with knots at the square roots of the distances.
fn between([a, b, c, d]: [Coord; 4], share: f64) -> Coord {
    let knot = |from: Coord, to: Coord| distance(from, to).sqrt().max(1e-6);
    let t1 = knot(a, b);
    let t2 = t1 + knot(b, c);
    let t3 = t2 + knot(c, d);
    let t = t1 + (t2 - t1) * share;
    let mix = |p: Coord, q: Coord, from: f64, to: f64| {
        p * ((to - t) / (to - from)) + q * ((t - from) / (to - from))
    };
    let (p, q, r) = (mix(a, b, 0.0, t1), mix(b, c, t1, t2), mix(c, d, t2, t3));
    let (p, q) = (mix(p, q, 0.0, t2), mix(q, r, t1, t3));
    mix(p, q, t1, t2)
}

/// Two passes of a moving average about three letters wide; the ends stay.
fn averaged(points: &[Coord], size: f64) -> Vec<Coord> {
    let reach = ((size * 1.5) / STEP).ceil().max(1.0) as usize;
    let pass = |points: &[Coord]| -> Vec<Coord> {
        let last = points.len() - 1;
        (0..=last)
            .map(|i| {
                let reach = reach.min(i).min(last - i);
                let window = &points[i - reach..=i + reach];
                let sum = window.iter().fold(Coord::default(), |sum, p| sum + *p);
                sum / window.len() as f64
            })
            .collect()
    };
    pass(&pass(points))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spline_runs_through_its_points() {
        let path = LineString::from(vec![(0.0, 0.0), (10.0, 5.0), (20.0, 0.0)]);
        let curve = Curve::smooth(&path, 3.0).expect("it has a length");
        let nearest = curve.points.iter().map(|p| distance(*p, coord! { x: 10.0, y: 5.0 }));
        assert!(nearest.fold(f64::MAX, f64::min) < 1e-9);
        assert!(curve.length() > 22.0 && curve.length() < 25.0);
    }

    #[test]
    fn a_straight_line_has_no_sagitta() {
        let path = LineString::from(vec![(0.0, 0.0), (10.0, 5.0), (20.0, 10.0)]);
        let curve = Curve::smooth(&path, 3.0).expect("it has a length");
        assert!(curve.sagitta(0.0, curve.length()) < 1e-9);
    }
}
