//! Auxiliary latitudes: geodetic latitude in, conformal, authalic or rectifying latitude out, and back.
//! Radians throughout. Sources: Karney (2011), *Transverse Mercator with an accuracy of a few
//! nanometers*, J. Geodesy 85, 475–485; Snyder (1987), section 3; Karney (2024), *On auxiliary
//! latitudes*, Survey Review 56, 165–180.

use super::ellipsoid::Ellipsoid;
use std::f64::consts::FRAC_PI_2;

/// Conformal latitude χ, and the isometric latitude ψ = asinh(tan χ).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Conformal {
    e: f64,
    series: [f64; 4],
}

impl Conformal {
    /// The conformal latitude of `ellipsoid`.
    pub fn new(ellipsoid: &Ellipsoid) -> Conformal {
        Conformal { e: ellipsoid.e(), series: conformal_series(ellipsoid.third_flattening()) }
    }

    /// tan χ from tan φ. Source: Karney (2011), eq. (7)–(9).
    pub fn tangent(&self, tau: f64) -> f64 {
        let secant = libm::hypot(1.0, tau);
        let sigma = libm::sinh(self.e * libm::atanh(self.e * tau / secant));
        tau * libm::hypot(1.0, sigma) - sigma * secant
    }

    /// tan φ from tan χ: the inverse by Newton's method. Source: Karney (2011), eq. (19)–(21).
    pub fn tangent_inverse(&self, tau_prime: f64) -> f64 {
        const STEPS: usize = 8;
        const FAR: f64 = 1e10;
        let complement = 1.0 - self.e * self.e;
        if tau_prime.abs() > FAR {
            return tau_prime * libm::exp(self.e * libm::atanh(self.e));
        }
        let mut tau = tau_prime / complement.sqrt();
        for _ in 0..STEPS {
            let reached = self.tangent(tau);
            let secants = libm::hypot(1.0, tau) * libm::hypot(1.0, reached);
            let step =
                (tau_prime - reached) * (1.0 + complement * tau * tau) / (complement * secants);
            tau += step;
            if step.abs() <= f64::EPSILON * tau.abs().max(f64::MIN_POSITIVE) {
                break;
            }
        }
        tau
    }

    /// Isometric latitude ψ(φ); beyond all bounds at the poles, so callers turn them away first.
    pub fn isometric(&self, phi: f64) -> f64 {
        libm::asinh(self.tangent(libm::tan(phi)))
    }

    /// Isometric latitude from (sin φ, cos φ), for those who have them already. Source: Snyder (1987), eq. (7-7), its
    /// logarithms written as asinh and atanh: no digits are lost near the equator.
    pub fn isometric_of(&self, sin: f64, cos: f64) -> f64 {
        libm::asinh(sin / cos) - self.e * libm::atanh(self.e * sin)
    }

    /// Geodetic latitude from the isometric one.
    pub fn isometric_inverse(&self, psi: f64) -> f64 {
        libm::atan(self.tangent_inverse(libm::sinh(psi)))
    }

    /// (sin χ, cos χ), exact at the poles.
    pub fn sin_cos(&self, phi: f64) -> (f64, f64) {
        if phi.abs() >= FRAC_PI_2 {
            return (1f64.copysign(phi), 0.0);
        }
        let tau = self.tangent(libm::tan(phi));
        let secant = libm::hypot(1.0, tau);
        (tau / secant, 1.0 / secant)
    }

    /// (sin φ, cos φ) from (sin χ, cos χ) by the series φ(χ) in the third flattening, to the fourth order: 3 µm on WGS 84.
    ///
    /// For those who ask millions of times: one sine and cosine, where [`Conformal::sin_cos_inverse`] iterates.
    pub fn geodetic_sin_cos(&self, sin: f64, cos: f64) -> (f64, f64) {
        // Sines of multiples by the formulas for double angles and sums.
        let (sin2, cos2) = (2.0 * sin * cos, (cos - sin) * (cos + sin));
        let (sin4, cos4) = (2.0 * sin2 * cos2, (cos2 - sin2) * (cos2 + sin2));
        let (sin6, sin8) = (sin4 * cos2 + cos4 * sin2, 2.0 * sin4 * cos4);
        let [c2, c4, c6, c8] = self.series;
        let (sin_shift, cos_shift) = libm::sincos(c2 * sin2 + c4 * sin4 + c6 * sin6 + c8 * sin8);
        (sin * cos_shift + cos * sin_shift, cos * cos_shift - sin * sin_shift)
    }

    /// Geodetic latitude from (sin χ, cos χ), to the last digits.
    pub fn sin_cos_inverse(&self, sin: f64, cos: f64) -> f64 {
        if cos <= 0.0 {
            return FRAC_PI_2.copysign(sin);
        }
        libm::atan(self.tangent_inverse(sin / cos))
    }
}

/// Authalic latitude β: the latitude on the sphere of the same area.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Authalic {
    e: f64,
    e2: f64,
    /// *q* at the pole, Snyder (3-12) with φ = 90°.
    pub pole: f64,
    series: [f64; 6],
}

impl Authalic {
    /// The authalic latitude of `ellipsoid`.
    pub fn new(ellipsoid: &Ellipsoid) -> Authalic {
        let (e, e2) = (ellipsoid.e(), ellipsoid.e2());
        let pole = 1.0 + (1.0 - e2) * atanh_over(e, 1.0);
        Authalic { e, e2, pole, series: authalic_series(ellipsoid.third_flattening()) }
    }

    /// Radius of the sphere of the same area over *a*: √(q_p / 2), Snyder (3-13).
    pub fn radius(&self) -> f64 {
        (self.pole / 2.0).sqrt()
    }

    /// *q*(φ) from sin φ. Source: Snyder (3-12), its logarithm written as atanh.
    pub fn q(&self, sin: f64) -> f64 {
        let w2 = 1.0 - self.e2 * sin * sin;
        (1.0 - self.e2) * (sin / w2 + atanh_over(self.e, sin))
    }

    /// (sin β, cos β); near a pole the cosine is taken from q_p − q, so that no digits are lost.
    pub fn sin_cos(&self, phi: f64) -> (f64, f64) {
        const STEEP: f64 = 0.9;
        let phi = phi.clamp(-FRAC_PI_2, FRAC_PI_2);
        let sin = libm::sin(phi);
        let beta = self.q(sin) / self.pole;
        if beta.abs() < STEEP {
            return (beta, (1.0 - beta * beta).sqrt());
        }
        let (rest, s) = (self.rest(phi), sin.abs());
        let cos = (rest * (self.pole + self.q(s))).max(0.0).sqrt() / self.pole;
        (beta.clamp(-1.0, 1.0), cos)
    }

    /// q_p − q(|φ|) without cancellation: the difference of (3-12) at 90° and at φ, collected.
    fn rest(&self, phi: f64) -> f64 {
        if phi.abs() >= FRAC_PI_2 {
            return 0.0;
        }
        let (s, cos) = (libm::sin(phi.abs()), libm::cos(phi));
        let versine = cos * cos / (1.0 + s);
        let fraction = versine * (1.0 + self.e2 * s) / (1.0 - self.e2 * s * s);
        let area = atanh_over(self.e, versine / (1.0 - self.e2 * s));
        fraction + (1.0 - self.e2) * area
    }

    /// Geodetic latitude from (sin β, cos β) by the series φ(β) in the third flattening.
    pub fn sin_cos_inverse(&self, sin: f64, cos: f64) -> f64 {
        let beta = libm::atan2(sin, cos);
        beta + sine_series(&self.series, beta)
    }
}

/// Rectifying latitude: length along the meridian, by Krüger's series.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rectifying {
    conformal: Conformal,
    /// Radius of the circle as long as the meridian, metres. Karney (2011), eq. (14).
    pub radius: f64,
    /// α_j: conformal to rectifying. Karney (2011), eq. (35).
    pub alpha: [f64; 6],
    /// β_j: rectifying to conformal. Karney (2011), eq. (36).
    pub beta: [f64; 6],
}

impl Rectifying {
    /// The rectifying latitude of `ellipsoid`.
    pub fn new(ellipsoid: &Ellipsoid) -> Rectifying {
        let n = ellipsoid.third_flattening();
        let n2 = n * n;
        let radius =
            ellipsoid.a() / (1.0 + n) * polynomial(n2, &[1.0, 1.0 / 4.0, 1.0 / 64.0, 1.0 / 256.0]);
        Rectifying { conformal: Conformal::new(ellipsoid), radius, alpha: alpha(n), beta: beta(n) }
    }

    /// Length of the meridian from the equator to `phi`, metres.
    pub fn arc(&self, phi: f64) -> f64 {
        let (sin, cos) = self.conformal.sin_cos(phi);
        let chi = libm::atan2(sin, cos);
        self.radius * (chi + sine_series(&self.alpha, chi))
    }

    /// Latitude at the end of a meridian arc of that many metres from the equator.
    pub fn arc_inverse(&self, arc: f64) -> f64 {
        let mu = arc / self.radius;
        let chi = mu - sine_series(&self.beta, mu);
        self.conformal.sin_cos_inverse(libm::sin(chi), libm::cos(chi))
    }
}

/// atanh(e s) / e, which is s on the sphere.
fn atanh_over(e: f64, s: f64) -> f64 {
    if e > 0.0 { libm::atanh(e * s) / e } else { s }
}

/// c₀ + c₁ x + c₂ x² + …
fn polynomial(x: f64, coefficients: &[f64]) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, c| sum * x + c)
}

/// Σ c_j sin 2jθ, j from 1, summed after Clenshaw.
fn sine_series(c: &[f64; 6], theta: f64) -> f64 {
    let double = 2.0 * libm::cos(2.0 * theta);
    let (mut last, mut before) = (0.0, 0.0);
    for coefficient in c.iter().rev() {
        (last, before) = (coefficient + double * last - before, last);
    }
    last * libm::sin(2.0 * theta)
}

/// Coefficients of φ − χ in sines of 2χ, 4χ, 6χ, 8χ. Source: Karney (2011), eq. (A6).
fn conformal_series(n: f64) -> [f64; 4] {
    [
        n * (2.0 + n * (-2.0 / 3.0 + n * (-2.0 + n * 116.0 / 45.0))),
        n * n * (7.0 / 3.0 + n * (-8.0 / 5.0 - n * 227.0 / 45.0)),
        n * n * n * (56.0 / 15.0 - n * 136.0 / 35.0),
        n * n * n * n * 4279.0 / 630.0,
    ]
}

/// α_1 … α_6. Source: Karney (2011), eq. (35).
fn alpha(n: f64) -> [f64; 6] {
    let n2 = n * n;
    [
        n * polynomial(
            n,
            &[1.0 / 2.0, -2.0 / 3.0, 5.0 / 16.0, 41.0 / 180.0, -127.0 / 288.0, 7891.0 / 37800.0],
        ),
        n2 * polynomial(
            n,
            &[13.0 / 48.0, -3.0 / 5.0, 557.0 / 1440.0, 281.0 / 630.0, -1983433.0 / 1935360.0],
        ),
        n2 * n
            * polynomial(
                n,
                &[61.0 / 240.0, -103.0 / 140.0, 15061.0 / 26880.0, 167603.0 / 181440.0],
            ),
        n2 * n2 * polynomial(n, &[49561.0 / 161280.0, -179.0 / 168.0, 6601661.0 / 7257600.0]),
        n2 * n2 * n * polynomial(n, &[34729.0 / 80640.0, -3418889.0 / 1995840.0]),
        n2 * n2 * n2 * (212378941.0 / 319334400.0),
    ]
}

/// β_1 … β_6. Source: Karney (2011), eq. (36).
fn beta(n: f64) -> [f64; 6] {
    let n2 = n * n;
    [
        n * polynomial(
            n,
            &[1.0 / 2.0, -2.0 / 3.0, 37.0 / 96.0, -1.0 / 360.0, -81.0 / 512.0, 96199.0 / 604800.0],
        ),
        n2 * polynomial(
            n,
            &[1.0 / 48.0, 1.0 / 15.0, -437.0 / 1440.0, 46.0 / 105.0, -1118711.0 / 3870720.0],
        ),
        n2 * n * polynomial(n, &[17.0 / 480.0, -37.0 / 840.0, -209.0 / 4480.0, 5569.0 / 90720.0]),
        n2 * n2 * polynomial(n, &[4397.0 / 161280.0, -11.0 / 504.0, -830251.0 / 7257600.0]),
        n2 * n2 * n * polynomial(n, &[4583.0 / 161280.0, -108847.0 / 3991680.0]),
        n2 * n2 * n2 * (20648693.0 / 638668800.0),
    ]
}

/// Coefficients of φ − β in sines of 2β, 4β, … 12β. Source: Karney (2024),
/// appendix A: φ from ξ.
fn authalic_series(n: f64) -> [f64; 6] {
    let n2 = n * n;
    [
        n * polynomial(
            n,
            &[
                4.0 / 3.0,
                4.0 / 45.0,
                -16.0 / 35.0,
                -2582.0 / 14175.0,
                60136.0 / 467775.0,
                28112932.0 / 212837625.0,
            ],
        ),
        n2 * polynomial(
            n,
            &[
                46.0 / 45.0,
                152.0 / 945.0,
                -11966.0 / 14175.0,
                -21016.0 / 51975.0,
                251310128.0 / 638512875.0,
            ],
        ),
        n2 * n
            * polynomial(
                n,
                &[3044.0 / 2835.0, 3802.0 / 14175.0, -94388.0 / 66825.0, -8797648.0 / 10945935.0],
            ),
        n2 * n2 * polynomial(n, &[6059.0 / 4725.0, 41072.0 / 93555.0, -1472637812.0 / 638512875.0]),
        n2 * n2 * n * polynomial(n, &[768272.0 / 467775.0, 455935736.0 / 638512875.0]),
        n2 * n2 * n2 * (4210684958.0 / 1915538625.0),
    ]
}

#[cfg(test)]
mod tests;
