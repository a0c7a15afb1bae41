//! Legend: in every bundled figure and view, disputed areas and lines have as many entries as they are drawn in paints,
//! each in the paint that is on the map, and none twice.

use crate::figure::Figure;
use crate::furniture::layout_of;
use crate::furniture::legend::{Key, LegendEntry};
use crate::geodata::Geodata;
use crate::kind::Entries;
use crate::plot::{self, PlottedMap};
use crate::scene::{Fill, Item, Stroke};
use crate::style::Theme;
use crate::symbolize;
use crate::{select, sheet};

const VIEWS: [&str; 5] = ["un", "de-facto", "TUR", "RUS", "AZE"];
/// Height of the head of the sheet, in mm: it moves the map and changes no legend.
const HEAD: f64 = 15.0;

/// The layers of a figure in a view, without its waters.
fn plotted(figure: &Figure, geodata: &Geodata, theme: &Theme) -> PlottedMap {
    let layout = layout_of(figure, theme, figure.sheet.width.millimetres());
    let selected = select::layers(figure, geodata).expect("it can be drawn");
    let bounds = sheet::bounds(figure, &selected, geodata).expect("it has bounds");
    let view =
        sheet::view(figure, bounds, &layout, (HEAD, sheet::FOOT)).expect("they can be shown");
    plot::layers(&selected, None, figure, &view)
}

/// The paint of something on the map: of an area, or of a line without its casing.
type Paint = (Option<Fill>, Option<Stroke>);

/// The paints of the disputed layers that ask for a legend; of lines also those of their casings.
fn drawn(map: &PlottedMap, theme: &Theme) -> Vec<Paint> {
    let asks = |id: &str| {
        map.layers.iter().any(|layer| {
            layer.id == id && layer.legend.is_some() && layer.kind.entries() == Entries::ByPaint
        })
    };
    let groups = symbolize::layers(map, theme).layers;
    let mut paints = Vec::new();
    for group in groups.iter().filter(|group| asks(&group.id)) {
        for item in &group.items {
            if let Item::Path(path) = item {
                let paint = (path.fill.clone(), path.stroke.clone());
                if !paints.contains(&paint) {
                    paints.push(paint);
                }
            }
        }
    }
    paints
}

/// The paints of an entry's sample.
fn sampled(entry: &LegendEntry) -> Vec<Paint> {
    match &entry.key {
        Key::Areas(paints) => paints.clone(),
        Key::Arrow(stroke, _) => vec![(None, Some(stroke.clone()))],
        Key::Line(strokes) => strokes.iter().map(|it| (None, Some(it.clone()))).collect(),
        Key::Symbol(_) | Key::Ramp(_) | Key::Circles(_) => Vec::new(),
    }
}

#[test]
fn entries_of_disputed_things_are_the_paints_on_the_map() {
    let geodata = Geodata::bundled();
    let mut checked = 0;
    for (name, view) in Figure::names().flat_map(|name| VIEWS.map(|view| (name, view))) {
        let mut figure = Figure::bundled(name).expect("a bundled figure");
        figure.worldview = Some(view.to_owned());
        let theme = Theme::bundled(&figure.sheet.theme).expect("bundled");
        let map = plotted(&figure, &geodata, &theme);
        let paints = drawn(&map, &theme);
        let entries = symbolize::legend(&map, &figure, &theme).entries;
        for (number, entry) in entries.iter().enumerate() {
            let is_twice = entries[..number].iter().any(|it| it.is_same(entry));
            assert!(!is_twice, "{name}, {view}: `{}` twice", entry.words);
        }
        for paint in &paints {
            let found = entries.iter().any(|entry| sampled(entry).contains(paint));
            assert!(found, "{name}, {view}: no entry for {paint:?}");
        }
        let about =
            entries.iter().filter(|entry| sampled(entry).iter().any(|it| paints.contains(it)));
        let own: Vec<&str> = about.map(|entry| entry.words.as_str()).collect();
        // a line has one entry for its paint and its casing
        let lines = paints
            .iter()
            .filter(|(fill, stroke)| {
                fill.is_none() && stroke.as_ref().is_some_and(|it| it.dashes.is_empty())
            })
            .count();
        assert!(
            own.len() <= paints.len() && own.len() + lines >= paints.len(),
            "{name}, {view}: {own:?}"
        );
        checked += own.len();
    }
    assert!(checked > 60, "only {checked} entries");
}

#[test]
fn a_view_that_moves_an_area_takes_its_entry_along() {
    let geodata = Geodata::bundled();
    let words = |view: &str| {
        let mut figure = Figure::bundled("caucasus").expect("a bundled figure");
        figure.worldview = Some(view.to_owned());
        let theme = Theme::bundled("atlas").expect("bundled");
        let map = plotted(&figure, &geodata, &theme);
        let entries = symbolize::legend(&map, &figure, &theme).entries.into_iter();
        entries.map(|entry| (entry.words, entry.note)).collect::<Vec<_>>()
    };
    let georgian = (
        "Abkhazia, South Ossetia".to_owned(),
        Some("internationally Georgia, not under its control".to_owned()),
    );
    assert!(words("un").contains(&georgian));
    assert!(!words("RUS").contains(&georgian));
}
