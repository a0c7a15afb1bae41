//! `periplus locate`: names of places, or a text that names some, in; what each means, or a locator map of them, written as
//! `render` writes, out.

use super::args::{CommandLine, Locate};
use super::destination::Output;
use super::messages::Messages;
use super::render::{self, Batch};
use super::request::{self, Asked, DASH, Request};
use super::timings::Timings;
use super::{document, inputs, print};
use periplus::error::{Error, Result, Warning};
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
    let (request, located) = on_map(found, arguments, &geodata, messages)?;
    located.notices.iter().for_each(|notice| messages.note(notice));
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

/// The map of what is found. Of a text, what finds no room on any sheet is left out, with a warning, and the caption names
/// what is there; what somebody asks for by name has to be there.
///
/// Errors: `Render` if a name that was asked for finds no room.
fn on_map(
    mut found: Found,
    arguments: &Locate,
    geodata: &Geodata,
    messages: &Messages,
) -> Result<(Request, Located)> {
    let mut left_out: Vec<String> = Vec::new();
    loop {
        let located = found.figure(geodata)?;
        let lost = match fitting(located, arguments, geodata, left_out.is_empty())? {
            Fitted::Whole(request, located) => {
                if !left_out.is_empty() {
                    messages.warning(&no_room(&left_out));
                }
                return Ok((*request, *located));
            }
            Fitted::Lost(lost) => lost,
        };
        let ids: Vec<String> = lost.iter().flat_map(|(_, ids)| ids.clone()).collect();
        let rest = found.without(&ids);
        let names = lost.into_iter().map(|(name, _)| name);
        if !found.is_story || rest.placed.is_empty() {
            let names: Vec<String> = names.collect();
            let error = format!("there is no room on the map for {}", names.join(", "));
            return Err(Error::render(error).hint(WAY_OUT));
        }
        left_out.extend(names);
        found = rest;
    }
}

const WAY_OUT: &str = "take a larger --width, or locate fewer places at once";

fn no_room(names: &[String]) -> Warning {
    let message = format!("no room on the map for {}: left out", names.join(", "));
    Warning::new(message).hint(WAY_OUT)
}

/// Whether every name that has to be on a map is there.
enum Fitted {
    Whole(Box<Request>, Box<Located>),
    /// Those that are not, with the ids of what they name.
    Lost(Vec<(String, Vec<String>)>),
}

/// The request on whose sheet every name that was asked for is set: as it is, else without the names that only place the
/// reader, else on a larger sheet, if no size is asked for; the largest alone, where `is_first` says that others were tried.
///
/// Errors: as [`render::drawn`].
fn fitting(
    located: Located,
    arguments: &Locate,
    geodata: &Geodata,
    is_first: bool,
) -> Result<Fitted> {
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
    let from = if is_first { 0 } else { tries.len() - 1 };
    let mut lost = Vec::new();
    for (located, width) in tries.drain(from..) {
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
            return Ok(Fitted::Whole(Box::new(request), Box::new(located)));
        }
    }
    Ok(Fitted::Lost(lost))
}
