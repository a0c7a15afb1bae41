//! `periplus figures`, `themes`, `schema` and `sources`: what the binary carries, as lines, JSON or text.

use super::args::{CommandLine, Described, Figures, Schema, Sources, Themes};
use super::{print, render};
use periplus::error::{Error, Result};
use periplus::figure::Figure;
use periplus::geodata::catalogue::{self, Entry};
use periplus::schema;
use periplus::style::Theme;
use serde::Serialize;

/// A line, or an object, for each bundled figure; or the text of one.
///
/// Errors: `Input` for a figure that there is not.
pub(super) fn figures(arguments: &Figures) -> Result<()> {
    if let Some(name) = &arguments.show {
        return print(Figure::bundled(name)?.text.as_bytes());
    }
    let figures = Figure::names().map(Figure::bundled).collect::<Result<Vec<_>>>()?;
    let text = match arguments.json {
        true => as_json(&figures.iter().map(Row::of).collect::<Vec<_>>())?,
        false => as_lines(figures.iter().map(|it| (it.name.as_str(), it.says(&it.title)))),
    };
    print(text.as_bytes())
}

/// A line, or an object, for each bundled theme; or the text of one.
///
/// Errors: `Missing` for a theme that there is not.
pub(super) fn themes(arguments: &Themes) -> Result<()> {
    if let Some(name) = &arguments.show {
        return print(Theme::text(name)?.as_bytes());
    }
    let about = |name: &&'static str| Theme::about(name).map(|about| (*name, about));
    let themes = Theme::names().iter().map(about).collect::<Result<Vec<_>>>()?;
    let is_default = |name: &str| name == Figure::default().sheet.theme;
    let row = |(name, title)| ThemeRow { name, title, default: is_default(name) };
    let text = match arguments.json {
        true => as_json(&themes.into_iter().map(row).collect::<Vec<_>>())?,
        false => as_lines(themes),
    };
    print(text.as_bytes())
}

#[derive(Serialize)]
struct Row<'a> {
    name: &'a str,
    title: String,
    subtitle: String,
    as_of: Option<String>,
}

#[derive(Serialize)]
struct ThemeRow {
    name: &'static str,
    title: String,
    /// Whether a figure has it that names none.
    default: bool,
}

impl Row<'_> {
    fn of(figure: &Figure) -> Row<'_> {
        Row {
            name: &figure.name,
            title: figure.says(&figure.title),
            subtitle: figure.says(&figure.subtitle),
            as_of: figure.as_of.map(|day| day.to_string()),
        }
    }
}

fn as_json(rows: &impl Serialize) -> Result<String> {
    let text = serde_json::to_string_pretty(rows);
    text.map(|text| text + "\n").map_err(|error| Error::render("cannot list").cause(error))
}

/// A line for each name and what it stands for.
fn as_lines<'a>(rows: impl IntoIterator<Item = (&'a str, String)>) -> String {
    let rows: Vec<(&str, String)> = rows.into_iter().collect();
    let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    rows.iter().map(|(name, what)| format!("{name:<width$}  {what}\n")).collect()
}

/// A schema, as JSON.
pub(super) fn schema(arguments: &Schema) -> Result<()> {
    let schema = match arguments.of {
        Described::Figure => schema::figure(),
        Described::Report => schema::report(),
    };
    print(as_json(&schema)?.as_bytes())
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
