//! A table in, a feature a row out: where it lies by the columns that say so (`columns`), what is said of it by all others. Every
//! row that is wrong is told with its line and column.

use super::columns::Columns;
use super::coordinate::{Axis, degrees, pair};
use super::encoding::head_in_utf_16;
use super::marks;
use super::table::{Row, Table};
use super::well_known_text::geometry;
use crate::error::{Error, Flaw, Place, Result, Warning};
use crate::files::{Foreign, Kind};
use crate::geodata::found::Found;
use crate::geodata::{Opened, Reader};
use geojson::{Feature, Geometry, GeometryValue, JsonObject, JsonValue, Position, feature::Id};

/// Tables of texts.
pub(super) const TABLE: Reader = Reader {
    name: "CSV",
    extensions: &["csv", "tsv"],
    recognises: |bytes| {
        let is_table = |bytes: &[u8]| Foreign::of(bytes).is_some_and(|it| it.kind == Kind::Table);
        is_table(bytes) || head_in_utf_16(bytes).is_some_and(|head| is_table(head.as_bytes()))
    },
    read: |file| found(file)?.read(file.name),
    problems: |file| match found(file) {
        Ok(found) => found.problems(file.name),
        Err(error) => (vec![error], Vec::new()),
    },
};

/// The rows of a table that lie somewhere.
fn found(file: &Opened) -> Result<Found> {
    let mut table = marks::table(file)?;
    let columns = Columns::of(&table).ok_or_else(|| no_coordinates(&table, file.name))?;
    let mut found = Found { called: Some("line"), ..Found::default() };
    found.warnings.append(&mut table.warnings);
    let names = [table.column("name"), table.column("title")];
    let id = table.column("id");
    let mut nowhere = Vec::new();
    let mut at_zero = Vec::new();
    for row in &table.rows {
        let named = [id].iter().chain(&names).find_map(|column| row.text((*column)?));
        let place = |column: usize| {
            let name = named.map(|name| format!(" (`{name}`)")).unwrap_or_default();
            let column = table.head.get(column).map_or("", String::as_str);
            Place::file(file.name).part(format!("line {}{name}, column `{column}`", row.line))
        };
        found.errors.extend(too_long(row, &table, file.name));
        match where_is(row, columns) {
            Ok(None) => nowhere.push(row.line),
            Ok(Some(value)) => {
                if matches!(&value, GeometryValue::Point { coordinates } if coordinates.as_slice() == [0.0, 0.0])
                {
                    at_zero.push(row.line);
                }
                found.features.push((row.line, feature(&table, row, columns, id, value)));
            }
            Err((column, flaw)) => found.errors.push(Error::from(flaw).at(place(column))),
        }
    }
    found.warnings.extend(counted(
        &nowhere,
        table.rows.len(),
        "without coordinates: left out",
        file.name,
    ));
    let at_zero = counted(&at_zero, table.rows.len(), "at 0, 0, in the Gulf of Guinea", file.name);
    found
        .warnings
        .extend(at_zero.map(|it| it.hint("leave the cells empty where nothing is known")));
    found.notices.push(format!(
        "a table of {} rows: {}; {}",
        table.rows.len(),
        table.said,
        columns.said(&table)
    ));
    Ok(found)
}

/// Where a row lies, if it says so; or which column is wrong, and how.
fn where_is(
    row: &Row,
    columns: Columns,
) -> std::result::Result<Option<GeometryValue>, (usize, Flaw)> {
    let point = |at: [f64; 2]| GeometryValue::Point { coordinates: Position::from(at) };
    match columns {
        Columns::Geometry(column) => match row.text(column) {
            Some(text) => geometry(text).map(Some).map_err(|flaw| (column, flaw)),
            None => Ok(None),
        },
        Columns::Pair { column, is_turned } => match row.text(column) {
            Some(text) => {
                pair(text, is_turned).map(|at| Some(point(at))).map_err(|flaw| (column, flaw))
            }
            None => Ok(None),
        },
        Columns::Two { longitude, latitude } => {
            let angle = |column: usize, axis: Axis| match row.text(column) {
                Some(text) => degrees(text, axis).map_err(|flaw| (column, flaw)),
                None => Err((column, missing(axis))),
            };
            if row.text(longitude).is_none() && row.text(latitude).is_none() {
                return Ok(None);
            }
            Ok(Some(point([angle(longitude, Axis::Longitude)?, angle(latitude, Axis::Latitude)?])))
        }
    }
}

fn missing(axis: Axis) -> Flaw {
    Flaw::new(format!("the row has no {}", axis.name())).hint("give both, or neither")
}

fn feature(
    table: &Table,
    row: &Row,
    columns: Columns,
    id: Option<usize>,
    value: GeometryValue,
) -> Feature {
    let others = (0..table.head.len()).filter(|column| !columns.has(*column));
    let properties: JsonObject = others
        .filter_map(|column| Some((table.head[column].clone(), table.value(row, column)?)))
        .collect();
    let id = id.and_then(|column| table.value(row, column)).map(|value| match value {
        JsonValue::Number(number) => Id::Number(number),
        other => Id::String(other.as_str().unwrap_or_default().to_owned()),
    });
    Feature {
        bbox: None,
        geometry: Some(Geometry::new(value)),
        id,
        properties: Some(properties),
        foreign_members: None,
    }
}

/// That a row has cells that no column is for.
fn too_long(row: &Row, table: &Table, file: &str) -> Option<Error> {
    let surplus = (table.head.len()..row.len()).find(|column| row.text(*column).is_some())?;
    let message =
        format!("the row has {} cells, and the table {} columns", surplus + 1, table.head.len());
    Some(
        Error::input(message)
            .at(Place::file(file).part(format!("line {}", row.line)))
            .hint("put what has a separator in it into quotation marks"),
    )
}

/// A warning of some rows of all.
fn counted(lines: &[usize], all: usize, what: &str, file: &str) -> Option<Warning> {
    /// Lines that are named.
    const NAMED: usize = 10;
    if lines.is_empty() {
        return None;
    }
    let named: Vec<String> = lines.iter().take(NAMED).map(ToString::to_string).collect();
    let more = if lines.len() > NAMED { ", …" } else { "" };
    let lines_named = if lines.len() == 1 { "line" } else { "lines" };
    let message = format!("{} of {all} rows are {what}", lines.len());
    Some(
        Warning::new(message)
            .at(Place::file(file).part(format!("{lines_named} {}{more}", named.join(", ")))),
    )
}

/// That a table says nowhere where its rows lie.
fn no_coordinates(table: &Table, file: &str) -> Error {
    /// Columns that are named.
    const NAMED: usize = 12;
    let names: Vec<String> =
        table.head.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
    let more = if table.head.len() > NAMED { ", …" } else { "" };
    Error::input(format!("the table has no columns of coordinates: it has {}{more}", names.join(", ")))
        .at(Place::file(file))
        .hint(
            "call them lon and lat, or join the table to areas by their names: \
             [[layers]] source = \"admin1\", join = { file = \"…\", key = \"name\", column = \"…\" }",
        )
}

#[cfg(test)]
mod tests {
    use crate::geodata::readers::{problems, read_bytes};

    #[test]
    fn a_row_is_a_feature_with_its_attributes() {
        let read = read_bytes(b"id;name;lat;lon;people\n7;Athens;37,98;23,72;664046\n", "a.csv")
            .expect("read");
        let feature = &read.features[0];
        assert_eq!(feature.id, "7");
        assert_eq!(feature.geometry.0, geo::Point::new(23.72, 37.98).into());
        assert_eq!(feature.text("name"), Some("Athens"));
        assert_eq!(feature.number("people"), Some(664_046.0));
        assert!(feature.attributes.keys().all(|key| key != "lat" && key != "lon"));
        assert!(read.notices[0].contains("longitude from `lon`"), "{:?}", read.notices);
        assert!(read.warnings.is_empty(), "{:?}", read.warnings);
    }

    #[test]
    fn every_wrong_row_is_told_with_line_and_column() {
        let text = "name,lon,lat\nA,23,38\nB,east,38\nC,,38\nD,23,138\n,,\nE,,\nF,0,0\nG,1,2,3\n";
        let (errors, warnings) = problems(text.as_bytes(), "a.csv");
        let said: Vec<String> = errors
            .iter()
            .map(|it| format!("{}: {}", it.place.as_ref().expect("a place"), it.message))
            .collect();
        assert_eq!(
            said,
            [
                "a.csv, line 3 (`B`), column `lon`: `east` is no angle",
                "a.csv, line 4 (`C`), column `lon`: the row has no longitude",
                "a.csv, line 9: the row has 4 cells, and the table 3 columns",
                "a.csv, line 5 (`D`): latitude 138 is beyond 90",
            ]
        );
        let said: Vec<&str> = warnings.iter().map(|it| it.message.as_str()).collect();
        assert_eq!(
            said,
            [
                "1 of 7 rows are without coordinates: left out",
                "1 of 7 rows are at 0, 0, in the Gulf of Guinea"
            ]
        );
    }

    #[test]
    fn metres_and_tables_without_coordinates_are_told_the_way_out() {
        let error = read_bytes(b"name,x,y\nA,476000,4204000\n", "a.csv").unwrap_err();
        assert!(error.hint.expect("a hint").starts_with("projected coordinates?"));
        let error = read_bytes(b"province,people\nMu\xc4\x9fla,1\n", "a.csv").unwrap_err();
        assert!(error.hint.expect("a hint").contains("join = {"));
    }
}
