//! What a format of files is, and what an encoder is told beside the scene.

use crate::error::{Flaw, Result};
use crate::scene::Scene;
use crate::units::DEFAULT_DPI;
use std::fmt;
use std::str::FromStr;

/// How letters are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lettering {
    /// As text: small, searchable; the reader needs the fonts, or takes its own.
    #[default]
    Text,
    /// As outlines: looks the same everywhere.
    Paths,
}

impl Lettering {
    /// All, in the order of lists.
    pub const ALL: [Lettering; 2] = [Lettering::Paths, Lettering::Text];

    /// Its name on the command line and in documents: `paths`.
    pub fn name(self) -> &'static str {
        match self {
            Lettering::Text => "text",
            Lettering::Paths => "paths",
        }
    }
}

impl fmt::Display for Lettering {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Lettering {
    type Err = Flaw;

    fn from_str(word: &str) -> std::result::Result<Lettering, Flaw> {
        let found = Lettering::ALL.into_iter().find(|lettering| lettering.name() == word);
        found.ok_or_else(|| {
            let known = Lettering::ALL.map(Lettering::name);
            Flaw::new(format!("unknown lettering `{word}`")).known(word, &known)
        })
    }
}

/// How a sheet is encoded; each format takes what concerns it.
///
/// It will have more fields: begin with `EncodeOptions::default()`.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct EncodeOptions {
    /// Letters of the SVG.
    pub lettering: Lettering,
    /// Pixels an inch of a raster.
    pub dpi: f64,
    /// The most pixels of a raster, and of its longer side.
    pub most_pixels: (u64, u64),
}

impl EncodeOptions {
    /// The same with letters of the SVG written so.
    pub fn with_lettering(self, lettering: Lettering) -> EncodeOptions {
        EncodeOptions { lettering, ..self }
    }

    /// The same with so many pixels an inch of a raster.
    pub fn with_dpi(self, dpi: f64) -> EncodeOptions {
        EncodeOptions { dpi, ..self }
    }

    /// The same with so many pixels of a raster at most, and of its longer side.
    pub fn with_most_pixels(self, most_pixels: (u64, u64)) -> EncodeOptions {
        EncodeOptions { most_pixels, ..self }
    }
}

/// The most pixels of a raster, which take 600 MB while they are drawn, and of its longer side: 1.7 m at 300 dpi, and what other
/// programs still open.
pub(super) const MOST_PIXELS: (u64, u64) = (150_000_000, 20_000);

impl Default for EncodeOptions {
    /// Letters as text, 300 pixels an inch.
    fn default() -> EncodeOptions {
        EncodeOptions { lettering: Lettering::Text, dpi: DEFAULT_DPI, most_pixels: MOST_PIXELS }
    }
}

/// Makes a file of a scene and its SVG.
pub(super) type Encode = fn(&Scene, &str, &EncodeOptions) -> Result<Vec<u8>>;

/// What the bytes of a file say that it was drawn from, if they say it; what is wrong with them, in words.
pub(super) type Statement = fn(&[u8]) -> std::result::Result<Option<String>, String>;

/// Whether bytes begin as a page of HTML does: SVG begins with a tag too.
pub(super) fn is_page(bytes: &[u8]) -> bool {
    const HEAD: &[u8] = b"<!doctype html";
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    text.get(..HEAD.len()).is_some_and(|head| head.eq_ignore_ascii_case(HEAD))
}

/// A format of files. [`Format::ALL`] is the table of them; each stands in the file of its encoder.
#[derive(Clone, Copy)]
pub struct Format {
    pub(super) name: &'static str,
    pub(super) media_type: &'static str,
    pub(super) is_raster: bool,
    pub(super) is_picture: bool,
    pub(super) stage: &'static str,
    pub(super) encode: Encode,
    pub(super) recognises: fn(&[u8]) -> bool,
    pub(super) statement: Statement,
}

impl Format {
    /// The end of names of files, and the word for the format: `svg`.
    pub fn name(self) -> &'static str {
        self.name
    }

    /// Its media type (RFC 6838): `image/svg+xml`.
    pub fn media_type(self) -> &'static str {
        self.media_type
    }

    /// Whether it is made of pixels, so that [`EncodeOptions::dpi`] counts.
    pub fn is_raster(self) -> bool {
        self.is_raster
    }

    /// Whether a document can hold it as a picture.
    pub fn is_picture(self) -> bool {
        self.is_picture
    }

    /// What its encoder adds to the SVG, in a word for a table of times.
    pub fn stage(self) -> &'static str {
        self.stage
    }
}

impl Format {
    /// The provenance statement in the bytes of a file of this format.
    ///
    /// Errors: why they are not of the format.
    pub(crate) fn statement(self, bytes: &[u8]) -> std::result::Result<Option<String>, String> {
        (self.statement)(bytes)
    }
}

impl PartialEq for Format {
    fn eq(&self, other: &Format) -> bool {
        self.name == other.name
    }
}

impl Eq for Format {}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
