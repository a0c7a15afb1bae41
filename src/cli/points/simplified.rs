//! `periplus points --simplify N`: a figure or a coast in, its medians by few points out, with what they exchange.

use super::super::args::{CommandLine, Points as Arguments, PointsFormat};
use super::super::messages::Messages;
use super::super::render;
use super::super::sheet_cells::{aligned, csv_row, grouped, markdown};
use super::super::text_output::{Content, TextOutput};
use super::degrees::{decimal, latitude, longitude};
use periplus::documents::escaped;
use periplus::error::{Error, Result};
use periplus::figure::Figure;
use periplus::points::{self, SimplifiedLine, SimplifiedMedians};
use periplus::sea::geodesy;
use periplus::survey::{Survey, survey};
use serde_json::{Value, json};

/// Writes the simplified medians to the file asked for, or to standard output.
pub(super) fn run(
    arguments: &Arguments,
    figure: &Figure,
    (most, output): (usize, TextOutput),
    line: &CommandLine,
    messages: &Messages,
) -> Result<()> {
    let survey = survey(figure, &render::geodata(line)?)?;
    let medians = points::simplified(&survey, most)?;
    let text = match arguments.format {
        PointsFormat::Table => written(&survey, &medians, (aligned, str::to_owned), "\n"),
        PointsFormat::Markdown => written(&survey, &medians, (markdown, escaped), "  \n"),
        PointsFormat::Csv => as_csv(&medians),
        PointsFormat::Json => {
            let lines: Vec<Value> = medians.lines.iter().map(|line| said(line, &survey)).collect();
            serde_json::to_string_pretty(&lines).map_err(unwritable)? + "\n"
        }
        PointsFormat::Geojson => as_geojson(&survey, &medians)?,
    };
    let note = output.write(text, Content::csv_if(arguments.format == PointsFormat::Csv))?;
    survey.warnings.iter().chain(&medians.warnings).for_each(|warning| messages.warning(warning));
    note.iter().for_each(|note| messages.note(note));
    Ok(())
}

fn unwritable(error: serde_json::Error) -> Error {
    Error::render("cannot write the points").cause(error)
}

fn written(
    survey: &Survey,
    medians: &SimplifiedMedians,
    (table, words): (impl Fn(&[Vec<String>], usize) -> String, fn(&str) -> String),
    line_end: &str,
) -> String {
    let mut text = String::new();
    for line in &medians.lines {
        let [one, other] = line.states.each_ref().map(|state| words(&survey.name(state)));
        let [to, from] = line.exchanged.map(|area| grouped(area.square_kilometres()));
        let (count, farthest) = (line.points.len(), grouped(line.farthest.0));
        text += &format!("{} ({one}, {other}): {count} points\n\n", words(&title(line)));
        let headings = ["no.", "latitude", "longitude", "decimal", "length to next", "azimuths"];
        let mut lines = vec![headings.map(str::to_owned).to_vec()];
        lines.extend((0..count).map(|place| cells(line, place)));
        text += &table(&lines, 4);
        text += &format!(
            "\n{one} gives {other} {to} km² and takes {from} km²: {:.3} % of what is exchanged apart. The median is at most {farthest} m off.{line_end}\n",
            line.imbalance()
        );
    }
    if medians.lines.is_empty() {
        text += "No median has a vertex between its ends.\n";
    }
    text + &[
        format!("Coast: {}. Geodesics on WGS 84 between the points.", words(&survey.coast)),
        "Areas between median and geodesics, whatever lies there, measured on that ellipsoid."
            .to_owned(),
        "Indicative: computed from that coast; no position on sovereignty is implied.".to_owned(),
    ]
    .join(line_end)
        + "\n"
}

/// `median GRC–TUR, exclusive-economic-zone, part 2`.
fn title(line: &SimplifiedLine) -> String {
    format!("median {}, {}, part {}", line.states.join("–"), line.kind, line.part)
}

/// The geodesic to the next point: metres, and the azimuths at both ends.
fn leg(line: &SimplifiedLine, place: usize) -> Option<(f64, [f64; 2])> {
    let next = line.points.get(place + 1)?;
    let (length, [azimuth, arrival]) = geodesy::inverse(line.points[place].0, next.0);
    Some((length.0, [azimuth.0.rem_euclid(360.0), (arrival.0 + 180.0).rem_euclid(360.0)]))
}

fn cells(line: &SimplifiedLine, place: usize) -> Vec<String> {
    let at = line.points[place].0;
    let [length, azimuths] = match leg(line, place) {
        Some((metres, [there, back])) => [
            format!("{:.4} nm, {metres:.2} m", metres / 1852.0),
            format!("{there:.4}° / {back:.4}°"),
        ],
        None => ["–", "–"].map(str::to_owned),
    };
    let degrees = format!("{}, {}", decimal(at.y), decimal(at.x));
    vec![(place + 1).to_string(), latitude(at.y), longitude(at.x), degrees, length, azimuths]
}

fn as_csv(medians: &SimplifiedMedians) -> String {
    let columns = [
        "states",
        "zone",
        "breadth_nm",
        "part",
        "number",
        "latitude_dms",
        "longitude_dms",
        "latitude_deg",
        "longitude_deg",
        "next_m",
        "azimuth_deg",
        "azimuth_back_deg",
        "first_gives_km2",
        "first_takes_km2",
        "farthest_m",
    ];
    let mut text = csv_row(&columns.map(str::to_owned));
    for line in &medians.lines {
        for (place, at) in line.points.iter().enumerate() {
            let leg = match leg(line, place) {
                Some((metres, [there, back])) => {
                    [format!("{metres:.3}"), format!("{there:.6}"), format!("{back:.6}")]
                }
                None => [const { String::new() }; 3],
            };
            let [to, from] = line.exchanged.map(|area| format!("{:.4}", area.square_kilometres()));
            let head = [
                line.states.join(" "),
                line.kind.to_string(),
                line.breadth.0.to_string(),
                line.part.to_string(),
                (place + 1).to_string(),
                latitude(at.0.y),
                longitude(at.0.x),
                decimal(at.0.y),
                decimal(at.0.x),
            ];
            text += &csv_row(
                &[&head[..], &leg, &[to, from, format!("{:.1}", line.farthest.0)]].concat(),
            );
        }
    }
    text
}

/// What is said of a line, its points among it.
fn said(line: &SimplifiedLine, survey: &Survey) -> Value {
    let [to, from] = line.exchanged.map(|area| millionths(area.square_kilometres()));
    json!({
        "kind": "simplified-median",
        "states": line.states.join(" "),
        "zone": line.kind.name(),
        "breadth_nm": line.breadth.0,
        "part": line.part,
        "edges": "geodesic",
        "points": line.points.iter().map(|at| [at.0.x, at.0.y].map(place)).collect::<Vec<_>>(),
        "first_gives_km2": to,
        "first_takes_km2": from,
        "farthest_m": (line.farthest.0 * 10.0).round() / 10.0,
        "status": "computed",
        "article": line.kind.delimitation(),
        "coast": survey.coast,
        "tolerance_m": survey.tolerance.0,
        "source": survey.sources.join("; "),
    })
}

fn as_geojson(survey: &Survey, medians: &SimplifiedMedians) -> Result<String> {
    let mut texts = Vec::new();
    for line in &medians.lines {
        let id = format!("{}-simplified-median-{}", line.states.join("-"), line.part);
        let course: Vec<[f64; 2]> =
            line.course().0.iter().map(|at| [at.x, at.y].map(place)).collect();
        let geometry = json!({ "type": "LineString", "coordinates": course });
        texts.push(feature(&id, said(line, survey), &geometry)?);
        for (number, at) in line.points.iter().enumerate() {
            let said = json!({
                "kind": "turning-point",
                "line": title(line),
                "states": line.states.join(" "),
                "number": number + 1,
            });
            let at = [at.0.x, at.0.y].map(place);
            let geometry = json!({ "type": "Point", "coordinates": at });
            texts.push(feature(&format!("{id}-{}", number + 1), said, &geometry)?);
        }
    }
    Ok(format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n", texts.join(",\n")))
}

fn feature(id: &str, properties: Value, geometry: &Value) -> Result<String> {
    let feature =
        json!({ "type": "Feature", "id": id, "properties": properties, "geometry": geometry });
    serde_json::to_string(&feature).map_err(unwritable)
}

/// Degrees to seven places: a centimetre.
fn place(degrees: f64) -> f64 {
    (degrees * 1e7).round() / 1e7
}

fn millionths(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}
