//! SHA-256 of bytes, as reports, catalogues and files write it: in hexadecimal digits.

use sha2::{Digest, Sha256};

/// The digest of some bytes in 64 hexadecimal digits.
pub fn sha256(bytes: impl AsRef<[u8]>) -> String {
    in_digits(&Sha256::digest(bytes))
}

/// The digest of bytes that come block by block.
#[derive(Default)]
pub(crate) struct OfBlocks(Sha256);

impl OfBlocks {
    /// Takes the next bytes.
    pub(crate) fn add(&mut self, block: &[u8]) {
        self.0.update(block);
    }

    /// The digest of them all in 64 hexadecimal digits.
    pub(crate) fn in_digits(self) -> String {
        in_digits(&self.0.finalize())
    }
}

/// Bytes in hexadecimal digits, two each.
pub(crate) fn in_digits(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
