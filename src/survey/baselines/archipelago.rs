//! Archipelagic baselines: all of a state in, what Art. 47 asks of the system out.

use super::lines::at_elevations;
use super::test::{Measured, Range, Test, Unit, Verdict};
use super::{Ground, TestedBaseline};
use crate::space::Geographic;
use crate::waters::{BaselineKind, Listed, Segment};
use geo::{LineString, MultiPolygon, Polygon};
use periplus_sea as sea;
use std::collections::BTreeMap;

/// The longest of lines, in nautical miles (Art. 47(2)).
const LONGEST: f64 = 125.0;
/// Longer lines are few.
const LONG: f64 = 100.0;
/// How many in a hundred may be longer.
const SHARE_OF_LONG: f64 = 3.0;
/// How many times the water is as large as the land (Art. 47(1)).
const RATIOS: Range = Range { least: Some(1.0), most: Some(9.0) };

/// The systems of all states, each as one baseline.
pub(super) fn tested(ground: &Ground) -> Vec<TestedBaseline> {
    let mut systems: BTreeMap<String, Vec<&Listed>> = BTreeMap::new();
    let lines = ground.listed.iter().filter(|it| it.kind == BaselineKind::Archipelagic);
    lines.for_each(|line| systems.entry(line.state()).or_default().push(line));
    let system = |(state, lines): (String, Vec<&Listed>)| TestedBaseline {
        id: lines.iter().map(|it| it.feature.id.as_str()).collect::<Vec<_>>().join(" "),
        name: lines.first().and_then(|it| it.feature.text("name")).map(str::to_owned),
        tests: tests(&state, &lines, ground),
        state,
        kind: BaselineKind::Archipelagic,
        is_found: false,
    };
    systems.into_iter().map(system).collect()
}

fn tests(state: &str, lines: &[&Listed], ground: &Ground) -> Vec<Test> {
    let mut tests = Vec::new();
    let (mut count, mut long) = (0, 0);
    for line in lines {
        for Segment { ends, course, .. } in line.segments() {
            let length = Measured::miles(sea::length(&course));
            long += usize::from(length.value > LONG);
            let what = ("length of the segment", "UNCLOS Art. 47(2)");
            let rows = std::iter::once(Test::held(what, length, Range::up_to(LONGEST)));
            let rows = rows.chain(at_elevations(line, ends, ground));
            tests.extend(rows.map(|test| test.of_segment(count, ends)));
            count += 1;
        }
    }
    let share = Measured { value: 100.0 * long as f64 / count.max(1) as f64, unit: Unit::Percent };
    let what = ("lines longer than 100 nm", "UNCLOS Art. 47(2)");
    tests.push(Test::held(what, share, Range::up_to(SHARE_OF_LONG)));
    tests.extend(ratios(state, lines, ground));
    let what = "departure from the general configuration of the archipelago";
    tests.push(Test::open((what, "UNCLOS Art. 47(3)"), None));
    tests
}

/// Water to land within the lines; again with the waters within reefs as land, where there are any.
fn ratios(state: &str, lines: &[&Listed], ground: &Ground) -> Vec<Test> {
    let dense: Vec<LineString> = lines.iter().flat_map(|line| line.dense()).collect();
    let Some(found) = sea::archipelago(&dense, ground.land) else {
        let what = ("the lines enclose the archipelago", "UNCLOS Art. 47(1)");
        return vec![Test::open(what, None).found(Verdict::Fail)];
    };
    let ratio = |found: &sea::Archipelago| Measured { value: found.ratio(), unit: Unit::ToOne };
    let area = |what, area| Test::open((what, "UNCLOS Art. 47(1)"), Some(Measured::area(area)));
    let mut tests = vec![
        area("water within the lines", found.water),
        area("land within the lines", found.land),
        Test::held(("water to land", "UNCLOS Art. 47(1)"), ratio(&found), RATIOS),
    ];
    let reefs =
        ground.listed.iter().filter(|it| it.kind == BaselineKind::Reef && it.state() == state);
    let reefs: Vec<Polygon> = reefs
        .flat_map(Listed::dense)
        .filter(LineString::is_closed)
        .map(|ring| Polygon::new(ring, Vec::new()))
        .collect();
    if !reefs.is_empty() {
        let reefs = Geographic(MultiPolygon(reefs));
        let land: Vec<_> = ground.land.iter().cloned().chain([reefs]).collect();
        let what = ("water to land, the waters within reefs as land", "UNCLOS Art. 47(7)");
        let found = sea::archipelago(&dense, &land);
        tests.extend(found.map(|found| Test::held(what, ratio(&found), RATIOS)));
    }
    tests
}
