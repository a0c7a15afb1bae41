//! The words of `delimit`.

use super::ZoneOptions;
use super::candidates;
use super::values::with_readers;
use clap::{Args, ValueEnum};
use std::ffi::OsString;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(in crate::cli) struct Delimit {
    /// A bundled figure's name, a .toml file, or - for standard input; its extent plays no part
    #[arg(value_name = "FIGURE", add = candidates::figures())]
    pub(in crate::cli) figure: OsString,

    /// The two states
    #[arg(value_name = "STATE", num_args = 2, required = true)]
    pub(in crate::cli) states: Vec<String>,

    /// The relevant coast of a state by its general directions, latitude first: ROU="45.2,29.7 44.8,29.6"; may be repeated
    #[arg(long, value_name = "STATE=POSITIONS", required = true, allow_hyphen_values = true)]
    pub(in crate::cli) front: Vec<String>,

    #[arg(long, value_name = "FILE", conflicts_with = "bounds", help = with_readers("The relevant area, polygons of a file in {} [default: the figure's named sea]"))]
    pub(in crate::cli) area: Option<PathBuf>,

    /// The relevant area as a box, in degrees
    #[arg(long, value_name = "W,S,E,N", allow_hyphen_values = true)]
    pub(in crate::cli) bounds: Option<String>,

    /// How to write the report
    #[arg(short, long, value_name = "FORMAT", default_value = "markdown")]
    pub(in crate::cli) format: DelimitFormat,

    /// Where to write: a file, or - for standard output
    #[arg(short, long, value_name = "FILE|-", default_value = "-")]
    pub(in crate::cli) output: PathBuf,

    #[command(flatten)]
    pub(in crate::cli) options: ZoneOptions,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum DelimitFormat {
    /// A page of Markdown
    Markdown,
    /// An object
    Json,
    /// A FeatureCollection: the general directions of the coasts, the provisional line, the relevant area
    Geojson,
}
