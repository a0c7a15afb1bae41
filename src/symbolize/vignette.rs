//! Vignettes: states and their land boundaries in, a glow from the boundary inwards out.
//! Strokes of falling width, inside a clip of the state: vectors throughout, no filter. Never along the
//! coast, and never along a line of control: only what is recognised as a boundary glows.

use super::brush::gather;
use super::element;
use crate::kind::Kind;
use crate::plot::{Plotted, PlottedLayer, PlottedMap};
use crate::scene::{Cap, Group, Item, Path, Shape, Stroke};
use crate::space::OnSheet;
use crate::style::{Theme, Vignette};
use crate::units::Millimetres;
use geo::{Geometry, LineString, MultiPolygon, Simplify};

/// Strokes of a vignette: fewer show as steps.
const STROKES: usize = 12;
/// Opacity of the widest stroke, and what each narrower one has more, at full strength.
const FAINTEST: f64 = 0.046;
const STRONGER: f64 = 0.0045;
/// Detail of a boundary that its glow does not show, in mm.
const DETAIL: f64 = 0.08;

/// What lines the water along the coasts, if the theme wants it: strokes that the land covers the inner half of.
/// Without land there is nothing to cover it, and no lining.
pub(super) fn of_coasts(map: &PlottedMap, theme: &Theme) -> Option<Group> {
    if map.layers.iter().all(|layer| layer.kind != Kind::Country) {
        return None;
    }
    let mut linings: Vec<(Stroke, Vec<OnSheet<LineString>>)> = Vec::new();
    for layer in map.layers.iter().filter(|layer| layer.kind == Kind::Coast) {
        for coast in &layer.features {
            for band in theme.style(&element(layer, coast, theme)).outer_vignette {
                gather(&mut linings, lining(&band), lines_of(coast));
            }
        }
    }
    // the widest first, or it would cover the others
    linings.sort_by(|(a, _), (b, _)| b.width.0.total_cmp(&a.width.0));
    let items: Vec<Item> = linings.into_iter().map(|(stroke, lines)| path(lines, stroke)).collect();
    (!items.is_empty()).then(|| Group { id: "shore-lining".into(), clip: None, items })
}

fn lining(band: &Vignette) -> Stroke {
    let width = Millimetres(2.0 * band.depth.0);
    Stroke { opacity: band.opacity, cap: Cap::Round, ..Stroke::plain(band.colour, width) }
}

fn path(lines: Vec<OnSheet<LineString>>, stroke: Stroke) -> Item {
    Item::Path(Path { shape: Shape::Lines(lines), fill: None, stroke: Some(stroke), title: None })
}

/// The lines of a feature, without what a glow does not show.
fn lines_of(feature: &Plotted) -> Vec<OnSheet<LineString>> {
    match &feature.shape.0 {
        Geometry::LineString(line) => vec![OnSheet(line.simplify(DETAIL))],
        Geometry::MultiLineString(lines) => {
            lines.iter().map(|line| OnSheet(line.simplify(DETAIL))).collect()
        }
        _ => Vec::new(),
    }
}

/// The vignettes of a layer's states.
pub(super) fn draw(layer: &PlottedLayer, map: &PlottedMap, theme: &Theme) -> Vec<Item> {
    let mut items = Vec::new();
    for state in &layer.features {
        let style = theme.style(&element(layer, state, theme));
        if let (Some(vignette), Some(code)) = (style.vignette, state.text("state")) {
            items.extend(glow(state, code, &vignette, boundaries(map, code)));
        }
    }
    items
}

/// The land boundaries of a state.
fn boundaries(map: &PlottedMap, state: &str) -> Vec<OnSheet<LineString>> {
    let layers = map.layers.iter().filter(|layer| layer.kind == Kind::Boundary);
    let lines = layers.flat_map(|layer| &layer.features).filter(|line| {
        line.text("states").is_some_and(|states| states.split(' ').any(|code| code == state))
    });
    lines.flat_map(lines_of).collect()
}

fn glow(
    state: &Plotted,
    code: &str,
    vignette: &Vignette,
    lines: Vec<OnSheet<LineString>>,
) -> Option<Item> {
    let clip = match &state.shape.0 {
        Geometry::Polygon(area) => MultiPolygon::new(vec![area.clone()]),
        Geometry::MultiPolygon(areas) => areas.clone(),
        _ => return None,
    };
    if lines.is_empty() {
        return None;
    }
    let strokes = (0..STROKES).map(|step| {
        let reach = vignette.depth.0 * (STROKES - step) as f64 / STROKES as f64;
        let opacity = vignette.opacity * (FAINTEST + STRONGER * step as f64);
        let stroke = Stroke::plain(vignette.colour, Millimetres(2.0 * reach));
        path(lines.clone(), Stroke { opacity, ..stroke })
    });
    let id = format!("vignette-{}", code.to_lowercase());
    Some(Item::Group(Group { id, clip: Some(OnSheet(clip)), items: strokes.collect() }))
}
