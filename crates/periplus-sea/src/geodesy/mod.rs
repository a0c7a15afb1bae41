//! Geodesy: positions in longitude and latitude in, distances, azimuths and areas out; the ellipsoid and its latitudes.
//!
//! `ellipsoid`: the figure of the earth. `latitude`: conformal, authalic and rectifying latitude, the one home of their
//! formulas. `geodesic`: Karney's algorithms. `circle`: all that is at one distance, and parts of it. `loxodrome`: lines of constant course. `area`: areas in closed form.
//! Positions are `(lon, lat)` in degrees throughout, on WGS 84; only [`latitude`] takes other ellipsoids, and radians.
//! Not here: conformal spheres for computing zones, map projections.

mod area;
mod circle;
mod ellipsoid;
mod geodesic;
pub mod latitude;
mod loxodrome;

pub use area::{SquareMetres, area_under, polygon_area};
pub use circle::{circle, geodesic_line, sector, sweep};
pub(crate) use ellipsoid::MEAN_RADIUS;
pub use ellipsoid::{Ellipsoid, WGS84};
pub use geodesic::{azimuth, densify_geodesic, destination, distance, inverse};
pub use loxodrome::{densify_loxodrome, loxodrome_distance};
