//! Joining: coasts of neighbours in, as their files draw them; baselines without what is no coast out, and what was joined.
//! Where two files, or two states of one file, draw a common border, its vertices differ, it gapes and overlaps by
//! centimetres; one state's land lies over another's; an island is drawn under two states. What is a coast is found by
//! what lies on both sides: the land of one's own, and the sea (UNCLOS Art. 5). What has land on both sides is a land
//! boundary, wherever vertices lie; what has a lake on the other is its shore.
//! Not here: lines and points, which are baselines as they are; what of shared vertices a median starts at (`boundary`).
//!
//! The steps:
//! 1. `parcels`: polygons and closed lines become parcels of land, in one frame of longitudes;
//! 2. `bridges`: parcels that come within the tolerance of each other are tied there, so that no water is between them;
//! 3. `seashore`: the outline of all land together, with the lakes that it shuts in; what of each ring lies on it;
//! 4. `claims`: whose each stretch is, of one state or more;
//! 5. `stretches`: stretches of coast along rings; where those of two states meet they end in one position;
//! 6. `findings`: what was joined, in words.

mod bridges;
mod claims;
mod findings;
mod parcels;
mod seashore;
mod segments;
mod stretches;

use super::coast::mainlands;
use super::{Baseline, Rank, Shore, Side, baselines};
use crate::error::{Error, Place, Result, Warning, raised};
use crate::sea::limits::Limits;
use crate::sea::request::Overlap;
use crate::space::Geographic;
use crate::units::Metres;
use bridges::Excess;
use geo::{Coord, LineString, MultiPolygon};
use parcels::Land;
use std::collections::BTreeSet;
use stretches::Stretch;

/// Coasts that were joined.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Joined {
    /// The baselines, to be given to [`zones`](crate::zones). Coasts of which nothing had to be joined are those of
    /// [`baselines`], to the last digit. A state that has no coast left has a baseline without positions.
    pub baselines: Vec<Baseline>,
    /// What lies between joined coasts: gaps no wider than the tolerance, no part of any water.
    ///
    /// Shape: valid polygons, longitudes −180° to 180° but for land over the antimeridian.
    pub gaps: Vec<Geographic<MultiPolygon>>,
    /// Waters that land shuts in: they have no territorial sea (UNCLOS Art. 5, 8). Shape: as [`Joined::gaps`].
    pub lakes: Vec<Geographic<MultiPolygon>>,
    /// What was joined and where, whose land lies over whose, what is a lake.
    pub warnings: Vec<Warning>,
}

/// How coasts are joined: `metres` within which two are one, and what becomes of coasts of two states.
#[derive(Clone, Copy, Debug)]
struct Reach {
    /// No water is narrower than this.
    tolerance: f64,
    /// Half the width of a bridge.
    bridge: f64,
    /// Two lines no farther apart are the same.
    same: f64,
}

/// The baselines of coasts that run together: as [`baselines`] gives them, but without what is land boundary, shore of a
/// lake, or land under another state's.
///
/// What is no wider than `tolerance` (that of the request) is no water: borders that gape or overlap by less are land
/// boundaries, and the coasts of the two states then end in one position at their mouth. Where the land of two states
/// ends in one and the same coast (the same island under two states), the coast is disputed: under [`Overlap::Keep`] it
/// is each one's, else nobody's, but for shores that are [held](Shore::held).
///
/// `file` is what the warnings call the coasts. Accuracy: coasts are where they were; their ends move by the tolerance at
/// most. Land round a pole, and borders on the antimeridian of coasts that go round the whole earth, are left as they are.
///
/// Errors: `Input` where more coasts run within the tolerance of each other than [`Limits::together`] allows.
pub fn joined(
    shores: &[Shore],
    (tolerance, overlap): (Metres, Overlap),
    limits: &Limits,
    file: &str,
) -> Result<Joined> {
    let originals = baselines(shores);
    let untouched = |originals| Joined { baselines: originals, ..Joined::default() };
    let land = Land::of(shores, &originals, tolerance);
    if land.parcels.is_empty() {
        return Ok(untouched(originals));
    }
    let reach = Reach::of(tolerance, &land);
    let ties = match bridges::ties(&land, reach, limits.together) {
        Ok(ties) => ties,
        Err(Excess::Crossings) => {
            let warnings = vec![too_many_crossings(file)];
            return Ok(Joined { warnings, ..untouched(originals) });
        }
        Err(Excess::Together(at)) => {
            return Err(too_many_together(Land::unframed(at), limits.together, tolerance, file));
        }
    };
    let shore = seashore::Seashore::of(&land, ties.bridges.clone());
    let claims = claims::Claims::of(&land, shores, &shore, reach);
    let coasts: Vec<stretches::RingCoast> = (0..land.rings.len())
        .map(|ring| stretches::ring_coast(&land, &shore, &claims, ring, reach))
        .collect();
    let is_clean = |ring: usize| coasts[ring].is_as_drawn(&land, &ties.shared, ring, reach);
    if (0..land.rings.len()).all(is_clean) {
        return Ok(untouched(originals));
    }
    let mut stretches: Vec<Stretch> =
        coasts.iter().flat_map(|coast| coast.stretches.iter().cloned()).collect();
    stretches::settle_scraps(&mut stretches, reach);
    let joints = stretches::join_ends(&mut stretches, &land, reach);
    let warnings = findings::Findings {
        land: &land,
        shores,
        shore: &shore,
        ties: &ties,
        stretches: &stretches,
        joints: &joints,
        reach,
        overlap,
        file,
    }
    .warnings();
    let [gaps, lakes] = shore.shut_in(reach);
    let baselines = emitted(originals, &land, &coasts, &stretches, &shore, overlap);
    Ok(Joined { baselines, gaps, lakes, warnings })
}

/// An error for coasts of which too many run within the tolerance of each other at a position and elsewhere.
fn too_many_together(at: Coord, most: u64, tolerance: Metres, file: &str) -> Error {
    let message = format!("too many coasts run within {} m of each other", tolerance.0);
    let place = Place::file(file).part(format!("near {:.4}, {:.4}", at.x, at.y));
    Error::input(message).at(place).hint(format!(
        "draw each coast once, or take a smaller tolerance; {}",
        raised("together", most.saturating_mul(4))
    ))
}

fn too_many_crossings(file: &str) -> Warning {
    let most = bridges::MOST_CROSSINGS;
    let message = format!("coasts cross each other more than {most} times, and are not joined");
    Warning::new(message)
        .at(Place::file(file))
        .hint("each counts as it is drawn; repair the file with ogr2ogr -makevalid")
}

impl Reach {
    fn of(tolerance: Metres, land: &Land) -> Reach {
        /// The share of the tolerance that a bridge is wide.
        const BRIDGE_SHARE: f64 = 0.04;
        // The overlay counts to 2³¹ across its extent: what is narrower may vanish.
        let bridge = (tolerance.0 * BRIDGE_SHARE / 2.0).max(2.0 * land.rounding());
        Reach { tolerance: tolerance.0, bridge, same: 2.5 * bridge }
    }
}

/// The baselines with what is left of those that were joined in place of them.
fn emitted(
    originals: Vec<Baseline>,
    land: &Land,
    coasts: &[stretches::RingCoast],
    stretches: &[Stretch],
    shore: &seashore::Seashore,
    overlap: Overlap,
) -> Vec<Baseline> {
    // Ranks hang on rings being whole.
    let mainlands = mainlands(&originals);
    let rank = |place: usize| match originals[place].rank {
        Rank::Unknown if mainlands.contains(&place) => Rank::Mainland,
        Rank::Unknown => Rank::Island,
        known => known,
    };
    let replaced: BTreeSet<usize> = (0..land.rings.len())
        .filter(|ring| !coasts[*ring].is_whole())
        .map(|ring| land.rings[ring].baseline)
        .collect();
    let is_kept = |place: &usize| {
        let line = &originals[*place].line.0;
        let in_lake = line.0.len() == 1 && shore.is_in_lake(land.framed(line.0[0]));
        !replaced.contains(place) && !in_lake
    };
    let mut found: Vec<Baseline> = (0..originals.len())
        .filter(is_kept)
        .map(|place| Baseline { rank: rank(place), ..originals[place].clone() })
        .collect();
    for stretch in stretches {
        let ring = &land.rings[stretch.ring];
        if coasts[stretch.ring].is_whole() {
            continue;
        }
        let is_disputed = stretch.states.len() > 1;
        if is_disputed && overlap != Overlap::Keep {
            continue;
        }
        for &state in &stretch.states {
            found.push(Baseline {
                state: land.states[state].clone(),
                line: Geographic(LineString(in_range(&stretch.positions))),
                seaward: Side::Right,
                one_sided: false,
                enclave: None,
                rank: rank(ring.baseline),
            });
        }
    }
    let with_coast: BTreeSet<String> = found.iter().map(|it| it.state.clone()).collect();
    let all: BTreeSet<&String> = originals.iter().map(|it| &it.state).collect();
    let without = all.into_iter().filter(|state| !with_coast.contains(*state));
    found.extend(without.map(|state| Baseline::line(state.clone(), Vec::new())));
    found
}

fn in_range(positions: &[Coord]) -> Vec<Coord> {
    let turned = |at: &Coord| Coord { x: parcels::on_one_turn(at.x), y: at.y };
    positions.iter().map(turned).collect()
}
