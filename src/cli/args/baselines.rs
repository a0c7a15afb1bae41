//! The words of `baselines`.

use super::candidates;
use super::values::with_readers;
use super::waters::Tabular;
use clap::Args;
use std::ffi::OsString;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(in crate::cli) struct Baselines {
    /// A bundled figure's name, a .toml file, or - for standard input; its extent plays no part
    #[arg(required_unless_present = "coast", conflicts_with = "coast", value_name = "FIGURE", add = candidates::figures())]
    pub(in crate::cli) figure: Option<OsString>,

    #[arg(long, value_name = "FILE", help = with_readers("Your own coast instead of a figure's, a file in {}: features with a `state`, and a `kind` where the law has one"))]
    pub(in crate::cli) coast: Option<PathBuf>,

    /// How to write the report
    #[arg(short, long, value_name = "FORMAT", default_value = "table")]
    pub(in crate::cli) format: Tabular,

    /// Where to write: a file, or - for standard output
    #[arg(short, long, value_name = "FILE|-", default_value = "-")]
    pub(in crate::cli) output: PathBuf,

    /// Breadth of the territorial sea, within which low-tide elevations count, or STATE=NM for one state's; may be repeated
    /// [default: the figure's, or what is claimed]
    #[arg(long, value_name = "NM|STATE=NM", allow_hyphen_values = true)]
    pub(in crate::cli) breadth: Vec<String>,

    /// Straight baselines and claims valid that day, such as 2020-10-17 [default: the figure's]
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) as_of: Option<String>,

    /// Find the bays of the coast too (UNCLOS Art. 10)
    #[arg(long)]
    pub(in crate::cli) bays: bool,

    #[arg(long, value_name = "FILE", help = with_readers("Land besides that of the coast, polygons of a file in {}"))]
    pub(in crate::cli) land: Option<PathBuf>,
}
