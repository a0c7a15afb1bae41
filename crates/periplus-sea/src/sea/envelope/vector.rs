//! Vectors in space, for points on a unit sphere: plain arithmetic, nothing of the earth.

use std::ops::{Add, Mul, Sub};

/// A vector in space; a point on the sphere where its length is 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::sea) struct Vector {
    pub(in crate::sea) x: f64,
    pub(in crate::sea) y: f64,
    pub(in crate::sea) z: f64,
}

impl Vector {
    /// Straight up: the centre of the region.
    pub(in crate::sea) const ZENITH: Vector = Vector { x: 0.0, y: 0.0, z: 1.0 };

    pub(in crate::sea) fn new(x: f64, y: f64, z: f64) -> Vector {
        Vector { x, y, z }
    }

    pub(in crate::sea) fn dot(self, other: Vector) -> f64 {
        self.x * other.x + self.y * other.y + self.z * other.z
    }

    pub(in crate::sea) fn cross(self, other: Vector) -> Vector {
        Vector::new(
            self.y * other.z - self.z * other.y,
            self.z * other.x - self.x * other.z,
            self.x * other.y - self.y * other.x,
        )
    }

    pub(in crate::sea) fn length(self) -> f64 {
        self.dot(self).sqrt()
    }

    /// The same direction at length 1; the null vector stays as it is.
    pub(in crate::sea) fn unit(self) -> Vector {
        let length = self.length();
        if length > 0.0 { self * (1.0 / length) } else { self }
    }

    /// The part of this vector that is tangent to the unit sphere at `point`.
    pub(in crate::sea) fn tangent_at(self, point: Vector) -> Vector {
        self - point * self.dot(point)
    }

    /// The angle to another point of the unit sphere, in radians, exact for small angles too.
    pub(in crate::sea) fn angle_to(self, other: Vector) -> f64 {
        let half_chord = (self - other).length() / 2.0;
        2.0 * libm::asin(half_chord.min(1.0))
    }
}

impl Add for Vector {
    type Output = Vector;
    fn add(self, other: Vector) -> Vector {
        Vector::new(self.x + other.x, self.y + other.y, self.z + other.z)
    }
}

impl Sub for Vector {
    type Output = Vector;
    fn sub(self, other: Vector) -> Vector {
        Vector::new(self.x - other.x, self.y - other.y, self.z - other.z)
    }
}

impl Mul<f64> for Vector {
    type Output = Vector;
    fn mul(self, factor: f64) -> Vector {
        Vector::new(self.x * factor, self.y * factor, self.z * factor)
    }
}
