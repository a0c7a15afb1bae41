//! Points as people read them: a table a line, and one of the base points; plain or in Markdown.

use super::degrees::{decimal, latitude, longitude};
use crate::cli::sheet_cells::markdown;
use periplus::documents::escaped;
use periplus::points::{Line, Point, Points, Stretch};
use periplus::sea::{BasePoint, PointKind};

const HEADINGS: [&str; 10] = [
    "no.",
    "latitude",
    "longitude",
    "decimal",
    "base points",
    "distance",
    "to",
    "length",
    "azimuths",
    "controlled by",
];
const BASE_HEADINGS: [&str; 5] = ["base point", "state", "latitude", "longitude", "decimal"];

/// Rows below a heading, and what is said before them.
struct Table {
    title: String,
    headings: Vec<&'static str>,
    rows: Vec<Vec<String>>,
    after: Vec<String>,
}

fn tables(points: &Points) -> Vec<Table> {
    let mut tables: Vec<Table> = points.lines.iter().map(of_line).collect();
    let bases = points.base_points.iter().enumerate();
    tables.push(Table {
        title: "base points".to_owned(),
        headings: BASE_HEADINGS.to_vec(),
        rows: bases.map(|(place, base)| base_row(place + 1, base)).collect(),
        after: Vec::new(),
    });
    tables.retain(|table| !(table.rows.is_empty() && table.after.is_empty()));
    tables
}

fn of_line(line: &Line) -> Table {
    let article = line.article().map(|article| format!(" ({article})")).unwrap_or_default();
    // Those between two points are read off the table; the others are said.
    let loose = line.stretches.iter().filter(|it| it.from.is_none() || it.to.is_none());
    let after = loose.map(|stretch| {
        let where_it_is = match (stretch.from, stretch.to) {
            (Some(from), _) => format!("from {from} on"),
            (None, Some(to)) => format!("up to {to}"),
            (None, None) => "a part without points".to_owned(),
        };
        format!("{where_it_is}: {}", controls(stretch))
    });
    let mut after: Vec<String> = after.collect();
    after.dedup();
    Table {
        title: format!("{}{article}", line.name()),
        headings: HEADINGS.to_vec(),
        rows: line.points.iter().map(|point| row(point, line)).collect(),
        after,
    }
}

/// `B3, B5 to B7`: of each state its base point, or from which to which it moves along the baseline.
fn controls(stretch: &Stretch) -> String {
    stretch.controls.iter().map(control).collect::<Vec<_>>().join(", ")
}

fn control(ends: &[usize; 2]) -> String {
    match ends {
        [first, last] if first == last => format!("B{first}"),
        [first, last] => format!("B{first} to B{last}"),
    }
}

fn row(point: &Point, line: &Line) -> Vec<String> {
    let at = point.position.0;
    let number = match point.kind {
        PointKind::Turning => point.number.to_string(),
        PointKind::Tripoint => format!("{} tripoint", point.number),
        PointKind::End => format!("{} end", point.number),
    };
    let bases: Vec<String> =
        point.controls.iter().map(|(number, _)| format!("B{number}")).collect();
    let distance = point.distance();
    let off = point.uncertainty.map(|off| format!(" ± {:.0} m", off.0)).unwrap_or_default();
    let mut row = vec![
        number,
        latitude(at.y),
        longitude(at.x),
        format!("{}, {}{off}", decimal(at.y), decimal(at.x)),
        bases.join(", "),
        format!("{:.4} nm, {:.2} m", distance.nautical_miles().0, distance.0),
    ];
    match &point.next {
        Some(next) => row.extend([
            next.to.to_string(),
            format!("{:.4} nm, {:.2} m", next.length.nautical_miles().0, next.length.0),
            format!("{:.4}° / {:.4}°", next.azimuth.0, next.back.0),
            line.stretch_from(point.number).map(controls).unwrap_or_default(),
        ]),
        None => row.extend(std::iter::repeat_n("–".to_owned(), 4)),
    }
    row
}

fn base_row(number: usize, base: &BasePoint) -> Vec<String> {
    let at = base.position.0;
    let mut decimals = format!("{}, {}", decimal(at.y), decimal(at.x));
    if let Some(ends) = base.between {
        let [one, other] = ends.map(|end| format!("{}, {}", decimal(end.0.y), decimal(end.0.x)));
        decimals = format!("{decimals}; on the baseline between {one} and {other}");
    }
    vec![format!("B{number}"), base.state.clone(), latitude(at.y), longitude(at.x), decimals]
}

pub(super) fn as_table(points: &Points) -> String {
    let mut text = String::new();
    for table in tables(points) {
        text += &format!("{}\n", table.title);
        if !table.rows.is_empty() {
            text += &columns(&table);
        }
        table.after.iter().for_each(|line| text += &format!("{line}\n"));
        text.push('\n');
    }
    text
}

fn columns(table: &Table) -> String {
    let headings = table.headings.iter().map(|heading| (*heading).to_owned()).collect();
    let lines: Vec<&Vec<String>> = std::iter::once(&headings).chain(&table.rows).collect();
    let width =
        |column: usize| lines.iter().map(|cells| cells[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..table.headings.len()).map(width).collect();
    let line = |cells: &&Vec<String>| {
        let cells = cells.iter().zip(&widths).map(|(cell, &width)| format!("{cell:<width$}"));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned() + "\n"
    };
    lines.iter().map(line).collect()
}

pub(super) fn as_markdown(points: &Points) -> String {
    let mut text = String::new();
    for table in tables(points) {
        text += &format!("**{}**\n\n", escaped(&table.title));
        if !table.rows.is_empty() {
            let headings = table.headings.iter().map(|heading| (*heading).to_owned()).collect();
            let lines: Vec<Vec<String>> = std::iter::once(headings).chain(table.rows).collect();
            text += &markdown(&lines, table.headings.len());
            text.push('\n');
        }
        if !table.after.is_empty() {
            let after: Vec<String> = table.after.iter().map(|line| escaped(line)).collect();
            text += &format!("{}\n\n", after.join("  \n"));
        }
    }
    text
}
