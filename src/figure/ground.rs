//! Spots and lengths on the ground as people write them: `Akkuyu`, `[33.54, 36.14]`, `"36.14,33.54"`; `200 nm`, `50 km`.

use crate::error::Flaw;
use crate::units::{METRES_PER_NAUTICAL_MILE, Metres};
use geo::Coord;
use serde::Deserialize;
use std::fmt;
use std::str::FromStr;

/// Where something is.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(try_from = "Written")]
#[non_exhaustive]
pub enum Spot {
    /// By its name, or a position as `periplus locate` reads it.
    Named(String),
    /// Longitude and latitude, degrees.
    At(Coord),
}

#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "expected the name of a place, [longitude, latitude], or \"36.14,33.54\" with the latitude first"
)]
enum Written {
    Name(String),
    Position([f64; 2]),
}

impl TryFrom<Written> for Spot {
    type Error = Flaw;

    fn try_from(written: Written) -> Result<Spot, Flaw> {
        match written {
            Written::Name(name) if name.trim().is_empty() => {
                Err(Flaw::new("the place has no name").hint("write \"Akkuyu\", or [33.54, 36.14]"))
            }
            Written::Name(name) => Ok(Spot::Named(name)),
            Written::Position([lon, lat]) => Spot::at(lon, lat),
        }
    }
}

impl Spot {
    /// A position, if it is one on the earth.
    pub(crate) fn at(lon: f64, lat: f64) -> Result<Spot, Flaw> {
        if lon.abs() <= 180.0 && lat.abs() <= 90.0 {
            return Ok(Spot::At(Coord { x: lon, y: lat }));
        }
        let hint = match lat.abs() <= 180.0 && lon.abs() <= 90.0 {
            true => format!("longitude first: [{lat}, {lon}]"),
            false => "write [longitude, latitude] in degrees: [33.54, 36.14]".to_owned(),
        };
        Err(Flaw::new(format!("[{lon}, {lat}] is no position on the earth")).hint(hint))
    }
}

/// A length on the ground, in the unit in which it was written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroundLength {
    /// How many of the unit.
    pub count: f64,
    /// The unit.
    pub unit: GroundUnit,
}

/// A unit of lengths on the ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroundUnit {
    /// Nautical miles.
    NauticalMiles,
    /// Kilometres.
    Kilometres,
    /// Metres.
    Metres,
}

impl GroundUnit {
    const ALL: [(&str, GroundUnit, f64); 3] = [
        ("nm", GroundUnit::NauticalMiles, METRES_PER_NAUTICAL_MILE),
        ("km", GroundUnit::Kilometres, 1000.0),
        ("m", GroundUnit::Metres, 1.0),
    ];

    /// `nm`, `km` or `m`.
    pub fn name(self) -> &'static str {
        GroundUnit::ALL.iter().find(|(_, unit, _)| *unit == self).map_or("", |(name, ..)| name)
    }
}

impl GroundLength {
    /// The same length in metres.
    pub fn metres(self) -> Metres {
        let size = GroundUnit::ALL.iter().find(|(_, unit, _)| *unit == self.unit);
        Metres(self.count * size.map_or(1.0, |(.., metres)| *metres))
    }
}

impl fmt::Display for GroundLength {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.count, self.unit.name())
    }
}

impl FromStr for GroundLength {
    type Err = Flaw;

    fn from_str(text: &str) -> Result<GroundLength, Flaw> {
        const HINT: &str = "write a number with nm, km or m: \"200 nm\"";
        let written = text.trim();
        let split = written.find(|letter: char| letter.is_ascii_alphabetic());
        let (number, name) = written.split_at(split.unwrap_or(written.len()));
        let count = number.trim().parse::<f64>().ok().filter(|it| it.is_finite());
        let Some(count) = count else {
            return Err(Flaw::new(format!("`{text}` is no length on the ground")).hint(HINT));
        };
        if count <= 0.0 {
            return Err(Flaw::new(format!("`{text}` is no length above zero")).hint(HINT));
        }
        let unit = GroundUnit::ALL.iter().find(|(known, ..)| known.eq_ignore_ascii_case(name));
        match (unit, name) {
            (Some((_, unit, _)), _) => Ok(GroundLength { count, unit: *unit }),
            (None, "") => Err(Flaw::new(format!("`{text}` has no unit")).hint(HINT)),
            (None, _) => Err(Flaw::new(format!("`{name}` is no unit on the ground")).hint(HINT)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_on_the_ground_are_read_with_their_unit() {
        let metres = |text: &str| text.parse::<GroundLength>().map(|it| it.metres().0).ok();
        assert_eq!(metres("200 nm"), Some(370_400.0));
        assert_eq!(metres("1.5km"), Some(1_500.0));
        assert_eq!(metres("750 m"), Some(750.0));
        assert_eq!(metres("12NM"), Some(22_224.0));
        assert_eq!("200 nm".parse::<GroundLength>().unwrap().to_string(), "200 nm");
        for wrong in ["200", "nm", "-4 km", "0 km", "NaN km", "12 miles", "", "1e400 km"] {
            let flaw = wrong.parse::<GroundLength>().expect_err(wrong);
            assert!(flaw.hint.is_some(), "{wrong}");
        }
    }

    #[test]
    fn a_position_with_its_latitude_first_is_asked_about() {
        let hint = |lon, lat| Spot::at(lon, lat).unwrap_err().hint.unwrap();
        assert_eq!(hint(36.14, 133.54), "longitude first: [133.54, 36.14]");
        assert!(hint(200.0, 95.0).starts_with("write [longitude"));
    }
}
