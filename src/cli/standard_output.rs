//! Bytes in, written to standard output out.

use periplus::error::{Error, Result};
use std::io::{self, Write};

/// Writes to standard output; a reader that has had enough (`| head`) is no error.
pub(super) fn print(bytes: &[u8]) -> Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Error::render("cannot write to standard output").cause(error))
        }
        _ => Ok(()),
    }
}
