//! `periplus document`: a Markdown document in, the document with its figures out.

use super::args::{CommandLine, Document};
use super::exit_code::exit_code;
use super::file_identity::FileIdentity;
use super::messages::Messages;
use super::request::{self, DASH};
use super::{destination, inputs, limits, print, render, standard_input};
use periplus::documents::document::{self, RenderedDocument, Writing};
use periplus::documents::manifest::State;
use periplus::documents::markup::Flavour;
use periplus::documents::{self, File, Setting, Studio, drawing};
use periplus::error::{Error, ErrorKind, Result};
use periplus::figure::Limits;
use periplus::files;
use periplus::geodata::Geodata;
use std::path::{Path, PathBuf};

/// The folder of the figures unless told otherwise.
pub(super) const FIGURES: &str = "figures";

/// Draws the figures of the document and writes it, or tells what is out of date.
pub(super) fn run(arguments: &Document, line: &CommandLine, messages: &Messages) -> Result<u8> {
    if !is_dash(&arguments.output)
        && FileIdentity::of(&arguments.input) == FileIdentity::of(&arguments.output)
    {
        let error = Error::usage("the document would be written over itself");
        return Err(error.hint("give -o another name: the figure blocks are its source"));
    }
    let limits = limits::of_line(line)?;
    let (text, name) = read(&arguments.input, &limits)?;
    let flavour =
        Flavour::read(&arguments.flavour).map_err(|flaw| request::usage(flaw, "--flavour"))?;
    let folder = folder_of(&arguments.input);
    let beside = if is_dash(&arguments.output) { &folder } else { &folder_of(&arguments.output) };
    let setting = Setting {
        folder: folder.clone(),
        format: arguments.format,
        dpi: request::dpi(Some(&arguments.dpi))?,
        lettering: arguments.text,
        limits,
    };
    let figures = match &arguments.figures {
        Some(folder) => folder.clone(),
        None => {
            let way_out = "take the link away, or name the folder: --figures PATH";
            drawing::folder_within(beside, Path::new(FIGURES), way_out)?
        }
    };
    let geodata = render::geodata(line)?;
    let studio = studio(figures, &geodata, line)?;
    if arguments.check {
        let stale = document::stale(&text, &name, &setting, &studio)?;
        if !stale.is_empty() {
            stale.iter().for_each(|error| messages.error(error));
            return Ok(exit_code(ErrorKind::Stale));
        }
    }
    let number = arguments.number.as_deref();
    let writing = Writing { setting, flavour, number, folder: beside };
    let written = document::write(&text, &name, &writing, &studio)?;
    if arguments.check {
        return check_text(arguments, &written);
    }
    finish(arguments, written, line, messages)?;
    Ok(0)
}

/// Says what there is to say, and writes the figures and the document, all or none.
fn finish(
    arguments: &Document,
    written: RenderedDocument,
    line: &CommandLine,
    messages: &Messages,
) -> Result<()> {
    let mut files = written.files;
    let document = Some(&arguments.output).filter(|path| !is_dash(path));
    let outputs: Vec<PathBuf> =
        files.iter().map(|file| &file.path).chain(document).cloned().collect();
    let read = [vec![arguments.input.clone()], written.inputs, inputs::of_line(line)];
    destination::check_outputs(&outputs, &read.concat())?;
    report_pictures(&written.pictures, messages);
    written.warnings.iter().for_each(|warning| messages.warning(warning));
    if is_dash(&arguments.output) {
        documents::write(&files)?;
        return print(written.text.as_bytes());
    }
    files.push(File { path: arguments.output.clone(), bytes: written.text.into_bytes() });
    documents::write(&files)?;
    messages.note(&format!("wrote {}", arguments.output.display()));
    Ok(())
}

/// The warnings of all figures, and how many were drawn.
pub(super) fn report_pictures(pictures: &[documents::Picture], messages: &Messages) {
    for warning in pictures.iter().flat_map(|picture| &picture.warnings) {
        messages.warning(warning);
    }
    let drawn = pictures.iter().filter(|picture| picture.state != State::Current);
    let (drawn, all) = (drawn.count(), pictures.len());
    let figures = if all == 1 { "figure" } else { "figures" };
    let others = if drawn < all { "; the others have not changed" } else { "" };
    messages.note(&format!("drew {drawn} of {all} {figures}{others}"));
}

fn check_text(arguments: &Document, written: &RenderedDocument) -> Result<u8> {
    if is_dash(&arguments.output) {
        return Ok(0);
    }
    let path = arguments.output.clone();
    let shown = path.display().to_string();
    match (File { path, bytes: written.text.clone().into_bytes() }).is_written() {
        true => Ok(0),
        false => Err(Error::new(ErrorKind::Stale, format!("`{shown}` is out of date"))
            .hint("run the command without --check")),
    }
}

/// Where figures are drawn, with what the command line says of data and caches.
pub(super) fn studio<'a>(
    folder: PathBuf,
    geodata: &'a Geodata,
    line: &CommandLine,
) -> Result<Studio<'a>> {
    let edition = line.geodata.as_deref().map(drawing::edition).transpose()?.unwrap_or_default();
    let limits = limits::of_line(line)?;
    Ok(Studio { folder, geodata, edition, redraws: line.no_cache, limits })
}

fn is_dash(path: &Path) -> bool {
    path == Path::new(DASH)
}

/// The folder of a file; the working folder for standard input.
fn folder_of(path: &Path) -> PathBuf {
    path.parent().map(Path::to_owned).unwrap_or_default()
}

/// The text of the document, and the name that the user knows it by.
pub(super) fn read(path: &Path, limits: &Limits) -> Result<(String, String)> {
    let (bytes, name) = read_bytes(path, limits)?;
    let text = files::text(&bytes, "the document", &name)?.to_owned();
    Ok((text, name))
}

/// The bytes of a document, and what it is called in messages.
///
/// Errors: `Missing` if it cannot be read.
pub(super) fn read_bytes(path: &Path, limits: &Limits) -> Result<(Vec<u8>, String)> {
    if is_dash(path) {
        return Ok((standard_input::bytes(limits.data())?, standard_input::NAME.to_owned()));
    }
    let name = path.display().to_string();
    Ok((files::read(path, &format!("the document `{name}`"), limits.data())?, name))
}
