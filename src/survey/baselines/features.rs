//! What lies off a coast or is built onto it: low-tide elevations, reefs, works of ports and rocks in; what Art. 6, 11, 13 and
//! 121(3) ask of each out.

use super::lines::flag;
use super::test::{Measured, Range, Test, Verdict};
use super::{Ground, OURS, REACHES};
use crate::space::Geographic;
use crate::units::Metres;
use crate::waters::{Listed, distance_of_elevation};
use geo::{LineString, MultiPolygon, Polygon};
use periplus_sea::geodesy::{SquareMetres, polygon_area};
use periplus_sea::subtract_land;

/// Art. 13: some of it within the breadth of the territorial sea from the mainland or an island.
pub(super) fn low_tide_elevation(elevation: &Listed, ground: &Ground) -> Vec<Test> {
    let state = elevation.state();
    let what = ("from the mainland or an island, other elevations not counted", "UNCLOS Art. 13");
    let test = match distance_of_elevation(&elevation.feature, &state, &ground.coast) {
        Some(distance) => {
            let breadth = ground.seas.breadth(&state);
            Test::held(what, Measured::miles(distance), Range::up_to(breadth.0))
        }
        None => Test::open(what, None).found(Verdict::Fail),
    };
    vec![test]
}

/// Art. 6: the reef of an island, which it goes round or fringes.
pub(super) fn reef(reef: &Listed, ground: &Ground) -> Vec<Test> {
    let rings: Vec<LineString> = reef.dense();
    let around = rings.iter().filter(|ring| ring.is_closed());
    let around = Geographic(MultiPolygon(
        around.map(|ring| Polygon::new(ring.clone(), Vec::new())).collect(),
    ));
    let land = area(&around) - area(&subtract_land(&around, ground.land));
    let state = reef.state();
    let off = rings.iter().filter_map(|ring| ground.coast.distance_of_line(&state, ring));
    let nearest = off.min_by(|one, other| one.0.total_cmp(&other.0));
    let atoll = ("land of an island within the reef", "UNCLOS Art. 6");
    let within = Test::open(atoll, Some(Measured::area(SquareMetres(land))));
    vec![
        // less than a square metre is the grid of areas
        within.found(if land > 1.0 { Verdict::Pass } else { Verdict::Open }),
        Test::open(
            ("from the coast: does it fringe an island?", "UNCLOS Art. 6"),
            nearest.map(Measured::miles),
        ),
    ]
}

fn area(areas: &Geographic<MultiPolygon>) -> f64 {
    areas.0.0.iter().map(|part| polygon_area(&Geographic(part.clone())).0).sum()
}

/// Art. 11: permanent works that are an integral part of the port; neither installations off the coast nor artificial islands.
pub(super) fn harbour_works(works: &Listed, ground: &Ground) -> Vec<Test> {
    let state = works.state();
    // Works that are given as coast are no nearer to themselves than to the rest of it.
    let off = works
        .dense()
        .iter()
        .filter_map(|line| off_the_rest(line, &state, ground))
        .fold(None, least);
    let joins = ("from the rest of the coast: an integral part of the port?", "UNCLOS Art. 11");
    let joins = match off {
        Some(off) if off.0 <= REACHES => {
            Test::held(joins, Measured::metres(off), Range::up_to(REACHES)).by_practice(OURS)
        }
        // Works that stand off the coast may belong to a port all the same.
        off => Test::open(joins, off.map(Measured::metres)),
    };
    let installation = ("no installation off the coast, no artificial island", "UNCLOS Art. 11");
    let is_one = flag(works, "installation");
    let verdict = if is_one { Verdict::Fail } else { Verdict::Open };
    vec![joins, Test::open(installation, None).found(verdict)]
}

/// How far works are from the coast that they are no part of.
fn off_the_rest(works: &LineString, state: &str, ground: &Ground) -> Option<Metres> {
    let is_rest = |line: &LineString| !works.0.iter().all(|at| line.0.contains(at));
    let rest = ground.natural.iter().filter(|it| it.state == state && is_rest(&it.line.0));
    let rest: Vec<_> = rest.cloned().collect();
    periplus_sea::NearestCoast::of(&rest).ok()?.distance_of_line(state, works)
}

fn least(known: Option<Metres>, other: Metres) -> Option<Metres> {
    Some(known.map_or(other, |known| if other < known { other } else { known }))
}

/// Art. 121(3): what is no matter of numbers, with the area that there is.
pub(super) fn rock(rock: &Listed) -> Vec<Test> {
    let rings = rock.dense();
    let rings = rings.iter().filter(|ring| ring.is_closed() && ring.0.len() > 3);
    let outlines: Vec<Polygon> = rings.map(|ring| Polygon::new(ring.clone(), Vec::new())).collect();
    let measured = match outlines.is_empty() {
        true => None,
        false => Some(Measured::area(SquareMetres(area(&Geographic(MultiPolygon(outlines)))))),
    };
    let what = "human habitation or economic life of its own: as stated, none; a territorial sea and no more";
    vec![Test::open((what, "UNCLOS Art. 121(3)"), measured)]
}
