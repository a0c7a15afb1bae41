//! Fitting: a sheet whose height is asked for and how one layout of it came out in, the next layout to try out.
//! What stands below the map leaves it the rest of the height. Where that is too little for a map, enlargements stand beside it,
//! one above the other and as small as they have to be, or the legend does, as one column.

use crate::furniture::beside::{BelowMap, InsetsBelow};
use crate::furniture::layout::Layout;
use crate::units::Millimetres;

/// How often a sheet is laid out from what stands where at the most: its parts are known when it is drawn.
const LAYOUTS: usize = 5;
/// A height nearer to the one asked for is taken up by the margin, mm.
const TAKEN_UP: f64 = 0.15;
/// A map lower than this share of its sheet is made room for.
const LOWEST: f64 = 0.48;
/// What stands beside a map is no wider than this share of the sheet.
const WIDEST_BESIDE: f64 = 0.45;

/// A layout of a sheet of a given height.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fitting {
    /// The measures, with the room beside the map.
    pub(crate) layout: Layout,
    /// What stands below the map, mm, as far as it is known.
    pub(crate) foot: f64,
    /// How often it is still laid out anew.
    left: usize,
}

/// What a layout came to.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Outcome {
    /// The height of the sheet, mm.
    pub(crate) sheet: f64,
    /// That of the maps above each other on it.
    pub(crate) map: f64,
    /// What could stand beside the map.
    pub(crate) below: BelowMap,
}

impl Fitting {
    /// The first layout: all below the map.
    pub(crate) fn first(layout: Layout, foot: f64) -> Fitting {
        Fitting { layout, foot, left: LAYOUTS - 1 }
    }

    /// The layout to try after one that came out so; none where that has the height, or no other comes nearer.
    pub(crate) fn next(self, asked: Millimetres, outcome: &Outcome) -> Option<Fitting> {
        if let Some(wider) = self.wider(outcome).filter(|_| self.left > 0) {
            return Some(wider);
        }
        let excess = outcome.sheet - asked.0;
        if excess.abs() < TAKEN_UP || self.left == 0 {
            return None;
        }
        let map = outcome.map - excess;
        let is_low = map < LOWEST * asked.0;
        if let Some(beside) = self.beside(asked, map, outcome).filter(|_| is_low) {
            return Some(beside);
        }
        // what is too low a map for its figure is found out once more, with all that there is then below it
        let foot = self.foot + excess.min((outcome.map - super::LEAST_HEIGHT).max(0.0));
        Some(Fitting { foot, left: self.left - 1, ..self })
    }

    /// The layout with more room beside the map, where the legend there is wider than it has; none where it has enough.
    fn wider(self, outcome: &Outcome) -> Option<Fitting> {
        let room = self.layout.beside - self.layout.gap;
        let width = outcome.below.beside.filter(|width| *width > room + TAKEN_UP)?;
        let layout = Layout { beside: width + self.layout.gap, ..self.layout };
        Some(Fitting { layout, left: self.left - 1, ..self })
    }

    /// The layout with something beside the map, which else would be `map` mm high; none where nothing finds room there, or
    /// something stands there.
    fn beside(self, asked: Millimetres, map: f64, outcome: &Outcome) -> Option<Fitting> {
        /// A map nearly as high as it should be has room enough.
        const ENOUGH: f64 = 0.8;
        let (layout, below) = (self.layout, outcome.below);
        if layout.beside > 0.0 {
            return None;
        }
        let widest = WIDEST_BESIDE * layout.width;
        // what stands beside a map is as high as its frame
        let map_to_frame = 2.0 * layout.band;
        let legend = |room: f64, widest: f64| {
            let (strip, column) = below.legend?;
            let (room, height) = (room + map_to_frame + strip + layout.gap, strip + layout.gap);
            (column.width <= widest && column.height <= room).then_some((column.width, height))
        };
        let insets = |room: f64, insets: InsetsBelow| {
            let (width, inset) = columns(&insets, (widest, room + map_to_frame), layout.gap);
            (inset > 0.0).then_some((width, inset))
        };
        let (width, inset, height) = match below.insets {
            Some(rows) => {
                let height = rows.height + layout.gap;
                let alone = insets(map + height, rows)
                    .filter(|_| map + height >= ENOUGH * LOWEST * asked.0);
                match alone {
                    Some((width, inset)) => (width, inset, height),
                    None => {
                        let (column, strip) = legend(map + height, widest)?;
                        let (width, inset) = insets(map + height + strip, rows)?;
                        (width + layout.gap + column, inset, height + strip)
                    }
                }
            }
            None => {
                let (width, height) = legend(map, widest)?;
                (width, f64::INFINITY, height)
            }
        };
        let layout = Layout { beside: width + layout.gap, widest_inset: inset, ..layout };
        // the map is as high as without what stands beside it now
        let more = (outcome.map - map - height).min(outcome.map - super::LEAST_HEIGHT);
        Some(Fitting { layout, foot: (self.foot + more).max(0.0), left: LAYOUTS })
    }
}

/// How wide columns of insets beside the map are together, and how wide an inset is in them: as many columns as make it widest.
fn columns(insets: &InsetsBelow, (widest, room): (f64, f64), gap: f64) -> (f64, f64) {
    /// The strip over an inset, with its title, does not shrink with it: mm.
    const STRIP: f64 = 6.0;
    /// In how many columns insets stand at the most.
    const MOST: usize = 3;
    let of = |columns: usize| {
        let rows = insets.count.div_ceil(columns) as f64;
        let slope = insets.slope / insets.count as f64 * rows;
        let by_height = (room - rows * (STRIP + gap)) / slope;
        let across = (widest - (columns - 1) as f64 * gap) / columns as f64;
        let width = by_height.min(across).min(insets.widest);
        (columns as f64 * (width + gap) - gap, width)
    };
    let all = (1..=insets.count.min(MOST)).map(of);
    all.fold((0.0, 0.0), |best, it| if it.1 > best.1 { it } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::furniture::layout::Size;

    fn first() -> Fitting {
        Fitting::first(Layout::for_width(Millimetres(180.0)), 8.0)
    }

    fn legend(height: f64) -> BelowMap {
        let column = Size { width: 40.0, height };
        BelowMap { legend: Some((30.0, column)), ..BelowMap::default() }
    }

    #[test]
    fn a_map_makes_up_for_what_the_sheet_is_too_high() {
        let outcome = Outcome { sheet: 200.0, map: 150.0, below: BelowMap::default() };
        let next = first().next(Millimetres(180.0), &outcome).expect("it is laid out anew");
        assert!((next.foot - 28.0).abs() < 1e-9);
        assert!(next.next(Millimetres(200.1), &outcome).is_none(), "the margin takes that up");
    }

    #[test]
    fn a_legend_stands_beside_a_map_that_it_leaves_too_low() {
        let outcome = Outcome { sheet: 160.0, map: 90.0, below: legend(50.0) };
        let next = first().next(Millimetres(120.0), &outcome).expect("it is laid out anew");
        assert!((next.layout.beside - 42.4).abs() < 1e-9);
        let tall = Outcome { below: legend(95.0), ..outcome };
        let next = first().next(Millimetres(120.0), &tall).expect("it is laid out anew");
        assert!(next.layout.beside.abs() < 1e-9, "it is higher than the map");
    }

    #[test]
    fn a_legend_that_grew_beside_narrower_maps_has_room_made_for_it() {
        let outcome = Outcome { sheet: 160.0, map: 90.0, below: legend(50.0) };
        let next = first().next(Millimetres(120.0), &outcome).expect("it is laid out anew");
        let grown = BelowMap { beside: Some(47.0), ..BelowMap::default() };
        let grown = Outcome { sheet: 120.0, map: 90.0, below: grown };
        let wider = next.next(Millimetres(120.0), &grown).expect("it would be cut");
        assert!((wider.layout.beside - 47.0 - wider.layout.gap).abs() < 1e-9);
        assert!(wider.next(Millimetres(120.0), &grown).is_none(), "it has room and height");
    }

    #[test]
    fn insets_beside_a_map_are_as_high_together_as_it_is_at_the_most() {
        let insets = InsetsBelow { height: 70.0, widest: 85.0, slope: 1.7, count: 2 };
        let (width, inset) = columns(&insets, (72.0, 100.0), 2.4);
        assert!(width == inset && inset * 1.7 + 2.0 * 6.0 + 2.4 < 100.0, "{width} {inset}");
        let (width, inset) = columns(&insets, (82.4, 50.0), 2.4);
        assert!((width - 82.4).abs() < 1e-9 && (inset - 40.0).abs() < 1e-9, "side by side");
    }
}
