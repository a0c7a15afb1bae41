//! Greater seas: a map on which names have been placed in; the waters out that had better bear the name of the sea of which they
//! are a part, since that finds no place of its own: a part of a sea whose name is not on the map tells a reader nothing.

use super::label_id;
use super::shape::longest;
use super::wording::{is_listed, is_said, wordings};
use crate::furniture::MapContext;
use crate::kind::Kind;
use crate::label::Placed;
use crate::plot::{Plotted, PlottedLayer, PlottedMap, WITHIN, is_line_of};
use geo::{Euclidean, Length};

/// Of each sea that no name on the map is of the water to bear it, and the sea: of those of its waters that are named the
/// greatest. One that the figure asks for, or its title tells of, keeps its own name.
pub(crate) fn named_by_a_part(
    map: &PlottedMap,
    context: &MapContext,
    placed: &Placed,
) -> Vec<(String, String)> {
    let figure = context.figure;
    let head = format!("{} {}", figure.titled(), figure.says(&figure.subtitle));
    let waters = || {
        let layers = map.layers.iter().filter(|it| it.kind == Kind::Sea && it.labelled);
        layers.flat_map(|layer| layer.features.iter().map(move |water| (layer, water)))
    };
    let is_set = |(layer, water): &(&PlottedLayer, &Plotted)| placed.has(&label_id(layer, water));
    let is_free = |water: &Plotted| {
        let shown = wordings(water, &figure.names_shown(), &[]).unwrap_or_default();
        !is_listed(water, &shown, &figure.labels.always) && !is_said(&head, water, &shown)
    };
    let seas = map.greater_seas.iter().filter(|(sea, said)| {
        let name = said.get("name").map(ToString::to_string).unwrap_or_default();
        let is_named = || waters().filter(is_set).any(|(_, water)| is_line_of(&water.id, sea));
        !figure.labels.omit.contains(&name) && !is_named()
    });
    let part = |(sea, _): (&String, _)| {
        let parts = waters().filter(is_set).map(|(_, water)| water);
        let parts = parts.filter(|it| it.text(WITHIN) == Some(sea) && is_free(it));
        // by rank, then by length
        let greatness = |it: &&Plotted| {
            let length = longest(&it.shape.0).map_or(0.0, |line| Euclidean.length(&line));
            (-it.number("rank").unwrap_or(f64::MAX), length)
        };
        let best = parts.max_by(|one, other| {
            let (one, other) = (greatness(one), greatness(other));
            one.0.total_cmp(&other.0).then(one.1.total_cmp(&other.1))
        });
        best.map(|it| (it.id.clone(), sea.clone()))
    };
    seas.filter_map(part).collect()
}
