//! `periplus pandoc`: a document as pandoc's JSON from standard input, with its figures to standard output.

use super::args::{CommandLine, Pandoc};
use super::document::{FIGURES, report_pictures, studio};
use super::messages::Messages;
use super::{limits, print, render, standard_input};
use periplus::documents::{self, pandoc};
use periplus::error::Result;

/// The filter that pandoc and Quarto run, which runs this command.
const LUA: &str = include_str!("../../extensions/quarto/_extensions/periplus/periplus.lua");

/// Draws the figures of the document for the writer that follows.
pub(super) fn run(arguments: &Pandoc, line: &CommandLine, messages: &Messages) -> Result<()> {
    if arguments.lua {
        return print(LUA.as_bytes());
    }
    let text = standard_input::text(limits::of_line(line)?.data())?;
    let geodata = render::geodata(line)?;
    let studio = studio(FIGURES.into(), &geodata, line)?;
    let filtered = pandoc::filter(&text, &arguments.target, &studio)?;
    if !filtered.pictures.is_empty() {
        report_pictures(&filtered.pictures, messages);
    }
    documents::write(&filtered.files)?;
    print(filtered.json.as_bytes())
}
