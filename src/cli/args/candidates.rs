//! What may stand for a value, for the completions of shells: the names that this build knows, and files that are meant.

use clap_complete::engine::{
    ArgValueCandidates, ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter as _,
};
use periplus::figure::{Figure, LANGUAGES, WORLDVIEWS};
use periplus::geodata::Geodata;
use periplus::output::Format;
use periplus::style::Theme;
use std::ffi::OsStr;
use std::path::Path;

/// The bundled figures, files of figures, and drawn ones.
pub(super) fn figures() -> ArgValueCompleter {
    ArgValueCompleter::new(|begun: &OsStr| {
        let titled = |name: &'static str| {
            let title = Figure::bundled(name).map(|figure| figure.says(&figure.title));
            CompletionCandidate::new(name).help(title.ok().map(Into::into))
        };
        let ends: Vec<&str> = ["toml"].into_iter().chain(Format::names()).collect();
        let names = begin(Figure::names(), begun).into_iter().map(titled);
        names.chain(files(begun, ends)).collect()
    })
}

/// The bundled figures by name alone.
pub(super) fn bundled_figures() -> ArgValueCandidates {
    ArgValueCandidates::new(|| Figure::names().map(CompletionCandidate::new).collect())
}

/// The bundled themes, and files of themes.
pub(super) fn themes() -> ArgValueCompleter {
    ArgValueCompleter::new(|begun: &OsStr| {
        let names = begin(Theme::names(), begun).into_iter().map(about);
        names.chain(files(begun, vec!["css"])).collect()
    })
}

/// The bundled themes by name alone.
pub(super) fn bundled_themes() -> ArgValueCandidates {
    ArgValueCandidates::new(|| Theme::names().into_iter().map(about).collect())
}

fn about(name: &'static str) -> CompletionCandidate {
    CompletionCandidate::new(name).help(Theme::about(name).ok().map(Into::into))
}

/// Whose view of disputed land there is.
pub(super) fn worldviews() -> ArgValueCandidates {
    ArgValueCandidates::new(|| WORLDVIEWS.into_iter().map(CompletionCandidate::new).collect())
}

/// In which languages there are names.
pub(super) fn names() -> ArgValueCandidates {
    let all = || ["local", "both"].into_iter().chain(LANGUAGES);
    ArgValueCandidates::new(move || all().map(CompletionCandidate::new).collect())
}

/// The bundled layers.
pub(super) fn layers() -> ArgValueCandidates {
    ArgValueCandidates::new(|| Geodata::bundled().names().map(CompletionCandidate::new).collect())
}

/// The names that begin as it is begun.
fn begin(names: impl IntoIterator<Item = &'static str>, begun: &OsStr) -> Vec<&'static str> {
    let begun = begun.to_string_lossy();
    names.into_iter().filter(|name| name.starts_with(&*begun)).collect()
}

/// Files whose names end so, and folders.
fn files(begun: &OsStr, ends: Vec<&'static str>) -> Vec<CompletionCandidate> {
    let is_meant = move |path: &Path| {
        path.is_dir()
            || path.extension().and_then(OsStr::to_str).is_some_and(|end| ends.contains(&end))
    };
    PathCompleter::any().filter(is_meant).complete(begun)
}
