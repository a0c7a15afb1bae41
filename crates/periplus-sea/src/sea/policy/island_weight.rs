//! Islands that count less than the mainland in medians beyond the territorial sea, and rocks that count for nothing.
//! With no effect, medians and limits are those of the mainlands; with half effect they run midway between those with
//! full and with no effect: of waters that the two give to different holders, each point goes to the holder on whose
//! side the nearer of the two lines lies. Either way every island keeps its territorial sea (UNCLOS Art. 121).
//! Source: the half effect given to the Scilly Isles (Anglo-French Continental Shelf, 1977) and to Seal Island (Gulf of
//! Maine, 1984), there as the bisector of two lines, here along their whole course.

use super::agreed::TERRITORIAL;
use super::belt::Belt;
use super::{Belts, Sea, stretches};
use crate::arrangement::{Areas, Arrangement, frame, rings};
use crate::error::{Result, Warning};
use crate::sea::area::antimeridian::normalized;
use crate::sea::baseline::Baseline;
use crate::sea::baseline::boundary::split_at_land_boundaries;
use crate::sea::baseline::coast::{StateIndex, prepare};
use crate::sea::envelope::diagram::{Diagram, sampled};
use crate::sea::request::{COARSEST_TOLERANCE, IslandWeight, Request, WIDEST_BREADTH};
use crate::units::{Metres, NauticalMiles};
use geo::{BooleanOps, MultiLineString, MultiPolygon};
use std::collections::{BTreeMap, BTreeSet};

/// Who holds a face, if anyone: with islands in full, without them, and within the territorial sea.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Holders {
    full: Option<StateIndex>,
    none: Option<StateIndex>,
    territorial: Option<StateIndex>,
    /// Nearer to the line with islands in full than to that without them, where the two give it to different holders.
    is_near_full: bool,
}

/// All belts at a breadth under three views: islands in full and rocks not at all, neither, and the territorial sea.
pub(super) struct Views {
    pub(super) full: Vec<Belt>,
    pub(super) none: Vec<Belt>,
    pub(super) territorial: Vec<Belt>,
}

impl Sea<'_> {
    /// Weighs islands and rocks in belts beyond the territorial sea; `views` makes all belts at a breadth.
    pub(super) fn weigh(
        &self,
        found: Belts,
        views: impl Fn(NauticalMiles, &mut Vec<Warning>) -> Views,
    ) -> Result<Belts> {
        let mut weighed = Belts { warnings: found.warnings, ..Belts::default() };
        let mut wide: BTreeMap<u64, Vec<Belt>> = BTreeMap::new();
        for belt in found.belts {
            match belt.breadth.0 > TERRITORIAL.0 {
                true => wide.entry(belt.breadth.0.to_bits()).or_default().push(belt),
                false => weighed.belts.push(belt),
            }
        }
        for belts in wide.into_values() {
            let breadth = belts[0].breadth;
            let views = views(breadth, &mut weighed.warnings);
            let whole = self.weighed_belts(&views, breadth)?;
            for Belt { regime, state, .. } in belts {
                let Some(belt) = whole.get(&state) else { continue };
                let belt = Belt { regime, ..belt.clone() };
                let stretches = self.request.regimes[regime].of(self.name(state));
                weighed.belts.push(stretches::restricted(belt, &stretches));
            }
        }
        weighed.belts.sort_by_key(|belt| (belt.regime, belt.state, belt.breadth.0.to_bits()));
        Ok(weighed)
    }

    /// The belts at a breadth of all states that have waters beyond the territorial sea, whichever of them has a zone: what
    /// parts them does not hang on that.
    fn weighed_belts(
        &self,
        views: &Views,
        breadth: NauticalMiles,
    ) -> Result<BTreeMap<StateIndex, Belt>> {
        let weight = self.request.islands;
        let mut faces = Faces::of(views, &[], self.request.tolerance);
        if weight == IslandWeight::Half {
            let near_full = self.near_full(&faces)?;
            faces = Faces::of(views, &near_full, self.request.tolerance);
        }
        let all = views.full.iter().chain(&views.none).filter(|belt| !belt.area.0.is_empty());
        let states: BTreeSet<StateIndex> = all.map(|belt| belt.state).collect();
        let areas = states
            .into_iter()
            .map(|state| (state, faces.join(|holders| holders.holder(weight) == Some(state))));
        Ok(self.with_lines(areas.collect(), breadth))
    }

    /// Of the waters that full and no effect give to different holders, what is nearer to the line with islands in full.
    ///
    /// All waters of the same two holders at once, whatever territorial seas lie amid them: what those cut off may have neither
    /// line along it.
    fn near_full(&self, faces: &Faces) -> Result<Vec<MultiPolygon>> {
        const VIEWS: [&str; 2] = ["full", "none"];
        /// In tolerances of the request.
        const COARSENESS: f64 = 10.0;
        let mut near = Vec::new();
        for holders in faces.contested() {
            let mut baselines = Vec::new();
            for (view, line) in VIEWS.into_iter().zip(faces.lines(holders)) {
                baselines.extend(line.0.into_iter().map(|line| Baseline::line(view, line.0)));
            }
            // As far as can be: a line has no breadth. The two lines run beside each other for hundreds of miles, some metres
            // apart; midway between them is told no finer than this.
            let tolerance = (self.request.tolerance.0 * COARSENESS).min(COARSEST_TOLERANCE.0);
            let request = Request::of_breadth(WIDEST_BREADTH)
                .with_tolerance(Metres(tolerance))
                .with_states([VIEWS[0]]);
            let mut coast = prepare(&baselines, &request)?;
            split_at_land_boundaries(&mut coast);
            let (samples, delaunay) = sampled(&coast, &request)?;
            let halves = Sea { names: &coast.states, samples: &samples, request: &request };
            let waters = faces.join(|it| it.pair() == holders);
            for belt in halves.median(&Diagram::new(&samples, delaunay)).belts {
                near.push(normalized(belt.area).intersection(&waters));
            }
        }
        Ok(near)
    }

    /// Belts with the lines where their areas end and meet.
    fn with_lines(
        &self,
        areas: BTreeMap<StateIndex, MultiPolygon>,
        breadth: NauticalMiles,
    ) -> BTreeMap<StateIndex, Belt> {
        let arrangement = Arrangement::new(frame(areas.values()), rings(areas.values()));
        let states: Vec<StateIndex> = areas.keys().copied().collect();
        let all = Areas::of(areas.values());
        let mut holders: Vec<Option<Option<StateIndex>>> = (0..arrangement.len())
            .map(|face| {
                let holding = all.holding(arrangement.interior_point(face));
                Some(holding.first().map(|area| states[*area]))
            })
            .collect();
        arrangement.merge_slivers(&mut holders, Metres(2.0 * self.request.tolerance.0));
        let of = |face: usize| holders[face].flatten();
        let border = |state: StateIndex, other: Option<StateIndex>| {
            let beyond = |face: Option<usize>| face.is_some_and(|face| of(face) == other);
            arrangement.border(|face| of(face) == Some(state), beyond).0
        };
        let belts = areas.keys().map(|&state| {
            let others = areas.keys().filter(|other| **other != state);
            let medians = others.map(|&other| (other, border(state, Some(other))));
            let belt = Belt {
                regime: 0,
                state,
                breadth,
                area: arrangement.join(|face| of(face) == Some(state)).0,
                limit: border(state, None),
                medians: medians.filter(|(_, line)| !line.0.is_empty()).collect(),
            };
            (state, belt)
        });
        belts.collect()
    }
}

impl Holders {
    /// Who holds the face.
    fn holder(self, weight: IslandWeight) -> Option<StateIndex> {
        self.territorial.or(match weight {
            IslandWeight::Full => self.full,
            IslandWeight::None => self.none,
            // On the side of the line without islands is who holds the waters with them, and the other way round.
            IslandWeight::Half if self.is_near_full => self.none,
            IslandWeight::Half => self.full,
        })
    }

    /// Who holds the face with islands in full, and who without them.
    fn pair(self) -> Pair {
        (self.full, self.none)
    }
}

/// Holders with islands in full and without them.
type Pair = (Option<StateIndex>, Option<StateIndex>);

/// The faces between the lines of all three views.
struct Faces {
    arrangement: Arrangement,
    holders: Vec<Option<Holders>>,
}

impl Faces {
    /// The faces between the lines of views, and of areas that are nearer to a line with islands in full.
    fn of(views: &Views, near_full: &[MultiPolygon], tolerance: Metres) -> Faces {
        let belts = || views.full.iter().chain(&views.none).chain(&views.territorial);
        let areas = || belts().map(|belt| &belt.area).chain(near_full);
        let arrangement = Arrangement::new(frame(areas()), rings(areas()));
        let states: Vec<StateIndex> = belts().map(|belt| belt.state).collect();
        let all = Areas::of(areas());
        let begins = [0, views.full.len(), views.full.len() + views.none.len(), states.len()];
        let holders = (0..arrangement.len()).map(|face| {
            let holding = all.holding(arrangement.interior_point(face));
            let holder = |view: usize| {
                holding.range(begins[view]..begins[view + 1]).next().map(|it| states[*it])
            };
            Some(Holders {
                full: holder(0),
                none: holder(1),
                territorial: holder(2),
                is_near_full: holding.range(states.len()..).next().is_some(),
            })
        });
        let mut holders: Vec<Option<Holders>> = holders.collect();
        arrangement.merge_slivers(&mut holders, Metres(2.0 * tolerance.0));
        Faces { arrangement, holders }
    }

    fn join(&self, wanted: impl Fn(Holders) -> bool) -> MultiPolygon {
        self.arrangement.join(|face| self.holders[face].is_some_and(&wanted)).0
    }

    /// The holders of waters that change hands with the weight of islands.
    fn contested(&self) -> BTreeSet<Pair> {
        let pairs = self.holders.iter().flatten().map(|holders| holders.pair());
        pairs.filter(|(full, none)| full != none).collect()
    }

    /// Of the border of some holders' waters, where the holder with islands in full changes, and where that without them.
    fn lines(&self, own: Pair) -> [MultiLineString; 2] {
        let is_own = |face: usize| self.holders[face].is_some_and(|it| it.pair() == own);
        let beyond = |face: Option<usize>| face.and_then(|face| self.holders[face]);
        let along = |changes: &dyn Fn(Holders) -> bool| {
            self.arrangement.border(is_own, |face| beyond(face).is_some_and(changes)).0
        };
        [along(&|other| other.full != own.0), along(&|other| other.none != own.1)]
    }
}
