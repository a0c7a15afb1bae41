//! GeoJSON text in, features in longitude and latitude out, with what was skipped or doubtful.
//! RFC 7946, read by the `geojson` crate; what a figure cannot use is refused with its place.
//! Foreign members are not checked beyond their type; a `bbox` says how far the data reach.
//! Not here: why an unreadable file is unreadable (see `refusal`), repair of crossing rings.

use super::days::{is_day, reversed_spans};
use super::geojson_head::Head;
use super::geometry_reader::{Spot, geometry};
use super::reader::Read;
use super::{Feature, Value, refusal};
use crate::error::{Place, Result, Warning};
use crate::files;
use crate::space::Geographic;
use geojson::{FeatureCollection, GeoJson, JsonObject, JsonValue};
use std::collections::BTreeMap;

/// Reads the bytes of a file that the user knows as `file`.
///
/// Errors: `Input` if they are not UTF-8; else as [`read`].
pub(super) fn read_bytes(bytes: &[u8], file: &str) -> Result<Read> {
    read(files::text(bytes, "the file", file)?, file)
}

/// A file of one feature as a collection.
pub(super) fn of_one(feature: geojson::Feature) -> FeatureCollection {
    FeatureCollection {
        bbox: feature.bbox.clone(),
        foreign_members: feature.foreign_members.clone(),
        features: vec![feature],
    }
}

/// Reads GeoJSON text: a geometry, a feature or a collection of features.
///
/// Shape: rings as they stand in the file, whichever way they wind, closed. A third coordinate
/// is dropped. A feature without a place is skipped with a warning.
/// Units: degrees on WGS 84; latitudes to ±90, longitudes to ±360 and kept as they are, since
/// files that cross the antimeridian in one piece count on to 181, 182, ….
/// Attributes: texts, numbers and flags; lists, objects and nulls are left out.
/// Errors: `Input` with file, feature, ring, position and the way out.
/// Source: RFC 7946.
pub(super) fn read(text: &str, file: &str) -> Result<Read> {
    let text = text.trim_start_matches('\u{feff}');
    let mut read = Read::default();
    match parsed(text).map_err(|error| refusal::explain(text, file, error))? {
        GeoJson::FeatureCollection(collection) => {
            let head = Head::of(collection.foreign_members.as_ref(), file)?;
            read.reach = head.reach(collection.bbox.as_deref(), file, &mut read);
            for (index, feature) in collection.features.into_iter().enumerate() {
                let mut spot = Spot::feature(file, index + 1);
                read.push(head.placed(feature, &spot)?, &mut spot)?;
            }
        }
        GeoJson::Feature(feature) => {
            let head = Head::of(feature.foreign_members.as_ref(), file)?;
            read.reach = head.reach(feature.bbox.as_deref(), file, &mut read);
            let mut spot = Spot::feature(file, 1);
            read.push(head.placed(feature, &spot)?, &mut spot)?;
        }
        GeoJson::Geometry(geometry) => {
            let head = Head::of(geometry.foreign_members.as_ref(), file)?;
            read.reach = head.reach(geometry.bbox.as_deref(), file, &mut read);
            let mut spot = Spot::geometry(file);
            read.push(head.placed(geometry.into(), &spot)?, &mut spot)?;
        }
    }
    read.say_if_empty(file);
    Ok(read)
}

/// The text as GeoJSON; an empty point or part, which the crate refuses, is as good as none (RFC 7946 §3.1).
pub(super) fn parsed(text: &str) -> std::result::Result<GeoJson, geojson::Error> {
    text.parse().or_else(|error| refusal::without_empty_parts(text).ok_or(error))
}

impl Read {
    pub(super) fn say_if_empty(&mut self, file: &str) {
        if self.features.is_empty() && self.warnings.is_empty() {
            self.warnings.push(Warning::new("the file has no features").at(Place::file(file)));
        }
    }

    /// Adds a feature; the spot knows its name then.
    pub(super) fn push(&mut self, feature: geojson::Feature, spot: &mut Spot) -> Result<()> {
        let attributes = attributes(feature.properties);
        let mut rounded = rounded_names(&attributes);
        let id = feature.id.map(|id| match id {
            geojson::feature::Id::String(id) => id,
            geojson::feature::Id::Number(id) => {
                rounded.extend(Value::of_number(&id).is_rounded().then_some("id"));
                id.to_string()
            }
        });
        let id = id.or_else(|| match attributes.get("id") {
            Some(Value::Text(id)) => Some(id.clone()),
            _ => None,
        });
        let named = ["id", "name", "title"].iter().find_map(|key| match attributes.get(*key) {
            Some(Value::Text(text)) if !text.is_empty() => Some(text.clone()),
            _ => None,
        });
        spot.name = id.clone().filter(|id| !id.is_empty()).or(named);
        self.warnings.extend(reversed_spans(&attributes).into_iter().map(|flaw| Warning {
            hint: flaw.hint,
            ..Warning::new(flaw.message).at(spot.full_place())
        }));
        self.warnings.extend(rounded.into_iter().map(|key| {
            Warning::new(format!("`{key}` is a number of which not all digits are kept"))
                .at(spot.full_place())
                .hint("put it in quotation marks: a text is kept as it is written")
        }));
        let found = match feature.geometry {
            Some(written) => geometry(written.value, spot, &mut self.warnings)?,
            None => None,
        };
        match found {
            Some(geometry) => self.features.push(Feature {
                id: id.unwrap_or_else(|| spot.number().to_string()),
                geometry: Geographic(geometry),
                attributes,
            }),
            None => self.warnings.push(
                Warning::new(format!("{} has no geometry and is left out", spot.subject()))
                    .at(spot.place()),
            ),
        }
        Ok(())
    }
}

pub(super) fn attributes(properties: Option<JsonObject>) -> BTreeMap<String, Value> {
    let value = |key: &str, value| match value {
        // no day, which who asks for one is told
        other @ (JsonValue::Array(_) | JsonValue::Object(_)) if is_day(key) => {
            Some(Value::Text(other.to_string()))
        }
        other => Value::of_json(other),
    };
    let properties = properties.into_iter().flatten();
    properties.filter_map(|(key, given)| value(&key, given).map(|value| (key, value))).collect()
}

/// The attributes that things are called by and that are numbers of more digits than are kept.
fn rounded_names(attributes: &BTreeMap<String, Value>) -> Vec<&'static str> {
    const NAMES: [&str; 4] = ["id", "name", "name_en", "title"];
    let is_rounded = |key: &&str| attributes.get(*key).is_some_and(Value::is_rounded);
    NAMES.into_iter().filter(is_rounded).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodata::geojson_format::problems;

    fn message(text: &str) -> String {
        let error = read(text, "a.geojson").unwrap_err();
        let place = error.place.map(|place| place.to_string()).unwrap_or_default();
        format!("{} | {place} | {}", error.message, error.hint.unwrap_or_default())
    }

    fn point(coordinates: &str) -> String {
        format!(r#"{{"type":"Point","coordinates":{coordinates}}}"#)
    }

    #[test]
    fn an_unclosed_ring_is_named_by_feature_and_ring() {
        let text = r#"{"type":"Feature","id":"GRC-1043","properties":{},"geometry":{"type":
            "Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,0]],[[1,1],[2,1],[2,2],[1,2]]]}}"#;
        assert_eq!(
            message(text),
            "ring 2 of `GRC-1043` is not closed | a.geojson, feature 1 | \
             first and last position must be equal (RFC 7946 §3.1.6)"
        );
    }

    #[test]
    fn a_latitude_beyond_90_suggests_what_went_wrong() {
        assert!(message(&point("[38.0, 125.7]")).contains("swapped"));
        assert!(message(&point("[500000, 4200000]")).contains("projected"));
        assert!(message(&point("[125.0, 99.0]")).starts_with("latitude 99 is beyond 90"));
    }

    #[test]
    fn not_a_number_is_found_by_feature_and_position() {
        let text = r#"{"type":"LineString","coordinates":[[1,2],[3,NaN]]}"#;
        assert_eq!(
            message(text),
            "a coordinate is `NaN` | a.geojson:1:46, position 2 | JSON has no such number: \
             leave the position out"
        );
    }

    #[test]
    fn a_third_coordinate_is_dropped_and_the_mark_of_byte_order_too() {
        let read = read(&format!("\u{feff}{}", point("[25, 38, 120.5]")), "a").unwrap();
        assert_eq!(read.features[0].geometry.0, geo::Point::new(25.0, 38.0).into());
    }

    #[test]
    fn what_is_empty_is_skipped_alike_whatever_it_is_and_wherever_it_stands() {
        let empty = [
            ("Point", "[]"),
            ("MultiPoint", "[]"),
            ("MultiPoint", "[[]]"),
            ("LineString", "[]"),
            ("MultiLineString", "[]"),
            ("MultiLineString", "[[]]"),
            ("Polygon", "[]"),
            ("Polygon", "[[]]"),
            ("MultiPolygon", "[]"),
            ("MultiPolygon", "[[]]"),
            ("MultiPolygon", "[[[]]]"),
        ];
        let feature = |geometry: &str| {
            format!(r#"{{"type":"Feature","properties":{{"name":"Nil"}},"geometry":{geometry}}}"#)
        };
        let collection =
            |parts: &str| format!(r#"{{"type":"GeometryCollection","geometries":[{parts}]}}"#);
        for (kind, coordinates) in empty {
            let nothing = format!(r#"{{"type":"{kind}","coordinates":{coordinates}}}"#);
            let within = collection(&collection(&nothing));
            for text in [feature(&nothing), feature(&within)] {
                let read = read(&text, "a.geojson").unwrap();
                assert!(read.features.is_empty(), "{text}");
                assert_eq!(read.warnings[0].message, "`Nil` has no geometry and is left out");
                assert!(problems(text.as_bytes(), "a.geojson").0.is_empty(), "{text}");
            }
            let beside = collection(&format!("{nothing},{}", point("[1, 2]")));
            let several = format!(
                r#"{{"type":"FeatureCollection","features":[{},{}]}}"#,
                feature(&nothing),
                feature(&beside)
            );
            let read = read(&several, "a.geojson").unwrap();
            assert_eq!((read.features.len(), read.warnings.len()), (1, 1), "{several}");
        }
        assert!(message(&point("[7]")).starts_with("a position has 1 number"));
    }

    #[test]
    fn a_feature_without_geometry_is_skipped_with_a_warning() {
        let text = r#"{"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"name":"Naxos"},"geometry":null}]}"#;
        let read = read(text, "a.geojson").unwrap();
        assert!(read.features.is_empty());
        assert_eq!(read.warnings[0].message, "`Naxos` has no geometry and is left out");
    }

    #[test]
    fn a_number_is_a_name_with_all_its_digits_or_it_is_said() {
        let named = |number: &str| {
            let text = format!(
                r#"{{"type":"Feature","id":{number},"properties":{{"name":{number}}},"geometry":{}}}"#,
                point("[1, 2]")
            );
            let read = read(&text, "a.geojson").unwrap();
            let feature = &read.features[0];
            (feature.id.clone(), feature.attributes["name"].to_string(), read.warnings.len())
        };
        for number in [
            "7",
            "-9007199254740993",
            "9007199254740993",
            "9223372036854775807",
            "18446744073709551615",
        ] {
            assert_eq!(named(number), (number.to_owned(), number.to_owned(), 0));
        }
        assert_eq!(named("123456789012345678901234567").2, 2);
        assert_eq!(named("0.5").2, 0);
    }

    #[test]
    fn days_that_are_none_are_told_of_every_feature() {
        let feature = |days: &str| {
            let place = point("[1, 2]");
            format!(r#"{{"type":"Feature","properties":{{{days}}},"geometry":{place}}}"#)
        };
        let wrong = [
            feature(r#""valid_to":"soon","name":"A""#),
            feature(r#""valid_from":["2020-01-01"]"#),
            feature(r#""valid_from":null,"valid_to":"""#),
            feature(r#""valid_from":"2020-01-02","valid_to":"2020-01-01""#),
        ];
        let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, wrong.join(","));
        let (errors, warnings) = problems(text.as_bytes(), "a.geojson");
        let places: Vec<String> =
            errors.iter().map(|error| error.place.clone().unwrap().to_string()).collect();
        assert_eq!(places, ["a.geojson, feature 1 (`A`)", "a.geojson, feature 2"]);
        assert_eq!(warnings.len(), 1, "{warnings:?}");
        assert_eq!(problems(wrong[0].as_bytes(), "a.geojson").0.len(), 1);
    }

    #[test]
    fn a_crossing_ring_is_kept_with_a_warning() {
        let bow = r#"{"type":"Polygon","coordinates":[[[0,0],[2,2],[2,0],[0,2],[0,0]]]}"#;
        let read = read(bow, "a.geojson").unwrap();
        assert_eq!(read.warnings[0].message, "ring 1 crosses itself");
    }

    #[test]
    fn deep_nesting_is_refused_without_a_crash() {
        let text = point(&format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000)));
        assert!(message(&text).starts_with("the file is nested too deeply"));
    }

    #[test]
    fn coordinate_systems_that_are_not_known_are_refused_and_wgs_84_by_any_name_is_not() {
        let with = |name: &str| {
            format!(
                r#"{{"type":"FeatureCollection","features":[],"crs":{{"type":"name",
                "properties":{{"name":"{name}"}}}}}}"#
            )
        };
        assert!(read(&with("urn:ogc:def:crs:OGC:1.3:CRS84"), "a").is_ok());
        assert!(read(&with("EPSG:4326"), "a").is_ok());
        assert!(message(&with("urn:ogc:def:crs:EPSG::2193")).contains("ogr2ogr -t_srs"));
        assert_eq!(
            read(&with("urn:ogc:def:crs:EPSG::32632"), "a").expect("known").notices.len(),
            1
        );
    }
}
