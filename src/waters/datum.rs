//! Datums of lines at sea: what a feature says of its `datum` in, the feature on WGS 84 out; and how far off a line may be whose
//! datum is not stated.

use crate::error::{Error, Place, Result};
use crate::geodata::datums;
use crate::geodata::{Feature, Value};
use crate::space::Geographic;
use crate::units::Metres;
use geo::{Coord, CoordsIter, MapCoordsInPlace};
use periplus_sea::geodesy;
use std::path::Path;

/// A feature of a user's file whose `datum` is one that is known here, on WGS 84; any other as it is. How exactly that is known is
/// its `datum_accuracy_m`, by which transformation its `datum_operation`.
///
/// Errors: `Input` for positions where the datum is not in use.
pub(super) fn on_wgs_84(feature: Feature, file: &Path) -> Result<Feature> {
    let Some(datum) = feature.text("datum").and_then(datums::find) else { return Ok(feature) };
    let (mut worst, mut outside, mut operations) = (0.0_f64, None, Vec::new());
    let mut geometry = feature.geometry.0.clone();
    geometry.map_coords_in_place(|at| {
        if let Some(shifted) = datums::shifted(datum, [at.x, at.y]) {
            let [x, y] = shifted.at;
            return Coord { x, y };
        }
        at
    });
    for at in feature.geometry.0.coords_iter() {
        let Some(shifted) = datums::shifted(datum, [at.x, at.y]) else {
            outside = Some(at);
            break;
        };
        worst = worst.max(shifted.accuracy);
        let name = format!("EPSG:{}", shifted.operation);
        if !operations.contains(&name) {
            operations.push(name);
        }
    }
    if let Some(at) = outside {
        let message =
            format!("no transformation of {datum} to WGS 84 is known at {:.4}, {:.4}", at.x, at.y);
        let place = Place::file(file.display().to_string());
        return Err(Error::input(message)
            .at(place.part(format!("feature {}", feature.id)))
            .hint("give the positions on WGS 84, and say so: \"datum\": \"WGS 84\""));
    }
    let mut shifted = Feature { geometry: Geographic(geometry), ..feature };
    let mut say = |key: &str, value: Value| shifted.attributes.insert(key.to_owned(), value);
    say("datum_accuracy_m", Value::Number(worst));
    say("datum_operation", Value::Text(operations.join(" ")));
    Ok(shifted)
}

/// A chart of a sea may be on a datum of any shore round it: so many degrees beyond the area that the datum is used in.
const ABOUT: f64 = 5.0;

/// How far a line may be off for its datum: as exactly as the transformation is known that put it onto WGS 84; nothing on WGS 84
/// itself; else as far as the farthest datum puts its first position that is in use about there, or the one that it names.
pub(super) fn uncertainty(line: &Feature) -> Option<Metres> {
    if let Some(Value::Number(accuracy)) = line.attributes.get("datum_accuracy_m") {
        return Some(Metres(*accuracy));
    }
    let said = line.text("datum").unwrap_or_default();
    if datums::is_wgs_84(said) {
        return Some(Metres(0.0));
    }
    let at = line.geometry.0.coords_iter().next()?;
    let away = |datum: &'static str| {
        let [x, y] = datums::shifted_about(datum, [at.x, at.y], ABOUT)?.at;
        Some(geodesy::distance(at, Coord { x, y }).0)
    };
    match datums::find(said) {
        Some(datum) => away(datum).map(Metres),
        None => datums::names().filter_map(away).max_by(f64::total_cmp).map(Metres),
    }
}

/// The line with its `datum_uncertainty_m`.
pub(super) fn with_uncertainty(mut line: Feature) -> Feature {
    if let Some(off) = uncertainty(&line) {
        let metres = (off.0 * 10.0).round() / 10.0;
        line.attributes.insert("datum_uncertainty_m".to_owned(), Value::Number(metres));
    }
    line
}
