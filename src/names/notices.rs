//! Notices: names that stand in English on the sheet though others were asked for, counted.

use super::wording::{lacks_letters, untranslated};
use super::{LabelBuilder, as_named, label_id, named};
use crate::error::Warning;
use crate::figure::Names;
use crate::furniture::MapContext;
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
    let each: BTreeSet<&str> = untold.iter().map(String::as_str).collect();
    let more = if each.len() > QUOTED { ", …" } else { "" };
    let quoted = each.into_iter().take(QUOTED).collect::<Vec<_>>().join(", ");
    let message = format!("{words} in English: the data have none in `{language}`: {quoted}{more}");
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
