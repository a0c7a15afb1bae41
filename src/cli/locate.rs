//! `periplus locate`: names of places, or a text that names some, in; a locator map out, written as `render` writes.

use super::args::{CommandLine, Locate};
use super::destination::Output;
use super::messages::Messages;
use super::render::{self, Batch};
use super::request::{self, Asked, DASH};
use super::{document, inputs};
use periplus::error::Result;
use periplus::figure::Figure;
use periplus::geodata::Geodata;
use periplus::locate::{self, Located};
use std::path::Path;

/// Draws the map, and its figure file beside it if that is wanted.
///
/// Errors: as [`render::draw`].
pub(super) fn run(arguments: &Locate, line: &CommandLine, messages: &Messages) -> Result<u8> {
    let geodata = render::geodata(line)?;
    let located = located(arguments, &geodata)?;
    located.warnings.iter().for_each(|warning| messages.warning(warning));
    let mut figure = Figure::parse(&located.toml, "the places located")?;
    figure.name = located.name;
    let asked = Asked {
        name: figure.name.clone(),
        request: request::with_options(figure, arguments.look.clone()),
    };
    let file = arguments.figure.iter().map(|path| Output {
        path: (path != Path::new(DASH)).then(|| path.clone()),
        bytes: located.toml.clone().into_bytes(),
    });
    let inputs = arguments.document.iter().cloned().chain(inputs::of_line(line)).collect();
    let batch = Batch { figures: vec![asked], beside: file.collect(), inputs, geodata };
    render::draw(batch, &arguments.result, messages)
}

fn located(arguments: &Locate, geodata: &Geodata) -> Result<Located> {
    match &arguments.document {
        None => locate::places(&arguments.places, geodata),
        Some(path) => {
            let (text, shown) = document::read(path)?;
            locate::places_of(&text, &shown, geodata)
        }
    }
}
