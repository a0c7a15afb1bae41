//! Features in, GeoJSON text (RFC 7946) out: the very positions and attributes that a map is drawn from.

use super::{Feature, Value};
use geo::{Coord, Geometry, LineString, Polygon};
use serde_json::{Map, Value as Json, json};

/// A FeatureCollection, one feature a line, in their order.
///
/// Shape: positions and rings as the features have them, whichever way rings wind. Units: degrees on WGS 84.
pub fn geojson<'a>(features: impl IntoIterator<Item = &'a Feature>) -> String {
    let lines: Vec<String> = features.into_iter().map(feature).collect();
    format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n", lines.join(",\n"))
}

fn feature(feature: &Feature) -> String {
    let properties: Map<String, Json> =
        feature.attributes.iter().map(|(key, given)| (key.clone(), value(given))).collect();
    let (id, properties) = (Json::from(feature.id.as_str()), Json::Object(properties));
    let geometry = geometry(&feature.geometry.0);
    format!(
        "{{\"type\":\"Feature\",\"id\":{id},\"properties\":{properties},\"geometry\":{geometry}}}"
    )
}

fn value(value: &Value) -> Json {
    match value {
        Value::Text(text) => json!(text),
        Value::Number(number) => json!(number),
        Value::Flag(flag) => json!(flag),
    }
}

fn geometry(geometry: &Geometry) -> Json {
    let of_type =
        |name: &str, coordinates: Json| json!({ "type": name, "coordinates": coordinates });
    match geometry {
        Geometry::Point(point) => of_type("Point", position(&point.0)),
        Geometry::MultiPoint(points) => {
            of_type("MultiPoint", points.0.iter().map(|point| position(&point.0)).collect())
        }
        Geometry::Line(line) => {
            of_type("LineString", json!([position(&line.start), position(&line.end)]))
        }
        Geometry::LineString(line) => of_type("LineString", positions(line)),
        Geometry::MultiLineString(lines) => {
            of_type("MultiLineString", lines.0.iter().map(positions).collect())
        }
        Geometry::Polygon(polygon) => of_type("Polygon", rings(polygon)),
        Geometry::MultiPolygon(polygons) => {
            of_type("MultiPolygon", polygons.0.iter().map(rings).collect())
        }
        Geometry::Rect(rect) => of_type("Polygon", rings(&rect.to_polygon())),
        Geometry::Triangle(triangle) => of_type("Polygon", rings(&triangle.to_polygon())),
        Geometry::GeometryCollection(parts) => {
            let parts: Vec<Json> = parts.0.iter().map(self::geometry).collect();
            json!({ "type": "GeometryCollection", "geometries": parts })
        }
    }
}

fn rings(polygon: &Polygon) -> Json {
    std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(positions).collect()
}

fn positions(line: &LineString) -> Json {
    line.0.iter().map(position).collect()
}

fn position(at: &Coord) -> Json {
    json!([at.x, at.y])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodata::geojson_reader::read;

    #[test]
    fn what_is_written_is_read_back_the_same() {
        let text = r#"{"type":"FeatureCollection","features":[
          {"type":"Feature","id":"a","properties":{"name":"Νάξος \"x\"","rank":2.5,"sure":true},
           "geometry":{"type":"Polygon","coordinates":[[[25.12345,37.1],[26.0,37.0],[26.0,38.0],[25.12345,37.1]],
             [[25.8,37.3],[25.9,37.3],[25.9,37.5],[25.8,37.3]]]}},
          {"type":"Feature","id":"b","properties":{},"geometry":{"type":"GeometryCollection","geometries":[
             {"type":"Point","coordinates":[0.1,0.2]},
             {"type":"MultiPoint","coordinates":[[1.0,2.0],[3.0,4.0]]},
             {"type":"LineString","coordinates":[[1.0,2.0],[181.0,4.0]]},
             {"type":"MultiLineString","coordinates":[[[1.0,2.0],[3.0,4.0]],[[5.0,6.0],[7.0,8.000001]]]},
             {"type":"MultiPolygon","coordinates":[[[[0.0,0.0],[1.0,0.0],[1.0,1.0],[0.0,0.0]]]]}]}}]}"#;
        let features = read(text, "a.geojson").unwrap().features;
        assert_eq!(read(&geojson(&features), "b.geojson").unwrap().features, features);
        assert_eq!(read(&geojson(&[]), "c.geojson").unwrap().features, []);
    }
}
