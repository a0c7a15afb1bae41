//! Auxiliary latitudes against published numbers, and there and back.

use super::*;
use crate::geodesy::WGS84;
use crate::units::Metres;

const CLARKE_1866: Ellipsoid =
    Ellipsoid { semi_major: Metres(6_378_206.4), flattening: 1.0 / 294.978_698_2 };

/// Snyder (1987), p. 312 (χ₁) and 333 (β₁): 40° N on Clarke 1866, printed to 10⁻⁷
/// degrees and worked with seven digits, which leaves 2 × 10⁻⁷.
#[test]
fn snyder_s_latitudes_of_40_north_come_out() {
    let phi = 40f64.to_radians();
    let (sin, cos) = Conformal::new(&CLARKE_1866).sin_cos(phi);
    assert!((libm::atan2(sin, cos).to_degrees() - 39.808_592_2).abs() < 2e-7);
    let (sin, cos) = Authalic::new(&CLARKE_1866).sin_cos(phi);
    let authalic = libm::atan2(sin, cos).to_degrees();
    assert!((authalic - 39.872_287_8).abs() < 1e-7, "{authalic}");
}

/// Length of a quarter meridian of WGS 84: 10 001 965.729 m (Moritz 2000 has it for GRS 80
/// to the millimetre; the two differ by 0.03 mm).
#[test]
fn a_quarter_meridian_is_10_001_965_729_metres() {
    let arc = Rectifying::new(&WGS84).arc(FRAC_PI_2);
    assert!((arc - 10_001_965.729).abs() < 1e-3, "{arc}");
}

/// ψ = asinh(tan χ), the one side by Snyder's formula, the other by Karney's.
#[test]
fn the_isometric_latitude_is_that_of_the_conformal_one() {
    let conformal = Conformal::new(&CLARKE_1866);
    for step in -899..=899 {
        let phi = (f64::from(step) / 10.0).to_radians();
        let (sin, cos) = libm::sincos(phi);
        let other = conformal.isometric_of(sin, cos);
        assert!((conformal.isometric(phi) - other).abs() < 1e-14 * other.abs().max(1.0), "{step}");
    }
}

#[test]
fn every_latitude_comes_back() {
    let (conformal, authalic) = (Conformal::new(&WGS84), Authalic::new(&WGS84));
    let rectifying = Rectifying::new(&WGS84);
    for step in -9000..=9000 {
        let phi = (f64::from(step) / 100.0).to_radians();
        let (sin, cos) = conformal.sin_cos(phi);
        assert!((conformal.sin_cos_inverse(sin, cos) - phi).abs() < 2e-15);
        // Terms of the fifth order are left out: 3 µm, in radians.
        let (s, c) = conformal.geodetic_sin_cos(sin, cos);
        assert!((libm::atan2(s, c) - phi).abs() < 4.7e-13, "{step}");
        let (sin, cos) = authalic.sin_cos(phi);
        assert!((authalic.sin_cos_inverse(sin, cos) - phi).abs() < 2e-15, "{step}");
        assert!((rectifying.arc_inverse(rectifying.arc(phi)) - phi).abs() < 2e-15);
    }
}
