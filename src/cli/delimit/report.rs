//! A delimitation as a page of Markdown, JSON and GeoJSON.

use crate::cli::points::degrees::{latitude, longitude};
use crate::cli::sheet_cells::{grouped, markdown};
use periplus::delimitation::{Delimitation, RelevantCoast};
use periplus::documents::escaped;
use periplus::error::{Error, Result};
use periplus::sea::geo::{Coord, LineString, MultiPolygon};
use periplus::sea::geodesy::SquareMetres;
use periplus::space::Geographic;
use periplus::survey::Survey;
use serde_json::{Value, json};

/// What is reported, and of what.
pub(super) struct Reported<'a> {
    pub(super) found: &'a Delimitation,
    pub(super) survey: &'a Survey,
    pub(super) area: &'a Geographic<MultiPolygon>,
    /// What the relevant area is called.
    pub(super) said: &'a str,
}

pub(super) fn as_markdown(reported: &Reported) -> String {
    let Reported { found, survey, said, .. } = reported;
    let [one, other] = &found.coasts;
    let [first, second] = [one, other].map(|coast| escaped(&coast.state));
    let mut text = format!("# {first}–{second}: provisional line and disproportionality\n\n");
    text += &format!("{}\n\n## Relevant coasts\n\n", basis(survey));
    for coast in &found.coasts {
        text += &format!("{}\n", coast_table(coast));
    }
    text += &format!(
        "{first} {} km : {second} {} km = {}\n\n## Relevant area\n\n{}; the water in it that is in a zone of {} nm:\n\n{}\n",
        grouped(one.length().0 / 1e3),
        grouped(other.length().0 / 1e3),
        ratio(found.ratio_of_coasts()),
        escaped(said),
        survey.sets.last().map_or(0.0, |set| set.breadth.0),
        area_table(found, survey)
    );
    text += &format!(
        "## 1. Provisional line\n\nThe median of both coasts, {}, {} km in the relevant area{}. `periplus points` lists its turning points with their base points.\n\n",
        found.kind,
        grouped(found.length.0 / 1e3),
        off_by(found)
    );
    text += &in_its_place(found, survey);
    let effects = escaped(&effects(survey));
    text += &format!(
        "## 2. Relevant circumstances\n\nEffects of islands: {effects}. Whether a circumstance asks for another line is not computed: give `--effect` and compare.\n\n"
    );
    text += &format!(
        "## 3. Disproportionality\n\n{}\nAreas over coasts: {:.2}. The test is of a marked disproportion, not of proportion; what is marked is for a court.\n\n",
        test_table(found),
        found.ratio_of_areas() / found.ratio_of_coasts()
    );
    text + "Indicative: computed from that coast; no position on sovereignty is implied.\n"
}

fn basis(survey: &Survey) -> String {
    let day = survey.as_of.map_or(String::new(), |day| format!(" As of {day}."));
    let known = survey.known.map_or(String::new(), |[accuracy, tide]| {
        format!(
            " ±: the coast known to {} m, the low-water line off it by up to {} m, added by their squares; an area is off by each line round it all along on one side.",
            accuracy.0, tide.0
        )
    });
    format!(
        "Coast: {}. Geodesics and areas on WGS 84; limits within {} m.{day} Coasts and area are as given.{known}",
        escaped(&survey.coast),
        survey.tolerance.0
    )
}

/// `, off by 354 to 2192 m`.
fn off_by(found: &Delimitation) -> String {
    found.doubt.map_or(String::new(), |doubt| {
        format!(", off by {:.0} to {:.0} m", doubt.least.0, doubt.most.0)
    })
}

/// Lines in force between the two states, which take the place of the median.
fn in_its_place(found: &Delimitation, survey: &Survey) -> String {
    let is_theirs = |line: &&periplus::geodata::Feature| {
        let states = line.text("states").unwrap_or_default();
        let is_in_force = !matches!(line.text("status"), Some("claimed" | "signed"));
        let mut named = states.split_whitespace();
        is_in_force
            && found.coasts.iter().all(|coast| named.clone().any(|it| it == coast.state))
            && named.nth(2).is_none()
    };
    let lines = survey.agreed_and_claimed.iter().filter(is_theirs);
    let names: Vec<&str> = lines.map(|line| line.text("name").unwrap_or(&line.id)).collect();
    match names.is_empty() {
        true => String::new(),
        false => format!(
            "In force on the day, and in its place as far as they go: {}. `--as-of` an earlier day gives the median.\n\n",
            escaped(&names.join("; "))
        ),
    }
}

/// `islands 0.5; Kastellorizo enclave 6`, or `all islands in full`.
fn effects(survey: &Survey) -> String {
    match survey.effects.is_empty() {
        true => "all islands in full".to_owned(),
        false => survey.effects.clone(),
    }
}

/// `1 : 2.84`.
fn ratio(value: f64) -> String {
    format!("1 : {value:.2}")
}

fn coast_table(coast: &RelevantCoast) -> String {
    let headings = ["coast", "from", "to", "azimuth", "length km"];
    let mut lines = vec![headings.map(str::to_owned).to_vec()];
    let place = |at: Coord| format!("{} {}", latitude(at.y), longitude(at.x));
    lines.extend(coast.directions.iter().map(|direction| {
        let ends = [direction.from.0, direction.to.0].map(place);
        let azimuth = format!("{:.1}°", direction.azimuth.0);
        let [from, to] = ends;
        vec![coast.state.clone(), from, to, azimuth, grouped(direction.length.0 / 1e3)]
    }));
    let all = grouped(coast.length().0 / 1e3);
    lines.push(vec![
        format!("{} in all", coast.state),
        String::new(),
        String::new(),
        String::new(),
        all,
    ]);
    markdown(&lines, 3)
}

fn area_table(found: &Delimitation, survey: &Survey) -> String {
    let cell = |area: SquareMetres| grouped(area.square_kilometres());
    let mut lines = vec![vec!["whose".to_owned(), "area km²".to_owned()]];
    for ((coast, area), off) in found.coasts.iter().zip(found.areas).zip(found.area_doubts) {
        let off = off.map_or(String::new(), |off| format!(" ± {}", cell(off)));
        lines.push(vec![survey.name(&coast.state), cell(area) + &off]);
    }
    lines.extend(found.others.iter().map(|(claim, area)| vec![survey.whose(claim), cell(*area)]));
    markdown(&lines, 1)
}

fn test_table(found: &Delimitation) -> String {
    let [one, other] = &found.coasts;
    let mut lines =
        vec![vec![String::new(), one.state.clone(), other.state.clone(), "ratio".to_owned()]];
    let lengths = [one, other].map(|coast| format!("{} km", grouped(coast.length().0 / 1e3)));
    let areas = found.areas.map(|area| format!("{} km²", grouped(area.square_kilometres())));
    for (what, [first, second], value) in
        [("coasts", lengths, found.ratio_of_coasts()), ("areas", areas, found.ratio_of_areas())]
    {
        lines.push(vec![what.to_owned(), first, second, ratio(value)]);
    }
    markdown(&lines, 1)
}

pub(super) fn as_json(reported: &Reported) -> Result<String> {
    let Reported { found, survey, said, .. } = reported;
    let areas = found.areas.into_iter().zip(found.area_doubts);
    let coasts = found.coasts.iter().zip(areas).map(|(coast, (area, off))| {
        let directions = coast.directions.iter().map(|it| {
            json!({
                "from": place(it.from.0),
                "to": place(it.to.0),
                "length_m": tenths(it.length.0),
                "azimuth_deg": (it.azimuth.0 * 1e4).round() / 1e4,
            })
        });
        let mut coast = json!({
            "state": coast.state,
            "length_m": tenths(coast.length().0),
            "directions": directions.collect::<Vec<Value>>(),
            "area_km2": tenths(area.square_kilometres()),
        });
        if let Some(off) = off {
            coast["area_uncertainty_km2"] = tenths(off.square_kilometres()).into();
        }
        coast
    });
    let others = found.others.iter().map(|(claim, area)| {
        json!({ "whose": claim.to_string(), "area_km2": tenths(area.square_kilometres()) })
    });
    let mut all = json!({
        "states": coasts.collect::<Vec<Value>>(),
        "others": others.collect::<Vec<Value>>(),
        "relevant_area": said,
        "zone": found.kind.name(),
        "provisional_line_m": tenths(found.length.0),
        "effects": effects(survey),
        "ratio_of_coasts": thousandths(found.ratio_of_coasts()),
        "ratio_of_areas": thousandths(found.ratio_of_areas()),
        "coast": survey.coast,
        "tolerance_m": survey.tolerance.0,
        "as_of": survey.as_of.map(|day| day.to_string()),
    });
    say_doubt(&mut all, found);
    let text = serde_json::to_string_pretty(&all).map_err(unwritable)?;
    Ok(text + "\n")
}

pub(super) fn as_geojson(reported: &Reported) -> Result<String> {
    let Reported { found, survey, area, said } = reported;
    let mut features = Vec::new();
    for coast in &found.coasts {
        features.extend(coast.directions.iter().enumerate().map(|(number, it)| {
            let said = json!({ "kind": "relevant-coast", "state": coast.state, "length_m": tenths(it.length.0) });
            let course = periplus::sea::geodesy::densify_geodesic(it.from.0, it.to.0, periplus::units::Metres(1_000.0));
            let id = format!("{}-relevant-coast-{}", coast.state, number + 1);
            feature(&id, said, "LineString", json!(positions(&LineString(course))))
        }));
    }
    let states = format!("{} {}", found.coasts[0].state, found.coasts[1].state);
    let line: Vec<_> = found.line.0.0.iter().map(positions).collect();
    let mut of_line = json!({
        "kind": "provisional-line",
        "states": states,
        "zone": found.kind.name(),
        "status": "computed",
        "article": found.kind.delimitation(),
        "length_m": tenths(found.length.0),
        "coast": survey.coast,
    });
    say_doubt(&mut of_line, found);
    features.push(feature("provisional-line", of_line, "MultiLineString", json!(line)));
    let rings = area.0.0.iter().map(|polygon| {
        let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
        rings.map(positions).collect::<Vec<_>>()
    });
    let of_area = json!({ "kind": "relevant-area", "name": said });
    features.push(feature(
        "relevant-area",
        of_area,
        "MultiPolygon",
        json!(rings.collect::<Vec<_>>()),
    ));
    let texts: std::result::Result<Vec<String>, _> =
        features.iter().map(serde_json::to_string).collect();
    let texts = texts.map_err(unwritable)?;
    Ok(format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n", texts.join(",\n")))
}

/// How far the provisional line may be off, by the names that `zones --lines` has.
fn say_doubt(said: &mut Value, found: &Delimitation) {
    if let Some(doubt) = found.doubt {
        said["uncertainty_m"] = tenths(doubt.most.0).into();
        said["uncertainty_least_m"] = tenths(doubt.least.0).into();
    }
}

fn feature(id: &str, properties: Value, kind: &str, coordinates: Value) -> Value {
    json!({
        "type": "Feature",
        "id": id,
        "properties": properties,
        "geometry": { "type": kind, "coordinates": coordinates },
    })
}

fn unwritable(error: serde_json::Error) -> Error {
    Error::render("cannot write the report").cause(error)
}

fn positions(line: &LineString) -> Vec<[f64; 2]> {
    line.0.iter().map(|at| [at.x, at.y].map(|degrees| (degrees * 1e7).round() / 1e7)).collect()
}

fn place(at: Coord) -> [f64; 2] {
    [at.x, at.y]
}

fn tenths(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

fn thousandths(value: f64) -> f64 {
    (value * 1e3).round() / 1e3
}
