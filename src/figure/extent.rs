//! The part of the earth that a figure shows: bounds, a named region, or wherever the data lie.

use super::flaw::Flaw;
use super::regions::Region;
use crate::space::Geographic;
use geo::{Coord, Rect};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// The part of the earth that a figure shows.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(try_from = "Written")]
pub enum Extent {
    /// Between two meridians and two parallels.
    Bounds(Bounds),
    /// A region by its name.
    Region(&'static Region),
    /// Wherever the figure's own data lie.
    #[default]
    Data,
}

impl Extent {
    /// The bounds; none if the data decide.
    pub fn bounds(&self) -> Option<Bounds> {
        match self {
            Extent::Bounds(bounds) => Some(*bounds),
            Extent::Region(region) => Some(region.bounds),
            Extent::Data => None,
        }
    }
}

/// Two meridians and two parallels, in degrees.
///
/// West is less than east, unless the bounds cross the antimeridian: then west is positive and
/// east negative (RFC 7946 §5.2), or east goes on beyond 180.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "[f64; 4]", into = "[f64; 4]")]
pub struct Bounds {
    /// Longitude of the western end, -180 to 180.
    pub west: f64,
    /// Latitude of the southern end, -90 to 90.
    pub south: f64,
    /// Longitude of the eastern end.
    pub east: f64,
    /// Latitude of the northern end, -90 to 90.
    pub north: f64,
}

impl Bounds {
    /// The bounds as a rectangle in longitude and latitude; across the antimeridian its eastern
    /// end lies beyond 180.
    pub fn rectangle(&self) -> Geographic<Rect> {
        const FULL_TURN: f64 = 360.0;
        let east = if self.east < self.west { self.east + FULL_TURN } else { self.east };
        let (west, south, north) = (self.west, self.south, self.north);
        Geographic(Rect::new(Coord { x: west, y: south }, Coord { x: east, y: north }))
    }
}

impl TryFrom<[f64; 4]> for Bounds {
    type Error = Flaw;

    fn try_from([west, south, east, north]: [f64; 4]) -> Result<Bounds, Flaw> {
        let order = "bounds are west, south, east, north in degrees";
        if [west, south, east, north].iter().any(|degrees| !degrees.is_finite()) {
            return Err(Flaw::new("a bound is not a number").hint(order));
        }
        if let Some(beyond) = [south, north].into_iter().find(|lat| lat.abs() > 90.0) {
            return Err(Flaw::new(format!("latitude {beyond} is beyond 90")).hint(order));
        }
        if west.abs() > 180.0 || east > west + 360.0 || east < -180.0 {
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
        Ok(Bounds { west, south, east, north })
    }
}

impl From<Bounds> for [f64; 4] {
    fn from(bounds: Bounds) -> [f64; 4] {
        [bounds.west, bounds.south, bounds.east, bounds.north]
    }
}

impl FromStr for Bounds {
    type Err = Flaw;

    /// Reads `22.3,34.6,29.2,41.2`.
    fn from_str(text: &str) -> Result<Bounds, Flaw> {
        let flaw = || {
            Flaw::new(format!("`{text}` is not four numbers"))
                .hint("bounds are west,south,east,north in degrees: 22.3,34.6,29.2,41.2")
        };
        let numbers: Result<Vec<f64>, _> =
            text.split(',').map(|number| number.trim().parse::<f64>()).collect();
        let numbers: [f64; 4] = numbers.map_err(|_| flaw())?.try_into().map_err(|_| flaw())?;
        Bounds::try_from(numbers)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    bounds: Option<Bounds>,
    #[serde(default, deserialize_with = "super::source::region")]
    region: Option<&'static Region>,
    #[serde(default, deserialize_with = "super::source::fit")]
    fit: Option<String>,
}

impl TryFrom<Written> for Extent {
    type Error = Flaw;

    fn try_from(written: Written) -> Result<Extent, Flaw> {
        match (written.bounds, written.region, written.fit) {
            (Some(bounds), None, None) => Ok(Extent::Bounds(bounds)),
            (None, Some(region), None) => Ok(Extent::Region(region)),
            (None, None, Some(_)) => Ok(Extent::Data),
            (None, None, None) => Err(Flaw::new("the extent says nothing")
                .hint("give bounds = [west, south, east, north], a region, or fit = \"data\"")),
            _ => Err(Flaw::new("the extent is given twice")
                .hint("keep one of `bounds`, `region` and `fit`")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_may_cross_the_antimeridian_but_not_turn_round() {
        let bounds = |text: &str| text.parse::<Bounds>();
        assert_eq!(bounds("170,-20,-170,-10").unwrap().rectangle().0.max().x, 190.0);
        assert_eq!(bounds("170,-20,190,-10").unwrap().rectangle().0.max().x, 190.0);
        let turned = bounds("29.2,34.6,22.3,41.2").unwrap_err();
        assert_eq!(turned.message, "west (29.2) is not west of east (22.3)");
        for wrong in ["1,2,3", "1,2,3,x", "1,2,3,NaN", "1,4,3,2", "1,2,3,91", "-200,2,3,4"] {
            assert!(bounds(wrong).is_err(), "{wrong}");
        }
    }
}
