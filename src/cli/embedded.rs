//! The program inside another one (bindings/): words of the command line and a text in place of standard input in; what is
//! drawn or printed, and what is said of it, as values out. Whoever calls it is told what the command line would tell.

use super::args::{self, Command, CommandLine};
use super::drawing;
use super::messages::Messages;
use super::report::Report;
use super::request::{self, DASH, Request};
use super::timings::Timings;
use super::{caught, dispatch, limits, locate, render, standard_input, standard_output};
use periplus::Drawn;
use periplus::error::{Error, Place, Result, Warning};
use periplus::figure::{Figure, Layer, Limits, Source, base_map};
use periplus::geodata::Geodata;
use periplus::output::{EncodeOptions, Encoder, Format, Lettering};
use periplus::provenance::sha256;
use std::ffi::OsStr;
use std::path::Path;

/// What the text of a figure is called in messages.
const TEXT: &str = "the figure";

/// What a command did, and what it warned of.
pub(crate) struct Said<T> {
    pub(crate) value: T,
    pub(crate) warnings: Vec<Warning>,
}

/// A drawn figure.
pub(crate) struct Sheet {
    drawn: Drawn,
    lettering: Lettering,
    /// Pixels per inch, unless others are asked for.
    pub(crate) dpi: f64,
    most_pixels: (u64, u64),
    /// What `--report` says of it, but for files.
    pub(crate) report: String,
}

/// What the bundled layers are read from, once for all that is drawn.
///
/// Errors: as [`render::geodata`].
pub(crate) fn geodata() -> Result<Geodata> {
    render::geodata(&line(&["periplus".to_owned(), "themes".to_owned()])?)
}

/// What a command other than `render` prints.
///
/// Errors: as the command.
pub(crate) fn printed(words: &[String], input: Option<String>) -> Result<Said<Vec<u8>>> {
    caught(|| {
        let line = line(words)?;
        let _given = standard_input::given(input);
        let (messages, _) = Messages::kept();
        let (printed, code) = standard_output::kept(|| dispatch(&line, &messages));
        code?;
        Ok(Said { value: printed, warnings: messages.heard() })
    })
    .map_err(of_text)
}

/// Draws what `render` or `locate` asks for, with layers on top of what the figure has, each a `[[layers]]` of TOML; under the
/// name of `called`, if there is one.
///
/// Errors: as the command; `Usage` for any other.
pub(crate) fn drawn(
    words: &[String],
    (input, called): (Option<String>, Option<String>),
    (layers, geodata): (&str, &Geodata),
) -> Result<Said<Sheet>> {
    caught(|| {
        let line = line(words)?;
        let _given = standard_input::given(input);
        let (messages, _) = Messages::kept();
        let mut request = requested(&line, (layers, geodata), &messages)?;
        if let Some(name) = called {
            request.figure.name = name;
        }
        let sheet = sheet(request, geodata)?;
        let mut warnings = messages.heard();
        warnings.extend(sheet.drawn.warnings.iter().cloned());
        Ok(Said { value: sheet, warnings })
    })
    .map_err(of_text)
}

impl Sheet {
    /// The bytes of a file of it.
    ///
    /// Errors: as [`Drawn::encode`].
    pub(crate) fn encoded(&self, format: Format, dpi: f64) -> Result<Vec<u8>> {
        let options = EncodeOptions::default()
            .with_lettering(self.lettering)
            .with_dpi(dpi)
            .with_most_pixels(self.most_pixels);
        caught(|| Encoder::new(&self.drawn.scene, options).encode(format))
    }

    /// The SVG to stand in a page with others: its ids begin with what no other figure's begin with.
    ///
    /// Errors: as [`Drawn::encode`].
    pub(crate) fn inlined(&self) -> Result<Vec<u8>> {
        /// Digits of the digest: of a page of a thousand figures two are alike once in 4 million pages.
        const DIGITS: usize = 10;
        let options = EncodeOptions::default().with_lettering(self.lettering);
        caught(|| {
            let digest = sha256(Encoder::new(&self.drawn.scene, options).svg());
            let mut scene = self.drawn.scene.clone();
            scene.name = format!("{}-{}", scene.name, &digest[..DIGITS]);
            Encoder::new(&scene, options).encode(Format::SVG)
        })
    }

    /// Its alternative text.
    pub(crate) fn alt(&self) -> &str {
        &self.drawn.scene.description
    }

    /// Its width and height, mm.
    pub(crate) fn size(&self) -> (f64, f64) {
        (self.drawn.scene.width.0, self.drawn.scene.height.0)
    }
}

/// The names of the bundled layers of a figure that lists none, the first at the bottom.
pub(crate) fn names_of_base_map() -> Vec<String> {
    let name = |layer: &Layer| match &layer.source {
        Source::Bundled(name) => Some(name.clone()),
        _ => None,
    };
    base_map().iter().filter_map(name).collect()
}

fn base_map_toml() -> String {
    names_of_base_map().iter().map(|name| format!("[[layers]]\nsource = \"{name}\"\n")).collect()
}

fn line(words: &[String]) -> Result<CommandLine> {
    args::parsed(words).map_err(|error| {
        let said = error.to_string();
        let message = said.trim_start_matches("error: ");
        // what follows explains the command line, which the user has not written
        let message = message.split("\n\nUsage:").next().unwrap_or(message);
        let message = message.split("\n\nFor more information").next().unwrap_or(message);
        Error::usage(message.trim_end())
    })
}

fn requested(
    line: &CommandLine,
    (layers, geodata): (&str, &Geodata),
    messages: &Messages,
) -> Result<Request> {
    let limits = limits::of_line(line)?;
    match &line.command {
        Command::Locate(arguments) => locate::request(arguments, (geodata, &limits), messages),
        Command::Render(arguments) => {
            let [name] = &arguments.figures[..] else {
                return Err(Error::usage("one figure is drawn at a time"));
            };
            if layers.is_empty() {
                return request::request(name, &arguments.look, &limits);
            }
            let figure = with_layers(name, layers, &limits)?;
            request::with_options(figure, arguments.look.clone())
        }
        _ => Err(Error::usage("this command draws nothing")),
    }
}

/// The figure of a name with layers on top.
fn with_layers(name: &OsStr, layers: &str, limits: &Limits) -> Result<Figure> {
    let figure = request::figure(name, limits)?;
    // standard input is named so that the place of an error is told from one of a file
    let file = figure.file.as_ref().map(|path| path.display().to_string());
    let file = file.unwrap_or_else(|| match name == DASH {
        true => standard_input::NAME.to_owned(),
        false => format!("figure \"{}\"", figure.name),
    });
    let folder = figure.file.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
    let read = |text: &str| Figure::parse_within(text, &file, (folder, limits));
    let added = Figure::parse_with(layers, "layers", limits)?.layers.len();
    let mut all = read(&format!("{}\n{layers}", figure.text))?;
    if all.layers.len() == added {
        // the figure lists no layers: those that it has without a list stay below
        all = read(&format!("{}\n{}{layers}", figure.text, base_map_toml()))?;
    }
    all.name = figure.name;
    all.file = figure.file;
    Ok(all)
}

fn sheet(mut request: Request, geodata: &Geodata) -> Result<Sheet> {
    let dpi = request.dpi;
    let (drawn, timings) = match request.painted.take() {
        Some(painted) => (painted.drawn, painted.timings),
        None => drawing::drawn(&request, dpi, geodata)?,
    };
    let report = Report::new(&request.figure, &drawn, Vec::new(), Timings::milliseconds(&timings));
    let report = serde_json::to_string(&report)
        .map_err(|error| Error::render("cannot write the report").cause(error))?;
    let most_pixels = request.figure.limits.pixels();
    Ok(Sheet { drawn, lettering: request.text, dpi, most_pixels, report })
}

/// An error as who holds the program knows its places: options by the names of keywords, a text by what it is.
fn of_text(error: Error) -> Error {
    let place = error.place.clone().map(|place| Place {
        file: place.file.map(|file| match file == standard_input::NAME {
            true => TEXT.to_owned(),
            false => file,
        }),
        part: place.part.map(|part| match part.strip_prefix("--") {
            Some(option) => option.replace('-', "_"),
            None => part,
        }),
        ..place
    });
    Error { place, ..error }
}
