//! Edges: the edge of an area that is named along it, and the frame, in; the stretch of the edge that bears the name out.

use crate::units::Degrees;
use geo::{Buffer, Contains, Coord, Euclidean, Geometry, Length, LineString, Point, Polygon};

/// Letters keep so far from the frame, mm.
const OFF_FRAME: f64 = 2.0;
/// An edge that is steeper bears no name while there is another stretch.
const LEVEL: f64 = 40.0;
/// The steepest edge on which letters still stand upright.
const STEEPEST: f64 = 78.0;
/// A stretch is looked at by pieces of so much, mm.
const PIECE: f64 = 0.5;
/// What is shorter holds no name, mm.
const SHORTEST: f64 = 8.0;
/// How much longer another stretch has to be to bear the name instead of the uppermost.
const LONGER: f64 = 1.3;

/// The stretch of an edge that its name may follow, and how steep letters on it may be: the upper arc of a circle where
/// that lies on the map. None where no stretch is long enough.
pub(super) fn along_edge(shape: &Geometry, frame: &Polygon) -> Option<(LineString, Degrees)> {
    let inside = inset(frame);
    let edges: Vec<LineString> = lines(shape).iter().map(pieces).collect();
    [LEVEL, STEEPEST].into_iter().find_map(|steepest| {
        let runs = edges.iter().flat_map(|edge| runs(edge, &inside, steepest));
        let stretch = best(runs.filter(|run| Euclidean.length(run) >= SHORTEST))?;
        Some((stretch, Degrees((steepest + 8.0).min(STEEPEST))))
    })
}

fn lines(shape: &Geometry) -> Vec<LineString> {
    match shape {
        Geometry::LineString(line) => vec![line.clone()],
        Geometry::MultiLineString(lines) => lines.0.clone(),
        _ => Vec::new(),
    }
}

/// The longest; of some that are about as long the uppermost.
fn best(runs: impl Iterator<Item = LineString>) -> Option<LineString> {
    let top = |run: &LineString| run.0.iter().map(|at| at.y).fold(f64::INFINITY, f64::min);
    runs.reduce(|best, run| {
        let (known, new) = (Euclidean.length(&best), Euclidean.length(&run));
        let is_better = new > known * LONGER || (new * LONGER > known && top(&run) < top(&best));
        if is_better { run } else { best }
    })
}

/// The ground on which letters keep off the frame.
fn inset(frame: &Polygon) -> Vec<Polygon> {
    frame.buffer(-OFF_FRAME).0
}

/// A ring in short pieces.
fn pieces(ring: &LineString) -> LineString {
    let mut points: Vec<Coord> = ring.0.first().copied().into_iter().collect();
    for edge in ring.lines() {
        let count = (libm::hypot(edge.dx(), edge.dy()) / PIECE).ceil().max(1.0);
        let at = |piece: usize| edge.start + edge.delta() * (piece as f64 / count);
        points.extend((1..=count as usize).map(at));
    }
    LineString(points)
}

/// The stretches of a ring on the map that are no steeper, read from left to right.
fn runs(ring: &LineString, inside: &[Polygon], steepest: f64) -> Vec<LineString> {
    let edges: Vec<_> = ring.lines().collect();
    let is_fit = |edge: &geo::Line| {
        let slope = libm::atan2(edge.dy().abs(), edge.dx().abs()).to_degrees();
        let middle = Point((edge.start + edge.end) / 2.0);
        slope <= steepest && inside.iter().any(|part| part.contains(&middle))
    };
    let fit: Vec<bool> = edges.iter().map(is_fit).collect();
    // a ring has no beginning: it is begun where a stretch ends
    let start = fit.iter().position(|fit| !fit).filter(|_| ring.is_closed()).unwrap_or(0);
    let mut runs: Vec<Vec<Coord>> = Vec::new();
    let mut is_open = false;
    for step in 0..edges.len() {
        let number = (start + step) % edges.len();
        let edge = edges[number];
        let turns = |run: &Vec<Coord>| match run[..] {
            [.., a, b] => (b.x - a.x) * edge.dx() < 0.0,
            _ => false,
        };
        match runs.last_mut().filter(|run| is_open && fit[number] && !turns(run)) {
            Some(run) => run.push(edge.end),
            None if fit[number] => runs.push(vec![edge.start, edge.end]),
            None => {}
        }
        is_open = fit[number];
    }
    runs.into_iter().map(LineString).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::Rect;

    fn frame() -> Polygon {
        Rect::new((0.0, 0.0), (100.0, 80.0)).to_polygon()
    }

    fn circle(x: f64, y: f64, radius: f64) -> Geometry {
        let at = |degrees: i32| {
            let angle = f64::from(degrees).to_radians();
            (x + radius * libm::cos(angle), y + radius * libm::sin(angle))
        };
        LineString((0..=360).map(at).map(Coord::from).collect()).into()
    }

    #[test]
    fn a_circle_is_named_along_its_upper_arc_where_the_map_shows_that() {
        let (whole, _) = along_edge(&circle(50.0, 40.0, 20.0), &frame()).expect("a stretch");
        assert!(whole.0.iter().all(|at| at.y < 27.0), "{whole:?}");
        let (below, _) = along_edge(&circle(50.0, 10.0, 20.0), &frame()).expect("a stretch");
        assert!(below.0.iter().all(|at| at.y > 20.0), "{below:?}");
    }

    #[test]
    fn a_side_alone_is_named_steeply_and_a_circle_round_the_map_not_at_all() {
        let (side, steepest) = along_edge(&circle(-20.0, 40.0, 70.0), &frame()).expect("a side");
        assert!(side.0.iter().all(|at| at.x > 35.0) && steepest.0 > 60.0);
        assert!(along_edge(&circle(50.0, 40.0, 200.0), &frame()).is_none());
    }
}
