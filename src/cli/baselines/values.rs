//! Baselines as programs read them: CSV, a row a condition, and JSON, an object a baseline.

use crate::cli::points::degrees::decimal;
use crate::cli::sheet_cells::csv_row;
use periplus::error::{Error, Result};
use periplus::survey::{BaselineReport, Test, TestedBaseline};
use serde_json::{Value, json};

pub(super) fn as_csv(report: &BaselineReport) -> String {
    const COLUMNS: [&str; 19] = [
        "id",
        "name",
        "state",
        "state_name",
        "kind",
        "found",
        "segment",
        "from_latitude_deg",
        "from_longitude_deg",
        "to_latitude_deg",
        "to_longitude_deg",
        "condition",
        "measured",
        "unit",
        "at_least",
        "at_most",
        "result",
        "article",
        "practice",
    ];
    let mut text = csv_row(&COLUMNS.map(str::to_owned));
    for baseline in &report.baselines {
        for test in &baseline.tests {
            text += &csv_row(&cells(baseline, test, report));
        }
    }
    text
}

fn cells(baseline: &TestedBaseline, test: &Test, report: &BaselineReport) -> Vec<String> {
    let or_nothing = |text: Option<String>| text.unwrap_or_default();
    let bound = |value: Option<f64>| or_nothing(value.map(millionths).map(|it| it.to_string()));
    let places = match test.ends {
        Some(ends) => ends.map(|at| [decimal(at.0.y), decimal(at.0.x)]).concat(),
        None => vec![String::new(); 4],
    };
    let mut cells = vec![
        baseline.id.clone(),
        or_nothing(baseline.name.clone()),
        baseline.state.clone(),
        or_nothing(report.names.get(&baseline.state).cloned()),
        baseline.kind.name().to_owned(),
        baseline.is_found.to_string(),
        or_nothing(test.segment.map(|number| number.to_string())),
    ];
    cells.extend(places);
    cells.extend([
        test.what.to_owned(),
        bound(test.measured.map(|it| it.value)),
        test.measured.map_or("", |it| it.unit.name()).to_owned(),
        bound(test.range.and_then(|range| range.least)),
        bound(test.range.and_then(|range| range.most)),
        test.verdict.name().to_owned(),
        test.article.to_owned(),
        test.practice.unwrap_or_default().to_owned(),
    ]);
    cells
}

/// A list of baselines.
///
/// Errors: `Render` for numbers that JSON does not have.
pub(super) fn as_json(report: &BaselineReport) -> Result<String> {
    let all = report.baselines.iter().map(|baseline| {
        json!({
            "id": baseline.id,
            "name": baseline.name,
            "state": baseline.state,
            "state_name": report.names.get(&baseline.state),
            "kind": baseline.kind.name(),
            "article": baseline.kind.article(),
            "found": baseline.is_found,
            "conditions": baseline.tests.iter().map(condition).collect::<Vec<Value>>(),
        })
    });
    let text = serde_json::to_string_pretty(&all.collect::<Vec<Value>>());
    text.map(|text| text + "\n").map_err(|error| Error::render("cannot list").cause(error))
}

fn condition(test: &Test) -> Value {
    let place = |degrees: f64| (degrees * 1e7).round() / 1e7;
    let ends = test.ends.map(|ends| ends.map(|at| [at.0.x, at.0.y].map(place)));
    json!({
        "segment": test.segment,
        "from": ends.map(|ends| ends[0]),
        "to": ends.map(|ends| ends[1]),
        "condition": test.what,
        "measured": test.measured.map(|it| millionths(it.value)),
        "unit": test.measured.map(|it| it.unit.name()),
        "at_least": test.range.and_then(|range| range.least).map(millionths),
        "at_most": test.range.and_then(|range| range.most).map(millionths),
        "result": test.verdict.name(),
        "article": test.article,
        "practice": test.practice,
    })
}

fn millionths(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}
