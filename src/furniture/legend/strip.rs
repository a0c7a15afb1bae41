//! Strip: a legend in, columns under headings below the map out. Sections stay whole where that costs
//! little height.

use super::{Entry, Legend, Section, Type, heads, key_width, row, title};
use crate::furniture::{Block, Setting};
use geo::Coord;

/// Most columns of a strip: on a double column and on a single one.
const STRIP_COLUMNS: (usize, usize) = (3, 2);
/// Between two columns of a strip, in mm.
const GUTTER: f64 = 5.0;

/// The legend as columns under headings, side by side between the margins; their top at 0.
pub fn strip(setting: &Setting, legend: &Legend) -> Block {
    let width = setting.layout.measure();
    let most = if setting.layout.is_narrow() { STRIP_COLUMNS.1 } else { STRIP_COLUMNS.0 };
    let count = most.min(legend.entries.len().max(1));
    let column = (width - GUTTER * (count - 1) as f64) / count as f64;
    let key_width = key_width(setting, legend);
    let words_width = column - key_width - 2.0 * setting.layout.swatch_gap;
    let kind = Type::of(setting, key_width, words_width);
    let parts = parts(setting, legend, &kind);
    let mut block = Block { items: Vec::new(), height: 0.0 };
    for (number, parts) in columns(parts, count).into_iter().enumerate() {
        let mut y = 0.0;
        for part in parts {
            y += if y > 0.0 { part.lead } else { 0.0 };
            let x = setting.layout.margin + number as f64 * (column + GUTTER);
            let by = Coord { x, y };
            y += part.block.height;
            block.items.extend(part.block.items.into_iter().map(|item| item.moved(by)));
        }
        block.height = block.height.max(y);
    }
    block
}

/// A piece of a strip: a heading, or an entry.
struct Part {
    block: Block,
    /// Free ground above it, where it is not the first of its column.
    lead: f64,
    /// A heading stays with the entry after it.
    is_head: bool,
}

/// The headings and entries of a strip in their order.
fn parts(setting: &Setting, legend: &Legend, kind: &Type) -> Vec<Part> {
    let mut entries: Vec<&Entry> = legend.entries.iter().collect();
    entries.sort_by_key(|entry| (entry.section, entry.key.rank()));
    let mut parts = Vec::new();
    let mut last = None;
    for entry in entries {
        if last != Some(entry.section) {
            let mut block = Block { items: Vec::new(), height: 0.0 };
            let own = legend.head.as_deref().filter(|_| entry.section == Section::Waters);
            title(&mut block, kind, own.unwrap_or(entry.section.head()));
            if entry.section == Section::Waters && legend.columns.len() > 1 {
                heads(&mut block, kind, setting, legend);
            }
            parts.push(Part { block, lead: 0.9 * kind.leading, is_head: true });
            last = Some(entry.section);
        }
        let mut block = Block { items: Vec::new(), height: 0.0 };
        row(&mut block, kind, setting, entry);
        parts.push(Part { block, lead: 0.0, is_head: false });
    }
    parts
}

/// The parts in at most `count` columns: whole sections where that costs little height, else columns
/// of about the same height.
fn columns(parts: Vec<Part>, count: usize) -> Vec<Vec<Part>> {
    /// How much taller a strip of whole sections may be.
    const TALLER: f64 = 1.2;
    let step = 0.5;
    let total: f64 = parts.iter().map(|part| part.lead + part.block.height).sum();
    let mut height = total / count as f64;
    while breaks(&parts, height, false).len() >= count {
        height += step;
    }
    let mut whole = height;
    while whole <= TALLER * height && breaks(&parts, whole, true).len() >= count {
        whole += step;
    }
    let starts = match whole <= TALLER * height {
        true => breaks(&parts, whole, true),
        false => breaks(&parts, height, false),
    };
    let mut columns: Vec<Vec<Part>> = vec![Vec::new()];
    for (number, part) in parts.into_iter().enumerate() {
        if starts.contains(&number) {
            columns.push(Vec::new());
        }
        if let Some(column) = columns.last_mut() {
            column.push(part);
        }
    }
    columns
}

/// Where new columns start when each is filled up to `height`: anywhere, or at headings only.
fn breaks(parts: &[Part], height: f64, at_heads: bool) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut filled = 0.0;
    for (number, part) in parts.iter().enumerate() {
        let may_start = part.is_head || !(at_heads || parts[number.max(1) - 1].is_head);
        let ahead: f64 = match (part.is_head, at_heads) {
            (true, true) => section_height(&parts[number..]),
            (true, false) => 2.0 * part.block.height,
            (false, _) => part.block.height,
        };
        if filled > 0.0 && may_start && filled + part.lead + ahead > height {
            starts.push(number);
            filled = 0.0;
        }
        filled += part.block.height + if filled > 0.0 { part.lead } else { 0.0 };
    }
    starts
}

/// Height of a heading and everything up to the next one.
fn section_height(parts: &[Part]) -> f64 {
    let rest = parts.iter().skip(1).take_while(|part| !part.is_head);
    parts.iter().take(1).chain(rest).map(|part| part.block.height).sum()
}
