//! `periplus delimit`: a figure, two states and their relevant coasts in; the numbers of a delimitation's three stages out.

mod report;

use super::args::{CommandLine, Delimit, DelimitFormat};
use super::messages::Messages;
use super::request::usage;
use super::text_output::{Content, TextOutput};
use super::{inputs, limits, render, waters};
use periplus::delimitation::{Front, area_of, check_fronts, delimit};
use periplus::error::{Error, Flaw, Result};
use periplus::figure::Figure;
use periplus::projection::Bounds;
use periplus::sea::geo::{Coord, MultiPolygon};
use periplus::space::Geographic;
use periplus::state::StateCode;
use periplus::survey::{Survey, with_baselines};

/// Writes the report to the file asked for, or to standard output.
///
/// Errors: `Usage` for coasts and areas that are none, and for a file that is read too.
pub(super) fn run(arguments: &Delimit, line: &CommandLine, messages: &Messages) -> Result<()> {
    let figure = waters::of_figure(&arguments.figure, &arguments.options, &limits::of_line(line)?)?;
    let read = arguments.area.iter().cloned().collect();
    let inputs = [figure.files_read(), inputs::of_line(line), read].concat();
    let output = TextOutput::of(&arguments.output, &inputs)?;
    let fronts = fronts(arguments).map_err(|flaw| usage(flaw, "--front"))?;
    let (survey, baselines) = with_baselines(&figure, &render::geodata(line)?)?;
    check_fronts(&fronts, &baselines).map_err(|flaw| usage(flaw, "--front"))?;
    let (area, said) = area(arguments, &figure, &survey)?;
    let found = delimit(&survey, &fronts, &area)?;
    let reported = report::Reported { found: &found, survey: &survey, area: &area, said: &said };
    let text = match arguments.format {
        DelimitFormat::Markdown => report::as_markdown(&reported),
        DelimitFormat::Json => report::as_json(&reported)?,
        DelimitFormat::Geojson => report::as_geojson(&reported)?,
    };
    let note = output.write(text, Content::Words)?;
    survey.warnings.iter().for_each(|warning| messages.warning(warning));
    note.iter().for_each(|note| messages.note(note));
    Ok(())
}

/// The relevant coasts of the two states, in the order in which these are named.
fn fronts(arguments: &Delimit) -> std::result::Result<[Front; 2], Flaw> {
    let states =
        [&arguments.states[0], &arguments.states[1]].map(|it| StateCode::from(it.as_str()));
    if states[0] == states[1] {
        return Err(Flaw::new(format!("{} is both states", states[0])).hint("name two"));
    }
    let mut fronts = states.map(|state| Front { state: state.into(), lines: Vec::new() });
    for written in &arguments.front {
        let (state, positions) = written.split_once('=').ok_or_else(|| {
            Flaw::new(format!("`{written}` is not a state and its coast"))
                .hint("write STATE=\"LAT,LON LAT,LON …\"")
        })?;
        let state: String = StateCode::from(state.trim()).into();
        let line: std::result::Result<Vec<Coord>, Flaw> =
            positions.split_whitespace().map(position).collect();
        let front = fronts.iter_mut().find(|front| front.state == state).ok_or_else(|| {
            Flaw::new(format!("`{state}` is neither of the two states"))
                .hint("give coasts of those alone")
        })?;
        front.lines.push(line?);
    }
    Ok(fronts)
}

/// `45.2,29.7`: latitude first, as for `locate`.
fn position(text: &str) -> std::result::Result<Coord, Flaw> {
    let numbers = text.split_once(',').and_then(|(lat, lon)| {
        let [y, x] = [lat, lon].map(|degrees| degrees.trim().parse::<f64>().ok());
        Some(Coord { x: x?, y: y? })
    });
    numbers.filter(|at| at.y.abs() <= 90.0 && at.x.abs() <= 360.0).ok_or_else(|| {
        Flaw::new(format!("`{text}` is not a position"))
            .hint("write latitude,longitude in degrees: \"45.2,29.7 44.8,29.6\"")
    })
}

/// The relevant area, and what it is called.
fn area(
    arguments: &Delimit,
    figure: &Figure,
    survey: &Survey,
) -> Result<(Geographic<MultiPolygon>, String)> {
    if let Some(bounds) = &arguments.bounds {
        let bounds: Bounds = bounds.parse().map_err(|flaw| usage(flaw, "--bounds"))?;
        let box_ = MultiPolygon(vec![bounds.rectangle().0.to_polygon()]);
        let said = [bounds.west, bounds.south, bounds.east, bounds.north];
        let said = said.map(|degrees| degrees.to_string()).join(", ");
        return Ok((Geographic(box_), format!("west, south, east, north: {said}")));
    }
    if let Some(path) = &arguments.area {
        return Ok((area_of(figure, path)?, path.display().to_string()));
    }
    let sea = survey.sea.as_ref().ok_or_else(|| {
        Error::usage("the relevant area is not given").hint("--area FILE or --bounds W,S,E,N")
    })?;
    Ok((sea.water.clone(), format!("the {}", sea.name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_latitude_and_longitude() {
        assert_eq!(position("45.2,29.7").ok(), Some(Coord { x: 29.7, y: 45.2 }));
        assert!(["45.2", "a,b", "95,20", ""].iter().all(|text| position(text).is_err()));
    }
}
