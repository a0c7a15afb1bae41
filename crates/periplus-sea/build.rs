//! A number that changes with the code of this crate, for those who keep what it computed.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> Result<(), String> {
    let root = env::var("CARGO_MANIFEST_DIR").map_err(|error| error.to_string())?;
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-changed=build.rs");
    let mut hasher = DefaultHasher::new();
    for path in code_below(&Path::new(&root).join("src")).map_err(|error| error.to_string())? {
        let code = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        code.hash(&mut hasher);
    }
    println!("cargo::rustc-env=PERIPLUS_SEA_CODE={:016x}", hasher.finish());
    Ok(())
}

/// The source files of a folder and of those in it, in order.
fn code_below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        match path.is_dir() {
            true => found.extend(code_below(&path)?),
            false => found.push(path),
        }
    }
    found.sort();
    Ok(found)
}
