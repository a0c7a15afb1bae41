//! A stretch of boundary with as few vertices as the tolerance allows: all its points in, those worth keeping out.
//! Folds and loops that are narrower than the tolerance are taken out: vertices nearer to each other than they can be
//! settled come in the wrong order now and then.

use crate::units::Metres;
use geo::line_intersection::{LineIntersection, line_intersection};
use geo::{Coord, Distance, Euclidean, Line, LineString, Point, SimplifyIdx};

/// The share of the tolerance that goes into leaving out vertices.
const THINNING_SHARE: f64 = 0.35;
/// The sphere that holds for lengths to thin by, in metres (R₁ of WGS 84).
const MEAN_RADIUS: f64 = 6_371_008.8;

/// The points worth keeping; the first and the last always are.
pub(super) fn stroke(points: &[Coord], tolerance: Metres) -> Vec<Coord> {
    let width = tolerance.0 * THINNING_SHARE;
    let flat = flattened(points);
    let open = unfolded(&flat, width);
    let line: LineString = open.iter().map(|i| flat[*i]).collect();
    let kept: Vec<Coord> = line.simplify_idx(width).into_iter().map(|i| points[open[i]]).collect();
    without_loops(kept)
}

/// Points in metres on a plane, true to scale at the latitude nearest to the equator.
fn flattened(points: &[Coord]) -> Vec<Coord> {
    let metres = MEAN_RADIUS.to_radians();
    let flattest = points.iter().map(|at| at.y.abs()).fold(90.0, f64::min);
    let shrink = libm::cos(f64::to_radians(flattest));
    points.iter().map(|at| Coord { x: at.x * shrink * metres, y: at.y * metres }).collect()
}

/// The places in a line of the points that are not the tip of a fold narrower than `width`.
fn unfolded(line: &[Coord], width: f64) -> Vec<usize> {
    let mut kept: Vec<usize> = Vec::with_capacity(line.len());
    for (next, &to) in line.iter().enumerate() {
        while let [.., before, tip] = kept[..] {
            let (from, turn) = (line[before], line[tip]);
            let (out, back) = (turn - from, to - turn);
            let reverses = out.x * back.x + out.y * back.y < 0.0;
            if !(reverses && (near(to, from, turn, width) || near(from, turn, to, width))) {
                break;
            }
            kept.pop();
        }
        kept.push(next);
    }
    kept
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
        assert_eq!(stroke(&line, Metres(1.0)), vec![line[0], line[49]]);
    }
}
