//! Loxodromes on WGS 84, the lines of constant course that old treaties mean: positions in, lengths and positions between
//! out. On the plane of longitude and isometric latitude (Mercator's) they are straight.

use super::WGS84;
use super::latitude::{Conformal, Rectifying};
use crate::units::Metres;
use geo::Coord;
use std::sync::LazyLock;

static CONFORMAL: LazyLock<Conformal> = LazyLock::new(|| Conformal::new(&WGS84));
static RECTIFYING: LazyLock<Rectifying> = LazyLock::new(|| Rectifying::new(&WGS84));

/// Below this difference of isometric latitude a loxodrome is taken as an arc of its parallel: the quotient of two
/// differences that are next to nothing would lose its digits.
const SHORTEST_RISE: f64 = 1e-7;

/// The length of the loxodrome (rhumb line) between two positions, the short way round.
///
/// Source: Snyder 1987, p. 46 (the course on isometric latitude), the meridian arc after Karney 2011. Accuracy: 1 mm in
/// 1000 km.
pub fn loxodrome_distance(from: Coord, to: Coord) -> Metres {
    let turn = libm::remainder(to.x - from.x, 360.0).to_radians();
    let rise = isometric(to.y) - isometric(from.y);
    let arc = RECTIFYING.arc(to.y.to_radians()) - RECTIFYING.arc(from.y.to_radians());
    let metres_per_radian = if rise.abs() > SHORTEST_RISE {
        arc / rise
    } else {
        WGS84.a() * WGS84.parallel((from.y + to.y).to_radians() / 2.0)
    };
    Metres(libm::hypot(metres_per_radian * turn, arc))
}

/// The loxodrome between two positions, with no piece longer than `step`; both ends included.
///
/// Source and accuracy: as [`loxodrome_distance`].
pub fn densify_loxodrome(from: Coord, to: Coord, step: Metres) -> Vec<Coord> {
    let pieces = (loxodrome_distance(from, to).0 / step.0).ceil().max(1.0);
    let turn = libm::remainder(to.x - from.x, 360.0);
    let (low, high) = (isometric(from.y), isometric(to.y));
    let along = |part: f64| {
        let lat = if (high - low).abs() > SHORTEST_RISE {
            CONFORMAL.isometric_inverse(low + (high - low) * part).to_degrees()
        } else {
            from.y + (to.y - from.y) * part
        };
        Coord { x: from.x + turn * part, y: lat }
    };
    let inner = (1..pieces as usize).map(|i| along(i as f64 / pieces));
    std::iter::once(from).chain(inner).chain(std::iter::once(to)).collect()
}

fn isometric(lat: f64) -> f64 {
    CONFORMAL.isometric(lat.to_radians())
}
