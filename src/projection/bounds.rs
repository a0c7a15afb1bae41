//! The extent of a map: west, south, east, north in, a checked rectangle of longitude and latitude out.

use crate::error::Flaw;
use crate::space::Geographic;
use crate::toml_text;
use geo::{Coord, Rect};
use serde::{Deserialize, Deserializer};
use std::str::FromStr;

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

const FULL_TURN: f64 = 360.0;

impl Bounds {
    /// Bounds from `[west, south, east, north]` as figure files have them. An extent that crosses the antimeridian has a
    /// positive west and a negative east (RFC 7946 §5.2), or an east that goes on beyond 180.
    ///
    /// Errors: a number that is none or out of range, or an extent without width or height.
    pub fn new([west, south, east, north]: [f64; 4]) -> Result<Bounds, Flaw> {
        let order = "bounds are west, south, east, north in degrees";
        if [west, south, east, north].iter().any(|degrees| !degrees.is_finite()) {
            return Err(Flaw::new("a bound is not a number").hint(order));
        }
        if let Some(beyond) = [south, north].into_iter().find(|lat| lat.abs() > 90.0) {
            return Err(Flaw::new(format!("latitude {beyond} is beyond 90")).hint(order));
        }
        if west.abs() > 180.0 || east > west + FULL_TURN || east < -180.0 {
            let beyond = if west.abs() > 180.0 { west } else { east };
            return Err(Flaw::new(format!("longitude {beyond} is out of range")).hint(order));
        }
        if south >= north {
            let message = format!("south ({south}) is not below north ({north})");
            return Err(Flaw::new(message).hint(order));
        }
        let crosses = west > 0.0 && east < 0.0;
        if west >= east && !crosses {
            let message = format!("west ({west}) is not west of east ({east})");
            return Err(Flaw::new(message).hint(order));
        }
        let east = if crosses { east + FULL_TURN } else { east };
        Ok(Bounds { west, south, east, north })
    }

    /// The same as a rectangle; across the antimeridian its eastern end lies beyond 180.
    pub fn rectangle(&self) -> Geographic<Rect> {
        let corner = Coord { x: self.west, y: self.south };
        Geographic(Rect::new(corner, Coord { x: self.east, y: self.north }))
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
        self.width() >= FULL_TURN
    }
}

impl<'de> Deserialize<'de> for Bounds {
    /// Reads a list of four numbers, or a text as on the command line.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Bounds, D::Error> {
        let written: Vec<Vec<f64>> = toml_text::list_by(deserializer, degrees)?;
        four(&written.concat()).map_err(serde::de::Error::custom)
    }
}

impl FromStr for Bounds {
    type Err = Flaw;

    /// Reads `22.3,34.6,29.2,41.2`.
    fn from_str(text: &str) -> Result<Bounds, Flaw> {
        four(&degrees(text)?)
    }
}

/// Numbers between commas.
fn degrees(text: &str) -> Result<Vec<f64>, Flaw> {
    let numbers = text.split(',').map(|number| number.trim().parse::<f64>());
    numbers.collect::<Result<_, _>>().map_err(|_| not_four(text))
}

fn four(numbers: &[f64]) -> Result<Bounds, Flaw> {
    let written = || numbers.iter().map(f64::to_string).collect::<Vec<_>>().join(",");
    <[f64; 4]>::try_from(numbers).map_err(|_| not_four(&written())).and_then(Bounds::new)
}

fn not_four(written: &str) -> Flaw {
    Flaw::new(format!("`{written}` is not four numbers"))
        .hint("bounds are west,south,east,north in degrees: 22.3,34.6,29.2,41.2")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_extent_may_cross_the_antimeridian_but_not_turn_round() {
        let bounds = |text: &str| text.parse::<Bounds>();
        let fiji = Bounds::new([175.0, -21.0, -177.0, -15.0]).unwrap();
        assert_eq!((fiji.east, fiji.center().x, fiji.width()), (183.0, 179.0, 8.0));
        assert_eq!(bounds("170,-20,-170,-10").unwrap().rectangle().0.max().x, 190.0);
        assert_eq!(bounds("170,-20,190,-10").unwrap().rectangle().0.max().x, 190.0);
        let turned = bounds("29.2,34.6,22.3,41.2").unwrap_err();
        assert_eq!(turned.message, "west (29.2) is not west of east (22.3)");
        for wrong in ["1,2,3", "1,2,3,x", "1,2,3,NaN", "1,4,3,2", "1,2,3,91", "-200,2,3,4"] {
            assert!(bounds(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_extent_that_encloses_nothing_is_refused() {
        for bounds in [[0.0, 1.0, 1.0, 1.0], [1.0, 0.0, 1.0, 1.0], [0.0, 0.0, 361.0, 1.0]] {
            assert!(Bounds::new(bounds).is_err());
        }
    }
}
