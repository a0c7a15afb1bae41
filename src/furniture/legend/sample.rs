//! Sample: a key in, the paint of its class beside the words of an entry out.

use super::{Key, MapContext};
use crate::scene::{Fill, HeadSize, Item, Path, Shape, Stroke, head};
use crate::space::OnSheet;
use crate::units::Millimetres;
use geo::{Coord, LineString, MultiPolygon};

/// The paint of a class in a box `width` wide about the height `middle`.
pub(super) fn draw(key: &Key, context: &MapContext, width: f64, middle: f64) -> Vec<Item> {
    let (gap, height) = (context.layout.swatch_gap, context.layout.swatch.1);
    match key {
        Key::Areas(paints) => {
            let count = paints.len() as f64;
            let each = (width - gap * (count - 1.0)) / count;
            let drawn = |(_, (fill, stroke)): &(usize, &(Option<Fill>, Option<Stroke>))| {
                fill.is_some() || stroke.is_some()
            };
            let boxes = paints.iter().enumerate().filter(drawn).map(|(number, (fill, stroke))| {
                let corner = Coord { x: number as f64 * (each + gap), y: middle - height / 2.0 };
                Item::Path(Path {
                    shape: Shape::Rectangle {
                        corner: OnSheet(corner),
                        width: Millimetres(each),
                        height: Millimetres(height),
                    },
                    fill: fill.clone(),
                    stroke: stroke.clone(),
                    title: None,
                })
            });
            boxes.collect()
        }
        Key::Line(strokes) => strokes
            .iter()
            .map(|stroke| {
                let line = LineString::from(vec![(0.0, middle), (width, middle)]);
                Item::Path(Path {
                    shape: Shape::Lines(vec![OnSheet(line)]),
                    fill: None,
                    stroke: Some(stroke.clone()),
                    title: None,
                })
            })
            .collect(),
        Key::Arrow(stroke, heads) => arrow(stroke, *heads, width, middle),
        Key::Ramp(_) | Key::Circles(_) => Vec::new(), // drawn with their words
        Key::Symbol(items) => items
            .iter()
            .map(|item| item.clone().moved(Coord { x: width / 2.0, y: middle }))
            .collect(),
    }
}

/// How wide and how high a sample is whatever box it stands in: a symbol, and the strokes of lines; nothing of what fills its box.
pub(super) fn own_size(key: &Key) -> Coord {
    match key {
        Key::Symbol(items) => {
            let boxes = items.iter().filter_map(Item::bounds);
            // it stands about the middle of its box
            boxes.fold(Coord::default(), |size, around| {
                let (low, high) = (around.min(), around.max());
                Coord {
                    x: size.x.max(2.0 * low.x.abs().max(high.x.abs())),
                    y: size.y.max(2.0 * low.y.abs().max(high.y.abs())),
                }
            })
        }
        Key::Line(strokes) => {
            let widths = strokes.iter().map(|stroke| stroke.width.0);
            Coord { x: 0.0, y: widths.fold(0.0, f64::max) }
        }
        Key::Arrow(stroke, _) => Coord { x: 0.0, y: stroke.width.0 },
        Key::Areas(_) | Key::Ramp(_) | Key::Circles(_) => Coord::default(),
    }
}

/// An arrow across the box.
fn arrow(stroke: &Stroke, [begins, ends]: [bool; 2], width: f64, middle: f64) -> Vec<Item> {
    let size = HeadSize::of_line(stroke.width).within(0.6 * width);
    let at = |x: f64| Coord { x, y: middle };
    let from = at(if begins { size.base() } else { 0.0 });
    let to = at(if ends { width - size.base() } else { width });
    let shaft = Shape::Lines(vec![OnSheet(LineString(vec![from, to]))]);
    let tips = [(begins, at(0.0), -1.0), (ends, at(width), 1.0)];
    let heads = tips.into_iter().filter(|(has, ..)| *has);
    let heads = heads.map(|(_, tip, x)| head(tip, Coord { x, y: 0.0 }, size).0).collect();
    let fill = Fill { opacity: stroke.opacity, ..Fill::plain(stroke.colour) };
    let path = |shape, fill, stroke| Item::Path(Path { shape, fill, stroke, title: None });
    vec![
        path(shaft, None, Some(stroke.clone())),
        path(Shape::Areas(OnSheet(MultiPolygon::new(heads))), Some(fill), None),
    ]
}
