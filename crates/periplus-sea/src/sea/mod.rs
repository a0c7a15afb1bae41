//! Maritime zones: baselines (lon/lat) in; belts, outer limits and median lines (lon/lat) out.
//! UNCLOS Art. 3, 4 (outer limit: every point at the breadth from the nearest point of the baseline) and 15 (no
//! state's territorial sea beyond the median line). Method: Voronoi envelope of arcs on the Gauss conformal sphere.
//! Not here: drawing; which state claims what and since when; where published baselines run (they come in).
//!
//! The steps:
//! 1. `baseline`: coasts become baselines ([`baselines`], or [`joined`] where neighbours' run together); bays, straight baselines and what they shut in;
//! 2. `envelope`: positions along the baselines, placed on the sphere, denser where two states' coasts are close; the cell
//!    of every position, that is the waters nearer to it than to any other; the part of each cell within the breadth;
//!    their common boundary, closed rings of arcs and median lines; every vertex moved to where the distances to the true
//!    segments are right; as few vertices as the tolerance allows;
//! 3. `area`: rings assembled into polygons with holes, cut at the antimeridian; what crosses laid over each other;
//! 4. `policy`: whose the waters are where two states meet; breadths that differ from sea to sea; beyond the territorial sea
//!    islands, rocks and agreed lines;
//! 5. `points`: asked for apart, the base points that control limits and medians, and the points where they change.
//!
//! One diagram serves any region, the whole earth included: the sphere's scale is known everywhere, so that no tiles are
//! needed. Two coasts from the equator to 70°N, at 12 nm and 1 m, err by 5 mm at their vertices; archipelagos at 85°N by 6 cm.
//! Measured with Karney's geodesics on every seventh edge of the Aegean at 6 and 12 nm, tolerance 1 m: vertices of limits
//! within 6 mm of the breadth, mid-edges within 0.91 m; the distances of medians differ by 6 mm and 0.9 m (`tests/sea`).
//! Where the coasts of two states meet, the median is uncertain by the tolerance within a few metres of the meeting point;
//! where they cross, within some hundred.
//!
//! Land is not cut out of the zones: it is drawn on top, or taken away by [`subtract_land`]. Over land the zones reach
//! as far inland as out to sea; limits and medians that lie landward of a baseline of known side are left out.

mod area;
mod baseline;
mod effect;
mod envelope;
mod limits;
mod points;
mod policy;
mod reach;
mod request;

pub use baseline::bays::{Bays, bays};
pub use baseline::diagnostics::coast_diagnostics;
pub use baseline::evaluation::{
    Archipelago, Indentation, archipelago, departure, enclosed_water, general_direction,
    indentation, length,
};
pub use baseline::internal::{InternalWaters, internal_waters};
pub use baseline::joining::{Joined, joined};
pub use baseline::land::{land, subtract_land, subtract_land_from_lines};
pub use baseline::{Baseline, Enclave, Rank, Shore, Side, baselines};
pub use effect::Effect;
pub use limits::Limits;
pub use points::{
    BasePoint, Control, Controlled, ControlledLine, ControlledPart, ControlledStretch,
    NearestCoast, PointKind, TurningPoint, turning_points,
};
pub use reach::{is_all_within, may_reach};
pub use request::{AgreedLine, IslandWeight, Overlap, Regime, Request, Stretch};

use crate::error::{Flaw, Result, Warning};
use crate::space::Geographic;
use crate::units::{Metres, NauticalMiles};
use geo::{MultiLineString, MultiPolygon};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// What was computed: belts of water, and the lines between states.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Zones {
    /// One belt for each regime, state and breadth, in the order of the request's regimes, then by state and breadth.
    pub belts: Vec<Zone>,
    /// One line for each pair of states whose waters meet, by state.
    pub medians: Vec<MedianLine>,
    /// Waters of two states at once; only under [`Overlap::Keep`].
    pub shared: Vec<SharedWaters>,
    /// What was repaired or left out on the way.
    pub warnings: Vec<Warning>,
    /// The bound that was kept: how far a limit may be from where it belongs.
    pub tolerance: Metres,
    /// How much there was to do.
    pub counts: Counts,
}

/// The waters within a breadth of a state's baselines.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Zone {
    /// The place of its regime in the request.
    pub regime: usize,
    /// Whose zone it is.
    pub state: String,
    /// The breadth that it is drawn to.
    pub breadth: NauticalMiles,
    /// What the law calls it.
    pub kind: ZoneKind,
    /// Everything within the breadth, as the policy on overlaps leaves it; land and internal waters included.
    ///
    /// Shape: valid polygons, exteriors counter-clockwise, holes clockwise, longitudes −180° to 180°.
    pub area: Geographic<MultiPolygon>,
    /// The arcs of the boundary: where the breadth ends the zone, not another state. Landward arcs are left out where
    /// the baseline's [`Side`] is known.
    pub outer_limit: Geographic<MultiLineString>,
}

/// What UNCLOS calls waters.
///
/// Exhaustive: the convention knows no others, and whoever draws or counts them has to think of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ZoneKind {
    /// Landward of the baseline (Art. 8).
    InternalWaters,
    /// Up to 12 nm (Art. 3).
    TerritorialSea,
    /// Up to 24 nm (Art. 33).
    ContiguousZone,
    /// Up to 200 nm (Art. 57).
    ExclusiveEconomicZone,
    /// Up to 200 nm from any coast, without a claim; further out where the geology allows it, up to 350 nm (Art. 76, 77).
    ContinentalShelf,
    /// What belts leave where a zone of some state is in force all the same: no high seas.
    Beyond,
    /// What belts leave where no state has an exclusive economic zone (Art. 86).
    HighSeas,
}

impl ZoneKind {
    /// Every kind, from the land outward.
    pub const ALL: [ZoneKind; 7] = [
        ZoneKind::InternalWaters,
        ZoneKind::TerritorialSea,
        ZoneKind::ContiguousZone,
        ZoneKind::ExclusiveEconomicZone,
        ZoneKind::ContinentalShelf,
        ZoneKind::Beyond,
        ZoneKind::HighSeas,
    ];

    /// The zone that may be claimed to this breadth.
    pub fn of_breadth(breadth: NauticalMiles) -> ZoneKind {
        match breadth.0 {
            miles if miles <= 12.0 => ZoneKind::TerritorialSea,
            miles if miles <= 24.0 => ZoneKind::ContiguousZone,
            miles if miles <= 200.0 => ZoneKind::ExclusiveEconomicZone,
            _ => ZoneKind::ContinentalShelf,
        }
    }

    /// Its name in files: `territorial-sea`.
    pub fn name(self) -> &'static str {
        match self {
            ZoneKind::InternalWaters => "internal-waters",
            ZoneKind::TerritorialSea => "territorial-sea",
            ZoneKind::ContiguousZone => "contiguous-zone",
            ZoneKind::ExclusiveEconomicZone => "exclusive-economic-zone",
            ZoneKind::ContinentalShelf => "continental-shelf",
            ZoneKind::Beyond => "beyond",
            ZoneKind::HighSeas => "high-seas",
        }
    }

    /// The article of UNCLOS that it rests on; none for what is only left over.
    pub fn article(self) -> Option<&'static str> {
        match self {
            ZoneKind::InternalWaters => Some("UNCLOS Art. 8"),
            ZoneKind::TerritorialSea => Some("UNCLOS Art. 3, 4"),
            ZoneKind::ContiguousZone => Some("UNCLOS Art. 33"),
            ZoneKind::ExclusiveEconomicZone => Some("UNCLOS Art. 57"),
            ZoneKind::ContinentalShelf => Some("UNCLOS Art. 76"),
            ZoneKind::Beyond => None,
            ZoneKind::HighSeas => Some("UNCLOS Art. 86"),
        }
    }

    /// The article of UNCLOS on its delimitation between two states. Only that of the territorial sea has the median for its
    /// rule; those of the economic zone and the shelf ask for an equitable solution, and the contiguous zone has none.
    pub fn delimitation(self) -> Option<&'static str> {
        match self {
            ZoneKind::TerritorialSea => Some("UNCLOS Art. 15"),
            ZoneKind::ExclusiveEconomicZone => Some("UNCLOS Art. 74"),
            ZoneKind::ContinentalShelf => Some("UNCLOS Art. 83"),
            ZoneKind::InternalWaters
            | ZoneKind::ContiguousZone
            | ZoneKind::Beyond
            | ZoneKind::HighSeas => None,
        }
    }

    /// The article of UNCLOS on its outer limit.
    pub fn limit_article(self) -> Option<&'static str> {
        match self {
            ZoneKind::TerritorialSea => Some("UNCLOS Art. 4"),
            ZoneKind::InternalWaters => None,
            other => other.article(),
        }
    }
}

impl fmt::Display for ZoneKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for ZoneKind {
    type Err = Flaw;

    fn from_str(word: &str) -> std::result::Result<ZoneKind, Flaw> {
        let found = ZoneKind::ALL.into_iter().find(|kind| kind.name() == word);
        found.ok_or_else(|| {
            let known = ZoneKind::ALL.map(ZoneKind::name);
            Flaw::new(format!("unknown kind of zone `{word}`")).known(word, &known)
        })
    }
}

/// The line that is equally far from two states, where it divides their waters. It is the rule of the territorial sea (Art. 15)
/// and no more than a beginning beyond it (Art. 74, 83).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MedianLine {
    /// The two states, by name.
    pub states: (String, String),
    /// The widest breadth for which it divides waters.
    pub breadth: NauticalMiles,
    /// Its course; the first state is on the left.
    pub line: Geographic<MultiLineString>,
}

/// Waters within the breadth of two states at once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SharedWaters {
    /// The place of their regime in the request.
    pub regime: usize,
    /// The two states, by name.
    pub states: (String, String),
    /// The breadths of the two.
    pub breadths: (NauticalMiles, NauticalMiles),
    /// Where both reach.
    pub area: Geographic<MultiPolygon>,
}

/// How much there was to do, for reports and timings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Counts {
    /// Positions of the baselines that came in.
    pub positions: usize,
    /// Samples that the cells were built on.
    pub samples: usize,
    /// Vertices of the belts that went out.
    pub vertices: usize,
}

/// The zones that a request asks for.
///
/// Accuracy: every vertex and mid-edge of an outer limit within the request's tolerance of its breadth from the baselines;
/// those of a median line within it equally far from both.
/// Errors: `Input` for a baseline with impossible coordinates, `Usage` for a breadth or tolerance out of range.
/// Source: UNCLOS Art. 3, 4, 15.
pub fn zones(baselines: &[Baseline], request: &Request) -> Result<Zones> {
    request.check()?;
    let coast = baseline::coast::prepare(baselines, request)?;
    policy::zones(coast, request)
}
