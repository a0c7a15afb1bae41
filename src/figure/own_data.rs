//! The files that a figure names in, their features out: layers and coast of the user's own,
//! each read once and held against the extent.

use super::{Figure, Source, ZonesOptions};
use crate::error::{Result, Warning};
use crate::geodata::axes::check_axes;
use crate::geodata::readers::read_file;
use crate::geodata::{Feature, Read};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The features of a figure's own files, by path as the figure gives it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OwnData {
    files: BTreeMap<PathBuf, Read>,
}

impl OwnData {
    /// The features of a file; none if the figure does not name it.
    pub fn features(&self, path: &Path) -> &[Feature] {
        self.files.get(path).map_or(&[], |read| &read.features)
    }

    /// What was skipped or looks wrong in any of the files.
    pub fn warnings(&self) -> impl Iterator<Item = &Warning> {
        self.files.values().flat_map(|read| &read.warnings)
    }
}

impl Figure {
    /// Reads the figure's own files: `file` layers and those of the zones.
    ///
    /// Errors: `Missing` if one is not there; `Input` if it is wrong, or lies outside of the
    /// extent with longitude and latitude as they are but inside with the two swapped.
    pub fn read_data(&self) -> Result<OwnData> {
        let mut files = BTreeMap::new();
        for path in self.data_files() {
            let read = read_file(&path)?;
            if let Some(bounds) = self.extent.bounds() {
                let shown = path.display().to_string();
                check_axes(&read.features, &shown, &bounds.rectangle())?;
            }
            files.insert(path, read);
        }
        Ok(OwnData { files })
    }

    /// The paths of the figure's own files of features.
    pub fn data_files(&self) -> Vec<PathBuf> {
        let layers = self.layers.iter().filter_map(|layer| match &layer.source {
            Source::File(path) => Some(path.clone()),
            Source::Bundled(_) => None,
        });
        let of_zones = self.zones.iter().flat_map(ZonesOptions::files).cloned();
        layers.chain(of_zones).collect()
    }
}
