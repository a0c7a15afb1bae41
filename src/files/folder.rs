//! A folder and the paths that a file in it names, in; whether they stay in that folder, by their words and with links followed, out.
//! Figures, atlases, themes, documents and drawn files ask here: what the command line gives is nobody else's to ask about.

use std::path::{Component, Path};

/// Whether a path leads out of the folder that it is relative to, by its words.
pub(crate) fn leaves_its_folder(path: &Path) -> bool {
    let mut depth = 0i32;
    path.components().any(|part| {
        match part {
            Component::ParentDir => depth -= 1,
            Component::Normal(_) => depth += 1,
            Component::CurDir => {}
            Component::RootDir | Component::Prefix(_) => return true,
        }
        depth < 0
    })
}

/// Whether a file lies in a folder, links followed. One that is not there does: that is told when it is read.
pub(crate) fn lies_in(folder: &Path, path: &Path) -> bool {
    // an empty path is the working folder, but no system knows it by that name
    let whole = |path: &Path| Path::new(".").join(path).canonicalize();
    match (whole(folder), whole(path)) {
        (Ok(folder), Ok(path)) => path.starts_with(folder),
        (Err(_), Ok(_)) => false,
        (_, Err(_)) => true,
    }
}

/// Whether what is written under a path comes to lie in a folder, links followed: a link to what is not there yet is none.
pub(crate) fn is_written_in(folder: &Path, path: &Path) -> bool {
    let leads_nowhere = path.is_symlink() && path.canonicalize().is_err();
    let parent = path.parent().unwrap_or(folder);
    !leads_nowhere && lies_in(folder, path) && lies_in(folder, parent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::PathBuf;

    #[test]
    fn words_lead_out_of_a_folder_or_do_not() {
        for path in ["a", "a/b", "./a", "a/../b", "a/.."] {
            assert!(!leaves_its_folder(Path::new(path)), "{path}");
        }
        for path in ["..", "../a", "/a", "a/../../b"] {
            assert!(leaves_its_folder(Path::new(path)), "{path}");
        }
    }

    #[cfg(unix)]
    fn home(test: &str) -> PathBuf {
        let root = std::env::temp_dir().join(format!("periplus-{test}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(root.join("home/in")).unwrap();
        for file in ["out.csv", "home/mine.csv", "home/in/deep.csv"] {
            fs::write(root.join(file), "").unwrap();
        }
        root
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed() {
        use std::os::unix::fs::symlink;
        let root = home("links");
        let home = root.join("home");
        for (target, link) in
            [("../out.csv", "out"), ("mine.csv", "near"), ("..", "up"), ("../new", "new")]
        {
            symlink(target, home.join(link)).unwrap();
        }
        for (path, stays) in [
            ("mine.csv", true),
            ("in/deep.csv", true),
            ("near", true),
            ("absent", true),
            ("new", true),
            ("out", false),
            ("up/out.csv", false),
            ("up/home/mine.csv", true),
        ] {
            assert_eq!(lies_in(&home, &home.join(path)), stays, "{path}");
        }
        for (path, stays) in
            [("absent", true), ("absent/a", true), ("new", false), ("out", false), ("up/a", false)]
        {
            assert_eq!(is_written_in(&home, &home.join(path)), stays, "{path}");
        }
        fs::remove_dir_all(&root).unwrap();
    }
}
