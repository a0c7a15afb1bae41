//! Fingers: strips of a face so narrow that they lie between two computations of one line, with one other holder on both of their
//! sides. A sliver is a face of its own; a finger hangs on a broad one, and would part what it goes into from itself. It is cut
//! off by chords across, and goes to the holder on both of its sides.

use super::slivers::{flat, mean_width};
use super::{Areas, Arrangement};
use crate::geodesy::WGS84;
use crate::units::Metres;
use geo::{Coord, LineString, MultiPolygon};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};
use std::collections::BTreeMap;

/// Edges that turn towards each other by more than this (the sine of some 12°) are no two computations of one line.
const STEEPEST: f64 = 0.2;
/// So much of what is round a finger is the holder's to whom it goes.
const MOSTLY: f64 = 0.8;
/// Chords that are shorter, in metres, lie where edges meet.
const SHORTEST: f64 = 1e-3;

/// An edge between faces of two labels.
struct Border {
    ends: [Coord; 2],
    /// The numbers of the labels on its left and its right.
    labels: [usize; 2],
}

impl Arrangement {
    /// Gives strips narrower than `width` that one other label has on both sides to that label: the same area, cut along the mouths
    /// of such strips too, and its labels.
    pub fn dissolve_fingers<L: Clone + PartialEq>(
        self,
        labels: Vec<Option<L>>,
        width: Metres,
    ) -> (Arrangement, Vec<Option<L>>) {
        let mut distinct: Vec<Option<L>> = Vec::new();
        let numbered = labels.iter().map(|label| {
            let known = distinct.iter().position(|it| it == label);
            known.unwrap_or_else(|| {
                distinct.push(label.clone());
                distinct.len() - 1
            })
        });
        let numbers: Vec<usize> = numbered.collect();
        let chords = chords(&self.borders(&numbers), width.0);
        if chords.is_empty() {
            return (self, labels);
        }
        let held = |number: usize| self.join(|face| numbers[face] == number).0;
        let held: Vec<MultiPolygon> = (0..distinct.len()).map(held).collect();
        let outlines = (0..self.len()).map(|face| MultiPolygon(vec![self.face(face).0]));
        let outlines: Vec<MultiPolygon> = outlines.collect();
        let cut =
            Arrangement::new(self.join(|_| true), super::rings(outlines.iter()).chain(&chords));
        let all = Areas::of(held.iter());
        let found = |face| all.holding(cut.interior_point(face)).first().copied();
        let mut numbers: Vec<Option<usize>> = (0..cut.len()).map(found).collect();
        cut.give_fingers(&mut numbers, width);
        let labels = numbers.into_iter().map(|it| it.and_then(|number| distinct[number].clone()));
        let labels = labels.collect();
        (cut, labels)
    }

    fn borders(&self, numbers: &[usize]) -> Vec<Border> {
        let edges = (0..self.len()).flat_map(|face| {
            self.neighbours(face)
                .map(move |(other, ends)| Border { ends, labels: [numbers[face], numbers[other]] })
        });
        edges.filter(|border| border.labels[0] != border.labels[1]).collect()
    }

    /// Groups of narrow faces of one label, each to the label that has both sides of it.
    fn give_fingers(&self, numbers: &mut [Option<usize>], width: Metres) {
        let is_narrow: Vec<bool> =
            (0..self.len()).map(|face| mean_width(&self.face(face).0) < width.0).collect();
        let own = numbers.to_vec();
        let mut seen = vec![false; self.len()];
        for first in (0..self.len()).filter(|face| is_narrow[*face]) {
            if std::mem::replace(&mut seen[first], true) {
                continue;
            }
            let (mut group, mut next) = (vec![first], 0);
            let mut sides: BTreeMap<Option<usize>, f64> = BTreeMap::new();
            while next < group.len() {
                for (other, [from, to]) in self.neighbours(group[next]) {
                    if own[other] == own[first] && is_narrow[other] {
                        if !std::mem::replace(&mut seen[other], true) {
                            group.push(other);
                        }
                        continue;
                    }
                    let along = flat(to, from);
                    *sides.entry(own[other]).or_default() += libm::hypot(along.x, along.y);
                }
                next += 1;
            }
            let mouth = sides.remove(&own[first]).unwrap_or(0.0);
            let round: f64 = sides.values().sum();
            let most = sides.into_iter().max_by(|a, b| a.1.total_cmp(&b.1));
            if let Some((label, side)) = most
                && side >= MOSTLY * round
                && side > 2.0 * mouth
            {
                group.into_iter().for_each(|face| numbers[face] = label);
            }
        }
    }
}

/// Chords across strips narrower than `width` metres between edges that have the same on their left, and the same on their right:
/// where the strip begins and ends, and at each vertex.
fn chords(borders: &[Border], width: f64) -> Vec<LineString> {
    let boxes = borders.iter().enumerate().map(|(number, border)| {
        GeomWithData::new(Rectangle::from_aabb(around(border.ends, 0.0)), number)
    });
    let tree = RTree::bulk_load(boxes.collect());
    let mut chords = Vec::new();
    for (number, border) in borders.iter().enumerate() {
        let near = tree.locate_in_envelope_intersecting(&around(border.ends, width));
        let mut near: Vec<usize> = near.map(|it| it.data).filter(|it| *it > number).collect();
        near.sort_unstable();
        for other in near.into_iter().map(|it| &borders[it]) {
            if other.labels == border.labels {
                chords.extend(across(border.ends, other.ends, width));
            }
        }
    }
    chords
}

/// The box round an edge, with so many metres of room.
fn around([from, to]: [Coord; 2], room: f64) -> AABB<[f64; 2]> {
    let up = 1.01 * room / WGS84.a().to_radians();
    let shrink = libm::cos(from.y.abs().max(to.y.abs()).to_radians()).max(1e-3);
    let low = [from.x.min(to.x) - up / shrink, from.y.min(to.y) - up];
    AABB::from_corners(low, [from.x.max(to.x) + up / shrink, from.y.max(to.y) + up])
}

/// From one edge square across to another that runs the other way on its left, where the strip between is narrow: at both ends of
/// that.
fn across(one: [Coord; 2], other: [Coord; 2], width: f64) -> Vec<LineString> {
    let [end, start, finish] = [one[1], other[0], other[1]].map(|at| flat(at, one[0]));
    let along = finish - start;
    let (cross, dot) = (wedge(end, along), end.x * along.x + end.y * along.y);
    let (length, square) = (libm::hypot(end.x, end.y), along.x * along.x + along.y * along.y);
    if square <= 0.0 || dot >= 0.0 || cross.abs() > STEEPEST * length * square.sqrt() {
        return Vec::new();
    }
    // Both change evenly along the first edge: how far along the other its foot is, and how far it is from it.
    let foot = |at: Coord| ((at.x - start.x) * along.x + (at.y - start.y) * along.y) / square;
    let aside = |at: Coord| wedge(along, at - start) / square.sqrt();
    let feet = [foot(Coord::zero()), foot(end)];
    let asides = [aside(Coord::zero()), aside(end)];
    let within = between(feet, [0.0, 1.0], [0.0, 1.0]);
    let Some([first, last]) = within.and_then(|it| between(asides, [0.0, width], it)) else {
        return Vec::new();
    };
    let parts = if last > first { vec![first, last] } else { vec![first] };
    let is_long = |part: &f64| asides[0] + (asides[1] - asides[0]) * part > SHORTEST;
    let chord = |part: f64| {
        let foot = (feet[0] + (feet[1] - feet[0]) * part).clamp(0.0, 1.0);
        LineString(vec![one[0] + (one[1] - one[0]) * part, other[0] + (other[1] - other[0]) * foot])
    };
    parts.into_iter().filter(is_long).map(chord).collect()
}

/// Of a stretch that where lies what goes evenly from one value to another and is between two bounds.
fn between([from, to]: [f64; 2], bounds: [f64; 2], [first, last]: [f64; 2]) -> Option<[f64; 2]> {
    let change = to - from;
    if change == 0.0 {
        return (bounds[0]..=bounds[1]).contains(&from).then_some([first, last]);
    }
    let [one, other] = bounds.map(|bound| (bound - from) / change);
    let (low, high) = (first.max(one.min(other)), last.min(one.max(other)));
    (low <= high).then_some([low, high])
}

fn wedge(a: Coord, b: Coord) -> f64 {
    a.x * b.y - a.y * b.x
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Rect, polygon};

    /// A square of two degrees with a strip of so many metres from its middle to the west, where a third piece has the whole side.
    fn with_strip(metres: f64) -> (Arrangement, Vec<Option<u8>>) {
        let half = metres / 2.0 / WGS84.a().to_radians();
        let square = MultiPolygon(vec![Rect::new((-1.0, -1.0), (1.0, 1.0)).to_polygon()]);
        let finger = MultiPolygon(vec![polygon![
            (x: -1.0, y: -1.0), (x: -0.5, y: -1.0), (x: -0.5, y: -half), (x: 0.5, y: -half), (x: 0.5, y: half),
            (x: -0.5, y: half), (x: -0.5, y: 1.0), (x: -1.0, y: 1.0),
        ]]);
        let arrangement = Arrangement::new(
            super::super::frame([&square].into_iter()),
            super::super::rings([&square, &finger].into_iter()),
        );
        let all = Areas::of([&square, &finger].into_iter());
        let label = |face| all.holding(arrangement.interior_point(face)).last().map(|it| *it as u8);
        let labels = (0..arrangement.len()).map(label).collect();
        (arrangement, labels)
    }

    #[test]
    fn a_finger_goes_to_what_lies_on_both_of_its_sides_and_a_broad_arm_stays() {
        for (metres, reaches) in
            [(0.05, false), (1.0, false), (1.9, false), (3.0, true), (500.0, true)]
        {
            let (arrangement, labels) = with_strip(metres);
            let (cut, labels) = arrangement.dissolve_fingers(labels, Metres(2.0));
            let arm = cut.join(|face| labels[face] == Some(1)).0;
            assert_eq!(arm.0.len(), 1, "{metres}");
            let east = arm.0[0].exterior().0.iter().fold(-1.0_f64, |east, at| east.max(at.x));
            assert_eq!(east > -0.49, reaches, "{metres}: {east}");
            let square = cut.join(|face| labels[face] == Some(0)).0;
            assert_eq!(square.0.len(), 1);
        }
    }

    #[test]
    fn without_fingers_nothing_is_cut() {
        let (arrangement, labels) = with_strip(3.0);
        let before = (0..arrangement.len()).map(|face| arrangement.face(face).0);
        let before: Vec<_> = before.collect();
        let (cut, after) = arrangement.dissolve_fingers(labels.clone(), Metres(2.0));
        assert_eq!(after, labels);
        assert!((0..cut.len()).map(|face| cut.face(face).0).eq(before));
    }
}
