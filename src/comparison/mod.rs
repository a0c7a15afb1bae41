//! Comparison: two surveys in, what each holder has in both and what passes from whom to whom out.
//! Both partitions are cut along all their lines at once; each face has one holder in either, and goes into one sum.
//! Not here: how the two came about.

mod geojson;

pub use geojson::geojson;

use crate::error::{Error, Result};
use crate::space::Geographic;
use crate::statistics;
use crate::survey::{Claim, Set, Survey, Water};
use crate::units::{Metres, NauticalMiles};
use geo::MultiPolygon;
use periplus_sea::arrangement::{self, Areas, Arrangement};
use periplus_sea::geodesy::SquareMetres;
use periplus_sea::{Overlap, ZoneKind};
use std::collections::BTreeMap;

/// Two surveys beside each other, set by set.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Comparison {
    /// In the order of the sets of both.
    pub sets: Vec<Compared>,
}

/// Two sets of waters beside each other.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Compared {
    /// What the law calls the waters asked for.
    pub kind: ZoneKind,
    /// The widest breadth in the first set, and in the second.
    pub breadths: [NauticalMiles; 2],
    /// Who holds waters in either: states by name, then what is left over.
    pub rows: Vec<Row>,
    /// What passes, the largest first.
    pub passages: Vec<Passage>,
}

/// What one holder has in both.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Row {
    /// Whose waters they are.
    pub holder: Claim,
    /// Their area in the first and in the second.
    pub areas: [SquareMetres; 2],
}

impl Row {
    /// The second less the first.
    pub fn difference(&self) -> SquareMetres {
        SquareMetres(self.areas[1].0 - self.areas[0].0)
    }
}

/// Waters that one has in the first, another in the second.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Passage {
    /// Whose they are in the first; none: they are outside of it.
    pub from: Option<Claim>,
    /// Whose they are in the second.
    pub to: Option<Claim>,
    /// Where they are.
    pub waters: Geographic<MultiPolygon>,
    /// Their area.
    pub area: SquareMetres,
}

/// Compares two surveys of the same sea.
///
/// What passes in strips narrower than twice the tolerance, as two computations of one line leave them, is left where it was.
/// Errors: `Usage` for sets that are not each other's, and for waters that overlap.
pub fn compare(first: &Survey, second: &Survey) -> Result<Comparison> {
    if [first, second].iter().any(|survey| survey.policy == Overlap::Keep) {
        return Err(Error::usage("waters that overlap pass from nobody to nobody")
            .hint("compare under the policy `median` or `overlap`"));
    }
    if first.sets.len() != second.sets.len() {
        let message =
            format!("A has {} sets of waters and B {}", first.sets.len(), second.sets.len());
        return Err(Error::usage(message).hint("ask both for as many breadths"));
    }
    let tolerance = Metres(first.tolerance.0.max(second.tolerance.0));
    let sets = first.sets.iter().zip(&second.sets);
    Ok(Comparison { sets: sets.map(|(one, other)| compared(one, other, tolerance)).collect() })
}

/// All waters of a set: with the narrower ones of states that it does not have.
fn waters(set: &Set) -> Vec<&Water> {
    set.waters.iter().chain(&set.narrower).collect()
}

fn compared(first: &Set, second: &Set, tolerance: Metres) -> Compared {
    let both = [waters(first), waters(second)];
    let mut areas: BTreeMap<Claim, [f64; 2]> = BTreeMap::new();
    for (place, waters) in both.iter().enumerate() {
        for water in waters {
            areas.entry(water.claim.clone()).or_default()[place] += statistics::area(&water.area).0;
        }
    }
    let rows = areas.into_iter();
    let rows = rows.map(|(holder, areas)| Row { holder, areas: areas.map(SquareMetres) });
    let widest = first.waters.iter().filter(|water| water.breadth == first.breadth);
    let kind = widest.map(|water| water.kind).find(|kind| *kind < ZoneKind::Beyond);
    Compared {
        kind: kind.unwrap_or_else(|| ZoneKind::of_breadth(first.breadth)),
        breadths: [first.breadth, second.breadth],
        rows: rows.collect(),
        passages: passages(&both, tolerance),
    }
}

/// Who holds a face in both.
type Hands<'a> = [Option<&'a Claim>; 2];

fn passages(both: &[Vec<&Water>; 2], tolerance: Metres) -> Vec<Passage> {
    let areas = || both.iter().flatten().map(|water| &water.area.0);
    let framed = arrangement::frame(areas());
    let faces = Arrangement::new(framed, arrangement::rings(areas()));
    let all = Areas::of(areas());
    let hands = |face: usize| -> Hands<'_> {
        let holding = all.holding(faces.interior_point(face));
        let first = both[0].len();
        let held = [holding.range(..first).next(), holding.range(first..).next()];
        [
            held[0].map(|place| &both[0][*place].claim),
            held[1].map(|place| &both[1][*place - first].claim),
        ]
    };
    let mut holders: Vec<Option<Hands>> = (0..faces.len()).map(|face| Some(hands(face))).collect();
    // Lines of two computations lie up to the tolerance aside of each other: slivers between them, and the strips that hang on what
    // does pass, stay where they were.
    let narrow = Metres(2.0 * tolerance.0);
    faces.merge_slivers(&mut holders, narrow);
    let (faces, holders) = faces.dissolve_fingers(holders, narrow);
    let mut pairs: Vec<Hands> = holders.iter().flatten().copied().collect();
    pairs.sort();
    pairs.dedup();
    let passing = pairs.into_iter().filter(|[from, to]| from != to);
    let passages = passing.map(|pair| {
        let waters = faces.join(|face| holders[face] == Some(pair));
        let [from, to] = pair.map(|claim| claim.cloned());
        Passage { from, to, area: statistics::area(&waters), waters }
    });
    let mut passages: Vec<Passage> = passages.filter(|it| it.area.0 > 0.0).collect();
    passages.sort_by(|one, other| other.area.0.total_cmp(&one.area.0));
    passages
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{LineString, Polygon};

    fn water(state: &str, ring: &[(f64, f64)]) -> Water {
        let area = Polygon::new(LineString::from(ring.to_vec()), Vec::new());
        Water {
            claim: Claim::State(state.to_owned()),
            kind: ZoneKind::TerritorialSea,
            breadth: NauticalMiles(12.0),
            area: Geographic(MultiPolygon(vec![area])),
            shelf: Geographic(MultiPolygon(Vec::new())),
        }
    }

    #[test]
    fn a_strip_between_two_computations_does_not_pass_with_what_it_hangs_on() {
        // A square of a tenth of a degree passes, and a strip of a metre that runs from it into what stays.
        let metre = 9e-6;
        let whole = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)];
        let broad = [(0.0, 0.4), (0.1, 0.4), (0.1, 0.45), (0.1, 0.5), (0.0, 0.5), (0.0, 0.4)];
        let bite = [
            (0.0, 0.4),
            (0.1, 0.4),
            (0.1, 0.45),
            (0.4, 0.45),
            (0.4, 0.45 + metre),
            (0.1, 0.45 + metre),
            (0.1, 0.5),
            (0.0, 0.5),
            (0.0, 0.4),
        ];
        let rest: Vec<(f64, f64)> = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.5)]
            .into_iter()
            .chain(bite[1..8].iter().rev().skip(1).copied())
            .chain([(0.0, 0.4), (0.0, 0.0)])
            .collect();
        let first = [water("AAA", &whole)];
        let second = [water("AAA", &rest), water("BBB", &bite)];
        let both = [first.iter().collect::<Vec<_>>(), second.iter().collect()];
        let found = passages(&both, Metres(1.0));
        assert_eq!(found.len(), 1);
        let expected = statistics::area(&water("BBB", &broad).area).0;
        let strip = statistics::area(&water("BBB", &bite).area).0 - expected;
        assert!(strip > 30_000.0, "0.3° by a metre: {strip} m²");
        assert!(
            (found[0].area.0 - expected).abs() < 50.0,
            "{} m² too many",
            found[0].area.0 - expected
        );
    }
}
