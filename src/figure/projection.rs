//! How the earth is laid flat: a projection's name and parameters. The formulas are elsewhere.

use serde::Deserialize;

/// The names of all projections.
pub const PROJECTIONS: [&str; 10] = [
    "laea",
    "lcc",
    "aea",
    "mercator",
    "tmerc",
    "stereographic",
    "aeqd",
    "equirectangular",
    "equal-earth",
    "robinson",
];

/// How the earth is laid flat; what is left out is chosen from the extent, and reported.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ProjectionOptions {
    /// One of [`PROJECTIONS`].
    #[serde(deserialize_with = "super::source::projection")]
    pub name: Option<String>,
    /// Longitude and latitude of the centre, degrees.
    #[serde(deserialize_with = "super::source::center")]
    pub center: Option<[f64; 2]>,
    /// Latitudes of the two standard parallels of a conic, degrees.
    #[serde(deserialize_with = "super::source::parallels")]
    pub parallels: Option<[f64; 2]>,
}
