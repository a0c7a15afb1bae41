//! Output: a finished sheet in, files out. One writer for the picture, the SVG; PNG and PDF are that very
//! SVG, in pixels and as a page, so that the three cannot disagree. Knows nothing of maps.

mod crop;
#[cfg(feature = "png")]
mod deflate;
mod encode;
mod format;
mod hatch;
mod html;
mod ids;
mod image;
mod lines;
mod paint;
#[cfg(feature = "pdf")]
pub mod pdf;
#[cfg(feature = "png")]
pub mod png;
#[cfg(feature = "png")]
mod raster;
mod rims;
pub mod svg;
#[cfg(any(feature = "png", feature = "pdf"))]
mod tree;
pub mod web_fonts;
mod words;
mod xml;

pub use encode::Encoder;
pub use format::{EncodeOptions, Format, Lettering};
pub use image::base64;
