//! Stereographic on the ellipsoid, oblique and polar: angles true. PROJ's `stere`; EPSG 9810 and 9829 at the poles.
//! Source: Snyder (1987), section 21, p. 160–163. EPSG 9809 (PROJ `sterea`) goes over the conformal
//! sphere of the centre instead: not here; the two differ by 0.2 m at 250 km.

use super::method::Method;
use super::{Domain, Formula};
use crate::error::Result;
use geo::Coord;
use periplus_sea::geodesy::latitude::Conformal;
use periplus_sea::geodesy::{Ellipsoid, WGS84};

/// The stereographic projection about a centre.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stereographic {
    center: Coord,
    k_0: f64,
    conformal: Conformal,
    /// Radius of the sphere that is projected, metres: a m₁ / cos χ₁.
    radius: f64,
    sin_chi_1: f64,
    cos_chi_1: f64,
}

/// Angular radius of the part that is drawn, degrees: beyond it the map grows without end.
const HORIZON: f64 = 150.0;
/// How near to the antipode or the pole counts as there.
const NEAR: f64 = 1e-10;

impl Stereographic {
    /// Stereographic about `center` (longitude, latitude in degrees), true to scale there.
    ///
    /// Errors: `Input` if the centre is not on the earth.
    pub fn new(ellipsoid: &Ellipsoid, center: Coord) -> Result<Stereographic> {
        super::parameters::check_position(center)?;
        let conformal = Conformal::new(ellipsoid);
        let phi_1 = center.y.to_radians();
        let (sin_chi_1, cos_chi_1) = conformal.sin_cos(phi_1);
        let radius = if cos_chi_1 < NEAR {
            polar_radius(ellipsoid)
        } else {
            ellipsoid.a() * ellipsoid.parallel(phi_1) / cos_chi_1
        };
        Ok(Stereographic { center, k_0: 1.0, conformal, radius, sin_chi_1, cos_chi_1 })
    }

    /// The same with scale `k_0` at the centre.
    pub fn with_scale(mut self, k_0: f64) -> Stereographic {
        self.k_0 = k_0;
        self
    }

    /// A polar aspect that is true along the parallel `lat` instead of at the pole (EPSG 9829).
    pub fn true_along(self, ellipsoid: &Ellipsoid, lat: f64) -> Stereographic {
        let phi = lat.abs().to_radians();
        let (sin_chi, cos_chi) = self.conformal.sin_cos(phi);
        let t = cos_chi / (1.0 + sin_chi);
        let k_0 = ellipsoid.a() * ellipsoid.parallel(phi) / (2.0 * self.radius * t);
        self.with_scale(k_0)
    }
}

/// a / √((1+e)^(1+e) (1−e)^(1−e)): the limit of a m₁ / cos χ₁ at the pole. Source: Snyder (21-33).
fn polar_radius(ellipsoid: &Ellipsoid) -> f64 {
    let e = ellipsoid.e();
    let log = (1.0 + e) * libm::log1p(e) + (1.0 - e) * libm::log1p(-e);
    ellipsoid.a() * libm::exp(-log / 2.0)
}

/// The row of the table of methods.
pub(super) static METHOD: Method = Method {
    name: "stereographic",
    title: "Stereographic projection",
    is_conic: false,
    make: |asked| Ok(Stereographic::new(&WGS84, asked.center)?.into()),
};

impl Formula for Stereographic {
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
            ("scale at the centre", self.k_0),
        ]
    }

    /// Source: Snyder (21-24), (21-25), (21-27).
    fn forward(&self, lambda: f64, phi: f64) -> Option<Coord> {
        let (sin_chi, cos_chi) = self.conformal.sin_cos(phi);
        let (sin_lambda, cos_lambda) = (libm::sin(lambda), libm::cos(lambda));
        let from_antipode = 1.0 + self.sin_chi_1 * sin_chi + self.cos_chi_1 * cos_chi * cos_lambda;
        if from_antipode <= NEAR {
            return None;
        }
        let scale = 2.0 * self.radius * self.k_0 / from_antipode;
        let north = self.cos_chi_1 * sin_chi - self.sin_chi_1 * cos_chi * cos_lambda;
        Some(Coord { x: scale * cos_chi * sin_lambda, y: scale * north })
    }

    /// Source: Snyder (21-36) to (21-38), on the conformal sphere.
    fn inverse(&self, at: Coord) -> Option<(f64, f64)> {
        let rho = libm::hypot(at.x, at.y);
        if rho == 0.0 {
            return Some((0.0, self.center.y.to_radians()));
        }
        let c = 2.0 * libm::atan(rho / (2.0 * self.radius * self.k_0));
        let (sin_c, cos_c) = (libm::sin(c), libm::cos(c));
        let (east, north) = (sin_c * at.x / rho, sin_c * at.y / rho);
        let toward = cos_c * self.cos_chi_1 - north * self.sin_chi_1;
        let sin_chi = cos_c * self.sin_chi_1 + north * self.cos_chi_1;
        let phi = self.conformal.sin_cos_inverse(sin_chi, libm::hypot(toward, east));
        Some((libm::atan2(east, toward), phi))
    }

    fn domain(&self) -> Domain {
        Domain::Cap { latitude: self.center.y, radius: HORIZON }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Projection;
    use super::super::tests::{CLARKE_1866, INTERNATIONAL, check};
    use super::*;

    /// Snyder (1987), p. 313: Clarke 1866, centre 40° N 100° W, k₀ = 0.9999, point 30° N 90° W.
    #[test]
    fn snyder_s_oblique_example_comes_out() {
        let center = Coord { x: -100.0, y: 40.0 };
        let projection = Stereographic::new(&CLARKE_1866, center).unwrap().with_scale(0.9999);
        let printed = [971_630.8, -1_063_049.3];
        check(&Projection::from(projection), [-90.0, 30.0], printed, 0.1);
    }

    /// Snyder (1987), p. 314: International, centre at the south pole and 100° W, true along 71° S,
    /// point 75° S 150° E.
    #[test]
    fn snyder_s_polar_example_comes_out() {
        let center = Coord { x: -100.0, y: -90.0 };
        let projection = Stereographic::new(&INTERNATIONAL, center).unwrap();
        let projection = projection.true_along(&INTERNATIONAL, -71.0);
        let printed = [-1_540_033.6, -560_526.4];
        check(&Projection::from(projection), [150.0, -75.0], printed, 0.1);
    }
}
