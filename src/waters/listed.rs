//! Listed baselines: a figure's options in, the features that the law of baselines has rules for, each as it is given, out, with
//! the coast and the land that they are held against.

use super::baseline_kind::BaselineKind;
use super::coast::Coast;
use super::datum::on_wgs_84;
use super::edges;
use super::own_file::own;
use crate::error::Result;
use crate::figure::{Figure, ZonesOptions};
use crate::geodata::select::is_valid;
use crate::geodata::{Feature, Geodata, Naming};
use crate::space::Geographic;
use crate::state::StateCode;
use crate::units::Metres;
use geo::{Coord, Geometry, LineString, MultiPolygon};
use periplus_sea::{self as sea, Baseline};
use std::path::Path;

/// How near limits would be computed: no part of what is measured here.
const TOLERANCE: Metres = Metres(1.0);
/// A position of a densified line is a corner of it if it lies farther off the line between its neighbours than their
/// coordinates are rounded: 1 m.
const CORNER: f64 = 1.0;

/// A feature of a baseline.
pub(crate) struct Listed {
    pub(crate) kind: BaselineKind,
    /// With positions along its edges.
    pub(crate) feature: Feature,
    /// Each of its lines, rings and positions by the points that are listed.
    pub(crate) lines: Vec<LineString>,
    /// It is constructed: what lies between its ends is its course, and no points of a list.
    is_constructed: bool,
}

/// A line between two points of a list.
pub(crate) struct Segment {
    pub(crate) ends: [Coord; 2],
    /// As it runs.
    pub(crate) course: LineString,
    /// It is bent all along, as an arc is, and has no one direction.
    pub(crate) is_arc: bool,
}

/// What a figure's breadths are measured from, with all that is listed.
pub(crate) struct ListedBaselines {
    pub(crate) listed: Vec<Listed>,
    /// The coast without lines at sea and without what dries.
    pub(crate) natural: Vec<Baseline>,
    pub(crate) land: Vec<Geographic<MultiPolygon>>,
    /// Closing lines of bays, where they are asked for.
    pub(crate) bays: Vec<Baseline>,
    pub(crate) coast: String,
    pub(crate) sources: Vec<String>,
    pub(crate) warnings: Vec<crate::error::Warning>,
}

/// All that is listed for the states of a figure.
///
/// Errors: `Missing` or `Input` for the figure's own files.
pub(crate) fn listed(
    figure: &Figure,
    options: &ZonesOptions,
    geodata: &Geodata,
) -> Result<ListedBaselines> {
    let mut coast = Coast::of(figure, options, geodata, TOLERANCE)?;
    if !coast.is_own {
        coast.add_bundled_land(geodata)?;
    }
    let mut listed = Vec::new();
    if options.coast.is_none() {
        listed.extend(bundled(figure, options, geodata)?);
    }
    let named =
        [(&options.coast, options.naming_of_coast()), (&options.baselines, Naming::default())];
    for (path, naming) in named {
        if let Some(path) = path {
            listed.extend(of_file(path, figure, &naming)?);
        }
    }
    let is_asked = |state: &str| {
        options.states.is_empty() || options.states.iter().any(|asked| asked.means(state))
    };
    listed.retain(|it| it.feature.text("state").is_some_and(is_asked));
    listed.sort_by_key(|it| it.kind);
    let mut natural = coast.natural_coast();
    natural.retain(|baseline| is_asked(&baseline.state));
    let bays = match options.bays {
        true => sea::bays(&natural, &coast.land).lines,
        false => Vec::new(),
    };
    let Coast { land, name, sources, warnings, .. } = coast;
    Ok(ListedBaselines { listed, natural, land, bays, coast: name, sources, warnings })
}

fn bundled(figure: &Figure, options: &ZonesOptions, geodata: &Geodata) -> Result<Vec<Listed>> {
    const LAYER: &str = "straight-baselines";
    let mut found = Vec::new();
    if options.coast_only || !geodata.has(LAYER) {
        return Ok(found);
    }
    for line in geodata.layer(LAYER)? {
        if is_valid(line, figure.as_of)? {
            // The layer has positions along its edges already.
            let lines = lines(&line.geometry.0).iter().map(corners).collect();
            let (kind, feature) = (BaselineKind::Straight, line.clone());
            found.push(Listed { kind, feature, lines, is_constructed: false });
        }
    }
    Ok(found)
}

fn of_file(path: &Path, figure: &Figure, naming: &Naming) -> Result<Vec<Listed>> {
    let dense = own(path, figure, naming)?.features;
    let given = figure.read_file(path)?.features;
    let listed = dense.into_iter().zip(given).filter_map(|(feature, given)| {
        let kind = BaselineKind::of(&feature)?;
        let is_constructed = feature.text("construct").is_some();
        let lines = match is_constructed {
            true => Ok(lines(&feature.geometry.0).iter().map(ends).collect()),
            false => on_wgs_84(given, path).map(|given| lines(&given.geometry.0)),
        };
        Some(lines.map(|lines| Listed { kind, feature, lines, is_constructed }))
    });
    listed.collect()
}

/// The lines, outer rings and positions of a geometry.
fn lines(geometry: &Geometry) -> Vec<LineString> {
    match geometry {
        Geometry::Point(point) => vec![LineString(vec![point.0])],
        Geometry::MultiPoint(points) => points.iter().map(|it| LineString(vec![it.0])).collect(),
        Geometry::Line(line) => vec![LineString(vec![line.start, line.end])],
        Geometry::LineString(line) => vec![line.clone()],
        Geometry::MultiLineString(lines) => lines.0.clone(),
        Geometry::Polygon(polygon) => vec![polygon.exterior().clone()],
        Geometry::MultiPolygon(polygons) => {
            polygons.iter().map(|polygon| polygon.exterior().clone()).collect()
        }
        Geometry::GeometryCollection(parts) => parts.iter().flat_map(lines).collect(),
        Geometry::Rect(rect) => vec![rect.to_polygon().exterior().clone()],
        Geometry::Triangle(triangle) => vec![triangle.to_polygon().exterior().clone()],
    }
}

/// A line by its ends alone.
fn ends(line: &LineString) -> LineString {
    [line.0.first(), line.0.last()].into_iter().flatten().copied().collect()
}

/// A line by its corners: without the positions that lie on the way from one neighbour to the next.
fn corners(line: &LineString) -> LineString {
    let turns = line.0.windows(3).filter(|it| off(it[1], [it[0], it[2]]) > CORNER);
    let ends = [line.0.first(), line.0.last()].map(Option::<&Coord>::copied);
    let inner = turns.map(|it| it[1]);
    LineString(ends[0].into_iter().chain(inner).chain(ends[1]).collect())
}

/// How far a position lies off the line through two others, in metres, on a plane true to scale there.
fn off(at: Coord, ends: [Coord; 2]) -> f64 {
    const DEGREE: f64 = 111_320.0;
    let shrink = libm::cos(at.y.to_radians());
    let [from, to] = ends.map(|end| {
        Coord { x: libm::remainder(end.x - at.x, 360.0) * shrink, y: end.y - at.y } * DEGREE
    });
    let along = to - from;
    let length = libm::hypot(along.x, along.y);
    if length > 0.0 { ((from.x * along.y - from.y * along.x) / length).abs() } else { 0.0 }
}

impl Listed {
    /// Whose it is.
    pub(crate) fn state(&self) -> String {
        StateCode::from(self.feature.text("state").unwrap_or_default()).into()
    }

    /// The same lines, rings and positions with those along their edges.
    pub(crate) fn dense(&self) -> Vec<LineString> {
        lines(&self.feature.geometry.0)
    }

    /// From each listed point to the next, as its edges run; what is constructed is one, as it was constructed.
    pub(crate) fn segments(&self) -> Vec<Segment> {
        if self.is_constructed {
            let construct = self.feature.text("construct");
            let is_arc = construct == Some("distance");
            return self
                .dense()
                .into_iter()
                .filter_map(|line| {
                    let ends = [*line.0.first()?, *line.0.last()?];
                    let course = match construct {
                        Some("parallel") => edges::between(Some("loxodrome"), ends),
                        // one round a pole closes by way of it
                        _ => line.0.into_iter().take_while(|at| at.y.abs() < 90.0).collect(),
                    };
                    Some(Segment { ends, course, is_arc })
                })
                .collect();
        }
        let edges = self.lines.iter().flat_map(LineString::lines);
        let segment = |edge: geo::Line| {
            let ends = [edge.start, edge.end];
            let course = edges::between(self.feature.text("edges"), ends);
            Segment { ends, course, is_arc: false }
        };
        edges.map(segment).collect()
    }

    /// Its lines as baselines.
    pub(crate) fn baselines(&self) -> Vec<Baseline> {
        sea::baselines(&super::shores::shores([&self.feature]))
    }
}
