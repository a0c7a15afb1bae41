//! Stage warnings: what the stages made of a map in, what they left out, repaired or assumed, in their order, out.

use crate::error::Warning;
use crate::furniture::{Furniture, MapContext};
use crate::label::Placed;
use crate::plot::{self, PlottedMap};
use crate::select::Selected;
use crate::waters::Waters;
use crate::{names, record, symbolize};

/// What the stages made of a map.
pub(crate) struct Made<'a> {
    /// What it shows.
    pub selected: &'a Selected,
    /// Its waters, if it has any.
    pub waters: Option<&'a Waters>,
    /// Both on the sheet.
    pub plotted: &'a PlottedMap,
    /// Its names.
    pub placed: &'a Placed,
}

/// The warnings of a map and of what stands round it.
pub(crate) fn of_map(context: &MapContext, made: &Made, furniture: &Furniture) -> Vec<Warning> {
    let Made { selected, waters, plotted, placed } = *made;
    let (figure, theme, view) = (context.figure, context.theme, context.view);
    let mut warnings = Vec::new();
    warnings.extend(selected.view_not_set(|area| plot::is_on_map(area, view)));
    warnings.extend_from_slice(&selected.warnings);
    warnings.extend_from_slice(&plotted.warnings);
    warnings.extend(waters.iter().flat_map(|waters| waters.zones.warnings.iter().cloned()));
    warnings.extend_from_slice(&furniture.warnings);
    warnings.extend_from_slice(&placed.missing);
    warnings.extend(record::dropped_names(placed));
    warnings.extend(symbolize::unread(plotted));
    warnings.extend(symbolize::alike(plotted, figure, theme));
    let told = placed.told();
    let is_named = |layer: &_, feature: &_| told.contains(names::label_id(layer, feature).as_str());
    warnings.extend(symbolize::unpainted(plotted, figure, theme, is_named));
    warnings.extend(names::in_english(plotted, context, placed));
    warnings.extend(names::unset(plotted, context, placed));
    warnings
}
