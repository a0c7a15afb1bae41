//! Legend: plotted layers, figure and theme in, what the legend says of them out.
//! Composed from what is drawn: the belts first, then a line for each kind of feature that a layer shows.

use super::{Brush, belts, disputed, style};
use crate::figure::Figure;
use crate::furniture::legend::{Entry, Key, Legend, Section, Step};
use crate::plot::{Plotted, PlottedLayer, Sheet};
use crate::style::Theme;

/// What the legend says of the map: belts of the states, the layers that have words, computed medians.
pub fn legend(sheet: &Sheet, figure: &Figure, theme: &Theme) -> Legend {
    let mut legend = belts::legend(sheet, figure, theme);
    for layer in sheet.all() {
        legend.entries.extend(depths(layer, theme));
        for entry in entries(layer, sheet, theme) {
            if !legend.entries.iter().any(|known| known.is_same(&entry)) {
                legend.entries.push(entry);
            }
        }
    }
    legend.entries.extend(belts::median(sheet, theme));
    legend
}

/// The steps of a layer of depths as one ramp, if it asks for a legend.
fn depths(layer: &PlottedLayer, theme: &Theme) -> Option<Entry> {
    let words = layer.legend.clone().filter(|_| layer.kind == "depth")?;
    let mut steps = Vec::new();
    for feature in &layer.features {
        let Some(least) = feature.number("min_depth") else { continue };
        let style = style(layer, feature, theme);
        if !style.hidden {
            steps.push(Step {
                fill: style.area_paint(),
                stroke: style.line_paint(),
                from: least.to_string(),
            });
        }
    }
    let key = Key::Ramp(steps);
    Some(Entry { key, words, note: None, section: Section::Depths })
}

/// A layer's legend entries, if it asks for them: one, or one a kind of symbol.
fn entries(layer: &PlottedLayer, sheet: &Sheet, theme: &Theme) -> Vec<Entry> {
    let Some(words) = layer.legend.as_ref().filter(|_| layer.kind != "depth") else {
        return Vec::new();
    };
    if let Some(entries) = disputed::entries(layer, words, section(&layer.kind), theme) {
        return entries;
    }
    let mut entries: Vec<Entry> = Vec::new();
    let mut features: Vec<&Plotted> = layer.features.iter().collect();
    features.sort_by_key(|feature| order(feature));
    for feature in features {
        let Some(words) = words_of(layer, feature, words, sheet) else { continue };
        if entries.iter().any(|entry| entry.words == words) {
            continue;
        }
        let mut brush = Brush::default();
        brush.draw(feature, &style(layer, feature, theme));
        let section = section(&layer.kind);
        entries.extend(brush.sample.map(|key| Entry {
            key,
            words,
            note: layer.note.clone(),
            section,
        }));
    }
    entries
}

/// State capitals before others, what is agreed before what is claimed.
fn order(feature: &Plotted) -> u8 {
    match (feature.text("capital"), feature.text("status")) {
        (Some("state"), _) | (_, Some("agreed")) => 0,
        (Some(_), _) | (_, Some("claimed")) => 1,
        _ => 2,
    }
}

/// What the legend says of a feature: of some kinds more than the layer's own `words`.
fn words_of(layer: &PlottedLayer, feature: &Plotted, words: &str, sheet: &Sheet) -> Option<String> {
    let claimants = || {
        let codes = feature.text("claimed_by").unwrap_or_default().split_whitespace();
        codes.map(|code| sheet.name_of(code)).collect::<Vec<_>>().join(", ")
    };
    match (layer.kind.as_str(), feature.text("capital"), feature.text("status")) {
        ("place", Some("state"), _) => Some("state capital".into()),
        ("place", Some(_), _) => Some("capital of a republic or territory".into()),
        ("island", _, Some("disputed")) => Some("sovereignty disputed".into()),
        ("island", _, _) => None,
        ("maritime-line", _, Some("agreed")) => Some("line agreed between states".into()),
        ("maritime-line", _, Some("claimed")) => Some(format!("line claimed ({})", claimants())),
        _ => Some(words.to_owned()),
    }
}

/// The heading that a layer's entry stands under.
fn section(kind: &str) -> Section {
    match kind {
        "disputed" | "island" => Section::Disputed,
        "place" => Section::Towns,
        "maritime-line" | "turning-point" | "straight-baseline" | "sea-limit" => Section::Lines,
        "not-analysed" | "sea" | "high-seas" | "territorial-sea" | "internal-water" | "lake" => {
            Section::Waters
        }
        _ => Section::Boundaries,
    }
}
