//! SHA-256 of bytes, as reports, catalogues and files write it: in hexadecimal digits.

use sha2::{Digest, Sha256};

/// The digest of some bytes in 64 hexadecimal digits.
pub fn sha256(bytes: impl AsRef<[u8]>) -> String {
    in_digits(&Sha256::digest(bytes))
}

/// Bytes in hexadecimal digits, two each.
pub(crate) fn in_digits(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
