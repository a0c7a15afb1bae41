//! What can go wrong, and what is left out: one error type and one warning type for all stages.
//! An error says what, where and what to do.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The result of every stage.
pub type Result<T> = std::result::Result<T, Error>;

/// The class of a failure.
///
/// Exhaustive: whoever turns a class into an exit code or a status has to say what each is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The figure could not be drawn or written.
    Render,
    /// The command line is wrong.
    Usage,
    /// A file that the user gave is wrong.
    Input,
    /// Something asked for is not there: data, font, name, place, file.
    Missing,
    /// `--check` found a figure that is out of date.
    Stale,
}

/// Where in the user's input something was found; every part is optional.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The file as the user named it, or `figure "aegean"` for a bundled one.
    pub file: Option<String>,
    /// Line, counted from 1.
    pub line: Option<usize>,
    /// Column, counted from 1 in characters.
    pub column: Option<usize>,
    /// What inside the file, in words: `feature 17 ("GRC-1043"), ring 2, position 5`.
    pub part: Option<String>,
}

impl Place {
    /// A place that is a whole file.
    pub fn file(name: impl Into<String>) -> Place {
        Place { file: Some(name.into()), ..Place::default() }
    }

    /// The same file, at a line and column counted from 1.
    pub fn at(mut self, line: usize, column: usize) -> Place {
        self.line = Some(line);
        self.column = Some(column);
        self
    }

    /// The same file, at a part named in words.
    pub fn part(mut self, part: impl Into<String>) -> Place {
        self.part = Some(part.into());
        self
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{file}")?;
        }
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
            if let Some(column) = self.column {
                write!(f, ":{column}")?;
            }
        }
        if let Some(part) = &self.part {
            let lead = if self.file.is_some() { ", " } else { "" };
            write!(f, "{lead}{part}")?;
        }
        Ok(())
    }
}

/// A failure: what, where, why, and the way out.
#[derive(Debug)]
pub struct Error {
    /// The class of the failure.
    pub kind: ErrorKind,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// Where it was found.
    pub place: Option<Place>,
    /// What to do about it.
    pub hint: Option<String>,
    /// The failure below this one.
    pub cause: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// An error of `kind` that says `message`.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Error {
        Error { kind, message: message.into(), place: None, hint: None, cause: None }
    }

    /// A figure that cannot be drawn or written.
    pub fn render(message: impl Into<String>) -> Error {
        Error::new(ErrorKind::Render, message)
    }

    /// A wrong command line.
    pub fn usage(message: impl Into<String>) -> Error {
        Error::new(ErrorKind::Usage, message)
    }

    /// Wrong content of a user's file.
    pub fn input(message: impl Into<String>) -> Error {
        Error::new(ErrorKind::Input, message)
    }

    /// Something asked for that is not there.
    pub fn missing(message: impl Into<String>) -> Error {
        Error::new(ErrorKind::Missing, message)
    }

    /// The same error, found at `place`.
    pub fn at(mut self, place: Place) -> Error {
        self.place = Some(place);
        self
    }

    /// The same error with the way out.
    pub fn hint(mut self, hint: impl Into<String>) -> Error {
        self.hint = Some(hint.into());
        self
    }

    /// The same error with the failure below it.
    pub fn cause(mut self, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
        self.cause = Some(cause.into());
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.as_deref().map(|cause| cause as &(dyn std::error::Error + 'static))
    }
}

/// Something that a map leaves out, repairs or assumes: part of the result, never silence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Warning {
    /// What was left out or repaired: lower case, no full stop.
    pub message: String,
    /// Where it was found.
    pub place: Option<Place>,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Warning {
    /// A warning that says `message`.
    pub fn new(message: impl Into<String>) -> Warning {
        Warning { message: message.into(), place: None, hint: None }
    }

    /// The same warning, found at `place`.
    pub fn at(mut self, place: Place) -> Warning {
        self.place = Some(place);
        self
    }

    /// The same warning with the way out.
    pub fn hint(mut self, hint: impl Into<String>) -> Warning {
        self.hint = Some(hint.into());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_reads_file_line_column_part() {
        let place = Place::file("a.geojson").at(3, 7).part("feature 2");
        assert_eq!(place.to_string(), "a.geojson:3:7, feature 2");
    }
}
