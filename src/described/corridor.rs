//! Corridor: a line and a width in, a layer of what lies within half of that on both sides out, and the line itself. The belts
//! are the sea's: their limits are at the distance from the line as limits of waters are from baselines; narrow ones are made edge
//! by edge (`strip`).

use super::places::Places;
use super::telling::{check_label, give_label, layer_of, number, text};
use super::{DescribedLayer, TOLERANCE, strip, words};
use crate::error::{Error, Result, Warning};
use crate::figure::{Corridor, Course, Figure};
use crate::geodata::Feature;
use crate::kind::Kind;
use crate::space::Geographic;
use crate::units::Metres;
use geo::{
    BooleanOps, BoundingRect, Coord, Geometry, LineString, MapCoordsInPlace, MultiLineString,
    MultiPolygon, Polygon,
};
use periplus_sea::geodesy;
use periplus_sea::{Limits, Rank, Request, Shore, Side, baselines, zones};

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
    let limits = figure.limits.of_zones();
    let area = within(&lines, Metres(metres.0 / 2.0), limits).map_err(|error| {
        too_much(error, &format!("{} wide along {:.0} km", corridor.width, length(&lines) / 1000.0))
    })?;
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

/// A corridor that takes more places to measure from than are taken, with what can be done about a corridor: it has no tolerance.
fn too_much(error: Error, what: &str) -> Error {
    let hint = error.hint.as_deref().unwrap_or_default();
    let Some(at) = hint.find("--limit ") else { return error };
    let hint = format!("make it wider, or its line shorter; {}", &hint[at..]);
    let message =
        format!("a corridor {what} takes more places to measure from than are put on a line");
    Error { message, ..error }.hint(hint)
}

/// The ground within a distance of lines.
///
/// Errors: as [`zones`].
fn within(lines: &[LineString], distance: Metres, limits: Limits) -> Result<MultiPolygon> {
    let open: Vec<LineString> = lines.iter().flat_map(opened).collect();
    if strip::suits(&open, distance) {
        return Ok(whole(strip::around(&open, distance)));
    }
    let geometry = Geometry::MultiLineString(MultiLineString(open));
    let shore = Shore {
        state: "corridor",
        name: "the line".to_owned(),
        geometry: &geometry,
        seaward: Some(Side::Both),
        rank: Rank::Unknown,
        held: false,
    };
    let request = Request::of_breadth(distance.nautical_miles()).with_limits(limits);
    let found = zones(&baselines(&[shore]), &request)?;
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
    let area = turned(area);
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

/// An area whose longitudes run on over −180°, a turn further east.
fn turned(mut area: MultiPolygon) -> MultiPolygon {
    let turn = |at: Coord| Coord { x: at.x + 360.0, y: at.y };
    for part in &mut area.0 {
        let west = part.bounding_rect().map_or(0.0, |its| its.min().x);
        if west < -180.0 - SEAM {
            part.map_coords_in_place(turn);
        }
    }
    area
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

    /// Square kilometres of the ground within `half` metres of geodesics between corners.
    fn size(corners: &[(f64, f64)], half: f64) -> (MultiPolygon, f64, f64) {
        let corners: Vec<Coord> = corners.iter().map(|&(x, y)| Coord { x, y }).collect();
        let line = geodesics(&corners);
        let area =
            within(std::slice::from_ref(&line), Metres(half), Limits::default()).expect("belts");
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
    fn of_any_width_a_corridor_is_its_length_times_its_width_and_two_half_circles() {
        let bends = [(34.6, 36.7), (33.3, 35.4), (32.3, 31.3), (33.0, 32.0)];
        for width in [0.1, 1.0, 2.0, 5.0, 10.0, 40.0, 99.0, 101.0, 200.0, 1_000.0, 5_000.0] {
            let half = width / 2.0;
            let (area, found, length) = size(&bends, half);
            let expected = (2.0 * half * length + std::f64::consts::PI * half * half) * 1e-6;
            // a bend is round outside, and inside both edges have the same ground
            let off = if width < 1_000.0 { 1e-3 } else { 5e-3 };
            assert!((found / expected - 1.0).abs() < off, "{width} m: {found} {expected}");
            assert_eq!(area.0.len(), 1, "{width} m");
        }
    }

    #[test]
    fn a_narrow_corridor_that_closes_or_crosses_itself_counts_its_ground_once() {
        let ring = [(30.0, 40.0), (30.4, 40.0), (30.4, 40.3), (30.0, 40.3), (30.0, 40.0)];
        let (area, found, length) = size(&ring, 20.0);
        assert_eq!(area.0[0].interiors().len(), 1);
        assert!((found / (length * 4e-5) - 1.0).abs() < 1e-3, "{found}");
        let cross = [(30.0, 40.0), (30.4, 40.3), (30.4, 40.0), (30.0, 40.3)];
        let (area, found, length) = size(&cross, 20.0);
        assert_eq!((area.0.len(), area.0[0].interiors().len()), (1, 1));
        assert!((found / (length * 4e-5) - 1.0).abs() < 1e-3, "{found}");
    }

    #[test]
    fn a_narrow_corridor_over_the_antimeridian_is_one_area() {
        for (west, east) in [(178.0, -178.0), (-178.0, 178.0)] {
            let (area, found, length) = size(&[(west, 10.0), (east, 11.0)], 10.0);
            assert_eq!(area.0.len(), 1);
            assert!((found / (length * 2e-5) - 1.0).abs() < 1e-3, "{found}");
            let around = area.bounding_rect().expect("an area");
            assert!(around.min().x > 177.0 && around.max().x < 183.0, "{around:?}");
        }
    }

    #[test]
    fn a_corridor_beyond_the_limits_is_told_what_a_corridor_can_be_given() {
        let line = geodesics(&[Coord { x: 0.0, y: 0.0 }, Coord { x: 60.0, y: 0.0 }]);
        let mut limits = Limits::default();
        limits.samples = 100;
        let error = within(&[line], Metres(500.0), limits).expect_err("too many places");
        let error = too_much(error, "1 km wide along 6,679 km");
        let hint = error.hint.expect("a way out");
        assert!(error.message.starts_with("a corridor 1 km wide"), "{}", error.message);
        assert!(hint.starts_with("make it wider, or its line shorter; --limit samples="), "{hint}");
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
