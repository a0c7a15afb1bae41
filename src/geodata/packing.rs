//! GeoJSON (RFC 7946) in, a compact byte string out: the form in which layers are embedded.
//! Positions are whole numbers of the layer's smallest decimal place, written as differences, so
//! that unpacking gives back exactly the numbers of the file. `build.rs` compiles this file too:
//! it uses `std` and `serde_json` only. The way back is `unpacking`.

use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The first bytes of every packed layer; the digit is the version of the form.
pub const MAGIC: &[u8; 4] = b"PGD2";

/// Layers, and those with whose bytes before them they are compressed: what both have is stored once. Shores have their land on
/// the right, rings have it on the left; so the rings of polygons are written from their ends.
pub const AFTER: [(&str, &str); 1] = [("countries", "shoreline")];

/// The finest decimal place that a coordinate may have: 1e-9 degree, a tenth of a millimetre.
pub const MOST_DECIMALS: u8 = 9;

/// Tags of attribute values.
pub mod value_tag {
    /// The number of a text follows.
    pub const TEXT: u8 = 0;
    /// Eight bytes of a little-endian double follow.
    pub const NUMBER: u8 = 1;
    /// No.
    pub const NO: u8 = 2;
    /// Yes.
    pub const YES: u8 = 3;
}

/// GeoJSON's geometry types; a type's place in the list is its tag.
pub const GEOMETRY_TYPES: [&str; 7] = [
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
    "GeometryCollection",
];

/// Packs a feature collection.
///
/// Shape: features without a geometry are left out, and so are attributes that are neither
/// text, number nor flag; the reader of GeoJSON does the same.
/// Errors: words that name the feature, if a member is missing or a coordinate has more than
/// [`MOST_DECIMALS`] decimals.
pub fn pack(collection: &Value) -> Result<Vec<u8>, String> {
    let features = collection["features"].as_array().ok_or("not a feature collection")?;
    let mut packer = Packer { decimals: decimals(collection)?, ..Packer::default() };
    let mut count = 0;
    for (index, feature) in features.iter().enumerate() {
        if feature["geometry"].is_null() {
            continue;
        }
        packer
            .feature(feature, index + 1)
            .map_err(|what| format!("feature {}: {what}", index + 1))?;
        count += 1;
    }
    Ok(packer.finish(count))
}

const NOT_NESTED: &str = "coordinates are not nested deeply enough";

#[derive(Default)]
struct Packer {
    decimals: u8,
    texts: BTreeMap<String, u64>,
    in_order: Vec<String>,
    body: Vec<u8>,
    last: [i64; 2],
}

impl Packer {
    fn feature(&mut self, feature: &Value, number: usize) -> Result<(), String> {
        // As the GeoJSON reader names features: the member, else the property, else the number.
        let id = match (&feature["id"], &feature["properties"]["id"]) {
            (Value::String(id), _) | (Value::Null, Value::String(id)) => id.clone(),
            (Value::Number(id), _) => id.to_string(),
            _ => number.to_string(),
        };
        self.text(&id);
        self.attributes(feature["properties"].as_object().unwrap_or(&Map::new()));
        self.geometry(&feature["geometry"])
    }

    fn attributes(&mut self, properties: &Map<String, Value>) {
        let is_scalar =
            |value: &&Value| value.is_string() || value.is_number() || value.is_boolean();
        put_number(&mut self.body, properties.values().filter(is_scalar).count() as u64);
        for (key, value) in properties.iter().filter(|(_, value)| is_scalar(value)) {
            self.text(key);
            match value {
                Value::String(text) => {
                    self.body.push(value_tag::TEXT);
                    self.text(text);
                }
                Value::Bool(flag) => {
                    self.body.push(if *flag { value_tag::YES } else { value_tag::NO });
                }
                number => {
                    self.body.push(value_tag::NUMBER);
                    let number = number.as_f64().unwrap_or_default();
                    self.body.extend_from_slice(&number.to_le_bytes());
                }
            }
        }
    }

    fn geometry(&mut self, geometry: &Value) -> Result<(), String> {
        let kind = geometry["type"].as_str().unwrap_or_default();
        let tag = GEOMETRY_TYPES.iter().position(|known| *known == kind);
        let tag = tag.ok_or_else(|| format!("unknown geometry type `{kind}`"))?;
        self.body.push(tag as u8);
        let coordinates = &geometry["coordinates"];
        match kind {
            "Point" => self.position(coordinates),
            "MultiPoint" | "LineString" => self.positions(coordinates),
            "MultiLineString" => self.list(coordinates, Packer::positions),
            "Polygon" => self.list(coordinates, Packer::ring),
            "MultiPolygon" => {
                self.list(coordinates, |packer, rings| packer.list(rings, Packer::ring))
            }
            _ => {
                let parts = geometry["geometries"].as_array().ok_or("no geometries")?;
                put_number(&mut self.body, parts.len() as u64);
                parts.iter().try_for_each(|part| self.geometry(part))
            }
        }
    }

    fn list(
        &mut self,
        list: &Value,
        mut one: impl FnMut(&mut Self, &Value) -> Result<(), String>,
    ) -> Result<(), String> {
        let list = list.as_array().ok_or(NOT_NESTED)?;
        put_number(&mut self.body, list.len() as u64);
        list.iter().try_for_each(|part| one(self, part))
    }

    fn positions(&mut self, line: &Value) -> Result<(), String> {
        self.list(line, Packer::position)
    }

    /// The positions of a ring from its end.
    fn ring(&mut self, ring: &Value) -> Result<(), String> {
        let ring = ring.as_array().ok_or(NOT_NESTED)?;
        put_number(&mut self.body, ring.len() as u64);
        ring.iter().rev().try_for_each(|position| self.position(position))
    }

    fn position(&mut self, position: &Value) -> Result<(), String> {
        let scale = 10f64.powi(self.decimals.into());
        for axis in 0..2 {
            let degrees = position[axis].as_f64().ok_or("a coordinate is not a number")?;
            let whole = (degrees * scale).round() as i64;
            put_signed(&mut self.body, whole - self.last[axis]);
            self.last[axis] = whole;
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        let next = self.in_order.len() as u64;
        let number = *self.texts.entry(text.to_owned()).or_insert(next);
        if number == next {
            self.in_order.push(text.to_owned());
        }
        put_number(&mut self.body, number);
    }

    fn finish(self, features: u64) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.push(self.decimals);
        put_number(&mut bytes, self.in_order.len() as u64);
        for text in &self.in_order {
            put_number(&mut bytes, text.len() as u64);
            bytes.extend_from_slice(text.as_bytes());
        }
        put_number(&mut bytes, features);
        bytes.extend_from_slice(&self.body);
        bytes
    }
}

/// Seven bits a byte, the lowest first; the high bit says that more follow (LEB128).
fn put_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// The sign in the lowest bit, so that small differences stay short.
fn put_signed(bytes: &mut Vec<u8>, number: i64) {
    put_number(bytes, ((number << 1) ^ (number >> 63)) as u64);
}

/// The fewest decimals with which every coordinate of the collection is exact.
fn decimals(value: &Value) -> Result<u8, String> {
    match value {
        Value::Array(list) => list.iter().try_fold(0, |most, part| match part {
            Value::Number(number) => Ok(most.max(decimals_of(number.as_f64().unwrap_or(0.0))?)),
            deeper => Ok(most.max(decimals(deeper)?)),
        }),
        Value::Object(members) => ["features", "geometry", "geometries", "coordinates"]
            .iter()
            .try_fold(0, |most, key| Ok(members.get(*key).map_or(Ok(0), decimals)?.max(most))),
        _ => Ok(0),
    }
}

fn decimals_of(degrees: f64) -> Result<u8, String> {
    (0..=MOST_DECIMALS)
        .find(|decimals| {
            let scale = 10f64.powi((*decimals).into());
            (degrees * scale).round() / scale == degrees
        })
        .ok_or_else(|| format!("{degrees} has more than {MOST_DECIMALS} decimals"))
}
