//! What a reader of a file format is, what it is given and what it gives.

use super::{Feature, Reach};
use crate::error::{Error, Result, Warning};
use crate::files::{self, Limit};

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Read {
    /// Its features, in the order of the file.
    pub features: Vec<Feature>,
    /// How far its data reach, if it says so.
    pub reach: Option<Reach>,
    /// What was skipped or looks wrong.
    pub warnings: Vec<Warning>,
    /// What was found out to read it, where its format leaves that open: encoding, columns, coordinate system.
    pub notices: Vec<String>,
}

/// What is wrong with a file, and what is doubtful.
pub type Problems = (Vec<Error>, Vec<Warning>);

/// A file that is read: its bytes, and what belongs to it.
#[derive(Clone, Copy)]
pub struct Opened<'a> {
    /// What the user calls it.
    pub name: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
    /// How much may be unpacked of it.
    pub limit: Limit,
    /// The file beside it whose name ends otherwise: a Shapefile is several.
    pub beside: &'a dyn Fn(&str) -> Result<Option<Vec<u8>>>,
}

impl<'a> Opened<'a> {
    /// Bytes with nothing beside them.
    pub fn alone(bytes: &'a [u8], name: &'a str) -> Opened<'a> {
        Opened { name, bytes, limit: files::DATA, beside: &|_| Ok(None) }
    }
}

/// A format of files with features in them. [`super::readers`] has the table of them; each stands in the file of its reader.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    /// What it is called: `GeoJSON`.
    pub name: &'static str,
    /// How the names of its files end.
    pub extensions: &'static [&'static str],
    /// Whether these bytes are of the format, whatever the file is called.
    pub recognises: fn(&[u8]) -> bool,
    /// Reads a file.
    pub read: fn(&Opened) -> Result<Read>,
    /// Everything that is wrong or doubtful with it, where `read` stops at the first error.
    pub problems: fn(&Opened) -> Problems,
}
