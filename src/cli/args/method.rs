//! The words of `method`.

use super::ZoneOptions;
use super::candidates;
use clap::Args;
use std::ffi::OsString;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(in crate::cli) struct Method {
    /// A bundled figure's name, a .toml file, or - for standard input; its extent plays no part
    #[arg(value_name = "FIGURE", add = candidates::figures())]
    pub(in crate::cli) figure: OsString,

    /// Where to write: a file, or - for standard output
    #[arg(short, long, value_name = "FILE|-", default_value = "-")]
    pub(in crate::cli) output: PathBuf,

    #[command(flatten)]
    pub(in crate::cli) options: ZoneOptions,
}
