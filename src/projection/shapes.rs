//! Shapes in longitude and latitude in, shapes on the sheet out: cut, resampled, clipped, in this order.
//! What cannot be in the frame is dropped by its extent before it is projected.

use super::clip::{clip_line, clip_rings};
use super::cut::{cut_line, cut_polygon};
use super::resample::Resampler;
use super::{Domain, View};
use crate::space::{Geographic, OnSheet};
use geo::{Coord, Geometry, GeometryCollection, Intersects, LineString, MultiLineString};
use geo::{MultiPoint, MultiPolygon, Point, Polygon};

impl View {
    /// The parts of a polygon on the sheet, clipped to the frame's box and a margin; none, if empty.
    pub fn project_polygon(&self, polygon: &Geographic<Polygon>) -> OnSheet<MultiPolygon> {
        OnSheet(MultiPolygon::new(self.polygons(std::slice::from_ref(&polygon.0))))
    }

    /// As [`View::project_polygon`], for several.
    pub fn project_polygons(&self, polygons: &Geographic<MultiPolygon>) -> OnSheet<MultiPolygon> {
        OnSheet(MultiPolygon::new(self.polygons(&polygons.0.0)))
    }

    /// The pieces of a line on the sheet, clipped to the frame's box and a margin.
    pub fn project_line(&self, line: &Geographic<LineString>) -> OnSheet<MultiLineString> {
        OnSheet(MultiLineString::new(self.lines(std::slice::from_ref(&line.0))))
    }

    /// As [`View::project_line`], for several.
    pub fn project_lines(&self, lines: &Geographic<MultiLineString>) -> OnSheet<MultiLineString> {
        OnSheet(MultiLineString::new(self.lines(&lines.0.0)))
    }

    /// A point on the sheet; none if it is outside the frame's box and margin.
    pub fn project_point(&self, point: &Geographic<Point>) -> Option<OnSheet<Point>> {
        let at = self.place(Geographic(point.0.0))?;
        self.clip_box.intersects(&at.0).then_some(OnSheet(Point(at.0)))
    }

    /// Any geometry on the sheet: polygons as a `MultiPolygon`, lines as a `MultiLineString`, points
    /// as they are, collections as collections; none if nothing of it is in the frame.
    pub fn project(&self, geometry: &Geographic<Geometry>) -> Option<OnSheet<Geometry>> {
        self.geometry(&geometry.0).map(OnSheet)
    }

    fn geometry(&self, geometry: &Geometry) -> Option<Geometry> {
        let areas = |polygons: &[Polygon]| {
            let parts = self.polygons(polygons);
            (!parts.is_empty()).then(|| Geometry::MultiPolygon(MultiPolygon::new(parts)))
        };
        let lines = |lines: &[LineString]| {
            let pieces = self.lines(lines);
            (!pieces.is_empty()).then(|| Geometry::MultiLineString(MultiLineString::new(pieces)))
        };
        match geometry {
            Geometry::Polygon(polygon) => areas(std::slice::from_ref(polygon)),
            Geometry::MultiPolygon(polygons) => areas(&polygons.0),
            Geometry::Rect(rect) => areas(&[rect.to_polygon()]),
            Geometry::Triangle(triangle) => areas(&[triangle.to_polygon()]),
            Geometry::LineString(line) => lines(std::slice::from_ref(line)),
            Geometry::MultiLineString(several) => lines(&several.0),
            Geometry::Line(line) => lines(&[LineString::from(*line)]),
            Geometry::Point(point) => {
                self.project_point(&Geographic(*point)).map(|at| Geometry::Point(at.0))
            }
            Geometry::MultiPoint(points) => {
                let placed = points.0.iter().filter_map(|p| self.project_point(&Geographic(*p)));
                let placed: Vec<Point> = placed.map(|at| at.0).collect();
                (!placed.is_empty()).then(|| Geometry::MultiPoint(MultiPoint::new(placed)))
            }
            Geometry::GeometryCollection(parts) => {
                let parts: Vec<_> = parts.0.iter().filter_map(|g| self.geometry(g)).collect();
                let collection = GeometryCollection::from(parts);
                (!collection.0.is_empty()).then_some(Geometry::GeometryCollection(collection))
            }
        }
    }

    fn polygons(&self, polygons: &[Polygon]) -> Vec<Polygon> {
        let (meridian, resampler) = (self.projection.central_meridian(), self.resampler());
        polygons
            .iter()
            .flat_map(|polygon| cut_polygon(polygon, meridian, &self.visible))
            .filter_map(|part| self.bend(&part, &resampler))
            .collect()
    }

    /// One cut polygon, resampled and clipped.
    fn bend<F>(&self, part: &Polygon, resampler: &Resampler<F>) -> Option<Polygon>
    where
        F: Fn(Coord) -> Option<Coord>,
    {
        let azimuthal = matches!(self.visible, Domain::Cap { .. });
        let bent = |ring: &LineString| {
            let ring = resampler.ring(&ring.0)?;
            if azimuthal { without_spurs(ring) } else { Some(ring) }
        };
        let mut rings = vec![bent(part.exterior())?];
        rings.extend(part.interiors().iter().filter_map(bent));
        clip_rings(rings.iter().map(Vec::as_slice), &self.clip_box)
    }

    fn lines(&self, lines: &[LineString]) -> Vec<LineString> {
        let (meridian, resampler) = (self.projection.central_meridian(), self.resampler());
        lines
            .iter()
            .flat_map(|line| cut_line(line, meridian, &self.visible))
            .flat_map(|piece| resampler.line(&piece))
            .flat_map(|piece| clip_line(&piece, &self.clip_box))
            .map(LineString::new)
            .collect()
    }
}

/// The ring clean runs that go somewhere and straight back: where RFC 7946 makes a polygon follow
/// the antimeridian to a pole and back, an azimuthal map has no edge.
fn without_spurs(ring: Vec<Coord>) -> Option<Vec<Coord>> {
    const SAME: f64 = 1e-6;
    let same = |a: &Coord, b: &Coord| (a.x - b.x).abs() < SAME && (a.y - b.y).abs() < SAME;
    let mut clean: Vec<Coord> = Vec::with_capacity(ring.len());
    for &point in &ring[..ring.len() - 1] {
        while clean.len() > 1 && same(&clean[clean.len() - 2], &point) {
            clean.pop();
        }
        if clean.last().is_none_or(|last| !same(last, &point)) {
            clean.push(point);
        }
    }
    // The same where the ring closes.
    let mut start = 0;
    while clean.len() - start > 2 {
        let last = clean.len() - 1;
        if same(&clean[start], &clean[last]) || same(&clean[start], &clean[last - 1]) {
            clean.pop();
        } else if same(&clean[start + 1], &clean[last]) {
            start += 1;
        } else {
            break;
        }
    }
    let mut ring = clean.split_off(start);
    ring.push(*ring.first()?);
    (ring.len() > 3).then_some(ring)
}
