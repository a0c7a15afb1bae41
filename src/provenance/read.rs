//! Reading back: the bytes of a file that Periplus drew in, its provenance out.

use super::Provenance;
use crate::error::{Error, Place, Result};
use crate::output::Format;

/// The provenance in the bytes of a drawn file of any format, which the user knows as `file`.
///
/// Errors: `Input` for bytes that are none of these, or that hold no provenance.
pub fn read(bytes: &[u8], file: &str) -> Result<Provenance> {
    let wrong = |what: String| Error::input(what).at(Place::file(file));
    let format = Format::of_bytes(bytes).ok_or_else(|| {
        let known = Format::names().collect::<Vec<_>>().join(", ");
        wrong("the file is in no format of drawings".to_owned()).hint(format!("known: {known}"))
    })?;
    let statement = format.statement(bytes).map_err(wrong)?.ok_or_else(|| {
        wrong("the file does not say what it was drawn from".to_owned()).hint(
            "only files that periplus drew can be read back, and some programs leave out what they do not know; \
             draw from the figure file instead",
        )
    })?;
    serde_json::from_str(&statement).map_err(|error| {
        let what = "what the file was drawn from cannot be read";
        wrong(what.to_owned()).hint("it may have been drawn by a later version").cause(error)
    })
}
