//! A template and a row in, the figure of a page out.

use super::Margin;
use super::rows::{Row, placeholders};
use super::whereabouts::Box4;
use crate::error::{Error, Flaw, Result};
use crate::figure::{Figure, Limits, base_map};
use crate::geodata::Date;
use std::path::PathBuf;
use toml::{Table, Value};

/// Keys whose texts are words, in which a brace has a meaning.
const WORDS: [&str; 7] = ["title", "subtitle", "caption", "alt", "credit", "words", "notes"];
/// What parts several values in one cell.
const SEPARATOR: char = ';';

/// The figure that all pages are made of.
#[derive(Debug)]
pub(super) struct Template {
    table: Table,
    /// The folder of its files.
    home: PathBuf,
    as_of: Option<Date>,
}

impl Template {
    /// The template that a figure is.
    pub(super) fn of(figure: &Figure, home: PathBuf) -> Result<Template> {
        // it was read as a figure already
        let table = figure.text.parse::<Table>();
        let table =
            table.map_err(|error| Error::input("the template cannot be read").cause(error))?;
        Ok(Template { table, home, as_of: figure.as_of })
    }

    /// The day of the template.
    pub(super) fn as_of(&self) -> Option<Date> {
        self.as_of
    }

    /// The figure of a row; `shown` is what messages call it.
    ///
    /// Errors: as [`Figure::parse`]; what a cell is at fault for, at its row and column.
    pub(super) fn figure(
        &self,
        (page, row, margin): (&Table, &Row, Option<Margin>),
        shown: &str,
        limits: &Limits,
    ) -> Result<Figure> {
        let at_row =
            |error: Error| if error.place.is_some() { error } else { error.at(row.place.clone()) };
        let mut table = self.table.clone();
        let bounds = row.bounds.clone().map_err(|lost| lost.at(row.place.clone()))?;
        if let (Some(bounds), false) = (bounds, page.contains_key("extent")) {
            let bounds = with_margin(bounds, margin).map_err(|flaw| at_row(flaw.into()))?;
            let bounds = bounds.map(Value::Float).to_vec();
            table.insert(
                "extent".to_owned(),
                Value::Table([("bounds".to_owned(), Value::Array(bounds))].into_iter().collect()),
            );
        }
        let filled = filled(&Value::Table(page.clone()), row, false);
        if let Value::Table(filled) = filled {
            lay_over(&mut table, filled);
        }
        let text = toml::to_string(&table)
            .map_err(|error| at_row(Error::input("the page cannot be written").cause(error)))?;
        Figure::parse_within(&text, shown, (&self.home, limits))
            .map_err(|error| in_cell(error, page, row))
    }
}

/// The error at the cell that its key takes its value from, if it takes it from one.
fn in_cell(error: Error, page: &Table, row: &Row) -> Error {
    let written =
        error.place.as_ref().and_then(|place| place.written.as_deref()).unwrap_or_default();
    let Some((key, _)) = written.split_once('=') else { return error };
    let mut texts = Vec::new();
    texts_of(&Value::Table(page.clone()), key.trim(), &mut texts);
    let columns: Vec<&str> = texts.iter().flat_map(|text| placeholders(text)).collect();
    let is_said = |column: &&&str| {
        row.values.get(**column).is_some_and(|value| error.message.contains(&format!("`{value}`")))
    };
    let culprit = columns.iter().find(is_said).or(columns.first());
    match culprit {
        Some(column) => {
            let place = row.place.clone().part(format!("column `{column}`"));
            error.at(place)
        }
        None => error,
    }
}

/// The texts under a key, wherever it stands.
fn texts_of(value: &Value, key: &str, texts: &mut Vec<String>) {
    match value {
        Value::Table(table) => {
            for (name, value) in table {
                if name == key {
                    all_texts(value, texts);
                }
                texts_of(value, key, texts);
            }
        }
        Value::Array(list) => list.iter().for_each(|it| texts_of(it, key, texts)),
        _ => {}
    }
}

fn all_texts(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Array(list) => list.iter().for_each(|it| all_texts(it, texts)),
        _ => {}
    }
}

/// A value with the row's in place of what stands in braces. A cell that is a member of a list by itself is several members if
/// it holds several values.
fn filled(value: &Value, row: &Row, is_words: bool) -> Value {
    let brace = |value: &str| if is_words { value.replace('{', "{{") } else { value.to_owned() };
    match value {
        Value::String(text) => Value::String(row.filled_by(text, brace)),
        Value::Array(list) => {
            let members = list.iter().flat_map(|member| match (member, alone(member, row)) {
                (_, Some(cell)) if !is_words => {
                    let values = cell.split(SEPARATOR).map(str::trim).filter(|it| !it.is_empty());
                    values.map(|value| Value::String(value.to_owned())).collect()
                }
                (member, _) => vec![filled(member, row, is_words)],
            });
            Value::Array(members.collect())
        }
        Value::Table(table) => {
            let keys = table.iter().map(|(key, value)| {
                (key.clone(), filled(value, row, WORDS.contains(&key.as_str())))
            });
            Value::Table(keys.collect())
        }
        other => other.clone(),
    }
}

/// The cell that a text is, and nothing besides.
fn alone<'a>(text: &Value, row: &'a Row) -> Option<&'a str> {
    let name = text.as_str()?.strip_prefix('{')?.strip_suffix('}')?;
    row.values.get(name).map(String::as_str)
}

/// Lays what a page says over what the template says: key by key, an extent as a whole, layers after the template's.
fn lay_over(table: &mut Table, page: Table) {
    for (key, value) in page {
        match (table.get_mut(&key), value) {
            (Some(Value::Table(below)), Value::Table(above)) if key != "extent" => {
                lay_over(below, above)
            }
            (below, Value::Array(above)) if key == "layers" => {
                let known = below.and_then(|below| below.as_array().cloned());
                let layers = known.unwrap_or_else(base_layers).into_iter().chain(above).collect();
                table.insert(key, Value::Array(layers));
            }
            (_, value) => drop(table.insert(key, value)),
        }
    }
}

/// The layers of a figure that lists none, as one lists them.
fn base_layers() -> Vec<Value> {
    let layer = |name: String| {
        Value::Table([("source".to_owned(), Value::String(name))].into_iter().collect())
    };
    base_map().iter().map(|layer| layer.called()).map(layer).collect()
}

/// Bounds with what lies round them.
fn with_margin(
    [west, south, east, north]: Box4,
    margin: Option<Margin>,
) -> std::result::Result<Box4, Flaw> {
    /// The shortest degree of latitude, at the equator of WGS 84, kilometres: a margin is no less than it says.
    const DEGREE: f64 = 110.574;
    /// Round a feature unless the atlas says.
    const USUAL: f64 = 0.1;
    /// The nearest to a pole that degrees of longitude are counted.
    const NEAREST: f64 = 89.0;
    let across = if east < west { east + 360.0 - west } else { east - west };
    let (x, y) = match margin.unwrap_or(Margin::Part(USUAL)) {
        Margin::Part(_) if across <= 0.0 && north <= south => {
            let flaw = Flaw::new("a position alone is no extent");
            return Err(
                flaw.hint("give the atlas a margin in kilometres or miles: margin = \"20km\"")
            );
        }
        Margin::Part(part) => {
            let middle = ((south + north) / 2.0).to_radians();
            let side = (across * libm::cos(middle)).max(north - south) * part;
            (side / libm::cos(middle).max(0.01), side)
        }
        Margin::Kilometres(length) => {
            let y = length / DEGREE;
            let farthest = (south.abs().max(north.abs()) + y).min(NEAREST);
            (y / libm::cos(farthest.to_radians()), y)
        }
    };
    if across + 2.0 * x >= 360.0 {
        return Ok([-180.0, (south - y).max(-90.0), 180.0, (north + y).min(90.0)]);
    }
    let west = match west - x {
        west if west > 180.0 => west - 360.0,
        west if west < -180.0 => west + 360.0,
        west => west,
    };
    // over 180° a positive west goes with a negative east; a negative one with an east beyond
    let east = match west + across + 2.0 * x {
        east if west > 0.0 && east > 180.0 && east < 360.0 => east - 360.0,
        east => east,
    };
    Ok([west, (south - y).max(-90.0), east, (north + y).min(90.0)].map(rounded))
}

/// To a hundred-thousandth of a degree, a metre: what stands in a figure file can be read.
fn rounded(degrees: f64) -> f64 {
    (degrees * 1e5).round() / 1e5
}

/// A name that a file may have on every system: letters and digits, hyphens for all between them.
pub(super) fn file_name(words: &str) -> String {
    let parts = words.split(|c: char| !c.is_alphanumeric() && c != '_');
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join("-").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Place;

    fn row(cells: &[(&str, &str)]) -> Row {
        let values = cells.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
        Row { values: values.collect(), bounds: Ok(None), place: Place::file("a.csv").at(3, 1) }
    }

    #[test]
    fn a_margin_is_as_wide_as_it_says() {
        let [west, south, east, north] =
            with_margin([25.0, 36.0, 25.0, 36.0], Some(Margin::Kilometres(20.0))).expect("a box");
        assert!((north - south - 0.3617).abs() < 1e-3 && east - west > north - south);
        assert!(with_margin([25.0, 36.0, 25.0, 36.0], None).is_err());
        let fiji =
            with_margin([177.0, -19.0, -179.0, -16.0], Some(Margin::Part(0.0))).expect("a box");
        assert_eq!(fiji, [177.0, -19.0, -179.0, -16.0]);
        let beyond = with_margin([170.0, 0.0, 179.0, 9.0], Some(Margin::Part(0.2))).expect("a box");
        assert!(beyond[0] < 170.0 && beyond[2] < -179.0);
        let russia = with_margin([19.6, 41.2, -169.0, 81.9], Some(Margin::Part(0.2)));
        let [west, _, east, north] = russia.expect("a box");
        assert!(west < 0.0 && east > 210.0 && east - west < 360.0 && north == 90.0);
    }

    #[test]
    fn a_page_lies_over_the_template_key_by_key() {
        let parsed = |text: &str| text.parse::<Table>().expect("TOML");
        let mut table = parsed(
            "title = 'A'\nsubjects = ['TUR']\n[extent]\nregion = 'aegean'\n[sheet]\nwidth = '89mm'\ntheme = 'dark'",
        );
        let page = parsed(
            "title = '{name}'\nsubjects = ['{states}', 'CYP']\n[extent]\nbounds = ['{w}', 1, 2, 3]\n[sheet]\ntheme = 'mono'\n[[layers]]\nsource = 'lakes'",
        );
        let row = row(&[("name", "{B}"), ("states", "GRC; ITA"), ("w", "0.5")]);
        let Value::Table(filled) = filled(&Value::Table(page), &row, false) else {
            panic!("a table")
        };
        lay_over(&mut table, filled);
        assert_eq!(table["title"].as_str(), Some("{{B}"));
        assert_eq!(table["subjects"].to_string(), "[\"GRC\", \"ITA\", \"CYP\"]");
        assert_eq!(table["extent"].to_string(), "{ bounds = [\"0.5\", 1, 2, 3] }");
        assert_eq!(table["sheet"]["width"].as_str(), Some("89mm"));
        assert_eq!(table["layers"].as_array().map(Vec::len), Some(base_map().len() + 1));
    }

    #[test]
    fn the_name_of_a_file_is_plain() {
        assert_eq!(
            file_name("03-Ágios Efstrátios / “Ai Stratis”"),
            "03-ágios-efstrátios-ai-stratis"
        );
        assert_eq!(file_name("../../etc"), "etc");
    }
}
