//! How the earth is laid flat: a projection's method and parameters. The formulas are elsewhere.

use crate::error::Flaw;
use crate::projection::Method;
use crate::toml_text::numbers;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

/// How the earth is laid flat; what is left out is chosen from the extent, and reported.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct ProjectionOptions {
    /// One of [`crate::projection::METHODS`], by its name.
    pub name: Option<&'static Method>,
    /// Longitude and latitude of the centre, degrees.
    #[serde(deserialize_with = "center")]
    pub center: Option<[f64; 2]>,
    /// Latitudes of the two standard parallels of a conic, degrees.
    #[serde(deserialize_with = "parallels")]
    pub parallels: Option<[f64; 2]>,
}

fn center<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<[f64; 2]>, D::Error> {
    let center: [f64; 2] = numbers(deserializer, "center = [longitude, latitude] in degrees")?;
    if center[0].abs() <= 180.0 && center[1].abs() <= 90.0 {
        return Ok(Some(center));
    }
    let flaw = Flaw::new("the centre lies on no earth");
    Err(D::Error::custom(flaw.hint("center = [longitude, latitude] in degrees")))
}

fn parallels<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<[f64; 2]>, D::Error> {
    let [first, second] = numbers(deserializer, "two latitudes: parallels = [36.0, 40.0]")?;
    let within = f64::abs(first) < 90.0 && second.abs() < 90.0;
    if within && first + second != 0.0 {
        return Ok(Some([first, second]));
    }
    let flaw = Flaw::new("no cone touches the earth at these standard parallels");
    Err(D::Error::custom(flaw.hint("two latitudes, not opposite: parallels = [36.0, 40.0]")))
}
