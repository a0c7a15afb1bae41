//! Title of a panel: its words in, one or more lines over its map out, as high as the highest of its row.

use super::layout::Layout;
use super::{Fragment, paragraph};
use crate::kind::Kind;
use crate::scene::Anchor;
use crate::style::{Element, Theme};

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
