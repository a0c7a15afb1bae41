//! A packed layer in, features in longitude and latitude out: the way back from `packing`.
//! What it cannot do: read anything but what this very build has packed; damage gives `None`.

use super::packing::{GEOMETRY_TYPES, MAGIC, value_tag};
use super::{Feature, Value};
use crate::space::Geographic;
use geo::{
    Coord, Geometry, GeometryCollection, LineString, MultiLineString, MultiPoint, MultiPolygon,
    Point, Polygon,
};
use std::collections::BTreeMap;

/// The features of a packed layer, in the order of its file; `None` if the bytes are damaged.
pub(super) fn unpack(bytes: &[u8]) -> Option<Vec<Feature>> {
    let mut unpacker = Unpacker { rest: bytes, texts: Vec::new(), scale: 1.0, last: [0, 0] };
    unpacker.header()?;
    unpacker.list(Unpacker::feature)
}

struct Unpacker<'a> {
    rest: &'a [u8],
    texts: Vec<&'a str>,
    scale: f64,
    last: [i64; 2],
}

impl<'a> Unpacker<'a> {
    fn header(&mut self) -> Option<()> {
        if self.take(MAGIC.len())? != MAGIC {
            return None;
        }
        self.scale = 10f64.powi(self.byte()?.into());
        self.texts = self.list(|unpacker| {
            let length = unpacker.number()? as usize;
            std::str::from_utf8(unpacker.take(length)?).ok()
        })?;
        Some(())
    }

    fn feature(&mut self) -> Option<Feature> {
        Some(Feature {
            id: self.text()?.to_owned(),
            attributes: self.attributes()?,
            geometry: Geographic(self.geometry()?),
        })
    }

    fn attributes(&mut self) -> Option<BTreeMap<String, Value>> {
        let mut attributes = BTreeMap::new();
        for _ in 0..self.number()? {
            let key = self.text()?.to_owned();
            let value = match self.byte()? {
                value_tag::TEXT => Value::Text(self.text()?.to_owned()),
                value_tag::NUMBER => Value::Number(self.double()?),
                tag => Value::Flag(tag == value_tag::YES),
            };
            attributes.insert(key, value);
        }
        Some(attributes)
    }

    fn geometry(&mut self) -> Option<Geometry> {
        let kind = *GEOMETRY_TYPES.get(usize::from(self.byte()?))?;
        Some(match kind {
            "Point" => Point(self.position()?).into(),
            "MultiPoint" => {
                MultiPoint(self.list(|unpacker| unpacker.position().map(Point))?).into()
            }
            "LineString" => self.line()?.into(),
            "MultiLineString" => MultiLineString(self.list(Unpacker::line)?).into(),
            "Polygon" => self.polygon()?.into(),
            "MultiPolygon" => MultiPolygon(self.list(Unpacker::polygon)?).into(),
            _ => Geometry::GeometryCollection(GeometryCollection(self.list(Unpacker::geometry)?)),
        })
    }

    fn polygon(&mut self) -> Option<Polygon> {
        let mut rings = self.list(Unpacker::ring)?.into_iter();
        Some(Polygon::new(rings.next()?, rings.collect()))
    }

    /// A ring, which is written from its end.
    fn ring(&mut self) -> Option<LineString> {
        let mut ring = self.line()?;
        ring.0.reverse();
        Some(ring)
    }

    fn line(&mut self) -> Option<LineString> {
        self.list(Unpacker::position).map(LineString)
    }

    fn position(&mut self) -> Option<Coord> {
        for axis in 0..2 {
            let zigzag = self.number()?;
            let difference = (zigzag >> 1) as i64 ^ -((zigzag & 1) as i64);
            self.last[axis] = self.last[axis].wrapping_add(difference);
        }
        Some(Coord { x: self.last[0] as f64 / self.scale, y: self.last[1] as f64 / self.scale })
    }

    fn list<T>(&mut self, mut one: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.number()? as usize;
        // Every entry takes at least a byte: a damaged count can so not ask for all the memory.
        let mut entries = Vec::with_capacity(count.min(self.rest.len()));
        for _ in 0..count {
            entries.push(one(self)?);
        }
        Some(entries)
    }

    fn text(&mut self) -> Option<&'a str> {
        let number = self.number()? as usize;
        self.texts.get(number).copied()
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        let mut shift = 0;
        loop {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f).checked_shl(shift)?;
            if byte < 0x80 {
                return Some(number);
            }
            shift += 7;
        }
    }

    fn double(&mut self) -> Option<f64> {
        self.take(8)?.try_into().ok().map(f64::from_le_bytes)
    }

    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }
}
