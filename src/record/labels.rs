//! Names that are placed in; for reports where each stands and what it names, and how many found no room, out.

use super::LabelRecord;
use crate::error::Warning;
use crate::label::{self, Dropped, Placed};
use crate::plot::{self, Plotted, PlottedMap};
use geo::Rect;
use std::collections::BTreeMap;

/// The names on the map, each with the feature that it is of.
pub(super) fn labels(map: &PlottedMap, placed: &Placed, frame: Rect) -> Vec<LabelRecord> {
    let mut features: BTreeMap<String, (&Plotted, &str)> = BTreeMap::new();
    for layer in map.layers.iter().filter(|layer| layer.labelled) {
        for feature in &layer.features {
            let id = label::id_of(layer.kind.name(), &feature.id);
            features.entry(id).or_insert((feature, &layer.id));
        }
    }
    let of = |placement: &label::Placement| {
        // a stretch of a river has an id of its own
        let found = features.get(&placement.id).copied();
        label_record(placement, found, frame)
    };
    placed.placed.iter().map(of).collect()
}

fn label_record(
    placement: &label::Placement,
    found: Option<(&Plotted, &str)>,
    frame: Rect,
) -> LabelRecord {
    let bounds = placement.bounds.0;
    LabelRecord {
        text: placement.text.clone(),
        x: bounds.min().x,
        y: bounds.min().y,
        width: bounds.width(),
        height: bounds.height(),
        angle: placement.angle.0,
        id: found.map_or_else(String::new, |(feature, _)| feature.id.clone()),
        layer: found.map_or_else(String::new, |(_, layer)| layer.to_owned()),
        at: None,
        from: found.map(|(feature, _)| {
            let from = plot::middle(&feature.shape.0, frame);
            [from.x, from.y]
        }),
    }
}

/// A name that found no room, and why.
pub(super) fn with_reason(dropped: &Dropped) -> (String, String) {
    (dropped.text.clone(), dropped.reason.clone())
}

/// One line for all names that found no room; the report lists them.
pub(crate) fn dropped_names(placed: &Placed) -> Option<Warning> {
    let count = placed.dropped.len();
    let names = if count == 1 { "name found" } else { "names found" };
    let warning = Warning::new(format!("{count} {names} no room on the map"));
    (count > 0).then(|| warning.hint("--report lists them with the reasons"))
}
