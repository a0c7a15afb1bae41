//! Periplus draws the map figure for a report: boundaries in, publication-quality SVG and PNG out,
//! with territorial waters computed from the coast on the ellipsoid.

pub mod error;
pub mod figure;
pub mod geodata;
pub mod geodesy;
pub mod lettering;
pub mod projection;
pub mod scene;
pub mod sea;
pub mod space;
pub mod style;
pub mod plot;
pub mod select;
pub mod symbolize;
pub mod furniture;
pub mod units;
