//! Points: a figure's waters in; the turning points of their limits and medians, numbered, with the base points that control
//! them, out.
//! What the sea finds on the lines of its diagram is kept where a line of the survey runs: so is what a named sea, an agreed
//! line, a rock or a breadth of one sea alone leaves.
//! `on_lines`: which positions lie on lines. `geojson`: the points as GeoJSON. `simplified`: medians by few points that give each
//! state as much as they take; `exchange`: what that is.

mod exchange;
mod geojson;
mod on_lines;
mod simplified;

pub use geojson::geojson;
pub use simplified::{FEWEST_POINTS, SimplifiedLine, SimplifiedMedians, simplified};

use crate::error::{Error, Result, Warning};
use crate::figure::Figure;
use crate::geodata::{Date, Geodata};
use crate::space::Geographic;
use crate::survey;
use crate::units::{Degrees, Metres, NauticalMiles};
use geo::{Coord, MultiLineString};
use on_lines::Lines;
use periplus_sea::{
    BasePoint, ControlledLine, ControlledPart, Overlap, PointKind, ZoneKind, geodesy,
};
use std::collections::BTreeMap;

/// The turning points of a figure's limits and medians.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Points {
    /// Limits by state and breadth, then medians by pair; none without a point or a base point.
    pub lines: Vec<Line>,
    /// All that any of them names, each once; the number of each is its place, from 1 on.
    pub base_points: Vec<BasePoint>,
    /// The coast that breadths were measured from.
    pub coast: String,
    /// How far the course of a line may be from where it belongs.
    pub tolerance: Metres,
    /// The day that the figure is of.
    pub as_of: Option<Date>,
    /// Credit lines of the data.
    pub sources: Vec<String>,
    /// What was repaired or left out.
    pub warnings: Vec<Warning>,
}

/// A limit or a median.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Line {
    /// Whose limit it is; or the two states of a median, of which the first is on the left.
    pub states: Vec<String>,
    /// Of the limit; of a median the widest for which it divides waters.
    pub breadth: NauticalMiles,
    /// What the law calls the waters that it ends or divides.
    pub kind: ZoneKind,
    /// In the order of the line.
    pub points: Vec<Point>,
    /// In the order of the line.
    pub stretches: Vec<Stretch>,
}

/// A point of a line.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Point {
    /// From 1 on along the line.
    pub number: usize,
    /// What changes there.
    pub kind: PointKind,
    /// Where it is.
    pub position: Geographic<Coord>,
    /// How far it may be off, where the figure says how exactly the coast is known.
    pub uncertainty: Option<Metres>,
    /// The numbers of its base points, each with how far it is.
    pub controls: Vec<(usize, Metres)>,
    /// The way to the next point of the line; none where the line ends, or goes on beyond the waters that are looked at.
    pub next: Option<Leg>,
}

impl Point {
    /// How far its base points are, all of them to 0.1 mm.
    pub fn distance(&self) -> Metres {
        self.controls.first().map_or(Metres(0.0), |(_, distance)| *distance)
    }
}

/// The geodesic from a point to the next.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Leg {
    /// The number of the next point.
    pub to: usize,
    /// How long it is.
    pub length: Metres,
    /// The azimuth at its beginning, 0° to 360°.
    pub azimuth: Degrees,
    /// The azimuth at its end, back to its beginning.
    pub back: Degrees,
}

/// A stretch of a line between two points.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Stretch {
    /// The point that it begins at; none where it does without one.
    pub from: Option<usize>,
    /// The point that it ends at.
    pub to: Option<usize>,
    /// Of each state the numbers of the base points that control its beginning and its end: one, unless the base point moves
    /// along the baseline.
    pub controls: Vec<[usize; 2]>,
    /// Its course, to the tolerance.
    pub course: Geographic<MultiLineString>,
}

impl Line {
    /// `limit of GRC at 12 nm`, `median GRC–TUR`.
    pub fn name(&self) -> String {
        match &self.states[..] {
            [state] => format!("limit of {state} at {} nm", self.breadth.0),
            states => format!("median {}", states.join("–")),
        }
    }

    /// The stretch that begins at a point.
    pub fn stretch_from(&self, number: usize) -> Option<&Stretch> {
        // In the order of the points, but for those without a beginning.
        self.stretches.iter().find(|stretch| stretch.from == Some(number))
    }

    /// The article of UNCLOS on it.
    pub fn article(&self) -> Option<&'static str> {
        match self.states.len() {
            1 => self.kind.limit_article(),
            _ => self.kind.delimitation(),
        }
    }
}

/// The turning points of the limits and medians that a figure asks for.
///
/// Accuracy: the distances of each point to its base points agree to 0.1 mm, and are no longer than to any other point of the
/// coast by more than the tolerance.
/// Errors: as [`survey`](survey::survey); `Input` or `Usage` for another policy than the median, or half effect of islands.
pub fn points(figure: &Figure, geodata: &Geodata) -> Result<Points> {
    if let Some(options) = figure.zones.as_ref().filter(|it| it.overlap != Overlap::Median) {
        let message =
            format!("turning points are those of medians, and not of `{}`", options.overlap);
        let error = Error::usage(message).hint("take the policy `median`: --overlap median");
        return Err(figure.at_fault(&["zones.overlap"], error));
    }
    let (survey, waters) = survey::with_waters(figure, geodata)?;
    let found = waters.turning_points().map_err(|error| figure.at_fault(&["zones"], error))?;
    let lines = Lines::of(&survey);
    let mut numbers = Numbers::default();
    let mut kept = Vec::new();
    for line in &found.lines {
        if let [one, other] = &line.states[..]
            && waters.inputs.are_of_one_sovereign(one, other)
        {
            continue;
        }
        kept.extend(self::line(line, &lines, &mut numbers));
    }
    let mut points = Points {
        lines: kept,
        base_points: numbers.base_points,
        coast: survey.coast,
        tolerance: survey.tolerance,
        as_of: survey.as_of,
        sources: survey.sources,
        warnings: survey.warnings,
    };
    if let Some(known) = survey::known(figure, &waters)? {
        for line in &mut points.lines {
            for point in &mut line.points {
                point.uncertainty = known.at(point.position.0, &line.states);
            }
        }
    }
    points.warnings.extend(found.warnings);
    points.warnings.extend(nothing(&points));
    Ok(points)
}

/// A warning where there is nothing to list.
fn nothing(points: &Points) -> Option<Warning> {
    let is_empty = points.lines.iter().all(|line| line.points.is_empty());
    is_empty.then(|| {
        Warning::new("the limits and medians have no turning points")
            .hint("each is controlled by one base point of each state, or by none in these waters")
    })
}

/// Base points, each numbered when it is first met.
#[derive(Default)]
struct Numbers {
    base_points: Vec<BasePoint>,
    known: BTreeMap<(String, [i64; 2]), usize>,
}

impl Numbers {
    fn of(&mut self, base: &BasePoint) -> usize {
        /// Base points nearer to each other than a tenth of a millimetre are one.
        const STEPS: f64 = 1e9;
        let Geographic(at) = base.position;
        let place = [at.x, at.y].map(|degrees| (degrees * STEPS).round() as i64);
        let next = self.base_points.len() + 1;
        let number = *self.known.entry((base.state.clone(), place)).or_insert(next);
        if number == next {
            self.base_points.push(base.clone());
        }
        number
    }
}

/// What of a line lies on those of the survey; none if nothing does.
fn line(line: &ControlledLine, lines: &Lines, numbers: &mut Numbers) -> Option<Line> {
    let whose = lines.whose(&line.states, line.breadth);
    let mut found = Line {
        states: line.states.clone(),
        breadth: line.breadth,
        kind: line.kind,
        points: Vec::new(),
        stretches: Vec::new(),
    };
    for part in &line.parts {
        add_part(&mut found, part, |at| lines.holds(at, &whose), numbers);
    }
    let is_empty = found.points.is_empty() && found.stretches.is_empty();
    (!is_empty).then_some(found)
}

fn add_part(
    line: &mut Line,
    part: &ControlledPart,
    is_on_line: impl Fn(Coord) -> bool,
    numbers: &mut Numbers,
) {
    let mut renumbered: BTreeMap<usize, usize> = BTreeMap::new();
    for point in part.points.iter().filter(|point| is_on_line(point.position.0)) {
        let number = line.points.len() + 1;
        renumbered.insert(point.number, number);
        let bases = point.base_points.iter().map(|base| numbers.of(base));
        let controls = bases.zip(point.distances.iter().copied()).collect();
        let (kind, position) = (point.kind, point.position);
        let uncertainty = None;
        line.points.push(Point { number, kind, position, uncertainty, controls, next: None });
    }
    for stretch in &part.stretches {
        if !middle(&stretch.course.0).is_some_and(&is_on_line) {
            continue;
        }
        let number = |old: Option<usize>| old.and_then(|old| renumbered.get(&old).copied());
        let (from, to) = (number(stretch.from), number(stretch.to));
        if let (Some(from), Some(to)) = (from, to) {
            let ends = [from, to].map(|number| line.points[number - 1].position.0);
            line.points[from - 1].next = Some(leg(to, ends)).filter(|_| from != to);
        }
        let controls = stretch.controls.iter();
        let controls = controls.map(|it| [numbers.of(&it.first), numbers.of(&it.last)]).collect();
        line.stretches.push(Stretch { from, to, controls, course: stretch.course.clone() });
    }
}

fn leg(to: usize, [from, end]: [Coord; 2]) -> Leg {
    let (length, [azimuth, arrival]) = geodesy::inverse(from, end);
    let turn = |degrees: f64| Degrees(degrees.rem_euclid(360.0));
    Leg { to, length, azimuth: turn(azimuth.0), back: turn(arrival.0 + 180.0) }
}

/// A position inside of a course.
fn middle(course: &MultiLineString) -> Option<Coord> {
    let longest = course.0.iter().max_by_key(|line| line.0.len())?;
    match longest.0[..] {
        [] => None,
        [lone] => Some(lone),
        [from, to] => Some((from + to) / 2.0),
        _ => longest.0.get(longest.0.len() / 2).copied(),
    }
}
