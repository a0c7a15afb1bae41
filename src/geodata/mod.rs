//! Geodata: files of features (`readers`) in, features in longitude and latitude with their attributes out.

pub(crate) mod axes;
mod bundle;
pub mod cache;
pub mod catalogue;
mod coordinate_system;
mod coverage;
mod credits;
mod date;
pub(crate) mod datums;
pub(crate) mod days;
mod diagnosis;
mod earth;
mod embedded;
mod found;
mod geojson_format;
mod geojson_head;
mod geojson_reader;
mod geojson_stream;
mod geojson_writer;
mod geometry_reader;
pub(crate) mod join;
mod languages;
mod naming;
mod not_json;
#[allow(dead_code, unreachable_pub, reason = "build.rs packs with it")]
mod packing;
mod raster;
mod reach;
mod reader;
pub mod readers;
#[cfg(test)]
mod reference_tests;
mod refusal;
pub(crate) mod rows;
pub(crate) mod select;
#[allow(dead_code, unreachable_pub, reason = "build.rs packs with it")]
pub(crate) mod towns;
mod unpacking;
mod windows;

pub use bundle::{ClaimsTable, Geodata};
pub use date::Date;
pub(crate) use earth::{Holder, Holders, Members};
pub(crate) use embedded::seat;
pub use geojson_writer::geojson;
pub use join::{Join, Joined, Unmatched};
pub use languages::languages_of;
pub use naming::Naming;
pub(crate) use naming::check_attribute;
pub use raster::Raster;
pub use reach::Reach;
pub use reader::{Opened, Problems, Read, Reader};
pub(crate) use rows::{Rows, rows};
pub use select::{OneOrMany, Selection, select};

use crate::error::Result;
use crate::space::Geographic;
use geo::{BoundingRect, Geometry, Intersects, Rect};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;

/// What the layers do not say of names, as written.
///
/// Errors: `Render` if the binary is damaged.
pub(crate) fn gazetteer() -> Result<String> {
    embedded::document("gazetteer.toml")
}

/// The attribute that has the label of a feature, where that is not its name; no file has one that is called so.
pub(crate) const LABEL: &str = "\u{0}label";

/// The attribute that names the symbol of a feature, where its layer says so; no file has one that is called so.
pub(crate) const SYMBOL: &str = "\u{0}symbol";

/// One thing on the earth: where it is and what is said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Feature {
    /// Its own name in its file, or its number there.
    pub id: String,
    /// Where it is.
    pub geometry: Geographic<Geometry>,
    /// What is said of it: `state`, `name`, `kind`, ….
    pub attributes: BTreeMap<String, Value>,
}

/// The value of an attribute.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(from = "Written")]
pub enum Value {
    /// A word or words.
    Text(String),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
}

/// A value as a figure file has it.
#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a text, a number, true or false")]
enum Written {
    Text(String),
    Integer(i64),
    Number(f64),
    Flag(bool),
}

impl From<Written> for Value {
    fn from(written: Written) -> Value {
        match written {
            Written::Text(text) => Value::Text(text),
            Written::Integer(number) => Value::of_number(&number.into()),
            Written::Number(number) => Value::Number(number),
            Written::Flag(flag) => Value::Flag(flag),
        }
    }
}

impl Value {
    /// Doubles hold every whole number up to here.
    const EXACT: f64 = 9_007_199_254_740_992.0;

    /// A number as a number, or as the text of its digits where a double has not all of them: so long ones are ids.
    fn of_number(number: &serde_json::Number) -> Value {
        let double = number.as_f64().unwrap_or(f64::NAN);
        match double.abs() >= Value::EXACT && !number.is_f64() {
            true => Value::Text(number.to_string()),
            false => Value::Number(double),
        }
    }

    /// A text, a number or a flag; none of what is none of these.
    fn of_json(value: serde_json::Value) -> Option<Value> {
        match value {
            serde_json::Value::String(text) => Some(Value::Text(text)),
            serde_json::Value::Number(number) => Some(Value::of_number(&number)),
            serde_json::Value::Bool(flag) => Some(Value::Flag(flag)),
            _ => None,
        }
    }

    /// Whether it is a number of which not all digits may have been kept.
    fn is_rounded(&self) -> bool {
        matches!(self, Value::Number(number) if number.abs() >= Value::EXACT)
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Text(text) => f.write_str(text),
            Value::Number(number) => write!(f, "{number}"),
            Value::Flag(flag) => write!(f, "{flag}"),
        }
    }
}

impl Feature {
    /// Whether its box meets a box of degrees, whichever way longitudes are counted.
    pub fn meets(&self, bounds: &Geographic<Rect>) -> bool {
        let own = self.geometry.0.bounding_rect();
        own.is_some_and(|own| reach::turned(&own).any(|own| own.intersects(&bounds.0)))
    }

    /// The words of an attribute, if it has any.
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.attributes.get(key) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The number of an attribute, if it has one.
    pub fn number(&self, key: &str) -> Option<f64> {
        match self.attributes.get(key) {
            Some(Value::Number(number)) => Some(*number),
            _ => None,
        }
    }
}
