//! Names and the language that a figure asks for in, those of them that none of its features has out.

use super::at_frame;
use crate::error::{Warning, nearest};
use crate::figure::{Figure, LANGUAGES, Names, Source};
use crate::geodata::{Feature, Value};
use crate::projection::View;
use crate::select::{Selected, SelectedLayer};
use crate::space::OnSheet;
use geo::{Geometry, Intersects};
use std::collections::{BTreeMap, BTreeSet};

/// Between two forms of equal standing: either may be that of the data.
const DOUBLE: &str = " / ";

/// What a figure asks of names and does not get, each at its place.
pub(super) fn warnings(selected: &Selected, figure: &Figure) -> Vec<Warning> {
    language(&named(selected), figure).into_iter().collect()
}

/// The layers whose features bear names.
fn named(selected: &Selected) -> Vec<&SelectedLayer> {
    let is_named = |layer: &&SelectedLayer| layer.layer.label && layer.layer.kind.named().is_some();
    selected.layers.iter().filter(is_named).collect()
}

/// Names listed under `[labels]` that no feature bears.
fn unknown_names(layers: &[&SelectedLayer], figure: &Figure) -> Vec<Warning> {
    let labels = &figure.labels;
    let lists = [("omit", &labels.omit), ("always", &labels.always), ("seas", &labels.seas)];
    let numbered = lists.into_iter().flat_map(|(key, list)| {
        list.iter().enumerate().map(move |(number, name)| match labels.place.contains_key(name) {
            true => (format!("labels.place.{name}"), name),
            false => (format!("labels.{key}.{number}"), name),
        })
    });
    let mut unknown: Vec<(String, &String)> = numbered.collect();
    for feature in features(layers) {
        if unknown.is_empty() {
            break;
        }
        unknown.retain(|(_, name)| !bears(feature, name));
    }
    let warning = |(key, name): (String, &String)| {
        let known = features(layers).flat_map(|it| names(it).chain([it.id.as_str()]));
        let warning = Warning::new(format!("nothing that is named has the name or id `{name}`"));
        let warning = match (figure.said_at(name), nearest(name, known)) {
            (Some(way), _) => warning.hint(way),
            (None, Some(near)) => warning.hint(format!("did you mean `{near}`?")),
            (None, None) => warning.hint("leave it out, or list the layer that it is in"),
        };
        placed(figure, &key, warning)
    };
    unknown.into_iter().map(warning).collect()
}

/// Names that the figure lists and that nothing here bears, or that it always wants, of features none of which lies on the map:
/// another map of the sheet may show them.
pub(super) fn off_map(selected: &Selected, figure: &Figure, view: &View) -> Vec<Warning> {
    let layers = named(selected);
    let off_map = figure.labels.always.iter().filter(|name| {
        let mut borne = features(&layers).filter(|feature| bears(feature, name)).peekable();
        borne.peek().is_some() && !borne.any(|feature| is_drawn_at(feature, view))
    });
    let unknown = unknown_names(&layers, figure);
    let warning = |name: &String| {
        let warning =
            Warning::new(format!("`{name}` is to be named always, and is not on the map"));
        placed(figure, &figure.key_of_asked(name), warning)
            .hint("show another extent, or leave it out")
    };
    off_map.map(warning).chain(unknown).collect()
}

/// Whether the map has room for a symbol where a feature lies.
fn is_drawn_at(feature: &Feature, view: &View) -> bool {
    let OnSheet(neatline) = view.neatline();
    match view.project(&feature.geometry) {
        Some(OnSheet(Geometry::Point(at))) => {
            neatline.intersects(&at) && !at_frame::is_near(&neatline, &at)
        }
        Some(OnSheet(shape)) => shape.intersects(&neatline),
        None => false,
    }
}

/// A language that no name of the bundled data is in; one's own data are in whatever language they are.
fn language(layers: &[&SelectedLayer], figure: &Figure) -> Option<Warning> {
    let Names::Language(language) = Names::of_tag(&figure.language) else { return None };
    if figure.labels.names.is_some() || LANGUAGES.contains(&language.as_str()) {
        return None;
    }
    let key = format!("name_{language}");
    let is_bundled = |it: &&&SelectedLayer| matches!(it.layer.source, Source::Bundled(_));
    let mut bundled = layers.iter().filter(is_bundled).flat_map(|layer| &layer.features);
    let first = bundled.next()?;
    if first.text(&key).is_some() || bundled.any(|feature| feature.text(&key).is_some()) {
        return None;
    }
    let warning = Warning::new(format!("there are no names in `{language}`: they are in English"));
    let known = LANGUAGES.join(", ");
    let warning = warning.hint(format!("known: {known}; [labels] names = \"en\" asks for English"));
    Some(placed(figure, "language", warning))
}

/// The ids of a layer's features that the figure asks for by name.
pub(super) fn asked(layer: &SelectedLayer, figure: &Figure) -> BTreeSet<String> {
    let always = &figure.labels.always;
    let is_asked = |feature: &&Feature| always.iter().any(|name| bears(feature, name));
    layer.features.iter().filter(is_asked).map(|feature| feature.id.clone()).collect()
}

fn features<'a>(layers: &'a [&SelectedLayer]) -> impl Iterator<Item = &'a Feature> {
    layers.iter().flat_map(|layer| &layer.features)
}

/// The names of a feature, in any language.
fn names(feature: &Feature) -> impl Iterator<Item = &str> {
    all_names(&feature.attributes)
}

fn all_names(attributes: &BTreeMap<String, Value>) -> impl Iterator<Item = &str> {
    attributes.iter().filter_map(|(key, value)| match value {
        Value::Text(name) if key == "title" || key == "name" || key.starts_with("name_") => {
            Some(name.as_str())
        }
        _ => None,
    })
}

fn bears(feature: &Feature, name: &str) -> bool {
    is_called(&feature.id, &feature.attributes, name)
}

/// Whether what has this id and these attributes is called so: by its id, by its name in any language, or by both forms of a
/// double name.
pub(crate) fn is_called(id: &str, attributes: &BTreeMap<String, Value>, name: &str) -> bool {
    let is_one = |form: &str| all_names(attributes).any(|its| its == form);
    id == name || is_one(name) || (name.contains(DOUBLE) && name.split(DOUBLE).all(is_one))
}

fn placed(figure: &Figure, key: &str, warning: Warning) -> Warning {
    match figure.place_of(&[key]) {
        Some(place) => warning.at(place),
        None => warning,
    }
}
