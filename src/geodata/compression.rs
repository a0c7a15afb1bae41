//! Bytes that build.rs compressed in, the bytes before out.

use lzma_rust2::LzmaReader;
use std::io::Read as _;

/// The bytes before build.rs compressed them; `None` if they are damaged.
pub(super) fn decompressed(bytes: &[u8]) -> Option<Vec<u8>> {
    // with its own head, which says how much memory it takes: no more than build.rs gave it
    let mut reader = LzmaReader::new_mem_limit(bytes, u32::MAX, None).ok()?;
    let mut whole = Vec::new();
    reader.read_to_end(&mut whole).ok()?;
    Some(whole)
}
