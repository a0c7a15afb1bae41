//! A scene in, its file in any format out: fonts and the provenance statement go with it. The one way out, for the library,
//! the command line, documents and the preview; and the table of the formats.

use super::format::{EncodeOptions, Format};
use super::svg;
use crate::error::Result;
use crate::scene::Scene;
use std::path::Path;

impl Format {
    /// All formats that are built in. A new one is a file of this folder, with its constant, and its row here.
    pub const ALL: &'static [Format] = &[
        Format::SVG,
        #[cfg(feature = "png")]
        Format::PNG,
        #[cfg(feature = "pdf")]
        Format::PDF,
        Format::HTML,
    ];

    /// The format of this name: `svg`.
    pub fn named(name: &str) -> Option<Format> {
        Format::ALL.iter().copied().find(|format| format.name == name)
    }

    /// The format that the end of a file's name tells, in capitals or not.
    pub fn of_path(path: &Path) -> Option<Format> {
        let end = path.extension().and_then(|end| end.to_str()).map(str::to_ascii_lowercase);
        Format::named(end.as_deref()?)
    }

    /// The format that the first bytes of a file tell.
    pub fn of_bytes(bytes: &[u8]) -> Option<Format> {
        Format::ALL.iter().copied().find(|format| (format.recognises)(bytes))
    }

    /// The names of all formats.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Format::ALL.iter().map(|format| format.name)
    }

    /// The names of the formats that a document can hold as pictures.
    pub fn names_of_pictures() -> impl Iterator<Item = &'static str> {
        Format::ALL.iter().filter(|format| format.is_picture).map(|format| format.name)
    }
}

/// A scene on its way into files; its SVG, which all formats are made from, is written once.
#[derive(Clone, Debug)]
pub struct Encoder<'a> {
    scene: &'a Scene,
    options: EncodeOptions,
    svg: String,
}

impl Encoder<'_> {
    /// Writes the SVG of a scene.
    pub fn new(scene: &Scene, options: EncodeOptions) -> Encoder<'_> {
        Encoder { scene, options, svg: svg::write(scene, options.lettering) }
    }

    /// The SVG, without fonts.
    pub fn svg(&self) -> &str {
        &self.svg
    }

    /// The bytes of the file.
    ///
    /// Errors: `Usage` for a raster of more pixels than can be drawn; `Render` for what the format cannot hold.
    pub fn encode(&self, format: Format) -> Result<Vec<u8>> {
        (format.encode)(self.scene, &self.svg, &self.options)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_format_is_told_by_the_end_of_a_name() {
        assert_eq!(Format::of_path(Path::new("a/map.SVG")), Some(Format::SVG));
        #[cfg(feature = "png")]
        assert_eq!(Format::of_path(Path::new("map@2x.png")), Some(Format::PNG));
        assert_eq!(Format::of_path(Path::new("map.toml")), None);
        assert_eq!(Format::of_path(Path::new("svg")), None);
    }

    #[test]
    fn a_format_is_told_by_its_first_bytes() {
        assert_eq!(Format::of_bytes(b"\xef\xbb\xbf\n<svg/>"), Some(Format::SVG));
        #[cfg(feature = "pdf")]
        assert_eq!(Format::of_bytes(b"%PDF-1.7"), Some(Format::PDF));
        assert_eq!(Format::of_bytes(b"<!doctype html>\n<html>"), Some(Format::HTML));
        assert_eq!(Format::of_bytes(b"title = \"\""), None);
        assert_eq!(Format::of_bytes(b""), None);
    }

    #[test]
    fn media_types_are_the_registered_ones() {
        // https://www.iana.org/assignments/media-types
        assert_eq!(Format::SVG.media_type(), "image/svg+xml");
        assert_eq!(Format::HTML.media_type(), "text/html");
        #[cfg(feature = "png")]
        assert_eq!(Format::PNG.media_type(), "image/png");
        #[cfg(feature = "pdf")]
        assert_eq!(Format::PDF.media_type(), "application/pdf");
    }

    #[test]
    fn no_two_formats_have_one_name_or_media_type() {
        let names: BTreeSet<&str> = Format::names().collect();
        let types: BTreeSet<&str> = Format::ALL.iter().map(|it| it.media_type()).collect();
        assert_eq!((names.len(), types.len()), (Format::ALL.len(), Format::ALL.len()));
    }
}
