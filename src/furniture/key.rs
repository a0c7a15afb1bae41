//! Key: what numbers on the map stand for in, the list of it in columns below the map out.

use super::{Fragment, MapContext, paragraph};
use crate::kind::Kind;
use crate::lettering;
use crate::scene::Anchor;
use crate::style::Element;

/// Between two columns, in mm.
const GUTTER: f64 = 4.0;
/// Baseline to baseline, in type sizes.
const LEADING: f64 = 1.3;
/// Between a number and what it stands for, in type sizes.
const GAP: f64 = 0.6;

/// The list, its top at 0, numbered down the columns; empty for none.
pub(super) fn list(context: &MapContext) -> Fragment {
    let entries = &context.figure.furniture.key;
    let mut block = Fragment::empty();
    let element = Element::of(Kind::Legend).class("table").class("key");
    let body = context.theme.style(&element);
    let strong = context.theme.style(&element.class("strong"));
    let size = body.typeface().size.millimetres().0;
    let width = |words: &str| lettering::measure(words, &body.typeface()).width.0;
    let Some(longest) = entries.iter().map(|it| width(it)).reduce(f64::max) else { return block };
    let digits = lettering::measure(&entries.len().to_string(), &strong.typeface()).width.0;
    let column = digits + GAP * size + longest + GUTTER;
    let most = ((context.layout.measure() + GUTTER) / column).floor().max(1.0) as usize;
    let rows = entries.len().div_ceil(most);
    let leadings = entries.iter().map(|words| paragraph::leading(words, LEADING));
    let row = leadings.fold(LEADING, f64::max) * size;
    for (index, words) in entries.iter().enumerate() {
        let x = context.layout.margin + (index / rows) as f64 * column + digits;
        let y = row * ((index % rows) as f64 + 1.0);
        let number = (index + 1).to_string();
        block.items.push(paragraph::line(&number, &strong, (x, y), Anchor::End));
        block.items.push(paragraph::line(words, &body, (x + GAP * size, y), Anchor::Start));
    }
    block.height = row * rows as f64 + 0.3 * size;
    block
}
