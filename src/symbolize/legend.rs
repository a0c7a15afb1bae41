//! Legend: plotted layers, figure and theme in, what the legend says of them out.
//! Composed from what is drawn: the belts first, then a line for each kind of feature that a layer shows.

use super::{Brush, arrows, belts, by_paint, disputed, element, style, value_legend};
use crate::figure::Figure;
use crate::furniture::legend::{Key, Legend, LegendEntry, Step};
use crate::kind::{Entries, Kind, Section};
use crate::phrases::Phrases;
use crate::plot::{Plotted, PlottedLayer, PlottedMap};
use crate::style::Theme;

/// What the legend says of the map: belts of the states, the layers that have words, computed medians.
pub(crate) fn legend(map: &PlottedMap, figure: &Figure, theme: &Theme) -> Legend {
    let mut legend = belts::legend(map, figure, theme);
    for layer in map.all() {
        if let (Some(classed), Some(words)) = (&layer.classed, &layer.legend) {
            if let Some(first) = layer.features.first() {
                let section = Section::Values(legend.own_heads.len());
                legend.own_heads.push(value_legend::head(classed, words, figure.phrases()));
                let plain = element::themed(layer, first, theme);
                let of = (layer, classed);
                let entries = value_legend::entries(of, &plain, section, theme, figure.phrases());
                legend.entries.extend(entries);
            }
            continue;
        }
        for entry in entries(layer, map, theme, figure.phrases()) {
            if !legend.entries.iter().any(|known| known.is_same(&entry)) {
                legend.entries.push(entry);
            }
        }
    }
    legend.entries.extend(belts::median(map, theme, figure.phrases()));
    legend
}

/// The steps of a layer of depths as one ramp.
fn ramp(layer: &PlottedLayer, words: &str, theme: &Theme) -> LegendEntry {
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
    LegendEntry { key, words: words.to_owned(), note: None, section: layer.kind.section() }
}

/// A layer's legend entries, if it asks for them: one, or one a kind of symbol.
fn entries(
    layer: &PlottedLayer,
    map: &PlottedMap,
    theme: &Theme,
    phrases: Phrases,
) -> Vec<LegendEntry> {
    let Some(words) = &layer.legend else { return Vec::new() };
    let words = &phrases.say(words);
    match layer.kind.entries() {
        Entries::Ramp => vec![ramp(layer, words, theme)],
        Entries::ByPaint => disputed::entries(layer, words, theme, phrases),
        Entries::One if by_paint::is_told_apart(layer) => by_paint::entries(layer, words, theme),
        Entries::One | Entries::ByCapital | Entries::Disputed | Entries::ByStatus => {
            by_words(layer, words, map, theme, phrases)
        }
    }
}

/// An entry for each of the words that the features of a layer go by.
fn by_words(
    layer: &PlottedLayer,
    words: &str,
    map: &PlottedMap,
    theme: &Theme,
    phrases: Phrases,
) -> Vec<LegendEntry> {
    let mut entries: Vec<LegendEntry> = Vec::new();
    let mut features: Vec<&Plotted> = layer.features.iter().collect();
    features.sort_by_key(|feature| order(feature));
    for feature in features {
        let Some(words) = words_of(layer, feature, words, map, phrases) else { continue };
        if entries.iter().any(|entry| entry.words == words) {
            continue;
        }
        let style = style(layer, feature, theme);
        let mut brush = Brush::default();
        brush.draw(feature, &style);
        let is_arrow = layer.kind == Kind::Arrow;
        let key = if is_arrow { arrows::key(feature, &style) } else { brush.sample };
        entries.extend(key.map(|key| LegendEntry {
            key,
            words,
            note: layer.note.clone(),
            section: layer.kind.section(),
        }));
    }
    entries
}

/// State capitals before others, what binds two states before what one claims.
fn order(feature: &Plotted) -> u8 {
    match (feature.text("capital"), feature.text("status")) {
        (Some("state"), _) | (_, Some("agreed")) => 0,
        (Some(_), _) | (_, Some("adjudged")) => 1,
        (_, Some("provisional")) => 2,
        (_, Some("signed")) => 3,
        (_, Some("claimed")) => 4,
        _ => 5,
    }
}

/// What the legend says of a feature: of some kinds more than the layer's own `words`.
fn words_of(
    layer: &PlottedLayer,
    feature: &Plotted,
    words: &str,
    map: &PlottedMap,
    phrases: Phrases,
) -> Option<String> {
    let claimants = || {
        let codes = feature.text("claimed_by").unwrap_or_default().split_whitespace();
        codes.map(|code| map.name_of(code)).collect::<Vec<_>>().join(", ")
    };
    let own = || words.to_owned();
    let (capital, status) = (feature.text("capital"), feature.text("status"));
    match layer.kind.entries() {
        Entries::ByCapital => Some(match capital {
            Some("state") => phrases.say("state capital"),
            Some(_) => phrases.say("capital of a republic or territory"),
            None => own(),
        }),
        Entries::Disputed => feature.is_disputed().then(|| phrases.say("sovereignty disputed")),
        Entries::ByStatus => Some(match status {
            Some("agreed") => phrases.say("line agreed between states"),
            Some("adjudged") => phrases.say("line by judgment"),
            Some("provisional") => phrases.say("line agreed provisionally"),
            Some("signed") => phrases.say("line signed, not in force"),
            Some("claimed") => phrases.fill("line claimed ({states})", &[("states", &claimants())]),
            _ => own(),
        }),
        Entries::One | Entries::ByPaint | Entries::Ramp => Some(own()),
    }
}
