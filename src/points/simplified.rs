//! Simplified medians: a survey and a number of points in, lines of at most so many points out, geodesics between them, that give
//! each of the two states as much as they take from it (IHO C-51, ch. 6: simplified equidistance).
//!
//! Of the vertices of a median those are left out, one after another, that change it least (the area of the triangle with both
//! neighbours: Visvalingam and Whyatt 1993). The points left between the ends are then moved aside by one distance, square to
//! the line from the point before to the point after, until what passes either way is the same. What passes is measured anew,
//! face by face, between the median and the geodesics, on WGS 84.

use super::exchange::{exchanged, farthest, under};
use crate::error::{Error, Result, Warning};
use crate::space::Geographic;
use crate::survey::Survey;
use crate::units::{Degrees, Metres, NauticalMiles};
use geo::{Coord, LineString};
use periplus_sea::geodesy::{self, SquareMetres};
use periplus_sea::{Overlap, ZoneKind};
use std::collections::BTreeSet;

/// The fewest points: with the two ends alone there is nothing to move.
pub const FEWEST_POINTS: usize = 3;
/// How long pieces of geodesics are taken for straight in longitude and latitude.
const PIECE: Metres = Metres(500.0);
/// How often the distance to move by is halved.
const HALVINGS: usize = 60;
/// How far apart what passes either way may be, in hundredths of all that passes.
const MOST_APART: f64 = 0.1;
/// How often the distance is mended by what passes on the grid of the areas.
const MENDINGS: usize = 8;

/// The medians of a figure by few points.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SimplifiedMedians {
    /// By pair of states; a median of several parts comes once a part.
    pub lines: Vec<SimplifiedLine>,
    /// What was left out.
    pub warnings: Vec<Warning>,
}

/// A part of a median by few points.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SimplifiedLine {
    /// The two states; the first is on the left.
    pub states: [String; 2],
    /// What the law calls the waters that it divides.
    pub kind: ZoneKind,
    /// How broad they are.
    pub breadth: NauticalMiles,
    /// Which part of the median it is, from 1 on.
    pub part: usize,
    /// The points, geodesics between them; the ends are those of the median.
    pub points: Vec<Geographic<Coord>>,
    /// The course of the median.
    pub median: Geographic<LineString>,
    /// What of the first state's passes to the second, and of the second's to the first.
    pub exchanged: [SquareMetres; 2],
    /// The farthest that the median is from it.
    pub farthest: Metres,
}

impl SimplifiedLine {
    /// By how much what passes one way is more than what passes the other, of all that passes, in hundredths.
    pub fn imbalance(&self) -> f64 {
        imbalance(self.exchanged)
    }

    /// Its course, geodesics in pieces straight in longitude and latitude.
    pub fn course(&self) -> LineString {
        along_geodesics(&self.points.iter().map(|at| at.0).collect::<Vec<_>>())
    }
}

fn imbalance(exchanged: [SquareMetres; 2]) -> f64 {
    let [to, from] = exchanged.map(|area| area.0);
    if to + from > 0.0 { 100.0 * (to - from).abs() / (to + from) } else { 0.0 }
}

/// The medians of a survey by at most so many points each part; those of the widest waters of each pair.
///
/// Accuracy: what passes either way is the same within 0.1 % of all that passes, or a warning says what it is.
/// Errors: `Usage` for fewer than three points, and under `keep`, where there are no medians.
pub fn simplified(survey: &Survey, most: usize) -> Result<SimplifiedMedians> {
    if most < FEWEST_POINTS {
        return Err(Error::usage(format!("a line of {most} points cannot be balanced"))
            .hint("give it 3 or more: its two ends and one between"));
    }
    if survey.policy == Overlap::Keep {
        return Err(Error::usage("under `keep` there are no medians").hint("--overlap median"));
    }
    let (mut lines, mut warnings): (Vec<SimplifiedLine>, Vec<Warning>) = (Vec::new(), Vec::new());
    let mut done: BTreeSet<&[String]> = BTreeSet::new();
    for line in survey.sets.iter().rev().flat_map(|set| &set.lines) {
        let [one, other] = &line.states[..] else { continue };
        if line.is_internal || !done.insert(&line.states) {
            continue;
        }
        for (place, median) in line.course.0.0.iter().enumerate() {
            let Some((points, exchanged)) = balanced(median, most, survey.tolerance) else {
                let message = format!(
                    "part {} of the median {one}–{other} has no room between its ends",
                    place + 1
                );
                warnings.push(Warning::new(message + " for a point: it is left as it is"));
                continue;
            };
            let apart = imbalance(exchanged);
            if apart >= MOST_APART {
                let part = place + 1;
                warnings
                    .push(unbalanced(&format!("part {part} of the median {one}–{other}"), apart));
            }
            let farthest = farthest(median, &along_geodesics(&points));
            lines.push(SimplifiedLine {
                states: [one.clone(), other.clone()],
                kind: line.kind,
                breadth: line.breadth,
                part: place + 1,
                points: points.into_iter().map(Geographic).collect(),
                median: Geographic(median.clone()),
                exchanged,
                farthest,
            });
        }
    }
    lines.sort_by(|a, b| (&a.states, a.part).cmp(&(&b.states, b.part)));
    Ok(SimplifiedMedians { lines, warnings })
}

/// At most so many points of a line and what they exchange; none for a line without a vertex between its ends, or that closes.
fn balanced(
    median: &LineString,
    most: usize,
    tolerance: Metres,
) -> Option<(Vec<Coord>, [SquareMetres; 2])> {
    let apart = apart(&median.0, tolerance);
    if apart.len() < FEWEST_POINTS || median.is_closed() {
        return None;
    }
    let kept = weightiest(&apart, most);
    let under_median = under(median);
    // What passes to one side, less what passes to the other.
    let difference =
        |aside: f64| under(&along_geodesics(&moved(&kept, Metres(aside)))) - under_median;
    let start = difference(0.0);
    let length: f64 = kept.windows(2).map(|ends| geodesy::distance(ends[0], ends[1]).0).sum();
    let step = (start.abs() / length.max(1.0)).max(0.01);
    let mut far = [1.0, -1.0]
        .into_iter()
        .cycle()
        .zip(0..80)
        .map(|(side, number)| side * step * f64::from(1_u32 << (number / 2).min(30)));
    let far = far.find(|aside| (difference(*aside) < 0.0) != (start < 0.0))?;
    let (mut near, mut far) = (0.0, far);
    for _ in 0..HALVINGS {
        let middle = (near + far) / 2.0;
        match (difference(middle) < 0.0) == (start < 0.0) {
            true => near = middle,
            false => far = middle,
        }
    }
    Some(mended(median, &kept, (near + far) / 2.0, length))
}

/// The points moved aside so that what passes either way is the same as it is measured: on a grid of a centimetre, by which what
/// passes between lines that are near each other is more one way and less the other.
fn mended(
    median: &LineString,
    kept: &[Coord],
    mut aside: f64,
    length: f64,
) -> (Vec<Coord>, [SquareMetres; 2]) {
    let measured = |aside: f64| {
        let points = moved(kept, Metres(aside));
        let exchanged = exchanged(median, &along_geodesics(&points));
        (points, exchanged)
    };
    // What passes to the left by more than to the right, and how that changes as the points move.
    let more = |exchanged: [SquareMetres; 2]| exchanged[0].0 - exchanged[1].0;
    let mut best = measured(aside);
    let mut slope = length.max(1.0);
    let mut last = (aside, more(best.1));
    for _ in 0..MENDINGS {
        if imbalance(best.1) < MOST_APART {
            break;
        }
        aside = last.0 - last.1 / slope;
        let found = measured(aside);
        let now = (aside, more(found.1));
        let between = (now.1 - last.1) / (now.0 - last.0);
        if between.is_finite() && between != 0.0 {
            slope = between;
        }
        last = now;
        if imbalance(found.1) < imbalance(best.1) {
            best = found;
        }
    }
    best
}

/// What is to be said of a line that cannot be balanced.
fn unbalanced(line: &str, apart: f64) -> Warning {
    Warning::new(format!(
        "what {line} gives and takes is {apart:.2} % apart: its points are so near to the median that areas, on a grid of a \
         centimetre, tell no better"
    ))
    .hint("fewer points are balanced: --simplify with a smaller number")
}

/// The points of a line without those that are nearer to the one before than the tolerance; both ends stay.
fn apart(points: &[Coord], tolerance: Metres) -> Vec<Coord> {
    let Some((last, before)) = points.split_last() else { return Vec::new() };
    let is_apart = |from: &Coord, to: &Coord| geodesy::distance(*from, *to).0 > tolerance.0;
    let mut kept: Vec<Coord> = Vec::new();
    for at in before {
        if kept.is_empty() || (is_apart(&kept[kept.len() - 1], at) && is_apart(at, last)) {
            kept.push(*at);
        }
    }
    kept.push(*last);
    kept
}

/// The points of a line that are left when those that matter least are taken out, until so many are left.
fn weightiest(points: &[Coord], most: usize) -> Vec<Coord> {
    let shrink = libm::cos(points[points.len() / 2].y.to_radians());
    let weight = |[a, b, c]: [usize; 3]| {
        let [a, b, c] = [points[a], points[b], points[c]];
        let (u, v) = (b - a, c - a);
        (u.x * v.y - u.y * v.x).abs() * shrink
    };
    let mut before: Vec<usize> = (0..points.len()).map(|place| place.saturating_sub(1)).collect();
    let mut after: Vec<usize> = (1..=points.len()).collect();
    let last = points.len() - 1;
    let weights = (0..points.len()).map(|place| match place == 0 || place == last {
        true => f64::INFINITY,
        false => weight([place - 1, place, place + 1]),
    });
    let mut weights: Vec<f64> = weights.collect();
    let inner = weights.iter().enumerate().filter(|(_, weight)| weight.is_finite());
    let mut queue: BTreeSet<(u64, usize)> =
        inner.map(|(place, weight)| (weight.to_bits(), place)).collect();
    let mut left = points.len();
    while left > most.max(FEWEST_POINTS) {
        let Some((bits, place)) = queue.pop_first() else { break };
        left -= 1;
        weights[place] = -1.0;
        let (low, high) = (before[place], after[place]);
        (after[low], before[high]) = (high, low);
        for neighbour in [low, high] {
            if neighbour == 0 || neighbour == last {
                continue;
            }
            queue.remove(&(weights[neighbour].to_bits(), neighbour));
            // No vertex goes before one that went before it.
            let anew = weight([before[neighbour], neighbour, after[neighbour]]);
            weights[neighbour] = anew.max(f64::from_bits(bits));
            queue.insert((weights[neighbour].to_bits(), neighbour));
        }
    }
    (0..points.len()).filter(|place| weights[*place] >= 0.0).map(|place| points[place]).collect()
}

/// The points between the ends moved to the left, square to the line from the point before to the point after.
fn moved(points: &[Coord], aside: Metres) -> Vec<Coord> {
    let mut moved = points.to_vec();
    for place in 1..points.len() - 1 {
        let along = geodesy::azimuth(points[place - 1], points[place + 1]);
        let azimuth = Degrees(along.0 - 90.0);
        moved[place] = geodesy::destination(points[place], azimuth, aside);
        // on the same turn of the earth
        moved[place].x = points[place].x + libm::remainder(moved[place].x - points[place].x, 360.0);
    }
    moved
}

fn along_geodesics(points: &[Coord]) -> LineString {
    let mut course: Vec<Coord> = points.first().copied().into_iter().collect();
    for ends in points.windows(2) {
        course.extend(geodesy::densify_geodesic(ends[0], ends[1], PIECE).into_iter().skip(1));
    }
    LineString(course)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wave() -> LineString {
        let at = |number: u32| {
            let x = f64::from(number) * 0.01;
            Coord { x: 25.0 + x, y: 36.0 + 0.2 * libm::sin(2.0 * x) + 0.05 * libm::sin(9.0 * x) }
        };
        LineString((0..=300).map(at).collect())
    }

    /// By another way than the faces: strips of longitude between two lines that are each one position a meridian.
    fn by_strips(first: &LineString, second: &LineString) -> [f64; 2] {
        let height = |line: &LineString, x: f64| {
            let edge = line.lines().find(|edge| (edge.start.x..=edge.end.x).contains(&x));
            edge.map_or(0.0, |edge| edge.start.y + (x - edge.start.x) * edge.slope())
        };
        const STRIPS: u32 = 6_000;
        let (west, east) = (first.0[0].x, first.0[first.0.len() - 1].x);
        let width = (east - west) / f64::from(STRIPS);
        let mut passing = [0.0; 2];
        for strip in 0..STRIPS {
            let x = west + (f64::from(strip) + 0.5) * width;
            let (one, other) = (height(first, x), height(second, x));
            // degrees of latitude and longitude in metres there, by the radii of curvature
            let sin = libm::sin(((one + other) / 2.0).to_radians());
            let w = 1.0 - 0.006_694_379_990_14 * sin * sin;
            let north = 6_378_137.0 * (1.0 - 0.006_694_379_990_14) / (w * w.sqrt());
            let around = 6_378_137.0 / w.sqrt() * (1.0 - sin * sin).sqrt();
            let area = (other - one).abs() * width * north * around * 1.0_f64.to_radians().powi(2);
            passing[usize::from(other < one)] += area;
        }
        passing
    }

    #[test]
    fn what_passes_either_way_is_the_same_by_another_way_of_counting() {
        let median = wave();
        for most in [3, 5, 8, 20] {
            let (points, exchanged) =
                balanced(&median, most, Metres(1.0)).expect("a wave has vertices");
            assert!(points.len() <= most);
            assert_eq!([points[0], points[points.len() - 1]], [median.0[0], median.0[300]]);
            let course = along_geodesics(&points);
            let strips = by_strips(&median, &course);
            for (ours, other) in exchanged.iter().zip(strips) {
                assert!((ours.0 / other - 1.0).abs() < 2e-3, "{most}: {exchanged:?} {strips:?}");
            }
            let [to, from] = exchanged.map(|area| area.0);
            assert!((to - from).abs() < 1e-3 * (to + from), "{most}: {to} {from}");
        }
    }

    #[test]
    fn a_line_of_nearly_all_points_is_balanced_as_areas_are_measured() {
        for most in [60, 120, 200, 280] {
            let (_, exchanged) = balanced(&wave(), most, Metres(1.0)).expect("a wave has vertices");
            let apart = imbalance(exchanged);
            assert!(apart < MOST_APART, "{most}: {apart} %, {exchanged:?}");
        }
    }

    #[test]
    fn what_cannot_be_balanced_is_said_by_how_much() {
        let warning = unbalanced("part 1 of the median AAA–BBB", 0.149);
        assert!(warning.message.contains("AAA–BBB gives and takes is 0.15 % apart"));
        assert!(warning.hint.is_some_and(|hint| hint.contains("--simplify")));
    }

    #[test]
    fn more_points_exchange_less() {
        let all = [3, 5, 8, 20].map(|most| {
            let (_, [to, from]) =
                balanced(&wave(), most, Metres(1.0)).expect("a wave has vertices");
            to.0 + from.0
        });
        assert!(all.is_sorted_by(|fewer, more| fewer > more), "{all:?}");
    }

    #[test]
    fn a_line_without_vertices_between_its_ends_is_left_as_it_is() {
        let two = LineString(vec![Coord { x: 0.0, y: 0.0 }, Coord { x: 1.0, y: 0.0 }]);
        assert!(balanced(&two, 5, Metres(1.0)).is_none());
    }
}
