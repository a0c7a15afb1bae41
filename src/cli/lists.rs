//! `periplus figures` and `periplus sources`: what the binary carries, as lines or JSON.

use super::args::{CommandLine, Figures, Sources};
use super::{print, render};
use periplus::error::{Error, Result};
use periplus::figure::Figure;
use periplus::geodata::catalogue::{self, Entry};
use serde::Serialize;

/// A line, or an object, for each bundled figure.
pub(super) fn figures(arguments: &Figures) -> Result<()> {
    let figures = Figure::names().map(Figure::bundled).collect::<Result<Vec<_>>>()?;
    let text = if arguments.json { as_json(&figures)? } else { as_lines(&figures) };
    print(text.as_bytes())
}

#[derive(Serialize)]
struct Row<'a> {
    name: &'a str,
    title: String,
    subtitle: String,
    as_of: Option<String>,
}

fn as_json(figures: &[Figure]) -> Result<String> {
    let rows: Vec<Row> = figures
        .iter()
        .map(|figure| Row {
            name: &figure.name,
            title: figure.says(&figure.title),
            subtitle: figure.says(&figure.subtitle),
            as_of: figure.as_of.map(|day| day.to_string()),
        })
        .collect();
    let text = serde_json::to_string_pretty(&rows);
    text.map(|text| text + "\n").map_err(|error| Error::render("cannot list").cause(error))
}

fn as_lines(figures: &[Figure]) -> String {
    let width = figures.iter().map(|figure| figure.name.len()).max().unwrap_or_default();
    let lines = figures
        .iter()
        .map(|figure| format!("{:<width$}  {}\n", figure.name, figure.says(&figure.title)));
    lines.collect()
}

/// A paragraph for each data set and font; or the notices of these and of all crates.
pub(super) fn sources(arguments: &Sources, line: &CommandLine) -> Result<()> {
    if arguments.notices {
        return print(catalogue::notices()?.as_bytes());
    }
    let catalogue = render::geodata(line)?.catalogue()?;
    let mut text = String::new();
    for (heading, entries) in [("Data", &catalogue.datasets), ("Fonts", &catalogue.fonts)] {
        if !entries.is_empty() {
            text.push_str(&format!("{heading}\n\n"));
            text.extend(entries.iter().map(paragraph));
        }
    }
    if text.is_empty() {
        text.push_str("no catalogue\n");
    }
    print(text.as_bytes())
}

fn paragraph(entry: &Entry) -> String {
    let title = if entry.title.is_empty() { &entry.file } else { &entry.title };
    let features = entry.features.map(|count| format!("{count} features")).unwrap_or_default();
    let rows = [
        ("file", &entry.file),
        ("what", &entry.what),
        ("size", &features),
        ("vintage", &entry.vintage),
        ("licence", &entry.licence),
        ("source", &entry.source),
        ("credit", &entry.credit),
    ];
    let rows = rows.iter().filter(|(_, words)| !words.is_empty());
    let rows: String =
        rows.map(|(key, words)| format!("  {key:<8} {}\n", wrapped(words, 11))).collect();
    format!("{title}\n{rows}\n")
}

/// The words in lines of at most 96 columns, those after the first indented.
fn wrapped(words: &str, indent: usize) -> String {
    const COLUMNS: usize = 96;
    let mut text = String::new();
    let mut column = indent;
    for word in words.split_whitespace() {
        let length = word.chars().count();
        if column > indent && column + 1 + length > COLUMNS {
            text.push('\n');
            text.push_str(&" ".repeat(indent));
            column = indent;
        } else if column > indent {
            text.push(' ');
            column += 1;
        }
        text.push_str(word);
        column += length;
    }
    text
}
