//! The options that change what is drawn: `render` and `watch` take them alike.

use clap::{Args, ValueEnum};
use periplus::output::svg;
use std::path::PathBuf;

/// What is drawn otherwise than the figure says; nothing where nothing is given.
#[derive(Clone, Debug, Default, Args)]
pub(in crate::cli) struct Look {
    /// Width of the sheet: 180mm, 18cm, 7in, 1200px (pixels at --dpi), single (a column of a journal, 89mm) or
    /// double (183mm) [default: the figure's]
    #[arg(long, value_name = "LENGTH", allow_hyphen_values = true)]
    pub(in crate::cli) width: Option<String>,

    /// Pixels per inch of a PNG [default: 300]
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    pub(in crate::cli) dpi: Option<String>,

    /// Another extent, in degrees [default: the figure's]
    #[arg(long, value_name = "W,S,E,N", allow_hyphen_values = true)]
    pub(in crate::cli) bounds: Option<String>,

    /// The look: a bundled theme or a .css file [default: the figure's]
    #[arg(long, value_name = "NAME|FILE.css")]
    pub(in crate::cli) theme: Option<String>,

    /// What the sheet is drawn on: paper of the theme's colour, or nothing [default: the figure's]
    #[arg(long, value_name = "GROUND")]
    pub(in crate::cli) background: Option<Ground>,

    /// Claims, boundaries and names valid that day, such as 2020-10-17 [default: the figure's]
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) as_of: Option<String>,

    /// Whose view of disputed land: un, de-facto, or a state such as GEO [default: the figure's]
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) worldview: Option<String>,

    /// Language of the names: en, local, both (English and local), or a tag such as tr [default: the figure's]
    #[arg(long, value_name = "en|local|both|TAG")]
    pub(in crate::cli) names: Option<String>,

    /// Breadth of the waters in nautical miles, or STATE=NM for one state's; may be repeated [default: the figure's]
    #[arg(long, value_name = "NM|STATE=NM", allow_hyphen_values = true)]
    pub(in crate::cli) breadth: Vec<String>,

    /// What happens where two states' waters meet [default: the figure's]
    #[arg(long, value_name = "POLICY")]
    pub(in crate::cli) overlap: Option<Policy>,

    /// Your own data on top, a GeoJSON file; may be repeated
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) layer: Vec<PathBuf>,

    /// SVG lettering as outlines or as real text (a PDF has its fonts with it) [default: text]
    #[arg(long, value_name = "KIND")]
    pub(in crate::cli) text: Option<Lettering>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum Ground {
    /// Paper of the theme's colour
    Theme,
    /// Transparent
    None,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum Policy {
    /// Parted by the median line
    Median,
    /// What is common to both is a zone of its own
    Overlap,
    /// Each zone whole, one over the other
    Keep,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum Lettering {
    /// Outlines: the same everywhere, not to be searched or edited
    Paths,
    /// Real text: to be searched and edited; needs the fonts
    Text,
}

impl Lettering {
    /// The same in the library's words.
    pub(in crate::cli) fn in_library(self) -> svg::Lettering {
        match self {
            Lettering::Paths => svg::Lettering::Paths,
            Lettering::Text => svg::Lettering::Text,
        }
    }
}
