//! A path in, the file that it leads to out: by whatever path, symbolic or hard link it is named.

use std::path::{Component, Path, PathBuf};

/// Which file a path leads to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FileIdentity {
    /// A file that is there, by device and number: all its names are one.
    #[cfg(unix)]
    Node(u64, u64),
    /// Where the file lies or would lie.
    Path(PathBuf),
}

impl FileIdentity {
    /// The file that a path leads to, links followed, whether it is there or not.
    pub(super) fn of(path: &Path) -> FileIdentity {
        #[cfg(unix)]
        if let Ok(found) = std::fs::metadata(path) {
            use std::os::unix::fs::MetadataExt;
            return FileIdentity::Node(found.dev(), found.ino());
        }
        FileIdentity::Path(resolved(path))
    }
}

/// A path without links and `..`, as far as its folders are there.
fn resolved(path: &Path) -> PathBuf {
    if let Ok(found) = path.canonicalize() {
        return found;
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = || resolved(folder.unwrap_or(Path::new(".")));
    match path.components().next_back() {
        Some(Component::Normal(name)) => folder().join(name),
        Some(Component::ParentDir) => folder().parent().map(Path::to_owned).unwrap_or_default(),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_not_there_is_known_by_its_place() {
        let same = |one: &str, other: &str| {
            FileIdentity::of(Path::new(one)) == FileIdentity::of(Path::new(other))
        };
        assert!(same("no-such.svg", "./no-such.svg"));
        assert!(same("no-such/../b.svg", "src/../b.svg"));
        assert!(same("no-such//a/./b.svg", "no-such/a/b.svg"));
        assert!(!same("no-such.svg", "no-such.png"));
    }

    #[test]
    fn a_file_that_is_there_is_known_by_all_its_names() {
        let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
        let same = |other: &str| {
            FileIdentity::of(Path::new(manifest)) == FileIdentity::of(Path::new(other))
        };
        assert!(same(concat!(env!("CARGO_MANIFEST_DIR"), "/src/../Cargo.toml")));
        assert!(!same(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.lock")));
    }
}
