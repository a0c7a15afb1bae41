//! An SVG of ours in, what is drawn of it out: every element with its paint, its clip and its glyphs in place.
//! Read with the bundled fonts only and without access to files; the PNG and the PDF are drawn from it.

use crate::error::{Error, Result};
use crate::lettering;
use resvg::usvg::{self, ImageHrefResolver, fontdb};
use std::sync::Arc;

/// The family of text that names none.
const USUAL: &str = "Periplus Sans";

/// Reads an SVG.
///
/// Errors: `Render` if it cannot be read.
pub(super) fn read(svg: &str) -> Result<usvg::Tree> {
    usvg::Tree::from_str(svg, &options(fonts(svg)))
        .map_err(|cause| Error::render("the SVG cannot be read back").cause(cause))
}

/// No fonts but ours, no picture but a PNG in the text: an SVG with foreign text in it can open no file.
fn options(fonts: fontdb::Database) -> usvg::Options<'static> {
    usvg::Options {
        resources_dir: None,
        font_family: USUAL.to_owned(),
        fontdb: Arc::new(fonts),
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|mime, data, _| {
                (mime == "image/png").then(|| usvg::ImageKind::PNG(data))
            }),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    }
}

/// The bundled faces of the families that an SVG names, as usvg wants them: the others stay packed.
fn fonts(svg: &str) -> fontdb::Database {
    let mut fonts = fontdb::Database::new();
    let is_named = |family: &str| family == USUAL || svg.contains(family);
    for face in lettering::bundled().iter().filter(|face| is_named(face.family)) {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(face.bytes())));
    }
    fonts
}
