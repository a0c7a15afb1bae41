//! Uncertainty: how exactly a coast is known in, how far limits and medians, and so areas, may be off for that, out.
//! The rule: parts that have nothing to do with each other add by their squares (JCGM 100:2008, 5.1.2): how exactly the coast is
//! known, how far the low-water line may lie off it, and the tolerance of the line itself.
//! * A limit is as uncertain as the base point that controls it, since its distance from there is the breadth.
//! * A median lies where the distances to two base points agree. Where one distance is off by u₁ and the other by u₂, it moves by
//!   √(u₁² + u₂²) / (2 sin(θ/2)), θ the angle between the directions to the two: half of √2 u between opposite coasts, and many
//!   times u far off adjacent ones.
//! * An area is off by the lines round it, each all along on one side: the sum of length times uncertainty. The shore is not among
//!   them, since with it land and water change together. Which lines those are the edges tell that it has in common with them:
//!   a ring has the limit of the narrower zone too.

use super::set::{Claim, Line, Piece, Set, Uncertainty, Water};
use crate::error::Result;
use crate::space::Geographic;
use crate::units::{Degrees, Metres};
use geo::{Contains, Coord, LineString, MultiPolygon, Point, Polygon, SimplifyIdx};
use periplus_sea::geodesy::{self, SquareMetres};
use periplus_sea::{Baseline, NearestCoast};
use std::collections::HashSet;

/// How exactly a figure knows what breadths are measured from.
pub(crate) struct Known {
    /// Coasts, each of baselines that are known equally well, with how well.
    coasts: Vec<(Metres, NearestCoast)>,
    tolerance: Metres,
}

/// A base point, as seen from a position.
#[derive(Clone, Copy)]
struct Base {
    distance: Metres,
    azimuth: Degrees,
    uncertainty: Metres,
}

impl Known {
    /// Errors: `Input` for impossible coordinates.
    pub(super) fn of(groups: Vec<(Metres, Vec<Baseline>)>, tolerance: Metres) -> Result<Known> {
        let coasts =
            groups.into_iter().map(|(known, lines)| Ok((known, NearestCoast::of(&lines)?)));
        Ok(Known { coasts: coasts.collect::<Result<_>>()?, tolerance })
    }

    /// How far the lines of a set may be off; none of one without a base point.
    pub(super) fn fill(&self, set: &mut Set) {
        for line in &mut set.lines {
            line.uncertainty = self.of_line(line);
        }
    }

    fn of_line(&self, line: &Line) -> Option<Uncertainty> {
        let is_median = line.states.len() > 1;
        let (mut along, mut edges) = (Vec::new(), Vec::new());
        let (mut least, mut most, mut length, mut sum) = (f64::INFINITY, 0.0_f64, 0.0, 0.0);
        for edge in line.course.0.0.iter().flat_map(LineString::lines) {
            let mut off_along = 0.0;
            for ends in pieces(edge, is_median) {
                let [low, mean, high] = self.of_piece(ends, line)?;
                let long = geodesy::distance(ends[0], ends[1]).0;
                (length, off_along) = (length + long, off_along + long * mean);
                (least, most) = (least.min(low), most.max(high));
                along.push(Piece { ends, mean: Metres(mean), most: Metres(high) });
            }
            sum += off_along;
            edges.push(([edge.start, edge.end], SquareMetres(off_along)));
        }
        let [least, most, mean] = [least, most, sum / length].map(Metres);
        (length > 0.0).then_some(Uncertainty { least, most, mean, along, edges })
    }

    /// How far a piece of a line may be off, in metres: at the least, on average by Simpson's rule, and at the most. Along an edge of a
    /// limit one base point controls it; along a median it changes from end to end.
    fn of_piece(&self, [from, to]: [Coord; 2], line: &Line) -> Option<[f64; 3]> {
        let at = |at: Coord| self.at(at, &line.states).map(|off| off.0);
        let middle = at((from + to) / 2.0)?;
        if line.states.len() < 2 {
            return Some([middle; 3]);
        }
        let [first, last] = [at(from)?, at(to)?];
        let mean = (first + 4.0 * middle + last) / 6.0;
        Some([first.min(middle).min(last), mean, first.max(middle).max(last)])
    }

    /// How far the line of one state, or of two, may be off at a position of it.
    pub(crate) fn at(&self, at: Coord, states: &[String]) -> Option<Metres> {
        let bases: Option<Vec<Base>> = states.iter().map(|state| self.base(state, at)).collect();
        let moved = match bases?[..] {
            [base] => base.uncertainty,
            [one, other] => self.between(one, other),
            _ => return None,
        };
        Some(Metres(libm::hypot(moved.0, self.tolerance.0)))
    }

    fn base(&self, state: &str, at: Coord) -> Option<Base> {
        let bases = self.coasts.iter().filter_map(|(uncertainty, coast)| {
            let (distance, azimuth) = coast.nearest(state, at)?;
            Some(Base { distance, azimuth, uncertainty: *uncertainty })
        });
        bases.min_by(|one, other| one.distance.0.total_cmp(&other.distance.0))
    }

    /// How far a median between two base points moves; an agreed line, which is no nearer to either, stays where it is.
    fn between(&self, one: Base, other: Base) -> Metres {
        /// Tolerances by which distances of a median may differ, as survey and diagram each keep to one.
        const APART: f64 = 4.0;
        if (one.distance.0 - other.distance.0).abs() > APART * self.tolerance.0 {
            return Metres(0.0);
        }
        let both = libm::hypot(one.uncertainty.0, other.uncertainty.0);
        let turn = (one.azimuth.0 - other.azimuth.0).to_radians();
        let across = 2.0 * libm::sin(turn / 2.0).abs();
        // Where both lie in one direction it is anywhere between the two and the breadth: no farther than its base points.
        Metres((both / across).min(one.distance.0))
    }
}

/// An edge of a line; that of a median in pieces, since along a straight one it changes how far it may be off.
fn pieces(edge: geo::Line, is_median: bool) -> impl Iterator<Item = [Coord; 2]> {
    const LONGEST: f64 = 500.0;
    let long = geodesy::distance(edge.start, edge.end).0;
    let count = if is_median { (long / LONGEST).ceil().max(1.0) } else { 1.0 };
    let at = move |place: usize| edge.start + edge.delta() * (place as f64 / count);
    (0..count as usize).map(move |place| [at(place), at(place + 1)])
}

/// By how much an area may be off for the lines round it; none where none of them has an uncertainty. `others` are the sets that
/// may end it besides its own.
pub(super) fn of_water(set: &Set, others: &[Set], water: &Water) -> Option<SquareMetres> {
    if set.lines.iter().any(|line| line.uncertainty.as_ref().is_some_and(|it| it.edges.is_empty()))
    {
        return of_cut_water(set, water);
    }
    let rings = water.area.0.iter().flat_map(|part| {
        std::iter::once(part.exterior()).chain(part.interiors()).flat_map(LineString::lines)
    });
    let mut round: HashSet<_> = rings.map(|edge| key([edge.start, edge.end])).collect();
    let lines = set.lines.iter().chain(others.iter().flat_map(|other| &other.lines));
    let mut off = None;
    for line in lines.filter(|line| may_end(line, &water.claim)) {
        for (ends, more) in line.uncertainty.iter().flat_map(|it| &it.edges) {
            // A median may be in several sets.
            if round.remove(&key(*ends)) {
                off = Some(off.map_or(*more, |off: SquareMetres| SquareMetres(off.0 + more.0)));
            }
        }
    }
    off
}

/// An edge, whichever way it is gone along.
fn key(ends: [Coord; 2]) -> [[u64; 2]; 2] {
    // 0 and −0 are one.
    let mut key = ends.map(|at| [at.x + 0.0, at.y + 0.0].map(f64::to_bits));
    key.sort_unstable();
    key
}

/// Whether waters may end at a line; all limits may be where what is left over begins.
fn may_end(line: &Line, claim: &Claim) -> bool {
    match claim {
        Claim::State(state) => line.states.contains(state),
        Claim::Both(one, other) => line.states.contains(one) || line.states.contains(other),
        Claim::Beyond(..) | Claim::Nobody => line.states.len() == 1,
    }
}

/// The same of waters that were cut since: their edges are no longer those of the lines, which are taken whole.
fn of_cut_water(set: &Set, water: &Water) -> Option<SquareMetres> {
    let lines = set.lines.iter().filter(|line| may_end(line, &water.claim));
    let off = lines.filter_map(|line| {
        let parts = line.course.0.0.iter();
        Some(
            line.uncertainty.as_ref()?.mean.0
                * parts.map(|part| periplus_sea::length(part).0).sum::<f64>(),
        )
    });
    off.reduce(|sum, more| sum + more).map(SquareMetres)
}

/// How far a part of a line may be off, and an area that it ends.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Doubt {
    /// Where it is most certain.
    pub least: Metres,
    /// Where it is least certain.
    pub most: Metres,
    /// The sum of length times uncertainty.
    pub area: SquareMetres,
}

/// How far what lies of lines in an area may be off; none where nothing is known of that, and where none of them does.
pub(crate) fn doubt_within<'a>(
    lines: impl IntoIterator<Item = &'a Line>,
    area: &Geographic<MultiPolygon>,
) -> Option<Doubt> {
    let pieces = lines.into_iter().flat_map(|line| &line.uncertainty).flat_map(|it| &it.along);
    let inside = pieces
        .filter(|Piece { ends: [from, to], .. }| area.0.contains(&Point((*from + *to) / 2.0)));
    inside.fold(None, |doubt: Option<Doubt>, Piece { ends: [from, to], mean, most }| {
        let off = geodesy::distance(*from, *to).0 * mean.0;
        let none = Doubt { least: *mean, most: *most, area: SquareMetres(0.0) };
        let Doubt { least, most: worst, area } = doubt.unwrap_or(none);
        let least = if *mean < least { *mean } else { least };
        let most = if *most > worst { *most } else { worst };
        Some(Doubt { least, most, area: SquareMetres(area.0 + off) })
    })
}

/// The band round a line: all that is no farther from it than it may be off there.
///
/// Shape: valid polygons. Accuracy: a twentieth of the width; its ends are round.
pub(super) fn band(line: &Line) -> Option<Geographic<MultiPolygon>> {
    /// Sides of a round end.
    const SIDES: u32 = 32;
    let mut parts = Vec::new();
    for ([from, to], width) in thinned(line.uncertainty.as_ref()?) {
        let azimuth = geodesy::azimuth(from, to).0;
        let aside = |at: Coord, turn: f64| geodesy::destination(at, Degrees(azimuth + turn), width);
        let quad = [(from, 90.0), (to, 90.0), (to, -90.0), (from, -90.0)];
        parts.push(polygon(quad.map(|(at, turn)| aside(at, turn)).to_vec()));
        // A disc at each end fills the wedge between two pieces.
        parts.extend([from, to].map(|at| {
            let turn = |side: u32| -360.0 * f64::from(side) / f64::from(SIDES);
            polygon((0..SIDES).map(|side| aside(at, turn(side))).collect())
        }));
    }
    let whole = geo::unary_union(&parts);
    (!whole.0.is_empty()).then_some(Geographic(whole))
}

/// The pieces of a line with those joined that lie as good as straight beside its width and are as good as equally wide, each as
/// wide as the widest in it.
fn thinned(uncertainty: &Uncertainty) -> Vec<([Coord; 2], Metres)> {
    /// A hundredth of the width, in degrees.
    const SHARE: f64 = 0.01 / 111_320.0;
    /// Widths that differ by a twentieth are as good as one.
    const ALIKE: f64 = 0.05;
    let along = &uncertainty.along;
    let (mut runs, mut begin) = (Vec::new(), 0);
    for place in 1..=along.len() {
        let goes_on = along.get(place).is_some_and(|piece| {
            let (first, before) = (along[begin].most.0, along[place - 1].ends);
            before[1] == piece.ends[0] && (piece.most.0 - first).abs() <= ALIKE * first
        });
        if !goes_on {
            runs.push(&along[begin..place]);
            begin = place;
        }
    }
    let joined = runs.into_iter().flat_map(|run| {
        let ends = run.iter().map(|piece| piece.ends[0]);
        let ends = ends.chain(run.last().map(|piece| piece.ends[1]));
        let course: LineString = ends.collect();
        let places = course.simplify_idx(uncertainty.least.0 * SHARE);
        let pairs = places.windows(2).map(|pair| {
            let widths = run[pair[0]..pair[1]].iter().map(|piece| piece.most.0);
            let width = Metres(widths.fold(0.0, f64::max));
            ([course.0[pair[0]], course.0[pair[1]]], width)
        });
        pairs.collect::<Vec<_>>()
    });
    joined.collect()
}

fn polygon(ring: Vec<Coord>) -> Polygon {
    Polygon::new(LineString(ring), Vec::new())
}
