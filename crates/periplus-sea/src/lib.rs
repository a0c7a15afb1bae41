#![doc = include_str!("../README.md")]

pub mod arrangement;
pub mod error;
pub mod geodesy;
mod sea;
pub mod space;
pub mod units;

pub use geo;
pub use sea::{
    AgreedLine, BasePoint, Baseline, Bays, Control, Controlled, ControlledLine, ControlledPart,
    ControlledStretch, Counts, Effect, Enclave, InternalWaters, IslandWeight, Joined, Limits,
    MedianLine, Overlap, PointKind, Rank, Regime, Request, SharedWaters, Shore, Side, Stretch,
    TurningPoint, Zone, ZoneKind, Zones, baselines, bays, coast_diagnostics, internal_waters,
    is_all_within, joined, land, may_reach, subtract_land, subtract_land_from_lines,
    turning_points, zones,
};
pub use sea::{
    Archipelago, Indentation, NearestCoast, archipelago, departure, enclosed_water,
    general_direction, indentation, length,
};

/// Changes with the code of this crate, so that a cache does not take what other code computed for what this one computes.
///
/// Versions of dependencies are not part of it.
pub const CODE_DIGEST: &str = env!("PERIPLUS_SEA_CODE");
