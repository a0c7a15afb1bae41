//! Values and helps of options that follow the tables of the library: the formats that are written, and those that are read.

use crate::cli::alternatives::one_of;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use periplus::figure::Limits;
use periplus::geodata::readers::{self, READERS};
use periplus::output::Format;

/// The help of `-o`, with the formats that are written.
pub(super) fn output_help() -> String {
    let ends = one_of(Format::names().map(|name| format!(".{name}")));
    format!(
        "Where to write: a {ends} file (NAME@2x.png: twice the pixels at the same size), a folder, or - for standard output \
         [default: output]"
    )
}

/// The help of `--limit`, with all limits.
pub(super) fn limits_help() -> String {
    let all: Vec<String> = Limits::all().map(|(name, usual)| format!("{name}={usual}")).collect();
    format!("Set a limit; may be repeated [default: {}]", all.join(" "))
}

/// A help with the formats that are read in place of `{}`.
pub(super) fn with_readers(help: &str) -> String {
    help.replace("{}", &one_of(READERS.iter().map(|reader| reader.name)))
}

/// How the names of files that can be checked end.
pub(in crate::cli) fn checkable() -> String {
    one_of(readers::extensions().chain(["toml", "css"]).map(|end| format!(".{end}")))
}

/// The formats of pictures in documents, by name.
pub(super) fn picture() -> impl TypedValueParser<Value = Format> {
    named(Format::names_of_pictures())
}

/// The formats of files, by name.
pub(super) fn format() -> impl TypedValueParser<Value = Format> {
    named(Format::names())
}

fn named(names: impl Iterator<Item = &'static str>) -> impl TypedValueParser<Value = Format> {
    let known = PossibleValuesParser::new(names);
    known.try_map(|name| Format::named(&name).ok_or("no such format"))
}
