//! Turning points solved on the ellipsoid: a place near one and the baselines that make it in, the point out.

use super::feet::{Feet, Foot, Stretch};
use crate::geodesy;
use crate::units::{Degrees, Metres};
use geo::Coord;

/// Newton's method has converged where no distance is farther off.
const CONVERGED: Metres = Metres(1e-4);
const MOST_ROUNDS: usize = 40;
/// A step is no longer than this: the diagram is seldom farther off.
const LONGEST_STEP: Metres = Metres(500.0);

/// A point and the feet that make it, in the order asked for.
pub(super) struct Solved {
    pub(super) at: Coord,
    pub(super) feet: Vec<Foot>,
}

/// The point near `start` that is equally far from the first three stretches, or at the breadth from the first two.
///
/// Accuracy: the distances differ by 0.1 mm at most. None where there is no such point.
pub(super) fn solved(
    all: &Feet,
    start: Coord,
    stretches: &[Stretch],
    breadth: Option<Metres>,
) -> Option<Solved> {
    let mut at = start;
    for _ in 0..MOST_ROUNDS {
        let feet: Option<Vec<Foot>> = stretches.iter().map(|it| all.foot(it, at)).collect();
        let feet = feet?;
        let rows = match (breadth, &feet[..]) {
            (Some(breadth), [one, other, ..]) => {
                [one, other].map(|foot| (away(foot), breadth.0 - foot.distance.0))
            }
            (None, [first, one, other, ..]) => [one, other].map(|foot| {
                let ([x, y], [first_x, first_y]) = (away(foot), away(first));
                ([x - first_x, y - first_y], first.distance.0 - foot.distance.0)
            }),
            _ => return None,
        };
        if rows.iter().all(|(_, wanted)| wanted.abs() <= CONVERGED.0) {
            return Some(Solved { at, feet });
        }
        let [([a, b], first), ([c, d], second)] = rows;
        let determinant = a * d - b * c;
        if determinant == 0.0 {
            return None;
        }
        let (east, north) =
            ((d * first - b * second) / determinant, (a * second - c * first) / determinant);
        let length = libm::hypot(east, north).min(LONGEST_STEP.0);
        let azimuth = Degrees(libm::atan2(east, north).to_degrees());
        at = geodesy::destination(at, azimuth, Metres(length));
    }
    None
}

/// The direction in which a foot becomes farther, east and north.
fn away(foot: &Foot) -> [f64; 2] {
    let (sin, cos) = libm::sincos(foot.azimuth.0.to_radians());
    [-sin, -cos]
}
