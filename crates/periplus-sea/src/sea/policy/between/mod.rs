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
use crate::units::Metres;
use contour::contours;
use field::Field;
use geo::{LineString, MultiPolygon};
use std::collections::{BTreeMap, BTreeSet};

/// The waters of each state at a breadth; none of two.
pub(super) type Waters = BTreeMap<StateIndex, MultiPolygon>;

/// Who holds a face, if anyone: without the islands, and with them in full.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Holders {
    none: Option<StateIndex>,
    full: Option<StateIndex>,
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
///
/// The lines of both views and those between them are laid over each other once, as they came out of the first overlay: an outline
/// that was cut and joined besides would run along the line of which it is made, a rounding aside of it, and leave a strip.
pub(super) fn waters(none: &Waters, full: &Waters, share: f64, tolerance: Metres) -> Waters {
    let faces = Faces::of(none, full, tolerance);
    let [none, full] = [faces.held(|it| it.none), faces.held(|it| it.full)];
    let fields = faces.fields(share);
    let lines =
        fields.values().flat_map(|(field, contested)| contours(field, contested, tolerance));
    let lines: Vec<LineString> = lines.collect();
    let areas = || none.values().chain(full.values());
    let arrangement = Arrangement::new(frame(areas()), rings(areas()).chain(&lines));
    let views = [&none, &full].map(|waters| (waters, Areas::of(waters.values())));
    let holder = |face: usize| {
        let inside = arrangement.interior_point(face);
        let [none, full] = views.each_ref().map(|(waters, areas)| {
            areas.holding(inside).first().and_then(|place| waters.keys().nth(*place).copied())
        });
        let field = fields.get(&none).filter(|_| none != full);
        // on the islands' side of the line between
        let is_lost = field.is_some_and(|(field, _)| field.at(inside) < 0.0);
        Some(if is_lost { full } else { none })
    };
    let mut holders: Vec<Option<Option<StateIndex>>> = (0..arrangement.len()).map(holder).collect();
    let sliver = Metres(2.0 * tolerance.0);
    arrangement.merge_slivers(&mut holders, sliver);
    let (arrangement, holders) = arrangement.dissolve_fingers(holders, sliver);
    let states: BTreeSet<StateIndex> = holders.iter().flatten().flatten().copied().collect();
    let area = |state| arrangement.join(|face| holders[face] == Some(Some(state))).0;
    states.into_iter().map(|state| (state, area(state))).collect()
}

impl Faces {
    fn of(none: &Waters, full: &Waters, tolerance: Metres) -> Faces {
        let areas = || none.values().chain(full.values());
        let arrangement = Arrangement::new(frame(areas()), rings(areas()));
        let states: Vec<StateIndex> = none.keys().chain(full.keys()).copied().collect();
        let all = Areas::of(areas());
        let holders = (0..arrangement.len()).map(|face| {
            let holding = all.holding(arrangement.interior_point(face));
            let first = |range| holding.range::<usize, _>(range).next();
            Some(Holders {
                none: first(0..none.len()).map(|place| states[*place]),
                full: first(none.len()..states.len()).map(|place| states[*place]),
            })
        });
        let mut holders: Vec<Option<Holders>> = holders.collect();
        let sliver = Metres(2.0 * tolerance.0);
        arrangement.merge_slivers(&mut holders, sliver);
        let (arrangement, holders) = arrangement.dissolve_fingers(holders, sliver);
        Faces { arrangement, holders }
    }

    fn all(&self) -> impl Iterator<Item = Holders> + '_ {
        self.holders.iter().flatten().copied()
    }

    fn join(&self, wanted: impl Fn(Holders) -> bool) -> MultiPolygon {
        self.arrangement.join(|face| self.holders[face].is_some_and(&wanted)).0
    }

    /// The waters of each state by one of the views.
    fn held(&self, view: impl Fn(Holders) -> Option<StateIndex>) -> Waters {
        let states: BTreeSet<StateIndex> = self.all().filter_map(&view).collect();
        states.into_iter().map(|state| (state, self.join(|it| view(it) == Some(state)))).collect()
    }

    /// For each state, or nobody, that loses waters to islands at a share: by how much a place is lost to them, and the waters in
    /// which places are, those that it has without them and not with them in full.
    ///
    /// Whoever wins: no line parts the waters of those who do. And where two lose, either's own line without the islands is the
    /// same, and all beside it is lost.
    fn fields(&self, share: f64) -> BTreeMap<Option<StateIndex>, (Field, MultiPolygon)> {
        let contested = self.all().filter(|holders| holders.is_contested());
        let losers: BTreeSet<Option<StateIndex>> = contested.map(|it| it.none).collect();
        let field = |loser: Option<StateIndex>| {
            let contested = self.join(|it| it.is_contested() && it.none == loser);
            let kept = self.join(|it| !it.is_contested() && it.none == loser);
            let others = self.join(|it| it.none != loser);
            (Field::new(share, [&others, &kept, &contested]), contested)
        };
        losers.into_iter().map(|loser| (loser, field(loser))).collect()
    }
}
