//! Agreed lines: where two states have agreed on a line between zones of theirs, it takes the place of the median there.
//! UNCLOS Art. 15, 74, 83. The stretch of median between the points nearest to the line's two ends is taken out, the line put
//! in; what lies between the two changes hands. Beyond its ends the median goes on, and no zone reaches beyond its breadth.

use super::Sea;
use super::belt::Belt;
use crate::error::{Result, Warning};
use crate::geodesy;
use crate::sea::baseline::coast::StateIndex;
use crate::sea::envelope::cell::Limit;
use crate::sea::envelope::diagram::{Diagram, triangulate};
use crate::sea::envelope::samples::Sample;
use crate::sea::request::AgreedLine;
use crate::sea::{MedianLine, ZoneKind};
use crate::units::{Metres, NauticalMiles};
use geo::{BooleanOps, Coord, Intersects, LineString, MultiLineString, Polygon};

/// The widest territorial sea.
pub(super) const TERRITORIAL: NauticalMiles = NauticalMiles(12.0);
/// An end farther from the median than this belongs to another stretch of it, or to none: the median stays.
const FARTHEST_END: Metres = NauticalMiles(30.0).metres();

/// A position on a line: the edge, the part of it, and where that is.
#[derive(Clone, Copy)]
struct Location {
    edge: usize,
    part: f64,
    at: Coord,
}

impl Location {
    /// How far along its line it is.
    fn along(&self) -> (usize, f64) {
        (self.edge, self.part)
    }
}

/// A median with an agreed line in place of a stretch of it.
struct Replaced {
    /// What is left of the median.
    rest: Vec<LineString>,
    /// Between the agreed line and the stretch: a ring that may cross itself.
    between: Polygon,
    /// The line goes on beyond an end of the median, where a breadth ends: so does what lies between them.
    is_at_limit: bool,
}

impl Sea<'_> {
    /// Puts the agreed lines in place of medians, in the belts of the zones that they part.
    pub(super) fn agree(&self, belts: &mut [Belt], warnings: &mut Vec<Warning>) -> Result<()> {
        for agreed in &self.request.agreed {
            let index = |name: &String| self.states().find(|state| self.name(*state) == name);
            let (Some(a), Some(b)) = (index(&agreed.states.0), index(&agreed.states.1)) else {
                continue;
            };
            let mut met = false;
            let mut placed = false;
            for (own, other) in [(a, b), (b, a)] {
                let mut alone = None;
                for place in 0..belts.len() {
                    let belt = &belts[place];
                    let kind = self.request.regimes[belt.regime].kind_of(belt.breadth);
                    let Some(median) = belt.medians.get(&other) else { continue };
                    if belt.state != own || !agreed.zones.contains(&kind) {
                        continue;
                    }
                    met = true;
                    let Some(replaced) = replace(median, &agreed.line.0) else { continue };
                    placed = true;
                    let mut area = belt.area.xor(&replaced.between);
                    // What lies between the two lines may be a third state's: that two have no agreement on.
                    for third in belts.iter().filter(|it| it.is_third_beside(belt, other)) {
                        if third.area.intersects(&replaced.between) {
                            area = area.difference(&third.area);
                        }
                    }
                    if replaced.is_at_limit {
                        let diagram = match alone.take() {
                            Some(known) => known,
                            None => self.diagram_of(own)?,
                        };
                        let limit = Limit::new(&diagram, belt.breadth.metres());
                        let whole = self.belt(&limit, belt.regime, own, belt.breadth, warnings);
                        area = area.intersection(&whole.area);
                        alone = Some(diagram);
                    }
                    let belt = &mut belts[place];
                    belt.area = area;
                    belt.medians.insert(other, MultiLineString(replaced.rest));
                }
            }
            if met && !placed {
                warnings.push(too_far(agreed));
            }
        }
        Ok(())
    }

    /// The cells of one state's coast as if it were alone.
    fn diagram_of(&self, state: StateIndex) -> Result<Diagram<'_>> {
        let own = |sample: Sample| self.samples.owner(sample).state == state;
        Ok(Diagram::new(self.samples, triangulate(self.samples, own)?))
    }

    /// Takes out of medians what agreed lines replace.
    pub(super) fn drop_agreed(&self, medians: &mut [MedianLine]) {
        for agreed in &self.request.agreed {
            let (a, b) = &agreed.states;
            // A median beyond territorial seas is drawn for whatever zones the states may have there.
            let parts = |median: &MedianLine| match median.breadth.0 <= TERRITORIAL.0 {
                true => agreed.zones.contains(&ZoneKind::TerritorialSea),
                false => agreed.zones.iter().any(|zone| *zone != ZoneKind::TerritorialSea),
            };
            let of_pair = |median: &&mut MedianLine| {
                parts(median) && [(a, b), (b, a)].contains(&(&median.states.0, &median.states.1))
            };
            for median in medians.iter_mut().filter(of_pair) {
                if let Some(replaced) = replace(&median.line.0, &agreed.line.0) {
                    median.line.0 = MultiLineString(replaced.rest);
                }
            }
        }
    }
}

impl Belt {
    /// Whether it is of the same regime as another belt, and of neither its state nor that one.
    fn is_third_beside(&self, belt: &Belt, other: StateIndex) -> bool {
        self.regime == belt.regime && self.state != belt.state && self.state != other
    }
}

fn too_far(agreed: &AgreedLine) -> Warning {
    let (a, b) = &agreed.states;
    Warning::new(format!("the agreed line {} is far from any median of {a} and {b}", agreed.name))
        .hint("the computed median stays: check the line's positions and states")
}

fn replace(median: &MultiLineString, agreed: &LineString) -> Option<Replaced> {
    let all = median.0.iter().enumerate();
    let (place, [first, last]) = all
        .filter_map(|(place, line)| Some((place, ties(line, agreed)?)))
        .min_by(|a, b| apart(&a.1).total_cmp(&apart(&b.1)))?;
    if apart(&[first, last]) > FARTHEST_END.0 {
        return None;
    }
    let line = &median.0[place];
    let turned = first.median.along() > last.median.along();
    let [from, to] = if turned { [last, first] } else { [first, last] };
    let mut ring = between(agreed, &first.agreed, &last.agreed);
    if turned {
        ring.reverse();
    }
    ring.extend(between(line, &from.median, &to.median).into_iter().rev());
    let mut before: Vec<Coord> = line.0[..=from.median.edge].to_vec();
    before.push(from.median.at);
    let mut after = vec![to.median.at];
    after.extend(&line.0[to.median.edge + 1..]);
    let mut rest: Vec<LineString> = median.0.clone();
    rest.splice(place..=place, [LineString(before), LineString(after)]);
    let is_at_limit = first.is_end || last.is_end;
    Some(Replaced { rest, between: Polygon::new(LineString(ring), Vec::new()), is_at_limit })
}

/// Where the course changes from median to agreed line: a position on either.
#[derive(Clone, Copy)]
struct Tie {
    median: Location,
    agreed: Location,
    /// The median has its end here.
    is_end: bool,
}

/// How far the median and the agreed line are apart at the farther of two ties, in metres.
fn apart(ties: &[Tie; 2]) -> f64 {
    ties.iter().map(|tie| geodesy::distance(tie.median.at, tie.agreed.at).0).fold(0.0, f64::max)
}

/// The ties at both ends of an agreed line: at its own end, or, where it goes on beyond the end of the median, at that.
fn ties(median: &LineString, agreed: &LineString) -> Option<[Tie; 2]> {
    let tie = |end: Coord| {
        let own = nearest(median, end)?;
        let is_end = own.at == median.0[0] || median.0.last() == Some(&own.at);
        let agreed = nearest(agreed, if is_end { own.at } else { end })?;
        Some(Tie { median: own, agreed, is_end })
    };
    Some([tie(*agreed.0.first()?)?, tie(*agreed.0.last()?)?])
}

/// A line from one of its positions to a later one.
fn between(line: &LineString, from: &Location, to: &Location) -> Vec<Coord> {
    let mut part = vec![from.at];
    part.extend(line.0.get(from.edge + 1..=to.edge).unwrap_or_default());
    part.push(to.at);
    part
}

/// The position of a line that is nearest to another, on a plane true to scale there.
fn nearest(line: &LineString, from: Coord) -> Option<Location> {
    let shrink = libm::cos(from.y.to_radians());
    let flat = |at: Coord| Coord { x: (at.x - from.x) * shrink, y: at.y - from.y };
    let locations = line.lines().enumerate().map(|(edge, its)| {
        // The distance only ranks.
        let (start, end) = (flat(its.start), flat(its.end));
        let along = end - start;
        let square = along.x * along.x + along.y * along.y;
        let toward = -(start.x * along.x + start.y * along.y);
        let part = if square > 0.0 { (toward / square).clamp(0.0, 1.0) } else { 0.0 };
        let nearest = start + along * part;
        let at = its.start + its.delta() * part;
        (libm::hypot(nearest.x, nearest.y), Location { edge, part, at })
    });
    locations.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, location)| location)
}
