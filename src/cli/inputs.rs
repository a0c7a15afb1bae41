//! What a command reads: figures and folders in, the files that nothing may be written over out.

use super::args::CommandLine;
use super::request::Request;
use periplus::style::Theme;
use std::fs;
use std::path::{Path, PathBuf};

/// Those of the figure, and the drawn file that it comes from.
pub(super) fn of_request(request: &Request) -> Vec<PathBuf> {
    let drawn = request.before.iter().map(|before| before.path.clone());
    let imported = Theme::imports(request.figure.sheet.themes());
    request.figure.files_read().into_iter().chain(imported).chain(drawn).collect()
}

/// The files of `--geodata`.
pub(super) fn of_line(line: &CommandLine) -> Vec<PathBuf> {
    line.geodata.as_deref().map(files_in).unwrap_or_default()
}

/// The files in a folder; all that can be read of them.
pub(super) fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries.filter_map(|entry| Some(entry.ok()?.path())).collect()
}
