//! Rows: a table of the user's in, what stands in each of its rows by the names of the columns out, whatever it is about.

use super::Value;
use super::readers::table::Row;
use super::readers::table_of;
use crate::error::{Result, Warning};
use crate::files::Limit;
use std::collections::BTreeMap;
use std::path::Path;

/// A table as it is.
#[derive(Debug)]
pub(crate) struct Rows {
    /// What the user calls its file.
    pub file: String,
    /// The names of its columns.
    pub head: Vec<String>,
    /// The line of each row, from 1, and its cells; empty ones are left out.
    pub rows: Vec<(usize, BTreeMap<String, Value>)>,
    /// What looks wrong in it.
    pub warnings: Vec<Warning>,
}

/// The rows of a table.
///
/// Errors: `Missing` for a file that is not there, `Input` for what is no table.
pub(crate) fn rows(path: &Path, limit: Limit) -> Result<Rows> {
    let (file, table) = table_of(path, limit)?;
    let cells = |row: &Row| -> BTreeMap<String, Value> {
        let columns = table.head.iter().enumerate();
        let cell = |(column, name): (usize, &String)| {
            Some((name.clone(), Value::of_json(table.value(row, column)?)?))
        };
        columns.filter_map(cell).collect()
    };
    let rows = table.rows.iter().map(|row| (row.line, cells(row))).collect();
    Ok(Rows { file, head: table.head.clone(), rows, warnings: table.warnings.clone() })
}
