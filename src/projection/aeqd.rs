//! Azimuthal equidistant on the ellipsoid: distances and azimuths from the centre are the geodesic's own.
//! Source: Snyder (1987), section 25, p. 191–202, with Karney's geodesics (2013, J. Geodesy 87, 43–55)
//! in place of Snyder's approximations. PROJ's `aeqd` does the same; its `+guam` form is not here.

use super::method::Method;
use super::{Domain, Formula};
use crate::error::Result;
use geo::Coord;
use geographiclib_rs::{DirectGeodesic, Geodesic, InverseGeodesic};
use periplus_sea::geodesy::latitude::Rectifying;
use periplus_sea::geodesy::{Ellipsoid, WGS84};
use std::f64::consts::PI;

/// The azimuthal equidistant projection about a centre.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AzimuthalEquidistant {
    center: Coord,
    geodesic: Geodesic,
    /// Length of half a meridian, from pole to pole: the farthest that any place can be.
    farthest: f64,
}

/// Angular radius of the part that is drawn, degrees: beyond it shapes are smeared round the rim.
const HORIZON: f64 = 170.0;
/// How near to the antipode counts as there, as a part of the half meridian.
const NEAR: f64 = 1e-10;

impl AzimuthalEquidistant {
    /// Azimuthal equidistant about `center` (longitude, latitude in degrees).
    ///
    /// Errors: `Input` if the centre is not on the earth.
    pub fn new(ellipsoid: &Ellipsoid, center: Coord) -> Result<AzimuthalEquidistant> {
        super::parameters::check_position(center)?;
        let geodesic = Geodesic::new(ellipsoid.a(), ellipsoid.flattening);
        let farthest = PI * Rectifying::new(ellipsoid).radius;
        Ok(AzimuthalEquidistant { center, geodesic, farthest })
    }
}

/// The row of the table of methods.
pub(super) static METHOD: Method = Method {
    name: "aeqd",
    title: "Azimuthal equidistant projection",
    is_conic: false,
    make: |asked| Ok(AzimuthalEquidistant::new(&WGS84, asked.center)?.into()),
};

impl Formula for AzimuthalEquidistant {
    fn method(&self) -> &'static Method {
        &METHOD
    }

    fn central_meridian(&self) -> f64 {
        self.center.x
    }

    fn parameters(&self) -> Vec<(&'static str, f64)> {
        vec![("central meridian", self.center.x), ("latitude of origin", self.center.y)]
    }

    /// x = s sin α, y = s cos α. Source: Snyder (21-2), (21-3) with k' c = s.
    fn forward(&self, lambda: f64, phi: f64) -> Option<Coord> {
        let (lat_1, lat_2) = (self.center.y, phi.to_degrees());
        let (s, azimuth, _, _): (f64, f64, f64, f64) =
            self.geodesic.inverse(lat_1, 0.0, lat_2, lambda.to_degrees());
        if s >= self.farthest * (1.0 - NEAR) {
            return None;
        }
        let alpha = azimuth.to_radians();
        Some(Coord { x: s * libm::sin(alpha), y: s * libm::cos(alpha) })
    }

    fn inverse(&self, at: Coord) -> Option<(f64, f64)> {
        let s = libm::hypot(at.x, at.y);
        if s > self.farthest * (1.0 + NEAR) {
            return None;
        }
        let azimuth = libm::atan2(at.x, at.y).to_degrees();
        let (lat, lon): (f64, f64) = self.geodesic.direct(self.center.y, 0.0, azimuth, s);
        Some((lon.to_radians(), lat.to_radians()))
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

    /// Snyder (1987), p. 338: International, north polar, λ₀ = 100° W, point 80° N 5° E.
    #[test]
    fn snyder_s_polar_example_comes_out() {
        let center = Coord { x: -100.0, y: 90.0 };
        let projection = AzimuthalEquidistant::new(&INTERNATIONAL, center).unwrap();
        check(&Projection::from(projection), [5.0, 80.0], [1_078_828.3, 289_071.2], 0.1);
    }

    /// Snyder (1987), p. 339 and IOGP 373-7-2, example of method 9832 (Modified Azimuthal Equidistant, Yap,
    /// good to centimetres so near the centre): 9°35′47.493″ N 138°11′34.908″ E, E 42 665.90,
    /// N 65 509.82 with false origin 40 000, 60 000.
    #[test]
    fn the_guidance_note_s_yap_example_comes_out() {
        let degrees = |d: f64, m: f64, s: f64| d + m / 60.0 + s / 3600.0;
        let center = Coord { x: degrees(138.0, 10.0, 7.48), y: degrees(9.0, 32.0, 48.15) };
        let projection = AzimuthalEquidistant::new(&CLARKE_1866, center).unwrap();
        let position = [degrees(138.0, 11.0, 34.908), degrees(9.0, 35.0, 47.493)];
        check(&Projection::from(projection), position, [2_665.90, 5_509.82], 0.01);
    }
}
