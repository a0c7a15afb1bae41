//! `-o` and `-f` in, the path of every file out; and the writing of them: all or none, and none over what is read.

use super::alternatives::one_of;
use super::args::Outcome;
use super::file_identity::FileIdentity;
use super::request::DASH;
use periplus::error::{Error, Result};
use periplus::files::Waiting;
use periplus::output::Format;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

/// Where `render` writes unless told otherwise.
const DEFAULT_FOLDER: &str = "output";
/// How many times the pixels a file's name may ask for.
const DENSITIES: RangeInclusive<u32> = 1..=4;

/// Where the figures of a command go.
#[derive(Debug)]
pub(super) enum Destination {
    /// `FOLDER/NAME.svg` and so on.
    Folder(PathBuf),
    /// One figure in one format, to this file; a PNG with so many times the pixels asked for.
    File(PathBuf, u32),
    /// One figure in one format, to standard output.
    StandardOutput,
}

/// A file to be written.
#[derive(Debug)]
pub(super) struct Output {
    /// Its path; none for standard output.
    pub(super) path: Option<PathBuf>,
    /// Its content.
    pub(super) bytes: Vec<u8>,
}

/// Where to write so many figures, and in which formats, each once.
///
/// Errors: `Usage` if the options contradict each other.
pub(super) fn plan(arguments: &Outcome, figures: usize) -> Result<(Destination, Vec<Format>)> {
    let mut formats: Vec<Format> = Vec::new();
    for format in &arguments.format {
        if !formats.contains(format) {
            formats.push(*format);
        }
    }
    let destination = destination(arguments, &mut formats)?;
    if formats.is_empty() {
        formats = vec![Format::SVG, Format::PNG];
    }
    let single = !matches!(destination, Destination::Folder(_));
    if single && figures > 1 {
        return Err(Error::usage("several figures cannot go to one place")
            .hint("give -o a folder, or draw one figure at a time"));
    }
    if matches!(destination, Destination::StandardOutput) {
        check_standard_output(arguments, &formats)?;
    }
    Ok((destination, formats))
}

fn destination(arguments: &Outcome, formats: &mut Vec<Format>) -> Result<Destination> {
    let Some(path) = &arguments.output else {
        return Ok(Destination::Folder(DEFAULT_FOLDER.into()));
    };
    if path == Path::new(DASH) {
        return Ok(Destination::StandardOutput);
    }
    let shown = path.display().to_string();
    let has_end = path.extension().is_some_and(|end| end.to_str().is_some());
    if path.is_dir() || shown.ends_with('/') || !has_end {
        return Ok(Destination::Folder(path.clone()));
    }
    let Some(by_name) = Format::of_path(path) else {
        let ends = one_of(Format::names().map(|name| format!(".{name}")));
        return Err(Error::usage(format!("`{shown}` is no file that can be written"))
            .hint(format!("a name ending in {ends}, or a folder with / at its end")));
    };
    if formats.iter().any(|format| *format != by_name) {
        return Err(Error::usage(format!("-f does not agree with `{shown}`"))
            .hint("leave -f out, or give -o a folder"));
    }
    *formats = vec![by_name];
    Ok(Destination::File(path.clone(), density(path, by_name)?))
}

/// How many times the pixels a name asks for as web pages name pictures for dense screens: 2 for `map@2x.png`.
fn density(path: &Path, format: Format) -> Result<u32> {
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let Some((name, times)) = stem.rsplit_once('@') else { return Ok(1) };
    let Some(times) = times.strip_suffix('x').filter(|times| is_number(times)) else {
        return Ok(1);
    };
    let end = format.name();
    if !format.is_raster() {
        let rasters = || Format::ALL.iter().filter(|it| it.is_raster()).map(|it| it.name());
        let kinds = one_of(rasters().map(str::to_uppercase));
        let files = one_of(rasters().map(|raster| format!("{stem}.{raster}")));
        return Err(Error::usage(format!("`{stem}.{end}` asks for more pixels, and has none"))
            .hint(format!("`@{times}x` is for {kinds}: write {name}.{end} or {files}")));
    }
    times.parse().ok().filter(|times| DENSITIES.contains(times)).ok_or_else(|| {
        Error::usage(format!("`@{times}x` is no density of a picture"))
            .hint(format!("{name}@2x.{end} has twice the pixels, {name}@3x.{end} three times"))
    })
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn check_standard_output(arguments: &Outcome, formats: &[Format]) -> Result<()> {
    if formats.len() != 1 {
        return Err(Error::usage("standard output takes exactly one format")
            .hint(format!("add {}", one_of(Format::names().map(|name| format!("-f {name}"))))));
    }
    if arguments.report.as_deref() == Some(Path::new(DASH)) {
        return Err(Error::usage("figure and report cannot both go to standard output")
            .hint("give --report or -o a file"));
    }
    Ok(())
}

impl Destination {
    /// How many times the pixels an inch are drawn that `--dpi` says.
    pub(super) fn density(&self) -> f64 {
        match self {
            Destination::File(_, times) => f64::from(*times),
            Destination::Folder(_) | Destination::StandardOutput => 1.0,
        }
    }

    /// The path of a figure in a format; none for standard output.
    pub(super) fn path(&self, figure: &str, format: Format) -> Option<PathBuf> {
        match self {
            Destination::Folder(folder) => Some(folder.join(format!("{figure}.{}", format.name()))),
            Destination::File(path, _) => Some(path.clone()),
            Destination::StandardOutput => None,
        }
    }
}

/// Sees that nothing is written over what the command reads, and that no two outputs are one file.
///
/// Errors: `Usage` that names the file.
pub(super) fn check_outputs(outputs: &[PathBuf], inputs: &[PathBuf]) -> Result<()> {
    let read: BTreeMap<FileIdentity, &PathBuf> =
        inputs.iter().map(|path| (FileIdentity::of(path), path)).collect();
    let mut seen = BTreeSet::new();
    let mut in_small: BTreeMap<PathBuf, &PathBuf> = BTreeMap::new();
    for path in outputs {
        let (file, shown) = (FileIdentity::of(path), path.display());
        if let Some(input) = read.get(&file) {
            let message = match *input == path {
                true => format!("`{shown}` is read, and would be overwritten"),
                false => format!("`{shown}` is the file `{}`, which is read", input.display()),
            };
            return Err(Error::usage(message).hint("write to another file, or to another folder"));
        }
        if !seen.insert(file) {
            return Err(Error::usage(format!("`{shown}` would be written twice")).hint(
                "give each file a name of its own, or figures of one name folders of their own",
            ));
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        if let Some(other) = in_small.insert(path.with_file_name(name), path) {
            let message = format!(
                "`{}` and `{shown}` are one file on macOS and Windows, where case is not told apart",
                other.display()
            );
            return Err(Error::usage(message).hint("give them names that differ in a letter"));
        }
    }
    Ok(())
}

/// Writes every file, or none.
///
/// Errors: as [`files::write`].
pub(super) fn write(outputs: &[Output]) -> Result<()> {
    let mut waiting = Waiting::default();
    for output in outputs {
        output.path.as_ref().map_or(Ok(()), |path| waiting.add(path, &output.bytes))?;
    }
    waiting.persist()?;
    for output in outputs.iter().filter(|output| output.path.is_none()) {
        super::print(&output.bytes)?;
    }
    Ok(())
}
