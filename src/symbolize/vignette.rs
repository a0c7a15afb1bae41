//! Vignettes: states and their land boundaries in, a glow from the boundary inwards out.
//! Strokes of falling width, inside a clip of the state: vectors throughout, no filter. Never along the
//! coast, and never along a line of control: only what is recognised as a boundary glows.

use super::element;
use crate::plot::{Plotted, PlottedLayer, Sheet};
use crate::scene::{Cap, Group, Item, Join, Path, Shape, Stroke};
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

/// The vignettes of a layer's states.
pub(super) fn draw(layer: &PlottedLayer, sheet: &Sheet, theme: &Theme) -> Vec<Item> {
    let mut items = Vec::new();
    for state in &layer.features {
        let style = theme.style(&element(layer, state));
        if let (Some(vignette), Some(code)) = (style.vignette, state.text("state")) {
            items.extend(glow(state, code, &vignette, boundaries(sheet, code)));
        }
    }
    items
}

/// The land boundaries of a state.
fn boundaries(sheet: &Sheet, state: &str) -> Vec<OnSheet<LineString>> {
    let layers = sheet.layers.iter().filter(|layer| layer.kind == "boundary");
    let lines = layers.flat_map(|layer| &layer.features).filter(|line| {
        line.text("states").is_some_and(|states| states.split(' ').any(|code| code == state))
    });
    let mut found = Vec::new();
    for line in lines {
        match &line.shape.0 {
            Geometry::LineString(line) => found.push(OnSheet(line.simplify(DETAIL))),
            Geometry::MultiLineString(lines) => {
                found.extend(lines.iter().map(|line| OnSheet(line.simplify(DETAIL))));
            }
            _ => {}
        }
    }
    found
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
        let stroke = Stroke {
            colour: vignette.colour,
            opacity: vignette.opacity * (FAINTEST + STRONGER * step as f64),
            width: Millimetres(2.0 * reach),
            dashes: Vec::new(),
            cap: Cap::Butt,
            join: Join::Round,
        };
        let shape = Shape::Lines(lines.clone());
        Item::Path(Path { shape, fill: None, stroke: Some(stroke), title: None })
    });
    let id = format!("vignette-{}", code.to_lowercase());
    Some(Item::Group(Group { id, clip: Some(OnSheet(clip)), items: strokes.collect() }))
}
