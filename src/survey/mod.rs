//! Survey: a figure's waters in, sets of zones without land out (longitude and latitude), for exports and statistics.
//! Where the figure names a sea, the zones are those inside of it, and what they leave is the high seas (UNCLOS
//! Art. 86), or lies beyond them where a zone of some state is in force all the same; else they are whole, as far as
//! the coast reaches. The sheet's extent plays no part.
//! Zones are a partition: they share their vertices, do not overlap (but under `keep`), and leave no gaps.
//! Not here: which state claims what (see `crate::claims`); how baselines come about (see `crate::waters`).

mod baselines;
mod part;
mod partition;
mod set;
mod uncertainty;

pub use crate::claims::Claim as Law;
pub use crate::waters::{BaselineKind, NamedSea};
pub use baselines::{BaselineReport, Measured, Range, Test, TestedBaseline, Unit, Verdict};
pub use set::{Claim, Line, Set, Uncertainty, Water};
pub use uncertainty::Doubt;
pub(crate) use uncertainty::{Known, doubt_within};

use crate::claims::{self, Claims};
use crate::error::{Error, Result, Warning};
use crate::figure::{Figure, ZonesOptions};
use crate::geodata::{Date, Feature, Geodata, Reach};
use crate::select;
use crate::space::Geographic;
use crate::units::Metres;
use crate::waters::{self, Waters};
use geo::MultiPolygon;
use partition::Partition;
use periplus_sea::arrangement;
use periplus_sea::geodesy::SquareMetres;
use periplus_sea::{self as sea, Baseline, Overlap};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Waters without land, and how they were computed.
#[derive(Clone, Debug, PartialEq)]
pub struct Survey {
    /// One set for each breadth, the narrowest first; or one for each kind of zone that is claimed.
    pub sets: Vec<Set>,
    /// The same sets with belts from where the set before ends, instead of from the baseline.
    pub rings: Vec<Set>,
    /// The named sea that the zones are cut to; none: they are whole.
    pub sea: Option<NamedSea>,
    /// West, south, east, north of the box that the waters are cut to; none: they are not.
    pub part: Option<[f64; 4]>,
    /// What the states are called, by their codes; those of a coast of one's own may have no name.
    pub names: BTreeMap<String, String>,
    /// What happened where two states' waters meet.
    pub policy: Overlap,
    /// What islands count for beyond the territorial sea, where not all of them count in full: `islands 0.5; Kastellorizo 0`.
    pub effects: String,
    /// Whether the breadths are those that states claim on the day.
    pub as_claimed: bool,
    /// The claims that hold on the day; empty where breadths are given.
    pub laws: Vec<claims::Claim>,
    /// Lines at sea that are agreed or claimed on the day.
    pub agreed_and_claimed: Vec<Feature>,
    /// How far a limit may be from where it belongs.
    pub tolerance: Metres,
    /// How exactly the coast is known, and how far the low-water line may lie off it, where the figure says so.
    pub known: Option<[Metres; 2]>,
    /// The day that the figure is of.
    pub as_of: Option<Date>,
    /// The coast that breadths were measured from: the bundled one with its vintage, or the user's file.
    pub coast: String,
    /// How far that coast is known, where it is stated: what it does not know may change waters near its edge.
    pub reach: Option<Reach>,
    /// Credit lines of the data.
    pub sources: Vec<String>,
    /// What was repaired or left out.
    pub warnings: Vec<Warning>,
}

impl Survey {
    /// Whether what lies beyond the reach of the coast may change these waters: they are then not to be taken as whole.
    pub fn is_cut(&self, water: &Water) -> bool {
        self.reach.as_ref().is_some_and(|reach| !reach.holds_round(&water.area, water.breadth))
    }

    /// What a state is called, with its code: `Greece (GRC)`.
    pub fn name(&self, state: &str) -> String {
        match self.names.get(state) {
            Some(name) => format!("{name} ({state})"),
            None => state.to_owned(),
        }
    }

    /// The same of whose waters are.
    pub fn whose(&self, claim: &Claim) -> String {
        match claim {
            Claim::State(state) => self.name(state),
            Claim::Both(one, other) => format!("{} and {}", self.name(one), self.name(other)),
            Claim::Beyond(state, zone) => format!("{zone} of {}", self.name(state)),
            Claim::Nobody => claim.to_string(),
        }
    }

    /// By how much the area of waters of a set may be off; none where nothing is known of that, and of what the set does not hold.
    pub fn uncertainty_of(&self, set: &Set, water: &Water) -> Option<SquareMetres> {
        let is_held = set.waters.iter().any(|it| std::ptr::eq(it, water));
        is_held.then(|| uncertainty::of_water(set, &self.sets, water)).flatten()
    }

    /// The band round a line, as far to both sides as it may be off; none where nothing is known of that.
    ///
    /// Shape: valid polygons.
    pub fn band(line: &Line) -> Option<Geographic<MultiPolygon>> {
        uncertainty::band(line)
    }

    /// Says of the lines how far they may be off. Effects of islands and policies other than the median make lines that no base
    /// point controls: nothing is said of those.
    fn doubt(&mut self, stated: Option<[Metres; 2]>, known: &Known) {
        if self.policy != Overlap::Median || !self.effects.is_empty() {
            let message = "how far lines may be off is not said: not all of them are controlled by base points";
            self.warnings.push(
                Warning::new(message)
                    .hint("effects of islands, and policies other than `median`, make others"),
            );
            return;
        }
        self.sets.iter_mut().chain(&mut self.rings).for_each(|set| known.fill(set));
        self.known = stated;
    }

    /// A warning for all waters that the edge of the data cuts; nothing if there are none.
    fn cut_by_edge(&self) -> Option<Warning> {
        let reach = self.reach.as_ref()?;
        let waters = self.sets.iter().flat_map(|set| &set.waters);
        let cut = waters.filter(|water| self.is_cut(water)).map(|water| match &water.claim {
            Claim::State(state) => state.clone(),
            Claim::Both(one, other) => format!("{one} and {other}"),
            Claim::Beyond(..) | Claim::Nobody => "nobody".to_owned(),
        });
        let whose: BTreeSet<String> = cut.collect();
        if whose.is_empty() {
            return None;
        }
        let whose = whose.into_iter().collect::<Vec<_>>().join(", ");
        let message = format!(
            "the coast is known {reach} only: the waters of {whose} are cut there and not whole"
        );
        Some(
            Warning::new(message)
                .hint("their areas are marked; bring a coast that reaches further: coast = FILE"),
        )
    }
}

/// Surveys a figure's waters.
///
/// Accuracy: limits within the figure's tolerance, or 1 m; the land as the coast has it.
/// Errors: `Input` if the figure asks for no waters or its coast is wrong, `Missing` for an unknown sea or file,
/// `Usage` for a state that the coast does not have.
pub fn survey(figure: &Figure, geodata: &Geodata) -> Result<Survey> {
    with_waters(figure, geodata).map(|(survey, _)| survey)
}

/// Surveys a figure's waters, and gives the baselines that they were measured from, of all states.
///
/// Errors: as [`survey`].
pub fn with_baselines(figure: &Figure, geodata: &Geodata) -> Result<(Survey, Vec<Baseline>)> {
    let (survey, waters) = with_waters(figure, geodata)?;
    Ok((survey, waters.inputs.into_baselines()))
}

/// Surveys a figure's waters, and gives them with what they were computed from.
///
/// Errors: as [`survey`].
pub(crate) fn with_waters(figure: &Figure, geodata: &Geodata) -> Result<(Survey, Waters)> {
    let options = figure.zones.as_ref().ok_or_else(|| no_waters(figure))?;
    select::check_seas(figure, geodata)?;
    let mut earth = waters::geodata_of_states(figure, options, geodata)?;
    let at_fault = |error| figure.at_fault(&[], error);
    let measured = waters::to_be_measured(figure, options, earth.as_ref().unwrap_or(geodata));
    let measured = measured.map_err(at_fault)?;
    // A coast of the whole earth is hundreds of megabytes, and has been taken over.
    earth.iter_mut().for_each(|earth| earth.forget_read());
    let geodata = earth.as_ref().unwrap_or(geodata);
    let waters = measured.computed(figure, geodata).map_err(at_fault)?;
    let survey = of(figure, options, &waters, geodata)?;
    Ok((survey, waters))
}

/// Holds a figure's baselines against what the law asks of them: lines at sea, and what lies off the coast.
///
/// Accuracy: lengths and distances 1 m, areas to 1 cm of the shore, as the coast and the lines have them.
/// Errors: `Input` if the figure asks for no waters or a file is wrong, `Missing` for an unknown file.
pub fn baselines(figure: &Figure, geodata: &Geodata) -> Result<BaselineReport> {
    let options = figure.zones.as_ref().ok_or_else(|| no_waters(figure))?;
    let earth = waters::geodata_of_states(figure, options, geodata)?;
    let geodata = earth.as_ref().unwrap_or(geodata);
    baselines::tested(figure, options, geodata, names(geodata)?)
}

/// Surveys waters that have been computed already: a map and its areas are of one computation.
///
/// Errors: as [`survey`].
pub(crate) fn of(
    figure: &Figure,
    options: &ZonesOptions,
    waters: &Waters,
    geodata: &Geodata,
) -> Result<Survey> {
    let outline = waters.sea.as_ref().map(|sea| &sea.water);
    let inputs = (&waters.inputs, outline);
    let Partitioned { sets, rings, sea } =
        geodata
            .cache()
            .get_or_compute("partition", &inputs, || Ok(partitioned(waters, outline)))?;
    let as_claimed = options.breadths.is_empty() && options.own_breadths.is_empty();
    let laws = match as_claimed {
        true => Claims::on(figure.as_of, geodata)?.claims,
        false => Vec::new(),
    };
    let mut survey = Survey {
        sets,
        rings,
        sea: waters.sea.clone().zip(sea).map(|(named, water)| NamedSea { water, ..named }),
        part: None,
        names: names(geodata)?,
        policy: options.overlap,
        effects: effects(options),
        as_claimed,
        laws,
        agreed_and_claimed: waters::lines(figure, options, geodata)?,
        tolerance: waters.zones.tolerance,
        known: None,
        as_of: figure.as_of,
        coast: waters.coast.clone(),
        reach: waters.reach.clone(),
        sources: waters.sources.clone(),
        warnings: waters.zones.warnings.clone(),
    };
    survey.warnings.extend(survey.cut_by_edge());
    if let Some(known) = known_of(options, waters)? {
        let tide = options.tide.unwrap_or(Metres(0.0));
        survey.doubt(options.coast_accuracy.map(|accuracy| [accuracy, tide]), &known);
    }
    Ok(survey)
}

/// How exactly a figure knows what its waters are measured from; nothing where it does not say so.
///
/// Errors: `Input` for impossible coordinates.
pub(crate) fn known(figure: &Figure, waters: &Waters) -> Result<Option<Known>> {
    figure.zones.as_ref().map_or(Ok(None), |options| known_of(options, waters))
}

fn known_of(options: &ZonesOptions, waters: &Waters) -> Result<Option<Known>> {
    let Some(accuracy) = options.coast_accuracy else { return Ok(None) };
    let tide = options.tide.unwrap_or(Metres(0.0));
    let shores = Metres(libm::hypot(accuracy.0, tide.0));
    Known::of(waters.inputs.by_accuracy(shores), waters.zones.tolerance).map(Some)
}

/// What states are called in English, by their codes.
fn names(geodata: &Geodata) -> Result<BTreeMap<String, String>> {
    const LAYER: &str = "countries";
    if !geodata.has(LAYER) {
        return Ok(BTreeMap::new());
    }
    let countries = geodata.layer(LAYER)?.iter();
    let named =
        countries.filter_map(|country| Some((country.text("state")?, country.text("name")?)));
    let mut names = BTreeMap::new();
    for (state, name) in named {
        names.entry(state.to_owned()).or_insert_with(|| name.to_owned());
    }
    Ok(names)
}

/// What islands count for, in words; nothing where all count in full.
fn effects(options: &ZonesOptions) -> String {
    let weight = f64::from(options.island_weight);
    let all = (weight < 1.0).then(|| format!("islands {weight}"));
    let single = options.effect.iter().map(|(island, effect)| format!("{island} {effect}"));
    all.into_iter().chain(single).collect::<Vec<_>>().join("; ")
}

fn no_waters(figure: &Figure) -> Error {
    Error::input(format!("the figure `{}` asks for no waters", figure.name))
        .hint("give it a [zones] table with `states` and `breadths`, or add --breadth")
}

/// Sets of zones cut from one partition.
#[derive(Serialize, Deserialize)]
struct Partitioned {
    /// One set a regime, belts nested.
    sets: Vec<Set>,
    /// The same, belts from where the set before ends.
    rings: Vec<Set>,
    /// The water of the named sea.
    sea: Option<Geographic<MultiPolygon>>,
}

/// Waters with land in them, and the outline of a sea, partitioned.
fn partitioned(waters: &Waters, outline: Option<&Geographic<MultiPolygon>>) -> Partitioned {
    let Waters { zones, internal, in_force, inputs, .. } = waters;
    let water = match outline {
        Some(outline) => sea::subtract_land(outline, inputs.land()),
        None => {
            // What lies in no zone is dropped later.
            let areas = zones.belts.iter().map(|belt| &belt.area.0);
            let framed = arrangement::frame(areas.chain(internal.iter().map(|it| &it.area.0)));
            sea::subtract_land(&framed, inputs.land())
        }
    };
    let partition = Partition::new(water, &zones.belts, internal, in_force, zones.tolerance);
    let is_sea = outline.is_some();
    let sets = set::nested(&partition, inputs, is_sea);
    Partitioned {
        rings: set::rings(&partition, inputs, &sets),
        sets,
        // What is left out of the partition is not counted as sea either.
        sea: is_sea.then(|| partition.join(|_| true)),
    }
}
