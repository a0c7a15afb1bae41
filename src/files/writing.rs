//! Bytes in, files out: all of them or none. Each is written under a temporary name in its folder and is on the disk before
//! the first one gets its own name, so that neither an error nor a crash leaves a part of one; the files of a set follow each
//! other with nothing between them but their renaming. A file that is replaced hands on its permissions.
//!
//! Who is killed leaves temporary files; whoever next writes into that folder takes them away. They are named
//! `.periplus-PROCESS-NUMBER-PART`, beside an empty `.periplus-PROCESS-NUMBER` that their process holds locked for as long as
//! it needs them: a lock ends with its process, however that ends, and is seen from other containers, which a process is not.

use crate::error::{Error, Result};
use std::fs::{self, File, TryLockError};
use std::io;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

/// What the names of temporary files begin with.
const PREFIX: &str = ".periplus-";
/// How long a set waits for another one that is being renamed in its folder, which takes no millisecond; then it goes on:
/// whoever else holds the folder may do so for ever.
const PATIENCE: (usize, Duration) = (200, Duration::from_millis(5));

/// The number of the next claim of this process: a name that was swept away is not taken again by another thread, for whoever had it
/// would take that one's file for his.
static NEXT: AtomicU32 = AtomicU32::new(0);

/// How many files are renamed at a stroke: more than one figure has.
const AT_ONCE: usize = 16;

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

/// Files under temporary names, on the disk and no longer in memory; what is not settled when it goes out of use is taken away.
#[derive(Debug, Default)]
pub struct Waiting {
    /// Where they are, and where they go.
    files: Vec<(PathBuf, PathBuf)>,
    claims: Vec<Claim>,
}

impl Waiting {
    /// Writes a file under a temporary name.
    ///
    /// Errors: as [`write()`].
    pub fn add(&mut self, path: &Path, bytes: &[u8]) -> Result<()> {
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
        let temporary = self.claimed(&folder_of(&target)).map_err(failed)?;
        self.files.push((temporary.clone(), target));
        let mut file = File::create_new(&temporary).map_err(failed)?;
        file.write_all(bytes).map_err(failed)?;
        if let Some(before) = before {
            file.set_permissions(before.permissions()).map_err(failed)?;
        }
        // on the disk before the name leads to it: a crash leaves the old file or the new one
        file.sync_all().map_err(failed)
    }

    /// A temporary name in a folder, which is claimed and tidied when it is first written to.
    fn claimed(&mut self, folder: &Path) -> io::Result<PathBuf> {
        let known = self.claims.iter().position(|claim| claim.folder == folder);
        let place = match known {
            Some(place) => place,
            None => {
                sweep(folder);
                self.claims.push(Claim::of(folder)?);
                self.claims.len() - 1
            }
        };
        let part = self.files.len();
        Ok(folder.join(format!("{}-{part}", self.claims[place].name)))
    }

    /// Gives all files their own names.
    ///
    /// Errors: as [`write()`].
    pub fn persist(mut self) -> Result<()> {
        let mut folders: Vec<PathBuf> =
            self.claims.iter().map(|claim| claim.folder.clone()).collect();
        // always in the same order: two processes do not wait for each other
        folders.sort();
        let held: Vec<File> = folders.iter().filter_map(|folder| held(folder)).collect();
        for set in self.files.chunks(AT_ONCE) {
            let replaced = kept_open(set);
            for (temporary, path) in set {
                fs::rename(temporary, path).map_err(|error| failure(path, error))?;
            }
            drop(replaced);
        }
        self.files.clear();
        held.iter().for_each(|folder| drop(folder.unlock()));
        // The names, too, are on the disk, where folders can be opened; the files are there in any case.
        held.iter().for_each(|folder| drop(folder.sync_all()));
        Ok(())
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        for (temporary, _) in &self.files {
            // It may never have come into being, or have its own name already.
            let _ = fs::remove_file(temporary);
        }
        // last: who finds a temporary file finds whose it is
        for claim in &self.claims {
            let _ = fs::remove_file(claim.folder.join(&claim.name));
        }
    }
}

/// The right to temporary files of a folder, told by a locked file.
#[derive(Debug)]
struct Claim {
    folder: PathBuf,
    /// The file's name; those of the temporary files begin with it.
    name: String,
    /// Unlocked as it is closed.
    _lock: File,
}

impl Claim {
    fn of(folder: &Path) -> io::Result<Claim> {
        let process = std::process::id();
        loop {
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let name = format!("{PREFIX}{process}-{number}");
            let path = folder.join(&name);
            let lock = match File::create_new(&path) {
                // a process of that number has it in another container, or left it
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                created => created?,
            };
            // Where there are no locks, nobody sweeps. Who sweeps may have been quicker than we.
            let _ = lock.lock();
            if path.try_exists()? {
                return Ok(Claim { folder: folder.to_owned(), name, _lock: lock });
            }
        }
    }
}

/// Takes away what dead processes left in a folder, as far as that can be done.
fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let named = entries.filter_map(|entry| {
        let entry = entry.ok()?;
        let name = entry.file_name().into_string().ok()?;
        let numbers = numbers(&name)?;
        entry.file_type().ok()?.is_file().then_some((name, numbers))
    });
    let found: Vec<(String, Vec<String>)> = named.collect();
    for (claim, owner) in found.iter().filter(|(_, numbers)| numbers.len() == 2) {
        let Ok(lock) = File::options().write(true).open(folder.join(claim)) else { continue };
        if lock.try_lock().is_err() {
            continue;
        }
        let parts = found.iter().filter(|(_, it)| it.len() == 3 && it.starts_with(owner));
        for (part, _) in parts {
            let _ = fs::remove_file(folder.join(part));
        }
        let _ = fs::remove_file(folder.join(claim));
    }
}

/// The two numbers of a claim's name or the three of a temporary file's; none: it is not ours.
fn numbers(name: &str) -> Option<Vec<String>> {
    let numbers: Vec<&str> = name.strip_prefix(PREFIX)?.split('-').collect();
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|it| it.is_ascii_digit());
    let is_ours = matches!(numbers.len(), 2 | 3) && numbers.iter().all(is_number);
    is_ours.then(|| numbers.into_iter().map(str::to_owned).collect())
}

/// The files that are about to be replaced. The blocks of a file that is open are freed when it is closed, and not as another one
/// takes its name: that takes a hundred times as long as a renaming, and who is killed then leaves a set half new.
fn kept_open(set: &[(PathBuf, PathBuf)]) -> Vec<File> {
    // Elsewhere an open file may keep its name.
    let paths = set.iter().map(|(_, path)| path).filter(|_| cfg!(unix));
    paths.filter_map(|path| File::open(path).ok()).collect()
}

/// A folder, held against the renaming of other sets; none where folders cannot be opened.
fn held(folder: &Path) -> Option<File> {
    let opened = File::open(folder).ok()?;
    let (times, pause) = PATIENCE;
    for _ in 0..times {
        match opened.try_lock() {
            Err(TryLockError::WouldBlock) => thread::sleep(pause),
            _ => break,
        }
    }
    Some(opened)
}

fn folder_of(target: &Path) -> PathBuf {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    folder.canonicalize().unwrap_or_else(|_| folder.to_owned())
}

fn failure(path: &Path, error: io::Error) -> Error {
    Error::render(format!("cannot write `{}`", path.display()))
        .hint("check the folder and the rights to write there")
        .cause(error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn folder(name: &str) -> PathBuf {
        let name = format!("periplus-writing-{}-{name}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder.canonicalize().unwrap()
    }

    fn names(folder: &Path) -> BTreeSet<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    fn set(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn what_a_dead_process_left_is_taken_away_and_nothing_else() {
        let folder = folder("sweep");
        let others = [
            ".periplus.json",
            ".periplus-1-0.svg",
            ".periplus-x-0",
            ".periplus-1-0-0-0",
            ".periplus-9-9-0",
            "periplus-1-0",
        ];
        for name in others {
            fs::write(folder.join(name), "another's").unwrap();
        }
        fs::create_dir(folder.join(".periplus-2-0")).unwrap();
        for name in [".periplus-1-0", ".periplus-1-0-0", ".periplus-1-0-17", ".periplus-3-0"] {
            fs::write(folder.join(name), "left").unwrap();
        }
        // of a process that lives
        let claim = Claim::of(&folder).unwrap();
        let (name, part) = (claim.name.clone(), format!("{}-0", claim.name));
        fs::write(folder.join(&part), "half").unwrap();
        write([(folder.join("a.svg").as_path(), &b"<svg/>"[..])]).unwrap();
        let kept = [".periplus-2-0", "a.svg", &name, &part];
        assert_eq!(names(&folder), set(&[&others[..], &kept].concat()));
        drop(claim);
        write([(folder.join("a.svg").as_path(), &b"<svg/>"[..])]).unwrap();
        assert_eq!(names(&folder), set(&[&others[..], &kept[..2]].concat()));
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn an_error_leaves_all_as_it_was() {
        let folder = folder("error");
        fs::write(folder.join("a.svg"), "old").unwrap();
        fs::create_dir(folder.join("b.svg")).unwrap();
        let (a, b) = (folder.join("a.svg"), folder.join("b.svg"));
        let error = write([(a.as_path(), &b"new"[..]), (b.as_path(), b"new")]).unwrap_err();
        assert!(error.message.ends_with("b.svg` is a folder"), "{}", error.message);
        assert_eq!(fs::read(&a).unwrap(), b"old");
        assert_eq!(names(&folder), set(&["a.svg", "b.svg"]));
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn sets_that_are_written_at_once_do_not_mix() {
        let folder = folder("sets");
        let paths: Vec<PathBuf> = (0..8).map(|number| folder.join(format!("{number}"))).collect();
        thread::scope(|scope| {
            for writer in 0..4_u8 {
                let paths = &paths;
                scope.spawn(move || {
                    for round in 0..10 {
                        let bytes = [writer, round];
                        let set = paths.iter().map(|path| (path.as_path(), &bytes[..]));
                        write(set).unwrap();
                    }
                });
            }
        });
        let written: BTreeSet<Vec<u8>> = paths.iter().map(|path| fs::read(path).unwrap()).collect();
        assert_eq!(written.len(), 1, "{written:?}");
        assert_eq!(names(&folder).len(), paths.len());
        fs::remove_dir_all(&folder).unwrap();
    }
}
