//! Islands that count less than the mainland in medians beyond the territorial sea, and rocks that count for nothing.
//! With no effect, medians and limits are those of the mainlands; with half effect they run midway between those with
//! full and with no effect: of waters that the two give to different holders, each point goes to the holder on whose
//! side the nearer of the two lines lies. Either way every island keeps its territorial sea (UNCLOS Art. 121).
//! Source: the half effect given to the Scilly Isles (Anglo-French Continental Shelf, 1977) and to Seal Island (Gulf of
//! Maine, 1984), there as the bisector of two lines, here along their whole course.

use super::agreed::TERRITORIAL;
use super::belt::Belt;
use super::{Belts, Sea, stretches};
use crate::arrangement::{Arrangement, frame, holds, rings};
use crate::error::{Result, Warning};
use crate::sea::area::antimeridian::normalized;
use crate::sea::baseline::Baseline;
use crate::sea::baseline::boundary::split_at_land_boundaries;
use crate::sea::baseline::coast::{StateIndex, prepare};
use crate::sea::envelope::diagram::{Diagram, sampled};
use crate::sea::request::{IslandWeight, Request};
use crate::units::{Metres, NauticalMiles};
use geo::{BooleanOps, Coord, MultiLineString, MultiPolygon};
use std::collections::BTreeMap;

/// Who holds a face, if anyone: with islands in full, without them, and within the territorial sea.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Holders {
    full: Option<StateIndex>,
    none: Option<StateIndex>,
    territorial: Option<StateIndex>,
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
        let mut wide: BTreeMap<(usize, u64), Vec<Belt>> = BTreeMap::new();
        for belt in found.belts {
            match belt.breadth.0 > TERRITORIAL.0 {
                true => wide.entry((belt.regime, belt.breadth.0.to_bits())).or_default().push(belt),
                false => weighed.belts.push(belt),
            }
        }
        for belts in wide.into_values() {
            let breadth = belts[0].breadth;
            let views = views(breadth, &mut weighed.warnings);
            let whole = self.weighed_belts(&belts, &views, breadth)?;
            weighed.belts.extend(whole.into_iter().map(|belt| {
                let regime = &self.request.regimes[belt.regime];
                stretches::restricted(belt.clone(), &regime.of(self.name(belt.state)))
            }));
        }
        weighed.belts.sort_by_key(|belt| (belt.regime, belt.state, belt.breadth.0.to_bits()));
        Ok(weighed)
    }

    /// The belts of some states at a breadth.
    fn weighed_belts(
        &self,
        belts: &[Belt],
        views: &Views,
        breadth: NauticalMiles,
    ) -> Result<Vec<Belt>> {
        let faces = Faces::of(views, self.request.tolerance);
        let weight = self.request.islands;
        let mut areas: BTreeMap<StateIndex, MultiPolygon> = BTreeMap::new();
        for belt in belts {
            let whole = faces.join(|it| it.holder(weight) == Some(Some(belt.state)));
            areas.insert(belt.state, whole);
        }
        if weight == IslandWeight::Half {
            for face in 0..faces.arrangement.len() {
                for (state, part) in self.halved(&faces, face, breadth)? {
                    if let Some(known) = areas.get_mut(&state) {
                        *known = known.union(&part);
                    }
                }
            }
        }
        Ok(self.with_lines(areas, belts[0].regime, breadth))
    }

    /// A face that full and no effect give to different holders, divided midway.
    fn halved(
        &self,
        faces: &Faces,
        face: usize,
        breadth: NauticalMiles,
    ) -> Result<Vec<(StateIndex, MultiPolygon)>> {
        let Some(holders) =
            faces.holders[face].filter(|holders| holders.holder(IslandWeight::Half).is_none())
        else {
            return Ok(Vec::new());
        };
        // On the side of the line without islands is who holds the waters with them, and the other way round.
        let lines = [("full", holders.none), ("none", holders.full)];
        let mut baselines = Vec::new();
        for (view, _) in lines {
            let line = faces.line(face, view == "full");
            baselines.extend(line.0.into_iter().map(|line| Baseline::line(view, line.0)));
        }
        let request = Request::of_breadth(breadth).with_tolerance(self.request.tolerance);
        let mut coast = prepare(&baselines, &request)?;
        split_at_land_boundaries(&mut coast);
        let (samples, delaunay) = sampled(&coast, &request)?;
        let halves = Sea { names: &coast.states, samples: &samples, request: &request };
        let belts = halves.median(&Diagram::new(&samples, delaunay)).belts;
        let its = MultiPolygon(vec![faces.arrangement.face(face).0]);
        let parts = lines.into_iter().filter_map(|(view, holder)| {
            let side = belts.iter().find(|belt| halves.name(belt.state) == view)?;
            Some((holder?, normalized(side.area.clone()).intersection(&its)))
        });
        Ok(parts.collect())
    }

    /// Belts with the lines where their areas end and meet.
    fn with_lines(
        &self,
        areas: BTreeMap<StateIndex, MultiPolygon>,
        regime: usize,
        breadth: NauticalMiles,
    ) -> Vec<Belt> {
        let arrangement = Arrangement::new(frame(areas.values()), rings(areas.values()));
        let holder = |at: Coord| areas.iter().find(|(_, area)| holds(area, at)).map(|(s, _)| *s);
        let mut holders: Vec<Option<Option<StateIndex>>> = (0..arrangement.len())
            .map(|face| Some(holder(arrangement.interior_point(face))))
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
            Belt {
                regime,
                state,
                breadth,
                area: arrangement.join(|face| of(face) == Some(state)).0,
                limit: border(state, None),
                medians: medians.filter(|(_, line)| !line.0.is_empty()).collect(),
            }
        });
        belts.collect()
    }
}

impl Holders {
    /// Who holds the face, if that does not hang on dividing it.
    fn holder(self, weight: IslandWeight) -> Option<Option<StateIndex>> {
        match (self.territorial, weight) {
            (Some(state), _) => Some(Some(state)),
            (None, IslandWeight::Full) => Some(self.full),
            (None, IslandWeight::None) => Some(self.none),
            (None, IslandWeight::Half) => (self.full == self.none).then_some(self.full),
        }
    }
}

/// The faces between the lines of all three views.
struct Faces {
    arrangement: Arrangement,
    holders: Vec<Option<Holders>>,
}

impl Faces {
    fn of(views: &Views, tolerance: Metres) -> Faces {
        let areas = || {
            let all = views.full.iter().chain(&views.none).chain(&views.territorial);
            all.map(|belt| &belt.area)
        };
        let arrangement = Arrangement::new(frame(areas()), rings(areas()));
        let holder = |belts: &[Belt], at: Coord| {
            belts.iter().find(|belt| holds(&belt.area, at)).map(|belt| belt.state)
        };
        let holders = (0..arrangement.len()).map(|face| {
            let at = arrangement.interior_point(face);
            Some(Holders {
                full: holder(&views.full, at),
                none: holder(&views.none, at),
                territorial: holder(&views.territorial, at),
            })
        });
        let mut holders: Vec<Option<Holders>> = holders.collect();
        arrangement.merge_slivers(&mut holders, Metres(2.0 * tolerance.0));
        Faces { arrangement, holders }
    }

    fn join(&self, wanted: impl Fn(Holders) -> bool) -> MultiPolygon {
        self.arrangement.join(|face| self.holders[face].is_some_and(&wanted)).0
    }

    /// The part of a face's border where the holder with islands in full changes, or that without them.
    fn line(&self, face: usize, full: bool) -> MultiLineString {
        let holder = |face: usize| {
            let its = self.holders[face]?;
            if full { its.full } else { its.none }
        };
        let own = holder(face);
        let changes = |other: Option<usize>| other.is_some_and(|other| holder(other) != own);
        self.arrangement.border(|it| it == face, changes).0
    }
}
