//! Features of the user's own, in a file or in the figure itself: a layer in, what was read of it out, or all that is wrong
//! with it.

use crate::error::Error;
use crate::figure::{Figure, Limits, Source};
use crate::geodata::days::wrong_days;
use crate::geodata::{Feature, Read, axes, readers};
use std::path::Path;

/// What a layer has of its own; nothing if it is bundled.
///
/// Errors: all that is wrong with it, where it stands.
pub(super) fn read(source: &Source, figure: &Figure) -> Result<Read, Vec<Error>> {
    match source {
        Source::Bundled(_) | Source::Described(_) => Ok(Read::default()),
        Source::Features(text) => readers::read_text(text).map_err(|error| vec![error]),
        Source::File(path) => of_file(path, figure),
    }
}

fn of_file(path: &Path, figure: &Figure) -> Result<Read, Vec<Error>> {
    let limits = &figure.limits;
    let read = match figure.read_file(path) {
        Ok(read) => read,
        Err(error) => return Err(all_of(path, limits).unwrap_or_else(|| vec![error])),
    };
    let is_wrong = |feature: &Feature| !wrong_days(&feature.attributes).is_empty();
    if read.features.iter().any(is_wrong)
        && let Some(all) = all_of(path, limits)
    {
        return Err(all);
    }
    if let Some(bounds) = figure.extent.bounds() {
        let file = path.display().to_string();
        let checked = axes::check_axes(&read.features, &file, &bounds.rectangle());
        checked.map_err(|error| vec![error])?;
    }
    Ok(read)
}

/// All that is wrong with a file; none where that cannot be told.
fn all_of(path: &Path, limits: &Limits) -> Option<Vec<Error>> {
    readers::problems_of(path, limits.data())
        .ok()
        .map(|(errors, _)| errors)
        .filter(|errors| !errors.is_empty())
}
