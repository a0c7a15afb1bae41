//! Names: plotted layers and a theme in, labels and the ground that they must respect out.
//! Says which features bear a name, in which language and type; where the names stand is `label`'s.

mod anchoring;
mod at_sea;
mod belts;
mod by_hand;
mod crowding;
mod edges;
mod greater_seas;
mod ground;
mod lines;
mod notices;
mod rivers;
mod selection;
mod shape;
mod shores;
mod wording;

pub(crate) use greater_seas::named_by_a_part;
pub(crate) use ground::ground;
pub(crate) use notices::{in_english, unset};
pub(crate) use shape::areas;

use crate::figure::{Figure, Names};
use crate::furniture::MapContext;
use crate::kind::{Kind, Named};
use crate::label::{self, Anchoring, Label, Placed, Terrain};
use crate::plot::{Plotted, PlottedLayer, PlottedMap};
use crate::projection::View;
use crate::scene::Colour;
use crate::style::{Element, Theme};
use crate::symbolize::{self, element};
use crate::units::{Degrees, Points};
use geo::{Area, Geometry};
use lines::NameType;
use shores::StateLand;
use std::borrow::Cow;
use std::collections::BTreeSet;
use wording::wordings;

/// From a symbol's edge to its name, in mm: on a double column and on a single one.
const GAP: (f64, f64) = (0.5, 0.4);
/// The least type that is legible in print, on a double column and on a single one.
const LEAST_TYPE: (Points, Points) = (Points(6.0), Points(5.5));
/// The steepest slope of a letter in a sea's name (the art direction has 57° and 68°, and passes the first on the Caspian itself), and in a gulf's.
const STEEPEST: (Degrees, Degrees) = (Degrees(66.0), Degrees(70.0));
/// The greatest rank of towns, islands and waters that is named down to a scale: denominator, ranks.
const RANKS: [(f64, [u8; 3]); 6] = [
    (1.2e6, [6, 4, 4]),
    (2.5e6, [5, 4, 4]),
    (4.5e6, [3, 3, 4]),
    (7.0e6, [3, 2, 3]),
    (1.2e7, [2, 2, 3]),
    (4.0e7, [1, 0, 2]),
];
/// The same for smaller scales still.
const LEAST_RANKS: [u8; 3] = [0, 0, 0];
/// Sizes of areas on the sheet by which a theme may set their names: least area in mm², its word.
const SIZES: [(f64, &str); 3] = [(900.0, "large"), (220.0, "medium"), (0.0, "small")];
/// An area smaller than this on the sheet, in mm², is not named as an area.
const LEAST_AREA: f64 = 18.0;
/// A disputed area smaller than this on the sheet, in mm², is seen, but not what it is.
const LEAST_SEEN: f64 = 6.0;
/// The priority of what the figure asks for by name, or its title or subtitle tells of: before capitals and great waters, after
/// what a text is about.
const WANTED: f64 = 95.0;
/// The priority of what is placed by hand: others make room.
const BY_HAND: f64 = 9e3;
/// Islands of this rank and better may be named at the end of a leader.
const LEADER_RANK: f64 = 2.0;
/// Letters where a theme names no colour.
const INK: Colour = Colour { red: 0x22, green: 0x22, blue: 0x22 };

/// The ids of the belts of the map whose words found a place.
pub(crate) fn worded_belts(map: &PlottedMap, placed: &Placed) -> BTreeSet<String> {
    let belts = map.water.iter().filter(|layer| layer.kind == Kind::TerritorialSea);
    let belts = belts.flat_map(|layer| layer.features.iter().map(move |belt| (layer, belt)));
    let worded = belts.filter(|(layer, belt)| placed.has(&label_id(layer, belt)));
    worded.map(|(_, belt)| belt.id.clone()).collect()
}

/// The id of a feature's label.
pub(crate) fn label_id(layer: &PlottedLayer, feature: &Plotted) -> String {
    label::id_of(layer.kind.name(), &feature.id)
}

/// The labels of all layers that bear names.
pub(crate) fn labels(map: &PlottedMap, context: &MapContext) -> Vec<Label> {
    let builder = LabelBuilder::of(map, context);
    let mut labels = Vec::new();
    for layer in named(map) {
        let left_out = builder.crowded_out(layer);
        for feature in as_named(layer, map) {
            if !left_out.contains(&feature.id) {
                labels.extend(builder.label(layer, &feature));
            }
        }
    }
    if let Some(layer) = belts::worded(map, context.figure, context.view) {
        labels.extend(layer.features.iter().filter_map(|belt| builder.label(&layer, belt)));
    }
    ask_once(&mut labels, &context.figure.labels.always);
    labels
}

/// Of several things of one name that the figure asks for, as a town and its governorate, it has what it asks for with one of
/// them: that with a symbol. One that is asked for by its id is asked for.
fn ask_once(labels: &mut [Label], always: &[String]) {
    let mut asked: Vec<usize> = (0..labels.len()).filter(|it| labels[*it].asked).collect();
    asked.sort_by_key(|it| !matches!(labels[*it].anchoring, Anchoring::Point { .. }));
    let mut known = BTreeSet::new();
    for number in asked {
        let is_by_id = always.iter().any(|id| labels[number].id.ends_with(&format!("-{id}")));
        let is_first = known.insert(labels[number].text().to_lowercase());
        labels[number].asked = is_first || is_by_id;
    }
}

/// The features of a layer as they are named: a river once a state, a line at sea by its parties.
fn as_named<'a>(layer: &'a PlottedLayer, map: &PlottedMap) -> Vec<Cow<'a, Plotted>> {
    match layer.kind == Kind::MaritimeLine {
        true => at_sea::by_parties(layer, map),
        false => rivers::by_state(layer, map),
    }
}

/// The layers whose features bear names.
fn named(map: &PlottedMap) -> impl Iterator<Item = &PlottedLayer> {
    map.layers.iter().filter(|layer| layer.labelled && layer.kind.named().is_some())
}

struct LabelBuilder<'a> {
    map: &'a PlottedMap,
    figure: &'a Figure,
    names: Names,
    lands: StateLand,
    /// Title and subtitle.
    head: String,
    theme: &'a Theme,
    narrow: bool,
    view: &'a View,
    scale: f64,
}

impl<'a> LabelBuilder<'a> {
    fn of(map: &'a PlottedMap, context: &MapContext<'a>) -> LabelBuilder<'a> {
        LabelBuilder {
            map,
            figure: context.figure,
            names: context.figure.names_shown(),
            lands: StateLand::of(map),
            head: format!(
                "{} {}",
                context.figure.titled(),
                context.figure.says(&context.figure.subtitle)
            ),
            theme: context.theme,
            narrow: context.layout.is_narrow,
            view: context.view,
            scale: context.view.scale_denominator(),
        }
    }

    /// The towns of a bundled layer that have no room beside greater ones; what a figure asks for by name always has.
    fn crowded_out(&self, layer: &PlottedLayer) -> Vec<String> {
        if layer.kind != Kind::Place || layer.is_own || self.figure.labels.towns.is_some() {
            return Vec::new();
        }
        let is_wanted = |town: &Plotted| {
            let shown = wordings(town, &self.names, &[]);
            shown.is_some_and(|shown| self.is_selected(layer, town, &shown))
        };
        let always = |town: &Plotted| {
            let shown = wordings(town, &self.names, &[]).unwrap_or_default();
            wording::is_listed(town, &shown, &self.figure.labels.always)
        };
        let asked: Vec<&String> =
            layer.features.iter().filter(|it| always(it)).map(|it| &it.id).collect();
        let mut left_out = crowding::crowded_out(layer, is_wanted);
        left_out.retain(|id| !asked.contains(&id));
        left_out
    }

    /// The label of a feature; none if it has no name, or the theme or the figure leaves it out.
    fn label(&self, layer: &PlottedLayer, feature: &Plotted) -> Option<Label> {
        let wordings = wordings(feature, &self.names, &self.shores(layer, feature))?;
        if !self.is_selected(layer, feature, &wordings) || self.is_duplicate(layer, feature) {
            return None;
        }
        let mut whole = element(layer, feature, self.theme);
        let area = areas(&feature.shape.0).unsigned_area();
        if let Some((_, size)) = SIZES.iter().find(|(least, _)| area >= *least) {
            whole.attributes.push(("size".into(), (*size).into()));
        }
        if self.is_sea_at_issue(layer, feature) {
            whole.attributes.push(("role".into(), "subject".into()));
        }
        let mut classes = vec![layer.kind.name().to_owned()];
        classes.extend(whole.classes.iter().cloned());
        let label = Element { kind: Kind::Label, classes, ..whole.clone() };
        let style = self.theme.style(&label);
        // what a figure asks for by name is set even where a theme keeps its rank off narrow sheets
        let asked = wording::is_listed(feature, &wordings, &self.figure.labels.always);
        if style.hidden && !asked {
            return None;
        }
        let is_wanted = asked || wording::is_said(&self.head, feature, &wordings);
        let symbol = symbolize::style(layer, feature, self.theme);
        let by_hand = self.by_hand(feature, &wordings, &symbol);
        let priority = style.priority.unwrap_or(0.0).max(if is_wanted { WANTED } else { 0.0 });
        let priority = if by_hand.is_some() { BY_HAND } else { priority };
        let anchoring = match by_hand {
            Some(anchoring) => anchoring,
            None => self.anchoring(layer, feature, (&symbol, &style), is_wanted)?,
        };
        let water = layer.kind.is_named_water();
        let mut alternatives = NameType {
            kind: layer.kind,
            style: &style,
            local: &self.theme.style(&label.class("local")),
            language: &self.figure.language,
            least: if self.narrow { LEAST_TYPE.1 } else { LEAST_TYPE.0 },
        }
        .alternatives(&wordings)
        .into_iter();
        let wished = alternatives.next()?;
        Some(Label {
            id: label_id(layer, feature),
            lines: wished.lines,
            languages: wished.languages,
            alternatives: alternatives.collect(),
            halo: style.halo,
            fixed_halo: !style.halo_of_ground,
            priority,
            asked,
            owner: self.owner(layer, feature),
            terrain: if water { Terrain::Water } else { Terrain::Any },
            anchoring,
        })
    }

    /// The state whose waters a name may stand in; none for waters, empty for what is nobody's.
    fn owner(&self, layer: &PlottedLayer, feature: &Plotted) -> Option<String> {
        match layer.kind.named()? {
            Named::Water | Named::Course | Named::Edge => return None,
            Named::Area | Named::Symbol => {}
        }
        // nobody's: its name lies in no state's waters if it finds other ground
        if feature.is_disputed() {
            return Some(String::new());
        }
        // a town is that state's whose land it stands on, as the map shows it: views differ
        let shown = match &feature.shape.0 {
            Geometry::Point(at) => self.lands.state_at(*at),
            _ => None,
        };
        shown.or_else(|| feature.text("state")).map(str::to_owned)
    }

    /// The languages of a water's shores, where local names are asked for.
    fn shores(&self, layer: &PlottedLayer, feature: &Plotted) -> Vec<&'static str> {
        let water = layer.kind.is_named_water();
        match self.names {
            Names::Local | Names::Both if water => self.lands.languages(feature),
            _ => Vec::new(),
        }
    }

    fn of_kind(&self, kind: Kind) -> impl Iterator<Item = (&PlottedLayer, &Plotted)> {
        let layers = self.map.all().filter(move |layer| layer.kind == kind);
        layers.flat_map(|layer| layer.features.iter().map(move |feature| (layer, feature)))
    }
}
