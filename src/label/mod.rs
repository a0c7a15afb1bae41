//! Labels: names with what they belong to, and the ground that they must respect, in; placed lettering
//! and the list of what found no room out. All geometry is on the sheet: no projection here.
//!
//! Three steps: list the candidate places of each label with their own cost, choose one of each so
//! that all together cost least (greedy start, then local search with a fixed seed), set the letters.
//! What a place costs is in [`cost`]; the rules come from Imhof, "Positioning names on maps" (1975),
//! and from the project's art direction. Not here: which things are labelled, and in what type.

pub(crate) mod cost;

mod along;
mod area;
mod axis;
mod barriers;
mod basins;
mod boxed;
mod by_hand;
mod candidate;
mod candidates;
mod class_raster;
mod conflict;
mod curve;
mod glyph_run;
mod ground;
mod island;
mod landmasses;
mod leader;
mod line_break;
mod placed;
mod point;
mod random;
mod reason;
mod request;
mod rims;
mod search;
mod shape;
mod sister;
mod stack;
mod summed_area;
mod symbols;
#[cfg(test)]
mod tests;
mod text_block;
mod tracking;
mod typesetting;

use crate::scene::Colour;
use crate::space::OnSheet;
use crate::threads;
use crate::units::Millimetres;
use candidate::Candidate;
pub(crate) use cost::Spacing;
use geo::{Coord, LineString, MultiPolygon, Polygon};
use ground::Prepared;
pub(crate) use placed::{Dropped, Placed, Placement, id_of};
pub(crate) use request::{Alternative, Anchoring, BoxPlace, HandPlace, Label, Leader, Terrain};
pub(crate) use sister::Sister;
use std::collections::BTreeSet;

/// What the labels must respect; everything as it lies on the sheet.
#[derive(Clone, Debug)]
pub(crate) struct Ground {
    /// The neatline; no name crosses it.
    pub frame: OnSheet<Polygon>,
    /// Furniture: legend, scale bar, insets; no name covers it.
    pub blocked: Vec<OnSheet<Polygon>>,
    /// Symbols with their radii, those of the labels included or not; no name covers one.
    pub symbols: Vec<(OnSheet<Coord>, Millimetres)>,
    /// Lines that a name had better not cross.
    pub lines: Vec<Barrier>,
    /// Land and water in drawing order: where two overlap, the later counts.
    pub territories: Vec<Territory>,
    /// How far names keep from each other and from everything else.
    pub spacing: Spacing,
    /// The most names that are tried: the search takes the square of them.
    pub most: usize,
    /// The names of the map beside this one, if that is of the same extent.
    pub sister: Option<Sister>,
}

/// A line that a name had better not cross: coast, boundary, median line.
#[derive(Clone, Debug)]
pub(crate) struct Barrier {
    /// The line.
    pub line: OnSheet<LineString>,
    /// What a millimetre of it under a name costs; see [`cost`] for proven values.
    pub cost: f64,
}

/// A part of the sheet that belongs to a state or to none.
#[derive(Clone, Debug)]
pub(crate) struct Territory {
    /// Where it is.
    pub area: OnSheet<MultiPolygon>,
    /// The state, as in [`Label::owner`]; none for the high seas.
    pub owner: Option<String>,
    /// Whether it is water.
    pub water: bool,
    /// Its colour, for the halos.
    pub colour: Option<Colour>,
}

/// Places `labels` on `ground`.
///
/// Hard rules: no name over another, over a symbol, over furniture or the frame; none nearer to the symbol of another name than
/// to its own; never upside down.
/// Everything else is weighed by [`cost`]. The same input gives the same places.
pub(crate) fn place(labels: &[Label], ground: &Ground) -> Placed {
    let most = ground.most;
    if labels.len() <= most {
        return place_all(labels, ground);
    }
    let mut order: Vec<usize> = (0..labels.len()).collect();
    order.sort_by(|a, b| labels[*b].priority.total_cmp(&labels[*a].priority).then(a.cmp(b)));
    let (first, last) = order.split_at(most);
    let first: BTreeSet<usize> = first.iter().copied().collect();
    let kept: Vec<Label> = first.iter().map(|index| labels[*index].clone()).collect();
    let mut placed = place_all(&kept, ground);
    let mut last = last.to_vec();
    last.sort_unstable();
    placed.dropped.extend(last.into_iter().map(|index| {
        let reason = format!("{most} names of at least its rank come before it");
        let Label { id, asked, .. } = &labels[index];
        Dropped { id: id.clone(), text: labels[index].text(), reason, asked: *asked }
    }));
    placed
}

fn place_all(labels: &[Label], ground: &Ground) -> Placed {
    let prepared = Prepared::new(ground, labels);
    // A label's places depend on no other label, so all processors can list them.
    let mut candidates: Vec<Vec<Candidate>> = threads::each(labels, |label| {
        let mut places = match &ground.sister {
            Some(sister) if sister.has_dropped(label) => Vec::new(),
            _ => candidates::list(label, &prepared),
        };
        ground.sister.iter().for_each(|sister| sister.weigh(label, &mut places));
        places
    });
    let mut chosen = search::choose(labels, &candidates, ground.spacing);
    if give_leaders(labels, &mut candidates, &chosen, (ground, &prepared)) {
        chosen = search::choose(labels, &candidates, ground.spacing);
    }
    let chosen = with_stacks(labels, &mut candidates, chosen, &prepared);
    typesetting::set(labels, &candidates, &chosen, &prepared)
}

/// Lists places at the end of a leader for the names that found no room and may have one at need; whether there are any.
fn give_leaders(
    labels: &[Label],
    candidates: &mut [Vec<Candidate>],
    chosen: &[Option<usize>],
    (ground, prepared): (&Ground, &Prepared),
) -> bool {
    let mut any = false;
    let is_free = |label: &Label| ground.sister.as_ref().is_none_or(|it| !it.has_dropped(label));
    for ((label, candidates), _) in labels
        .iter()
        .zip(candidates)
        .zip(chosen)
        .filter(|((label, _), chosen)| chosen.is_none() && is_free(label))
    {
        let mut with_leaders = match label.at_a_leader() {
            Some(led) => candidates::list(&led, prepared),
            None => candidates::outside(label, prepared),
        };
        ground.sister.iter().for_each(|sister| sister.weigh(label, &mut with_leaders));
        if !with_leaders.is_empty() {
            *candidates = with_leaders;
            any = true;
        }
    }
    any
}

/// The same choice with crowded names in stacks, where that serves; their places join the candidates.
fn with_stacks(
    labels: &[Label],
    candidates: &mut [Vec<Candidate>],
    chosen: Vec<Option<usize>>,
    ground: &Prepared,
) -> Vec<Option<usize>> {
    let costs = search::costs(labels, candidates, &chosen, ground.spacing);
    let stacks = stack::list(labels, &costs, ground);
    if stacks.is_empty() {
        return chosen;
    }
    let start = search::Start { chosen, ordinary: candidates.iter().map(Vec::len).collect() };
    let mut numbered = Vec::new();
    for stack in stacks {
        let mut numbers = Vec::new();
        for (label, place) in stack {
            numbers.push((label, candidates[label].len()));
            candidates[label].push(place.by_symbol_of(&labels[label]));
        }
        numbered.push(numbers);
    }
    search::choose_stacks(labels, candidates, start, &numbered, ground.spacing)
}
