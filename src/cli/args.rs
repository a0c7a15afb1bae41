//! The words of the command line, as scripts depend on them. Values are checked in `request`,
//! so that all mistakes are answered in one form.

mod baselines;
mod candidates;
mod compare;
mod delimit;
mod documents;
mod look;
mod method;
mod points;
mod values;
mod waters;

pub(super) use baselines::Baselines;
pub(super) use compare::{Compare, CompareFormat, options};
pub(super) use delimit::{Delimit, DelimitFormat};
pub(super) use documents::{Document, Mdbook, MdbookQuestion, Pandoc};
pub(super) use look::Look;
pub(super) use method::Method;
pub(super) use points::{Points, PointsFormat};
pub(super) use values::checkable;
pub(super) use waters::{Areas, Tabular, ZoneOptions, Zones};

use clap::builder::PossibleValuesParser;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use clap_complete::env::Shells;
use periplus::output::Format;
use std::ffi::OsString;
use std::path::PathBuf;
use values::{format, limits_help, output_help};

/// What the help says below the options.
const CODES: &str = "\
Exit codes: 0 done, 1 could not render, 2 usage, 3 bad input (a file is wrong, a figure unknown),
4 something missing (data, font, file, theme), 5 --check: out of date.";

/// Draws the map figure for a report: boundaries in, SVG, PNG and PDF out, territorial waters included.
#[derive(Debug, Parser)]
#[command(name = "periplus", version, after_help = CODES, arg_required_else_help = true)]
pub(super) struct CommandLine {
    #[command(subcommand)]
    pub(super) command: Command,

    #[arg(
        long,
        global = true,
        value_name = "DIR",
        help = "Read the layers from the GeoJSON files in DIR instead of the bundled ones"
    )]
    pub(super) geodata: Option<PathBuf>,

    /// Compute zones anew instead of taking them from the cache in your cache folder
    #[arg(long, global = true)]
    pub(super) no_cache: bool,

    #[arg(long, global = true, value_name = "NAME=VALUE", help = limits_help())]
    pub(super) limit: Vec<String>,

    /// No warnings and no notes; errors only
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,

    /// End with exit code 3 if there was a warning; what was asked for is written all the same
    #[arg(long, global = true)]
    pub(super) strict: bool,
}

/// The command line as it is described. Where a text is located, `--text` is that text.
pub(super) fn command() -> clap::Command {
    let line = CommandLine::command();
    line.mut_subcommand("locate", |locate| locate.mut_arg("text", |arg| arg.long("lettering")))
}

/// What a line of words asks for.
pub(super) fn parsed<Word: Into<OsString> + Clone>(
    words: impl IntoIterator<Item = Word>,
) -> Result<CommandLine, clap::Error> {
    CommandLine::from_arg_matches(&command().try_get_matches_from(words)?)
}

/// The look that a drawn file's options give: of the look and of nothing else, no file or flag beside them.
#[derive(Debug, Parser)]
#[command(no_binary_name = true, disable_help_flag = true)]
struct Recipe {
    #[command(flatten)]
    look: Look,
}

/// What these words, `--width=89mm`, say of the look; none if one of them says anything else.
pub(super) fn recipe<Word: Into<OsString> + Clone>(
    words: impl IntoIterator<Item = Word>,
) -> Option<Look> {
    Recipe::try_parse_from(words).ok().map(|recipe| recipe.look)
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Draw figures
    #[command(after_help = CODES)]
    Render(Box<Render>),
    /// Draw a page for each row of a table, or feature of a layer
    #[command(after_help = CODES)]
    Atlas(Box<Atlas>),
    /// Draw a map that shows where places are, told by name or named in a text
    #[command(after_help = CODES)]
    Locate(Box<Locate>),
    /// Show a figure in the browser, drawn anew whenever one of its files is saved
    #[command(after_help = CODES)]
    Watch(Box<Watch>),
    /// Write the waters of a figure, or of your own coast, as GeoJSON
    #[command(after_help = CODES)]
    Zones(Zones),
    /// Areas of a figure's waters, and their shares of the named sea
    #[command(after_help = CODES)]
    Areas(Areas),
    /// Turning points of limits and medians, with the base points that control them
    #[command(after_help = CODES)]
    Points(Points),
    /// Straight baselines, closing lines and other features of a coast, each held against the article of UNCLOS on it
    #[command(after_help = CODES)]
    Baselines(Baselines),
    /// What one change does: areas under two choices, and what passes from whom to whom
    #[command(after_help = CODES)]
    Compare(Compare),
    /// The numbers of a delimitation: provisional line, relevant coasts and area, disproportionality
    #[command(after_help = CODES)]
    Delimit(Delimit),
    /// A sheet of the sources and the method of a figure's waters, as Markdown
    #[command(after_help = CODES)]
    Method(Method),
    /// Draw the figure blocks of a Markdown document
    #[command(after_help = CODES)]
    Document(Document),
    /// Draw the figure blocks of a document on its way through pandoc: a JSON filter
    #[command(after_help = CODES)]
    Pandoc(Pandoc),
    /// Draw the figure blocks of a book: a preprocessor of mdBook
    #[command(after_help = CODES)]
    Mdbook(Mdbook),
    /// List the bundled figures, or print one
    Figures(Figures),
    /// List the bundled themes, or print one
    Themes(Themes),
    /// Print what figure files and reports are, as JSON Schema
    Schema(Schema),
    /// List the layers that maps are drawn from, with how far they reach, or write one as GeoJSON
    #[command(after_help = CODES)]
    Geodata(Geodata),
    /// List the bundled data and fonts with their licences
    Sources(Sources),
    /// Print what a drawn file was drawn from
    Inspect(Inspect),
    /// Check your own data, figures and themes
    Check(Check),
    /// Serve an assistant over standard input and output (Model Context Protocol)
    #[command(after_help = CODES)]
    Mcp(Mcp),
    /// Print the completion script for a shell
    Completions(Completions),
    /// Print the manual page (roff): man -l <(periplus manual)
    Manual,
}

#[derive(Clone, Debug, Args)]
pub(super) struct Render {
    /// A bundled figure's name, a .toml file, a file that periplus drew, - for standard input, or @list.txt: a name or path a
    /// line, from where the list lies
    #[arg(required = true, value_name = "FIGURE", add = candidates::figures())]
    pub(super) figures: Vec<OsString>,

    #[command(flatten)]
    pub(super) many: Many,

    #[command(flatten)]
    pub(super) look: Look,

    #[command(flatten)]
    pub(super) result: Outcome,
}

#[derive(Clone, Debug, Args)]
pub(super) struct Atlas {
    /// An atlas file: a template, a table or a layer, and what each page says
    #[arg(value_name = "ATLAS.toml")]
    pub(super) atlas: PathBuf,

    /// All pages in one PDF, one after another
    #[arg(long)]
    pub(super) single: bool,

    #[command(flatten)]
    pub(super) many: Many,

    #[command(flatten)]
    pub(super) look: Look,

    #[command(flatten)]
    pub(super) result: Outcome,
}

/// How many figures are drawn.
#[derive(Clone, Debug, Args)]
pub(super) struct Many {
    /// So many figures at once [default: as there are processors]
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    pub(super) jobs: Option<String>,

    /// Draw the K-th of N shares of the figures: by their names, wherever they stand
    #[arg(long, value_name = "K/N", allow_hyphen_values = true)]
    pub(super) shard: Option<String>,
}

/// What becomes of what was drawn.
#[derive(Clone, Debug, Args)]
pub(super) struct Outcome {
    #[arg(short, long, value_name = "PATH|DIR|-", help = output_help())]
    pub(super) output: Option<PathBuf>,

    /// What to write; may be repeated [default: svg and png, or as the file's name ends]
    #[arg(short, long, value_name = "FORMAT", value_parser = format())]
    pub(super) format: Vec<Format>,

    /// Write JSON about what was drawn; an object, or a list for several figures
    #[arg(long, value_name = "FILE|-")]
    pub(super) report: Option<PathBuf>,

    /// Print the stages with their time and counts on standard error
    #[arg(long)]
    pub(super) timings: bool,
}

#[derive(Clone, Debug, Args)]
pub(super) struct Locate {
    /// Places of the earth in any language; "Tripoli, LBN" says whose, "Idlib (province)" what, 36.14,33.54 where
    #[arg(required_unless_present_any = ["document"], conflicts_with = "document", value_name = "PLACE")]
    pub(super) places: Vec<String>,

    /// Locate what this text names; - for standard input
    #[arg(id = "document", long = "text", value_name = "FILE|-")]
    pub(super) document: Option<PathBuf>,

    /// Print what was found as a table, and draw nothing
    #[arg(long, conflicts_with = "json")]
    pub(super) list: bool,

    /// Print what was found as JSON, and draw nothing
    #[arg(long)]
    pub(super) json: bool,

    /// List the bundled figures that the text asks for, with the sentence that does, and draw nothing
    #[arg(long, requires = "document", conflicts_with_all = ["json", "list"])]
    pub(super) suggest: bool,

    /// Write the figure file too, to be edited and drawn with render
    #[arg(long, value_name = "FILE.toml")]
    pub(super) figure: Option<PathBuf>,

    #[command(flatten)]
    pub(super) look: Look,

    #[command(flatten)]
    pub(super) result: Outcome,
}

#[derive(Debug, Args)]
pub(super) struct Watch {
    /// A bundled figure's name, a .toml file, or a file that periplus drew
    #[arg(value_name = "FIGURE", add = candidates::figures())]
    pub(super) figure: OsString,

    /// Serve at this port of 127.0.0.1 [default: a free one]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub(super) port: u16,

    /// Open the page in the browser too
    #[arg(long)]
    pub(super) open: bool,

    #[command(flatten)]
    pub(super) look: Look,
}

#[derive(Debug, Args)]
pub(super) struct Figures {
    /// As a JSON list
    #[arg(long)]
    pub(super) json: bool,

    /// Print the figure file of one instead, to begin one of your own with
    #[arg(long, value_name = "NAME", add = candidates::bundled_figures(), conflicts_with = "json")]
    pub(super) show: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Themes {
    /// As a JSON list
    #[arg(long)]
    pub(super) json: bool,

    /// Print the text of one instead, to begin one of your own with
    #[arg(long, value_name = "NAME", add = candidates::bundled_themes(), conflicts_with = "json")]
    pub(super) show: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Schema {
    /// What the schema is of
    #[arg(value_name = "WHAT", default_value = "figure")]
    pub(super) of: Described,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Described {
    /// A figure file, for editors
    Figure,
    /// What --report writes, for programs
    Report,
}

#[derive(Debug, Args)]
pub(super) struct Geodata {
    /// The layer to write; all are listed unless given
    #[arg(value_name = "LAYER", add = candidates::layers())]
    pub(super) layer: Option<String>,

    /// Only the features that reach into this box, whole, in degrees
    #[arg(long, value_name = "W,S,E,N", allow_hyphen_values = true, requires = "layer")]
    pub(super) bounds: Option<String>,

    /// Where to write: a file, or - for standard output
    #[arg(short, long, value_name = "FILE|-", default_value = "-")]
    pub(super) output: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Inspect {
    /// A file that periplus drew
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,

    /// As a JSON object
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Sources {
    /// The notices of all data, fonts and crates that this program is made of, with the texts of their licences
    #[arg(long)]
    pub(super) notices: bool,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    #[arg(required = true, value_name = "FILE", help = format!("{} files", checkable()))]
    pub(super) files: Vec<PathBuf>,

    /// On standard output as JSON: for each file its errors and its warnings, each with place and hint
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Mcp {
    /// Keep pictures in this folder where the assistant asks for it; without it nothing is written
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL", value_parser = shells())]
    pub(super) shell: String,
}

/// The shells that completions are for.
fn shells() -> PossibleValuesParser {
    PossibleValuesParser::new(Shells::builtins().names().collect::<Vec<_>>())
}
