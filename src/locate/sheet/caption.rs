//! Captions: a plan in, the caption and the alternative text out, which name what is on the map and no more.

use super::plan::Plan;
use crate::figure::listed;

/// What is said of a map.
pub(super) struct Captions {
    pub(super) caption: String,
    pub(super) alt: String,
}

impl Captions {
    pub(super) fn of(plan: &Plan) -> Captions {
        let order = plan.by_importance();
        let names: Vec<String> = order.iter().map(|thing| plan.shown(thing)).collect();
        let arrows = plan.far.iter();
        let arrows = arrows
            .map(|far| format!("{} ({} {})", listed(&far.names), far.distance(), far.direction()));
        let arrows: Vec<String> = arrows.collect();
        let beyond = match arrows.is_empty() {
            true => String::new(),
            false => format!(" Arrows at its edge point to {}.", listed(&arrows)),
        };
        let verb = if names.len() == 1 { "is" } else { "are" };
        let names = listed(&names);
        Captions {
            caption: format!("Where to find {names}.{beyond}"),
            alt: format!("A map that shows where {names} {verb}.{beyond}"),
        }
    }
}
