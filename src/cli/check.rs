//! `periplus check`: files in, every problem with its place and hint out.

use super::args::{Check, CommandLine, checkable};
use super::exit_code::exit_code;
use super::messages::Messages;
use super::printable::printable;
use super::{limits, print, render};
use periplus::atlas::Atlas;
use periplus::error::{Error, Place, Result, Warning};
use periplus::figure::{Figure, Limits};
use periplus::files::{self, Foreign, Kind};
use periplus::geodata::readers;
use periplus::style::Theme;
use serde_json::{Value, json};
use std::error::Error as _;
use std::iter;
use std::path::Path;

/// Checks each file by what its name ends in; the exit code is that of the worst problem.
///
/// Errors: `Usage` for a wrong option; `Render` if standard output is closed.
pub(super) fn run(arguments: &Check, line: &CommandLine, messages: &Messages) -> Result<u8> {
    let limits = limits::of_line(line)?;
    let mut worst = 0;
    let mut files = Vec::new();
    for path in &arguments.files {
        let shown = path.display().to_string();
        let (errors, warnings) = check(path, &limits, line);
        let of_file = |warning: Warning| match warning.place {
            Some(_) => warning,
            None => warning.at(Place::file(shown.clone())),
        };
        let warnings: Vec<Warning> = warnings.into_iter().map(of_file).collect();
        worst = errors.iter().map(|error| exit_code(error.kind)).fold(worst, u8::max);
        if arguments.json {
            messages.count(&warnings);
            files.push(in_json(&shown, &errors, &warnings));
        } else {
            warnings.iter().for_each(|warning| messages.warning(warning));
            errors.iter().for_each(|error| messages.error(error));
            if errors.is_empty() {
                messages.note(&format!("{shown}: {}", result(&warnings)));
            }
        }
    }
    if arguments.json {
        print(printable(&format!("{:#}\n", Value::Array(files))).as_bytes())?;
    }
    Ok(worst)
}

/// What is said of a file without errors.
fn result(warnings: &[Warning]) -> String {
    match warnings.len() {
        0 => "nothing wrong".to_owned(),
        1 => "no errors, 1 warning".to_owned(),
        count => format!("no errors, {count} warnings"),
    }
}

/// The problems of a file for machines: a place has `file`, `line`, `column` and `part`, those that are known.
fn in_json(file: &str, errors: &[Error], warnings: &[Warning]) -> Value {
    let error = |error: &Error| {
        let causes =
            iter::successors(error.source(), |cause: &&dyn std::error::Error| (*cause).source());
        json!({
            "exit_code": exit_code(error.kind),
            "message": error.message,
            "place": error.place,
            "causes": causes.map(ToString::to_string).collect::<Vec<_>>(),
            "hint": error.hint,
        })
    };
    json!({
        "file": file,
        "errors": errors.iter().map(error).collect::<Vec<_>>(),
        "warnings": warnings,
    })
}

fn check(path: &Path, limits: &Limits, line: &CommandLine) -> (Vec<Error>, Vec<Warning>) {
    let shown = path.display().to_string();
    match path.extension().and_then(|end| end.to_str()) {
        Some(end) if readers::extensions().any(|known| known == end) => {
            match readers::problems_of(path, limits.data()) {
                Ok(problems) => problems,
                Err(error) => (vec![error], Vec::new()),
            }
        }
        Some("css") => (Theme::problems_of(&shown), Vec::new()),
        Some("toml") if is_atlas(path, limits) => check_atlas(path, limits, line),
        Some("toml") => check_figure(path, limits, line),
        _ => (vec![unchecked(path, &shown, limits)], Vec::new()),
    }
}

fn check_figure(path: &Path, limits: &Limits, line: &CommandLine) -> (Vec<Error>, Vec<Warning>) {
    let (figure, mut errors) = Figure::problems(path, limits);
    let Some(figure) = figure else { return (errors, Vec::new()) };
    match render::geodata(line) {
        Ok(geodata) => {
            let (more, warnings) = periplus::check(&figure, &geodata);
            // what has no line of its own may follow from what could not be read, but not what another file says
            let shown = path.display().to_string();
            let is_sure = |error: &Error| {
                error.place.as_ref().is_some_and(|place| {
                    place.line.is_some() || place.file.as_deref() != Some(shown.as_str())
                })
            };
            let is_whole = errors.is_empty();
            let is_new = |error: &Error| errors.iter().all(|it| it.place != error.place);
            let more = more.into_iter().filter(|it| is_whole || is_sure(it) && is_new(it));
            errors.extend(more.collect::<Vec<_>>());
            (errors, warnings)
        }
        Err(error) => {
            errors.push(error);
            (errors, Vec::new())
        }
    }
}

/// Whether a file is an atlas; what cannot be read is told as a figure's.
fn is_atlas(path: &Path, limits: &Limits) -> bool {
    let bytes = files::read(path, "the file", limits.text()).unwrap_or_default();
    std::str::from_utf8(&bytes).is_ok_and(Atlas::is_one)
}

/// The problems of an atlas and of each of its pages; what several pages say alike is said once.
fn check_atlas(path: &Path, limits: &Limits, line: &CommandLine) -> (Vec<Error>, Vec<Warning>) {
    let read = || {
        let geodata = render::geodata(line)?;
        let pages = Atlas::read(path, limits)?.pages(&geodata)?;
        Ok((geodata, pages))
    };
    let (geodata, pages) = match read() {
        Ok(read) => read,
        Err(error) => return (vec![error], Vec::new()),
    };
    let (mut errors, mut warnings) = (Vec::new(), pages.warnings);
    for page in pages.all {
        let figure = match page.figure {
            Ok(figure) => figure,
            Err(error) => {
                errors.push(error);
                continue;
            }
        };
        let place = || Place::file(path.display().to_string()).part(format!("page {}", page.name));
        let (wrong, doubtful) = periplus::check(&figure, &geodata);
        errors.extend(wrong.into_iter().map(|error| match error.place {
            Some(_) => error,
            None => error.at(place()),
        }));
        for warning in doubtful {
            if warnings.iter().all(|known| known.message != warning.message) {
                let is_placed = warning.place.is_some();
                warnings.push(if is_placed { warning } else { warning.at(place()) });
            }
        }
    }
    (errors, warnings)
}

/// Why a file of such a name is not checked: for data of a format that is not read, its name and the way out.
fn unchecked(path: &Path, shown: &str, limits: &Limits) -> Error {
    let bytes = files::read(path, &format!("`{shown}`"), limits.data());
    let foreign = bytes.ok().and_then(|bytes| Foreign::of(&bytes));
    match foreign.filter(|format| matches!(format.kind, Kind::Data | Kind::Unread)) {
        Some(format) => format.instead_of_features(shown),
        None => Error::usage(format!("`{shown}` is no kind of file that can be checked"))
            .hint(format!("names end in {}", checkable())),
    }
}
