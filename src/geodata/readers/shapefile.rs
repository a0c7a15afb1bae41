//! A Shapefile (ESRI, Shapefile Technical Description, 1998) in, its features out: shapes of the `.shp`, attributes of the `.dbf`,
//! coordinate system of the `.prj` beside it. No count that the file states is believed before there are bytes for it.

use super::bytes::Bytes;
use super::dbf::Dbf;
use crate::error::{Error, Place, Result, Warning};
use crate::geodata::coordinate_system::CoordinateSystem;
use crate::geodata::diagnosis::REPROJECT;
use crate::geodata::found::Found;
use crate::geodata::{Opened, Reader};
use geo::{Coord, LineString, Polygon};
use geojson::{Feature, Geometry, GeometryValue, Position, feature::Id};
use std::path::Path;

/// Shapefiles.
pub(super) const SHAPEFILE: Reader = Reader {
    name: "Shapefile",
    extensions: &["shp"],
    recognises: |bytes| bytes.starts_with(&CODE),
    read: |file| found(file)?.read(file.name),
    problems: |file| match found(file) {
        Ok(found) => found.problems(file.name),
        Err(error) => (vec![error], Vec::new()),
    },
};

/// The code that its first four bytes are, 9994.
const CODE: [u8; 4] = 9994_u32.to_be_bytes();
/// The length of the header, of the file and of its index.
const HEADER: usize = 100;
/// The longest of degrees: beyond are metres.
const GREATEST_DEGREE: f64 = 360.0;

fn found(file: &Opened) -> Result<Found> {
    let bounds = Bytes(file.bytes).doubles(36, 4);
    let system = match (file.beside)("prj")? {
        Some(text) => {
            let text = String::from_utf8_lossy(&text).into_owned();
            CoordinateSystem::of_well_known_text(&text)
                .map_err(|flaw| Error::from(flaw).at(Place::file(file.name).part("its .prj")))?
        }
        None => {
            refuse_metres(bounds.as_deref(), file)?;
            None
        }
    };
    let mut found = Found { called: Some("record"), ..Found::default() };
    found.errors.extend(cut_short(file));
    let attributes = match (file.beside)("dbf")? {
        Some(bytes) => Some(Dbf::read(bytes, (file.beside)("cpg")?, file.name, &mut found)?),
        None => {
            let warning =
                Warning::new("there is no .dbf beside the .shp: its features have no attributes");
            found.warnings.push(warning.at(Place::file(file.name)));
            None
        }
    };
    let mut patches = 0;
    let mut at = HEADER;
    let mut number = 0;
    while let Some(content) = record(file, &mut at, number + 1, &mut found.errors) {
        number += 1;
        let properties = match &attributes {
            Some(table) if table.is_deleted(number - 1) => continue,
            Some(table) => table.row(number - 1),
            None => None,
        };
        let value = match shape(content) {
            Some(Shape::Value(value)) => value,
            Some(Shape::Patch) => {
                patches += 1;
                continue;
            }
            None => {
                let place = Place::file(file.name).part(format!("record {number}"));
                let error = Error::input("the shape is damaged: it has fewer numbers than it says");
                found
                    .errors
                    .push(error.at(place).hint("write the file anew: ogr2ogr new.shp FILE"));
                continue;
            }
        };
        let id = properties.as_ref().and_then(|it| it.get("id").or(it.get("ID"))?.as_str());
        let id = id.map(|id| Id::String(id.to_owned()));
        let geometry = value.map(Geometry::new);
        let feature = Feature { bbox: None, geometry, id, properties, foreign_members: None };
        found.features.push((number, feature));
    }
    if patches > 0 {
        let message = format!("{patches} shapes are of surfaces in space (MultiPatch): left out");
        found.warnings.push(Warning::new(message).at(Place::file(file.name)));
    }
    if let Some(system) = system {
        found.reproject(&system, file.name);
    }
    Ok(found)
}

/// The files of a Shapefile that belong to its `.shp`.
pub(super) const PARTS: [&str; 4] = ["dbf", "prj", "cpg", "shx"];

/// That another file of a Shapefile is given than the one with its shapes.
pub(super) fn part_alone(name: &str) -> Option<Error> {
    let path = Path::new(name);
    let end = path.extension()?.to_str()?.to_lowercase();
    PARTS.contains(&end.as_str()).then(|| {
        let shapes = path.with_extension("shp");
        Error::input("the file is a part of a Shapefile, without its shapes")
            .at(Place::file(name))
            .hint(format!("give the shapes: `{}`", shapes.display()))
    })
}

/// That a file is shorter than its head says, in words of two bytes, or has no whole head.
fn cut_short(file: &Opened) -> Option<Error> {
    let said = file.bytes.get(24..28).map_or(HEADER, |words| {
        let words = u32::from_be_bytes([words[0], words[1], words[2], words[3]]);
        usize::try_from(words).unwrap_or(usize::MAX).saturating_mul(2).max(HEADER)
    });
    let length = file.bytes.len();
    (length < said).then(|| {
        Error::input(format!("the Shapefile is cut short: {length} of {said} bytes"))
            .at(Place::file(file.name))
            .hint("was it copied or downloaded whole?")
    })
}

/// That a file without a coordinate system has numbers that are no degrees.
fn refuse_metres(bounds: Option<&[f64]>, file: &Opened) -> Result<()> {
    let is_beyond = |number: &f64| number.is_finite() && number.abs() > GREATEST_DEGREE;
    let Some(number) = bounds.into_iter().flatten().find(|it| is_beyond(it)) else { return Ok(()) };
    let message =
        format!("there is no .prj beside the .shp, and its numbers are no degrees: {number}");
    Err(Error::input(message).at(Place::file(file.name)).hint(format!(
        "put the .prj beside it, which says in which system they are; or {REPROJECT}"
    )))
}

/// The content of the next record.
fn record<'a>(
    file: &Opened<'a>,
    at: &mut usize,
    number: usize,
    errors: &mut Vec<Error>,
) -> Option<&'a [u8]> {
    let header = file.bytes.get(*at..*at + 8)?;
    // in words of two bytes
    let length = u32::from_be_bytes([header[4], header[5], header[6], header[7]]);
    let start = *at + 8;
    let length = usize::try_from(length).ok()?.checked_mul(2)?;
    let content = start.checked_add(length).and_then(|end| file.bytes.get(start..end));
    if content.is_none() {
        let error = Error::input(format!("the file ends within its record {number}"));
        let error = error.at(Place::file(file.name));
        errors.push(error.hint("was it copied or downloaded whole?"));
    }
    *at = start.saturating_add(length);
    content
}

enum Shape {
    /// A geometry, or none for a null shape.
    Value(Option<GeometryValue>),
    /// Surfaces in space.
    Patch,
}

/// The shape of a record; none if it is damaged. Heights and measures stand behind the positions, and are passed over.
fn shape(content: &[u8]) -> Option<Shape> {
    /// Where the positions of shapes with a box begin.
    const AFTER_BOX: usize = 36;
    let bytes = Bytes(content);
    let value = match bytes.u32(0)? {
        0 => None,
        1 | 11 | 21 => {
            let at = bytes.doubles(4, 2)?;
            // what is less than -10³⁸ is no number (p. 2)
            let is_there = at.iter().all(|number| number.is_finite() && *number > -1e38);
            is_there.then(|| GeometryValue::Point { coordinates: Position::from([at[0], at[1]]) })
        }
        8 | 18 | 28 => {
            let count = bytes.count(AFTER_BOX)?;
            let coordinates = bytes.positions(AFTER_BOX + 4, count)?;
            Some(GeometryValue::MultiPoint { coordinates: as_positions(&coordinates) })
        }
        3 | 13 | 23 => Some(lines(parts(bytes)?)),
        5 | 15 | 25 => Some(areas(parts(bytes)?)),
        31 => return Some(Shape::Patch),
        _ => return None,
    };
    Some(Shape::Value(value))
}

/// The parts of a line or an area.
fn parts(bytes: Bytes) -> Option<Vec<Vec<Coord>>> {
    let (parts, points) = (bytes.count(36)?, bytes.count(40)?);
    let first = parts.checked_mul(4)?.checked_add(44)?;
    let positions = bytes.positions(first, points)?;
    let starts = (0..parts).map(|part| bytes.count(44 + part * 4)).collect::<Option<Vec<_>>>()?;
    let ends = starts.iter().skip(1).copied().chain([points]);
    let part = |(start, end): (&usize, usize)| positions.get(*start..end).map(<[Coord]>::to_vec);
    starts.iter().zip(ends).map(part).collect()
}

fn as_positions(coords: &[Coord]) -> Vec<Position> {
    coords.iter().map(|at| Position::from([at.x, at.y])).collect()
}

fn lines(parts: Vec<Vec<Coord>>) -> GeometryValue {
    let mut lines: Vec<Vec<Position>> = parts.iter().map(|line| as_positions(line)).collect();
    match lines.len() {
        1 => GeometryValue::LineString { coordinates: lines.remove(0) },
        _ => GeometryValue::MultiLineString { coordinates: lines },
    }
}

/// Rings as areas: those that go round clockwise are outer ones, the others holes of the smallest that they lie in (p. 8). Where
/// none goes so, the file is written the other way, and all are outer.
fn areas(rings: Vec<Vec<Coord>>) -> GeometryValue {
    let sizes: Vec<f64> = rings.iter().map(|ring| signed_area(ring)).collect();
    let is_turned = !sizes.iter().any(|size| *size < 0.0);
    let is_outer = |index: usize| is_turned || sizes[index] <= 0.0;
    let outers: Vec<usize> = (0..rings.len()).filter(|index| is_outer(*index)).collect();
    let mut areas: Vec<Vec<Vec<Position>>> =
        outers.iter().map(|index| vec![as_positions(&rings[*index])]).collect();
    let shapes: Vec<Polygon> = match outers.len() < rings.len() && outers.len() > 1 {
        true => {
            let shape = |index: &usize| Polygon::new(LineString(rings[*index].clone()), Vec::new());
            outers.iter().map(shape).collect()
        }
        false => Vec::new(),
    };
    for hole in (0..rings.len()).filter(|index| !is_outer(*index)) {
        let place = match outers.len() {
            1 => Some(0),
            _ => smallest_around(&rings[hole], &shapes, &outers, &sizes),
        };
        let ring = as_positions(&rings[hole]);
        match place {
            Some(place) => areas[place].push(ring),
            None => areas.push(vec![ring]),
        }
    }
    match areas.len() {
        1 => GeometryValue::Polygon { coordinates: areas.remove(0) },
        _ => GeometryValue::MultiPolygon { coordinates: areas },
    }
}

/// Which of the outer rings is the smallest round a hole.
fn smallest_around(
    hole: &[Coord],
    shapes: &[Polygon],
    outers: &[usize],
    sizes: &[f64],
) -> Option<usize> {
    use geo::{BoundingRect, Intersects};
    let first = *hole.first()?;
    let is_round = |shape: &Polygon| {
        shape.bounding_rect().is_some_and(|bounds| bounds.intersects(&first))
            && shape.intersects(&first)
    };
    let around = (0..shapes.len()).filter(|index| is_round(&shapes[*index]));
    around.min_by(|one, other| sizes[outers[*one]].abs().total_cmp(&sizes[outers[*other]].abs()))
}

/// The area of a ring in its plane, positive if it goes round counterclockwise.
fn signed_area(ring: &[Coord]) -> f64 {
    let Some(origin) = ring.first() else { return 0.0 };
    let cross = |edge: &[Coord]| {
        let (one, other) = (edge[0] - *origin, edge[1] - *origin);
        one.x * other.y - other.x * one.y
    };
    ring.windows(2).map(cross).sum::<f64>() / 2.0
}
