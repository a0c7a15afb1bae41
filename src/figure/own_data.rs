//! The files that a figure names in, their features out: layers and coast of the user's own,
//! each read once and held against the extent.

use super::{Corridor, Course, Figure, Layer, Source, ZonesOptions};
use crate::error::{Error, Place, Result, Warning};
use crate::geodata::axes::check_axes;
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
            let key = self.key_of(&path);
            let mut read = self.read_file(&path).map_err(|error| self.at_fault(&[&key], error))?;
            if self.is_coast(&path) {
                let naming = self.zones.as_ref().map(ZonesOptions::naming_of_coast);
                // a file of all states has some that are nobody's
                let is_renamed = naming.as_ref().is_some_and(|naming| !naming.is_empty());
                let at_key = |_, error| self.at_fault(&["zones.coast_state", &key], error);
                naming.unwrap_or_default().apply(&mut read.features, &key, at_key)?;
                let is_asked = |feature: &&Feature| !is_renamed || feature.text("state").is_some();
                let mut shores = read.features.iter().filter(is_asked);
                shores.try_for_each(|feature| check_state(feature, &path))?;
            }
            if let Some(bounds) = self.extent.bounds() {
                let shown = path.display().to_string();
                check_axes(&read.features, &shown, &bounds.rectangle())?;
            }
            files.insert(path, read);
        }
        Ok(OwnData { files })
    }

    /// The key that names a file.
    fn key_of(&self, path: &Path) -> String {
        let is_it = |layer: &Layer| matches!(&layer.source, Source::File(file) if file == path);
        if let Some(number) = self.layers.iter().position(is_it) {
            return format!("layers.{number}.file");
        }
        let is_course = |it: &Corridor| matches!(&it.course, Course::File(file) if file == path);
        if let Some(number) = self.corridors.iter().position(is_course) {
            return format!("corridors.{number}.file");
        }
        let of_zones = self.zones.as_ref().map(|zones| {
            [
                ("zones.coast", &zones.coast),
                ("zones.baselines", &zones.baselines),
                ("zones.lines", &zones.lines),
                ("zones.land", &zones.land),
            ]
        });
        let named = of_zones.into_iter().flatten().find(|(_, file)| file.as_deref() == Some(path));
        named.map_or("zones", |(key, _)| key).to_owned()
    }

    /// Whether breadths are measured from what is in a file.
    fn is_coast(&self, path: &Path) -> bool {
        let of_zones = self.zones.iter().flat_map(|zones| [&zones.coast, &zones.baselines]);
        of_zones.flatten().any(|file| file == path)
    }

    /// The paths of the figure's own files of features.
    pub fn data_files(&self) -> Vec<PathBuf> {
        let layers = self.layers.iter().filter_map(|layer| match &layer.source {
            Source::File(path) => Some(path.clone()),
            Source::Bundled(_) | Source::Features(_) | Source::Described(_) => None,
        });
        let of_zones = self.zones.iter().flat_map(ZonesOptions::files).cloned();
        let of_corridors = self.corridors.iter().filter_map(|corridor| match &corridor.course {
            Course::File(path) => Some(path.clone()),
            Course::Along(_) => None,
        });
        layers.chain(of_zones).chain(of_corridors).collect()
    }
}

/// That a feature of a coast says whose it is.
///
/// Errors: `Input` for one without a `state`, or with one that is no text.
pub(crate) fn check_state(feature: &Feature, path: &Path) -> Result<()> {
    if feature.text("state").is_some_and(|state| !state.trim().is_empty()) {
        return Ok(());
    }
    let place = Place::file(path.display().to_string());
    Err(Error::input("a coast says not whose it is")
        .at(place.part(format!("feature {}", feature.id)))
        .hint("give each feature a `state`, such as \"GRC\"; or say which attribute has it: coast_state = \"ISO_A3\" under [zones]"))
}
