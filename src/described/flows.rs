//! Flows: a table of arrows in, the ends and attributes of each row out.

use crate::error::{Error, Place, Result, Warning, nearest};
use crate::figure::{Arrow, Ends, Figure, Spot};
use crate::geodata::{Rows, Value, rows};
use std::collections::BTreeMap;
use std::path::Path;

/// The arrows of a table.
#[derive(Debug)]
pub(super) struct Flows {
    /// What the user calls its file.
    pub(super) file: String,
    /// One arrow each.
    pub(super) rows: Vec<Flow>,
    /// What looks wrong in it.
    pub(super) warnings: Vec<Warning>,
}

/// A row.
#[derive(Debug)]
pub(super) struct Flow {
    /// Its line in the file, from 1.
    pub(super) line: usize,
    /// Where it begins and ends.
    pub(super) ends: [Spot; 2],
    /// Its cells.
    pub(super) attributes: BTreeMap<String, Value>,
}

/// What columns of positions are called, after the column of the name.
const POSITION: [&str; 2] = ["_lon", "_lat"];

/// The rows of an arrow's table; none of one from place to place.
///
/// Errors: `Missing` or `Input` for a table that cannot be read, or has not the columns, and for each row without its ends.
pub(super) fn flows(
    arrow: &Arrow,
    key: &str,
    figure: &Figure,
) -> std::result::Result<Option<Flows>, Vec<Error>> {
    let Ends::Table { file: path, columns } = &arrow.ends else { return Ok(None) };
    let table = table(path, columns, key, figure).map_err(|error| vec![error])?;
    let (mut found, mut errors) = (Vec::new(), Vec::new());
    for (line, attributes) in table.rows {
        match [end(&attributes, &columns[0]), end(&attributes, &columns[1])] {
            [Ok(from), Ok(to)] => found.push(Flow { line, ends: [from, to], attributes }),
            ends => {
                let wrong = ends.into_iter().filter_map(Result::err);
                errors.extend(wrong.map(|error| error.at(line_of(&table.file, line))));
            }
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(Some(Flows { file: table.file, rows: found, warnings: table.warnings }))
}

/// The table of a file, with the columns of both ends.
///
/// Errors: as [`flows`].
fn table(path: &Path, columns: &[String; 2], key: &str, figure: &Figure) -> Result<Rows> {
    let key_of = |what: &str| format!("{key}.{what}");
    let table = rows(path, figure.limits.data());
    let table = table.map_err(|error| figure.at_fault(&[&key_of("file")], error))?;
    for (column, end) in columns.iter().zip(["from", "to"]) {
        let [lon, lat] = POSITION.map(|position| format!("{column}{position}"));
        let has = |name: &str| table.head.iter().any(|known| known == name);
        if !(has(column) || has(&lon) && has(&lat)) {
            let names = || table.head.iter().map(String::as_str);
            let error = Error::input(format!("`{}` has no column `{column}`", table.file));
            let error = error.hint(match nearest(column, names()) {
                Some(near) => format!("did you mean `{near}`? write {end} = \"{near}\""),
                None => format!(
                    "its columns: {}; {end} = \"…\" names that of places, or give it `{lon}` and `{lat}`",
                    names().collect::<Vec<_>>().join(", ")
                ),
            });
            return Err(figure.at_fault(&[&key_of(end), &key_of("file")], error));
        }
    }
    let few = figure.limits.check_flows(table.rows.len()).map_err(Error::from);
    few.map_err(|error| figure.at_fault(&[&key_of("file")], error))?;
    Ok(table)
}

/// The place of a line of a file.
pub(super) fn line_of(file: &str, line: usize) -> Place {
    Place::file(file).part(format!("line {line}"))
}

/// Where a row begins or ends.
fn end(cells: &BTreeMap<String, Value>, column: &str) -> Result<Spot> {
    let number = |position: &str| match cells.get(&format!("{column}{position}")) {
        Some(Value::Number(number)) => Some(*number),
        _ => None,
    };
    if let (Some(lon), Some(lat)) = (number(POSITION[0]), number(POSITION[1])) {
        return Ok(Spot::at(lon, lat)?);
    }
    match cells.get(column) {
        Some(name) if !name.to_string().trim().is_empty() => Ok(Spot::Named(name.to_string())),
        _ => Err(Error::input(format!("the row has no `{column}`"))
            .hint("give each row both its ends, or take it out")),
    }
}
