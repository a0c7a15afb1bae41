//! The bytes of a table (CSV, TSV and their like) in, its head and rows out: encoding and separator found, cells as texts, and as
//! numbers where a whole column is of numbers.

use super::encoding::decoded;
use super::number::{Content, is_number, number};
use crate::error::{Error, Place, Result, Warning};
use crate::geodata::Opened;
use csv::{ReaderBuilder, StringRecord};
use geojson::JsonValue;
use std::collections::BTreeSet;

/// A table.
#[derive(Debug)]
pub(crate) struct Table {
    /// The names of its columns, each another.
    pub(crate) head: Vec<String>,
    /// Its rows, without empty ones.
    pub(crate) rows: Vec<Row>,
    /// What looks wrong with it.
    pub(crate) warnings: Vec<Warning>,
    /// How it was read: `;` between columns, windows-1254.
    pub(crate) said: String,
    /// What stands between its columns.
    pub(super) separator: u8,
    /// What its columns are: texts, until it is known (`marks`).
    pub(super) contents: Vec<Content>,
}

/// A row of a table.
#[derive(Debug)]
pub(crate) struct Row {
    /// The line of the file that it begins on, from 1.
    pub(crate) line: usize,
    cells: StringRecord,
}

/// What may stand between columns, and its name.
const SEPARATORS: [(u8, &str); 4] = [(b',', "`,`"), (b';', "`;`"), (b'\t', "tabs"), (b'|', "`|`")];

impl Row {
    /// How many cells it has.
    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }

    /// The text of a cell, if it has any.
    pub(crate) fn text(&self, column: usize) -> Option<&str> {
        self.cells.get(column).map(str::trim).filter(|cell| !cell.is_empty())
    }
}

impl Table {
    /// Reads a table.
    ///
    /// Errors: `Input` for an encoding that cannot be told, and for what has no head.
    pub(super) fn read(file: &Opened) -> Result<Table> {
        let decoded = decoded(file.bytes, file.name)?;
        let mut table = Table::of_text(&decoded.text, file.name)?;
        if decoded.encoding != "UTF-8" {
            table.said += &format!(", {}", decoded.encoding);
        }
        table.warnings.extend(decoded.doubt);
        Ok(table)
    }

    /// The table of a text.
    pub(super) fn of_text(text: &str, file: &str) -> Result<Table> {
        // a spreadsheet says so which separator it writes
        let (given, text, skipped) =
            match text.strip_prefix("sep=").and_then(|it| it.split_once('\n')) {
                Some((mark, rest)) => (mark.trim_end_matches('\r').bytes().next(), rest, 1),
                None => (None, text, 0),
            };
        let separator = given.unwrap_or_else(|| separator(text));
        let mut rows = rows(text, separator, skipped);
        if rows.is_empty() {
            return Err(Error::input("the table is empty").at(Place::file(file)));
        }
        let first = rows.remove(0);
        if let Some(number) = first.cells.iter().find(|cell| is_number(cell)) {
            let message =
                format!("the first line of the table names no columns: it has `{number}`");
            return Err(Error::input(message)
                .at(Place::file(file).part(format!("line {}", first.line)))
                .hint("put a line with the names of the columns first: name,lon,lat"));
        }
        let mut warnings = Vec::new();
        let head = names(&first.cells, file, &mut warnings);
        warnings.extend(open_quotation(text, &rows, file));
        let named = SEPARATORS.iter().find(|(mark, _)| *mark == separator);
        let between =
            named.map_or_else(|| char::from(separator).to_string(), |(_, name)| (*name).to_owned());
        let said = format!("{between} between columns");
        Ok(Table { head, rows, warnings, said, separator, contents: Vec::new() })
    }

    /// The number of a column.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.head.iter().position(|head| head == name)
    }

    /// The first text of a column.
    pub(super) fn first_of(&self, column: usize) -> Option<&str> {
        self.rows.iter().find_map(|row| row.text(column))
    }

    /// What stands in a cell: a number where its whole column is of numbers.
    pub(crate) fn value(&self, row: &Row, column: usize) -> Option<JsonValue> {
        let text = row.text(column)?;
        let found = match self.contents.get(column) {
            Some(Content::Number(mark)) => number(text, *mark).map(JsonValue::Number),
            _ => None,
        };
        Some(found.unwrap_or_else(|| JsonValue::String(text.to_owned())))
    }
}

/// The separator by which most of the first lines have as many columns as the first of all, and the most of them.
fn separator(text: &str) -> u8 {
    /// Rows that are looked at.
    const SAMPLE: usize = 50;
    let fit = |mark: u8| {
        let reader = ReaderBuilder::new()
            .delimiter(mark)
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes());
        let widths = reader.into_records().take(SAMPLE).flatten().map(|record| record.len());
        let widths: Vec<usize> = widths.collect();
        let first = widths.first().copied().unwrap_or(0);
        let alike = widths.iter().filter(|width| **width == first).count();
        // one column there is by any mark
        let is_fit = first > 1 && alike * 2 > widths.len();
        (is_fit, if is_fit { alike * first } else { first })
    };
    let marks = SEPARATORS.iter().map(|(mark, _)| *mark);
    // of marks that fit alike the first
    marks.rev().max_by_key(|mark| fit(*mark)).unwrap_or(b',')
}

fn rows(text: &str, separator: u8, skipped: usize) -> Vec<Row> {
    let mut builder = ReaderBuilder::new();
    builder.delimiter(separator).flexible(true).has_headers(false);
    let records = builder.from_reader(text.as_bytes()).into_records().flatten();
    let rows = records.filter(|cells| cells.iter().any(|cell| !cell.trim().is_empty()));
    let row = |cells: StringRecord| {
        let at = cells.position().cloned().unwrap_or_else(csv::Position::new);
        // empty lines before a record count as its own
        let start = usize::try_from(at.byte()).unwrap_or(usize::MAX);
        let rest = text.as_bytes().get(start..).unwrap_or_default();
        let empty = rest.iter().take_while(|byte| b"\r\n".contains(byte));
        let empty = empty.filter(|byte| **byte == b'\n').count();
        let line = usize::try_from(at.line()).unwrap_or(usize::MAX);
        Row { line: line.saturating_add(empty + skipped), cells }
    };
    rows.map(row).collect()
}

/// The names of the columns; of two that are called the same the second is numbered.
fn names(cells: &StringRecord, file: &str, warnings: &mut Vec<Warning>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut twice = Vec::new();
    let mut names = Vec::with_capacity(cells.len());
    for (index, cell) in cells.iter().enumerate() {
        let cell = cell.trim();
        let name = if cell.is_empty() { format!("column {}", index + 1) } else { cell.to_owned() };
        let others = (2..).map(|number| format!("{name} {number}"));
        let free = [name.clone()].into_iter().chain(others).find(|it| !taken.contains(it));
        let free = free.unwrap_or(name);
        if free != cell && !cell.is_empty() {
            twice.push(format!("`{cell}` (the second is read as `{free}`)"));
        }
        taken.insert(free.clone());
        names.push(free);
    }
    if !twice.is_empty() {
        let message = format!("two columns have one name: {}", twice.join(", "));
        warnings.push(
            Warning::new(message).at(Place::file(file)).hint("give each column another name"),
        );
    }
    names
}

/// A warning where a quotation mark that is not closed has swallowed the rest of the file.
fn open_quotation(text: &str, rows: &[Row], file: &str) -> Option<Warning> {
    let last = rows.last()?;
    let has_lines = last.cells.iter().any(|cell| cell.trim_end().contains('\n'));
    let is_odd = text.matches('"').count() % 2 == 1;
    (has_lines && is_odd).then(|| {
        Warning::new("a quotation mark is not closed: the rest of the file is one cell")
            .at(Place::file(file).part(format!("line {}", last.line)))
            .hint("close it, or write \"\" for one within a cell")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Table {
        Table::of_text(text, "a.csv").expect("a table")
    }

    #[test]
    fn separators_are_found() {
        for (text, said) in [
            ("a,b\n1,2\n", "`,` between columns"),
            ("a;b\n1,5;2,5\n", "`;` between columns"),
            ("a\tb\n1,5\t2\n", "tabs between columns"),
            ("a|b|c\n1|2,5|3\n", "`|` between columns"),
            ("sep=;\na;b\n1;2\n", "`;` between columns"),
            ("a,b\n\"x;y\",2\n\"z;w\",3\n", "`,` between columns"),
        ] {
            let table = table(text);
            assert_eq!(table.said, said, "{text}");
            assert_eq!(table.head[0], "a");
        }
    }

    #[test]
    fn lines_are_those_of_the_file() {
        let table = table("a,b\n\n\"x\ny\",1\n,\nz,2\n");
        let lines: Vec<usize> = table.rows.iter().map(|row| row.line).collect();
        assert_eq!(lines, [3, 6]);
    }

    #[test]
    fn a_table_has_a_head_and_each_column_a_name() {
        let error = Table::of_text("Athens,23.7,37.9\nSparta,22.4,37\n", "a.csv").unwrap_err();
        assert!(error.message.contains("`23.7`"), "{error}");
        let table = table("name,name,\nx,y,z\n");
        assert_eq!(table.head, ["name", "name 2", "column 3"]);
        assert_eq!(table.warnings.len(), 1);
        assert_eq!(super::Table::of_text("a,b\n\"x,1\ny,2\n", "a").expect("one").warnings.len(), 1);
    }
}
