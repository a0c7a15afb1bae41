//! Median lines from belts: each pair of states once, from the belts that follow it farthest.

use super::Sea;
use super::belt::Belt;
use crate::sea::MedianLine;
use crate::sea::baseline::coast::StateIndex;
use crate::space::Geographic;
use crate::units::NauticalMiles;
use geo::{Euclidean, Length, MultiLineString};
use std::collections::BTreeMap;

/// What the belts of one state and regime have of the median with another.
struct Course {
    breadth: NauticalMiles,
    /// In degrees: only to tell which of several goes farther.
    length: f64,
    line: MultiLineString,
}

impl Sea<'_> {
    /// One line a pair of states: that of the widest breadth, and of the state whose belts follow it farther.
    pub(super) fn medians(&self, belts: &[Belt]) -> Vec<MedianLine> {
        let mut best: BTreeMap<(StateIndex, StateIndex), Course> = BTreeMap::new();
        for ((pair, ..), course) in courses(belts) {
            let farther = |known: &Course| {
                (known.breadth.0, known.length) < (course.breadth.0, course.length)
            };
            if best.get(&pair).is_none_or(farther) {
                best.insert(pair, course);
            }
        }
        let lines = best.into_iter().map(|((first, second), course)| MedianLine {
            states: (self.name_owned(first), self.name_owned(second)),
            breadth: course.breadth,
            line: Geographic(course.line),
        });
        lines.collect()
    }
}

/// Courses by pair, regime and state; the first state of the pair on the left.
fn courses(belts: &[Belt]) -> BTreeMap<((StateIndex, StateIndex), usize, StateIndex), Course> {
    let mut courses: BTreeMap<_, Course> = BTreeMap::new();
    for belt in belts {
        for (&other, line) in &belt.medians {
            let pair = (belt.state.min(other), belt.state.max(other));
            let mut line = line.clone();
            if belt.state > other {
                line.0.iter_mut().for_each(|part| part.0.reverse());
                line.0.reverse();
            }
            let course = courses.entry((pair, belt.regime, belt.state)).or_insert(Course {
                breadth: belt.breadth,
                length: 0.0,
                line: MultiLineString(Vec::new()),
            });
            course.breadth.0 = course.breadth.0.max(belt.breadth.0);
            course.length += Euclidean.length(&line);
            course.line.0.extend(line.0);
        }
    }
    courses
}
