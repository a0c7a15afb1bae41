//! A layer of the map: which data, as what, which of their features.

use super::label_text::LabelText;
use super::scale::{ScaleTable, values};
use crate::classes::Values;
use crate::error::{Flaw, nearest};
use crate::geodata::select::OneOrMany;
use crate::geodata::{Date, Join, Naming, Selection, readers};
use crate::kind::{Kind, Part};
use crate::state::StateCode;
use crate::toml_text;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A layer of the map.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(try_from = "LayerTable")]
#[non_exhaustive]
pub struct Layer {
    /// Which data.
    pub source: Source,
    /// What its features are to the theme: the first word of `class` in the file; what the bundled data are, or
    /// `feature` for a file, unless given.
    pub kind: Kind,
    /// The other words of `class`, by which a theme may tell layers of one kind apart; all of them if the first is
    /// the name of no kind.
    pub classes: Vec<String>,
    /// The kind that the first word of `class` is a letter or two away from, if it is none.
    pub(crate) near_kind: Option<Kind>,
    /// Which features; all unless given.
    pub select: Selection,
    /// Whether its features are named on the map; true unless given.
    pub label: bool,
    /// What they are named, where that is not their name.
    pub label_text: Option<LabelText>,
    /// The symbol of its points: a name, or attributes that have one.
    pub symbol: Option<LabelText>,
    /// The SVG whose shapes are the symbol of its points instead.
    pub symbol_file: Option<PathBuf>,
    /// Which of their attributes is which, where the data call them otherwise.
    pub naming: Naming,
    /// A table that has more attributes of them.
    pub join: Option<Join>,
    /// The day whose state it shows, where that is not the figure's: a former line for instance.
    pub as_of: Option<Date>,
    /// What the legend says of it; `false` in the file, or nothing said, leaves it out.
    pub legend: Option<String>,
    /// The values of its features, if they are shown.
    pub values: Option<Values>,
    /// A second line of the legend below that, in small type: who holds, who claims, since when.
    pub note: Option<String>,
}

/// Which data a layer shows.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Source {
    /// A bundled layer by its name.
    Bundled(String),
    /// A file of features.
    File(PathBuf),
    /// Features that the figure file itself holds, as GeoJSON.
    Features(String),
    /// What the figure describes and has no features of, by its table: `rings`.
    Described(&'static str),
}

impl Layer {
    /// All features of a bundled layer or a file, named, of the usual kind.
    pub fn of(source: Source) -> Layer {
        let (kind, legend) = usual(&source);
        Layer {
            source,
            kind,
            classes: Vec::new(),
            near_kind: None,
            select: Selection::default(),
            label: true,
            label_text: None,
            symbol: None,
            symbol_file: None,
            naming: Naming::default(),
            join: None,
            as_of: None,
            legend: legend.map(str::to_owned),
            values: None,
            note: None,
        }
    }

    /// The same layer under the words of a file's `class`.
    fn with_class(self, class: &str) -> Layer {
        let words: Vec<String> = class.split_whitespace().map(str::to_owned).collect();
        let Some((first, others)) = words.split_first() else { return self };
        match first.parse::<Kind>() {
            Ok(kind) if kind.is_layer() => Layer { kind, classes: others.to_vec(), ..self },
            _ => Layer { near_kind: near_kind(first), classes: words, ..self },
        }
    }

    /// Whether it is drawn below the waters: depths lie under belts, wherever the figure lists them.
    pub fn is_floor(&self) -> bool {
        self.kind == Kind::Depth
    }

    /// Whether it is the bundled picture of light and shade, which has no features.
    pub fn is_relief(&self) -> bool {
        matches!(&self.source, Source::Bundled(name) if name == RELIEF)
    }

    /// Whether all land of the bundled data is on it.
    pub(crate) fn shows_all_land(&self) -> bool {
        let Source::Bundled(name) = &self.source else { return false };
        ["countries", "overview-countries"].contains(&name.as_str())
            && self.select == Selection::default()
    }

    /// Whether it shows data of the user's, in a file or in the figure itself.
    pub(crate) fn is_own(&self) -> bool {
        !matches!(self.source, Source::Bundled(_))
    }

    /// What messages call it: the name of bundled data, the path of a file.
    pub(crate) fn called(&self) -> String {
        match &self.source {
            Source::Bundled(name) => name.clone(),
            Source::File(path) => path.display().to_string(),
            Source::Features(_) => "features".to_owned(),
            Source::Described(table) => (*table).to_owned(),
        }
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

/// The bundled picture of light and shade.
pub const RELIEF: &str = "relief";

/// The bundled layers: name, what they are to a theme, what the legend says of them.
const BUNDLED: [(&str, Kind, Option<&str>); 23] = [
    ("bathymetry", Kind::Depth, Some("Depth of water, metres")),
    ("straight-baselines", Kind::StraightBaseline, Some("straight baseline")),
    ("maritime-lines", Kind::MaritimeLine, Some("line at sea")),
    ("turning-points", Kind::TurningPoint, Some("turning point")),
    ("countries", Kind::Country, None),
    ("shoreline", Kind::Coast, None),
    ("boundaries", Kind::Boundary, Some("land boundary")),
    ("disputed-areas", Kind::Disputed, Some("territory of disputed status")),
    ("disputed-lines", Kind::Control, Some("line of control or claim")),
    ("admin1", Kind::Region, None),
    ("admin1-lines", Kind::RegionBoundary, None),
    ("lakes", Kind::Lake, None),
    ("rivers", Kind::River, None),
    ("places", Kind::Place, None),
    ("islands", Kind::Island, Some("sovereignty disputed")),
    ("seas", Kind::Sea, None),
    ("sea-areas", Kind::SeaArea, None),
    ("sea-limits", Kind::SeaLimit, None),
    ("overview-countries", Kind::Country, None),
    ("overview-coast", Kind::Coast, None),
    ("overview-boundaries", Kind::Boundary, Some("land boundary")),
    ("overview-lakes", Kind::Lake, None),
    (RELIEF, Kind::Relief, None),
];

/// What a layer is and says in the legend unless the figure says otherwise.
fn usual(source: &Source) -> (Kind, Option<&'static str>) {
    let bundled = match source {
        Source::File(_) | Source::Features(_) | Source::Described(_) => None,
        Source::Bundled(layer) => BUNDLED.iter().find(|(name, ..)| name == layer),
    };
    bundled.map_or((Kind::Feature, None), |(_, kind, legend)| (*kind, *legend))
}

/// The kind of the map that a word was perhaps meant to be; `point` and the like are words of anyone's.
fn near_kind(word: &str) -> Option<Kind> {
    let kinds = Kind::ALL.iter().filter(|kind| kind.is_layer() && kind.part() != Part::Data);
    nearest(word, kinds.map(|kind| kind.name())).and_then(|name| name.parse().ok())
}

/// `legend = "sites"`, or `legend = false` for none.
#[derive(Deserialize)]
#[serde(untagged, expecting = "expected the words of the legend, or false for none")]
enum Words {
    Said(String),
    Shown(bool),
}

/// `label = false`, `label = "name"` or `label = "{name}, {year}"`.
#[derive(Deserialize)]
#[serde(untagged, expecting = "expected true, false, or what the labels are: \"{name}, {year}\"")]
enum Labels {
    Shown(bool),
    Said(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LayerTable {
    #[serde(default, deserialize_with = "bundled")]
    source: Option<String>,
    file: Option<PathBuf>,
    features: Option<String>,
    class: Option<String>,
    #[serde(default, deserialize_with = "labels")]
    label: Option<Labels>,
    #[serde(default, deserialize_with = "symbol")]
    symbol: Option<SymbolSource>,
    state: Option<String>,
    name: Option<String>,
    id: Option<String>,
    join: Option<Join>,
    legend: Option<Words>,
    value: Option<String>,
    scale: Option<ScaleTable>,
    note: Option<String>,
    as_of: Option<Date>,
    #[serde(default)]
    former: bool,
    #[serde(default, deserialize_with = "toml_text::list")]
    only: Vec<String>,
    #[serde(default, deserialize_with = "toml_text::list")]
    except: Vec<String>,
    #[serde(default, deserialize_with = "toml_text::list")]
    states: Vec<StateCode>,
    #[serde(default, deserialize_with = "toml_text::list")]
    kinds: Vec<String>,
    #[serde(default, rename = "where")]
    attributes: BTreeMap<String, OneOrMany>,
}

/// Whether features are labelled, or what with.
fn labels<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Labels>, D::Error> {
    let labels = Labels::deserialize(deserializer)?;
    if let Labels::Said(text) = &labels {
        text.parse::<LabelText>().map_err(serde::de::Error::custom)?;
    }
    Ok(Some(labels))
}

/// Where the symbol of points comes from.
enum SymbolSource {
    /// A name, or attributes that have one.
    Words(LabelText),
    /// A file of the user's own.
    File(PathBuf),
}

/// The name of a symbol, the attribute that has it in braces, or a file.
fn symbol<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<SymbolSource>, D::Error> {
    let read = |written: &str| {
        let end = Path::new(written).extension();
        match end.is_some_and(|end| end.eq_ignore_ascii_case("svg")) {
            true => Ok(SymbolSource::File(PathBuf::from(written))),
            false => LabelText::of_words(written).map(SymbolSource::Words),
        }
    };
    toml_text::value_by(deserializer, read).map(Some)
}

/// The name of a bundled layer.
fn bundled<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let name = |name: &str| match is_file_name(name) {
        true => Err(Flaw::new(format!("`source` is a bundled layer, not `{name}`"))
            .hint(format!("write file = \"{name}\" for a file of your own"))),
        false => Ok(name.to_owned()),
    };
    toml_text::value_by(deserializer, name).map(Some)
}

/// Whether this is the name of a file of features, by its end.
fn is_file_name(name: &str) -> bool {
    let end = Path::new(name).extension().and_then(|end| end.to_str());
    end.is_some_and(|end| readers::extensions().any(|known| known == end))
}

impl TryFrom<LayerTable> for Layer {
    type Error = Flaw;

    fn try_from(written: LayerTable) -> Result<Layer, Flaw> {
        let source = match (written.source, written.file, written.features) {
            (Some(name), None, None) => Source::Bundled(name),
            (None, Some(path), None) => Source::File(path),
            (None, None, Some(text)) => Source::Features(text),
            (None, None, None) => {
                return Err(Flaw::new("the layer names no data")
                    .hint("give source = \"countries\" or file = \"sites.geojson\""));
            }
            (Some(_), Some(_), _) => {
                return Err(Flaw::new("the layer has both a `source` and a `file`")
                    .hint("make two layers of it"));
            }
            _ => {
                return Err(Flaw::new("the layer has `features` of its own beside other data")
                    .hint("make two layers of it"));
            }
        };
        let mut layer = Layer::of(source).with_class(&written.class.unwrap_or_default());
        match written.label {
            Some(Labels::Shown(is_shown)) => layer.label = is_shown,
            Some(Labels::Said(text)) => layer.label_text = Some(text.parse()?),
            None => {}
        }
        match written.symbol {
            Some(SymbolSource::Words(words)) => layer.symbol = Some(words),
            Some(SymbolSource::File(path)) => layer.symbol_file = Some(path),
            None => {}
        }
        layer.naming = Naming { state: written.state, name: written.name, id: written.id };
        layer.join = written.join;
        layer.as_of = written.as_of;
        layer.note = written.note;
        layer.legend = match written.legend {
            Some(Words::Said(words)) => Some(words),
            Some(Words::Shown(false)) => None,
            Some(Words::Shown(true)) | None => written.value.clone().or(layer.legend),
        };
        layer.values = values(written.value, written.scale)?;
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
