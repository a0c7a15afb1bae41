//! Files: a path in, its bytes out, and never more of them than can be meant: `/dev/zero` has no end; and bytes in, files out,
//! all or none. What bytes are of is told here too, where they are no text or of another format than was meant.

mod folder;
mod foreign;
mod writing;

pub(crate) use folder::{is_written_in, leaves_its_folder, lies_in};
pub use foreign::{Foreign, Kind, WELL_KNOWN_TEXT, is_well_known_text};
pub use writing::{Waiting, write};

use crate::error::{Error, ErrorKind, Place, Result, raised};
use std::fs::File;
use std::io::{self, Read as _};
use std::ops::ControlFlow;
use std::path::Path;

/// The most bytes that are read of a file; of what is no file on a disk (a pipe, a device) the smaller number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Of a file.
    pub of_file: u64,
    /// Of a pipe or a device.
    pub of_stream: u64,
    /// The name by which the one of a file is raised, where it can be.
    pub name: Option<&'static str>,
}

/// The name by which the limit of a pipe or a device is raised.
const OF_STREAM: &str = "stream-mb";

/// Of a figure, a theme, a report or a table: what people write.
pub const TEXT: Limit = Limit { of_file: 64 * MEGABYTE, of_stream: 64 * MEGABYTE, name: None };
/// Of layers and documents.
pub const DATA: Limit = Limit { of_file: 2048 * MEGABYTE, of_stream: 256 * MEGABYTE, name: None };
/// Of drawn files: a PNG of as many pixels as can be drawn is smaller.
pub const DRAWN: Limit = Limit { of_file: 256 * MEGABYTE, of_stream: 256 * MEGABYTE, name: None };

const MEGABYTE: u64 = 1 << 20;

/// The bytes of a file that messages call `what`.
///
/// Errors: `Missing` if it cannot be read, a pipe into which nobody writes included; `Input` if it is larger than its limit.
pub fn read(path: &Path, what: &str, limit: Limit) -> Result<Vec<u8>> {
    let (file, most) = opened(path, what, limit)?;
    up_to(most, file, what, limit)
}

/// Gives the bytes of a file that messages call `what` to `work`, block by block, until that breaks off; how many they were.
///
/// Errors: as [`read`].
pub(crate) fn blocks(
    path: &Path,
    what: &str,
    limit: Limit,
    mut work: impl FnMut(&[u8]) -> ControlFlow<()>,
) -> Result<u64> {
    const BLOCK: usize = 1 << 18;
    let (mut file, most) = opened(path, what, limit)?;
    let mut block = vec![0; BLOCK];
    let mut length = 0;
    loop {
        let count = match file.read(&mut block) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            read => read.map_err(|error| unreadable(what, error))?,
        };
        length += count as u64;
        if length > most {
            return Err(too_large(what, (most, most.saturating_mul(2)), limit));
        }
        if count == 0 || work(&block[..count]).is_break() {
            return Ok(length);
        }
    }
}

/// A file to be read, and how far.
fn opened(path: &Path, what: &str, limit: Limit) -> Result<(File, u64)> {
    let file = open(path).map_err(|error| unreadable(what, error))?;
    let about = file.metadata().map_err(|error| unreadable(what, error))?;
    let most = if about.is_file() { limit.of_file } else { limit.of_stream };
    match about.is_file() && about.len() > most {
        true => Err(too_large(what, (most, about.len()), limit)),
        false => Ok((file, most)),
    }
}

fn unreadable(what: &str, error: io::Error) -> Error {
    Error::missing(format!("cannot read {what}")).cause(error)
}

/// The bytes of a stream that messages call `what`, to its end.
///
/// Errors: as [`read`].
pub fn read_stream(stream: impl io::Read, what: &str, limit: Limit) -> Result<Vec<u8>> {
    up_to(limit.of_stream, stream, what, limit)
}

/// What a packed file holds, which messages call `what`: it is read as far as a file may be large.
///
/// Errors: `Input` if it is damaged, or larger than its limit.
pub fn unpacked(stream: impl io::Read, what: &str, limit: Limit) -> Result<Vec<u8>> {
    let damaged = |cause: Error| match cause.kind {
        ErrorKind::Missing => {
            let error = Error::input(format!("{what} is damaged"));
            error.hint("was it copied or downloaded whole?").cause(cause)
        }
        _ => cause,
    };
    up_to(limit.of_file, stream, what, limit).map_err(damaged)
}

/// The text that the bytes are of what messages call `what`, and the user knows as `file`.
///
/// Errors: `Input` with the place of the first bytes that are no UTF-8.
pub fn text<'a>(bytes: &'a [u8], what: &str, file: &str) -> Result<&'a str> {
    std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let start_of_line = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        let column = 1 + String::from_utf8_lossy(&before[start_of_line..]).chars().count();
        Error::input(format!("{what} is not UTF-8 text"))
            .at(Place::file(file).at(line, column))
            .hint("save it as UTF-8, without another encoding")
    })
}

/// Opens a file to be read. A pipe that has a name is opened as soon as somebody opens it to write, and that may be never.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::FileTypeExt as _;
    use std::sync::mpsc;
    use std::thread;
    use std::time::Duration;

    const PATIENCE: Duration = Duration::from_secs(1);
    if !path.metadata()?.file_type().is_fifo() {
        return File::open(path);
    }
    let (opened, opening) = mpsc::channel();
    let path = path.to_owned();
    // who does not hear of it any more has told the user so
    thread::Builder::new().spawn(move || drop(opened.send(File::open(path))))?;
    opening.recv_timeout(PATIENCE).unwrap_or_else(|_| {
        Err(io::Error::new(io::ErrorKind::TimedOut, "it is a pipe, and nobody writes into it"))
    })
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

fn up_to(most: u64, stream: impl io::Read, what: &str, limit: Limit) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.take(most + 1).read_to_end(&mut bytes).map_err(|error| unreadable(what, error))?;
    // how long it would be is not known
    let length = most.saturating_mul(2);
    if bytes.len() as u64 > most { Err(too_large(what, (most, length), limit)) } else { Ok(bytes) }
}

fn too_large(what: &str, (most, length): (u64, u64), limit: Limit) -> Error {
    let name = limit.name.map(|name| if most == limit.of_file { name } else { OF_STREAM });
    let more = match name {
        Some(name) => raised(name, length.div_ceil(MEGABYTE)),
        None => "docs/limits.md lists all limits".to_owned(),
    };
    Error::input(format!("{what} is over {} MB", most / MEGABYTE))
        .hint(format!("more is not read; {more}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: Limit = Limit { of_file: 2 * MEGABYTE, of_stream: MEGABYTE, name: None };

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

    #[test]
    fn what_is_no_text_is_told_with_its_place() {
        assert_eq!(text("é".as_bytes(), "it", "a").unwrap(), "é");
        let error = text(b"first\n\xc3\xa9x\xff", "it", "a").unwrap_err();
        assert_eq!(error.message, "it is not UTF-8 text");
        assert_eq!(error.place.unwrap().to_string(), "a:2:3");
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_into_which_nobody_writes_is_not_waited_for() {
        use std::process::Command;
        let pipe = |name: &str| {
            let path = std::env::temp_dir().join(format!("periplus-{name}-{}", std::process::id()));
            assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
            path
        };
        let (silent, written) = (pipe("silent"), pipe("written"));
        assert_eq!(read(&silent, "it", SMALL).unwrap_err().kind, ErrorKind::Missing);
        let writing = written.clone();
        let writer = std::thread::spawn(move || std::fs::write(writing, b"words"));
        assert_eq!(read(&written, "it", SMALL).unwrap(), b"words");
        writer.join().unwrap().unwrap();
        for path in [silent, written] {
            std::fs::remove_file(path).unwrap();
        }
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
