//! What a reader of a file format is, and what it gives.

use super::{Feature, Reach};
use crate::error::{Error, Result, Warning};

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Read {
    /// Its features, in the order of the file.
    pub features: Vec<Feature>,
    /// How far its data reach, if it says so.
    pub reach: Option<Reach>,
    /// What was skipped or looks wrong.
    pub warnings: Vec<Warning>,
}

/// What is wrong with a file, and what is doubtful.
pub type Problems = (Vec<Error>, Vec<Warning>);

/// A format of files with features in them. [`super::readers`] has the table of them; each stands in the file of its reader.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    /// What it is called: `GeoJSON`.
    pub name: &'static str,
    /// How the names of its files end; the first is that of the layers in a folder.
    pub extensions: &'static [&'static str],
    /// Whether these bytes are of the format, whatever the file is called.
    pub recognises: fn(&[u8]) -> bool,
    /// Reads the bytes of a file that the user knows by this name.
    pub read: fn(&[u8], &str) -> Result<Read>,
    /// Everything that is wrong or doubtful with it, where `read` stops at the first error.
    pub problems: fn(&[u8], &str) -> Problems,
}
