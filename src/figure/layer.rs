//! A layer of the map: which data, as what, which of their features.

use crate::error::Flaw;
use crate::geodata::select::OneOrMany;
use crate::geodata::{Date, Selection};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// A layer of the map.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(try_from = "Written")]
pub struct Layer {
    /// Which data.
    pub source: Source,
    /// What the theme calls its features: `country`, `boundary`, `place`; a bundled source's own
    /// word, or `feature` for a file, unless given.
    pub class: String,
    /// Which features; all unless given.
    pub select: Selection,
    /// Whether its features are named on the map; true unless given.
    pub label: bool,
    /// The day whose state it shows, where that is not the figure's: a former line for instance.
    pub as_of: Option<Date>,
    /// What the legend says of it; `false` in the file, or nothing said, leaves it out.
    pub legend: Option<String>,
    /// A second line of the legend below that, in small type: who holds, who claims, since when.
    pub note: Option<String>,
}

/// Which data a layer shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// A bundled layer by its name.
    Bundled(String),
    /// A GeoJSON file.
    File(PathBuf),
}

impl Layer {
    /// All features of a bundled layer or a file, named, under the usual class.
    pub fn of(source: Source) -> Layer {
        let class = class_of(&source).to_owned();
        let legend = legend_of(&source).map(str::to_owned);
        let select = Selection::default();
        Layer { source, class, select, label: true, as_of: None, legend, note: None }
    }
}

impl Layer {
    /// Whether it is drawn below the waters: depths lie under belts, wherever the figure lists them.
    pub fn is_floor(&self) -> bool {
        self.class.split_whitespace().next() == Some("depth")
    }

    /// Whether it is the bundled picture of light and shade, which has no features.
    pub fn is_relief(&self) -> bool {
        matches!(&self.source, Source::Bundled(name) if name == "relief")
    }

    /// Whether it shows a file of the user's.
    pub fn is_file(&self) -> bool {
        matches!(self.source, Source::File(_))
    }
}

/// The layers of a figure that lists none, the first at the bottom.
pub fn base_map() -> Vec<Layer> {
    BASE_MAP.iter().map(|name| Layer::of(Source::Bundled((*name).to_owned()))).collect()
}

const BASE_MAP: [&str; 12] = [
    // lines at sea lie below the land, which hides what of them would cross it
    "maritime-lines",
    "straight-baselines",
    "turning-points",
    "countries",
    "lakes",
    "disputed-areas",
    "shoreline",
    "boundaries",
    "disputed-lines",
    "seas",
    "islands",
    "places",
];

/// What the legend says of the bundled layers.
const LEGENDS: [(&str, &str); 9] = [
    ("bathymetry", "Depth of water, metres"),
    ("straight-baselines", "straight baseline"),
    ("maritime-lines", "line at sea"),
    ("turning-points", "turning point"),
    ("boundaries", "land boundary"),
    ("overview-boundaries", "land boundary"),
    ("disputed-areas", "territory of disputed status"),
    ("disputed-lines", "line of control or claim"),
    ("islands", "sovereignty disputed"),
];

fn legend_of(source: &Source) -> Option<&'static str> {
    let Source::Bundled(layer) = source else { return None };
    LEGENDS.iter().find(|(name, _)| name == layer).map(|(_, words)| *words)
}

/// What themes call the features of the bundled layers.
const CLASSES: [(&str, &str); 22] = [
    ("bathymetry", "depth"),
    ("straight-baselines", "straight-baseline"),
    ("maritime-lines", "maritime-line"),
    ("turning-points", "turning-point"),
    ("countries", "country"),
    ("shoreline", "coast"),
    ("boundaries", "boundary"),
    ("disputed-areas", "disputed"),
    ("disputed-lines", "control"),
    ("admin1", "region"),
    ("admin1-lines", "region-boundary"),
    ("lakes", "lake"),
    ("rivers", "river"),
    ("places", "place"),
    ("islands", "island"),
    ("seas", "sea"),
    ("sea-areas", "sea-area"),
    ("sea-limits", "sea-limit"),
    ("overview-countries", "country"),
    ("overview-coast", "coast"),
    ("overview-boundaries", "boundary"),
    ("overview-lakes", "lake"),
];

fn class_of(source: &Source) -> &str {
    match source {
        Source::File(_) => "feature",
        Source::Bundled(layer) => {
            let known = CLASSES.iter().find(|(name, _)| name == layer);
            known.map_or(layer.as_str(), |(_, class)| class)
        }
    }
}

/// `legend = "sites"`, or `legend = false` for none.
#[derive(Deserialize)]
#[serde(untagged, expecting = "the words of the legend, or false for none")]
enum Words {
    Said(String),
    Shown(bool),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    source: Option<String>,
    file: Option<PathBuf>,
    class: Option<String>,
    label: Option<bool>,
    legend: Option<Words>,
    note: Option<String>,
    as_of: Option<Date>,
    #[serde(default)]
    former: bool,
    #[serde(default)]
    only: Vec<String>,
    #[serde(default)]
    except: Vec<String>,
    #[serde(default)]
    states: Vec<String>,
    #[serde(default)]
    kinds: Vec<String>,
    #[serde(default, rename = "where")]
    attributes: BTreeMap<String, OneOrMany>,
}

impl TryFrom<Written> for Layer {
    type Error = Flaw;

    fn try_from(written: Written) -> Result<Layer, Flaw> {
        let source = match (written.source, written.file) {
            (Some(name), None) if name.ends_with(".geojson") => {
                return Err(Flaw::new(format!("`source` is a bundled layer, not `{name}`"))
                    .hint(format!("write file = \"{name}\" for a file of your own")));
            }
            (Some(name), None) => Source::Bundled(name),
            (None, Some(path)) => Source::File(path),
            (None, None) => {
                return Err(Flaw::new("the layer names no data")
                    .hint("give source = \"countries\" or file = \"sites.geojson\""));
            }
            (Some(_), Some(_)) => {
                return Err(Flaw::new("the layer has both a `source` and a `file`")
                    .hint("make two layers of it"));
            }
        };
        let mut layer = Layer::of(source);
        layer.class = written.class.unwrap_or(layer.class);
        layer.label = written.label.unwrap_or(layer.label);
        layer.as_of = written.as_of;
        layer.note = written.note;
        layer.legend = match written.legend {
            Some(Words::Said(words)) => Some(words),
            Some(Words::Shown(false)) => None,
            Some(Words::Shown(true)) | None => layer.legend,
        };
        layer.select = Selection {
            only: written.only,
            except: written.except,
            states: written.states,
            kinds: written.kinds,
            attributes: written.attributes,
            former: written.former,
        };
        Ok(layer)
    }
}
