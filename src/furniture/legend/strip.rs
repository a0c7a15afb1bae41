//! Strip: a legend in, columns under headings below the map out. Sections stay whole where that costs
//! little height.

use super::{Key, Legend, LegendEntry, LegendStyles, heads, key_width, row, title};
use crate::furniture::{Fragment, MapContext};
use crate::kind::Section;
use geo::Coord;

/// Columns of a strip: on a double column one more where the words of each entry then still stand in one line,
/// and on a single one.
const STRIP_COLUMNS: (usize, usize) = (3, 2);
/// Between two columns of a strip, in mm.
const GUTTER: f64 = 5.0;

/// The legend as columns under headings, side by side between the margins; their top at 0.
pub(crate) fn strip(context: &MapContext, legend: &Legend) -> Fragment {
    let most = if context.layout.is_narrow { STRIP_COLUMNS.1 } else { STRIP_COLUMNS.0 + 1 };
    let most = most.min(legend.entries.len().max(1));
    let styles_for = |count: usize| {
        let key_width = key_width(context, legend);
        let words_width =
            column_width(context, count) - key_width - 2.0 * context.layout.swatch_gap;
        LegendStyles::of(context, key_width, words_width)
    };
    let fits = |styles: &LegendStyles| {
        legend.entries.iter().all(|it| styles.width(it) <= styles.words_width)
    };
    let (mut count, mut styles) = (most, styles_for(most));
    if count > STRIP_COLUMNS.0 && !fits(&styles) {
        (count, styles) = (STRIP_COLUMNS.0, styles_for(STRIP_COLUMNS.0));
    }
    let columns = columns(parts(context, legend, &styles), count);
    let across = column_width(context, columns.len()) + GUTTER;
    let mut block = Fragment { items: Vec::new(), height: 0.0 };
    for (number, column) in columns.into_iter().enumerate() {
        let mut y = column.top;
        for (row, part) in column.parts.into_iter().enumerate() {
            y += if row > 0 { part.lead } else { 0.0 };
            let by = Coord { x: context.layout.margin + number as f64 * across, y };
            y += part.block.height;
            block.items.extend(part.block.items.into_iter().map(|item| item.moved(by)));
        }
        block.height = block.height.max(y);
    }
    block
}

/// Width of each of `count` columns between the margins.
fn column_width(context: &MapContext, count: usize) -> f64 {
    (context.layout.measure() - GUTTER * (count - 1) as f64) / count as f64
}

/// A piece of a strip: a heading, or an entry.
struct StripRow {
    block: Fragment,
    /// Free ground above it, where it is not the first of its column.
    lead: f64,
    /// A heading stays with the entry after it.
    is_head: bool,
}

/// A column of a strip.
#[derive(Default)]
struct StripColumn {
    /// Where it starts: level with the first entries where it goes on with a section.
    top: f64,
    parts: Vec<StripRow>,
}

/// The headings and entries of a strip in their order.
fn parts(context: &MapContext, legend: &Legend, styles: &LegendStyles) -> Vec<StripRow> {
    let lines = legend.entries.iter().filter(|entry| entry.section == Section::Lines).count();
    let section = |entry: &LegendEntry| match entry.section {
        // a heading for one line is too much
        Section::Lines if lines == 1 => Section::Waters,
        section => section,
    };
    let disputed = legend.entries.iter().filter(|it| it.section == Section::Disputed).count();
    let mut entries: Vec<&LegendEntry> = legend.entries.iter().collect();
    let rank = |entry: &LegendEntry| match section(entry) {
        // in the order of the values
        Section::Values(_) => 0,
        _ => entry.key.rank(),
    };
    entries.sort_by_key(|entry| (section(entry), rank(entry)));
    let phrases = context.figure.phrases();
    let mut parts = Vec::new();
    let mut last = None;
    for entry in entries {
        let section = section(entry);
        // its words are its heading
        let is_its_own = matches!((&entry.key, section), (Key::Ramp(_), Section::Depths))
            || (section == Section::Disputed && disputed == 1 && entry.note.is_some());
        if last != Some(section) && !is_its_own {
            let mut block = Fragment { items: Vec::new(), height: 0.0 };
            let own = legend.head.as_deref().filter(|_| section == Section::Waters);
            title(&mut block, styles, own.unwrap_or(&legend.heading(section, phrases)));
            if section == Section::Waters && legend.columns.len() > 1 {
                heads(&mut block, styles, context, legend);
            }
            parts.push(StripRow { block, lead: 0.9 * styles.leading, is_head: true });
        }
        last = Some(section);
        let mut block = Fragment { items: Vec::new(), height: 0.0 };
        row(&mut block, styles, context, entry);
        let lead = if is_its_own { 0.9 * styles.leading } else { 0.0 };
        parts.push(StripRow { block, lead, is_head: is_its_own });
    }
    parts
}

/// The parts in at most `count` columns: whole sections where that costs little height, else long
/// sections go on in the next column.
fn columns(parts: Vec<StripRow>, count: usize) -> Vec<StripColumn> {
    /// How much taller a strip of whole sections may be.
    const TALLER: f64 = 1.2;
    let step = 0.5;
    let total: f64 = parts.iter().map(|part| part.lead + part.block.height).sum();
    let fits = |height: f64| {
        let (starts, tallest) = breaks(&parts, height);
        starts.len() < count && tallest <= height
    };
    let mut height = total / count as f64;
    while !fits(height) {
        height += step;
    }
    let (whole, order) = packed(&parts, count);
    match whole <= TALLER * height {
        true => whole_sections(parts, &order),
        false => broken(parts, height),
    }
}

/// Which column each section goes to, so that the tallest column is as low as can be, and its height. Of ways
/// that are as low the first in reading order is taken.
fn packed(parts: &[StripRow], count: usize) -> (f64, Vec<usize>) {
    let heads = (0..parts.len()).filter(|number| parts[*number].is_head);
    let sections: Vec<(f64, f64)> =
        heads.map(|number| (parts[number].lead, section_height(&parts[number..]))).collect();
    let ways = count.pow(sections.len() as u32);
    let mut best = (f64::INFINITY, Vec::new());
    for way in 0..ways {
        let digit = |place: usize| way / count.pow((sections.len() - 1 - place) as u32) % count;
        let order: Vec<usize> = (0..sections.len()).map(digit).collect();
        let mut heights = vec![0.0; count];
        for (column, (lead, height)) in order.iter().zip(&sections) {
            let filled: &mut f64 = &mut heights[*column];
            *filled += height + if *filled > 0.0 { *lead } else { 0.0 };
        }
        let tallest = heights.into_iter().fold(0.0, f64::max);
        if tallest < best.0 - 1e-9 {
            best = (tallest, order);
        }
    }
    best
}

/// Each section whole in its column; columns without a section are left out.
fn whole_sections(parts: Vec<StripRow>, order: &[usize]) -> Vec<StripColumn> {
    let count = order.iter().max().map_or(0, |last| last + 1);
    let mut columns: Vec<StripColumn> = (0..count).map(|_| StripColumn::default()).collect();
    let mut sections = order.iter();
    let mut column = 0;
    for part in parts {
        if part.is_head {
            column = sections.next().copied().unwrap_or_default();
        }
        columns[column].parts.push(part);
    }
    columns.retain(|column| !column.parts.is_empty());
    columns
}

/// Columns of about the same height, long sections broken.
fn broken(parts: Vec<StripRow>, height: f64) -> Vec<StripColumn> {
    let (starts, _) = breaks(&parts, height);
    let mut columns = vec![StripColumn::default()];
    let mut head = 0.0;
    for (number, part) in parts.into_iter().enumerate() {
        if starts.contains(&number) {
            let top = if part.is_head { 0.0 } else { head };
            columns.push(StripColumn { top, parts: Vec::new() });
        }
        head = if part.is_head { part.block.height } else { head };
        if let Some(column) = columns.last_mut() {
            column.parts.push(part);
        }
    }
    columns
}

/// Where new columns start when each is filled up to `height`, at headings and within sections that are long;
/// and the height of the tallest column.
fn breaks(parts: &[StripRow], height: f64) -> (Vec<usize>, f64) {
    /// A section of more than this share of a column may go on in the next.
    const LONG: f64 = 0.6;
    let mut starts = Vec::new();
    let (mut filled, mut head, mut is_long) = (0.0, 0.0, false);
    let mut tallest: f64 = 0.0;
    for (number, part) in parts.iter().enumerate() {
        if part.is_head {
            head = part.block.height;
            is_long = section_height(&parts[number..]) > LONG * height;
        }
        let is_first = number > 0 && parts[number - 1].is_head;
        let ahead = match (part.is_head, is_long) {
            (true, true) => 2.0 * part.block.height,
            (true, false) => section_height(&parts[number..]),
            (false, _) => part.block.height,
        };
        let may_start = part.is_head || (is_long && !is_first);
        if filled > 0.0 && may_start && filled + part.lead + ahead > height {
            starts.push(number);
            filled = if part.is_head { 0.0 } else { head };
        }
        filled += part.block.height + if filled > 0.0 { part.lead } else { 0.0 };
        tallest = tallest.max(filled);
    }
    (starts, tallest)
}

/// Height of a heading and everything up to the next one.
fn section_height(parts: &[StripRow]) -> f64 {
    let rest = parts.iter().skip(1).take_while(|part| !part.is_head);
    parts.iter().take(1).chain(rest).map(|part| part.block.height).sum()
}
