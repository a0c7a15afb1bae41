//! The coverage of the earth: shores and land boundaries once, as arcs with a face on each side, in tiles. A box of
//! longitudes and latitudes in; the areas that faces make there, and the lines that arcs make, out. What two areas have
//! in common they have with the same vertices, wherever tiles end.

mod archive;
mod edges;
mod stitching;
#[cfg(test)]
mod tests;
mod tile;

use archive::{Archive, Block, STEPS};
use geo::{LineString, MultiPolygon, Rect};
use std::collections::{BTreeMap, BTreeSet};
use stitching::Piece;
use tile::Tile;

pub(super) use tile::{Arc, FaceNumber};

/// One level of the coverage.
#[derive(Debug)]
pub(super) struct Coverage<'a> {
    archive: Archive<'a>,
}

/// Which way a line is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// As the arc runs.
    Along,
    /// Against it: its left is then on the right.
    Against,
}

impl<'a> Coverage<'a> {
    /// The coverage in these bytes, which may be parted between two tiles; `None` if they are damaged.
    pub(super) fn read(parts: &[&'a [u8]]) -> Option<Coverage<'a>> {
        Archive::read(parts).map(|archive| Coverage { archive })
    }

    /// The narrowest box of degrees that holds all arcs of these faces, its east end beyond 180 where it crosses the
    /// antimeridian; as wide as whole tiles. `None` if they have none, or the data are damaged.
    pub(super) fn extent(&self, is_wanted: impl Fn(FaceNumber) -> bool) -> Option<Rect> {
        let earth = Rect::new((-180.0, -90.0), (180.0, 90.0));
        let mut columns = BTreeSet::new();
        let mut heights: Option<(i64, i64)> = None;
        for (column, _, tile) in self.tiles(&self.archive.block(&earth)) {
            let arcs = tile?.arcs;
            let wanted = arcs.iter().filter(|arc| is_wanted(arc.left) || is_wanted(arc.right));
            for at in wanted.flat_map(|arc| &arc.course) {
                columns.insert(column.rem_euclid(self.archive.columns()));
                let (low, high) = heights.unwrap_or((at.y, at.y));
                heights = Some((low.min(at.y), high.max(at.y)));
            }
        }
        let (low, high) = heights?;
        let (west, east) = narrowest(&columns, self.archive.columns())?;
        let corner = |column| self.archive.corners(column, 0).0.x as f64 / STEPS;
        let [south, north] = [low, high].map(|y| y as f64 / STEPS);
        Some(Rect::new((corner(west), south), (corner(east + 1), north)))
    }

    /// The areas of the faces that have the same key, in the tiles that `bounds` touches, where they are cut; faces
    /// without a key are left out.
    ///
    /// Shape: polygons that share no interior, outer rings counter-clockwise; degrees, longitudes counted on from those
    /// of `bounds`. `None` if the data are damaged.
    pub(super) fn areas<K: Ord>(
        &self,
        bounds: &Rect,
        key: impl Fn(FaceNumber) -> Option<K>,
    ) -> Option<BTreeMap<K, MultiPolygon>> {
        let mut outlines: BTreeMap<K, Vec<Piece>> = BTreeMap::new();
        let mut add = |key: Option<K>, piece: Piece| {
            if let Some(key) = key {
                outlines.entry(key).or_default().push(piece);
            }
        };
        let block = self.archive.block(bounds);
        for (column, row, tile) in self.tiles(&block) {
            let tile = tile?;
            for arc in &tile.arcs {
                let (left, right) = (key(arc.left), key(arc.right));
                if left != right {
                    add(left, piece(arc, Direction::Along));
                    add(right, piece(arc, Direction::Against));
                }
            }
            let outer = outer_sides(&block, column, row);
            if outer.contains(&true) {
                for edge in edges::pieces(&tile, self.archive.corners(column, row))? {
                    if outer[edge.side] {
                        let course = vec![edge.from, edge.to];
                        add(
                            key(edge.face),
                            Piece { course, is_cut_before: false, is_cut_after: false },
                        );
                    }
                }
            }
        }
        let areas =
            outlines.into_iter().map(|(key, pieces)| Some((key, stitching::areas(pieces)?)));
        areas.collect()
    }

    /// The lines of the arcs that have the same key, each as long as it goes on without a choice, in the tiles that
    /// `bounds` touches; arcs without a key are left out.
    ///
    /// Shape and errors: as [`Coverage::areas`].
    pub(super) fn lines<K: Ord>(
        &self,
        bounds: &Rect,
        key: impl Fn(&Arc) -> Option<(K, Direction)>,
    ) -> Option<BTreeMap<K, Vec<LineString>>> {
        let mut pieces: BTreeMap<K, Vec<Piece>> = BTreeMap::new();
        for (_, _, tile) in self.tiles(&self.archive.block(bounds)) {
            for arc in &tile?.arcs {
                if let Some((key, direction)) = key(arc) {
                    pieces.entry(key).or_default().push(piece(arc, direction));
                }
            }
        }
        Some(pieces.into_iter().map(|(key, pieces)| (key, stitching::lines(pieces))).collect())
    }

    fn tiles(&self, block: &Block) -> impl Iterator<Item = (i64, i64, Option<Tile>)> {
        let rows = block.rows.clone();
        let places = rows.flat_map(|row| block.columns.clone().map(move |column| (column, row)));
        places.map(|(column, row)| (column, row, self.archive.tile(column, row)))
    }
}

/// The first and the last of the columns that hold these, the last counted on eastward, with as few others as can be.
fn narrowest(columns: &BTreeSet<i64>, all: i64) -> Option<(i64, i64)> {
    let (first, last) = (*columns.first()?, *columns.last()?);
    let after = columns.iter().skip(1).copied().chain([first + all]);
    let gaps = columns.iter().copied().zip(after);
    let (before, after) = gaps.max_by_key(|(before, after)| after - before)?;
    // what lies between `before` and `after` is left out
    let turned = if after > last { before } else { before + all };
    Some((
        after.rem_euclid(all),
        if turned < after.rem_euclid(all) { turned + all } else { turned },
    ))
}

/// Which sides of a tile are the edge of the block: south, east, north, west.
fn outer_sides(block: &Block, column: i64, row: i64) -> [bool; 4] {
    [
        row == *block.rows.start(),
        column == *block.columns.end(),
        row == *block.rows.end(),
        column == *block.columns.start(),
    ]
}

fn piece(arc: &Arc, direction: Direction) -> Piece {
    let Arc { is_cut_before, is_cut_after, .. } = *arc;
    match direction {
        Direction::Along => Piece { course: arc.course.clone(), is_cut_before, is_cut_after },
        Direction::Against => Piece {
            course: arc.course.iter().rev().copied().collect(),
            is_cut_before: is_cut_after,
            is_cut_after: is_cut_before,
        },
    }
}
