//! Output: a finished sheet in, files out. One writer for the picture, the SVG; the PNG is that very
//! SVG in pixels, so that the two cannot disagree. Knows nothing of maps.

mod crop;
mod hatch;
mod ids;
mod image;
mod lines;
mod paint;
pub mod png;
pub mod svg;
mod words;
mod xml;
