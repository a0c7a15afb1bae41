//! The words of `points`.

use super::ZoneOptions;
use super::values::with_readers;
use clap::{Args, ValueEnum};
use std::ffi::OsString;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(in crate::cli) struct Points {
    /// A bundled figure's name, a .toml file, or - for standard input; its extent plays no part
    #[arg(required_unless_present = "coast", conflicts_with = "coast", value_name = "FIGURE")]
    pub(in crate::cli) figure: Option<OsString>,

    #[arg(long, value_name = "FILE", requires = "breadth", help = with_readers("Your own coast instead of a figure's, a file in {}: polygons, lines or points with a `state`"))]
    pub(in crate::cli) coast: Option<PathBuf>,

    /// How to write the points
    #[arg(short, long, value_name = "FORMAT", default_value = "table")]
    pub(in crate::cli) format: PointsFormat,

    /// Where to write: a file, or - for standard output
    #[arg(short, long, value_name = "FILE|-", default_value = "-")]
    pub(in crate::cli) output: PathBuf,

    /// Medians of at most N turning points each part instead, geodesics between them, that give each state as much as they take
    #[arg(long, value_name = "N", conflicts_with = "ties")]
    pub(in crate::cli) simplify: Option<usize>,

    /// In GeoJSON a line from each point to each of its base points too
    #[arg(long)]
    pub(in crate::cli) ties: bool,

    #[command(flatten)]
    pub(in crate::cli) options: ZoneOptions,

    #[arg(long, value_name = "FILE", help = with_readers("Land to be taken out as well, polygons of a file in {}"))]
    pub(in crate::cli) land: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum PointsFormat {
    /// Columns for the eye
    Table,
    /// Tables of a Markdown document
    Markdown,
    /// Comma-separated, a row a point, with a header
    Csv,
    /// A list of lines, each with its points and stretches
    Json,
    /// A FeatureCollection of points, stretches and base points
    Geojson,
}
