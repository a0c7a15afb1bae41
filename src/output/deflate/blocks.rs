//! Bytes and matches in, DEFLATE's blocks with codes of their own out (RFC 1951 §3.2.7), in a zlib stream (RFC 1950).

use super::codes::Codes;
use simd_adler32::adler32;

/// A byte, or bytes that stood before.
#[derive(Clone, Copy)]
pub(super) enum Token {
    Byte(u8),
    Match { length: usize, distance: usize },
}

/// A stream of blocks.
pub(super) struct Blocks {
    tokens: Vec<Token>,
    out: Bits,
}

/// So many tokens have codes of their own: those of a legend are others than those of a coast.
const OF_A_BLOCK: usize = 1 << 15;
/// The symbol that ends a block.
const END: usize = 256;
/// Codes of bytes, lengths and distances are no longer than that, and those of code lengths than that.
const LONGEST_CODE: u8 = 15;
const LONGEST_CODE_OF_LENGTHS: u8 = 7;

/// The least length, or distance, that each symbol stands for, and how many bits say how much more (§3.2.5).
const LENGTHS: [(u16, u32); 29] = symbols(3, 4, Some(258));
const DISTANCES: [(u16, u32); 30] = symbols(1, 2, None);

/// Symbols that stand for as many more values from one to the next: after the first of 2 × `alike`, twice as many every `alike`.
const fn symbols<const N: usize>(first: u16, alike: usize, last: Option<u16>) -> [(u16, u32); N] {
    let mut symbols = [(first, 0); N];
    let mut number = 1;
    while number < N {
        let (before, bits) = symbols[number - 1];
        let more = (number / alike).saturating_sub(1) as u32;
        symbols[number] = (before + (1 << bits), more);
        number += 1;
    }
    if let Some(last) = last {
        symbols[N - 1] = (last, 0);
    }
    symbols
}

/// The symbol of a length or a distance, and how much more than its least it is.
fn symbol(symbols: &[(u16, u32)], value: usize) -> (usize, u64, u32) {
    let symbol = symbols.partition_point(|(least, _)| usize::from(*least) <= value) - 1;
    let (least, bits) = symbols[symbol];
    (symbol, (value - usize::from(least)) as u64, bits)
}

impl Blocks {
    pub(super) fn new() -> Blocks {
        // deflate, a window of 32 KB; no dictionary; a multiple of 31
        let out = Bits { bytes: vec![0x78, 0x9c], held: 0, count: 0 };
        Blocks { tokens: Vec::with_capacity(OF_A_BLOCK), out }
    }

    pub(super) fn push(&mut self, token: Token) {
        self.tokens.push(token);
        if self.tokens.len() == OF_A_BLOCK {
            self.write(false);
        }
    }

    /// The stream, whole; `all` is what it was made of.
    pub(super) fn finish(mut self, all: &[u8]) -> Vec<u8> {
        self.write(true);
        let mut bytes = self.out.finish();
        bytes.extend(adler32(&all).to_be_bytes());
        bytes
    }

    /// Writes the tokens that have come as a block.
    fn write(&mut self, is_last: bool) {
        let mut counts = [0u32; END + 1 + LENGTHS.len()];
        let mut distance_counts = [0u32; DISTANCES.len()];
        counts[END] = 1;
        for token in &self.tokens {
            match *token {
                Token::Byte(byte) => counts[usize::from(byte)] += 1,
                Token::Match { length, distance } => {
                    counts[END + 1 + symbol(&LENGTHS, length).0] += 1;
                    distance_counts[symbol(&DISTANCES, distance).0] += 1;
                }
            }
        }
        // some decoders want one code of a distance at least
        if distance_counts.iter().all(|count| *count == 0) {
            distance_counts[0] = 1;
        }
        let codes = Codes::of(&counts, LONGEST_CODE);
        let distances = Codes::of(&distance_counts, LONGEST_CODE);
        self.out.put(u64::from(is_last), 1);
        self.out.put(2, 2);
        self.out.codes(&codes, &distances);
        for token in &self.tokens {
            match *token {
                Token::Byte(byte) => self.out.symbol(&codes, usize::from(byte)),
                Token::Match { length, distance } => {
                    let (number, more, bits) = symbol(&LENGTHS, length);
                    self.out.symbol(&codes, END + 1 + number);
                    self.out.put(more, bits);
                    let (number, more, bits) = symbol(&DISTANCES, distance);
                    self.out.symbol(&distances, number);
                    self.out.put(more, bits);
                }
            }
        }
        self.out.symbol(&codes, END);
        self.tokens.clear();
    }
}

/// Bytes, and the bits that are no whole ones yet, the first one lowest.
struct Bits {
    bytes: Vec<u8>,
    held: u64,
    count: u32,
}

impl Bits {
    fn put(&mut self, value: u64, bits: u32) {
        self.held |= value << self.count;
        self.count += bits;
        if self.count >= 32 {
            self.bytes.extend((self.held as u32).to_le_bytes());
            self.held >>= 32;
            self.count -= 32;
        }
    }

    fn symbol(&mut self, codes: &Codes, symbol: usize) {
        self.put(u64::from(codes.bits[symbol]), u32::from(codes.lengths[symbol]));
    }

    /// Writes how long the codes are, which is all that a decoder needs to know of them: as runs, with codes of their own (§3.2.7).
    fn codes(&mut self, codes: &Codes, distances: &Codes) {
        const ORDER: [usize; 19] =
            [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
        let used = [codes.used(), distances.used()];
        let lengths = [&codes.lengths[..used[0]], &distances.lengths[..used[1]]].concat();
        let runs = runs(&lengths);
        let mut counts = [0u32; ORDER.len()];
        runs.iter().for_each(|(symbol, ..)| counts[*symbol] += 1);
        let of_runs = Codes::of(&counts, LONGEST_CODE_OF_LENGTHS);
        let last = ORDER.iter().rposition(|symbol| of_runs.lengths[*symbol] > 0);
        let written = last.map_or(4, |last| (last + 1).max(4));
        self.put(used[0] as u64 - (END as u64 + 1), 5);
        self.put(used[1] as u64 - 1, 5);
        self.put(written as u64 - 4, 4);
        for symbol in &ORDER[..written] {
            self.put(u64::from(of_runs.lengths[*symbol]), 3);
        }
        for (symbol, more, bits) in runs {
            self.symbol(&of_runs, symbol);
            self.put(more, bits);
        }
    }

    fn finish(mut self) -> Vec<u8> {
        let whole = self.count.div_ceil(8) as usize;
        self.bytes.extend_from_slice(&self.held.to_le_bytes()[..whole]);
        self.bytes
    }
}

/// Lengths of codes as runs: a length, the one before 3 to 6 times again (16), or none 3 to 10 (17) or 11 to 138 times (18);
/// with how many more than the least, and its bits.
fn runs(lengths: &[u8]) -> Vec<(usize, u64, u32)> {
    let mut runs = Vec::new();
    for run in lengths.chunk_by(|one, other| one == other) {
        let (length, mut left) = (usize::from(run[0]), run.len());
        if length > 0 {
            runs.push((length, 0, 0));
            left -= 1;
        }
        while left >= 3 {
            let (symbol, least, most, bits) = match (length, left) {
                (0, 11..) => (18, 11, 138, 7),
                (0, _) => (17, 3, 10, 3),
                _ => (16, 3, 6, 2),
            };
            let taken = left.min(most);
            runs.push((symbol, (taken - least) as u64, bits));
            left -= taken;
        }
        runs.extend((0..left).map(|_| (length, 0, 0)));
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_and_distances_have_the_symbols_of_the_specification() {
        // RFC 1951 §3.2.5, symbols from 257 on and from 0 on
        for (length, number, more, bits) in
            [(3, 0, 0, 0), (10, 7, 0, 0), (12, 8, 1, 1), (257, 27, 30, 5), (258, 28, 0, 0)]
        {
            assert_eq!(symbol(&LENGTHS, length), (number, more, bits), "{length}");
        }
        for (distance, number, more, bits) in
            [(1, 0, 0, 0), (4, 3, 0, 0), (6, 4, 1, 1), (24_577, 29, 0, 13), (32_768, 29, 8_191, 13)]
        {
            assert_eq!(symbol(&DISTANCES, distance), (number, more, bits), "{distance}");
        }
    }

    #[test]
    fn lengths_of_codes_are_told_in_runs() {
        let lengths = [vec![0; 150], vec![8; 9], vec![7], vec![0; 4], vec![5; 2]].concat();
        let expected = [
            (18, 127, 7),
            (18, 1, 7),
            (8, 0, 0),
            (16, 3, 2),
            (8, 0, 0),
            (8, 0, 0),
            (7, 0, 0),
            (17, 1, 3),
            (5, 0, 0),
            (5, 0, 0),
        ];
        assert_eq!(runs(&lengths), expected);
    }
}
