//! `periplus render`: figures in, files out. Everything is drawn before anything is written.

use super::args::{CommandLine, Outcome, Render};
use super::destination::{self, Destination, Output};
use super::messages::Messages;
use super::report::{File, Report};
use super::request::{self, DASH, Request};
use super::stages;
use super::timings::Timings;
use periplus::Drawn;
use periplus::error::{Error, Result, Warning};
use periplus::geodata::Geodata;
use periplus::geodata::cache::Cache;
use periplus::output::{EncodeOptions, Encoder, Format};
use periplus::provenance::sha256;
use periplus::style::Theme;
use std::path::{Path, PathBuf};

/// What every figure of a command is drawn with.
struct Setting {
    geodata: Geodata,
    destination: Destination,
    formats: Vec<Format>,
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
    let requests = request::requests(arguments)?;
    draw(requests, &arguments.result, Vec::new(), geodata(line)?, messages)
}

/// Draws figures and writes them with what was asked of them, and other files beside them: all, or none.
pub(super) fn draw(
    requests: Vec<Request>,
    arguments: &Outcome,
    beside: Vec<Output>,
    geodata: Geodata,
    messages: &Messages,
) -> Result<()> {
    let (destination, formats) = destination::plan(arguments, requests.len())?;
    let paths_of = |request: &Request| {
        let name = &request.figure.name;
        let paths = formats.iter().filter_map(|format| destination.path(name, *format));
        paths.collect::<Vec<PathBuf>>()
    };
    if arguments.output.is_none() {
        for request in &requests {
            let Some(before) = &request.before else { continue };
            paths_of(request).iter().try_for_each(|path| before.received().check_output(path))?;
        }
    }
    let paths = requests.iter().flat_map(paths_of);
    let report = arguments.report.iter().filter(|path| path.as_path() != Path::new(DASH));
    let others = beside.iter().filter_map(|file| file.path.as_ref());
    let paths = paths.chain(report.chain(others).cloned());
    destination::check_distinct(&paths.collect::<Vec<_>>())?;
    let setting = Setting { geodata, destination, formats };
    let finished = requests.into_iter().map(|request| finish(request, &setting));
    let finished = finished.collect::<Result<Vec<_>>>()?;
    write(finished, beside, arguments, messages)
}

/// The bundled layers, or those of `--geodata`; computed zones are kept in the user's cache folder.
pub(super) fn geodata(line: &CommandLine) -> Result<Geodata> {
    let geodata = match &line.geodata {
        Some(folder) => Geodata::from_folder(folder)?,
        None => Geodata::bundled(),
    };
    let folder = dirs::cache_dir().filter(|_| !line.no_cache);
    let cache = folder.map(|folder| Cache::in_folder(folder.join("periplus").join("zones")));
    Ok(geodata.with_cache(cache.unwrap_or_default()))
}

fn finish(request: Request, setting: &Setting) -> Result<Finished> {
    let mut timings = Timings::default();
    let figure = &request.figure;
    let dpi = request.dpi * setting.destination.density();
    let drawn = drawn(&request, dpi, &setting.geodata, &mut timings)?;
    let options = EncodeOptions::default().with_lettering(request.text).with_dpi(dpi);
    let encoder = timings.measure(
        "svg",
        || Encoder::new(&drawn.scene, options),
        |encoder| counted(encoder.svg().len(), "byte"),
    );
    let mut outputs = Vec::new();
    let mut files = Vec::new();
    for format in &setting.formats {
        let bytes = timings.measure(format.stage(), || encoder.encode(*format), bytes_of)?;
        let path = setting.destination.path(&figure.name, *format);
        files.push(described(&drawn, path.as_deref(), (*format, dpi), &bytes));
        outputs.push(Output { path, bytes });
    }
    let report = Report::new(figure, &drawn, files, timings.milliseconds());
    Ok(Finished { outputs, report, drawn, timings, name: figure.name.clone() })
}

/// The sheet of a figure, with its provenance.
pub(super) fn drawn(
    request: &Request,
    dpi: f64,
    geodata: &Geodata,
    timings: &mut Timings,
) -> Result<Drawn> {
    let theme = Theme::named(&request.figure.sheet.theme)
        .map_err(|error| request.figure.at_fault(&["sheet.theme"], error))?;
    let mut drawn = stages::drawn(&request.figure, geodata, &theme, timings)?;
    provide(&mut drawn, request, dpi);
    Ok(drawn)
}

/// Makes the sheet state its options, and tells of what is no longer as it was when it was drawn before.
fn provide(drawn: &mut Drawn, request: &Request, dpi: f64) {
    let mut options = request.options.clone();
    if dpi != request.dpi {
        options.dpi = Some(dpi.to_string());
    }
    drawn.state_options(options.recipe());
    let before = request.before.iter();
    let differences = before.flat_map(|it| it.provenance.differences(&drawn.provenance));
    let warning = |what| Warning::new(what).hint("the picture may differ from the one in the file");
    drawn.warnings.extend(differences.map(warning).collect::<Vec<_>>());
}

fn described(
    drawn: &Drawn,
    path: Option<&Path>,
    (format, dpi): (Format, f64),
    bytes: &[u8],
) -> File {
    let scene = &drawn.scene;
    let pixels = |pixels: u32| format.is_raster().then_some(pixels);
    File {
        path: path.map_or_else(|| DASH.to_owned(), |path| path.display().to_string()),
        format: format.name(),
        width_mm: scene.width.0,
        height_mm: scene.height.0,
        width_px: pixels(scene.width.pixels(dpi)),
        height_px: pixels(scene.height.pixels(dpi)),
        sha256: sha256(bytes),
    }
}

fn write(
    finished: Vec<Finished>,
    beside: Vec<Output>,
    arguments: &Outcome,
    messages: &Messages,
) -> Result<()> {
    let mut outputs = Vec::new();
    let mut reports = Vec::new();
    let mut notes = Vec::new();
    for figure in finished {
        figure.drawn.warnings.iter().for_each(|warning| messages.warning(warning));
        if arguments.timings {
            messages.table(&figure.timings.table(&figure.name));
        }
        outputs.extend(figure.outputs);
        reports.push(figure.report);
    }
    outputs.extend(beside);
    for path in outputs.iter().filter_map(|output| output.path.as_ref()) {
        notes.push(format!("wrote {}", path.display()));
    }
    if let Some(path) = &arguments.report {
        let path = (path != Path::new(DASH)).then(|| path.clone());
        outputs.push(Output { path, bytes: json(&reports)? });
    }
    if outputs.iter().filter(|output| output.path.is_none()).count() > 1 {
        return Err(Error::usage("only one thing can go to standard output")
            .hint("give -o, --figure or --report a file"));
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
