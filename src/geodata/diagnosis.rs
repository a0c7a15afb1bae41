//! The JSON value of a file in, the first thing that keeps it from being GeoJSON out: file, feature, ring, position, hint.
//! Runs only after the reader has failed; so it may be slow and thorough.

use crate::error::{Error, Place, nearest};
use serde_json::{Map, Value};

/// The way out of another coordinate system.
pub(super) const REPROJECT: &str =
    "reproject the file: ogr2ogr -t_srs EPSG:4326 longlat.geojson FILE";
/// What large numbers mean.
pub(super) const PROJECTED: &str =
    "projected coordinates? reproject: ogr2ogr -t_srs EPSG:4326 longlat.geojson FILE";
/// What a position is.
pub(super) const ORDER: &str = "a position is [longitude, latitude] in degrees (RFC 7946 §3.1.1)";
/// What it is in formats that call a feature otherwise, by what they call it.
const ORDERS: [(&str, &str); 4] = [
    ("line", "latitudes, up to 90, stand in one column and longitudes in another"),
    ("element", "GPX has the latitude, up to 90, in `lat` and the longitude in `lon`"),
    ("placemark", "KML has longitude,latitude"),
    ("record", "x is the longitude and y the latitude, in degrees"),
];

/// What a position is in a format, by what it calls a feature.
pub(super) fn order(called: &str) -> &'static str {
    ORDERS.iter().find(|(known, _)| *known == called).map_or(ORDER, |(_, order)| order)
}

/// What a latitude that would do as a longitude means there.
pub(super) fn swapped(called: &str) -> String {
    let order = match order(called) {
        ORDER => "a position is [longitude, latitude] (RFC 7946 §3.1.1)",
        other => other,
    };
    format!("latitude and longitude swapped? {order}")
}

const GEOMETRIES: [&str; 7] = [
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
    "GeometryCollection",
];

/// What is said of a null where a number should be.
pub(super) const NULL: &str = "a coordinate is null";

/// The search for what is wrong with the JSON value of a file.
pub(super) struct Search<'a> {
    /// The file as the user knows it.
    pub(super) file: &'a str,
}

impl Search<'_> {
    fn error(&self, message: impl Into<String>, part: &[String]) -> Error {
        let place = Place::file(self.file);
        let place = if part.is_empty() { place } else { place.part(part.join(", ")) };
        Error::input(message).at(place)
    }

    /// The first thing wrong with the whole file.
    pub(super) fn root(&self, value: &Value) -> Option<Error> {
        let Some(members) = value.as_object() else {
            let message = format!("the file holds {}, not a GeoJSON object", kind(value));
            return Some(self.error(message, &[]));
        };
        let known = ["FeatureCollection", "Feature"].into_iter().chain(GEOMETRIES);
        let known: Vec<&str> = known.collect();
        let written = match self.type_of(members, &known, "the file", &[]) {
            Ok(written) => written,
            Err(error) => return Some(error),
        };
        match written {
            "FeatureCollection" => self.collection(members),
            "Feature" => self.feature(value, 1),
            _ => self.geometry(value, &[]),
        }
        .or_else(|| self.bounding_box(members, &[]))
    }

    fn collection(&self, members: &Map<String, Value>) -> Option<Error> {
        match members.get("features") {
            None => Some(
                self.error("the feature collection has no `features`", &[])
                    .hint("its member `features` is a list (RFC 7946 §3.3)"),
            ),
            Some(Value::Array(features)) => {
                let mut numbered = features.iter().enumerate();
                numbered.find_map(|(index, feature)| self.feature(feature, index + 1))
            }
            Some(other) => Some(
                self.error(format!("`features` is {}, not a list", kind(other)), &[])
                    .hint("put the features into [ … ] (RFC 7946 §3.3)"),
            ),
        }
    }

    pub(super) fn feature(&self, value: &Value, number: usize) -> Option<Error> {
        let part = [named(value, number)];
        let Some(members) = value.as_object() else {
            return Some(self.error(format!("a feature is {}", kind(value)), &part));
        };
        if let Err(error) = self.type_of(members, &["Feature"], "a feature", &part) {
            return Some(error);
        }
        let member = |key: &str| members.get(key).filter(|value| !value.is_null());
        if let Some(geometry) = member("geometry")
            && let Some(error) = self.geometry(geometry, &part)
        {
            return Some(error);
        }
        if let Some(properties) = member("properties").filter(|value| !value.is_object()) {
            let message = format!("`properties` is {}, not an object", kind(properties));
            return Some(self.error(message, &part).hint("write {} for none (RFC 7946 §3.2)"));
        }
        if let Some(id) = member("id").filter(|id| !id.is_string() && !id.is_number()) {
            let message = format!("the feature's `id` is {}", kind(id));
            return Some(
                self.error(message, &part).hint("an id is a string or a number (RFC 7946 §3.2)"),
            );
        }
        self.bounding_box(members, &part)
    }

    fn bounding_box(&self, members: &Map<String, Value>, part: &[String]) -> Option<Error> {
        let written = members.get("bbox").filter(|value| !value.is_null())?;
        let numbers = written.as_array().is_some_and(|list| list.iter().all(Value::is_number));
        (!numbers).then(|| {
            self.error("`bbox` is not a list of numbers", part)
                .hint("leave it out: it is not needed (RFC 7946 §5)")
        })
    }

    fn geometry(&self, value: &Value, part: &[String]) -> Option<Error> {
        let Some(members) = value.as_object() else {
            let message = format!("the geometry is {}, not an object", kind(value));
            return Some(self.error(message, part));
        };
        let written = match self.type_of(members, &GEOMETRIES, "the geometry", part) {
            Ok(written) => written,
            Err(error) => return Some(error),
        };
        let key = if written == "GeometryCollection" { "geometries" } else { "coordinates" };
        let Some(content) = members.get(key) else {
            let message = format!("the {written} has no `{key}`");
            return Some(self.error(message, part).hint(near_key(members, key)));
        };
        let levels: &[&str] = match written {
            "Point" => &[],
            "MultiPoint" | "LineString" => &["position"],
            "MultiLineString" => &["line", "position"],
            "Polygon" => &["ring", "position"],
            "MultiPolygon" => &["polygon", "ring", "position"],
            _ => return self.geometries(content, part),
        };
        self.coordinates(content, written, levels, part)
            .or_else(|| self.bounding_box(members, part))
    }

    fn geometries(&self, content: &Value, part: &[String]) -> Option<Error> {
        let Some(list) = content.as_array() else {
            return Some(self.error(format!("`geometries` is {}", kind(content)), part));
        };
        let mut numbered = list.iter().enumerate();
        numbered.find_map(|(index, value)| {
            self.geometry(value, &longer(part, format!("geometry {}", index + 1)))
        })
    }

    fn coordinates(
        &self,
        value: &Value,
        geometry: &str,
        levels: &[&str],
        part: &[String],
    ) -> Option<Error> {
        let Some(list) = value.as_array() else {
            let message = if value.is_number() {
                format!("the coordinates of the {geometry} are not nested deeply enough")
            } else {
                format!("the coordinates of the {geometry} are {}, not a list", kind(value))
            };
            return Some(self.error(message, part).hint(example(geometry)));
        };
        let Some((level, deeper)) = levels.split_first() else {
            return self.position(list, geometry, part);
        };
        let mut numbered = list.iter().enumerate();
        numbered.find_map(|(index, value)| {
            let part = longer(part, format!("{level} {}", index + 1));
            self.coordinates(value, geometry, deeper, &part)
        })
    }

    fn position(&self, numbers: &[Value], geometry: &str, part: &[String]) -> Option<Error> {
        let error = |message: String| self.error(message, part);
        let wrong = numbers.iter().find(|number| !number.is_number());
        match wrong {
            Some(Value::Array(_)) => Some(
                error(format!("the coordinates of the {geometry} are nested too deeply"))
                    .hint(example(geometry)),
            ),
            Some(Value::Null) => Some(error(NULL.to_owned()).hint("leave the position out")),
            Some(Value::String(text)) => Some(
                error(format!("a coordinate is the string \"{}\"", shortened(text)))
                    .hint("numbers stand without quotes"),
            ),
            Some(other) => Some(error(format!("a coordinate is {}", kind(other))).hint(ORDER)),
            None if numbers.len() < 2 => {
                let plural = if numbers.len() == 1 { "" } else { "s" };
                let message = format!("a position has {} number{plural}", numbers.len());
                Some(error(message).hint(ORDER))
            }
            None => None,
        }
    }

    fn type_of<'v>(
        &self,
        members: &'v Map<String, Value>,
        known: &[&str],
        what: &str,
        part: &[String],
    ) -> Result<&'v str, Error> {
        let written = match members.get("type") {
            Some(Value::String(written)) => written,
            Some(other) => {
                let message = format!("the `type` of {what} is {}, not a string", kind(other));
                return Err(self.error(message, part));
            }
            None => {
                let error = self.error(format!("{what} has no `type`"), part);
                return Err(error.hint("GeoJSON objects have one (RFC 7946 §1.4)"));
            }
        };
        if known.contains(&written.as_str()) {
            return Ok(written);
        }
        let message = format!("{what} is of the type `{}`", shortened(written));
        let hint = if written == "Topology" {
            "TopoJSON is read where its `type` stands at its beginning or end".to_owned()
        } else if GEOMETRIES.contains(&written.as_str()) {
            "wrap it: {\"type\": \"Feature\", \"properties\": {}, \"geometry\": …}".to_owned()
        } else if let Some(name) = nearest(written, known.iter().copied()) {
            format!("did you mean `{name}`? capitals count")
        } else {
            format!("known: {}", known.join(", "))
        };
        Err(self.error(message, part).hint(hint))
    }
}

fn longer(part: &[String], next: String) -> Vec<String> {
    part.iter().cloned().chain([next]).collect()
}

/// `feature 17 (`GRC-1043`)`.
fn named(feature: &Value, number: usize) -> String {
    let name = [&feature["id"], &feature["properties"]["id"], &feature["properties"]["name"]];
    let name = name.iter().find_map(|value| match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    });
    let name = name.map(|name| format!(" (`{}`)", shortened(&name))).unwrap_or_default();
    format!("feature {number}{name}")
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

fn shortened(text: &str) -> String {
    const MOST: usize = 40;
    if text.chars().count() <= MOST {
        return text.escape_debug().to_string();
    }
    format!("{}…", text.chars().take(MOST).collect::<String>().escape_debug())
}

fn near_key(members: &Map<String, Value>, key: &str) -> String {
    match nearest(key, members.keys().map(String::as_str)) {
        Some(near) => format!("is `{near}` meant to be `{key}`?"),
        None => "geometries have one (RFC 7946 §3.1)".to_owned(),
    }
}

fn example(geometry: &str) -> String {
    let shape = match geometry {
        "Point" => "[lon, lat]",
        "MultiPoint" | "LineString" => "[[lon, lat], [lon, lat], …]",
        "MultiPolygon" => "[[[[lon, lat], …]], …]",
        _ => "[[[lon, lat], …], …]",
    };
    format!("the coordinates of a {geometry} are {shape} (RFC 7946 §3.1)")
}
