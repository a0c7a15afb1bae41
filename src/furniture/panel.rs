//! Title of a panel: its words in, one or more lines over its map out, as high as the highest of its row.

use super::layout::Layout;
use super::{Fragment, paragraph};
use crate::kind::Kind;
use crate::scene::Anchor;
use crate::style::{Element, Theme};
use geo::Coord;

/// The title within the box of an inset, its top at 0; empty without words.
pub(crate) fn inset_head(words: &str, theme: &Theme, layout: &Layout) -> Fragment {
    /// Between the letters and the edge of the box, mm.
    const ROOM: f64 = 1.0;
    let block = head(words, theme, &Layout { margin: ROOM, ..*layout });
    if block.items.is_empty() {
        return block;
    }
    let by = Coord { x: 0.0, y: ROOM * 0.6 };
    let items = block.items.into_iter().map(|item| item.moved(by)).collect();
    Fragment { items, height: block.height + 2.0 * ROOM }
}

/// The title of one of several maps, its top at 0; the block ends at the last baseline.
pub(crate) fn head(words: &str, theme: &Theme, layout: &Layout) -> Fragment {
    const LEADING: f64 = 1.16;
    let mut block = Fragment::empty();
    if words.is_empty() {
        return block;
    }
    let style = theme.style(&Element::of(Kind::Panel));
    let font = style.typeface();
    let size = font.size.millimetres().0;
    for line in paragraph::break_lines(words, &font, layout.measure()) {
        block.height += match block.items.is_empty() {
            true => size,
            false => paragraph::leading(&line, LEADING) * size,
        };
        let at = (layout.margin, block.height);
        block.items.push(paragraph::line(&line, &style, at, Anchor::Start));
    }
    block
}
