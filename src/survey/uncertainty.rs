//! Uncertainty: how exactly a coast is known in, how far limits and medians, and so areas, may be off for that, out.
//! The rule: parts that have nothing to do with each other add by their squares (JCGM 100:2008, 5.1.2): how exactly the coast is
//! known, how far the low-water line may lie off it, and the tolerance of the line itself.
//! * A limit is as uncertain as the base point that controls it, since its distance from there is the breadth.
//! * A median lies where the distances to two base points agree. Where one distance is off by u₁ and the other by u₂, it moves by
//!   √(u₁² + u₂²) / (2 sin(θ/2)), θ the angle between the directions to the two: half of √2 u between opposite coasts, and many
//!   times u far off adjacent ones.
//! * An area is off by the lines round it, each all along on one side: the sum of length times uncertainty. The shore is not among
//!   them, since with it land and water change together.

use super::set::{Claim, Line, Set, Uncertainty, Water};
use crate::error::Result;
use crate::space::Geographic;
use crate::units::{Degrees, Metres};
use geo::{Coord, LineString, MultiPolygon, Polygon, SimplifyIdx};
use periplus_sea::geodesy::{self, SquareMetres};
use periplus_sea::{Baseline, NearestCoast};

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
        let mut along = Vec::new();
        let (mut least, mut most, mut length, mut sum) = (f64::INFINITY, 0.0_f64, 0.0, 0.0);
        for ends in line.course.0.0.iter().flat_map(|part| pieces(part, line.states.len() > 1)) {
            let [from, to] = ends;
            let off = self.at((from + to) / 2.0, &line.states)?;
            let long = geodesy::distance(from, to).0;
            (length, sum) = (length + long, sum + long * off.0);
            (least, most) = (least.min(off.0), most.max(off.0));
            along.push((ends, off));
        }
        // a median's is greatest where the widest belts end it
        let ends = line.course.0.0.iter().flat_map(|part| [part.0.first(), part.0.last()]);
        for off in ends.flatten().filter_map(|end| self.at(*end, &line.states)) {
            (least, most) = (least.min(off.0), most.max(off.0));
        }
        let [least, most, mean] = [least, most, sum / length].map(Metres);
        (length > 0.0).then_some(Uncertainty { least, most, mean, along })
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

/// The edges of a line, those of a median in pieces: along a straight one it changes how far it may be off.
fn pieces(line: &LineString, is_median: bool) -> Vec<[Coord; 2]> {
    const LONGEST: f64 = 500.0;
    let of_edge = |edge: geo::Line| {
        let long = geodesy::distance(edge.start, edge.end).0;
        let count = if is_median { (long / LONGEST).ceil().max(1.0) } else { 1.0 };
        let at = move |place: usize| edge.start + edge.delta() * (place as f64 / count);
        (0..count as usize).map(move |place| [at(place), at(place + 1)])
    };
    line.lines().flat_map(of_edge).collect()
}

/// By how much an area may be off for the lines round it, the limits of the set that is taken out of it among them; none where none
/// of them has an uncertainty.
pub(super) fn of_water(set: &Set, inner: Option<&Set>, water: &Water) -> Option<SquareMetres> {
    let is_round = |line: &&Line| match &water.claim {
        Claim::State(state) => line.states.contains(state),
        Claim::Both(one, other) => line.states.contains(one) || line.states.contains(other),
        Claim::Beyond(..) | Claim::Nobody => line.states.len() == 1,
    };
    let is_inner = |line: &&Line| {
        line.states.len() == 1
            && match &water.claim {
                Claim::State(state) => line.states.contains(state),
                Claim::Both(one, other) => line.states.contains(one) || line.states.contains(other),
                Claim::Beyond(..) | Claim::Nobody => false,
            }
    };
    let of_inner = inner.iter().flat_map(|set| &set.lines).filter(is_inner);
    let lines = set.lines.iter().filter(is_round).chain(of_inner);
    let off = lines.filter_map(|line| {
        let parts = line.course.0.0.iter();
        Some(
            line.uncertainty.as_ref()?.mean.0
                * parts.map(|part| periplus_sea::length(part).0).sum::<f64>(),
        )
    });
    off.reduce(|sum, more| sum + more).map(SquareMetres)
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
        let goes_on = along.get(place).is_some_and(|(ends, width)| {
            let (first, before) = (along[begin].1.0, along[place - 1].0);
            before[1] == ends[0] && (width.0 - first).abs() <= ALIKE * first
        });
        if !goes_on {
            runs.push(&along[begin..place]);
            begin = place;
        }
    }
    let joined = runs.into_iter().flat_map(|run| {
        let ends = run.iter().map(|(ends, _)| ends[0]).chain(run.last().map(|(ends, _)| ends[1]));
        let course: LineString = ends.collect();
        let places = course.simplify_idx(uncertainty.least.0 * SHARE);
        let pairs = places.windows(2).map(|pair| {
            let widths = run[pair[0]..pair[1]].iter().map(|(_, width)| width.0);
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
