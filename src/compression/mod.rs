//! Bytes that build.rs compressed in, the bytes before out. `build.rs` compiles this file too.
//!
//! Form of what is read whole: the length of the bytes before, eight bytes, the lowest first; a stream of LZMA without a head.

pub(crate) mod table;

use flate2::bufread::ZlibDecoder;
use lzma_rust2::LzmaReader;
use std::io::Read as _;

/// What of the bytes before a byte says how likely it is: the bits of the last, and of its own place in four.
pub(crate) const CONTEXT: [u32; 3] = [3, 0, 2];

/// The bytes before build.rs compressed them with these before them; `None` if they are damaged.
pub(crate) fn decompressed(bytes: &[u8], after: &[u8]) -> Option<Vec<u8>> {
    let (length, stream) = bytes.split_first_chunk()?;
    let length = u64::from_le_bytes(*length);
    let reach = u32::try_from(length).ok()?.checked_add(u32::try_from(after.len()).ok()?)?;
    let [before, place, last] = CONTEXT;
    let mut reader =
        LzmaReader::new(stream, length, before, place, last, reach.max(4096), Some(after)).ok()?;
    let mut whole = Vec::new();
    reader.read_to_end(&mut whole).ok()?;
    Some(whole)
}

/// The bytes before build.rs deflated them, which takes more room than LZMA and a tenth of its time; nothing if they are damaged.
pub(crate) fn inflated(bytes: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    let read = ZlibDecoder::new(bytes).read_to_end(&mut whole);
    read.map_or_else(|_| Vec::new(), |_| whole)
}
