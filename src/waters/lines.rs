//! Lines that states have agreed on: the bundled ones in force on the figure's date, and the user's.

use super::edges;
use crate::error::{Error, Place, Result};
use crate::figure::{Figure, ZonesOptions};
use crate::geodata::select::is_valid;
use crate::geodata::{Feature, Geodata, readers};
use crate::space::Geographic;
use crate::state::StateCode;
use geo::{Geometry, LineString};
use periplus_sea::AgreedLine;

const LAYER: &str = "maritime-lines";

/// The lines that are agreed or claimed on the figure's date: the bundled ones, then the user's.
///
/// Errors: `Missing` or `Input` for the user's file.
pub(crate) fn lines(
    figure: &Figure,
    options: &ZonesOptions,
    geodata: &Geodata,
) -> Result<Vec<Feature>> {
    let mut found = Vec::new();
    if options.coast.is_none() && geodata.has(LAYER) {
        for line in geodata.layer(LAYER)? {
            if is_valid(line, figure.as_of)? {
                found.push(line.clone());
            }
        }
    }
    if let Some(path) = &options.lines {
        let read = readers::read_file(path, figure.limits.data());
        let read = read.map_err(|error| figure.at_fault(&["zones.lines"], error))?;
        for line in &read.features {
            let line = edges::densified(line, path)?;
            if line.text("status") != Some("claimed") && agreed_line(&line).is_none() {
                let place = Place::file(path.display().to_string());
                return Err(Error::input(
                    "an agreed line names not the two states that it divides",
                )
                .at(place.part(format!("feature {}", line.id)))
                .hint("give it `states`, such as \"CYP EGY\", and a line for its geometry"));
            }
            found.push(line);
        }
    }
    Ok(found)
}

/// The lines to compute with. Of agreed lines that divide more than two states none is taken: which two it divides where
/// is not said; nor a later agreement on the same course.
pub(super) fn agreed(
    figure: &Figure,
    options: &ZonesOptions,
    geodata: &Geodata,
) -> Result<Vec<AgreedLine>> {
    let lines = lines(figure, options, geodata)?;
    let agreed = lines
        .iter()
        .filter(|line| line.text("status") != Some("claimed") && line.text("along").is_none());
    Ok(agreed.filter_map(agreed_line).collect())
}

fn agreed_line(feature: &Feature) -> Option<AgreedLine> {
    let states = feature.text("states")?.split_whitespace().map(StateCode::from);
    let [first, second] = <[StateCode; 2]>::try_from(states.collect::<Vec<_>>()).ok()?;
    let line = match &feature.geometry.0 {
        Geometry::LineString(line) => line.clone(),
        Geometry::MultiLineString(lines) => {
            lines.0.iter().flat_map(|line| line.0.iter().copied()).collect::<LineString>()
        }
        _ => return None,
    };
    let name = feature.text("name").unwrap_or(&feature.id).to_owned();
    let states = (first.into(), second.into());
    Some(AgreedLine { states, name, line: Geographic(line) })
}
