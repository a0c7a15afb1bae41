//! `periplus mdbook`: a book from standard input as mdBook sends it, with its figures to standard output.

use super::args::{CommandLine, Mdbook, MdbookQuestion};
use super::document::{FIGURES, report_pictures, studio};
use super::messages::Messages;
use super::{limits, print, render, standard_input};
use periplus::documents::{self, mdbook};
use periplus::error::Result;

/// Draws the figures of the book. Any renderer is served: Markdown with images is what goes out.
pub(super) fn run(arguments: &Mdbook, line: &CommandLine, messages: &Messages) -> Result<()> {
    if let Some(MdbookQuestion::Supports { renderer: _ }) = &arguments.question {
        return Ok(());
    }
    let text = standard_input::text(limits::of_line(line)?.data())?;
    let geodata = render::geodata(line)?;
    let studio = studio(FIGURES.into(), &geodata, line)?;
    let bound = mdbook::bind(&text, &studio)?;
    if !bound.pictures.is_empty() {
        report_pictures(&bound.pictures, messages);
    }
    documents::write(&bound.files)?;
    print(bound.json.as_bytes())
}
