//! One scale: the maps of a figure in, the values that its layers have on all of them out: one legend speaks of them all.

use crate::classify::{self, Shown};
use crate::error::Result;
use crate::figure::Figure;
use crate::furniture::layout::Layout;
use crate::geodata::Geodata;
use crate::projection::View;
use crate::select::Selected;
use crate::{asked, plot, sheet};

/// Whether a figure shows values at all.
pub(crate) fn shows_values(figure: &Figure) -> bool {
    figure.layers.iter().any(|layer| layer.values.is_some())
        || figure.arrows.iter().any(|arrows| arrows.values.is_some())
}

/// The values that a map of a figure shows on a sheet of this layout; `beside`: what stands above the map and below it, mm.
///
/// Errors: as [`crate::draw`].
pub(crate) fn of_map(
    figure: &Figure,
    geodata: &Geodata,
    layout: &Layout,
    beside: (f64, f64),
) -> Result<Shown> {
    let (mut selected, bounds) = asked(figure, geodata)?;
    let view = sheet::view(figure, bounds, layout, beside)?;
    selected.generalise(figure, view.scale_denominator());
    Ok(on_map(&selected, figure, &view))
}

/// The values of what is selected as a map shows it.
pub(crate) fn on_map(selected: &Selected, figure: &Figure, view: &View) -> Shown {
    classify::shown(&plot::layers(&selected.with_values(), None, figure, view))
}
