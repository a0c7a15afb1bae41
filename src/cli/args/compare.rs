//! The words of `compare`.

use super::ZoneOptions;
use super::candidates;
use clap::{Args, Parser, ValueEnum};
use std::ffi::OsString;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(in crate::cli) struct Compare {
    /// A bundled figure's name, a .toml file, or - for standard input; its extent plays no part
    #[arg(value_name = "FIGURE", add = candidates::figures())]
    pub(in crate::cli) figure: OsString,

    /// The options for the first that say how waters are computed, as `areas` has them (not --bounds): --a "--effect Kastellorizo=1" [default: the figure as it is]
    #[arg(
        long,
        value_name = "OPTIONS",
        default_value = "",
        hide_default_value = true,
        allow_hyphen_values = true
    )]
    pub(in crate::cli) a: String,

    /// The options that the second has: --b "--effect 'Kastellorizo=enclave 6'" [default: the figure as it is]
    #[arg(
        long,
        value_name = "OPTIONS",
        default_value = "",
        hide_default_value = true,
        allow_hyphen_values = true
    )]
    pub(in crate::cli) b: String,

    /// How to write it
    #[arg(short, long, value_name = "FORMAT", default_value = "table")]
    pub(in crate::cli) format: CompareFormat,

    /// Where to write: a file, or - for standard output
    #[arg(short, long, value_name = "FILE|-", default_value = "-")]
    pub(in crate::cli) output: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum CompareFormat {
    /// Columns for the eye
    Table,
    /// Tables of a Markdown document
    Markdown,
    /// Comma-separated, with a header: a row a holder, then a row a passage
    Csv,
    /// An object: sets, each with rows and passages
    Json,
    /// A FeatureCollection of what passes
    Geojson,
}

/// Options that stand in a text of their own.
#[derive(Debug, Parser)]
#[command(no_binary_name = true, disable_help_flag = true)]
struct Options {
    #[command(flatten)]
    options: ZoneOptions,
}

/// The options that words ask for.
pub(in crate::cli) fn options(words: Vec<String>) -> Result<ZoneOptions, clap::Error> {
    Options::try_parse_from(words).map(|it| it.options)
}
