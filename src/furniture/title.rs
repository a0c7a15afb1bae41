//! Title and subtitle: the figure's words in, lines at the head of the sheet out.

use super::layout::Layout;
use super::{Block, paragraph};
use crate::figure::Figure;
use crate::scene::Anchor;
use crate::style::{Element, Theme};

/// Baseline of the first subtitle line below that of the title, in subtitle sizes.
const SUBTITLE_DROP: f64 = 1.5;
/// Baseline to baseline within the title and within the subtitle, in their sizes.
const LEADING: f64 = 1.16;

/// Title and subtitle from the head of the sheet down; the block ends at the last baseline.
pub fn set(figure: &Figure, theme: &Theme, layout: &Layout) -> Block {
    let mut block = Block { items: Vec::new(), height: layout.head };
    let rows = [("title", &figure.title), ("subtitle", &figure.subtitle)];
    for (kind, words) in rows.into_iter().filter(|(_, words)| !words.is_empty()) {
        let style = theme.style(&Element::of(kind));
        let font = style.typeface();
        let size = font.size.millimetres().0;
        for (number, line) in
            paragraph::break_lines(words, &font, layout.measure()).iter().enumerate()
        {
            block.height += match (kind, number) {
                ("title", 0) => size,
                ("subtitle", 0) => SUBTITLE_DROP * size,
                _ => LEADING * size,
            };
            let at = (layout.margin, block.height);
            block.items.push(paragraph::line(line, &style, at, Anchor::Start));
        }
    }
    block
}
