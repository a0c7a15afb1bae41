//! Lines of text in, a byte string out in which any of them is found without the rest being unpacked: they lie in blocks, each
//! deflated. `build.rs` compiles this file too.
//!
//! Form, for each block: the length of its first line and that line, the length of the deflated text and that text; lengths are
//! four bytes, the lowest first.

use flate2::Compression;
use flate2::bufread::ZlibDecoder;
use flate2::write::ZlibEncoder;
use std::borrow::Cow;
use std::io::{self, Read as _, Write as _};
use std::ops::Range;
use std::sync::OnceLock;

/// How many lines a block has, but for the last: of fewer, blocks are not much sooner unpacked and much larger together.
const PER_BLOCK: usize = 512;

/// The bytes of these lines.
///
/// Errors: what writing to memory says, never in practice.
pub fn written(lines: &[String]) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for block in lines.chunks(PER_BLOCK) {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        for line in block {
            writeln!(encoder, "{line}")?;
        }
        let deflated = encoder.finish()?;
        for part in [block.first().map_or(&[][..], |line| line.as_bytes()), &deflated] {
            let length = u32::try_from(part.len()).map_err(io::Error::other)?;
            bytes.extend(length.to_le_bytes());
            bytes.extend(part);
        }
    }
    Ok(bytes)
}

/// Lines that are unpacked as they are asked for.
#[derive(Clone, Debug)]
pub struct Lines {
    bytes: Cow<'static, [u8]>,
    blocks: Vec<Block>,
}

#[derive(Clone, Debug)]
struct Block {
    first: Range<usize>,
    deflated: Range<usize>,
    text: OnceLock<String>,
}

impl Lines {
    /// The lines of these bytes, as [`written`] makes them; what is damaged has none.
    pub fn of(bytes: Cow<'static, [u8]>) -> Lines {
        let mut at = 0;
        let mut part = || {
            let start = at + 4;
            let length = bytes.get(at..start)?.try_into().ok().map(u32::from_le_bytes)?;
            at = start + usize::try_from(length).ok()?;
            bytes.get(start..at).map(|_| start..at)
        };
        let blocks = std::iter::from_fn(|| {
            Some(Block { first: part()?, deflated: part()?, text: OnceLock::new() })
        })
        .collect();
        Lines { bytes, blocks }
    }

    /// The line of this number, from 0.
    pub fn get(&self, number: usize) -> Option<&str> {
        let block = self.blocks.get(number / PER_BLOCK)?;
        self.text(block).lines().nth(number % PER_BLOCK)
    }

    /// All lines.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.blocks.iter().flat_map(|block| self.text(block).lines())
    }

    /// The lines from the first on that does not come before this one, of lines that are in the order of their bytes.
    pub fn from<'a>(&'a self, wanted: &str) -> impl Iterator<Item = &'a str> {
        let after = self.blocks.partition_point(|block| {
            self.bytes.get(block.first.clone()).is_some_and(|first| first < wanted.as_bytes())
        });
        let blocks = self.blocks.get(after.saturating_sub(1)..).unwrap_or_default();
        let lines = blocks.iter().flat_map(|block| self.text(block).lines());
        lines.skip_while(move |line| *line < wanted)
    }

    fn text<'a>(&self, block: &'a Block) -> &'a str {
        block.text.get_or_init(|| {
            let deflated = self.bytes.get(block.deflated.clone()).unwrap_or_default();
            let mut text = String::new();
            // what is damaged is as if it were not there: the digest of a package is its guard
            let read = ZlibDecoder::new(deflated).read_to_string(&mut text);
            read.map(|_| text).unwrap_or_default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lines_are_found_by_number_and_by_order(
            mut lines in prop::collection::vec("[a-cα]{1,3}", 0..2000),
            wanted in "[a-cα]{0,4}",
        ) {
            lines.sort();
            let read = Lines::of(written(&lines).unwrap().into());
            prop_assert!(read.iter().eq(lines.iter().map(String::as_str)));
            for number in [0, 511, 512, lines.len() / 2, lines.len()] {
                prop_assert_eq!(read.get(number), lines.get(number).map(String::as_str));
            }
            let expected = lines.iter().filter(|line| **line >= wanted);
            prop_assert!(read.from(&wanted).eq(expected.map(String::as_str)));
        }
    }

    #[test]
    fn bytes_that_are_cut_off_have_the_lines_before_the_cut() {
        let lines: Vec<String> = (0..1_000).map(|number| format!("{number:04}")).collect();
        let mut bytes = written(&lines).unwrap();
        bytes.truncate(bytes.len() - 1);
        assert_eq!(Lines::of(bytes.into()).iter().count(), PER_BLOCK);
    }
}
