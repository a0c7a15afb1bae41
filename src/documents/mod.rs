//! Documents: the text of a report in, its figure blocks drawn, the text with figures in their place out.
//!
//! A figure block is a fenced block of the language `periplus` with a figure's TOML in it, or the name of a
//! figure; attributes say its id, caption, alternative text and how it is drawn:
//!
//! ````text
//! ```{.periplus #fig:aegean caption="The Aegean" width=150mm}
//! figure = "aegean"
//! ```
//! ````
//!
//! A host (Markdown, pandoc, mdBook) finds [`Block`]s, makes [`Order`]s of them, has them drawn by
//! [`drawing`] into a folder with a [`manifest`], and puts references in their place. What a manifest says was
//! drawn of the same, and is still there undamaged, is not drawn again. Nothing is written here: hosts give
//! back files to be written, all or none.

mod attributes;
mod block;
pub mod document;
pub mod drawing;
mod escaping;
pub mod manifest;
pub mod markdown;
pub mod markup;
pub mod mdbook;
mod numbering;
mod order;
pub mod pandoc;
mod pandoc_figure;
mod subject;

pub use block::{Block, Position};
pub use drawing::{Picture, Studio};
pub use escaping::escaped;
pub use order::{Order, Setting};

use crate::error::Result;
use crate::files;
use std::path::{Path, PathBuf};

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path.
    pub path: PathBuf,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl File {
    /// Whether the disk holds it already, byte for byte.
    pub fn is_written(&self) -> bool {
        std::fs::read(&self.path).is_ok_and(|bytes| bytes == self.bytes)
    }
}

/// Writes the files that are not on the disk already: all or none. A file that stays the same keeps its
/// date, so that programs that watch a folder see no change.
///
/// Errors: as [`files::write`].
pub fn write(wanted: &[File]) -> Result<()> {
    let changed = wanted.iter().filter(|file| !file.is_written());
    files::write(changed.map(|file| (file.path.as_path(), file.bytes.as_slice())))
}

/// The way from a folder to a file, as documents write it: `../figures/aegean.svg`, with `%20` for spaces.
pub fn way(from: &Path, to: &Path) -> String {
    let (from, to) = (normal_components(from), normal_components(to));
    let shared = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let up = from[shared..].iter().map(|_| "..".to_owned());
    let parts: Vec<String> = up.chain(to[shared..].iter().map(|part| encoded(part))).collect();
    parts.join("/")
}

/// The parts of a path without `.` and `..`.
fn normal_components(path: &Path) -> Vec<String> {
    // an empty path is the working folder, but no system knows it by that name
    let whole = std::path::absolute(Path::new(".").join(path)).unwrap_or_else(|_| path.to_owned());
    let mut parts = Vec::new();
    for part in whole.components() {
        match part {
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir => drop(parts.pop()),
            part => parts.push(part.as_os_str().to_string_lossy().into_owned()),
        }
    }
    parts
}

/// What would end or split a link, as its percent code.
fn encoded(part: &str) -> String {
    let plain =
        |letter: char| !matches!(letter, ' ' | '(' | ')' | '<' | '>' | '"' | '%' | '#' | '?');
    let code = |letter: char| match plain(letter) {
        true => letter.to_string(),
        false => format!("%{:02X}", u32::from(letter)),
    };
    part.chars().map(code).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_a_file_leads_up_and_down() {
        let way = |from: &str, to: &str| super::way(Path::new(from), Path::new(to));
        assert_eq!(way("book/src", "book/src/figures/a.svg"), "figures/a.svg");
        assert_eq!(way("book/src/one", "book/src/figures/a.svg"), "../figures/a.svg");
        assert_eq!(way("", "./out/../my figures/a (1).svg"), "my%20figures/a%20%281%29.svg");
    }
}
