//! The towns of the earth: a layer of points in, a table of them out, in which any of them is found without the rest being
//! unpacked. `build.rs` compiles this file too: it packs them.
//!
//! Form: the fields are `lon` and `lat`, degrees, then the attributes, the names of those that are numbers behind `#`. A field
//! that the town has not is empty; one that is as an earlier field of its row is `=` and that one's number. Ids of GeoNames are
//! their numbers.

use crate::compression::table::{Row, Table, written};
use serde_json::Value as Json;
use std::borrow::Cow;
use std::io;

/// The layer that is stored so.
pub const LAYER: &str = "world-places";

/// Before the number in an id of GeoNames.
const OF_GEONAMES: &str = "geonames-";
/// Before the name of a field that is a number.
const NUMBER: char = '#';
/// Before the number of the field that this one is as.
const AS: char = '=';
/// The fields that are no attributes.
const POSITION: [&str; 2] = ["lon", "lat"];

/// The table of the points of a GeoJSON collection.
///
/// Errors: for a feature that is no point, and for a text that the form has no room for.
pub fn packed(collection: &Json) -> io::Result<Vec<u8>> {
    let features = collection["features"].as_array().map_or(&[][..], Vec::as_slice);
    let mut names: Vec<String> = POSITION.map(str::to_owned).to_vec();
    let properties = features.iter().filter_map(|feature| feature["properties"].as_object());
    for (key, value) in properties.flatten() {
        let name = match value {
            Json::String(_) => key.clone(),
            Json::Number(_) => format!("{NUMBER}{key}"),
            _ => continue,
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let row = |feature: &Json| {
        let fields = names.iter().map(|name| {
            let axis = POSITION.iter().position(|axis| axis == name);
            match axis.map(|axis| feature["geometry"]["coordinates"][axis].as_f64()) {
                Some(degrees) => degrees.map(|degrees| degrees.to_string()),
                None => attribute(&feature["properties"], name),
            }
        });
        let fields = fields.map(Option::unwrap_or_default).collect();
        shortened(fields).ok_or_else(|| io::Error::other(feature.to_string()))
    };
    written(&names, &features.iter().map(row).collect::<io::Result<Vec<_>>>()?)
}

/// An attribute as a field has it.
fn attribute(properties: &Json, field: &str) -> Option<String> {
    if let Some(key) = field.strip_prefix(NUMBER) {
        return properties[key].as_f64().map(|number| number.to_string());
    }
    let text = properties[field].as_str()?;
    let number = (field == "id").then(|| text.strip_prefix(OF_GEONAMES)).flatten();
    Some(number.unwrap_or(text).to_owned())
}

/// The fields, each but once; none if they cannot be told apart then, or there is no position.
fn shortened(fields: Vec<String>) -> Option<Vec<String>> {
    let is_plain = fields.iter().all(|field| !field.starts_with(AS));
    let has_position = fields.iter().take(2).all(|field| !field.is_empty());
    let once = |(at, field): (usize, &String)| {
        let before = fields.iter().take(at).position(|earlier| earlier == field);
        before.filter(|_| field.len() > 2).map_or(field.clone(), |before| format!("{AS}{before}"))
    };
    (is_plain && has_position).then(|| fields.iter().enumerate().map(once).collect())
}

/// The towns, in the order of their layer.
#[derive(Clone, Debug)]
pub struct Towns(Table);

/// A town.
#[derive(Clone, Copy, Debug)]
pub struct Town<'a>(Row<'a>);

/// What an attribute of a town is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Attribute<'a> {
    /// Words.
    Text(&'a str),
    /// A number.
    Number(f64),
}

impl Towns {
    /// The towns of a table, as [`packed`] makes it; none of what is damaged.
    pub fn of(bytes: Cow<'static, [u8]>) -> Towns {
        Towns(Table::of(bytes))
    }

    /// The town of this number, from 0.
    pub fn get(&self, number: usize) -> Option<Town<'_>> {
        self.0.get(number).map(Town)
    }

    /// All towns.
    pub fn iter(&self) -> impl Iterator<Item = Town<'_>> {
        self.0.iter().map(Town)
    }
}

impl<'a> Town<'a> {
    /// Where it lies, degrees: longitude and latitude.
    pub fn position(self) -> Option<(f64, f64)> {
        Some((self.0.field(0).parse().ok()?, self.0.field(1).parse().ok()?))
    }

    /// Its id in its layer.
    pub fn id(self) -> String {
        let id = self.0.get("id");
        let is_number = id.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { format!("{OF_GEONAMES}{id}") } else { id.to_owned() }
    }

    /// An attribute of words but its id, if it has it.
    pub fn text(self, key: &str) -> Option<&'a str> {
        self.whole(self.0.get(key))
    }

    /// An attribute that is a number, if it has it.
    pub fn number(self, key: &str) -> Option<f64> {
        self.whole(self.0.get(&format!("{NUMBER}{key}")))?.parse().ok()
    }

    /// The attributes that it has besides its id, by name.
    pub fn attributes(self) -> impl Iterator<Item = (&'a str, Attribute<'a>)> {
        let attributes = self.0.fields().skip(POSITION.len()).filter(|(name, _)| *name != "id");
        attributes.filter_map(move |(name, field)| {
            let value = self.whole(field)?;
            Some(match name.strip_prefix(NUMBER) {
                Some(key) => (key, Attribute::Number(value.parse().ok()?)),
                None => (name, Attribute::Text(value)),
            })
        })
    }

    /// What a field says, if anything.
    fn whole(self, field: &'a str) -> Option<&'a str> {
        let meant = field.strip_prefix(AS).and_then(|earlier| earlier.parse().ok());
        Some(meant.map_or(field, |earlier| self.0.field(earlier))).filter(|it| !it.is_empty())
    }
}
