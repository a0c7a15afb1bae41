//! Corners: free space and a box that has an edge in, its place flush in a corner of the neatline, or nearest to one, out.

use super::{CELL, Clear, FreeSpace, OUTSIDE};
use crate::furniture::layout::Size;
use crate::space::OnSheet;
use geo::Coord;
use std::ops::Range;

/// A place in a corner for a box: its top left corner, what it would hide, and the cells that it takes.
struct Flush {
    at: Coord,
    weight: f64,
    columns: Range<usize>,
    rows: Range<usize>,
}

impl Flush {
    fn cells(&self) -> usize {
        self.columns.len() * self.rows.len()
    }
}

/// A corner of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MapCorner {
    /// On the right of the sheet.
    pub is_east: bool,
    /// At its bottom.
    pub is_south: bool,
}

/// The corners, in the order in which a box takes them that hides as much in each.
const CORNERS: [MapCorner; 4] = [
    MapCorner { is_east: true, is_south: true },
    MapCorner { is_east: false, is_south: true },
    MapCorner { is_east: true, is_south: false },
    MapCorner { is_east: false, is_south: false },
];

impl FreeSpace {
    /// As [`FreeSpace::take_corner`], for a box that has an edge: flush in a corner of the neatline rather than afloat.
    pub(crate) fn take_flush(&mut self, size: Size, most: f64) -> Option<OnSheet<Coord>> {
        let flush = CORNERS.into_iter().filter_map(|corner| self.flush(size, corner));
        let hides_little = flush.filter(|place| place.weight <= most * place.cells() as f64);
        let best = hides_little.min_by(|one, other| one.weight.total_cmp(&other.weight));
        match best {
            Some(place) => Some(self.take(&place)),
            None => self.take_corner(size, most),
        }
    }

    /// The place in that corner of the map or nearest to it, and the box is then taken; none where other furniture leaves it
    /// no room.
    pub(crate) fn take_at(&mut self, size: Size, corner: MapCorner) -> Option<OnSheet<Coord>> {
        if let Some(place) = self.flush(size, corner).filter(|place| place.weight < OUTSIDE) {
            return Some(self.take(&place));
        }
        self.take_cheapest(size, Clear::Nothing, |place| {
            let aside = if corner.is_east { place.right } else { place.left };
            let above = if corner.is_south { place.below } else { place.above };
            if place.weight >= OUTSIDE { f64::INFINITY } else { (aside + above) as f64 }
        })
    }

    /// A box in a corner of the neatline, with free ground on its two other sides; none where the corner is no right angle, or
    /// the box fills the map from side to side.
    fn flush(&self, size: Size, corner: MapCorner) -> Option<Flush> {
        let map = self.upright?;
        let (least, most) = (map.min(), map.max());
        let grown = [size.width + self.keep_off, size.height + self.keep_off];
        if grown[0] > map.width() || grown[1] > map.height() {
            return None;
        }
        let at = Coord {
            x: if corner.is_east { most.x - size.width } else { least.x },
            y: if corner.is_south { most.y - size.height } else { least.y },
        };
        // those whose middle lies in it
        let cells = |is_far: bool, length: f64, of_map: f64| {
            let number = |at: f64| (at / CELL - 0.5).ceil().max(0.0) as usize;
            let from = if is_far { of_map - length } else { 0.0 };
            number(from)..number(from + length)
        };
        let columns = cells(corner.is_east, grown[0], map.width());
        let rows = cells(corner.is_south, grown[1], map.height());
        let row_weight = |row: usize| -> f64 {
            self.weights[row * self.columns..][columns.clone()].iter().sum()
        };
        let weight = rows.clone().map(row_weight).sum();
        Some(Flush { at, weight, columns, rows })
    }

    fn take(&mut self, place: &Flush) -> OnSheet<Coord> {
        for row in place.rows.clone() {
            self.weights[row * self.columns..][place.columns.clone()].fill(OUTSIDE);
        }
        OnSheet(place.at)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::map;
    use super::*;
    use geo::{MultiPolygon, Rect, polygon};

    #[test]
    fn a_box_with_an_edge_stands_flush_in_the_corner_where_it_hides_least() {
        let size = Size { width: 20.0, height: 10.0 };
        let mut free = map();
        let busy = polygon![(x: 0., y: 35.), (x: 50., y: 35.), (x: 50., y: 50.), (x: 0., y: 50.)];
        free.add_area(&MultiPolygon::new(vec![busy]), 1.0);
        assert_eq!(free.take_flush(size, 0.5), Some(OnSheet(Coord { x: 30.0, y: 0.0 })));
        assert_eq!(free.take_flush(size, 0.5), Some(OnSheet(Coord { x: 0.0, y: 0.0 })));
        let asked = free.take_at(size, MapCorner { is_east: true, is_south: true });
        assert_eq!(asked, Some(OnSheet(Coord { x: 30.0, y: 40.0 })));
    }

    #[test]
    fn a_box_stands_afloat_where_the_neatline_has_no_right_angles() {
        let fan = polygon![(x: 5., y: 0.), (x: 45., y: 0.), (x: 50., y: 50.), (x: 0., y: 50.)];
        let bounds = Rect::new(Coord { x: 0.0, y: 0.0 }, Coord { x: 50.0, y: 50.0 });
        let mut free = FreeSpace::new(&fan, bounds, 3.0);
        let OnSheet(corner) =
            free.take_flush(Size { width: 20.0, height: 10.0 }, 1.0).expect("there is room");
        assert!(corner.x >= 3.0 && corner.y >= 3.0 && corner.y + 10.0 <= 47.0, "{corner:?}");
    }
}
