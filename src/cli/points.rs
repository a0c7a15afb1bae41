//! `periplus points`: a figure or a coast in, the turning points of its limits and medians out, as tables, Markdown, CSV, JSON or
//! GeoJSON.

pub(super) mod degrees;
mod simplified;
mod tables;
mod values;

use super::args::{CommandLine, Points as Arguments, PointsFormat};
use super::messages::Messages;
use super::text_output::{Content, TextOutput};
use super::{inputs, limits, render, waters};
use periplus::documents::escaped;
use periplus::error::{Error, Result};
use periplus::points::{self, Points};

/// Writes the points to the file asked for, or to standard output.
///
/// Errors: `Usage` for a file that is read too, and for ties without lines to draw them by.
pub(super) fn run(arguments: &Arguments, line: &CommandLine, messages: &Messages) -> Result<()> {
    if arguments.ties && arguments.format != PointsFormat::Geojson {
        return Err(Error::usage("--ties are lines of GeoJSON").hint("add --format geojson"));
    }
    let figure = waters::of_points(arguments, &limits::of_line(line)?)?;
    let inputs = [figure.files_read(), inputs::of_line(line)].concat();
    let output = TextOutput::of(&arguments.output, &inputs)?;
    if let Some(most) = arguments.simplify {
        return simplified::run(arguments, &figure, (most, output), line, messages);
    }
    let points = points::points(&figure, &render::geodata(line)?)?;
    let is_markdown = arguments.format == PointsFormat::Markdown;
    let notes = notes(&points, if is_markdown { escaped } else { str::to_owned });
    let text = match arguments.format {
        PointsFormat::Table => format!("{}{}\n", tables::as_table(&points), notes.join("\n")),
        PointsFormat::Markdown => {
            format!("{}{}\n", tables::as_markdown(&points), notes.join("  \n"))
        }
        PointsFormat::Csv => values::as_csv(&points)?,
        PointsFormat::Json => values::as_json(&points)?,
        PointsFormat::Geojson => points::geojson(&points, arguments.ties)?,
    };
    let note = output.write(text, Content::csv_if(arguments.format == PointsFormat::Csv))?;
    points.warnings.iter().for_each(|warning| messages.warning(warning));
    if matches!(arguments.format, PointsFormat::Csv | PointsFormat::Json) {
        notes.iter().for_each(|note| messages.note(note));
    }
    note.iter().for_each(|note| messages.note(note));
    Ok(())
}

/// The coast and the method.
fn notes(points: &Points, written: fn(&str) -> String) -> Vec<String> {
    let tolerance = points.tolerance.0;
    vec![
        format!(
            "Coast: {}. Positions and geodesics on WGS 84; the distances of a point to its base points agree to 0.1 mm.",
            written(&points.coast)
        ),
        format!(
            "Base points nearer to each other than {tolerance} m, or with no baseline between them that is farther off by more \
             than that, are one."
        ),
        "Indicative: computed from that coast; no position on sovereignty is implied.".to_owned(),
    ]
}
