//! One tile of the coverage of the earth: its bytes in, faces and the arcs that bound them out. The form is that of
//! tools/world/tiles.py: numbers as LEB128, signed ones zigzag, positions in hundred-thousandths of a degree.

use geo::Coord;

/// Hundred-thousandths of a degree, longitude before latitude. Longitudes run on beyond 180° in the tiles that lie across
/// the antimeridian.
pub(in crate::geodata) type Position = Coord<i64>;

/// The number of a face in the table of faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::geodata) struct FaceNumber(pub(in crate::geodata) u32);

/// A line that bounds a face on each side, within one tile.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::geodata) struct Arc {
    /// The face on its left.
    pub(in crate::geodata) left: FaceNumber,
    /// The face on its right.
    pub(in crate::geodata) right: FaceNumber,
    /// What it is: a number in the table of classes.
    pub(in crate::geodata) class: u32,
    /// Which stretch of which source it is: a number in the table of origins.
    pub(in crate::geodata) origin: u32,
    /// Whether its first vertex lies on the tile's edge only because the tile ends there.
    pub(in crate::geodata) is_cut_before: bool,
    /// The same of its last.
    pub(in crate::geodata) is_cut_after: bool,
    /// Two vertices or more.
    pub(in crate::geodata) course: Vec<Position>,
}

/// What lies in a tile.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tile {
    /// The face at its south-west corner.
    pub(super) corner: FaceNumber,
    /// In the order of the file.
    pub(super) arcs: Vec<Arc>,
}

impl Tile {
    /// A tile that is all of one face.
    pub(super) fn of_face(face: FaceNumber) -> Tile {
        Tile { corner: face, arcs: Vec::new() }
    }

    /// The tile whose south-west corner is `origin`; `None` if the bytes are damaged.
    pub(super) fn read(bytes: &[u8], origin: Position) -> Option<Tile> {
        let mut reader = Reader { rest: bytes };
        let count = reader.number()?;
        let faces: Vec<FaceNumber> =
            reader.list(count, |it| u32::try_from(it.number()?).ok().map(FaceNumber))?;
        let corner = *faces.get(reader.index()?)?;
        let count = reader.number()?;
        let mut before = 0;
        let heads = reader.list(count, |it| {
            let head = it.head(&faces, before)?;
            before = head.arc.origin.into();
            Some(head)
        })?;
        let mut columns = |edge: i64| {
            let start = edge - edge.rem_euclid(TEN);
            heads.iter().map(|head| reader.column(head, start)).collect::<Option<Vec<Vec<i64>>>>()
        };
        let (longitudes, latitudes) = (columns(origin.x)?, columns(origin.y)?);
        let places = longitudes.into_iter().zip(latitudes);
        let arcs = heads.into_iter().zip(places).map(|(head, (xs, ys))| Arc {
            course: xs.into_iter().zip(ys).map(|(x, y)| Coord { x, y }).collect(),
            ..head.arc
        });
        let arcs = arcs.collect();
        reader.rest.is_empty().then_some(Tile { corner, arcs })
    }
}

/// What most steps of a course count.
const TEN: i64 = 10;

/// An arc as it is written before the courses.
struct Head {
    /// The arc, its course still empty.
    arc: Arc,
    /// How many vertices it has.
    count: u64,
    /// Whether the steps of its course count tens, but for those from and to a cut vertex.
    is_in_tens: bool,
}

/// Reads numbers off the front of bytes.
pub(super) struct Reader<'a> {
    pub(super) rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// `before`: the origin of the arc before.
    fn head(&mut self, faces: &[FaceNumber], before: i64) -> Option<Head> {
        let (left, right) = (*faces.get(self.index()?)?, *faces.get(self.index()?)?);
        let class = u32::try_from(self.number()?).ok()?;
        let origin = u32::try_from(before.checked_add(self.signed()?)?).ok()?;
        let [flags] = *self.take(1)? else { return None };
        let count = self.number()?;
        let arc = Arc {
            left,
            right,
            class,
            origin,
            is_cut_before: flags & 1 != 0,
            is_cut_after: flags & 2 != 0,
            course: Vec::new(),
        };
        let is_line = count > 1 && left != right;
        is_line.then_some(Head { arc, count, is_in_tens: flags & 4 != 0 })
    }

    /// The longitudes or the latitudes of an arc's vertices: the first counted from `at`, each other from the one before,
    /// in the direction of the step before unless it turns.
    fn column(&mut self, head: &Head, mut at: i64) -> Option<Vec<i64>> {
        let (mut index, mut direction) = (0, 1);
        self.list(head.count, |it| {
            let has_cut = (head.arc.is_cut_before && index < 2)
                || (head.arc.is_cut_after && index + 1 == head.count);
            let unit = if head.is_in_tens && !has_cut { TEN } else { 1 };
            let number = it.number()?;
            if number & 1 != 0 {
                direction = -direction;
            }
            let step = i64::try_from(number >> 1).ok()?.checked_mul(direction * unit)?;
            at = at.checked_add(step)?;
            index += 1;
            Some(at)
        })
    }

    pub(super) fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let [byte] = *self.take(1)? else { return None };
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    pub(super) fn signed(&mut self) -> Option<i64> {
        let zigzag = self.number()?;
        Some((zigzag >> 1) as i64 ^ -((zigzag & 1) as i64))
    }

    fn index(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    pub(super) fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    fn list<T>(
        &mut self,
        count: u64,
        mut one: impl FnMut(&mut Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        let count = usize::try_from(count).ok()?;
        // every entry takes a byte at least: a damaged count cannot ask for all the memory
        let mut entries = Vec::with_capacity(count.min(self.rest.len()));
        for _ in 0..count {
            entries.push(one(self)?);
        }
        Some(entries)
    }
}
