//! Bytes in, written to standard output out.

use periplus::error::{Error, Result};
use std::io::{self, Write};

/// Writes to standard output.
///
/// Errors: `Render` if not all of it was taken: what a script has then is not what it asked for.
pub(super) fn print(bytes: &[u8]) -> Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(|error| {
        let closed = error.kind() == io::ErrorKind::BrokenPipe;
        let what =
            if closed { "standard output was closed" } else { "cannot write to standard output" };
        Error::render(what).cause(error)
    })
}
