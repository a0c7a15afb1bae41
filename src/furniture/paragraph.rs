//! Words in, lines of lettering at a given width out: the typesetter of titles, credits and notes.

use crate::lettering;
use crate::scene::{Anchor, Colour, Font, Halo, Item, Lay, Run, Text};
use crate::space::OnSheet;
use crate::style::Style;
use crate::units::Degrees;
use geo::Coord;

/// Black, where a theme names no colour for letters.
const INK: Colour = Colour { red: 0x22, green: 0x22, blue: 0x22 };

/// The lines that `words` fill at `width` mm: broken at spaces, and first of all at a semicolon
/// when the two halves fit a line each (so that a sentence's own joint is used).
pub(crate) fn break_lines(words: &str, font: &Font, width: f64) -> Vec<String> {
    if lettering::measure(words, font).width.0 <= width {
        return vec![words.to_owned()];
    }
    if let Some((head, tail)) = words.split_once("; ") {
        let head = format!("{head};");
        let fits = |line: &str| lettering::measure(line, font).width.0 <= width;
        if fits(&head) && fits(tail) {
            return vec![head, tail.to_owned()];
        }
    }
    fill_lines(words, font, width)
}

/// The lines that `words` fill at `width` mm, broken at spaces but not at no-break ones.
pub(crate) fn fill_lines(words: &str, font: &Font, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split(' ').filter(|word| !word.is_empty()) {
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match (longer, lines.last_mut()) {
            (Some(longer), Some(last)) if lettering::measure(&longer, font).width.0 <= width => {
                *last = longer;
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// From the baseline above to that of a line, in type sizes: as given, but more where it has Arabic letters, which reach higher
/// and deeper than Latin ones and are set larger.
pub(crate) fn leading(line: &str, given: f64) -> f64 {
    const OF_ARABIC: f64 = 1.28;
    if line.chars().any(lettering::is_arabic) { given * OF_ARABIC } else { given }
}

/// One line of lettering in a theme's style, its anchor on the baseline at (x, y) mm.
pub(crate) fn line(words: &str, style: &Style, position: (f64, f64), anchor: Anchor) -> Item {
    turned_line(words, style, position, anchor, Degrees(0.0))
}

/// The same, turned clockwise about its anchor.
pub(crate) fn turned_line(
    words: &str,
    style: &Style,
    position: (f64, f64),
    anchor: Anchor,
    angle: Degrees,
) -> Item {
    Item::Text(Text {
        id: None,
        runs: vec![run(words, style)],
        lay: Lay::Straight {
            position: OnSheet(Coord { x: position.0, y: position.1 }),
            anchor,
            angle,
        },
        halo: None::<Halo>,
        rims: Vec::new(),
        language: None,
    })
}

/// Words in a theme's style.
pub(crate) fn run(words: &str, style: &Style) -> Run {
    Run { content: words.to_owned(), font: style.typeface(), colour: style.fill.unwrap_or(INK) }
}
