//! Credit: what the figure was made from in, small lines at the foot of the sheet out.
//! Says that computed waters are indicative, whose view of disputed land is drawn, which data and
//! which projection, and that no position on sovereignty is implied.

use super::layout::Layout;
use super::{Block, paragraph};
use crate::figure::Figure;
use crate::scene::Anchor;
use crate::style::{Element, Theme};

/// What the foot of a sheet has to say.
#[derive(Clone, Debug, Default)]
pub struct Credit {
    /// Sentences in their order, each with its full stop.
    pub sentences: Vec<String>,
}

/// Baseline to baseline, in type sizes.
const LEADING: f64 = 1.22;
/// The last sentence of every foot.
const NO_POSITION: &str = "No position on sovereignty or on the status of any territory is implied.";

/// The sentences of a figure's foot: `coast` is named where waters were computed from it.
pub fn sentences(
    figure: &Figure,
    coast: Option<&str>,
    data: &[String],
    projection: &str,
) -> Credit {
    let mut sentences = Vec::new();
    if let Some(coast) = coast {
        sentences.push(format!("Indicative; waters computed from {coast} on WGS 84."));
    }
    if !figure.credit.is_empty() {
        sentences.push(figure.credit.clone());
    }
    if !data.is_empty() {
        sentences.push(format!("{}.", data.join("; ")));
    }
    sentences.push(format!("{projection}."));
    sentences.push(NO_POSITION.to_owned());
    Credit { sentences }
}

/// The lines of the foot, from its top down; the block ends below the last line's descenders.
pub fn set(credit: &Credit, theme: &Theme, layout: &Layout) -> Block {
    const DESCENT: f64 = 0.3;
    let style = theme.style(&Element::of("credit"));
    let font = style.typeface();
    let size = font.size.millimetres().0;
    let mut block = Block { items: Vec::new(), height: 0.0 };
    let words = credit.sentences.join(" ");
    for (number, line) in paragraph::fill_lines(&words, &font, layout.measure()).iter().enumerate()
    {
        block.height += if number == 0 { 0.8 * size } else { LEADING * size };
        let at = (layout.margin, block.height);
        block.items.push(paragraph::line(line, &style, at, Anchor::Start));
    }
    block.height += DESCENT * size;
    block
}
