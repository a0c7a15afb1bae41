//! What stands on standard input, never more of it than can be meant.

use periplus::error::Result;
use periplus::files::{self, Limit};
use std::io;

/// What it is called in messages.
pub(super) const NAME: &str = "standard input";

/// Its bytes, to its end.
///
/// Errors: `Missing` if it cannot be read, `Input` if there is more than its limit.
pub(super) fn bytes(limit: Limit) -> Result<Vec<u8>> {
    files::read_stream(io::stdin().lock(), NAME, limit)
}

/// The same as text.
///
/// Errors: as [`bytes`]; `Input` if it is not UTF-8.
pub(super) fn text(limit: Limit) -> Result<String> {
    let bytes = bytes(limit)?;
    files::text(&bytes, "this", NAME).map(str::to_owned)
}
