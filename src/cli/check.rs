//! `periplus check`: files in, every problem with its place and hint out.

use super::args::{Check, CommandLine, checkable};
use super::exit_code::exit_code;
use super::messages::Messages;
use super::render;
use periplus::error::{Error, Place, Warning};
use periplus::figure::Figure;
use periplus::geodata::readers;
use periplus::style::Theme;
use std::fs;
use std::path::Path;

/// Checks each file by what its name ends in; the exit code is that of the worst problem.
pub(super) fn run(arguments: &Check, line: &CommandLine, messages: &Messages) -> u8 {
    let mut worst = 0;
    for path in &arguments.files {
        let (found, warnings) = check(path, line);
        let of_file = |warning: &Warning| match warning.place {
            Some(_) => warning.clone(),
            None => warning.clone().at(Place::file(path.display().to_string())),
        };
        warnings.iter().for_each(|warning| messages.warning(&of_file(warning)));
        found.iter().for_each(|error| messages.error(error));
        if found.is_empty() {
            let result = match warnings.len() {
                0 => "nothing wrong".to_owned(),
                1 => "no errors, 1 warning".to_owned(),
                count => format!("no errors, {count} warnings"),
            };
            messages.note(&format!("{}: {result}", path.display()));
        }
        worst = found.iter().map(|error| exit_code(error.kind)).fold(worst, u8::max);
    }
    worst
}

fn check(path: &Path, line: &CommandLine) -> (Vec<Error>, Vec<Warning>) {
    let shown = path.display().to_string();
    match path.extension().and_then(|end| end.to_str()) {
        Some(end) if readers::extensions().any(|known| known == end) => match fs::read(path) {
            Ok(bytes) => readers::problems(&bytes, &shown),
            Err(error) => (vec![unreadable(&shown, error)], Vec::new()),
        },
        Some("css") => match fs::read_to_string(path) {
            Ok(css) => (Theme::problems(&css, &shown), Vec::new()),
            Err(error) => (vec![unreadable(&shown, error)], Vec::new()),
        },
        Some("toml") => {
            let against = |figure| Ok(periplus::check(&figure, &render::geodata(line)?));
            Figure::read(path).and_then(against).unwrap_or_else(|error| (vec![error], Vec::new()))
        }
        _ => {
            let error = Error::usage(format!("`{shown}` is no kind of file that can be checked"));
            (vec![error.hint(format!("names end in {}", checkable()))], Vec::new())
        }
    }
}

fn unreadable(shown: &str, error: std::io::Error) -> Error {
    Error::missing(format!("cannot read `{shown}`")).cause(error)
}
