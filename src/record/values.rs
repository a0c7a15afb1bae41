//! Values: layers whose values are told apart in; how, in numbers and in a sentence for the alternative text, out.

use super::ValuesRecord;
use crate::classes::{By, Told};
use crate::phrases::Phrases;
use crate::plot::PlottedMap;

/// How the values of each layer that shows some are told apart.
pub(super) fn records(map: &PlottedMap) -> Vec<ValuesRecord> {
    let layers = map.layers.iter().filter_map(|layer| Some((layer, layer.classed.as_ref()?)));
    let record = |(layer, classed): (&crate::plot::PlottedLayer, &crate::classes::Classed)| {
        let mut record = ValuesRecord {
            layer: layer.id.clone(),
            attribute: classed.values.attribute.clone(),
            unit: classed.values.scale.unit.clone(),
            missing: classed.missing,
            ..ValuesRecord::default()
        };
        match &classed.told {
            Told::Classes { bounds, counts, .. } => {
                (record.breaks, record.counts) = (bounds.clone(), counts.clone());
            }
            Told::Continuous { ends, .. } => record.breaks = ends.to_vec(),
            Told::Categories(words) => {
                (record.categories, record.counts) = words.iter().cloned().unzip();
            }
        }
        record
    };
    layers.map(record).collect()
}

/// What values the map shows, a sentence a layer.
pub(super) fn sentences(map: &PlottedMap, phrases: Phrases) -> Vec<String> {
    let layers = map.layers.iter().filter_map(|layer| Some((layer, layer.classed.as_ref()?)));
    let sentence = |(layer, classed): (&crate::plot::PlottedLayer, &crate::classes::Classed)| {
        let words = layer.legend.clone().unwrap_or_else(|| classed.values.attribute.clone());
        let unit = match classed.values.scale.unit.as_str() {
            "" if classed.values.scale.density => phrases.say("per km²"),
            unit => unit.to_owned(),
        };
        let number = |value: f64| match unit.as_str() {
            "" => phrases.written(value),
            unit => format!("{} {unit}", phrases.written(value)),
        };
        let span = |least: f64, greatest: f64| {
            let (least, greatest) = (phrases.written(least), number(greatest));
            let values = [("words", words.as_str()), ("least", &least), ("greatest", &greatest)];
            phrases.fill("{words} from {least} to {greatest}", &values)
        };
        match &classed.told {
            // sizes and widths are drawn without steps, and one class tells nothing apart
            Told::Classes { bounds, ends, .. } if classed.by == By::Fill && bounds.len() > 2 => {
                let count = (bounds.len() - 1).to_string();
                let whole = span(ends[0], ends[1]);
                phrases.fill("{words}, in {count} classes", &[("words", &whole), ("count", &count)])
            }
            Told::Classes { ends, .. } => span(ends[0], ends[1]),
            Told::Continuous { ends, .. } => span(ends[0], ends[1]),
            Told::Categories(all) => {
                const QUOTED: usize = 6;
                let first = all.iter().take(QUOTED).map(|(word, _)| word.as_str());
                let more = if all.len() > QUOTED { ", …" } else { "" };
                format!("{words}: {}{more}", first.collect::<Vec<_>>().join(", "))
            }
        }
    };
    layers.map(sentence).collect()
}
