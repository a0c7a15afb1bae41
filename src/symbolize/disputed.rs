//! Legend of disputed things: a layer of areas or lines of disputed status in, an entry for each paint that it is drawn in
//! out, the weightiest first, with what the data say of each area's status below it.

use super::{Brush, style};
use crate::furniture::legend::{Key, LegendEntry};
use crate::kind::Kind;
use crate::phrases::Phrases;
use crate::plot::{Plotted, PlottedLayer};
use crate::style::Theme;

/// What the legend says of each kind where a layer has several, the weightiest first: layer, kind, words.
const STATUSES: [(Kind, &str, &str); 10] = [
    (Kind::Disputed, "held-de-facto", "territory held by an unrecognised entity"),
    (Kind::Disputed, "claimed-not-controlled", "territory outside its state's control"),
    (Kind::Disputed, "de-facto-control", "territory held by another state"),
    (Kind::Disputed, "undetermined-status", "territory of undetermined status"),
    (Kind::Disputed, "buffer-zone", "United Nations buffer zone"),
    (Kind::Disputed, "former-oblast", "former autonomous oblast"),
    (Kind::Control, "line-of-contact", "line of contact"),
    (Kind::Control, "de-facto", "line of de facto control"),
    (Kind::Control, "ceasefire", "ceasefire line"),
    (Kind::Control, "former-oblast", "outline of a former autonomous oblast"),
];

/// What of a layer is drawn in one paint.
struct Class<'a> {
    key: Key,
    features: Vec<&'a Plotted>,
}

/// The entries of a layer of disputed areas or lines under its `words`.
pub(super) fn entries(
    layer: &PlottedLayer,
    words: &str,
    theme: &Theme,
    phrases: Phrases,
) -> Vec<LegendEntry> {
    let classes = classes(layer, theme);
    let are_several = classes.len() > 1;
    let entry = |class: Class| {
        let own = words_of_kind(layer, &class).filter(|_| are_several);
        let words = own.map_or_else(|| words.to_owned(), |own| phrases.say(own));
        let note = layer.note.clone().or_else(|| status(&class.features, &words));
        LegendEntry { key: class.key, words, note, section: layer.kind.section() }
    };
    classes.into_iter().map(entry).collect()
}

/// The features by their paint.
fn classes<'a>(layer: &'a PlottedLayer, theme: &Theme) -> Vec<Class<'a>> {
    let mut features: Vec<&Plotted> = layer.features.iter().collect();
    features.sort_by_key(|feature| rank(layer, feature));
    let mut classes: Vec<Class> = Vec::new();
    for feature in features {
        let style = style(layer, feature, theme);
        if style.hidden {
            continue;
        }
        let mut brush = Brush::default();
        brush.draw(feature, &style);
        let Some(key) = brush.sample else { continue };
        match classes.iter_mut().find(|class| class.key.is_same_paint(&key)) {
            Some(class) => class.features.push(feature),
            None => classes.push(Class { key, features: vec![feature] }),
        }
    }
    classes
}

/// The place of a feature's kind among all.
fn rank(layer: &PlottedLayer, feature: &Plotted) -> usize {
    let kind = feature.text("kind").unwrap_or_default();
    let is_it = |(of, known, _): &(Kind, &str, &str)| *of == layer.kind && *known == kind;
    STATUSES.iter().position(is_it).unwrap_or(STATUSES.len())
}

/// What a class is, if it is of one known kind.
fn words_of_kind(layer: &PlottedLayer, class: &Class) -> Option<&'static str> {
    let (first, rest) = class.features.split_first()?;
    let rank_of_first = rank(layer, first);
    let is_one = rest.iter().all(|feature| rank(layer, feature) == rank_of_first);
    STATUSES.get(rank_of_first).filter(|_| is_one).map(|(_, _, words)| *words)
}

/// What the data say of the areas, areas of one status together; those that `words` name are not named again.
fn status(features: &[&Plotted], words: &str) -> Option<String> {
    let mut known: Vec<(&str, Vec<&str>)> = Vec::new();
    for feature in features {
        let Some(status) = feature.text("status_note") else { continue };
        let name = feature.text("name").filter(|name| !words.contains(name));
        match known.iter_mut().find(|(other, _)| *other == status) {
            Some((_, names)) => names.extend(name),
            None => known.push((status, name.into_iter().collect())),
        }
    }
    let said = known.into_iter().map(|(status, names)| match names.is_empty() {
        true => status.to_owned(),
        false => format!("{}: {status}", names.join(", ")),
    });
    Some(said.collect::<Vec<_>>().join("; ")).filter(|said| !said.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer(kind: Kind, features: &[&[(&str, &str)]]) -> PlottedLayer {
        let square = geo::Rect::new((0.0, 0.0), (9.0, 9.0)).to_polygon();
        let line = geo::LineString::from(vec![(0.0, 0.0), (9.0, 9.0)]);
        let plotted = features.iter().map(|words| match kind == Kind::Control {
            true => Plotted::with_words(line.clone(), words.iter().copied()),
            false => Plotted::with_words(square.clone(), words.iter().copied()),
        });
        PlottedLayer {
            legend: Some("of disputed status".into()),
            labelled: true,
            features: plotted.collect(),
            ..PlottedLayer::empty("it", kind)
        }
    }

    fn said(layer: &PlottedLayer) -> Vec<(String, Option<String>)> {
        let theme = Theme::bundled("atlas").expect("it is bundled");
        let entries = entries(layer, "of disputed status", &theme, Phrases::default());
        entries.into_iter().map(|it| (it.words, it.note)).collect()
    }

    const HELD: &str = "held by one, claimed by another";

    #[test]
    fn a_layer_of_two_paints_has_two_entries_the_weightier_first() {
        let buffer = [("kind", "buffer-zone")];
        let north = [("kind", "claimed-not-controlled"), ("name", "North"), ("status_note", HELD)];
        let said = said(&layer(Kind::Disputed, &[&buffer, &north]));
        let note = Some(format!("North: {HELD}"));
        let first = ("territory outside its state's control".to_owned(), note);
        assert_eq!(said, [first, ("United Nations buffer zone".to_owned(), None)]);
    }

    #[test]
    fn areas_of_one_paint_are_one_entry_that_names_each_status_once() {
        let held = |name| [("kind", "de-facto-control"), ("name", name), ("status_note", HELD)];
        let open = [("kind", "undetermined-status"), ("name", "C"), ("status_note", "open")];
        let said = said(&layer(Kind::Disputed, &[&held("A"), &held("B"), &open]));
        assert_eq!(said, [("of disputed status".into(), Some(format!("A, B: {HELD}; C: open")))]);
    }

    #[test]
    fn lines_have_entries_by_their_paint() {
        let (contact, ceasefire) = ([("kind", "line-of-contact")], [("kind", "ceasefire")]);
        let said = said(&layer(Kind::Control, &[&ceasefire, &contact]));
        let words: Vec<&str> = said.iter().map(|(words, _)| words.as_str()).collect();
        assert_eq!(words, ["line of contact", "ceasefire line"]);
    }
}
