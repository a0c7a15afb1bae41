//! Transverse Mercator on the ellipsoid by Krüger's series to n⁶. EPSG method 9807.
//! Source: Karney (2011), *Transverse Mercator with an accuracy of a few nanometers*, J. Geodesy 85,
//! 475–485; PROJ's `etmerc` has the same terms. They err by 5 nm within 35° of the central meridian
//! (Karney's abstract: 3900 km). There and back on WGS 84 misses by 5 µm at 60°, 0.1 mm at 65°, 2 mm at 70°,
//! 8 cm at 75° and 20 m at 80°, where the map ends.

use super::method::Method;
use super::{Domain, Formula};
use crate::error::Result;
use geo::Coord;
use periplus_sea::geodesy::latitude::{Conformal, Rectifying};
use periplus_sea::geodesy::{Ellipsoid, WGS84};
use std::f64::consts::{FRAC_PI_2, PI};

/// The transverse Mercator projection.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TransverseMercator {
    center: Coord,
    k_0: f64,
    conformal: Conformal,
    rectifying: Rectifying,
    /// ξ of the latitude of origin.
    xi_0: f64,
    last_eta: f64,
}

/// Largest |η| that is projected: on an ellipsoid 150° of arc, where the series ends, as in PROJ; on a
/// sphere, which has no series, a place 0.005° from the quarter turn.
const LAST_ETA: f64 = 2.623_395_162_778;
const LAST_ETA_ON_SPHERE: f64 = 10.0;
/// Rounding and series that are let pass on the way back, as a part of η.
const NEAR: f64 = 0.01;
/// Longitudes from the central meridian within which a map is drawn, degrees.
const HALF_WIDTH: f64 = 80.0;

impl TransverseMercator {
    /// Transverse Mercator with origin `center` (degrees), true to scale along its meridian.
    ///
    /// Errors: `Input` if the centre is not on the earth.
    pub fn new(ellipsoid: &Ellipsoid, center: Coord) -> Result<TransverseMercator> {
        super::parameters::check_position(center)?;
        let rectifying = Rectifying::new(ellipsoid);
        let xi_0 = rectifying.arc(center.y.to_radians()) / rectifying.radius;
        let conformal = Conformal::new(ellipsoid);
        let sphere = ellipsoid.flattening == 0.0;
        let last_eta = if sphere { LAST_ETA_ON_SPHERE } else { LAST_ETA };
        Ok(TransverseMercator { center, k_0: 1.0, conformal, rectifying, xi_0, last_eta })
    }

    /// The same with scale `k_0` along the central meridian.
    pub fn with_scale(mut self, k_0: f64) -> TransverseMercator {
        self.k_0 = k_0;
        self
    }
}

/// ζ + Σ c_j sin 2jζ for complex ζ = ξ + iη, as (ξ, η). Source: Karney (2011), eq. (11).
fn complex_series(c: [f64; 6], sign: f64, xi: f64, eta: f64) -> (f64, f64) {
    let (mut sum_xi, mut sum_eta) = (xi, eta);
    for (j, coefficient) in c.iter().enumerate() {
        let double = 2.0 * (j as f64 + 1.0);
        let (u, v) = (double * xi, double * eta);
        sum_xi += sign * coefficient * libm::sin(u) * libm::cosh(v);
        sum_eta += sign * coefficient * libm::cos(u) * libm::sinh(v);
    }
    (sum_xi, sum_eta)
}

/// The row of the table of methods.
pub(super) static METHOD: Method = Method {
    name: "tmerc",
    title: "Transverse Mercator projection",
    is_conic: false,
    make: |asked| Ok(TransverseMercator::new(&WGS84, asked.center)?.into()),
};

impl Formula for TransverseMercator {
    fn method(&self) -> &'static Method {
        &METHOD
    }

    fn central_meridian(&self) -> f64 {
        self.center.x
    }

    fn parameters(&self) -> Vec<(&'static str, f64)> {
        vec![
            ("central meridian", self.center.x),
            ("latitude of origin", self.center.y),
            ("scale on the central meridian", self.k_0),
        ]
    }

    /// Source: Karney (2011), eq. (7) to (14).
    fn forward(&self, lambda: f64, phi: f64) -> Option<Coord> {
        let (sin_chi, cos_chi) = self.conformal.sin_cos(phi);
        let (sin_lambda, cos_lambda) = (libm::sin(lambda), libm::cos(lambda));
        let across = libm::hypot(sin_chi, cos_chi * cos_lambda);
        let xi_prime = libm::atan2(sin_chi, cos_chi * cos_lambda);
        let eta_prime = libm::asinh(cos_chi * sin_lambda / across);
        if eta_prime.is_nan() || eta_prime.abs() > self.last_eta {
            return None;
        }
        let (xi, eta) = complex_series(self.rectifying.alpha, 1.0, xi_prime, eta_prime);
        let scale = self.k_0 * self.rectifying.radius;
        Some(Coord { x: scale * eta, y: scale * (xi - self.xi_0) })
    }

    /// Source: Karney (2011), eq. (15) to (21).
    fn inverse(&self, at: Coord) -> Option<(f64, f64)> {
        let scale = self.k_0 * self.rectifying.radius;
        let (xi, eta) = (at.y / scale + self.xi_0, at.x / scale);
        if eta.abs() > self.last_eta * (1.0 + NEAR) || xi.abs() > PI {
            return None;
        }
        let (xi_prime, eta_prime) = complex_series(self.rectifying.beta, -1.0, xi, eta);
        let (sinh, cos) = (libm::sinh(eta_prime), libm::cos(xi_prime));
        let lambda = libm::atan2(sinh, cos);
        let cosh = libm::cosh(eta_prime);
        let phi = self
            .conformal
            .sin_cos_inverse(libm::sin(xi_prime) / cosh, libm::hypot(sinh, cos) / cosh);
        (phi.abs() <= FRAC_PI_2).then_some((lambda, phi))
    }

    fn domain(&self) -> Domain {
        Domain::Window { west: -HALF_WIDTH, south: -90.0, east: HALF_WIDTH, north: 90.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Projection;
    use super::super::tests::{CLARKE_1866, check};
    use super::*;
    use crate::units::Metres;

    fn about(ellipsoid: &Ellipsoid, lon: f64, lat: f64, k_0: f64) -> Projection {
        let center = Coord { x: lon, y: lat };
        Projection::from(TransverseMercator::new(ellipsoid, center).unwrap().with_scale(k_0))
    }

    /// Snyder (1987), p. 269: Clarke 1866, λ₀ = 75° W, k₀ = 0.9996, point 40°30′ N 73°30′ W.
    #[test]
    fn snyder_s_worked_example_comes_out() {
        let projection = about(&CLARKE_1866, -75.0, 0.0, 0.9996);
        check(&projection, [-73.5, 40.5], [127_106.5, 4_484_124.4], 0.1);
    }

    /// IOGP 373-7-2, example of method 9807: OSGB36 National Grid (Airy 1830), point 50°30′ N 0°30′ E:
    /// E 577 274.99, N 69 740.50 with false origin 400 000, −100 000.
    #[test]
    fn the_guidance_note_s_british_example_comes_out() {
        let airy = Ellipsoid::new(Metres(6_377_563.396), 1.0 / 299.324_964_6).unwrap();
        let projection = about(&airy, -2.0, 49.0, 0.999_601_271_7);
        check(&projection, [0.5, 50.5], [177_274.99, 169_740.50], 0.01);
    }

    #[test]
    fn points_a_quarter_turn_off_on_the_equator_are_nowhere() {
        let projection = TransverseMercator::new(&CLARKE_1866, Coord { x: 0.0, y: 0.0 }).unwrap();
        assert_eq!(projection.forward(FRAC_PI_2, 0.0), None);
        assert_eq!(projection.inverse(Coord { x: -1e200, y: 0.0 }), None);
    }
}
