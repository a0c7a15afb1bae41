//! What `--report` says: the request, the files and the facts of the drawing in, JSON out.

use super::stages::Facts;
use super::timings::Milliseconds;
use periplus::Drawn;
use periplus::error::Warning;
use periplus::figure::Figure;
use periplus::geodata::Date;
use serde::Serialize;

/// JSON about one figure.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    /// Its name.
    figure: String,
    /// The files written.
    files: Vec<File>,
    /// Bounds, projection, scale, sources, zones, labels, dropped labels, repairs.
    #[serde(flatten)]
    facts: Facts,
    /// The day whose claims and boundaries are shown.
    as_of: Option<Date>,
    /// Whose view of disputed land is drawn.
    worldview: String,
    /// In which language the names are: `en`, `local`, `both`, a tag.
    names: String,
    /// What was left out, mended or assumed.
    warnings: Vec<String>,
    /// The alternative text.
    alt: String,
    /// Time of each stage.
    timings_ms: Milliseconds,
}

/// A file that was written.
#[derive(Debug, Serialize)]
pub(super) struct File {
    /// Its path; `-` for standard output.
    pub(super) path: String,
    /// `svg` or `png`.
    pub(super) format: &'static str,
    /// Width of the sheet.
    pub(super) width_mm: f64,
    /// Height of the sheet.
    pub(super) height_mm: f64,
    /// Width of a PNG.
    pub(super) width_px: Option<u32>,
    /// Height of a PNG.
    pub(super) height_px: Option<u32>,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub(super) sha256: String,
}

impl Report {
    /// The report of a figure that was drawn into `files`.
    pub(super) fn new(
        figure: &Figure,
        drawn: &Drawn,
        files: Vec<File>,
        timings_ms: Milliseconds,
    ) -> Report {
        Report {
            figure: figure.name.clone(),
            files,
            facts: Facts::of(&drawn.record),
            as_of: figure.as_of,
            worldview: figure.worldview.clone().unwrap_or_else(|| "un".to_owned()),
            names: figure.names_shown().to_string(),
            warnings: drawn.warnings.iter().map(in_words).collect(),
            alt: drawn.scene.description.clone(),
            timings_ms,
        }
    }
}

fn in_words(warning: &Warning) -> String {
    match &warning.place {
        Some(place) => format!("{}: {}", place, warning.message),
        None => warning.message.clone(),
    }
}
