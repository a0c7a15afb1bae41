//! Albers equal-area conic on the ellipsoid. EPSG method 9822.
//! Source: Snyder (1987), section 14, p. 98–103.

use super::cone::Cone;
use super::method::Method;
use super::{Domain, Formula};
use crate::error::{Error, Result};
use geo::Coord;
use periplus_sea::geodesy::latitude::Authalic;
use periplus_sea::geodesy::{Ellipsoid, WGS84};
use std::f64::consts::{FRAC_PI_2, PI};

/// The Albers equal-area conic projection.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AlbersEqualArea {
    /// Its n is that of Snyder (14-14).
    cone: Cone,
    a: f64,
    authalic: Authalic,
    /// C, Snyder (14-13).
    c: f64,
}

/// Two parallels nearer than this are one, degrees.
const SAME_PARALLEL: f64 = 1e-8;
/// Rounding that is let pass at the poles, as a part of q.
const ROUNDING: f64 = 1e-12;

impl AlbersEqualArea {
    /// Albers with origin `center` (degrees), true along both `parallels`.
    ///
    /// Errors: `Input` if a parallel is a pole or the two are opposite, or the origin is off the cone.
    pub fn new(
        ellipsoid: &Ellipsoid,
        center: Coord,
        parallels: [f64; 2],
    ) -> Result<AlbersEqualArea> {
        super::parameters::check_position(center)?;
        super::parameters::check_cone(parallels)?;
        let authalic = Authalic::new(ellipsoid);
        let [phi_1, phi_2] = parallels.map(f64::to_radians);
        let (m_1, m_2) = (ellipsoid.parallel(phi_1), ellipsoid.parallel(phi_2));
        let (q_1, q_2) = (authalic.q(libm::sin(phi_1)), authalic.q(libm::sin(phi_2)));
        let n = if (parallels[0] - parallels[1]).abs() < SAME_PARALLEL {
            libm::sin(phi_1)
        } else {
            (m_1 * m_1 - m_2 * m_2) / (q_2 - q_1)
        };
        let (a, c) = (ellipsoid.a(), m_1 * m_1 + n * q_1);
        let cone = Cone { center, parallels, n, rho_0: 0.0 };
        let mut albers = AlbersEqualArea { cone, a, authalic, c };
        albers.cone.rho_0 = albers.radius(center.y.to_radians()).ok_or_else(|| {
            Error::input(format!("latitude of origin {} is off the cone", center.y))
        })?;
        Ok(albers)
    }

    /// ρ = a √(C − n q) / n. Source: Snyder (14-3).
    fn radius(&self, phi: f64) -> Option<f64> {
        let square = self.c - self.cone.n * self.authalic.q(libm::sin(phi));
        (square >= -ROUNDING).then(|| self.a * square.max(0.0).sqrt() / self.cone.n)
    }
}

/// The row of the table of methods.
pub(super) static METHOD: Method = Method {
    name: "aea",
    title: "Albers equal-area conic projection",
    is_conic: true,
    make: |asked| Ok(AlbersEqualArea::new(&WGS84, asked.center, asked.parallels)?.into()),
};

impl Formula for AlbersEqualArea {
    fn method(&self) -> &'static Method {
        &METHOD
    }

    fn central_meridian(&self) -> f64 {
        self.cone.center.x
    }

    fn parameters(&self) -> Vec<(&'static str, f64)> {
        self.cone.parameters()
    }

    fn forward(&self, lambda: f64, phi: f64) -> Option<Coord> {
        Some(self.cone.place(lambda, self.radius(phi)?))
    }

    /// Source: Snyder (14-19) to (14-21).
    fn inverse(&self, at: Coord) -> Option<(f64, f64)> {
        let ((lambda, rho), n) = (self.cone.ray(at), self.cone.n);
        let rho_n = rho * n / self.a;
        let sin_beta = (self.c - rho_n * rho_n) / (n * self.authalic.pole);
        if sin_beta.abs() > 1.0 + ROUNDING || lambda.abs() > PI + ROUNDING {
            return None;
        }
        if sin_beta.abs() >= 1.0 {
            return Some((lambda, FRAC_PI_2.copysign(sin_beta)));
        }
        let cos_beta = ((1.0 - sin_beta) * (1.0 + sin_beta)).sqrt();
        Some((lambda, self.authalic.sin_cos_inverse(sin_beta, cos_beta)))
    }

    fn domain(&self) -> Domain {
        self.cone.domain(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Projection;
    use super::super::tests::{CLARKE_1866, check};
    use super::*;

    /// Snyder (1987), p. 292: Clarke 1866, parallels 29.5° and 45.5°, origin 23° N 96° W, point 35° N 75° W.
    #[test]
    fn snyder_s_worked_example_comes_out() {
        let origin = Coord { x: -96.0, y: 23.0 };
        let albers = AlbersEqualArea::new(&CLARKE_1866, origin, [29.5, 45.5]).unwrap();
        check(&Projection::from(albers), [-75.0, 35.0], [1_885_472.7, 1_535_925.0], 0.1);
    }

    #[test]
    fn parallels_that_make_no_cone_are_refused() {
        let origin = Coord { x: 0.0, y: 0.0 };
        for parallels in [[900.0, 0.0], [1.0, -1.0]] {
            assert!(AlbersEqualArea::new(&CLARKE_1866, origin, parallels).is_err());
        }
    }
}
