//! TopoJSON (the format of 2012–2017 by Bostock and Metcalf) in, the geometries of all its objects out, their shared arcs put together.
//! An arc may be named any number of times; no more positions come out of a file than it could hold itself.

use crate::error::{Error, Flaw, Place, Result};
use crate::files;
use crate::geodata::found::Found;
use crate::geodata::refusal::explain;
use crate::geodata::{Opened, Reader};
use geojson::{Feature, Geometry, GeometryValue, JsonObject, Position, feature::Id};
use serde_json::Value;
use std::cell::Cell;

/// TopoJSON.
pub(super) const TOPOJSON: Reader = Reader {
    name: "TopoJSON",
    extensions: &["topojson"],
    recognises,
    read: |file| found(file)?.read(file.name),
    problems: |file| match found(file) {
        Ok(found) => found.problems(file.name),
        Err(error) => (vec![error], Vec::new()),
    },
};

/// The `type` of a whole file.
const TYPE: &str = "\"type\":\"Topology\"";
/// Collections in collections go no deeper than this.
const DEEPEST: usize = 20;
/// Bytes that a position takes.
const OF_POSITION: u64 = 16;

/// An object in braces that says early or at its very end what it is.
fn recognises(bytes: &[u8]) -> bool {
    const HEAD: usize = 4_000;
    const END: usize = 200;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii();
    let says = |part: &[u8]| {
        let part = String::from_utf8_lossy(part);
        part.split_whitespace().collect::<String>().contains(TYPE)
    };
    bytes.starts_with(b"{")
        && (says(&bytes[..bytes.len().min(HEAD)])
            || says(&bytes[bytes.len().saturating_sub(END)..]))
}

fn found(file: &Opened) -> Result<Found> {
    let text = files::text(file.bytes, "the file", file.name)?.trim_start_matches('\u{feff}');
    let at_file = |flaw: Flaw| Error::from(flaw).at(Place::file(file.name));
    let topology: Value = serde_json::from_str(text)
        .map_err(|error| explain(text, file.name, geojson::Error::MalformedGeoJson(error)))?;
    let topology = Topology::of(&topology, file.limit.of_file / OF_POSITION).map_err(at_file)?;
    let mut found = Found::default();
    let objects = topology.value["objects"].as_object().into_iter().flatten();
    for (name, object) in objects {
        topology.collect(object, name, 0, file.name, &mut found);
    }
    Ok(found)
}

struct Topology<'a> {
    value: &'a Value,
    arcs: Vec<Vec<[f64; 2]>>,
    scale: [f64; 2],
    translate: [f64; 2],
    /// How many positions may still come out.
    left: Cell<u64>,
}

impl<'a> Topology<'a> {
    fn of(value: &'a Value, most: u64) -> std::result::Result<Topology<'a>, Flaw> {
        let pair = |key: &str, usual: f64| match value.get("transform") {
            Some(transform) => numbers(&transform[key]).ok_or_else(|| {
                Flaw::new(format!("the `{key}` of the transform is no pair of numbers"))
            }),
            None => Ok([usual, usual]),
        };
        let (scale, translate) = (pair("scale", 1.0)?, pair("translate", 0.0)?);
        let is_of_steps = value.get("transform").is_some();
        let arcs =
            value["arcs"].as_array().ok_or_else(|| Flaw::new("the topology has no `arcs`"))?;
        let arc = |(index, arc): (usize, &Value)| {
            let positions = arc.as_array().and_then(|arc| arc.iter().map(numbers).collect());
            let positions: Option<Vec<[f64; 2]>> = positions;
            positions.ok_or_else(|| Flaw::new(format!("arc {index} is no list of positions")))
        };
        let mut arcs =
            arcs.iter().enumerate().map(arc).collect::<std::result::Result<Vec<_>, _>>()?;
        for arc in &mut arcs {
            let mut at = [0.0, 0.0];
            for position in arc.iter_mut().filter(|_| is_of_steps) {
                at = [at[0] + position[0], at[1] + position[1]];
                *position = [0, 1].map(|axis| at[axis] * scale[axis] + translate[axis]);
            }
        }
        Ok(Topology { value, arcs, scale, translate, left: Cell::new(most) })
    }

    /// The features of an object: of a collection its members, each with what is said of it.
    fn collect(&self, object: &Value, layer: &str, depth: usize, file: &str, found: &mut Found) {
        let number = found.features.len() + found.errors.len() + 1;
        let members = object["geometries"].as_array();
        let is_collection = object["type"] == "GeometryCollection";
        // a collection that is said something of is a feature itself
        let is_plain = object.get("properties").is_none() && object.get("id").is_none();
        if let (true, true, Some(members)) = (is_collection, is_plain && depth < DEEPEST, members) {
            members.iter().for_each(|it| self.collect(it, layer, depth + 1, file, found));
            return;
        }
        let mut properties: JsonObject =
            object["properties"].as_object().cloned().unwrap_or_default();
        properties.entry("layer").or_insert_with(|| layer.into());
        let id = match &object["id"] {
            Value::String(id) => Some(Id::String(id.clone())),
            Value::Number(id) => Some(Id::Number(id.clone())),
            _ => None,
        };
        match self.geometry(object, depth) {
            Ok(value) => {
                let geometry = value.map(Geometry::new);
                let properties = Some(properties);
                let feature =
                    Feature { bbox: None, geometry, id, properties, foreign_members: None };
                found.features.push((number, feature));
            }
            Err(flaw) => {
                let part = format!("object `{layer}`, feature {number}");
                found.errors.push(Error::from(flaw).at(Place::file(file).part(part)));
            }
        }
    }

    fn geometry(
        &self,
        object: &Value,
        depth: usize,
    ) -> std::result::Result<Option<GeometryValue>, Flaw> {
        let arcs = &object["arcs"];
        let coordinates = &object["coordinates"];
        Ok(Some(match object["type"].as_str() {
            Some("Point") => GeometryValue::Point { coordinates: self.point(coordinates)? },
            Some("MultiPoint") => GeometryValue::MultiPoint {
                coordinates: list(coordinates, |point| self.point(point))?,
            },
            Some("LineString") => GeometryValue::LineString { coordinates: self.line(arcs)? },
            Some("MultiLineString") => {
                GeometryValue::MultiLineString { coordinates: list(arcs, |line| self.line(line))? }
            }
            Some("Polygon") => {
                GeometryValue::Polygon { coordinates: list(arcs, |ring| self.line(ring))? }
            }
            Some("MultiPolygon") => GeometryValue::MultiPolygon {
                coordinates: list(arcs, |rings| list(rings, |ring| self.line(ring)))?,
            },
            Some("GeometryCollection") if depth < DEEPEST => GeometryValue::GeometryCollection {
                geometries: list(&object["geometries"], |part| self.geometry(part, depth + 1))?
                    .into_iter()
                    .flatten()
                    .map(Geometry::new)
                    .collect(),
            },
            Some("GeometryCollection") => return Err(Flaw::new("it is nested too deeply")),
            None => return Ok(None),
            Some(other) => return Err(Flaw::new(format!("`{other}` is no geometry"))),
        }))
    }

    fn point(&self, written: &Value) -> std::result::Result<Position, Flaw> {
        let at = numbers(written).ok_or_else(|| Flaw::new("a point has no two numbers"))?;
        Ok(Position::from([0, 1].map(|axis| at[axis] * self.scale[axis] + self.translate[axis])))
    }

    /// The positions of arcs one after another: where two meet, the position is theirs both. A negative one is its complement's,
    /// the other way round.
    fn line(&self, arcs: &Value) -> std::result::Result<Vec<Position>, Flaw> {
        let mut positions: Vec<[f64; 2]> = Vec::new();
        for index in arcs.as_array().ok_or_else(|| Flaw::new("a line has no list of arcs"))? {
            let written = index.as_i64().ok_or_else(|| Flaw::new(format!("{index} is no arc")))?;
            let is_turned = written < 0;
            let place = if is_turned { !written } else { written };
            let arc = usize::try_from(place).ok().and_then(|place| self.arcs.get(place));
            let arc = arc.ok_or_else(|| {
                Flaw::new(format!("there is no arc {written}: the file has {}", self.arcs.len()))
            })?;
            let left = self.left.get().checked_sub(arc.len() as u64);
            self.left.set(left.ok_or_else(|| {
                Flaw::new("its arcs unfold to more positions than a file may have")
            })?);
            let skipped = usize::from(!positions.is_empty());
            match is_turned {
                true => positions.extend(arc.iter().rev().skip(skipped)),
                false => positions.extend(arc.iter().skip(skipped)),
            }
        }
        Ok(positions.into_iter().map(Position::from).collect())
    }
}

fn list<T>(
    value: &Value,
    one: impl Fn(&Value) -> std::result::Result<T, Flaw>,
) -> std::result::Result<Vec<T>, Flaw> {
    let list = value.as_array().ok_or_else(|| Flaw::new("a list is missing in the geometry"))?;
    list.iter().map(one).collect()
}

/// The first two numbers of a list.
fn numbers(value: &Value) -> Option<[f64; 2]> {
    let list = value.as_array()?;
    Some([list.first()?.as_f64()?, list.get(1)?.as_f64()?])
}

#[cfg(test)]
mod tests {
    use crate::geodata::readers::{problems, read_bytes};
    use geo::Geometry;

    /// Two squares that share an edge, as the specification draws them.
    const SQUARES: &str = r#"{"type":"Topology","transform":{"scale":[0.5,0.5],"translate":[20,30]},
        "objects":{"states":{"type":"GeometryCollection","geometries":[
            {"type":"Polygon","id":"A","properties":{"name":"A"},"arcs":[[0,1]]},
            {"type":"Polygon","properties":{"name":"B"},"arcs":[[2,-1]]},
            {"type":"Point","properties":{"name":"C"},"coordinates":[2,2]}]}},
        "arcs":[[[2,0],[0,2]],[[2,2],[-2,0],[0,-2],[2,0]],[[2,0],[2,0],[0,2],[-2,0]]]}"#;

    #[test]
    fn arcs_are_put_together() {
        let read = read_bytes(SQUARES.as_bytes(), "a.topojson").expect("read");
        let rings: Vec<Vec<(f64, f64)>> = (read.features.iter())
            .filter_map(|feature| match &feature.geometry.0 {
                Geometry::Polygon(area) => {
                    Some(area.exterior().0.iter().map(|at| (at.x, at.y)).collect())
                }
                _ => None,
            })
            .collect();
        assert_eq!(rings[0], [(21., 30.), (21., 31.), (20., 31.), (20., 30.), (21., 30.)]);
        assert_eq!(rings[1], [(21., 30.), (22., 30.), (22., 31.), (21., 31.), (21., 30.)]);
        assert_eq!(read.features[2].geometry.0, geo::Point::new(21.0, 31.0).into());
        assert_eq!(
            (read.features[0].id.as_str(), read.features[1].text("layer")),
            ("A", Some("states"))
        );
    }

    #[test]
    fn what_is_wrong_is_told_of_every_object() {
        let text = SQUARES.replace("[[0,1]]", "[[0,9]]").replace("[[2,-1]]", "[[2]]");
        let (errors, _) = problems(text.as_bytes(), "a.topojson");
        let said: Vec<&str> = errors.iter().map(|it| it.message.as_str()).collect();
        assert_eq!(said, ["there is no arc 9: the file has 3", "ring 1 of `B` is not closed"]);
        assert_eq!(problems(br#"{"type":"Topology","objects":{}}"#, "a").0.len(), 1);
    }
}
