//! Beside the map: what stands on its right on a sheet whose height is asked for; and what stands below a map and could stand
//! there, in numbers.

use super::layout::Size;
use super::legend::{self, Legend};
use super::{Fragment, MapContext};
use crate::kind::Kind;
use crate::scene::Group;
use geo::Coord;

/// What stands below a map and might stand beside it, and at what size it would.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct BelowMap {
    /// The height of the legend's columns, and its size as one column; none where it is not below the map.
    pub(crate) legend: Option<(f64, Size)>,
    /// The insets that stand there; none where none does.
    pub(crate) insets: Option<InsetsBelow>,
    /// How wide a legend that stands beside already would be, mm: maps that are narrower there may have more to explain.
    pub(crate) beside: Option<f64>,
}

/// Insets in rows below a map.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct InsetsBelow {
    /// The height of the rows.
    pub(crate) height: f64,
    /// The width of the widest.
    pub(crate) widest: f64,
    /// How high a column of them is for each millimetre of its width.
    pub(crate) slope: f64,
    /// How many there are.
    pub(crate) count: usize,
}

impl BelowMap {
    /// What stands below the map of a sheet of a given height, its legend set as `strip`.
    pub(super) fn of(
        context: &MapContext,
        legend: &Legend,
        strip: &Fragment,
        insets: Option<InsetsBelow>,
    ) -> BelowMap {
        let is_asked = context.figure.sheet.height.is_some() && !strip.items.is_empty();
        let legend = is_asked.then(|| (strip.height, column_size(context, legend)));
        BelowMap { legend, insets, beside: None }
    }
}

/// What a legend takes as one column.
pub(crate) fn column_size(context: &MapContext, legend: &Legend) -> Size {
    let width = legend::column_width(context, legend);
    Size { width, height: legend::column(context, legend).height }
}

/// Boxes above each other on the right of the map as far as that reaches down, then beside those.
pub(super) struct Column {
    next: Coord,
    /// The widest of those above each other.
    taken: f64,
    top: f64,
    right: f64,
    bottom: f64,
    gap: f64,
}

impl Column {
    /// An empty one beside the map.
    pub(super) fn of(context: &MapContext) -> Column {
        let (layout, map) = (context.layout, context.view.frame_box().0);
        let right = layout.width - layout.margin;
        let top = map.min().y - layout.band;
        let next = Coord { x: right - (layout.beside - layout.gap).max(0.0), y: top };
        Column { next, taken: 0.0, top, right, bottom: map.max().y + layout.band, gap: layout.gap }
    }

    /// The top left corner of a box; none where it is too large for what is left.
    pub(super) fn take(&mut self, size: Size) -> Option<Coord> {
        /// What lengths may differ by, in mm.
        const EQUAL: f64 = 0.05;
        let fits = |at: Coord| {
            at.x + size.width <= self.right + EQUAL && at.y + size.height <= self.bottom + EQUAL
        };
        let beside = Coord { x: self.next.x + self.taken + self.gap, y: self.top };
        let corner = [self.next, beside].into_iter().find(|at| fits(*at))?;
        self.taken = if corner.x > self.next.x { 0.0 } else { self.taken }.max(size.width);
        self.next = Coord { x: corner.x, y: corner.y + size.height + self.gap };
        Some(corner)
    }
}

/// Sets the legend as one column below what stands beside the map; whether it has the room.
pub(super) fn take_legend(
    context: &MapContext,
    legend: &Legend,
    column: &mut Column,
    on_map: &mut Vec<Group>,
) -> bool {
    if context.layout.beside == 0.0 || legend.entries.is_empty() {
        return false;
    }
    let size = column_size(context, legend);
    let Some(corner) = column.take(size) else { return false };
    let block = legend::column(context, legend).set_for_readers(context.figure, size.width);
    let items = block.items.into_iter().map(|item| item.moved(corner)).collect();
    on_map.push(Group { id: Kind::Legend.name().into(), clip: None, items });
    true
}
