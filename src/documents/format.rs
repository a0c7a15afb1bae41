//! What kinds of picture a document takes in.

use crate::figure::Flaw;

/// The kind of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For screens, and whatever else draws it.
    Svg,
    /// For what draws no SVG.
    Png,
    /// For LaTeX.
    Pdf,
}

impl Format {
    /// The end of a file's name, and the word for it.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Svg => "svg",
            Format::Png => "png",
            Format::Pdf => "pdf",
        }
    }

    /// The format of a word.
    ///
    /// Errors: an unknown word, with the nearest known one.
    pub fn read(word: &str) -> Result<Format, Flaw> {
        let all = [Format::Svg, Format::Png, Format::Pdf];
        let found = all.into_iter().find(|format| format.extension() == word);
        found.ok_or_else(|| {
            Flaw::new(format!("unknown format `{word}`")).known(word, &["svg", "png", "pdf"])
        })
    }
}
