//! Sets of waters: belts and land in, belts without land out, one set a breadth, with what they leave of a named sea.

use super::NamedSea;
use crate::sea::{Regime, SharedWaters, Zone, ZoneKind, Zones, subtract_land};
use crate::space::Geographic;
use crate::units::NauticalMiles;
use geo::{BooleanOps, BoundingRect, Intersects, MultiPolygon, Rect, unary_union};

/// The waters at one breadth.
#[derive(Clone, Debug, PartialEq)]
pub struct Set {
    /// The breadth of the states that have none of their own.
    pub breadth: NauticalMiles,
    /// States by name, then what two of them share, then the high seas.
    pub waters: Vec<Water>,
}

/// Waters of one kind under one claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Water {
    /// Whose they are.
    pub claim: Claim,
    /// What the law calls them: `territorial-sea`, …, `high-seas`.
    pub kind: &'static str,
    /// The article of UNCLOS that they rest on.
    pub article: &'static str,
    /// The breadth that they reach to; of high seas: the breadth that leaves them.
    pub breadth: NauticalMiles,
    /// Where they are, land taken out.
    pub area: Geographic<MultiPolygon>,
}

/// Whose waters are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Claim {
    /// One state's.
    State(String),
    /// Within the breadths of two states at once: part of the zones of both.
    Both(String, String),
    /// Nobody's: the high seas.
    Nobody,
}

/// What the high seas are called, and the article that leaves them over.
const HIGH_SEAS: (&str, &str) = ("high-seas", "UNCLOS Art. 86");

/// One set for each regime.
pub(super) fn sets(
    zones: &Zones,
    regimes: &[Regime],
    land: &[Geographic<MultiPolygon>],
    sea: Option<&NamedSea>,
) -> Vec<Set> {
    let states = (zones.belts.len() / regimes.len().max(1)).max(1);
    let at_sea = |area: &Geographic<MultiPolygon>| match sea {
        Some(sea) => Geographic(area.0.intersection(&near(&sea.water.0, &area.0))),
        None => subtract_land(area, land),
    };
    let set = |(regime, belts): (&Regime, &[Zone])| {
        let shared = zones.shared.iter().filter(|shared| {
            let (first, second) = &shared.states;
            (regime.of(first), regime.of(second)) == shared.breadths
        });
        let mut waters: Vec<Water> =
            belts.iter().map(|belt| of_state(belt, at_sea(&belt.area))).collect();
        waters.extend(shared.map(|shared| of_both(shared, at_sea(&shared.area))));
        waters.retain(|water| !water.area.0.0.is_empty());
        waters.extend(sea.map(|sea| high_seas(sea, belts, regime.breadth)));
        Set { breadth: regime.breadth, waters }
    };
    regimes.iter().zip(zones.belts.chunks(states)).map(set).collect()
}

fn of_both(shared: &SharedWaters, area: Geographic<MultiPolygon>) -> Water {
    let (first, second) = shared.states.clone();
    let breadth = NauticalMiles(shared.breadths.0.0.min(shared.breadths.1.0));
    let kind = ZoneKind::of_breadth(breadth);
    let claim = Claim::Both(first, second);
    Water { claim, kind: kind.name(), article: kind.article(), breadth, area }
}

fn of_state(belt: &Zone, area: Geographic<MultiPolygon>) -> Water {
    Water {
        claim: Claim::State(belt.state.clone()),
        kind: belt.kind.name(),
        article: belt.kind.article(),
        breadth: belt.breadth,
        area,
    }
}

/// What the belts leave of a sea.
fn high_seas(sea: &NamedSea, belts: &[Zone], breadth: NauticalMiles) -> Water {
    let claimed = unary_union(belts.iter().map(|belt| &belt.area.0));
    let left = sea.water.0.difference(&near(&claimed, &sea.water.0));
    let (kind, article) = HIGH_SEAS;
    Water { claim: Claim::Nobody, kind, article, breadth, area: Geographic(left) }
}

/// Those of some polygons that can meet an area.
fn near(polygons: &MultiPolygon, area: &MultiPolygon) -> MultiPolygon {
    let extent = area.bounding_rect();
    let meets = |its: Rect<f64>| extent.is_some_and(|extent| extent.intersects(&its));
    let near = polygons.0.iter().filter(|polygon| polygon.bounding_rect().is_some_and(meets));
    MultiPolygon(near.cloned().collect())
}

impl Set {
    /// The same set with what a narrower one holds taken out of each claim: rings instead of nested belts.
    pub fn outside(&self, narrower: &Set) -> Set {
        let waters = self.waters.iter().map(|water| {
            let inner = narrower.waters.iter().find(|inner| inner.claim == water.claim);
            match inner {
                Some(inner) if water.claim != Claim::Nobody => {
                    let area = water.area.0.difference(&inner.area.0);
                    Water { area: Geographic(area), ..water.clone() }
                }
                _ => water.clone(),
            }
        });
        let waters = waters.filter(|water| !water.area.0.0.is_empty()).collect();
        Set { breadth: self.breadth, waters }
    }
}
