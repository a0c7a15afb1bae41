//! Plot: features and zones in longitude and latitude in, shapes in millimetres on the sheet out.
//! Every layer, bundled, user's or computed, becomes the same plain thing: a kind, classes,
//! attributes and shapes, in drawing order. What a theme makes of them is not known here.

mod arrows;
mod at_frame;
mod callouts;
mod detail;
mod grain;
mod greater_seas;
mod locator;
mod marks;
mod median;
mod middle;
mod no_data;
mod on_map;
mod relief;
mod unmatched;
mod waters;

pub(crate) use crate::select::AREA;
pub(crate) use callouts::{PlottedCallout, none_drawn as callouts_not_drawn};
pub(crate) use greater_seas::{WITHIN, is_line_of};
pub(crate) use locator::Locator;
pub(crate) use middle::middle;
pub(crate) use on_map::{is_all_within, is_layer_on_map, is_on_map, shows_shore};
pub(crate) use relief::Relief;
pub(crate) use unmatched::is_called;

use crate::classes::{Classed, Values};
use crate::error::Warning;
use crate::figure::{Figure, RELIEF, Source, TurningPoints};
use crate::geodata::Value;
use crate::kind::Kind;
use crate::projection::View;
use crate::select::{self, Selected, SelectedLayer};
use crate::space::OnSheet;
use crate::symbols::Symbol;
use crate::waters::Waters;
use detail::{CONTROL, generalised, smoothed};
use geo::{Area, Contains, Geometry, Intersects};
use std::collections::{BTreeMap, BTreeSet};

/// One layer on the sheet.
#[derive(Clone, Debug)]
pub(crate) struct PlottedLayer {
    /// Unique among the layers: the id of its group.
    pub id: String,
    /// The theme's element: `country`, `coast`, `territorial-sea`.
    pub kind: Kind,
    /// The theme's classes.
    pub classes: Vec<String>,
    /// What the legend says of it; nothing leaves it out.
    pub legend: Option<String>,
    /// A second line of the legend, in small type.
    pub note: Option<String>,
    /// Whether its features bear names.
    pub labelled: bool,
    /// Whether it shows the user's own data, which may say how they are drawn.
    pub is_own: bool,
    /// Whether its features are of the geodata, which have names by language.
    pub is_bundled: bool,
    /// The number of the layer where the figure lists it; none of what is computed and of the usual base map.
    pub listed: Option<usize>,
    /// The values of its features, if the figure shows them.
    pub values: Option<Values>,
    /// The key of the figure that it comes from, if that lists or describes it: `layers.3`, `arrows.0`.
    pub key: Option<String>,
    /// The symbol of its points, if that is of the user's own.
    pub symbol: Option<Symbol>,
    /// The ids of features that the figure asks for by name, whatever their rank.
    pub asked: BTreeSet<String>,
    /// How the values of its features are told apart, if they are shown.
    pub classed: Option<Classed>,
    /// What is drawn.
    pub features: Vec<Plotted>,
}

impl PlottedLayer {
    /// A layer of a kind with nothing in it, without names and words.
    pub(crate) fn empty(id: impl Into<String>, kind: Kind) -> PlottedLayer {
        PlottedLayer {
            id: id.into(),
            kind,
            classes: Vec::new(),
            legend: None,
            note: None,
            labelled: false,
            is_own: false,
            is_bundled: false,
            listed: None,
            values: None,
            key: None,
            symbol: None,
            asked: BTreeSet::new(),
            classed: None,
            features: Vec::new(),
        }
    }
}

/// One feature on the sheet.
#[derive(Clone, Debug)]
pub(crate) struct Plotted {
    /// The feature's own name in its layer.
    pub id: String,
    /// What is said of it.
    pub attributes: BTreeMap<String, Value>,
    /// Where it is.
    pub shape: OnSheet<Geometry>,
}

impl Plotted {
    /// A feature of these words, for tests of the stages that follow.
    #[cfg(test)]
    pub(crate) fn with_words<'a>(
        shape: impl Into<Geometry>,
        words: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Plotted {
        let words = words.into_iter();
        Plotted {
            id: "it".into(),
            attributes: words
                .map(|(key, value)| (key.to_owned(), Value::Text(value.to_owned())))
                .collect(),
            shape: OnSheet(shape.into()),
        }
    }

    /// The number of an attribute, if it has one.
    pub(crate) fn number(&self, key: &str) -> Option<f64> {
        match self.attributes.get(key) {
            Some(Value::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// Whether whose it is is at issue.
    pub(crate) fn is_disputed(&self) -> bool {
        self.text("status") == Some("disputed")
    }

    /// The words of an attribute, if it has any.
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        match self.attributes.get(key) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }
}

/// Everything that lies on the map, the first at the bottom: depths, computed waters, seas left blank,
/// limits of seas, then the figure's own layers.
#[derive(Clone, Debug, Default)]
pub(crate) struct PlottedMap {
    /// What is drawn under the graticule and the land.
    pub water: Vec<PlottedLayer>,
    /// The figure's layers.
    pub layers: Vec<PlottedLayer>,
    /// The small map that shows where the figure lies; none if not asked for or beyond the bundled data.
    pub locator: Option<Locator>,
    /// Light and shade on the land; none if not asked for or too coarse for the scale.
    pub relief: Option<Relief>,
    /// The share of the map beyond all data, 0 to 1.
    pub no_data: f64,
    /// What was left out, and why.
    pub warnings: Vec<Warning>,
    /// What the figure asks for and this map does not reach, in words; another map of the figure may.
    pub absent: Vec<Warning>,
    /// The figure's callouts that are at a place on the map.
    pub callouts: Vec<PlottedCallout>,
    /// The key of the names of states in the figure's language: `name_tr`.
    pub name_key: String,
    /// What is said of the seas that waters on the map are a part of, by their ids, those beside the map included.
    pub greater_seas: BTreeMap<String, greater_seas::Said>,
    /// The ids of the belts whose words stand on the map, once names are set.
    pub worded_belts: BTreeSet<String>,
    /// The states whose belts lie over those of others.
    pub sharing: BTreeSet<String>,
    /// The names of states by their codes, those beside the map included, whose waters may reach into it.
    pub state_names: BTreeMap<String, String>,
}

impl PlottedMap {
    /// Takes out the towns whose name found no room: a symbol without a name says nothing.
    pub(crate) fn drop_unnamed(&mut self, is_named: impl Fn(&PlottedLayer, &Plotted) -> bool) {
        for layer in
            self.layers.iter_mut().filter(|layer| layer.labelled && layer.kind == Kind::Place)
        {
            let features = std::mem::take(&mut layer.features);
            let bears_name = |feature: &Plotted| {
                !matches!(feature.shape.0, Geometry::Point(_)) || is_named(layer, feature)
            };
            layer.features = features.into_iter().filter(bears_name).collect();
        }
    }

    /// Whether a belt of a state's waters lies on the map.
    pub(crate) fn has_belts(&self) -> bool {
        let mut belts = self.all().filter(|layer| layer.kind == Kind::TerritorialSea);
        belts.any(|layer| !layer.features.is_empty())
    }

    /// Whether anything of a bundled layer lies within the neatline, or in the locator.
    pub(crate) fn draws(&self, source: &str, view: &View) -> bool {
        let OnSheet(neatline) = view.neatline();
        let is_of = |layer: &PlottedLayer| {
            layer.id.rsplit_once('-').is_some_and(|(its_source, _)| its_source == source)
        };
        let mut features = self.all().filter(|it| is_of(it)).flat_map(|it| &it.features);
        self.relief.is_some() && source == RELIEF
            || self.locator.is_some() && select::LOCATOR.contains(&source)
            || features.any(|feature| feature.shape.0.intersects(&neatline))
    }

    /// How many shapes there are in all.
    pub(crate) fn count(&self) -> usize {
        self.all().map(|layer| layer.features.len()).sum()
    }

    /// The name of a state, on the map or beside it; else its code.
    pub(crate) fn name_of<'a>(&'a self, code: &'a str) -> &'a str {
        let countries = self.all().filter(|layer| layer.kind == Kind::Country);
        let mut features = countries.flat_map(|layer| &layer.features);
        let country = features.find(|country| country.text("state") == Some(code));
        let name = |country: &'a Plotted| country.text(&self.name_key).or(country.text("name"));
        let beside = || self.state_names.get(code).map_or(code, String::as_str);
        country.and_then(name).unwrap_or_else(beside)
    }

    /// All layers, the first at the bottom.
    pub(crate) fn all(&self) -> impl Iterator<Item = &PlottedLayer> {
        self.water.iter().chain(&self.layers)
    }
}

/// Puts what a figure shows onto the sheet.
pub(crate) fn layers(
    selected: &Selected,
    waters: Option<&Waters>,
    figure: &Figure,
    view: &View,
) -> PlottedMap {
    let classes = figure.zones.iter().flat_map(|zones| zones.class.split_whitespace());
    let classes: Vec<String> = classes.map(str::to_owned).collect();
    let plotted =
        selected.on_floor.iter().enumerate().map(|(n, layer)| plot(layer, n, figure, view));
    let mut water: Vec<PlottedLayer> = plotted.collect();
    water.extend(waters.iter().flat_map(|waters| waters::zones(waters, &classes, view)));
    water.extend(
        selected.on_water.iter().enumerate().map(|(n, layer)| plot(layer, n, figure, view)),
    );
    let layers = selected.layers.iter().enumerate().map(|(n, layer)| plot(layer, n, figure, view));
    let mut layers: Vec<PlottedLayer> = layers.collect();
    let is_mark: Vec<bool> = selected.layers.iter().map(|it| it.is_mark()).collect();
    marks::settle(&mut layers, &is_mark, view.scale_denominator());
    let cut = arrows::shape(&mut layers, &selected.layers, figure, view);
    for (plotted, selected) in layers.iter_mut().zip(&selected.layers) {
        plotted.asked = unmatched::asked(selected, figure);
    }
    if figure.furniture.turning_points == TurningPoints::Table {
        let points = layers.iter_mut().filter(|layer| layer.kind == Kind::TurningPoint);
        points.for_each(|layer| layer.classes.push("listed".into()));
    }
    if figure.zones.as_ref().is_some_and(|zones| zones.medians.is_some()) {
        let medians = water.iter_mut().filter(|layer| layer.kind == Kind::MedianLine);
        medians.for_each(|layer| layer.classes.push("far".into()));
    }
    median::give_way(&mut water, &layers);
    let (relief, warning) = match relief::relief(selected.relief.as_ref(), &layers, view) {
        Ok(relief) => (relief, None),
        Err(warning) => (None, Some(warning)),
    };
    let no_data = selected.reach.as_ref().and_then(|reach| no_data::no_data(reach, view));
    let (no_data, share, unknown) = match no_data {
        Some(it) => (Some(it.layer), it.share, Some(it.warning)),
        None => (None, 0.0, None),
    };
    // over belts: how far they go there is not known either
    water.extend(no_data);
    let locator = locator::locator(&selected.locator, view);
    let denominator = view.scale_denominator();
    let grain = grain::of_depths(&water, denominator);
    let grain = grain.into_iter().chain(grain::of_lines(&layers, denominator));
    let unmatched = unmatched::warnings(selected, figure);
    let at_frame = at_frame::warnings(selected, figure, view);
    let mut absent = unmatched::off_map(selected, figure, view);
    let (callouts, beyond) = callouts::plot(selected, &layers, figure, view);
    absent.extend(beyond);
    absent.extend(waters.iter().flat_map(|_| waters::off_map(&water, figure)));
    PlottedMap {
        water,
        layers,
        locator,
        relief,
        no_data: share,
        callouts,
        name_key: figure.name_key(),
        greater_seas: greater_seas::greater_seas(selected),
        worded_belts: BTreeSet::new(),
        sharing: waters.map_or_else(BTreeSet::new, |waters| waters::sharing(waters, view)),
        state_names: state_names(selected, &figure.name_key()),
        warnings: unknown
            .into_iter()
            .chain(warning)
            .chain(grain)
            .chain(unmatched)
            .chain(at_frame)
            .chain(cut)
            .collect(),
        absent,
    }
}

/// The names of the states that layers of countries have, by their codes; the first of each.
fn state_names(selected: &Selected, key: &str) -> BTreeMap<String, String> {
    let countries = selected.layers.iter().filter(|layer| layer.layer.kind == Kind::Country);
    let mut names = BTreeMap::new();
    for country in countries.flat_map(|layer| &layer.features) {
        if let (Some(code), Some(name)) =
            (country.text("state"), country.text(key).or(country.text("name")))
        {
            names.entry(code.to_owned()).or_insert_with(|| name.to_owned());
        }
    }
    names
}

/// Less than this, in mm², shows no hatch: the legend would explain what nobody sees.
const LEAST_HATCHED: f64 = 0.3;

/// The features of a layer that reach into the map.
fn plot(selected: &SelectedLayer, number: usize, figure: &Figure, view: &View) -> PlottedLayer {
    let layer = &selected.layer;
    let OnSheet(neatline) = view.neatline();
    let features = selected.features.iter().filter_map(|feature| {
        let mut shape = generalised(view.project(&feature.geometry)?)?;
        if layer.kind == Kind::Control {
            shape = smoothed(shape, CONTROL);
        }
        let is_bundled_area = !layer.is_own() && matches!(shape.0, Geometry::MultiPolygon(_));
        if layer.kind == Kind::Disputed
            && is_bundled_area
            && shape.0.unsigned_area() < LEAST_HATCHED
        {
            return None;
        }
        if let Geometry::Point(point) = &shape.0
            && (!neatline.contains(point) || at_frame::is_near(&neatline, point))
        {
            return None;
        }
        if layer.legend.is_some() && !shape.0.intersects(&neatline) {
            return None; // the legend would explain what nobody sees
        }
        let attributes = feature.attributes.clone();
        Some(Plotted { id: feature.id.clone(), attributes, shape })
    });
    let source = match &layer.source {
        Source::Bundled(name) => name.clone(),
        Source::Features(_) => "features".to_owned(),
        Source::Described(table) => (*table).to_owned(),
        Source::File(path) => {
            path.file_stem().map_or("data".into(), |stem| stem.to_string_lossy().into_owned())
        }
    };
    let listed = selected.number.filter(|number| select::is_listed(*number, figure));
    PlottedLayer {
        id: format!("{source}-{}", number + 1),
        kind: layer.kind,
        classes: layer.classes.clone(),
        legend: layer.legend.clone(),
        note: layer.note.clone(),
        labelled: layer.label,
        is_own: layer.is_own(),
        is_bundled: matches!(layer.source, Source::Bundled(_)),
        listed,
        values: layer.values.clone(),
        key: selected.described.clone().or(listed.map(|number| format!("layers.{number}"))),
        symbol: None,
        asked: BTreeSet::new(),
        classed: None,
        features: features.collect(),
    }
}
