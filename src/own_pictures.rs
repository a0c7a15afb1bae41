//! Own pictures: a figure in; its logo, and the symbols of its layers, as their files have them, out.

use crate::error::Result;
use crate::figure::Figure;
use crate::furniture::layout::Layout;
use crate::furniture::logo::{self, Logo};
use crate::pictures;
use crate::plot::PlottedMap;

/// The logo of a figure at the size that its sheet has room for.
///
/// Errors: `Missing` for a file that cannot be read, `Input` for one that is no picture.
pub(crate) fn logo(figure: &Figure, layout: &Layout) -> Result<Option<Logo>> {
    let Some(asked) = &figure.logo else { return Ok(None) };
    let picture = pictures::read(&asked.file).map_err(|it| figure.at_fault(&["logo.file"], it))?;
    let size = logo::size(asked.height.0, picture.aspect(), layout);
    Ok(Some(Logo { items: picture.items(size.height), size, at: asked.at }))
}

/// Reads the symbols of the user's own that layers ask for.
///
/// Errors: as [`pictures::outlines`].
pub(crate) fn read_symbols(plotted: &mut PlottedMap, figure: &Figure) -> Result<()> {
    for layer in &mut plotted.layers {
        let Some(number) = layer.listed else { continue };
        let Some(path) = figure.layers.get(number).and_then(|it| it.symbol_file.as_ref()) else {
            continue;
        };
        let key = format!("layers.{number}.symbol");
        let shapes = pictures::outlines(path).map_err(|it| figure.at_fault(&[&key], it))?;
        layer.symbol = shapes.symbol(path.display().to_string());
    }
    Ok(())
}
