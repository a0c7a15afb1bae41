//! `periplus locate`: names of places, or a text that names some, in; a locator map out, written as `render` writes.

use super::args::{CommandLine, Locate};
use super::destination::{self, Output};
use super::messages::Messages;
use super::render;
use super::request::{self, DASH};
use periplus::error::{Error, Place, Result};
use periplus::figure::Figure;
use periplus::geodata::Geodata;
use periplus::locate::{self, Located};
use std::io::{self, Read};
use std::path::Path;

/// Draws the map, and writes its figure file too if that is wanted.
pub(super) fn run(arguments: &Locate, line: &CommandLine, messages: &Messages) -> Result<()> {
    let geodata = render::geodata(line)?;
    let located = located(arguments, &geodata)?;
    located.warnings.iter().for_each(|warning| messages.warning(warning));
    let mut figure = Figure::parse(&located.toml, "the places located")?;
    figure.name = located.name;
    let request = request::with_options(figure, arguments.look.clone())?;
    render::draw(vec![request], &arguments.result, geodata, messages)?;
    if let Some(path) = &arguments.figure {
        let bytes = located.toml.into_bytes();
        destination::write(&[Output { path: Some(path.clone()), bytes }])?;
        messages.note(&format!("wrote {}", path.display()));
    }
    Ok(())
}

fn located(arguments: &Locate, geodata: &Geodata) -> Result<Located> {
    match &arguments.document {
        None => locate::places(&arguments.places, geodata),
        Some(path) => {
            let shown = if path == Path::new(DASH) {
                "standard input"
            } else {
                &path.display().to_string()
            };
            locate::places_of(&text(path, shown)?, shown, geodata)
        }
    }
}

fn text(path: &Path, shown: &str) -> Result<String> {
    let mut bytes = Vec::new();
    let read = match path == Path::new(DASH) {
        true => io::stdin().lock().read_to_end(&mut bytes).map(drop),
        false => std::fs::read(path).map(|read| bytes = read),
    };
    read.map_err(|error| Error::missing(format!("cannot read the text `{shown}`")).cause(error))?;
    String::from_utf8(bytes)
        .map_err(|error| Error::input("the text is not UTF-8").at(Place::file(shown)).cause(error))
}
