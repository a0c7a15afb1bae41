//! Rows of named fields in, a byte string out in which any row is found without the rest being unpacked: they lie in blocks,
//! each deflated, and in a block field after field, for what is alike is shorter together. `build.rs` compiles this file too.
//!
//! Form, all numbers four bytes, the lowest first, all texts behind their lengths: how many rows there are, how many fields each
//! has, and the fields' names; for each block its first row's first field, and the deflated text. That has a line for each
//! field: the first of all rows, the second of all, ….

use flate2::Compression;
use flate2::bufread::ZlibDecoder;
use flate2::write::ZlibEncoder;
use std::borrow::Cow;
use std::io::{self, Read as _, Write as _};
use std::ops::Range;
use std::sync::OnceLock;

/// How many rows a block has, but for the last: of fewer, blocks are not much sooner unpacked and much larger together.
const PER_BLOCK: usize = 1024;

/// The bytes of rows of these fields, none of which has a line feed.
///
/// Errors: for rows of other fields.
pub(crate) fn written(names: &[impl AsRef<str>], rows: &[Vec<String>]) -> io::Result<Vec<u8>> {
    let is_other = |row: &&Vec<String>| row.len() != names.len() || row.concat().contains('\n');
    if let Some(row) = rows.iter().find(is_other) {
        return Err(io::Error::other(format!("a row of other fields: {row:?}")));
    }
    let mut bytes = Vec::new();
    put_number(&mut bytes, rows.len())?;
    put_number(&mut bytes, names.len())?;
    for name in names {
        put(&mut bytes, name.as_ref().as_bytes())?;
    }
    for block in rows.chunks(PER_BLOCK) {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        for column in 0..names.len() {
            for field in block.iter().filter_map(|row| row.get(column)) {
                writeln!(encoder, "{field}")?;
            }
        }
        let first = block.first().and_then(|row| row.first());
        put(&mut bytes, first.map_or(&[], |first| first.as_bytes()))?;
        put(&mut bytes, &encoder.finish()?)?;
    }
    Ok(bytes)
}

fn put(bytes: &mut Vec<u8>, part: &[u8]) -> io::Result<()> {
    put_number(bytes, part.len())?;
    bytes.extend(part);
    Ok(())
}

fn put_number(bytes: &mut Vec<u8>, number: usize) -> io::Result<()> {
    bytes.extend(u32::try_from(number).map_err(io::Error::other)?.to_le_bytes());
    Ok(())
}

/// Rows that are unpacked as they are asked for.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    bytes: Cow<'static, [u8]>,
    length: usize,
    names: Vec<String>,
    blocks: Vec<Block>,
}

#[derive(Clone, Debug)]
struct Block {
    first: Range<usize>,
    deflated: Range<usize>,
    fields: OnceLock<Fields>,
}

/// The text of a block, and where each of its fields ends.
#[derive(Clone, Debug, Default)]
struct Fields {
    text: String,
    ends: Vec<usize>,
}

/// A row of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    names: &'a [String],
    fields: &'a Fields,
    at: usize,
    /// How many rows its block has.
    of: usize,
}

impl<'a> Row<'a> {
    /// A field; empty if there is none of this name.
    pub(crate) fn get(self, name: &str) -> &'a str {
        let number = self.names.iter().position(|known| known == name);
        number.map_or("", |number| self.field(number))
    }

    /// A field that is a number; none if it is not.
    pub(crate) fn number(self, name: &str) -> Option<f64> {
        self.get(name).parse().ok()
    }

    /// All fields with their names.
    pub(crate) fn fields(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let names = self.names.iter().enumerate();
        names.map(move |(number, name)| (name.as_str(), self.field(number)))
    }

    /// A field by its number, from 0; empty if there is none.
    pub(crate) fn field(self, number: usize) -> &'a str {
        let index = number * self.of + self.at;
        let before = index.checked_sub(1).and_then(|before| self.fields.ends.get(before));
        let start = before.map_or(0, |end| end + 1);
        let end = self.fields.ends.get(index).copied().unwrap_or(start);
        self.fields.text.get(start..end).unwrap_or_default()
    }
}

/// What is read of the bytes of a table, one after the other.
struct Head<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Head<'_> {
    fn number(&mut self) -> Option<usize> {
        let start = self.at;
        self.at = start + 4;
        let bytes = self.bytes.get(start..self.at)?.try_into().ok()?;
        usize::try_from(u32::from_le_bytes(bytes)).ok()
    }

    fn part(&mut self) -> Option<Range<usize>> {
        let length = self.number()?;
        let start = self.at;
        self.at = start.checked_add(length)?;
        self.bytes.get(start..self.at).map(|_| start..self.at)
    }

    fn text(&mut self) -> Option<String> {
        let part = self.part()?;
        Some(String::from_utf8_lossy(self.bytes.get(part)?).into_owned())
    }
}

impl Table {
    /// The rows of these bytes, as [`written`] makes them; what is damaged has none.
    pub(crate) fn of(bytes: Cow<'static, [u8]>) -> Table {
        let mut head = Head { bytes: &bytes, at: 0 };
        let (length, width) = (head.number().unwrap_or(0), head.number().unwrap_or(0));
        let names = (0..width).map_while(|_| head.text()).collect();
        let block =
            || Some(Block { first: head.part()?, deflated: head.part()?, fields: OnceLock::new() });
        let blocks = std::iter::from_fn(block).collect();
        Table { bytes, length, names, blocks }
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.length
    }

    /// The row of this number, from 0.
    pub(crate) fn get(&self, number: usize) -> Option<Row<'_>> {
        let block = self.blocks.get(number / PER_BLOCK)?;
        self.rows_of(block).nth(number % PER_BLOCK)
    }

    /// All rows.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Row<'_>> {
        self.blocks.iter().flat_map(|block| self.rows_of(block))
    }

    /// The rows of this first field, of rows that are in the order of its bytes.
    pub(crate) fn with<'a>(&'a self, first: &str) -> impl Iterator<Item = Row<'a>> {
        self.from(first).take_while(move |row| row.field(0) == first)
    }

    /// The rows from the first on whose first field does not come before this one, of rows that are in the order of its bytes.
    fn from<'a>(&'a self, wanted: &str) -> impl Iterator<Item = Row<'a>> {
        let after = self.blocks.partition_point(|block| {
            self.bytes.get(block.first.clone()).is_some_and(|first| first < wanted.as_bytes())
        });
        let blocks = self.blocks.get(after.saturating_sub(1)..).unwrap_or_default();
        let (mut low, mut high) = (0, blocks.first().map_or(0, |block| self.rows_of(block).len()));
        while let (true, Some(block)) = (low < high, blocks.first()) {
            let middle = usize::midpoint(low, high);
            let is_before =
                self.rows_of(block).nth(middle).is_some_and(|row| row.field(0) < wanted);
            if is_before { low = middle + 1 } else { high = middle }
        }
        blocks.iter().flat_map(|block| self.rows_of(block)).skip(low)
    }

    fn rows_of<'a>(&'a self, block: &'a Block) -> impl ExactSizeIterator<Item = Row<'a>> {
        let fields = block.fields.get_or_init(|| self.unpacked(block));
        let of = fields.ends.len().checked_div(self.names.len()).unwrap_or_default();
        (0..of).map(move |at| Row { names: &self.names, fields, at, of })
    }

    fn unpacked(&self, block: &Block) -> Fields {
        let deflated = self.bytes.get(block.deflated.clone()).unwrap_or_default();
        let mut text = String::new();
        // what is damaged is as if it were not there: the digest of a package is its guard
        if ZlibDecoder::new(deflated).read_to_string(&mut text).is_err() {
            return Fields::default();
        }
        let ends = text.bytes().enumerate().filter_map(|(at, byte)| (byte == b'\n').then_some(at));
        Fields { ends: ends.collect(), text }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NAMES: [&str; 3] = ["one", "two", "three"];

    fn fields(row: Row) -> Vec<String> {
        NAMES.iter().map(|name| row.get(name).to_owned()).collect()
    }

    proptest! {
        #[test]
        fn rows_are_found_by_number_and_by_their_first_field(
            mut rows in prop::collection::vec(prop::collection::vec("[a-cα]{0,3}", 3), 0..4000),
            wanted in "[a-cα]{0,4}",
        ) {
            rows.sort();
            let table = Table::of(written(&NAMES, &rows).unwrap().into());
            prop_assert_eq!(table.len(), rows.len());
            prop_assert!(table.iter().map(fields).eq(rows.iter().cloned()));
            for number in [0, PER_BLOCK - 1, PER_BLOCK, rows.len() / 2, rows.len()] {
                prop_assert_eq!(table.get(number).map(fields), rows.get(number).cloned());
            }
            for wanted in rows.iter().step_by(97).map(|row| &row[0]).chain([&wanted]) {
                let expected = rows.iter().filter(|row| row[0] == *wanted).cloned();
                prop_assert!(table.with(wanted).map(fields).eq(expected));
            }
        }
    }

    #[test]
    fn bytes_that_are_cut_off_have_the_rows_before_the_cut() {
        let row = |number| vec![format!("{number:04}"), "α".to_owned()];
        let mut bytes = written(&NAMES[..2], &(0..2_000).map(row).collect::<Vec<_>>()).unwrap();
        bytes.truncate(bytes.len() - 1);
        assert_eq!(Table::of(bytes.into()).iter().count(), PER_BLOCK);
        assert_eq!(Table::of(Vec::new().into()).iter().count(), 0);
    }

    #[test]
    fn a_row_of_other_fields_is_refused() {
        let row = |fields: &[&str]| fields.iter().map(|it| (*it).to_owned()).collect();
        assert!(written(&NAMES[..2], &[row(&["a", "b"]), row(&["a"])]).is_err());
        assert!(written(&NAMES[..1], &[row(&["a\nb"])]).is_err());
    }
}
