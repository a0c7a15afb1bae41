//! Regions by name: the extents that figures of this part of the world are usually drawn to.

use crate::error::Flaw;
use crate::projection::Bounds;
use serde::{Deserialize, Deserializer};
use std::str::FromStr;

/// A named region.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// Its name in figure files.
    pub name: &'static str,
    /// Its bounds, chosen by eye with room for the names at its edge.
    pub bounds: Bounds,
}

const fn region(name: &'static str, [west, south, east, north]: [f64; 4]) -> Region {
    Region { name, bounds: Bounds { west, south, east, north } }
}

/// Every region, in order of the alphabet.
pub static REGIONS: [Region; 12] = [
    region("aegean", [22.3, 34.6, 29.2, 41.2]),
    region("black-sea", [26.9, 40.2, 42.1, 47.4]),
    region("caspian", [46.0, 36.0, 55.5, 47.6]),
    region("caucasus", [38.5, 38.0, 51.0, 44.5]),
    region("cyprus", [31.5, 34.0, 35.2, 36.2]),
    region("east-mediterranean", [22.0, 30.6, 36.8, 37.7]),
    region("ionian", [18.6, 36.0, 23.4, 40.0]),
    region("libya", [9.0, 29.5, 26.0, 34.5]),
    region("nagorno-karabakh", [45.2, 38.7, 48.2, 40.8]),
    region("south-caucasus", [39.8, 38.2, 50.9, 43.8]),
    region("syria", [34.8, 32.2, 42.6, 37.5]),
    region("turkish-straits", [25.8, 39.8, 29.6, 41.4]),
];

impl FromStr for &'static Region {
    type Err = Flaw;

    fn from_str(name: &str) -> Result<&'static Region, Flaw> {
        let found = REGIONS.iter().find(|region| region.name == name);
        found.ok_or_else(|| {
            let names: Vec<&str> = REGIONS.iter().map(|region| region.name).collect();
            Flaw::new(format!("unknown region `{name}`")).known(name, &names)
        })
    }
}

impl<'de> Deserialize<'de> for &'static Region {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<&'static Region, D::Error> {
        crate::toml_text::value(deserializer)
    }
}
