//! Lettering: words and a typeface in; glyphs, measures in millimetres and outlines out.
//!
//! Shaped with `harfrust` from the bundled faces, as usvg does when it draws the same text: what is
//! measured is what is drawn. One face a run: a name in two scripts is first cut by [`resolve`].
//! Not here: where a text stands (see `label`) and how it is written to a file.

mod casing;
mod fonts;
mod from_right;
mod outline;
mod shape;
#[cfg(all(test, feature = "png"))]
mod shape_tests;

pub use casing::uppercase;
pub use fonts::{ARABIC_ENLARGEMENT, Face, bundled, holds, is_arabic, is_latin, missing, resolve};
pub use outline::{Outline, Segment, outline};
pub use shape::{
    Extent, Glyph, Ink, Letter, Line, Stretch, letters, measure, measure_runs, shape, shape_runs,
    stretches,
};
