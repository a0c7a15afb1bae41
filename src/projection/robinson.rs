//! Robinson: a table of two numbers each 5° of latitude, on a sphere of radius *a*.
//! Source: Robinson (1974), *A new map projection: its development and characteristics*, Int. Yearbook
//! of Cartography 14, 145–155; the table as in Snyder (1990), *The Robinson projection:
//! a computation algorithm*, Cartography and Geographic Information Systems 17, 301–305.
//! Between the rows a cubic spline: even (length) or odd (height) about the equator, not-a-knot at
//! the pole. PROJ's `robin` has the same spline, its coefficients rounded to six digits: the two
//! agree within 3 m. On an ellipsoid *a* is the radius and latitudes are taken as they are.

use super::Formula;
use super::method::Method;
use crate::error::Result;
use geo::Coord;
use periplus_sea::geodesy::{Ellipsoid, WGS84};
use std::f64::consts::PI;

/// The Robinson projection about a central meridian.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Robinson {
    central_meridian: f64,
    a: f64,
    length: Spline,
    height: Spline,
}

/// Rows of the table: 0° to 90° by 5°.
const ROWS: usize = 19;
/// Degrees between two rows.
const STEP: f64 = 5.0;
/// Length of the parallel, the equator being 1.
const LENGTHS: [f64; ROWS] = [
    1.0000, 0.9986, 0.9954, 0.9900, 0.9822, 0.9730, 0.9600, 0.9427, 0.9216, 0.8962, 0.8679, 0.8350,
    0.7986, 0.7597, 0.7186, 0.6732, 0.6213, 0.5722, 0.5322,
];
/// Height of the parallel above the equator, the pole being 1.
const HEIGHTS: [f64; ROWS] = [
    0.0000, 0.0620, 0.1240, 0.1860, 0.2480, 0.3100, 0.3720, 0.4340, 0.4958, 0.5571, 0.6176, 0.6769,
    0.7346, 0.7903, 0.8435, 0.8936, 0.9394, 0.9761, 1.0000,
];
/// Scale of lengths and of heights. Source: Snyder (1990).
const LENGTH_SCALE: f64 = 0.8487;
const HEIGHT_SCALE: f64 = 1.3523;
/// Rounding that is let pass at the rim.
const ROUNDING: f64 = 1e-9;

impl Robinson {
    /// Robinson about `central_meridian` (degrees).
    ///
    /// Errors: `Input` if the meridian is not a longitude.
    pub fn new(ellipsoid: &Ellipsoid, central_meridian: f64) -> Result<Robinson> {
        super::parameters::check_longitude(central_meridian)?;
        Ok(Robinson {
            central_meridian,
            a: ellipsoid.a(),
            length: Spline::through(LENGTHS, true),
            height: Spline::through(HEIGHTS, false),
        })
    }
}

/// The row of the table of methods.
pub(super) static METHOD: Method = Method {
    name: "robinson",
    title: "Robinson projection",
    is_conic: false,
    make: |asked| Ok(Robinson::new(&WGS84, asked.center.x)?.into()),
};

impl Formula for Robinson {
    fn method(&self) -> &'static Method {
        &METHOD
    }

    fn central_meridian(&self) -> f64 {
        self.central_meridian
    }

    fn parameters(&self) -> Vec<(&'static str, f64)> {
        vec![("central meridian", self.central_meridian)]
    }

    /// x = 0.8487 R λ X(φ), y = 1.3523 R Y(φ). Source: Snyder (1990).
    fn forward(&self, lambda: f64, phi: f64) -> Option<Coord> {
        let rows = phi.abs().to_degrees() / STEP;
        let y = HEIGHT_SCALE * self.a * self.height.at(rows);
        let x = LENGTH_SCALE * self.a * lambda * self.length.at(rows);
        Some(Coord { x, y: y.copysign(phi) })
    }

    /// The height's row by bisection of the table, then Newton's method on the cubic.
    fn inverse(&self, at: Coord) -> Option<(f64, f64)> {
        let height = at.y.abs() / (HEIGHT_SCALE * self.a);
        if height > 1.0 + ROUNDING {
            return None;
        }
        let rows = self.height.find(height.min(1.0));
        let lambda = at.x / (LENGTH_SCALE * self.a * self.length.at(rows));
        let phi = (rows * STEP).to_radians().copysign(at.y);
        (lambda.abs() <= PI + ROUNDING).then_some((lambda, phi))
    }
}

/// A cubic spline through the table: values and second differences at the rows, row distance 1.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Spline {
    value: [f64; ROWS],
    bend: [f64; ROWS],
}

impl Spline {
    /// The spline that is even or odd about row 0 and not-a-knot at the last row but one.
    fn through(value: [f64; ROWS], even: bool) -> Spline {
        const LAST: usize = ROWS - 1;
        let mut bend = [0.0; ROWS];
        let difference = |i: usize| value[i + 1] - 2.0 * value[i] + value[i - 1];
        // Not-a-knot: bend[18] − bend[17] = bend[17] − bend[16], so row 17 stands alone.
        bend[LAST - 1] = difference(LAST - 1);
        // Thomas's algorithm on rows 0 … 16: bend = right − factor · next bend.
        let (mut factor, mut right) = ([0.0; ROWS], [0.0; ROWS]);
        if even {
            (factor[0], right[0]) = (0.5, 3.0 * (value[1] - value[0]));
        }
        for i in 1..LAST - 1 {
            let pivot = 4.0 - factor[i - 1];
            factor[i] = 1.0 / pivot;
            right[i] = (6.0 * difference(i) - right[i - 1]) / pivot;
        }
        for i in (0..LAST - 1).rev() {
            bend[i] = right[i] - factor[i] * bend[i + 1];
        }
        bend[LAST] = 2.0 * bend[LAST - 1] - bend[LAST - 2];
        Spline { value, bend }
    }

    /// Value and slope at `rows` counted from the equator.
    fn value_and_slope(&self, rows: f64) -> (f64, f64) {
        let i = (rows.max(0.0) as usize).min(ROWS - 2);
        let v = rows - i as f64;
        let u = 1.0 - v;
        let (left, right) = (self.bend[i], self.bend[i + 1]);
        let value = u * self.value[i]
            + v * self.value[i + 1]
            + ((u * u * u - u) * left + (v * v * v - v) * right) / 6.0;
        let slope = self.value[i + 1] - self.value[i]
            + ((1.0 - 3.0 * u * u) * left + (3.0 * v * v - 1.0) * right) / 6.0;
        (value, slope)
    }

    fn at(&self, rows: f64) -> f64 {
        self.value_and_slope(rows).0
    }

    /// The row, with its fraction, at which a rising spline has `value`.
    fn find(&self, value: f64) -> f64 {
        const STEPS: usize = 12;
        let i = self.value.partition_point(|v| *v <= value).clamp(1, ROWS - 1) - 1;
        let mut rows = i as f64 + (value - self.value[i]) / (self.value[i + 1] - self.value[i]);
        for _ in 0..STEPS {
            let (reached, slope) = self.value_and_slope(rows);
            let step = (reached - value) / slope;
            rows = (rows - step).clamp(i as f64, (i + 1) as f64);
            if step.abs() < f64::EPSILON {
                break;
            }
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::super::Projection;
    use super::super::tests::check;
    use super::*;

    #[test]
    fn the_rows_of_the_table_come_out() {
        let projection = Projection::from(Robinson::new(&WGS84, 0.0).unwrap());
        for (row, (length, height)) in LENGTHS.iter().zip(HEIGHTS).enumerate() {
            let lat = row as f64 * STEP;
            let x = LENGTH_SCALE * WGS84.a() * length * 100f64.to_radians();
            check(&projection, [100.0, lat], [x, HEIGHT_SCALE * WGS84.a() * height], 1e-6);
        }
    }
}
