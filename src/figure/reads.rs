//! Files that several figures name in, their features out, read and checked once for all of them.

use super::Figure;
use crate::error::Result;
use crate::files::Limit;
use crate::geodata::{Read, readers};
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// What several figures read: each file is read by the first that asks for it, and stays in memory.
#[derive(Clone, Default)]
pub struct Reads(Arc<Mutex<BTreeMap<PathBuf, Arc<Cell>>>>);

/// What is read of a file; none if that was not possible.
type Cell = OnceLock<Option<Read>>;

impl Reads {
    /// What is read of a file; who asks while it is being read waits for that.
    fn read(&self, path: &Path, limit: Limit) -> Result<Read> {
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let cell = Arc::clone(files.entry(path.to_owned()).or_default());
        drop(files);
        match cell.get_or_init(|| readers::read_file(path, limit).ok()) {
            Some(read) => Ok(read.clone()),
            // whoever asks is told why
            None => readers::read_file(path, limit),
        }
    }
}

impl fmt::Debug for Reads {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reads")
    }
}

impl PartialEq for Reads {
    /// Two figures that ask for the same are the same, however it is read.
    fn eq(&self, _: &Reads) -> bool {
        true
    }
}

impl Figure {
    /// Reads the figure's files together with those of others: the files must stay as they are meanwhile.
    pub fn share_reads(&mut self, reads: &Reads) {
        self.reads = Some(reads.clone());
    }

    /// The features of a file that the figure names.
    ///
    /// Errors: as [`readers::read_file`].
    pub(crate) fn read_file(&self, path: &Path) -> Result<Read> {
        match &self.reads {
            Some(reads) => reads.read(path, self.limits.data()),
            None => readers::read_file(path, self.limits.data()),
        }
    }
}
