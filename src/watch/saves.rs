//! Paths in, a number out that rises with every save. Editors save by writing another file and renaming it, so files are
//! looked up by path again and again and told apart by time of change and size.

use crate::error::{Error, Result};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, SystemTime};

/// From one look at the files to the next.
const PAUSE: Duration = Duration::from_millis(40);
/// Looks that a file must stay the same for: one that is being written changes between two.
const LOOKS_TO_SETTLE: u32 = 1;
/// Looks that a file must be away for: one that is being replaced is away for a moment.
const LOOKS_TO_BE_GONE: u32 = 12;

/// Time of change and size; none for a file that is not there.
type Stamp = Option<(SystemTime, u64)>;

/// The files that the pictures depend on, and how often one of them was saved.
#[derive(Debug, Default)]
pub struct Saves {
    files: Mutex<BTreeMap<PathBuf, Seen>>,
    count: Mutex<u64>,
    risen: Condvar,
}

/// What was seen of a file.
#[derive(Debug)]
struct Seen {
    /// As the pictures have it.
    drawn: Stamp,
    /// At the last look.
    last: Stamp,
    /// How many looks it has been so for.
    looks: u32,
}

impl Saves {
    /// Looks after these files or folders too; of a folder, that files come and go. Call it before they are read, so
    /// that no save is missed.
    pub fn watch(&self, paths: impl IntoIterator<Item = PathBuf>) {
        let mut files = lock(&self.files);
        for path in paths {
            let stamp = stamp(&path);
            files.entry(path).or_insert(Seen { drawn: stamp, last: stamp, looks: 0 });
        }
    }

    /// How many saves there were.
    pub(super) fn count(&self) -> u64 {
        *lock(&self.count)
    }

    /// Waits until there are others than `known` saves, at most for `longest`; how many there are.
    pub(super) fn wait(&self, known: u64, longest: Duration) -> u64 {
        let same = |count: &mut u64| *count == known;
        let waited = self.risen.wait_timeout_while(lock(&self.count), longest, same);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }

    /// Looks at every file once.
    fn look(&self) {
        let mut saved = false;
        for (path, seen) in lock(&self.files).iter_mut() {
            saved |= seen.is_saved(stamp(path));
        }
        if saved {
            *lock(&self.count) += 1;
            self.risen.notify_all();
        }
    }
}

impl Seen {
    /// Whether the file is another than the one drawn, and has been so for long enough.
    fn is_saved(&mut self, now: Stamp) -> bool {
        self.looks = if now == self.last { self.looks.saturating_add(1) } else { 0 };
        self.last = now;
        let enough = if now.is_some() { LOOKS_TO_SETTLE } else { LOOKS_TO_BE_GONE };
        let saved = now != self.drawn && self.looks >= enough;
        if saved {
            self.drawn = now;
        }
        saved
    }
}

/// Starts the thread that looks at the files.
pub(super) fn look_after(saves: &Arc<Saves>) -> Result<()> {
    let saves = Arc::clone(saves);
    let looking = move || {
        loop {
            thread::sleep(PAUSE);
            saves.look();
        }
    };
    let thread = thread::Builder::new().name("saves".to_owned()).spawn(looking);
    thread.map(|_| ()).map_err(|error| Error::render("cannot watch the files").cause(error))
}

fn stamp(path: &Path) -> Stamp {
    let about = fs::metadata(path).ok()?;
    Some((about.modified().ok()?, about.len()))
}

/// The lock; what a thread that died has left is whole, since nothing here can fail half-way.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: u64, size: u64) -> Stamp {
        Some((SystemTime::UNIX_EPOCH + Duration::from_secs(second), size))
    }

    fn seen() -> Seen {
        Seen { drawn: at(1, 10), last: at(1, 10), looks: 0 }
    }

    #[test]
    fn a_save_is_told_once_when_the_file_has_settled() {
        let mut file = seen();
        let looks = [at(1, 10), at(2, 0), at(2, 7), at(2, 9), at(2, 9), at(2, 9)];
        let saved = looks.map(|now| file.is_saved(now));
        assert_eq!(saved, [false, false, false, false, true, false]);
    }

    #[test]
    fn a_file_that_is_away_for_a_moment_is_not_gone() {
        let mut file = seen();
        assert!((0..5).all(|_| !file.is_saved(None)));
        assert!((0..5).all(|_| !file.is_saved(at(1, 10))));
    }

    #[test]
    fn a_file_that_stays_away_is_told_and_its_return_too() {
        let mut file = seen();
        let gone = (0..40).filter(|_| file.is_saved(None)).count();
        let back = (0..40).filter(|_| file.is_saved(at(1, 10))).count();
        assert_eq!((gone, back), (1, 1));
    }

    #[test]
    fn a_file_of_the_same_size_is_another_at_another_time() {
        let mut file = seen();
        assert!((0..3).any(|_| file.is_saved(at(2, 10))));
    }
}
