//! Things that are located in, the text of a figure that shows them out: an extent with room round them, a quiet base map,
//! and the things themselves set out on top.

use super::gazetteer::Found;
use crate::error::Result;
use crate::figure::{Layer, Source, base_map, listed};
use crate::geodata::Geodata;
use geo::{BoundingRect, Coord, Rect};
use std::fmt::Write;

/// The least height of an extent, degrees of latitude: less shows no coast that a reader knows. Places that are near to
/// each other have to stand apart, though.
const LEAST_SPAN: f64 = 3.0;
const LEAST_SPAN_OF_SEVERAL: f64 = 1.8;
/// Room on each side, as a share of the span.
const ROOM: f64 = 0.2;
/// The widest and the tallest sheet, width to height.
const SHAPES: (f64, f64) = (0.8, 1.6);
/// What the usual base map has at sea, and a locator map has not.
const AT_SEA: [&str; 3] = ["maritime-lines", "straight-baselines", "turning-points"];

/// The part of the earth that the land of the layers covers.
///
/// Errors: `Missing` if there are no countries.
pub(super) fn window(geodata: &Geodata) -> Result<Rect> {
    let boxes = geodata.layer("countries")?.iter().filter_map(|it| it.geometry.0.bounding_rect());
    let whole = boxes.reduce(joined);
    Ok(whole.unwrap_or_else(|| Rect::new((-180.0, -90.0), (180.0, 90.0))))
}

/// The figure file of these things.
pub(super) fn written(found: &[&Found], window: Rect) -> String {
    let mut text = head(found, extent(found, window));
    let base = base_map().into_iter().filter_map(|layer| match layer.source {
        Source::Bundled(name) => Some(name).filter(|name| !AT_SEA.contains(&name.as_str())),
        Source::File(_) => None,
    });
    let base: Vec<String> = base.collect();
    for layer in &base {
        let _ = write!(text, "\n[[layers]]\nsource = \"{layer}\"\n");
        let set_out = found.iter().filter(|it| it.layer == layer && layer != "countries");
        // A sea may stand in the data once a region.
        let names = set_out.map(|it| if layer == "seas" { &*it.name } else { &*it.id });
        let names: Vec<&str> = names.collect();
        if !names.is_empty() {
            let _ = writeln!(text, "except = {}", list(&names));
        }
    }
    for layer in base.iter().filter(|layer| *layer != "countries") {
        let located = of_layer(found, layer);
        if !located.is_empty() {
            let kind = Layer::of(Source::Bundled(layer.clone())).kind;
            let only = list(&located);
            let _ = write!(text, "\n[[layers]]\nsource = \"{layer}\"\n");
            let _ = writeln!(text, "class = \"{kind} located\"\nonly = {only}");
        }
    }
    text
}

/// All of the figure file but its layers.
fn head(found: &[&Found], extent: Rect) -> String {
    let names: Vec<&str> = found.iter().map(|it| it.name.as_str()).collect();
    let ids: Vec<&str> = found.iter().map(|it| it.id.as_str()).collect();
    let (west, south) = extent.min().x_y();
    let (east, north) = extent.max().x_y();
    format!(
        "# A locator map, by periplus locate.\n\
         caption = {caption}\n\
         alt = {alt}\n\
         subjects = {states}\n\
         \n[extent]\nbounds = [{west:.2}, {south:.2}, {east:.2}, {north:.2}]\n\
         \n[sheet]\nwidth = \"120mm\"\n\
         \n[labels]\ntowns = 2\nislands = 2\nwaters = 2\nalways = {always}\n\
         \n[furniture]\nlegend = false\ninset = true\n",
        caption = quoted(&format!("Where to find {}.", listed(&names))),
        alt = quoted(&format!("A map that shows where {} {}.", listed(&names), verb(&names))),
        states = list(&of_layer(found, "countries")),
        always = list(&ids),
    )
}

/// The ids of what is located of a layer.
fn of_layer<'a>(found: &[&'a Found], layer: &str) -> Vec<&'a str> {
    found.iter().filter(|it| it.layer == layer).map(|it| it.id.as_str()).collect()
}

fn verb(names: &[&str]) -> &'static str {
    if names.len() == 1 { "is" } else { "are" }
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

fn list(texts: &[&str]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", texts.join(", "))
}

fn joined(one: Rect, other: Rect) -> Rect {
    let (a, b) = (one.min(), other.min());
    let (c, d) = (one.max(), other.max());
    Rect::new(
        Coord { x: a.x.min(b.x), y: a.y.min(b.y) },
        Coord { x: c.x.max(d.x), y: c.y.max(d.y) },
    )
}

/// What the sheet shows: the things with room round them, of a shape that a column takes, within the window.
fn extent(found: &[&Found], window: Rect) -> Rect {
    let whole = found.iter().map(|it| it.bounds).reduce(joined).unwrap_or(window);
    let centre = whole.center();
    // A degree of longitude on paper, beside one of latitude.
    let narrow = libm::cos(centre.y.to_radians()).max(0.1);
    let least = if found.len() > 1 { LEAST_SPAN_OF_SEVERAL } else { LEAST_SPAN };
    let mut height = (whole.height() * (1.0 + 2.0 * ROOM)).max(least);
    let mut width = (whole.width() * narrow * (1.0 + 2.0 * ROOM)).max(least);
    width = width.max(height * SHAPES.0);
    height = height.max(width / SHAPES.1);
    let half = Coord { x: width / narrow / 2.0, y: height / 2.0 };
    let (least, most) = (centre - half, centre + half);
    Rect::new(
        Coord { x: least.x.max(window.min().x), y: least.y.max(window.min().y) },
        Coord { x: most.x.min(window.max().x), y: most.y.min(window.max().y) },
    )
}
