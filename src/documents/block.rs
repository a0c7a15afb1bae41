//! A figure block as a host found it: its text, its attributes, and where both stand in the document, so that
//! what is wrong with them is said of the document's own lines.

use super::attributes::{Attributes, Pair};
use crate::error::{Error, ErrorKind, Flaw, Place, Warning};

/// The attributes of a block.
pub(super) const KNOWN: [&str; 14] = [
    "caption",
    "alt",
    "width",
    "size",
    "figure",
    "theme",
    "names",
    "as_of",
    "worldview",
    "breadths",
    "bounds",
    "format",
    "dpi",
    "text",
];

/// A figure block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What stands between the fences, without the marks of lists and quotes round it.
    pub text: String,
    /// What stands beside the language.
    pub attributes: Attributes,
    /// Where it stands.
    pub position: Position,
}

/// Where a block stands in its document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// The document, or the block where a host knows no lines.
    pub file: String,
    /// Line and column of the opening fence, from 1; none where the host knows no lines.
    pub fence: Option<(usize, usize)>,
    /// Line and column of the first character of the attributes.
    pub attributes: Option<(usize, usize)>,
    /// For each line of the text: its line in the document, and how many characters stand before it there.
    pub lines: Vec<(usize, usize)>,
}

impl Position {
    /// The place of the block as a whole.
    pub fn place(&self) -> Place {
        let place = Place::file(&self.file);
        match self.fence {
            Some((line, column)) => place.at(line, column),
            None => place,
        }
    }

    /// The place of an attribute.
    pub fn of_attribute(&self, pair: &Pair) -> Place {
        let place = Place::file(&self.file).part(format!("attribute `{}`", pair.key));
        match self.attributes {
            Some((line, column)) => place.at(line, column + pair.offset),
            None => place,
        }
    }

    /// What is wrong with an attribute.
    pub fn wrong(&self, pair: &Pair, flaw: Flaw) -> Error {
        let error = Error::input(flaw.message).at(self.of_attribute(pair));
        match flaw.hint {
            Some(hint) => error.hint(hint),
            None => error,
        }
    }

    /// A warning, said of the block if it names no other place.
    pub fn warned(&self, warning: &Warning) -> Warning {
        match warning.place {
            Some(_) => warning.clone(),
            None => warning.clone().at(self.place()),
        }
    }

    /// An error of the block's text, said of the document: its line there; the fence if it has no place.
    pub fn said_of_document(&self, mut error: Error) -> Error {
        let Some(place) = &mut error.place else { return error.at(self.place()) };
        if place.file.is_none() {
            // whatever stands in a document is content of a file
            if error.kind == ErrorKind::Usage {
                error.kind = ErrorKind::Input;
            }
            place.file = Some(self.file.clone());
            (place.line, place.column) = self.fence.unzip();
            return error;
        }
        let inside = place.line.filter(|_| place.file.as_deref() == Some(&self.file));
        if let Some(line) = inside {
            // What lacks something at its very end is told at the line after the last one.
            let last = self.lines.last().map(|(line, before)| (line + 1, *before));
            let known = self.lines.get(line - 1).copied().or(last);
            if let Some((line, before)) = known {
                place.line = Some(line);
                place.column = place.column.map(|column| column + before);
                let indented = |line: String| " ".repeat(before) + &line;
                place.written = place.written.take().map(indented);
            }
        }
        error
    }
}
