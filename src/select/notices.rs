//! Notices: what a figure asks for and the features that it selects in; what of it has no effect out, as warnings.

use super::{Selected, SelectedLayer};
use crate::error::Warning;
use crate::figure::{self, Figure, Layer};
use crate::geodata::{Date, Feature, Selection};
use crate::kind::Kind;

impl Selected {
    /// A notice where the map shows disputed land and the figure says not whose view of it is drawn.
    pub(crate) fn view_not_set(&self, is_on_map: impl Fn(&Feature) -> bool) -> Option<Warning> {
        let notice = || {
            Warning::new("worldview not set: drawn as `un` (de jure)")
                .hint("set worldview = \"un\", \"de-facto\" or a state's code; docs/worldviews.md lists them")
        };
        self.disputed_areas.iter().any(is_on_map).then(notice)
    }

    /// Notices of layers that the figure lists and of which nothing lies on the map, or that ask for what their data here do not
    /// have: another map of the sheet may show it.
    pub(crate) fn off_map(
        &self,
        figure: &Figure,
        is_on_map: impl Fn(&SelectedLayer) -> bool,
    ) -> Vec<Warning> {
        let listed =
            self.on_floor.iter().chain(&self.layers).filter_map(|it| Some((it.number?, it)));
        let empty = listed.filter(|(number, layer)| {
            is_asked(&layer.layer)
                && is_listed(*number, figure)
                && !layer.features.is_empty()
                && !is_on_map(layer)
        });
        let warning = |(number, layer): (usize, &SelectedLayer)| {
            let message = format!(
                "the layer `{}` draws nothing: none of its features lies on the map",
                layer.layer.called()
            );
            at(figure, &format!("layers.{number}"), Warning::new(message))
                .hint("leave the layer out, or show another extent")
        };
        let described = self.layers.iter().filter_map(|it| Some((it.described.as_deref()?, it)));
        let beyond = described.filter(|(_, layer)| !is_on_map(layer)).map(|(key, _)| {
            let message = format!("`{key}` draws nothing: none of it lies on the map");
            let warning = at(figure, key, Warning::new(message));
            warning.hint("leave it out, or show another extent")
        });
        let slips = self.on_floor.iter().chain(&self.layers).flat_map(|it| it.slips.clone());
        empty.map(warning).chain(beyond).chain(slips).collect()
    }
}

/// A notice where the class of a layer looks like a slip for a kind of the map.
pub(super) fn misspelt_class(layer: &Layer, number: usize, figure: &Figure) -> Option<Warning> {
    let (near, class) = (layer.near_kind?, layer.classes.first()?);
    let message = format!("`{class}` is no kind of thing on the map: drawn as `{}`", layer.kind);
    let hint = format!("did you mean `{near}`? if not, write class = \"{} {class}\"", layer.kind);
    Some(at(figure, &key_of(number, "class"), Warning::new(message)).hint(hint))
}

/// Notices where a layer asks for what its data do not have, or where nothing of it is left to be drawn.
pub(super) fn without_effect(
    layer: &Layer,
    number: usize,
    figure: &Figure,
    all: &[Feature],
    is_any_shown: bool,
) -> Vec<Warning> {
    let name = layer.called();
    let mut warnings = Vec::new();
    if all.is_empty() {
        return warnings; // its file says so
    }
    for slip in layer.select.unmatched(all) {
        let (key, _) = slip.key.rsplit_once('.').unwrap_or((&slip.key, ""));
        let message =
            format!("`{key}` names `{}`, which no feature of `{name}` is or has", slip.value);
        let warning = at(figure, &key_of(number, &slip.key), Warning::new(message));
        warnings.push(match slip.hint {
            Some(hint) => warning.hint(hint),
            None => warning,
        });
    }
    if warnings.is_empty() && !is_any_shown && is_listed(number, figure) {
        let day = layer.as_of.or(figure.as_of).map_or("now".to_owned(), |day| format!("on {day}"));
        let message = format!(
            "the layer `{name}` draws nothing: no feature of it is all that is asked {day}"
        );
        let warning = at(figure, &format!("layers.{number}"), Warning::new(message));
        warnings.push(warning.hint("take a condition away, another day, or leave the layer out"));
    }
    warnings
}

/// A notice where a bundled layer of states or their boundaries is asked for as of a day before the first that it holds for.
pub(super) fn before_the_data(
    layer: &Layer,
    figure: &Figure,
    since: Option<Date>,
) -> Option<Warning> {
    let day = layer.as_of.or(figure.as_of)?;
    let since = since.filter(|since| day < *since && TELLS_OF_STATES.contains(&layer.kind))?;
    let message =
        format!("states, boundaries and their names before {} are not known", since.in_words());
    Some(at(figure, "as_of", Warning::new(message)).hint("what is drawn are those of that day"))
}

/// The kinds that change with states.
const TELLS_OF_STATES: [Kind; 2] = [Kind::Country, Kind::Boundary];

/// Whether a layer shows what somebody chose: a file, or some features of a bundled one. Of all lakes none may lie on a map.
fn is_asked(layer: &Layer) -> bool {
    layer.is_own() || layer.select != Selection::default()
}

/// A warning of what stands at a key.
fn at(figure: &Figure, key: &str, warning: Warning) -> Warning {
    match figure.place_of(&[key]) {
        Some(place) => warning.at(place),
        None => warning,
    }
}

/// Whether the figure itself lists a layer: the base map is drawn unasked, whatever of it there is.
pub(crate) fn is_listed(number: usize, figure: &Figure) -> bool {
    let base = figure::base_map();
    number >= base.len() || !figure.layers.starts_with(&base)
}

/// The key of one of the figure's layers, or of what is said of it.
pub(super) fn key_of(number: usize, what: &str) -> String {
    format!("layers.{number}.{what}")
}
