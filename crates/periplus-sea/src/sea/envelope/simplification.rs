//! A stretch of boundary with as few vertices as the tolerance allows: all its points in, those worth keeping out.
//! Folds and loops that are narrower than the tolerance are taken out: vertices nearer to each other than they can be
//! refined come in the wrong order now and then.

use crate::geodesy::MEAN_RADIUS;
use crate::units::Metres;
use geo::line_intersection::{LineIntersection, line_intersection};
use geo::{Coord, Distance, Euclidean, Line, Point};
use std::f64::consts::PI;

/// The points worth keeping, so that none of the others is farther than `width` from the line; the first and the last
/// always are.
pub(in crate::sea) fn simplified(points: &[Coord], width: Metres) -> Vec<Coord> {
    let open = unfolded(&flattened(points), width.0);
    let open: Vec<Coord> = open.into_iter().map(|i| points[i]).collect();
    without_loops(fewest(&open, width.0))
}

/// Points in metres on a plane, true to scale at the latitude nearest to the equator.
fn flattened(points: &[Coord]) -> Vec<Coord> {
    let flattest = points.iter().map(|at| at.y.abs()).fold(90.0, f64::min);
    points.iter().map(|at| in_metres(*at, flattest)).collect()
}

fn in_metres(degrees: Coord, lat: f64) -> Coord {
    let metres = MEAN_RADIUS.0.to_radians();
    Coord { x: degrees.x * libm::cos(lat.to_radians()) * metres, y: degrees.y * metres }
}

/// The fewest of the points, from the first on, that keep the others within `width`: each edge as long as can be.
///
/// Method: a sleeve from each point retained (Zhao and Saalfeld 1997). Halving (Douglas and Peucker) would leave up to
/// twice as many chords of a circle.
fn fewest(points: &[Coord], width: f64) -> Vec<Coord> {
    let mut retained: Vec<Coord> = points.first().copied().into_iter().collect();
    let mut start = 0;
    while start + 1 < points.len() {
        start += longest_edge(&points[start..], width);
        retained.push(points[start]);
    }
    retained
}

/// How many points on an edge from the first of them may end.
fn longest_edge(points: &[Coord], width: f64) -> usize {
    /// Widths are true to scale where an edge begins; it ends before they are 5 % off.
    const SCALE: f64 = 1.05;
    /// Round a pole a parallel is straight, but whoever measures its edges takes the short way, in degrees.
    const WIDEST_EDGE: f64 = 10.0;
    let start = points[0];
    let widest = libm::cos(start.y.to_radians()) * SCALE;
    let place = |at: &Coord| in_metres(*at - start, start.y);
    let along = place(&points[1]);
    // Angles from `along`, to the left, between which the edge must go; and the farthest that the points have been.
    let (mut right, mut left, mut farthest): (f64, f64, f64) = (-PI, PI, 0.0);
    let mut last = 1;
    for (i, at) in points.iter().enumerate().skip(1) {
        if (at.x - start.x).abs() > WIDEST_EDGE {
            break;
        }
        let here = place(at);
        let distance = libm::hypot(here.x, here.y);
        let angle =
            libm::atan2(along.x * here.y - along.y * here.x, along.x * here.x + along.y * here.y);
        // A point nearer than one before it would fold the edge back over what it stands for.
        if right <= angle && angle <= left && distance >= farthest {
            last = i;
        }
        farthest = farthest.max(distance);
        if distance > width {
            let spread = libm::asin(width / distance);
            (right, left) = (right.max(angle - spread), left.min(angle + spread));
        }
        if right > left || distance < farthest - width || libm::cos(at.y.to_radians()) > widest {
            break;
        }
    }
    last
}

/// The places in a line of the points that are not the tip of a fold narrower than `width`.
fn unfolded(line: &[Coord], width: f64) -> Vec<usize> {
    let mut retained: Vec<usize> = Vec::with_capacity(line.len());
    for (next, &to) in line.iter().enumerate() {
        while let [.., before, tip] = retained[..] {
            let (from, turn) = (line[before], line[tip]);
            let (out, back) = (turn - from, to - turn);
            let reverses = out.x * back.x + out.y * back.y < 0.0;
            if !(reverses && (near(to, from, turn, width) || near(from, turn, to, width))) {
                break;
            }
            retained.pop();
        }
        retained.push(next);
    }
    retained
}

fn near(point: Coord, from: Coord, to: Coord, width: f64) -> bool {
    Euclidean.distance(&Point(point), &Line::new(from, to)) < width
}

/// A line without loops over a few of its edges.
fn without_loops(points: Vec<Coord>) -> Vec<Coord> {
    /// Longer loops would be coasts, not rounding.
    const LONGEST_LOOP: usize = 8;
    let mut clean: Vec<Coord> = Vec::with_capacity(points.len());
    for point in points {
        if let Some(last) = clean.len().checked_sub(1) {
            let edge = Line::new(clean[last], point);
            let earlier = (last.saturating_sub(LONGEST_LOOP)..last.saturating_sub(1)).rev();
            let crossing = |i: usize| {
                proper_crossing(edge, Line::new(clean[i], clean[i + 1])).map(|at| (i, at))
            };
            if let Some((i, at)) = earlier.into_iter().find_map(crossing) {
                clean.truncate(i + 1);
                clean.push(at);
            }
        }
        clean.push(point);
    }
    clean
}

fn proper_crossing(a: Line, b: Line) -> Option<Coord> {
    match line_intersection(a, b) {
        Some(LineIntersection::SinglePoint { intersection, is_proper: true }) => Some(intersection),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coords(points: &[(f64, f64)]) -> Vec<Coord> {
        points.iter().map(|&(x, y)| Coord { x, y }).collect()
    }

    #[test]
    fn a_fold_is_taken_out_and_a_wide_one_is_not() {
        let there_and_back = coords(&[(0.0, 0.0), (20.0, 0.0), (10.0, 0.1), (30.0, 0.0)]);
        assert_eq!(unfolded(&there_and_back, 0.5), [0, 2, 3]);
        let overshoot = coords(&[(10.0, 0.0), (-5.0, 0.0), (30.0, 0.2)]);
        assert_eq!(unfolded(&overshoot, 0.5), [0, 2]);
        let spike = coords(&[(0.0, 0.0), (20.0, 0.0), (10.0, 5.0), (30.0, 5.0)]);
        assert_eq!(unfolded(&spike, 0.5), [0, 1, 2, 3]);
    }

    #[test]
    fn a_loop_is_cut_at_its_crossing() {
        let knot = coords(&[(0.0, 0.0), (10.0, 0.0), (10.0, 2.0), (8.0, 2.0), (8.0, -5.0)]);
        assert_eq!(without_loops(knot), coords(&[(0.0, 0.0), (8.0, 0.0), (8.0, -5.0)]));
    }

    #[test]
    fn a_straight_line_keeps_its_ends() {
        let line: Vec<Coord> =
            (0..50).map(|i| Coord { x: 25.0 + 0.001 * f64::from(i), y: 38.0 }).collect();
        assert_eq!(simplified(&line, Metres(1.0)), vec![line[0], line[49]]);
    }
}
