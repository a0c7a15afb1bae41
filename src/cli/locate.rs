//! `periplus locate`: names of places, or a text that names some, in; what each means, or a locator map of them, written as
//! `render` writes, out.

use super::args::{CommandLine, Locate, Look};
use super::destination::Output;
use super::messages::Messages;
use super::painted::Painted;
use super::printable::printable;
use super::render::{self, Batch};
use super::request::{self, Asked, DASH, Request};
use super::{document, inputs, limits, print};
use periplus::error::Result;
use periplus::figure::{Extent, Figure, Limits, Sheet};
use periplus::geodata::Geodata;
use periplus::locate::{self, Found, Ground, Located, Wish};
use std::path::Path;

/// What the figure file is called in messages before it is written.
const UNWRITTEN: &str = "the places located";

/// Says what was found, or draws the map, and its figure file beside it if that is wanted; the exit code.
///
/// Errors: as [`render::draw`]; `Render` if a name that is located finds no room.
pub(super) fn run(arguments: &Locate, line: &CommandLine, messages: &Messages) -> Result<u8> {
    let (geodata, limits) = (render::geodata(line)?, limits::of_line(line)?);
    let (found, text) = found(arguments, &limits, &geodata)?;
    if arguments.document.is_some() {
        messages.note(&found.summary());
    }
    if arguments.json {
        return print(printable(&format!("{}\n", found.json()?)).as_bytes()).map(|()| 0);
    }
    if arguments.list {
        let table = found.table(&geodata)?.join("\n");
        return print(printable(&format!("{table}\n")).as_bytes()).map(|()| 0);
    }
    if arguments.suggest {
        let suggestions = locate::suggestions(&text, &found)?;
        if suggestions.is_empty() {
            messages.note(
                "no bundled figure shows what the text is about; `periplus figures` lists them",
            );
        }
        let rows: String = suggestions.iter().map(|it| it.row() + "\n").collect();
        return print(printable(&rows).as_bytes()).map(|()| 0);
    }
    let (request, located) = on_map(&found, arguments, (&geodata, &limits), messages)?;
    located.notices.iter().for_each(|notice| messages.note(notice));
    let asked = Asked { name: request.figure.name.clone(), request: Ok(request) };
    let file = arguments.figure.iter().map(|path| Output {
        path: (path != Path::new(DASH)).then(|| path.clone()),
        bytes: located.toml.clone().into_bytes(),
    });
    let inputs = arguments.document.iter().cloned().chain(inputs::of_line(line)).collect();
    let batch = Batch { figures: vec![asked], jobs: None, beside: file.collect(), inputs, geodata };
    render::draw(batch, &arguments.result, messages)
}

/// The map of what is named, ready to be drawn.
///
/// Errors: as [`run`].
pub(super) fn request(
    arguments: &Locate,
    (geodata, limits): (&Geodata, &Limits),
    messages: &Messages,
) -> Result<Request> {
    let (found, _) = found(arguments, limits, geodata)?;
    let (request, located) = on_map(&found, arguments, (geodata, limits), messages)?;
    located.notices.iter().for_each(|notice| messages.note(notice));
    Ok(request)
}

/// What is found, and the text that it is found in, if it is of one.
fn found(arguments: &Locate, limits: &Limits, geodata: &Geodata) -> Result<(Found, String)> {
    match &arguments.document {
        None => Ok((locate::places(&arguments.places, geodata)?, String::new())),
        Some(path) => {
            let (bytes, shown) = document::read_bytes(path, limits)?;
            let text = locate::text_of(bytes, &shown)?;
            Ok((locate::places_of(&text, &shown, geodata)?, text))
        }
    }
}

/// The map of what is found, with every name on it, drawn once where it is roomy enough at once.
///
/// Errors: `Usage` for a wrong option; `Render` if a name finds no room; as [`Painted::of`].
fn on_map(
    found: &Found,
    arguments: &Locate,
    (geodata, limits): (&Geodata, &Limits),
    messages: &Messages,
) -> Result<(Request, Located)> {
    let look = &arguments.look;
    let mut wish = wish(look, limits)?;
    if let (None, Some(dated)) = (&wish.as_of, &found.dated) {
        let (day, line) = (&dated.day, dated.line);
        messages.note(&format!(
            "as of {day}, the day that the text bears in line {line}; --as-of sets another"
        ));
        wish.as_of = Some(day.clone());
    }
    // attempts at one map differ in names more often than in extent
    let mut last: Option<(Extent, Sheet, Option<Geodata>)> = None;
    let mut draw = |located: &Located| {
        let mut figure = Figure::parse_with(&located.toml, UNWRITTEN, limits)?;
        figure.name.clone_from(&located.name);
        let mut request = request::with_options(figure, look.clone())?;
        let (extent, sheet) = (&request.figure.extent, &request.figure.sheet);
        last = match last.take() {
            Some(known) if known.0 == *extent && known.1 == *sheet => Some(known),
            _ => {
                let own = periplus::geodata_of(&request.figure, geodata)?;
                Some((extent.clone(), sheet.clone(), own))
            }
        };
        let own = last.as_ref().and_then(|(_, _, own)| own.as_ref());
        let painted = Painted::of(&request.figure, own.unwrap_or(geodata))?;
        let set = painted.names();
        request.painted = Some(painted);
        Ok((request, set))
    };
    let (located, request) = found.fitted(&wish, &Ground::of(geodata), &mut draw)?;
    Ok((request, located))
}

/// What the options wish of the map.
///
/// Errors: `Usage` for a wrong width or size.
fn wish(look: &Look, limits: &Limits) -> Result<Wish> {
    let mut wish = Wish::default();
    let (width, height) = request::sides(look, limits)?;
    wish.width = width;
    wish.height = height;
    // a file of the user's own lies where he is, not where the figure file will
    wish.theme = look.theme.first().filter(|theme| !theme.ends_with(".css")).cloned();
    wish.as_of.clone_from(&look.as_of);
    wish.worldview.clone_from(&look.worldview);
    wish.names.clone_from(&look.names);
    Ok(wish)
}
