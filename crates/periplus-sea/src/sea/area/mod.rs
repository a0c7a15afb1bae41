//! Areas from rings: closed rings with the zone on their left in, polygons with their holes out.

pub(in crate::sea) mod antimeridian;
mod assembly;
pub(in crate::sea) mod validity;

use crate::sea::envelope::outline::Ring;
use antimeridian::{cut_area, polar_area};
use assembly::{Loop, assemble};
use geo::{BooleanOps, Coord, MultiPolygon, Polygon};

/// The area inside rings, cut at the antimeridian.
pub(in crate::sea) fn area(rings: &[Ring]) -> MultiPolygon {
    let (mut exteriors, mut holes, mut polar) = (Vec::new(), Vec::new(), Vec::new());
    for ring in rings {
        let points = joined(ring);
        match points.first().zip(points.last()) {
            Some((first, last)) if (last.x - first.x).abs() > 180.0 => polar.push(points),
            _ => match Loop::new(points) {
                Some(found) if found.area > 0.0 => exteriors.push(found),
                Some(found) if found.area < 0.0 => holes.push(found),
                _ => (),
            },
        }
    }
    let (mut polygons, stray) = assemble(exteriors, holes);
    if !polar.is_empty() {
        let round_pole = polar_area(&polar);
        let holes = stray.into_iter().map(|hole| Polygon::new(hole.points, Vec::new()));
        let holes = cut_area(MultiPolygon(holes.collect()));
        polygons.extend(round_pole.difference(&holes).0);
    }
    cut_area(MultiPolygon(polygons))
}

/// The points of a ring, first = last, longitudes running on from run to run.
fn joined(ring: &Ring) -> Vec<Coord> {
    let mut points: Vec<Coord> = Vec::new();
    for run in &ring.runs {
        let shift = match (points.last(), run.points.first()) {
            (Some(last), Some(first)) => 360.0 * ((last.x - first.x) / 360.0).round(),
            _ => 0.0,
        };
        points.extend(run.points.iter().map(|at| Coord { x: at.x + shift, y: at.y }));
    }
    points.dedup();
    if ring.has_gap {
        points.extend(points.first().copied());
    }
    points
}
