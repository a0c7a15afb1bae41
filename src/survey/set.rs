//! Sets of waters: belts and land in, belts without land out, one set a breadth, with what they leave of a named sea.

use super::NamedSea;
use crate::geodesy::{self, SquareMetres};
use crate::sea::{Regime, SharedWaters, Zone, ZoneKind, Zones, subtract_land};
use crate::space::Geographic;
use crate::units::{Metres, NauticalMiles};
use geo::{BooleanOps, BoundingRect, Intersects, MultiPolygon, Rect};

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
    let at_sea = |area: &Geographic<MultiPolygon>| {
        let area = match sea {
            Some(sea) => Geographic(area.0.intersection(&near(&sea.water.0, &area.0))),
            None => subtract_land(area, land),
        };
        without_slivers(area, zones.tolerance)
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
        waters.extend(sea.map(|sea| {
            let water = high_seas(sea, belts, regime.breadth);
            Water { area: without_slivers(water.area, zones.tolerance), ..water }
        }));
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
    let claimed: Vec<_> = belts.iter().map(|belt| belt.area.clone()).collect();
    let area = subtract_land(&sea.water, &claimed);
    let (kind, article) = HIGH_SEAS;
    Water { claim: Claim::Nobody, kind, article, breadth, area }
}

/// An area without the parts that are narrower than its limits are sure: what two computations of one line leave
/// between them. A real part is lost only if its mean width is below twice the tolerance.
fn without_slivers(area: Geographic<MultiPolygon>, tolerance: Metres) -> Geographic<MultiPolygon> {
    let mut area = area;
    area.0.0.retain(|polygon| {
        let ring = polygon.exterior();
        let length: f64 = ring.lines().map(|edge| geodesy::distance(edge.start, edge.end).0).sum();
        let SquareMetres(area) = geodesy::polygon_area(&Geographic(polygon.clone()));
        // A strip's length is half of the way round it.
        area > 2.0 * tolerance.0 * length / 2.0
    });
    area
}

/// Those of some polygons that can meet an area.
fn near(polygons: &MultiPolygon, area: &MultiPolygon) -> MultiPolygon {
    let extent = area.bounding_rect();
    let meets = |its: Rect<f64>| extent.is_some_and(|extent| extent.intersects(&its));
    let near = polygons.0.iter().filter(|polygon| polygon.bounding_rect().is_some_and(meets));
    MultiPolygon(near.cloned().collect())
}

/// Sets of nested belts as rings: from each claim, what the next narrower set gives it is taken out. The high seas stay.
pub(super) fn rings(sets: &[Set], tolerance: Metres) -> Vec<Set> {
    let narrower = std::iter::once(None).chain(sets.iter().map(Some));
    let rings = sets.iter().zip(narrower).map(|(set, narrower)| match narrower {
        Some(narrower) => set.outside(narrower, tolerance),
        None => set.clone(),
    });
    rings.collect()
}

impl Set {
    fn outside(&self, narrower: &Set, tolerance: Metres) -> Set {
        let waters = self.waters.iter().map(|water| {
            let same = |inner: &&Water| inner.claim == water.claim;
            match narrower.waters.iter().find(same) {
                Some(inner) if water.claim != Claim::Nobody => {
                    let area = subtract_land(&water.area, std::slice::from_ref(&inner.area));
                    Water { area: without_slivers(area, tolerance), ..water.clone() }
                }
                _ => water.clone(),
            }
        });
        let waters = waters.filter(|water| !water.area.0.0.is_empty()).collect();
        Set { breadth: self.breadth, waters }
    }
}
