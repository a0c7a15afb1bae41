//! Bytes in, written to standard output out; or kept for who runs a command in place of the user.

use periplus::error::{Error, Result};
use std::cell::RefCell;
use std::io::{self, Write};

thread_local! {
    /// Where what this thread prints is kept, if it is.
    static KEPT: RefCell<Option<Vec<u8>>> = const { RefCell::new(None) };
}

/// What `run` prints, and what it returns.
pub(super) fn kept<T>(run: impl FnOnce() -> T) -> (Vec<u8>, T) {
    KEPT.with(|kept| kept.replace(Some(Vec::new())));
    let outcome = run();
    (KEPT.with(RefCell::take).unwrap_or_default(), outcome)
}

/// Writes to standard output.
///
/// Errors: `Render` if not all of it was taken: what a script has then is not what it asked for.
pub(super) fn print(bytes: &[u8]) -> Result<()> {
    let is_kept =
        KEPT.with_borrow_mut(|kept| kept.as_mut().map(|kept| kept.extend_from_slice(bytes)));
    if is_kept.is_some() {
        return Ok(());
    }
    let mut out = io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(|error| {
        let closed = error.kind() == io::ErrorKind::BrokenPipe;
        let what =
            if closed { "standard output was closed" } else { "cannot write to standard output" };
        Error::render(what).cause(error)
    })
}
