//! North arrow: the view in, a needle to true north in the middle of the map out.
//! Drawn where north leans away from the top of the sheet; where it does not, the frame says enough.

use super::layout::Size;
use super::{MapContext, paragraph};
use crate::error::Warning;
use crate::kind::Kind;
use crate::lettering;
use crate::projection::View;
use crate::scene::{Anchor, Fill, Group, Item, Path, Shape};
use crate::space::{Geographic, OnSheet};
use crate::style::{Element, Style};
use crate::units::{Degrees, Millimetres};
use geo::{Coord, Intersects, LineString, MultiPolygon, Polygon};

/// North may lean so far off the top of the sheet before an arrow says so, in degrees.
const LEAN: f64 = 5.0;
/// Length of the needle on a double column and on a single one, in mm.
const LENGTH: (f64, f64) = (10.0, 7.0);
/// Half the needle's width, as a part of its length.
const HALF_WIDTH: f64 = 0.14;
/// The notch at its foot, as a part of its length.
const NOTCH: f64 = 0.16;
/// The radius of the ring about its middle, as a part of its length.
const RING: f64 = 0.27;
/// Between the needle's tip and the foot of its letter, in mm.
const CLEARANCE: f64 = 0.6;

/// Whether the figure has an arrow, and the direction of true north in the middle of the map,
/// clockwise from the top of the sheet.
pub(super) fn direction(context: &MapContext) -> Option<Result<Degrees, Warning>> {
    let asked = context.figure.furniture.north_arrow;
    if asked == Some(false) {
        return None;
    }
    let view = context.view;
    let middle = view.locate(OnSheet(view.frame_box().0.center()));
    let north = middle.and_then(|middle| view.convergence_at(middle)).filter(|_| !shows_pole(view));
    match north {
        Some(north) if asked == Some(true) || north.0.abs() > LEAN => Some(Ok(north)),
        None if asked == Some(true) => Some(Err(Warning::new("the north arrow is left out")
            .hint("the map shows a pole: north has every direction round it"))),
        _ => None,
    }
}

/// Whether a pole is on the map: round it every direction is north, or none.
fn shows_pole(view: &View) -> bool {
    let OnSheet(neatline) = view.neatline();
    let poles = [-90.0, 90.0].map(|y| view.place(Geographic(Coord { x: 0.0, y })));
    poles.iter().flatten().any(|OnSheet(pole)| neatline.intersects(pole))
}

/// What an arrow that found no room says.
pub(super) fn without_room(north: Degrees) -> Warning {
    Warning::new(format!(
        "the north arrow is left out: north is {:.0}° off the top of the sheet",
        north.0.abs()
    ))
    .hint("it would lie over the rest of the map's furniture; make the sheet wider")
}

/// Width and height of what an arrow takes of the sheet, whichever way it points, in mm.
pub(super) fn size(context: &MapContext) -> Size {
    let style = context.theme.style(&Element::of(Kind::NorthArrow));
    let side = length(context) + 2.0 * (CLEARANCE + letter_height(&style));
    Size { width: side, height: side }
}

/// The arrow, its box's top left corner at `corner`.
pub(super) fn draw(context: &MapContext, north: Degrees, corner: OnSheet<Coord>) -> Group {
    let style = context.theme.style(&Element::of(Kind::NorthArrow));
    let Size { width, height } = size(context);
    let middle = corner.0 + Coord { x: width / 2.0, y: height / 2.0 };
    let (sin, cos) = libm::sincos(north.0.to_radians());
    // x to the east, y to the north, in mm
    let at = |x: f64, y: f64| middle + Coord { x: x * cos + y * sin, y: x * sin - y * cos };
    let length = length(context);
    let (tip, foot) = (at(0.0, length / 2.0), at(0.0, length * (NOTCH - 0.5)));
    let side = |x: f64| {
        let ring = LineString::new(vec![tip, at(x * length * HALF_WIDTH, -length / 2.0), foot]);
        Shape::Areas(OnSheet(MultiPolygon::new(vec![Polygon::new(ring, Vec::new())])))
    };
    let paper = context.theme.style(&Element::of(Kind::Sheet)).fill;
    let radius = length * RING;
    let ring = Shape::Circle { centre: OnSheet(middle), radius: Millimetres(radius) };
    let tick =
        |x: f64| OnSheet(LineString::new(vec![at(x * radius, 0.0), at(x * radius * 1.3, 0.0)]));
    let path = |shape, fill: Option<Fill>| {
        Item::Path(Path { shape, fill, stroke: style.line_paint(), title: None })
    };
    let letter = at(0.0, length / 2.0 + CLEARANCE);
    let letter = paragraph::turned_line("N", &style, (letter.x, letter.y), Anchor::Middle, north);
    let items = vec![
        path(ring, None),
        path(Shape::Lines(vec![tick(-1.0), tick(1.0)]), None),
        path(side(-1.0), style.fill.map(Fill::plain)),
        path(side(1.0), paper.map(Fill::plain)),
        letter,
    ];
    Group { id: Kind::NorthArrow.name().into(), clip: None, items }
}

fn length(context: &MapContext) -> f64 {
    if context.layout.is_narrow { LENGTH.1 } else { LENGTH.0 }
}

fn letter_height(style: &Style) -> f64 {
    lettering::measure("N", &style.typeface()).cap_height.0
}
