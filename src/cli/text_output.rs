//! The text that a command writes: where it is asked for and the command's inputs in, the file, or standard output, out.

use super::destination::{self, Output};
use super::printable::printable;
use super::request::DASH;
use super::sheet_cells::for_spreadsheets;
use periplus::error::Result;
use std::path::{Path, PathBuf};

/// Where a command's text goes.
pub(super) struct TextOutput {
    /// None for standard output.
    path: Option<PathBuf>,
}

/// What a text is, and so what becomes of it on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// What programs read, as it is.
    Data,
    /// What people read: a terminal is sent none of its control characters, a file keeps them.
    Words,
    /// CSV: as words, and in a file as spreadsheets take it.
    Csv,
}

impl Content {
    /// CSV or other words.
    pub(super) fn csv_if(is_csv: bool) -> Content {
        if is_csv { Content::Csv } else { Content::Words }
    }
}

impl TextOutput {
    /// The place that is asked for: a file, or `-`.
    ///
    /// Errors: `Usage` for a file that the command reads too.
    pub(super) fn of(asked: &Path, read: &[PathBuf]) -> Result<TextOutput> {
        let path = (asked != Path::new(DASH)).then(|| asked.to_owned());
        destination::check_outputs(path.as_slice(), read)?;
        Ok(TextOutput { path })
    }

    /// Writes a text; what there is to say of it, nothing of standard output.
    ///
    /// Errors: as [`destination::write`].
    pub(super) fn write(self, text: String, content: Content) -> Result<Option<String>> {
        let text = match (&self.path, content) {
            (_, Content::Data) | (Some(_), Content::Words) => text,
            (Some(_), Content::Csv) => for_spreadsheets(&text),
            (None, _) => printable(&text),
        };
        let note = self.path.as_ref().map(|path| format!("wrote {}", path.display()));
        destination::write(&[Output { path: self.path, bytes: text.into_bytes() }])?;
        Ok(note)
    }
}
