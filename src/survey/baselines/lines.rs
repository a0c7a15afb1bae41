//! Lines at sea: a straight baseline, or the closing line of a bay or a river, in; what Art. 7, 9 and 10 ask of it out.

use super::test::{Measured, Range, Test, Verdict};
use super::{Ground, OURS, REACHES};
use crate::geodata::Value;
use crate::units::{Degrees, Metres, NauticalMiles};
use crate::waters::{BaselineKind, Listed, Segment, distance_of_elevation};
use geo::{Coord, LineString};
use periplus_sea::{self as sea, Baseline, geodesy};

/// The longest closing line of a bay (Art. 10(4)).
const LONGEST_CLOSING_LINE: f64 = 24.0;
/// Whose numbers straight baselines are held against.
const GUIDELINES: &str = "US Department of State, Limits in the Seas no. 106 (1987)";
/// Their longest segment, in nautical miles.
const LONGEST_SEGMENT: f64 = 24.0;
/// How far, at the most, a segment departs from the general direction of the coast by them.
const GREATEST_DEPARTURE: f64 = 20.0;
/// The general direction is that of the coast as far to both sides of the middle of a segment: 60 nautical miles in all, the
/// longest that those guidelines have for lines of general direction.
const ABOUT: NauticalMiles = NauticalMiles(30.0);

/// What Art. 7 asks of a straight baseline.
pub(super) fn straight(line: &Listed, ground: &Ground) -> Vec<Test> {
    let mut tests = Vec::new();
    for (place, segment) in line.segments().into_iter().enumerate() {
        let ends = segment.ends;
        let long = Measured::miles(sea::length(&segment.course));
        let length = Test::held(
            ("length of the segment", "UNCLOS Art. 7"),
            long,
            Range::up_to(LONGEST_SEGMENT),
        );
        let rows = [Some(length.by_practice(GUIDELINES)), departure(line, &segment, ground)];
        let rows = rows.into_iter().flatten().chain(at_elevations(line, ends, ground));
        tests.extend(rows.map(|test| test.of_segment(place, ends)));
    }
    let total: f64 = line.dense().iter().map(|part| sea::length(part).0).sum();
    tests
        .push(Test::open(("length in all", "UNCLOS Art. 7"), Some(Measured::miles(Metres(total)))));
    let state = line.state();
    let dense = line.dense();
    let off = dense.iter().filter_map(|part| ground.coast.farthest_of_line(&state, part));
    let farthest = off.max_by(|one, other| one.0.total_cmp(&other.0));
    let (what, article) =
        ("farthest from the coast: are the waters closely linked to the land?", "UNCLOS Art. 7(3)");
    tests.push(Test::open((what, article), farthest.map(Measured::miles)));
    tests.push(enclosed(&line.baselines(), ground));
    tests
}

/// The waters that lines shut in.
fn enclosed(lines: &[Baseline], ground: &Ground) -> Test {
    let water: f64 = lines.iter().map(|line| sea::enclosed_water(line, ground.land).0).sum();
    let test = ("water enclosed: internal waters", "UNCLOS Art. 8");
    Test::open(test, Some(Measured::area(geodesy::SquareMetres(water))))
}

/// By how much a segment departs from the general direction of the coast: the one that the feature states, or that of the coast
/// about the middle of the segment. An arc departs as its edge that departs most.
fn departure(line: &Listed, segment: &Segment, ground: &Ground) -> Option<Test> {
    let middle = middle(segment.ends);
    let state = line.state();
    let coast = ground.natural.iter().filter(|it| it.state == state).map(|it| &it.line.0);
    let general = match line.feature.attributes.get("general_direction") {
        Some(Value::Number(stated)) => Some(Degrees(*stated)),
        _ => sea::general_direction(coast, middle, ABOUT.metres()),
    }?;
    let edges: Vec<[Coord; 2]> = match segment.is_arc {
        true => segment.course.lines().map(|edge| [edge.start, edge.end]).collect(),
        false => vec![segment.ends],
    };
    let departures = edges.into_iter().map(|ends| {
        let along = geodesy::azimuth(self::middle(ends), ends[1]);
        sea::departure(general, along).0
    });
    let departs = Measured::angle(Degrees(departures.fold(0.0, f64::max)));
    let what = ("departure from the general direction of the coast", "UNCLOS Art. 7(3)");
    Some(Test::held(what, departs, Range::up_to(GREATEST_DEPARTURE)).by_practice(GUIDELINES))
}

/// Half way along the geodesic between two positions.
fn middle([from, to]: [Coord; 2]) -> Coord {
    let (length, [azimuth, _]) = geodesy::inverse(from, to);
    geodesy::destination(from, azimuth, Metres(length.0 / 2.0))
}

/// Whether the ends of a segment that lie on low-tide elevations may do so (Art. 7(4), 47(4)).
pub(super) fn at_elevations(line: &Listed, ends: [Coord; 2], ground: &Ground) -> Vec<Test> {
    let is_archipelagic = line.kind == BaselineKind::Archipelagic;
    let on = ends.iter().filter_map(|end| elevation_at(*end, ground));
    let tests = on.map(|elevation| {
        let has_light = flag(elevation, "lighthouse");
        let state = elevation.state();
        let off = distance_of_elevation(&elevation.feature, &state, &ground.coast);
        let breadth = ground.seas.breadth(&state).metres();
        let is_near = is_archipelagic && off.is_some_and(|off| off <= breadth);
        let article = if is_archipelagic { "UNCLOS Art. 47(4)" } else { "UNCLOS Art. 7(4)" };
        let what = match is_archipelagic {
            true => "end on a low-tide elevation: with a lighthouse, or within the territorial sea of an island",
            false => "end on a low-tide elevation: with a lighthouse, or generally recognized",
        };
        let recognized = !is_archipelagic && flag(elevation, "recognized");
        let verdict = match has_light || is_near || recognized {
            true => Verdict::Pass,
            false => Verdict::Fail,
        };
        Test::open((what, article), off.map(Measured::miles)).found(verdict)
    });
    tests.collect()
}

/// The low-tide elevation that a position lies on.
fn elevation_at<'a>(at: Coord, ground: &Ground<'a>) -> Option<&'a Listed> {
    let is_there = |it: &&Listed| {
        it.kind == BaselineKind::LowTideElevation
            && it.dense().iter().any(|outline| reaches(outline, at))
    };
    ground.listed.iter().find(is_there)
}

/// Whether a position lies on an outline, or within what reaches it.
fn reaches(outline: &LineString, at: Coord) -> bool {
    let inside = geo::Polygon::new(outline.clone(), Vec::new());
    if outline.is_closed() && geo::Contains::contains(&inside, &geo::Point(at)) {
        return true;
    }
    let edges = outline
        .lines()
        .flat_map(|edge| geodesy::densify_geodesic(edge.start, edge.end, Metres(REACHES / 2.0)));
    let mut all = outline.0.iter().copied().chain(edges);
    all.any(|on| geodesy::distance(on, at).0 <= REACHES)
}

pub(super) fn flag(listed: &Listed, key: &str) -> bool {
    listed.feature.attributes.get(key) == Some(&Value::Flag(true))
}

/// What Art. 10 asks of the closing line of a bay.
pub(super) fn bay(line: &Listed, ground: &Ground) -> Vec<Test> {
    let tests: Vec<Test> =
        line.baselines().iter().flat_map(|baseline| of_bay(baseline, ground)).collect();
    if !flag(line, "historic") {
        return tests;
    }
    let exempt = tests.into_iter().map(|test| match test.range {
        Some(_) => Test { article: "UNCLOS Art. 10(6)", ..test }.found(Verdict::Exempt),
        None => test,
    });
    exempt.collect()
}

/// The same of a line alone.
pub(super) fn of_bay(line: &Baseline, ground: &Ground) -> Vec<Test> {
    let course = &line.line.0;
    let length = Test::held(
        ("length of the closing line", "UNCLOS Art. 10(4)"),
        Measured::miles(sea::length(course)),
        Range::up_to(LONGEST_CLOSING_LINE),
    );
    let what = (
        "area of the indentation: at least the semi-circle on its mouth",
        "UNCLOS Art. 10(2), (3)",
    );
    let Some(bay) = sea::indentation(line, ground.land) else {
        return vec![length, Test::open(what, None).found(Verdict::Fail)];
    };
    let mouths = ("mouth without islands in it: the diameter", "UNCLOS Art. 10(3)");
    let semicircle = Range::from(bay.semicircle.square_kilometres());
    vec![
        length,
        Test::open(mouths, Some(Measured::miles(bay.mouths))),
        Test::held(what, Measured::area(bay.area), semicircle),
        enclosed(std::slice::from_ref(line), ground),
    ]
}

/// What Art. 9 asks of the line across the mouth of a river.
pub(super) fn river(line: &Listed, ground: &Ground) -> Vec<Test> {
    let state = line.state();
    let ends = line.lines.iter().flat_map(|it| [it.0.first(), it.0.last()]).flatten();
    let off = ends.filter_map(|end| ground.coast.distance(&state, *end));
    let farthest = off.max_by(|one, other| one.0.total_cmp(&other.0));
    let banks = ("ends on the low-water line of the banks", "UNCLOS Art. 9");
    let banks = match farthest {
        Some(off) => Test::held(banks, Measured::metres(off), Range::up_to(REACHES)),
        None => Test::open(banks, None).found(Verdict::Fail),
    };
    let long: f64 = line.dense().iter().map(|part| sea::length(part).0).sum();
    vec![
        banks.by_practice(OURS),
        Test::open(
            ("length: the article has no limit", "UNCLOS Art. 9"),
            Some(Measured::miles(Metres(long))),
        ),
        Test::open(("does the river flow directly into the sea?", "UNCLOS Art. 9"), None),
        enclosed(&line.baselines(), ground),
    ]
}
