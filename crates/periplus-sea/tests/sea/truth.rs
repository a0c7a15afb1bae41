//! The definition itself, by brute force: the geodesic distance from a point to the nearest point of the baselines.
//! Slow, and independent of the code under test: candidates by an R-tree on chords in space, then golden-section
//! search along each candidate segment with Karney's inverse.

use geo::Coord;
use periplus_sea::Baseline;
use periplus_sea::geodesy::{self, WGS84};
use periplus_sea::units::Metres;
use rstar::{AABB, PointDistance, RTree, RTreeObject};

/// Longest piece of a baseline that is searched in one go.
const PIECE: Metres = Metres(1_000.0);

struct Segment {
    ends: [Coord; 2],
    chord: [[f64; 3]; 2],
}

impl RTreeObject for Segment {
    type Envelope = AABB<[f64; 3]>;
    fn envelope(&self) -> Self::Envelope {
        AABB::from_corners(self.chord[0], self.chord[1])
    }
}

impl PointDistance for Segment {
    fn distance_2(&self, point: &[f64; 3]) -> f64 {
        let foot = at(&self.chord, part_nearest(&self.chord, point));
        (0..3).map(|i| (point[i] - foot[i]).powi(2)).sum()
    }
}

/// The baselines of one state, ready to be measured to.
pub(crate) struct Truth {
    tree: RTree<Segment>,
}

impl Truth {
    pub(crate) fn of_state(baselines: &[Baseline], state: &str) -> Truth {
        Truth::of_owners(baselines, |owner| owner == state)
    }

    pub(crate) fn of_others(baselines: &[Baseline], state: &str) -> Truth {
        Truth::of_owners(baselines, |owner| owner != state)
    }

    fn of_owners(baselines: &[Baseline], wanted: impl Fn(&str) -> bool) -> Truth {
        let mut segments = Vec::new();
        for baseline in baselines.iter().filter(|baseline| wanted(&baseline.state)) {
            let line = &baseline.line.0;
            if let [lone] = line.0[..] {
                segments.push(segment(lone, lone));
            }
            for edge in line.lines() {
                let turn = libm::remainder(edge.end.x - edge.start.x, 360.0);
                let delta = Coord { x: turn, y: edge.end.y - edge.start.y };
                let pieces = (geodesy::distance(edge.start, edge.end).0 / PIECE.0).ceil().max(1.0);
                for piece in 0..pieces as usize {
                    let along = |part: f64| edge.start + delta * (part / pieces);
                    segments.push(segment(along(piece as f64), along(piece as f64 + 1.0)));
                }
            }
        }
        Truth { tree: RTree::bulk_load(segments) }
    }

    /// Metres from a point to the nearest point of the baselines; infinite if there are none.
    pub(crate) fn distance(&self, from: Coord) -> f64 {
        let place = in_space(from);
        let mut nearest_chord = None;
        let mut best = f64::INFINITY;
        for (segment, square) in self.tree.nearest_neighbor_iter_with_distance_2(&place) {
            let chord = square.sqrt();
            // Chords through the earth and geodesics rank alike within 0.03 % and the metre of a piece's bulge.
            if chord > *nearest_chord.get_or_insert(chord) * 1.000_3 + 1.0 {
                break;
            }
            best = best.min(distance_to(segment, from, place));
        }
        best
    }
}

fn distance_to(segment: &Segment, from: Coord, place: [f64; 3]) -> f64 {
    const GOLDEN: f64 = 0.618_033_988_749_894_9;
    let delta = Coord {
        x: libm::remainder(segment.ends[1].x - segment.ends[0].x, 360.0),
        y: segment.ends[1].y - segment.ends[0].y,
    };
    let measure = |part: f64| geodesy::distance(from, segment.ends[0] + delta * part).0;
    let guess = part_nearest(&segment.chord, &place);
    let (mut low, mut high) = ((guess - 0.1).max(0.0), (guess + 0.1).min(1.0));
    let mut best = measure(guess).min(measure(low)).min(measure(high));
    let (mut a, mut b) = (high - GOLDEN * (high - low), low + GOLDEN * (high - low));
    let (mut at_a, mut at_b) = (measure(a), measure(b));
    // A fifth of a piece shrinks to 0.3 m; the distance is flat there, so that it is right to micrometres.
    for _ in 0..14 {
        best = best.min(at_a).min(at_b);
        if at_a < at_b {
            (high, b, at_b) = (b, a, at_a);
            a = high - GOLDEN * (high - low);
            at_a = measure(a);
        } else {
            (low, a, at_a) = (a, b, at_b);
            b = low + GOLDEN * (high - low);
            at_b = measure(b);
        }
    }
    best
}

fn segment(start: Coord, end: Coord) -> Segment {
    Segment { ends: [start, end], chord: [in_space(start), in_space(end)] }
}

fn part_nearest(chord: &[[f64; 3]; 2], point: &[f64; 3]) -> f64 {
    let along = |p: &[f64; 3]| -> f64 {
        (0..3).map(|i| (p[i] - chord[0][i]) * (chord[1][i] - chord[0][i])).sum()
    };
    let square = along(&chord[1]);
    if square > 0.0 { (along(point) / square).clamp(0.0, 1.0) } else { 0.0 }
}

fn at(chord: &[[f64; 3]; 2], part: f64) -> [f64; 3] {
    [0, 1, 2].map(|i| chord[0][i] + (chord[1][i] - chord[0][i]) * part)
}

/// Earth-centred coordinates on the ellipsoid, in metres.
fn in_space(at: Coord) -> [f64; 3] {
    let e2 = WGS84.flattening * (2.0 - WGS84.flattening);
    let ((s, c), (sin_lon, cos_lon)) = (at.y.to_radians().sin_cos(), at.x.to_radians().sin_cos());
    let nu = WGS84.a() / (1.0 - e2 * s * s).sqrt();
    [nu * c * cos_lon, nu * c * sin_lon, nu * (1.0 - e2) * s]
}
