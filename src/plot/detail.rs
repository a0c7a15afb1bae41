//! Detail: a shape on the sheet in, the same without what paper cannot show out.

use crate::projection::{generalise, generalise_line};
use crate::space::OnSheet;
use geo::{Geometry, LineString, Polygon, Simplify};

/// Detail finer than this is left out of land and coasts, in mm: a quarter of a hair line.
const GRID: f64 = 0.02;
/// Detail finer than this is left out of lines of control, in mm: their heavy dashes clot on it.
pub(super) const CONTROL: f64 = 0.1;
/// How far a drawn belt or limit may be from the computed one, in mm.
pub(super) const SMOOTH: f64 = 0.015;

/// A shape without the detail that paper cannot show. Land and lines go onto one grid, so that
/// neighbours and their coasts stay together; no islet is lost.
pub(super) fn generalised(OnSheet(shape): OnSheet<Geometry>) -> Option<OnSheet<Geometry>> {
    let area = |polygon: Polygon| generalise(&OnSheet(polygon), GRID, 0.0).map(|it| it.0);
    let line = |line: LineString| generalise_line(&OnSheet(line), GRID).map(|it| it.0);
    let shape = match shape {
        Geometry::Polygon(polygon) => Geometry::Polygon(area(polygon)?),
        Geometry::MultiPolygon(polygons) => {
            Geometry::MultiPolygon(polygons.into_iter().filter_map(area).collect())
        }
        Geometry::LineString(whole) => Geometry::LineString(line(whole)?),
        Geometry::MultiLineString(lines) => {
            Geometry::MultiLineString(lines.into_iter().filter_map(line).collect())
        }
        other => other,
    };
    Some(OnSheet(shape))
}

/// A shape with no more vertices than its curve asks for: none that matters less than `detail`, in mm.
pub(super) fn smoothed(OnSheet(shape): OnSheet<Geometry>, detail: f64) -> OnSheet<Geometry> {
    OnSheet(match shape {
        Geometry::MultiPolygon(polygons) => Geometry::MultiPolygon(polygons.simplify(detail)),
        Geometry::MultiLineString(lines) => Geometry::MultiLineString(lines.simplify(detail)),
        Geometry::LineString(line) => Geometry::LineString(line.simplify(detail)),
        other => other,
    })
}
