//! GPX 1.0 and 1.1 (TopoGrafix) in, its waypoints, routes and tracks out: points, lines and lines of several parts.

use super::xml::{self, children, is, text_of};
use crate::error::{Error, Flaw, Place, Result};
use crate::files::Foreign;
use crate::geodata::found::Found;
use crate::geodata::{Opened, Reader};
use geojson::{Feature, Geometry, GeometryValue, JsonObject, Position};
use roxmltree::Node;

/// GPX.
pub(super) const GPX: Reader = Reader {
    name: "GPX",
    extensions: &["gpx"],
    recognises: |bytes| Foreign::of(bytes).is_some_and(|format| format.what == "GPX"),
    read: |file| found(file)?.read(file.name),
    problems: |file| match found(file) {
        Ok(found) => found.problems(file.name),
        Err(error) => (vec![error], Vec::new()),
    },
};

/// The elements that are features, and their `kind`.
const KINDS: [(&str, &str); 3] = [("wpt", "waypoint"), ("rte", "route"), ("trk", "track")];

fn found(file: &Opened) -> Result<Found> {
    let text = xml::text(file)?;
    let tree = xml::tree(&text, file.name)?;
    let mut found = Found { called: Some("element"), ..Found::default() };
    for node in tree.root_element().children() {
        let Some((_, kind)) = KINDS.iter().find(|(element, _)| is(node, element)) else { continue };
        let number = found.features.len() + found.errors.len() + 1;
        match feature(node, kind) {
            Ok(feature) => found.features.push((number, feature)),
            Err((at, flaw)) => {
                let line = tree.text_pos_at(at.range().start);
                let place = Place::file(file.name).at(line.row as usize, line.col as usize);
                let name = text_of(node, "name").map(|name| format!(" `{name}`"));
                let part = format!("{kind}{}", name.unwrap_or_default());
                found.errors.push(Error::from(flaw).at(place.part(part)));
            }
        }
    }
    Ok(found)
}

/// An element of a point that is wrong, and how.
type Wrong<'a, 't> = (Node<'a, 't>, Flaw);

fn feature<'a, 't>(node: Node<'a, 't>, kind: &str) -> std::result::Result<Feature, Wrong<'a, 't>> {
    let line = |node: Node<'a, 't>, point: &'static str| {
        children(node, point).map(position).collect::<std::result::Result<Vec<_>, _>>()
    };
    let value = match kind {
        "waypoint" => GeometryValue::Point { coordinates: position(node)? },
        "route" => GeometryValue::LineString { coordinates: line(node, "rtept")? },
        _ => {
            let segments = children(node, "trkseg").map(|segment| line(segment, "trkpt"));
            let mut segments = segments.collect::<std::result::Result<Vec<_>, _>>()?;
            // a point alone is where a receiver was switched on and off
            segments.retain(|segment| segment.len() > 1);
            match segments.len() {
                1 => GeometryValue::LineString { coordinates: segments.remove(0) },
                _ => GeometryValue::MultiLineString { coordinates: segments },
            }
        }
    };
    let mut properties = JsonObject::new();
    properties.insert("kind".to_owned(), kind.into());
    for key in ["name", "cmt", "desc", "type", "sym", "time"] {
        if let Some(text) = text_of(node, key) {
            properties.insert(key.to_owned(), text.into());
        }
    }
    if let Some(height) = text_of(node, "ele") {
        xml::set(&mut properties, "ele", height);
    }
    Ok(Feature {
        bbox: None,
        geometry: Some(Geometry::new(value)),
        id: None,
        properties: Some(properties),
        foreign_members: None,
    })
}

fn position<'a, 't>(node: Node<'a, 't>) -> std::result::Result<Position, Wrong<'a, 't>> {
    let number = |key: &str| {
        let written = node.attribute(key);
        let number =
            written.and_then(|it| it.trim().parse::<f64>().ok()).filter(|it| it.is_finite());
        number.ok_or_else(|| {
            let what = written.map_or("not there".to_owned(), |it| format!("`{it}`"));
            (
                node,
                Flaw::new(format!("the `{key}` of a point is {what}")).hint("give it in degrees"),
            )
        })
    };
    Ok(Position::from([number("lon")?, number("lat")?]))
}

#[cfg(test)]
mod tests {
    use crate::geodata::readers::{problems, read_bytes};
    use geo::Geometry;

    fn gpx(content: &str) -> String {
        format!("<gpx version=\"1.1\" xmlns=\"http://www.topografix.com/GPX/1/1\">{content}</gpx>")
    }

    #[test]
    fn waypoints_routes_and_tracks_are_features() {
        let segment = "<trkseg><trkpt lat='1' lon='2'/><trkpt lat='3' lon='4'/></trkseg>";
        let text = gpx(&format!(
            "<wpt lat='37.98' lon='23.72'><name>Athens</name><ele>90</ele></wpt>\
             <rte><rtept lat='1' lon='2'/><rtept lat='3' lon='4'/></rte>\
             <trk>{segment}</trk><trk>{segment}{segment}<trkseg><trkpt lat='1' lon='1'/></trkseg></trk>"
        ));
        let read = read_bytes(text.as_bytes(), "a.gpx").expect("read");
        let kinds: Vec<_> = read.features.iter().filter_map(|it| it.text("kind")).collect();
        assert_eq!(kinds, ["waypoint", "route", "track", "track"]);
        assert_eq!(read.features[0].geometry.0, geo::Point::new(23.72, 37.98).into());
        assert_eq!(read.features[0].number("ele"), Some(90.0));
        assert!(matches!(read.features[2].geometry.0, Geometry::LineString(_)));
        assert!(
            matches!(&read.features[3].geometry.0, Geometry::MultiLineString(it) if it.0.len() == 2)
        );
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let text = gpx("\n<wpt lat='a' lon='1'><name>A</name></wpt>\n<rte><rtept lat='1'/></rte>");
        let (errors, _) = problems(text.as_bytes(), "a.gpx");
        let places: Vec<String> =
            errors.iter().map(|it| it.place.clone().expect("a place").to_string()).collect();
        assert_eq!(places, ["a.gpx:2:1, waypoint `A`", "a.gpx:3:6, route"]);
    }
}
