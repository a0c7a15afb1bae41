//! Callouts that were placed in, boxes, marks and leaders as a group of the sheet out.

use super::super::layout::Size;
use super::super::{Fragment, MapContext, paragraph};
use super::text::element;
use super::{CalloutPlace, SetCallout};
use crate::figure::Callout;
use crate::kind::Kind;
use crate::lettering;
use crate::scene::{Anchor, Fill, Group, Item, Path, Shape};
use crate::space::OnSheet;
use crate::style::Element;
use crate::units::Millimetres;
use geo::{Coord, LineString};

/// Half the size of a mark, mm, where the theme has none.
const RADIUS: f64 = 1.7;
/// Half the size of the dot at the end of a leader that no symbol ends, mm.
const END: f64 = 0.32;

/// The mark of a callout of this number, its box's top left corner at the origin.
pub(super) fn mark(context: &MapContext, callout: &Callout, number: usize) -> (Fragment, Size) {
    let style = context.theme.style(&element(callout, Some("number")));
    let digit = context.theme.style(&element(callout, Some("digit")));
    let words = number.to_string();
    let letters = lettering::measure(&words, &digit.typeface());
    // two digits ask for a larger disc
    let radius = style.radius.map_or(RADIUS, |radius| radius.0).max(0.72 * letters.width.0);
    let centre = Coord { x: radius, y: radius };
    let shape = Shape::Circle { centre: OnSheet(centre), radius: Millimetres(radius) };
    let disc = Path { shape, fill: style.area_paint(), stroke: style.line_paint(), title: None };
    let foot = radius + letters.cap_height.0 / 2.0;
    let digit = paragraph::line(&words, &digit, (radius, foot), Anchor::Middle);
    let size = Size { width: 2.0 * radius, height: 2.0 * radius };
    (Fragment { items: vec![Item::Path(disc), digit], height: size.height }, size)
}

/// The callouts at the places that they took: leaders below, boxes and marks above; none of none.
pub(crate) fn draw(context: &MapContext, placed: &[(&SetCallout, &CalloutPlace)]) -> Option<Group> {
    let mut items = Vec::new();
    for (callout, place) in placed {
        let asked = &context.figure.callouts[callout.number];
        let leader = Element::of(Kind::Leader).class(Kind::Note.name());
        let leader = asked.classes.iter().fold(leader, |it, class| it.class(class));
        let style = context.theme.style(&leader);
        if place.leader.is_empty() {
            continue;
        }
        let line = OnSheet(LineString::from(place.leader.clone()));
        let (shape, stroke) = (Shape::Lines(vec![line]), style.line_paint());
        items.push(Item::Path(Path { shape, fill: None, stroke, title: None }));
        if let (false, Some(ink)) = (callout.has_symbol, style.stroke) {
            let (centre, radius) = (OnSheet(callout.point), Millimetres(END));
            let (shape, fill) = (Shape::Circle { centre, radius }, Some(Fill::plain(ink)));
            items.push(Item::Path(Path { shape, fill, stroke: None, title: None }));
        }
    }
    for (callout, place) in placed {
        let id = format!("callout-{}", callout.number + 1);
        let by = place.taken.min();
        let block = callout.block.items.iter().map(|item| item.clone().moved(by)).collect();
        items.push(Item::Group(Group { id, clip: None, items: block }));
    }
    (!items.is_empty()).then(|| Group { id: "callouts".into(), clip: None, items })
}
