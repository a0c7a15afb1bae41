//! `periplus inspect`: drawn files in, what they were drawn from out: the figure file with the rest in comments, or JSON.

use super::args::{CommandLine, Inspect};
use super::printable::printable;
use super::{limits, print};
use periplus::error::{Error, Result};
use periplus::figure::Limits;
use periplus::files;
use periplus::provenance::{self, Provenance};
use std::fmt::Write;
use std::path::Path;

/// Prints what the file says of itself.
pub(super) fn run(arguments: &Inspect, line: &CommandLine) -> Result<()> {
    let provenance = read(&arguments.file, &limits::of_line(line)?)?;
    let text = match arguments.json {
        true => {
            serde_json::to_string_pretty(&provenance)
                .map_err(|error| Error::render("cannot write JSON").cause(error))?
                + "\n"
        }
        false => in_words(&provenance),
    };
    print(printable(&text).as_bytes())
}

/// The provenance of a drawn file.
///
/// Errors: `Missing` for a file that cannot be read; else as [`provenance::read`].
pub(super) fn read(path: &Path, limits: &Limits) -> Result<Provenance> {
    let shown = path.display().to_string();
    let bytes = files::read(path, &format!("`{shown}`"), limits.drawn())?;
    provenance::read(&bytes, &shown)
}

/// A figure file that can be drawn, the rest in comments before it.
fn in_words(provenance: &Provenance) -> String {
    let Provenance { periplus, figure, as_of, worldview, options, data, toml } = provenance;
    let mut text = String::new();
    let mut line = |words: &str| {
        // an end of a line in a value would end the comment; text cannot fail to grow
        let _ = writeln!(text, "# {}", words.replace(['\r', '\n'], " "));
    };
    line(&format!("{figure}, drawn by Periplus {periplus}"));
    let mut row = |key: &str, value: &str| line(&format!("{key:<10} {value}"));
    row("as of", as_of.as_deref().unwrap_or("no day in particular"));
    row("worldview", worldview);
    if !options.is_empty() {
        row("options", &options.join(" "));
    }
    for (number, (file, digest)) in data.iter().enumerate() {
        row(if number == 0 { "data" } else { "" }, &format!("{digest}  {file}"));
    }
    format!("{text}\n{}\n", toml.trim_end())
}
