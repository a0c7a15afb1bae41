//! What conics have in common: meridians are rays from the apex of the cone, parallels arcs about it.
//! Each conic's file has the radius of a parallel and the cone constant.
//! Source: Snyder (1987), section 14, p. 98–103; section 15 gives the same for the conformal one.

use super::Domain;
use geo::Coord;

/// A cone that is laid flat.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cone {
    pub(super) center: Coord,
    pub(super) parallels: [f64; 2],
    /// The cone constant.
    pub(super) n: f64,
    /// Radius of the latitude of origin on the map, metres.
    pub(super) rho_0: f64,
}

impl Cone {
    pub(super) fn parameters(&self) -> Vec<(&'static str, f64)> {
        vec![
            ("central meridian", self.center.x),
            ("latitude of origin", self.center.y),
            ("first standard parallel", self.parallels[0]),
            ("second standard parallel", self.parallels[1]),
        ]
    }

    /// Where the meridian λ meets the parallel of radius ρ. Source: Snyder (14-1), (14-2), (14-4).
    pub(super) fn place(&self, lambda: f64, rho: f64) -> Coord {
        let theta = self.n * lambda;
        Coord { x: rho * libm::sin(theta), y: self.rho_0 - rho * libm::cos(theta) }
    }

    /// The meridian λ and the radius ρ, never negative, of a place. Source: Snyder (14-9) to (14-11).
    pub(super) fn ray(&self, at: Coord) -> (f64, f64) {
        let (x, y) = (at.x * self.n.signum(), (self.rho_0 - at.y) * self.n.signum());
        (libm::atan2(x, y) / self.n, libm::hypot(x, y))
    }

    /// What is drawn: all but `margin` degrees round the pole that the cone opens to.
    pub(super) fn domain(&self, margin: f64) -> Domain {
        let (south, north) =
            if self.n > 0.0 { (margin - 90.0, 90.0) } else { (-90.0, 90.0 - margin) };
        Domain::Window { west: -180.0, south, east: 180.0, north }
    }
}
