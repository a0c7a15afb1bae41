//! Between two views of the sea: the waters of each state without some islands and with them in full in, those at a share of the
//! way between out.
//!
//! Of waters that the two views give to different holders, a place is lost to the islands where its distance to the line that
//! ends the loser's waters without them is to its distance to what the loser keeps with them in full as less than the share to
//! the rest: so what ends each state's waters lies, everywhere, at that share of the way from the line without the islands to
//! the line with them. At one half it is the line midway between the two equidistance lines (Anglo-French Continental Shelf,
//! decision of 30 June 1977).
//!
//! `field`: by how much a place lies on either side. `contour`: the line where it lies on neither.

mod contour;
mod field;

use crate::arrangement::{Areas, Arrangement, frame, rings};
use crate::sea::baseline::coast::StateIndex;
use crate::space::Geographic;
use crate::units::Metres;
use contour::contours;
use field::Field;
use geo::MultiPolygon;
use std::collections::{BTreeMap, BTreeSet};

/// The waters of each state at a breadth; none of two.
pub(super) type Waters = BTreeMap<StateIndex, MultiPolygon>;

/// Who holds a face, if anyone: without the islands, and with them in full.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Holders {
    none: Option<StateIndex>,
    full: Option<StateIndex>,
    /// On the islands' side of the line between.
    is_lost: bool,
}

impl Holders {
    fn is_contested(self) -> bool {
        self.none != self.full
    }
}

/// The faces between the lines of both views.
struct Faces {
    arrangement: Arrangement,
    holders: Vec<Option<Holders>>,
}

/// The waters of each state at a share of the way from those without some islands to those with them.
pub(super) fn waters(none: &Waters, full: &Waters, share: f64, tolerance: Metres) -> Waters {
    let faces = Faces::of(none, full, &[], tolerance);
    let contested = faces.all().filter(|holders| holders.is_contested());
    let losers: BTreeSet<Option<StateIndex>> = contested.map(|holders| holders.none).collect();
    let lost = losers.into_iter().map(|loser| faces.lost(loser, share, tolerance));
    let lost: Vec<MultiPolygon> = lost.collect();
    let faces = Faces::of(none, full, &lost, tolerance);
    let holder = |it: Holders| if it.is_lost { it.full } else { it.none };
    let states: BTreeSet<StateIndex> = faces.all().filter_map(holder).collect();
    states
        .into_iter()
        .map(|state| (state, faces.join(|holders| holder(holders) == Some(state))))
        .collect()
}

impl Faces {
    /// The faces between the lines of both views, and of areas that are lost.
    fn of(none: &Waters, full: &Waters, lost: &[MultiPolygon], tolerance: Metres) -> Faces {
        let areas = || none.values().chain(full.values()).chain(lost);
        let arrangement = Arrangement::new(frame(areas()), rings(areas()));
        let states: Vec<StateIndex> = none.keys().chain(full.keys()).copied().collect();
        let all = Areas::of(areas());
        let holders = (0..arrangement.len()).map(|face| {
            let holding = all.holding(arrangement.interior_point(face));
            let first = |range| holding.range::<usize, _>(range).next();
            Some(Holders {
                none: first(0..none.len()).map(|place| states[*place]),
                full: first(none.len()..states.len()).map(|place| states[*place]),
                is_lost: holding.range(states.len()..).next().is_some(),
            })
        });
        let mut holders: Vec<Option<Holders>> = holders.collect();
        arrangement.merge_slivers(&mut holders, Metres(2.0 * tolerance.0));
        Faces { arrangement, holders }
    }

    fn all(&self) -> impl Iterator<Item = Holders> + '_ {
        self.holders.iter().flatten().copied()
    }

    fn join(&self, wanted: impl Fn(Holders) -> bool) -> MultiPolygon {
        self.arrangement.join(|face| self.holders[face].is_some_and(&wanted)).0
    }

    /// What a state, or nobody, loses to islands at a share: of what it has without them and not with them in full, the waters on
    /// their side of the line between.
    ///
    /// Whoever wins it: no line parts the waters of those who do. And where two lose, either's own line without the islands is
    /// the same, and all beside it is lost.
    fn lost(&self, loser: Option<StateIndex>, share: f64, tolerance: Metres) -> MultiPolygon {
        let contested = self.join(|it| it.is_contested() && it.none == loser);
        let kept = self.join(|it| !it.is_contested() && it.none == loser);
        let others = self.join(|it| it.none != loser);
        let field = Field::new(share, [&others, &kept, &contested]);
        let lines = contours(&field, &contested, tolerance);
        let parts = Arrangement::new(Geographic(contested), &lines);
        parts.join(|face| field.at(parts.interior_point(face)) < 0.0).0
    }
}
