//! Parameters: longitudes, centres and parallels in, whether a map can be made of them out.

use crate::error::Flaw;
use geo::Coord;

/// The way out of a centre that is none.
const CENTRE: &str = "give the centre as [longitude, latitude] in degrees";

/// The same longitude in −180 … 180; either end stays as it is.
pub(super) fn half_turn(lon: f64) -> f64 {
    if (-180.0..=180.0).contains(&lon) { lon } else { (lon + 180.0).rem_euclid(360.0) - 180.0 }
}

/// Whether a centre is on the earth.
pub(crate) fn check_position(center: Coord) -> Result<(), Flaw> {
    check_longitude(center.x)?;
    if center.y.abs() <= 90.0 {
        return Ok(());
    }
    Err(Flaw::new(format!("latitude {} of the centre is not in -90 to 90", center.y)).hint(CENTRE))
}

/// Whether a central meridian is a longitude.
pub(super) fn check_longitude(lon: f64) -> Result<(), Flaw> {
    if lon.abs() <= 180.0 {
        return Ok(());
    }
    Err(Flaw::new(format!("longitude {lon} of the centre is not in -180 to 180")).hint(CENTRE))
}

/// Whether a standard parallel is one of a cylinder or cone: between the poles.
pub(super) fn check_parallel(lat: f64) -> Result<(), Flaw> {
    if lat.abs() < 90.0 {
        return Ok(());
    }
    Err(Flaw::new(format!("standard parallel {lat} is not between the poles")))
}

/// Whether two standard parallels make a cone.
pub(crate) fn check_cone(parallels: [f64; 2]) -> Result<(), Flaw> {
    const FLAT: f64 = 1e-8;
    check_parallel(parallels[0])?;
    check_parallel(parallels[1])?;
    if (parallels[0] + parallels[1]).abs() > FLAT {
        return Ok(());
    }
    Err(Flaw::new(format!("standard parallels {} and {} make no cone", parallels[0], parallels[1]))
        .hint("take both on one side of the equator, or the projection \"mercator\""))
}
