//! Provenance: a figure, the options that changed it and the data that it shows in; a statement out that goes into
//! every file drawn, says how to draw the same figure again, and is read back from it.
//!
//! The statement is JSON: in the `<metadata>` of an SVG, a text chunk `periplus` of a PNG, the XMP packet of a PDF.
//! It holds no path of the machine that it was drawn on: of the user's own files only the names.

mod read;

pub use crate::digest::sha256;
pub use read::read;

use crate::error::Result;
use crate::figure::Figure;
use crate::geodata::catalogue::Catalogue;
use crate::geodata::{Geodata, readers};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The bundled data that waters are computed from, drawn or not.
const OF_WATERS: [&str; 8] = [
    "claims",
    "claims-factbook",
    "shoreline",
    "countries",
    "straight-baselines",
    "claim-areas",
    "maritime-lines",
    "sea-areas",
];
/// What says whose disputed land is.
const OF_LAND: &str = "worldviews";

/// The options of `render` in the order in which a drawn file states them.
const OPTIONS: [&str; 12] = [
    "width",
    "dpi",
    "bounds",
    "theme",
    "background",
    "as-of",
    "worldview",
    "names",
    "overlap",
    "text",
    "breadth",
    "layer",
];

/// How a figure came about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// The version of Periplus that drew it.
    pub periplus: String,
    /// The figure's name.
    pub figure: String,
    /// The day whose claims and boundaries it shows, such as `2020-10-17`; none: those of no day in particular.
    pub as_of: Option<String>,
    /// Whose view of disputed land it shows.
    pub worldview: String,
    /// What the command line said besides, [`in_order`]: `--width=89mm`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    /// The data that it shows, by file: the SHA-256 of each in hexadecimal digits.
    pub data: BTreeMap<String, String>,
    /// The figure file, as it was written.
    pub toml: String,
}

impl Provenance {
    /// The provenance of a figure that shows these bundled `layers`; no options.
    ///
    /// Errors: `Missing` for a file of the figure's own that cannot be read; `Input` for a catalogue that is wrong.
    pub fn of(figure: &Figure, layers: &[String], geodata: &Geodata) -> Result<Provenance> {
        let catalogue = geodata.catalogue()?;
        let of_waters = if figure.zones.is_some() { OF_WATERS.as_slice() } else { &[] };
        let layers =
            layers.iter().map(String::as_str).chain(of_waters.iter().copied()).chain([OF_LAND]);
        let mut data = bundled(layers, &catalogue);
        for path in figure.own_files().iter().flat_map(|path| readers::files_of(path)) {
            data.insert(name_of(&path), figure.digest_of(&path)?);
        }
        Ok(Provenance {
            periplus: env!("CARGO_PKG_VERSION").to_owned(),
            figure: figure.name.clone(),
            as_of: figure.as_of.map(|day| day.to_string()),
            worldview: figure.worldview.clone().unwrap_or_else(|| "un".to_owned()),
            options: Vec::new(),
            data,
            toml: figure.text.clone(),
        })
    }

    /// Notes that a figure was drawn from these files too.
    ///
    /// Errors: `Missing` for one that cannot be read.
    pub fn also_from(&mut self, files: &[PathBuf], figure: &Figure) -> Result<()> {
        for path in files {
            self.data.insert(name_of(path), figure.digest_of(path)?);
        }
        Ok(())
    }

    /// The statement as it stands in a file: JSON on one line.
    pub fn json(&self) -> String {
        // a struct of strings cannot fail to be written
        serde_json::to_string(self).unwrap_or_default()
    }

    /// What differs now: the version, and the data that are no longer those that were drawn.
    pub fn differences(&self, now: &Provenance) -> Vec<String> {
        let mut differences = Vec::new();
        if self.periplus != now.periplus {
            differences
                .push(format!("drawn by Periplus {}, this is {}", self.periplus, now.periplus));
        }
        let changed = self.data.iter().filter(|(file, digest)| now.data.get(*file) != Some(digest));
        differences
            .extend(changed.map(|(file, _)| format!("`{file}` is not the one that was drawn")));
        differences
    }
}

fn bundled<'a>(
    layers: impl Iterator<Item = &'a str>,
    catalogue: &Catalogue,
) -> BTreeMap<String, String> {
    let entries = layers.filter_map(|layer| catalogue.layer(layer));
    let entries = entries.filter(|entry| !entry.sha256.is_empty());
    entries.map(|entry| (entry.file.clone(), entry.sha256.clone())).collect()
}

/// Options, `--width=89mm`, in the order in which a drawn file states them; those of one name stay in theirs.
pub fn in_order(mut options: Vec<String>) -> Vec<String> {
    let rank = |option: &String| {
        let name = option.trim_start_matches('-').split('=').next().unwrap_or_default();
        OPTIONS.iter().position(|known| *known == name)
    };
    options.sort_by_key(rank);
    options
}

/// The last part of a path: what is before it is the user's own affair.
pub fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
