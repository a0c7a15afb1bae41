//! `periplus method`: a figure in, a sheet of what its waters rest on out: coast, claims, lines, articles, policy, accuracy,
//! version and digest, as Markdown.

use super::args::{CommandLine, Method};
use super::messages::Messages;
use super::sheet_cells::markdown;
use super::text_output::{Content, TextOutput};
use super::{inputs, limits, render, waters};
use periplus::documents::escaped;
use periplus::error::Result;
use periplus::export::{self, Nesting};
use periplus::figure::Figure;
use periplus::geodata::Feature;
use periplus::provenance::sha256;
use periplus::sea::{Overlap, ZoneKind};
use periplus::survey::{Law, Survey, survey};
use std::collections::BTreeSet;

/// Writes the sheet to the file asked for, or to standard output.
///
/// Errors: `Usage` for a file that is read too.
pub(super) fn run(arguments: &Method, line: &CommandLine, messages: &Messages) -> Result<()> {
    let figure = waters::of_figure(&arguments.figure, &arguments.options, &limits::of_line(line)?)?;
    let inputs = [figure.files_read(), inputs::of_line(line)].concat();
    let output = TextOutput::of(&arguments.output, &inputs)?;
    let survey = survey(&figure, &render::geodata(line)?)?;
    let text = sheet(&figure, &survey)?;
    let note = output.write(text, Content::Words)?;
    survey.warnings.iter().for_each(|warning| messages.warning(warning));
    note.iter().for_each(|note| messages.note(note));
    Ok(())
}

fn sheet(figure: &Figure, survey: &Survey) -> Result<String> {
    let title = match figure.titled() {
        title if title.is_empty() => figure.name.clone(),
        title => title,
    };
    let digest = sha256(export::geojson(survey, Nesting::Belts, true)?);
    let parts = [
        format!("# Sources and method: {}\n", escaped(&title)),
        list(&basis(survey)),
        format!("## Zones\n\n{}", markdown(&zones(survey), 2)),
        claims(survey),
        lines(survey),
        format!("## Data\n\n{}", list(&texts(&survey.sources))),
        format!(
            "## Version\n\n{}",
            list(&[
                format!(
                    "Periplus {}, crate periplus-sea for the zones.",
                    env!("CARGO_PKG_VERSION")
                ),
                format!(
                    "SHA-256 of the zones with their lines as GeoJSON (`zones --lines`): `{digest}`. The same input gives the same bytes."
                ),
            ])
        ),
        warnings(survey),
        "Indicative: computed from that coast; no position on sovereignty is implied.\n".to_owned(),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Ok(parts.join("\n"))
}

fn list(items: &[String]) -> String {
    items.iter().map(|item| format!("* {item}\n")).collect()
}

/// What others wrote, as it is.
fn texts<'a>(written: impl IntoIterator<Item = &'a String>) -> Vec<String> {
    written.into_iter().map(|text| escaped(text)).collect()
}

fn basis(survey: &Survey) -> Vec<String> {
    let day = survey.as_of.map(|day| format!("Day: {day}."));
    let reach = survey.reach.as_ref().map(|reach| format!(" It is known {reach}."));
    let breadths = match survey.as_claimed {
        true => "Breadths: as claimed on the day, by the claims below.",
        false => "Breadths: as given, whatever is claimed.",
    };
    let policy = match survey.policy {
        Overlap::Median => {
            "no state beyond the median line (UNCLOS Art. 15; beyond the territorial sea a convention of drawing)"
        }
        Overlap::Overlap => "each point to the nearest of the states that reach it",
        Overlap::Keep => "zones whole, what two states share given again",
    };
    let effects = match survey.effects.as_str() {
        "" => "all in full".to_owned(),
        effects => escaped(effects),
    };
    let sea = survey.sea.as_ref();
    let sea = sea.map(|sea| {
        format!("Sea: {}, outline after {}.", escaped(&sea.name), escaped(&sea.outline))
    });
    day.into_iter()
        .chain([
            format!("Coast: {}.{}", escaped(&survey.coast), reach.unwrap_or_default()),
            breadths.to_owned(),
            format!("Where two states meet (`{}`): {policy}.", survey.policy),
            format!("Islands beyond the territorial sea: {effects}."),
            format!(
                "Method: every point whose distance to the nearest point of the baselines, along a geodesic on WGS 84, is at most the breadth (UNCLOS Art. 4); limits and medians within {} m, areas of that ellipsoid.",
                survey.tolerance.0
            ),
        ])
        .chain(survey.known.map(|[accuracy, tide]| {
            format!(
                "Coast known to {} m, low-water line off it by up to {} m: added with the tolerance by their squares, a limit is as uncertain as its base point, a median by its two base points and the angle between them.",
                accuracy.0, tide.0
            )
        }))
        .chain(sea)
        .collect()
}

/// The zones, whose they are, and the articles that they rest on and are delimited by.
fn zones(survey: &Survey) -> Vec<Vec<String>> {
    let headings = ["zone", "state", "breadth", "article", "delimitation"];
    let mut rows: Vec<Vec<String>> = vec![headings.map(str::to_owned).to_vec()];
    for water in survey.sets.iter().flat_map(|set| &set.waters) {
        let article = |article: Option<&str>| article.unwrap_or("–").to_owned();
        let delimitation = match survey.policy {
            Overlap::Median => water.kind.delimitation(),
            _ => None,
        };
        let row = vec![
            water.kind.to_string(),
            survey.whose(&water.claim),
            format!("{} nm", water.breadth.0),
            article(water.kind.article()),
            article(delimitation),
        ];
        if water.kind != ZoneKind::Beyond && !rows.contains(&row) {
            rows.push(row);
        }
    }
    rows
}

/// The claims that the zones rest on.
fn claims(survey: &Survey) -> String {
    let is_behind = |law: &&Law| {
        let waters = survey.sets.iter().flat_map(|set| &set.waters);
        waters.into_iter().any(|water| {
            let is_its = matches!(&water.claim, periplus::survey::Claim::State(state) if law.state.means(state));
            is_its && water.kind == law.kind && water.breadth == law.breadth_nm
        })
    };
    let headings = ["state", "zone", "breadth", "since", "law", "source", "confidence"];
    let mut rows = vec![headings.map(str::to_owned).to_vec()];
    rows.extend(survey.laws.iter().filter(is_behind).map(|law| {
        let since = law.valid_from.map_or("–".to_owned(), |day| day.to_string());
        vec![
            survey.name(law.state.as_str()),
            law.kind.to_string(),
            format!("{} nm", law.breadth_nm.0),
            since,
            law.law.clone(),
            law.source.clone(),
            law.confidence.clone(),
        ]
    }));
    if rows.len() == 1 {
        return String::new();
    }
    format!("## Claims\n\n{}", markdown(&rows, headings.len()))
}

/// The lines that are agreed or claimed on the day between states whose waters these are.
fn lines(survey: &Survey) -> String {
    let waters = survey.sets.iter().flat_map(|set| &set.waters);
    let states: BTreeSet<&str> = waters
        .filter_map(|water| match &water.claim {
            periplus::survey::Claim::State(state) => Some(state.as_str()),
            _ => None,
        })
        .collect();
    let is_of_them = |line: &&Feature| {
        let said = line.text("states").or(line.text("claimed_by")).unwrap_or_default();
        said.split_whitespace().any(|state| states.contains(state))
    };
    let headings = ["line", "status", "zones", "in force", "datum", "law", "source"];
    let mut rows = vec![headings.map(str::to_owned).to_vec()];
    rows.extend(survey.agreed_and_claimed.iter().filter(is_of_them).map(|line| {
        let said = |key: &str| {
            let value = line.attributes.get(key).map(ToString::to_string);
            value.unwrap_or_else(|| "–".to_owned())
        };
        let name = line.text("name").unwrap_or(&line.id).to_owned();
        vec![
            name,
            said("status"),
            said("zones"),
            said("valid_from"),
            match line.attributes.get("datum_uncertainty_m") {
                Some(off) => format!("{}; off by up to {off} m for it", said("datum")),
                None => said("datum"),
            },
            said("law"),
            said("source"),
        ]
    }));
    if rows.len() == 1 {
        return String::new();
    }
    format!("## Lines agreed or claimed\n\n{}", markdown(&rows, headings.len()))
}

fn warnings(survey: &Survey) -> String {
    if survey.warnings.is_empty() {
        return String::new();
    }
    let said = texts(survey.warnings.iter().map(|warning| &warning.message));
    format!("## What was found on the way\n\n{}", list(&said))
}
