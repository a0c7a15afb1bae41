//! Cells in, tables of them out: columns for the eye, Markdown, rows of CSV; numbers as people read them.

use periplus::documents::escaped;

/// Columns as wide as their widest cell, the first line their headings; those before `first_number` aligned left.
pub(super) fn aligned(lines: &[Vec<String>], first_number: usize) -> String {
    let columns = lines.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| {
        let cells = lines.iter().filter_map(|line| line.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let line = |cells: &Vec<String>| {
        let cells = cells.iter().zip(&widths).enumerate();
        let cells = cells.map(|(column, (cell, &width))| match column < first_number {
            true => format!("{cell:<width$}"),
            false => format!("{cell:>width$}"),
        });
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned() + "\n"
    };
    lines.iter().map(line).collect()
}

/// A table of Markdown, the first line its headings; cells are text, whatever they look like.
pub(super) fn markdown(lines: &[Vec<String>], first_number: usize) -> String {
    let line = |cells: &Vec<String>| {
        let cells: Vec<String> = cells.iter().map(|cell| escaped(cell)).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let Some((head, body)) = lines.split_first() else { return String::new() };
    let rules = (0..head.len()).map(|column| if column < first_number { "---|" } else { "---:|" });
    line(head)
        + "|"
        + &rules.collect::<String>()
        + "\n"
        + &body.iter().map(line).collect::<String>()
}

/// A row of CSV.
pub(super) fn csv_row(cells: &[String]) -> String {
    cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(",") + "\n"
}

/// A field of CSV (RFC 4180 §2): in quotes where it has a comma, a quote or a line end.
pub(super) fn quoted(field: &str) -> String {
    match field.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", field.replace('"', "\"\"")),
        false => field.to_owned(),
    }
}

/// CSV for a file that a spreadsheet opens: with the mark by which it knows UTF-8, and an apostrophe before text that it would take
/// for a formula. A pipe has neither: programs read it.
pub(super) fn for_spreadsheets(text: &str) -> String {
    let mut rows =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let rows = rows.records().flatten().map(|row| {
        let cells: Vec<String> = row.iter().map(as_text).collect();
        csv_row(&cells)
    });
    std::iter::once("\u{feff}".to_owned()).chain(rows).collect()
}

/// A cell that no spreadsheet takes for a formula: those begin with one of these characters, in their full width too, and a tab or
/// line end before them is passed over (OWASP, CSV Injection). Numbers stay numbers, with their signs.
fn as_text(cell: &str) -> String {
    const MARKS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
    let is_formula = cell.starts_with(MARKS) && cell.parse::<f64>().is_err();
    if is_formula { format!("'{cell}") } else { cell.to_owned() }
}

/// A number with one decimal place and a comma between thousands: `190,180.4`.
pub(super) fn grouped(value: f64) -> String {
    let text = format!("{:.1}", value.abs());
    let whole = text.split('.').next().map_or(0, str::len);
    let is_negative = value < 0.0 && text != "0.0";
    let mut grouped = if is_negative { "−".to_owned() } else { String::new() };
    for (place, digit) in text.chars().enumerate() {
        if place > 0 && place < whole && (whole - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// The same with its sign: `+12.5`, `−3.0`, `0.0`.
pub(super) fn signed(value: f64) -> String {
    let text = grouped(value);
    match value > 0.0 && text != "0.0" {
        true => format!("+{text}"),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_separate_thousands() {
        let written = [0.0, 9.96, 123.4, 1234.5, 190_180.44].map(grouped);
        assert_eq!(written, ["0.0", "10.0", "123.4", "1,234.5", "190,180.4"]);
        assert_eq!([1234.5, -1234.5, -0.01].map(signed), ["+1,234.5", "−1,234.5", "0.0"]);
    }

    #[test]
    fn a_field_with_a_comma_stands_in_quotes() {
        assert_eq!(quoted("GRC"), "GRC");
        assert_eq!(quoted("a \"b\", c"), "\"a \"\"b\"\", c\"");
    }
    #[test]
    fn a_formula_is_text_in_a_file_for_spreadsheets_and_a_number_a_number() {
        let row =
            |cells: &[&str]| csv_row(&cells.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>());
        let wild =
            ["=cmd|' /C calc'!A0", "+1+1", "-a", "@SUM(A1)", "\t=1", "\r=1", "＝1", "a=1", "'a"];
        let tame = [
            "'=cmd|' /C calc'!A0",
            "'+1+1",
            "'-a",
            "'@SUM(A1)",
            "'\t=1",
            "'\r=1",
            "'＝1",
            "a=1",
            "'a",
        ];
        assert_eq!(for_spreadsheets(&row(&wild)), format!("\u{feff}{}", row(&tame)));
        let numbers = row(&["-12.5", "+3", "1e-7", "", "a, \"b\"\nc"]);
        assert_eq!(for_spreadsheets(&numbers), format!("\u{feff}{numbers}"));
    }

    #[test]
    fn a_cell_of_markdown_ends_no_table_and_is_no_link() {
        let lines = [vec!["state".to_owned()], vec!["a | <b>\n[x](y)".to_owned()]];
        assert_eq!(markdown(&lines, 1), "| state |\n|---|\n| a \\| \\<b> \\[x\\](y) |\n");
    }
}
