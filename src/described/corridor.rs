//! Corridor: a line and a width in, a layer of what lies within half of that on both sides out, and the line itself. The belts
//! are the sea's: their limits are at the distance from the line as limits of waters are from baselines.

use super::places::Places;
use super::telling::{check_label, give_label, layer_of, number, text};
use super::{DescribedLayer, TOLERANCE, words};
use crate::error::{Error, Result, Warning};
use crate::figure::{Corridor, Course, Figure};
use crate::geodata::Feature;
use crate::kind::Kind;
use crate::space::Geographic;
use crate::units::Metres;
use geo::{BooleanOps, Coord, Geometry, LineString, MultiLineString, MultiPolygon, Polygon};
use periplus_sea::geodesy;
use periplus_sea::{Rank, Request, Shore, Side, baselines, zones};

/// The layer of a corridor; none where a place of it is not known.
///
/// Errors: `Input` or `Missing` for a file that has no lines.
pub(super) fn layer(
    corridor: &Corridor,
    key: &str,
    places: &Places,
    figure: &Figure,
    warnings: &mut Vec<Warning>,
) -> Result<Option<DescribedLayer>> {
    let Some(lines) = lines(corridor, key, places, figure, warnings)? else { return Ok(None) };
    let phrases = figure.phrases();
    let width = words::length(&corridor.width, phrases);
    let usual = phrases.fill("corridor, {width} wide", &[("width", &width)]);
    let layer = layer_of("corridors", Kind::Corridor, &corridor.said, usual);
    let metres = corridor.width.metres();
    let area = within(&lines, Metres(metres.0 / 2.0))?;
    let size: f64 = area
        .iter()
        .map(|part| geodesy::polygon_area(&Geographic(part.clone())).square_kilometres())
        .sum();
    let id = key.replace('.', "-");
    let attributes = [
        text("width", width),
        number("width_m", metres.0),
        number("length_m", length(&lines)),
        number("area_km2", size),
    ];
    let ground = Feature {
        id: id.clone(),
        geometry: Geographic(Geometry::MultiPolygon(area)),
        attributes: attributes.iter().cloned().collect(),
    };
    let mut course = Feature {
        id: format!("{id}-line"),
        geometry: Geographic(Geometry::MultiLineString(MultiLineString(lines))),
        attributes: attributes.into_iter().collect(),
    };
    give_label(&mut course, &corridor.said);
    let features = vec![ground, course];
    check_label(&features, &corridor.said, key, figure)?;
    Ok(Some(DescribedLayer { key: key.to_owned(), layer, features }))
}

/// The lines that it follows, their longitudes running on; none where a place is not known.
fn lines(
    corridor: &Corridor,
    key: &str,
    places: &Places,
    figure: &Figure,
    warnings: &mut Vec<Warning>,
) -> Result<Option<Vec<LineString>>> {
    match &corridor.course {
        Course::Along(spots) => {
            let at = |index| places.at(&format!("{key}.along.{index}")).map(|place| place.at);
            let corners: Option<Vec<Coord>> = (0..spots.len()).map(at).collect();
            Ok(corners.map(|corners| vec![geodesics(&corners)]))
        }
        Course::File(path) => {
            let key = format!("{key}.file");
            let read = figure.read_file(path).map_err(|error| figure.at_fault(&[&key], error))?;
            let mut found = Vec::new();
            for feature in &read.features {
                if !collect(&feature.geometry.0, &mut found) {
                    let message =
                        format!("`{}` is no line: the corridor does not follow it", feature.id);
                    let warning = Warning::new(message).hint("points are rings: [[rings]]");
                    warnings.push(figure.place_of(&[&key]).into_iter().fold(warning, Warning::at));
                }
            }
            if found.is_empty() {
                let error = Error::input(format!("`{}` has no lines", path.display()));
                let hint = "a corridor follows lines; points are rings: [[rings]]";
                return Err(figure.at_fault(&[&key], error.hint(hint)));
            }
            Ok(Some(found))
        }
    }
}

/// Geodesics from corner to corner, as one line.
pub(super) fn geodesics(corners: &[Coord]) -> LineString {
    let mut line: Vec<Coord> = corners.first().copied().into_iter().collect();
    for pair in corners.windows(2) {
        let turn = line.last().map_or(0.0, |last| last.x - pair[0].x);
        let piece = geodesy::geodesic_line(pair[0], pair[1], TOLERANCE);
        line.extend(piece.into_iter().skip(1).map(|at| Coord { x: at.x + turn, y: at.y }));
    }
    LineString(line)
}

/// Takes up the lines of a shape; whether it is of lines alone.
fn collect(shape: &Geometry, lines: &mut Vec<LineString>) -> bool {
    match shape {
        Geometry::LineString(line) => lines.push(line.clone()),
        Geometry::MultiLineString(all) => lines.extend(all.iter().cloned()),
        Geometry::GeometryCollection(parts) => {
            let each: Vec<bool> = parts.iter().map(|part| collect(part, lines)).collect();
            return each.into_iter().all(|is_line| is_line);
        }
        _ => return false,
    }
    true
}

/// The ground within a distance of lines.
///
/// Errors: as [`zones`].
fn within(lines: &[LineString], distance: Metres) -> Result<MultiPolygon> {
    let open = lines.iter().flat_map(opened).collect();
    let geometry = Geometry::MultiLineString(MultiLineString(open));
    let shore = Shore {
        state: "corridor",
        name: "the line".to_owned(),
        geometry: &geometry,
        seaward: Some(Side::Both),
        rank: Rank::Unknown,
        held: false,
    };
    let found = zones(&baselines(&[shore]), &Request::of_breadth(distance.nautical_miles()))?;
    let parts = found.belts.into_iter().flat_map(|belt| belt.area.0.0).collect();
    Ok(whole(MultiPolygon(parts)))
}

/// A line as it is, or a closed one in two halves: what a closed line is round is no part of its corridor.
fn opened(line: &LineString) -> Vec<LineString> {
    let points = &line.0;
    match points.len() > 3 && line.is_closed() {
        true => {
            let middle = points.len() / 2;
            vec![LineString(points[..=middle].to_vec()), LineString(points[middle..].to_vec())]
        }
        false => vec![line.clone()],
    }
}

/// An area that was cut at the antimeridian, with the parts west of it beyond 180°, in one.
fn whole(area: MultiPolygon) -> MultiPolygon {
    let touches = |lon: f64| {
        move |part: &Polygon| part.exterior().0.iter().any(|at| (at.x - lon).abs() < SEAM)
    };
    if !(area.iter().any(touches(180.0)) && area.iter().any(touches(-180.0))) {
        return area;
    }
    let (west, east): (Vec<Polygon>, Vec<Polygon>) =
        area.0.into_iter().partition(|part| part.exterior().0.iter().all(|at| at.x < 0.0));
    let moved = |parts: Vec<Polygon>, turn: f64| {
        // overlays round: the seam is where it belongs, or a slit stays open
        let at = |at: &Coord| {
            let x = at.x + turn;
            Coord { x: if (x - 180.0).abs() < SEAM { 180.0 } else { x }, y: at.y }
        };
        let ring = |ring: &LineString| LineString(ring.0.iter().map(at).collect());
        let part = |part: &Polygon| {
            Polygon::new(ring(part.exterior()), part.interiors().iter().map(ring).collect())
        };
        MultiPolygon(parts.iter().map(part).collect())
    };
    moved(east, 0.0).union(&moved(west, 360.0))
}

/// What is so near to 180° lies on it, degrees: half a metre.
const SEAM: f64 = 5e-6;

fn length(lines: &[LineString]) -> f64 {
    let edges = lines.iter().flat_map(|line| line.0.windows(2));
    edges.map(|edge| geodesy::distance(edge[0], edge[1]).0).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::BoundingRect;

    /// Square kilometres of the ground within `half` metres of geodesics between corners.
    fn size(corners: &[(f64, f64)], half: f64) -> (MultiPolygon, f64, f64) {
        let corners: Vec<Coord> = corners.iter().map(|&(x, y)| Coord { x, y }).collect();
        let line = geodesics(&corners);
        let area = within(std::slice::from_ref(&line), Metres(half)).expect("belts");
        let sizes = area.iter().map(|part| geodesy::polygon_area(&Geographic(part.clone())));
        let size = sizes.map(|size| size.square_kilometres()).sum();
        (area, size, length(&[line]))
    }

    #[test]
    fn a_corridor_is_its_length_times_its_width_and_a_round_end() {
        let (_, found, length) = size(&[(30.0, 43.0), (38.0, 43.0)], 5_000.0);
        let expected = length * 10_000.0 * 1e-6 + std::f64::consts::PI * 25.0;
        assert!((found / expected - 1.0).abs() < 1e-3, "{found} {expected}");
    }

    #[test]
    fn over_the_antimeridian_a_corridor_is_one_area() {
        let (area, ..) = size(&[(178.0, 10.0), (-178.0, 11.0)], 20_000.0);
        assert_eq!(area.0.len(), 1);
        let around = area.bounding_rect().expect("an area");
        assert!(around.min().x > 177.0 && around.max().x < 183.0, "{around:?}");
    }

    #[test]
    fn a_closed_line_keeps_its_inside_out_of_its_corridor() {
        let corners = [(30.0, 40.0), (34.0, 40.0), (34.0, 43.0), (30.0, 43.0), (30.0, 40.0)];
        let (area, found, length) = size(&corners, 5_000.0);
        assert_eq!(area.0[0].interiors().len(), 1);
        assert!((found / (length * 0.01) - 1.0).abs() < 0.02, "{found}");
    }
}
