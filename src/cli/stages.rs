//! The library as `render` uses it: a figure in, the sheet, its SVG, its PNG and the facts for the
//! report out.

use super::args::Lettering;
use periplus::error::Result;
use periplus::figure::{Figure, Source};
use periplus::geodata::Geodata;
use periplus::lettering::measure_runs;
use periplus::output::{png, svg};
use periplus::scene::{Anchor, Item, Lay, Scene, Text};
use periplus::style::Theme;
use periplus::{Drawn, draw};
use serde::Serialize;
use std::collections::BTreeMap;

/// What the report says of a drawing beside the request.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Facts {
    /// West, south, east, north, degrees.
    bounds: Option<[f64; 4]>,
    /// `name` and parameters.
    projection: BTreeMap<String, serde_json::Value>,
    /// Denominator of the scale at the centre: 2000000 for 1 : 2 000 000.
    scale: Option<f64>,
    /// Credit lines of the data drawn.
    sources: Vec<String>,
    /// A row for each state and breadth.
    zones: Vec<serde_json::Value>,
    /// Every name on the map and its box.
    labels: Vec<Label>,
    /// Names that found no room.
    dropped_labels: Vec<String>,
    /// What was mended in the data.
    repairs: Vec<String>,
}

/// A name on the map and its box; the box of a curved name is that of its letters' feet.
#[derive(Clone, Debug, Serialize)]
struct Label {
    text: String,
    x_mm: f64,
    y_mm: f64,
    width_mm: f64,
    height_mm: f64,
    angle: f64,
}

/// Draws the figure; the second part is for the report.
pub(super) fn drawn(figure: &Figure, geodata: &Geodata, theme: &Theme) -> Result<(Drawn, Facts)> {
    let mut drawn = draw(figure, geodata, theme)?;
    drawn.warnings.extend(geodata.warnings());
    let bundled = figure.layers.iter().filter_map(|layer| match &layer.source {
        Source::Bundled(name) => Some(name.as_str()),
        Source::File(_) => None,
    });
    let facts = Facts {
        bounds: figure.extent.bounds().map(<[f64; 4]>::from),
        sources: geodata.catalogue()?.credits(bundled),
        labels: labels(&drawn.scene.items),
        ..Facts::default()
    };
    Ok((drawn, facts))
}

/// The sheet as SVG.
pub(super) fn as_svg(scene: &Scene, lettering: Lettering) -> String {
    let lettering = match lettering {
        Lettering::Paths => svg::Lettering::Paths,
        Lettering::Text => svg::Lettering::Text,
    };
    svg::write(scene, lettering)
}

/// The SVG as PNG.
pub(super) fn as_png(svg: &str, dpi: f64) -> Result<Vec<u8>> {
    png::encode(svg, png::Size::of_svg(svg, dpi)?)
}

fn labels(items: &[Item]) -> Vec<Label> {
    let each = items.iter().flat_map(|item| match item {
        Item::Group(group) => labels(&group.items),
        Item::Text(text) if is_label(text) => vec![label(text)],
        _ => Vec::new(),
    });
    each.collect()
}

fn is_label(text: &Text) -> bool {
    text.id.as_deref().is_some_and(|id| id.starts_with("label-"))
}

fn label(text: &Text) -> Label {
    let extent = measure_runs(&text.runs);
    let (width, height) = (extent.width.0, extent.ascent.0 + extent.descent.0);
    let words = text.runs.iter().map(|run| run.content.as_str()).collect();
    let (left, baseline, width, angle) = match &text.lay {
        Lay::Straight { position, anchor, angle } => {
            let before = match anchor {
                Anchor::Start => 0.0,
                Anchor::Middle => width / 2.0,
                Anchor::End => width,
            };
            (position.0.x - before, position.0.y, width, angle.0)
        }
        Lay::Curved { letters } => {
            let feet =
                |axis: fn(&geo::Coord) -> f64| letters.iter().map(move |(at, _)| axis(&at.0));
            let left = feet(|at| at.x).fold(f64::INFINITY, f64::min);
            let right = feet(|at| at.x).fold(f64::NEG_INFINITY, f64::max);
            (left, feet(|at| at.y).fold(f64::NEG_INFINITY, f64::max), right - left, 0.0)
        }
    };
    let rounded = |length: f64| (length * 1e3).round() / 1e3;
    Label {
        text: words,
        x_mm: rounded(left),
        y_mm: rounded(baseline - extent.ascent.0),
        width_mm: rounded(width),
        height_mm: rounded(height),
        angle: rounded(angle),
    }
}
