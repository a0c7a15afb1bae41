//! Lines that states have agreed on: the bundled ones in force on the figure's date, and the user's.

use super::edges;
use crate::error::{Error, Place, Result};
use crate::figure::{Figure, ZonesOptions};
use crate::geodata::select::is_valid;
use crate::geodata::{Feature, Geodata, geojson_reader};
use crate::sea::AgreedLine;
use crate::space::Geographic;
use geo::{Geometry, LineString};

const LAYER: &str = "maritime-lines";

/// The agreed lines of a date. Of lines that divide more than two states none is taken: which two it divides where is
/// not said.
///
/// Errors: `Missing` or `Input` for the user's file.
pub(super) fn agreed(
    figure: &Figure,
    options: &ZonesOptions,
    geodata: &Geodata,
) -> Result<Vec<AgreedLine>> {
    let mut found = Vec::new();
    if options.coast.is_none() && geodata.has(LAYER) {
        for line in geodata.layer(LAYER)? {
            // A later agreement on the same course adds nothing.
            let repeats = line.text("along").is_some();
            if line.text("status") == Some("agreed") && !repeats && is_valid(line, figure.as_of)? {
                found.extend(agreed_line(line));
            }
        }
    }
    if let Some(path) = &options.lines {
        let read = geojson_reader::read_file(path)?;
        for (number, line) in read.features.iter().enumerate() {
            let line = edges::densified(line, number + 1, path)?;
            if line.text("status").is_some_and(|status| status != "agreed") {
                continue;
            }
            found.push(agreed_line(&line).ok_or_else(|| {
                let place = Place::file(path.display().to_string());
                Error::input("an agreed line names not the two states that it divides")
                    .at(place.part(format!("feature {}", number + 1)))
                    .hint("give it `states`, such as \"CYP EGY\", and a line for its geometry")
            })?);
        }
    }
    Ok(found)
}

fn agreed_line(feature: &Feature) -> Option<AgreedLine> {
    let states: Vec<&str> = feature.text("states")?.split_whitespace().collect();
    let [first, second] = states[..] else { return None };
    let line = match &feature.geometry.0 {
        Geometry::LineString(line) => line.clone(),
        Geometry::MultiLineString(lines) => {
            lines.0.iter().flat_map(|line| line.0.iter().copied()).collect::<LineString>()
        }
        _ => return None,
    };
    let name = feature.text("name").unwrap_or(&feature.id).to_owned();
    let states = (first.to_owned(), second.to_owned());
    Some(AgreedLine { states, name, line: Geographic(line) })
}
