//! The extent of a map: west, south, east, north in, a checked rectangle of longitude and latitude out.

use crate::error::{Error, Result};
use geo::Coord;

/// A rectangle of longitude and latitude, degrees; east is greater than west, beyond 180 where the
/// extent crosses the antimeridian.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Western meridian, −180 to 180.
    pub west: f64,
    /// Southern parallel.
    pub south: f64,
    /// Eastern meridian, up to 360 beyond the western one.
    pub east: f64,
    /// Northern parallel.
    pub north: f64,
}

impl Bounds {
    /// Bounds from `[west, south, east, north]` as figure files have them. West greater than east
    /// means that the extent crosses the antimeridian (RFC 7946 §5.2).
    ///
    /// Errors: `Input` if a number is none or out of range, or the extent has no width or height.
    pub fn new([west, south, east, north]: [f64; 4]) -> Result<Bounds> {
        let longitudes = west.abs() <= 180.0 && east.abs() <= 360.0;
        if !(longitudes && south.abs() <= 90.0 && north.abs() <= 90.0) {
            return Err(Error::input(format!(
                "bounds [{west}, {south}, {east}, {north}] are not on the earth"
            ))
            .hint("give west, south, east, north in degrees"));
        }
        let east = if east <= west { east + 360.0 } else { east };
        if south >= north || east - west > 360.0 {
            return Err(Error::input(format!(
                "bounds [{west}, {south}, {east}, {north}] enclose nothing"
            ))
            .hint("give west, south, east, north in this order"));
        }
        Ok(Bounds { west, south, east, north })
    }

    /// The middle, by degrees.
    pub fn center(&self) -> Coord {
        Coord { x: (self.west + self.east) / 2.0, y: (self.south + self.north) / 2.0 }
    }

    /// Degrees of longitude from west to east.
    pub fn width(&self) -> f64 {
        self.east - self.west
    }

    /// Degrees of latitude from south to north.
    pub fn height(&self) -> f64 {
        self.north - self.south
    }

    /// Whether the extent goes all round the earth.
    pub fn is_full_turn(&self) -> bool {
        self.width() >= 360.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_extent_may_cross_the_antimeridian() {
        let fiji = Bounds::new([175.0, -21.0, -177.0, -15.0]).unwrap();
        assert_eq!((fiji.east, fiji.center().x, fiji.width()), (183.0, 179.0, 8.0));
    }

    #[test]
    fn an_extent_that_encloses_nothing_is_refused() {
        for bounds in [[0.0, 1.0, 1.0, 1.0], [0.0, 0.0, 1.0, 91.0], [f64::NAN, 0.0, 1.0, 1.0]] {
            assert!(Bounds::new(bounds).is_err());
        }
    }
}
