//! Parameters: longitudes, centres and parallels in, whether a map can be made of them out.

use super::Domain;
use crate::error::{Error, Result};
use geo::Coord;

/// The same longitude in −180 … 180; either end stays as it is.
pub(super) fn half_turn(lon: f64) -> f64 {
    if (-180.0..=180.0).contains(&lon) { lon } else { (lon + 180.0).rem_euclid(360.0) - 180.0 }
}

/// Whether a centre is on the earth.
pub(super) fn check_position(center: Coord) -> Result<()> {
    check_longitude(center.x)?;
    if center.y.abs() <= 90.0 {
        return Ok(());
    }
    Err(Error::input(format!("latitude {} of the centre is not in -90 to 90", center.y)))
}

/// Whether a central meridian is a longitude.
pub(super) fn check_longitude(lon: f64) -> Result<()> {
    if lon.abs() <= 360.0 {
        return Ok(());
    }
    Err(Error::input(format!("longitude {lon} of the centre is not in -180 to 180"))
        .hint("give the centre as [longitude, latitude] in degrees"))
}

/// Whether a standard parallel is one of a cylinder or cone: between the poles.
pub(super) fn check_parallel(lat: f64) -> Result<()> {
    if lat.abs() < 90.0 {
        return Ok(());
    }
    Err(Error::input(format!("standard parallel {lat} is not between the poles")))
}

/// Whether two standard parallels make a cone.
pub(super) fn check_cone(parallels: [f64; 2]) -> Result<()> {
    const FLAT: f64 = 1e-8;
    check_parallel(parallels[0])?;
    check_parallel(parallels[1])?;
    if (parallels[0] + parallels[1]).abs() > FLAT {
        return Ok(());
    }
    Err(Error::input(format!(
        "standard parallels {} and {} make no cone",
        parallels[0], parallels[1]
    ))
    .hint("take both on one side of the equator, or the projection \"mercator\""))
}

/// What a cone of constant `n` draws: all but `margin` degrees round the pole that it opens to.
pub(super) fn cone_domain(n: f64, margin: f64) -> Domain {
    let (south, north) = if n > 0.0 { (margin - 90.0, 90.0) } else { (-90.0, 90.0 - margin) };
    Domain::Window { west: -180.0, south, east: 180.0, north }
}
