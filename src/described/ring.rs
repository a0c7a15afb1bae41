//! Ring: a place and radii in, a layer of circles or sectors out, the widest at the bottom.

use super::places::{Located, Places};
use super::telling::{check_label, give_label, layer_of, number, text};
use super::{DescribedLayer, TOLERANCE, words};
use crate::error::Result;
use crate::figure::{Figure, GroundLength, Ring};
use crate::geodata::Feature;
use crate::kind::Kind;
use crate::space::Geographic;
use geo::{Coord, Geometry, LineString, Polygon};
use periplus_sea::geodesy;

/// The layer of a ring; none where its place is not known.
///
/// Errors: as [`check_label`].
pub(super) fn layer(
    ring: &Ring,
    key: &str,
    places: &Places,
    figure: &Figure,
) -> Result<Option<DescribedLayer>> {
    let Some(place) = places.at(&format!("{key}.at")) else { return Ok(None) };
    let phrases = figure.phrases();
    let distance = words::lengths(&ring.radii, phrases);
    let values = [("distance", distance.as_str()), ("place", &place.name)];
    let whole = phrases.fill("{distance} from {place}", &values);
    let (kind, usual) = match ring.sector {
        Some(sector) => (Kind::Sector, format!("{whole}, {}", words::sector(sector, phrases))),
        None => (Kind::Ring, whole),
    };
    let layer = layer_of("rings", kind, &ring.said, usual);
    let mut features = Vec::new();
    for (index, radius) in ring.radii.iter().enumerate().rev() {
        let id = format!("{}-{}", key.replace('.', "-"), index + 1);
        features.extend(ground_and_edge(ring, radius, place, id, figure));
    }
    check_label(&features, &ring.said, key, figure)?;
    Ok(Some(DescribedLayer { key: key.to_owned(), layer, features }))
}

/// The ground within a circle or sector, and its edge as a line, which bears the label: where a map is cut there is no edge.
fn ground_and_edge(
    ring: &Ring,
    radius: &GroundLength,
    place: &Located,
    id: String,
    figure: &Figure,
) -> [Feature; 2] {
    let metres = radius.metres();
    let outline = match ring.sector {
        Some(sector) => geodesy::sector(place.at, metres, sector, TOLERANCE),
        None => geodesy::circle(place.at, metres, TOLERANCE),
    };
    let edge = Geometry::LineString(LineString(outline.clone()));
    let (area, square_kilometres) = within(outline, place.at);
    let mut attributes = vec![
        text("radius", words::length(radius, figure.phrases())),
        text("place", place.name.clone()),
        number("radius_m", metres.0),
        number("lon", place.at.x),
        number("lat", place.at.y),
        number("area_km2", square_kilometres),
    ];
    if let Some([from, to]) = ring.sector {
        attributes.extend([number("azimuth_from", from.0), number("azimuth_to", to.0)]);
    }
    let feature = |id: String, geometry: Geometry| {
        let attributes = attributes.iter().cloned().collect();
        Feature { id, geometry: Geographic(geometry), attributes }
    };
    let mut edge = feature(format!("{id}-edge"), edge);
    give_label(&mut edge, &ring.said);
    [feature(id, Geometry::Polygon(area)), edge]
}

/// The area within an outline whose longitudes run on, and how large it is. Round a pole its longitudes are those of the earth,
/// with one jump over 180°, by which projections know it; else they begin on the earth and may go on beyond 180°.
fn within(outline: Vec<Coord>, centre: Coord) -> (Polygon, f64) {
    let area = |ring: Vec<Coord>| {
        let polygon = Polygon::new(LineString(ring), Vec::new());
        let size = geodesy::polygon_area(&Geographic(polygon.clone())).square_kilometres();
        (polygon, size)
    };
    let ends = outline.first().zip(outline.last());
    match ends.filter(|(first, last)| (last.x - first.x).abs() > 180.0) {
        Some((first, last)) => {
            let pole = if centre.y > 0.0 { 90.0 } else { -90.0 };
            let to_pole = [Coord { x: last.x, y: pole }, Coord { x: first.x, y: pole }, *first];
            let (_, size) = area(outline.iter().copied().chain(to_pole).collect());
            let on_earth =
                outline.iter().map(|at| Coord { x: libm::remainder(at.x, 360.0), ..*at });
            (Polygon::new(LineString(on_earth.collect()), Vec::new()), size)
        }
        None => {
            let west = outline.iter().map(|at| at.x).fold(f64::INFINITY, f64::min);
            let turn = 360.0 * ((west + 180.0) / 360.0).floor();
            area(outline.into_iter().map(|at| Coord { x: at.x - turn, y: at.y }).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Metres;
    use periplus_sea::geodesy::WGS84;

    fn of(lon: f64, lat: f64, kilometres: f64) -> (Polygon, f64) {
        let centre = Coord { x: lon, y: lat };
        let outline = geodesy::circle(centre, Metres(kilometres * 1e3), TOLERANCE);
        within(outline, centre)
    }

    #[test]
    fn a_small_circle_has_the_area_of_a_plane_one_less_what_curvature_takes() {
        // Bertrand and Puiseux: A = π r² (1 − K r² / 12), with Gauss's curvature K at the equator 1 / (M N)
        let (m, n) = (WGS84.a() * (1.0 - WGS84.e2()), WGS84.a());
        let plane = std::f64::consts::PI * 100.0 * 100.0;
        let expected = plane * (1.0 - 1e10 / (m * n) / 12.0);
        let (_, size) = of(10.0, 0.0, 100.0);
        // edges lie within the circle, by the tolerance at the most
        let most = TOLERANCE.0 * 1e-3 * std::f64::consts::TAU * 100.0;
        assert!((0.0..most).contains(&(expected - size)), "{size} {expected}");
    }

    #[test]
    fn a_circle_round_a_pole_holds_the_pole_and_one_over_the_antimeridian_runs_on() {
        let (polar, size) = of(40.0, 88.0, 1_000.0);
        // the cap of the authalic sphere: 2 π R² (1 − cos(r / R)), the ellipsoid flatter there by 1/300
        let radius = 6_371.007;
        let cap = std::f64::consts::TAU * radius * radius * (1.0 - libm::cos(1_000.0 / radius));
        assert!((size / cap - 1.0).abs() < 0.01, "{size} {cap}");
        assert!(polar.exterior().0.iter().all(|at| at.x.abs() <= 180.0));
        let (pacific, _) = of(179.9, 10.0, 500.0);
        let longitudes = pacific.exterior().0.iter().map(|at| at.x);
        assert!(longitudes.clone().all(|lon| lon >= -180.0));
        assert!(longitudes.fold(0.0, f64::max) > 184.0);
    }
}
