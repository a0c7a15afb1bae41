//! A cache of what was computed: bytes by the digest of what they were computed from, in a folder that may be lost at
//! any time. A cache that cannot be read or written, or holds damaged files or those of other inputs, is as good as an empty one.

use crate::digest::in_digits;
use crate::error::Result;
use crate::files;
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// Changes with every change of the code that computes waters, here and in the sea, and with the versions of what both are
/// built on: an older build has other keys.
const COMPUTATION: (&str, &str) = (env!("PERIPLUS_WATERS"), periplus_sea::CODE_DIGEST);
/// The capacity, in results; the oldest are evicted first.
const MOST_FILES: usize = 256;
/// Length of a SHA-256 digest in bytes.
const DIGEST: usize = 32;

/// Computed results by key; by default there is no folder, and nothing is cached.
#[derive(Clone, Debug, Default)]
pub struct Cache {
    /// None: nothing is cached.
    folder: Option<PathBuf>,
}

/// What a result was computed from, as a digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key([u8; DIGEST]);

impl Key {
    /// The key of what is computed from these bytes.
    pub(crate) fn of(bytes: &[u8]) -> Key {
        Key(Sha256::digest(bytes).into())
    }

    fn file(self, folder: &Path) -> PathBuf {
        folder.join(in_digits(&self.0))
    }

    /// What tells that a result is whole, and this key's.
    fn seal(self, result: &[u8]) -> Key {
        let digest = Sha256::new().chain_update(self.0).chain_update(result);
        Key(digest.finalize().into())
    }
}

impl Cache {
    /// A cache in a folder, which is made when first written to.
    pub fn in_folder(folder: PathBuf) -> Cache {
        Cache { folder: Some(folder) }
    }

    /// What `compute` gives, or gave when the same code computed it from the same inputs before.
    ///
    /// `inputs` is all that the result follows from, `what` says which computation it is. Errors: those of `compute`; a
    /// cache that does not work is none.
    pub(crate) fn get_or_compute<Inputs: Serialize, Computed: Serialize + DeserializeOwned>(
        &self,
        what: &str,
        inputs: &Inputs,
        compute: impl FnOnce() -> Result<Computed>,
    ) -> Result<Computed> {
        if self.folder.is_none() {
            return compute();
        }
        let inputs = postcard::to_stdvec(&(COMPUTATION, what, inputs));
        let Ok(key) = inputs.map(|inputs| Key::of(&inputs)) else { return compute() };
        let cached = self.get(key).and_then(|bytes| postcard::from_bytes(&bytes).ok());
        if let Some(cached) = cached {
            return Ok(cached);
        }
        let computed = compute()?;
        if let Ok(bytes) = postcard::to_stdvec(&computed) {
            self.insert(key, &bytes);
        }
        Ok(computed)
    }

    /// What is cached under a key, undamaged.
    pub(crate) fn get(&self, key: Key) -> Option<Vec<u8>> {
        let path = key.file(self.folder.as_ref()?);
        // a pipe would never end
        if !fs::metadata(&path).ok()?.is_file() {
            return None;
        }
        let bytes = files::read(&path, "a cached result", files::DATA).ok()?;
        let (seal, result) = bytes.split_at_checked(DIGEST)?;
        (key.seal(result).0 == seal).then(|| result.to_vec())
    }

    /// Caches bytes under a key, if that can be done.
    pub(crate) fn insert(&self, key: Key, bytes: &[u8]) {
        let Some(folder) = &self.folder else { return };
        let whole = [&key.seal(bytes).0, bytes].concat();
        if files::write([(key.file(folder).as_path(), whole.as_slice())]).is_ok() {
            evict_oldest(folder);
        }
    }
}

/// Evicts results beyond the capacity; what others put into the folder, or are about to, is left alone.
fn evict_oldest(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let dated = entries.filter_map(|entry| {
        let entry = entry.ok()?;
        let name = entry.file_name().into_string().ok()?;
        let is_result = name.bytes().take_while(u8::is_ascii_hexdigit).count() == 2 * DIGEST;
        Some((entry.metadata().ok()?.modified().ok()?, entry.path())).filter(|_| is_result)
    });
    let mut files: Vec<_> = dated.collect();
    files.sort();
    let many = files.len().saturating_sub(MOST_FILES);
    files.iter().take(many).for_each(|(_, path)| drop(fs::remove_file(path)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let name = format!("periplus-cache-{}-{name}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&folder);
        folder
    }

    #[test]
    fn what_is_cached_comes_back_and_what_is_damaged_does_not() {
        let folder = folder("damaged");
        let (cache, key) = (Cache::in_folder(folder.clone()), Key::of(b"inputs"));
        assert_eq!(cache.get(key), None);
        cache.insert(key, b"result");
        assert_eq!(cache.get(key).as_deref(), Some(&b"result"[..]));
        assert_eq!(cache.get(Key::of(b"another")), None);
        cache.insert(Key::of(b"another"), b"another result");
        let foreign = fs::read(Key::of(b"another").file(&folder)).unwrap();
        let whole = fs::read(key.file(&folder)).unwrap();
        for damaged in [&b""[..], b"short", &[0; 64], &foreign, &whole[..whole.len() - 1]] {
            fs::write(key.file(&folder), damaged).unwrap();
            assert_eq!(cache.get(key), None);
            cache.insert(key, b"result");
            assert_eq!(cache.get(key).as_deref(), Some(&b"result"[..]));
        }
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_folder_that_cannot_be_is_no_error() {
        let file = folder("file");
        fs::write(&file, "a file, not a folder").unwrap();
        let cache = Cache::in_folder(file.join("below"));
        cache.insert(Key::of(b"inputs"), b"result");
        assert_eq!(cache.get(Key::of(b"inputs")), None);
        fs::remove_file(&file).unwrap();
    }

    #[test]
    fn a_result_is_computed_once_for_the_same_inputs() {
        let folder = folder("once");
        let cache = Cache::in_folder(folder.clone());
        let computed = std::cell::Cell::new(0);
        let root_of = |what: &str, number: f64| {
            let root = cache.get_or_compute(what, &number, || {
                computed.set(computed.get() + 1);
                Ok(number.sqrt())
            });
            root.unwrap()
        };
        for (what, number, times) in
            [("root", 2.0, 1), ("root", 2.0, 1), ("root", 3.0, 2), ("other", 2.0, 3)]
        {
            assert_eq!(root_of(what, number), number.sqrt());
            assert_eq!(computed.get(), times, "{what} {number}");
        }
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn the_oldest_results_make_room() {
        let folder = folder("full");
        let cache = Cache::in_folder(folder.clone());
        for number in 0..MOST_FILES + 3 {
            cache.insert(Key::of(&number.to_le_bytes()), b"result");
            fs::write(folder.join(format!("{number}.txt")), "another's").unwrap();
        }
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 2 * MOST_FILES + 3);
        fs::remove_dir_all(&folder).unwrap();
    }
}
