//! Waters: a figure's options, the coast and the claims of the date in; belts, median lines and internal waters out,
//! still in longitude and latitude. Turns what the figure asks into a request to `sea`, which knows no figures.

mod baseline_kind;
mod claimed;
mod coast;
mod constructed;
mod datum;
mod edges;
mod effects;
mod in_force;
mod lines;
mod listed;
mod low_tide;
mod named_sea;
mod others;
mod own_file;
mod request;
mod shores;
mod turning_points;
mod unknown_words;
mod window;

pub use baseline_kind::BaselineKind;
pub(crate) use lines::lines;
pub(crate) use listed::{Listed, ListedBaselines, Segment, listed};
pub(crate) use low_tide::{TerritorialSeas, distance as distance_of_elevation};
pub(crate) use named_sea::LAYER as SEA_AREAS;
pub use named_sea::NamedSea;
pub(crate) use window::{coast_window, geodata_of_states};

use crate::claims::{Claim, Claims};
use crate::error::Result;
use crate::figure::{Figure, Shares, ZonesOptions};
use crate::geodata::{Geodata, Reach};
use crate::space::{Geographic, box_of};
use crate::units::Metres;
use coast::{Coast, Enclosed};
use geo::{BoundingRect, MultiPolygon, Rect};
use periplus_sea::{self as sea, Baseline, InternalWaters, MedianLine, Request, Zone, Zones};
use serde::{Deserialize, Serialize};

/// What the eye can tell on paper, in metres: a hundredth of a millimetre.
const VISIBLE: f64 = 1e-5;
/// The finest and the coarsest tolerance that a drawing is computed to, in metres.
const TOLERANCES: (f64, f64) = (1.0, 50.0);
/// How far a limit that is measured or exported may lie from where the law puts it, unless the figure says so.
const MEASURED: Metres = Metres(1.0);

/// The waters of a figure, and what they were computed from.
#[derive(Clone, Debug)]
pub(crate) struct Waters {
    /// Belts, and the lines between states, land included; none between coasts of one sovereign, which no median divides.
    pub zones: Zones,
    /// What lies landward of straight baselines.
    pub internal: Vec<InternalWaters>,
    /// On a map, the waters nearer to the coasts of states that are not asked for, as far as the widest belt reaches.
    pub others: Vec<Geographic<MultiPolygon>>,
    /// Zones in force on the day in the named sea, whoever is asked for: what lies in one is no high seas.
    pub(crate) in_force: Vec<Zone>,
    /// The named sea that they are measured in, land still in its water; none where they are whole, or only drawn.
    pub sea: Option<NamedSea>,
    /// What a reader would call the baselines.
    pub coast: String,
    /// How far the coast is known, where that is stated.
    pub(crate) reach: Option<Reach>,
    /// Credit lines of the data.
    pub sources: Vec<String>,
    /// The claims that the belts rest on; empty where the figure sets the breadths.
    pub(crate) claims: Vec<Claim>,
    /// Credit lines of the bundled coast, where they are measured from it, and of the tables of those claims.
    pub(crate) credits: Vec<String>,
    /// All that they follow from.
    pub(crate) inputs: Inputs,
}

/// All that waters follow from: by it the cache knows what was computed before.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Inputs {
    coast: Coast,
    pub(crate) request: Request,
    /// Whether bays are closed.
    bays: bool,
    /// The states that are not asked for and whose waters a map shows.
    others: Vec<String>,
    /// Zones in force, of which waters in a named sea are told apart from high seas.
    in_force: Option<Request>,
    /// Whether the seabed of all of that sea is within 200 nm of a coast.
    pub(crate) is_all_shelf: bool,
    /// Whether belts are cut off at land.
    ends_at_land: bool,
}

/// What is computed from the inputs.
#[derive(Serialize, Deserialize)]
struct Computed {
    zones: Zones,
    internal: Vec<InternalWaters>,
    others: Vec<Geographic<MultiPolygon>>,
    in_force: Vec<Zone>,
    coast: String,
}

/// What a map makes of belts where their coast has land: they reach from it to either side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnderLand {
    /// Land is drawn over them.
    Hidden,
    /// Nothing hides them there: they end at the coast.
    Cut,
}

/// What waters are computed for.
#[derive(Clone, Copy, Debug)]
enum Purpose {
    /// A map of this extent at a scale of 1 to the denominator.
    Map { extent: Rect, denominator: f64, under_land: UnderLand },
    /// Areas and exports.
    Survey,
    /// A map of this extent that says areas: by one computation, as finely as they ask.
    MapWithAreas { extent: Rect, under_land: UnderLand },
}

/// The waters that a figure asks for, for a sheet of this scale; none if it asks for none.
///
/// Accuracy: the figure's own tolerance; or a hundredth of a millimetre on the sheet (1 to 50 m), 1 m where the figure
/// shows shares.
/// Errors: `Missing` or `Input` for the figure's own coast, `Usage` for a breadth out of range.
pub(crate) fn waters(
    figure: &Figure,
    (extent, denominator): (Rect, f64),
    under_land: UnderLand,
    geodata: &Geodata,
) -> Result<Option<Waters>> {
    let Some(options) = &figure.zones else { return Ok(None) };
    let purpose = match figure.furniture.shares {
        Shares::Off => Purpose::Map { extent, denominator, under_land },
        Shares::Every | Shares::Widest => Purpose::MapWithAreas { extent, under_land },
    };
    prepared(figure, options, purpose, geodata)?.computed(figure, geodata).map(Some)
}

/// What the waters that the options of a figure ask for are computed from, to be measured and exported; the sheet's extent
/// plays no part.
///
/// Accuracy: the figure's own tolerance, or 1 m.
/// Errors: as [`waters()`].
pub(crate) fn to_be_measured(
    figure: &Figure,
    options: &ZonesOptions,
    geodata: &Geodata,
) -> Result<Prepared> {
    prepared(figure, options, Purpose::Survey, geodata)
}

/// Sees that the waters of a figure can be computed: that its files are right, and its states on the coast.
///
/// Errors: as [`waters()`].
pub(crate) fn check(figure: &Figure, geodata: &Geodata) -> Result<()> {
    let Some(options) = &figure.zones else { return Ok(()) };
    let mut coast = Coast::of(figure, options, geodata, MEASURED)?;
    let claims = request::claims_asked(figure, options, &coast, geodata)?;
    request::request(figure, options, &mut coast, claims.as_ref(), geodata, MEASURED).map(drop)
}

/// What waters are computed from.
pub(crate) struct Prepared {
    inputs: Inputs,
    claims: Option<Claims>,
    sea: Option<NamedSea>,
}

fn prepared(
    figure: &Figure,
    options: &ZonesOptions,
    purpose: Purpose,
    geodata: &Geodata,
) -> Result<Prepared> {
    let tolerance = purpose.tolerance();
    let mut coast = Coast::of(figure, options, geodata, tolerance)?;
    coast.find_enclaves(figure.as_of, geodata)?;
    let claims = request::claims_asked(figure, options, &coast, geodata)?;
    let asked = claims.as_ref();
    let mut request = request::request(figure, options, &mut coast, asked, geodata, tolerance)?;
    let is_measured = !matches!(purpose, Purpose::Map { .. });
    let ends_at_land = purpose.ends_at_land();
    let within = options.within.as_ref().filter(|_| is_measured);
    let needs_land = match is_measured {
        true => !coast.is_own || within.is_some(),
        // internal waters lie between baselines and land
        false => !coast.is_own && (coast.is_closed() || options.bays || ends_at_land),
    };
    if needs_land {
        coast.add_bundled_land(geodata)?;
    }
    let sea = within.map(|id| NamedSea::find(id, geodata)).transpose()?;
    if sea.is_some() {
        coast.sources.extend(geodata.catalogue()?.credits([named_sea::LAYER]));
    }
    let outline = sea.as_ref().map(|sea| &sea.water.0);
    request.within = purpose.window(outline, &request, &coast).map(Geographic);
    if is_measured {
        let positions = coast.positions_within(request.within.as_ref());
        let checked = figure.limits.check_measured(request.regimes.len(), positions);
        checked.map_err(|flaw| figure.at_fault(&["zones.breadths"], flaw.into()))?;
    }
    let others = match purpose {
        Purpose::Map { extent, .. } | Purpose::MapWithAreas { extent, .. } => {
            others::states(&coast, &request, extent)
        }
        Purpose::Survey => Vec::new(),
    };
    // A map says whether what is left is high seas; how much of it is not, and what is shelf, nobody reads off it.
    let is_surveyed = matches!(purpose, Purpose::Survey);
    let named = sea.as_ref().map(|sea| &sea.water);
    let is_all_shelf = is_surveyed && named.is_some_and(|sea| in_force::is_all_shelf(&coast, sea));
    let seeks_shelf = is_surveyed && !is_all_shelf;
    let in_force = match named {
        Some(sea) => in_force::Day { figure, options, geodata, is_surveyed, seeks_shelf }
            .request(&request, &coast, sea)?,
        None => None,
    };
    let bays = options.bays;
    let inputs = Inputs { coast, request, bays, others, in_force, is_all_shelf, ends_at_land };
    Ok(Prepared { inputs, claims, sea })
}

impl Prepared {
    /// The waters.
    ///
    /// Errors: as [`waters()`].
    pub(crate) fn computed(self, figure: &Figure, geodata: &Geodata) -> Result<Waters> {
        let Prepared { inputs, claims, sea } = self;
        let claims = claims.as_ref();
        let Computed { mut zones, internal, others, in_force, coast } = geodata
            .cache()
            .get_or_compute("waters", &inputs, || inputs.compute())
            .map_err(|error| figure.at_fault(&["zones"], error))?;
        let Inputs { request, coast: baselines, .. } = &inputs;
        zones.medians.retain(|MedianLine { states: (one, other), .. }| {
            !baselines.are_of_one_sovereign(one, other)
        });
        let behind = claimed::behind(&zones, claims, request, baselines, geodata)?;
        let on_claims = claimed::warnings(&behind, claims, figure.as_of, request, baselines);
        zones.warnings.extend(on_claims);
        let claim_credits = claimed::credits(&behind, geodata)?;
        let sources = baselines.sources.iter().chain(&claim_credits).cloned().collect();
        let reach = baselines.reach.clone();
        let claims = behind;
        let mut credits = match baselines.is_own {
            true => Vec::new(),
            false => geodata.catalogue()?.credits(["shoreline"]),
        };
        credits.extend(claim_credits);
        Ok(Waters {
            zones,
            internal,
            others,
            in_force,
            sea,
            coast,
            reach,
            sources,
            claims,
            credits,
            inputs,
        })
    }
}

impl Waters {
    /// The claims that a belt rests on; none where the figure sets its breadth.
    pub(crate) fn claims_behind<'a>(&'a self, belt: &'a Zone) -> impl Iterator<Item = &'a Claim> {
        self.claims.iter().filter(move |claim| claimed::is_behind(claim, belt))
    }
}

impl Purpose {
    /// Whether belts are cut off at land.
    fn ends_at_land(self) -> bool {
        match self {
            Purpose::Map { under_land, .. } | Purpose::MapWithAreas { under_land, .. } => {
                under_land == UnderLand::Cut
            }
            // the partition has no land in it
            Purpose::Survey => false,
        }
    }

    /// How far a limit may be from where it belongs, unless the figure says so.
    fn tolerance(self) -> Metres {
        match self {
            Purpose::Map { denominator, .. } => {
                Metres((VISIBLE * denominator).clamp(TOLERANCES.0, TOLERANCES.1))
            }
            Purpose::Survey | Purpose::MapWithAreas { .. } => MEASURED,
        }
    }

    /// Where zones have to be exact; none: all of the coast matters.
    fn window(self, sea: Option<&MultiPolygon>, request: &Request, coast: &Coast) -> Option<Rect> {
        let map = match self {
            Purpose::Map { extent, .. } | Purpose::MapWithAreas { extent, .. } => {
                Some(window::of_map(extent))
            }
            Purpose::Survey => None,
        };
        let sea = sea.and_then(BoundingRect::bounding_rect);
        // without a map or a sea the states' own zones are asked for
        box_of(map.into_iter().chain(sea)).or_else(|| window::of_states(request, coast))
    }
}

impl Inputs {
    /// Errors: as [`sea::zones`].
    fn compute(&self) -> Result<Computed> {
        let Inputs { coast, request, bays, others, in_force, .. } = self;
        // A coast may have millions of positions: none of it is copied but to be changed.
        let closed = bays.then(|| coast.with_bays_closed(&request.states));
        let coast = closed.as_ref().unwrap_or(coast);
        let mut zones = sea::zones(&coast.baselines, request)?;
        coast.take_lakes_out(&mut zones);
        let Enclosed { internal, coast: name, warnings } = coast.internal_waters(&request.states);
        zones.warnings.extend(coast.warnings.iter().cloned().chain(warnings));
        let mut others = others::waters(coast, request, others)?;
        if self.ends_at_land {
            end_at_land(&mut zones, &mut others, &coast.land);
        }
        let in_force = match in_force {
            Some(request) => in_force::zones(coast, request)?,
            None => Vec::new(),
        };
        Ok(Computed { zones, internal, others, in_force, coast: name })
    }

    /// What breadths are measured from, by how exactly it is known, where shores are known so well.
    pub(crate) fn by_accuracy(&self, shores: Metres) -> Vec<(Metres, Vec<Baseline>)> {
        self.coast.by_accuracy(shores)
    }

    /// What breadths are measured from.
    pub(crate) fn into_baselines(self) -> Vec<Baseline> {
        self.coast.baselines
    }

    /// Whether the coasts of two states have one sovereign: what divides their waters is no boundary between states.
    pub(crate) fn are_of_one_sovereign(&self, one: &str, other: &str) -> bool {
        self.coast.are_of_one_sovereign(one, other)
    }

    /// The land that is no part of any water.
    pub(crate) fn land(&self) -> &[Geographic<MultiPolygon>] {
        &self.coast.land
    }
}

/// Takes the land out of all waters, and what lies on it out of their limits.
fn end_at_land(
    zones: &mut Zones,
    others: &mut [Geographic<MultiPolygon>],
    land: &[Geographic<MultiPolygon>],
) {
    for belt in &mut zones.belts {
        belt.outer_limit = sea::subtract_land_from_lines(&belt.outer_limit, land);
    }
    let belts = zones.belts.iter_mut().map(|belt| &mut belt.area);
    let shared = zones.shared.iter_mut().map(|shared| &mut shared.area);
    for area in belts.chain(shared).chain(others) {
        *area = sea::subtract_land(area, land);
    }
}

/// How much there was to compute, in words.
pub(crate) fn count(waters: &Waters) -> String {
    let counts = waters.zones.counts;
    format!("{} samples, {} vertices", counts.samples, counts.vertices)
}
