//! Zones of 200 nautical miles round lone islands, against a closed form and against areas that others published.

use crate::command::*;
use geo::{Area, ConvexHull, Coord, Euclidean, Length, MapCoords, MultiPoint, Point};
use serde_json::Value;
use std::f64::consts::PI;
use std::fs;

/// The zone of a state, in km².
fn zone(state: &str) -> f64 {
    let folder = folder(&format!("lone-{state}"), "");
    let figure = format!("[zones]\nstates = ['{state}']\nbreadths = [200]\n");
    fs::write(folder.join("figure.toml"), figure).expect("written");
    let (json, _) = answer(&folder, "areas figure.toml --format json");
    let rows: Vec<Value> = serde_json::from_str(&json).expect("an array");
    rows.iter().filter_map(|row| row["area_km2"].as_f64()).sum()
}

#[test]
fn zones_of_lone_islands_measure_what_marine_regions_publishes() {
    // Flanders Marine Institute, Maritime Boundaries Geodatabase, as the Ocean Health Index lists it for its regions of
    // 2014 (sp_gcs_data.csv). Saint Helena is one entity with Ascension and Tristan da Cunha. For Ascension's waters that
    // source has 441,655 km², the law that protects them 443,571: published areas are good to half a hundredth, and a
    // coast that is 500 m farther out is another quarter.
    let published = [
        ("BMU", 450_344.196),
        ("BVT", 441_176.149),
        ("CXR", 327_999.950),
        ("NIU", 316_592.586),
        ("SHN", 444_911.632 + 441_655.053 + 754_671.275),
    ];
    for (state, area) in published {
        let found = zone(state);
        assert!((found / area - 1.0).abs() < 0.0075, "{state}: {found} km², published {area}");
    }
}

/// The positions of the coast in a box.
fn coast(bounds: &str) -> Vec<Coord> {
    let found =
        features(&folder("lone-coast", ""), &format!("geodata shoreline --bounds={bounds}"));
    let number = |value: &Value| value.as_f64().expect("a number");
    let lines = found.iter().filter_map(|feature| feature["geometry"]["coordinates"].as_array());
    lines.flatten().map(|at| Coord { x: number(&at[0]), y: number(&at[1]) }).collect()
}

#[test]
fn the_zone_of_a_lone_island_is_what_steiner_s_formula_gives_for_its_hull() {
    // On a sphere what lies within ρ of a convex shape has A cos ρ + P sin ρ + 2π (1 − cos ρ). With the Gaussian radius of
    // the place that is good to some 0.01 % on the ellipsoid (a disc: tests/zones/export.rs), the hull on a plane to 0.001 %.
    const RADIUS: f64 = 370.4;
    for (state, bounds) in [("BVT", "3,-55,4,-54"), ("BMU", "-66,31,-64,33")] {
        let coast = coast(bounds);
        let middle = coast.iter().fold(Coord::zero(), |sum, at| sum + *at) / coast.len() as f64;
        let (sin, cos) = middle.y.to_radians().sin_cos();
        let (a, e2) = (6_378.137_f64, 0.006_694_379_990_14);
        let (m, n) = {
            let w = 1.0 - e2 * sin * sin;
            (a * (1.0 - e2) / w.powf(1.5), a / w.sqrt())
        };
        let points: MultiPoint = coast.into_iter().map(Point).collect();
        let flat = points.convex_hull().map_coords(|at| Coord {
            x: (at.x - middle.x).to_radians() * n * cos,
            y: (at.y - middle.y).to_radians() * m,
        });
        let (area, perimeter) = (flat.unsigned_area(), Euclidean.length(flat.exterior()));
        let r = (m * n).sqrt();
        let rho = RADIUS / r;
        let whole =
            area * rho.cos() + perimeter * r * rho.sin() + 2.0 * PI * r * r * (1.0 - rho.cos());
        let found = zone(state);
        // The land is not part of it: less than the hull.
        assert!(
            found < whole * 1.0005 && found > (whole - area) * 0.9995,
            "{state}: {found} {whole}"
        );
    }
}
