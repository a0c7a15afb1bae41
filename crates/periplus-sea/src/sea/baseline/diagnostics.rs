//! Diagnostics: coasts in, what may be wrong with them out, as warnings that name the feature. Their zones are right all
//! the same: a zone is what lies within the breadth of any baseline, and whatever a ring goes round is land.
//! Not here: positions off the earth, rings that do not close, rings of polygons that cross themselves (the reader says so).

use super::Shore;
use crate::arrangement::crossing::{Edges, Found};
use crate::arrangement::edge::{Edge, Meeting};
use crate::error::{Error, Place, Result, Warning, raised};
use crate::sea::limits::{Limits, count};
use geo::{Coord, Geometry, LineString, Polygon};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// How many features are named for each kind of defect.
const MOST_NAMED: usize = 5;
/// How many defects are counted: with each other feature that a feature crosses there is one.
const MOST_COUNTED: usize = 100_000;
/// How many edges are looked at for what lies inside of what: two seconds.
const MOST_LOOKED_AT: usize = 100_000_000;
/// The way out of all of them.
const HINT: &str =
    "its zone is right: what a ring goes round is land; repair the file with ogr2ogr -makevalid";

/// A line or ring of a feature.
struct Stretch<'a> {
    feature: usize,
    line: &'a LineString,
    /// It is part of a polygon, of this number in its feature, and its exterior or not.
    polygon: Option<(usize, bool)>,
}

/// What may be wrong, in the order of the warnings; the text is what follows the feature's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Defect {
    Crosses,
    Overlaps(usize),
    IsInside(usize),
    CrossesAnotherState(usize),
    DoublesBack,
    TouchesItself,
    Repeats,
}

/// Where a defect of a feature is.
#[derive(Clone, Copy, Debug)]
struct Site {
    /// The number of the line or ring and the place on it.
    place: (usize, usize),
    at: Coord,
}

/// What was found, each defect of a feature where it begins.
struct Defects {
    found: BTreeMap<(Defect, usize), Site>,
    /// There are no others.
    are_all: bool,
}

impl Defects {
    fn note(&mut self, defect: Defect, feature: usize, site: Site) {
        let count = self.found.len();
        match self.found.entry((defect, feature)) {
            Entry::Occupied(mut known) if site.place < known.get().place => {
                known.insert(site);
            }
            Entry::Occupied(_) => (),
            Entry::Vacant(free) if count < MOST_COUNTED => {
                free.insert(site);
            }
            Entry::Vacant(_) => self.are_all = false,
        }
    }
}

/// What may be wrong with the coast of a file: one warning a feature and kind, the first five of each kind. Where very many edges
/// meet, not all that do are looked for, and the rest is counted by what it is at least.
///
/// `file` is what the warnings call it. No zone depends on them: [`zones`](crate::zones) takes such coasts as they are.
/// Errors: `Input` for coasts that cross themselves and each other more often than the `limits` allow: each crossing is cut
/// when land is taken out of zones.
pub fn coast_diagnostics(shores: &[Shore], file: &str, limits: &Limits) -> Result<Vec<Warning>> {
    let most = count(limits.crossings);
    let mut stretches = Vec::new();
    shores.iter().enumerate().for_each(|(number, shore)| {
        collect(shore.geometry, number, &mut stretches);
    });
    let mut defects = Defects { found: BTreeMap::new(), are_all: true };
    for (number, stretch) in stretches.iter().enumerate() {
        let mut numbered = stretch.line.lines().enumerate();
        if let Some((index, edge)) = numbered.find(|(_, edge)| edge.start == edge.end) {
            let place = Site { place: (number, index), at: edge.start };
            defects.note(Defect::Repeats, stretch.feature, place);
        }
    }
    let edges = Edges::of(stretches.iter().map(|stretch| stretch.line));
    let (mut crossings, mut first_crossing) = (0, None);
    let searched = edges.meetings(|edge, other, meeting| {
        let site = Site { place: (edge.ring, edge.index), at: edge.ends[0] };
        if meeting == Meeting::Crossing {
            crossings += 1;
            first_crossing.get_or_insert((stretches[edge.ring].feature, site));
        }
        if let Some((defect, feature)) = judge(shores, &stretches, [edge, other], meeting) {
            defects.note(defect, feature, site);
        }
    });
    if let Some((feature, site)) = first_crossing {
        let is_too_much = match searched {
            Found::All => crossings > most,
            Found::Some => edges.crossings(most).is_none(),
        };
        if is_too_much {
            return Err(too_many_crossings(&shores[feature].name, file, site.at, limits));
        }
    }
    defects.are_all &= searched == Found::All;
    let skipped = islands_inside(shores, &stretches, &edges, &mut defects);
    let mut warnings = warnings(shores, file, &defects);
    if skipped > 0 {
        let message =
            format!("of {skipped} rings it was not looked for what land they lie inside of");
        let hint = "too many edges of the coast are on one latitude";
        warnings.push(Warning::new(message).at(Place::file(file)).hint(hint));
    }
    Ok(warnings)
}

/// Notes what lies inside of other land of its state; how many rings were not looked at, since that would take too long.
fn islands_inside(
    shores: &[Shore],
    stretches: &[Stretch],
    edges: &Edges,
    defects: &mut Defects,
) -> usize {
    let (mut looked_at, mut skipped) = (0, 0);
    for (number, stretch) in stretches.iter().enumerate() {
        let is_exterior = stretch.polygon.is_none_or(|(_, is_exterior)| is_exterior);
        let Some(&at) = stretch.line.0.first().filter(|_| is_exterior && stretch.line.is_closed())
        else {
            continue;
        };
        looked_at += edges.level_with(at);
        if looked_at > MOST_LOOKED_AT {
            skipped += 1;
        } else if let Some(other) = island_around(shores, stretches, number, at, edges) {
            let site = Site { place: (number, 0), at };
            defects.note(Defect::IsInside(other), stretch.feature, site);
        }
    }
    defects.are_all &= skipped == 0;
    skipped
}

fn too_many_crossings(name: &str, file: &str, at: Coord, limits: &Limits) -> Error {
    let most = limits.crossings;
    let place = Place::file(file).part(format!("{name}, near {}, {}", at.x, at.y));
    Error::input(format!("coasts cross more than {most} times, {name} among them")).at(place).hint(
        format!(
            "no coast does: repair the file with ogr2ogr -makevalid; {}",
            raised("crossings", most.saturating_mul(5))
        ),
    )
}

fn collect<'a>(geometry: &'a Geometry, feature: usize, found: &mut Vec<Stretch<'a>>) {
    let mut rings = |polygon: &'a Polygon, number: usize| {
        let mut add = |line, is_exterior| {
            found.push(Stretch { feature, line, polygon: Some((number, is_exterior)) });
        };
        add(polygon.exterior(), true);
        polygon.interiors().iter().for_each(|hole| add(hole, false));
    };
    match geometry {
        Geometry::Polygon(polygon) => rings(polygon, 0),
        Geometry::MultiPolygon(polygons) => {
            polygons.iter().enumerate().for_each(|(number, polygon)| rings(polygon, number));
        }
        Geometry::LineString(line) => found.push(Stretch { feature, line, polygon: None }),
        Geometry::MultiLineString(lines) => {
            found.extend(lines.iter().map(|line| Stretch { feature, line, polygon: None }));
        }
        Geometry::GeometryCollection(parts) => {
            parts.iter().for_each(|part| collect(part, feature, found));
        }
        _ => (),
    }
}

/// What two edges that meet say of the first one's feature; nothing where that is as it should be: two stretches of
/// coast meet end to end, islands may touch, provinces of one state share their boundary.
fn judge(
    shores: &[Shore],
    stretches: &[Stretch],
    edges: [&Edge; 2],
    meeting: Meeting,
) -> Option<(Defect, usize)> {
    let [one, other] = edges.map(|edge| &stretches[edge.ring]);
    let [state, other_state] = [one, other].map(|it| shores[it.feature].state);
    let defect = match (edges[0].ring == edges[1].ring, meeting) {
        (true, Meeting::Crossing) if one.polygon.is_some() => return None,
        (true, Meeting::Crossing) => Defect::Crosses,
        (true, Meeting::Stretch) => Defect::DoublesBack,
        (true, Meeting::Touch) => Defect::TouchesItself,
        (false, Meeting::Crossing) if state != other_state => {
            Defect::CrossesAnotherState(other.feature)
        }
        (false, Meeting::Crossing) => Defect::Overlaps(other.feature),
        (false, _) => return None,
    };
    Some((defect, one.feature))
}

/// The feature whose land lies round a position of another polygon or closed line of its state.
fn island_around(
    shores: &[Shore],
    stretches: &[Stretch],
    number: usize,
    at: Coord,
    edges: &Edges,
) -> Option<usize> {
    let own = &stretches[number];
    let state = |stretch: &Stretch| shores[stretch.feature].state;
    let island = |ring: usize| {
        let stretch = &stretches[ring];
        // A closed line is an island of its own.
        (stretch.feature, stretch.polygon.map_or(Err(ring), |(number, _)| Ok(number)))
    };
    // In the hole of a polygon, two of its rings are around.
    let mut around = BTreeSet::new();
    for ring in edges.rings_around(at) {
        let is_other = island(ring) != island(number) && stretches[ring].line.is_closed();
        if is_other && state(&stretches[ring]) == state(own) && !around.remove(&island(ring)) {
            around.insert(island(ring));
        }
    }
    around.first().map(|(feature, _)| *feature)
}

fn warnings(shores: &[Shore], file: &str, defects: &Defects) -> Vec<Warning> {
    let mut by_kind: BTreeMap<&str, Vec<Warning>> = BTreeMap::new();
    for ((defect, feature), Site { at, .. }) in &defects.found {
        let name = |number: usize| &shores[number].name;
        let (what, whom) = defect.words();
        let whom = match whom {
            Some(other) if other != *feature => format!(" {}", name(other)),
            Some(_) => " another part of it".to_owned(),
            None => String::new(),
        };
        let place = Place::file(file).part(format!("{}, near {}, {}", name(*feature), at.x, at.y));
        let message = format!("{} {what}{whom}", name(*feature));
        by_kind.entry(what).or_default().push(Warning::new(message).at(place).hint(HINT));
    }
    let mut warnings = Vec::new();
    for (what, mut all) in by_kind {
        let more = all.len().saturating_sub(MOST_NAMED);
        all.truncate(MOST_NAMED);
        warnings.extend(all);
        if more > 0 {
            let least = if defects.are_all { "" } else { "at least " };
            let message = format!("{least}{more} more of which each {what}");
            warnings.push(Warning::new(message).at(Place::file(file)).hint(HINT));
        }
    }
    warnings
}

impl Defect {
    /// What is said of a feature, and the feature that it has to do with.
    fn words(self) -> (&'static str, Option<usize>) {
        match self {
            Defect::Crosses => ("crosses itself", None),
            Defect::Overlaps(other) => ("overlaps", Some(other)),
            Defect::IsInside(other) => ("lies inside of", Some(other)),
            Defect::CrossesAnotherState(other) => ("crosses the coast of", Some(other)),
            Defect::DoublesBack => ("doubles back on itself", None),
            Defect::TouchesItself => ("touches itself", None),
            Defect::Repeats => ("has a position twice in a row", None),
        }
    }
}
