//! Bytes in, files out: all of them or none. Each gets a temporary name first, so that neither an error nor a crash
//! leaves a part of one; a file that is replaced hands on its permissions.

use crate::error::{Error, Result};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Writes every file, or none: all under temporary names, then each renamed; missing folders are made.
///
/// Errors: `Render` if a folder or file cannot be written; no temporary file stays behind.
pub fn write<'a>(files: impl IntoIterator<Item = (&'a Path, &'a [u8])>) -> Result<()> {
    let mut waiting = Waiting::default();
    for (path, bytes) in files {
        waiting.add(path, bytes)?;
    }
    waiting.persist()
}

/// Files under temporary names; what is not settled when it goes out of use is taken away.
#[derive(Default)]
struct Waiting {
    files: Vec<(PathBuf, PathBuf)>,
}

impl Waiting {
    fn add(&mut self, path: &Path, bytes: &[u8]) -> Result<()> {
        let failed = |error| failure(path, error);
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        if let Some(folder) = folder {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        // a link stays, and what it leads to is replaced
        let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let before = fs::metadata(&target).ok();
        if before.as_ref().is_some_and(fs::Metadata::is_dir) {
            return Err(Error::render(format!("`{}` is a folder", path.display())));
        }
        if before.as_ref().is_some_and(|before| !before.is_file()) {
            let error = Error::render(format!("`{}` is no plain file", path.display()));
            return Err(error.hint("give a file, or - for standard output"));
        }
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let process = std::process::id();
        let temporary = target.with_file_name(format!(".{name}.{process}.{}", self.files.len()));
        self.files.push((temporary.clone(), target));
        let mut file = fs::File::create(&temporary).map_err(failed)?;
        file.write_all(bytes).map_err(failed)?;
        if let Some(before) = before {
            file.set_permissions(before.permissions()).map_err(failed)?;
        }
        // on the disk before the name leads to it: a crash leaves the old file or the new one
        file.sync_all().map_err(failed)
    }

    fn persist(mut self) -> Result<()> {
        while let Some((temporary, path)) = self.files.pop() {
            fs::rename(&temporary, &path).map_err(|error| {
                self.files.push((temporary, path.clone()));
                failure(&path, error)
            })?;
        }
        Ok(())
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        for (temporary, _) in &self.files {
            // It may never have come into being.
            let _ = fs::remove_file(temporary);
        }
    }
}

fn failure(path: &Path, error: std::io::Error) -> Error {
    Error::render(format!("cannot write `{}`", path.display()))
        .hint("check the folder and the rights to write there")
        .cause(error)
}
