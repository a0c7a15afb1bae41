//! Figures of a document: what they name lies in the document's folder.

use super::options::names_file;
use super::{Figure, Limits};
use crate::error::{Error, Flaw, Result};
use crate::geodata::readers;
use std::path::Path;

impl Figure {
    /// Reads the text of a figure that stands in another file, a document; its own files are then looked
    /// for in that file's `folder`.
    ///
    /// Errors: as [`Figure::parse`], and if a link leads out of the folder.
    pub fn parse_within(
        text: &str,
        file: &str,
        (folder, limits): (&Path, &Limits),
    ) -> Result<Figure> {
        let mut figure = Figure::parse_with(text, file, limits)?;
        figure.resolve_files(folder, file)?;
        Ok(figure)
    }

    /// Reads the figure of a name as a document in `folder` gives it: a file in that folder, or a bundled one.
    ///
    /// Errors: as [`Figure::named`], and if the file lies outside of the folder, links followed.
    pub fn named_within(name: &str, (folder, limits): (&Path, &Limits)) -> Result<Figure> {
        if !names_file(name) {
            return Figure::named_with(name, limits);
        }
        if readers::leading_out(folder, Path::new(name)).is_some() {
            let error = Error::input(format!("`{name}` lies outside of the document's folder"));
            return Err(error.hint("move the figure beside the document"));
        }
        Figure::read_with(&folder.join(name), limits)
    }

    /// Sets the look as a document in `folder` gives it: a bundled theme's name, or a `.css` file in that folder.
    ///
    /// Errors: a file that lies outside of the folder, links followed.
    pub fn set_theme_within(&mut self, name: &str, folder: &Path) -> std::result::Result<(), Flaw> {
        name.clone_into(&mut self.sheet.theme);
        if !self.sheet.theme_is_file() {
            return Ok(());
        }
        if readers::leading_out(folder, Path::new(name)).is_some() {
            let flaw = Flaw::new(format!("`{name}` lies outside of the document's folder"));
            return Err(flaw.hint("move the theme beside the document"));
        }
        self.sheet.theme = folder.join(name).display().to_string();
        Ok(())
    }
}
