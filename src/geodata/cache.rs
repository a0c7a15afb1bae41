//! A store of what was computed: bytes by the digest of what they were computed from, in a folder that may be lost at
//! any time. A store that cannot be read or written, or holds damaged files, is as good as an empty one.

use crate::digest::in_digits;
use crate::error::Result;
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// Changes with every change of the code that computes waters, here and in the sea, and with the versions of what both are
/// built on: what an older build kept is not met again.
const COMPUTATION: (&str, &str) = (env!("PERIPLUS_WATERS"), crate::sea::CODE_DIGEST);
/// How many results are kept; the oldest go first.
const MOST_FILES: usize = 256;
/// Length of a SHA-256 digest in bytes.
const DIGEST: usize = 32;

/// Bytes by key.
#[derive(Clone, Debug, Default)]
pub struct Store {
    /// None: nothing is kept.
    folder: Option<PathBuf>,
}

/// What a result was computed from, as a digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key([u8; DIGEST]);

impl Key {
    /// The key of what is computed from these bytes.
    pub fn of(bytes: &[u8]) -> Key {
        Key(Sha256::digest(bytes).into())
    }

    fn file(self, folder: &Path) -> PathBuf {
        folder.join(in_digits(&self.0))
    }
}

impl Store {
    /// A store in a folder, which is made when first written to.
    pub fn in_folder(folder: PathBuf) -> Store {
        Store { folder: Some(folder) }
    }

    /// What `compute` gives, or gave when the same was asked of the same code before.
    ///
    /// `asked` is all that the answer follows from. Errors: those of `compute`; a store that does not work is none.
    pub fn kept<Asked: Serialize, Answer: Serialize + DeserializeOwned>(
        &self,
        what: &str,
        asked: &Asked,
        compute: impl FnOnce() -> Result<Answer>,
    ) -> Result<Answer> {
        if self.folder.is_none() {
            return compute();
        }
        let question = postcard::to_stdvec(&(COMPUTATION, what, asked));
        let Ok(key) = question.map(|question| Key::of(&question)) else { return compute() };
        let known = self.get(key).and_then(|bytes| postcard::from_bytes(&bytes).ok());
        if let Some(answer) = known {
            return Ok(answer);
        }
        let answer = compute()?;
        if let Ok(bytes) = postcard::to_stdvec(&answer) {
            self.put(key, &bytes);
        }
        Ok(answer)
    }

    /// What was kept under a key, undamaged.
    pub fn get(&self, key: Key) -> Option<Vec<u8>> {
        let bytes = fs::read(key.file(self.folder.as_ref()?)).ok()?;
        let (digest, kept) = bytes.split_at_checked(DIGEST)?;
        (Sha256::digest(kept).as_slice() == digest).then(|| kept.to_vec())
    }

    /// Keeps bytes under a key, if that can be done.
    pub fn put(&self, key: Key, bytes: &[u8]) {
        let Some(folder) = &self.folder else { return };
        let whole = [Sha256::digest(bytes).as_slice(), bytes].concat();
        let file = key.file(folder);
        // Written under another name first: nobody ever reads half a file.
        let draft = file.with_extension(std::process::id().to_string());
        let kept = fs::create_dir_all(folder)
            .and_then(|()| fs::write(&draft, whole))
            .and_then(|()| fs::rename(&draft, &file));
        match kept {
            Ok(()) => drop_oldest(folder),
            Err(_) => drop(fs::remove_file(&draft)),
        }
    }
}

fn drop_oldest(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let dated = entries.filter_map(|entry| {
        let entry = entry.ok()?;
        Some((entry.metadata().ok()?.modified().ok()?, entry.path()))
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
        let name = format!("periplus-store-{}-{name}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&folder);
        folder
    }

    #[test]
    fn what_is_kept_comes_back_and_what_is_damaged_does_not() {
        let folder = folder("damaged");
        let (store, key) = (Store::in_folder(folder.clone()), Key::of(b"question"));
        assert_eq!(store.get(key), None);
        store.put(key, b"answer");
        assert_eq!(store.get(key).as_deref(), Some(&b"answer"[..]));
        assert_eq!(store.get(Key::of(b"another")), None);
        for damaged in [&b""[..], b"short", &[0; 64]] {
            fs::write(key.file(&folder), damaged).unwrap();
            assert_eq!(store.get(key), None);
        }
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_folder_that_cannot_be_is_no_error() {
        let file = folder("file");
        fs::write(&file, "a file, not a folder").unwrap();
        let store = Store::in_folder(file.join("below"));
        store.put(Key::of(b"question"), b"answer");
        assert_eq!(store.get(Key::of(b"question")), None);
        fs::remove_file(&file).unwrap();
    }

    #[test]
    fn an_answer_is_computed_once_for_each_question() {
        let folder = folder("kept");
        let store = Store::in_folder(folder.clone());
        let computed = std::cell::Cell::new(0);
        let ask = |what: &str, number: f64| {
            let asked = store.kept(what, &number, || {
                computed.set(computed.get() + 1);
                Ok(number.sqrt())
            });
            asked.unwrap()
        };
        for (what, number, times) in
            [("root", 2.0, 1), ("root", 2.0, 1), ("root", 3.0, 2), ("other", 2.0, 3)]
        {
            assert_eq!(ask(what, number), number.sqrt());
            assert_eq!(computed.get(), times, "{what} {number}");
        }
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn the_oldest_results_make_room() {
        let folder = folder("full");
        let store = Store::in_folder(folder.clone());
        for number in 0..MOST_FILES + 3 {
            store.put(Key::of(&number.to_le_bytes()), b"answer");
        }
        assert_eq!(fs::read_dir(&folder).unwrap().count(), MOST_FILES);
        fs::remove_dir_all(&folder).unwrap();
    }
}
