//! The request: a figure file (TOML) in, a [`Figure`] out: what is drawn, where, how large, of when.
//! It composes each stage's own options and knows nothing of how they are carried out. Every key
//! that is not known, and every value out of range, is an error with line, column and a hint.
//!
//! ```
//! use periplus::{figure::Figure, geodata::Geodata, style::Theme};
//!
//! let text = r#"
//! title = "Territorial sea of Malta"
//! [extent]
//! bounds = [13.5, 35.3, 15.2, 36.6]
//! [zones]
//! states = ["MLT"]
//! breadths = [12]
//! "#;
//! let figure = Figure::parse(text, "malta")?;
//! let theme = Theme::bundled(&figure.sheet.theme)?;
//! let drawn = periplus::draw(&figure, &Geodata::bundled(), &theme)?;
//! let svg = String::from_utf8(drawn.svg()?).expect("an SVG is text");
//! assert!(svg.contains("<title") && svg.contains("Territorial sea of Malta"));
//!
//! // A key that is not known is said with its line, and what was meant.
//! let error = Figure::parse("titel = \"Malta\"", "malta").expect_err("no such key");
//! assert!(error.hint.is_some_and(|hint| hint.contains("title")));
//! # Ok::<(), periplus::error::Error>(())
//! ```

mod arrow;
mod breadths;
mod callout;
mod drawn_extent;
mod extent;
mod folder;
mod furniture;
mod ground;
mod inset;
mod label_place;
mod label_text;
mod layer;
mod length;
mod limits;
mod logo;
mod names;
mod options;
mod origin;
mod other_extent;
mod own_data;
mod panel;
mod projection;
mod reads;
mod received;
mod regions;
mod ring;
mod said;
mod scale;
mod sheet;
mod side;
mod source;
#[cfg(test)]
mod tests;
mod words;
mod worldviews;
mod zones;

pub use crate::space::Side;
pub use arrow::{Arrow, ArrowPath, Ends, Heads};
pub use breadths::check_breadth;
pub use callout::{Callout, CalloutPlace};
pub use extent::Extent;
pub use furniture::{Border, Furniture, Graticule, Labels, Legend, Shares, TurningPoints};
pub use ground::{GroundLength, GroundUnit, Spot};
pub use inset::{Inset, InsetPlace, Zoom};
pub use label_place::LabelPlace;
pub use label_text::LabelText;
pub use layer::{Layer, RELIEF, Source, base_map};
pub use length::{Length, Size, parse_dpi};
pub use limits::Limits;
pub use logo::{Logo, LogoPlace};
pub use names::{LANGUAGES, Names};
pub use own_data::OwnData;
pub(crate) use own_data::check_state;
pub use panel::Panel;
pub use projection::ProjectionOptions;
pub use reads::Reads;
pub use received::Received;
pub use regions::{REGIONS, Region};
pub use ring::{Corridor, Course, LegendWords, Ring, Said};
pub use sheet::{Background, Sheet};
pub(crate) use side::NAMES as SIDES;
pub use side::Shift;
pub use words::{Words, listed};
pub(crate) use worldviews::boundaries_said;
pub use worldviews::{WORLDVIEWS, boundaries_as};
pub(crate) use zones::CLAIMED;
pub use zones::{ZonesOptions, accuracy, tolerance};

use crate::geodata::Date;
use crate::phrases::Phrases;
use crate::projection::Bounds;
use crate::state::StateCode;
use crate::units::NauticalMiles;
use origin::Origin;
use serde::Deserialize;
use std::path::PathBuf;
use zones::ascending;

/// One figure, as asked for. All but the extent may be left out.
///
/// It will have more fields: read one ([`Figure::parse`], [`Figure::bundled`]), or begin with `Figure::default()` and set fields.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
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
    /// Where its values stand.
    #[serde(skip)]
    pub(crate) origin: Origin,
    /// How much it may ask for; no figure file says so of itself.
    #[serde(skip)]
    pub limits: Limits,
    /// What it reads together with other figures; alone if there is none.
    #[serde(skip)]
    pub(crate) reads: Option<Reads>,
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
    #[serde(deserialize_with = "worldviews::view")]
    pub worldview: Option<String>,
    /// BCP 47 tag of the language of title and names: `en`. [`Labels::names`] overrides it for the names.
    #[serde(deserialize_with = "names::language")]
    pub language: String,
    /// The part of the earth.
    pub extent: Extent,
    /// That which its words are of, where an option has another one drawn.
    #[serde(skip)]
    pub(crate) written_for: Option<Bounds>,
    /// How it is laid flat.
    pub projection: ProjectionOptions,
    /// The paper.
    pub sheet: Sheet,
    /// What is drawn, the first at the bottom; the bundled base map unless given.
    pub layers: Vec<Layer>,
    /// Circles and sectors round places.
    pub rings: Vec<Ring>,
    /// What lies within a distance of lines.
    pub corridors: Vec<Corridor>,
    /// Arrows between places.
    pub arrows: Vec<Arrow>,
    /// Notes at places.
    pub callouts: Vec<Callout>,
    /// The states that the figure is about: the others' land is toned down. Those whose waters are
    /// computed unless given; none of either: all.
    #[serde(deserialize_with = "zones::states")]
    pub subjects: Vec<StateCode>,
    /// The waters to compute; none unless given.
    pub zones: Option<ZonesOptions>,
    /// What stands round the map.
    pub furniture: Furniture,
    /// A picture in the margin; none unless given.
    pub logo: Option<Logo>,
    /// What is named.
    pub labels: Labels,
    /// Maps side by side that differ in what they say; a single map unless given.
    pub panels: Vec<Panel>,
    /// Parts of the map at a larger scale, each in a box of its own; none unless given.
    pub insets: Vec<Inset>,
}

impl Figure {
    /// The states that it is about: its subjects, else those whose waters it shows; none: all.
    pub(crate) fn states_meant(&self) -> Vec<&StateCode> {
        let of_zones = self.zones.iter().flat_map(|zones| &zones.states);
        match self.subjects.is_empty() {
            true => of_zones.collect(),
            false => self.subjects.iter().collect(),
        }
    }

    /// What of the figure's words is true on its day, in its view and of the breadths that it draws.
    pub fn says(&self, words: &Words) -> String {
        words.said(&self.occasion(), self.phrases())
    }

    /// The attribute that has the names of states in the figure's language: `name_tr`.
    pub(crate) fn name_key(&self) -> String {
        match Names::of_tag(&self.language) {
            Names::Language(language) if language != "en" => format!("name_{language}"),
            _ => "name".to_owned(),
        }
    }

    /// Whether the figure's language is written from right to left.
    pub(crate) fn reads_from_the_right(&self) -> bool {
        /// Languages of the Arabic, Hebrew and Thaana scripts.
        const FROM_THE_RIGHT: [&str; 9] = ["ar", "ckb", "dv", "fa", "he", "ps", "ug", "ur", "yi"];
        let mut subtags = self.language.split('-');
        let language = subtags.next().unwrap_or_default().to_ascii_lowercase();
        match subtags.next().filter(|script| script.len() == 4) {
            Some(script) => {
                ["arab", "hebr", "thaa"].contains(&script.to_ascii_lowercase().as_str())
            }
            None => FROM_THE_RIGHT.contains(&language.as_str()),
        }
    }

    /// What the program itself writes on the sheet, in the figure's language.
    pub(crate) fn phrases(&self) -> Phrases {
        Phrases::of(&self.language)
    }

    /// All words that are said of the whole figure.
    fn words(&self) -> [&Words; 5] {
        [&self.title, &self.subtitle, &self.caption, &self.alt, &self.credit]
    }

    /// The same, and those of its callouts.
    fn all_words(&self) -> impl Iterator<Item = &Words> {
        let callouts = self.callouts.iter().flat_map(|it| [&it.title, &it.text]);
        self.words().into_iter().chain(callouts)
    }

    /// In which language the names are: as the figure's labels say, else its own language.
    pub fn names_shown(&self) -> Names {
        self.labels.names.clone().unwrap_or_else(|| Names::of_tag(&self.language))
    }

    /// Gives the figure the breadths of its panels, where all have some and it has none: what is counted of it is then what
    /// they show.
    fn take_up_breadths(&mut self) {
        let all: Option<Vec<&Vec<NauticalMiles>>> =
            self.panels.iter().map(|panel| panel.breadths.as_ref()).collect();
        let breadths = all.unwrap_or_default().into_iter().flatten().copied().collect();
        if let Some(zones) = self.zones.as_mut().filter(|zones| zones.breadths.is_empty()) {
            zones.breadths = ascending(breadths);
        }
    }

    /// Whether its map stands on a sheet with others: panels and insets have no legend of their own.
    pub(crate) fn is_one_of_several_maps(&self) -> bool {
        self.furniture.legend == Legend::Off || !self.insets.is_empty()
    }

    /// The map of the panel of this number as a figure of its own: without legend, locator and credit, which the
    /// sheet has once, with a scale bar in the first panel where all have one extent and so one scale, and with a bar of its own breadth.
    pub fn of_panel(&self, number: usize) -> Figure {
        let mut figure =
            Figure { panels: Vec::new(), insets: Vec::new(), logo: None, ..self.clone() };
        figure.furniture.legend = Legend::Off;
        figure.furniture.inset = false;
        figure.furniture.credit = false;
        if figure.furniture.shares == Shares::Every {
            figure.furniture.shares = Shares::Widest;
        }
        let of_one_extent = self.panels.iter().all(|panel| panel.bounds.is_none());
        figure.furniture.scale_bar &= number == 0 || !of_one_extent;
        let Some(panel) = self.panels.get(number) else { return figure };
        if let Some(first) = self.panels.first().filter(|_| number > 0) {
            // what is no other than below the first stands there once
            figure.furniture.key.clear();
            if (&panel.breadths, panel.as_of) == (&first.breadths, first.as_of) {
                figure.furniture.shares = Shares::Off;
            }
        }
        figure.as_of = panel.as_of.or(figure.as_of);
        if let Some(bounds) = panel.bounds {
            figure.extent = Extent::Bounds(bounds);
            figure.projection = ProjectionOptions::default();
        }
        if let Some(zones) = &mut figure.zones {
            if let Some(breadths) = &panel.breadths {
                zones.breadths.clone_from(breadths);
            }
            if let Some(notes) = &panel.notes {
                zones.notes.clone_from(notes);
            }
        }
        figure
    }
}

impl Default for Figure {
    fn default() -> Figure {
        Figure {
            name: "figure".to_owned(),
            file: None,
            text: String::new(),
            origin: Origin::default(),
            limits: Limits::default(),
            reads: None,
            title: Words::default(),
            subtitle: Words::default(),
            caption: Words::default(),
            alt: Words::default(),
            credit: Words::default(),
            as_of: None,
            worldview: None,
            language: "en".to_owned(),
            extent: Extent::default(),
            written_for: None,
            projection: ProjectionOptions::default(),
            sheet: Sheet::default(),
            layers: base_map(),
            rings: Vec::new(),
            corridors: Vec::new(),
            arrows: Vec::new(),
            callouts: Vec::new(),
            subjects: Vec::new(),
            zones: None,
            furniture: Furniture::default(),
            logo: None,
            labels: Labels::default(),
            panels: Vec::new(),
            insets: Vec::new(),
        }
    }
}
