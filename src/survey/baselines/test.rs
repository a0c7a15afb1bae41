//! A condition of the law: what was measured in, what it was held against, and what came of it, out.

use crate::space::Geographic;
use geo::Coord;
use periplus_sea::geodesy::SquareMetres;
use periplus_sea::units::{Degrees, Metres};

/// A condition that a baseline was held against.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Test {
    /// The segment that it is of, from 1 on; none: all of the baseline.
    pub segment: Option<usize>,
    /// Where that begins and ends.
    pub ends: Option<[Geographic<Coord>; 2]>,
    /// What was measured, in words.
    pub what: &'static str,
    /// What came of it; none where there is nothing to measure.
    pub measured: Option<Measured>,
    /// What it has to be; none where no number is asked.
    pub range: Option<Range>,
    /// What that leads to.
    pub verdict: Verdict,
    /// The article that asks.
    pub article: &'static str,
    /// Whose number the range is where the article has none: practice, and no law.
    pub practice: Option<&'static str>,
}

/// A number with its unit.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Measured {
    /// In the unit.
    pub value: f64,
    /// Of what.
    pub unit: Unit,
}

/// A unit of measured things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unit {
    /// `nm`.
    NauticalMiles,
    /// `m`.
    Metres,
    /// `km²`.
    SquareKilometres,
    /// `°`.
    Degrees,
    /// `%`.
    Percent,
    /// `: 1`.
    ToOne,
}

impl Unit {
    /// As people write it.
    pub fn sign(self) -> &'static str {
        match self {
            Unit::NauticalMiles => "nm",
            Unit::Metres => "m",
            Unit::SquareKilometres => "km²",
            Unit::Degrees => "°",
            Unit::Percent => "%",
            Unit::ToOne => ": 1",
        }
    }

    /// As the names of columns have it.
    pub fn name(self) -> &'static str {
        match self {
            Unit::NauticalMiles => "nm",
            Unit::Metres => "m",
            Unit::SquareKilometres => "km2",
            Unit::Degrees => "deg",
            Unit::Percent => "percent",
            Unit::ToOne => "ratio",
        }
    }
}

/// What a number has to lie in, its ends included.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Range {
    /// The least.
    pub least: Option<f64>,
    /// The most.
    pub most: Option<f64>,
}

impl Range {
    /// Up to a number.
    pub(super) fn up_to(most: f64) -> Range {
        Range { least: None, most: Some(most) }
    }

    /// From a number on.
    pub(super) fn from(least: f64) -> Range {
        Range { least: Some(least), most: None }
    }

    fn holds(&self, value: f64) -> bool {
        self.least.is_none_or(|least| value >= least) && self.most.is_none_or(|most| value <= most)
    }
}

/// What a condition leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verdict {
    /// It is met.
    Pass,
    /// It is not met.
    Fail,
    /// No number decides it.
    Open,
    /// It is not asked of this baseline.
    Exempt,
}

impl Verdict {
    /// Its name in files: `pass`.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Pass => "pass",
            Verdict::Fail => "fail",
            Verdict::Open => "open",
            Verdict::Exempt => "exempt",
        }
    }
}

impl Test {
    /// A number held against what an article asks.
    pub(super) fn held(
        (what, article): (&'static str, &'static str),
        measured: Measured,
        range: Range,
    ) -> Test {
        let verdict = if range.holds(measured.value) { Verdict::Pass } else { Verdict::Fail };
        let (measured, range) = (Some(measured), Some(range));
        Test { measured, range, verdict, ..Test::open((what, article), None) }
    }

    /// What no number decides, with what can be measured of it.
    pub(super) fn open(
        (what, article): (&'static str, &'static str),
        measured: Option<Measured>,
    ) -> Test {
        Test {
            segment: None,
            ends: None,
            what,
            measured,
            range: None,
            verdict: Verdict::Open,
            article,
            practice: None,
        }
    }

    /// The same by a number that is no law, but whose it is.
    pub(super) fn by_practice(self, of: &'static str) -> Test {
        Test { practice: Some(of), ..self }
    }

    /// The same with another verdict.
    pub(super) fn found(self, verdict: Verdict) -> Test {
        Test { verdict, ..self }
    }

    /// The same of a segment, its number from 0 on.
    pub(super) fn of_segment(self, place: usize, ends: [Coord; 2]) -> Test {
        // Lines over 180° are counted on beyond it; positions are read from −180° to 180°.
        let ends = ends.map(|at| Coord { x: libm::remainder(at.x, 360.0), ..at });
        Test { segment: Some(place + 1), ends: Some(ends.map(Geographic)), ..self }
    }
}

impl Measured {
    pub(super) fn miles(length: Metres) -> Measured {
        Measured { value: length.nautical_miles().0, unit: Unit::NauticalMiles }
    }

    pub(super) fn metres(length: Metres) -> Measured {
        Measured { value: length.0, unit: Unit::Metres }
    }

    pub(super) fn area(area: SquareMetres) -> Measured {
        // The sum of no areas is −0.
        Measured { value: area.square_kilometres() + 0.0, unit: Unit::SquareKilometres }
    }

    pub(super) fn angle(angle: Degrees) -> Measured {
        Measured { value: angle.0, unit: Unit::Degrees }
    }
}
