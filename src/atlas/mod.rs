//! An atlas: one figure as a template and a table, or a layer, in; a figure for each of its rows, or features, out.
//!
//! `[page]` of the atlas file has keys of a figure file; `{column}` in their texts stands for what a row has in that column.
//! Each page is the text of a whole figure file, which a drawn page states: it is drawn again like any other.

mod features;
mod page;
mod rows;
mod whereabouts;

use crate::error::{Error, Flaw, Place, Result, Warning};
use crate::figure::{Figure, Layer, Limits, Source};
use crate::files;
use crate::geodata::{Date, Geodata, readers};
use crate::toml_text;
use page::Template;
use rows::{Row, Rows};
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// An atlas as its file describes it.
#[derive(Debug)]
pub struct Atlas {
    /// The file as the user named it.
    file: String,
    text: String,
    folder: PathBuf,
    written: AtlasTable,
    limits: Limits,
}

/// A page of an atlas.
#[derive(Debug)]
pub struct Page {
    /// What its files are called.
    pub name: String,
    /// The figure, or what is wrong with it.
    pub figure: Result<Figure>,
}

/// The pages of an atlas, in the order of the rows.
#[derive(Debug)]
pub struct Pages {
    /// A page a row, or a feature.
    pub all: Vec<Page>,
    /// What the atlas asks for and there is not.
    pub warnings: Vec<Warning>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AtlasTable {
    /// The figure that all pages are made of: a file beside the atlas, or a bundled figure's name.
    template: String,
    /// A page a row of this table.
    table: Option<PathBuf>,
    /// A page a feature of this layer.
    layer: Option<Layer>,
    /// What the files of a page are called.
    file_name: Option<String>,
    /// What lies round the bounds of a row.
    #[serde(default, deserialize_with = "toml_text::optional")]
    margin: Option<Margin>,
    /// What a page says otherwise than the template.
    #[serde(default)]
    page: toml::Table,
}

/// What lies round a feature or a position.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Margin {
    /// A part of the longer side.
    Part(f64),
    /// So many kilometres.
    Kilometres(f64),
}

impl FromStr for Margin {
    type Err = Flaw;

    fn from_str(written: &str) -> std::result::Result<Margin, Flaw> {
        const KILOMETRES_A_MILE: f64 = 1.852;
        let number =
            |text: &str| text.trim().parse::<f64>().ok().filter(|it| it.is_finite() && *it >= 0.0);
        let margin = match (written.strip_suffix("km"), written.strip_suffix("nm")) {
            (Some(text), _) => number(text).map(Margin::Kilometres),
            (_, Some(text)) => {
                number(text).map(|miles| Margin::Kilometres(miles * KILOMETRES_A_MILE))
            }
            _ => number(written).map(Margin::Part),
        };
        margin.ok_or_else(|| {
            Flaw::new(format!("`{written}` is no margin"))
                .hint("a part of the longer side, 0.1, or a distance: \"20km\", \"12nm\"")
        })
    }
}

impl Atlas {
    /// Whether a text of TOML is an atlas's: it has a template, which no figure has.
    pub fn is_one(text: &str) -> bool {
        let is_template = |line: &str| {
            let rest = line.trim_start().strip_prefix("template");
            rest.is_some_and(|rest| rest.trim_start().starts_with('='))
        };
        match text.trim_start_matches('\u{feff}').parse::<toml::Table>() {
            Ok(table) => table.contains_key("template"),
            // what is wrong with it is told where it is read
            Err(_) => text.lines().any(is_template),
        }
    }

    /// Reads the atlas file at `path`.
    ///
    /// Errors: `Missing` if there is no such file; `Input` with line, column and the nearest known key.
    pub fn read(path: &Path, limits: &Limits) -> Result<Atlas> {
        let file = path.display().to_string();
        let what = format!("the atlas `{file}`");
        let bytes = files::read(path, &what, limits.text())?;
        let text =
            files::text(&bytes, "the atlas", &file)?.trim_start_matches('\u{feff}').to_owned();
        let written: AtlasTable = toml_text::read(&text, &file)?;
        let folder = path.parent().map(Path::to_owned).unwrap_or_default();
        let atlas = Atlas { file, text, folder, written, limits: *limits };
        let is_right = atlas.written.table.is_some() != atlas.written.layer.is_some();
        let is_own = |layer: &Layer| !matches!(layer.source, Source::Features(_));
        match is_right && atlas.written.layer.as_ref().is_none_or(is_own) {
            true => Ok(atlas),
            false => Err(Error::input(
                "an atlas has a page a row of a `table`, or a page a feature of a `layer`",
            )
            .at(Place::file(atlas.file))
            .hint("table = \"places.csv\", or [layer] with a source or file")),
        }
    }

    /// The files that it is read from.
    pub fn files(&self) -> Vec<PathBuf> {
        let layer = match self.written.layer.as_ref().map(|layer| &layer.source) {
            Some(Source::File(path)) => Some(path),
            _ => None,
        };
        let rows = self.written.table.iter().chain(layer).map(|path| self.folder.join(path));
        let template = self.is_template_file().then(|| self.folder.join(&self.written.template));
        [PathBuf::from(&self.file)].into_iter().chain(rows).chain(template).collect()
    }

    fn is_template_file(&self) -> bool {
        let name = self.written.template.as_str();
        name.ends_with(".toml") || name.contains(['/', '\\'])
    }

    /// Its pages, in the order of the rows.
    ///
    /// Errors: what is wrong with the template or the rows as a whole; `Input` for a file outside of the atlas's folder.
    pub fn pages(&self, geodata: &Geodata) -> Result<Pages> {
        let template = self.template()?;
        let rows = match (&self.written.table, &self.written.layer) {
            (Some(path), _) => {
                let asks_where = !self.written.page.contains_key("extent");
                Rows::of_table(&self.within(path)?, &self.limits, asks_where)?
            }
            (None, Some(layer)) => self.features(layer, geodata, template.as_of())?,
            (None, None) => Rows::default(),
        };
        rows.check_columns(self.texts(), &self.file, &self.text)?;
        let digits = rows.all.len().to_string().len();
        let number = |at: usize| format!("{:0digits$}", at + 1);
        let pages = rows.all.iter().enumerate();
        let all = pages.map(|(at, row)| self.page(&template, row, &number(at))).collect();
        Ok(Pages { all, warnings: rows.warnings })
    }

    fn features(&self, layer: &Layer, geodata: &Geodata, as_of: Option<Date>) -> Result<Rows> {
        let path = match &layer.source {
            Source::File(path) => self.within(path)?,
            _ => PathBuf::new(),
        };
        let data = (geodata, &self.limits);
        features::rows((layer, &path), data, as_of, |text| self.place_of(text))
    }

    /// Where a file lies that the atlas names: in its folder, links followed.
    ///
    /// Errors: `Input` for one that does not.
    fn within(&self, written: &Path) -> Result<PathBuf> {
        let Some(out) = readers::leading_out(&self.folder, written) else {
            return Ok(self.folder.join(written));
        };
        let shown = out.display();
        Err(Error::input(format!("`{shown}` lies outside of the atlas's folder"))
            .at(self.place_of(&written.display().to_string()))
            .hint("move the file beside the atlas"))
    }

    /// Where the atlas has a text; as a whole if it is not found.
    fn place_of(&self, text: &str) -> Place {
        match self.text.find(text) {
            Some(at) => Place::in_text(&self.file, &self.text, at),
            None => Place::file(&self.file),
        }
    }

    /// The texts in which columns stand.
    fn texts(&self) -> Vec<&str> {
        let mut texts: Vec<&str> = self.written.file_name.iter().map(String::as_str).collect();
        for value in self.written.page.values() {
            collect(value, &mut texts);
        }
        texts
    }

    /// The template, which is a figure of its own.
    fn template(&self) -> Result<Template> {
        let name = self.written.template.as_str();
        let figure = match self.is_template_file() {
            true => Figure::read_with(&self.within(Path::new(name))?, &self.limits)?,
            false => Figure::named_with(name, &self.limits)?,
        };
        let home = figure.file.as_deref().and_then(Path::parent).unwrap_or(&self.folder);
        Template::of(&figure, home.to_owned())
    }

    fn page(&self, template: &Template, row: &Row, number: &str) -> Page {
        let usual = if row.values.contains_key("name") { "{number}-{name}" } else { "{number}" };
        let called = self.written.file_name.as_deref().unwrap_or(usual);
        let name = page::file_name(&row.filled(&called.replace("{number}", number)));
        if name.is_empty() {
            return Page { name: number.to_owned(), figure: Err(nameless(called, row)) };
        }
        let shown = format!("page {name} of {}", self.file);
        let figure =
            template.figure((&self.written.page, row, self.written.margin), &shown, &self.limits);
        let figure = figure.map(|figure| Figure { name: name.clone(), ..figure });
        Page { name, figure }
    }
}

/// That nothing is left of a row to call its files.
fn nameless(called: &str, row: &Row) -> Error {
    let columns: Vec<String> =
        rows::placeholders(called).map(|column| format!("column `{column}`")).collect();
    let place = if columns.is_empty() {
        row.place.clone()
    } else {
        row.place.clone().part(columns.join(", "))
    };
    Error::input(format!("the page has no name: `{called}` has no letter or digit here"))
        .at(place)
        .hint("fill the cell in, or count the pages: file_name = \"{number}-{name}\"")
}

/// All texts in a value.
fn collect<'a>(value: &'a toml::Value, texts: &mut Vec<&'a str>) {
    match value {
        toml::Value::String(text) => texts.push(text),
        toml::Value::Array(list) => list.iter().for_each(|it| collect(it, texts)),
        toml::Value::Table(table) => table.values().for_each(|it| collect(it, texts)),
        _ => {}
    }
}
