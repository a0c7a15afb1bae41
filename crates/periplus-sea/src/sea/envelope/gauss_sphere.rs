//! The Gauss conformal sphere: longitude and latitude on WGS 84 in, points of a unit sphere out, and back.
//!
//! On the sphere a geodesic of the ellipsoid is all but a great circle, and its length differs by a scale
//! that is known in closed form: so circles, bisectors and nearest points become plain vector algebra.
//! Formulas: oblique stereographic, IOGP Guidance Note 7-2 (EPSG method 9809); Snyder 1987, eq. 3-5 and 21-12.
//! Not here: geodesics on the ellipsoid itself (see `crate::geodesy`).

use super::vector::Vector;
use crate::geodesy::WGS84;
use crate::geodesy::latitude::Conformal;
use crate::units::Metres;

/// Latitudes are kept this far from the poles, in degrees (0.01 mm), where the formulas divide by zero.
const POLE_GAP: f64 = 1e-10;
/// The cosine of latitude at that distance.
const SMALLEST_COSINE: f64 = 1.7e-12;

/// Steps of the table of scales: linear interpolation is good to 1e-9 then (0.4 mm in 200 nm).
const TABLE_STEPS: usize = 2_048;

/// A sphere that touches the ellipsoid along a parallel, turned so that its centre is at +z.
#[derive(Clone, Debug)]
pub(in crate::sea) struct GaussSphere {
    /// Radius in metres.
    pub(in crate::sea) radius: f64,
    n: f64,
    c: f64,
    centre_lon: f64,
    sin_centre: f64,
    cos_centre: f64,
    /// 1 / scale at equal steps of the sine of latitude, from the south pole to the north pole.
    inverse_scales: Vec<f64>,
    latitudes: Conformal,
}

/// A point on the sphere with the sphere's scale there.
#[derive(Clone, Copy, Debug)]
pub(in crate::sea) struct Placed {
    pub(in crate::sea) at: Vector,
    /// Length on the sphere of one metre of the ellipsoid.
    pub(in crate::sea) scale: f64,
}

impl GaussSphere {
    /// The sphere that fits best around a position: scale 1, with its first two derivatives 0 there.
    pub(in crate::sea) fn around(lon: f64, lat: f64) -> GaussSphere {
        let (e2, conformal) = (WGS84.e2(), Conformal::new(&WGS84));
        let (s, cos) = libm::sincos(lat.to_radians());
        let nu = WGS84.prime_vertical_radius(s);
        let rho = nu * (1.0 - e2) / (1.0 - e2 * s * s);
        let n = (1.0 + e2 * cos.powi(4) / (1.0 - e2)).sqrt();
        let w1 = libm::exp(2.0 * n * conformal.isometric_of(s, cos));
        let sin_chi = (w1 - 1.0) / (w1 + 1.0);
        let c = (n + s) * (1.0 - sin_chi) / ((n - s) * (1.0 + sin_chi));
        GaussSphere { radius: (rho * nu).sqrt(), n, c, ..GaussSphere::north() }.centred(lon, lat)
    }

    /// The sphere of conformal latitudes, which takes in the whole earth with both poles; its scale varies
    /// by 0.3 %. The position is where +z will be.
    pub(in crate::sea) fn whole_earth(lon: f64, lat: f64) -> GaussSphere {
        GaussSphere::north().centred(lon, lat)
    }

    fn north() -> GaussSphere {
        let radius = WGS84.a();
        let (sin_centre, cos_centre) = (1.0, 0.0);
        let inverse_scales = Vec::new();
        GaussSphere {
            radius,
            n: 1.0,
            c: 1.0,
            centre_lon: 0.0,
            sin_centre,
            cos_centre,
            inverse_scales,
            latitudes: Conformal::new(&WGS84),
        }
    }

    fn centred(mut self, lon: f64, lat: f64) -> GaussSphere {
        let (sin_chi, cos_chi, _) = self.conformal(lat);
        (self.centre_lon, self.sin_centre, self.cos_centre) = (lon, sin_chi, cos_chi);
        let inverse_scale = |step: usize| {
            let sin_chi = (2.0 * step as f64 / TABLE_STEPS as f64) - 1.0;
            let cos_chi = ((1.0 - sin_chi) * (1.0 + sin_chi)).sqrt().max(SMALLEST_COSINE);
            let (s, cos) = self.geodetic(sin_chi, cos_chi);
            1.0 / self.scale_from(s, cos, cos_chi)
        };
        self.inverse_scales = (0..=TABLE_STEPS).map(inverse_scale).collect();
        self
    }

    /// The sphere's sine and cosine of latitude and its scale, for a latitude in degrees.
    fn conformal(&self, lat: f64) -> (f64, f64, f64) {
        let lat = lat.clamp(POLE_GAP - 90.0, 90.0 - POLE_GAP);
        let (s, cos) = libm::sincos(lat.to_radians());
        let w = self.c * libm::exp(2.0 * self.n * self.latitudes.isometric_of(s, cos));
        let (sin_chi, cos_chi) = ((w - 1.0) / (w + 1.0), 2.0 * w.sqrt() / (w + 1.0));
        (sin_chi, cos_chi, self.scale_from(s, cos, cos_chi))
    }

    fn scale_from(&self, s: f64, cos: f64, cos_chi: f64) -> f64 {
        self.n * self.radius * cos_chi / (WGS84.prime_vertical_radius(s) * cos)
    }

    /// The point of the sphere for a longitude and latitude in degrees.
    pub(in crate::sea) fn place(&self, lon: f64, lat: f64) -> Placed {
        let (sin_chi, cos_chi, scale) = self.conformal(lat);
        let turn = libm::remainder(lon - self.centre_lon, 360.0);
        let (sin_turn, cos_turn) = libm::sincos(self.n * turn.to_radians());
        let at = Vector::new(
            cos_chi * sin_turn,
            self.cos_centre * sin_chi - self.sin_centre * cos_chi * cos_turn,
            self.sin_centre * sin_chi + self.cos_centre * cos_chi * cos_turn,
        );
        Placed { at, scale }
    }

    /// The longitude and latitude in degrees of a point of the sphere; the longitude is within 180° of the centre's.
    pub(in crate::sea) fn lon_lat(&self, at: Vector) -> (f64, f64) {
        let (sin_chi, outward) = self.rise_and_outward(at);
        let turn = libm::atan2(at.x, outward).to_degrees() / self.n;
        let (s, cos) = self.geodetic(sin_chi, libm::hypot(at.x, outward));
        (self.centre_lon + turn, libm::atan2(s, cos).to_degrees())
    }

    /// A point's coordinates along the sphere's axis and from the axis toward the centre's meridian.
    fn rise_and_outward(&self, at: Vector) -> (f64, f64) {
        let rise = self.sin_centre * at.z + self.cos_centre * at.y;
        (rise, self.cos_centre * at.z - self.sin_centre * at.y)
    }

    /// The scale at a point of the sphere, from the table.
    pub(in crate::sea) fn scale(&self, at: Vector) -> f64 {
        1.0 / self.inverse_scale(at)
    }

    fn inverse_scale(&self, at: Vector) -> f64 {
        let (sin_chi, _) = self.rise_and_outward(at);
        let along = (sin_chi + 1.0) / 2.0 * TABLE_STEPS as f64;
        let step = (along.max(0.0) as usize).min(TABLE_STEPS - 1);
        let (low, high) = (self.inverse_scales[step], self.inverse_scales[step + 1]);
        low + (high - low) * (along - step as f64)
    }

    /// Sine and cosine of the latitude on the ellipsoid for those on the sphere: inverse of `conformal`, to 3 µm.
    fn geodetic(&self, sin_chi: f64, cos_chi: f64) -> (f64, f64) {
        let cos_chi = cos_chi.max(SMALLEST_COSINE);
        // tan(45° + χ/2), by whichever of two forms adds instead of subtracting: 1 − sin χ has no digits near a pole.
        let root =
            if sin_chi > 0.0 { (1.0 + sin_chi) / cos_chi } else { cos_chi / (1.0 - sin_chi) };
        let w = root * root / self.c;
        // On the sphere of conformal latitudes the power is 1: a logarithm and an exponential saved for each vertex.
        let w = if self.n == 1.0 { w } else { libm::exp(libm::log(w) / self.n) };
        let (s, cos) = ((w - 1.0) / (w + 1.0), 2.0 * w.sqrt() / (w + 1.0));
        self.latitudes.geodetic_sin_cos(s, cos)
    }

    /// Where a point lies on the stereographic plane that touches the sphere at its centre, in metres.
    ///
    /// Circles stay circles, so that the planar Delaunay triangulation is the spherical one.
    pub(in crate::sea) fn on_plane(&self, at: Vector) -> (f64, f64) {
        let k = 2.0 * self.radius / (1.0 + at.z);
        (k * at.x, k * at.y)
    }

    /// The point of the sphere that `on_plane` puts there.
    pub(in crate::sea) fn off_plane(&self, x: f64, y: f64) -> Vector {
        let (x, y) = (x / (2.0 * self.radius), y / (2.0 * self.radius));
        let square = x * x + y * y;
        Vector::new(2.0 * x, 2.0 * y, 1.0 - square) * (1.0 / (1.0 + square))
    }

    /// The length of the geodesic between two points of the sphere, on the ellipsoid.
    ///
    /// The great circle divided by the scale along it (Simpson's rule). Accuracy: 1 mm at 200 nm.
    pub(in crate::sea) fn distance(&self, from: Placed, to: Placed) -> Metres {
        // The middle's scale from the table, not from the ends: over 200 nm it departs from their mean by more than 1 mm.
        let middle = self.inverse_scale((from.at + to.at).unit());
        let inverse_scale = (1.0 / from.scale + 4.0 * middle + 1.0 / to.scale) / 6.0;
        Metres(self.radius * from.at.angle_to(to.at) * inverse_scale)
    }

    /// The angle at the sphere's centre that a length on the ellipsoid takes up where the scale is `scale`.
    pub(in crate::sea) fn angle(&self, length: Metres, scale: f64) -> f64 {
        length.0 * scale / self.radius
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodesy;
    use crate::units::Degrees;
    use geo::Coord;

    /// The worst difference, in metres, between `distance` or the plain great circle and Karney's geodesic.
    fn worst(sphere: &GaussSphere, lat: f64, length: f64, plain: bool) -> f64 {
        let from = Coord { x: 25.0, y: lat };
        let errors = (0..24).map(|i| {
            let to = geodesy::destination(from, Degrees(15.0 * f64::from(i)), Metres(length));
            let (a, b) = (sphere.place(from.x, from.y), sphere.place(to.x, to.y));
            let on_sphere =
                if plain { sphere.radius * a.at.angle_to(b.at) } else { sphere.distance(a, b).0 };
            (on_sphere - length).abs()
        });
        errors.fold(0.0, f64::max)
    }

    #[test]
    fn great_circles_near_the_centre_are_geodesics_within_8_mm_at_12_nm() {
        // Snyder's Gauss sphere touches to the third order; 0.008 m is the figure of the project's method notes.
        let sphere = GaussSphere::around(25.0, 38.0);
        assert!(worst(&sphere, 41.0, 22_224.0, true) < 0.0082);
        assert!(worst(&sphere, 35.0, 22_224.0, true) < 0.0082);
        assert!(worst(&sphere, 35.0, 370_400.0, true) < 0.5);
    }

    #[test]
    fn scaled_great_circles_are_geodesics_within_1_mm_at_24_nm_and_2_cm_at_200_nm() {
        // Bounds as measured, rounded up: Simpson's rule and the table of scales are what is left.
        let everywhere =
            (GaussSphere::whole_earth(25.0, 38.0), [-85.0, -45.0, 0.0, 20.0, 60.0, 85.0]);
        let region = (GaussSphere::around(25.0, 38.0), [13.0, 20.0, 30.0, 38.0, 50.0, 63.0]);
        let high = (GaussSphere::around(25.0, 80.0), [60.0, 65.0, 70.0, 75.0, 80.0, 85.0]);
        for (sphere, latitudes) in [everywhere, region, high] {
            for lat in latitudes {
                for (length, tolerance) in [(5_556.0, 1e-3), (44_448.0, 1e-3), (370_400.0, 0.02)] {
                    let worst = worst(&sphere, lat, length, false);
                    assert!(worst < tolerance, "{worst} m at latitude {lat}, {length} m");
                }
            }
        }
    }

    #[test]
    fn places_and_scales_come_back() {
        let earth = [(25.0, 38.0), (31.5, 30.0), (-12.0, -85.0), (178.0, 84.9), (40.0, 0.0)];
        let region = [(25.0, 38.0), (31.5, 30.0), (-12.0, 14.0), (100.0, 62.0), (40.0, 20.0)];
        let spheres = [
            (GaussSphere::around(25.0, 38.0), region),
            (GaussSphere::whole_earth(179.0, -60.0), earth),
        ];
        for (sphere, places) in spheres {
            for (lon, lat) in places {
                let placed = sphere.place(lon, lat);
                let (back_lon, back_lat) = sphere.lon_lat(placed.at);
                let turn = libm::remainder(back_lon - lon, 360.0);
                // 1e-10° is 0.01 mm.
                assert!(turn.abs() < 1e-10 && (back_lat - lat).abs() < 1e-10, "{lon} {lat}");
                // The table of scales is linear between its steps.
                assert!((sphere.scale(placed.at) / placed.scale - 1.0).abs() < 1e-8, "{lon} {lat}");
            }
        }
    }

    #[test]
    fn at_its_centre_the_sphere_has_the_scale_and_latitude_of_guidance_note_7_2() {
        // IOGP 373-7-2, method 9809: c is chosen so that sin χ₀ = sin φ₀ / n; the scale is 1 there.
        let sphere = GaussSphere::around(5.0, 52.0);
        assert!((sphere.place(5.0, 52.0).scale - 1.0).abs() < 1e-12);
        assert!((sphere.sin_centre - libm::sin(52.0_f64.to_radians()) / sphere.n).abs() < 1e-12);
    }
}
