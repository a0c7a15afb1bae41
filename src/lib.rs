//! Periplus draws the map figure for a report: boundaries in, publication-quality SVG and PNG out,
//! with territorial waters computed from the coast on the ellipsoid.

pub mod error;
pub mod geodata;
pub mod lettering;
pub mod output;
pub mod scene;
pub mod space;
pub mod style;
pub mod units;
