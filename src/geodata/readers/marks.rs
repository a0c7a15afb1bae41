//! A file in, its table out with numbers that are read as the whole file has them: with the point or the comma before fractions,
//! by what some cell can only mean.

use super::columns::Columns;
use super::number::{Content, MARKS, Mark, number};
use super::table::Table;
use crate::error::{Place, Result, Warning};
use crate::geodata::Opened;

/// Reads a table, and what its columns are.
///
/// Errors: as [`Table::read`].
pub(super) fn table(file: &Opened) -> Result<Table> {
    Ok(with_contents(Table::read(file)?, file.name))
}

fn with_contents(mut table: Table, file: &str) -> Table {
    let (contents, doubt) = contents(&table, file);
    table.contents = contents;
    table.warnings.extend(doubt);
    table
}

/// What can be told of a column alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Alone {
    Text,
    /// Numbers without marks.
    Whole,
    /// Numbers that only this mark makes some of.
    Sure(Mark),
    /// Numbers that have this sign before groups of three: `1,500`.
    Doubtful(Mark),
}

/// What the columns of a table are, by all of them, and a warning of numbers that nothing in the file decides on.
fn contents(table: &Table, file: &str) -> (Vec<Content>, Option<Warning>) {
    let columns = Columns::of(table);
    let alone: Vec<Alone> = (0..table.head.len()).map(|column| alone(table, column)).collect();
    let of_columns = alone.iter().filter_map(|it| match it {
        Alone::Sure(mark) => Some(*mark),
        _ => None,
    });
    let said: Vec<Mark> = of_columns.chain(of_positions(table, columns)).collect();
    let decided = match said.first() {
        Some(first) if said.iter().all(|mark| mark == first) => Some(*first),
        _ => None,
    };
    let mut doubtful = Vec::new();
    let each = |(column, alone): (usize, &Alone)| match *alone {
        Alone::Text => Content::Text,
        Alone::Whole => Content::Number(Mark::Point),
        Alone::Sure(mark) => Content::Number(mark),
        Alone::Doubtful(sign) => Content::Number(decided.unwrap_or_else(|| {
            // between commas a comma within a number parts thousands; a point is one before a fraction, as in any program
            let mark = if table.separator == b',' { Mark::Point } else { sign };
            let is_plain = sign == Mark::Point && table.separator == b',';
            let is_position = columns.is_some_and(|columns| columns.has(column));
            if !is_plain && !is_position {
                doubtful.push((column, mark));
            }
            mark
        })),
    };
    let contents = alone.iter().enumerate().map(each).collect();
    (contents, doubt(table, &doubtful, file))
}

fn alone(table: &Table, column: usize) -> Alone {
    let cells = || table.rows.iter().filter_map(|row| row.text(column));
    let is_of = |mark: Mark| cells().all(|cell| number(cell, mark).is_some());
    let marked = cells().find_map(|cell| MARKS.into_iter().find(|it| cell.contains(it.sign())));
    match (cells().next().is_some() && is_of(Mark::Point), is_of(Mark::Comma), marked) {
        (true, true, None) => Alone::Whole,
        (true, true, Some(sign)) => Alone::Doubtful(sign),
        (true, false, _) => Alone::Sure(Mark::Point),
        (false, true, _) if cells().next().is_some() => Alone::Sure(Mark::Comma),
        _ => Alone::Text,
    }
}

/// The marks that longitudes and latitudes have: they have no thousands.
fn of_positions(table: &Table, columns: Option<Columns>) -> Vec<Mark> {
    let of_cells = |column: usize| {
        let cells = table.rows.iter().filter_map(move |row| row.text(column));
        cells.filter_map(|cell| {
            let mut found = MARKS.into_iter().filter(|mark| cell.contains(mark.sign()));
            found.next().filter(|_| found.next().is_none())
        })
    };
    match columns {
        Some(Columns::Two { longitude, latitude }) => {
            of_cells(longitude).chain(of_cells(latitude)).collect()
        }
        // well-known text has points
        Some(Columns::Geometry(_)) => vec![Mark::Point],
        // a comma parts the two more often than it stands within one
        Some(Columns::Pair { column, .. }) => {
            let cells = table.rows.iter().filter_map(|row| row.text(column));
            cells.filter(|cell| cell.contains('.')).map(|_| Mark::Point).collect()
        }
        None => Vec::new(),
    }
}

/// A warning of columns whose numbers have a mark that may be either.
fn doubt(table: &Table, columns: &[(usize, Mark)], file: &str) -> Option<Warning> {
    let is_marked = |cell: &&str| cell.contains([',', '.']);
    let example = |(column, mark): &(usize, Mark)| {
        let cell = table.rows.iter().filter_map(|row| row.text(*column)).find(is_marked)?;
        Some((&table.head[*column], cell, number(cell, *mark)?))
    };
    let examples: Vec<_> = columns.iter().filter_map(example).collect();
    let (_, cell, _) = examples.first()?;
    let read: Vec<String> = (examples.iter())
        .map(|(name, cell, number)| format!("`{cell}` of `{name}` is read as {number}"))
        .collect();
    let either = MARKS.map(|mark| number(cell, mark).map(|it| it.to_string()).unwrap_or_default());
    let message =
        format!("nothing says whether a mark parts thousands or fractions: {}", read.join(", "));
    Some(Warning::new(message).at(Place::file(file)).hint(format!(
        "write numbers without a mark between thousands, and fractions with a point: {}",
        either.join(" or ")
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The values of the last column, and what is warned of.
    fn read(text: &str) -> (String, Vec<String>) {
        let table = with_contents(Table::of_text(text, "a.csv").expect("a table"), "a.csv");
        let last = table.head.len() - 1;
        let value = |row| table.value(row, last).map_or("-".to_owned(), |it| it.to_string());
        let values: Vec<String> = table.rows.iter().map(value).collect();
        (values.join(" "), table.warnings.iter().map(|it| it.message.clone()).collect())
    }

    #[test]
    fn a_column_is_of_numbers_if_all_of_it_is() {
        let table = Table::of_text(
            "code;people;share;year\n01;1000;1,5;2020\n34A;2000;2;\n06;;-3,25;2022\n",
            "a.csv",
        )
        .expect("a table");
        let table = with_contents(table, "a.csv");
        let values = |column: usize| {
            let value = |row| table.value(row, column).map_or("-".to_owned(), |it| it.to_string());
            table.rows.iter().map(value).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(values(0), "\"01\" \"34A\" \"06\"");
        assert_eq!(values(1), "1000 2000 -");
        assert_eq!(values(2), "1.5 2 -3.25");
        assert_eq!(values(3), "2020 - 2022");
    }

    #[test]
    fn the_whole_file_says_which_mark_is_before_fractions() {
        for (text, values) in [
            ("lat,lon,v\n36.5,28.1,\"1,500\"\n36.6,28.5,\"12,345\"\n", "1500 12345"),
            ("Enlem;Boylam;v\n36,5;28,1;1.234\n36,6;28,2;30.456\n", "1234 30456"),
            // coordinates have no thousands
            ("lat;lon;v\n36,500;28,100;1.234\n", "1234"),
            ("lat;lon;v\n36.500;28.100;1.234\n", "1.234"),
            ("a;w;v\nx;2,5;1.234\n", "1234"),
            ("a;w;v\nx;2.5;1,234\n", "1234"),
            // a column says it itself
            ("a;v\nx;1,500\ny;2,5\n", "1.500 2.5"),
            ("a;v\nx;0,500\n", "0.500"),
            ("a;v\nx;1.234.567,8\ny;9\n", "1234567.8 9"),
            ("a,v\nx,\"1,234.5\"\ny,-3\n", "1234.5 -3"),
            ("a,v\nx,\"-1,234,567\"\n", "-1234567"),
            ("WKT;v\nPOINT (28 36);1,500\n", "1500"),
            ("a,coordinates,v\nx,\"36.5, 28.1\",\"1,500\"\n", "1500"),
            // no numbers
            ("a;v\nx;12.05.2020\n", "\"12.05.2020\""),
            ("a;v\nx;1,2,3\n", "\"1,2,3\""),
            ("a;v\nx;1.5\ny;1,5\n", "\"1.5\" \"1,5\""),
            ("a;v\nx;007\n", "\"007\""),
        ] {
            let (found, warnings) = read(text);
            let number =
                |text: &str| text.parse::<f64>().map_or(text.to_owned(), |it| it.to_string());
            let plain = |text: &str| text.split(' ').map(number).collect::<Vec<_>>();
            assert_eq!(plain(&found), plain(values), "{text}");
            assert!(warnings.is_empty(), "{text}: {warnings:?}");
        }
    }

    #[test]
    fn numbers_that_nothing_decides_on_are_told_as_they_are_read() {
        for (text, values, said) in [
            ("a,v\nx,\"1,500\"\ny,\"2,000\"\n", "1500 2000", "`1,500` of `v` is read as 1500"),
            ("a;v\nx;1,500\n", "1.500", "`1,500` of `v` is read as 1.5"),
            ("a;v\nx;1.234\n", "1.234", "`1.234` of `v` is read as 1.234"),
            ("lat;lon;w;v\n36.5;28;1,5;1,500\n", "1.500", "`1,500` of `v` is read as 1.5"),
        ] {
            let (found, warnings) = read(text);
            let number = |text: &str| text.parse::<f64>().ok();
            let plain = |text: &str| text.split(' ').map(number).collect::<Vec<_>>();
            assert_eq!(plain(&found), plain(values), "{text}");
            assert!(warnings.iter().any(|it| it.contains(said)), "{text}: {warnings:?}");
        }
        assert!(read("a,v\nx,1.234\ny,7\n").1.is_empty());
    }
}
