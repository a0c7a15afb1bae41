//! What was drawn into a folder, and from what: a small JSON file beside the figures. It spares drawing what has not
//! changed; a lost or damaged one costs no more than that.

use super::File;
use crate::digest::sha256;
use crate::error::Warning;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Its name in the folder of the figures.
pub const NAME: &str = ".periplus.json";

/// The figures of a folder by the names of their files.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    figures: BTreeMap<String, Entry>,
}

/// A figure that was drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The digest of what it was drawn from.
    pub drawn_from: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Width of the sheet.
    pub width_mm: f64,
    /// The alternative text.
    pub alt: String,
    /// What was left out, repaired or assumed: said again in every run.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
}

/// How a figure on the disk stands to what a document asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Drawn of the same, and undamaged.
    Current,
    /// Not there.
    Missing,
    /// Drawn of something else.
    Outdated,
    /// Not as it was drawn.
    Edited,
}

impl Manifest {
    /// The manifest of a folder; an empty one where there is none that can be read.
    pub fn of_folder(folder: &Path) -> Manifest {
        let text = fs::read(folder.join(NAME)).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or_default()
    }

    /// What is known of a file.
    pub fn entry(&self, file: &str) -> Option<&Entry> {
        self.figures.get(file)
    }

    /// How the file in the folder stands to what is asked for, and the entry of a current one.
    pub fn state(&self, folder: &Path, file: &str, digest: &str) -> (State, Option<&Entry>) {
        let Ok(bytes) = fs::read(folder.join(file)) else { return (State::Missing, None) };
        let Some(entry) = self.figures.get(file).filter(|entry| entry.drawn_from == digest) else {
            return (State::Outdated, None);
        };
        match entry.sha256 == sha256(&bytes) {
            true => (State::Current, Some(entry)),
            false => (State::Edited, None),
        }
    }

    /// Notes what was drawn.
    pub fn note(&mut self, file: &str, entry: Entry) {
        self.figures.insert(file.to_owned(), entry);
    }

    /// The manifest as a file of the folder. Figures of other documents stay in it as long as they are there.
    pub fn file(mut self, folder: &Path, drawn: &[String]) -> File {
        self.figures.retain(|file, _| drawn.contains(file) || folder.join(file).is_file());
        // Plain maps, numbers and texts: there is nothing in it that JSON cannot say.
        let text = serde_json::to_string_pretty(&self).unwrap_or_default() + "\n";
        File { path: folder.join(NAME), bytes: text.into_bytes() }
    }
}
