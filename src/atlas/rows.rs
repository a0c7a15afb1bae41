//! A table in, its rows out: what each has in which column, where it lies, and where it stands. Features of a layer are rows too.

use super::whereabouts::{Box4, Columns, Lost};
use crate::error::{Error, Place, Result, Warning, nearest};
use crate::figure::Limits;
use crate::files;
use std::collections::BTreeMap;
use std::path::Path;

/// What stands in braces in words, and is none of a row.
const OF_WORDS: [&str; 4] = ["as_of", "worldview", "breadths", "number"];

/// A row, or a feature.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// What it has in which column.
    pub(super) values: BTreeMap<String, String>,
    /// Where it lies, if it says so, or what is wrong with what it says.
    pub(super) bounds: std::result::Result<Option<Box4>, Lost>,
    /// Where it stands.
    pub(super) place: Place,
}

/// All rows.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) all: Vec<Row>,
    /// What is asked for and not there.
    pub(super) warnings: Vec<Warning>,
}

impl Rows {
    /// Those of a table: comma-separated, or as its name (`.tsv`) or first line says. Where its rows lie is asked unless the pages
    /// say that themselves.
    ///
    /// Errors: `Missing` for a file that is not there; `Input` with the line for a row that is none, and for half a position in
    /// the first line.
    pub(super) fn of_table(path: &Path, limits: &Limits, asks_where: bool) -> Result<Rows> {
        let file = path.display().to_string();
        let what = format!("the table `{file}`");
        let bytes = files::read(path, &what, limits.data())?;
        let text = files::text(&bytes, "the table", &file)?.trim_start_matches('\u{feff}');
        let head = text.lines().next().unwrap_or_default();
        let separator = [b'\t', b';'].into_iter().find(|it| head.as_bytes().contains(it));
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator.unwrap_or(b','))
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let wrong = |error: &csv::Error| {
            let line = error.position().map_or(1, |at| at.line() as usize);
            Error::input("the row has another number of columns than the first line")
                .at(Place::file(&file).at(line, 1))
                .hint("a cell with a comma or a line end stands in double quotes")
        };
        let columns = reader.headers().map_err(|error| wrong(&error))?.clone();
        if let Some(twice) = columns
            .iter()
            .enumerate()
            .find(|(at, it)| columns.iter().take(*at).any(|other| other == *it))
        {
            let error = Error::input(format!("the table has two columns `{}`", twice.1));
            return Err(error.at(Place::file(&file).at(1, 1)));
        }
        let of_place = match asks_where {
            true => Columns::of(&columns)
                .map_err(|flaw| Error::from(flaw).at(Place::file(&file).at(1, 1)))?,
            false => Columns::default(),
        };
        let mut all = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|error| wrong(&error))?;
            let line = record.position().map_or(1, |at| at.line() as usize);
            let values: BTreeMap<String, String> =
                columns.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect();
            let place = Place::file(&file).at(line, 1);
            let bounds = of_place.bounds(&values);
            all.push(Row { values, bounds, place });
        }
        not_empty(all, &file, "the table has no rows")
    }

    /// Sees that every column that texts of the atlas ask for is there.
    ///
    /// Errors: `Input` at the word, with the nearest column.
    pub(super) fn check_columns(&self, texts: Vec<&str>, file: &str, text: &str) -> Result<()> {
        let known = |name: &str| {
            OF_WORDS.contains(&name) || self.all.iter().any(|row| row.values.contains_key(name))
        };
        let Some(name) = texts.into_iter().flat_map(placeholders).find(|name| !known(name)) else {
            return Ok(());
        };
        let at = text.find(&format!("{{{name}}}")).unwrap_or_default();
        let error = Error::input(format!("there is no column `{name}`"));
        let error = error.at(Place::in_text(file, text, at));
        let columns = self.all.iter().flat_map(|row| row.values.keys()).map(String::as_str);
        Err(match nearest(name, columns) {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error
                .hint("the columns are those of the first line, or the attributes of the features"),
        })
    }
}

pub(super) fn not_empty(all: Vec<Row>, file: &str, message: &str) -> Result<Rows> {
    match all.is_empty() {
        true => Err(Error::input(message).at(Place::file(file))),
        false => Ok(Rows { all, warnings: Vec::new() }),
    }
}

/// The names in braces.
pub(super) fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split("{{").flat_map(|part| part.split('{').skip(1));
    parts.filter_map(|part| part.split_once('}').map(|(name, _)| name))
}

impl Row {
    /// A text with what stands in braces filled in; what no column is called stays.
    pub(super) fn filled(&self, text: &str) -> String {
        self.filled_by(text, str::to_owned)
    }

    /// The same, each value written so.
    pub(super) fn filled_by(&self, text: &str, written: impl Fn(&str) -> String) -> String {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let name = after.split_once('}').filter(|_| !after.starts_with('{'));
            let value = name.and_then(|(name, rest)| Some((self.values.get(name)?, rest)));
            rest = match (value, after.strip_prefix('{')) {
                (Some((value, rest)), _) => {
                    filled.push_str(&written(value));
                    rest
                }
                (None, Some(rest)) => {
                    filled.push_str("{{");
                    rest
                }
                (None, None) => {
                    filled.push('{');
                    after
                }
            };
        }
        filled + rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> Row {
        let values = [("name", "Syros"), ("a b", "1")];
        let values = values.map(|(key, value)| (key.to_owned(), value.to_owned())).into();
        Row { values, bounds: Ok(None), place: Place::file("a.csv") }
    }

    #[test]
    fn what_stands_in_braces_is_filled_in_and_what_is_none_stays() {
        for (text, filled) in [
            ("{name}, {a b}", "Syros, 1"),
            ("as of {as_of}", "as of {as_of}"),
            ("{{name}", "{{name}"),
            ("{", "{"),
            ("{nam", "{nam"),
        ] {
            assert_eq!(row().filled(text), filled, "{text}");
        }
        assert_eq!(placeholders("{name} {{a} {b").collect::<Vec<_>>(), ["name"]);
    }
}
