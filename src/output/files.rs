//! Bytes in, files out: all of them or none. Each gets a temporary name first, so that an error never
//! leaves a part of one.

use crate::error::{Error, Result};
use std::fs;
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
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        if let Some(folder) = folder {
            fs::create_dir_all(folder).map_err(|error| failure(path, error))?;
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let process = std::process::id();
        let temporary = path.with_file_name(format!(".{name}.{process}.{}", self.files.len()));
        self.files.push((temporary.clone(), path.to_owned()));
        if path.is_dir() {
            return Err(Error::render(format!("`{}` is a folder", path.display())));
        }
        fs::write(&temporary, bytes).map_err(|error| failure(path, error))
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
