//! Numbered callouts in, their texts in columns below the map out, in the order of the figure file down the columns.

use super::super::{Fragment, MapContext};
use super::text::CalloutText;
use super::{Form, SetCallout, draw};
use geo::Coord;

/// Between two columns, and below a text, mm.
const GUTTER: (f64, f64) = (5.0, 1.6);
/// Between a mark and its text, mm.
const GAP: f64 = 1.4;
/// The narrowest and the widest column, mm.
const COLUMN: (f64, f64) = (48.0, 100.0);

/// The list, its top at 0; empty for none.
pub(crate) fn list(context: &MapContext, callouts: &[&SetCallout]) -> Fragment {
    let numbered: Vec<(usize, usize)> = callouts
        .iter()
        .filter_map(|callout| match callout.form {
            Form::Numbered(mark) => Some((mark, callout.number)),
            Form::Boxed => None,
        })
        .collect();
    let measure = context.layout.measure();
    let fit = ((measure + GUTTER.0) / (COLUMN.0 + GUTTER.0)).floor().max(1.0) as usize;
    let count = fit.min(numbered.len()).max(1);
    let width = ((measure + GUTTER.0) / count as f64 - GUTTER.0).min(COLUMN.1);
    let entries: Vec<Fragment> =
        numbered.iter().map(|(mark, number)| entry(context, *mark, *number, width)).collect();
    let heights: Vec<f64> = entries.iter().map(|entry| entry.height).collect();
    let mut block = Fragment::empty();
    let mut entries = entries.into_iter();
    for (column, rows) in columns(&heights, count).into_iter().enumerate() {
        let mut corner =
            Coord { x: context.layout.margin + column as f64 * (width + GUTTER.0), y: 0.0 };
        for entry in entries.by_ref().take(rows) {
            block.items.extend(entry.items.into_iter().map(|item| item.moved(corner)));
            corner.y += entry.height + GUTTER.1;
        }
        block.height = block.height.max(corner.y - GUTTER.1);
    }
    block.set_for_readers(context.figure, context.layout.width)
}

/// A mark and the text that it stands for.
fn entry(context: &MapContext, mark: usize, number: usize, width: f64) -> Fragment {
    let asked = &context.figure.callouts[number];
    let (mark, size) = draw::mark(context, asked, mark);
    let indent = size.width + GAP;
    let text = CalloutText::of(context, asked, true).set(width - indent);
    // the first line stands level with its mark
    const TOP: f64 = 0.6;
    let mut items = mark.items;
    items.extend(text.items.into_iter().map(|item| item.moved(Coord { x: indent, y: TOP })));
    Fragment { items, height: (text.height + TOP).max(size.height) }
}

/// How many entries stand in each column, so that the highest is as low as can be.
fn columns(heights: &[f64], count: usize) -> Vec<usize> {
    let fill = |most: f64| -> Vec<usize> {
        let mut columns = vec![0];
        let mut height = 0.0;
        for entry in heights {
            if height > 0.0 && height + entry > most {
                columns.push(0);
                height = 0.0;
            }
            height += entry + GUTTER.1;
            if let Some(last) = columns.last_mut() {
                *last += 1;
            }
        }
        columns
    };
    let mut tried: Vec<f64> = Vec::new();
    for from in 0..heights.len() {
        let mut height = -GUTTER.1;
        for entry in &heights[from..] {
            height += entry + GUTTER.1;
            tried.push(height);
        }
    }
    tried.sort_by(f64::total_cmp);
    let fits = tried.into_iter().map(|most| fill(most + 1e-9)).find(|it| it.len() <= count);
    fits.unwrap_or_else(|| vec![heights.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_even_as_the_order_allows() {
        assert_eq!(columns(&[5.0, 5.0, 5.0, 5.0], 2), [2, 2]);
        assert_eq!(columns(&[9.0, 3.0, 3.0, 3.0], 2), [1, 3]);
        assert_eq!(columns(&[4.0; 9], 3), [3, 3, 3]);
        assert_eq!(columns(&[4.0], 1), [1]);
        assert_eq!(columns(&[], 1), [0]);
    }
}
