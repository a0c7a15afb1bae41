//! What stands on standard input, never more of it than can be meant.

use periplus::error::Result;
use periplus::files::{self, Limit};
use std::cell::RefCell;
use std::io;

thread_local! {
    /// What stands there for this thread, in place of what the process was given.
    static GIVEN: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Puts a text on standard input for as long as what is returned lives; none leaves nothing there but its end.
pub(super) fn given(text: Option<String>) -> Given {
    GIVEN.with(|given| given.replace(Some(text.unwrap_or_default())));
    Given
}

/// A text on standard input.
pub(super) struct Given;

impl Drop for Given {
    fn drop(&mut self) {
        GIVEN.with(RefCell::take);
    }
}

/// What it is called in messages.
pub(super) const NAME: &str = "standard input";

/// Its bytes, to its end.
///
/// Errors: `Missing` if it cannot be read, `Input` if there is more than its limit.
pub(super) fn bytes(limit: Limit) -> Result<Vec<u8>> {
    match GIVEN.with(RefCell::take) {
        Some(text) => files::read_stream(text.as_bytes(), NAME, limit),
        None => files::read_stream(io::stdin().lock(), NAME, limit),
    }
}

/// The same as text.
///
/// Errors: as [`bytes`]; `Input` if it is not UTF-8.
pub(super) fn text(limit: Limit) -> Result<String> {
    let bytes = bytes(limit)?;
    files::text(&bytes, "this", NAME).map(str::to_owned)
}
