//! Equal Earth on the ellipsoid: the whole world, areas true, parallels straight. EPSG method 1078.
//! Source: Šavrič, Patterson, Jenny (2019), *The Equal Earth map projection*, Int. J. Geographical
//! Information Science 33, 454–465; ellipsoidal by the authalic latitude.

use super::Formula;
use super::method::Method;
use crate::error::Result;
use geo::Coord;
use periplus_sea::geodesy::latitude::Authalic;
use periplus_sea::geodesy::{Ellipsoid, WGS84};
use std::f64::consts::PI;

/// The Equal Earth projection about a central meridian.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EqualEarth {
    central_meridian: f64,
    r_q: f64,
    authalic: Authalic,
}

/// A₁ … A₄ of the paper, section 3.
const A: [f64; 4] = [1.340264, -0.081106, 0.000893, 0.003796];
/// √3 / 2.
const M: f64 = 0.866_025_403_784_438_6;
/// Rounding that is let pass at the rim.
const ROUNDING: f64 = 1e-9;

impl EqualEarth {
    /// Equal Earth about `central_meridian` (degrees).
    ///
    /// Errors: `Input` if the meridian is not a longitude.
    pub fn new(ellipsoid: &Ellipsoid, central_meridian: f64) -> Result<EqualEarth> {
        super::parameters::check_longitude(central_meridian)?;
        let authalic = Authalic::new(ellipsoid);
        Ok(EqualEarth { central_meridian, r_q: ellipsoid.a() * authalic.radius(), authalic })
    }
}

/// The polynomial of y in the parametric latitude θ: θ (A₁ + A₂θ² + θ⁶ (A₃ + A₄θ²)).
fn height(theta: f64) -> f64 {
    let t2 = theta * theta;
    theta * (A[0] + A[1] * t2 + t2 * t2 * t2 * (A[2] + A[3] * t2))
}

/// Its derivative, which is also the denominator of x: A₁ + 3A₂θ² + θ⁶ (7A₃ + 9A₄θ²).
fn slope(theta: f64) -> f64 {
    let t2 = theta * theta;
    A[0] + 3.0 * A[1] * t2 + t2 * t2 * t2 * (7.0 * A[2] + 9.0 * A[3] * t2)
}

/// The row of the table of methods.
pub(super) static METHOD: Method = Method {
    name: "equal-earth",
    title: "Equal Earth projection",
    is_conic: false,
    make: |asked| Ok(EqualEarth::new(&WGS84, asked.center.x)?.into()),
};

impl Formula for EqualEarth {
    fn method(&self) -> &'static Method {
        &METHOD
    }

    fn central_meridian(&self) -> f64 {
        self.central_meridian
    }

    fn parameters(&self) -> Vec<(&'static str, f64)> {
        vec![("central meridian", self.central_meridian)]
    }

    /// sin θ = (√3/2) sin β, x = λ cos θ / ((√3/2) y′(θ)), y = y(θ). Source: the paper, eq. (3), (4).
    fn forward(&self, lambda: f64, phi: f64) -> Option<Coord> {
        let (sin_beta, _) = self.authalic.sin_cos(phi);
        let theta = libm::asin(M * sin_beta);
        Some(Coord {
            x: self.r_q * lambda * libm::cos(theta) / (M * slope(theta)),
            y: self.r_q * height(theta),
        })
    }

    /// θ from y by Newton's method. Source: the paper, section 4.
    fn inverse(&self, at: Coord) -> Option<(f64, f64)> {
        const STEPS: usize = 12;
        let (x, y) = (at.x / self.r_q, at.y / self.r_q);
        let last = libm::asin(M);
        if y.abs() > height(last) + ROUNDING {
            return None;
        }
        let mut theta = y / A[0];
        for _ in 0..STEPS {
            let step = (height(theta) - y) / slope(theta);
            theta -= step;
            if step.abs() < f64::EPSILON {
                break;
            }
        }
        let theta = theta.clamp(-last, last);
        let lambda = M * x * slope(theta) / libm::cos(theta);
        let sin_beta = (libm::sin(theta) / M).clamp(-1.0, 1.0);
        let cos_beta = ((1.0 - sin_beta) * (1.0 + sin_beta)).sqrt();
        (lambda.abs() <= PI + ROUNDING)
            .then(|| (lambda, self.authalic.sin_cos_inverse(sin_beta, cos_beta)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Projection;
    use super::super::tests::check;
    use super::*;

    /// The corners of the ellipsoidal map on WGS 84: ±17 243 959.06, ±8 392 927.60, and the pole line's
    /// half 10 216 474.79 m, as PROJ 9 and its tests have them (EPSG 8857).
    #[test]
    fn the_rim_of_the_world_is_where_epsg_has_it() {
        let projection = Projection::from(EqualEarth::new(&WGS84, 0.0).unwrap());
        check(&projection, [180.0, 0.0], [17_243_959.06, 0.0], 0.01);
        check(&projection, [0.0, 90.0], [0.0, 8_392_927.60], 0.01);
        check(&projection, [-180.0, 90.0], [-10_216_474.79, 8_392_927.60], 0.01);
    }
}
