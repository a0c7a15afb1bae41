//! `periplus render`: figures in, files out. Everything is drawn before any file gets its name; of several figures one that
//! cannot be drawn keeps no other from it.

use super::args::{CommandLine, Outcome, Render};
use super::destination::{self, Destination, Output};
use super::exit_code::exit_code;
use super::messages::Messages;
use super::painted::Painted;
use super::report::{File, Report};
use super::request::{self, Asked, DASH, Request};
use super::timings::Timings;
use super::{caught, inputs, limits};
use periplus::Drawn;
use periplus::error::{Error, ErrorKind, Result, Warning};
use periplus::figure::listed;
use periplus::files::Waiting;
use periplus::geodata::Geodata;
use periplus::geodata::cache::Cache;
use periplus::output::{EncodeOptions, Encoder, Format};
use periplus::provenance::sha256;
use std::path::{Path, PathBuf};

/// Figures that one command draws, and what else it reads and writes.
pub(super) struct Batch {
    pub(super) figures: Vec<Asked>,
    /// Files that are written with the figures.
    pub(super) beside: Vec<Output>,
    /// Files that are read besides those that the figures name.
    pub(super) inputs: Vec<PathBuf>,
    pub(super) geodata: Geodata,
}

/// What every figure of a command is drawn with.
struct Setting {
    geodata: Geodata,
    destination: Destination,
    formats: Vec<Format>,
    has_report: bool,
}

/// A figure, drawn and ready to be written.
struct Finished {
    /// As the user names it.
    asked: String,
    outputs: Vec<Output>,
    /// Its files that are on the disk under temporary names.
    laid_down: Vec<PathBuf>,
    report: Option<Report>,
    notices: Vec<String>,
    warnings: Vec<Warning>,
    timings: Timings,
    name: String,
}

/// Draws the figures asked for; the exit code.
pub(super) fn run(arguments: &Render, line: &CommandLine, messages: &Messages) -> Result<u8> {
    let figures = request::requests(arguments, &limits::of_line(line)?);
    let (beside, inputs) = (Vec::new(), inputs::of_line(line));
    let batch = Batch { figures, beside, inputs, geodata: geodata(line)? };
    draw(batch, &arguments.result, messages)
}

/// Draws figures and writes them with what was asked of them, and other files beside them: all that could be drawn, or
/// none. Of several of which one could not be drawn the exit code is 1, whatever was wrong with it.
///
/// Errors: `Usage` for outputs that contradict each other or what is read; what is wrong with a figure, if it is the only
/// one; `Render` for what cannot be written.
pub(super) fn draw(batch: Batch, arguments: &Outcome, messages: &Messages) -> Result<u8> {
    let Batch { figures, beside, mut inputs, geodata } = batch;
    let (destination, formats) = destination::plan(arguments, figures.len())?;
    let has_report = arguments.report.is_some();
    let setting = Setting { geodata, destination, formats, has_report };
    let requests = figures.iter().filter_map(|asked| asked.request.as_ref().ok());
    let mut outputs: Vec<PathBuf> = requests.clone().flat_map(|it| setting.paths_of(it)).collect();
    let report = arguments.report.iter().filter(|path| path.as_path() != Path::new(DASH));
    outputs.extend(report.chain(beside.iter().filter_map(|file| file.path.as_ref())).cloned());
    inputs.extend(requests.flat_map(inputs::of_request));
    destination::check_outputs(&outputs, &inputs)?;
    let is_alone = figures.len() == 1;
    let (mut finished, mut failed, mut waiting) = (Vec::new(), Vec::new(), Waiting::default());
    for Asked { name, request } in figures {
        let outcome = request.and_then(|request| {
            if arguments.output.is_none() {
                check_received(&request, &setting)?;
            }
            caught(|| finish(&name, request, &setting))
        });
        match outcome {
            Ok(figure) if is_alone => finished.push(figure),
            Ok(figure) => finished.push(figure.laid_down(&mut waiting)?),
            Err(error) if is_alone => return Err(error),
            Err(error) => {
                messages.of(&name).error(&error);
                failed.push(name);
            }
        }
    }
    let drawn = finished.len();
    if drawn > 0 {
        write((finished, waiting), beside, arguments, messages, is_alone)?;
    }
    if !is_alone {
        messages.note(&summary(drawn, &failed));
    }
    Ok(if failed.is_empty() { 0 } else { exit_code(ErrorKind::Render) })
}

/// How many of several figures were written, and which were not.
fn summary(drawn: usize, failed: &[String]) -> String {
    match failed {
        [] => format!("wrote all {drawn} figures"),
        _ => format!("wrote {drawn} of {} figures; not {}", drawn + failed.len(), listed(failed)),
    }
}

/// Sees that a drawn file, drawn again, is written where it may be.
fn check_received(request: &Request, setting: &Setting) -> Result<()> {
    let Some(before) = &request.before else { return Ok(()) };
    setting.paths_of(request).iter().try_for_each(|path| before.received().check_output(path))
}

impl Setting {
    /// The files that a figure is written to.
    fn paths_of(&self, request: &Request) -> Vec<PathBuf> {
        let path = |format: &Format| self.destination.path(&request.figure.name, *format);
        self.formats.iter().filter_map(path).collect()
    }
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

fn finish(asked: &str, request: Request, setting: &Setting) -> Result<Finished> {
    let dpi = request.dpi * setting.destination.density();
    let mut request = request;
    let (drawn, mut timings) = match request.painted.take() {
        Some(painted) => (provided(painted.drawn, &request, dpi), painted.timings),
        None => drawn(&request, dpi, &setting.geodata)?,
    };
    let figure = &request.figure;
    let options = EncodeOptions::default()
        .with_lettering(request.text)
        .with_dpi(dpi)
        .with_most_pixels(request.figure.limits.pixels());
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
    let report = setting.has_report;
    let report = report.then(|| Report::new(figure, &drawn, files, timings.milliseconds()));
    let (asked, name) = (asked.to_owned(), figure.name.clone());
    let laid_down = Vec::new();
    let (notices, warnings) = (drawn.record.notices, drawn.warnings);
    Ok(Finished { asked, outputs, laid_down, report, notices, warnings, timings, name })
}

impl Finished {
    /// The same, its files on the disk under temporary names: of a thousand figures no memory holds all.
    fn laid_down(mut self, waiting: &mut Waiting) -> Result<Finished> {
        for output in std::mem::take(&mut self.outputs) {
            destination::lay_down(&output, waiting)?;
            self.laid_down.extend(output.path);
        }
        Ok(self)
    }
}

/// The sheet of a request, with its provenance, and the times of its stages.
pub(super) fn drawn(request: &Request, dpi: f64, geodata: &Geodata) -> Result<(Drawn, Timings)> {
    let painted = Painted::of(&request.figure, geodata)?.complete(&request.figure)?;
    Ok((provided(painted.drawn, request, dpi), painted.timings))
}

/// Makes the sheet state its options, and tells of what is no longer as it was when it was drawn before.
fn provided(mut drawn: Drawn, request: &Request, dpi: f64) -> Drawn {
    let mut options = request.options.clone();
    if dpi != request.dpi {
        options.dpi = Some(dpi.to_string());
    }
    drawn.state_options(options.recipe());
    let before = request.before.iter();
    let differences = before.flat_map(|it| it.provenance.differences(&drawn.provenance));
    let warning = |what| Warning::new(what).hint("the picture may differ from the one in the file");
    drawn.warnings.extend(differences.map(warning).collect::<Vec<_>>());
    drawn
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
    (finished, mut waiting): (Vec<Finished>, Waiting),
    beside: Vec<Output>,
    arguments: &Outcome,
    messages: &Messages,
    is_alone: bool,
) -> Result<()> {
    let (mut outputs, mut written) = (Vec::new(), Vec::new());
    let mut reports = Vec::new();
    for figure in finished {
        let of_figure = (!is_alone).then(|| messages.of(&figure.asked));
        let of_figure = of_figure.as_ref().unwrap_or(messages);
        figure.notices.iter().for_each(|notice| of_figure.note(notice));
        figure.warnings.iter().for_each(|warning| of_figure.warning(warning));
        if arguments.timings {
            messages.table(&figure.timings.table(&figure.name));
        }
        written.extend(figure.laid_down);
        written.extend(figure.outputs.iter().filter_map(|output| output.path.clone()));
        outputs.extend(figure.outputs);
        reports.extend(figure.report);
    }
    written.extend(beside.iter().filter_map(|output| output.path.clone()));
    outputs.extend(beside);
    if let Some(path) = &arguments.report {
        let path = (path != Path::new(DASH)).then(|| path.clone());
        outputs.push(Output { path, bytes: json(&reports, is_alone)? });
    }
    if outputs.iter().filter(|output| output.path.is_none()).count() > 1 {
        return Err(Error::usage("only one thing can go to standard output")
            .hint("give -o, --figure or --report a file"));
    }
    outputs.iter().try_for_each(|output| destination::lay_down(output, &mut waiting))?;
    destination::finish(waiting, &outputs)?;
    written.iter().for_each(|path| messages.note(&format!("wrote {}", path.display())));
    Ok(())
}

/// An object for a figure that is drawn alone, a list for several.
fn json(reports: &[Report], is_alone: bool) -> Result<Vec<u8>> {
    let text = match reports {
        [report] if is_alone => serde_json::to_string_pretty(report),
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
