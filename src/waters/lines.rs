//! Lines that states have agreed on: the bundled ones in force on the figure's date, and the user's.

use super::constructed::constructed;
use super::datum::{on_wgs_84, with_uncertainty};
use super::edges;
use super::unknown_words::unknown_datums;
use crate::error::{Error, Flaw, Place, Result, Warning};
use crate::figure::{Figure, ZonesOptions};
use crate::geodata::select::is_valid;
use crate::geodata::{Feature, Geodata};
use crate::space::Geographic;
use crate::state::StateCode;
use geo::{Geometry, LineString};
use periplus_sea::{AgreedLine, ZoneKind};

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
                found.push(with_uncertainty(line.clone()));
            }
        }
    }
    if let Some(path) = &options.lines {
        let read = figure.read_file(path);
        let read = read.map_err(|error| figure.at_fault(&["zones.lines"], error))?;
        for line in &read.features {
            let line = edges::densified(&constructed(line.clone(), path)?, path)?;
            let line = with_uncertainty(on_wgs_84(line, path)?);
            let place = Place::file(path.display().to_string());
            if zones(&line).is_none() {
                let said = line.text("zones").unwrap_or_default();
                return Err(Error::input(format!("`{said}` are no zones that a line parts"))
                    .at(place.part(format!("feature {}", line.id)))
                    .hint("`zones` is some of TS, CZ, EEZ and CS, such as \"TS EEZ CS\""));
            }
            if let Some(word) = line.text("status").filter(|word| !STATUSES.contains(word)) {
                let flaw = Flaw::new(format!("a line has no status `{word}`"));
                return Err(Error::from(flaw.known(word, &STATUSES))
                    .at(place.part(format!("feature {}", line.id))));
            }
            if is_in_force(&line) && agreed_line(&line).is_none() {
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

/// Warnings of what lines of the user's file say in vain.
///
/// Errors: as [`lines`].
pub(super) fn unknown_words(figure: &Figure, options: &ZonesOptions) -> Result<Vec<Warning>> {
    let Some(path) = &options.lines else { return Ok(Vec::new()) };
    Ok(unknown_datums(&figure.read_file(path)?.features, path))
}

/// The lines to compute with: those in force between two states. A later agreement on the same course adds the zones that it
/// parts to the line's.
pub(super) fn agreed(
    figure: &Figure,
    options: &ZonesOptions,
    geodata: &Geodata,
) -> Result<Vec<AgreedLine>> {
    let mut agreed: Vec<(String, AgreedLine)> = Vec::new();
    for line in lines(figure, options, geodata)?.iter().filter(|line| is_in_force(line)) {
        let course = line.text("along").unwrap_or(&line.id).to_owned();
        let Some(line) = agreed_line(line) else { continue };
        match agreed.iter_mut().find(|(known, _)| *known == course) {
            Some((_, known)) => known.zones.extend(line.zones),
            None => agreed.push((course, line)),
        }
    }
    Ok(agreed.into_iter().map(|(_, line)| line).collect())
}

/// What a line may be to the two states.
const STATUSES: [&str; 5] = ["agreed", "adjudged", "provisional", "signed", "claimed"];

/// Whether it binds the states that it parts: by agreement, for the time being or for good, or by judgment.
fn is_in_force(line: &Feature) -> bool {
    !matches!(line.text("status"), Some("claimed" | "signed"))
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
    Some(AgreedLine { states, name, zones: zones(feature)?, line: Geographic(line) })
}

/// The zones that a line may part, as features have them.
///
/// An economic zone has the seabed too (UNCLOS Art. 56(1)); of the delimitation of contiguous zones the Convention says nothing,
/// and a line beyond the territorial sea parts them as well.
const ZONES: [(&str, &[ZoneKind]); 4] = [
    ("TS", &[ZoneKind::TerritorialSea]),
    ("CZ", &[ZoneKind::ContiguousZone]),
    (
        "EEZ",
        &[ZoneKind::ContiguousZone, ZoneKind::ExclusiveEconomicZone, ZoneKind::ContinentalShelf],
    ),
    ("CS", &[ZoneKind::ContinentalShelf]),
];

/// The zones that a line parts; those beyond the territorial sea where it does not say. None for a word that is no zone.
fn zones(line: &Feature) -> Option<Vec<ZoneKind>> {
    let said = line.text("zones").unwrap_or("EEZ");
    let of_word =
        |word: &str| ZONES.iter().find(|(name, _)| *name == word).map(|(_, zones)| *zones);
    let zones: Option<Vec<&[ZoneKind]>> = said.split_whitespace().map(of_word).collect();
    zones.map(|zones| zones.concat())
}
