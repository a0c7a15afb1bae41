//! Mercator: conformal, meridians and parallels straight. EPSG methods 9804 and 9805.
//! Source: Snyder (1987), section 7, p. 38–47, with the isometric latitude in closed form.

use super::method::Method;
use super::{Domain, Formula};
use crate::error::Result;
use geo::Coord;
use periplus_sea::geodesy::latitude::Conformal;
use periplus_sea::geodesy::{Ellipsoid, WGS84};
use std::f64::consts::FRAC_PI_2;

/// The Mercator projection, true along one parallel north and south.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mercator {
    central_meridian: f64,
    standard_parallel: f64,
    radius: f64,
    conformal: Conformal,
}

/// Latitude beyond which no Mercator map is drawn: there the square world map ends.
const LAST_LATITUDE: f64 = 85.06;

impl Mercator {
    /// Mercator about `central_meridian`, true to scale along `standard_parallel` (degrees).
    ///
    /// Errors: `Input` if the parallel is at a pole or beyond.
    pub fn new(
        ellipsoid: &Ellipsoid,
        central_meridian: f64,
        standard_parallel: f64,
    ) -> Result<Mercator> {
        super::parameters::check_longitude(central_meridian)?;
        super::parameters::check_parallel(standard_parallel)?;
        Ok(Mercator {
            central_meridian,
            standard_parallel,
            radius: ellipsoid.a() * ellipsoid.parallel(standard_parallel.to_radians()),
            conformal: Conformal::new(ellipsoid),
        })
    }
}

/// The row of the table of methods.
pub(super) static METHOD: Method = Method {
    name: "mercator",
    title: "Mercator projection",
    is_conic: false,
    make: |asked| Ok(Mercator::new(&WGS84, asked.center.x, asked.center.y)?.into()),
};

impl Formula for Mercator {
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

    /// x = a k₀ λ, y = a k₀ ψ. Source: Snyder (7-6), (7-7).
    fn forward(&self, lambda: f64, phi: f64) -> Option<Coord> {
        (phi.abs() < FRAC_PI_2).then(|| Coord {
            x: self.radius * lambda,
            y: self.radius * self.conformal.isometric(phi),
        })
    }

    fn inverse(&self, at: Coord) -> Option<(f64, f64)> {
        Some((at.x / self.radius, self.conformal.isometric_inverse(at.y / self.radius)))
    }

    fn domain(&self) -> Domain {
        Domain::Window { west: -180.0, south: -LAST_LATITUDE, east: 180.0, north: LAST_LATITUDE }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Projection;
    use super::super::tests::{CLARKE_1866, check};
    use super::*;
    use crate::units::Metres;

    /// Snyder (1987), p. 267: Clarke 1866, λ₀ = 180°, φ = 35° N, λ = 75° W; x printed to 0.1 m.
    #[test]
    fn snyder_s_worked_example_comes_out() {
        let projection = Projection::from(Mercator::new(&CLARKE_1866, 180.0, 0.0).unwrap());
        check(&projection, [-75.0, 35.0], [11_688_673.7, 4_139_145.6], 0.1);
    }

    /// IOGP 373-7-2, example of method 9805 (variant B): Krassowsky 1940, standard parallel 42°, λ₀ = 51°,
    /// φ = 53° N, λ = 53° E: E 165 704.29, N 5 171 848.07.
    #[test]
    fn the_guidance_note_s_caspian_example_comes_out() {
        let krassowsky = Ellipsoid::new(Metres(6_378_245.0), 1.0 / 298.3).unwrap();
        let projection = Projection::from(Mercator::new(&krassowsky, 51.0, 42.0).unwrap());
        check(&projection, [53.0, 53.0], [165_704.29, 5_171_848.07], 0.01);
    }

    #[test]
    fn a_pole_is_nowhere() {
        let projection = Mercator::new(&CLARKE_1866, 0.0, 0.0).unwrap();
        assert_eq!(projection.forward(0.0, FRAC_PI_2), None);
        assert!(Mercator::new(&CLARKE_1866, 0.0, 90.0).is_err());
    }
}
