//! KML (OGC 12-007r2) in, its placemarks out: points, lines, areas, collections of them and tracks, with their names, descriptions and
//! extended data. What it draws besides (pictures, models, links to other files) is counted.

use super::xml::{self, children, is, text_of};
use crate::error::{Error, Flaw, Place, Result, Warning};
use crate::files::Foreign;
use crate::geodata::found::Found;
use crate::geodata::{Opened, Reader};
use geojson::{Feature, Geometry, GeometryValue, JsonObject, Position, feature::Id};
use roxmltree::Node;

/// KML, and KMZ, which is KML in a ZIP archive.
pub(super) const KML: Reader = Reader {
    name: "KML",
    extensions: &["kml"],
    recognises: |bytes| Foreign::of(bytes).is_some_and(|format| format.what == "KML"),
    read: |file| found(file)?.read(file.name),
    problems: |file| match found(file) {
        Ok(found) => found.problems(file.name),
        Err(error) => (vec![error], Vec::new()),
    },
};

/// What is no feature, and what it is called in a warning.
const OTHERS: [(&str, &str); 5] = [
    ("GroundOverlay", "pictures on the ground"),
    ("ScreenOverlay", "pictures on the screen"),
    ("PhotoOverlay", "photographs"),
    ("NetworkLink", "links to other files"),
    ("Model", "models in space"),
];
/// Collections in collections go no deeper than this.
const DEEPEST: usize = 20;

fn found(file: &Opened) -> Result<Found> {
    let text = xml::text(file)?;
    let tree = xml::tree(&text, file.name)?;
    let mut found = Found { called: Some("placemark"), ..Found::default() };
    let placemarks = tree.descendants().filter(|node| is(*node, "Placemark"));
    for (index, placemark) in placemarks.enumerate() {
        match feature(placemark) {
            Ok(feature) => found.features.push((index + 1, feature)),
            Err(flaw) => {
                let name = text_of(placemark, "name").map(|name| format!(" (`{name}`)"));
                let part = format!("placemark {}{}", index + 1, name.unwrap_or_default());
                let line = tree.text_pos_at(placemark.range().start);
                let place = Place::file(file.name).at(line.row as usize, line.col as usize);
                found.errors.push(Error::from(flaw).at(place.part(part)));
            }
        }
    }
    for (element, called) in OTHERS {
        let count = tree.descendants().filter(|node| is(*node, element)).count();
        if count > 0 {
            let warning = Warning::new(format!("left out: {count} {element} ({called})"));
            found.warnings.push(warning.at(Place::file(file.name)));
        }
    }
    Ok(found)
}

fn feature(placemark: Node) -> std::result::Result<Feature, Flaw> {
    let mut properties = JsonObject::new();
    for data in placemark.descendants().filter(|node| is(*node, "Data") || is(*node, "SimpleData"))
    {
        let value = if is(data, "Data") { text_of(data, "value") } else { data.text() };
        if let (Some(key), Some(value)) = (data.attribute("name"), value) {
            xml::set(&mut properties, key, value);
        }
    }
    for key in ["name", "description", "address"] {
        if let Some(text) = text_of(placemark, key) {
            properties.insert(key.to_owned(), text.into());
        }
    }
    let folder = placemark.ancestors().find(|node| is(*node, "Folder"));
    if let Some(name) = folder.and_then(|folder| text_of(folder, "name")) {
        properties.insert("folder".to_owned(), name.into());
    }
    let mut parts = placemark.children().filter_map(|child| geometry(child, 0).transpose());
    let geometry = parts.next().transpose()?.map(Geometry::new);
    Ok(Feature {
        bbox: None,
        geometry,
        id: placemark.attribute("id").map(|id| Id::String(id.to_owned())),
        properties: Some(properties),
        foreign_members: None,
    })
}

/// The geometry that an element is; none if it is none.
fn geometry(node: Node, depth: usize) -> std::result::Result<Option<GeometryValue>, Flaw> {
    let name = if node.is_element() { node.tag_name().name() } else { "" };
    Ok(Some(match name {
        "Point" => {
            let mut at = coordinates(node)?.into_iter();
            GeometryValue::Point {
                coordinates: at.next().unwrap_or_else(|| Position::from(Vec::new())),
            }
        }
        "LineString" | "LinearRing" => {
            GeometryValue::LineString { coordinates: coordinates(node)? }
        }
        "Polygon" => {
            let outer = children(node, "outerBoundaryIs");
            let boundaries = outer.chain(children(node, "innerBoundaryIs"));
            let rings = boundaries.flat_map(|boundary| children(boundary, "LinearRing"));
            GeometryValue::Polygon {
                coordinates: rings.map(coordinates).collect::<std::result::Result<_, _>>()?,
            }
        }
        "Track" => GeometryValue::LineString { coordinates: track(node)? },
        "MultiTrack" => {
            let tracks = children(node, "Track").map(track);
            GeometryValue::MultiLineString {
                coordinates: tracks.collect::<std::result::Result<_, _>>()?,
            }
        }
        "MultiGeometry" if depth >= DEEPEST => {
            return Err(Flaw::new("the geometry is nested too deeply"));
        }
        "MultiGeometry" => {
            let parts = node.children().filter_map(|part| geometry(part, depth + 1).transpose());
            let parts = parts.collect::<std::result::Result<Vec<_>, _>>()?;
            GeometryValue::GeometryCollection {
                geometries: parts.into_iter().map(Geometry::new).collect(),
            }
        }
        _ => return Ok(None),
    }))
}

/// The positions of an element's `coordinates`: `lon,lat,height` with blanks between.
fn coordinates(node: Node) -> std::result::Result<Vec<Position>, Flaw> {
    let text = text_of(node, "coordinates").unwrap_or_default();
    // some write blanks after the commas too
    let joined;
    let text = if text.contains(", ") {
        joined = text.split(',').map(str::trim).collect::<Vec<_>>().join(",");
        &joined
    } else {
        text
    };
    text.split_whitespace().map(|tuple| position(tuple, ',')).collect()
}

/// The positions of a track: `lon lat height` each.
fn track(node: Node) -> std::result::Result<Vec<Position>, Flaw> {
    let texts = children(node, "coord").filter_map(|coord| coord.text());
    texts.map(|text| position(text.trim(), ' ')).collect()
}

fn position(tuple: &str, mark: char) -> std::result::Result<Position, Flaw> {
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|it| it.is_finite());
    let mut numbers = tuple.split(mark);
    let pair = numbers.next().and_then(number).zip(numbers.next().and_then(number));
    pair.map(|(lon, lat)| Position::from([lon, lat])).ok_or_else(|| {
        let shown: String = tuple.chars().take(40).collect();
        Flaw::new(format!("`{shown}` is no position"))
            .hint("positions are longitude,latitude with blanks between: 23.72,37.98 22.43,37.07")
    })
}

#[cfg(test)]
mod tests {
    use crate::geodata::readers::{problems, read_bytes};

    fn kml(placemarks: &str) -> String {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>\
             <Folder><name>Sites</name>{placemarks}</Folder></Document></kml>"
        )
    }

    #[test]
    fn placemarks_are_features() {
        let text = kml(
            "<Placemark id='a'><name>Αθήνα</name><ExtendedData><Data name='people'><value>664046</value></Data>\
             <SchemaData><SimpleData name='code'>007</SimpleData></SchemaData></ExtendedData>\
             <Point><coordinates> 23.72,37.98,90 </coordinates></Point></Placemark>\
             <Placemark><MultiGeometry><LineString><coordinates>1,2 3, 4</coordinates></LineString></MultiGeometry>\
             </Placemark><GroundOverlay/>",
        );
        let read = read_bytes(text.as_bytes(), "a.kml").expect("read");
        let first = &read.features[0];
        assert_eq!((first.id.as_str(), first.text("name")), ("a", Some("Αθήνα")));
        assert_eq!((first.number("people"), first.text("code")), (Some(664_046.0), Some("007")));
        assert_eq!(first.text("folder"), Some("Sites"));
        assert_eq!(first.geometry.0, geo::Point::new(23.72, 37.98).into());
        assert_eq!(read.features.len(), 2);
        assert!(read.warnings[0].message.contains("GroundOverlay"));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let text = kml(
            "<Placemark><name>A</name><Point><coordinates>x,1</coordinates></Point></Placemark>\
             <Placemark><Point><coordinates>38,125</coordinates></Point></Placemark>",
        );
        let (errors, _) = problems(text.as_bytes(), "a.kml");
        assert_eq!(errors.len(), 2);
        assert!(errors[0].place.as_ref().is_some_and(|place| place.line == Some(2)));
        assert!(errors[1].hint.as_ref().is_some_and(|hint| hint.contains("swapped")), "{errors:?}");
        let deep = kml(&"<Folder>".repeat(100_000));
        assert_eq!(problems(deep.as_bytes(), "a.kml").0.len(), 1);
        let entities = "<!DOCTYPE kml [<!ENTITY a \"b\">]><kml>&a;</kml>";
        assert_eq!(problems(entities.as_bytes(), "a.kml").0.len(), 1);
    }
}
