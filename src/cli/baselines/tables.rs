//! Baselines as people read them: a table each, plain or in Markdown.

use crate::cli::points::degrees::{latitude, longitude};
use crate::cli::sheet_cells::{aligned, markdown};
use periplus::documents::escaped;
use periplus::survey::{BaselineReport, Measured, Range, Test, TestedBaseline, Unit};

const HEADINGS: [&str; 8] =
    ["segment", "from", "to", "condition", "measured", "asked", "result", "article"];

pub(super) fn as_table(report: &BaselineReport) -> String {
    let tables = report.baselines.iter().map(|baseline| {
        let rows = rows(baseline);
        format!("{}\n{}\n", title(baseline, report), aligned(&rows, rows[0].len()))
    });
    tables.collect()
}

pub(super) fn as_markdown(report: &BaselineReport) -> String {
    let tables = report.baselines.iter().map(|baseline| {
        let rows = rows(baseline);
        let title = escaped(&title(baseline, report));
        format!("**{title}**\n\n{}\n", markdown(&rows, rows[0].len()))
    });
    tables.collect()
}

/// `bay-closing-line bay-1 of Greece (GRC), found on the coast`.
fn title(baseline: &TestedBaseline, report: &BaselineReport) -> String {
    let state = match report.names.get(&baseline.state) {
        Some(name) => format!("{name} ({})", baseline.state),
        None => baseline.state.clone(),
    };
    let name = baseline.name.as_ref().map(|name| format!(": {name}")).unwrap_or_default();
    let found = if baseline.is_found { ", found on the coast" } else { "" };
    format!("{} {} of {state}{name}{found}", baseline.kind.name(), baseline.id)
}

/// The headings, then a row a condition; columns that no row fills are left out.
fn rows(baseline: &TestedBaseline) -> Vec<Vec<String>> {
    let mut rows = vec![HEADINGS.map(str::to_owned).to_vec()];
    let mut before = None;
    for test in &baseline.tests {
        rows.push(row(test, test.segment.is_some() && test.segment == before));
        before = test.segment;
    }
    let has_segments = baseline.tests.iter().any(|test| test.segment.is_some());
    if !has_segments {
        rows.iter_mut().for_each(|row| drop(row.drain(..3)));
    }
    rows
}

fn row(test: &Test, is_same_segment: bool) -> Vec<String> {
    let [segment, from, to] = match (test.segment, test.ends) {
        (Some(number), Some(ends)) if !is_same_segment => {
            let [from, to] = ends.map(|at| format!("{} {}", latitude(at.0.y), longitude(at.0.x)));
            [number.to_string(), from, to]
        }
        _ => [const { String::new() }; 3],
    };
    let asked = match (test.range, test.measured) {
        (Some(range), Some(measured)) => asked(range, measured.unit),
        _ => "–".to_owned(),
    };
    let practice = if test.practice.is_some() { ", practice" } else { "" };
    vec![
        segment,
        from,
        to,
        test.what.to_owned(),
        test.measured.map_or_else(|| "–".to_owned(), written),
        format!("{asked}{practice}"),
        test.verdict.name().to_owned(),
        test.article.to_owned(),
    ]
}

fn written(measured: Measured) -> String {
    number(measured.value, measured.unit)
}

fn number(value: f64, unit: Unit) -> String {
    let sign = unit.sign();
    match unit {
        Unit::Degrees => format!("{value:.1}{sign}"),
        Unit::Metres | Unit::Percent => format!("{value:.1} {sign}"),
        _ => format!("{value:.3} {sign}"),
    }
}

/// `at most 24 nm`, `1 to 9 : 1`.
fn asked(range: Range, unit: Unit) -> String {
    let plain = |value: f64| match value.fract() == 0.0 && unit != Unit::SquareKilometres {
        true if unit == Unit::Degrees => format!("{value}{}", unit.sign()),
        true => format!("{value} {}", unit.sign()),
        false => number(value, unit),
    };
    match (range.least, range.most) {
        (Some(least), Some(most)) => format!("{least} to {}", plain(most)),
        (Some(least), None) => format!("at least {}", plain(least)),
        (None, Some(most)) => format!("at most {}", plain(most)),
        (None, None) => "–".to_owned(),
    }
}
