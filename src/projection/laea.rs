//! Lambert azimuthal equal-area on the ellipsoid: areas true, directions true from the centre. EPSG method 9820.
//! Source: Snyder (1987), section 24, p. 182–190. The polar aspect is the limit of the oblique one.

use super::method::Method;
use super::{Domain, Formula};
use crate::error::Result;
use geo::Coord;
use periplus_sea::geodesy::latitude::Authalic;
use periplus_sea::geodesy::{Ellipsoid, WGS84};

/// The Lambert azimuthal equal-area projection about a centre.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LambertAzimuthalEqualArea {
    center: Coord,
    authalic: Authalic,
    /// R_q, Snyder (3-13).
    r_q: f64,
    sin_beta_1: f64,
    cos_beta_1: f64,
    /// D, Snyder (24-20); 1 at the poles.
    d: f64,
}

/// Angular radius of the part that is drawn, degrees: beyond it shapes are smeared round the rim.
const HORIZON: f64 = 170.0;
/// How near to the antipode or the pole counts as there (PROJ uses the same 10⁻¹⁰).
const NEAR: f64 = 1e-10;

impl LambertAzimuthalEqualArea {
    /// Lambert azimuthal equal-area about `center` (longitude, latitude in degrees).
    ///
    /// Errors: `Input` if the centre is not on the earth.
    pub fn new(ellipsoid: &Ellipsoid, center: Coord) -> Result<LambertAzimuthalEqualArea> {
        super::parameters::check_position(center)?;
        let authalic = Authalic::new(ellipsoid);
        let phi_1 = center.y.to_radians();
        let (sin_beta_1, cos_beta_1) = authalic.sin_cos(phi_1);
        let r_q = ellipsoid.a() * authalic.radius();
        let d = if cos_beta_1 < NEAR {
            1.0
        } else {
            ellipsoid.a() * ellipsoid.parallel(phi_1) / (r_q * cos_beta_1)
        };
        Ok(LambertAzimuthalEqualArea { center, authalic, r_q, sin_beta_1, cos_beta_1, d })
    }
}

/// The row of the table of methods.
pub(super) static METHOD: Method = Method {
    name: "laea",
    title: "Lambert azimuthal equal-area projection",
    is_conic: false,
    make: |asked| Ok(LambertAzimuthalEqualArea::new(&WGS84, asked.center)?.into()),
};

impl Formula for LambertAzimuthalEqualArea {
    fn method(&self) -> &'static Method {
        &METHOD
    }

    fn central_meridian(&self) -> f64 {
        self.center.x
    }

    fn parameters(&self) -> Vec<(&'static str, f64)> {
        vec![("central meridian", self.center.x), ("latitude of origin", self.center.y)]
    }

    /// Source: Snyder (24-17) to (24-20).
    fn forward(&self, lambda: f64, phi: f64) -> Option<Coord> {
        let (sin_beta, cos_beta) = self.authalic.sin_cos(phi);
        let (sin_lambda, cos_lambda) = (libm::sin(lambda), libm::cos(lambda));
        let from_antipode =
            1.0 + self.sin_beta_1 * sin_beta + self.cos_beta_1 * cos_beta * cos_lambda;
        if from_antipode <= NEAR {
            return None;
        }
        let b = self.r_q * (2.0 / from_antipode).sqrt();
        let north = self.cos_beta_1 * sin_beta - self.sin_beta_1 * cos_beta * cos_lambda;
        Some(Coord { x: b * self.d * cos_beta * sin_lambda, y: b / self.d * north })
    }

    /// Source: Snyder (24-26) to (24-28), the latitude by atan2 so that poles keep their digits.
    fn inverse(&self, at: Coord) -> Option<(f64, f64)> {
        let (x, y) = (at.x / self.d, at.y * self.d);
        let rho = libm::hypot(x, y);
        let half_sine = rho / (2.0 * self.r_q);
        if half_sine > 1.0 {
            return None;
        }
        if rho == 0.0 {
            return Some((0.0, self.center.y.to_radians()));
        }
        let c_e = 2.0 * libm::asin(half_sine);
        let (sin_c, cos_c) = (libm::sin(c_e), libm::cos(c_e));
        let (east, north) = (sin_c * x / rho, sin_c * y / rho);
        let toward = cos_c * self.cos_beta_1 - north * self.sin_beta_1;
        let sin_beta = cos_c * self.sin_beta_1 + north * self.cos_beta_1;
        let phi = self.authalic.sin_cos_inverse(sin_beta, libm::hypot(toward, east));
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
    use crate::units::Metres;

    fn about(ellipsoid: &Ellipsoid, lon: f64, lat: f64) -> Projection {
        let center = Coord { x: lon, y: lat };
        Projection::from(LambertAzimuthalEqualArea::new(ellipsoid, center).unwrap())
    }

    /// Snyder (1987), p. 333: Clarke 1866, centre 40° N 100° W, point 30° N 110° W.
    #[test]
    fn snyder_s_oblique_example_comes_out() {
        let printed = [-965_932.1, -1_056_814.9];
        check(&about(&CLARKE_1866, -100.0, 40.0), [-110.0, 30.0], printed, 0.1);
    }

    /// Snyder (1987), p. 334: International, centre at the north pole and 100° W, point 80° N 5° E.
    #[test]
    fn snyder_s_polar_example_comes_out() {
        let printed = [1_077_459.7, 288_704.5];
        check(&about(&INTERNATIONAL, -100.0, 90.0), [5.0, 80.0], printed, 0.1);
    }

    /// IOGP 373-7-2, example of method 9820: ETRS89-LAEA, point 50° N 5° E; false origin 4 321 000, 3 210 000.
    #[test]
    fn the_european_grid_s_example_comes_out() {
        let grs80 = Ellipsoid::new(Metres(6_378_137.0), 1.0 / 298.257_222_101).unwrap();
        let printed = [3_962_799.45 - 4_321_000.0, 2_999_718.85 - 3_210_000.0];
        check(&about(&grs80, 10.0, 52.0), [5.0, 50.0], printed, 0.01);
    }

    #[test]
    fn the_antipode_and_what_lies_beyond_the_disc_are_nowhere() {
        let center = Coord { x: 0.0, y: 0.0 };
        let laea = LambertAzimuthalEqualArea::new(&CLARKE_1866, center).unwrap();
        assert_eq!(laea.forward(std::f64::consts::PI, 0.0), None);
        assert_eq!(laea.inverse(Coord { x: 13_000_000.0, y: 0.0 }), None);
    }
}
