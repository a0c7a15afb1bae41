//! CSS texts in, their rules out, one text after another, each after those that it imports.
//! After CSS Syntax Level 3, the part that themes need: rules, declarations, comments, strings, `@import`, and
//! `@media` on the width of the sheet. Nothing is skipped: what cannot be read is an error.

use super::scanner::{Rule, Scanner, SourceText};
use super::sources::{self, Import, Source};
use super::texts::Texts;
use crate::error::{Error, Flaw, Result};
use std::path::PathBuf;

/// The texts of a theme, cut up: one after another, each after those that it imports.
#[derive(Debug, Default)]
pub(super) struct Stylesheet {
    texts: Texts,
    /// The rules in the order in which they count.
    pub(super) rules: Vec<Rule>,
    /// The files that its texts import, whether they could be read or not.
    pub(super) imported: Vec<PathBuf>,
}

impl Stylesheet {
    /// Cuts texts up, one after another as one; as far as they could be read.
    pub(super) fn of(sources: Vec<Source>) -> (Stylesheet, Result<()>) {
        let mut sheet = Stylesheet::default();
        let read = sources.into_iter().try_for_each(|source| sheet.take(source, &mut Vec::new()));
        (sheet, read)
    }

    /// Adds a text, those that it imports before it; `chain` are the texts that import it.
    fn take(&mut self, source: Source, chain: &mut Vec<Source>) -> Result<()> {
        let start = self.texts.add(&source)?;
        chain.push(source.clone());
        let read = self.scan(&source, start, chain);
        chain.pop();
        read.map_err(|error| self.texts.instead_of(&error).unwrap_or(error))
    }

    fn scan(&mut self, source: &Source, start: usize, chain: &mut Vec<Source>) -> Result<()> {
        let blanked = self.texts.without_comments(&source.text, start)?;
        let mut scanner = Scanner { texts: &self.texts, text: &blanked, start, at: 0 };
        let imports = scanner.imports()?;
        let at = scanner.at;
        imports.iter().try_for_each(|name| self.import(source, name, chain))?;
        let mut rules = Vec::new();
        Scanner { texts: &self.texts, text: &blanked, start, at }.statements(&mut rules)?;
        self.rules.extend(rules);
        Ok(())
    }

    /// Adds what a text imports under a name.
    fn import(&mut self, by: &Source, name: &SourceText, chain: &mut Vec<Source>) -> Result<()> {
        let place = self.texts.place(name.offset);
        let refused = |flaw: Flaw| sources::at(place.clone(), flaw.into());
        let import = by.import(&name.text).map_err(refused)?;
        if let Import::File { path, .. } = &import {
            self.imported.push(path.clone());
        }
        let source = import.source().map_err(|error| sources::at(place.clone(), error))?;
        let is_in = chain.iter().position(|above| above.origin() == source.origin());
        if let Some(first) = is_in {
            let ring: Vec<&str> = chain[first..].iter().map(|it| it.file.as_str()).collect();
            let ring = format!("{} → {}", ring.join(" → "), source.file);
            return Err(Error::input(format!("the theme imports itself: {ring}"))
                .at(place)
                .hint("take this @import out"));
        }
        self.take(source, chain)
    }

    /// An error at the byte `offset` of all texts.
    pub(super) fn error(&self, offset: usize, message: impl Into<String>) -> Error {
        self.texts.error(offset, message)
    }

    /// All its texts.
    pub(super) fn texts(&self) -> &Texts {
        &self.texts
    }
}
