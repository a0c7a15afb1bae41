//! The request: a figure file (TOML) in, a [`Figure`] out: what is drawn, where, how large, of when.
//! It composes each stage's own options and knows nothing of how they are carried out. Every key
//! that is not known, and every value out of range, is an error with line, column and a hint.

mod extent;
mod flaw;
mod folder;
mod furniture;
mod layer;
mod length;
mod names;
mod options;
mod own_data;
mod panel;
mod projection;
mod received;
mod regions;
mod sheet;
mod source;
mod states;
#[cfg(test)]
mod tests;
mod words;
mod worldviews;
mod zones;

pub use extent::{Bounds, Extent};
pub use flaw::Flaw;
pub use furniture::{Border, Furniture, Graticule, Labels, Legend, Shares, TurningPoints};
pub use layer::{Layer, Source, base_map};
pub use length::{DEFAULT_DPI, Length};
pub use names::{LANGUAGES, Names};
pub use own_data::OwnData;
pub use panel::Panel;
pub use projection::{PROJECTIONS, ProjectionOptions};
pub use received::Received;
pub use regions::{REGIONS, Region};
pub use sheet::{Background, Frame, Sheet};
pub use states::{STATES, check_state};
pub use words::{Words, listed};
pub use worldviews::{WORLDVIEWS, boundaries_as};
pub use zones::{ClaimedKind, IslandWeight, Overlap, ZonesOptions, check_breadth, tolerance};

use crate::geodata::Date;
use serde::Deserialize;
use std::path::PathBuf;

/// One figure, as asked for. All but the extent may be left out.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Figure {
    /// Its name: of the bundled figure, or of its file without `.toml`; `figure` from standard
    /// input. Ids and default file names begin with it.
    #[serde(skip)]
    pub name: String,
    /// The file it was read from; none for a bundled figure or standard input.
    #[serde(skip)]
    pub file: Option<PathBuf>,
    /// The text of its file, as it was written; empty for a figure that was put together otherwise.
    #[serde(skip)]
    pub text: String,
    /// The line at the head of the sheet; empty for none.
    pub title: Words,
    /// The line below it; empty for none.
    pub subtitle: Words,
    /// The caption, for documents that take the figure in; not drawn.
    pub caption: Words,
    /// The alternative text; written from what is drawn if empty.
    pub alt: Words,
    /// A sentence of one's own for the foot of the sheet; empty for none.
    pub credit: Words,
    /// The day whose claims, boundaries and names are shown; none shows those that still hold.
    pub as_of: Option<Date>,
    /// Whose view of disputed land is drawn, one of [`WORLDVIEWS`]; none: `un`, with a notice.
    #[serde(deserialize_with = "source::worldview")]
    pub worldview: Option<String>,
    /// BCP 47 tag of the language of title and names: `en`. [`Labels::names`] overrides it for the names.
    #[serde(deserialize_with = "source::language")]
    pub language: String,
    /// The part of the earth.
    pub extent: Extent,
    /// How it is laid flat.
    pub projection: ProjectionOptions,
    /// The paper.
    pub sheet: Sheet,
    /// What is drawn, the first at the bottom; the bundled base map unless given.
    pub layers: Vec<Layer>,
    /// The states that the figure is about: the others' land is toned down. Those whose waters are
    /// computed unless given; none of either: all.
    pub subjects: Vec<String>,
    /// The waters to compute; none unless given.
    pub zones: Option<ZonesOptions>,
    /// What stands round the map.
    pub furniture: Furniture,
    /// What is named.
    pub labels: Labels,
    /// Maps side by side that differ in what they say; a single map unless given.
    pub panels: Vec<Panel>,
}

impl Figure {
    /// What of the figure's words is true on its day and in its view.
    pub fn says(&self, words: &Words) -> String {
        words.said(self.as_of, self.worldview.as_deref())
    }

    /// All words that are said of the whole figure.
    fn words(&self) -> [&Words; 5] {
        [&self.title, &self.subtitle, &self.caption, &self.alt, &self.credit]
    }

    /// In which language the names are: as the figure's labels say, else its own language.
    pub fn names_shown(&self) -> Names {
        self.labels.names.clone().unwrap_or_else(|| Names::of_tag(&self.language))
    }
}

impl Default for Figure {
    fn default() -> Figure {
        Figure {
            name: "figure".to_owned(),
            file: None,
            text: String::new(),
            title: Words::default(),
            subtitle: Words::default(),
            caption: Words::default(),
            alt: Words::default(),
            credit: Words::default(),
            as_of: None,
            worldview: None,
            language: "en".to_owned(),
            extent: Extent::default(),
            projection: ProjectionOptions::default(),
            sheet: Sheet::default(),
            layers: base_map(),
            subjects: Vec::new(),
            zones: None,
            furniture: Furniture::default(),
            labels: Labels::default(),
            panels: Vec::new(),
        }
    }
}
