//! Texts of a theme in, one after another as one; where each of their bytes stands out.

use super::sources::Source;
use crate::error::{Error, Place, Result};

/// Texts, one after another.
#[derive(Debug, Default)]
pub(super) struct Texts {
    parts: Vec<Part>,
}

/// A text, and the number of its first byte among those of all texts.
#[derive(Debug)]
struct Part {
    source: Source,
    start: usize,
}

/// The most bytes of a theme, eight times those of `atlas`.
const LONGEST: usize = 256 << 10;
/// The most widths of the sheet that a theme tells apart.
const MOST_WIDTHS: usize = 100;

/// The most texts of a theme.
const MOST_PARTS: usize = 32;

impl Texts {
    /// Adds a text; the number of its first byte.
    ///
    /// Errors: `Input` if all are longer then than a theme can be.
    pub(super) fn add(&mut self, source: &Source) -> Result<usize> {
        let start = self.parts.last().map_or(0, |last| last.start + last.source.text.len() + 1);
        self.parts.push(Part { source: source.clone(), start });
        self.check_length(&source.file).map(|()| start)
    }

    /// That the theme is none too long, all texts together.
    fn check_length(&self, file: &str) -> Result<()> {
        let texts = || self.parts.iter().map(|part| part.source.text.as_str());
        let is_longer = texts().map(str::len).sum::<usize>() > LONGEST;
        let widths: usize = texts().map(|text| text.matches("@media").count()).sum();
        let most = if is_longer {
            format!("{} kB", LONGEST >> 10)
        } else if widths > MOST_WIDTHS {
            format!("{MOST_WIDTHS} rules of `@media`")
        } else if self.parts.len() > MOST_PARTS {
            format!("{MOST_PARTS} texts, with all that they import,")
        } else {
            return Ok(());
        };
        let error = Error::input(format!("a theme has {most} at most"));
        Err(error.at(Place::file(file)).hint("docs/limits.md lists all limits"))
    }

    /// The text that the byte `offset` of all texts lies in.
    fn part(&self, offset: usize) -> Option<&Part> {
        let after = self.parts.partition_point(|part| part.start <= offset);
        self.parts.get(after.checked_sub(1)?)
    }

    /// Where the byte `offset` of all texts stands.
    pub(super) fn place(&self, offset: usize) -> Place {
        self.part(offset).map_or_else(Place::default, |part| {
            let source = &part.source;
            Place::in_text(&source.file, &source.text, offset - part.start)
        })
    }

    /// An error at the byte `offset` of all texts.
    pub(super) fn error(&self, offset: usize, message: impl Into<String>) -> Error {
        Error::input(message).at(self.place(offset))
    }

    /// Where an error stands in the order of the texts.
    pub(super) fn position(&self, error: &Error) -> (usize, Option<usize>, Option<usize>) {
        let Some(place) = &error.place else { return (0, None, None) };
        let is_of = |part: &Part| Some(&part.source.file) == place.file.as_ref();
        let part = self.parts.iter().position(is_of).unwrap_or_default();
        (part, place.line, place.column)
    }

    /// That the file in which an error lies is of another format, if it is.
    pub(super) fn instead_of(&self, error: &Error) -> Option<Error> {
        self.parts.get(self.position(error).0)?.source.other_format()
    }

    /// The text that begins at byte `from` of all, with spaces in place of comments: same offsets; every string is closed.
    pub(super) fn without_comments(&self, text: &str, from: usize) -> Result<String> {
        let mut blanked = String::with_capacity(text.len());
        while let Some(c) = text[blanked.len()..].chars().next() {
            let start = blanked.len();
            if c == '"' || c == '\'' {
                let end = string_end(&text[start..]).ok_or_else(|| {
                    self.error(from + start, "the string that begins here has no end")
                })?;
                blanked.push_str(&text[start..start + end]);
            } else if text[start..].starts_with("/*") {
                let length = text[start + 2..].find("*/").ok_or_else(|| {
                    self.error(from + start, "the comment that begins here has no end")
                })?;
                for c in text[start..start + 2 + length + 2].chars() {
                    let blank = if c == '\n' { "\n" } else { " " };
                    blanked.push_str(&blank.repeat(c.len_utf8()));
                }
            } else if c == '\u{feff}' && start == 0 {
                blanked.push_str("   "); // a byte order mark, 3 bytes in UTF-8
            } else {
                blanked.push(c);
            }
        }
        Ok(blanked)
    }
}

/// Bytes of the string at the start of `text`, with its quotes; `None` if it ends nowhere on its line.
pub(super) fn string_end(text: &str) -> Option<usize> {
    let mut characters = text.char_indices();
    let (_, quote) = characters.next()?;
    while let Some((index, c)) = characters.next() {
        match c {
            '\n' => return None,
            '\\' => drop(characters.next()),
            _ if c == quote => return Some(index + c.len_utf8()),
            _ => {}
        }
    }
    None
}
