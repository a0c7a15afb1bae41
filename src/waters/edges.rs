//! Edges of lines at sea: what a feature says of its `edges` in, the line with positions along them out.
//! GeoJSON's edges are straight in longitude and latitude (RFC 7946 §3.1.1); treaties mean geodesics or loxodromes.

use crate::error::{Error, Place, Result};
use crate::geodata::Feature;
use crate::space::Geographic;
use crate::units::Metres;
use geo::{Coord, Geometry, LineString, MultiLineString};
use periplus_sea::geodesy;
use std::path::Path;

/// Between positions this far apart a geodesic or loxodrome departs by 0.1 m from the edge straight in degrees.
const STEP: Metres = Metres(2_000.0);

/// A feature's lines with positions along their edges, where its `edges` are `geodesic` or `loxodrome`.
///
/// Errors: `Input` for another word.
pub(crate) fn densified(feature: &Feature, file: &Path) -> Result<Feature> {
    let between: fn(Coord, Coord, Metres) -> Vec<Coord> = match feature.text("edges") {
        None | Some("straight") => return Ok(feature.clone()),
        Some("geodesic") => geodesy::densify_geodesic,
        Some("loxodrome") => geodesy::densify_loxodrome,
        Some(other) => {
            return Err(Error::input(format!("edges cannot be `{other}`"))
                .at(Place::file(file.display().to_string()).part(format!("feature {}", feature.id)))
                .hint("geodesic, loxodrome, or straight in longitude and latitude"));
        }
    };
    let dense = |line: &LineString| {
        let mut positions: Vec<Coord> = line.0.first().copied().into_iter().collect();
        for edge in line.lines() {
            positions.extend(between(edge.start, edge.end, STEP).into_iter().skip(1));
        }
        LineString(positions)
    };
    let geometry = match &feature.geometry.0 {
        Geometry::LineString(line) => Geometry::LineString(dense(line)),
        Geometry::MultiLineString(lines) => {
            Geometry::MultiLineString(MultiLineString(lines.iter().map(dense).collect()))
        }
        other => other.clone(),
    };
    Ok(Feature { geometry: Geographic(geometry), ..feature.clone() })
}

/// The way from one position to another along edges of this name; the geodesic where they have none that is known, since no
/// treaty means lines straight in degrees.
pub(super) fn between(edges: Option<&str>, [from, to]: [Coord; 2]) -> LineString {
    LineString(match edges {
        Some("loxodrome") => geodesy::densify_loxodrome(from, to, STEP),
        _ => geodesy::densify_geodesic(from, to, STEP),
    })
}
