//! The words of the commands that compute waters and draw nothing.

use super::candidates;
use super::look::policies;
use super::values::with_readers;
use clap::{Args, ValueEnum};
use periplus::sea::Overlap;
use std::ffi::OsString;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(in crate::cli) struct Zones {
    /// A bundled figure's name, a .toml file, or - for standard input; its extent plays no part
    #[arg(required_unless_present = "coast", conflicts_with = "coast", value_name = "FIGURE", add = candidates::figures())]
    pub(in crate::cli) figure: Option<OsString>,

    #[arg(long, value_name = "FILE", requires = "breadth", help = with_readers("Your own coast instead of a figure's, a file in {}: polygons or lines with a `state`"))]
    pub(in crate::cli) coast: Option<PathBuf>,

    #[command(flatten)]
    pub(in crate::cli) options: ZoneOptions,

    /// Where to write: a file, or - for standard output
    #[arg(short, long, value_name = "FILE|-", default_value = "-")]
    pub(in crate::cli) output: PathBuf,

    /// Subtract the narrower from the wider: rings instead of nested belts
    #[arg(long)]
    pub(in crate::cli) rings: bool,

    /// Write the lines too: outer limits, medians, and lines agreed or claimed on the date
    #[arg(long)]
    pub(in crate::cli) lines: bool,

    /// Write bands round limits and medians instead of zones, as far to either side as each may be off: a layer to draw
    #[arg(long, conflicts_with_all = ["rings", "lines"])]
    pub(in crate::cli) bands: bool,

    #[arg(long, value_name = "FILE", help = with_readers("Land to be taken out as well, polygons of a file in {}"))]
    pub(in crate::cli) land: Option<PathBuf>,
}

/// How waters are computed: what `zones` and `areas` take alike.
#[derive(Debug, Args)]
pub(in crate::cli) struct ZoneOptions {
    /// Breadth in nautical miles, or STATE=NM for one state's; may be repeated [default: the figure's]
    #[arg(long, value_name = "NM|STATE=NM", allow_hyphen_values = true)]
    pub(in crate::cli) breadth: Vec<String>,

    /// What happens where two states' waters meet [default: the figure's, or median]
    #[arg(long, value_name = "POLICY", value_parser = policies())]
    pub(in crate::cli) overlap: Option<Overlap>,

    /// Claims, straight baselines and agreed lines valid that day, such as 2020-10-17 [default: the figure's]
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) as_of: Option<String>,

    /// How far a limit may lie from where the law puts it: 1m, 50cm [default: the figure's, or 1m]
    #[arg(long, value_name = "LENGTH", allow_hyphen_values = true)]
    pub(in crate::cli) tolerance: Option<String>,

    /// How exactly the coast is known, such as 500m: limits, medians and areas say how far they may be off [default: the
    /// figure's, or nothing is said]
    #[arg(long, value_name = "LENGTH", allow_hyphen_values = true)]
    pub(in crate::cli) coast_accuracy: Option<String>,

    /// How far the low-water line may lie off the coast, across it, such as 30m [default: the figure's, or 0m]
    #[arg(long, value_name = "LENGTH", allow_hyphen_values = true)]
    pub(in crate::cli) tide: Option<String>,

    /// What islands count in medians beyond the territorial sea: 0, 0.5 or 1 [default: the figure's, or 1]
    #[arg(long, value_name = "W", allow_hyphen_values = true)]
    pub(in crate::cli) island_weight: Option<String>,

    /// What one island counts for there, by name or id: NAME=0.5, NAME=0, "NAME=enclave 6"; may be repeated
    #[arg(long, value_name = "NAME=EFFECT", allow_hyphen_values = true)]
    pub(in crate::cli) effect: Vec<String>,

    /// Close bays after UNCLOS Art. 10: semicircle test, closing lines of at most 24 nautical miles
    #[arg(long)]
    pub(in crate::cli) bays: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Areas {
    /// A bundled figure's name, a .toml file, or - for standard input; its extent plays no part
    #[arg(value_name = "FIGURE", add = candidates::figures())]
    pub(in crate::cli) figure: OsString,

    /// How to write the rows
    #[arg(short, long, value_name = "FORMAT", default_value = "table")]
    pub(in crate::cli) format: Tabular,

    /// Only what lies in this box, in degrees; shares are then of what of the named sea lies in it
    #[arg(long, value_name = "W,S,E,N", allow_hyphen_values = true)]
    pub(in crate::cli) bounds: Option<String>,

    /// Where to write: a file, or - for standard output; a CSV file begins with a byte-order mark, for spreadsheets
    #[arg(short, long, value_name = "FILE|-", default_value = "-")]
    pub(in crate::cli) output: PathBuf,

    #[command(flatten)]
    pub(in crate::cli) options: ZoneOptions,
}

#[derive(Clone, Copy, Debug, ValueEnum, PartialEq, Eq)]
pub(in crate::cli) enum Tabular {
    /// Columns for the eye
    Table,
    /// A table of a Markdown document
    Markdown,
    /// Comma-separated, with a header
    Csv,
    /// A list of objects
    Json,
}
