//! A level of the coverage of the earth: the bytes of its file in, the tiles that a box of longitudes and latitudes
//! touches out. Only those are decompressed.

use super::tile::{FaceNumber, Position, Reader, Tile};
use geo::{Coord, Rect};
use lzma_rust2::LzmaReader;
use std::io::Read as _;
use std::ops::RangeInclusive;

const MAGIC: &[u8; 4] = b"PWT3";

/// By what tools/world/tiles.py compresses a tile: bits of the byte before, of its place and of the place of what is repeated.
const CONTEXT: [u32; 3] = [1, 0, 0];
/// How far back a tile may repeat itself, bytes.
const DICTIONARY: u32 = 1 << 18;

/// Hundred-thousandths of a degree: what positions are whole numbers of.
pub(super) const STEPS: f64 = 1e5;
const FULL_TURN: i64 = 36_000_000;
const NORTH_POLE: i64 = 9_000_000;

/// The tiles of one level, still compressed.
#[derive(Debug)]
pub(super) struct Archive<'a> {
    /// The sides of a tile.
    size: i64,
    /// By how much the edges between tiles lie east and north of whole sizes from 180° W and 90° S: no vertex of the
    /// data lies on one.
    offset: i64,
    columns: i64,
    rows: i64,
    /// Row by row from the south-west.
    tiles: Vec<Stored<'a>>,
}

#[derive(Clone, Copy, Debug)]
enum Stored<'a> {
    /// All of one face.
    Face(FaceNumber),
    Compressed(&'a [u8]),
}

/// Tiles side by side: columns counted on eastward across the antimeridian, rows from the south.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) columns: RangeInclusive<i64>,
    pub(super) rows: RangeInclusive<i64>,
}

impl<'a> Archive<'a> {
    /// The archive in these bytes, which may be parted between two tiles; `None` if they are damaged.
    pub(super) fn read(parts: &[&'a [u8]]) -> Option<Archive<'a>> {
        let (first, mut parts) = parts.split_first()?;
        let mut reader = Reader { rest: first };
        if reader.take(MAGIC.len())? != MAGIC {
            return None;
        }
        let mut number = || i64::try_from(reader.number()?).ok();
        let (size, offset, columns, rows) = (number()?, number()?, number()?, number()?);
        let is_grid = size > 0 && columns * size == FULL_TURN && (1..=NORTH_POLE).contains(&rows);
        let count = is_grid.then(|| columns.checked_mul(rows))??;
        let mut lengths = Vec::new();
        for _ in 0..count {
            lengths.push(match usize::try_from(reader.number()?).ok()? {
                0 => (0, Some(FaceNumber(u32::try_from(reader.number()?).ok()?))),
                length => (length, None),
            });
        }
        let mut tiles = Vec::with_capacity(lengths.len());
        for (length, face) in lengths {
            tiles.push(match face {
                Some(face) => Stored::Face(face),
                None => {
                    if let (true, Some((next, further))) =
                        (reader.rest.is_empty(), parts.split_first())
                    {
                        (reader.rest, parts) = (next, further);
                    }
                    Stored::Compressed(reader.take(length)?)
                }
            });
        }
        let is_whole = reader.rest.is_empty() && parts.is_empty();
        is_whole.then_some(Archive { size, offset, columns, rows, tiles })
    }

    /// The tiles that a box of degrees touches, at most one turn of them; the box may lie beyond 180°.
    pub(super) fn block(&self, bounds: &Rect) -> Block {
        let steps = |degrees: f64| (degrees * STEPS).floor() as i64;
        let column = |x: i64| (x + FULL_TURN / 2 - self.offset).div_euclid(self.size);
        let row = |y: i64| {
            // the first row is higher by the offset, the last ends at the pole
            (y + NORTH_POLE - self.offset).div_euclid(self.size).clamp(0, self.rows - 1)
        };
        let (low, high) = (bounds.min(), bounds.max());
        let west = column(steps(low.x));
        let east = column(steps(high.x)).min(west + self.columns - 1);
        Block { columns: west..=east, rows: row(steps(low.y))..=row(steps(high.y)) }
    }

    /// How many columns make the full turn.
    pub(super) fn columns(&self) -> i64 {
        self.columns
    }

    /// South-west and north-east corner of a tile; its column may lie beyond the antimeridian.
    pub(super) fn corners(&self, column: i64, row: i64) -> (Position, Position) {
        let x = |column: i64| -FULL_TURN / 2 + self.offset + column * self.size;
        let y = |row: i64| match row {
            0 => -NORTH_POLE,
            row if row == self.rows => NORTH_POLE,
            row => -NORTH_POLE + self.offset + row * self.size,
        };
        (Coord { x: x(column), y: y(row) }, Coord { x: x(column + 1), y: y(row + 1) })
    }

    /// A tile, decompressed; `None` if it is damaged or there is no such row.
    pub(super) fn tile(&self, column: i64, row: i64) -> Option<Tile> {
        let place = row.checked_mul(self.columns)? + column.rem_euclid(self.columns);
        match *self.tiles.get(usize::try_from(place).ok()?)? {
            Stored::Face(face) => Some(Tile::of_face(face)),
            Stored::Compressed(bytes) => {
                let [lc, lp, pb] = CONTEXT;
                let mut whole = Vec::new();
                let reader = LzmaReader::new(bytes, u64::MAX, lc, lp, pb, DICTIONARY, None);
                reader.ok()?.read_to_end(&mut whole).ok()?;
                let (origin, _) = self.corners(column, row);
                Tile::read(&whole, origin)
            }
        }
    }
}
