//! A comparison as tables, Markdown, CSV and JSON.

use super::Comparing;
use crate::cli::sheet_cells::{aligned, csv_row, grouped, markdown, signed};
use periplus::comparison::{Compared, Passage};
use periplus::documents::escaped;
use periplus::error::{Error, Result};
use periplus::sea::geodesy::SquareMetres;
use periplus::survey::Claim;
use serde_json::{Value, json};

const HEADINGS: [&str; 5] = ["state", "A km²", "B km²", "B − A km²", "B − A"];
const PASSAGE: [&str; 3] = ["from", "to", "area km²"];
/// What is less than half of what is written is left out.
const LEAST: f64 = 0.05;

pub(super) fn as_table(comparing: &Comparing) -> String {
    written(comparing, (aligned, str::to_owned), "\n")
}

pub(super) fn as_markdown(comparing: &Comparing) -> String {
    written(comparing, (markdown, escaped), "  \n")
}

fn written(
    comparing: &Comparing,
    (table, words): (impl Fn(&[Vec<String>], usize) -> String, fn(&str) -> String),
    line_end: &str,
) -> String {
    let [a, b] = comparing.said.map(words);
    let mut text = format!("A: {a}{line_end}B: {b}\n");
    for set in &comparing.comparison.sets {
        text += &format!("\n{}\n\n", title(set));
        let mut lines = vec![HEADINGS.map(str::to_owned).to_vec()];
        lines.extend(set.rows.iter().map(|row| {
            let [first, second] = row.areas.map(|area| grouped(tenths(area)));
            let share = 100.0 * row.difference().0 / row.areas[0].0;
            let share =
                if share.is_finite() { format!("{} %", signed(share)) } else { "–".to_owned() };
            let difference = signed(tenths(row.difference()));
            vec![comparing.surveys[0].whose(&row.holder), first, second, difference, share]
        }));
        text += &table(&lines, 1);
        let passages: Vec<&Passage> = passing(set).collect();
        if passages.is_empty() {
            text += "\nNothing passes.\n";
            continue;
        }
        let mut lines = vec![PASSAGE.map(str::to_owned).to_vec()];
        lines.extend(passages.into_iter().map(|passage| {
            let [from, to] = [&passage.from, &passage.to].map(|claim| {
                let whose = |claim| comparing.surveys[0].whose(claim);
                claim.as_ref().map_or("outside".to_owned(), whose)
            });
            vec![from, to, grouped(tenths(passage.area))]
        }));
        text += &format!("\n{}", table(&lines, 2));
    }
    let notes = notes(comparing, words);
    text + "\n" + &notes.join(line_end) + "\n"
}

/// `exclusive-economic-zone, 200 nm`.
fn title(set: &Compared) -> String {
    match set.breadths.map(|breadth| breadth.0) {
        [a, b] if a == b => format!("{}, {a} nm", set.kind),
        [a, b] => format!("{}, A {a} nm, B {b} nm", set.kind),
    }
}

fn notes(comparing: &Comparing, words: fn(&str) -> String) -> Vec<String> {
    let survey = comparing.surveys[0];
    let of = match &survey.sea {
        Some(sea) => format!("Waters of the {}, land taken out.", words(&sea.name)),
        None => "Whole zones, as far as the coast reaches.".to_owned(),
    };
    let tolerance = survey.tolerance.0.max(comparing.surveys[1].tolerance.0);
    vec![
        of,
        format!(
            "Coast: {}. What passes in strips narrower than {} m is left out: so near to each other two computations of one line lie.",
            words(&survey.coast),
            2.0 * tolerance
        ),
        "Indicative: computed from that coast; no position on sovereignty is implied.".to_owned(),
    ]
}

fn passing(set: &Compared) -> impl Iterator<Item = &Passage> {
    set.passages.iter().filter(|passage| passage.area.square_kilometres() >= LEAST)
}

fn held(claim: &Option<Claim>) -> String {
    claim.as_ref().map_or("outside".to_owned(), Claim::to_string)
}

fn tenths(area: SquareMetres) -> f64 {
    (area.square_kilometres() * 10.0).round() / 10.0
}

/// A row a holder, `what` = `holds`; then a row a passage, `what` = `passes`.
pub(super) fn as_csv(comparing: &Comparing) -> String {
    let columns = [
        "what",
        "zone",
        "a_nm",
        "b_nm",
        "state",
        "a_km2",
        "b_km2",
        "difference_km2",
        "from",
        "to",
        "passes_km2",
    ];
    let mut text = csv_row(&columns.map(str::to_owned));
    for set in &comparing.comparison.sets {
        let [a, b] = set.breadths.map(|breadth| breadth.0.to_string());
        let head = |what: &str| [what.to_owned(), set.kind.to_string(), a.clone(), b.clone()];
        let empty = |count: usize| vec![String::new(); count];
        let number = |area: SquareMetres| format!("{:.1}", area.square_kilometres());
        for row in &set.rows {
            let areas = [row.areas[0], row.areas[1], row.difference()].map(number);
            let cells = [&head("holds")[..], &[row.holder.to_string()], &areas, &empty(3)].concat();
            text += &csv_row(&cells);
        }
        for passage in passing(set) {
            let hands = [held(&passage.from), held(&passage.to), number(passage.area)];
            text += &csv_row(&[&head("passes")[..], &empty(4), &hands].concat());
        }
    }
    text
}

pub(super) fn as_json(comparing: &Comparing) -> Result<String> {
    let sets = comparing.comparison.sets.iter().map(|set| {
        let rows = set.rows.iter().map(|row| {
            json!({
                "state": row.holder.to_string(),
                "a_km2": tenths(row.areas[0]),
                "b_km2": tenths(row.areas[1]),
                "difference_km2": tenths(row.difference()),
            })
        });
        let passages = passing(set).map(|passage| {
            json!({
                "from": passage.from.as_ref().map(Claim::to_string),
                "to": passage.to.as_ref().map(Claim::to_string),
                "area_km2": tenths(passage.area),
            })
        });
        json!({
            "kind": set.kind,
            "breadth_nm": set.breadths.map(|breadth| breadth.0),
            "rows": rows.collect::<Vec<Value>>(),
            "passages": passages.collect::<Vec<Value>>(),
        })
    });
    let [a, b] = comparing.said;
    let all = json!({ "a": a, "b": b, "sets": sets.collect::<Vec<Value>>() });
    let text = serde_json::to_string_pretty(&all);
    text.map(|text| text + "\n").map_err(|error| Error::render("cannot list").cause(error))
}
