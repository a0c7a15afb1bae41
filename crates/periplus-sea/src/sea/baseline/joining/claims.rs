//! Claims: a stretch of seashore in, the states whose land ends there out.
//! Two states' land does where both have a coast there, in one direction, and land behind it.

use super::super::Shore;
use super::Reach;
use super::parcels::Land;
use super::seashore::Seashore;
use super::segments::{
    Segment, Segments, along, at, beside, length, metres, moved, nearest, vector,
};
use crate::arrangement::Areas;
use geo::Coord;
use std::collections::BTreeSet;

/// A part of an edge, and whose coast it is.
pub(super) struct Claim {
    pub(super) part: [f64; 2],
    /// By their places, in order.
    pub(super) states: Vec<usize>,
    /// Another ring in the same place has it too, and stands for both.
    pub(super) is_doubled: bool,
}

/// What is needed to tell whose a coast is.
pub(super) struct Claims<'a> {
    land: &'a Land,
    segments: Segments<'a>,
    /// Of each parcel its own: an edge has a rival for each state that draws its coast, and each is asked of two parcels alone.
    areas: Vec<Areas>,
    /// Parcels whose state holds them, whoever else has them too.
    held: Vec<bool>,
    shore: &'a Seashore,
    reach: Reach,
}

/// A part of an edge along which another parcel has a coast.
struct Rival {
    part: [f64; 2],
    parcel: usize,
    /// Its coast is the same to within rounding, and as much seashore.
    is_same: bool,
}

impl<'a> Claims<'a> {
    pub(super) fn of(
        land: &'a Land,
        shores: &[Shore],
        shore: &'a Seashore,
        reach: Reach,
    ) -> Claims<'a> {
        let areas = land.parcels.iter().map(|parcel| Areas::of(std::iter::once(&parcel.area)));
        Claims {
            land,
            segments: Segments::of(land.lines()),
            areas: areas.collect(),
            held: land.parcels.iter().map(|parcel| shores[parcel.shore].held).collect(),
            shore,
            reach,
        }
    }

    /// Whose a part of an edge of a ring is that lies on the seashore: its pieces, in order.
    pub(super) fn on(&self, ring: usize, edge: Segment, part: [f64; 2]) -> Vec<Claim> {
        let own = self.land.rings[ring].parcel;
        let rivals = self.rivals(own, edge, part);
        let mut ends: Vec<f64> = rivals.iter().flat_map(|rival| rival.part).collect();
        ends.extend(part);
        ends.sort_by(f64::total_cmp);
        ends.dedup();
        let mut claims: Vec<Claim> = Vec::new();
        for piece in ends.windows(2).map(|pair| [pair[0], pair[1]]) {
            let middle = (piece[0] + piece[1]) / 2.0;
            let here = rivals.iter().filter(|it| it.part[0] <= middle && middle <= it.part[1]);
            let here: Vec<&Rival> = here.collect();
            let states = self.states(own, &here);
            // The first of those that draw it alike stands for all.
            let is_doubled = here.iter().any(|rival| rival.is_same && rival.parcel < own);
            match claims.last_mut() {
                Some(last) if last.states == states && last.is_doubled == is_doubled => {
                    last.part[1] = piece[1];
                }
                _ => claims.push(Claim { part: piece, states, is_doubled }),
            }
        }
        claims
    }

    /// Who has a coast, of the parcel that draws it and others that do.
    fn states(&self, own: usize, rivals: &[&Rival]) -> Vec<usize> {
        let state = |parcel: usize| self.land.parcels[parcel].state;
        let others = rivals.iter().map(|rival| rival.parcel);
        let all: Vec<usize> = std::iter::once(own).chain(others).collect();
        let held: BTreeSet<usize> =
            all.iter().copied().filter(|it| self.held[*it]).map(state).collect();
        let states = if held.is_empty() { all.into_iter().map(state).collect() } else { held };
        states.into_iter().collect()
    }

    fn rivals(&self, own: usize, edge: Segment, part: [f64; 2]) -> Vec<Rival> {
        let state = self.land.parcels[own].state;
        let mut rivals = Vec::new();
        for ((ring, _), other) in self.segments.near(edge, self.reach.tolerance) {
            let parcel = self.land.rings[ring].parcel;
            if self.land.parcels[parcel].state == state {
                continue;
            }
            let Some(common) = along(edge, other, self.reach.tolerance) else { continue };
            let common = [common[0].max(part[0]), common[1].min(part[1])];
            if common[1] <= common[0] || !self.have_land_behind([own, parcel], edge, common) {
                continue;
            }
            let same = beside(edge, other, self.reach.same);
            let same = same.map(|it| [it[0].max(common[0]), it[1].min(common[1])]);
            rivals.push(Rival { part: common, parcel, is_same: false });
            let same = same.filter(|it| it[0] < it[1]);
            let doubled = same.into_iter().flat_map(|it| self.at_sea(edge, other, it));
            rivals.extend(doubled.map(|part| Rival { part, parcel, is_same: true }));
        }
        rivals
    }

    /// What of a part of an edge another edge beside it has as seashore too: one that lies deeper in the land of others is no coast,
    /// and cannot stand for this one. Of many coasts side by side each is the same as the next, but not the first as the last.
    fn at_sea(&self, edge: Segment, other: Segment, part: [f64; 2]) -> Vec<[f64; 2]> {
        let parts = self.shore.parts(other, self.reach).into_iter();
        let on_edge = parts.map(|it| it.map(|end| nearest(edge, at(other, end)).0));
        let on_edge = on_edge.map(|[from, to]| [from.max(part[0]), to.min(part[1])]);
        on_edge.filter(|it| it[0] < it[1]).collect()
    }

    /// Whether both parcels have land behind a part of an edge, or neither, as narrow islands.
    fn have_land_behind(&self, parcels: [usize; 2], edge: Segment, part: [f64; 2]) -> bool {
        let place = at(edge, (part[0] + part[1]) / 2.0);
        let course = vector(edge[0], edge[1], place.y);
        let left = Coord { x: -course.y, y: course.x } / length(course);
        let behind = moved(place, left * self.reach.tolerance);
        let [one, other] = parcels.map(|parcel| self.areas[parcel].holding(behind).is_empty());
        one == other
    }

    /// Whether a part of an edge is so short that nothing is to be read from it.
    pub(super) fn is_nothing(&self, edge: Segment, part: [f64; 2]) -> bool {
        metres(edge) * (part[1] - part[0]) < self.reach.same
    }
}
