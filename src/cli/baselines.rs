//! `periplus baselines`: a figure or a coast in; its straight baselines, closing lines and other features, each held against the
//! article on it, out, as tables, Markdown, CSV or JSON.

mod tables;
mod values;

use super::args::{Baselines as Arguments, CommandLine, Tabular};
use super::messages::Messages;
use super::text_output::{Content, TextOutput};
use super::{inputs, limits, render, waters};
use periplus::documents::escaped;
use periplus::error::Result;
use periplus::survey::{BaselineReport, Verdict, baselines};
use std::collections::BTreeSet;

/// Writes the report to the file asked for, or to standard output.
///
/// Errors: `Usage` for a file that is read too.
pub(super) fn run(arguments: &Arguments, line: &CommandLine, messages: &Messages) -> Result<()> {
    let figure = waters::of_baselines(arguments, &limits::of_line(line)?)?;
    let inputs = [figure.files_read(), inputs::of_line(line)].concat();
    let output = TextOutput::of(&arguments.output, &inputs)?;
    let report = baselines(&figure, &render::geodata(line)?)?;
    let is_markdown = arguments.format == Tabular::Markdown;
    let notes = notes(&report, if is_markdown { escaped } else { str::to_owned });
    let text = match arguments.format {
        Tabular::Table => format!("{}{}\n", tables::as_table(&report), notes.join("\n")),
        Tabular::Markdown => format!("{}{}\n", tables::as_markdown(&report), notes.join("  \n")),
        Tabular::Csv => values::as_csv(&report),
        Tabular::Json => values::as_json(&report)?,
    };
    let note = output.write(text, Content::csv_if(arguments.format == Tabular::Csv))?;
    report.warnings.iter().for_each(|warning| messages.warning(warning));
    if matches!(arguments.format, Tabular::Csv | Tabular::Json) {
        notes.iter().for_each(|note| messages.note(note));
    }
    note.iter().for_each(|note| messages.note(note));
    Ok(())
}

/// How many conditions came to what, whose numbers are no law, the coast and the method.
fn notes(report: &BaselineReport, written: fn(&str) -> String) -> Vec<String> {
    let tests = || report.baselines.iter().flat_map(|it| &it.tests);
    let verdicts = [Verdict::Pass, Verdict::Fail, Verdict::Open, Verdict::Exempt];
    let counts = verdicts.map(|verdict| {
        let count = tests().filter(|test| test.verdict == verdict).count();
        format!("{count} {}", verdict.name())
    });
    let practices: BTreeSet<&str> = tests().filter_map(|test| test.practice).collect();
    let of_practice = practices.into_iter().map(|whose| {
        format!(
            "“practice”: a number of {}, which the article does not have; it is no law.",
            written(whose)
        )
    });
    let counts = format!("Conditions: {}.", counts.join(", "));
    let open = "“open”: no number decides it; who applies the law does.".to_owned();
    let coast = format!(
        "Coast: {}. Lengths along the edges of the lines, distances by geodesics, areas, all on WGS 84.",
        written(&report.coast)
    );
    let indicative =
        "Indicative: computed from that coast; no position on sovereignty is implied.".to_owned();
    std::iter::once(counts).chain(of_practice).chain([open, coast, indicative]).collect()
}
