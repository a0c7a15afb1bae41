//! By paint: a layer of the user's own in, a legend entry for each paint that its features are drawn in out, with the words
//! that tell them apart: the values of the attribute that goes with the paint, else the features' names.

use super::{Brush, simplestyle, style};
use crate::folding::folded;
use crate::furniture::legend::LegendEntry;
use crate::kind::Kind;
use crate::plot::{Plotted, PlottedLayer};
use crate::scene::{Fill, Stroke};
use crate::style::Theme;
use crate::symbols;
use crate::units::Millimetres;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// How a feature is drawn, whether it is a point, and the name of its symbol.
type Paint = (bool, Option<Fill>, Option<Stroke>, Option<Millimetres>, Option<Cow<'static, str>>);

/// Features of one paint.
struct Painted<'a> {
    paint: Paint,
    features: Vec<&'a Plotted>,
}

/// Whether the paints of a layer mean something: those of the user's own features, not the ranks of rivers.
pub(super) fn is_told_apart(layer: &PlottedLayer) -> bool {
    let has_look =
        |feature: &Plotted| feature.attributes.keys().any(|key| simplestyle::is_property(key));
    layer.is_own && (layer.kind == Kind::Feature || layer.features.iter().any(has_look))
}

/// The entries of a layer, in the order of its features.
pub(super) fn entries(layer: &PlottedLayer, words: &str, theme: &Theme) -> Vec<LegendEntry> {
    let painted = painted(layer, theme);
    let telling = telling(&painted);
    let entry = |of_paint: &Painted| {
        let [first, ..] = of_paint.features[..] else { return None };
        let mut brush = Brush::default();
        brush.draw(first, &style(layer, first, theme));
        let said = match telling {
            _ if painted.len() == 1 => String::new(),
            Some(key) => listed(of_paint.features.iter().filter_map(|it| said(it, key))),
            None => listed(of_paint.features.iter().filter_map(|it| said(it, NAME))),
        };
        Some(LegendEntry {
            key: brush.sample?,
            words: if said.is_empty() { words.to_owned() } else { format!("{words}: {said}") },
            note: layer.note.clone(),
            section: layer.kind.section(),
        })
    };
    painted.iter().filter_map(entry).collect()
}

fn painted<'a>(layer: &'a PlottedLayer, theme: &Theme) -> Vec<Painted<'a>> {
    let mut painted: Vec<Painted> = Vec::new();
    for feature in &layer.features {
        let style = style(layer, feature, theme);
        if style.hidden {
            continue;
        }
        let is_point = simplestyle::is_point(feature);
        let radius = style.radius.filter(|_| is_point);
        let symbol = style.symbol.as_ref().filter(|_| is_point).map(|symbol| symbol.name.clone());
        let paint = (is_point, style.area_paint(), style.line_paint(), radius, symbol);
        match painted.iter_mut().find(|known| known.paint == paint) {
            Some(known) => known.features.push(feature),
            None => painted.push(Painted { paint, features: vec![feature] }),
        }
    }
    painted
}

const NAME: &str = "name";
/// What names a feature rather than its kind.
const NAMING: [&str; 4] = ["id", NAME, "title", "description"];

/// The attribute that tells paints apart: that whose words are the symbols' names; else that which every feature has and no two
/// paints share a value of, of several that with the fewest values.
fn telling<'a>(painted: &[Painted<'a>]) -> Option<&'a str> {
    let all = || painted.iter().flat_map(|of_paint| &of_paint.features);
    let keys = all().flat_map(|feature| feature.attributes.keys().map(String::as_str));
    let keys: BTreeSet<&str> = keys.filter(|key| !simplestyle::is_property(key)).collect();
    if let Some(key) = keys.into_iter().find(|key| names_symbols(painted, key)) {
        return Some(key);
    }
    let first = painted.first()?.features.first()?;
    let keys = first.attributes.keys().map(String::as_str);
    let keys = keys.filter(|key| !NAMING.contains(key) && !simplestyle::is_property(key));
    let count = |key: &str| {
        let mut all: BTreeSet<String> = BTreeSet::new();
        for of_paint in painted {
            let values: Option<BTreeSet<String>> =
                of_paint.features.iter().map(|feature| said(feature, key)).collect();
            let values = values?;
            if !all.is_disjoint(&values) {
                return None;
            }
            all.extend(values);
        }
        Some(all.len())
    };
    let telling = keys.filter_map(|key| Some((count(key)?, key))).min();
    telling.map(|(_, key)| key)
}

/// Whether an attribute has the name of each symbol that is drawn, and of no other: that by which a figure asks for symbols.
fn names_symbols(painted: &[Painted], key: &str) -> bool {
    let is_named = |of_paint: &Painted| {
        let symbol = &of_paint.paint.4;
        of_paint.features.iter().all(|feature| {
            let word = said(feature, key);
            word.and_then(|word| symbols::named(&word).ok()).map(|it| it.name.clone()) == *symbol
        })
    };
    painted.iter().any(|of_paint| of_paint.paint.4.is_some()) && painted.iter().all(is_named)
}

fn said(feature: &Plotted, key: &str) -> Option<String> {
    feature.attributes.get(key).map(|value| value.to_string().trim().to_owned())
}

/// The first of some words, each once, and how many more there are.
fn listed(words: impl Iterator<Item = String>) -> String {
    const SHOWN: usize = 3;
    let mut listed: Vec<String> = Vec::new();
    for word in words.filter(|word| !word.is_empty()) {
        if !listed.iter().any(|known| folded(known) == folded(&word)) {
            listed.push(word);
        }
    }
    let more = listed.len().saturating_sub(SHOWN);
    listed.truncate(SHOWN);
    match more {
        0 => listed.join(", "),
        more => format!("{} and {more} more", listed.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::Rect;

    fn layer(blocks: &[&[(&str, &str)]]) -> PlottedLayer {
        let area = || Rect::new((0.0, 0.0), (1.0, 1.0)).to_polygon();
        let block = |words: &&[(&str, &str)]| Plotted::with_words(area(), words.iter().copied());
        PlottedLayer {
            is_own: true,
            features: blocks.iter().map(block).collect(),
            ..PlottedLayer::empty("blocks", Kind::Feature)
        }
    }

    fn words(layer: &PlottedLayer, css: &str) -> Vec<String> {
        let theme = Theme::parse(css, "test.css").expect("a valid theme");
        entries(layer, "block", &theme).into_iter().map(|entry| entry.words).collect()
    }

    #[test]
    fn the_attribute_that_goes_with_the_paint_tells_the_entries_apart() {
        let css = "feature { fill: #eeeeee } feature[operator=\"B\"] { fill: #ff0000 }";
        let blocks = layer(&[
            &[("name", "1"), ("operator", "A"), ("age", "10")],
            &[("name", "2"), ("operator", "B"), ("age", "20")],
            &[("name", "3"), ("operator", "A"), ("age", "30")],
        ]);
        assert_eq!(words(&blocks, css), ["block: A", "block: B"]);
        assert_eq!(words(&blocks, "feature { fill: #eeeeee }"), ["block"]);
    }

    #[test]
    fn without_one_the_names_do() {
        let css = "feature { fill: #eeeeee }";
        let red = |name| vec![("name", name), ("fill", "#f00")];
        let named: Vec<Vec<(&str, &str)>> =
            ["1", "2", "3", "4", "5"].into_iter().map(red).chain([vec![("name", "6")]]).collect();
        let blocks = layer(&named.iter().map(Vec::as_slice).collect::<Vec<_>>());
        assert_eq!(words(&blocks, css), ["block: 1, 2, 3 and 2 more", "block: 6"]);
    }
}
