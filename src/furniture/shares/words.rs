//! Words of a strip of shares: its parts in their places in, names and values out, in their blocks where they fit,
//! else below the bars with a leader. Nothing is set over anything else.

use super::{BarSegment, BarStyles, Bars, FilledFrom, HolderSegments, Measures};
use crate::furniture::{Fragment, MapContext, paragraph};
use crate::lettering;
use crate::scene::{Anchor, Halo, Item, Path, Shape};
use crate::space::OnSheet;
use crate::style::Style;
use geo::LineString;

/// The words of a bar, and those that stand below it.
pub(super) struct InBar {
    pub(super) items: Vec<Item>,
    pub(super) outside: Vec<Outside>,
}

/// Words that found no room in their block.
pub(super) struct Outside {
    /// The middle of the block.
    x: f64,
    words: String,
}

fn width(words: &str, style: &Style) -> f64 {
    lettering::measure(words, &style.typeface()).width.0
}

/// The name of the last state, if it has no room beside its value in one of the bars: it then stands over them.
pub(super) fn named_above<'a>(
    rows: &[Vec<HolderSegments<'a>>],
    styles: &BarStyles,
    measures: &Measures,
) -> Option<&'a str> {
    let last = rows.iter().filter_map(|row| row.last());
    let mut states = last.filter(|part| part.holder.filled_from == FilledFrom::Right);
    let fits = |part: &HolderSegments| {
        let value = styles.phrases.number(&format!("{:.1}", part.holder.percent));
        let words = format!("{} {value}", part.holder.name);
        fits(&words, &styles.value, part.segments.first(), measures)
    };
    states.find(|part| !fits(part)).map(|part| part.holder.name.as_str())
}

fn fits(words: &str, style: &Style, segment: Option<&BarSegment>, measures: &Measures) -> bool {
    segment.is_some_and(|segment| width(words, style) + 2.0 * measures.pad <= segment.width())
}

/// The line over the bars: what is shared, of how much, and the last state's name. Whether the whole is said there.
pub(super) fn head(
    block: &mut Fragment,
    context: &MapContext,
    bars: &Bars,
    styles: &BarStyles,
    named: Option<&str>,
) -> bool {
    let (left, right) = (context.layout.margin, context.layout.margin + context.layout.measure());
    let size = styles.head.typeface().size.millimetres().0;
    let baseline = 0.86 * size;
    block.items.push(paragraph::line(&bars.head, &styles.head, (left, baseline), Anchor::Start));
    let end = named.map_or(right, |name| right - width(name, &styles.value) - size);
    let start = left + width(&bars.head, &styles.head) + size;
    let is_said = start + width(&bars.whole, &styles.note) <= end;
    if is_said {
        let at = (start, baseline);
        block.items.push(paragraph::line(&bars.whole, &styles.note, at, Anchor::Start));
    }
    block.items.extend(
        named.map(|name| paragraph::line(name, &styles.value, (right, baseline), Anchor::End)),
    );
    block.height = baseline + 0.62 * size;
    is_said
}

/// What decides which values of a bar stand with the names of their holders.
pub(super) struct NamesShown {
    /// Whether the holder on the right is named over the bars.
    pub(super) is_above: bool,
    /// Whether this bar is the lowest.
    pub(super) is_last_bar: bool,
}

/// The values of a bar whose middle is at this height, and what it adds to the bar before.
pub(super) fn in_bar(
    row: &[HolderSegments],
    middle: f64,
    measures: &Measures,
    styles: &BarStyles,
    names: &NamesShown,
) -> InBar {
    let mut found = InBar { items: Vec::new(), outside: Vec::new() };
    for (number, part) in row.iter().enumerate() {
        let holder = part.holder;
        let value = styles.phrases.number(&format!("{:.1}", holder.percent));
        let full = format!("{} {value}", holder.name);
        let is_outer =
            number == 0 || number + 1 == row.len() || holder.filled_from == FilledFrom::Middle;
        let forms = match (
            holder.filled_from == FilledFrom::Right && names.is_above,
            is_outer || !names.is_last_bar,
        ) {
            (true, _) => vec![value],
            (false, true) => vec![full.clone(), value],
            (false, false) => vec![full.clone()],
        };
        let inner = part.segments.first();
        let form = forms.iter().find(|form| fits(form, &styles.value, inner, measures));
        match (form, inner) {
            (Some(form), Some(segment)) => {
                let anchor = holder.filled_from.anchor();
                found.items.push(set(form, &styles.value, segment, anchor, middle, measures));
            }
            (_, Some(segment)) => found.outside.push(Outside { x: segment.middle(), words: full }),
            _ => {}
        }
        // what rounds to nothing is not worth a word
        let added = holder.added.as_ref().filter(|(added, _)| *added >= 0.05);
        let (Some((added, before)), Some(segment)) = (added, part.segments.last()) else {
            continue;
        };
        let added = styles.phrases.number(&format!("{added:.1}"));
        let values = [("added", added.as_str()), ("breadth", before)];
        let words = styles.phrases.fill("of which {added} beyond {breadth}", &values);
        match fits(&words, &styles.plain, Some(segment), measures) {
            true => {
                let is_right = holder.filled_from == FilledFrom::Right;
                let anchor = if is_right { Anchor::End } else { Anchor::Start };
                found.items.push(set(&words, &styles.plain, segment, anchor, middle, measures));
            }
            false => found.outside.push(Outside { x: segment.middle(), words }),
        }
    }
    found
}

/// Words in a block, from the side that its holder fills from; over a hatch with the rim that the theme gives them.
fn set(
    words: &str,
    style: &Style,
    segment: &BarSegment,
    anchor: Anchor,
    middle: f64,
    measures: &Measures,
) -> Item {
    let baseline = middle + lettering::measure("0", &style.typeface()).cap_height.0 / 2.0;
    let x = match anchor {
        Anchor::Start => segment.from + measures.pad,
        Anchor::Middle => segment.middle(),
        Anchor::End => segment.to - measures.pad,
    };
    let mut item = paragraph::line(words, style, (x, baseline), anchor);
    let hatched = segment.fill.as_ref().filter(|fill| fill.hatch.is_some());
    if let (Item::Text(text), Some(fill)) = (&mut item, hatched) {
        let ground = fill.ground;
        text.halo = style.halo.map(|halo| Halo {
            colour: ground.filter(|_| style.halo_of_ground).unwrap_or(halo.colour),
            ..halo
        });
    }
    item
}

/// What stands below the bars: values without room in their block, each with a leader, and the notes.
pub(super) fn below(
    block: &mut Fragment,
    context: &MapContext,
    outside: &[Outside],
    styles: &BarStyles,
    measures: &Measures,
    notes: &str,
) {
    /// From the bar to the head of the letters below it, and from line to line in type sizes.
    const CLEARANCE: f64 = 1.5;
    const LEADING: f64 = 1.22;
    let size = styles.note.typeface().size.millimetres().0;
    let bottom = block.height;
    let placed = places(outside, styles, measures);
    let baseline = bottom + CLEARANCE + 0.74 * size;
    for (x, words, from) in &placed {
        block.items.push(paragraph::line(words, &styles.note, (*from, baseline), Anchor::Start));
        let line = LineString::from(vec![(*x, bottom), (*x, bottom + CLEARANCE - 0.6)]);
        let shape = Shape::Lines(vec![OnSheet(line)]);
        let stroke = styles.plain.line_paint();
        block.items.push(Item::Path(Path { shape, fill: None, stroke, title: None }));
    }
    let mut next = baseline;
    if let Some((_, _, first)) = placed.first() {
        block.height = baseline;
        let end = context.layout.margin + width(notes, &styles.note);
        next = if end + size <= *first { baseline } else { baseline + LEADING * size };
    }
    if notes.is_empty() {
        return;
    }
    let lines = paragraph::fill_lines(notes, &styles.note.typeface(), context.layout.measure());
    for (number, line) in lines.iter().enumerate() {
        block.height = next + number as f64 * LEADING * size;
        let at = (context.layout.margin, block.height);
        block.items.push(paragraph::line(line, &styles.note, at, Anchor::Start));
    }
}

/// Where words below the bars start: about the middle of their block, moved left where the next needs the room, none
/// over another, the leader's foot over its words. What has no room is left out: the report has all values.
fn places<'a>(
    outside: &'a [Outside],
    styles: &BarStyles,
    measures: &Measures,
) -> Vec<(f64, &'a str, f64)> {
    /// Between two of them, in mm.
    const GAP: f64 = 2.0;
    let mut sorted: Vec<&Outside> = outside.iter().collect();
    sorted.sort_by(|a, b| b.x.total_cmp(&a.x));
    let mut placed: Vec<(f64, &str, f64)> = Vec::new();
    let mut free = measures.to;
    for it in sorted {
        let width = width(&it.words, &styles.note);
        let from = (it.x - width / 2.0).max(measures.from).min(free - width);
        if from >= measures.from && (from..=from + width).contains(&it.x) {
            free = from - GAP;
            placed.push((it.x, &it.words, from));
        }
    }
    placed.reverse();
    placed
}
