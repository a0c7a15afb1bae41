//! The options that change what is drawn: `render` and `watch` take them alike.

use super::candidates;
use super::values::with_readers;
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use periplus::error::Flaw;
use periplus::figure::Background;
use periplus::output::Lettering;
use periplus::sea::Overlap;
use std::path::PathBuf;
use std::str::FromStr;

/// What is drawn otherwise than the figure says; nothing where nothing is given.
#[derive(Clone, Debug, Default, Args)]
pub(in crate::cli) struct Look {
    /// Width of the sheet: 180mm, 18cm, 7in, 1200px (pixels at --dpi), single (a column of a journal, 89mm) or
    /// double (183mm) [default: the figure's]
    #[arg(long, value_name = "LENGTH", allow_hyphen_values = true)]
    pub(in crate::cli) width: Option<String>,

    /// Width and height of the sheet, which the map fills: 180x120mm, or 1080x1080 for a screen (pixels, laid out at 96 to
    /// the inch)
    #[arg(long, value_name = "WxH", conflicts_with = "width", allow_hyphen_values = true)]
    pub(in crate::cli) size: Option<String>,

    /// Pixels per inch of a PNG [default: 300; 96 for a --size in pixels]
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    pub(in crate::cli) dpi: Option<String>,

    /// Another extent, in degrees [default: the figure's]
    #[arg(long, value_name = "W,S,E,N", allow_hyphen_values = true)]
    pub(in crate::cli) bounds: Option<String>,

    /// The look: a bundled theme or a .css file; may be repeated, a later one over the earlier [default: the figure's]
    #[arg(long, value_name = "NAME|FILE.css", add = candidates::themes())]
    pub(in crate::cli) theme: Vec<String>,

    /// What the sheet is drawn on: paper of the theme's colour, or nothing [default: the figure's]
    #[arg(long, value_name = "GROUND", value_parser = backgrounds())]
    pub(in crate::cli) background: Option<Background>,

    /// Claims, boundaries and names valid that day, such as 2020-10-17 [default: the figure's]
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) as_of: Option<String>,

    /// Whose view of disputed land: un, de-facto, or a state such as GEO [default: the figure's]
    #[arg(long, value_name = "NAME", add = candidates::worldviews())]
    pub(in crate::cli) worldview: Option<String>,

    /// Language of the names: en, local, both (English and local), or a tag such as tr [default: the figure's]
    #[arg(long, value_name = "en|local|both|TAG", add = candidates::names())]
    pub(in crate::cli) names: Option<String>,

    /// Breadth of the waters in nautical miles, or STATE=NM for one state's; may be repeated [default: the figure's]
    #[arg(long, value_name = "NM|STATE=NM", allow_hyphen_values = true)]
    pub(in crate::cli) breadth: Vec<String>,

    /// What happens where two states' waters meet [default: the figure's]
    #[arg(long, value_name = "POLICY", value_parser = policies())]
    pub(in crate::cli) overlap: Option<Overlap>,

    #[arg(long, value_name = "FILE", help = with_readers("Your own data on top, a file in {}; may be repeated"))]
    pub(in crate::cli) layer: Vec<PathBuf>,

    /// SVG lettering as outlines or as real text (a PDF has its fonts with it) [default: text]
    #[arg(long, value_name = "KIND", value_parser = letterings())]
    pub(in crate::cli) text: Option<Lettering>,
}

fn backgrounds() -> impl TypedValueParser<Value = Background> {
    words(Background::ALL, Background::name, |ground| match ground {
        Background::Theme => "Paper of the theme's colour",
        Background::None => "Transparent",
    })
}

/// The policies where the waters of two states meet, with what the help says of them.
pub(in crate::cli) fn policies() -> impl TypedValueParser<Value = Overlap> {
    words(Overlap::ALL, Overlap::name, |policy| match policy {
        Overlap::Median => {
            "No state beyond the median line: the rule of territorial seas (UNCLOS Art. 15)"
        }
        Overlap::Overlap => {
            "Each point to the nearest of the states that reach it; beyond the other's limit a wider zone goes on"
        }
        Overlap::Keep => {
            "Each zone whole, one over the other; what two states share is a zone of its own"
        }
    })
}

/// The ways to write letters in an SVG.
pub(in crate::cli) fn letterings() -> impl TypedValueParser<Value = Lettering> {
    words(Lettering::ALL, Lettering::name, |lettering| match lettering {
        Lettering::Paths => "Outlines: the same everywhere, not to be searched or edited",
        Lettering::Text => "Real text: to be searched and edited; needs the fonts",
    })
}

/// A parser of one of the library's options by its own words; the help says what each of them means.
fn words<T, const N: usize>(
    all: [T; N],
    name: impl Fn(T) -> &'static str,
    help: impl Fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T>
where
    T: Copy + FromStr<Err = Flaw> + Send + Sync + 'static,
{
    let known = all.map(|it| PossibleValue::new(name(it)).help(help(it)));
    PossibleValuesParser::new(known).try_map(|word| word.parse::<T>())
}
