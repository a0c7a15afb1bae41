//! What the command line sets of limits in, the limits that hold for all that it asks for out.

use super::args::CommandLine;
use periplus::error::{Error, Place, Result};
use periplus::figure::Limits;

/// The limits that the command line sets.
///
/// Errors: `Usage` for one that there is not, or that cannot be so.
pub(super) fn of_line(line: &CommandLine) -> Result<Limits> {
    let mut limits = Limits::default();
    for written in &line.limit {
        limits.set(written).map_err(|flaw| {
            let error = Error::usage(flaw.message).at(Place::default().part("--limit"));
            Error { hint: flaw.hint, ..error }
        })?;
    }
    Ok(limits)
}
