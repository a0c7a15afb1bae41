//! `periplus areas`: a figure in, the areas and shares of its waters out, as a table, Markdown, CSV or JSON.

use super::args::{Areas, CommandLine, Tabular};
use super::messages::Messages;
use super::request::usage;
use super::sheet_cells::{grouped, markdown, quoted};
use super::text_output::{Content, TextOutput};
use super::{inputs, limits, render, waters};
use periplus::documents::escaped;
use periplus::error::{Error, Result};
use periplus::export::SHELF_BELOW;
use periplus::projection::Bounds;
use periplus::sea::{Overlap, ZoneKind};
use periplus::statistics::{self, Row, Statistics};
use periplus::survey::{Survey, survey};
use serde::Serialize;

/// The columns, as JSON and CSV name them.
const COLUMNS: [&str; 6] = ["state", "kind", "breadth_nm", "area_km2", "share_percent", "parts"];
/// The last column: what the state is called.
const NAME: &str = "state_name";

/// A row as scripts read it.
#[derive(Serialize)]
struct Record<'a> {
    state: Option<&'a str>,
    kind: ZoneKind,
    breadth_nm: f64,
    area_km2: f64,
    share_percent: Option<f64>,
    parts: usize,
    /// What the state is called, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    state_name: Option<&'a str>,
    /// Of what belts leave: whose zone is in force there, and which.
    #[serde(skip_serializing_if = "Option::is_none")]
    in_force_of: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_force: Option<ZoneKind>,
    /// Of high seas: what of them lies within 200 nm of a coast.
    #[serde(skip_serializing_if = "Option::is_none")]
    shelf_km2: Option<f64>,
    /// By how much area and share may be off, where the figure says how exactly the coast is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    area_uncertainty_km2: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    share_uncertainty_percent: Option<f64>,
    /// Only where it is so: the edge of the data cuts the waters, the area is not whole.
    #[serde(skip_serializing_if = "is_false")]
    cut: bool,
    #[serde(skip)]
    set: usize,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// Prints the areas; what they were taken of stands below a table, else on standard error.
pub(super) fn run(arguments: &Areas, line: &CommandLine, messages: &Messages) -> Result<()> {
    let figure = waters::of_areas(arguments, &limits::of_line(line)?)?;
    let bounds = arguments.bounds.as_ref().map(|written| written.parse::<Bounds>()).transpose();
    let bounds = bounds.map_err(|flaw| usage(flaw, "--bounds"))?;
    let inputs = [figure.files_read(), inputs::of_line(line)].concat();
    let output = TextOutput::of(&arguments.output, &inputs)?;
    let survey = survey(&figure, &render::geodata(line)?)?;
    let survey = match bounds {
        Some(bounds) => survey.within(&bounds.rectangle()),
        None => survey,
    };
    let measured = statistics::measure(&survey);
    let rows: Vec<Record> = measured.rows.iter().map(|row| record(row, &survey)).collect();
    let is_markdown = arguments.format == Tabular::Markdown;
    let notes = notes(&survey, &measured, if is_markdown { escaped } else { str::to_owned });
    survey.warnings.iter().for_each(|warning| messages.warning(warning));
    let text = match arguments.format {
        Tabular::Table => format!("{}\n{}\n", as_table(&rows, &survey), notes.join("\n")),
        Tabular::Markdown => format!("{}\n{}\n", as_markdown(&rows, &survey), notes.join("  \n")),
        Tabular::Csv => as_csv(&rows),
        Tabular::Json => as_json(&rows)?,
    };
    let content = Content::csv_if(arguments.format == Tabular::Csv);
    let note = output.write(text, content)?;
    note.iter().for_each(|note| messages.note(note));
    if matches!(arguments.format, Tabular::Csv | Tabular::Json) {
        notes.iter().for_each(|note| messages.note(note));
    }
    Ok(())
}

fn record<'a>(row: &'a Row, survey: &'a Survey) -> Record<'a> {
    Record {
        state: row.state.as_deref(),
        kind: row.kind,
        breadth_nm: row.breadth.0,
        area_km2: tenths(row.area.square_kilometres()),
        share_percent: row.share.map(tenths),
        parts: row.parts,
        state_name: row
            .state
            .as_ref()
            .and_then(|state| survey.names.get(state))
            .map(String::as_str),
        in_force_of: row.in_force.as_ref().map(|(state, _)| state.as_str()),
        in_force: row.in_force.as_ref().map(|(_, zone)| *zone),
        shelf_km2: row.shelf.map(|shelf| tenths(shelf.square_kilometres())),
        area_uncertainty_km2: row.uncertainty.map(|off| tenths(off.square_kilometres())),
        share_uncertainty_percent: row
            .uncertainty
            .zip(row.share)
            .map(|(off, share)| tenths(share * off.0 / row.area.0)),
        cut: row.is_cut,
        set: row.set,
    }
}

fn tenths(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// The sea, its area and outline, the coast, the method; names of others' are `written` as the form asks.
fn notes(survey: &Survey, measured: &Statistics, written: fn(&str) -> String) -> Vec<String> {
    let of = match (&survey.sea, measured.sea) {
        (Some(sea), Some(area)) => format!(
            "Shares of the {}: {} km², outline after {}, land taken out.",
            written(&sea.name),
            grouped(tenths(area.square_kilometres())),
            written(&sea.outline)
        ),
        _ => "Whole zones, as far as the coast reaches; the figure names no sea to take shares of \
              (`within`)."
            .to_owned(),
    };
    let policy = match survey.policy {
        Overlap::Median => "divided by the median line",
        Overlap::Overlap => "each point to the nearest state that reaches it",
        Overlap::Keep => "zones whole, what two states share counted for both",
    };
    let of = match survey.part.map(|part| part.map(|degrees| degrees.to_string()).join(", ")) {
        Some(part) => format!("{of} Only what lies within west, south, east, north: {part}."),
        None => of,
    };
    let breadths = match (survey.as_claimed, survey.as_of) {
        (true, Some(day)) => format!("Breadths as claimed on {day}. "),
        (true, None) => "Breadths as claimed. ".to_owned(),
        (false, _) => String::new(),
    };
    let mut notes = vec![
        of,
        format!(
            "{breadths}Coast: {}. Limits by geodesics on WGS 84 within {} m, {policy}; areas of \
             that ellipsoid.",
            written(&survey.coast),
            survey.tolerance.0
        ),
        "Indicative: computed from that coast; no position on sovereignty is implied.".to_owned(),
    ];
    if measured.rows.iter().any(|row| row.uncertainty.is_some()) {
        notes.extend(doubt(survey));
    }
    if !survey.effects.is_empty() {
        notes.push(format!("Beyond the territorial sea count: {}.", written(&survey.effects)));
    }
    let reach = survey.reach.as_ref().filter(|_| measured.rows.iter().any(|row| row.is_cut));
    if measured.rows.iter().any(|row| is_nested(row.kind)) {
        notes.push(NESTED.to_owned());
    }
    if measured.rows.iter().any(|row| row.shelf.is_some()) {
        notes.push(format!("{SHELF} High seas: {SHELF_BELOW}."));
    }
    notes.extend(reach.map(|reach| {
        format!("{CUT} Cut by the edge of the data, not whole: the coast is known {reach}.")
    }));
    notes
}

/// How exactly the coast is taken to be known, and what follows.
fn doubt(survey: &Survey) -> Option<String> {
    let [accuracy, tide] = survey.known?;
    Some(format!(
        "±: the coast known to {} m, the low-water line off it by up to {} m, limits within {} m, added by their squares; an \
         area is off by each line round it all along on one side.",
        accuracy.0, tide.0, survey.tolerance.0
    ))
}

/// Marks an area that is not whole.
const CUT: char = '†';
/// Marks high seas over a shelf.
const SHELF: char = '‡';
/// What has to be known of rows of wider zones.
const NESTED: &str = "Zones reach from the baseline outward: a state's wider zone includes its narrower ones; those of states \
                      without the wider zone are rows of their own.";

/// Whether zones of a kind hold narrower ones of their state.
fn is_nested(kind: ZoneKind) -> bool {
    let wide =
        [ZoneKind::ContiguousZone, ZoneKind::ExclusiveEconomicZone, ZoneKind::ContinentalShelf];
    wide.contains(&kind)
}

/// `beyond, exclusive-economic-zone of Cyprus (CYP)`; else what the law calls it.
fn kind_cell(row: &Record, survey: &Survey) -> String {
    match row.in_force_of.zip(row.in_force) {
        Some((state, zone)) => format!("{}, {zone} of {}", row.kind, survey.name(state)),
        None => row.kind.to_string(),
    }
}

/// The area, with the marks of what is said below.
fn area_cell(row: &Record) -> String {
    let marks = [(row.shelf_km2.is_some(), SHELF), (row.cut, CUT)];
    let marks: Vec<char> = marks.into_iter().filter(|mark| mark.0).map(|mark| mark.1).collect();
    let off = row.area_uncertainty_km2.map(|off| format!(" ± {}", grouped(off)));
    let area = grouped(row.area_km2) + &off.unwrap_or_default();
    match marks.is_empty() {
        true => area,
        false => format!("{area} {}", String::from_iter(marks)),
    }
}

fn share_cell(row: &Record) -> String {
    match (row.share_percent, row.share_uncertainty_percent) {
        (Some(share), Some(off)) => format!("{share:.1} ± {off:.1} %"),
        (Some(share), None) => format!("{share:.1} %"),
        (None, _) => "–".to_owned(),
    }
}

/// The cells of a row, as people read them.
fn cells(row: &Record, survey: &Survey) -> [String; 6] {
    [
        row.state.map_or("–".to_owned(), |state| survey.name(state)),
        kind_cell(row, survey),
        format!("{} nm", row.breadth_nm),
        area_cell(row),
        share_cell(row),
        row.parts.to_string(),
    ]
}

const HEADINGS: [&str; 6] = ["state", "kind", "breadth", "area km²", "share", "parts"];
/// The columns before it are words, aligned left; those from it on are numbers.
const FIRST_NUMBER: usize = 2;

fn as_table(rows: &[Record], survey: &Survey) -> String {
    let mut lines = vec![HEADINGS.map(str::to_owned)];
    lines.extend(rows.iter().map(|row| cells(row, survey)));
    let width = |column: usize| {
        lines.iter().map(|cells| cells[column].chars().count()).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..HEADINGS.len()).map(width).collect();
    let mut text = String::new();
    for (number, cells) in lines.iter().enumerate() {
        let columns = cells.iter().zip(&widths).enumerate().map(|(column, (cell, &width))| {
            if column < FIRST_NUMBER {
                format!("{cell:<width$}")
            } else {
                format!("{cell:>width$}")
            }
        });
        text.push_str(columns.collect::<Vec<_>>().join("  ").trim_end());
        text.push('\n');
        let next = number.checked_sub(1).and_then(|row| rows[row..].first_chunk::<2>());
        // Sets of a sea each add up to it; a blank line parts them.
        let ends_a_set = next.is_some_and(|[row, next]| row.set != next.set);
        if ends_a_set && rows.iter().any(|row| row.share_percent.is_some()) {
            text.push('\n');
        }
    }
    text
}

fn as_markdown(rows: &[Record], survey: &Survey) -> String {
    let mut lines = vec![HEADINGS.map(str::to_owned).to_vec()];
    lines.extend(rows.iter().map(|row| cells(row, survey).to_vec()));
    markdown(&lines, FIRST_NUMBER)
}

/// The columns that have no more than a few rows are there only where one has.
fn as_csv(rows: &[Record]) -> String {
    type Column = (&'static str, fn(&Record) -> Option<String>);
    const SOME: [Column; 6] = [
        ("area_uncertainty_km2", |row| row.area_uncertainty_km2.map(|off| format!("{off:.1}"))),
        ("share_uncertainty_percent", |row| {
            row.share_uncertainty_percent.map(|off| format!("{off:.1}"))
        }),
        ("in_force_of", |row| row.in_force_of.map(quoted)),
        ("in_force", |row| row.in_force.map(|zone| zone.to_string())),
        ("shelf_km2", |row| row.shelf_km2.map(|shelf| format!("{shelf:.1}"))),
        ("cut", |row| row.cut.then(|| row.cut.to_string())),
    ];
    let some: Vec<Column> =
        SOME.into_iter().filter(|(_, of)| rows.iter().any(|row| of(row).is_some())).collect();
    let names = COLUMNS.into_iter().chain(some.iter().map(|(name, _)| *name)).chain([NAME]);
    let mut text = names.collect::<Vec<_>>().join(",") + "\n";
    for row in rows {
        let share = row.share_percent.map_or(String::new(), |share| format!("{share:.1}"));
        text.push_str(&format!(
            "{},{},{},{:.1},{share},{}",
            quoted(row.state.unwrap_or_default()),
            row.kind,
            row.breadth_nm,
            row.area_km2,
            row.parts
        ));
        for (name, of) in &some {
            let empty = if *name == "cut" { "false" } else { "" };
            text.push_str(&format!(",{}", of(row).unwrap_or_else(|| empty.to_owned())));
        }
        text.push_str(&format!(",{}", quoted(row.state_name.unwrap_or_default())));
        text.push('\n');
    }
    text
}

fn as_json(rows: &[Record]) -> Result<String> {
    let text = serde_json::to_string_pretty(rows);
    text.map(|text| text + "\n").map_err(|error| Error::render("cannot list").cause(error))
}
