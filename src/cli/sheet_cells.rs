//! Cells in, tables of them out: columns for the eye, Markdown, rows of CSV; numbers as people read them.

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

/// A table of Markdown, the first line its headings.
pub(super) fn markdown(lines: &[Vec<String>], first_number: usize) -> String {
    let line = |cells: &Vec<String>| format!("| {} |\n", cells.join(" | "));
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

/// CSV for a file that a spreadsheet opens: with the mark by which it knows UTF-8. A pipe has none: programs read it.
pub(super) fn for_spreadsheets(text: &str) -> String {
    format!("\u{feff}{text}")
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
}
