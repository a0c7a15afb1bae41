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
    /// The result could not be computed, drawn or written.
    Render,
    /// What is asked for is not possible: an option or argument is wrong.
    Usage,
    /// A file that the user gave is wrong.
    Input,
    /// Something asked for is not there: data, font, name, place, file.
    Missing,
    /// Something is out of date.
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
    /// The line as it is written, if people write such files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written: Option<String>,
}

impl Place {
    /// A place that is a whole file.
    pub fn file(name: impl Into<String>) -> Place {
        Place { file: Some(name.into()), ..Place::default() }
    }

    /// The letter of a text that begins at a byte of it, with the line that it stands in.
    pub fn in_text(file: impl Into<String>, text: &str, byte: usize) -> Place {
        /// Bytes of a line that nobody wrote by hand: no message shows it.
        const LONG: usize = 1_000;
        let before = text.get(..byte).unwrap_or(text);
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let column = before.get(start..).map_or(0, |before| before.chars().count()) + 1;
        let line = text.get(start..).and_then(|rest| rest.lines().next());
        let written = line.filter(|line| line.len() < LONG).map(str::to_owned);
        let place = Place::file(file).at(before.matches('\n').count() + 1, column);
        Place { written, ..place }
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

    /// Something that cannot be computed, drawn or written.
    pub fn render(message: impl Into<String>) -> Error {
        Error::new(ErrorKind::Render, message)
    }

    /// A wrong option or argument.
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

/// What is wrong with a value, and the way out, on its road through serde or clap, which carry no more than a text: the
/// hint follows the message after a line break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Flaw {
    /// A flaw without a way out.
    pub fn new(message: impl Into<String>) -> Flaw {
        Flaw { message: message.into(), hint: None }
    }

    /// The same flaw with the way out.
    pub fn hint(mut self, hint: impl Into<String>) -> Flaw {
        self.hint = Some(hint.into());
        self
    }

    /// The same flaw with the nearest known word, or all of them, as the way out.
    pub fn known(self, word: &str, known: &[&str]) -> Flaw {
        match nearest(word, known.iter().copied()) {
            Some(near) => self.hint(format!("did you mean `{near}`?")),
            None => self.hint(format!("known: {}", known.join(", "))),
        }
    }

    /// The flaw that was written as `text`.
    pub fn read(text: &str) -> Flaw {
        match text.split_once('\n') {
            Some((message, hint)) => Flaw::new(message).hint(hint.trim_end()),
            None => Flaw::new(text),
        }
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.hint {
            Some(hint) => write!(f, "\n{hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Flaw {}

impl From<Flaw> for Error {
    /// Wrong content of a user's file, unless it is said otherwise.
    fn from(flaw: Flaw) -> Error {
        Error { hint: flaw.hint, ..Error::input(flaw.message) }
    }
}

/// The way out of a limit for who means it: the option that raises the limit of this name, to a round number that allows `asked`.
pub fn raised(limit: &str, asked: u64) -> String {
    let mut magnitude = 1_u64;
    while magnitude.saturating_mul(10) < asked {
        magnitude = magnitude.saturating_mul(10);
    }
    let steps = [1, 2, 5, 10].map(|times: u64| magnitude.saturating_mul(times));
    let round = steps.into_iter().find(|step| *step >= asked).unwrap_or(asked);
    format!("--limit {limit}={round} allows more")
}

/// The known name nearest to `word`, if one is near enough to be meant; capitals count for nothing.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const LEAST_LIKENESS: f64 = 0.6;
    let word = word.to_lowercase();
    let likeness = |name: &str| strsim::normalized_damerau_levenshtein(&word, &name.to_lowercase());
    known
        .into_iter()
        .map(|name| (likeness(name), name))
        .filter(|(likeness, _)| *likeness >= LEAST_LIKENESS)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_reads_file_line_column_part() {
        let place = Place::file("a.geojson").at(3, 7).part("feature 2");
        assert_eq!(place.to_string(), "a.geojson:3:7, feature 2");
    }

    #[test]
    fn the_nearest_name_is_found_across_one_slip() {
        assert_eq!(nearest("agean", ["caucasus", "aegean", "ionian"]), Some("aegean"));
        assert_eq!(nearest("zzz", ["caucasus", "aegean"]), None);
        assert_eq!(nearest("tur", ["un", "TUR"]), Some("TUR"));
        assert_eq!(nearest("Aegean", ["aegean"]), Some("aegean"));
    }
}
