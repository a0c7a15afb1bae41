//! Breadths that differ from sea to sea: a state's stretches and its belts at single breadths in, what of each holds
//! where it holds out.

use super::belt::Belt;
use crate::sea::request::{Regime, Stretch};
use crate::units::NauticalMiles;
use geo::{BooleanOps, Contains, InteriorPoint, MultiPolygon, Rect};

/// A state's belts, one a breadth, each where that breadth holds; `belt` makes the whole belt at a breadth.
pub(super) fn belts(
    stretches: &[Stretch],
    mut belt: impl FnMut(NauticalMiles) -> Belt,
) -> Vec<Belt> {
    distinct(stretches).into_iter().map(|breadth| restricted(belt(breadth), stretches)).collect()
}

/// What of a whole belt lies where its breadth holds.
pub(super) fn restricted(whole: Belt, stretches: &[Stretch]) -> Belt {
    let places = Places::of(stretches);
    let breadth = whole.breadth;
    match places.elsewhere {
        Some(other) if other == breadth => whole.outside(&places.with(|b| b != breadth)),
        _ => whole.inside(&places.with(|b| b == breadth)),
    }
}

fn distinct(stretches: &[Stretch]) -> Vec<NauticalMiles> {
    let mut breadths: Vec<f64> = stretches.iter().map(|stretch| stretch.breadth.0).collect();
    breadths.sort_by(f64::total_cmp);
    breadths.dedup();
    breadths.into_iter().map(NauticalMiles).collect()
}

/// Where each breadth holds; the areas do not overlap.
struct Places {
    areas: Vec<(NauticalMiles, MultiPolygon)>,
    /// What holds in none of them.
    elsewhere: Option<NauticalMiles>,
}

impl Places {
    fn of(stretches: &[Stretch]) -> Places {
        let mut places = Places { areas: Vec::new(), elsewhere: None };
        let mut taken = MultiPolygon(Vec::new());
        for stretch in stretches {
            let Some(within) = &stretch.within else {
                places.elsewhere = Some(stretch.breadth);
                break;
            };
            places.areas.push((stretch.breadth, within.0.difference(&taken)));
            taken = taken.union(&within.0);
        }
        places
    }

    fn with(&self, wanted: impl Fn(NauticalMiles) -> bool) -> MultiPolygon {
        let areas = self.areas.iter().filter(|(breadth, _)| wanted(*breadth));
        areas.fold(MultiPolygon(Vec::new()), |all, (_, area)| all.union(area))
    }
}

/// Areas in each of which every state has one breadth, or none; the whole earth where no stretch is bounded.
pub(super) fn cells(regime: &Regime) -> Vec<MultiPolygon> {
    let earth = Rect::new((-180.0, -90.0), (180.0, 90.0)).to_polygon();
    let mut cells = vec![MultiPolygon(vec![earth])];
    let mut seen = Vec::new();
    for area in regime.by_state.values().flatten().filter_map(|stretch| stretch.within.as_ref()) {
        if !seen.contains(&area) {
            seen.push(area);
            let parts = cells.iter().flat_map(|cell| {
                [cell.intersection(&area.0), cell.difference(&area.0)].into_iter()
            });
            cells = parts.filter(|part| !part.0.is_empty()).collect();
        }
    }
    cells
}

/// The one breadth of a state in a cell, if it has one there.
pub(super) fn in_cell(stretches: &[Stretch], cell: &MultiPolygon) -> Option<NauticalMiles> {
    let inside = cell.interior_point()?;
    let covers = |stretch: &&Stretch| {
        stretch.within.as_ref().is_none_or(|within| within.0.contains(&inside))
    };
    stretches.iter().find(covers).map(|stretch| stretch.breadth)
}
