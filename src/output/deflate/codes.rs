//! How often symbols come in, their codes out: Huffman's (1952), none longer than may be, as DEFLATE numbers them (RFC 1951 §3.2.2).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The code of each symbol: its bits, the first one lowest, and how many they are; none for what never comes.
pub(super) struct Codes {
    pub(super) bits: Vec<u16>,
    pub(super) lengths: Vec<u8>,
}

impl Codes {
    pub(super) fn of(counts: &[u32], longest: u8) -> Codes {
        let lengths = lengths(counts, longest);
        let mut of_length = [0u16; 16];
        lengths.iter().filter(|it| **it > 0).for_each(|it| of_length[usize::from(*it)] += 1);
        let mut next = [0u16; 16];
        for length in 1..16 {
            next[length] = (next[length - 1] + of_length[length - 1]) << 1;
        }
        let bits = lengths.iter().map(|&length| {
            let code = &mut next[usize::from(length)];
            let bits = *code;
            *code += u16::from(length > 0);
            bits.reverse_bits().checked_shr(16 - u32::from(length)).unwrap_or(0)
        });
        Codes { bits: bits.collect(), lengths }
    }

    /// How many symbols there are up to the last one that comes.
    pub(super) fn used(&self) -> usize {
        self.lengths.iter().rposition(|length| *length > 0).map_or(0, |last| last + 1)
    }
}

/// How long the code of each symbol is. Where one would be too long, the rare ones are taken for less rare.
fn lengths(counts: &[u32], longest: u8) -> Vec<u8> {
    let mut counts = counts.to_vec();
    loop {
        let lengths = unlimited(&counts);
        if lengths.iter().all(|length| *length <= longest) {
            return lengths;
        }
        counts.iter_mut().filter(|count| **count > 0).for_each(|count| *count = *count / 2 + 1);
    }
}

fn unlimited(counts: &[u32]) -> Vec<u8> {
    let used: Vec<usize> = (0..counts.len()).filter(|symbol| counts[*symbol] > 0).collect();
    let mut lengths = vec![0; counts.len()];
    if let [only] = used[..] {
        lengths[only] = 1;
        return lengths;
    }
    // leaves first, in the order of their symbols, then the nodes above them
    let leaves = used.iter().enumerate().map(|(node, symbol)| Reverse((counts[*symbol], node)));
    let mut heap: BinaryHeap<Reverse<(u32, usize)>> = leaves.collect();
    let mut above = vec![0; used.len()];
    while let Some(Reverse((one_count, one))) = heap.pop() {
        let Some(Reverse((other_count, other))) = heap.pop() else { break };
        let node = above.len();
        (above[one], above[other]) = (node, node);
        above.push(node);
        heap.push(Reverse((one_count + other_count, node)));
    }
    let mut depths = vec![0u8; above.len()];
    for node in (0..above.len().saturating_sub(1)).rev() {
        depths[node] = depths[above[node]].saturating_add(1);
    }
    used.iter().zip(depths).for_each(|(symbol, depth)| lengths[*symbol] = depth);
    lengths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_the_specification() {
        // RFC 1951 §3.2.2: lengths 3, 3, 3, 3, 3, 2, 4, 4 for A to H
        let codes = Codes::of(&[10, 10, 10, 10, 10, 25, 5, 5], 15);
        assert_eq!(codes.lengths, [3, 3, 3, 3, 3, 2, 4, 4]);
        let written = |symbol: usize| {
            let length = u32::from(codes.lengths[symbol]);
            codes.bits[symbol].reverse_bits() >> (16 - length)
        };
        let written: Vec<u16> = (0..8).map(written).collect();
        assert_eq!(written, [0b010, 0b011, 0b100, 0b101, 0b110, 0b00, 0b1110, 0b1111]);
    }

    #[test]
    fn no_code_is_longer_than_may_be() {
        let mut counts = vec![1u32, 1];
        while counts.len() < 30 {
            counts.push(counts[counts.len() - 1] + counts[counts.len() - 2]);
        }
        let codes = Codes::of(&counts, 15);
        assert!(codes.lengths.iter().all(|length| (1..=15).contains(length)));
        let sum: f64 = codes.lengths.iter().map(|length| 0.5f64.powi(i32::from(*length))).sum();
        assert_eq!(sum, 1.0);
    }

    #[test]
    fn one_symbol_has_a_code_and_what_never_comes_has_none() {
        assert_eq!(Codes::of(&[0, 7, 0], 15).lengths, [0, 1, 0]);
        assert_eq!(Codes::of(&[0, 7, 0], 15).used(), 2);
        assert_eq!(Codes::of(&[0, 0], 15).used(), 0);
    }
}
