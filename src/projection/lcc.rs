//! Lambert conformal conic with one or two standard parallels. EPSG methods 9801 and 9802.
//! Source: Snyder (1987), section 15, p. 104–110, with t = e^−ψ (ψ the isometric latitude).

use super::cone::Cone;
use super::method::Method;
use super::{Domain, Formula};
use crate::error::{Error, Result};
use geo::Coord;
use periplus_sea::geodesy::latitude::Conformal;
use periplus_sea::geodesy::{Ellipsoid, WGS84};
use std::f64::consts::{FRAC_PI_2, PI};

/// The Lambert conformal conic projection.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LambertConformalConic {
    /// Its n is that of Snyder (15-8).
    cone: Cone,
    conformal: Conformal,
    psi_1: f64,
    /// Radius of the first standard parallel on the map, metres.
    rho_1: f64,
}

/// How far from the pole that the cone opens toward the map ends, degrees.
const FROM_FAR_POLE: f64 = 30.0;
/// Two parallels nearer than this are one, degrees.
const SAME_PARALLEL: f64 = 1e-8;

impl LambertConformalConic {
    /// Lambert conformal conic with origin `center` (degrees), true along both `parallels`;
    /// the same parallel twice gives the tangent cone.
    ///
    /// Errors: `Input` if a parallel is a pole or the two are opposite, or the origin is off the cone.
    pub fn new(
        ellipsoid: &Ellipsoid,
        center: Coord,
        parallels: [f64; 2],
    ) -> Result<LambertConformalConic> {
        super::parameters::check_position(center)?;
        super::parameters::check_cone(parallels)?;
        let conformal = Conformal::new(ellipsoid);
        let [phi_1, phi_2] = parallels.map(f64::to_radians);
        let (psi_1, psi_2) = (conformal.isometric(phi_1), conformal.isometric(phi_2));
        let (m_1, m_2) = (ellipsoid.parallel(phi_1), ellipsoid.parallel(phi_2));
        let n = if (parallels[0] - parallels[1]).abs() < SAME_PARALLEL {
            libm::sin(phi_1)
        } else {
            libm::log(m_1 / m_2) / (psi_2 - psi_1)
        };
        let rho_1 = ellipsoid.a() * m_1 / n;
        let cone = Cone { center, parallels, n, rho_0: 0.0 };
        let mut lambert = LambertConformalConic { cone, conformal, psi_1, rho_1 };
        lambert.cone.rho_0 = lambert.radius(center.y.to_radians()).ok_or_else(|| {
            Error::input(format!("latitude of origin {} is off the cone", center.y))
        })?;
        Ok(lambert)
    }

    /// The same cone with all lengths times `k_0` (EPSG 9801 and 1051).
    pub fn with_scale(mut self, k_0: f64) -> LambertConformalConic {
        self.rho_1 *= k_0;
        self.cone.rho_0 *= k_0;
        self
    }

    /// ρ = a F tⁿ, Snyder (15-7), as ρ₁ e^{n (ψ₁ − ψ)}; signed as n, none at the far pole.
    fn radius(&self, phi: f64) -> Option<f64> {
        if phi.abs() >= FRAC_PI_2 {
            return (phi * self.cone.n > 0.0).then_some(0.0);
        }
        let from_first = self.psi_1 - self.conformal.isometric(phi);
        let rho = self.rho_1 * libm::exp(self.cone.n * from_first);
        rho.is_finite().then_some(rho)
    }
}

/// The row of the table of methods.
pub(super) static METHOD: Method = Method {
    name: "lcc",
    title: "Lambert conformal conic projection",
    is_conic: true,
    make: |asked| Ok(LambertConformalConic::new(&WGS84, asked.center, asked.parallels)?.into()),
};

impl Formula for LambertConformalConic {
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

    /// Source: Snyder (15-11).
    fn inverse(&self, at: Coord) -> Option<(f64, f64)> {
        let ((lambda, rho), n) = (self.cone.ray(at), self.cone.n);
        if rho == 0.0 {
            return Some((0.0, FRAC_PI_2.copysign(n)));
        }
        let psi = self.psi_1 - libm::log(rho / self.rho_1.abs()) / n;
        (lambda.abs() <= PI + 1e-12).then(|| (lambda, self.conformal.isometric_inverse(psi)))
    }

    fn domain(&self) -> Domain {
        self.cone.domain(FROM_FAR_POLE)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Projection;
    use super::super::tests::{CLARKE_1866, check};
    use super::*;

    fn cone(lon: f64, lat: f64, parallels: [f64; 2]) -> LambertConformalConic {
        LambertConformalConic::new(&CLARKE_1866, Coord { x: lon, y: lat }, parallels).unwrap()
    }

    /// Snyder (1987), p. 296: Clarke 1866, parallels 33° and 45°, origin 23° N 96° W, point 35° N 75° W.
    #[test]
    fn snyder_s_worked_example_comes_out() {
        let projection = Projection::from(cone(-96.0, 23.0, [33.0, 45.0]));
        check(&projection, [-75.0, 35.0], [1_894_410.9, 1_564_649.5], 0.1);
    }

    /// IOGP 373-7-2, example of method 9802 (2SP): Texas South Central, point 28°30′ N 96° W, US survey
    /// feet: E 2 963 503.91, N 254 759.80 with false easting 2 000 000.
    #[test]
    fn the_guidance_note_s_texas_example_comes_out() {
        const FOOT: f64 = 1200.0 / 3937.0;
        let projection = Projection::from(cone(
            -99.0,
            27.0 + 50.0 / 60.0,
            [28.0 + 23.0 / 60.0, 30.0 + 17.0 / 60.0],
        ));
        let printed = [963_503.91 * FOOT, 254_759.80 * FOOT];
        check(&projection, [-96.0, 28.5], printed, 0.01);
    }

    /// IOGP 373-7-2, example of method 9801 (1SP): Jamaica, k₀ = 1, point 17°55′55.80″ N 76°56′37.26″ W:
    /// E 255 966.58, N 142 493.51 with false origin 250 000, 150 000.
    #[test]
    fn the_guidance_note_s_jamaica_example_comes_out() {
        let projection = Projection::from(cone(-77.0, 18.0, [18.0, 18.0]));
        let lon = -(76.0 + 56.0 / 60.0 + 37.26 / 3600.0);
        let lat = 17.0 + 55.0 / 60.0 + 55.80 / 3600.0;
        check(&projection, [lon, lat], [5_966.58, -7_506.49], 0.01);
    }

    #[test]
    fn parallels_that_make_no_cone_are_refused() {
        let origin = Coord { x: 0.0, y: 0.0 };
        for parallels in [[0.0, 90.0], [30.0, -30.0], [91.0, 0.0], [0.0, 0.0]] {
            assert!(LambertConformalConic::new(&CLARKE_1866, origin, parallels).is_err());
        }
    }
}
