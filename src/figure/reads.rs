//! Files that several figures name in, or one figure twice; their features and their digests out, each found once for all of them.

use super::Figure;
use crate::digest::OfBlocks;
use crate::error::Result;
use crate::files::{self, Limit};
use crate::geodata::{Read, readers};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// What several figures read: each file is read by the first that asks for it, and stays in memory.
#[derive(Clone, Default)]
pub struct Reads(Arc<Mutex<BTreeMap<PathBuf, Arc<Known>>>>);

/// What is known of a file; none if that was not possible.
#[derive(Default)]
struct Known {
    read: OnceLock<Option<Read>>,
    digest: OnceLock<Option<String>>,
}

impl Reads {
    /// What is read of a file; who asks while it is being read waits for that.
    fn read(&self, path: &Path, limit: Limit) -> Result<Read> {
        match self.known(path).read.get_or_init(|| readers::read_file(path, limit).ok()) {
            Some(read) => Ok(read.clone()),
            // whoever asks is told why
            None => readers::read_file(path, limit),
        }
    }

    /// The digest of a file; who asks while it is being computed waits for that.
    fn digest(&self, path: &Path, limit: Limit) -> Result<String> {
        let known = self.known(path);
        let known = known.digest.get_or_init(|| digest(path, limit).ok()).clone();
        known.map_or_else(|| digest(path, limit), Ok)
    }

    fn known(&self, path: &Path) -> Arc<Known> {
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(files.entry(path.to_owned()).or_default())
    }
}

fn digest(path: &Path, limit: Limit) -> Result<String> {
    let mut digest = OfBlocks::default();
    files::blocks(path, &format!("`{}`", path.display()), limit, |block| {
        digest.add(block);
        ControlFlow::Continue(())
    })?;
    Ok(digest.in_digits())
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

    /// The SHA-256 of a file, in hexadecimal digits.
    ///
    /// Errors: `Missing` if it cannot be read.
    pub(crate) fn digest_of(&self, path: &Path) -> Result<String> {
        match &self.reads {
            Some(reads) => reads.digest(path, self.limits.data()),
            None => digest(path, self.limits.data()),
        }
    }
}
