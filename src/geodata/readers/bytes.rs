//! Bytes in, the numbers that stand in them out, little end first; none where there are too few.

use geo::Coord;

/// The bytes of a part of a file.
#[derive(Clone, Copy)]
pub(super) struct Bytes<'a>(pub(super) &'a [u8]);

impl Bytes<'_> {
    fn array<const N: usize>(self, at: usize) -> Option<[u8; N]> {
        self.0.get(at..at.checked_add(N)?)?.try_into().ok()
    }

    pub(super) fn u16(self, at: usize) -> Option<u16> {
        self.array(at).map(u16::from_le_bytes)
    }

    pub(super) fn u32(self, at: usize) -> Option<u32> {
        self.array(at).map(u32::from_le_bytes)
    }

    pub(super) fn double(self, at: usize) -> Option<f64> {
        self.array(at).map(f64::from_le_bytes)
    }

    /// A number of things.
    pub(super) fn count(self, at: usize) -> Option<usize> {
        usize::try_from(self.u32(at)?).ok()
    }

    pub(super) fn doubles(self, at: usize, count: usize) -> Option<Vec<f64>> {
        let end = count.checked_mul(8)?.checked_add(at)?;
        // asked before memory is taken
        self.0.get(at..end)?;
        (0..count).map(|index| self.double(at + index * 8)).collect()
    }

    /// Positions of two numbers each.
    pub(super) fn positions(self, at: usize, count: usize) -> Option<Vec<Coord>> {
        let numbers = self.doubles(at, count.checked_mul(2)?)?;
        Some(numbers.chunks_exact(2).map(|at| Coord { x: at[0], y: at[1] }).collect())
    }
}
