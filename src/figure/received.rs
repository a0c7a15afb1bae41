//! A figure and paths as a drawn file tells them in, the figure out with every path held inside the working folder.
//! Whoever sent the file is not trusted: it names the figure, whose name becomes that of a file, and files to be read.

use super::{Figure, Limits};
use crate::error::{Error, Place, Result};
use crate::files::{is_written_in, leaves_its_folder, lies_in};
use crate::geodata::readers;
use std::path::{Path, PathBuf};

/// Names that Windows gives to devices, whatever the extension.
const DEVICES: [&str; 4] = ["CON", "PRN", "AUX", "NUL"];
/// Devices of which there are several: `COM1`.
const PORTS: [&str; 2] = ["COM", "LPT"];

/// What holds for all that a drawn file asks for.
#[derive(Clone, Copy, Debug)]
pub struct Received<'a> {
    /// The drawn file as the user named it.
    pub file: &'a str,
    /// The working folder: nothing outside of it is read, the drawn file's own folder no exception.
    pub working_folder: &'a Path,
}

impl Received<'_> {
    /// Reads a figure of this name again from the text in the drawn file; the limits are the user's, whatever it says.
    ///
    /// Errors: as [`Figure::parse`]; `Input` for a name that is no plain file name, and as [`Received::path`] for the files
    /// that the figure names.
    pub fn figure(&self, text: &str, name: &str, limits: &Limits) -> Result<Figure> {
        if let Some(reason) = unfit_as_file_name(name) {
            return Err(self.refused(format!("the file names its figure `{name}`, which {reason}")));
        }
        let file = format!("the figure in {}", self.file);
        let mut figure = Figure::parse_with(text, &file, limits)?;
        name.clone_into(&mut figure.name);
        figure.relocate(&|path| self.path(path))?;
        Ok(figure)
    }

    /// Where a file lies that the drawn file names: beside the drawn file, or if it is not there in the working folder.
    ///
    /// Errors: `Input` if that is outside of the working folder, by its words or by a link.
    pub fn path(&self, written: &Path) -> Result<PathBuf> {
        // what leads elsewhere on Windows is refused on every system
        let words = written.to_string_lossy();
        if words.contains('\\') || has_drive(&words) || leaves_its_folder(written) {
            return Err(self.outside(written));
        }
        let beside = Path::new(self.file).parent().unwrap_or(Path::new("")).join(written);
        let path = if beside.is_file() { beside } else { self.working_folder.join(written) };
        // a drawn file from elsewhere has no folder of its own here
        match readers::files_of(&path).iter().find(|path| !lies_in(self.working_folder, path)) {
            None => Ok(path),
            Some(part) => {
                Err(self.outside(&written.with_file_name(part.file_name().unwrap_or_default())))
            }
        }
    }

    /// Sees that a file of the figure's name, where it goes unless the user says where, is in the working folder.
    ///
    /// Errors: `Input` if a link leads out.
    pub fn check_output(&self, path: &Path) -> Result<()> {
        if is_written_in(self.working_folder, path) {
            return Ok(());
        }
        let shown = path.display();
        Err(self.refused(format!("`{shown}` would be written outside of the working folder")))
    }

    fn outside(&self, path: &Path) -> Error {
        let shown = path.display();
        self.refused(format!(
            "the file asks for `{shown}`, which lies outside of the working folder"
        ))
    }

    fn refused(&self, message: String) -> Error {
        Error::input(message).at(Place::file(self.file)).hint(
            "a drawn file reaches nothing outside of the folder that you work in; `periplus inspect` prints the figure, \
             to be saved and drawn with your own files",
        )
    }
}

/// Whether a path begins with a drive of Windows: `C:`.
fn has_drive(path: &str) -> bool {
    matches!(path.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic())
}

/// Why no file may have this name, on any system.
fn unfit_as_file_name(name: &str) -> Option<&'static str> {
    let device = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let is_port = || {
        let (kind, number) = device.split_at_checked(3).unwrap_or_default();
        PORTS.contains(&kind) && matches!(number.as_bytes(), [b'0'..=b'9'])
    };
    if name.is_empty() {
        Some("is empty")
    } else if name.contains(['/', '\\']) || has_drive(name) || matches!(name, "." | "..") {
        Some("is a path and no plain file name")
    } else if name.contains(char::is_control) {
        Some("has control characters in it")
    } else if DEVICES.contains(&device.as_str()) || is_port() {
        Some("is a device on Windows")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_name_is_taken_in_any_script() {
        for name in ["aegean", "Ζάκυνθος", "two words", "a.b", "...", "console", "com", "fig:1"]
        {
            assert_eq!(unfit_as_file_name(name), None, "{name}");
        }
    }

    #[test]
    fn what_is_no_plain_file_name_is_refused() {
        let paths = ["/tmp/x", "../x", "a/b", "..\\x", "\\\\host\\x", "C:x", "c:/x", ".", ".."];
        for name in paths {
            assert_eq!(
                unfit_as_file_name(name),
                Some("is a path and no plain file name"),
                "{name}"
            );
        }
        for name in ["con", "NUL.b", "com1", "LPT9.svg", "aux "] {
            assert_eq!(unfit_as_file_name(name), Some("is a device on Windows"), "{name}");
        }
        assert!(unfit_as_file_name("").is_some());
        for name in ["a\nb", "\u{1b}[2J", "a\0", "\u{9b}1m"] {
            assert_eq!(unfit_as_file_name(name), Some("has control characters in it"), "{name:?}");
        }
    }
}
