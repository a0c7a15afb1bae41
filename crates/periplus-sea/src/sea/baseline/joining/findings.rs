//! Findings: what was joined in; warnings that say it out.

use super::super::Shore;
use super::Reach;
use super::bridges::Ties;
use super::parcels::{Land, Parcel, on_one_turn};
use super::seashore::{Seashore, is_lake, square_kilometres, width};
use super::segments::metres;
use super::stretches::{Joint, Stretch};
use crate::arrangement::Areas;
use crate::error::{Place, Warning};
use crate::sea::request::Overlap;
use geo::{
    BooleanOps, BoundingRect, Coord, CoordsIter, InteriorPoint, Intersects, MultiPolygon, Polygon,
    Rect,
};
use std::collections::{BTreeMap, BTreeSet};

/// As many places as a warning names, and as many warnings as are given of one kind.
const MOST_NAMED: usize = 5;

/// All that was found on the way.
pub(super) struct Findings<'a> {
    pub(super) land: &'a Land,
    pub(super) shores: &'a [Shore<'a>],
    pub(super) shore: &'a Seashore,
    pub(super) ties: &'a Ties,
    pub(super) stretches: &'a [Stretch],
    pub(super) joints: &'a [Joint],
    pub(super) reach: Reach,
    pub(super) overlap: Overlap,
    pub(super) file: &'a str,
}

impl Findings<'_> {
    pub(super) fn warnings(&self) -> Vec<Warning> {
        let all = [self.borders(), self.overlaps(), self.disputes()];
        let all = all.into_iter().flat_map(|found| self.first(found));
        all.chain(self.lakes()).collect()
    }

    /// The first warnings, and how many more there are.
    fn first(&self, mut found: Vec<Warning>) -> Vec<Warning> {
        let more = found.len().saturating_sub(MOST_NAMED);
        found.truncate(MOST_NAMED);
        if more > 0 {
            let message = format!("{more} more coasts were joined in the same way");
            found.push(Warning::new(message).at(Place::file(self.file)));
        }
        found
    }

    fn name(&self, state: usize) -> &str {
        &self.land.states[state]
    }

    /// A place near a position.
    fn place(&self, near: Coord) -> Place {
        Place::file(self.file).part(format!("near {}", in_words(near)))
    }

    /// Borders that two states draw in different ways.
    fn borders(&self) -> Vec<Warning> {
        let mut meetings: BTreeMap<[usize; 2], Vec<Coord>> = BTreeMap::new();
        for joint in self.joints {
            meetings.entry(joint.states).or_default().push(joint.at);
        }
        let warnings = self.ties.apart.iter().map(|(&(one, other), &(apart, at))| {
            let [first, second] = [one, other].map(|state| self.name(state));
            let apart = if apart >= 0.001 {
                format!("up to {apart:.3} m apart")
            } else {
                "with vertices that differ".to_owned()
            };
            let met = meetings.get(&[one, other]).map_or(String::new(), |places| {
                let named: Vec<String> =
                    places.iter().take(MOST_NAMED).map(|at| in_words(*at)).collect();
                let more = if places.len() > named.len() { ", …" } else { "" };
                format!("; their coasts meet at {}{more}", named.join(" and "))
            });
            let message = format!(
                "the common border of {first} and {second} is drawn {apart}: joined as a land boundary{met}"
            );
            Warning::new(message)
                .at(self.place(at))
                .hint("what is no wider than the tolerance is no water: --tolerance says how much")
        });
        warnings.collect()
    }

    /// Land of one state over another's.
    fn overlaps(&self) -> Vec<Warning> {
        let (found, skipped) = self.common_land();
        let warnings = found.into_iter().map(|((one, other), parts)| {
            let [first, second] = [one, other].map(|state| self.name(state));
            let area: f64 = parts.iter().map(square_kilometres).sum();
            let least = if skipped > 0 { "at least " } else { "" };
            let message = format!(
                "the land of {first} and that of {second} lie over each other, {least}{area:.3} km²: what of a coast lies in land is none"
            );
            let at = parts[0].exterior().0.first().copied().unwrap_or_default();
            Warning::new(message).at(self.place(at))
        });
        let unseen = (skipped > 0).then(|| {
            let message = format!(
                "of {skipped} pairs of parcels of land it was not looked at whether they lie over each other"
            );
            let hint = "very many lie in one place; their waters are right all the same";
            Warning::new(message).at(Place::file(self.file)).hint(hint)
        });
        warnings.chain(unseen).collect()
    }

    /// The land that pairs of states have in common, as much of it as is wider than the tolerance; and of how many pairs of parcels it
    /// was not looked for, since that would take too long.
    fn common_land(&self) -> (BTreeMap<(usize, usize), Vec<Polygon>>, usize) {
        /// Positions of parcels that are found over each other: two seconds.
        const MOST_LOOKED_AT: usize = 500_000;
        let mut found: BTreeMap<(usize, usize), Vec<Polygon>> = BTreeMap::new();
        let boxed = self.land.parcels.iter();
        let boxed = boxed.filter_map(|it| Some((it.polygon.bounding_rect()?, it)));
        let mut parcels: Vec<(Rect, &Parcel)> = boxed.collect();
        parcels.sort_by(|a, b| a.0.min().x.total_cmp(&b.0.min().x));
        let (mut looked_at, mut skipped) = (0, 0);
        for (number, (bounds, one)) in parcels.iter().enumerate() {
            let later = parcels[number + 1..].iter();
            for (its, other) in later.take_while(|(its, _)| its.min().x <= bounds.max().x) {
                if one.state == other.state || !bounds.intersects(its) {
                    continue;
                }
                if looked_at > MOST_LOOKED_AT {
                    skipped += 1;
                    continue;
                }
                let common = one.area.intersection(&other.area);
                let is_some = |part: &Polygon| width(part) > self.reach.tolerance;
                for part in common.0.into_iter().filter(is_some) {
                    looked_at += one.area.coords_count() + other.area.coords_count();
                    let states = (one.state.min(other.state), one.state.max(other.state));
                    cover(found.entry(states).or_default(), part);
                }
            }
        }
        (found, skipped)
    }

    /// Coasts of two states at once.
    fn disputes(&self) -> Vec<Warning> {
        let mut found: BTreeMap<&[usize], (f64, Coord, BTreeSet<usize>)> = BTreeMap::new();
        for stretch in self.stretches.iter().filter(|stretch| stretch.states.len() > 1) {
            let long: f64 =
                stretch.positions.windows(2).map(|pair| metres([pair[0], pair[1]])).sum();
            let first = (0.0, stretch.positions[0], BTreeSet::new());
            let (length, _, shores) = found.entry(&stretch.states).or_insert(first);
            *length += long;
            shores.insert(self.land.parcels[self.land.rings[stretch.ring].parcel].shore);
        }
        let warnings = found.into_iter().map(|(states, (length, at, shores))| {
            let states: Vec<&str> = states.iter().map(|state| self.name(*state)).collect();
            let names: Vec<&str> = shores
                .iter()
                .take(MOST_NAMED)
                .map(|shore| self.shores[*shore].name.as_str())
                .collect();
            let whose = match self.overlap {
                Overlap::Keep => "waters off it are given to each of them",
                Overlap::Median | Overlap::Overlap => "waters off it are given to none of them",
            };
            let message = format!(
                "{:.1} km of coast ({}) are of {} at once: {whose}",
                length / 1_000.0,
                names.join(", "),
                states.join(" and ")
            );
            Warning::new(message).at(self.place(at)).hint(
                "\"disputed\": false on a feature says that its state holds it; --overlap keep gives both states' waters",
            )
        });
        warnings.collect()
    }

    /// Lakes that are no hole of one polygon, all in one: who draws a hole means a lake.
    fn lakes(&self) -> Option<Warning> {
        let holes = self.land.parcels.iter().flat_map(|parcel| parcel.polygon.interiors());
        let holes: Vec<MultiPolygon> =
            holes.map(|hole| MultiPolygon(vec![Polygon::new(hole.clone(), Vec::new())])).collect();
        let holes = Areas::of(holes.iter());
        let is_hole = |water: &Polygon| {
            water.interior_point().is_some_and(|at| !holes.holding(at.0).is_empty())
        };
        let lakes = self.shore.shut_in.iter();
        let lakes = lakes.filter(|water| is_lake(water, self.reach) && !is_hole(water));
        let mut lakes: Vec<(f64, &Polygon)> =
            lakes.map(|lake| (square_kilometres(lake), lake)).collect();
        lakes.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (area, largest) = lakes.first()?;
        let at = largest.exterior().0.first()?;
        let message = match lakes.len() {
            1 => format!(
                "a water of {area:.2} km² is shut in by land: a lake has no territorial sea"
            ),
            count => format!(
                "{count} waters are shut in by land, the largest of {area:.2} km²: a lake has no territorial sea"
            ),
        };
        let hint = "of an inland sea, give the coast as lines: they are baselines whatever lies round them";
        Some(Warning::new(message).at(self.place(*at)).hint(hint))
    }
}

/// Adds a part to land: what several parts cover counts once.
fn cover(land: &mut Vec<Polygon>, part: Polygon) {
    let bounds = part.bounding_rect();
    let (near, mut apart): (Vec<Polygon>, Vec<Polygon>) = std::mem::take(land)
        .into_iter()
        .partition(|it| it.bounding_rect().zip(bounds).is_some_and(|(a, b)| a.intersects(&b)));
    if near.is_empty() {
        apart.push(part);
    } else {
        apart.extend(MultiPolygon(near).union(&MultiPolygon(vec![part])));
    }
    *land = apart;
}

fn in_words(at: Coord) -> String {
    format!("{:.5}, {:.5}", on_one_turn(at.x), at.y)
}
