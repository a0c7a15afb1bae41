//! `periplus render`: figures in, files out. Everything is drawn before anything is written.

use super::args::{CommandLine, Format, Render};
use super::destination::{self, Destination, Output};
use super::messages::Messages;
use super::report::{File, Report, sha256};
use super::request::{self, DASH};
use super::stages;
use super::timings::Timings;
use periplus::Drawn;
use periplus::error::{Error, Result};
use periplus::figure::Figure;
use periplus::geodata::Geodata;
use periplus::geodata::store::Store;
use periplus::style::Theme;
use std::path::{Path, PathBuf};

/// What every figure of a command is drawn with.
struct Setting<'a> {
    arguments: &'a Render,
    geodata: Geodata,
    destination: Destination,
    formats: Vec<Format>,
    /// Pixels an inch of the PNG.
    dpi: f64,
}

/// A figure, drawn and ready to be written.
struct Finished {
    outputs: Vec<Output>,
    report: Report,
    drawn: Drawn,
    timings: Timings,
    name: String,
}

/// Draws the figures asked for.
pub(super) fn run(arguments: &Render, line: &CommandLine, messages: &Messages) -> Result<()> {
    let (destination, formats) = destination::plan(arguments)?;
    let figures = request::figures(arguments)?;
    let paths = figures.iter().flat_map(|figure| {
        let paths = formats.iter().filter_map(|format| destination.path(&figure.name, *format));
        paths.collect::<Vec<PathBuf>>()
    });
    let report = arguments.report.iter().filter(|path| path.as_path() != Path::new(DASH));
    destination::check_distinct(&paths.chain(report.cloned()).collect::<Vec<_>>())?;
    let geodata = geodata(line)?;
    let dpi = request::dpi(&arguments.dpi)? * destination.density();
    let setting = Setting { arguments, geodata, destination, formats, dpi };
    let finished =
        figures.iter().map(|figure| finish(figure, &setting)).collect::<Result<Vec<_>>>()?;
    write(finished, arguments, messages)
}

/// The bundled layers, or those of `--geodata`; computed zones are kept in the user's cache folder.
pub(super) fn geodata(line: &CommandLine) -> Result<Geodata> {
    let geodata = match &line.geodata {
        Some(folder) => Geodata::from_folder(folder)?,
        None => Geodata::bundled(),
    };
    let folder = dirs::cache_dir().filter(|_| !line.no_cache);
    let store = folder.map(|folder| Store::in_folder(folder.join("periplus").join("zones")));
    Ok(geodata.with_store(store.unwrap_or_default()))
}

fn finish(figure: &Figure, setting: &Setting) -> Result<Finished> {
    let mut timings = Timings::default();
    let theme = Theme::named(&figure.sheet.theme)?;
    let drawn = stages::drawn(figure, &setting.geodata, &theme, &mut timings)?;
    let svg = timings.measure(
        "svg",
        || stages::as_svg(&drawn.scene, setting.arguments.text),
        |svg| counted(svg.len(), "byte"),
    );
    let mut outputs = Vec::new();
    let mut files = Vec::new();
    for format in &setting.formats {
        let bytes = match format {
            Format::Png => {
                timings.measure("png", || stages::as_png(&svg, setting.dpi), bytes_of)?
            }
            Format::Pdf => timings.measure("pdf", || stages::as_pdf(&drawn.scene), bytes_of)?,
            Format::Svg => svg.clone().into_bytes(),
        };
        let path = setting.destination.path(&figure.name, *format);
        files.push(described(&drawn, path.as_deref(), (*format, setting.dpi), &bytes));
        outputs.push(Output { path, bytes });
    }
    let report = Report::new(figure, &drawn, files, timings.milliseconds());
    Ok(Finished { outputs, report, drawn, timings, name: figure.name.clone() })
}

fn described(
    drawn: &Drawn,
    path: Option<&Path>,
    (format, dpi): (Format, f64),
    bytes: &[u8],
) -> File {
    let scene = &drawn.scene;
    let pixels = |pixels: u32| (format == Format::Png).then_some(pixels);
    File {
        path: path.map_or_else(|| DASH.to_owned(), |path| path.display().to_string()),
        format: format.extension(),
        width_mm: scene.width.0,
        height_mm: scene.height.0,
        width_px: pixels(scene.width.pixels(dpi)),
        height_px: pixels(scene.height.pixels(dpi)),
        sha256: sha256(bytes),
    }
}

fn write(finished: Vec<Finished>, arguments: &Render, messages: &Messages) -> Result<()> {
    let mut outputs = Vec::new();
    let mut reports = Vec::new();
    let mut notes = Vec::new();
    for figure in finished {
        figure.drawn.warnings.iter().for_each(|warning| messages.warning(warning));
        if arguments.timings {
            messages.table(&figure.timings.table(&figure.name));
        }
        for path in figure.outputs.iter().filter_map(|output| output.path.as_ref()) {
            notes.push(format!("wrote {}", path.display()));
        }
        outputs.extend(figure.outputs);
        reports.push(figure.report);
    }
    if let Some(path) = &arguments.report {
        let path = (path != Path::new(DASH)).then(|| path.clone());
        outputs.push(Output { path, bytes: json(&reports)? });
    }
    destination::write(&outputs)?;
    notes.iter().for_each(|note| messages.note(note));
    Ok(())
}

/// An object for one figure, a list for several.
fn json(reports: &[Report]) -> Result<Vec<u8>> {
    let text = match reports {
        [report] => serde_json::to_string_pretty(report),
        reports => serde_json::to_string_pretty(reports),
    };
    let text = text.map_err(|error| Error::render("cannot write the report").cause(error))?;
    Ok((text + "\n").into_bytes())
}

/// How long a file is.
fn bytes_of(file: &Result<Vec<u8>>) -> String {
    file.as_ref().map(|file| counted(file.len(), "byte")).unwrap_or_default()
}

fn counted(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}
