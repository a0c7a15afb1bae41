//! What a GeoJSON file says of all its features in, their coordinate system and how far they reach out: the members `crs` (of the
//! GeoJSON of 2008) and `bbox` beside them.

use super::Reach;
use super::coordinate_system::CoordinateSystem;
use super::diagnosis::REPROJECT;
use super::geometry_reader::Spot;
use super::reader::Read;
use crate::error::{Error, Place, Result, Warning};
use geojson::JsonObject;

/// What is said of all features of a file: the coordinate system that they are in, if it is another than GeoJSON's own.
pub(super) struct Head(Option<CoordinateSystem>);

impl Head {
    /// By the members beside the features: `crs`, of the GeoJSON of 2008.
    ///
    /// Errors: `Input` for a system that is not known.
    pub(super) fn of(members: Option<&JsonObject>, file: &str) -> Result<Head> {
        coordinate_system(members, file).map(Head)
    }

    /// How far the data reach by their `bbox`; that of another system says nothing.
    pub(super) fn reach(&self, bbox: Option<&[f64]>, file: &str, read: &mut Read) -> Option<Reach> {
        match &self.0 {
            None => reach(bbox, file, &mut read.warnings),
            Some(system) => {
                read.notices.push(system.said());
                None
            }
        }
    }

    /// The feature in longitude and latitude.
    ///
    /// Errors: `Input` where it lies outside of its system.
    pub(super) fn placed(
        &self,
        mut feature: geojson::Feature,
        spot: &Spot,
    ) -> Result<geojson::Feature> {
        if let (Some(system), Some(geometry)) = (&self.0, &mut feature.geometry) {
            let placed = system.geometry(&mut geometry.value);
            placed.map_err(|flaw| Error::from(flaw).at(spot.full_place()))?;
        }
        Ok(feature)
    }
}

/// How far data reach by their `bbox` (RFC 7946 §5), of two or three axes.
fn reach(bbox: Option<&[f64]>, file: &str, warnings: &mut Vec<Warning>) -> Option<Reach> {
    let bounds = match *bbox? {
        [west, south, east, north] | [west, south, _, east, north, _] => [west, south, east, north],
        _ => [f64::NAN; 4],
    };
    // the box round a point is none
    let is_empty = bounds[0] == bounds[2] || bounds[1] == bounds[3];
    match Reach::of_bounds(bounds) {
        Ok(reach) => Some(reach),
        Err(_) if is_empty => None,
        Err(_) => {
            let hint = "a `bbox` is [west, south, east, north] in degrees (RFC 7946 §5)";
            let warning =
                Warning::new("the file's `bbox` is no part of the earth and is passed over");
            warnings.push(warning.at(Place::file(file).part("member `bbox`")).hint(hint));
            None
        }
    }
}

/// The coordinate system that a `crs` member declares; none for longitude and latitude on WGS 84.
///
/// Errors: `Input` for one that is not known here, by name.
fn coordinate_system(members: Option<&JsonObject>, file: &str) -> Result<Option<CoordinateSystem>> {
    /// The names by which writers call longitude and latitude on WGS 84.
    const GEOGRAPHIC: [&str; 4] = ["CRS84", "CRS84H", "4326", "4979"];
    let Some(declared) = members.and_then(|members| members.get("crs")) else { return Ok(None) };
    let name = declared["properties"]["name"].as_str().unwrap_or_default();
    let code = name.rsplit(':').next().unwrap_or_default().to_ascii_uppercase();
    if declared.is_null() || GEOGRAPHIC.contains(&code.as_str()) {
        return Ok(None);
    }
    let place = || Place::file(file).part("member `crs`");
    if let (true, Ok(code)) = (name.to_ascii_uppercase().contains("EPSG"), code.parse()) {
        return CoordinateSystem::of_code(code).map_err(|flaw| Error::from(flaw).at(place()));
    }
    let named = if name.is_empty() { "an unknown one".to_owned() } else { format!("`{name}`") };
    Err(Error::input(format!("the file's coordinate system is {named}, not WGS 84"))
        .at(place())
        .hint(REPROJECT))
}
