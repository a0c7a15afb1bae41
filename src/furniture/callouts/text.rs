//! Words of a callout in, its box with them out: as narrow as its lines allow.

use super::super::layout::Size;
use super::super::{Fragment, MapContext, paragraph};
use crate::figure::Callout;
use crate::kind::Kind;
use crate::lettering;
use crate::scene::{Anchor, Font, Item, Path, Run, Shape};
use crate::space::OnSheet;
use crate::style::{Element, Style};
use crate::units::Millimetres;
use geo::Coord;

/// Baseline to baseline, in type sizes.
const LEADING: f64 = 1.24;
/// Before a paragraph, in type sizes.
const PARAGRAPH: f64 = 0.45;
/// From the last baseline to what is below, in type sizes.
const DESCENT: f64 = 0.24;
/// The widest box of a text that says nothing of its width, mm: on a double column and on a single one.
const WIDEST: (f64, f64) = (38.0, 30.0);
/// From the edge of a box to its letters, mm, where the theme has none.
const PADDING: f64 = 1.2;

/// An element of a callout, with the classes that the figure gives it.
pub(super) fn element(callout: &Callout, class: Option<&str>) -> Element {
    let whole = Element::of(Kind::Note);
    let classed = class.into_iter().fold(whole, |it, class| it.class(class));
    callout.classes.iter().fold(classed, |it, class| it.class(class))
}

/// What a callout is called, in the style of its title.
pub(super) fn called(context: &MapContext, number: usize) -> Run {
    let style = context.theme.style(&element(&context.figure.callouts[number], Some("head")));
    paragraph::run(&context.figure.callout_called(number), &style)
}

/// Title and text of a callout in their styles.
pub(super) struct CalloutText {
    title: String,
    text: String,
    head: Style,
    body: Style,
}

impl CalloutText {
    /// As it stands in a box, or as `listed` below the map.
    pub(super) fn of(context: &MapContext, callout: &Callout, listed: bool) -> CalloutText {
        let style = |class: &str| {
            let element = element(callout, Some(class));
            context.theme.style(&if listed { element.class("listed") } else { element })
        };
        CalloutText {
            title: context.figure.says(&callout.title),
            text: context.figure.says(&callout.text),
            head: style("head"),
            body: style("text"),
        }
    }

    /// Its lines at a width: the words, the style, and whether they begin a paragraph.
    fn lines(&self, width: f64) -> Vec<(String, &Style, bool)> {
        let mut lines = Vec::new();
        for line in filled(&self.title, &self.head.typeface(), width) {
            lines.push((line, &self.head, false));
        }
        let mut begins = false;
        for written in self.text.trim().lines() {
            begins |= written.trim().is_empty() && !lines.is_empty();
            for line in filled(written, &self.body.typeface(), width) {
                lines.push((line, &self.body, std::mem::take(&mut begins)));
            }
        }
        lines
    }

    /// The narrowest width up to `most` at which it has no more lines.
    fn narrowest(&self, most: f64) -> f64 {
        const ENOUGH: f64 = 0.2;
        let count = self.lines(most).len();
        let (mut low, mut high) = (0.0, most);
        while high - low > ENOUGH {
            let middle = (low + high) / 2.0;
            let lines = self.lines(middle);
            let is_held = lines.len() <= count && widest(&lines) <= middle;
            if is_held { high = middle } else { low = middle }
        }
        widest(&self.lines(high)).max(high.min(most) - ENOUGH)
    }

    /// Set from the top left corner down, at a width.
    pub(super) fn set(&self, width: f64) -> Fragment {
        let mut block = Fragment::empty();
        let mut last = 0.0;
        for (number, (words, style, begins)) in self.lines(width).iter().enumerate() {
            let font = style.typeface();
            let size = font.size.millimetres().0;
            let letters = lettering::measure(words, &font);
            // Arabic letters reach higher than Latin capitals
            let is_arabic = words.chars().any(lettering::is_arabic);
            let cap = if is_arabic { -letters.ink.top } else { letters.cap_height.0 };
            let more = if *begins { PARAGRAPH * size } else { 0.0 };
            block.height +=
                if number == 0 { cap } else { paragraph::leading(words, LEADING) * size + more };
            block.items.push(paragraph::line(words, style, (0.0, block.height), Anchor::Start));
            last = size;
        }
        block.height += DESCENT * last;
        block
    }
}

fn widest(lines: &[(String, &Style, bool)]) -> f64 {
    let width = |(words, style, _): &(String, &Style, bool)| {
        lettering::measure(words, &style.typeface()).width.0
    };
    lines.iter().map(width).fold(0.0, f64::max)
}

/// The lines that words fill; none of no words.
fn filled(words: &str, font: &Font, width: f64) -> Vec<String> {
    paragraph::fill_lines(words.trim(), font, width)
}

/// The box of a callout, its top left corner at the origin.
pub(super) fn boxed(context: &MapContext, callout: &Callout) -> (Fragment, Size) {
    let style = context.theme.style(&element(callout, None));
    let padding = style.padding.map_or(PADDING, |padding| padding.0);
    let words = CalloutText::of(context, callout, false);
    let inner = match callout.width {
        Some(width) => (width.0 - 2.0 * padding).max(1.0),
        None => {
            let usual = if context.layout.is_narrow { WIDEST.1 } else { WIDEST.0 };
            words.narrowest(usual - 2.0 * padding)
        }
    };
    let text = words.set(inner).set_for_readers(context.figure, inner);
    // a word that is wider than its line makes the box wider
    let inner = inner.max(widest(&words.lines(inner)));
    let size = Size { width: inner + 2.0 * padding, height: text.height + 2.0 * padding };
    let mut block = Fragment { items: Vec::new(), height: size.height };
    let shape = Shape::Rectangle {
        corner: OnSheet(Coord::default()),
        width: Millimetres(size.width),
        height: Millimetres(size.height),
    };
    let (fill, stroke) = (style.area_paint(), style.line_paint());
    block.items.push(Item::Path(Path { shape, fill, stroke, title: None }));
    let by = Coord { x: padding, y: padding };
    block.items.extend(text.items.into_iter().map(|item| item.moved(by)));
    (block, size)
}
