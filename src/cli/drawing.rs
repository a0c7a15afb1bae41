//! A request in, its sheet and the bytes of its files out.

use super::destination::{Destination, Output};
use super::painted::Painted;
use super::report::{File, Report};
use super::request::{DASH, Request};
use super::timings::Timings;
use periplus::Drawn;
use periplus::error::{Result, Warning};
use periplus::geodata::Geodata;
use periplus::output::{EncodeOptions, Encoder, Format};
use periplus::provenance::sha256;
use periplus::scene::Scene;
use std::path::{Path, PathBuf};

/// What every figure of a command is drawn with.
pub(super) struct Setting {
    pub(super) geodata: Geodata,
    pub(super) destination: Destination,
    pub(super) formats: Vec<Format>,
    pub(super) has_report: bool,
    /// Whether the user says where the files go.
    pub(super) is_told_where: bool,
}

/// A figure, drawn and ready to be written.
pub(super) struct Finished {
    pub(super) outputs: Vec<Output>,
    pub(super) report: Option<Report>,
    /// The sheet, where no file is made of it.
    pub(super) scene: Option<Scene>,
    pub(super) notices: Vec<String>,
    pub(super) warnings: Vec<Warning>,
    pub(super) timings: Timings,
    pub(super) name: String,
}

/// Sees that a drawn file, drawn again, is written where it may be.
fn check_received(request: &Request, setting: &Setting) -> Result<()> {
    let before = request.before.as_ref().filter(|_| !setting.is_told_where);
    let Some(before) = before else { return Ok(()) };
    setting.paths_of(request).iter().try_for_each(|path| before.received().check_output(path))
}

impl Setting {
    /// The setting of figures whose sheets are kept, and of which no files are made.
    pub(super) fn of_scenes(geodata: Geodata) -> Setting {
        let destination = Destination::StandardOutput;
        Setting {
            geodata,
            destination,
            formats: Vec::new(),
            has_report: false,
            is_told_where: true,
        }
    }

    /// The files that a figure is written to.
    pub(super) fn paths_of(&self, request: &Request) -> Vec<PathBuf> {
        let path = |format: &Format| self.destination.path(&request.figure.name, *format);
        self.formats.iter().filter_map(path).collect()
    }
}

/// Draws a figure.
///
/// Errors: as [`periplus::draw`]; `Input` for a drawn file that would be written where it may not be.
pub(super) fn finish(request: Request, setting: &Setting) -> Result<Finished> {
    check_received(&request, setting)?;
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
    let name = figure.name.clone();
    let scene = setting.formats.is_empty().then_some(drawn.scene);
    let (notices, warnings) = (drawn.record.notices, drawn.warnings);
    Ok(Finished { outputs, report, scene, notices, warnings, timings, name })
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

/// How long a file is.
fn bytes_of(file: &Result<Vec<u8>>) -> String {
    file.as_ref().map(|file| counted(file.len(), "byte")).unwrap_or_default()
}

fn counted(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}
