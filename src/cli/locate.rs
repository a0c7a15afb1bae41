//! `periplus locate`: names of places, or a text that names some, in; what each means, or a locator map of them, written as
//! `render` writes, out.

use super::args::{CommandLine, Locate};
use super::destination::Output;
use super::messages::Messages;
use super::render::{self, Batch};
use super::request::{self, Asked, DASH, Request};
use super::timings::Timings;
use super::{document, inputs, print};
use periplus::error::{Error, Result};
use periplus::figure::{Figure, Length};
use periplus::geodata::Geodata;
use periplus::locate::{self, Found, Located};
use std::path::Path;

/// Says what was found, or draws the map, and its figure file beside it if that is wanted; the exit code.
///
/// Errors: as [`render::draw`].
pub(super) fn run(arguments: &Locate, line: &CommandLine, messages: &Messages) -> Result<u8> {
    let geodata = render::geodata(line)?;
    let found = found(arguments, &geodata)?;
    if arguments.document.is_some() {
        messages.note(&found.summary());
    }
    if arguments.json {
        return print(format!("{}\n", found.json()?).as_bytes()).map(|()| 0);
    }
    if arguments.list {
        return print(format!("{}\n", found.table(&geodata)?.join("\n")).as_bytes()).map(|()| 0);
    }
    let located = found.figure(&geodata)?;
    located.notices.iter().for_each(|notice| messages.note(notice));
    let (request, located) = fitting(located, arguments, &geodata)?;
    let asked = Asked { name: request.figure.name.clone(), request: Ok(request) };
    let file = arguments.figure.iter().map(|path| Output {
        path: (path != Path::new(DASH)).then(|| path.clone()),
        bytes: located.toml.clone().into_bytes(),
    });
    let inputs = arguments.document.iter().cloned().chain(inputs::of_line(line)).collect();
    let batch = Batch { figures: vec![asked], beside: file.collect(), inputs, geodata };
    render::draw(batch, &arguments.result, messages)
}

fn found(arguments: &Locate, geodata: &Geodata) -> Result<Found> {
    match &arguments.document {
        None => locate::places(&arguments.places, geodata),
        Some(path) => {
            let (text, shown) = document::read(path)?;
            locate::places_of(&text, &shown, geodata)
        }
    }
}

/// The request on whose sheet every name that was asked for is set: as it is, else without the names that only place the
/// reader, else on a larger sheet, if no size is asked for.
///
/// Errors: `Render` if a name finds no room on any.
fn fitting(located: Located, arguments: &Locate, geodata: &Geodata) -> Result<(Request, Located)> {
    const LARGER: [f64; 3] = [150.0, 190.0, 240.0];
    let plain: Vec<Located> = located.plain().collect();
    let mut tries: Vec<(Located, Option<f64>)> = vec![(located, None)];
    tries.extend(plain.iter().map(|plain| (plain.clone(), None)));
    if arguments.look.width.is_none() {
        // the larger the sheet, the more room round the things
        let larger = LARGER.into_iter().zip(plain.iter());
        let larger = larger.map(|(width, plain)| (plain.clone(), Some(width)));
        tries.extend(larger);
    }
    let mut lost = Vec::new();
    for (located, width) in tries {
        let mut figure = Figure::parse(&located.toml, "the places located")?;
        figure.name.clone_from(&located.name);
        let mut look = arguments.look.clone();
        if let Some(width) = width {
            figure.sheet.width = Length::Millimetres(width);
            look.width = Some(format!("{width}mm"));
        }
        let request = request::with_options(figure, look)?;
        let drawn = render::drawn(&request, request.dpi, geodata, &mut Timings::default())?;
        let set = drawn.record.labels.iter().map(|label| label.text.as_str());
        lost = located.not_set(&set.collect::<Vec<_>>());
        if lost.is_empty() {
            return Ok((request, located));
        }
    }
    Err(Error::render(format!("there is no room on the map for {}", lost.join(", ")))
        .hint("take a larger --width, or locate fewer places at once"))
}
