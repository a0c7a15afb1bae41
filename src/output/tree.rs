//! An SVG of ours in, what is drawn of it out: every element with its paint, its clip and its glyphs in place.
//! Read with the bundled fonts only and without access to files; the PNG and the PDF are drawn from it.

use crate::error::{Error, Result};
use crate::lettering;
use resvg::usvg::{self, ImageHrefResolver, fontdb};
use std::sync::{Arc, LazyLock};

/// Reads an SVG.
///
/// Errors: `Render` if it cannot be read.
pub(super) fn read(svg: &str) -> Result<usvg::Tree> {
    usvg::Tree::from_str(svg, &options())
        .map_err(|cause| Error::render("the SVG cannot be read back").cause(cause))
}

/// No fonts but ours, no picture but a PNG in the text: an SVG with foreign text in it can open no file.
fn options() -> usvg::Options<'static> {
    usvg::Options {
        resources_dir: None,
        font_family: "Periplus Sans".to_owned(),
        fontdb: Arc::clone(&FONTS),
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|mime, data, _| {
                (mime == "image/png").then(|| usvg::ImageKind::PNG(data))
            }),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    }
}

/// The bundled faces as usvg wants them; read once, .3 ms.
static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    for face in lettering::bundled() {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(face.bytes)));
    }
    Arc::new(fonts)
});
