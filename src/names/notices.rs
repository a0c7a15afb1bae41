//! Notices: names that stand in English on the sheet though others were asked for, counted.

use super::wording::{lacks_letters, untranslated, wordings};
use super::{LabelBuilder, as_named, label_id, named};
use crate::error::Warning;
use crate::figure::Figure;
use crate::figure::Names;
use crate::furniture::MapContext;
use crate::kind::Kind;
use crate::label::Placed;
use crate::plot::{Plotted, PlottedLayer, PlottedMap};
use std::collections::BTreeSet;

/// How many names a notice quotes.
const QUOTED: usize = 4;

/// A notice for each reason why names stand in English alone: that no bundled font has the letters of their own, and that the
/// data have none in the language asked for.
pub(crate) fn in_english(
    map: &PlottedMap,
    context: &MapContext,
    placed: &Placed,
) -> impl Iterator<Item = Warning> {
    let builder = LabelBuilder::of(map, context);
    let (mut without_letters, mut untold) = (0, Vec::new());
    for layer in named(map) {
        for feature in as_named(layer, map) {
            if !placed.has(&label_id(layer, &feature)) {
                continue;
            }
            if lacks_letters(&feature, &builder.names, &builder.shores(layer, &feature)) {
                without_letters += 1;
            } else if is_translated(layer, &feature) {
                untold.extend(untranslated(&feature, &builder.names));
            }
        }
    }
    [lettering(without_letters), translation(map, context, &builder.names, &untold)]
        .into_iter()
        .flatten()
}

/// A notice for each layer of the user's own of which names are neither set nor told to have found no room: the theme hides
/// them on a sheet of this width, or their features are too small to bear one.
pub(crate) fn unset(map: &PlottedMap, context: &MapContext, placed: &Placed) -> Vec<Warning> {
    let builder = LabelBuilder::of(map, context);
    let told = placed.told();
    let own = named(map).filter(|layer| layer.is_own);
    let mut warnings: Vec<Warning> = without_belts(map, context.figure).into_iter().collect();
    let of_layer = own.filter_map(|layer| {
        let mut unset = Vec::new();
        for feature in as_named(layer, map) {
            let shown = wordings(&feature, &builder.names, &builder.shores(layer, &feature));
            let Some(words) = shown.as_ref().and_then(|shown| shown.first()) else { continue };
            let is_wanted = builder.is_selected(layer, &feature, shown.as_deref().unwrap_or(&[]))
                && !builder.is_duplicate(layer, &feature);
            if is_wanted && !told.contains(label_id(layer, &feature).as_str()) {
                unset.push(words.text.clone());
            }
        }
        unset_of(layer, &unset, context)
    });
    warnings.extend(of_layer);
    warnings
}

/// That a figure asks for words along belts, and shows none.
fn without_belts(map: &PlottedMap, figure: &Figure) -> Option<Warning> {
    let belts = map.water.iter().filter(|layer| layer.kind == Kind::TerritorialSea);
    let has_belts = belts.into_iter().any(|layer| !layer.features.is_empty());
    if !figure.labels.belts || figure.labels.is_of_inset || has_belts {
        return None;
    }
    let warning =
        Warning::new("`belts` has no belts to put words along: the map shows no waters of states");
    let warning = warning.hint("[zones] draws them; or leave `belts` out");
    Some(figure.place_of(&["labels.belts"]).into_iter().fold(warning, Warning::at))
}

fn unset_of(layer: &PlottedLayer, names: &[String], context: &MapContext) -> Option<Warning> {
    let first = names.first()?;
    let figure = context.figure;
    let number = layer.listed?;
    let called = figure.layers.get(number).map_or(layer.id.clone(), |layer| layer.called());
    let are = match names.len() {
        1 => "1 name of".to_owned(),
        many => format!("{many} names of"),
    };
    let message = format!(
        "{are} the layer `{called}` not set, by the theme or for want of size: {}",
        quoted(names)
    );
    let warning = Warning::new(message)
        .hint(format!("[labels] always = [\"{first}\"] sets it; or label = false on the layer"));
    let place = figure.place_of(&[&format!("layers.{number}")]);
    Some(place.into_iter().fold(warning, Warning::at))
}

/// Some names of many, in order, each once.
fn quoted(names: &[String]) -> String {
    let each: BTreeSet<&str> = names.iter().map(String::as_str).collect();
    let more = if each.len() > QUOTED { ", …" } else { "" };
    each.into_iter().take(QUOTED).collect::<Vec<_>>().join(", ") + more
}

/// Whether a feature of a layer is one that has names by language: what a figure or a file of its user's writes may have its
/// name in any.
fn is_translated(layer: &PlottedLayer, feature: &Plotted) -> bool {
    let has_others = || feature.attributes.keys().any(|key| key.starts_with("name_"));
    layer.is_bundled || has_others()
}

fn lettering(count: usize) -> Option<Warning> {
    let words = stand(count)?;
    let message =
        format!("{words} in English alone: no bundled font has the letters of the local one");
    let hint = "bundled are Latin, Greek, Cyrillic, Armenian, Georgian, Arabic and Hebrew letters";
    Some(Warning::new(message).hint(hint))
}

fn translation(
    map: &PlottedMap,
    context: &MapContext,
    names: &Names,
    untold: &[String],
) -> Option<Warning> {
    let Names::Language(language) = names else { return None };
    let key = format!("name_{language}");
    let mut features = map.all().flat_map(|layer| &layer.features);
    // of a language that the data have no names in at all, a notice of its own says so
    if context.figure.labels.names.is_none() && !features.any(|it| it.text(&key).is_some()) {
        return None;
    }
    let words = stand(untold.len())?;
    let quoted = quoted(untold);
    let message = format!("{words} in English: the data have none in `{language}`: {quoted}");
    Some(Warning::new(message).hint(format!("a layer of your own may have them, as `{key}`")))
}

/// `3 names stand`; nothing of none.
fn stand(count: usize) -> Option<String> {
    match count {
        0 => None,
        1 => Some("1 name stands".to_owned()),
        many => Some(format!("{many} names stand")),
    }
}
