//! What breadths are measured from: a figure's options in, baselines and land out, with the names of both.

use super::baseline_kind::BaselineKind;
use super::effects::{Effects, effects};
use super::low_tide::{self, TerritorialSeas};
use super::own_file::{NOBODY, own};
use super::shores::{side, sovereigns, weighed};
use crate::claims::Claims;
use crate::error::{Error, Place, Result, Warning};
use crate::figure::{Figure, ZonesOptions};
use crate::geodata::select::is_valid;
use crate::geodata::{Date, Feature, Geodata, Naming, Reach, Read, Value};
use crate::space::Geographic;
use crate::state::StateCode;
use crate::units::Metres;
use crate::worldview::Worldview;
use geo::{
    BoundingRect, Contains, Coord, CoordsIter, Distance, Euclidean, LineString, MultiPolygon,
    Point, Rect,
};
use periplus_sea::{self as sea, Baseline, Enclave, InternalWaters, Rank, Zones};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;

/// What breadths are measured from, and what is taken out of the zones.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Coast {
    pub(super) baselines: Vec<Baseline>,
    /// So many of them, the first, are shores; the others lines at sea, and what dries.
    natural: usize,
    /// Of states that are part of another, such as dependencies: that other one.
    sovereigns: BTreeMap<String, String>,
    /// Those of them that are straight baselines.
    straight: Vec<Baseline>,
    /// How exactly each of these is known, in metres, as its feature says (`accuracy_m`): listed points exactly.
    #[serde(skip)]
    listed_accuracy: Vec<f64>,
    /// What lies behind closing lines of bays.
    bays: Vec<InternalWaters>,
    pub(super) land: Vec<Geographic<MultiPolygon>>,
    /// What the land of the user's coast shuts in: no zone reaches there.
    lakes: Vec<Geographic<MultiPolygon>>,
    /// What a reader would call it.
    pub(super) name: String,
    pub(super) sources: Vec<String>,
    pub(super) warnings: Vec<Warning>,
    /// How far it is known, where that is stated.
    pub(super) reach: Option<Reach>,
    /// It is the user's: the bundled land is not part of it.
    pub(super) is_own: bool,
}

/// What straight baselines shut in.
pub(super) struct Enclosed {
    pub(super) internal: Vec<InternalWaters>,
    /// What a reader would call the coast with those lines.
    pub(super) coast: String,
    /// What was found on the way.
    pub(super) warnings: Vec<Warning>,
}

impl Coast {
    /// Takes coasts that the claims of a day have as enclaves for that: of the bundled coast whatever is asked for, since it
    /// is so whatever breadth a figure tries.
    ///
    /// Errors: `Input` for claims that cannot be read, `Missing` for one in a sea that the geodata do not have.
    pub(super) fn find_enclaves(&mut self, day: Option<Date>, geodata: &Geodata) -> Result<()> {
        if self.is_own {
            return Ok(());
        }
        for claim in Claims::on(day, geodata)?.claims {
            let Some(within) = &claim.enclave_of else { continue };
            let place = claim.place(geodata)?;
            let is_there = |baseline: &&mut Baseline| {
                claim.state.means(&baseline.state)
                    && place.as_ref().is_none_or(|place| is_on(&baseline.line.0, &place.0))
            };
            for baseline in self.baselines.iter_mut().filter(is_there) {
                let (within, breadth) = (within.as_str().to_owned(), claim.breadth_nm);
                baseline.enclave = Some(Enclave { within, breadth });
            }
        }
        Ok(())
    }

    /// The user's coast or the bundled shoreline, with the straight baselines of the date.
    ///
    /// The user's coast is joined where it runs together, to the figure's tolerance or to this one.
    ///
    /// Errors: `Missing` or `Input` for the user's files.
    pub(super) fn of(
        figure: &Figure,
        options: &ZonesOptions,
        geodata: &Geodata,
        tolerance: Metres,
    ) -> Result<Coast> {
        let tolerance = options.tolerance.unwrap_or(tolerance);
        let mut coast = match &options.coast {
            Some(path) => {
                let read = own(path, figure, &options.naming_of_coast());
                let coast = read.and_then(|read| {
                    let seas = TerritorialSeas::of(figure, options, geodata)?;
                    Coast::own((path, figure, options), (tolerance, &seas), read)
                });
                coast.map_err(|error| figure.at_fault(&["zones.coast"], error))?
            }
            None => Coast::bundled(figure, options, geodata)?,
        };
        if let Some(path) = &options.baselines {
            let read = own(path, figure, &Naming::default());
            let read = read.and_then(|read| {
                let seas = TerritorialSeas::of(figure, options, geodata)?;
                coast.add_listed(read.features.iter().collect(), &seas, path)?;
                Ok(read)
            });
            let read = read.map_err(|error| figure.at_fault(&["zones.baselines"], error))?;
            coast.sources.push(path.display().to_string());
            coast.warnings.extend(read.warnings);
        }
        if let Some(path) = &options.land {
            let added = coast.add_land(path, figure);
            added.map_err(|error| figure.at_fault(&["zones.land"], error))?;
        }
        for baseline in &mut coast.baselines {
            if options.territorial_only.iter().any(|code| *code == baseline.state.as_str()) {
                baseline.rank = Rank::Rock;
            }
        }
        Ok(coast)
    }

    fn own(
        (path, figure, options): (&Path, &Figure, &ZonesOptions),
        (tolerance, seas): (Metres, &TerritorialSeas),
        mut read: Read,
    ) -> Result<Coast> {
        // A line that has the sea on one side has internal waters on the other, where land shuts them in.
        let is_listed = |feature: &&Feature| {
            BaselineKind::of(feature).is_some_and(|kind| kind.is_line_at_sea() || kind.dries())
                || matches!(side(feature), Some("left" | "right"))
        };
        let (listed, shore): (Vec<_>, Vec<_>) = read.features.iter().partition(is_listed);
        let shown = path.display().to_string();
        let effects = effects(figure, options, &shore, None)?;
        let shores = weighed(shore.iter().copied(), &effects);
        let how = (tolerance, options.overlap);
        let joined = sea::joined(&shores, how, &figure.limits.of_zones(), &shown)?;
        read.warnings.extend(joined.warnings);
        let is_somebodys = |baseline: &Baseline| baseline.state != NOBODY;
        let land = sea::land(shore.iter().map(|feature| &feature.geometry));
        let filled = joined.gaps.iter().chain(&joined.lakes).cloned();
        let baselines: Vec<_> = joined.baselines.into_iter().filter(is_somebodys).collect();
        let mut coast = Coast {
            natural: baselines.len(),
            baselines,
            sovereigns: sovereigns(&read.features),
            straight: Vec::new(),
            listed_accuracy: Vec::new(),
            bays: Vec::new(),
            land: land.into_iter().chain(filled).collect(),
            lakes: joined.lakes,
            name: shown.clone(),
            sources: vec![shown],
            warnings: read.warnings,
            reach: read.reach,
            is_own: true,
        };
        coast.add_listed(listed, seas, path)?;
        Ok(coast)
    }

    fn bundled(figure: &Figure, options: &ZonesOptions, geodata: &Geodata) -> Result<Coast> {
        let catalogue = geodata.catalogue()?;
        let vintage = catalogue.layer("shoreline").map(|entry| entry.vintage.clone());
        let view = Worldview::of_figure(figure.worldview.as_deref(), figure.as_of, geodata)?;
        let redrawn = view.redraw("shoreline", geodata)?;
        let shoreline = redrawn.as_deref().map_or_else(|| geodata.layer("shoreline"), Ok)?;
        let at_sea: Vec<&Feature> = at_sea(shoreline).collect();
        let effects = effects(figure, options, &at_sea, Some(geodata))?;
        let baselines = baselines(at_sea, &effects);
        let mut coast = Coast {
            natural: baselines.len(),
            baselines,
            sovereigns: sovereigns(shoreline),
            straight: Vec::new(),
            listed_accuracy: Vec::new(),
            bays: Vec::new(),
            land: Vec::new(),
            lakes: Vec::new(),
            name: vintage.unwrap_or_else(|| "shoreline.geojson".to_owned()),
            sources: catalogue.credits(["shoreline"]),
            warnings: Vec::new(),
            reach: Some(geodata.reach("shoreline")?),
            is_own: false,
        };
        const LAYER: &str = "straight-baselines";
        if !options.coast_only && geodata.has(LAYER) {
            let mut valid = Vec::new();
            for line in geodata.layer(LAYER)? {
                if is_valid(line, figure.as_of)? {
                    valid.push(line);
                }
            }
            coast.add_straight(valid);
        }
        Ok(coast)
    }

    /// Adds lines at sea and what dries, low-tide elevations as far as they count (UNCLOS Art. 13).
    fn add_listed(
        &mut self,
        features: Vec<&Feature>,
        seas: &TerritorialSeas,
        path: &Path,
    ) -> Result<()> {
        let is_elevation =
            |feature: &&Feature| BaselineKind::of(feature) == Some(BaselineKind::LowTideElevation);
        self.warnings.extend(features.iter().find_map(|feature| archipelagic(feature)));
        let (elevations, others): (Vec<_>, Vec<_>) = features.into_iter().partition(is_elevation);
        let natural = &self.baselines[..self.natural];
        let (usable, warnings) = low_tide::usable(elevations, natural, seas, path)?;
        self.add_straight(others.into_iter().chain(usable));
        self.warnings.extend(warnings);
        Ok(())
    }

    /// The shores alone, without lines at sea and without what dries.
    pub(super) fn natural_coast(&self) -> Vec<Baseline> {
        self.baselines[..self.natural].to_vec()
    }

    fn add_straight<'a>(&mut self, lines: impl IntoIterator<Item = &'a Feature>) {
        for feature in lines {
            let accuracy = match feature.attributes.get("accuracy_m") {
                Some(Value::Number(metres)) => metres.max(0.0),
                _ => 0.0,
            };
            let lines = baselines([feature], &Effects::new());
            self.listed_accuracy.extend(lines.iter().map(|_| accuracy));
            self.baselines.extend(lines.iter().cloned());
            self.straight.extend(lines);
        }
    }

    /// The baselines by how exactly they are known: shores as the figure says, with the tides; listed lines and what dries as
    /// they say themselves.
    pub(super) fn by_accuracy(&self, shores: Metres) -> Vec<(Metres, Vec<Baseline>)> {
        let mut groups = vec![(shores, self.natural_coast())];
        for (line, &accuracy) in self.straight.iter().zip(&self.listed_accuracy) {
            match groups[1..].iter_mut().find(|(known, _)| known.0 == accuracy) {
                Some((_, lines)) => lines.push(line.clone()),
                None => groups.push((Metres(accuracy), vec![line.clone()])),
            }
        }
        groups
    }

    /// Adds the land of the user's file.
    fn add_land(&mut self, path: &Path, figure: &Figure) -> Result<()> {
        let read = figure.read_file(path)?;
        let land = sea::land(read.features.iter().map(|feature| &feature.geometry));
        if land.is_empty() {
            let shown = path.display();
            return Err(Error::input("there is no land in the file")
                .at(Place::file(shown.to_string()))
                .hint("--land takes polygons, or lines that close"));
        }
        self.land.extend(land);
        self.sources.push(path.display().to_string());
        self.warnings.extend(read.warnings);
        Ok(())
    }

    /// Adds the bundled land of all states.
    pub(super) fn add_bundled_land(&mut self, geodata: &Geodata) -> Result<()> {
        let countries = geodata.layer("countries")?.iter();
        self.land.extend(sea::land(countries.map(|country| &country.geometry)));
        Ok(())
    }

    /// The same coast with the bays of these states, or of all, closed (UNCLOS Art. 10); the land has to be there before.
    pub(super) fn with_bays_closed(&self, states: &[String]) -> Coast {
        let wanted = |line: &&Baseline| states.is_empty() || states.contains(&line.state);
        let coast: Vec<Baseline> = self.baselines.iter().filter(wanted).cloned().collect();
        let bays = sea::bays(&coast, &self.land);
        let mut closed = self.clone();
        closed.baselines.extend(bays.lines);
        closed.bays = bays.waters;
        closed.name.push_str(", bays closed after UNCLOS Art. 10");
        closed
    }

    /// The waters that straight baselines of these states, or of all, shut in, and those of bays that are closed; the
    /// land has to be there before.
    pub(super) fn internal_waters(&self, states: &[String]) -> Enclosed {
        let wanted = |line: &&Baseline| states.is_empty() || states.contains(&line.state);
        let straight: Vec<Baseline> = self.straight.iter().filter(wanted).cloned().collect();
        let (waters, warnings) = sea::internal_waters(&straight, &self.land);
        let with = if waters.is_empty() { "" } else { ", with straight baselines" };
        let internal = waters.into_iter().chain(self.bays.iter().cloned()).collect();
        Enclosed { internal, coast: format!("{}{with}", self.name), warnings }
    }

    /// Takes lakes out of zones: within the breadth of a sea coast there may be some.
    pub(super) fn take_lakes_out(&self, zones: &mut Zones) {
        if self.lakes.is_empty() {
            return;
        }
        for belt in &mut zones.belts {
            belt.area = sea::subtract_land(&belt.area, &self.lakes);
        }
        for waters in &mut zones.shared {
            waters.area = sea::subtract_land(&waters.area, &self.lakes);
        }
    }

    /// Whether the coasts of two states have one sovereign.
    pub(super) fn are_of_one_sovereign(&self, one: &str, other: &str) -> bool {
        let sovereign = |state| self.sovereigns.get(state).map_or(state, String::as_str);
        sovereign(one) == sovereign(other)
    }

    /// Whether any straight baseline is part of it.
    pub(super) fn is_closed(&self) -> bool {
        !self.straight.is_empty()
    }

    /// How many positions it has in a window, however longitudes are counted; in all of it without one.
    pub(super) fn positions_within(&self, window: Option<&Geographic<Rect>>) -> usize {
        let all = self.baselines.iter().flat_map(|baseline| &baseline.line.0.0);
        let Some(Geographic(window)) = window else { return all.count() };
        let (low, high) = (window.min(), window.max());
        let is_within = |at: &&Coord| {
            (low.y..=high.y).contains(&at.y)
                && [-360.0, 0.0, 360.0].iter().any(|turn| (low.x..=high.x).contains(&(at.x + turn)))
        };
        all.filter(is_within).count()
    }

    /// Whether any of it is an enclave of this state, with a territorial sea and no more.
    pub(super) fn is_enclave(&self, state: &str) -> bool {
        self.baselines.iter().any(|it| it.state == state && it.enclave.is_some())
    }

    /// The states whose coast it is, each once, in order of the alphabet.
    pub(super) fn states(&self) -> Vec<&str> {
        let mut states: Vec<&str> =
            self.baselines.iter().map(|baseline| baseline.state.as_str()).collect();
        states.sort_unstable();
        states.dedup();
        states
    }
}

/// A notice that the waters within archipelagic baselines are of a kind that is not told apart here.
fn archipelagic(feature: &Feature) -> Option<Warning> {
    let is_one = BaselineKind::of(feature) == Some(BaselineKind::Archipelagic);
    is_one.then(|| {
        Warning::new("waters within archipelagic baselines are given as internal waters")
            .hint("to the law they are archipelagic waters (UNCLOS Art. 49), which ships may pass (Art. 52, 53)")
    })
}

/// The baselines of features, each with its state by the one code, however it is written.
fn baselines<'a>(
    features: impl IntoIterator<Item = &'a Feature>,
    effects: &Effects,
) -> Vec<Baseline> {
    let mut lines = sea::baselines(&weighed(features, effects));
    for line in &mut lines {
        line.state = StateCode::from(line.state.as_str()).into();
    }
    lines
}

/// Whether a coast lies on a sea, whose outline may follow it by other vertices.
fn is_on(coast: &LineString, sea: &MultiPolygon) -> bool {
    /// In degrees: beside the coast of the sea, and far from that of the next one.
    const BESIDE: f64 = 0.1;
    let near = sea.bounding_rect().map(|its| {
        Rect::new(
            its.min() - Coord { x: BESIDE, y: BESIDE },
            its.max() + Coord { x: BESIDE, y: BESIDE },
        )
    });
    let mut positions = coast.coords_iter().filter(|at| near.is_some_and(|near| near.contains(at)));
    positions.any(|at| Euclidean.distance(&Point(at), sea) < BESIDE)
}

/// The Caspian is left out: its waters are divided by a convention of their own (Aktau 2018), which
/// is not in force.
fn at_sea(shoreline: &[Feature]) -> impl Iterator<Item = &Feature> {
    shoreline.iter().filter(|line| line.text("water") != Some("caspian"))
}
