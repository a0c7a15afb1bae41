//! How the earth is laid flat: a projection's method and parameters. The formulas are elsewhere.

use crate::projection::{Method, check_cone, check_position};
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
    let center = numbers(deserializer, "center = [longitude, latitude] in degrees")?;
    check_position(center.into()).map_err(D::Error::custom)?;
    Ok(Some(center))
}

fn parallels<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<[f64; 2]>, D::Error> {
    let parallels = numbers(deserializer, "two latitudes: parallels = [36.0, 40.0]")?;
    check_cone(parallels).map_err(D::Error::custom)?;
    Ok(Some(parallels))
}
