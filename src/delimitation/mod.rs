//! Delimitation: a survey, two relevant coasts and a relevant area in; the numbers of the three stages in which courts delimit
//! out: the provisional line, and the ratios of coasts and of areas that the disproportionality test compares.
//! Source of the stages: Maritime Delimitation in the Black Sea (Romania v. Ukraine), Judgment, I.C.J. Reports 2009, p. 61,
//! paras. 77–114 (coasts, area), 115–122 (method), 210–216 (disproportionality).
//! Not here: what is equitable. Which coasts and which area are relevant is a judgment, and is given.

mod fronts;

pub use fronts::{FARTHEST_FROM_COAST, check_fronts};

use crate::error::{Error, Place, Result};
use crate::figure::Figure;
use crate::space::Geographic;
use crate::statistics;
use crate::survey::{Claim, Doubt, Survey, doubt_within};
use crate::units::{Degrees, Metres};
use geo::{BooleanOps, Coord, MultiLineString, MultiPolygon};
use periplus_sea::arrangement::{self, Areas, Arrangement};
use periplus_sea::geodesy::{self, SquareMetres};
use periplus_sea::{self as sea, Overlap, ZoneKind};
use std::collections::BTreeMap;
use std::path::Path;

/// A relevant coast as it is given: lines along its general directions.
#[derive(Clone, Debug, PartialEq)]
pub struct Front {
    /// Whose coast it is.
    pub state: String,
    /// From headland to headland, one or more lines.
    pub lines: Vec<Vec<Coord>>,
}

/// The numbers of a delimitation.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Delimitation {
    /// The relevant coasts, in the order given.
    pub coasts: [RelevantCoast; 2],
    /// What each of the two has of the relevant area by the provisional line.
    pub areas: [SquareMetres; 2],
    /// What others have of it, or nobody; the largest first.
    pub others: Vec<(Claim, SquareMetres)>,
    /// The provisional line in the relevant area; the first state is on its left.
    pub line: Geographic<MultiLineString>,
    /// How long it is.
    pub length: Metres,
    /// What the law calls the waters that it divides.
    pub kind: ZoneKind,
    /// How far it may be off in the relevant area, where the figure says how exactly the coast is known.
    pub doubt: Option<Doubt>,
    /// By how much the areas of the two may be off, for the lines round them there.
    pub area_doubts: [Option<SquareMetres>; 2],
}

/// A relevant coast, measured.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RelevantCoast {
    /// Whose coast it is.
    pub state: String,
    /// Geodesics along its general directions.
    pub directions: Vec<Direction>,
}

/// A part of a coast by its general direction: the geodesic between two positions.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Direction {
    /// Where it begins.
    pub from: Geographic<Coord>,
    /// Where it ends.
    pub to: Geographic<Coord>,
    /// How long it is.
    pub length: Metres,
    /// The azimuth at its beginning, 0° to 360°.
    pub azimuth: Degrees,
}

impl RelevantCoast {
    fn of(front: &Front) -> RelevantCoast {
        let pairs = front.lines.iter().flat_map(|line| line.windows(2));
        let directions = pairs.map(|ends| {
            let (length, [azimuth, _]) = geodesy::inverse(ends[0], ends[1]);
            let [from, to] = [ends[0], ends[1]].map(Geographic);
            Direction { from, to, length, azimuth: Degrees(azimuth.0.rem_euclid(360.0)) }
        });
        RelevantCoast { state: front.state.clone(), directions: directions.collect() }
    }

    /// The length of all of it.
    pub fn length(&self) -> Metres {
        Metres(self.directions.iter().map(|direction| direction.length.0).sum())
    }
}

impl Delimitation {
    /// How many times the second coast is as long as the first.
    pub fn ratio_of_coasts(&self) -> f64 {
        self.coasts[1].length().0 / self.coasts[0].length().0
    }

    /// How many times the second's part of the area is as large as the first's.
    pub fn ratio_of_areas(&self) -> f64 {
        self.areas[1].0 / self.areas[0].0
    }
}

/// Measures a delimitation between the states of two coasts, in an area, by the widest waters of a survey.
///
/// Errors: `Usage` for coasts without length, an area without waters of both, and waters that overlap.
pub fn delimit(
    survey: &Survey,
    fronts: &[Front; 2],
    area: &Geographic<MultiPolygon>,
) -> Result<Delimitation> {
    if survey.policy != Overlap::Median {
        return Err(Error::usage("the provisional line is the median").hint("--overlap median"));
    }
    let coasts = [RelevantCoast::of(&fronts[0]), RelevantCoast::of(&fronts[1])];
    if let Some(coast) = coasts.iter().find(|coast| coast.length().0 <= 0.0) {
        let message = format!("the relevant coast of {} has no length", coast.state);
        return Err(Error::usage(message).hint("give it two positions or more"));
    }
    let Some(set) = survey.sets.last() else {
        return Err(Error::usage("there are no waters to delimit"));
    };
    let states = [&fronts[0].state, &fronts[1].state];
    let waters: Vec<_> = set.waters.iter().chain(&set.narrower).collect();
    let held = held(&waters.iter().map(|it| (&it.claim, &it.area.0)).collect::<Vec<_>>(), area);
    let of = |state: &String| {
        SquareMetres(held.get(&Claim::State(state.clone())).copied().unwrap_or(0.0))
    };
    let areas = states.map(of);
    if let Some((state, _)) = states.iter().zip(areas).find(|(_, area)| area.0 <= 0.0) {
        return Err(Error::usage(format!("{state} has no waters in the relevant area"))
            .hint("draw the area larger, or give a breadth that reaches it: --breadth 200"));
    }
    let is_other = |claim: &Claim| !states.iter().any(|it| *claim == Claim::State((*it).clone()));
    let others = held.iter().filter(|(claim, _)| is_other(claim));
    let mut others: Vec<(Claim, SquareMetres)> =
        others.map(|(claim, area)| (claim.clone(), SquareMetres(*area))).collect();
    others.sort_by(|one, other| other.1.0.total_cmp(&one.1.0));
    let divides = |line: &&crate::survey::Line| states.iter().all(|it| line.states.contains(*it));
    let line = set.lines.iter().find(divides);
    let area_doubts = states.map(|state| {
        let round = set.lines.iter().filter(|line| line.states.contains(state));
        doubt_within(round, area).map(|doubt| doubt.area)
    });
    let course = line.map_or_else(
        || MultiLineString(Vec::new()),
        |line| {
            let mut course = area.0.clip(&line.course.0, false);
            if line.states[0] != *states[0] {
                course.0.iter_mut().for_each(|part| part.0.reverse());
            }
            course
        },
    );
    let edges = course.0.iter().flat_map(geo::LineString::lines);
    let length = edges.map(|edge| geodesy::distance(edge.start, edge.end).0).sum();
    Ok(Delimitation {
        coasts,
        areas,
        others,
        line: Geographic(course),
        length: Metres(length),
        kind: line.map_or_else(|| ZoneKind::of_breadth(set.breadth), |line| line.kind),
        doubt: doubt_within(line, area),
        area_doubts,
    })
}

/// The relevant area that a file has: its polygons, and what its closed lines go round.
///
/// Errors: `Missing` or `Input` for the file.
pub fn area_of(figure: &Figure, path: &Path) -> Result<Geographic<MultiPolygon>> {
    let read = figure.read_file(path)?;
    let polygons = sea::land(read.features.iter().map(|feature| &feature.geometry));
    let polygons: Vec<_> = polygons.into_iter().flat_map(|part| part.0.0).collect();
    if polygons.is_empty() {
        return Err(Error::input("there is no area in the file")
            .at(Place::file(path.display().to_string()))
            .hint("a relevant area is polygons, or lines that close"));
    }
    Ok(Geographic(MultiPolygon(polygons)))
}

/// What each has of an area, square metres.
fn held(
    waters: &[(&Claim, &MultiPolygon)],
    area: &Geographic<MultiPolygon>,
) -> BTreeMap<Claim, f64> {
    let areas = || waters.iter().map(|(_, area)| *area);
    let faces = Arrangement::new(area.clone(), arrangement::rings(areas()));
    let all = Areas::of(areas());
    let mut held: BTreeMap<Claim, f64> = BTreeMap::new();
    for face in 0..faces.len() {
        if let Some(place) = all.holding(faces.interior_point(face)).first() {
            let face = Geographic(MultiPolygon(vec![faces.face(face).0]));
            *held.entry(waters[*place].0.clone()).or_default() += statistics::area(&face).0;
        }
    }
    held
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::Rect;

    #[test]
    fn a_coast_is_as_long_as_its_general_directions() {
        // The first degree of longitude along the equator and of latitude from it, WGS 84.
        let at = |x: f64, y: f64| Coord { x, y };
        let lines = vec![vec![at(0.0, 0.0), at(1.0, 0.0)], vec![at(0.0, 0.0), at(0.0, 1.0)]];
        let coast = RelevantCoast::of(&Front { state: "AAA".to_owned(), lines });
        let lengths: Vec<f64> = coast.directions.iter().map(|it| it.length.0).collect();
        assert!((lengths[0] - 111_319.49).abs() < 0.01 && (lengths[1] - 110_574.39).abs() < 0.01);
        assert_eq!(coast.directions[0].azimuth.0, 90.0);
        assert!((coast.length().0 - lengths[0] - lengths[1]).abs() < 1e-6);
    }

    #[test]
    fn an_area_is_shared_out_by_whose_waters_are_in_it() {
        let square = |west: f64, east: f64| {
            MultiPolygon(vec![Rect::new((west, 0.0), (east, 1.0)).to_polygon()])
        };
        let (one, other) = (Claim::State("AAA".to_owned()), Claim::Nobody);
        let (left, right) = (square(0.0, 2.0), square(2.0, 3.0));
        let waters = [(&one, &left), (&other, &right)];
        let held = held(&waters, &Geographic(square(1.0, 4.0)));
        let strip = |west, east| statistics::area(&Geographic(square(west, east))).0;
        assert!((held[&one] / strip(1.0, 2.0) - 1.0).abs() < 1e-9);
        assert!((held[&other] / strip(2.0, 3.0) - 1.0).abs() < 1e-9);
    }
}
