//! The figure of the earth: two numbers in, the quantities that the formulas ask for out.
//! Source: Snyder (1987), *Map Projections: A Working Manual*, USGS Professional Paper 1395, p. 13–25.

use crate::error::{Error, Result};
use crate::units::Metres;

/// An oblate ellipsoid of revolution, or a sphere when the flattening is 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ellipsoid {
    /// Semi-major axis *a*.
    pub semi_major: Metres,
    /// Flattening *f* = (a − b) / a.
    pub flattening: f64,
}

/// World Geodetic System 1984: a = 6 378 137 m, 1/f = 298.257 223 563 (both by definition).
/// Source: NGA.STND.0036 (2014), section 3.
pub const WGS84: Ellipsoid =
    Ellipsoid { semi_major: Metres(6_378_137.0), flattening: 1.0 / 298.257_223_563 };

/// Mean radius R₁ = (2 a + b) / 3 of WGS 84, for lengths to thin by: a sphere is good enough for those.
/// Source: NGA.STND.0036 (2014), rounded to a decimetre.
pub(crate) const MEAN_RADIUS: Metres = Metres(6_371_008.8);

/// The flattest body that is taken for an earth; the series in [`super::latitude`] fail beyond it.
const MOST_FLATTENING: f64 = 0.1;

impl Ellipsoid {
    /// An ellipsoid of the given axis and flattening.
    ///
    /// Errors: `Input` unless a > 0 and 0 ≤ f ≤ 0.1.
    pub fn new(semi_major: Metres, flattening: f64) -> Result<Ellipsoid> {
        let is_valid = semi_major.0.is_finite()
            && semi_major.0 > 0.0
            && (0.0..=MOST_FLATTENING).contains(&flattening);
        if !is_valid {
            return Err(Error::input(format!(
                "no earth has a semi-major axis of {} m and a flattening of {flattening}",
                semi_major.0
            )));
        }
        Ok(Ellipsoid { semi_major, flattening })
    }

    /// *a*, metres.
    pub fn a(&self) -> f64 {
        self.semi_major.0
    }

    /// First eccentricity squared, e² = f (2 − f).
    pub fn e2(&self) -> f64 {
        self.flattening * (2.0 - self.flattening)
    }

    /// First eccentricity *e*.
    pub fn e(&self) -> f64 {
        self.e2().sqrt()
    }

    /// Third flattening, n = f / (2 − f).
    pub fn third_flattening(&self) -> f64 {
        self.flattening / (2.0 - self.flattening)
    }

    /// Radius of the parallel at `phi` over *a*: m = cos φ / √(1 − e² sin² φ), Snyder (14-15).
    pub fn parallel(&self, phi: f64) -> f64 {
        let sin = libm::sin(phi);
        libm::cos(phi) / (1.0 - self.e2() * sin * sin).sqrt()
    }

    /// Radius of curvature across the meridian from sin φ: ν = a / √(1 − e² sin² φ), Snyder (4-20).
    pub fn prime_vertical_radius(&self, sin: f64) -> f64 {
        self.a() / (1.0 - self.e2() * sin * sin).sqrt()
    }

    /// Radius of curvature along the meridian: M = a (1 − e²) / (1 − e² sin² φ)^(3/2), Snyder (4-18).
    pub fn meridian_radius(&self, phi: f64) -> f64 {
        let sin = libm::sin(phi);
        let w2 = 1.0 - self.e2() * sin * sin;
        self.a() * (1.0 - self.e2()) / (w2 * w2.sqrt())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wgs_84_has_its_published_eccentricity() {
        // NGA.STND.0036 (2014), section 3: e² = 6.694 379 990 14 × 10⁻³.
        assert!((WGS84.e2() - 6.694_379_990_14e-3).abs() < 1e-14);
    }

    #[test]
    fn the_mean_radius_is_that_of_the_axes() {
        let (a, b) = (WGS84.a(), WGS84.a() * (1.0 - WGS84.flattening));
        assert!(((2.0 * a + b) / 3.0 - MEAN_RADIUS.0).abs() < 0.05);
    }

    #[test]
    fn a_body_that_is_no_earth_is_refused() {
        assert!(Ellipsoid::new(Metres(-1.0), 0.0).is_err());
        assert!(Ellipsoid::new(Metres(1.0), 1.1).is_err());
        assert!(Ellipsoid::new(Metres(f64::NAN), 0.0).is_err());
    }
}
