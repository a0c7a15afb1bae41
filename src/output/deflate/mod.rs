//! Rows of pixels in, a zlib stream out (RFC 1950, RFC 1951): small where a picture has flat areas and few colours, as maps have, in
//! a third of the time that an encoder for any bytes takes, as measured on the bundled figures.
//! Method: LZ77 (Storer & Szymanski 1982), greedy with a look at the next byte. What a place repeats is looked for in the pixel
//! before it, in the pixel above, and where the same six, or else the same three, bytes stood last.

mod blocks;
mod codes;

use blocks::{Blocks, Token};

/// The most bytes that a match has, and how far back it may lie (RFC 1951 §3.2.5).
const LONGEST: usize = 258;
const REACH: usize = 32_768;
/// A shorter match says no less than its bytes.
const LEAST: usize = 3;
/// As long a match is taken without looking for a longer one.
const GOOD: usize = 64;
/// Within a match as short places are worth to be found again; a longer one is most often a flat area.
const TAKEN_NOTE_OF: usize = 16;

/// The rows of a picture, packed: `stride` bytes each, of which the first is the filter's; so many bytes are a pixel.
pub(super) fn zlib(rows: &[u8], stride: usize, pixel: usize) -> Vec<u8> {
    let mut places = Places::new(rows, [pixel, stride]);
    let mut blocks = Blocks::new();
    let mut at = 0;
    let mut ahead = None;
    while at < rows.len() {
        let found = ahead.take().unwrap_or_else(|| places.longest_match(at));
        if found.length < LEAST {
            blocks.push(Token::Byte(rows[at]));
            at += 1;
            continue;
        }
        if found.length < GOOD {
            let next = places.longest_match(at + 1);
            if next.length > found.length {
                blocks.push(Token::Byte(rows[at]));
                at += 1;
                ahead = Some(next);
                continue;
            }
        }
        blocks.push(Token::Match { length: found.length, distance: found.distance });
        if found.length < TAKEN_NOTE_OF {
            (at + 2..at + found.length).for_each(|place| places.note(place));
        }
        at += found.length;
    }
    blocks.finish(rows)
}

/// Bytes that stood before, so many, so far back.
#[derive(Clone, Copy, Default)]
struct Match {
    length: usize,
    distance: usize,
}

/// How many bits of a hash are looked up.
const HASH_BITS: u32 = 15;
/// The last places where bytes of a hash stood, the latest first, each counted from 1.
type Last<const N: usize> = Vec<[u32; N]>;

/// Where bytes stood before.
struct Places<'a> {
    rows: &'a [u8],
    /// The pixel before, and the one above.
    beside: [usize; 2],
    of_six: Last<4>,
    of_three: Last<2>,
}

impl<'a> Places<'a> {
    fn new(rows: &'a [u8], beside: [usize; 2]) -> Places<'a> {
        let (of_six, of_three) = (vec![[0; 4]; 1 << HASH_BITS], vec![[0; 2]; 1 << HASH_BITS]);
        Places { rows, beside, of_six, of_three }
    }

    /// The longest match that is found of the bytes from here on; the place is noted.
    fn longest_match(&mut self, at: usize) -> Match {
        let mut best = Match::default();
        for distance in self.beside {
            if distance <= at.min(REACH) && best.length < LONGEST {
                self.improve(&mut best, at, at - distance);
            }
        }
        let Some([six, three]) = self.hashes(at) else { return best };
        if best.length < GOOD {
            for place in before(self.of_six[six], at) {
                self.improve(&mut best, at, place);
            }
        }
        if best.length < 6 {
            for place in before(self.of_three[three], at) {
                self.improve(&mut best, at, place);
            }
        }
        self.note(at);
        best
    }

    /// Takes the match with an earlier place if it is longer.
    fn improve(&self, best: &mut Match, at: usize, place: usize) {
        // one that is longer has the byte after the best one too
        let ends = [place, at].map(|start| self.rows.get(start + best.length));
        if ends[0] != ends[1] {
            return;
        }
        let length = self.common(place, at);
        if length > best.length {
            *best = Match { length, distance: at - place };
        }
    }

    /// How many bytes two places have in common, the earlier one first.
    fn common(&self, place: usize, at: usize) -> usize {
        let most = LONGEST.min(self.rows.len().saturating_sub(at));
        let (one, other) = (&self.rows[place..][..most], &self.rows[at..][..most]);
        let mut length = 0;
        let eight = |bytes: &[u8], from: usize| bytes[from..].first_chunk().copied();
        while let (Some(one), Some(other)) = (eight(one, length), eight(other, length)) {
            let differing = u64::from_le_bytes(one) ^ u64::from_le_bytes(other);
            if differing != 0 {
                return length + (differing.trailing_zeros() / 8) as usize;
            }
            length += 8;
        }
        let rest = one[length..].iter().zip(&other[length..]);
        length + rest.take_while(|(one, other)| one == other).count()
    }

    /// The hashes of the six and of the three bytes from here on; none at the end.
    fn hashes(&self, at: usize) -> Option<[usize; 2]> {
        /// 2⁶⁴ by the golden ratio (Knuth, The Art of Computer Programming 3, §6.4).
        const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
        let bytes = u64::from_le_bytes(*self.rows.get(at..)?.first_chunk()?);
        let hash = |bytes: u64| (bytes.wrapping_mul(SPREAD) >> (64 - HASH_BITS)) as usize;
        Some([hash(bytes << 16), hash(bytes << 40)])
    }

    /// Notes that bytes stand here.
    fn note(&mut self, at: usize) {
        if let Some([six, three]) = self.hashes(at) {
            insert(&mut self.of_six[six], at);
            insert(&mut self.of_three[three], at);
        }
    }
}

/// The places noted that are before another and within reach of it.
fn before<const N: usize>(noted: [u32; N], at: usize) -> impl Iterator<Item = usize> {
    let places = noted.into_iter().map_while(|place| (place as usize).checked_sub(1));
    places.filter(move |place| *place < at).take_while(move |place| at - place <= REACH)
}

/// Puts a place before those that are noted already, if it is not the latest of them.
fn insert<const N: usize>(noted: &mut [u32; N], at: usize) {
    // pictures are refused long before they have so many bytes
    let place = u32::try_from(at + 1).unwrap_or(0);
    if noted[0] != place {
        noted.copy_within(..N - 1, 1);
        noted[0] = place;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::ZlibDecoder;
    use std::io::Read as _;

    fn is_kept(rows: &[u8], stride: usize, pixel: usize) -> usize {
        let packed = zlib(rows, stride, pixel);
        let mut unpacked = Vec::new();
        ZlibDecoder::new(packed.as_slice()).read_to_end(&mut unpacked).expect("it is a stream");
        assert!(unpacked == rows, "{} bytes in rows of {stride}", rows.len());
        packed.len()
    }

    /// Bytes without order, the same each time.
    fn noise(length: usize, of: u64) -> Vec<u8> {
        let mut state = 1u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            ((state >> 33) % of) as u8
        };
        (0..length).map(|_| next()).collect()
    }

    #[test]
    fn rows_of_all_lengths_come_out_as_they_went_in() {
        for length in (1..40).chain([257, 258, 259, 300, 1_000]) {
            for of in [1, 2, 3, 256] {
                is_kept(&noise(length, of), 7, 3);
                is_kept(&noise(length, of), length, 4);
            }
        }
        for of in [1, 2, 4, 17, 200, 256] {
            is_kept(&noise(300_000, of), 601, 3);
            is_kept(&noise(300_000, of), 100_001, 4);
        }
    }

    #[test]
    fn flat_areas_take_next_to_nothing() {
        let flat = vec![200; 3_000_000];
        assert!(is_kept(&flat, 3_001, 3) < 5_000);
    }

    #[test]
    fn what_no_code_shortens_grows_by_next_to_nothing() {
        let noise = noise(1_000_000, 256);
        assert!(is_kept(&noise, 3_001, 3) < noise.len() + noise.len() / 100);
    }

    #[test]
    fn the_same_rows_far_apart_are_found() {
        let row = noise(10_000, 256);
        let rows: Vec<u8> = row.iter().chain(&row).chain(&row).copied().collect();
        assert!(is_kept(&rows, 1_000, 3) < 11_000);
    }
}
