//! The words of the commands that draw the figures of documents.

use super::look;
use super::values::picture;
use clap::{Args, Subcommand};
use periplus::output::{Format, Lettering};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(in crate::cli) struct Document {
    /// A Markdown document, or - for standard input
    #[arg(value_name = "FILE.md")]
    pub(in crate::cli) input: PathBuf,

    /// Where to write the document: a file, or - for standard output
    #[arg(short, long, value_name = "FILE|-", default_value = "-")]
    pub(in crate::cli) output: PathBuf,

    /// The folder of the figures [default: figures, beside what is written]
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) figures: Option<PathBuf>,

    /// How figures are written: pandoc (with attributes), commonmark (without), html (<figure>)
    #[arg(long, value_name = "FLAVOUR", default_value = "pandoc")]
    pub(in crate::cli) flavour: String,

    /// What kind of pictures
    #[arg(short, long, value_name = "FORMAT", default_value = Format::SVG.name(), value_parser = picture())]
    pub(in crate::cli) format: Format,

    /// Pixels per inch of a PNG
    #[arg(long, value_name = "N", default_value = "300", allow_hyphen_values = true)]
    pub(in crate::cli) dpi: String,

    /// SVG lettering as outlines or as real text
    #[arg(long, value_name = "KIND", default_value = "paths", value_parser = look::letterings())]
    pub(in crate::cli) text: Lettering,

    /// Number the figures, and turn @fig:id into links to them; another word than Figure after =
    #[arg(long, value_name = "WORD", num_args = 0..=1, require_equals = true, default_missing_value = "Figure")]
    pub(in crate::cli) number: Option<String>,

    /// Write nothing; tell what is missing or out of date, with exit code 5
    #[arg(long)]
    pub(in crate::cli) check: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Pandoc {
    /// The writer that follows, as pandoc tells it: html, docx, latex, typst, …
    #[arg(value_name = "WRITER", default_value = "html")]
    pub(in crate::cli) target: String,

    /// Print the Lua filter that calls this, for pandoc --lua-filter and Quarto, and do nothing else
    #[arg(long)]
    pub(in crate::cli) lua: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Mdbook {
    #[command(subcommand)]
    pub(in crate::cli) question: Option<MdbookQuestion>,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum MdbookQuestion {
    /// What mdBook asks first: whether a renderer is served; all are, by exit code 0
    Supports {
        /// The renderer: html, epub, …
        renderer: String,
    },
}
