//! Files: a path in, its bytes out, and never more of them than can be meant: `/dev/zero` has no end; and bytes in, files out,
//! all or none.

mod writing;

pub use writing::write;

use crate::error::{Error, Result};
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

/// The most bytes that are read of a file; of what is no file on a disk (a pipe, a device) the smaller number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Of a file.
    pub of_file: u64,
    /// Of a pipe or a device.
    pub of_stream: u64,
}

/// Of a figure, a theme, a report or a table: what people write.
pub const TEXT: Limit = Limit { of_file: 64 * MEGABYTE, of_stream: 64 * MEGABYTE };
/// Of layers and drawn files.
pub const DATA: Limit = Limit { of_file: 2048 * MEGABYTE, of_stream: 256 * MEGABYTE };

const MEGABYTE: u64 = 1 << 20;

/// The bytes of a file that messages call `what`.
///
/// Errors: `Missing` if it cannot be read, `Input` if it is larger than its limit.
pub fn read(path: &Path, what: &str, limit: Limit) -> Result<Vec<u8>> {
    let unreadable = |error: io::Error| Error::missing(format!("cannot read {what}")).cause(error);
    let file = File::open(path).map_err(unreadable)?;
    let about = file.metadata().map_err(unreadable)?;
    let most = if about.is_file() { limit.of_file } else { limit.of_stream };
    if about.is_file() && about.len() > most {
        return Err(too_large(what, most));
    }
    up_to(most, file, what)
}

/// The bytes of a stream that messages call `what`, to its end.
///
/// Errors: as [`read`].
pub fn read_stream(stream: impl io::Read, what: &str, limit: Limit) -> Result<Vec<u8>> {
    up_to(limit.of_stream, stream, what)
}

fn up_to(most: u64, stream: impl io::Read, what: &str) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream
        .take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Error::missing(format!("cannot read {what}")).cause(error))?;
    if bytes.len() as u64 > most { Err(too_large(what, most)) } else { Ok(bytes) }
}

fn too_large(what: &str, most: u64) -> Error {
    Error::input(format!("{what} is over {} MB", most / MEGABYTE))
        .hint("more is not read; docs/limits.md lists all limits")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    const SMALL: Limit = Limit { of_file: 2 * MEGABYTE, of_stream: MEGABYTE };

    #[test]
    fn a_file_is_read_whole_up_to_its_limit() {
        let path = std::env::temp_dir().join(format!("periplus-files-{}", std::process::id()));
        for (length, fits) in [(0, true), (2 << 20, true), ((2 << 20) + 1, false)] {
            std::fs::write(&path, vec![b' '; length]).unwrap();
            let read = read(&path, "it", SMALL);
            assert_eq!(read.is_ok(), fits);
            match read {
                Ok(bytes) => assert_eq!(bytes.len(), length),
                Err(error) => assert_eq!(error.kind, ErrorKind::Input),
            }
        }
        std::fs::remove_file(&path).unwrap();
        assert_eq!(read(&path, "it", SMALL).unwrap_err().kind, ErrorKind::Missing);
    }

    #[cfg(unix)]
    #[test]
    fn what_has_no_end_is_refused() {
        let error = read(Path::new("/dev/zero"), "it", SMALL).unwrap_err();
        assert_eq!(error.message, "it is over 1 MB");
        let endless = std::io::repeat(b' ');
        assert_eq!(read_stream(endless, "it", SMALL).unwrap_err().message, "it is over 1 MB");
    }
}
