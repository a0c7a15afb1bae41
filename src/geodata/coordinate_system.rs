//! A coordinate system by its code or its description in, a way from it to longitude and latitude on WGS 84 out: by proj4rs, with the
//! shift of its datum. One whose datum is not known is refused by name rather than drawn some hundred metres off.

mod datum;
mod epsg;

use super::diagnosis::REPROJECT;
use crate::error::Flaw;
use datum::Datum;
use geojson::{GeometryValue, Position};
use proj4rs::Proj;
use proj4rs::transform::transform;

/// A coordinate system that is not that of the earth's longitudes and latitudes on WGS 84.
#[derive(Debug)]
pub(super) struct CoordinateSystem {
    /// What it is called.
    name: String,
    from: Proj,
    to: Proj,
    /// Whether its datum is another, so that what comes out is some metres off.
    is_shifted: bool,
}

/// Longitudes and latitudes on WGS 84.
const WGS_84: &str = "+proj=longlat +datum=WGS84 +no_defs";

impl CoordinateSystem {
    /// The system of an EPSG code; none for those of longitudes and latitudes on WGS 84 or on what is the same.
    ///
    /// Errors: that it is not known here.
    pub(super) fn of_code(code: u32) -> Result<Option<CoordinateSystem>, Flaw> {
        let name = format!("EPSG:{code}");
        if code == 4326 || code == 4979 {
            return Ok(None);
        }
        let Some((definition, is_shifted)) = epsg::definition(code) else {
            return Err(unknown(&name));
        };
        if definition.starts_with("+proj=longlat") && !is_shifted {
            return Ok(None);
        }
        CoordinateSystem::of_definition(name, &definition, is_shifted).map(Some)
    }

    /// The system that well-known text describes (OGC 01-009, and as ESRI writes it); none as [`CoordinateSystem::of_code`].
    ///
    /// Errors: that it is no description, or of what is not known here.
    pub(super) fn of_well_known_text(text: &str) -> Result<Option<CoordinateSystem>, Flaw> {
        let text = text.trim().trim_start_matches('\u{feff}');
        let names: Vec<&str> = text.split('"').skip(1).step_by(2).collect();
        let name = names.first().copied().unwrap_or_default();
        if name.is_empty() {
            return Err(Flaw::new("it describes no coordinate system").hint(REPROJECT));
        }
        let written = proj4wkt::wkt_to_projstring(text).map_err(|_| unknown(name))?;
        let has_shift = text.contains("TOWGS84");
        let datum = after(text, "DATUM").and_then(Datum::of);
        let (definition, is_shifted) = match (datum, has_shift) {
            (_, true) => (written, true),
            (Some(datum), false) => (datum.of_definition(&written), datum.is_shifted()),
            (None, false) => return Err(unknown(name)),
        };
        let is_of_degrees = definition.starts_with("+proj=longlat") && !definition.contains("+pm=");
        if is_of_degrees && !is_shifted {
            return Ok(None);
        }
        CoordinateSystem::of_definition(name.to_owned(), &definition, is_shifted).map(Some)
    }

    fn of_definition(
        name: String,
        definition: &str,
        is_shifted: bool,
    ) -> Result<CoordinateSystem, Flaw> {
        let (from, to) = (Proj::from_proj_string(definition), Proj::from_proj_string(WGS_84));
        match (from, to) {
            (Ok(from), Ok(to)) if from.has_inverse() => {
                Ok(CoordinateSystem { name, from, to, is_shifted })
            }
            _ => Err(unknown(&name)),
        }
    }

    /// That the data were in this system.
    pub(super) fn said(&self) -> String {
        let how = if self.is_shifted { ", true to some metres" } else { "" };
        format!("reprojected from {}{how}", self.name)
    }

    /// Puts longitudes and latitudes in place of the positions of a geometry.
    ///
    /// Errors: the position that has none.
    pub(super) fn geometry(&self, value: &mut GeometryValue) -> Result<(), Flaw> {
        let list = |positions: &mut Vec<Position>| {
            positions.iter_mut().try_for_each(|position| self.position(position))
        };
        match value {
            GeometryValue::Point { coordinates } => self.position(coordinates),
            GeometryValue::MultiPoint { coordinates }
            | GeometryValue::LineString { coordinates } => list(coordinates),
            GeometryValue::MultiLineString { coordinates }
            | GeometryValue::Polygon { coordinates } => coordinates.iter_mut().try_for_each(list),
            GeometryValue::MultiPolygon { coordinates } => {
                coordinates.iter_mut().flatten().try_for_each(list)
            }
            GeometryValue::GeometryCollection { geometries } => {
                geometries.iter_mut().try_for_each(|part| self.geometry(&mut part.value))
            }
        }
    }

    fn position(&self, position: &mut Position) -> Result<(), Flaw> {
        let [x, y, ..] = *position.as_slice() else { return Ok(()) };
        let outside = || {
            Flaw::new(format!("the position {x}, {y} is none of `{}`", self.name))
                .hint("is the file in that system?")
        };
        let is_angle = self.from.is_latlong();
        let mut at = if is_angle { (x.to_radians(), y.to_radians(), 0.0) } else { (x, y, 0.0) };
        transform(&self.from, &self.to, &mut at).map_err(|_| outside())?;
        let (lon, lat) = (at.0.to_degrees(), at.1.to_degrees());
        if !(lon.is_finite() && lat.is_finite()) {
            return Err(outside());
        }
        *position = Position::from([lon, lat]);
        Ok(())
    }
}

/// The first name in quotation marks after a word.
fn after<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(word)?;
    rest.split('"').nth(1)
}

fn unknown(name: &str) -> Flaw {
    Flaw::new(format!("the file's coordinate system is `{name}`, which is not known here"))
        .hint(REPROJECT)
}
