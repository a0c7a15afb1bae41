//! Equidistant cylindrical on the ellipsoid: parallels as far apart as on the ground. EPSG method 1028.
//! Source: IOGP 373-7-2, method 1028. PROJ's older `eqc` and EPSG 1029 are the spherical form: not here.

use super::Formula;
use super::method::Method;
use crate::error::Result;
use geo::Coord;
use periplus_sea::geodesy::latitude::Rectifying;
use periplus_sea::geodesy::{Ellipsoid, WGS84};
use std::f64::consts::{FRAC_PI_2, PI};

/// The equidistant cylindrical projection, true along one parallel and all meridians.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Equirectangular {
    central_meridian: f64,
    standard_parallel: f64,
    radius: f64,
    rectifying: Rectifying,
}

impl Equirectangular {
    /// Equidistant cylindrical, true along `standard_parallel` (degrees), origin on the equator.
    ///
    /// Errors: `Input` if the parallel is at a pole or beyond.
    pub fn new(
        ellipsoid: &Ellipsoid,
        central_meridian: f64,
        standard_parallel: f64,
    ) -> Result<Equirectangular> {
        super::parameters::check_longitude(central_meridian)?;
        super::parameters::check_parallel(standard_parallel)?;
        Ok(Equirectangular {
            central_meridian,
            standard_parallel,
            radius: ellipsoid.a() * ellipsoid.parallel(standard_parallel.to_radians()),
            rectifying: Rectifying::new(ellipsoid),
        })
    }
}

/// The row of the table of methods.
pub(super) static METHOD: Method = Method {
    name: "equirectangular",
    title: "Equirectangular projection",
    is_conic: false,
    make: |asked| Ok(Equirectangular::new(&WGS84, asked.center.x, asked.center.y)?.into()),
};

impl Formula for Equirectangular {
    fn method(&self) -> &'static Method {
        &METHOD
    }

    fn central_meridian(&self) -> f64 {
        self.central_meridian
    }

    fn parameters(&self) -> Vec<(&'static str, f64)> {
        vec![
            ("central meridian", self.central_meridian),
            ("standard parallel", self.standard_parallel),
        ]
    }

    /// x = ν₁ cos φ₁ λ, y = M(φ). Source: IOGP 373-7-2, method 1028.
    fn forward(&self, lambda: f64, phi: f64) -> Option<Coord> {
        Some(Coord { x: self.radius * lambda, y: self.rectifying.arc(phi) })
    }

    fn inverse(&self, at: Coord) -> Option<(f64, f64)> {
        const ROUNDING: f64 = 1e-12;
        let (lambda, mu) = (at.x / self.radius, at.y / self.rectifying.radius);
        let inside = lambda.abs() <= PI + ROUNDING && mu.abs() <= FRAC_PI_2 + ROUNDING;
        inside.then(|| (lambda, self.rectifying.arc_inverse(at.y)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Projection;
    use super::super::tests::check;
    use super::*;

    /// IOGP 373-7-2, example of method 1028: WGS 84, φ₁ = 0, φ = 55° N, λ = 10° E: E 1 113 194.91, N 6 097 230.31.
    #[test]
    fn the_guidance_note_s_example_comes_out() {
        let projection = Equirectangular::new(&WGS84, 0.0, 0.0).unwrap();
        let projection = Projection::from(projection);
        check(&projection, [10.0, 55.0], [1_113_194.91, 6_097_230.31], 0.01);
    }
}
